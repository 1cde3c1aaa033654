"""Reader for PDF, with PDFium and a separate layout analysis.

- A page's label is the file's own, else the number printed in its running head or foot, else its number in the file.
- Headings are those of the outline, located on their pages; without an outline, larger and bold lines.
- Running heads and feet, tables of contents and the index are left out; footnote marks are removed from the text.
- PDFium is not thread-safe and ends the process when memory runs out, which is why readers run in a child process.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as api

from knowledge.errors import DocumentError
from knowledge.readers import pdf_blocks, pdf_headings, pdf_layout, pdf_line_numbers, pdf_notes, pdf_running
from knowledge.readers.blocks import Found, Reading
from knowledge.readers.characters import seen
from knowledge.readers.pdf_page import LOST, PageText
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.readers.pdf_page import Line

MAX_PAGES: Final = 5_000
_MAX_ENTRIES: Final = 10_000
_OUTLINE_DEPTH: Final = 8
_LEAST_INK: Final = 20
"""Minimum letters for a page to count as a page of text."""
_MEANINGLESS = re.compile("[\0\x01\ue000-\uf8ff\ufffd]")
_UNREADABLE: Final = 0.3
"""Share of letters without a Unicode mapping from which on a file counts as unreadable."""
_GENERATED_TITLE = re.compile(
    r"(?:microsoft \w+|untitled|document\d*|about:blank|powerpoint presentation|slide \d+$)\b"
    r"|.*\.(?:docx?|pptx?|xlsx?|od[pst]|indd|dvi|tex|qxd|pdf|rtf|txt|md|x?html?)$",
    re.IGNORECASE,
)


def read(data: bytes, name: str) -> Reading:
    """Read a PDF file.

    Raises DocumentError when it is damaged or encrypted, has too many pages, or contains only pictures of text.
    """
    file = _opened(data, name)
    try:
        pages, labels = _pages(file, name)
        entries = list(_outline(file))
        found = _found(file)
    finally:
        file.close()
    warnings = _check(pages, name)
    lines, numbered = pdf_line_numbers.remove([pdf_layout.level_lines(page.lines) for page in pages])
    lines, lost = pdf_notes.find(lines)
    body, margins = pdf_running.split(lines)
    if found.title is None:
        found = replace(found, title=pdf_headings.title(body))
    turns = pdf_running.labels(labels, margins)
    blocks, doubts, left_out = pdf_blocks.build(body, turns, entries)
    ink = sum(page.ink for page in pages)
    hidden = sum(seen(line.text) for lines in margins for line in lines) + left_out
    return Reading(tuple(blocks), found, (*warnings, *numbered, *lost, *doubts), max(ink - hidden, 0))


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, its visible letters, those of them without a meaning or a code, and if it has a picture."""

    lines: list[Line]
    ink: int
    unreadable: int
    lost: int
    pictured: bool


def _opened(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        file = pdfium.PdfDocument(data)
        count = len(file)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in {api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY}:
            raise DocumentError("{name} is encrypted: save it without a password and try again.", name=name) from error
        raise DocumentError(
            "{name} is damaged: it cannot be read as a PDF. Save it again with the program that made it.", name=name
        ) from error
    if count > MAX_PAGES:
        file.close()
        raise DocumentError(
            "{name} has {count} pages; a document can have at most {limit}: split it.",
            name=name,
            count=count,
            limit=MAX_PAGES,
        )
    return file


def _pages(file: pdfium.PdfDocument, name: str) -> tuple[list[_Page], list[str]]:
    pages, labels = [], []
    for index in range(len(file)):
        try:
            pages.append(_page(file[index], index))
        except pdfium.PdfiumError:
            # A damaged page counts as a page without text; a file with too many of them is refused later.
            pages.append(_Page([], 0, 0, 0, pictured=True))
        labels.append(file.get_page_label(index))
    if not pages:
        raise DocumentError("{name} has no pages.", name=name)
    return pages, labels


def _page(page: pdfium.PdfPage, index: int) -> _Page:
    text_page = page.get_textpage()
    try:
        text = PageText(text_page.raw)
        ink, lines = text.ink, text.lines(index)
    finally:
        text_page.close()
    unreadable = len(_MEANINGLESS.findall(ink))
    pictured = len(ink) < _LEAST_INK and any(_is_picture(one) for one in page.get_objects(max_depth=2))
    page.close()
    return _Page(lines, len(ink), unreadable, ink.count(LOST), pictured)


def _is_picture(thing: Any) -> bool:
    return bool(thing.type == api.FPDF_PAGEOBJ_IMAGE)


def _check(pages: list[_Page], name: str) -> list[str]:
    """Refuse a file without readable text; return warnings."""
    written = [page for page in pages if page.ink >= _LEAST_INK]
    pictured = sum(page.pictured for page in pages)
    if pictured > len(written):
        raise DocumentError(
            "{name} is scanned or damaged: {count} of its {total} pages have no readable text. Run text recognition "
            "(OCR) on it first.",
            name=name,
            count=pictured,
            total=len(pages),
        )
    ink = sum(page.ink for page in pages)
    if sum(page.unreadable for page in pages) > _UNREADABLE * ink:
        raise DocumentError(
            "{name} has fonts without a character mapping, so its text cannot be extracted: export it again, or use "
            "text recognition (OCR).",
            name=name,
        )
    return list(_doubts(pages, pictured))


def _doubts(pages: list[_Page], pictured: int) -> Iterator[str]:
    if pictured:
        yield Wording(
            "{count} of {total} pages have no readable text and were left out: they may be scanned.",
            count=pictured,
            total=len(pages),
        )
    if lost := sum(page.lost for page in pages):
        yield Wording("Letters that the file does not map to Unicode are shown as “�”: {count}.", count=lost)


def _outline(file: pdfium.PdfDocument) -> Iterator[pdf_headings.Entry]:
    """The entries of the outline that lead to a page."""
    for mark in itertools.islice(file.get_toc(max_depth=_OUTLINE_DEPTH), _MAX_ENTRIES):
        target = mark.get_dest()
        index = target.get_index() if target is not None else None
        title = " ".join((mark.get_title() or "").split())
        if title and index is not None and 0 <= index < len(file):
            yield pdf_headings.Entry(title, mark.level + 1, index, _height(*target.get_view()))


def _height(mode: int, view: list[float]) -> float | None:
    """The vertical position of a destination (ISO 32000-1, 12.3.2.2): /XYZ left top zoom, /FitH top."""
    if mode == api.PDFDEST_VIEW_XYZ and len(view) > 1:
        return view[1]
    return view[0] if mode == api.PDFDEST_VIEW_FITH and view else None


def _found(file: pdfium.PdfDocument) -> Found:
    said = {key: value.strip() for key, value in file.get_metadata_dict(skip_empty=True).items()}
    title = said.get("Title", "")
    year = re.match(r"(?:D:)?([12][0-9]{3})", said.get("CreationDate", ""))
    return Found(
        title=title if title and not _GENERATED_TITLE.match(title) else None,
        author=said.get("Author") or None,
        year=year[1] if year else None,
        language=_language(file),
    )


def _language(file: pdfium.PdfDocument) -> str | None:
    buffer = (ctypes.c_ushort * 32)()
    length = api.FPDFCatalog_GetLanguage(file.raw, buffer, ctypes.sizeof(buffer))
    letters = "".join(map(chr, buffer[: max(0, min(length, ctypes.sizeof(buffer)) // 2 - 1)]))
    return letters.split("-")[0].lower() or None
