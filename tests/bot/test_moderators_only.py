"""The moderators' commands refuse whoever is no moderator, also where a server lets them see the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import StaleIdError
from bot.ids.moderation import Deed, Feature, decode, digest, encode
from bot.texts import moderation as texts
from bot.texts import settings as settings_texts
from tests.bot.moderation import libraries_of
from tests.bot.seen import answer_to, ask
from tests.bot.test_settings_panel import bot_of

if TYPE_CHECKING:
    import simcord

    from tests.bot.conftest import Scene

simulated = pytest.mark.simcord(approved_intents=discord.Intents.default())
COMMANDS: dict[str, dict[str, Any]] = {
    "glossary add": {"name": "Kreml", "alias": "Moscow"},
    "glossary remove": {"name": "Kreml"},
    "glossary list": {},
    "glossary import": {"file": ("names.tsv", b"name\tother names\tkind\nKreml\tMoscow\tsame\n")},
    "glossary export": {},
    "gaps": {},
    "golden add": {"question": "What is it?", "passage": "page 404"},
    "golden remove": {"question": "1"},
    "golden list": {},
    "golden check": {},
    "audit": {},
    "insights": {},
    "settings": {},
    "library list": {},
}


@pytest.fixture
async def erin(scene: Scene) -> simcord.MemberActor:
    """A member whom the server's integration settings show every command, and who is no moderator."""
    guild = scene.env.guild
    readers = guild.create_role("readers")
    for command in await bot_of(scene).tree.fetch_commands():
        if command.default_member_permissions is not None:
            guild.set_command_permissions(command, {readers: True})
    return guild.add_member(scene.env.create_user("erin"), roles=[readers])


@simulated
async def test_seeing_a_command_is_not_being_a_moderator(scene: Scene, erin: simcord.MemberActor) -> None:
    """Each command is refused in one private sentence, suggests nothing, and changes nothing."""
    for command, options in COMMANDS.items():
        told = answer_to(await erin.slash(scene.channel, command, **options))
        assert told.ephemeral, command
        assert told.content == settings_texts.MODERATORS_ONLY, command
    answer = await ask(scene, "direct lever upon Chinese Communist policy")
    told = answer_to(await erin.context_menu(scene.channel, texts.KEEP_AS_GOLDEN, answer))
    assert told.content == settings_texts.MODERATORS_ONLY
    guild = scene.env.guild.id
    assert await libraries_of(scene).store(lambda store: store.audit.list(guild)) == ()
    assert await erin.autocomplete(scene.channel, "glossary remove", "name", "") == []
    assert await erin.autocomplete(scene.channel, "golden remove", "question", "") == []


@given(
    st.sampled_from(Feature),
    st.sampled_from(Deed),
    st.one_of(st.integers(0, 2**63), st.text("0123456789abcdef", max_size=12)),
)
def test_ids_are_read_as_they_were_written(feature: Feature, deed: Deed, value: int | str) -> None:
    """What a control says survives being written into its id."""
    order = decode(encode(feature, deed, value))
    assert (order.feature, order.deed) == (feature, deed)
    assert order.number == value if isinstance(value, int) else order.value == value


@given(st.text(max_size=100) | st.from_regex(r"[gnkiu]1:[a-z](:[0-9a-zA-Z.]{0,20})?", fullmatch=True))
def test_any_other_id_is_stale(custom_id: str) -> None:
    """There is no id that ends in anything but an order or the one error for damaged ids."""
    try:
        order = decode(custom_id)
    except StaleIdError:
        return
    assert custom_id.startswith(f"{order.feature}1:{order.deed}")


def test_names_have_short_digests_of_their_own() -> None:
    """A name of a hundred characters fits into an id, and another name has another."""
    long = encode(Feature.GLOSSARY, Deed.REMOVE, digest("x" * 100))
    assert len(long) <= 100
    assert long != encode(Feature.GLOSSARY, Deed.REMOVE, digest("x" * 99))
