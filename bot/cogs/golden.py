"""``/golden``, and *Keep as golden question* in the menu of an answer: questions whose right passage is known.

1. What is kept is the passage that the answer shows at that moment, and the question as it stands above it.
2. A check asks all of them as a member would, a few at a time, so that members need not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import errors
from bot import texts as general
from bot.asker import language_of
from bot.autocomplete import choices, moderators_choices
from bot.features import goldens
from bot.features.steps import standing
from bot.ids import StaleIdError
from bot.ids.moderation import Deed, decode
from bot.moderating import acting, begin, group, moderator, show
from bot.replies import golden as replies
from bot.replies.place import place_line
from bot.replies.reading import shortened
from bot.texts import moderation as texts
from bot.views import buttons, kept
from knowledge import Hit, NotInLibrary, QuestionError, Status, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.controls import Pressed
    from bot.i18n import Translation
    from bot.moderating import Moderator
    from bot.services import Services
    from knowledge import GoldenQuestion, Library, Store

_CHOICE_ROOM = 100
_NEAREST = 10


class Golden(commands.Cog):
    """Golden questions."""

    golden = group(texts.GOLDEN, texts.GOLDEN_DESCRIPTION)

    def __init__(self, tree: app_commands.CommandTree[Any], services: Services) -> None:
        self._tree = tree
        self._services = services
        self._keep = app_commands.ContextMenu(
            name=locale_str(texts.KEEP_AS_GOLDEN),
            callback=self.keep,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        )
        self._keep.default_permissions = discord.Permissions(manage_guild=True)
        services.controls.add("k", self.press)

    async def cog_load(self) -> None:
        """Put *Keep as golden question* into the menu of messages; discord.py sees to the slash commands."""
        self._tree.add_command(self._keep)

    async def cog_unload(self) -> None:
        """Take it out again."""
        self._tree.remove_command(self._keep.name, type=self._keep.type)

    async def keep(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Keep what an answer shows."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            me = interaction.client.user
            keep = kept(message) if me is not None and message.author.id == me.id else None
            state = standing(buttons(message))
            if keep is None or state is None or state.position >= len(state.marks):
                raise errors.Refused(texts.NOT_AN_ANSWER_OF_MINE)
            if keep.is_shortened:
                raise errors.Refused(texts.SHORTENED)
            await begin(interaction)
            golden = await keep_golden(self._services, who, keep.question, state.marks[state.position].ref)
            await show(interaction, replies.kept(golden, who.tr))

    @golden.command(name=locale_str(texts.ADD), description=locale_str(texts.GOLDEN_ADD))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION), passage=locale_str(texts.OPTION_PASSAGE))
    @app_commands.describe(question=locale_str(texts.QUESTION_MEANT), passage=locale_str(texts.PASSAGE_MEANT))
    async def add(self, interaction: discord.Interaction, question: str, passage: str) -> None:
        """Keep a question with a passage that is chosen or named."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            golden = await keep_golden(self._services, who, question, passage)
            await show(interaction, replies.kept(golden, who.tr))

    @add.autocomplete("passage")
    async def _passages(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        tr, question = language_of(interaction, self._services.guilds), str(interaction.namespace.question or "")
        return await choices(interaction, self._services, lambda library: _nearest(library, question, typed, tr))

    @golden.command(name=locale_str(texts.LIST), description=locale_str(texts.GOLDEN_LIST))
    async def show_list(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            await show(interaction, replies.listed(await self._all(who), 0, who.tr))

    @golden.command(name=locale_str(texts.REMOVE), description=locale_str(texts.GOLDEN_REMOVE))
    @app_commands.rename(question=locale_str(general.OPTION_QUESTION))
    @app_commands.describe(question=locale_str(texts.WHICH_GOLDEN))
    async def remove(self, interaction: discord.Interaction, question: str) -> None:
        """Forget a question."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            wanted = {question.strip(), f"#{question.strip()}"}
            key = next((one.key for one in await self._all(who) if {one.question, f"#{one.key}"} & wanted), None)
            if key is None:
                raise errors.Refused(texts.NO_SUCH_GOLDEN)
            by = who.by()
            gone = await self._services.libraries.store(lambda store: store.golden.remove(who.guild_id, key, by))
            await show(interaction, replies.removed(gone, who.tr))
            await who.log(texts.LOG_GOLDEN_REMOVED, question=replies.question_of(gone))

    @remove.autocomplete("question")
    async def _questions(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        def suggest(store: Store, guild_id: int) -> Iterable[Suggestion]:
            found = (one for one in store.golden.list(guild_id) if typed.casefold() in one.question.casefold())
            return (Suggestion(str(one.key), shortened(one.question, _CHOICE_ROOM)) for one in found)

        return await moderators_choices(interaction, self._services, suggest)

    @golden.command(name=locale_str(texts.CHECK), description=locale_str(texts.GOLDEN_CHECK))
    async def check(self, interaction: discord.Interaction) -> None:
        """Ask all of them."""
        async with acting(interaction, self._services):
            who = moderator(interaction, self._services.guilds)
            await begin(interaction)
            report = await goldens.check(self._services.libraries, who.guild_id, await self._all(who))
            await show(interaction, replies.checked(report, who.tr))

    async def press(self, pressed: Pressed) -> None:
        """Turn a page of the list.

        Raises:
            KnowledgeError: the store failed.
            Refused: they are no moderator.
            StaleIdError: the control is of another version.
        """
        who = moderator(pressed.interaction, self._services.guilds)
        order = decode(pressed.custom_id)
        if order.deed is not Deed.LIST:
            raise StaleIdError(pressed.custom_id)
        with self._services.in_flight.reply():
            await begin(pressed.interaction)
            await show(pressed.interaction, replies.listed(await self._all(who), order.number, who.tr))

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
