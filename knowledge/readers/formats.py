"""The formats, the module that reads each, and the extra that it needs.

A reader is one module of this package with one public function, and it is imported when the first file of its format
comes::

    def read(content: str, name: str) -> Reading: ...    # formats that are text: decoded, without invisible characters
    def read(content: bytes, name: str) -> Reading: ...  # formats that say for themselves how they are encoded

``name`` is the file's name, for the sentences of a DocumentError. A reader raises nothing else on purpose.
"""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from knowledge.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.readers.blocks import Reading


class Format(StrEnum):
    """What a file is, told by its content before its name."""

    PDF = "PDF"
    DOCX = "DOCX"
    EPUB = "EPUB"
    TEI = "TEI"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    RFC = "RFC"
    FRUS = "FRUS text"
    PLAIN = "plain text"


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
    """The ``read`` function of a format; its argument is what the format is made of, decoded text or bytes.

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
