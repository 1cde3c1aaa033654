"""What each command of ``pincite`` does."""
