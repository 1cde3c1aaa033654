"""What all tests share: hypothesis takes the time it needs, because the machine may be busy with other work.

A run of the suite tries few examples of each property; ``make thorough`` tries many.
"""

from __future__ import annotations

import asyncio.constants
import linecache
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("suite", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session", autouse=True)
def sources_stay() -> Iterator[None]:
    """Our files do not change while the tests run, so nobody need look.

    In its debug mode asyncio notes where every handle and future was made, and asks the file system about each file of
    each frame: a fifth of the suite's time where that is slow. The nearest frames tell as much as ten.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linecache, "checkcache", lambda _filename=None: None)
        patch.setattr(asyncio.constants, "DEBUG_STACK_DEPTH", 3)
        yield
