"""What ``/library`` shows fits into a message, whatever documents hold, in every language; ids are read back."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features import naming
from bot.i18n import translation
from bot.ids import StaleIdError
from bot.ids.library import LARGEST, Deed, Order, choice, chosen, decode, encode
from bot.replies import Reply, library, library_changes, library_list, library_progress
from bot.replies.changes_file import whole
from bot.replies.golden import Rehearsal
from bot.replies.library import Waiting
from bot.replies.library_progress import Line, Stage
from bot.views import layout
from knowledge import (
    Edition,
    EditionInfo,
    GoldenChange,
    GoldenQuestion,
    Metadata,
    Origin,
    PageKind,
    PageSpan,
    Quota,
    Status,
    Usage,
    diff_editions,
)
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Heading, PageBreak, Paragraph
from tests.bot import limits
from tests.bot.test_markup import TEXTS
from tests.knowledge.samples import document_of

if TYPE_CHECKING:
    from knowledge import Document
    from knowledge.readers.blocks import Block

LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "ja"])
NOW = datetime(2026, 1, 31, tzinfo=UTC)
LONG = st.one_of(TEXTS, TEXTS.map(lambda text: (text or "*") * 900), st.just("*[_" * 4000), st.just("𝔐" * 3000))


def edition_of(text: str, status: Status = Status.PENDING, *, replaces: int | None = 1) -> Edition:
    """An edition in which everything is this text."""
    title = text.strip()[:500] or "x"
    metadata = Metadata(
        title=title,
        author=text,
        series=text,
        year=text,
        publisher=text,
        licence=text,
        url=text,
        language=text[:9] or "en",
    )
    document = replace(document_of(text or "x", "Another paragraph.", name="doc"), metadata=metadata)
    pages = (PageSpan(0, 2, text, PageKind.PRINTED), PageSpan(2, len(document.text), None, PageKind.NONE))
    document = replace(document, pages=pages)
    info = EditionInfo(
        key=7, guild_id=1, id="doc", edition=3, status=status, origin=Origin.ADDED, metadata=metadata, passages=12345,
        size=10**7, file_name=text, sha256="", warnings=(text,) * 9, added_at=NOW, added_by=5, ended_at=NOW,
        replaces=replaces, is_current=True,
    )  # fmt: skip
    return Edition(info, document)


def fits(reply: Reply) -> bool:
    """Hold a reply against Discord's limits."""
    limits.check([item.to_component_dict() for item in layout(reply).children])
    return True


@settings(max_examples=15, deadline=None)
@given(LONG, LANGUAGES)
def test_whatever_a_document_holds_fits(text: str, language: str) -> None:
    """Previews, documents, changes, questions and lists keep within a message."""
    tr, waiting = translation(language), Waiting((6, 7, 8))
    edition = edition_of(text)
    info = edition.info
    golden = GoldenQuestion(1, text, "doc", "p1", text)
    assert fits(library.preview(edition, waiting, tr))
    alone = replace(edition, info=replace(info, replaces=None))
    assert fits(library.preview(alone, waiting, tr, namesake=info))
    for status in (Status.LIVE, Status.REMOVED, Status.SUPERSEDED):
        history = tuple(edition_of(text, Status.SUPERSEDED).info for _ in range(20))
        assert fits(library.known(edition_of(text, status), history, 3, tr))
    assert fits(library_list.confirm_removal(info, text, [golden] * 30, tr))
    infos = tuple(replace(info, key=key) for key in range(1, 15))
    shelves = library_list.Shelves(infos, infos, infos, infos, Usage(9, 9, 9, 9), Quota(99, 999_999, 10**12))
    assert all(fits(library_list.listing(shelves, page, tr)) for page in range(6))
    lines = [Line(text[:200], stage, 12, info, text) for stage in (Stage.KEPT, Stage.AWAITING, Stage.UNCHANGED)]
    lines += [Line(text[:200], Stage.FAILED, sentence=text), Line(text[:200], Stage.READING, 12)]
    assert fits(library_progress.progress(lines, tr, finished=True))
    removed = [Line(text[:200], Stage.REMOVED, 12, one, text) for one in infos[:5]]
    assert fits(library_progress.progress(removed, tr, finished=True))
    for done in (
        library_list.approved(info, (1, 2), tr),
        library_list.removed(info, tr),
        *(library_list.elsewhere(replace(info, status=one), tr) for one in naming.ANY),
        library_list.several((info, replace(info, id="x", key=8)), tr),
        library_list.vanished(info.title, "x" * 300, tr),
        library_changes.stranded(info, replace(info, status=Status.REMOVED), tr),
    ):
        assert fits(done)


