"""The id of the button of an exchange; it carries only the action.

f1:t               open a thread to continue in
"""

from __future__ import annotations

from typing import Final

THREAD: Final = "f1:t"
