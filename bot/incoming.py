"""Whether a message is meant for the bot, and what it says.

1. A mention counts if the text itself contains it; in direct messages every message is meant for the bot.
2. A reply to one of the bot's messages counts if it pings the bot, which is Discord's default for replies. Discord then
   delivers its text, except if the bot's message was a response to a command: such a reply arrives without text, and
   the bot can only explain how to reach it.
3. Other bots, webhooks and system messages are ignored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import discord

_MENTION = re.compile(r"<@!?(\d+)>")
_CODE_FENCE = re.compile(r"```(?:[\w+-]+\n)?")
_TOKEN = re.compile(
    r"""
      <(?:@[!&]?|\#|id:)[\w:-]+>      # people, roles, channels
    | <a?:\w+:\d+>                    # emoji of servers
    | <t:-?\d+(?::\w)?>               # moments
    | </[^<>]{1,100}:\d+>             # commands
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?https?://[^\s()<>]+>?(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?")
_LINE_START = re.compile(r"^[ \t]*(?:#{1,3}[ \t]+|-\#[ \t]+|>>>[ \t]*|>[ \t]+|[-*][ \t]+)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|\|\||~~|`+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))")
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


@dataclass(frozen=True, slots=True)
class Addressed:
    """The text of a message to the bot, without its mention; ``to`` is the bot's message that it replies to.

    ``is_hidden``: Discord withholds the text.
    """

    text: str
    to: discord.Message | None = None
    is_hidden: bool = False


def addressed(message: discord.Message, me: int) -> Addressed | None:
    """The text of a message to the bot ``me``; ``None`` if it is not meant for the bot."""
    if is_deaf_to(message):
        return None
    mine = re.compile(rf"<@!?{me}>")
    to = _replied_to(message, me)
    pings = any(user.id == me for user in message.mentions)
    if message.guild is not None and not mine.search(message.content) and not (to and pings):
        return None
    if message.guild is not None and not message.content:
        # Discord withholds attachments and stickers along with the text: if one is visible, there simply is no text.
        return None if message.attachments or message.stickers else Addressed("", to, is_hidden=True)
    return Addressed(with_names(message, mine.sub(" ", message.content)).strip(), to)


def is_deaf_to(message: discord.Message) -> bool:
    """Whether a message is of a kind that the bot ignores."""
    return message.author.bot or message.webhook_id is not None or message.is_system()


def with_names(message: discord.Message, text: str) -> str:
    """The text with mentions of users replaced by their names, as people read it."""
    names = {user.id: user.display_name for user in message.mentions}
    return _MENTION.sub(lambda match: f"@{names[int(match[1])]}" if int(match[1]) in names else match[0], text)


def plain_text(content: str) -> str:
    """The words of a message: without markup, mentions, server emoji and URLs."""
    text = _TOKEN.sub(" ", _CODE_FENCE.sub("\n", content))
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub("", _LINE_START.sub("", text))
    return "\n".join(filter(None, (" ".join(line.split()) for line in _ESCAPE.sub(r"\1", text).split("\n"))))


def _replied_to(message: discord.Message, me: int) -> discord.Message | None:
    reference = message.reference
    before = reference.resolved if reference and message.type is discord.MessageType.reply else None
    return before if isinstance(before, discord.Message) and before.author.id == me else None
