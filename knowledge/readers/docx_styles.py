"""The styles of a DOCX file: which are headings, lists, bold, hidden, and how large their letters are.

ECMA-376, Part 1, 17.7. A style's ``w:styleId`` depends on the language of the program ("berschrift1"); its ``w:name``
does not ("heading 1"), and an outline level makes any style a heading, whatever its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from knowledge.readers.xmltree import attribute, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.readers.xmltree import Element

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_LEVEL: Final = 9
"""The outline level that means "body text" (17.3.1.20)."""
_LONGEST_CHAIN: Final = 20
_OFF: Final = frozenset({"0", "false", "off", "none"})
_DEFAULT_SIZE: Final = 20.0
"""Half points: Word's own default, 10 pt."""


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of a style; ``None`` where it inherits from its base style. ``size`` is in half points.

    ``list_id`` and ``depth`` are the list that its paragraphs are numbered in, and their level in it, from 0.
    """

    name: str = ""
    based_on: str | None = None
    level: int | None = None
    list_id: str | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None

    @property
    def is_list(self) -> bool:
        """Whether its paragraphs are in a list; number 0 removes one from the list of its style (17.9.18)."""
        return self.list_id not in {None, "0"}

    def over(self, base: Style) -> Style:
        """This style with unset properties taken from ``base``."""
        return replace(
            self,
            name=self.name or base.name,
            level=base.level if self.level is None else self.level,
            list_id=base.list_id if self.list_id is None else self.list_id,
            depth=base.depth if self.depth is None else self.depth,
            bold=base.bold if self.bold is None else self.bold,
            hidden=base.hidden if self.hidden is None else self.hidden,
            size=base.size if self.size is None else self.size,
        )


class Styles:
    """The styles of a file by id, with inheritance resolved.

    ``linked`` holds, for styles that a level of a list names, that level: it precedes the one named by the style.
    """

    def __init__(self, root: Element | None, linked: Mapping[str, int] = MappingProxyType({})) -> None:
        elements = [one for one in root if tag(one) == "style"] if root is not None else []
        self._own = {name: _style(one, linked.get(name)) for one in elements if (name := attribute(one, "styleId"))}
        self._default = next(
            (
                attribute(one, "styleId") or ""
                for one in elements
                if attribute(one, "type") == "paragraph" and attribute(one, "default") not in {None, *_OFF}
            ),
            "",
        )
        run = next((one for one in root.iter() if tag(one) == "rPrDefault"), None) if root is not None else None
        properties = child(run, "rPr")
        self._base = Style(size=_size(properties) or _DEFAULT_SIZE, bold=is_on(properties, "b"))
        language = value(child(properties, "lang"))
        self.language = language.split("-")[0].lower() if language else None

    def paragraph(self, properties: Element | None) -> Style:
        """The style of a paragraph with its direct formatting."""
        style = self._resolved(value(child(properties, "pStyle")) or self._default)
        return _direct(properties).over(style)

    def run(self, properties: Element | None, paragraph: Style) -> Style:
        """The style of a run inside a paragraph of the style ``paragraph``."""
        named = value(child(properties, "rStyle"))
        character = self._resolved(named, self_contained=False) if named else Style()
        own = Style(bold=is_on(properties, "b"), hidden=is_on(properties, "vanish"), size=_size(properties))
        return own.over(character).over(paragraph)

    def _resolved(self, identifier: str, *, self_contained: bool = True) -> Style:
        style = self._own.get(identifier, Style())
        resolved, seen = style, {identifier}
        while style.based_on is not None and style.based_on not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style.based_on)
            style = self._own.get(style.based_on, Style())
            resolved = resolved.over(style)
        return resolved.over(self._base) if self_contained else resolved


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    children: Iterable[Element] = () if element is None else element
    return next((one for one in children if tag(one) == name), None)


def value(element: Element | None) -> str | None:
    """The ``w:val`` of an element, if it is there."""
    return None if element is None else attribute(element, "val")


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property is switched on or off; ``None`` where it is not set (17.17.4)."""
    element = child(properties, name)
    return None if element is None else (value(element) or "on") not in _OFF


def _style(element: Element, depth: int | None) -> Style:
    style = _direct(child(element, "pPr"))
    properties = child(element, "rPr")
    name = value(child(element, "name")) or ""
    match = _HEADING.fullmatch(name)
    return replace(
        style,
        name=name.lower(),
        based_on=value(child(element, "basedOn")),
        level=int(match[1]) if match else style.level,
        depth=style.depth if depth is None else depth,
        bold=is_on(properties, "b"),
        hidden=is_on(properties, "vanish"),
        size=_size(properties),
    )


def _direct(properties: Element | None) -> Style:
    """The direct formatting of a paragraph; level 0 is body text, whatever its style says."""
    outline = value(child(properties, "outlineLvl"))
    level = None
    if outline is not None and outline.isdecimal():
        level = 0 if int(outline) >= _BODY_LEVEL else int(outline) + 1
    numbering = child(properties, "numPr")
    depth = value(child(numbering, "ilvl"))
    return Style(
        level=level,
        list_id=value(child(numbering, "numId")),
        depth=int(depth) if depth is not None and depth.isdecimal() and len(depth) == 1 else None,
        based_on=value(child(properties, "pStyle")),
    )


def _size(properties: Element | None) -> float | None:
    size = value(child(properties, "sz"))
    return float(size) if size is not None and size.isdecimal() and len(size) < 5 else None
