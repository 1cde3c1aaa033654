"""``pincite verify`` and ``pincite cite``: what they print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import cli

WORDS = "In some few respects the USSR may have a direct lever upon Chinese Communist policy."
PASSAGE = "frus1952-54v14p1-d183:p6"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder that all tests here share."""
    return str(tmp_path_factory.mktemp("data"))


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a call."""
    status = cli.invoke(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(
    ("quote", "status", "verdict"),
    [
        (WORDS, 0, "verbatim"),
        (WORDS.replace("direct", "crooked"), 1, "altered"),
        ("The moon is made of green cheese, they say.", 1, "absent"),
    ],
)
def test_a_quotation_is_verified(
    capsys: pytest.CaptureFixture[str], data: str, quote: str, status: int, verdict: str
) -> None:
    """As JSON, and the exit status is 0 for verbatim words alone."""
    ended, out, _ = call(capsys, "verify", quote, "--json", "--data", data)
    check = json.loads(out)
    assert (status, verdict) == (ended, check["verdict"])
    assert {"quote", "verdict", "similarity", "hits", "differences", "remarks", "elsewhere"} <= set(check)
    if verdict == "altered":
        (difference,) = check["differences"]
        assert ("replaced", "crooked", "direct") == (difference["kind"], difference["quoted"], difference["original"])
    if verdict != "absent":
        assert [PASSAGE] == [hit["passage_id"] for hit in check["hits"]]


def test_a_quotation_is_verified_in_words(capsys: pytest.CaptureFixture[str], data: str) -> None:
    """The verdict, the change, the place."""
    _, out, _ = call(capsys, "verify", WORDS.replace("direct", "crooked"), "--data", data)
    assert "The library has it, but in other words." in out
    assert "replaced: “crooked” in the quotation, “direct” in the library" in out
    assert "¶ 6" in out
    assert "does not have it" in call(capsys, "verify", "green cheese on the moon", "--data", data)[1]


@pytest.mark.parametrize(
    ("style", "beginning"),
    [
        ("chicago", "Foreign Relations of the United States, 1952–1954"),
        ("mla", "“The Sino-Soviet Relation"),
        ("bibtex", "@incollection{"),
        ("ris", "TY  - CHAP"),
        ("csl-json", "["),
    ],
)
def test_a_passage_is_cited(capsys: pytest.CaptureFixture[str], data: str, style: str, beginning: str) -> None:
    """In every style, with its pages."""
    status, out, _ = call(capsys, "cite", PASSAGE, "--style", style, "--data", data)
    assert (0, True) == (status, out.startswith(beginning))
    assert "402" in out
    assert out.endswith("\n")


def test_a_sentence_is_cited_with_its_own_page(capsys: pytest.CaptureFixture[str], data: str) -> None:
    """The start of a highlight says which."""
    _, out, _ = call(capsys, "verify", WORDS, "--json", "--data", data)
    start = json.loads(out)["hits"][0]["highlights"][0]["start"]
    assert "), 402, https" in call(capsys, "cite", PASSAGE, "--highlight", str(start), "--data", data)[1]


def test_a_citation_names_the_day_on_which_its_address_was_read(capsys: pytest.CaptureFixture[str], data: str) -> None:
    """Where one is given, as a date of the calendar."""
    assert "accessed May 3, 2026, https" in call(capsys, "cite", PASSAGE, "--accessed", "2026-05-03", "--data", data)[1]
    assert call(capsys, "cite", PASSAGE, "--accessed", "2026-02-30", "--data", data)[0] == 2


def test_what_is_not_there_cannot_be_cited(capsys: pytest.CaptureFixture[str], data: str) -> None:
    """One line says so."""
    status, out, err = call(capsys, "cite", "nothing:p1", "--data", data)
    assert (2, "", 1) == (status, out, err.count("\n"))
    assert Path(data).exists()
