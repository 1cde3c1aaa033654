"""What a button about the exchange knows: nothing but what it does.

f1:t               a thread to go on in
"""

from __future__ import annotations

from typing import Final

THREAD: Final = "f1:t"