@settings(max_examples=15, deadline=None)
@given(LONG.map(lambda text: text[:3000]), LANGUAGES)
def test_whatever_changes_fits(text: str, language: str) -> None:
    """Paragraphs of any length and kind, added, removed and altered, and golden questions that get worse."""
    before = document_of(text or "x", *(f"{text} {number}" for number in range(4)))
    diff = diff_editions(before, document_of(f"{text} y", text[::-1] or "z"))
    worse = Rehearsal(50, (GoldenChange(GoldenQuestion(1, text, "d", "p1", text), 1, None),) * 20)
    info = edition_of(text).info
    for rehearsal in (None, Rehearsal(0), Rehearsal(0, failed=True), Rehearsal(3), worse):
        change = library_changes.Change(info, Metadata(title="y" * 300, author="𝔐" * 300), diff)
        tr = translation(language)
        reply = library_changes.changes(change, rehearsal, Waiting((6, 7, 8)), tr, whole=whole(change, tr, 10**6))
        assert fits(reply)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_everything_that_can_change_fits_at_once(language: str) -> None:
    """Where there is much of every kind, fewer paragraphs are shown, and the file has the others."""

    def edition(word: str) -> Document:
        kept = [f"Kept word{n} as it is." for n in range(6)]
        altered = [" ".join(f"* {word if n % 2 else number}" for n in range(99)) for number in range(6)]
        blocks: list[Block] = [Heading((f"{word} * {n} " * 20,)) for n in range(6)]
        for n, text in enumerate(
            [*(kept if word == "old" else kept[::-1]), *altered, *(f"{word * 90} {n}" for n in range(6))]
        ):
            blocks += [PageBreak(f"{word}{n}" * 5), Paragraph((text,))]
        return assemble(blocks, document_id="doc", metadata=Metadata(title=word), sha256="")

    tr, diff = translation(language), diff_editions(edition("old"), edition("new"))
    assert all((diff.added, diff.removed, diff.altered, diff.moved, diff.headings_added, diff.headings_removed))
    change = library_changes.Change(edition_of("*x" * 300).info, Metadata(title="y" * 300, author="_" * 300), diff)
    question = GoldenQuestion(1, "*?" * 200, "d", "p1", "text")
    worse = Rehearsal(50, (GoldenChange(question, 1, None),) * 20)
    file = whole(change, tr, 10**6)
    reply = library_changes.changes(change, worse, Waiting((6, 7, 8)), tr, whole=file)
    assert fits(reply)
    assert (file,) == reply.files
    assert whole(change, tr, 1000) is None


def test_sizes() -> None:
    """Nothing is 0, and whatever is something is not."""
    tr = translation("en")
    assert [library.size_of(size, tr) for size in (0, 1, 2000, 2_500_000)] == ["0 KB", "1 KB", "2 KB", "2.5 MB"]


@given(st.sampled_from(Deed), st.integers(0, LARGEST), st.text(string.ascii_lowercase + string.digits, max_size=2))
def test_ids_are_read_back(deed: Deed, number: int, button: str) -> None:
    """Whatever is written is read, and short enough."""
    custom_id = encode(Order(deed, number), button)
    assert len(custom_id) <= 100
    assert decode(custom_id) == Order(deed, number)
    assert chosen(choice(number)) == number


@pytest.mark.parametrize(
    "custom_id",
    [
        "l1:",
        "l1:o",
        "l1:z:1",
        "l2:o:1",
        "l1:o:",
        "l1:o:-1",
        "l1:o:zzzzzzzzzzzzzz",
        "l1:o:zzzzzzzzzzzz0:p",
        "l1:o:1:p:q",
    ],
)
def test_other_ids_are_stale(custom_id: str) -> None:
    """What no version wrote is refused."""
    with pytest.raises(StaleIdError):
        decode(custom_id)
    with pytest.raises(StaleIdError):
        chosen("zzzzzzzzzzzzz0")
