"""Autocompletion: documents, sections and places whose names begin with or are similar to the typed text."""
