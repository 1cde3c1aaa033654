"""The metadata of a TEI file, from headers as in *Foreign Relations of the United States* and from others.

See the TEI Guidelines, chapter 2 ("The TEI Header").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.readers.blocks import Found
from knowledge.readers.xmltree import attribute, every, text_of

if TYPE_CHECKING:
    from knowledge.readers.xmltree import Element

SITE: Final = "https://history.state.gov/historicaldocuments"
"""The site on which the Office of the Historian publishes the volumes: ``{SITE}/{volume}/{document}#{page}``."""

_VOLUME_ID = re.compile(r"frus[0-9]{4}[A-Za-z0-9-]{0,40}")
_DOCUMENT_ID = re.compile(r"[A-Za-z][\w.-]{0,60}")
_NUMBERS = re.compile(
    r"Volumes?\s+(?P<volume>[IVXLC]+|[0-9]+)(?:[,/]\s*Part\s+(?P<part>[IVXLC]+|[0-9]+))?", re.IGNORECASE
)
_YEAR = re.compile(r"\b1[5-9][0-9]{2}\b|\b20[0-9]{2}\b")


def found_in(root: Element, name: str) -> Found:
    """The metadata of the file; ``name`` may contain the id of a volume that a fragment lacks."""
    header = next(every(root, "teiHeader"), None)
    volume = volume_id(root, header, name)
    if header is None:
        return Found(url=f"{SITE}/{volume}" if volume else None)
    titles = {attribute(one, "type"): _text(one) for one in reversed(_all(header, "titleStmt", "title"))}
    numbers = _NUMBERS.search(titles.get("volume-number", ""))
    return Found(
        title=titles.get("complete") or titles.get("main") or next(reversed(titles.values()), None),
        author="; ".join(_text(one) for one in _all(header, "titleStmt", "author")) or None,
        editors=_editors(header),
        series=titles.get("series"),
        subseries=titles.get("sub-series"),
        volume_title=titles.get("volume"),
        volume=numbers["volume"] if numbers else titles.get("volume-number"),
        part=numbers["part"] if numbers else None,
        publisher=_first(header, "publicationStmt", "publisher"),
        place=_first(header, "publicationStmt", "pubPlace"),
        year=_year(header),
        language=_language(root, header),
        licence=_licence(header),
        url=f"{SITE}/{volume}" if volume else _web_address(header),
    )


def volume_id(root: Element, header: Element | None, name: str) -> str | None:
    """The id of a volume of *Foreign Relations* ("frus1952-54v14p1"), from the header, the root or the file's name."""
    identifiers = [_text(one) for one in _all(header, "publicationStmt", "idno")] if header is not None else []
    for candidate in (*identifiers, attribute(root, "id") or ""):
        if _VOLUME_ID.fullmatch(candidate):
            return candidate
    match = _VOLUME_ID.match(name)
    # "frus1946v06-d475.xml" and "frus1946v06_d475.xml": the document's id is not part of the volume's.
    return re.sub(r"-d[0-9]+\w*$", "", match[0]) if match else None


def is_address_part(identifier: str | None) -> bool:
    """Whether an ``xml:id`` can be used in a URL without escaping."""
    return identifier is not None and _DOCUMENT_ID.fullmatch(identifier) is not None


def _editors(header: Element) -> tuple[str, ...]:
    """The editors of the volume; the general editor of the series only if no other editor is named."""
    editors = _all(header, "titleStmt", "editor")
    own = [one for one in editors if attribute(one, "role") != "general"]
    return tuple(_text(one) for one in own or editors if _text(one))


def _year(header: Element) -> str | None:
    """The year of publication, not the years that a volume covers."""
    dates = [one for one in _all(header, "publicationStmt", "date") if attribute(one, "type") != "content-date"]
    dates.sort(key=lambda one: attribute(one, "type") != "publication-date")
    years = (_YEAR.search(_text(one) or attribute(one, "when") or "") for one in dates)
    return next((match[0] for match in years if match), None)


def year_written(text: Element) -> str | None:
    """The year of the date at the beginning of the letters, telegrams or papers in ``text``, if there is only one."""
    dates = [date for opener in every(text, "opener") for date in every(opener, "date")]
    year = _YEAR.search(attribute(dates[0], "when") or _text(dates[0])) if len(dates) == 1 else None
    return year[0] if year else None


def _licence(header: Element) -> str | None:
    for one in _all(header, "availability", "licence"):
        return _text(one) or attribute(one, "target")
    return _first(header, "publicationStmt", "availability")


def _language(root: Element, header: Element) -> str | None:
    declared = [attribute(one, "ident") for one in _all(header, "langUsage", "language")]
    texts = every(root, "text")
    language = next((attribute(one, "lang") for one in texts if attribute(one, "lang")), None) or next(
        (one for one in declared if one), None
    )
    return language.split("-")[0].lower() if language else None


def _web_address(header: Element) -> str | None:
    addresses = (_text(one) for one in _all(header, "publicationStmt", "idno"))
    return next((one for one in addresses if re.fullmatch(r"https?://\S+", one)), None)


def _first(header: Element, within: str, wanted: str) -> str | None:
    return next((text for text in map(_text, _all(header, within, wanted)) if text), None)


def _all(header: Element, within: str, wanted: str) -> list[Element]:
    """The ``wanted`` elements inside the first element ``within``, in document order."""
    outer = next(every(header, within), None)
    return list(every(outer, wanted)) if outer is not None else []


def _text(element: Element) -> str:
    return " ".join(text_of(element).split())
