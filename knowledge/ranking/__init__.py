"""Ranking: finds and orders the passages of a library that match a question."""
