"""Anchors: finds the fragment of a document's URL that is nearest to a passage."""

from __future__ import annotations

import bisect
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Path = tuple[str, ...]


class Anchors:
    """The anchors of a document, grouped by section.

    ``places`` are offset and name of each in reading order; ``openings`` are, for each section, its start, its path,
    and whether it has a heading. An anchor directly before a heading belongs to the section that the heading opens.
    """

    def __init__(self, places: Sequence[tuple[int, str]], openings: Sequence[tuple[int, Path, bool]]) -> None:
        self._starts = [start for start, _, _ in openings]
        self._parents = _parents([(path, headed) for _, path, headed in openings])
        self._exact = dict(places)
        self._in_section: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for offset, name in places:
            self._in_section[self._section_at(offset)].append((offset, name))

    def at(self, offset: int) -> str | None:
        """The anchor exactly at ``offset``, if there is one."""
        return self._exact.get(offset)

    def leading_to(self, offset: int) -> str | None:
        """The last anchor at or before ``offset`` in its section, else in the parent section, and so on."""
        section: int | None = self._section_at(offset)
        while section is not None:
            anchors = self._in_section.get(section, [])
            index = bisect.bisect_right(anchors, offset, key=lambda anchor: anchor[0])
            if index:
                return anchors[index - 1][1]
            section = self._parents.get(section)
        return None

    def _section_at(self, offset: int) -> int:
        """The index of the section at ``offset``; -1 before the first."""
        return bisect.bisect_right(self._starts, offset) - 1


def _parents(openings: Sequence[tuple[Path, bool]]) -> dict[int, int]:
    """Section index → parent index, for each section with a parent: the last one before it with the parent path."""
    latest: dict[Path, int] = {}
    parents: dict[int, int] = {}
    for index, (path, headed) in enumerate(openings):
        around = path[:-1] if headed else path
        if around in latest:
            parents[index] = latest[around]
        if headed:
            latest[path] = index
    return parents
