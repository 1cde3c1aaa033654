"""How long things are kept: one place says it, and whatever people read agrees with it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bot import retention
from bot.i18n import translation
from bot.replies import about
from bot.texts import library as library_texts
from bot.texts import moderation as moderation_texts
from bot.texts import settings as settings_texts


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_privacy_tells_every_period(language: str) -> None:
    """Removed documents, previews, questions without an answer, statistics, the log, and servers that left."""
    said = about.privacy("`/settings`", translation(language)).lead
    kept = (retention.PREVIEWS, retention.REMOVED, retention.GAPS, retention.LEFT, retention.RECORDS, retention.RECORDS)
    assert sorted(map(int, re.findall(r"\d+", said))) == [period.days for period in kept]
    assert "{" not in said


def test_other_texts_say_the_same() -> None:
    """Texts that hold a period as a number, since they are too short for a gap or are sent to Discord as they are."""
    for text, period in (
        (library_texts.REMOVE_DESCRIPTION, retention.REMOVED),
        (library_texts.REMOVE_QUESTION, retention.REMOVED),
        (library_texts.PREVIEW_NOTES, retention.PREVIEWS),
        (settings_texts.GAPS_HELP, retention.GAPS),
        (moderation_texts.NO_GAPS, retention.GAPS),
    ):
        assert f"{period.days} days" in text


def test_replies_are_made_without_discord() -> None:
    """Whoever renders replies loads nothing of Discord's library."""
    code = (
        "import importlib, pkgutil, sys, bot.replies\n"
        "for one in pkgutil.iter_modules(bot.replies.__path__): importlib.import_module(f'bot.replies.{one.name}')\n"
        "assert 'discord' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
