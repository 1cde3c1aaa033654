"""Places of documents (pages, paragraphs, sections, footnotes): finding them by name, and reading them whole."""
