"""From a question to its answer: understood, searched for, judged, explained."""
