"""Golden questions: the list, and how well they are answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import markup
from bot import texts as general
from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Attachment, Kept, Menu, Option, Reply, Tone
from bot.replies.csv_file import as_csv
from bot.replies.labels import shortened
from bot.replies.listing import page_of, plain, turning
from bot.replies.place import joined, place_line
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.i18n import Translation
    from knowledge import GoldenChange, GoldenQuestion, GoldenReport, GoldenResult, Hit

FILE: Final = "golden-questions.csv"
PAGE: Final = 8
"""Questions on each page of the list."""
FAILURES_SHOWN: Final = 5
"""Failures in the reply to a check."""
_QUESTION_ROOM: Final = 200
_OPTION_ROOM: Final = 100
_PASSAGE_ROOM: Final = 160
_COLUMNS: Final = ("question", "right passage", "rank", "first passage")
_WORSE_SHOWN: Final = 5
_WORSE_ROOM: Final = 110


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The number of golden questions evaluated, and those that would get worse; ``failed``: the evaluation failed."""

    tried: int
    worse: tuple[GoldenChange, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """The right passages of golden questions, by the questions' keys; those that the library no longer has are missing.

    ``is_titled``: name their documents as well, since the library has several.
    """

    hits: Mapping[int, Hit]
    is_titled: bool = False


def listed(
    questions: Sequence[GoldenQuestion], number: int, rights: Rights, tr: Translation, *, done: str = ""
) -> Reply:
    """A page of the list, with a menu to remove questions; ``done`` is the result of the last action (Markdown)."""
    page = page_of(questions, number, PAGE)
    lines = [tr(texts.GOLDEN_LINE, question=_question(one), passage=_right(one, rights, tr)) for one in page.items]
    options = tuple(Option(shortened(one.question, _OPTION_ROOM), str(one.key)) for one in page.items)
    menu = Menu(encode(Feature.GOLDEN, Deed.REMOVE, page.number), tr(texts.CHOOSE_TO_REMOVE), options)
    buttons = turning(Feature.GOLDEN, page, tr)
    return Reply(
        Kept(f"{HEADING}{tr(texts.GOLDEN_QUESTIONS)}", f"-# {tr.count(texts.GOLDEN_SIZE, len(questions))}"),
        Tone.PLAIN,
        lead=done,
        body=("\n\n".join(lines) or tr(texts.NO_GOLDEN, keep=tr(texts.KEEP_AS_GOLDEN)),),
        rows=(*((menu,) if options else ()), *((buttons,) if buttons else ())),
    )


def kept(golden: GoldenQuestion, rights: Rights, tr: Translation) -> Reply:
    """The confirmation that a question was added to the golden questions."""
    question = f"**{_question(golden)}**"
    return plain(texts.GOLDEN_QUESTIONS, f"{question}\n{tr(texts.GOLDEN_KEPT, passage=_right(golden, rights, tr))}", tr)


def removed(golden: GoldenQuestion, tr: Translation) -> Reply:
    """The confirmation that a question is no longer a golden question."""
    return plain(texts.GOLDEN_QUESTIONS, was_removed(golden, tr), tr)


def was_removed(golden: GoldenQuestion, tr: Translation) -> str:
    """The same confirmation as one line (Markdown)."""
    return tr(texts.GOLDEN_REMOVED, question=_question(golden))


def checked(report: GoldenReport, rights: Rights, tr: Translation) -> Reply:
    """How well the questions are answered, and what ranked first where the right passage did not."""
    if not report.results:
        return plain(texts.CHECKED, tr(texts.NO_GOLDEN, keep=tr(texts.KEEP_AS_GOLDEN)), tr)
    failures, count = report.failures, len(report.results)
    share, right = tr.percent(report.success_at_1), tr.number(count - len(failures))
    lines = [
        tr(texts.SUCCESS, share=share, right=right, all=tr.number(count)),
        tr(texts.MRR, mrr=tr.number(round(report.mrr, 3))),
    ]
    shown = "\n\n".join(_failure(one, rights, tr) for one in failures[:FAILURES_SHOWN]) or tr(texts.ALL_RIGHT)
    left_out = len(failures) - FAILURES_SHOWN
    more = f"{tr.count(general.AND_MORE, left_out)} {tr(texts.ALL_IN_FILE)}" if left_out > 0 else ""
    return Reply(
        Kept(f"{HEADING}{tr(texts.CHECKED)}"),
        Tone.NEAREST if failures else Tone.ANSWER,
        lead="\n".join(lines),
        body=(shown,),
        citation=more,
        files=(Attachment(FILE, _file(report)),) if left_out > 0 else (),
    )


def question_of(golden: GoldenQuestion) -> str:
    """A question for the log channel (Markdown)."""
    return f"“{_question(golden)}”"


def right_place(golden: GoldenQuestion, rights: Rights, tr: Translation) -> str:
    """The place of the right passage, or its id if the passage is gone (Markdown)."""
    return markup.short(_named(golden, rights, tr), _PASSAGE_ROOM)


def worsening(rehearsal: Rehearsal, tr: Translation) -> str:
    """The golden questions that would get worse (Markdown); empty if there are none."""
    worse = rehearsal.worse
    if not worse:
        return tr.count(texts.NOT_WORSE, rehearsal.tried) if rehearsal.tried else ""
    lines = [tr.count(texts.WORSE, len(worse)), *(_change(one, tr) for one in worse[:_WORSE_SHOWN])]
    if len(worse) > _WORSE_SHOWN:
        lines.append(f"-# {tr.count(general.AND_MORE, len(worse) - _WORSE_SHOWN)}")
    return "\n".join(lines)


def _change(change: GoldenChange, tr: Translation) -> str:
    question = markup.short(change.golden.question, _WORSE_ROOM)
    return tr(texts.RANK_CHANGE, question=question, before=_rank(change.before, tr), after=_rank(change.after, tr))


def _rank(rank: int | None, tr: Translation) -> str:
    return tr(texts.NO_RANK) if rank is None else tr(texts.RANK, rank=tr.number(rank))


def _failure(result: GoldenResult, rights: Rights, tr: Translation) -> str:
    first = "" if result.first is None else markup.short(_place(result.first, rights, tr), _PASSAGE_ROOM)
    return tr(
        texts.FAILURE,
        question=_question(result.golden),
        right=right_place(result.golden, rights, tr),
        rank=_rank(result.rank, tr),
        first=first or tr(texts.NOTHING_FOUND),
    )


def _question(golden: GoldenQuestion) -> str:
    return markup.short(golden.question, _QUESTION_ROOM)


def _right(golden: GoldenQuestion, rights: Rights, tr: Translation) -> str:
    """The place of the right passage, and the beginning of its text (Markdown)."""
    return markup.short(f"{_named(golden, rights, tr)} · {golden.text}", _PASSAGE_ROOM)


def _named(golden: GoldenQuestion, rights: Rights, tr: Translation) -> str:
    hit = rights.hits.get(golden.key)
    return golden.passage_id if hit is None else _place(hit, rights, tr)


def _place(hit: Hit, rights: Rights, tr: Translation) -> str:
    place, title = place_line(hit, tr, whole_path=False), hit.document.title
    return joined(place, title) if rights.is_titled else place or title


def _file(report: GoldenReport) -> bytes:
    rows = (
        (one.golden.question, one.golden.passage_id, one.rank or "", one.first.passage_id if one.first else "")
        for one in report.results
    )
    return as_csv([_COLUMNS, *rows])
