"""How long what is kept for a time only is kept, for those who delete it and for those who tell people about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

REMOVED: Final = timedelta(days=30)
"""How long a removed document can be restored."""
PREVIEWS: Final = timedelta(days=7)
"""How long a preview waits for approval."""
GAPS: Final = timedelta(days=30)
"""How long a question without an answer is kept."""
LEFT: Final = timedelta(days=30)
"""How long what a server had is kept after it removed the bot."""
RECORDS: Final = timedelta(days=365)
"""How long statistics and the log of what moderators changed are kept."""
