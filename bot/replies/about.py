"""The replies of ``/about`` and ``/privacy``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import retention
from bot import texts as general
from bot.replies import HEADING, Kept, Press, Reply, Tone
from bot.texts import about as texts

if TYPE_CHECKING:
    from bot.i18n import Translation

ABOUT_ID: Final = "a1:about"
PRIVACY_ID: Final = "a1:privacy"
_PARAGRAPH: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command: its clickable name (Markdown), and what it does."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a library."""

    documents: int
    passages: int


def about(version: str, size: Size, commands: tuple[CommandLine, ...], tr: Translation) -> Reply:
    """What the bot is, the size of the library, and the commands."""
    documents = tr.count(general.DOCUMENTS, size.documents)
    passages = tr.count(general.PASSAGES, size.passages)
    lines = [tr(texts.COMMAND_LINE, command=one.name, description=one.description) for one in commands]
    return Reply(
        Kept(f"{HEADING}Pincite"),
        Tone.PLAIN,
        lead=_PARAGRAPH.join((tr(texts.WHAT_I_AM), "\n".join(lines), tr(texts.OTHER_WAYS))),
        citation=f"{tr(texts.LIBRARY_HERE, documents=documents, passages=passages)}\n"
        f"-# {tr(texts.LICENCE, version=version)}",
        rows=((Press(PRIVACY_ID, tr(texts.KEPT)),),),
    )


def privacy(settings: str, tr: Translation) -> Reply:
    """Which data is stored, where and for how long; ``settings`` names the command (Markdown)."""
    return Reply(
        Kept(f"{HEADING}{tr(texts.KEPT)}"),
        Tone.PLAIN,
        lead=_PARAGRAPH.join(
            (
                tr(texts.KEPT_OF_PEOPLE, records=retention.RECORDS.days),
                tr(texts.KEPT_OF_QUESTIONS, settings=settings, gaps=retention.GAPS.days),
                tr(
                    texts.KEPT_OF_SERVERS,
                    records=retention.RECORDS.days,
                    removed=retention.REMOVED.days,
                    previews=retention.PREVIEWS.days,
                ),
                tr(texts.KEPT_WHERE),
                tr(texts.KEPT_HOW_LONG, left=retention.LEFT.days),
            )
        ),
        rows=((Press(ABOUT_ID, tr(texts.SHOW_ABOUT)),),),
    )
