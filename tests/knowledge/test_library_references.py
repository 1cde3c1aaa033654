"""References of a library: back to the same passage, and to what stands around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Document, Library, Metadata, NotInLibrary, Role
from tests.knowledge.samples import body, document_of


def test_a_hit_is_found_again_by_its_reference(library: Library) -> None:
    """The same passage, as a look-up gives it, with the sentence that was highlighted."""
    hit = library.ask("Why can't Moscow control Peiping like one of its satellites?").hits[0]
    again = library.resolve(hit.ref, highlight=hit.highlights[0].start)
    assert (hit.passage_id, hit.text, hit.highlights, hit.citation) == (
        again.passage_id,
        again.text,
        again.highlights,
        again.citation,
    )
    assert None is again.score
    assert () == library.resolve(hit.ref).highlights


@pytest.mark.parametrize("highlight", [-1, 1, 99_999])
def test_a_highlight_where_no_sentence_starts_is_none(library: Library, highlight: int) -> None:
    """A number from an old message does no harm."""
    ref = library.ask("direct lever").hits[0].ref
    assert () == library.resolve(ref, highlight=highlight).highlights


@pytest.mark.parametrize(
    "ref", ["", "nonsense", "0.zzzzzz", "zz.0", "0", "0.-1", "../../etc", "0.0.0", "0." + "9" * 500]
)
def test_a_reference_that_leads_nowhere_is_refused(library: Library, ref: str) -> None:
    """Unknown, foreign and malformed ones alike, in one sentence."""
    for use in (library.resolve, library.context):
        with pytest.raises(NotInLibrary, match="no longer in this library"):
            use(ref)


def test_the_title_of_a_document_is_no_part_of_an_id() -> None:
    """With the title "rice:p1" is page 1 of the document, and no passage that is not there any more."""
    library = Library([replace(document_of("Alfa."), metadata=Metadata(title="rice"))])
    assert library.read("sample:p1")[0].hits == (library.resolve("sample:p1"),)
    with pytest.raises(NotInLibrary):
        library.resolve("rice:p1")
    with pytest.raises(NotInLibrary, match="Page 1 is not in this document"):
        library.read("rice:p1")


def test_a_reference_of_another_library_is_refused() -> None:
    """What is in one library can't be seen from another."""
    mine = Library([document_of("Alfa is mine.", key=1)])
    theirs = Library([document_of("Bravo is theirs.", key=2)])
    with pytest.raises(NotInLibrary):
        mine.resolve(theirs.ask("bravo").hits[0].ref)


def test_the_context_of_a_paragraph_is_its_neighbours(library: Library) -> None:
    """As many before and after as are asked for, itself among them, in reading order; none beyond the ends."""
    refs = {hit.paragraph: hit.ref for hit in library.ask("paragraphs 1-21").hits}

    def around(number: int, **sizes: int) -> list[str | None]:
        return [hit.paragraph for hit in library.context(refs[str(number)], **sizes)]

    assert ["5", "6", "7"] == around(6)
    assert ["1", "2"] == around(1)
    assert ["20", "21"] == around(21)
    assert ["6"] == around(6, before=0, after=0)
    assert ["4", "5", "6", "7"] == around(6, before=2, after=1)
    assert 21 == len(around(6, before=99, after=99))


def test_the_context_of_apparatus_is_the_text_beside_it(library: Library, paper: Document) -> None:
    """A title leads to the first paragraph, a footnote to the last."""
    title, note = library.ask("what is the title?").hits[0], library.ask("footnote 1").hits[0]
    assert [Role.TITLE, Role.PARAGRAPH] == [hit.role for hit in library.context(title.ref)]
    assert ["21", None] == [hit.paragraph for hit in library.context(note.ref)]
    assert body(paper)[-1].text == library.context(note.ref)[0].text
