"""Places of documents: pages, paragraphs, sections, footnotes; found by what people call them, and read whole."""
