"""Detects the format of a file: by its content first, by its name where the content is ambiguous.

Signatures identify the binary formats. A text is searched for features of one format: tags, page footers of an RFC,
Markdown's headings and fences, markers of a FRUS paper; a text without any of them is plain text.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from knowledge.errors import DocumentError
from knowledge.readers.formats import SUFFIXES, Format
from knowledge.readers.page_markers import has_document_number, is_paged

_LOOKED_AT = 64 * 1024
"""Characters at the beginning of a text that are examined."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "DOCX or PDF"),
    (b"{\\rtf", "an RTF file", "DOCX or PDF"),
    (b"%!PS", "a PostScript file", "PDF"),
    (b"\x89PNG\r\n", "a picture", "text or PDF"),
    (b"\xff\xd8\xff", "a picture", "text or PDF"),
    (b"GIF8", "a picture", "text or PDF"),
    (b"\x1f\x8b", "a compressed file", "text or PDF"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "single documents"),
    (b"Rar!", "an archive", "single documents"),
)
_REFUSED_ARCHIVES = (
    (b"mimetypeapplication/vnd.oasis.opendocument.", "an OpenDocument file"),
    (b"xl/workbook", "a spreadsheet"),
    (b"ppt/presentation", "a presentation"),
)
"""Names of members, which ZIP archives store uncompressed, of other formats of office programs."""

_MAIL = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_CODED = re.compile(
    r"^Content-(?:Transfer-Encoding:\s*(?:base64|quoted-printable)|Type:\s*multipart/)", re.MULTILINE | re.IGNORECASE
)

_XML_NOISE = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_TEI = re.compile(
    r"www\.tei-c\.org/ns/1\.0|<(?:\w+:)?(?:TEI|teiCorpus|teiHeader)[\s/>]|\sfrus:\w|<(?:pb|persName|gloss|opener)[\s/>]"
)
_TEI_PIECE = re.compile(r"<(?:div[0-7]?|text|group|front|back|p|ab|lg|list|note|quote)[\s/>]")
"""First tags of a fragment of a TEI file, used if its name says that it is XML: some are elements of HTML as well."""
_XHTML = re.compile(r"<html[\s>]|www\.w3\.org/1999/xhtml", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<(?:\w+:)?(?:html|head|body)[\s>]|www\.w3\.org/1999/xhtml", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:a|article|blockquote|br|center|dl|div|font|h[1-6]|header|hr|img|li|link|main|meta|nav|ol|p|pre|script|section"
    r"|span|style|table|title|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# The footer ends at the right margin, which is column 72.
_RFC_FOOTER = re.compile(r"^(?=.{60})\S.*\S[ \t]{2,}\[Page (?:\d{1,5}|[ivxlc]{1,8})\][ \t]*$", re.MULTILINE)
_RFC_TITLE = re.compile(r"^(?:Request for Comments:|Internet-Draft\b|RFC:[ \t]+[0-9]{1,5}[ \t]*$)", re.MULTILINE)
_FRUS_PARAGRAPH = re.compile(r"([0-9]{1,4})\.[ \t]+(?=\S)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_ENDS_A_SENTENCE = (".", "!", "?", ";", ":", "”", '"')
_MARKDOWN_HEADING = re.compile(r"(?:\A|\n)[ ]{0,3}#{1,6}[ \t]+\S")
_MARKDOWN_UNDERLINE = re.compile(r"\n\S[^\n]*\n(?:={3,}|-{3,})[ \t]*\n")
_MARKDOWN_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
_MARKDOWN_LINK = re.compile(r"\]\([^()\s]+\)|^\[[^\]\n]+\]:\s*\S", re.MULTILINE)
# Too common in other texts to count, unless the file is named as Markdown.
_MARKDOWN_HINT = re.compile(r"^[ ]{0,3}(?:[-*+>][ \t]+\S|\|.*\|[ \t]*$)|\*\*\S|`[^`\n]+`|\]\[", re.MULTILINE)
_NAMED = {suffix: one for one in (Format.PDF, Format.DOCX, Format.EPUB, Format.HTML) for suffix in SUFFIXES[one]}


def detect_bytes(data: bytes, name: str) -> Format | None:
    """The format of a file, if it can be detected without decoding; else ``None``.

    Raises DocumentError for known formats that are not supported.
    """
    for signature, what, instead in _REFUSED:
        if data.startswith(signature):
            raise DocumentError("{name} is {what}: save it as {instead}.", name=name, what=what, instead=instead)
    if b"%PDF-" in data[:1024] or data.startswith(b"%PDF"):
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, name)
    return Format.TEI if _is_tei(_start(data), name) else None


def detect_text(text: str, name: str) -> Format:
    """The format of a decoded text.

    Raises DocumentError for known formats that are not supported.
    """
    start, suffix = text[:_LOOKED_AT], PurePath(name).suffix.lower()
    if _MAIL.match(start) and _CODED.search(start):
        raise DocumentError(
            "{name} is {what}: save it as {instead}.", name=name, what="a mail or a web archive", instead="text or PDF"
        )
    if _is_html(start, suffix):
        return Format.HTML
    if _is_rfc(text, start):
        return Format.RFC
    if _is_markdown(start):
        return Format.MARKDOWN
    if suffix in SUFFIXES[Format.MARKDOWN]:
        return Format.FRUS if is_paged(text) and not _hints_at_markdown(start) else Format.MARKDOWN
    is_frus = is_paged(text) or has_document_number(start) or _is_numbered(start)
    return Format.FRUS if is_frus else Format.PLAIN


def misnamed(name: str, file_format: Format) -> str | None:
    """The format that the file name extension claims, where that is wrong; else ``None``."""
    called = _NAMED.get(PurePath(name).suffix.lower(), file_format)
    return None if called is file_format else called.value


def _is_numbered(start: str) -> bool:
    """Whether most paragraphs are numbered, from 1 on; "1. Introduction" is a heading, not a paragraph."""
    chunks = [chunk.rstrip() for chunk in _BLANK_LINES.split(start)]
    paragraphs = [chunk for chunk in chunks if chunk.endswith(_ENDS_A_SENTENCE)]
    numbers = [match[1] for chunk in paragraphs if (match := _FRUS_PARAGRAPH.match(chunk))]
    return numbers[:1] == ["1"] and 2 * len(numbers) >= len(paragraphs)


def _archive(data: bytes, name: str) -> Format:
    """Which ZIP-based format it is, by the names of its members, which are not compressed."""
    if b"mimetypeapplication/epub+zip" in data[:200] or b"META-INF/container.xml" in data:
        return Format.EPUB
    if b"word/document" in data:
        return Format.DOCX
    for member, what in _REFUSED_ARCHIVES:
        if member in data:
            raise DocumentError("{name} is {what}: save it as {instead}.", name=name, what=what, instead="DOCX or PDF")
    if b"[Content_Types].xml" in data:
        return Format.DOCX
    named = _NAMED.get(PurePath(name).suffix.lower())
    if named in {Format.DOCX, Format.EPUB}:
        return named
    raise DocumentError("{name} is an archive: unpack it and add the documents in it.", name=name)


def _start(data: bytes) -> str:
    """The beginning of a file, decoded well enough to read its tags in UTF-16 or any ASCII-compatible encoding."""
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:2]:
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe").decode("latin-1")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_tei(start: str, name: str) -> bool:
    """Whether it is TEI; a file that claims to be XML, by its first line or its name, must be TEI or XHTML."""
    markup = _markup(start)
    if markup and (_HTML.match(markup) or _TEI.search(markup)):
        return not _HTML.match(markup)
    is_called = PurePath(name).suffix.lower() in SUFFIXES[Format.TEI]
    is_declared = start.lstrip().startswith("<?xml")
    if not start.strip() or not (is_called or is_declared) or _XHTML.search(markup):
        return False
    if is_called and _TEI_PIECE.match(markup):
        return True
    if markup and is_declared:
        raise DocumentError("{name} is XML, but neither TEI nor XHTML: save it as text or HTML.", name=name)
    raise DocumentError(
        "{name} says that it is XML, but is neither TEI nor XHTML: save it again, or as text or HTML.",
        name=name,
    )


