"""References to places, in passages and in a chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import CrossReference, Document, Library, Metadata, references_in_chat
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Block, Heading, NoteBody, NoteMark, PageBreak, Paragraph


def paper(text: str, *, number: str = "7", key: int = 1) -> Document:
    """A document of a volume with ``text`` as its paragraph 1, and some more to refer to."""
    blocks: list[Block] = [
        PageBreak("11"),
        Heading(("first part",)),
        Paragraph((text,), "1", "1. "),
        Paragraph(("Bravo.", NoteMark("1")), "2", "2. "),
        PageBreak("12"),
        Heading(("second part",)),
        Paragraph(("Charlie.",), "3", "3. "),
        Paragraph(("Delta.",), "4", "4. "),
        NoteBody("1", ("A note.",)),
    ]
    metadata = Metadata(title=f"Paper {number}", series="Papers", volume="I", number=number)
    return replace(assemble(blocks, document_id=f"paper-{number}", metadata=metadata, sha256=""), key=key)


def references(text: str, *others: Document) -> tuple[CrossReference, ...]:
    """The references of a paragraph 1 of this text."""
    return Library([paper(text), *others]).cross_references("paper-7:p1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See paragraph 3 on this.", [("paragraph 3", "Charlie.")]),
        ("See para. 3.", [("para. 3", "Charlie.")]),
        ("As ¶ 3 has it.", [("¶ 3", "Charlie.")]),
        ("See paragraphs 2 and 4 above.", [("paragraphs 2", "Bravo."), ("4", "Delta.")]),
        ("See paragraphs 3–4.", [("paragraphs 3–4", "Charlie. Delta.")]),
        ("See p. 12.", [("p. 12", "second part Charlie. Delta.")]),
        ("(p. 12)", [("p. 12", "second part Charlie. Delta.")]),
        ("Page 12 above says so.", [("Page 12", "second part Charlie. Delta.")]),
        ("See section 2 above.", [("section 2", "Charlie. Delta.")]),
        ("See footnote 1.", [("footnote 1", "A note.")]),
        ("Paragraph 3 of this paper says so.", [("Paragraph 3", "Charlie.")]),
    ],
)
def test_a_reference_leads_to_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    """With the very words that make it, and a target that opens."""
    library = Library([paper(text)])
    found = library.cross_references("paper-7:p1")
    opened = [(one.text, " ".join(hit.text for hit in library.reread(one.target).hits)) for one in found]
    assert expected == opened
    assert all(one.text == text[one.start : one.end] for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "See paragraph 9.",
        "See paragraph 1.",
        "Paragraph 3 of the Treaty binds us.",
        "Article 5, paragraph 3, binds us.",
        "Section 2 of the Act binds us.",
        "Smith, History of Trade, p. 12.",
        "Ibid., p. 12.",
        "On page 99 there is more.",
        "It was 3 p.m. and 12 came.",
        "See paragraph 3(2) of the Rules.",
    ],
)
def test_what_is_not_there_or_is_anothers_is_no_reference(text: str) -> None:
    """The passage itself neither."""
    assert () == references(text)


def test_another_document_of_the_volume_is_referred_to_by_number() -> None:
    """Where the library has it."""
    other = paper("Alfa.", number="12", key=2)
    (reference,) = references("Printed as Document 12 in this volume.", other)
    assert ("Document 12", "2-d") == (reference.text, reference.target)
    assert () == references("Printed as Document 13 in this volume.", other)


def test_numbers_that_begin_again_mean_the_own_section() -> None:
    """Another section has a paragraph 2 as well."""
    blocks: list[Block] = []
    for heading, words in (("one", "Alfa."), ("two", "See paragraph 2.")):
        blocks += [Heading((heading,)), Paragraph((words,)), Paragraph((f"The second of {heading}.",))]
    document = replace(assemble(blocks, document_id="x", metadata=Metadata(title="X"), sha256=""), key=1)
    library = Library([document])
    ref = next(hit.ref for hit in library.read("section 2")[0].hits if hit.text.startswith("See"))
    (reference,) = library.cross_references(ref)
    assert ["The second of two."] == [hit.text for hit in library.reread(reference.target).hits]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("look at p. 404 please", ["p. 404"]),
        ("¶ 17 and ¶17", ["¶ 17", "¶ 17"]),
        ("pp. 402–403 are great", ["pp. 402–403"]),
        ("para 5 says otherwise", ["¶ 5"]),
        ("pages 402 and 407", ["p. 402", "p. 407"]),
        ("see footnote 1", ["footnote 1"]),
        ("§ 4", ["section 4"]),
        ("I paid 404 for it at 4 p.m.", []),
        ("page 2 of my homework", []),
        ("my page 2", []),
        ("page 7 in a novel", []),
        ("section 8 is a programme", []),
        ("`p. 404` and https://example.org/p.%20404 and ```\n¶ 17\n```", []),
        ("P5, p2p and pp", []),
        ("", []),
    ],
)
def test_references_in_a_chat(message: str, expected: list[str]) -> None:
    """Only with an explicit marker, and not somebody's own."""
    assert expected == [one.text for one in references_in_chat(message)]


def test_what_is_found_in_a_chat_can_be_looked_up(library: Library) -> None:
    """As it is."""
    for message in ("p. 404", "¶¶ 3–5", "footnote 1", "§ 4"):
        (reference,) = references_in_chat(message)
        assert library.lookup(reference.text).answered


@given(st.text(max_size=300) | st.lists(st.sampled_from(["p.", "pp.", "¶", "para", "§", "4", "12", "-", "–", "and", ",", " ", "`", "xiv", "of my", "footnote", "[", "]"]), max_size=60).map("".join))  # fmt: skip
def test_any_message_is_read(message: str) -> None:
    """Whatever it is, and each reference is within it."""
    for one in references_in_chat(message):
        assert 0 <= one.start < one.end <= len(message)
        assert message[one.start : one.end].strip()


@given(st.lists(st.sampled_from(["see ", "paragraph ", "¶", "p. ", "3", "4", "–", " and ", ", ", "section ", "footnote ", "1", "Document ", "12", "."]), max_size=40).map("".join))  # fmt: skip
def test_any_passage_is_read(text: str) -> None:
    """And every target opens."""
    library = Library([paper(f"Alfa {text}")])
    for one in library.cross_references("paper-7:p1"):
        assert library.reread(one.target).hits
