"""The package of an EPUB file: its metadata, reading order, page list and table of contents (EPUB 3.3, 5 and 7)."""

from __future__ import annotations

import itertools
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from knowledge.errors import DocumentError
from knowledge.readers import xmltree
from knowledge.readers.archive import MAX_MEMBERS
from knowledge.readers.blocks import Found
from knowledge.readers.xmltree import Doctype, attribute, every, tag, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.readers.archive import Archive
    from knowledge.readers.xmltree import Element

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_OBFUSCATED_FONTS: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Algorithms that obfuscate fonts only; they do not encrypt text."""
_CHAPTERS: Final = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_NCX: Final = "application/x-dtbncx+xml"
_YEAR = re.compile(r"\b1[5-9][0-9]{2}\b|\b20[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents; level 1 is the outermost."""

    label: str
    level: int


@dataclass(frozen=True, slots=True)
class Package:
    """A publication: its chapters' members in reading order, and its metadata.

    ``page_list`` are the page labels and ``contents`` the table of contents, each by place: "member" or "member#id".
    """

    chapters: tuple[str, ...]
    page_list: dict[str, str]
    contents: dict[str, Entry]
    found: Found


def open_package(archive: Archive, name: str) -> Package:
    """Read the package document of an EPUB file.

    Raises DocumentError when parts are missing, damaged or encrypted.
    """
    _refuse_encrypted(archive, name)
    container = xmltree.parse(archive.read(_CONTAINER), name)
    path = next((attribute(one, "full-path") for one in container.iter() if tag(one) == "rootfile"), None)
    if not path:
        raise DocumentError("{name} does not say where its text is: the file is damaged.", name=name)
    package = xmltree.parse(archive.read(path), name)
    items = {attribute(one, "id") or "": one for one in package.iter() if tag(one) == "item"}
    references = list(itertools.islice(every(package, "itemref"), MAX_MEMBERS + 1))
    if len(references) > MAX_MEMBERS:
        raise DocumentError("{name} has more than {most} chapters: split it.", name=name, most=MAX_MEMBERS)
    spine = [items.get(attribute(one, "idref") or "") for one in references]
    navigation = next((one for one in items.values() if "nav" in (attribute(one, "properties") or "").split()), None)
    chapters = [one for one in spine if one is not None and one is not navigation and _is_chapter(one)]
    contents = {one for one in _guide(package, path) if one is not None}
    places = (member_at(path, attribute(chapter, "href")) or "" for chapter in chapters)
    members = [member for member, _, _ in (place.partition("#") for place in places) if member]
    ncx = next((one for one in items.values() if attribute(one, "media-type") == _NCX), None)
    lists = [
        (member, _list(archive, member, name))
        for member in (member_at(path, attribute(one, "href")) for one in (navigation, ncx) if one is not None)
        if member is not None and member in archive
    ]
    return Package(
        chapters=tuple(dict.fromkeys(one for one in members if one not in contents)),
        page_list=next(filter(None, (_page_list(root, member) for member, root in lists)), {}),
        contents=next(filter(None, (_contents(root, member) for member, root in lists)), {}),
        found=_found(package),
    )


def member_at(base: str, reference: str | None) -> str | None:
    """The member that a reference in ``base`` leads to, with its fragment; ``None`` for an external one."""
    try:
        parts = urlsplit(reference or "")
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not reference:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path))) if parts.path else base
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def _refuse_encrypted(archive: Archive, name: str) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = (one for one in xmltree.parse(archive.read(_ENCRYPTION), name).iter() if tag(one) == "EncryptionMethod")
    if any(attribute(one, "Algorithm") not in _OBFUSCATED_FONTS for one in methods):
        raise DocumentError("{name} is copy-protected (DRM) and cannot be read.", name=name)


def _is_chapter(item: Element) -> bool:
    return (attribute(item, "media-type") or "").lower() in _CHAPTERS


