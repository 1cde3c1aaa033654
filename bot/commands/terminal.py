"""Output of the commands for people: colours on a terminal, plain text with the same marks when piped.

The answering sentence is bold on a terminal and enclosed in ``**`` otherwise. Names and texts come from untrusted
files: terminal control sequences and invisible or direction-changing characters are removed from all output, in this
module.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click
from rich.console import Console, ConsoleRenderable, RenderHook
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.markup import clean
from knowledge import QuoteVerdict, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import ConsoleOptions, RenderResult

    from bot.host.diagnosis import Finding
    from knowledge import Answer, Document, Highlight, Hit, Outline, QuoteCheck

_WIDEST = 100
_INDENT = 3
_VERDICTS = {
    QuoteVerdict.VERBATIM: "The library has it word for word.",
    QuoteVerdict.ALTERED: "The library has it, but in other words.",
    QuoteVerdict.ABSENT: "The library does not have it.",
}
EARLIER = "From an earlier edition: the library has a newer one."
_MARKS = {"ok": ("✓", "green"), "note": ("•", "yellow"), "wrong": ("✗", "red")}


def console() -> Console:
    """The console for stdout: at most 100 columns, without colours when piped."""
    out = Console(highlight=False, markup=True, soft_wrap=False)
    if out.width > _WIDEST or not out.is_terminal:
        out.width = _WIDEST
    out.push_render_hook(_Harmless())
    return out


class _Harmless(RenderHook):
    """Removes control sequences and invisible characters from everything that a console prints."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Wrap each renderable; called by the console."""
        return [_Cleaned(one) for one in renderables]


class _Cleaned:
    """A renderable whose text is cleaned after layout; its styles are unchanged."""

    def __init__(self, inner: ConsoleRenderable) -> None:
        self._inner = inner

    def __rich_console__(self, out: Console, options: ConsoleOptions) -> RenderResult:
        for segment in out.render(self._inner, options):
            yield segment if segment.control else Segment(clean(segment.text), segment.style)


def say(sentence: str, *, err: bool = False) -> None:
    """Print one line to stdout or stderr."""
    click.echo(" ".join(clean(sentence).split("\n")), err=err)


def show_text(text: str, *, err: bool = False) -> None:
    """Print a text of any number of lines."""
    click.echo(clean(text), err=err, nl=not text.endswith("\n"))


def show_answer(answer: Answer, out: Console) -> None:
    """Print an answer: the passages, best first, each under its citation."""
    if answer.message:
        out.print(Text(answer.message, "bold"))
    for correction in answer.corrections:
        out.print(Text(f"Read “{correction.typed}” as “{correction.used}”.", "dim"))
    for alias in answer.aliases:
        out.print(Text(f"“{alias.typed}”: also looked for {_listed(alias.also, 'and')}.", "dim"))
    if not answer.answered:
        _say_nothing_found(answer, out)
        return
    for hit in answer.hits:
        if hit.rank == 1 or hit.role is not Role.HEADING:
            out.print()
        _show_hit(hit, out)


def _say_nothing_found(answer: Answer, out: Console) -> None:
    if not answer.message:
        out.print(Text("The library has no answer to that.", "bold"))
    if answer.unknown_words:
        out.print(f"It never uses {_listed(answer.unknown_words, 'or')}.", markup=False)
    if answer.hits:
        out.print("The nearest passages, which are not an answer:", markup=False)
        for hit in answer.hits:
            out.print(Padding(Text(f"{hit.citation}: {_beginning(hit.text)}", "dim"), (0, 0, 0, _INDENT)))


def _show_hit(hit: Hit, out: Console) -> None:
    if hit.role is Role.HEADING:
        out.print(Text.assemble((f"{hit.rank}. ", "dim"), hit.text, (f"  {hit.pages}", "dim")))
        return
    title = Text(f"{hit.rank}. ", "dim")
    title.append(hit.citation, "bold cyan")
    out.print(title)
    out.print(Padding(Text(hit.document.title, "dim italic"), (0, 0, 0, _INDENT)))
    if hit.document.status is Status.SUPERSEDED:
        out.print(Padding(Text(EARLIER, "yellow"), (0, 0, 0, _INDENT)))
    out.print(Padding(_passage(hit, terminal=out.is_terminal), (0, 0, 0, _INDENT)))
    place = Text("", "dim")
    if hit.highlights and str(hit.highlights[0].pages):
        place.append(f"answer on {hit.highlights[0].pages}")
    url = hit.highlights[0].url if hit.highlights else hit.url
    if url:
        place.append(f"{' · ' if place.plain else ''}{url}")
    if place.plain:
        # A terminal does not recognise a link that is broken into two lines.
        out.print(Text(" " * _INDENT) + place, soft_wrap=True)


