"""From a question to its answer: interpretation, search, confidence, explanation."""
