"""Logging of the running bot: one line an event on stderr, without the token."""

from __future__ import annotations

import logging

from bot.markup import clean

_OURS = ("bot", "knowledge")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Discreet(logging.Formatter):
    """Puts asterisks where a secret would stand, in tracebacks too, and takes out what a terminal would act upon."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = clean(super().format(record))
        return text.replace(self._secret, "***") if self._secret else text


def configure_logging(level: str, *, secret: str) -> None:
    """Log to stderr, from ``level`` on; for the program that runs the bot, never for a library.

    What other packages say is logged from WARNING on, unless everything is.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(secret))
    logging.basicConfig(level=level if level in {"DEBUG", "ERROR"} else "WARNING", handlers=[handler], force=True)
    for ours in _OURS:
        logging.getLogger(ours).setLevel(level)
    if level != "DEBUG":
        # It warns of voice libraries, which nobody here needs.
        logging.getLogger("discord.client").setLevel(logging.ERROR)
