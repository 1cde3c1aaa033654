"""What people see of the bot's messages, and how they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.bot.limits import buttons_of, texts_of

if TYPE_CHECKING:
    import discord
    import simcord

    from tests.bot.conftest import Scene

LEVER = "In some few respects the USSR may have a direct lever upon Chinese Communist policy."


def components(message: discord.Message | simcord.ResponseMessage) -> list[dict[str, Any]]:
    """The components of a message as JSON."""
    return [item if isinstance(item, dict) else dict(item.to_dict()) for item in message.components]


def shown(message: discord.Message | simcord.ResponseMessage) -> str:
    """All texts of a message."""
    return "\n".join(texts_of(components(message)))


def labels(message: discord.Message | simcord.ResponseMessage) -> list[str]:
    """The labels of a message's buttons."""
    return list(buttons_of(components(message)))


def mention(scene: Scene, text: str) -> str:
    """A message to the bot."""
    assert scene.env.bot.user is not None
    return f"<@{scene.env.bot.user.id}> {text}"


def answer_to(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers an interaction: the first one that came after it, or the one it became."""
    message = result.followups[0] if result.followups else result.response
    assert message is not None
    return message


def last_in(channel: simcord.ChannelHandle) -> discord.Message:
    """The last message of a channel."""
    assert channel.last_message is not None
    return channel.last_message


async def ask(scene: Scene, question: str) -> simcord.ResponseMessage:
    """Alice uses ``/ask``; the reply."""
    return answer_to(await scene.alice.slash(scene.channel, "ask", question=question))
