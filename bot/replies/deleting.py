"""The button that deletes a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import texts
from bot.ids.passage import Act, act_id
from bot.replies import Press

if TYPE_CHECKING:
    from bot.i18n import Translation


def delete(asker: int, tr: Translation) -> Press:
    """The button that deletes a reply to ``asker``; it works for the asker and for moderators."""
    return Press(act_id(Act.DELETE, asker), tr(texts.DELETE))


def delete_if_seen(asker: int | None, tr: Translation, *, private: bool) -> tuple[Press, ...]:
    """The delete button for public replies; nothing for ephemeral ones, which the user can dismiss."""
    return () if private or asker is None else (delete(asker, tr),)