def _passage(hit: Hit, *, terminal: bool) -> Text:
    text = Text()
    end = 0
    for mark in sorted(hit.highlights, key=_start):
        text.append(hit.text[end : mark.start])
        text.append(mark.text if terminal else f"**{mark.text}**", "bold yellow")
        end = mark.end
    text.append(hit.text[end:])
    return text


def _start(mark: Highlight) -> int:
    return mark.start


def show_check(check: QuoteCheck, out: Console) -> None:
    """Print a checked quotation: the verdict, the passages that contain it, and its changes."""
    out.print(Text(_VERDICTS[check.verdict], "bold"))
    for one in (*check.differences, *check.remarks):
        quoted, original = (f"“{words}”" if words else "nothing" for words in (one.quoted, one.original))
        out.print(Text(f"{one.kind.value}: {quoted} in the quotation, {original} in the library", "dim"))
    for hit in check.hits:
        out.print()
        _show_hit(hit, out)
    if check.elsewhere:
        out.print(Text(f"Also at {'; '.join(hit.citation for hit in check.elsewhere)}", "dim"))


def show_outlines(outlines: Iterable[Outline], out: Console) -> None:
    """Print outlines of documents: sections with their paragraphs and pages."""
    for outline in outlines:
        out.print(Text(outline.document.title, "bold"))
        out.print(
            Text(f"{outline.document.id} · {outline.paragraphs} paragraphs · {outline.pages}".rstrip(" ·"), "dim")
        )
        table = Table.grid(padding=(0, 2))
        for section in outline.sections:
            numbers = section.paragraphs
            span = "" if not numbers else f"¶ {numbers[0]}" + (f"–{numbers[-1]}" if len(numbers) > 1 else "")
            depth = max(0, len(section.path) - 1)
            heading = Text("  " * depth + (section.heading or "(no heading)"), "" if section.heading else "dim italic")
            table.add_row(Text(span, "cyan"), heading, Text(str(section.pages), "dim"))
        out.print(table)


def show_inspection(document: Document, out: Console) -> None:
    """Print what a reader extracted from a file: its warnings, then every passage with its place."""
    out.print(Text(document.title, "bold"))
    for warning in document.warnings:
        out.print(Text(f"• {warning}", "yellow"))
    table = Table.grid(padding=(0, 2))
    for passage in document.passages:
        name = f"¶ {passage.number}" if passage.role.is_body else passage.role.value
        pages = f"{passage.pages} ({passage.pages.kind.value})" if passage.pages.first else ""
        table.add_row(Text(name, "cyan"), Text(pages, "dim"), Text(_beginning(passage.text)))
    out.print(table)


def show_list(outlines: Sequence[Outline], out: Console) -> None:
    """Print the documents, one per line."""
    if not outlines:
        out.print("The library is empty.", markup=False)
    for outline in outlines:
        line = Text(outline.document.id, "cyan")
        line.append(f"  {outline.document.title}")
        line.append(f"  {outline.paragraphs} paragraphs  {outline.pages}".rstrip(), "dim")
        out.print(line, soft_wrap=True)


def show_figures(figures: Mapping[str, float | int | str], out: Console) -> None:
    """Print names and numbers, one pair per line."""
    table = Table.grid(padding=(0, 2))
    for name, value in figures.items():
        table.add_row(
            Text(name.replace("_", " ")), Text(f"{value:,}" if isinstance(value, int) else f"{value}", "bold")
        )
    out.print(table)


def show_findings(findings: Iterable[Finding], out: Console) -> None:
    """Print the doctor's findings, one per line."""
    for finding in findings:
        mark, style = _MARKS[finding.status]
        line = Text(f"{mark} ", style)
        line.append(f"{finding.check}: ", "bold")
        line.append(finding.detail)
        out.print(line, soft_wrap=True)


def _beginning(text: str) -> str:
    return textwrap.shorten(text, 90, placeholder=" …")


def _listed(words: Sequence[str], conjunction: str) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {conjunction} {quoted[-1]}"
