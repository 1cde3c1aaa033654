"""The bot's own texts in Discord, in English; ``bot/locales`` has the translations.

Texts are Markdown, except labels, names and descriptions. Values for the gaps are escaped by the caller.
"""

from __future__ import annotations

from typing import Final

from bot.i18n import Message, Plural

# Commands: names are lower-case words

ASK: Final = Message("ask")
OPTION_QUESTION: Final = Message("question")
OPTION_SECTION: Final = Message("section")
ASK_DESCRIPTION: Final = Message("Ask the library: get the passages that answer, word for word, with page numbers")
ASK_QUESTION: Final = Message("Your question, or a place such as “page 404” or “paragraph 17”")

ASK_SECTION: Final = Message("Search in this section only")
FIND_PASSAGES: Final = Message("Find passages")

HOW_TO_ASK: Final = Message(
    "Ask me about the documents in my library, in your own words:\n"
    "- with `/ask`, by mentioning me, or in a direct message\n"
    "- reply to one of my answers and mention me: with another question, “next”, “previous” or a place such as "
    "“p. 405”\n"
    "- open the menu of any message, then **Apps** › **Find passages**, to search for what it says"
)

# Asking on

TEXT_HIDDEN: Final = Message("Discord does not let me read this reply: please mention me in it, or use `/ask`.")
IN_SCOPE: Final = Message("only in {place}")
NO_TEXT: Final = Message("This message has no text of its own that I can search for.")
LAST_PASSAGE: Final = Message("That was the last passage of this answer.")
FIRST_PASSAGE: Final = Message("That was the first passage of this answer.")
WHICH_ANSWER: Final = Message("Which answer do you mean? Reply to it with this word.")
CONTINUE_IN_THREAD: Final = Message("Continue in a thread")
THREAD_OPENED: Final = Message("Ask more here: mention me with your question, or reply to one of my answers.")
THREAD_READY: Final = Message("Continue in {thread}.")
THREAD_NOT_BY_ME: Final = Message(
    "I cannot open threads here: I need the permissions “Create Public Threads” and “Send Messages in Threads”."
)
THREAD_NOT_BY_YOU: Final = Message("You do not have permission to open threads in this channel.")
THREAD_NOT_HERE: Final = Message("A thread can only be opened from a message that everyone in the channel can see.")

# Shared by several commands

ADD: Final = Message("add")
LIST: Final = Message("list")
REMOVE: Final = Message("remove")
EXPORT: Final = Message("export")
OPTION_FILE: Final = Message("file")
OPTION_NAME: Final = Message("name")
AND_MORE: Final = Plural("… and {n} more", "… and {n} more")

# A reply

QUESTION_SHORTENED: Final = Message(
    "The question has {length} characters: all of it was searched, but only its beginning is shown."
)
CORRECTED: Final = Message("{typed} → {used}")
ALSO: Final = Message("{typed} → also {names}")
MORE: Final = Message("{names} and {count} more")
PAGE: Final = Message("p. {page}")
PAGES: Final = Message("pp. {first}–{last}")
PARAGRAPH: Final = Message("¶ {number}")
FOOTNOTE: Final = Message("footnote {mark}")
TITLE: Final = Message("title")
HEADING: Final = Message("heading")
SOURCE_LINE: Final = Message("source line")
DOCUMENT_NUMBER: Final = Message("document number")
SERIES_CODE: Final = Message("series code")
QUOTED: Final = Message("“{word}”")
ANSWER_ON: Final = Message("**answer on {pages}**")
PLACES_LEFT_OUT: Final = Message("the first {shown} of {total} places; ask for a smaller range to see the others")
PASSAGES_LEFT_OUT: Final = Message("the first {shown} of {total} passages")
PART: Final = Message("part {part} of {parts}")
SHARED_BY: Final = Message("shared by @{name}")

