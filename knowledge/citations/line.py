"""The citation line: the location of a passage, most specific part first ("¶ 6 · forces of … · pp. 402–403")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import Role

if TYPE_CHECKING:
    from knowledge.models import Passage

_SEPARATOR = " · "
_APPARATUS = {
    Role.TITLE: "title",
    Role.HEADING: "heading",
    Role.SOURCE: "source line",
    Role.NUMBER: "document number",
    Role.CODE: "series code",
}


def citation_line(passage: Passage) -> str:
    """Paragraph or kind of apparatus, section path, pages; what the source does not have is left out."""
    if passage.role is Role.NOTE:
        place = f"footnote {passage.name.removeprefix('note-')}"
    elif passage.role.is_body:
        place = f"¶ {passage.number}"
    else:
        place = _APPARATUS[passage.role]
    section = passage.section if passage.role is not Role.HEADING else passage.section[:-1]
    return _SEPARATOR.join(part for part in (place, " › ".join(section), str(passage.pages)) if part)
