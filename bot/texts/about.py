"""What ``/about`` and ``/privacy`` say, in English; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message

ABOUT: Final = Message("about")
ABOUT_DESCRIPTION: Final = Message("What I am, what I can do, and what is in the library here")
PRIVACY: Final = Message("privacy")
PRIVACY_DESCRIPTION: Final = Message("What is kept, for how long, and how to have it deleted")

# About

WHAT_I_AM: Final = Message(
    "I answer from a library of documents with the passages themselves: word for word, with section and page. "
    "What the library does not say, I do not say either."
)
LIBRARY_HERE: Final = Message("**The library here:** {documents} with {passages}")
OTHER_WAYS: Final = Message(
    "You can also mention me with a question, reply to one of my answers and mention me in it, write to me directly, "
    "or right-click a message and look under “Apps”."
)
COMMAND_LINE: Final = Message("- {command}: {description}")
LICENCE: Final = Message("Pincite {version}, free software under the MIT licence")

# Privacy

KEPT: Final = Message("What I keep")
KEPT_OF_SERVERS: Final = Message(
    "**Of a server:** its settings; the documents that its moderators added, and what they noted about them; how many "
    "questions were asked and answered each day, and how often each passage was cited, without who asked, for "
    "{records} days; golden questions, until they are removed. A document that was removed can be restored "
    "for {removed} days, a preview waits for {previews}."
)
KEPT_OF_QUESTIONS: Final = Message(
    "**Of questions:** those without an answer, without who asked them, for {gaps} days, so that moderators see what "
    "the library lacks; they can turn that off in {settings}. No other question is kept, nor is any message."
)
KEPT_OF_PEOPLE: Final = Message(
    "**Of people:** nothing, except what moderators changed: what, when, and their Discord id, for {records} days. "
    "That you have just asked something is remembered for the pause between questions only, in memory."
)
KEPT_WHERE: Final = Message(
    "**Where:** in the database of whoever runs me. Questions are answered there, too: nothing is sent anywhere, "
    "except my replies to Discord."
)
KEPT_HOW_LONG: Final = Message(
    "**How long:** when a server removes me, all that is kept of it stays for {left} days, in case I am added again, "
    "and is then deleted. Whoever wants it gone earlier can ask whoever runs me."
)
SHOW_ABOUT: Final = Message("About me")
