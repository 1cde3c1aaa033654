"""Pages: turns the page breaks of a source into page spans, and finds the pages of any stretch of text."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from knowledge.models import NO_PAGES, Metadata, PageKind, Pages, PageSpan
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.readers.blocks import PageBreak

# RFC 3986, section 3.5, without parentheses, which would end a link in Markdown.
_FRAGMENT = "-._~!$&'*+,;=:@/?%"
_JUMPS_NAMED = 3
"""Page number jumps that are reported one by one; of more, only the first is reported, with the total."""

_REPEATS_NAMED = 5
"""Maximum ranges of repeated page numbers that a warning names."""


def page_spans(
    breaks: Sequence[tuple[int, PageBreak]], length: int, metadata: Metadata
) -> tuple[tuple[PageSpan, ...], list[str]]:
    """Turn page breaks into spans over the whole text, the first page inferred where the markers allow it."""
    if not breaks:
        return (), []
    warnings: list[str] = []
    spans: list[PageSpan] = []
    labels = [page.label for _, page in breaks]
    # A marker at the very end may have an offset past the end of the text.
    breaks = [(min(offset, length), page) for offset, page in breaks]
    if breaks[0][0] > 0:
        before = _page_before(labels)
        if before is None:
            warnings.append(
                Wording("The text before page {page} has no page number: its page is unknown.", page=labels[0])
                if labels[0]
                else Wording("The text before the first page break has no page number: its page is unknown.")
            )
        else:
            warnings.append(
                Wording(
                    "Page {before} is inferred: the file begins before its first page marker, page {page}.",
                    before=before,
                    page=labels[0],
                )
            )
        spans.append(PageSpan(0, breaks[0][0], before, PageKind.INFERRED if before else PageKind.NONE))
    for (start, page), end in zip(breaks, [*(offset for offset, _ in breaks[1:]), length], strict=True):
        anchor = page.anchor
        printed = page.kind is PageKind.PRINTED and page.label is not None
        if anchor is None and printed and metadata.page_anchor is not None:
            anchor = metadata.page_anchor.replace("{page}", str(page.label))
        spans.append(PageSpan(start, end, page.label, page.kind, anchor))
    return tuple(spans), [*warnings, *_jumps(labels), *_repeats(labels)]


def _jumps(labels: Sequence[str | None]) -> list[str]:
    """Warnings about places where the page numbers do not rise by one."""
    numbers = [_number(label) for label in labels]
    jumps = [
        (one, two)
        for one, two in itertools.pairwise(numbers)
        if one is not None and two is not None and two not in {one, one + 1}
    ]
    if len(jumps) <= _JUMPS_NAMED:
        return [Wording("The page numbers jump from {one} to {two}.", one=one, two=two) for one, two in jumps]
    one, two = jumps[0]
    return [
        Wording("The page numbers jump {count} times, first from {one} to {two}.", count=len(jumps), one=one, two=two)
    ]


def _repeats(labels: Sequence[str | None]) -> list[str]:
    """A warning about labels that occur more than once, as where the numbering restarts."""
    # A page that two documents of a volume share has two markers.
    counted = Counter(label for label, _ in itertools.groupby(labels) if label is not None)
    repeated = [label for label, times in counted.items() if times > 1]
    if not repeated:
        return []
    runs = _runs(repeated)
    pages = ", ".join([*runs[:_REPEATS_NAMED], *(["…"] if len(runs) > _REPEATS_NAMED else [])])
    return [
        Wording(
            "These page numbers occur more than once: {pages}. A look-up of one shows all pages with that number.",
            pages=pages,
        )
    ]


def _runs(labels: Iterable[str]) -> list[str]:
    """Labels with consecutive numbers joined to ranges: "1–4", "7", "xi"."""
    runs: list[list[str]] = []
    for label in labels:
        number, before = _number(label), _number(runs[-1][-1]) if runs else None
        if number is not None and before is not None and number == before + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def _page_before(labels: Sequence[str | None]) -> str | None:
    """The page before the first marker: one less, if the markers are plain numbers that rise by one."""
    # A page that two documents of a volume share has two markers.
    numbers = [_number(label) for label, _ in itertools.groupby(labels)]
    if numbers[0] is None or numbers[0] < 2:
        return None
    rising = all(number == place for place, number in enumerate(numbers, start=numbers[0]))
    return str(numbers[0] - 1) if rising else None


def _number(label: str | None) -> int | None:
    """The value of a label that is a plain number of at most nine digits, else ``None``."""
    return int(label) if label is not None and label.isdecimal() and len(label) < 10 else None


def pages_between(spans: Sequence[PageSpan], start: int, end: int) -> Pages:
    """The pages of the stretch ``[start, end)``: the page of its first letter to the page of its last one."""
    if not spans:
        return NO_PAGES
    first = _span_at(spans, start)
    last = _span_at(spans, max(start, end - 1))
    return Pages(first.label, last.label, last.kind if first.kind is PageKind.NONE else first.kind)


def extent(spans: Sequence[PageSpan]) -> Pages:
    """The first and the last page that have a label; pages without a number, as in front matter, are skipped."""
    labelled = [span for span in spans if span.label is not None]
    return Pages(labelled[0].label, labelled[-1].label, labelled[0].kind) if labelled else NO_PAGES


def anchor_at(spans: Sequence[PageSpan], offset: int) -> str | None:
    """The URL fragment of the page that the character at ``offset`` is on, if it has one."""
    return _span_at(spans, offset).anchor if spans else None


def address(metadata: Metadata, anchor: str | None) -> str | None:
    """The URL of a place in the document; of the whole document where the place has no anchor.

    An anchor "member#name" points into an archive, which no URL can do. An anchor may be a whole URL: the documents of
    a volume are separate web pages.
    """
    if anchor and anchor.startswith(("https://", "http://")):
        return anchor
    if metadata.url is None or not anchor or "#" in anchor:
        return metadata.url
    return f"{metadata.url}#{quote(anchor, safe=_FRAGMENT)}"


def _span_at(spans: Sequence[PageSpan], offset: int) -> PageSpan:
    """The span that the character at ``offset`` is in; the first where the offset lies before all of them."""
    return spans[max(0, bisect.bisect_right(spans, offset, key=lambda span: span.start) - 1)]
