"""The initial metadata of a document: from the file's own metadata, its name, and its detected language."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from knowledge.models import Metadata
from knowledge.readers.blocks import Heading, NoteBody, Paragraph
from knowledge.readers.characters import clean
from knowledge.text.detection import language_of
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.readers.blocks import Block, Reading

_LONGEST = 500
"""Maximum characters of a title or any other metadata value of a file."""
_MOST = 50
"""Maximum names in a list of names."""
_LANGUAGE_LETTERS = 20_000
ENOUGH_LETTERS = 300
"""Minimum letters of text for the detected language to cast doubt on the declared one."""


def metadata_of(reading: Reading, name: str) -> tuple[Metadata, list[str]]:
    """The metadata of a file that was read, and warnings about it."""
    plain = {field: _plain(value) for field, value in asdict(reading.found).items()}
    said: dict[str, Any] = {field: value for field, value in plain.items() if value}
    text = _beginning(reading.blocks)
    told = language_of(text)
    declared = _language_code(str(said.pop("language", "")))
    doubts: list[str] = []
    if declared and declared != told and tells_its_language(text):
        doubts.append(
            Wording(
                "The file gives its language as “{declared}”, but the text looks like “{told}”.",
                declared=declared,
                told=told,
            )
        )
    url = said.pop("url", None)
    if isinstance(url, str) and _is_web_address(url):
        # Fragments are added per passage.
        said["url"] = urldefrag(url).url
    said.setdefault("title", title_of(name))
    return Metadata(**said, language=declared or told), doubts


def tells_its_language(text: str) -> bool:
    """Whether a text is long enough for its language to be told with confidence."""
    return sum(map(str.isalpha, text)) >= ENOUGH_LETTERS


def title_of(name: str) -> str:
    """The title of a document that has none, from the name of its file."""
    return " ".join(clean(PurePath(name).stem).split())[:_LONGEST].rstrip() or "Untitled"


def _plain(value: str | Sequence[str] | None) -> str | tuple[str, ...] | None:
    """``value`` with white space folded, without invisible characters, cut to the maximum lengths."""
    if value is None:
        return None
    if isinstance(value, str):
        return " ".join(clean(value).split())[:_LONGEST].rstrip()
    return tuple(filter(None, (" ".join(clean(one).split())[:_LONGEST] for one in value[:_MOST])))


def _language_code(tag: str) -> str | None:
    """The language of a tag such as "en-US"."""
    match = re.match(r"([A-Za-z]{2})(?:[-_]|$)", tag)
    return match[1].lower() if match else None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in url


def _beginning(blocks: Sequence[Block]) -> str:
    """The beginning of the text, long enough to detect its language."""
    pieces: list[str] = []
    length = 0
    for piece in _strings(blocks):
        pieces.append(piece)
        length += len(piece) + 1
        if length > _LANGUAGE_LETTERS:
            break
    return " ".join(pieces)


def _strings(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph | NoteBody):
            yield from (piece for piece in block.content if isinstance(piece, str))
