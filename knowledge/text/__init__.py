"""Words and sentences: analysis for each language, spelling, forms, stop words."""
