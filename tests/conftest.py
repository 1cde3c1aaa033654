"""What all tests share: hypothesis takes the time it needs, because the machine may be busy with other work."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("pincite", deadline=None)
settings.load_profile("pincite")
