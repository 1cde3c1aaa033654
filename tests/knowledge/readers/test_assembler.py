"""Blocks of any format become one text, and every offset is taken while it grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge import Document, Metadata, Note, PageKind, Pages, Role
from knowledge.models import NoteReference
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Block, Heading, NoteBody, NoteMark, PageBreak, Paragraph, SectionBreak


def made_of(*blocks: Block) -> Document:
    """A document of ``blocks``."""
    return assemble(blocks, document_id="sample", metadata=Metadata(title="Sample"), sha256="")


def sections(document: Document) -> list[tuple[str, ...]]:
    """The path of each paragraph's section."""
    return [passage.section for passage in document.passages if passage.role.is_body]


def test_blocks_are_set_off_by_a_blank_line() -> None:
    """The text can be read as it stands, and each passage is a slice of it."""
    document = made_of(Heading(("one",)), Paragraph(("Alfa.",), "6", "6. "), Paragraph(("Bravo.",)))
    assert "one\n\n6. Alfa.\n\nBravo." == document.text
    assert ["one", "Alfa.", "Bravo."] == [passage.text for passage in document.passages]
    assert [(0, 3), (8, 13), (15, 21)] == [(passage.start, passage.end) for passage in document.passages]


def test_white_space_is_layout() -> None:
    """Runs of blanks, tabs and line ends become one space; none is left at the edges."""
    assert "Alfa bravo charlie." == made_of(Paragraph(("  Alfa \n bravo\t\u00a0charlie. \n",))).text


def test_the_lines_of_a_listing_are_kept() -> None:
    """Program code and drawings are nothing without them; blank lines around them go."""
    document = made_of(Paragraph((" \n  if a:\n\n    b()\n \n",), role=Role.LISTING), Paragraph(("Alfa.",)))
    assert ["  if a:\n\n    b()", "Alfa."] == [passage.text for passage in document.passages]


def test_a_page_break_between_words_leaves_one_space() -> None:
    """Whatever blanks stood around it."""
    for before, after in (("Alfa", "bravo"), ("Alfa ", "bravo"), ("Alfa", " bravo"), ("Alfa \n", "\n bravo")):
        document = made_of(PageBreak("5"), Paragraph((before, PageBreak("6"), after)))
        assert ("Alfa bravo", 5) == (document.text, document.pages[1].start)


def test_a_page_break_before_the_first_word_belongs_to_the_new_page() -> None:
    """A paragraph that begins with a marker stands on one page only."""
    document = made_of(PageBreak("5"), Paragraph(("Alfa.",)), Paragraph((PageBreak("6"), "Bravo.")))
    assert "p. 6" == str(document.passages[1].pages)


def test_a_note_mark_leaves_nothing_behind() -> None:
    """The words on both sides are as they would be without it, and its place is kept."""
    document = made_of(Paragraph(("Alfa", NoteMark("3"), " bravo.")), NoteBody("3", ("A note.",)))
    assert "Alfa bravo." == document.passages[0].text
    assert (NoteReference("3", 4),) == document.references


def test_a_mark_without_words_at_the_end_stays_within_the_text() -> None:
    """It refers to the last letter."""
    document = made_of(Paragraph(("Alfa.",)), Paragraph((NoteMark("1"),)))
    assert (NoteReference("1", 5),) == document.references


def test_a_note_is_cited_on_the_page_of_its_mark() -> None:
    """Endnotes stand at the back and belong to the front."""
    document = made_of(
        PageBreak("5"),
        Paragraph(("Alfa.", NoteMark("1"))),
        PageBreak("6"),
        Paragraph(("Bravo.",)),
        NoteBody("1", ("A note.",)),
        NoteBody("2", ("Without a mark.",)),
    )
    on_five, on_six = Pages("5", "5", PageKind.PRINTED), Pages("6", "6", PageKind.PRINTED)
    assert (Note("1", "A note.", on_five), Note("2", "Without a mark.", on_six)) == document.notes
    assert on_five == document.passages[2].pages


def test_sections_nest_by_level() -> None:
    """A deeper heading goes into the path, one of the same level takes the place of the last."""
    document = made_of(
        Paragraph(("Before.",)),
        Heading(("one",), 1),
        Paragraph(("Alfa.",)),
        Heading(("inner",), 2),
        Paragraph(("Bravo.",)),
        Heading(("two",), 1),
        Paragraph(("Charlie.",)),
    )
    assert [(), ("one",), ("one", "inner"), ("two",)] == sections(document)
    assert [None, 0, 1, 2] == [passage.section_index for passage in document.passages if passage.role.is_body]


def test_a_section_without_a_heading_has_its_parents_path() -> None:
    """It inherits no heading of its own level, and none is invented."""
    document = made_of(
        Heading(("one",), 1),
        Heading(("inner",), 2),
        Paragraph(("Alfa.",)),
        SectionBreak(2),
        Paragraph(("Bravo.",)),
        SectionBreak(1),
        Paragraph(("Charlie.",)),
    )
    assert [("one", "inner"), ("one",), ()] == sections(document)
    assert [None, None] == [section.heading for section in document.sections[2:]]


def test_a_heading_without_words_opens_nothing() -> None:
    """And a break at the very end opens an empty section within the text."""
    document = made_of(Heading(("one",)), Heading((" ", PageBreak("5")), 1), Paragraph(("Alfa.",)), SectionBreak())
    assert [("one",), ("one",)] == [passage.section for passage in document.passages]
    assert [(0, 10), (10, 10)] == [(section.start, section.end) for section in document.sections]


