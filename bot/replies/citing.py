"""A citation to copy, in a chosen style, also as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import markup, texts
from bot.ids.passage import Cited, Step, cite_id
from bot.replies import Attachment, Kept, Menu, Option, Reply, Tone, heading, parts
from bot.replies.place import pages_line, place_line
from knowledge import CitationStyle, Status

if TYPE_CHECKING:
    from bot.i18n import Translation
    from knowledge import Hit

NAMES: Final = {
    CitationStyle.CHICAGO: "Chicago",
    CitationStyle.MLA: "MLA",
    CitationStyle.BIBTEX: "BibTeX",
    CitationStyle.RIS: "RIS",
    CitationStyle.CSL_JSON: "CSL-JSON",
}
"""The names of the styles, the same in every language."""

_PLACE_ROOM = 300
_FENCE = "```"


def citation(hit: Hit, cited: Cited, style: CitationStyle, text: str, tr: Translation) -> Reply:
    """The citation ``text`` of a passage, with a menu of the other styles.

    The code block shows the citation exactly; if that is not possible, only the file has it.
    """
    data = text.encode()
    file = Attachment(f"citation{style.extension}", data)
    options = tuple(Option(name, one.value, chosen=one is style) for one, name in NAMES.items())
    answers = [one for one in hit.highlights if one.start == cited.start]
    place = pages_line(answers[0].pages, tr) if answers else ""
    line = markup.short(place_line(hit, tr), _PLACE_ROOM)
    if place and answers[0].pages != hit.pages:
        line += f" · {tr(texts.ANSWER_ON, pages=markup.escape(place))}"
    return Reply(
        Kept(heading(tr(texts.CITE_THIS)), f"-# {line}" if line else ""),
        Tone.PLAIN,
        lead=tr(texts.EARLIER_EDITION) if hit.document.status is Status.SUPERSEDED else "",
        body=(_block(text) if _is_exact(text) else tr(texts.COPY_FROM_FILE),),
        rows=(Menu(cite_id(Step.STYLE, cited), tr(texts.STYLE), options),),
        files=(file,),
    )


def _block(text: str) -> str:
    return f"{_FENCE}\n{_lines(text)}\n{_FENCE}"


def _lines(text: str) -> str:
    r"""The text as a message holds it: lines end in ``\n``, without a line end after the last."""
    return text.replace("\r\n", "\n").rstrip("\n")


def _is_exact(text: str) -> bool:
    """Whether a code block shows the text unchanged, apart from its line ends."""
    shown = _lines(text)
    fits = markup.weight(shown) <= parts.ROOM
    return fits and _FENCE not in shown and shown == markup.clean(shown).lstrip() and bool(shown)
