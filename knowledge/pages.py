"""Pages: from the page breaks of a source to the page of every letter."""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING

from knowledge.models import NO_PAGES, Metadata, PageKind, Pages, PageSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.readers.blocks import PageBreak


def page_spans(
    breaks: Sequence[tuple[int, PageBreak]], length: int, metadata: Metadata
) -> tuple[tuple[PageSpan, ...], list[str]]:
    """Turn page breaks into spans over the whole text, the first page inferred where the markers allow it."""
    if not breaks:
        return (), []
    warnings: list[str] = []
    spans: list[PageSpan] = []
    labels = [page.label for _, page in breaks]
    # A marker at the very end stands behind the last letter.
    breaks = [(min(offset, length), page) for offset, page in breaks]
    if breaks[0][0] > 0:
        before = _page_before(labels)
        if before is None:
            warnings.append(f"The text before page {labels[0]} carries no page number: its page is unknown.")
        else:
            warnings.append(f"Page {before} is inferred: the file begins before its first marker, page {labels[0]}.")
        spans.append(PageSpan(0, breaks[0][0], before, PageKind.INFERRED if before else PageKind.NONE))
    for (start, page), end in zip(breaks, [*(offset for offset, _ in breaks[1:]), length], strict=True):
        anchor = page.anchor
        printed = page.kind is PageKind.PRINTED and page.label is not None
        if anchor is None and printed and metadata.page_anchor is not None:
            anchor = metadata.page_anchor.replace("{page}", str(page.label))
        spans.append(PageSpan(start, end, page.label, page.kind, anchor))
    warnings += [
        f"The page numbers jump from {one} to {two}."
        for one, two in itertools.pairwise(labels)
        if one and two and one.isdecimal() and two.isdecimal() and int(two) != int(one) + 1
    ]
    return tuple(spans), warnings


def _page_before(labels: Sequence[str | None]) -> str | None:
    """The page before the first marker: one less, if the markers are plain numbers that rise by one."""
    numbers = [int(label) for label in labels if label and label.isdecimal()]
    if len(numbers) < len(labels):
        return None
    rising = all(two == one + 1 for one, two in itertools.pairwise(numbers))
    return str(numbers[0] - 1) if rising and numbers[0] > 1 else None


def pages_between(spans: Sequence[PageSpan], start: int, end: int) -> Pages:
    """The pages of the stretch ``[start, end)``: the page of its first letter to the page of its last one."""
    if not spans:
        return NO_PAGES
    starts = [span.start for span in spans]
    first = spans[max(0, bisect.bisect_right(starts, start) - 1)]
    last = spans[max(0, bisect.bisect_right(starts, max(start, end - 1)) - 1)]
    return Pages(first.label, last.label, last.kind if first.kind is PageKind.NONE else first.kind)


def anchor_at(spans: Sequence[PageSpan], offset: int) -> str | None:
    """The URL fragment of the page that the letter at ``offset`` stands on, where there is one."""
    if not spans:
        return None
    starts = [span.start for span in spans]
    return spans[max(0, bisect.bisect_right(starts, offset) - 1)].anchor


def address(metadata: Metadata, anchor: str | None) -> str | None:
    """The URL of a page of the document; of the whole document where the page has no anchor."""
    return metadata.url and (f"{metadata.url}#{anchor}" if anchor else metadata.url)
