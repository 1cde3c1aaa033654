"""What is known of a document when nobody has said anything of it yet: the file's own words, its name, its language."""

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
"""Characters of a title or of any other thing that a file says of itself."""
_MOST = 50
"""Names in a list of names."""
_LANGUAGE_LETTERS = 20_000
_ENOUGH_LETTERS = 300
"""Letters from which on the text is a witness against what the file says of its language."""


def metadata_of(reading: Reading, name: str) -> tuple[Metadata, list[str]]:
    """The metadata of a file that was read, and what is doubtful about it."""
    plain = {field: _plain(value) for field, value in asdict(reading.found).items()}
    said: dict[str, Any] = {field: value for field, value in plain.items() if value}
    text = _beginning(reading.blocks)
    told = language_of(text)
    declared = _language_code(str(said.pop("language", "")))
    doubts: list[str] = []
    if declared and declared != told and sum(map(str.isalpha, text)) >= _ENOUGH_LETTERS:
        doubts.append(
            Wording(
                "The file says that its language is “{declared}”, but the text looks like “{told}”.",
                declared=declared,
                told=told,
            )
        )
    url = said.pop("url", None)
    if isinstance(url, str) and _is_web_address(url):
        # The place within the page is for each passage to say.
        said["url"] = urldefrag(url).url
    said.setdefault("title", title_of(name))
    return Metadata(**said, language=declared or told), doubts


def title_of(name: str) -> str:
    """The title of a document of which nothing is known but the name of its file."""
    return " ".join(clean(PurePath(name).stem).split())[:_LONGEST].rstrip() or "Untitled"


def _plain(value: str | Sequence[str] | None) -> str | tuple[str, ...] | None:
    """White space folded, invisible characters gone, cut where it cannot be serious any more."""
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
    """The first letters of the text, as many as a language is told by."""
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
