"""The first lines of an RFC: its stream, number, category, authors and date in two columns, then its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.models import Role
from knowledge.readers.blocks import Block, Found, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.lines import Chunk

_NUMBER = re.compile(r"Request for Comments:\s*(?:RFC\s*)?(\d{1,5})\b")
_YEAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*?\b((?:19|20)\d\d)$"
)
# "P. Deutsch", "J. de la Cruz, Ed.": authors have initials, their companies do not.
_AUTHOR = re.compile(r"((?:[A-Z]\.[ -]?)+ ?[^\W\d_][^,\d]{1,40}?)(?:, (?:Ed\.|Editor))?")
_COLUMNS = re.compile(r"\s{3,}")
_ADDRESS = "https://datatracker.ietf.org/doc/html/rfc{number}"
_PAGE_ANCHOR = "page-{page}"


def front_matter(chunks: Sequence[Chunk]) -> tuple[list[Block], Found]:
    """The header lines as source lines, the title, and the metadata in them."""
    head, title = chunks[:1], chunks[1:]
    lines = [" ".join(line.split()) for chunk in head for line in chunk.strings]
    blocks: list[Block] = [Paragraph((line,), role=Role.SOURCE) for line in lines]
    name = " ".join(chunk.text for chunk in title)
    if name:
        blocks.append(Paragraph((name,), role=Role.TITLE))
    right = [
        columns[-1] for chunk in head for line in chunk.strings if len(columns := _COLUMNS.split(line.strip())) > 1
    ]
    number = next((match[1] for line in lines if (match := _NUMBER.search(line))), None)
    authors = [match[1] for cell in right if (match := _AUTHOR.fullmatch(cell))]
    return blocks, Found(
        title=" ".join(name.split()) or None,
        author=", ".join(authors) or None,
        series="Request for Comments" if number else None,
        number=number,
        year=next((match[1] for line in lines if (match := _YEAR.search(line))), None),
        language="en",
        url=_ADDRESS.format(number=int(number)) if number else None,
        page_anchor=_PAGE_ANCHOR if number else None,
    )
