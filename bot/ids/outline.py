"""The state of a button of an outline: which outline, which page of it, for whom.

    o1:n:3gk8ab2l:2:1a-d
    │  │ │        │ └ reference of the document (empty: the list of all documents)
    │  │ │        └ page of the outline, from 0, in base 36
    │  │ └ asker, in base 36 (empty: a new view for whoever presses)
    │  └ which button, so that two buttons of one message never share an id
    └ version of this format

The menu under a list of documents has such an id, too; its values are references of documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.ids import ASKER, REF, checked, matched, optional36, read36
from knowledge import base36

VERSION: Final = "o1"

_REF = re.compile(REF)
_PATTERN = re.compile(rf"{VERSION}:(?P<button>[0-9a-z]):(?P<asker>{ASKER})?:(?P<page>[0-9a-z]{{1,4}}):(?P<ref>{REF})?")


@dataclass(frozen=True, slots=True)
class Contents:
    """A page of the outline of a document, or, without a ``ref``, of the list of documents.

    Without an ``asker``, whoever presses gets a new view; with one, the message itself is updated, for the asker only.
    """

    ref: str | None = None
    asker: int | None = None
    page: int = 0

    def of(self, asker: int) -> Contents:
        """The same page in a view for ``asker``."""
        return replace(self, asker=asker)

    def at(self, page: int) -> Contents:
        """The same outline at another page."""
        return replace(self, page=page)


def encode(contents: Contents, button: str) -> str:
    """The id of a button; ``button`` distinguishes it from the others of its message.

    Raises:
        ValueError: the reference holds an invalid character, or the id is too long.
    """
    custom_id = f"{VERSION}:{button}:{optional36(contents.asker)}:{base36(contents.page)}:{contents.ref or ''}"
    return checked(custom_id, _PATTERN)


def decode(custom_id: str) -> Contents:
    """The page that the button with this id shows.

    Raises:
        StaleIdError: the id is of another version, or damaged.
    """
    match = matched(custom_id, _PATTERN)
    return Contents(match["ref"], read36(match["asker"]), int(match["page"], 36))


def chosen(value: str, asker: int | None) -> Contents:
    """The outline that a menu option leads to.

    Raises:
        StaleIdError: the value is damaged.
    """
    return Contents(matched(value, _REF)[0], asker)
