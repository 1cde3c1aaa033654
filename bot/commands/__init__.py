"""The commands of ``pincite``."""
