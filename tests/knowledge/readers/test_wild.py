"""Readers of text against whatever may come: nothing but a refusal, and nothing that is not in the source."""

from __future__ import annotations

import contextlib
import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge import DocumentError, read_document
from knowledge.models import Metadata
from knowledge.readers import frus_text, markdown, plain_text, rfc_text
from knowledge.readers import html as html_reader
from knowledge.readers.assembler import assemble
from knowledge.readers.characters import clean
from knowledge.readers.formats import Format
from tests.knowledge.readers.seeds import SEEDS
from tests.knowledge.readers.soundness import assert_from_source, assert_sound
from tests.mutations import Mutator

METADATA = Metadata(title="A")
LINES = (
    "[Page 5]", "No. 3", "1. Alfa.", "2. Bravo charlie.", "Heading", "A sentence [Page 6] goes on.", "  1. A note.", "[2] Other.",
    "", "", "\f", "Alfa              Bravo              [Page 1]", "RFC 1951        Charlie        May 1996", "1. Introduction",
    "   1.1. Inner", "Table of Contents", "   1. Introduction ......... 1", "   set in", "   * item", "   o  item", "| a | b |",
    "|---|---|", "# One", "## Two", "```", "- alfa-", "    code", "> quote", "[^1]: Note.", "Word[^1]", "---", "====", "\t", "x" * 200,
    "Request for Comments: 9999",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<ul>", "<li>", "</ul>", "<h1>", "</h1>", "<h2 id=a>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>",
    "<br>", "<a href='#n'>1</a>", "<sup><a href='#n'>1</a></sup>", "<li id=n>", "<div>", "</div>", "<dl>", "<dt>", "<dd>", "</dl>",
    "<span class=pagenum>5</span>", "<a name=x>", "<nav>", "<main>", "</main>", "<!--", "-->", "<script>", "</script>", "&amp;", "&#0;",
    "&#x202e;", "alfa", " bravo ", "<", ">", "<svg>", "<body>", "</html>", "<section hidden>", "<form>", "<caption>",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=25).map("\n".join)


@pytest.mark.parametrize("file_format", [Format.FRUS, Format.PLAIN, Format.RFC, Format.MARKDOWN])
@given(text=PAGES.map(clean))
@example(text="")
@example(text="\u2028")
@example(text="0" * 5000 + ". Alfa.")
def test_lines_of_any_kind_in_any_order(file_format: Format, text: str) -> None:
    """A reader that is given another format's text makes something of it."""
    readers = {
        Format.FRUS: frus_text.read, Format.PLAIN: plain_text.read, Format.RFC: rfc_text.read, Format.MARKDOWN: markdown.read,
    }  # fmt: skip
    reading = readers[file_format](text, "a")
    document = assemble(reading.blocks, document_id="a", metadata=METADATA, sha256="")
    assert_sound(document)
    assert_from_source(document, html.unescape(re.sub(r"<!--|-->|<[^<>]*>", " ", text)) + text)


@given(st.lists(st.sampled_from(TAGS), max_size=40).map("".join))
def test_tags_in_any_order(page: str) -> None:
    """Whatever a parser makes of them."""
    try:
        reading = html_reader.read(page, "a")
    except DocumentError:
        return
    document = assemble(reading.blocks, document_id="a", metadata=METADATA, sha256="")
    assert_sound(document)
    assert_from_source(document, clean(html.unescape(re.sub(r"<[^<>]*>", "", page))) + page)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_bytes_of_any_kind(data: bytes, name: str) -> None:
    """Read or refused, under whatever name."""
    with contextlib.suppress(DocumentError):
        assert_sound(read_document(data, name))


@pytest.mark.parametrize("file_format", SEEDS, ids=str)
def test_a_sound_document_of_every_format_is_read(file_format: Format) -> None:
    """With its words, and by the reader of its format."""
    for seed in SEEDS[file_format]:
        document = read_document(seed, "seed")
        assert_sound(document)
        assert any(passage.role.is_body for passage in document.passages)


@pytest.mark.parametrize("file_format", SEEDS, ids=str)
@given(st.data())
def test_a_damaged_document_of_every_format_is_read_or_refused(file_format: Format, data: st.DataObject) -> None:
    """Cut off, or with some bytes changed, or changed as fuzzing does."""
    seed = data.draw(st.sampled_from(SEEDS[file_format]))
    cut = data.draw(st.integers(0, len(seed)))
    place = data.draw(st.integers(0, len(seed)))
    patch = data.draw(st.binary(max_size=8))
    damaged = (seed[:place] + patch + seed[place + len(patch) :])[: cut if data.draw(st.booleans()) else None]
    mutated = Mutator(data.draw(st.randoms(use_true_random=True)), SEEDS[file_format]).damaged(seed)
    for one in (damaged, mutated):
        with contextlib.suppress(DocumentError):
            assert_sound(read_document(one, "seed"))