NO_ANSWER: Final = Message("**The library has no answer to this.**")
UNKNOWN_WORDS: Final = Plural("It does not contain the word {words}.", "It does not contain the words {words}.")
NOT_CLOSE_ENOUGH: Final = Message("It contains these words, but no passage says enough about them together.")
NOTHING_SIMILAR: Final = Message("No passage matches these words.")
NOT_AN_ANSWER: Final = Message("⚠️ **Not an answer.** This is only the nearest passage in the library.")

EARLIER_EDITION: Final = Message("⚠️ **From an earlier edition.** The library now has a newer one.")
NAMESAKE: Final = Message("{title} ({id})")
ALSO_IN: Final = Message("Also in {places}")
MEANT_DOCUMENT: Final = Message("Choose a document to search")
MEANT_SECTION: Final = Message("Choose a section to search")

# Buttons

PREVIOUS: Final = Message("◀\ufe0e")
NEXT: Final = Message("▶\ufe0e")
COUNTER: Final = Message("{position} / {count}")
CONTEXT: Final = Message("Context")
BACK: Final = Message("Back")
SOURCE: Final = Message("Source")
EARLIER: Final = Message("Text before")
LATER: Final = Message("Text after")
PARTS: Final = Message("Part {position} / {count}")
NEAREST: Final = Message("Show the nearest passages")
WHY: Final = Message("Why?")
CITE: Final = Message("Cite")
SHARE: Final = Message("Share")
SHARED: Final = Message("Shared")
DELETE: Final = Message("Delete")
SHOW_ALL: Final = Message("Show all")
SHOW_LESS: Final = Message("Show less")
ONE_BEFORE: Final = Message("¶ before")
ONE_AFTER: Final = Message("¶ after")
WHOLE_SECTION: Final = Message("Whole section")
SEE: Final = Message("See {place}")
REFERS_TO: Final = Message("Places that this refers to ({count})")
SEARCH_AS_TYPED: Final = Message("Search for {words} instead")

# Why a passage was found

WHY_THIS: Final = Message("Why this passage?")
WHY_FOR: Final = Message("For the question “{question}”")
RANKED: Final = Message("It is number **{rank}** among the passages that match this question.")
NOT_RANKED: Final = Message("It is not among the passages that match this question best.")
SAME_WORDS: Final = Message("**Words of the question:** {words}")
SAME_STEMS: Final = Message("**The same word in another form:** {words}")
SAME_NAMES: Final = Message("**Other names for the same thing:** {words}")
RELATED_NAMES: Final = Message("**Names of related things:** {words}")
SPELLINGS: Final = Message("**Spelling corrected:** {words}")
SIDE_BY_SIDE: Final = Message("**Next to each other, as in the question:** {words}")
IN_HEADINGS: Final = Message("**In the title or the headings above it:** {words}")
MISSING_HERE: Final = Message("**In the question, but not in this passage:** {words}")
NOWHERE: Final = Message("**Nowhere in the library:** {words}")
TYPED_AND_FOUND: Final = Message("{typed} → {found}")
ONLY_BEGINNING: Final = Message("The question is too long to keep, so this explains only its beginning.")
NO_SHARED_WORDS: Final = Message("It shares no word with the question.")
NOT_SEARCHED: Final = Message("Only the newest edition is searched. Ask again to see what that one says.")

# Citations

CITE_THIS: Final = Message("Cite this passage")
STYLE: Final = Message("Style")
COPY_FROM_FILE: Final = Message("Please copy it from the file: it cannot be shown exactly here.")

# Places: reading, outlines

LOOKUP: Final = Message("lookup")
LOOKUP_DESCRIPTION: Final = Message("Read a page, a paragraph, a section, a footnote or a whole document")
OPTION_REFERENCE: Final = Message("reference")
LOOKUP_REFERENCE: Final = Message("What to read: “page 404”, “¶ 17”, the heading of a section, “footnote 1”")
CONTENTS: Final = Message("contents")
CONTENTS_DESCRIPTION: Final = Message("The outline of a document, to open its sections")
OPTION_DOCUMENT: Final = Message("document")
WHICH_DOCUMENT: Final = Message("A document of the library; leave empty for all of them")
OPTION_PRIVATE: Final = Message("private")
WHETHER_PRIVATE: Final = Message("Whether only you can see the reply")

