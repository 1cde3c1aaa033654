"""Citations: the line under a passage, and references to it in the common styles and formats."""

from knowledge.citations.line import citation_line
from knowledge.citations.styles import CitationStyle, cite
from knowledge.citations.works import Pinpoint

__all__ = ["CitationStyle", "Pinpoint", "citation_line", "cite"]
