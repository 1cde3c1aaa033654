"""What the bot says in Discord of its own accord, and why ``pincite run`` ended, in one place.

Texts are Markdown, but for labels, descriptions and what is sent to a terminal. What is put into the braces is escaped
by whoever puts it there.
"""

from __future__ import annotations

from typing import Final

# The command

ASK_DESCRIPTION: Final = "Ask the library: the passages that answer, word for word, with their pages"
ASK_QUESTION: Final = "Your question, or a place such as “page 404” or “paragraph 17”"

HOW_TO_ASK: Final = (
    "Ask me something about the documents in my library: `/ask question:` and your question, or mention me with it."
)

# A reply

QUESTION_SHORTENED: Final = "The question has {length:,} characters; all of it was searched, its beginning is shown."
CORRECTED: Final = "{typed} → {used}"
ALSO: Final = "{typed} → also {names}"
MORE: Final = "{names} and {count} more"
QUOTED: Final = "“{word}”"
ANSWER_ON: Final = "**answer on {pages}**"
PLACES_LEFT_OUT: Final = "the first {shown} of {total} places; ask for a smaller place to see the others"
PART: Final = "part {part} of {parts}"

NO_ANSWER: Final = "**The library has no answer to this.**"
UNKNOWN_WORD: Final = "Nowhere does it use the word {words}."
UNKNOWN_WORDS: Final = "Nowhere does it use the words {words}."
AND: Final = "{first} and {last}"
NOT_CLOSE_ENOUGH: Final = "It uses these words, but no passage says enough about them together."
NOTHING_SIMILAR: Final = "No passage has anything to do with these words."
NOT_AN_ANSWER: Final = "⚠️ **Not an answer.** Only the nearest passage that the library has."

# Buttons

PREVIOUS: Final = "◀\ufe0e"
NEXT: Final = "▶\ufe0e"
COUNTER: Final = "{position} / {count}"
CONTEXT: Final = "Context"
BACK: Final = "Back"
SOURCE: Final = "Source"
EARLIER: Final = "Text before"
LATER: Final = "Text after"
PARTS: Final = "Part {part} / {parts}"
NEAREST: Final = "Show the nearest passages"

# When something is wrong

STALE_BUTTON: Final = "This answer was given by another version of me. Please ask again."
RESTARTING: Final = "I am just restarting. Please try again in a moment."
FAILED: Final = "Something went wrong on my side, and it has been noted. Reference: `{reference}`"
FAILED_BECAUSE: Final = "{sentence} Reference: `{reference}`"
COMMAND_CHANGED: Final = "This command has just changed. Please try it again in a minute."
NOT_ALLOWED: Final = "You cannot use this here."

# For whoever runs the bot

LOGIN_MISSING: Final = (
    "DISCORD_TOKEN is not set: put the bot's token into .env or the environment "
    "(discord.com/developers → your application → Bot → Reset Token)."
)
LOGIN_REFUSED: Final = (
    "Discord refused the token in DISCORD_TOKEN: make a new one "
    "(discord.com/developers → your application → Bot → Reset Token) and put it into .env or the environment."
)
UNREACHABLE: Final = "Discord cannot be reached at {address}: check the network{hint} and start again."
UNREACHABLE_HINT: Final = " and DISCORD_API_BASE"
REFUSED: Final = "Discord refused the connection: {reason}."
CRASHED: Final = "Pincite stopped because of an error of its own; the log above has the details."
