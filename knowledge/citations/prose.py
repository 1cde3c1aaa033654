"""Citations in plain text: a note after *The Chicago Manual of Style*, an entry after the *MLA Handbook*.

Chicago is the full note (17th edition, chapter 14), with page numbers in full, which 9.61 allows; MLA is the
works-cited entry (9th edition), whose page ranges above 99 drop repeated digits. Unknown fields are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.citations.names import listed
from knowledge.citations.works import WorkKind

if TYPE_CHECKING:
    from datetime import date

    from knowledge.citations.works import Work

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_IN_QUOTES = frozenset({WorkKind.CHAPTER, WorkKind.REPORT, WorkKind.WEB_PAGE})
_FULL_RANGE_UP_TO = 99
_MOST_MLA_NAMES = 2


def chicago(work: Work, accessed: date | None) -> str:
    """A Chicago note."""
    parts = []
    if work.authors and not work.is_frus:
        parts.append(listed(work.authors))
    # The volumes of the series are cited without the titles of their documents.
    if not work.is_frus:
        parts.append(f"“{_inner(work.title)},”" if work.kind in _IN_QUOTES else work.title)
    if work.container is not None:
        within = "in " if work.kind is WorkKind.CHAPTER and not work.is_frus else ""
        number = f" {work.number}" if work.kind is WorkKind.REPORT else ""
        parts.append(f"{within}{work.container}{number}")
    parts += [f"Volume {work.volume}"] if work.volume else []
    parts += [f"Part {work.part}"] if work.part else []
    parts += [f"ed. {listed(work.editors)}"] if work.editors else []
    note = _joined(parts)
    imprint = _imprint(work)
    if imprint:
        # No comma is added before the parentheses.
        note = f"{note} ({imprint})"
    tail = [f"Document {work.number}"] if work.by_number else []
    tail += [_chicago_place(work)] if _chicago_place(work) else []
    tail += [f"accessed {_MONTHS[accessed.month - 1]} {accessed.day}, {accessed.year}"] if accessed else []
    tail += [work.url] if work.url else []
    return _ended(_joined([note, *tail]))


def mla(work: Work, accessed: date | None) -> str:
    """An entry of MLA's works cited."""
    parts = []
    if work.authors:
        parts.append(_ended(listed(work.authors, inverted=True, most=_MOST_MLA_NAMES)))
    in_quotes = work.kind in _IN_QUOTES
    parts.append(f"“{_ended(_inner(work.title))}”" if in_quotes else _ended(work.title))
    rest = [work.container] if work.container else []
    rest += [f"edited by {listed(work.editors, most=_MOST_MLA_NAMES)}"] if work.editors else []
    rest += [f"vol. {work.volume}"] if work.volume else []
    rest += [f"pt. {work.part}"] if work.part else []
    if work.number and (work.by_number or work.kind is WorkKind.REPORT):
        rest.append(f"{'doc.' if work.by_number else 'no.'} {work.number}")
    rest += [one for one in (work.publisher, work.year) if one]
    rest += [_mla_place(work)] if _mla_place(work) else []
    address = work.url.removeprefix("https://").removeprefix("http://") if work.url else ""
    rest += [address] if address else []
    # A capital letter follows a full stop, except in a URL.
    if rest and rest[0] != address:
        rest[0] = rest[0][0].upper() + rest[0][1:]
    if rest:
        parts.append(_ended(_joined(rest)))
    if accessed:
        parts.append(f"Accessed {accessed.day} {_MLA_MONTHS[accessed.month - 1]} {accessed.year}.")
    return " ".join(parts)


def _joined(parts: list[str]) -> str:
    """Join parts with commas, except after a part that ends with a comma inside its quotation marks."""
    text = ""
    for part in parts:
        comma = "" if not text or text.endswith(",”") else ","
        text = f"{text}{comma} {part}" if text else part
    return text


def _imprint(work: Work) -> str:
    published = ": ".join(one for one in (work.place, work.publisher) if one)
    return ", ".join(one for one in (published, work.year) if one)


def _chicago_place(work: Work) -> str:
    if work.first is not None:
        return f"{work.first}–{work.last}" if work.is_range else work.first
    if work.paragraph:
        return f"par. {work.paragraph}"
    return f"under “{_inner(work.section)}”" if work.section else ""


def _mla_place(work: Work) -> str:
    if work.first is None:
        if work.paragraph:
            return f"par. {work.paragraph}"
        return f"sec. “{_inner(work.section)}”" if work.section else ""
    if work.last is None or not work.is_range:
        return f"p. {work.first}"
    return f"pp. {work.first}–{_shortened(work.first, work.last)}"


def _shortened(first: str, last: str) -> str:
    """The end of a page range: 402–03, 395–402, 98–101, xiv–xvi."""
    if not (first.isdecimal() and last.isdecimal()) or int(last) <= _FULL_RANGE_UP_TO or len(first) != len(last):
        return last
    return last[-2:] if first[:-2] == last[:-2] else last


def _inner(title: str) -> str:
    """``title`` for use inside quotation marks: its own become single ones."""
    return title.replace("“", "‘").replace("”", "’")


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{text.removesuffix(',')}."
