"""Texts of the settings panel, in English; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message, Plural

SETTINGS: Final = Message("settings")
SETTINGS_DESCRIPTION: Final = Message("Set where and how I answer in this server")

MODERATORS_ONLY: Final = Message("This needs the permission “Manage Server” or the moderator role of this server.")
SERVERS_ONLY: Final = Message("This only works in a server that I have been added to.")
ROLE_NEEDS_MANAGERS: Final = Message("The moderator role can only be chosen by someone with “Manage Server”.")
CANNOT_WRITE: Final = Message("I cannot write in {channel}: give me “View Channel” and “Send Messages” there first.")
NOT_A_PAUSE: Final = Message("The pause must be a whole number of seconds from 0 to {most}.")

# The panel

PANEL: Final = Message("Settings of this server")
EFFECT: Final = Message("Every change takes effect at once. Only you see this panel.")
CHOOSE_PART: Final = Message("What do you want to set?")

OVERVIEW: Final = Message("Overview")
PLACES: Final = Message("Channels and pause")
ANSWERS: Final = Message("Answers and language")
LIBRARY_PART: Final = Message("Library")
CHAT: Final = Message("Plain chat")
PEOPLE: Final = Message("Moderators and log")

ONE_LINE: Final = Message("**{setting}:** {value}")
CHOICE: Final = Message("{setting}: {value}")

CHANNELS: Final = Message("Channels")
CHANNELS_HELP: Final = Message("I answer in these channels, their threads and posts. Moderators can ask me everywhere.")
EVERYWHERE: Final = Message("everywhere")
CHOOSE_CHANNELS: Final = Message("Channels in which I answer")
ANSWER_EVERYWHERE: Final = Message("Answer everywhere")

COOLDOWN: Final = Message("Pause between questions")
COOLDOWN_HELP: Final = Message(
    "Each member must wait this long between two questions; if it is five seconds or less, three in a row are "
    "allowed. Moderators do not wait."
)
NO_PAUSE: Final = Message("no pause")
SECONDS: Final = Plural("{n} second", "{n} seconds")
MINUTES: Final = Plural("{n} minute", "{n} minutes")
HOURS: Final = Plural("{n} hour", "{n} hours")
OTHER_PAUSE: Final = Message("Another pause …")
PAUSE_IN_SECONDS: Final = Message("Seconds, from 0 to 3600")

PRIVATE: Final = Message("Answers to commands")
PRIVATE_HELP: Final = Message("Members can choose otherwise for a single question.")
SEEN_BY_ALL: Final = Message("everyone sees them")
SEEN_BY_ONE: Final = Message("only the person who asked sees them")

PASSAGES: Final = Message("Passages in an answer")
PASSAGES_HELP: Final = Message("The most passages you can page through.")

LANGUAGE: Final = Message("Language")
LANGUAGE_HELP: Final = Message("The language of my own texts; passages are not translated.")
OF_EACH_MEMBER: Final = Message("each member's own")

BUNDLED: Final = Message("Bundled documents")
BUNDLED_HELP: Final = Message("The documents that come with me are part of this server's library.")
GAPS: Final = Message("Unanswered questions")
GAPS_HELP: Final = Message("Kept for moderators for 30 days, without who asked.")
IN_USE: Final = Message("used")
NOT_IN_USE: Final = Message("not used")
KEPT: Final = Message("kept")
NOT_KEPT: Final = Message("not kept")

PLAIN_CHAT: Final = Message("References in plain chat")
PLAIN_CHAT_HELP: Final = Message(
    "In these channels I notice when someone writes “p. 404” or “¶ 17”, and offer to show that place."
)
NOWHERE: Final = Message("nowhere")
CHOOSE_PLAIN_CHAT: Final = Message("Channels in which I notice references")
NOTICE_NOWHERE: Final = Message("Nowhere")
NO_INTENT: Final = Message(
    "⚠️ Whoever runs me has not allowed me to read plain messages, so this has no effect yet: it needs "
    "`PINCITE_PLAIN_CHAT` and Discord's message content intent."
)

LOG_CHANNEL: Final = Message("Log channel")
LOG_CHANNEL_HELP: Final = Message("Moderators' changes are posted there.")
NO_CHANNEL: Final = Message("no channel")
CHOOSE_LOG_CHANNEL: Final = Message("Channel for the log")
NO_LOG: Final = Message("No log channel")
LOG_BROKEN: Final = Message("⚠️ I can no longer write there.")

ROLE: Final = Message("Moderator role")
ROLE_HELP: Final = Message(
    "Members with this role can use everything of mine that needs “Manage Server”. To let them see my "
    "moderator commands, allow the role for these commands in the server settings, under Integrations."
)
NO_ROLE: Final = Message("no role")
CHOOSE_ROLE: Final = Message("Choose the moderator role")
NO_MODERATOR_ROLE: Final = Message("No moderator role")

RESET: Final = Message("Reset everything")
RESET_QUESTION: Final = Message("**Reset all settings of this server to their defaults?**")
RESET_YES: Final = Message("Yes, reset")
RESET_NO: Final = Message("No, keep them")

# The log channel

LOG_SET: Final = Message("{person} set **{setting}**: {value}")
LOG_RESET: Final = Message("{person} reset all settings to their defaults")
