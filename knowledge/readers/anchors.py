"""Anchors: the fragment of a document's URL that leads nearest to a passage."""

from __future__ import annotations

import bisect
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Path = tuple[str, ...]


class Anchors:
    """The anchors of a document by the section that they stand in.

    ``places`` are offset and name of each in reading order; ``openings`` are, for each section, its start, its path,
    and whether it has a heading. An anchor right before a heading belongs to the section that the heading opens.
    """

    def __init__(self, places: Sequence[tuple[int, str]], openings: Sequence[tuple[int, Path, bool]]) -> None:
        self._starts = [start for start, _, _ in openings]
        self._parents = _parents([(path, headed) for _, path, headed in openings])
        self._exact = dict(places)
        self._in_section: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for offset, name in places:
            self._in_section[self._section_at(offset)].append((offset, name))

    def at(self, offset: int) -> str | None:
        """The anchor that stands right before the letter at ``offset``."""
        return self._exact.get(offset)

    def leading_to(self, offset: int) -> str | None:
        """The last anchor before the letter at ``offset`` in its section, else in the one around it, and so on."""
        section: int | None = self._section_at(offset)
        while section is not None:
            anchors = self._in_section.get(section, [])
            index = bisect.bisect_right(anchors, offset, key=lambda anchor: anchor[0])
            if index:
                return anchors[index - 1][1]
            section = self._parents.get(section)
        return None

    def _section_at(self, offset: int) -> int:
        """The section of a place; -1 before the first."""
        return bisect.bisect_right(self._starts, offset) - 1


def _parents(openings: Sequence[tuple[Path, bool]]) -> dict[int, int]:
    """The section around each section that lies in one: the last before it that has the rest of its path."""
    latest: dict[Path, int] = {}
    parents: dict[int, int] = {}
    for index, (path, headed) in enumerate(openings):
        around = path[:-1] if headed else path
        if around in latest:
            parents[index] = latest[around]
        if headed:
            latest[path] = index
    return parents
