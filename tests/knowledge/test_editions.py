"""What changed between two editions of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from knowledge import Metadata, diff_editions
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Heading, NoteBody, NoteMark, PageBreak, Paragraph
from tests.knowledge.samples import document_of

if TYPE_CHECKING:
    from knowledge import Document, EditionDiff
    from knowledge.readers.blocks import Block

OPENING = "The garden opens at nine in the morning."
DOGS = "Dogs stay on a lead, and outside of the greenhouse."
TICKETS = "A ticket costs five crowns; children pay nothing."


def compared(before: list[str], after: list[str]) -> EditionDiff:
    """The difference of two documents of these paragraphs."""
    return diff_editions(document_of(*before), document_of(*after))


def paged(*paragraphs: tuple[int, str]) -> Document:
    """A document of paragraphs, each at the top of a page."""
    return made_of([Paragraph((PageBreak(str(page)), text)) for page, text in paragraphs])


def sectioned(*sections: tuple[str, ...]) -> Document:
    """A document of sections: a heading and its paragraphs."""
    blocks: list[Block] = []
    for name, *paragraphs in sections:
        blocks += [Heading((name,)), *(Paragraph((one,)) for one in paragraphs)]
    return made_of(blocks)


def made_of(blocks: list[Block]) -> Document:
    """A document of blocks."""
    return assemble(blocks, document_id="sample", metadata=Metadata(title="Sample"), sha256="")


def texts(diff: EditionDiff) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """What was added, removed, altered."""
    return (
        [one.text for one in diff.added],
        [one.text for one in diff.removed],
        [(one.before.text, one.after.text) for one in diff.altered],
    )


def test_added_removed_and_altered_paragraphs_are_told_apart() -> None:
    """An altered one is shown beside what it was, with how alike the two are."""
    later = OPENING.replace("nine", "ten")
    diff = compared([OPENING, DOGS, TICKETS], [later, TICKETS, "Bring a towel."])

    assert (["Bring a towel."], [DOGS], [(OPENING, later)]) == texts(diff)
    assert (1, True) == (diff.unchanged, 0.9 < diff.altered[0].similarity < 1)
    assert not diff.is_empty


def test_a_paragraph_that_moved_is_unchanged() -> None:
    """So is one whose lines break elsewhere; the fewest that can have moved are said to have."""
    diff = compared([OPENING, DOGS, TICKETS], [TICKETS, OPENING.replace("opens at", "opens\nat"), DOGS])
    assert (3, ([], [], [])) == (diff.unchanged, texts(diff))
    assert [TICKETS] == [move.after.text for move in diff.moved]
    assert not diff.is_empty


def test_the_same_text_on_other_pages_is_a_change() -> None:
    """Whoever cites it cites another page; one that also moved is told of once."""
    before, after = (paged((first, OPENING), (first + 1, DOGS), (first + 2, TICKETS)) for first in (10, 20))
    diff = diff_editions(before, after)
    assert [("p. 10", "p. 20"), ("p. 11", "p. 21"), ("p. 12", "p. 22")] == [
        (str(move.before.pages), str(move.after.pages)) for move in diff.repaged
    ]
    assert (3, (), False) == (diff.unchanged, diff.moved, diff.is_empty)
    assert diff_editions(before, before).is_empty


def test_headings_that_are_new_or_gone_are_told() -> None:
    """What is under a heading with another name has not moved; what is in another section has."""
    old = sectioned(("Hours", OPENING), ("Animals", DOGS), ("Fees", TICKETS))
    renamed = diff_editions(old, sectioned(("Hours", OPENING), ("Beasts", DOGS), ("Fees", TICKETS)))
    assert (("Beasts",), ("Animals",), ()) == (renamed.headings_added, renamed.headings_removed, renamed.moved)
    assert not renamed.is_empty
    moved = diff_editions(old, sectioned(("Hours", OPENING, DOGS), ("Animals", "None."), ("Fees", TICKETS))).moved
    assert [(DOGS, ("Animals",), ("Hours",))] == [
        (one.after.text, one.before.section, one.after.section) for one in moved
    ]


def test_a_footnote_is_compared_like_a_paragraph() -> None:
    """It is quoted and cited like one."""
    before, after = (made_of([Paragraph((DOGS, NoteMark("1"))), NoteBody("1", (one,))]) for one in (OPENING, TICKETS))
    assert ([TICKETS], [OPENING], []) == texts(diff_editions(before, after))


def test_the_same_words_are_first_sought_in_the_same_section() -> None:
    """Of many paragraphs "None." that which is gone is the one of its section."""
    old = sectioned(("Hours", "None."), ("Animals", "None."), ("Fees", "None."))
    diff = diff_editions(old, sectioned(("Hours", OPENING), ("Animals", "None."), ("Fees", "None.")))
    assert ([OPENING], ["None."], []) == texts(diff)
    assert (("Hours",), ()) == (diff.removed[0].section, diff.moved)


def test_short_paragraphs_are_compared_with_what_stands_in_their_place() -> None:
    """They share no rare word, but their neighbours tell."""
    assert ([], [], [("Fee: 5", "Fee: 6")]) == texts(compared([DOGS, "Fee: 5", TICKETS], [DOGS, "Fee: 6", TICKETS]))


def test_each_of_many_like_paragraphs_finds_its_own() -> None:
    """The most alike are put together first."""
    before = [f"Article {n}: the member of group {n} pays {n} crowns a year." for n in range(1, 9)]
    after = [one.replace("crowns a year", "crowns each year") for one in before]
    assert ([], [], list(zip(before, after, strict=True))) == texts(compared(before, after))


def test_one_of_two_equal_paragraphs_can_go() -> None:
    """The other one stays unchanged."""
    diff = compared([DOGS, OPENING, DOGS], [OPENING, DOGS])
    assert ([], [DOGS], [], 2) == (*texts(diff), diff.unchanged)


def test_scripts_without_spaces_are_compared_too() -> None:
    """A character that changed makes another paragraph of none."""
    before = "中華人民共和國與蘇聯之間的關係是本文件的主題而其中有許多潛在的分歧來源"
    after = before.replace("許多", "若干")
    assert ([], [], [(before, after)]) == texts(compared([before], [after]))


@given(st.lists(st.sampled_from(["a b c", "a b d", "x", "y y", "long words here and there"]), max_size=7), st.data())
def test_every_paragraph_is_accounted_for(before: list[str], data: st.DataObject) -> None:
    """On either side, what is the same, altered, and only there adds up."""
    after = data.draw(st.permutations([*before, "new one"]))[data.draw(st.integers(0, 2)) :]
    diff = compared(before, after)
    assert len(before) == diff.unchanged + len(diff.altered) + len(diff.removed)
    assert len(after) == diff.unchanged + len(diff.altered) + len(diff.added)
