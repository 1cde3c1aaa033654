"""``make gallery``: take a picture of every kind of reply, on wide and narrow screens, and write ``docs/gallery.md``.

Each scene is played by the real bot on its own stage; if names of scenes are given, only those are played.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from bot import texts
from bot.commands import terminal
from bot.texts import library as library_texts
from bot.texts import moderation as moderation_texts
from docs.stage import browser, fewer_colours, stage
from knowledge import Store, database_url

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser

    from docs.stage import Stage

FOLDER = Path(__file__).with_name("gallery")
TERMINAL = FOLDER / "terminal.png"
_COLUMNS = 100
PAGE = Path(__file__).with_name("gallery.md")
WIDTHS = (960, 400)
"""Widths of the screens in pixels: a desktop window and a phone."""

MOSCOW = "Why can't Moscow control Peiping like one of its satellites?"

Played = tuple[Any, Any]
"""The message or interaction result to photograph, and the member who views it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture of the gallery: how to produce it, and its caption."""

    name: str
    title: str
    caption: str
    play: Callable[[Stage], Awaitable[Played]]


async def _ask(on: Stage, question: str, **options: Any) -> Any:
    return (await on.reader.slash(on.channel, "ask", question=question, **options)).response


async def _press(on: Stage, message: Any, label: str, who: Any = None) -> Any:
    """The result of a press: the message it changed, or a new ephemeral one."""
    result = await (who or on.reader).click(message, label=label)
    return _last(result) or message


async def _answer(on: Stage) -> Played:
    return await _ask(on, MOSCOW), on.reader


async def _context(on: Stage) -> Played:
    reply = await _ask(on, "direct lever upon Chinese Communist policy")
    return await _press(on, reply, texts.CONTEXT), on.reader


async def _aliases(on: Stage) -> Played:
    return await _ask(on, "What does Beijing think about Tibet and Xinjiang?"), on.reader


async def _misspelt(on: Stage) -> Played:
    return await _ask(on, "frcition in Sinkaing"), on.reader


async def _nothing(on: Stage) -> Played:
    return await _ask(on, "How many rubles did the Soviet loans to China come to?"), on.reader


async def _nearest(on: Stage) -> Played:
    return await _press(
        on, await _ask(on, "How many rubles did the Soviet loans to China come to?"), texts.NEAREST
    ), on.reader


async def _why(on: Stage) -> Played:
    return await _press(on, await _ask(on, "How do Beijing and Moscow quarrel about doctrine?"), texts.WHY), on.reader


async def _cite(on: Stage) -> Played:
    return await _press(on, await _ask(on, MOSCOW), texts.CITE), on.reader


async def _bibtex(on: Stage) -> Played:
    cite = await _press(on, await _ask(on, MOSCOW), texts.CITE)
    result = await on.reader.select(cite, ["bibtex"])
    return result.response or cite, on.reader


async def _private(on: Stage) -> Played:
    return await _ask(on, MOSCOW, private=True), on.reader


async def _page(on: Stage) -> Played:
    return (await on.reader.slash(on.channel, "lookup", reference="page 404")).response, on.reader


async def _section(on: Stage) -> Played:
    result = await on.reader.slash(on.channel, "lookup", reference="section doctrinal differences")
    return result.response, on.reader


async def _missing_page(on: Stage) -> Played:
    return await _ask(on, "What's on page 412?"), on.reader


async def _contents(on: Stage) -> Played:
    return (await on.reader.slash(on.channel, "contents")).response, on.reader


async def _verbatim(on: Stage) -> Played:
    text = "In some few respects the USSR may have a direct lever upon Chinese Communist policy."
    return (await on.reader.slash(on.channel, "quote", text=text)).response, on.reader


async def _altered(on: Stage) -> Played:
    text = "In many respects the USSR may have a direct lever upon Chinese foreign policy."
    return (await on.reader.slash(on.channel, "quote", text=text)).response, on.reader


async def _checked(on: Stage) -> Played:
    message = await on.second.send(
        on.channel,
        "As the paper says, “the USSR may have a direct lever upon Chinese Communist policy”, "
        "and then “all the satellites will follow the example of Peiping without delay”.",
    )
    return (await on.reader.context_menu(on.channel, texts.CHECK_QUOTES, message)).response, on.reader


async def _settings(on: Stage) -> Played:
    return (await on.moderator.slash(on.channel, "settings")).response, on.moderator


async def _about(on: Stage) -> Played:
    return (await on.reader.slash(on.channel, "about")).response, on.reader


async def _privacy(on: Stage) -> Played:
    return (await on.reader.slash(on.channel, "privacy")).response, on.reader


_RULES = """# House rules

## Animals

Dogs are welcome in the reading room on {day} only.

## Fees

