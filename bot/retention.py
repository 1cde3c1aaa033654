"""Retention periods, used for deleting and for informing people."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

REMOVED: Final = timedelta(days=30)
"""How long a removed document can be restored."""
PREVIEWS: Final = timedelta(days=7)
"""How long a preview may wait for approval."""
GAPS: Final = timedelta(days=30)
"""How long an unanswered question is kept."""
LEFT: Final = timedelta(days=30)
"""How long a server's data is kept after it removed the bot."""
RECORDS: Final = timedelta(days=365)
"""How long statistics and the audit log are kept."""
