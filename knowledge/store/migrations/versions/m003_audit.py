"""The audit log has columns for the edition that an entry is about, which was packed into its detail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "m003"
down_revision = "m002"

_AUDIT = sa.table(
    "audit",
    sa.column("key", sa.Integer),
    sa.column("action", sa.Text),
    sa.column("detail", sa.Text),
    sa.column("title", sa.Text),
    sa.column("edition", sa.Integer),
    sa.column("edition_key", sa.Integer),
)


def upgrade() -> None:
    """Add the columns, and fill them from "title, tab, edition, tab, key"; a detail without tabs is a title."""
    for column in (
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("edition", sa.Integer, nullable=True),
        sa.Column("edition_key", sa.Integer, nullable=True),
    ):
        op.add_column("audit", column)
    connection = op.get_bind()
    entries = sa.select(_AUDIT.c.key, _AUDIT.c.detail).where(_AUDIT.c.action.startswith("document."))
    for key, detail in connection.execute(entries).all():
        title, *numbers = detail.rsplit("\t", 2)
        is_packed = len(numbers) == 2 and all(number.isdecimal() for number in numbers)
        edition, edition_key = map(int, numbers) if is_packed else (None, None)
        values = {
            "title": title if is_packed else detail,
            "edition": edition,
            "edition_key": edition_key,
            "detail": "",
        }
        connection.execute(sa.update(_AUDIT).where(_AUDIT.c.key == key).values(values))