def test_a_section_stands_on_the_pages_of_its_own_words() -> None:
    """A page break after its last word belongs to the next section."""
    document = made_of(
        PageBreak("5"),
        Heading(("one",)),
        Paragraph(("Alfa.",)),
        PageBreak("6"),
        Heading(("two",)),
        Paragraph(("Bravo.",)),
    )
    assert ["p. 5", "p. 6"] == [str(section.pages) for section in document.sections]


def test_running_numbers_begin_again_in_each_section() -> None:
    """Paragraphs without a printed number are counted where they stand, and named so that names stay unique."""
    document = made_of(Heading(("one",)), Paragraph(("Alfa.",)), Heading(("two",)), Paragraph(("Bravo.",)))
    paragraphs = [passage for passage in document.passages if passage.role.is_body]
    assert [("1", "s1p1"), ("1", "s2p1")] == [(passage.number, passage.name) for passage in paragraphs]


def test_names_stay_unique_where_the_source_repeats_itself() -> None:
    """A number printed twice in one section, or a mark used twice, gets a suffix."""
    document = made_of(
        Paragraph(("Alfa.",), "1"), Paragraph(("Bravo.",), "1"), NoteBody("1", ("One.",)), NoteBody("1", ("Two.",))
    )
    assert ["s0p1", "s0p1-2", "note-1", "note-1-2"] == [passage.name for passage in document.passages]


def test_thousands_of_the_same_name_stay_unique() -> None:
    """Without counting from the beginning for each."""
    document = made_of(*(NoteBody(mark, ("Note.",)) for mark in ["1-2", "1-3", *["1"] * 20_000]))
    names = [passage.name for passage in document.passages]
    assert ["note-1-2", "note-1-3", "note-1", "note-1-4"] == names[:4]
    assert len(names) == len(set(names))


def test_a_block_without_words_is_no_passage() -> None:
    """A paragraph that is only a page break moves the page and leaves nothing to quote."""
    document = made_of(Paragraph(("Alfa.",)), Paragraph((PageBreak("6"), " \n")), Paragraph(("Bravo.",)))
    assert ["Alfa.", "Bravo."] == [passage.text for passage in document.passages]


def test_labels_may_repeat() -> None:
    """The labels of a PDF begin again; the place in the text tells the pages apart."""
    kind = PageKind.LABEL
    document = made_of(
        PageBreak("1", kind), Paragraph(("Alfa.",)), PageBreak("i", kind), Paragraph(("Bravo.",)), PageBreak("1", kind),
        Paragraph(("Charlie.",)),
    )  # fmt: skip
    expected = [Pages("1", "1", kind), Pages("i", "i", kind), Pages("1", "1", kind)]
    assert expected == [passage.pages for passage in document.passages]


TEXTS = st.text(alphabet="ab .\n", max_size=8)
INLINE = st.lists(
    TEXTS | st.builds(PageBreak, st.sampled_from("567")) | st.builds(NoteMark, st.sampled_from("12")), max_size=4
)
CONTENT = INLINE.map(tuple)
BLOCKS = st.lists(
    st.one_of(
        st.builds(PageBreak, st.sampled_from("567")),
        st.builds(Heading, CONTENT, st.integers(1, 3)),
        st.builds(SectionBreak, st.integers(1, 3)),
        st.builds(Paragraph, CONTENT, st.none() | st.sampled_from("12"), st.sampled_from(["", "1. "])),
        st.builds(Paragraph, CONTENT, role=st.sampled_from([Role.SOURCE, Role.TITLE, Role.CODE])),
        st.builds(NoteBody, st.sampled_from("12"), CONTENT),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_offsets_hold_for_any_blocks(blocks: list[Block]) -> None:
    """Passages are slices, in order, without overlap; page spans tile the text; names are unique."""
    document = made_of(*blocks)
    end = 0
    for ordinal, passage in enumerate(document.passages):
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert end <= passage.start
        assert ordinal == passage.ordinal
        end = passage.end
    if document.pages:
        assert [0, *(span.end for span in document.pages)] == [
            *(span.start for span in document.pages),
            len(document.text),
        ]
    assert len(document.passages) == len({passage.name for passage in document.passages})
    for passage in document.passages:
        if passage.section_index is not None:
            assert document.sections[passage.section_index].path == passage.section


def test_what_is_empty_has_no_number() -> None:
    """A tag on a line of its own, or a picture, is no paragraph of which readers could tell the number."""
    document = made_of(Paragraph(("Alfa.",)), Paragraph(("  ",)), Paragraph(("Bravo.",)))
    assert [("1", "Alfa."), ("2", "Bravo.")] == [(one.number, one.text) for one in document.passages]


def test_a_page_may_begin_inside_a_word() -> None:
    """Where the format knows white space from none, a page break adds none."""
    content = ("gov", PageBreak("2", in_word=True), "ernment and", PageBreak("3"), "more")
    assert "government and more" == made_of(Paragraph(content)).text


def test_no_space_stands_for_a_line_end_in_scripts_without_spaces() -> None:
    """Chinese is wrapped anywhere; a space that its writer put stays."""
    assert "船只来到这里 A 船只 来 b" == made_of(Paragraph(("船只\n来到这里\nA\n船只 来\nb",))).text
