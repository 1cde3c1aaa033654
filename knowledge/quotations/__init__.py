"""Checks whether a quotation is in the library: verbatim, altered, or not at all."""
