"""What a message says to the bot.

1. A mention counts where the text itself holds it; in direct messages every message is meant for the bot.
2. A reply to one of the bot's messages counts where it pings the bot, as replies do unless their author says otherwise.
   Discord hands over its text then, but not where the bot's message answered a command: such a reply arrives without
   text, and all that can be said to it is how to be heard.
3. Other bots, webhooks and Discord's own notices are not listened to.
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
    """What somebody says to the bot, without the mention of it; ``to`` is the message of the bot that they reply to.

    ``is_hidden`` is whether Discord keeps back what they say.
    """

    text: str
    to: discord.Message | None = None
    is_hidden: bool = False


def addressed(message: discord.Message, me: int) -> Addressed | None:
    """What a message says to the bot ``me``; ``None`` where it is not meant for it."""
    if is_deaf_to(message):
        return None
    mine = re.compile(rf"<@!?{me}>")
    to = _replied_to(message, me)
    pings = any(user.id == me for user in message.mentions)
    if message.guild is not None and not mine.search(message.content) and not (to and pings):
        return None
    if message.guild is not None and not message.content:
        # A picture or a sticker alone says nothing either; of what is kept back, neither is seen.
        return None if message.attachments or message.stickers else Addressed("", to, is_hidden=True)
    return Addressed(with_names(message, mine.sub(" ", message.content)).strip(), to)


def is_deaf_to(message: discord.Message) -> bool:
    """Whether a message is of a kind that the bot does not listen to."""
    return message.author.bot or message.webhook_id is not None or message.is_system()


def with_names(message: discord.Message, text: str) -> str:
    """The text with people's names where it mentions them, which is how everyone reads it."""
    names = {user.id: user.display_name for user in message.mentions}
    return _MENTION.sub(lambda match: f"@{names[int(match[1])]}" if int(match[1]) in names else match[0], text)


def plain_text(content: str) -> str:
    """The words of a message: without its markup, and without mentions, emoji of servers and addresses."""
    text = _TOKEN.sub(" ", _CODE_FENCE.sub("\n", content))
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub("", _LINE_START.sub("", text))
    return "\n".join(filter(None, (" ".join(line.split()) for line in _ESCAPE.sub(r"\1", text).split("\n"))))


def _replied_to(message: discord.Message, me: int) -> discord.Message | None:
    reference = message.reference
    before = reference.resolved if reference and message.type is discord.MessageType.reply else None
    return before if isinstance(before, discord.Message) and before.author.id == me else None
