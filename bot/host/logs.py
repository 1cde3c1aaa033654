"""Logging of the running bot: one line per event on stderr, without the token."""

from __future__ import annotations

import logging

from bot.markup import clean

_OURS = ("bot", "knowledge")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Discreet(logging.Formatter):
    """Replaces the secret by asterisks, in tracebacks too, and removes terminal control characters."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = clean(super().format(record))
        return text.replace(self._secret, "***") if self._secret else text


def configure_logging(level: str, *, secret: str) -> None:
    """Log to stderr from ``level`` on; to be called by the program that runs the bot, never by a library.

    Other packages log from WARNING on; with DEBUG or ERROR the level applies to them as well.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(secret))
    logging.basicConfig(level=level if level in {"DEBUG", "ERROR"} else "WARNING", handlers=[handler], force=True)
    for ours in _OURS:
        logging.getLogger(ours).setLevel(level)
    if level != "DEBUG":
        # It warns about missing voice libraries, which are not needed.
        logging.getLogger("discord.client").setLevel(logging.ERROR)
