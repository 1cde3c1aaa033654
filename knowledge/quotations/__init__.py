"""Whether a quotation stands in the library: word for word, altered, or not at all."""
