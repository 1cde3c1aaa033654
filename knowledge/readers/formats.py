"""The formats, the module that reads each, and the extra that it needs.

A reader is one module of this package with one public function, and it is imported when the first file of its format
is read::

    def read(content: str, name: str) -> Reading: ...    # formats that are text: decoded, without invisible characters
    def read(content: bytes, name: str) -> Reading: ...  # formats that say for themselves how they are encoded

``name`` is the file's name, for the sentences of a DocumentError. A reader raises nothing else on purpose.
"""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from knowledge.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.readers.blocks import Reading


class Format(StrEnum):
    """The format of a file, detected by its content before its name."""

    PDF = "PDF"
    DOCX = "DOCX"
    EPUB = "EPUB"
    TEI = "TEI"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    RFC = "RFC"
    FRUS = "FRUS text"
    PLAIN = "plain text"


SUFFIXES: Final[Mapping[Format, frozenset[str]]] = {
    Format.PDF: frozenset({".pdf"}),
    Format.DOCX: frozenset({".docx"}),
    Format.EPUB: frozenset({".epub"}),
    Format.TEI: frozenset({".tei", ".xml"}),
    Format.HTML: frozenset({".htm", ".html", ".xhtml"}),
    Format.MARKDOWN: frozenset({".markdown", ".md", ".mdown", ".mdx", ".mkd"}),
    Format.PLAIN: frozenset({".text", ".txt"}),
}
"""The file name extensions of each format; RFC and FRUS texts have those of plain text."""
FILE_SUFFIXES: Final = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
"""The file name extensions of possible documents."""
MEDIA_TYPES: Final = frozenset(
    {
        "application/epub+zip",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "application/xml",
    }
)
"""The media types of possible documents, besides all that begin with ``text/``."""

_MODULES = {
    Format.PDF: "pdf",
    Format.DOCX: "docx",
    Format.EPUB: "epub",
    Format.TEI: "tei",
    Format.HTML: "html",
    Format.MARKDOWN: "markdown",
    Format.RFC: "rfc_text",
    Format.FRUS: "frus_text",
    Format.PLAIN: "plain_text",
}


def reader_of(file_format: Format) -> Callable[[Any, str], Reading]:
    """The ``read`` function of a format; its first argument is decoded text or bytes, depending on the format.

    Raises DocumentError when the packages that it needs are not installed.
    """
    module = _MODULES[file_format]
    try:
        reader = importlib.import_module(f"knowledge.readers.{module}")
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("knowledge"):
            raise
        raise DocumentError(
            "Reading {format} needs an extra: pip install 'pincite[{extra}]'.", format=file_format.value, extra=module
        ) from error
    read: Callable[[Any, str], Reading] = reader.read
    return read
