"""The automatic numbers of the paragraphs of a DOCX file, such as "3.", "(b)" and "2.1" (ECMA-376, Part 1, 17.9).

Word stores only which list and which level a paragraph belongs to; the number is counted when the file is shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.readers.docx_styles import child, is_on, value
from knowledge.readers.lengths import LABEL_LENGTH
from knowledge.readers.numerals import numeral
from knowledge.readers.xmltree import attribute, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.readers.xmltree import Element

_PLACE = re.compile(r"%([1-9])")
_PLACES = re.compile(r"%[1-9](?:.*%[1-9])?", re.DOTALL)
"""The figures of a level's text, without what is printed around them."""
_WITHOUT_NUMBER: Final = frozenset({"bullet", "none"})
_LONGEST_NUMBER: Final = 9


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph: ``lead`` as printed ("(a) ") and the ``number`` in full context ("2(a)").

    The number is put together as in Word's cross-references to a paragraph.
    """

    lead: str
    number: str | None


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list (17.9.6). ``restart`` is the number of levels whose use restarts it; ``None`` means all."""

    start: int
    style: str
    text: str
    restart: int | None
    is_legal: bool
    """Whether all its figures are decimal, whatever the formats of their levels (17.9.4)."""
    gap: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its levels, the definition whose counts it shares, and the levels at which its first use restarts."""

    definition: str
    levels: Mapping[int, _Level]
    restarted: frozenset[int]


class Numbering:
    """Counts the numbered paragraphs of a file, which must be given in the order of the text.

    ``linked`` holds, for each style that a level names, that level (17.9.23).
    """

    def __init__(self, root: Element | None) -> None:
        elements = list(root) if root is not None else []
        definitions = {attribute(one, "abstractNumId") or "": one for one in elements if tag(one) == "abstractNum"}
        # The definition of a list style is named by others, which have no levels (17.9.21, 17.9.27).
        styled = {value(child(one, "styleLink")): name for name, one in definitions.items()}
        links = {name: styled.get(value(child(one, "numStyleLink")) or "", name) for name, one in definitions.items()}
        levels = {
            name: {_depth(level): _level(level) for level in one if tag(level) == "lvl"}
            for name, one in definitions.items()
        }
        self._lists = {
            attribute(one, "numId") or "": _list(one, links, levels) for one in elements if tag(one) == "num"
        }
        self.linked: dict[str, int] = {}
        for definition in definitions.values():
            for level in definition:
                style = value(child(level, "pStyle"))
                if style is not None:
                    self.linked.setdefault(style, _depth(level))
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def next(self, identifier: str, depth: int) -> Label | None:
        """Count a paragraph on a level of a list; return its label, or ``None`` for a bullet or an unknown list."""
        one = self._lists.get(identifier)
        if one is None or depth not in one.levels:
            return None
        counts = self._counts[one.definition]
        if depth in one.restarted and (identifier, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((identifier, depth))
        counts[depth] = counts.get(depth, one.levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            restart = one.levels[deeper].restart if deeper in one.levels else None
            # Word restarts a level when the named level or any above it is used.
            if restart is None or depth < restart:
                del counts[deeper]
        return _label(one.levels, depth, counts)


def _label(levels: Mapping[int, _Level], depth: int, counts: Mapping[int, int]) -> Label | None:
    level = levels[depth]
    if level.style == "bullet":
        return None
    shown = _filled(level.text, level, levels, counts).strip()[:LABEL_LENGTH]
    return Label(f"{shown}{level.gap}", _number(levels, depth, counts)) if shown else None


def _number(levels: Mapping[int, _Level], depth: int, counts: Mapping[int, int]) -> str | None:
    """The number of a level with those of the levels above it, unless its own text has them already."""
    level = levels.get(depth)
    match = _PLACES.search(level.text) if level is not None and level.style not in _WITHOUT_NUMBER else None
    if level is None or match is None:
        return _number(levels, depth - 1, counts) if depth > 0 else None
    figures = _filled(match[0], level, levels, counts)
    above = _number(levels, depth - 1, counts) if depth > 0 and match[0] == f"%{depth + 1}" else None
    return (figures if above is None else f"{above}({figures})")[:LABEL_LENGTH]


def _filled(text: str, level: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    """``text`` with the current numbers of the levels that it names (17.9.11)."""

    def figures(match: re.Match[str]) -> str:
        named = levels.get(int(match[1]) - 1)
        if named is None:
            return ""
        style = "decimal" if level.is_legal else named.style
        return numeral(counts.get(int(match[1]) - 1, named.start), style)

    return _PLACE.sub(figures, text)


def _list(element: Element, links: Mapping[str, str], known: Mapping[str, Mapping[int, _Level]]) -> _List:
    named = value(child(element, "abstractNumId")) or ""
    definition = links.get(named, named)
    levels = dict(known.get(definition, {}))
    restarted = set()
    for override in (one for one in element if tag(one) == "lvlOverride"):
        depth, replaced, start = _depth(override), child(override, "lvl"), _whole(child(override, "startOverride"))
        if replaced is not None:
            levels[depth] = _level(replaced)
        if start is not None and depth in levels:
            levels[depth] = replace(levels[depth], start=start)
            restarted.add(depth)
    return _List(definition, levels, frozenset(restarted))


def _level(element: Element) -> _Level:
    start = _whole(child(element, "start"))
    return _Level(
        # Without a start the level begins at 0 (17.9.25).
        start=0 if start is None else start,
        style=value(child(element, "numFmt")) or "decimal",
        text=(value(child(element, "lvlText")) or "")[:LABEL_LENGTH],
        restart=_whole(child(element, "lvlRestart")),
        is_legal=bool(is_on(element, "isLgl")),
        gap="" if value(child(element, "suff")) == "nothing" else " ",
    )


def _depth(element: Element) -> int:
    """The level that an element defines, from 0."""
    said = attribute(element, "ilvl") or ""
    return int(said) if said.isdecimal() and len(said) == 1 else 0


def _whole(element: Element | None) -> int | None:
    said = value(element) or ""
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else None
