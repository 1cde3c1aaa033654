"""Reader for PDF, by PDFium and a layout pass of our own.

- A page's label is the file's own, else the number printed in its running head or foot, else its place in the file.
- Headings are those of the outline, found again on their pages; without an outline, larger and bold lines.
- Running heads and feet, tables of contents and the index are left out; figures that mark a footnote leave the text.
- PDFium is not thread-safe and ends the process when memory does, which is why readers run in one of their own.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as api

from knowledge.errors import DocumentError
from knowledge.readers import pdf_blocks, pdf_headings, pdf_running
from knowledge.readers.blocks import Found, Reading
from knowledge.readers.characters import seen
from knowledge.readers.pdf_page import PageText
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.readers.pdf_page import Line

MAX_PAGES: Final = 5_000
_MAX_ENTRIES: Final = 10_000
_OUTLINE_DEPTH: Final = 8
_LEAST_INK: Final = 20
"""Letters on a page from which on it counts as a page of text."""
_MEANINGLESS = re.compile("[\0\x01\ue000-\uf8ff\ufffd]")
_UNREADABLE: Final = 0.3
"""The share of letters without a meaning from which on a file's text is none."""
_GENERATED_TITLE = re.compile(
    r"(?:microsoft \w+|untitled|document\d*)\b|.*\.(?:docx?|indd|dvi|tex|qxd|pdf|rtf|odt)$", re.IGNORECASE
)


def read(data: bytes, name: str) -> Reading:
    """Read a PDF file.

    Raises DocumentError when it is damaged or encrypted, has too many pages, or holds pictures of text and no text.
    """
    file = _opened(data, name)
    try:
        pages, labels = _pages(file, name)
        entries = list(_outline(file))
        found = _found(file)
    finally:
        file.close()
    warnings = _check(pages, name)
    body, margins = pdf_running.split([page.lines for page in pages])
    turns = pdf_running.labels(labels, margins)
    blocks, doubts, left_out = pdf_blocks.build(body, turns, entries)
    ink = sum(page.ink for page in pages)
    hidden = sum(seen(line.text) for lines in margins for line in lines) + left_out
    return Reading(tuple(blocks), found, (*warnings, *doubts), max(ink - hidden, 0))


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, how many letters leave ink, how many of them mean nothing, whether there is a picture."""

    lines: list[Line]
    ink: int
    unreadable: int
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
            "{name} has {count} pages; documents may have {limit}: split it.", name=name, count=count, limit=MAX_PAGES
        )
    return file


def _pages(file: pdfium.PdfDocument, name: str) -> tuple[list[_Page], list[str]]:
    pages, labels = [], []
    for index in range(len(file)):
        try:
            pages.append(_page(file[index], index))
        except pdfium.PdfiumError:
            # A page that is damaged is a page without text; too many of them are refused further on.
            pages.append(_Page([], 0, 0, pictured=True))
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
    return _Page(lines, len(ink), unreadable, pictured)


def _is_picture(thing: Any) -> bool:
    return bool(thing.type == api.FPDF_PAGEOBJ_IMAGE)


def _check(pages: list[_Page], name: str) -> list[str]:
    """Refuse a file without text that can be read; return what is doubtful."""
    written = [page for page in pages if page.ink >= _LEAST_INK]
    pictured = sum(page.pictured for page in pages)
    if pictured > len(written):
        raise DocumentError(
            "{name} is scanned or damaged: {count} of its {total} pages hold no text that can be read. Put it through "
            "text recognition (OCR) first.",
            name=name,
            count=pictured,
            total=len(pages),
        )
    ink = sum(page.ink for page in pages)
    if sum(page.unreadable for page in pages) > _UNREADABLE * ink:
        raise DocumentError(
            "{name} does not say which letters its signs stand for: export it again, or use text recognition (OCR).",
            name=name,
        )
    if not pictured:
        return []
    return [
        Wording(
            "{count} of {total} pages hold no text that can be read and were left out: they may be scanned.",
            count=pictured,
            total=len(pages),
        )
    ]


def _outline(file: pdfium.PdfDocument) -> Iterator[pdf_headings.Entry]:
    """The entries of the outline that lead to a page."""
    for mark in itertools.islice(file.get_toc(max_depth=_OUTLINE_DEPTH), _MAX_ENTRIES):
        target = mark.get_dest()
        index = target.get_index() if target is not None else None
        title = " ".join((mark.get_title() or "").split())
        if title and index is not None and 0 <= index < len(file):
            yield pdf_headings.Entry(title, mark.level + 1, index, _height(*target.get_view()))


def _height(mode: int, view: list[float]) -> float | None:
    """The height that a destination names (ISO 32000-1, 12.3.2.2): /XYZ left top zoom, /FitH top."""
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
