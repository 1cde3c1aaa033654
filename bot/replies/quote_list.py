"""The check of all quotations of a message as one reply.

As many are shown as fit; if that is not all of them, an attached text file has all. Each section has a fixed length
limit: heading 100, small print 600, quotations 3,000.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot import markup, texts
from bot.ids import reading as ids
from bot.ids.reading import Goal
from bot.replies import HEADING, Kept, Menu, Option, Reply, Tone, compared, parts
from bot.replies.labels import OPTIONS, option_text
from bot.replies.place import place_line
from bot.replies.quotes import TONES, in_context, notes, place, report, verdict
from bot.replies.source import address, linked
from knowledge import QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Translation
    from knowledge import QuoteCheck

_ROOM = 3000
_FEWEST_SHOWN = 200
"""The least room in which another quotation is begun."""
_TITLE_ROOM = 100
_SUMMARY = (
    (QuoteVerdict.VERBATIM, texts.COUNT_VERBATIM),
    (QuoteVerdict.ALTERED, texts.COUNT_ALTERED),
    (QuoteVerdict.ABSENT, texts.COUNT_ABSENT),
)


def many(checks: Sequence[QuoteCheck], address: str, tr: Translation) -> Reply:
    """Several quotations; ``address`` is the URL of the message that contains them."""
    shown: list[str] = []
    is_whole = True
    left = _ROOM
    for number, check in enumerate(checks, start=1):
        entry, is_entry_whole = _entry(number, check, left, tr)
        if not entry:
            break
        shown.append(entry)
        is_whole = is_whole and is_entry_whole
        left -= markup.weight(entry) + 2
    is_whole = is_whole and len(shown) == len(checks)
    rest = "" if is_whole else f"-# {tr(texts.ALL_IN_FILE, shown=len(shown), total=len(checks))}"
    options = _options(checks, tr)
    small_print = "\n".join(filter(None, [f"-# {_summary(checks, address, tr)}", notes(checks, tr)]))
    return Reply(
        Kept(f"{HEADING}{tr(texts.QUOTATIONS_CHECKED)}", small_print),
        _worst(checks),
        body=parts.gathered(shown),
        citation=rest,
        rows=(Menu(ids.encode(Goal("0"), "q"), tr(texts.READ_IN_CONTEXT), options),) if options else (),
        files=() if is_whole else (report(checks, tr),),
    )


def _entry(number: int, check: QuoteCheck, room: int, tr: Translation) -> tuple[str, bool]:
    """Number, verdict, place and quotation, and whether all of it is shown; an empty text if there is no room."""
    lines = [f"**{tr.number(number)} · {verdict(check, tr)}**"]
    if check.hits:
        first = check.hits[0]
        title = linked(markup.shorten(first.document.title, _TITLE_ROOM), address(first, first.highlights))
        lines += [f"-# {title} · {place(hit, tr)}" for hit in check.hits[:2]]
    label = "\n".join(lines)
    left = room - markup.weight(label) - 3
    whole = compared.pieces(check)
    if left < _FEWEST_SHOWN and compared.weight(whole) > left:
        return "", False
    beginning = compared.beginning(whole, left)
    return f"{label}\n{markup.quote(compared.markdown(beginning))}", beginning == whole


def _summary(checks: Sequence[QuoteCheck], address: str, tr: Translation) -> str:
    counts = Counter(check.verdict for check in checks)
    said = [tr.count(text, counts[kind]) for kind, text in _SUMMARY if counts[kind]]
    return f"{markup.link(tr(texts.MESSAGE), address)} · {tr.listed(said)}"


def _worst(checks: Sequence[QuoteCheck]) -> Tone:
    """The tone of the reply: one quotation that is not verbatim makes it less than verbatim."""
    verdicts = {check.verdict for check in checks}
    if verdicts == {QuoteVerdict.ABSENT}:
        return TONES[QuoteVerdict.ABSENT]
    return TONES[QuoteVerdict.VERBATIM if verdicts == {QuoteVerdict.VERBATIM} else QuoteVerdict.ALTERED]


def _options(checks: Sequence[QuoteCheck], tr: Translation) -> tuple[Option, ...]:
    """Menu options that lead to the quotations found in the library; two at one place share an option."""
    options: dict[str, Option] = {}
    for number, check in enumerate(checks, start=1):
        if check.hits:
            hit = check.hits[0]
            value = ids.choice(in_context(hit))
            label = option_text(f"{number} · {place_line(hit, tr)}")
            options.setdefault(value, Option(label, value, option_text(check.quote)))
    return tuple(options.values())[:OPTIONS]