def _markup(start: str) -> str:
    """``start`` from its first tag on; empty where text comes before it."""
    begin = _XML_NOISE.match(start)
    rest = start[begin.end() :] if begin else start
    return rest if rest.startswith("<") else ""


def _is_html(start: str, suffix: str) -> bool:
    markup = _markup(start)
    if _HTML.match(markup):
        return True
    if suffix in SUFFIXES[Format.MARKDOWN]:
        return False
    if suffix in SUFFIXES[Format.HTML] and _TAG.search(start):
        return True
    return bool(_TAG.match(markup)) and not _is_markdown(start)


def _is_rfc(text: str, start: str) -> bool:
    """Whether it has page footers or the header of an RFC; newer RFCs have no pages."""
    footers = _RFC_FOOTER.findall(text)
    return len(footers) > 1 or bool(_RFC_TITLE.search(start[:3000])) or bool(footers and "\f" in text)


def _is_markdown(start: str) -> bool:
    """Whether it has two signs of Markdown: a lone "# " may be a comment, a lone fence a drawing."""
    return _markdown_signs(start) > 1


def _hints_at_markdown(start: str) -> bool:
    """Whether it has any sign of Markdown, for a file whose name claims it."""
    return _markdown_signs(start) > 0 or bool(_MARKDOWN_HINT.search(start))


def _markdown_signs(start: str) -> int:
    signs = len(_MARKDOWN_HEADING.findall(start)) + len(_MARKDOWN_FENCE.findall(start)) // 2
    return signs + bool(_MARKDOWN_UNDERLINE.search(start)) + bool(_MARKDOWN_LINK.search(start))
