"""Every error as one sentence for the person who met it, decided in one place.

What the library says about itself (``KnowledgeError``) is fit to show. Anything else is our own failure: the person
gets a sentence and a short reference, and the log gets the rest under the same reference.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Final

import discord
from discord import app_commands

from bot import markup, texts
from bot.state import StaleStateError
from knowledge import KnowledgeError, StorageError

log = logging.getLogger(__name__)

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without those that are mistaken for one another
_UNKNOWN_INTERACTION = 10062
_SENTENCE_ROOM = 1500


class RestartingError(Exception):
    """The bot is shutting down and takes no more questions."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What to tell a person (Markdown), and the reference under which the log has the rest, if there is a rest."""

    sentence: str
    reference: str | None = None


_EXPECTED: Final[dict[type[Exception], str]] = {
    RestartingError: texts.RESTARTING,
    StaleStateError: texts.STALE_BUTTON,
    app_commands.CommandNotFound: texts.COMMAND_CHANGED,
    app_commands.CommandSignatureMismatch: texts.COMMAND_CHANGED,
    app_commands.CheckFailure: texts.NOT_ALLOWED,
}


def explain(error: BaseException) -> Explanation:
    """The one sentence for an error."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    for kind, sentence in _EXPECTED.items():
        if isinstance(error, kind):
            return Explanation(sentence)
    if isinstance(error, KnowledgeError) and not isinstance(error, StorageError):
        return Explanation(_shown(error))
    reference = _reference()
    if isinstance(error, StorageError):
        return Explanation(texts.FAILED_BECAUSE.format(sentence=_shown(error), reference=reference), reference)
    return Explanation(texts.FAILED.format(reference=reference), reference)


def note(error: BaseException, doing: str) -> Explanation:
    """Explain an error and log what the person is not shown; ``doing`` says what failed."""
    explanation = explain(error)
    if explanation.reference is not None:
        log.error("%s failed; reference %s", doing, explanation.reference, exc_info=error)
    return explanation


async def tell(interaction: discord.Interaction, error: BaseException, doing: str) -> None:
    """Tell the person behind an interaction, and nobody else if that is still possible; never raises for Discord."""
    explanation = note(error, doing)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(explanation.sentence, ephemeral=True)
        else:
            await interaction.response.send_message(explanation.sentence, ephemeral=True)
    except discord.HTTPException as failure:
        if failure.code != _UNKNOWN_INTERACTION:  # they are gone, or it took too long: nobody to tell
            log.warning("%s: the person could not be told: %s", doing, failure)


def _shown(error: KnowledgeError) -> str:
    return markup.escape(markup.shorten(str(error), _SENTENCE_ROOM))


def _reference() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))
