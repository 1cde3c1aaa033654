"""An explanation of why a passage was found, for people without knowledge of search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markup, texts
from bot.replies import Kept, Reply, Tone, heading
from bot.replies.place import place_line
from knowledge import MatchKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.i18n import Message, Translation
    from knowledge import Explanation, Match

_LINE_ROOM = 260
_QUESTION_ROOM = 200
_PLACE_ROOM = 200
_TITLE_ROOM = 160
_KINDS = {
    MatchKind.WORD: texts.SAME_WORDS,
    MatchKind.STEM: texts.SAME_STEMS,
    MatchKind.ALIAS: texts.SAME_NAMES,
    MatchKind.RELATED: texts.RELATED_NAMES,
    MatchKind.CORRECTION: texts.SPELLINGS,
}


def why(explanation: Explanation, tr: Translation, *, whole: bool = True, ranked: bool = True) -> Reply:
    """The words of the question that a passage has, how each was matched, and those that it lacks.

    Without the ``whole`` question, only its beginning is explained. ``ranked``: the rank is that of the answer; for a
    search in a part of the library it is not. Passages of earlier editions are not searched, so none of
    this is known for them.
    """
    hit = explanation.hit
    if hit.document.status is Status.SUPERSEDED:
        lead, body = tr(texts.EARLIER_EDITION), tr(texts.NOT_SEARCHED)
    else:
        lead = _lead(explanation, tr, ranked=ranked) if whole else tr(texts.ONLY_BEGINNING)
        body = "\n".join(f"- {line}" for line in _lines(explanation, tr, whole=whole))
    title = markup.short(hit.document.title, _TITLE_ROOM)
    place = markup.short(place_line(hit, tr), _PLACE_ROOM)
    question = markup.short(explanation.question, _QUESTION_ROOM)
    return Reply(
        Kept(heading(tr(texts.WHY_THIS)), f"-# {tr(texts.WHY_FOR, question=question)}"),
        Tone.PLAIN,
        lead=lead,
        body=(body,),
        citation=f"{title}\n-# {place}" if place else title,
    )


def _lead(explanation: Explanation, tr: Translation, *, ranked: bool) -> str:
    if not ranked:
        return ""
    return tr(texts.NOT_RANKED) if explanation.rank is None else tr(texts.RANKED, rank=tr.number(explanation.rank))


def _lines(explanation: Explanation, tr: Translation, *, whole: bool) -> Iterator[str]:
    if whole and not any((explanation.matches, explanation.headings)):
        yield tr(texts.NO_SHARED_WORDS)
    for kind, text in _KINDS.items():
        yield from _line(text, (_pair(one, tr) for one in explanation.matches if one.by is kind), tr)
    yield from _line(texts.SIDE_BY_SIDE, (_quoted(one.word, tr) for one in explanation.phrases), tr)
    yield from _line(texts.IN_HEADINGS, (_pair(one, tr) for one in explanation.headings), tr)
    yield from _line(texts.MISSING_HERE, (_quoted(word, tr) for word in explanation.missing), tr)
    yield from _line(texts.NOWHERE, (_quoted(word, tr) for word in explanation.unknown_words), tr)


def _line(text: Message, words: Iterable[str], tr: Translation) -> Iterator[str]:
    """A line with as many of the words as fit, if there are any."""
    found = list(dict.fromkeys(words))
    if not found:
        return
    shown = list(found)
    while len(shown) > 1 and markup.weight(markup.escape(", ".join(shown))) > _LINE_ROOM:
        shown.pop()
    listed = markup.shorten(", ".join(shown), _LINE_ROOM)
    if len(shown) < len(found):
        listed = tr(texts.MORE, names=listed, count=tr.number(len(found) - len(shown)))
    yield tr(text, words=markup.escape(listed))


def _pair(match: Match, tr: Translation) -> str:
    """A word of the passage; if it differs from the word of the question that matched it, after that word."""
    typed, found = _quoted(match.typed, tr), _quoted(match.word, tr)
    if match.by is MatchKind.WORD or markup.one_line(match.typed).casefold() == markup.one_line(match.word).casefold():
        return found
    return tr(texts.TYPED_AND_FOUND, typed=typed, found=found)


def _quoted(word: str, tr: Translation) -> str:
    return tr(texts.QUOTED, word=markup.one_line(word))
