"""Where questions are answered, and how often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.asker import Asker
from bot.errors import Refused, explain
from bot.gate import Gate
from bot.guilds import GuildSettings
from bot.i18n import translation

READING_ROOM, LOBBY, THREAD = 10, 20, 30
SERVER = 1


class Clock:
    """A clock that goes as it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


def asker(
    settings: GuildSettings, user: int = 7, *, channel: int = LOBBY, parent: int | None = None, moderator: bool = False
) -> Asker:
    """Somebody who asks in a server with these settings."""
    return Asker(user, SERVER, channel, translation("en"), settings, moderator, parent)


def passes(gate: Gate, who: Asker) -> bool:
    """Whether somebody is let in."""
    try:
        gate.admit(who)
    except Refused:
        return False
    return True


def test_three_in_a_row_are_fine_the_fourth_is_told_how_long_to_wait() -> None:
    """With the short pause of the default, only a flood meets it; the sentence has the whole seconds."""
    clock = Clock()
    gate = Gate(clock)
    who = asker(GuildSettings(cooldown=3))
    assert [passes(gate, who) for _ in range(3)] == [True, True, True]
    clock.now += 0.5
    with pytest.raises(Refused) as refused:
        gate.admit(who)
    assert explain(refused.value, who.tr).sentence == texts.COOLDOWN.format(seconds=3)
    clock.now += 2.5
    assert passes(gate, who)
    assert not passes(gate, who)


def test_a_long_pause_is_meant_as_it_is_said() -> None:
    """A minute is a minute, from the first question on; being refused does not make it longer."""
    clock = Clock()
    gate = Gate(clock)
    who = asker(GuildSettings(cooldown=60))
    assert passes(gate, who)
    for _ in range(59):
        clock.now += 1
        assert not passes(gate, who)
    clock.now += 1
    assert passes(gate, who)


def test_everyone_has_a_pause_of_their_own() -> None:
    """Somebody else, the same person in another server, moderators, and servers without a pause do not wait."""
    gate = Gate(Clock())
    settings = GuildSettings(cooldown=60)
    assert passes(gate, asker(settings))
    assert passes(gate, asker(settings, user=8))
    assert passes(gate, Asker(7, SERVER + 1, LOBBY, translation("en"), settings))
    assert passes(gate, asker(GuildSettings(cooldown=0)))
    assert all(passes(gate, asker(settings, user=9, moderator=True)) for _ in range(9))
    assert not passes(gate, asker(settings))


def test_allowed_channels_reach_into_their_threads() -> None:
    """In a channel that was not chosen the answer names those that were; threads belong to their channel."""
    gate = Gate(Clock())
    settings = GuildSettings(channels=frozenset({READING_ROOM}))
    assert passes(gate, asker(settings, channel=READING_ROOM))
    assert passes(gate, asker(settings, channel=THREAD, parent=READING_ROOM))
    assert passes(gate, asker(settings, channel=LOBBY, moderator=True))
    assert not passes(gate, asker(settings, channel=THREAD, parent=LOBBY))
    with pytest.raises(Refused) as refused:
        gate.admit(asker(settings, channel=LOBBY))
    assert explain(refused.value, translation("en")).sentence == texts.ELSEWHERE.format(channels=f"<#{READING_ROOM}>")


def test_a_question_in_the_wrong_channel_does_not_count() -> None:
    """Who was sent elsewhere does not have to wait there."""
    gate = Gate(Clock())
    settings = GuildSettings(channels=frozenset({READING_ROOM}), cooldown=60)
    assert not passes(gate, asker(settings, channel=LOBBY))
    assert passes(gate, asker(settings, channel=READING_ROOM))


def test_of_many_channels_a_few_are_named() -> None:
    """A list that nobody would read is cut, and says how much longer it is."""
    settings = GuildSettings(channels=frozenset(range(100, 120)))
    with pytest.raises(Refused) as refused:
        Gate(Clock()).admit(asker(settings))
    sentence = explain(refused.value, translation("en")).sentence
    assert "<#104> and 15 more" in sentence
    assert "<#105>" not in sentence


def test_memory_is_bounded() -> None:
    """However many ask, no more than so many are remembered, the last ones among them."""
    gate = Gate(Clock(), remembered=100)
    settings = GuildSettings(cooldown=60)
    assert all(passes(gate, asker(settings, user=user)) for user in range(1000))
    assert len(gate._free_at) <= 100
    assert not passes(gate, asker(settings, user=999))
    assert passes(gate, asker(settings, user=0))


def test_those_who_are_free_anyway_are_forgotten_first() -> None:
    """Room is made at the cost of those who would not have to wait."""
    clock = Clock()
    gate = Gate(clock, remembered=2)
    assert passes(gate, asker(GuildSettings(cooldown=3600), user=1))
    assert passes(gate, asker(GuildSettings(cooldown=10), user=2))
    clock.now += 20
    assert passes(gate, asker(GuildSettings(cooldown=10), user=3))
    assert not passes(gate, asker(GuildSettings(cooldown=3600), user=1))


@given(st.integers(1, 600), st.lists(st.floats(0, 100), max_size=60))
def test_never_more_than_the_pause_allows(pause: int, gaps: list[float]) -> None:
    """Over any stretch of time, at most one question for each pause passes, and two more where it is short."""
    clock = Clock()
    gate = Gate(clock)
    passed = []
    for gap in gaps:
        clock.now += gap
        if passes(gate, asker(GuildSettings(cooldown=pause))):
            passed.append(clock.now)
    burst = 3 if pause <= 5 else 1
    for index, first in enumerate(passed):
        for count, last in enumerate(passed[index:], start=1):
            assert count <= (last - first) / pause + burst + 1e-6
