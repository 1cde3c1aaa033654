"""A web page as a tree: its main part, the elements that are left out, and its metadata."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from knowledge.errors import DocumentError
from knowledge.readers.blocks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

_UNSEEN = frozenset(
    {
        "annotation", "annotation-xml", "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe",
        "img", "input", "map", "noframes", "noscript", "object", "option", "progress", "script", "select", "style",
        "svg", "template", "textarea", "title", "video",
    }
)  # fmt: skip
_FRAME = frozenset({"nav", "footer", "dialog", "menu"})
_FRAME_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "dialog", "menu", "toolbar"})
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|cookies?|footer|header|masthead|(?:main|sub|search)?menu|mw-editsection|nav|navbar|navigation"
    r"|nosearch|pagination|search|share|sharing|sidebar|skip|skip-?link|social|toolbar|toc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PERMALINKS = frozenset("¶#§🔗∞")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEXT = frozenset({"p", "h1", "h2", "h3", "blockquote", "pre", "dd"})
_MAIN = (
    "//main|//*[@role='main']",
    "//*[@id='content-inner' or @id='content' or @id='main-content' or @id='mw-content-text' or @id='main']",
    "//article",
)
_MARKUP = re.compile(r"<!--|-->|<(/?)(script|style|title|noscript|template)\b[^<>]*>|<[^<>]*>", re.IGNORECASE)
_HEAD: Final = 2048
"""Characters at the beginning of a page in which its comment is looked for."""
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]+) -->")
_CANONICAL_FRUS = re.compile(r"https://history\.state\.gov/historicaldocuments/[\w-]+/d(\d+)$")
_FRUS_TITLE = re.compile(
    r"(Foreign Relations of the United States), (\d{4}(?:[–-]\d{2,4})?), (.+?)(?:, Volume ([IVXLC]+))?(?:, Part (\w+))?"
    r"(?: - Office of the Historian)?"
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def parse(text: str, name: str) -> Element:
    """The root element of a page; nothing is fetched from the network.

    Raises DocumentError where there is no element at all.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("{name} contains no readable HTML.", name=name) from error
    if root is None:
        raise DocumentError("{name} contains no readable HTML.", name=name)
    return root


def main_part(root: Element) -> Element:
    """The element with the text of the page: the one marked as the main part, if it has half of the text."""
    body = next(iter(_select(root, "/html/body")), root)
    whole = _text_length(body)
    for path in _MAIN:
        candidates = _select(body, path)
        if len(candidates) == 1 and 2 * _text_length(candidates[0]) >= whole:
            return candidates[0]
    return body


def is_left_out(element: Element) -> bool:
    """Whether the element is invisible or page furniture: menus, search boxes, the site's footer."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return True
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return True
    if tag == "a" and element.get("href", "").startswith("#") and words(element) in _PERMALINKS:
        return True
    if tag in _FRAME or element.get("role") in _FRAME_ROLES:
        return not _has(element, "h1")
    if tag in {"html", "body", "main", "article"}:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return (tag in {"header", "aside"} or bool(_FRAME_NAME.search(names))) and _is_frame(element)


def crude_length(text: str) -> int:
    """The number of letters and digits outside tags, counted without a parser: shows how much the parser lost."""
    length = end = 0
    closing: str | None = None
    for match in _MARKUP.finditer(text):
        if closing is None:
            length += _letters(text[end : match.start()])
        markup = match[0].lower()
        if closing is None:
            closing = "-->" if markup == "<!--" else match[2].lower() if match[2] and not match[1] else None
        elif markup == closing or (match[1] and match[2].lower() == closing):
            closing = None
        end = match.end()
    return length + (_letters(text[end:]) if closing is None else 0)


def tree_length(root: Element) -> int:
    """The number of letters and digits of a tree, without what ``crude_length`` skips."""
    skipped = {"script", "style", "title", "noscript", "template"}
    return sum(
        (_letters(element.text or "") if element.tag not in skipped else 0) + _letters(element.tail or "")
        for element in root.iter()
    )


def found_in(root: Element, main: Element, content: str) -> Found:
    """The metadata in the head of a page; for a page of history.state.gov also from its title and address.

    ``content`` is the whole file: browsers that save a page note in a comment where it came from.
    """
    title = next((words(one) for one in _select(root, "//head/title")), "")
    first_two = list(islice(main.iter("h1"), 2))
    heading = words(first_two[0]) if len(first_two) == 1 else None
    url = _attribute(root, "//link[@rel='canonical']", "href") or _meta(root, "og:url")
    saved_from = None if url else _SAVED_FROM.search(content[:_HEAD])
    url = saved_from[1] if saved_from else url
    frus = _FRUS_TITLE.fullmatch(title)
    number = _CANONICAL_FRUS.match(url or "")
    own = Found(
        title=heading or _meta(root, "og:title") or title or None,
        author=_meta(root, "author", "dc.creator", "dcterms.creator", "citation_author"),
        publisher=_meta(root, "dc.publisher", "dcterms.publisher", "citation_publisher"),
        year=_year(_meta(root, "dcterms.date", "dc.date", "citation_date", "article:published_time", "date")),
        language=root.get("lang"),
        licence=_attribute(root, "//link[@rel='license']", "href") or _meta(root, "dcterms.license", "dc.rights"),
        url=url,
    )
    if frus is None or number is None:
        return own
    series, subseries, volume_title, volume, part = frus.groups()
    return Found(
        title=own.title, series=series, subseries=subseries, volume_title=volume_title, volume=volume, part=part,
        number=number[1], publisher="Government Printing Office", place="Washington", language=own.language, url=url,
    )  # fmt: skip


def words(element: Element) -> str:
    """The text of an element with white space folded."""
    return " ".join("".join(_strings(element)).split())


def _strings(element: Element) -> Iterator[str]:
    for piece in element.itertext():
        yield piece if isinstance(piece, str) else piece.decode()


def _is_frame(element: Element) -> bool:
    """Whether an element is page furniture: it has no sentences of its own, or is mostly links."""
    if _has(element, "h1"):
        return False
    if not any(_has(element, tag) for tag in _TEXT):
        return True
    linked = sum(_letters(piece) for link in element.iter("a") for piece in _strings(link))
    return 2 * linked > _text_length(element)


def _has(element: Element, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _text_length(element: Element) -> int:
    return sum(map(_letters, _strings(element)))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _select(root: Element, path: str) -> list[Element]:
    """The elements that an XPath selects."""
    found = root.xpath(path)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []


def _attribute(root: Element, path: str, name: str) -> str | None:
    """An attribute of the first element that an XPath selects."""
    return next((value for one in _select(root, path) if (value := one.get(name, "").strip())), None)


def _meta(root: Element, *names: str) -> str | None:
    """The content of the first ``meta`` of one of these names."""
    wanted = {meta_name: place for place, meta_name in reversed(list(enumerate(names)))}
    said: dict[int, str] = {}
    for element in root.iter("meta"):
        place = wanted.get((element.get("name") or element.get("property") or "").lower())
        content = " ".join(element.get("content", "").split())
        if place is not None and content:
            said.setdefault(place, content)
    return said[min(said)] if said else None


def _year(date: str | None) -> str | None:
    match = _YEAR.search(date or "")
    return match[1] if match else None
