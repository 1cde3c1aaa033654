"""Reader for DOCX (ECMA-376 WordprocessingML): the parts, including tables, are read directly from the archive.

- A paragraph is a heading by its style or outline level. In a file without any, a short paragraph that is wholly bold
  and has no final stop is one; larger letters make a higher heading.
- Page breaks are those recorded by the program that last saved the file, and are always ``approximate``.
- Automatic numbers are counted; the number of a heading is part of it.
- Tracked changes are read as accepted; comments, headers and footers are left out.
- A row of a table is one block, unless one of its cells holds several paragraphs: then the table is layout.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from knowledge.readers import xmltree
from knowledge.readers.archive import Archive
from knowledge.readers.blocks import Block, Found, Heading, Paragraph, Reading
from knowledge.readers.characters import seen
from knowledge.readers.docx_body import Body
from knowledge.readers.docx_numbering import Numbering
from knowledge.readers.docx_pages import Paging
from knowledge.readers.docx_styles import Styles, child, value
from knowledge.readers.flow import words
from knowledge.readers.origin import ENOUGH_LETTERS
from knowledge.readers.xmltree import attribute, every, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.readers.xmltree import Element

_MAIN: Final = "word/document.xml"
_HIDDEN: Final = frozenset({"del", "moveFrom", "Fallback"})
_RUN_OF_BOLD: Final = 3
"""Consecutive bold lines from which on they are a list, not headings, such as a table of contents typed by hand."""


def read(data: bytes, name: str) -> Reading:
    """Read a DOCX file.

    Raises DocumentError when its archive or its XML is refused or damaged.
    """
    archive = Archive(data, name)
    main = _main_part(archive, name)
    related = _related(archive, main, name)
    document = xmltree.parse(archive.read(main), name)

    def part(kind: str) -> Element | None:
        path = related.get(kind)
        return xmltree.parse(archive.read(path), name) if path is not None and path in archive else None

    numbering = Numbering(part("numbering"))
    styles = Styles(part("styles"), numbering.linked)
    footnotes, endnotes = part("footnotes"), part("endnotes")
    body = Body(styles, numbering, Paging(document), _notes(footnotes), _notes(endnotes))
    body.read(document)
    blocks = _with_headings(body.flow.blocks, body.bold)
    return Reading(
        blocks=tuple(blocks),
        found=_found(archive, name, _language(document, styles), body, blocks),
        warnings=tuple(body.warnings),
        visible=sum(_visible(one) for one in (document, footnotes, endnotes) if one is not None) - body.left_out,
    )


def _main_part(archive: Archive, name: str) -> str:
    """The name of the main document part, from the archive's relationships."""
    return _related(archive, "", name).get("officeDocument", _MAIN)


def _related(archive: Archive, part: str, name: str) -> dict[str, str]:
    """The parts related to ``part``, by the last word of the relationship type."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in archive:
        return {}
    targets: dict[str, str] = {}
    for one in xmltree.parse(archive.read(path), name):
        kind = (attribute(one, "Type") or "").rpartition("/")[2]
        target = attribute(one, "Target") or ""
        if attribute(one, "TargetMode") != "External":
            targets.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return targets


def _notes(root: Element | None) -> dict[str, Element]:
    """Footnotes or endnotes by id, without the separators that are kept in the same part."""
    notes = root if root is not None else ()
    return {attribute(one, "id") or "": one for one in notes if attribute(one, "type") in {None, "normal"}}


def _visible(part: Element) -> int:
    """The number of visible characters of a part; hidden elements are not nested."""
    hidden = sum(map(_ink, every(part, *_HIDDEN)))
    return _ink(part) - hidden


def _ink(element: Element) -> int:
    return sum(seen(one.text) for one in every(element, "t") if one.text)


def _with_headings(blocks: list[Block], bold: Mapping[int, float]) -> list[Block]:
    """The blocks with bold paragraphs turned into headings, where the file has no styled headings.

    A heading has text under it: it is not followed by the end of the file or directly by a larger heading.
    """
    if any(isinstance(block, Heading) for block in blocks):
        return blocks
    chosen = {
        index: size
        for index, size in bold.items()
        if not _in_run(index, bold) and index + 1 < len(blocks) and bold.get(index + 1, 0) <= size
    }
    ranks = {size: rank for rank, size in enumerate(sorted(set(chosen.values()), reverse=True), start=1)}
    return [
        Heading(block.content, ranks[chosen[index]]) if index in chosen and isinstance(block, Paragraph) else block
        for index, block in enumerate(blocks)
    ]


def _in_run(index: int, bold: Mapping[int, float]) -> bool:
    """Whether a bold line is one of several consecutive ones of its size."""
    size, first, last = bold[index], index, index
    while bold.get(first - 1) == size and index - first < _RUN_OF_BOLD:
        first -= 1
    while bold.get(last + 1) == size and last - index < _RUN_OF_BOLD:
        last += 1
    return last - first + 1 >= _RUN_OF_BOLD


def _language(document: Element, styles: Styles) -> str | None:
    """The language in which most of the text is marked (17.3.2.20).

    Where none is, the default of the file (17.7.5) is only used for a text too short for its language to be detected:
    it is usually that of the program, not of the text.
    """
    marked: Counter[str] = Counter()
    for run in every(document, "r"):
        language = value(child(child(run, "rPr"), "lang")) or ""
        marked[language.split("-")[0].lower()] += _ink(run)
    total = marked.total()
    del marked[""]
    if marked and 2 * max(marked.values()) > total:
        return max(marked, key=marked.__getitem__)
    return styles.language if total < ENOUGH_LETTERS else None


def _found(archive: Archive, name: str, language: str | None, body: Body, blocks: list[Block]) -> Found:
    """The metadata of the file; its title is the printed one, else that of its properties, else its first heading."""
    path = _related(archive, "", name).get("core-properties")
    core = xmltree.parse(archive.read(path), name) if path is not None and path in archive else ()
    said = {tag(one): (one.text or "").strip() for one in core}
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    year = re.match(r"[12][0-9]{3}", said.get("created", ""))
    return Found(
        title=body.title or said.get("title") or body.heading or (words(heading.content) if heading else None),
        author=said.get("creator") or None,
        year=year[0] if year else None,
        language=said.get("language") or language,
    )
