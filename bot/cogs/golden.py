"""``/golden``, and the message menu entry *Keep as golden question*: questions whose right passage is known.

1. The menu entry keeps the passage that the answer shows at that moment, and the question in its heading.
2. A check asks all of them as a member would, a few at a time, so that members do not have to wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import errors
from bot import texts as general
from bot.asker import language_of
from bot.audience import MenuCog, moderators_group, moderators_only
from bot.autocomplete import choices, moderators_choices
from bot.features import goldens
from bot.features.steps import standing
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import moderate
from bot.replies import golden as replies
from bot.replies.labels import shortened
from bot.replies.listing import page_of
from bot.texts import moderation as texts
from bot.views import buttons, kept
from knowledge import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.controls import Pressed
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.replies.golden import Rights
    from bot.services import Services
    from knowledge import GoldenQuestion, Store

_CHOICE_ROOM = 100


class Golden(MenuCog):
    """The golden questions of a server."""

    golden = moderators_group(texts.GOLDEN, texts.GOLDEN_DESCRIPTION)

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        entry = app_commands.ContextMenu(name=locale_str(texts.KEEP_AS_GOLDEN), callback=self.keep)
        super().__init__(tree, moderators_only(entry))
        self._services = services
        services.controls.add("k", self.press)

    async def keep(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Keep the question and the shown passage of an answer."""
        is_mine = interaction.client.user is not None and message.author.id == interaction.client.user.id

        async def work(who: Moderator) -> Reply:
            if not is_mine:
                raise errors.Refused(texts.NOT_AN_ANSWER_OF_MINE)
            return await self._keep(who, *_shown(message))

        await moderate(interaction, self._services, work)

    @golden.command(name=locale_str(general.ADD), description=locale_str(texts.GOLDEN_ADD))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION), passage=locale_str(texts.OPTION_PASSAGE))
    @app_commands.describe(question=locale_str(texts.QUESTION_MEANT), passage=locale_str(texts.PASSAGE_MEANT))
    async def add(self, interaction: discord.Interaction, question: str, passage: str) -> None:
        """Keep a question with a chosen or named passage."""
        await moderate(interaction, self._services, lambda who: self._keep(who, question, passage))

    @add.autocomplete("passage")
    async def _passages(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        tr, question = language_of(interaction, self._services.guilds), str(interaction.namespace.question or "")
        return await choices(interaction, self._services, lambda library: goldens.nearest(library, question, typed, tr))

    @golden.command(name=locale_str(general.LIST), description=locale_str(texts.GOLDEN_LIST))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await moderate(interaction, self._services, self._list)

    @golden.command(name=locale_str(general.REMOVE), description=locale_str(texts.GOLDEN_REMOVE))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION))
    @app_commands.describe(question=locale_str(texts.WHICH_GOLDEN))
    async def remove(self, interaction: discord.Interaction, question: str) -> None:
        """Remove a question."""

        async def work(who: Moderator) -> Reply:
            wanted = {question.strip(), f"#{question.strip()}"}
            key = next((one.key for one in await self._all(who) if {one.question, f"#{one.key}"} & wanted), None)
            if key is None:
                raise errors.Refused(texts.NO_SUCH_GOLDEN)
            return replies.removed(await goldens.remove(self._services.libraries, who, key), who.tr)

        await moderate(interaction, self._services, work)

    @remove.autocomplete("question")
    async def _questions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            found = (one for one in store.golden.list(guild_id) if typed.casefold() in one.question.casefold())
            return (Suggestion(str(one.key), shortened(one.question, _CHOICE_ROOM)) for one in found)

        return await moderators_choices(interaction, self._services, suggest)

    @golden.command(name=locale_str(texts.CHECK), description=locale_str(texts.GOLDEN_CHECK))
    async def check(self, interaction: discord.Interaction) -> None:
        """Evaluate all golden questions."""

        async def work(who: Moderator) -> Reply:
            report = await goldens.check(
                self._services.libraries, who.guild_id, await self._all(who), self._services.answering.strictness
            )
            shown = [one.golden for one in report.failures[: replies.FAILURES_SHOWN]]
            return replies.checked(report, await self._rights(who, shown), who.tr)

        await moderate(interaction, self._services, work)

    async def press(self, pressed: Pressed) -> None:
        """Turn a page of the list, or remove the question that was chosen from it.

        Raises:
            NotInLibrary: the question is gone.
            StaleIdError: the control is of another version.
            StorageError: the store failed.
        """
        order = decode(pressed.custom_id)
        chosen = next(iter(pressed.values), "")
        if order.deed is Deed.LIST:
            await moderate(pressed.interaction, self._services, lambda who: self._list(who, order.number))
        elif order.deed is Deed.REMOVE and chosen.isdecimal():
            await moderate(
                pressed.interaction, self._services, lambda who: self._remove_chosen(who, int(chosen), order.number)
            )
        else:
            raise StaleIdError(pressed.custom_id)

    async def _list(self, who: Moderator, page: int = 0, *, done: str = "") -> Reply:
        questions = await self._all(who)
        rights = await self._rights(who, page_of(questions, page, replies.PAGE).items)
        return replies.listed(questions, page, rights, who.tr, done=done)

    async def _remove_chosen(self, who: Moderator, key: int, page: int) -> Reply:
        gone = await goldens.remove(self._services.libraries, who, key)
        return await self._list(who, page, done=replies.was_removed(gone, who.tr))

    async def _keep(self, who: Moderator, question: str, passage: str) -> Reply:
        golden = await goldens.keep(self._services.libraries, who, question, passage)
        return replies.kept(golden, await self._rights(who, (golden,)), who.tr)

    async def _rights(self, who: Moderator, questions: Sequence[GoldenQuestion]) -> Rights:
        return await goldens.rights(self._services.libraries, who.guild_id, questions)

    async def _all(self, who: Moderator) -> Sequence[GoldenQuestion]:
        return await self._services.libraries.store(lambda store: store.golden.list(who.guild_id))


def _shown(message: discord.Message) -> tuple[str, str]:
    """The question above an answer, and the passage that it shows.

    Raises:
        Refused: the message shows no passage, or not the whole question.
    """
    keep, state = kept(message), standing(buttons(message))
    if keep is None or state is None or state.position >= len(state.marks):
        raise errors.Refused(texts.NOT_AN_ANSWER_OF_MINE)
    if keep.is_shortened:
        raise errors.Refused(texts.SHORTENED)
    return keep.question, state.marks[state.position].ref