FOOTNOTES: Final = Message("Footnotes")
NOTHING_HERE: Final = Message("This place is empty.")
PLACE_BEFORE: Final = Message("◀\ufe0e {place}")
PLACE_AFTER: Final = Message("{place} ▶\ufe0e")
OUTLINE: Final = Message("Outline")
PLACES_ASKED: Final = Message("All {count} places")
READ_ALL: Final = Message("Read from the start")
ALL_DOCUMENTS: Final = Message("All documents")
OPEN_SECTION: Final = Message("Read a section")
OPEN_DOCUMENT: Final = Message("Open a document")
LIBRARY: Final = Message("The library")
DOCUMENTS: Final = Plural("{n} document", "{n} documents")
SECTIONS: Final = Plural("{n} section", "{n} sections")
PASSAGES: Final = Plural("{n} passage", "{n} passages")
PARAGRAPHS: Final = Plural("{n} paragraph", "{n} paragraphs")
BEFORE_SECTIONS: Final = Message("before the first section")
BARE: Final = Message("without a heading")
EMPTY_LIBRARY: Final = Message("There are no documents in this library yet.")

# The check of quotations

QUOTE: Final = Message("quote")
QUOTE_DESCRIPTION: Final = Message("Check whether the library has a quotation word for word, and where")
OPTION_TEXT: Final = Message("text")
QUOTE_TEXT: Final = Message("The quotation, without quotation marks")
CHECK_QUOTES: Final = Message("Check quotes")

VERBATIM: Final = Message("✅ Word for word")
ALTERED: Final = Plural("⚠️ Altered in one place", "⚠️ Altered in {n} places")
ABSENT: Final = Message("❌ Not in the library")
HOW_ALTERED: Final = Message("~~Struck out~~: only in the quotation. **Bold**: only in the library.")
WITH_OMISSIONS: Final = Message("The quotation marks where it leaves out words.")
OTHER_CAPITALS: Final = Message("Some capital letters differ.")
NEAREST_PASSAGE: Final = Message("The nearest passage:")
ALSO_AT: Final = Message("Also: {place}")
IN_CONTEXT: Final = Message("In context")
READ_IN_CONTEXT: Final = Message("Read one in context")
QUOTATIONS_CHECKED: Final = Message("Checked quotations")
MESSAGE: Final = Message("message")
COUNT_VERBATIM: Final = Plural("{n} word for word", "{n} word for word")
COUNT_ALTERED: Final = Plural("{n} altered", "{n} altered")
COUNT_ABSENT: Final = Plural("{n} not in the library", "{n} not in the library")
ALL_IN_FILE: Final = Message("{shown} of {total} quotations fit here; the file has all of them in full.")
NO_QUOTATIONS: Final = Message(
    "I found no quotation in this message: I look for four or more words in quotation marks, or after `>`."
)

# When something is wrong

STALE_BUTTON: Final = Message("This answer is from another version of me. Please ask again.")
RESTARTING: Final = Message("I am restarting. Please try again in a moment.")
FAILED: Final = Message("Something went wrong on my side and has been logged. Reference: `{reference}`")
FAILED_BECAUSE: Final = Message("{sentence} Reference: `{reference}`")
COMMAND_CHANGED: Final = Message("This command has just changed. Please try again in a minute.")
NOT_ALLOWED: Final = Message("You cannot use this here.")
DOCUMENT_REMOVED: Final = Message("“{title}” is no longer in the library.")
MESSAGE_GONE: Final = Message("That message has been deleted.")
NO_PERMISSION: Final = Message("I am missing a permission in this channel. A moderator can grant it.")
DISCORD_TROUBLE: Final = Message("Discord is having problems. Please try again.")
NOT_YOURS: Final = Message("Only the person who asked and moderators can delete this answer.")

# Where and when questions are answered

ELSEWHERE: Final = Message("In this server I answer in {channels}.")
COOLDOWN: Final = Message("One moment, please: you can ask again in {seconds} s.")
