"""Numbers of questions and answers, and the most cited passages: as text, chart and table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup, retention
from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Attachment, Kept, Press, Reply, Tone
from bot.replies.csv_file import as_csv
from bot.replies.place import place_line
from bot.texts import moderation as texts
from knowledge import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from knowledge import GapGroup, Hit

CHART: Final = "questions.png"
TABLE: Final = "insights.csv"
SPANS: Final = (7, 30, 90, 365)
"""The periods that can be chosen with a button, in days."""
_PLACE_ROOM: Final = 120
_TITLE_ROOM: Final = 60


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage shown as an answer, and how often; ``hit`` is ``None`` if the library no longer has it."""

    ref: str
    times: int
    hit: Hit | None

    @property
    def name(self) -> str:
        """Its id if its document is live, so that the id means this passage; else its reference."""
        return self.hit.passage_id if self.hit is not None and self.hit.document.status is Status.LIVE else self.ref


@dataclass(frozen=True, slots=True)
class Insights:
    """The statistics of a server's questions.

    ``days`` are (day, questions, answers) of all days, ``gaps`` the unanswered questions of these days as far as they
    are kept, ``chart`` is a PNG, ``is_drawable``: whether charts can be drawn.
    """

    days: Sequence[tuple[str, int, int]]
    cited: Sequence[Cited]
    gaps: Sequence[GapGroup]
    chart: bytes | None = None
    is_drawable: bool = True

    @property
    def asked(self) -> int:
        """The number of questions on all days."""
        return sum(day[1] for day in self.days)

    @property
    def answered(self) -> int:
        """The number of answered questions on all days."""
        return sum(day[2] for day in self.days)


def insights(seen: Insights, gaps: str, tr: Translation) -> Reply:
    """The statistics in one message; ``gaps`` names the command (Markdown)."""
    count = len(seen.days)
    row = tuple(
        Press(encode(Feature.INSIGHTS, Deed.LIST, span), tr.count(texts.DAYS_CHOICE, span), disabled=span == count)
        for span in SPANS
    )
    kept = Kept(f"{HEADING}{tr.count(texts.LAST_DAYS, count)}", f"-# {tr(texts.IN_UTC)}")
    if not seen.asked:
        return Reply(kept, Tone.PLAIN, lead=tr(texts.NO_QUESTIONS), rows=(row,))
    share, total = tr.percent(seen.answered / seen.asked), tr.count(texts.QUESTION_COUNT, seen.asked)
    lines = [tr(texts.ANSWERED_SHARE, questions=total, share=share)]
    open_gaps = sum(len(group.gaps) for group in seen.gaps)
    if open_gaps:
        text = texts.OPEN_GAPS if count <= retention.GAPS.days else texts.OPEN_GAPS_OF_30_DAYS
        lines.append(tr.count(text, open_gaps, gaps=gaps))
    if seen.chart:
        lines.append(f"-# {tr(texts.COLOURS)}")
    else:
        lines.append(f"-# {tr(texts.NO_CHART_NOW if seen.is_drawable else texts.NO_CHARTS)}")
    return Reply(
        kept,
        Tone.PLAIN,
        lead="\n".join(lines),
        body=("\n".join((tr(texts.MOST_CITED), *(_cited(one, tr) for one in seen.cited))),) if seen.cited else (),
        rows=(row,),
        files=(*((Attachment(CHART, seen.chart),) if seen.chart else ()), Attachment(TABLE, table(seen))),
        picture=CHART if seen.chart else None,
    )


def table(seen: Insights) -> bytes:
    """The statistics as CSV: for each row its subject, its object and its numbers."""
    rows: list[tuple[object, ...]] = [("kind", "what", "count", "answered")]
    rows += [("day", *day) for day in seen.days]
    rows += [("cited", one.name, one.times, "") for one in seen.cited]
    rows += [("gap", group.question, len(group.gaps), "") for group in seen.gaps]
    return as_csv(rows)


def _cited(one: Cited, tr: Translation) -> str:
    if one.hit is None:
        return f"- {tr(texts.CITED_LINE, times=tr.number(one.times), place=tr(texts.CITED_GONE))}"
    title = markup.short(one.hit.document.title, _TITLE_ROOM)
    place = f"{markup.short(place_line(one.hit, tr, whole_path=False), _PLACE_ROOM)} · {title}"
    if one.hit.document.status is not Status.LIVE:
        place = tr(texts.CITED_EARLIER, place=place)
    return f"- {tr(texts.CITED_LINE, times=tr.number(one.times), place=place)}"
