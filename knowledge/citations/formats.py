"""Citations for reference managers: BibTeX, RIS and CSL-JSON, in UTF-8.

BibTeX follows Patashnik's *BibTeXing* (1988), with ``url``, ``urldate`` and ``part`` as in biblatex; RIS its 2011
specification; CSL-JSON the schema of the Citation Style Language 1.0.2. The pages are those of the passage.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zlib import crc32

from knowledge.citations.works import WorkKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge.citations.names import Name
    from knowledge.citations.works import Work

_BIBTEX_TYPES = {
    WorkKind.CHAPTER: "incollection",
    WorkKind.REPORT: "techreport",
    WorkKind.BOOK: "book",
    WorkKind.WEB_PAGE: "misc",
    WorkKind.OTHER: "misc",
}
_RIS_TYPES = {
    WorkKind.CHAPTER: "CHAP",
    WorkKind.REPORT: "RPRT",
    WorkKind.BOOK: "BOOK",
    WorkKind.WEB_PAGE: "ELEC",
    WorkKind.OTHER: "GEN",
}
_CSL_TYPES = {
    WorkKind.CHAPTER: "chapter",
    WorkKind.REPORT: "report",
    WorkKind.BOOK: "book",
    WorkKind.WEB_PAGE: "webpage",
    WorkKind.OTHER: "document",
}
# BibTeX counts braces even after a backslash, so a literal brace has to be written as a command.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_KEY = re.compile(r"[^A-Za-z0-9:.+/-]+")
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~._-"
_YEAR = re.compile(r"\d{4}")


def bibtex(work: Work, accessed: date | None) -> str:
    """An entry of a BibTeX file."""
    pages = f"{_tex(work.first)}--{_tex(work.last or '')}" if work.first and work.is_range else _tex(work.first or "")
    is_chapter, is_report = work.kind is WorkKind.CHAPTER, work.kind is WorkKind.REPORT
    fields = {
        "author": _tex_names(work.authors),
        "editor": _tex_names(work.editors),
        # The inner braces keep the capitals as they are.
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": f"{{{_tex(work.container or '')}}}" if is_chapter else "",
        "type": _tex(work.container or "") if is_report else "",
        "series": _tex(work.container or "") if not is_chapter and not is_report else "",
        "volume": _tex(work.volume or ""),
        "part": _tex(work.part or ""),
        "number": _tex(work.number or ""),
        "institution" if is_report else "publisher": _tex(work.publisher or ""),
        "address": _tex(work.place or ""),
        "year": _tex(work.year or ""),
        "pages": pages,
        "note": _tex(work.note or ""),
        "url": quote(work.url, safe=_IN_ADDRESS) if work.url else "",
        "urldate": accessed.isoformat() if accessed else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_BIBTEX_TYPES[work.kind]}{{{_bibtex_key(work.key)},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _tex_names(names: Sequence[Name]) -> str:
    # Braces keep the name of an organisation in one piece.
    return " and ".join(_tex(_in_tex_order(name)) if name.given else f"{{{_tex(name.family)}}}" for name in names)


def _in_tex_order(name: Name) -> str:
    """The name as BibTeX expects it, with "Jr." in the middle."""
    return ", ".join(part for part in (name.family, name.suffix, name.given) if part)


def _bibtex_key(name: str) -> str:
    """A valid BibTeX key; where characters are dropped, a checksum keeps keys distinct."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = _KEY.sub("-", plain).strip("-:")
    return key if key == name else f"{key}-{crc32(name.encode()):08x}".strip("-")


def ris(work: Work, accessed: date | None) -> str:
    """A record of an RIS file, its lines ended by CR and LF."""
    year = _YEAR.search(work.year or "")
    volume = ", ".join(one for one in (work.volume, work.part and f"Part {work.part}") if one)
    fields = [
        ("TY", _RIS_TYPES[work.kind]),
        ("ID", work.key),
        *(("AU", name.inverted) for name in work.authors),
        *(("ED", name.inverted) for name in work.editors),
        ("TI", work.title),
        ("T2", work.container),
        ("VL", volume),
        ("M1", work.number),
        ("PB", work.publisher),
        ("CY", work.place),
        ("PY", year[0] if year else None),
        ("SP", work.first),
        ("EP", work.last),
        ("N1", work.note),
        ("LA", work.language),
        ("UR", work.url),
        ("Y2", f"{accessed:%Y/%m/%d}/" if accessed else None),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def csl_json(work: Work, accessed: date | None) -> str:
    """A list of one item, as CSL processors and Zotero read it."""
    pages = f"{work.first}–{work.last}" if work.is_range else work.first
    item: dict[str, Any] = {
        "id": work.key,
        "type": _CSL_TYPES[work.kind],
        "title": work.title,
        "author": [_csl_name(name) for name in work.authors],
        "editor": [_csl_name(name) for name in work.editors],
        "container-title" if work.kind is WorkKind.CHAPTER else "collection-title": work.container,
        "volume": work.volume,
        "part": work.part,
        "number": work.number,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "issued": _csl_year(work.year),
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]} if accessed else None,
        "page": pages,
        "note": work.note,
        "language": work.language,
        "URL": work.url,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    suffix = {"suffix": name.suffix} if name.suffix else {}
    return {"family": name.family, "given": name.given, **suffix}


def _csl_year(year: str | None) -> dict[str, Any] | None:
    if year is None:
        return None
    return {"date-parts": [[int(year)]]} if _YEAR.fullmatch(year) else {"literal": year}
