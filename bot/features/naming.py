"""Finds documents in any state by the title or id that a moderator types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import markup
from bot.errors import Instead, Refused
from bot.replies.library_list import elsewhere, names, several, state_of
from bot.texts import library as texts
from knowledge import Origin, Status, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.i18n import Translation
    from knowledge import EditionInfo, Store

LIVE: Final = (Status.LIVE,)
REMOVED: Final = (Status.REMOVED,)
EDITABLE: Final = (Status.LIVE, Status.PENDING)
ANY: Final = (Status.LIVE, Status.PENDING, Status.REMOVED)
"""States of documents that can be named, the most common first."""


def listed(store: Store, guild_id: int, status: Status = Status.LIVE) -> tuple[EditionInfo, ...]:
    """The documents of a server in one state, without the bundled ones if the server does not use them."""
    bundled = store.settings.uses_bundled(guild_id)
    infos = store.documents.list(guild_id, status)
    return tuple(one for one in infos if bundled or one.origin is not Origin.BUNDLED)


def find(
    store: Store, guild_id: int, name: str, states: Sequence[Status], tr: Translation, *, own: bool = True
) -> EditionInfo:
    """The document with this id or title in one of ``states``; ``own``: one that the server may change.

    Raises Refused if there is none, or Instead if there is one in another state, or several of this title.
    """
    typed = markup.one_line(name)
    found = _named(store, guild_id, typed, states)
    if not found:
        other = _named(store, guild_id, typed, [one for one in ANY if one not in states])
        if other:
            raise Instead(elsewhere(other[-1], tr))
        unknown = texts.NOT_REMOVED if states == REMOVED else texts.NO_SUCH
        raise Refused(unknown, name=markup.shorten(typed, 100))
    if len({one.id for one in found}) > 1:
        raise Instead(several(found, tr))
    if own and found[-1].is_shared:
        raise Refused(texts.SHARED, title=found[-1].title)
    return found[-1]


def suggested(
    store: Store, guild_id: int, typed: str, states: Iterable[Status], tr: Translation, *, own: bool = True
) -> list[Suggestion]:
    """The documents whose title or id contains the typed text, each id once; equal titles are shown with their ids."""
    infos: dict[str, EditionInfo] = {}
    for info in (one for status in states for one in listed(store, guild_id, status)):
        if not (own and info.is_shared):
            # A preview of a newer edition has the same id as the live document.
            infos.setdefault(info.id, info)
    called, words = names(infos.values(), tr), _folded(typed)
    return [
        Suggestion(one.id, " · ".join([called[one.key], *([] if one.status is Status.LIVE else [state_of(one, tr)])]))
        for one in infos.values()
        if words in _folded(f"{one.title} {one.id}")
    ]


def namesake(store: Store, info: EditionInfo) -> EditionInfo | None:
    """The live document of the same server of which the preview of a new document may be a newer edition.

    It has the same title or, if there is none, the same file name.
    """
    if info.guild_id is None or info.status is not Status.PENDING or info.replaces is not None:
        return None
    own = [one for one in store.documents.list(info.guild_id) if not one.is_shared]
    alike = [one for one in own if _folded(one.title) == _folded(info.title)]
    alike = alike or [one for one in own if one.file_name.casefold() == info.file_name.casefold()]
    return alike[-1] if alike else None


def _named(store: Store, guild_id: int, typed: str, states: Iterable[Status]) -> tuple[EditionInfo, ...]:
    """The documents of this id or else of this title, in the first of ``states`` that has any."""
    shelves = [listed(store, guild_id, status) for status in states]
    for is_called in (lambda one: one.id == typed, lambda one: _folded(one.title) == _folded(typed)):
        for infos in shelves:
            alike = tuple(one for one in infos if is_called(one))
            # The server's own document goes before a shared one of the same name.
            found = tuple(one for one in alike if not one.is_shared) or alike
            if found:
                return found
    return ()


def _folded(text: str) -> str:
    return markup.one_line(text).casefold()
