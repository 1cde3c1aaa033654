"""The row that turns pages."""

from __future__ import annotations

from bot.i18n import translation
from bot.replies.pager import PAGES, PARTS, Turn, pager

TR = translation("en")


def leads(turn: Turn, to: int) -> str:
    """An id that says where its button leads."""
    return f"{turn}{to}"


def test_the_row_leads_one_page_back_and_one_on() -> None:
    """At either end the button that leads nowhere is there and cannot be pressed; the counter never can."""
    pressable = {
        number: [button.custom_id for button in pager(number, 3, leads, TR) if not button.disabled]
        for number in range(3)
    }
    assert {0: ["n1"], 1: ["p0", "n2"], 2: ["p1"]} == pressable
    assert ["p0", "i0", "n1"] == [button.custom_id for button in pager(0, 3, leads, TR)]
    assert [TR(PAGES.back), "2 / 3", TR(PAGES.on)] == [button.label for button in pager(1, 3, leads, TR)]
    assert "Part 1 / 2" == pager(0, 2, leads, TR, PARTS)[1].label


def test_one_page_needs_no_row() -> None:
    """Neither does none."""
    assert () == pager(0, 1, leads, TR) == pager(0, 0, leads, TR)
