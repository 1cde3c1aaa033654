"""``/golden``, and *Keep as golden question* in the menu of an answer: questions whose right passage is known.

1. What is kept is the passage that the answer shows at that moment, and the question as it stands above it.
2. A check asks all of them as a member would, a few at a time, so that members need not wait for it.
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
from bot.replies.place import place_line
from bot.texts import moderation as texts
from bot.views import buttons, kept
from knowledge import Hit, NotInLibrary, QuestionError, Status, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.controls import Pressed
    from bot.i18n import Translation
    from bot.moderating import Moderator
    from bot.replies import Reply
    from bot.services import Services
    from knowledge import GoldenQuestion, Library, Store

_CHOICE_ROOM = 100
_NEAREST = 10


class Golden(MenuCog):
    """Golden questions."""

    golden = moderators_group(texts.GOLDEN, texts.GOLDEN_DESCRIPTION)

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        entry = app_commands.ContextMenu(name=locale_str(texts.KEEP_AS_GOLDEN), callback=self.keep)
        super().__init__(tree, moderators_only(entry))
        self._services = services
        services.controls.add("k", self.press)

    async def keep(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Keep what an answer shows."""
        is_mine = interaction.client.user is not None and message.author.id == interaction.client.user.id

        async def work(who: Moderator) -> Reply:
            if not is_mine:
                raise errors.Refused(texts.NOT_AN_ANSWER_OF_MINE)
            return await self._keep(who, *_shown(message))

        await moderate(interaction, self._services, work)

    @golden.command(name=locale_str(texts.ADD), description=locale_str(texts.GOLDEN_ADD))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION), passage=locale_str(texts.OPTION_PASSAGE))
    @app_commands.describe(question=locale_str(texts.QUESTION_MEANT), passage=locale_str(texts.PASSAGE_MEANT))
    async def add(self, interaction: discord.Interaction, question: str, passage: str) -> None:
        """Keep a question with a passage that is chosen or named."""
        await moderate(interaction, self._services, lambda who: self._keep(who, question, passage))

    @add.autocomplete("passage")
    async def _passages(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        tr, question = language_of(interaction, self._services.guilds), str(interaction.namespace.question or "")
        return await choices(interaction, self._services, lambda library: _nearest(library, question, typed, tr))

    @golden.command(name=locale_str(texts.LIST), description=locale_str(texts.GOLDEN_LIST))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await moderate(interaction, self._services, self._list)

    @golden.command(name=locale_str(texts.REMOVE), description=locale_str(texts.GOLDEN_REMOVE))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION))
    @app_commands.describe(question=locale_str(texts.WHICH_GOLDEN))
    async def remove(self, interaction: discord.Interaction, question: str) -> None:
        """Forget a question."""

        async def work(who: Moderator) -> Reply:
            wanted = {question.strip(), f"#{question.strip()}"}
            key = next((one.key for one in await self._all(who) if {one.question, f"#{one.key}"} & wanted), None)
            if key is None:
                raise errors.Refused(texts.NO_SUCH_GOLDEN)
            return replies.removed(await self._remove(who, key), who.tr)

        await moderate(interaction, self._services, work)

    @remove.autocomplete("question")
    async def _questions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            found = (one for one in store.golden.list(guild_id) if typed.casefold() in one.question.casefold())
            return (Suggestion(str(one.key), shortened(one.question, _CHOICE_ROOM)) for one in found)

        return await moderators_choices(interaction, self._services, suggest)

    @golden.command(name=locale_str(texts.CHECK), description=locale_str(texts.GOLDEN_CHECK))
    async def check(self, interaction: discord.Interaction) -> None:
        """Ask all of them."""

        async def work(who: Moderator) -> Reply:
            report = await goldens.check(
                self._services.libraries, who.guild_id, await self._all(who), self._services.answering.strictness
            )
            return replies.checked(report, who.tr)

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
        return replies.listed(await self._all(who), page, who.tr, done=done)

    async def _remove_chosen(self, who: Moderator, key: int, page: int) -> Reply:
        gone = await self._remove(who, key)
        return await self._list(who, page, done=replies.was_removed(gone, who.tr))

    async def _remove(self, who: Moderator, key: int) -> GoldenQuestion:
        by = who.by()
        gone = await self._services.libraries.store(lambda store: store.golden.remove(who.guild_id, key, by))
        await who.log(texts.LOG_GOLDEN_REMOVED, question=replies.question_of(gone))
        return gone

    async def _keep(self, who: Moderator, question: str, passage: str) -> Reply:
        return replies.kept(await keep_golden(self._services, who, question, passage), who.tr)

    async def _all(self, who: Moderator) -> Sequence[GoldenQuestion]:
        return await self._services.libraries.store(lambda store: store.golden.list(who.guild_id))


async def keep_golden(services: Services, who: Moderator, question: str, passage: str) -> GoldenQuestion:
    """Keep a question with the passage that a reference, an id or a place names.

    Raises:
        KnowledgeError: there is no such passage, the question cannot be kept, or the store failed.
        Refused: the place has several passages, or the passage is of an edition that is no longer live.
    """
    hit = await services.libraries.use(who.guild_id, lambda library: _named(library, passage))
    by = who.by()
    golden = await services.libraries.store(lambda store: store.golden.add(who.guild_id, question, hit, by))
    await who.log(texts.LOG_GOLDEN_ADDED, question=replies.question_of(golden))
    return golden


def _shown(message: discord.Message) -> tuple[str, str]:
    """The question above an answer, and the passage that it shows.

    Raises:
        Refused: it shows none, or not all of its question.
    """
    keep, state = kept(message), standing(buttons(message))
    if keep is None or state is None or state.position >= len(state.marks):
        raise errors.Refused(texts.NOT_AN_ANSWER_OF_MINE)
    if keep.is_shortened:
        raise errors.Refused(texts.SHORTENED)
    return keep.question, state.marks[state.position].ref


def _named(library: Library, passage: str) -> Hit:
    try:
        hit = library.resolve(passage.strip())
    except NotInLibrary:
        hits = library.lookup(passage).hits
        if len(hits) != 1:
            raise errors.Refused(texts.SEVERAL_PASSAGES, count=len(hits), place=passage) from None
        hit = hits[0]
    if hit.document.status is not Status.LIVE:
        raise errors.Refused(texts.NOT_LIVE)
    return hit


def _nearest(library: Library, question: str, typed: str, tr: Translation) -> Iterable[Suggestion]:
    """The passages that come nearest to the question, or to what is typed; else the places that begin like it."""
    try:
        hits = library.ask(question or typed, limit=_NEAREST).hits
    except QuestionError:
        hits = ()
    found = [
        Suggestion(hit.ref, shortened(f"{place_line(hit, tr, whole_path=False)}: {hit.text}", _CHOICE_ROOM))
        for hit in hits
    ]
    fitting = [one for one in found if typed.casefold() in one.label.casefold()]
    return fitting or (library.suggest_places(typed) if typed else found)