def _guide(package: Element, path: str) -> Iterator[str | None]:
    """The tables of contents that an EPUB 2 file lists among its chapters."""
    for one in package.iter():
        if tag(one) == "reference" and attribute(one, "type") == "toc":
            yield (member_at(path, attribute(one, "href")) or "").partition("#")[0]


def _list(archive: Archive, member: str, name: str) -> Element:
    """The navigation document, or the NCX, in which EPUB 2 keeps its lists."""
    return xmltree.parse(xmltree.name_characters(archive.read(member)), name, doctype=Doctype.FOREIGN)


def _page_list(root: Element, member: str) -> dict[str, str]:
    """Place → label, from the list in ``member``; the first of several labels counts."""
    pages: dict[str, str] = {}
    for one in (*_links(root, "page-list"), *every(root, "pageTarget")):
        place, label = _target(one, member)
        if place is not None and label:
            pages.setdefault(place, label)
    return pages


def _contents(root: Element, member: str) -> dict[str, Entry]:
    """Place → entry, from the list in ``member``; the first of several entries counts."""
    entries: dict[str, Entry] = {}
    for one in (*_links(root, "toc"), *every(root, "navPoint")):
        place, label = _target(one, member)
        if place is not None and label:
            level = 1 + sum(tag(outer) == "navPoint" for outer in one.iterancestors())
            if tag(one) == "a":
                level = max(1, sum(tag(outer) == "li" for outer in one.iterancestors()))
            entries.setdefault(place, Entry(label, level))
    return entries


def _links(root: Element, kind: str) -> Iterator[Element]:
    """The links of the list of that kind in a navigation document."""
    for one in every(root, "nav"):
        if kind in (attribute(one, "type") or "").split():
            yield from every(one, "a")


def _target(entry: Element, member: str) -> tuple[str | None, str]:
    """The place and the label of a link, or of an entry of the NCX, in ``member``."""
    if tag(entry) == "a":
        return member_at(member, attribute(entry, "href")), _text(entry)
    named = {tag(one): one for one in reversed(entry)}
    label, content = named.get("navLabel"), named.get("content")
    place = member_at(member, attribute(content, "src")) if content is not None else None
    return place, _text(label) if label is not None else ""


def _found(package: Element) -> Found:
    """The Dublin Core metadata with its refinements: the main title, the authors and the editors."""
    metadata = next((one for one in package.iter() if tag(one) == "metadata"), package)
    refined = {
        ((attribute(one, "refines") or "").lstrip("#"), attribute(one, "property")): _text(one)
        for one in metadata.iter()
        if tag(one) == "meta" and attribute(one, "refines")
    }
    series = (_text(one) for one in metadata.iter() if attribute(one, "property") == "belongs-to-collection")

    def said(element: str) -> list[tuple[str, Element]]:
        return [(_text(one), one) for one in metadata.iter() if tag(one) == element and _text(one)]

    def role(one: Element) -> str:
        return attribute(one, "role") or refined.get((attribute(one, "id") or "", "role")) or "aut"

    titles = sorted(said("title"), key=lambda one: refined.get((attribute(one[1], "id") or "", "title-type")) != "main")
    people = said("creator") + [(text, one) for text, one in said("contributor") if role(one) == "edt"]
    years = (_YEAR.search(text) for text, _ in said("date"))
    links = (text for text, _ in said("identifier") + said("source") if re.fullmatch(r"https?://\S+", text))
    return Found(
        title=next((text for text, _ in titles), None),
        author="; ".join(text for text, one in people if role(one) == "aut") or None,
        editors=tuple(text for text, one in people if role(one) == "edt"),
        series=next(series, None),
        publisher=next((text for text, _ in said("publisher")), None),
        year=next((match[0] for match in years if match), None),
        language=next((text.split("-")[0].lower() for text, _ in said("language")), None),
        licence=next((text for text, _ in said("rights")), None),
        url=next(links, None),
    )


def _text(element: Element) -> str:
    return " ".join(text_of(element).split())
