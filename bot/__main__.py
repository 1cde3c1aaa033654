"""``python -m bot`` is the command ``pincite``."""

from bot.cli import main

main()
