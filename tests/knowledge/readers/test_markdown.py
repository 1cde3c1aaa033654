"""Markdown: outline, lists, tables, code, footnotes and front matter; words as they stand in the source."""

from __future__ import annotations

import pytest

from knowledge import Document, Passage, Role, read_document


def read(text: str) -> Document:
    """A file of Markdown."""
    return read_document(text.encode(), "alfa.md")


def body(text: str) -> list[tuple[Role, str]]:
    """Role and words of each paragraph."""
    return [(passage.role, passage.text) for passage in read(text).passages if passage.role.is_body]


def passage_of(document: Document, role: Role) -> Passage:
    """The first passage of a role."""
    return next(passage for passage in document.passages if passage.role is role)


def test_headings_of_both_kinds_nest() -> None:
    """A paragraph may follow without a blank line."""
    document = read("Alfa\n====\n\nBravo\n-----\n### Charlie\nDelta.\n\n## Echo\n\nFoxtrot.\n")
    assert [("Alfa",), ("Alfa", "Bravo"), ("Alfa", "Bravo", "Charlie"), ("Alfa", "Echo")] == [
        section.path for section in document.sections
    ]
    assert "Alfa" == document.title


def test_words_stand_as_in_the_source() -> None:
    """Emphasis, code and links keep their marks: a quotation is checked against the file."""
    assert [(Role.PARAGRAPH, "You *need* `xst` from [here](https://example.org) & more.")] == body(
        "You *need* `xst` from\n[here](https://example.org) &amp; more.\n"
    )


def test_lists_code_and_tables() -> None:
    """The number of a step is quoted with it, the sign of an item is not."""
    text = "- alfa\n  bravo\n- charlie\n\n3. Delta\n\n   echo\n\n```sh\nrun  it\n  now\n```\n\n|a|b|\n|-|-|\n|1|2|\n"
    assert [
        (Role.ITEM, "alfa bravo"),
        (Role.ITEM, "charlie"),
        (Role.ITEM, "3. Delta"),
        (Role.PARAGRAPH, "echo"),
        (Role.LISTING, "run  it\n  now"),
        (Role.ROW, "a | b"),
        (Role.ROW, "1 | 2"),
    ] == body(text)


def test_the_head_between_dashes_says_what_the_file_is() -> None:
    """It is no part of the text."""
    document = read('---\ntitle: "On Harbours"\nauthors: [A. B., C. D.]\ndate: 1954-05-01\nlang: en\n---\n\nAlfa.\n')
    metadata = document.metadata
    assert ("On Harbours", "A. B., C. D.", "1954", "en") == (
        metadata.title, metadata.author, metadata.year, metadata.language,
    )  # fmt: skip
    assert "Alfa." == document.text
    listed = read("---\ntitle: On Harbours\nauthors:\n  - A. B.\n  - C. D.\n---\n\nAlfa.\n")
    assert "A. B., C. D." == listed.metadata.author


def test_the_head_between_plus_signs_says_what_the_file_is() -> None:
    """It is TOML; the keys of its tables are not those of the file."""
    document = read(
        '+++\ntitle = \'On "Harbours"\' # working title\nauthors = ["A. B.", "C. D."]\ndate = 1954-05-01T00:00:00Z\n'
        'lang = "en"\n[extra]\ntitle = "Other"\n+++\n\nAlfa.\n'
    )
    metadata = document.metadata
    assert ('On "Harbours"', "A. B., C. D.", "1954", "en") == (
        metadata.title, metadata.author, metadata.year, metadata.language,
    )  # fmt: skip
    assert "Alfa." == document.text


@pytest.mark.parametrize("text", ["---\n\nAlfa.\n\n---\n\nBravo.\n", "---\nAlfa.\n", "+++\nAlfa.\n+++\n"])
def test_a_rule_at_the_beginning_is_no_head(text: str) -> None:
    """Only lines of keys and values are taken for one."""
    assert "Alfa." in read(text).text


def test_tags_go_and_their_words_stay() -> None:
    """Anchors among them lead to what follows."""
    document = read(
        '<details>\n<summary>Alfa &mdash; bravo</summary>\n</details>\n\n<a id="c"></a>\n## Charlie\n\nDelta.\n'
    )
    assert ["Alfa — bravo", "Charlie", "Delta."] == [passage.text for passage in document.passages]
    assert "c" == document.passages[-1].anchor


def test_footnotes_are_notes() -> None:
    """Several may stand in a row; a mark that no note answers to stays."""
    document = read("Alfa[^1] bravo[^b] charlie[^3].\n\n[^1]: One.\n[^b]: Two\n  more.\n")
    assert "Alfa bravo charlie[^3]." == document.passages[0].text
    assert [("1", "One."), ("b", "Two more.")] == [(note.mark, note.text) for note in document.notes]


def test_a_list_item_without_words_numbers_nothing() -> None:
    """The paragraph after it is a paragraph."""
    assert [(Role.PARAGRAPH, "Alfa.")] == body("1.\n\nAlfa.\n")


def test_a_quotation_loses_its_marks() -> None:
    """They are layout."""
    assert [(Role.PARAGRAPH, "Alfa bravo.")] == body("> Alfa\n> bravo.\n")


def test_blocks_of_html_are_headings_and_paragraphs() -> None:
    """As in the heads of many a README; comments are nobody's words."""
    document = read(
        '<h1 align="center">Alfa</h1>\n<p>Bravo H<sub>2</sub>O\n<b>two</b>.</p>\n<!-- a comment\nof lines -->\n\n## Charlie\n\nDelta.\n'
    )
    assert [("heading", "Alfa"), ("paragraph", "Bravo H2O two."), ("heading", "Charlie"), ("paragraph", "Delta.")] == [
        (one.role.value, one.text) for one in document.passages
    ]
    assert "Alfa" == document.title


def test_code_is_no_markup_and_comments_are_no_words() -> None:
    """Inside a paragraph as well."""
    document = read("Use `vector<s>` and ``<b>`x`</b> &amp;`` <!-- not\nthis --> here.\n")
    assert ["Use `vector<s>` and ``<b>`x`</b> &amp;`` here."] == [one.text for one in document.passages]
