"""Turns every error into one sentence for the user, in one place.

The message of a ``KnowledgeError`` can be shown as it is. Anything else is an internal failure: the user gets a
sentence and a short reference, and the log has the details under the same reference.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands

from bot import markup, texts
from bot.ids import StaleIdError
from bot.views import layout
from knowledge import KnowledgeError, StorageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.i18n import Message, Translation
    from bot.replies import Reply

log = logging.getLogger(__name__)

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without characters that are easily confused
_GONE: Final = frozenset({10008, 10015, 10062, 50027})
"""Discord's codes for: unknown message, webhook or interaction, or its token has expired."""
_SERVER_ERROR = 500
_SENTENCE_ROOM = 1500


class RestartingError(Exception):
    """The bot is shutting down and accepts no more questions."""


class Refused(Exception):  # noqa: N818 - said to a person who did nothing wrong
    """Something that this user cannot do here and now; ``message`` says why, its gaps filled with ``values``.

    Values are untrusted text and are escaped when shown, except ``markup.Ready``.
    """

    def __init__(self, message: Message, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class Instead(Exception):  # noqa: N818 - shown to a person who did nothing wrong
    """A reply shown to the user alone in place of the requested one, such as a menu of what they may have meant."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Explanation:
    """What to tell a user (Markdown), and the reference of the details in the log, if there are any."""

    sentence: str
    reference: str | None = None


_EXPECTED: Final[dict[type[Exception], Message]] = {
    RestartingError: texts.RESTARTING,
    StaleIdError: texts.STALE_BUTTON,
    app_commands.CommandNotFound: texts.COMMAND_CHANGED,
    app_commands.CommandSignatureMismatch: texts.COMMAND_CHANGED,
    app_commands.CheckFailure: texts.NOT_ALLOWED,
}


def explain(error: BaseException, tr: Translation) -> Explanation:
    """The sentence for an error."""
    error = _cause(error)
    if isinstance(error, Refused):
        return Explanation(tr(error.message, **{name: markup.shown(value) for name, value in error.values.items()}))
    for kind, sentence in _EXPECTED.items():
        if isinstance(error, kind):
            return Explanation(tr(sentence))
    if isinstance(error, KnowledgeError) and not isinstance(error, StorageError):
        return Explanation(_shown(error, tr))
    if isinstance(error, discord.HTTPException) and (refusal := _refusal(error)) is not None:
        return Explanation(tr(refusal))
    reference = _reference()
    if isinstance(error, StorageError):
        return Explanation(tr(texts.FAILED_BECAUSE, sentence=_shown(error, tr), reference=reference), reference)
    return Explanation(tr(texts.FAILED, reference=reference), reference)


def note(error: BaseException, doing: str, tr: Translation) -> Explanation:
    """Explain an error, and log the details that the user is not shown; ``doing`` says what failed."""
    explanation = explain(error, tr)
    if explanation.reference is not None:
        log.error("%s failed; reference %s", doing, explanation.reference, exc_info=error)
    elif isinstance(_cause(error), discord.HTTPException):
        log.warning("%s: Discord refused: %s", doing, error)
    return explanation


async def tell(interaction: discord.Interaction, error: BaseException, doing: str, tr: Translation) -> None:
    """Tell the user behind an interaction, ephemerally if still possible; errors of Discord are only logged."""
    cause = _cause(error)
    try:
        if isinstance(cause, Instead):
            await _say(interaction, view=layout(cause.reply))
        else:
            await _say(interaction, content=note(error, doing, tr).sentence)
    except discord.HTTPException as failure:
        if failure.code not in _GONE:  # the interaction expired or the message is gone: nobody to tell
            log.warning("%s: the person could not be told: %s", doing, failure)


@asynccontextmanager
async def told(interaction: discord.Interaction, tr: Translation) -> AsyncIterator[None]:
    """Wrap the work on a command or a control: expected errors are reported to the user and go no further.

    Internal failures propagate to the error handler of all commands or all controls.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, Instead) and explain(error, tr).reference is not None:
            raise
        await tell(interaction, error, "An interaction", tr)


async def _say(interaction: discord.Interaction, **message: Any) -> None:
    if not interaction.response.is_done():
        await interaction.response.send_message(**message, ephemeral=True)
        return
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        # A follow-up would replace the "thinking" placeholder and inherit its visibility, so the placeholder is first
        # turned into a message and deleted.
        with suppress(discord.HTTPException):
            await interaction.edit_original_response(content=markup.ELLIPSIS)
        with suppress(discord.HTTPException):
            await interaction.delete_original_response()
    await interaction.followup.send(**message, ephemeral=True)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _refusal(error: discord.HTTPException) -> Message | None:
    """What to say if Discord refused for reasons of its own; ``None`` if our request was invalid."""
    if error.code in _GONE:
        return texts.MESSAGE_GONE
    if isinstance(error, discord.Forbidden):
        return texts.NO_PERMISSION
    return texts.DISCORD_TROUBLE if error.status >= _SERVER_ERROR else None


def _shown(error: KnowledgeError, tr: Translation) -> str:
    return markup.escape(markup.shorten(tr.wording(error.wording), _SENTENCE_ROOM))


def _reference() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))