A lost ticket costs five crowns.
"""


async def _preview(on: Stage) -> Played:
    file = ("rules.md", _RULES.format(day="Tuesdays").encode())
    return _last(await on.moderator.slash(on.channel, "library add", file1=file)), on.moderator


async def _changes(on: Stage) -> Played:
    preview, _ = await _preview(on)
    await on.moderator.click(preview, label=library_texts.APPROVE)
    file = ("rules.md", _RULES.format(day="Fridays").encode())
    replaced = await on.moderator.slash(on.channel, "library replace", document="rules", file=file)
    return _last(replaced), on.moderator


async def _documents(on: Stage) -> Played:
    preview, _ = await _preview(on)
    await on.moderator.click(preview, label=library_texts.APPROVE)
    return _last(await on.moderator.slash(on.channel, "library list")), on.moderator


async def _gaps(on: Stage) -> Played:
    for question in ("How many rubles did the loans come to?", "How many rubles were the loans?", "What of zeppelins?"):
        await _ask(on, question)
    return _last(await on.moderator.slash(on.channel, "gaps")), on.moderator


async def _insights(on: Stage) -> Played:
    for question in (MOSCOW, "friction in Sinkiang", "What of zeppelins?"):
        await _ask(on, question)
    return _last(await on.moderator.slash(on.channel, "insights", days=7)), on.moderator


async def _golden(on: Stage) -> Played:
    reply = await _ask(on, MOSCOW)
    await on.moderator.context_menu(on.channel, moderation_texts.KEEP_AS_GOLDEN, reply)
    return _last(await on.moderator.slash(on.channel, "golden check")), on.moderator


async def _audit(on: Stage) -> Played:
    preview, _ = await _preview(on)
    await on.moderator.click(preview, label=library_texts.APPROVE)
    return _last(await on.moderator.slash(on.channel, "audit")), on.moderator


def _last(result: Any) -> Any:
    return result.followups[0] if result.followups else result.response


SCENES = (
    Scene("answer", "An answer", "The best passage, the sentence that answers in bold, its own page.", _answer),
    Scene("context", "Context", "The paragraphs around it, one more at each press.", _context),
    Scene("aliases", "Names of today", "What else was searched for, and under which name it was found.", _aliases),
    Scene("misspelt", "Misspelt", "What was corrected, and a button to search for what was typed.", _misspelt),
    Scene("nothing", "No answer", "It is said, with the words that the library never uses.", _nothing),
    Scene("nearest", "The nearest passages", "Only on request, and marked as not an answer.", _nearest),
    Scene("why", "Why this passage", "Which words of the question led to it, and how.", _why),
    Scene("cite", "A citation", "With the page of the very sentence, to copy and as a file.", _cite),
    Scene("bibtex", "Another style", "Chicago, MLA, BibTeX, RIS, CSL-JSON.", _bibtex),
    Scene("private", "A private answer", "Seen by the asker alone, until they share it.", _private),
    Scene("page", "A page", "Whole, its paragraphs in order, on to the next.", _page),
    Scene("section", "A section", "The same for a section, in parts where it is long.", _section),
    Scene("missing-page", "A page that is not there", "One sentence says what there is.", _missing_page),
    Scene("contents", "The outline", "With a menu that opens a section.", _contents),
    Scene("verbatim", "A quotation, word for word", "Where it stands.", _verbatim),
    Scene("altered", "A quotation, altered", "What is only in the quotation, and what only in the library.", _altered),
    Scene("checked", "The quotations of a message", "Each of them, checked.", _checked),
    Scene("settings", "Settings", "What moderators can set.", _settings),
    Scene("preview", "A document before it goes live", "What was understood of the file, to approve or not.", _preview),
    Scene("changes", "A newer edition", "What would change, before it does.", _changes),
    Scene("documents", "The documents of a server", "Its own, and those that all share.", _documents),
    Scene("gaps", "Questions without an answer", "Alike ones together, without who asked.", _gaps),
    Scene("golden", "Golden questions", "Whether their passages still come first.", _golden),
    Scene("insights", "Insights", "Questions a day, and what was cited most.", _insights),
    Scene("audit", "The log", "Who changed what, and when.", _audit),
    Scene("about", "About", "What the bot is, and what can be asked of it.", _about),
    Scene("privacy", "Privacy", "What is kept, and for how long.", _privacy),
)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([scene.name for scene in SCENES]))
@click.option("--out", default=FOLDER, type=click.Path(path_type=Path), help="The folder for the pictures.")
def main(names: tuple[str, ...], out: Path) -> None:
    """Photograph all scenes, or those with these NAMES."""
    out.mkdir(exist_ok=True, parents=True)
    asyncio.run(
        _photograph([scene for scene in SCENES if not names or scene.name in names], out, with_terminal=not names)
    )
    PAGE.write_text(_page_text(), encoding="utf-8")


async def _photograph(scenes: list[Scene], out: Path, *, with_terminal: bool) -> None:
    async with browser() as chromium:
        if with_terminal:
            await _photograph_terminal(chromium, out / TERMINAL.name)
        for scene in scenes:
            async with stage() as on:
                shown, viewer = await scene.play(on)
                for width in WIDTHS:
                    await on.photograph(chromium, shown, viewer, width, out / f"{scene.name}-{width}.png")
            click.echo(scene.name)


async def _photograph_terminal(chromium: Browser, out: Path) -> None:
    """Take a picture of the terminal output of ``pincite ask``."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(database_url(Path(folder)))
        store.install_bundled()
        answer = store.library().ask(MOSCOW, limit=1)
        store.close()
    console = Console(record=True, force_terminal=True, width=_COLUMNS, file=io.StringIO(), highlight=False)
    terminal.show_answer(answer, console)
    console.print()  # the picture would cut off the last line
    view = await chromium.new_page(viewport={"width": 1240, "height": 1400})
    svg = console.export_svg(title="pincite ask")
    await view.set_content(f"<style>body {{margin: 0}} svg {{width: 1200px}}</style>{svg}")
    await view.locator("svg").first.screenshot(path=out)
    await view.close()
    fewer_colours(out)


def _page_text() -> str:
    lines = [
        "# Gallery",
        "",
        "Every kind of reply, on a wide screen and on a telephone, photographed in a simulated Discord by",
        "`make gallery`, which also writes this page.",
    ]
    for scene in SCENES:
        wide, narrow = (f"gallery/{scene.name}-{width}.png" for width in WIDTHS)
        lines += [
            "",
            f"## {scene.title}",
            "",
            scene.caption,
            "",
            f'<img src="{wide}" width="600" alt="{scene.title}, on a wide screen">',
            f'<img src="{narrow}" width="260" alt="{scene.title}, on a telephone">',
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
