"""Small documents and libraries, made of a few lines that stand in the test itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import Document, Library, Metadata, read_document
from knowledge.readers.assembler import assemble
from knowledge.readers.blocks import Paragraph
from knowledge.search.glossary import parse_glossary

if TYPE_CHECKING:
    from knowledge import Passage

GLOSSARY_HEADER = "name\tother names\tkind\n"


def read(text: str, metadata: Metadata | None = None) -> Document:
    """``text`` as a file, read."""
    return read_document(text.encode(), "sample.txt", metadata=metadata)


def body(document: Document) -> list[Passage]:
    """The paragraphs of a document, without its apparatus."""
    return [passage for passage in document.passages if passage.role.is_body]


def document_of(*paragraphs: str, name: str = "sample", key: int = 1) -> Document:
    """A document of bare paragraphs, as the store would give it back."""
    blocks = [Paragraph((text,)) for text in paragraphs]
    return replace(assemble(blocks, document_id=name, metadata=Metadata(title=name), sha256=""), key=key)


def library_of(*paragraphs: str, glossary: str = "") -> Library:
    """A library of one document; ``glossary`` are lines of a glossary without the line that names the columns."""
    return Library([document_of(*paragraphs)], parse_glossary(GLOSSARY_HEADER + glossary))
