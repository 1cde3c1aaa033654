"""Why a passage was found, and how to cite it; ephemeral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.asker import behind
from bot.cogs.pages import kept_of
from bot.ids import StaleIdError
from bot.ids.passage import Step, cite_of, why_of
from bot.interacting import acknowledge, show
from knowledge import CitationStyle

if TYPE_CHECKING:
    from bot.controls import Pressed
    from bot.services import Services


class AboutPassage(commands.Cog):
    """The buttons *Why?* and *Cite*."""

    def __init__(self, services: Services) -> None:
        self._services = services
        services.controls.add("w", self.why)
        services.controls.add("c", self.cite)

    async def why(self, pressed: Pressed) -> None:
        """Explain why a passage was found.

        Raises:
            KnowledgeError: the passage is gone, or the store failed.
            StaleIdError: the button is of another version.
        """
        (ref, way), keep = why_of(pressed.custom_id), kept_of(pressed)
        asker = behind(pressed.interaction, self._services.guilds)
        with self._services.in_flight.reply():
            await acknowledge(pressed.interaction, own=False)
            await show(pressed.interaction, await self._services.answering.explain(asker, keep, ref, way))

    async def cite(self, pressed: Pressed) -> None:
        """Show the citation, first in Chicago style, then in the chosen one.

        Raises:
            KnowledgeError: the passage is gone, or the store failed.
            StaleIdError: the control is of another version.
        """
        step, cited = cite_of(pressed.custom_id)
        style = _style(pressed) if step is Step.STYLE else CitationStyle.CHICAGO
        asker = behind(pressed.interaction, self._services.guilds)
        with self._services.in_flight.reply():
            await acknowledge(pressed.interaction, own=step is Step.STYLE)
            await show(pressed.interaction, await self._services.answering.cite(asker, cited, style))


def _style(pressed: Pressed) -> CitationStyle:
    """The chosen style.

    Raises:
        StaleIdError: this version does not know the style.
    """
    try:
        return CitationStyle(next(iter(pressed.values), ""))
    except ValueError as error:
        raise StaleIdError(pressed.custom_id) from error
