"""What all tests share: hypothesis takes the time it needs, because the machine may be busy with other work.

A run of the suite tries few examples of each property; ``make thorough`` tries many.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("suite", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
