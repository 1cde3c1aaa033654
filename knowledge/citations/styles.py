"""The styles and formats in which a passage can be cited.

Each is implemented here. Processors of the Citation Style Language were rejected: their style files are licensed
share-alike, and none of them can cite a FRUS volume.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.citations.formats import bibtex, csl_json, ris
from knowledge.citations.prose import chicago, mla
from knowledge.citations.works import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from knowledge.citations.works import Pinpoint, Work
    from knowledge.models import Metadata


class CitationStyle(StrEnum):
    """A style for readers, or a format for reference managers."""

    CHICAGO = "chicago"
    MLA = "mla"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"

    @property
    def extension(self) -> str:
        """The file name extension."""
        return _EXTENSIONS[self]


_EXTENSIONS: Final = {
    CitationStyle.CHICAGO: ".txt",
    CitationStyle.MLA: ".txt",
    CitationStyle.BIBTEX: ".bib",
    CitationStyle.RIS: ".ris",
    CitationStyle.CSL_JSON: ".json",
}
_WRITERS: Final[Mapping[CitationStyle, Callable[[Work, date | None], str]]] = {
    CitationStyle.CHICAGO: chicago,
    CitationStyle.MLA: mla,
    CitationStyle.BIBTEX: bibtex,
    CitationStyle.RIS: ris,
    CitationStyle.CSL_JSON: csl_json,
}


def cite(metadata: Metadata, pinpoint: Pinpoint, style: CitationStyle, accessed: date | None = None) -> str:
    """The citation of the place ``pinpoint`` in a document; ``accessed`` is the day on which its address was read.

    Unknown metadata is left out.
    """
    return _WRITERS[style](work_of(metadata, pinpoint), accessed)
