"""Real documents of every format: facts that were read in them by hand, checked through ``pincite inspect --json``."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from bot.cli import invoke

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

FIXTURES = Path(__file__).parents[4] / "shared" / "fixtures"
FACTS: list[dict[str, Any]] = (
    json.loads((FIXTURES / "facts.json").read_text(encoding="utf-8")) if FIXTURES.is_dir() else []
)

pytestmark = pytest.mark.skipif(not FACTS, reason=f"the documents are not on this machine: {FIXTURES}")


def of_file(file: str, *values: object) -> ParameterSet:
    """A case of a test: one worker checks all that is known of a file, so that it is read once."""
    return pytest.param(*values, marks=pytest.mark.xdist_group(file))


@cache
def inspection(file: str) -> dict[str, Any]:
    """What the command line makes of a file; each is read once."""
    with redirect_stdout(io.StringIO()) as out:
        assert 0 == invoke(["inspect", str(FIXTURES / file), "--json"])
    inspected: dict[str, Any] = json.loads(out.getvalue())
    return inspected


def folded(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[^\w]+", "", unicodedata.normalize("NFKC", text)).casefold()


def passage_of(fact: dict[str, Any]) -> dict[str, Any]:
    """The passage that begins as the fact says."""
    beginning = folded(fact["starts_with"])[:60]
    passages = inspection(fact["file"])["passages"]
    found = [passage for passage in passages if folded(passage["text"]).startswith(beginning)]
    assert found, f"no passage begins with {fact['starts_with']!r}"
    one: dict[str, Any] = found[0]
    return one


def test_there_are_facts_of_every_document() -> None:
    """None of the files may go unread."""
    assert 45 == len(FACTS)
    assert 10 == len({fact["file"] for fact in FACTS})


@pytest.mark.parametrize(
    "fact",
    [of_file(fact["file"], fact) for fact in FACTS],
    ids=lambda fact: f"{fact['file']}: {fact['starts_with'][:30]}",
)
def test_a_fact_holds(fact: dict[str, Any]) -> None:
    """A passage lies in its section, on its pages, and its anchor leads there."""
    passage = passage_of(fact)
    assert folded(fact["section"][-1]) in folded(" ".join(passage["section"]))
    pages = passage["pages"]
    if fact.get("page_is") == "approximate":
        assert pages["kind"] in {"approximate", "none"}
    else:
        assert (fact["first_page"], fact["last_page"]) == (pages["first"], pages["last"])
    if "url" in fact:
        # The piece of a volume does not name the volume, so its address is given by people; the place in it is told.
        assert (urlsplit(fact["url"]).fragment or None) == passage["anchor"]
    if "anchor" in fact:
        assert fact["anchor"] == passage["anchor"]
    if fact.get("inferred"):
        assert "inferred" == pages["kind"]


@pytest.mark.parametrize("file", [of_file(file, file) for file in sorted({fact["file"] for fact in FACTS})])
def test_passages_are_stretches_in_reading_order(file: str) -> None:
    """Offsets rise, and each is as long as its words."""
    end = 0
    for passage in inspection(file)["passages"]:
        assert end <= passage["start"] < passage["end"]
        assert len(passage["text"]) == passage["end"] - passage["start"]
        end = passage["end"]


@pytest.mark.parametrize(
    ("file", "headings"),
    [
        of_file(file, file, headings)
        for file, headings in (("rfc1951.txt", 31), ("hsg-shell-README.md", 20), ("sqlite-whentouse.html", 4))
    ],
)
def test_the_outline_has_every_heading(file: str, headings: int) -> None:
    """Counted in the source by hand."""
    assert headings == len(inspection(file)["sections"])


@pytest.mark.xdist_group("rfc1951.txt")
def test_a_heading_that_runs_into_its_paragraph_ends_where_the_contents_say() -> None:
    """The trap of RFC 1951: "3.1. Overall conventions In the diagrams below, …"."""
    (section,) = [one for one in inspection("rfc1951.txt")["sections"] if one["heading"].startswith("3.1. ")]
    assert "3.1. Overall conventions" == section["heading"]
