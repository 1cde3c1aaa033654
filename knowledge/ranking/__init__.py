"""Ranking: which passages of a library hold what a question asks for, and in which order."""
