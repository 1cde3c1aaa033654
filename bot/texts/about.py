"""Texts of ``/about`` and ``/privacy``, in English; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message

ABOUT: Final = Message("about")
ABOUT_DESCRIPTION: Final = Message("What I am, what I can do, and what is in the library here")
PRIVACY: Final = Message("privacy")
PRIVACY_DESCRIPTION: Final = Message("What is kept, for how long, and how to have it deleted")

# About

WHAT_I_AM: Final = Message(
    "I answer questions with passages from a library of documents: word for word, with section and page. What "
    "the library does not say, I do not say either."
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
    "**About a server:** its settings; the documents that its moderators added, with their details; its "
    "glossary and golden questions, until they are removed; how many questions were asked and answered each "
    "day and how often each passage was cited, without who asked, for {records} days. A removed document can "
    "be restored for {removed} days, a preview is kept for {previews}."
)
KEPT_OF_QUESTIONS: Final = Message(
    "**About questions:** those without an answer, without who asked them, for {gaps} days, so that moderators "
    "can see what the library lacks; they can turn this off in {settings}. No other questions are kept, and no "
    "messages."
)
KEPT_OF_PEOPLE: Final = Message(
    "**About people:** nothing, except what moderators changed: what, when, and their Discord ID, for "
    "{records} days. That you have just asked something is kept in memory only, for the pause between "
    "questions."
)
KEPT_WHERE: Final = Message(
    "**Where:** in the database of whoever runs me. Questions are answered there too: nothing is sent "
    "anywhere, except my replies to Discord."
)
KEPT_HOW_LONG: Final = Message(
    "**How long:** when a server removes me, its data stays for {left} days, in case I am added again, and is "
    "then deleted. To have it deleted earlier, ask whoever runs me."
)
SHOW_ABOUT: Final = Message("About me")
