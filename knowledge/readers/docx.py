"""Reader for DOCX (ECMA-376 WordprocessingML): the parts are read straight from the archive, tables and all.

- A paragraph is a heading by its style or outline level. In a file without any such, a whole paragraph in bold, short
  and without a final stop, is one; larger letters make a higher heading.
- Page breaks are those that the program which saved the file last saw, and are never more than ``approximate``.
- Tracked changes are read as accepted; comments, headers and footers are no text.
- A row of a table is one block, unless one of its cells holds several paragraphs: then the table is layout.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from knowledge.readers import xmltree
from knowledge.readers.archive import Archive
from knowledge.readers.blocks import Block, Found, Heading, Paragraph, Reading
from knowledge.readers.characters import seen
from knowledge.readers.docx_body import Body
from knowledge.readers.docx_styles import Styles
from knowledge.readers.flow import words
from knowledge.readers.xmltree import attribute, every, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.readers.xmltree import Element

_MAIN: Final = "word/document.xml"
_HIDDEN: Final = frozenset({"del", "moveFrom", "Fallback"})
_RUN_OF_BOLD: Final = 3
"""So many bold lines in a row with nothing between them are a list, such as a table of contents typed by hand."""


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

    styles = Styles(part("styles"))
    footnotes, endnotes = part("footnotes"), part("endnotes")
    body = Body(styles, _notes(footnotes), _notes(endnotes), paged=_has_pages(document))
    body.read(document)
    blocks = _with_headings(body.flow.blocks, body.bold)
    return Reading(
        blocks=tuple(blocks),
        found=_found(archive, name, styles, body.title, blocks),
        warnings=tuple(body.warnings),
        visible=sum(_visible(one) for one in (document, footnotes, endnotes) if one is not None) - body.left_out,
    )


def _main_part(archive: Archive, name: str) -> str:
    """The part with the text, as the archive's relationships name it."""
    return _related(archive, "", name).get("officeDocument", _MAIN)


def _related(archive: Archive, part: str, name: str) -> dict[str, str]:
    """The parts that belong to ``part``, by the last word of their relationship's type."""
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


def _has_pages(document: Element) -> bool:
    """Whether the program that saved the file noted where its pages broke."""
    return next(every(document, "lastRenderedPageBreak"), None) is not None


def _visible(part: Element) -> int:
    """The characters of a part that are shown; what is hidden lies in no other hidden element."""
    hidden = sum(map(_ink, every(part, *_HIDDEN)))
    return _ink(part) - hidden


def _ink(element: Element) -> int:
    return sum(seen(one.text) for one in every(element, "t") if one.text)


def _with_headings(blocks: list[Block], bold: Mapping[int, float]) -> list[Block]:
    """The blocks with bold paragraphs made headings, where the file has no headings of its own.

    A heading has something under it: not the end of the file, and not at once a larger heading.
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
    """Whether a bold line is one of several of its size in a row."""
    size, first, last = bold[index], index, index
    while bold.get(first - 1) == size and index - first < _RUN_OF_BOLD:
        first -= 1
    while bold.get(last + 1) == size and last - index < _RUN_OF_BOLD:
        last += 1
    return last - first + 1 >= _RUN_OF_BOLD


def _found(archive: Archive, name: str, styles: Styles, title: str | None, blocks: list[Block]) -> Found:
    """What the file says of itself: its title as printed, else as its properties have it, else its first heading."""
    path = _related(archive, "", name).get("core-properties")
    core = xmltree.parse(archive.read(path), name) if path is not None and path in archive else ()
    said = {tag(one): (one.text or "").strip() for one in core}
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    year = re.match(r"[12][0-9]{3}", said.get("created", ""))
    return Found(
        title=title or said.get("title") or (words(heading.content) if heading else None),
        author=said.get("creator") or None,
        year=year[0] if year else None,
        language=said.get("language") or styles.language,
    )
