"""Footnotes and page markers of a web page: finds marks, note bodies, backlinks and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.models import PageKind
from knowledge.readers.blocks import PageBreak
from knowledge.readers.html_page import words

if TYPE_CHECKING:
    from knowledge.readers.html_page import Element

_MARK = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶]{1,4}|[a-z]{1,2}|[ivx]{1,6})[\])]?")
_NOTE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:note|notes|noteref|fn|fnref|footnote|endnote|reference)(?:$|[\s_-])", re.IGNORECASE
)
_BODIES = frozenset({"aside", "dd", "div", "li", "p", "section", "td"})
_PAGE_CLASS = re.compile(r"(?:^|\s)(?:tei-pb\d*|page-?break|page-?num(?:ber)?|pageno)(?:$|\s)", re.IGNORECASE)
_LABEL = re.compile(r"[\[({]?\s*(?:pages?|pg|p)?\.?\s*([0-9]{1,6}|[ivxlcdm]{1,12})\s*[\])}]?", re.IGNORECASE)
_PAGE_ID = re.compile(r"(?:page|pg|pb|p)[_-]?([0-9]{1,6}|[ivxlcdm]{1,12})", re.IGNORECASE)
_EPUB_TYPE = ("{http://www.idpf.org/2007/ops}type", "epub:type")


@dataclass(slots=True)
class Notes:
    """The marks of a page (element → mark), the bodies of its notes, and the backlinks in them."""

    marks: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, str] = field(default_factory=dict)
    ways_back: set[Element] = field(default_factory=set)


def notes_of(main: Element) -> Notes:
    """The footnotes of a page: short links, in superscript or marked as notes, to an element with text in the page."""
    notes = Notes()
    places = _places(main)
    for link in main.iter("a"):
        href = link.get("href", "")
        target = places.get(href[1:]) if href.startswith("#") else None
        if target is None:
            continue
        mark = _MARK.fullmatch(words(link))
        if mark is None or not _is_reference(link):
            continue
        body = _body(target)
        inside = any(one is body or one in notes.bodies for one in link.iterancestors())
        if body is None or inside or notes.bodies.get(body, mark[1]) != mark[1]:
            continue
        notes.marks[_outermost(link)] = mark[1]
        notes.bodies[body] = mark[1]
    for body in notes.bodies:
        notes.ways_back.update(link for link in body.iter("a") if _leads_back(link))
    return notes


def page_break(element: Element) -> PageBreak | None:
    """The page break that an element marks; ``None`` for any other element."""
    kinds = (*(element.get(name, "") for name in _EPUB_TYPE), element.get("role", ""))
    if not any("pagebreak" in kind for kind in kinds) and not _PAGE_CLASS.search(element.get("class", "")):
        return None
    named = [one for one in element.iter() if one.get("id") or one.get("name")]
    anchor = next((one.get("id") or one.get("name") for one in named), None)
    said = (words(element), element.get("title", ""), element.get("aria-label", ""))
    label = next((match[1] for one in said if (match := _LABEL.fullmatch(one.strip()))), None)
    if label is None and anchor is not None and not said[0]:
        match = _PAGE_ID.fullmatch(anchor)
        label = match[1] if match else None
    # A visible number separates the text before and after it; an invisible mark may be inside a word.
    return PageBreak(label, PageKind.PRINTED, anchor, in_word=not said[0]) if label is not None else None


def _places(main: Element) -> dict[str, Element]:
    """The possible link targets in the page, by name; the first of a name counts."""
    places: dict[str, Element] = {}
    for element in main.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _is_reference(link: Element) -> bool:
    """Whether a link is formatted or named like the mark of a note."""
    around = [link, *(one for one in link.iterancestors() if one.tag in {"sup", "span"})][:3]
    kinds = " ".join(filter(None, (one.get(name) for one in around for name in ("rel", "role", *_EPUB_TYPE))))
    if "footnote" in kinds or "noteref" in kinds or any(_NOTE_CLASS.search(one.get("class", "")) for one in around):
        return True
    return any(one.tag == "sup" for one in around) or next(link.iter("sup"), None) is not None


def _body(target: Element) -> Element | None:
    """The block element that a target is or is inside of."""
    blocks = (one for one in (target, *target.iterancestors()) if one.tag in _BODIES)
    return next(blocks, None)


def _outermost(link: Element) -> Element:
    """The outermost element that contains the link and no other words, such as ``sup``."""
    element = link
    around = element.getparent()
    while around is not None and around.tag in {"sup", "span"} and words(around) == words(link):
        element, around = around, around.getparent()
    return element


def _leads_back(link: Element) -> bool:
    """Whether a link in a note is a backlink to its mark: an arrow, the mark itself, one short word."""
    said = words(link)
    return link.get("href", "").startswith("#") and (not any(map(str.isalpha, said)) or len(said) <= 6)
