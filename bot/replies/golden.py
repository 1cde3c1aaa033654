"""Golden questions: the list, and how well they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.ids.moderation import Deed, Feature, encode
from bot.replies import HEADING, Attachment, Kept, Menu, Option, Reply, Tone
from bot.replies.csv_file import as_csv
from bot.replies.glossary import rank
from bot.replies.labels import shortened
from bot.replies.listing import page_of, plain, short, turning
from bot.replies.place import place_line
from bot.texts import moderation as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from knowledge import GoldenQuestion, GoldenReport, GoldenResult, Hit

FILE: Final = "golden-questions.csv"
_PAGE: Final = 8
_QUESTION_ROOM: Final = 200
_OPTION_ROOM: Final = 100
_PASSAGE_ROOM: Final = 160
_FAILURES_SHOWN: Final = 5
_COLUMNS: Final = ("question", "right passage", "rank", "first passage")


def listed(questions: Sequence[GoldenQuestion], number: int, tr: Translation, *, done: str = "") -> Reply:
    """A page of the list, with a menu that removes; ``done`` is what has just been done (Markdown)."""
    page = page_of(questions, number, _PAGE)
    lines = [
        tr(texts.GOLDEN_LINE, question=short(one.question, _QUESTION_ROOM), passage=_right(one)) for one in page.items
    ]
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


def kept(golden: GoldenQuestion, tr: Translation) -> Reply:
    """That a question is a golden one now."""
    question = f"**{short(golden.question, _QUESTION_ROOM)}**"
    return plain(texts.GOLDEN_QUESTIONS, f"{question}\n{tr(texts.GOLDEN_KEPT, passage=_right(golden))}", tr)


def removed(golden: GoldenQuestion, tr: Translation) -> Reply:
    """That a question is none any more."""
    return plain(texts.GOLDEN_QUESTIONS, was_removed(golden, tr), tr)


def was_removed(golden: GoldenQuestion, tr: Translation) -> str:
    """The same as a line (Markdown)."""
    return tr(texts.GOLDEN_REMOVED, question=short(golden.question, _QUESTION_ROOM))


def checked(report: GoldenReport, tr: Translation) -> Reply:
    """How well the questions are answered, and what came first where the right passage did not."""
    if not report.results:
        return plain(texts.CHECKED, tr(texts.NO_GOLDEN, keep=tr(texts.KEEP_AS_GOLDEN)), tr)
    failures, count = report.failures, len(report.results)
    share, right = tr.percent(report.success_at_1), tr.number(count - len(failures))
    lines = [
        tr(texts.SUCCESS, share=share, right=right, all=tr.number(count)),
        tr(texts.MRR, mrr=tr.number(round(report.mrr, 3))),
    ]
    shown = "\n\n".join(_failure(one, tr) for one in failures[:_FAILURES_SHOWN]) or tr(texts.ALL_RIGHT)
    left_out = len(failures) - _FAILURES_SHOWN
    more = f"{tr.count(texts.AND_MORE, left_out)} {tr(texts.ALL_IN_FILE)}" if left_out > 0 else ""
    return Reply(
        Kept(f"{HEADING}{tr(texts.CHECKED)}"),
        Tone.NEAREST if failures else Tone.ANSWER,
        lead="\n".join(lines),
        body=(shown,),
        citation=more,
        files=(Attachment(FILE, _file(report)),) if left_out > 0 else (),
    )


def question_of(golden: GoldenQuestion) -> str:
    """A question for the log (Markdown)."""
    return f"“{short(golden.question, _QUESTION_ROOM)}”"


def _failure(result: GoldenResult, tr: Translation) -> str:
    return tr(
        texts.FAILURE,
        question=short(result.golden.question, _QUESTION_ROOM),
        right=short(result.golden.passage_id, _PASSAGE_ROOM),
        rank=rank(result.rank, tr),
        first=tr(texts.NOTHING_FOUND) if result.first is None else _place(result.first, tr),
    )


def _right(golden: GoldenQuestion) -> str:
    return short(f"{golden.passage_id} · {golden.text}", _PASSAGE_ROOM)


def _place(hit: Hit, tr: Translation) -> str:
    return short(f"{hit.passage_id} · {place_line(hit, tr, whole_path=False)}", _PASSAGE_ROOM)


def _file(report: GoldenReport) -> bytes:
    rows = (
        (one.golden.question, one.golden.passage_id, one.rank or "", one.first.passage_id if one.first else "")
        for one in report.results
    )
    return as_csv([_COLUMNS, *rows])
