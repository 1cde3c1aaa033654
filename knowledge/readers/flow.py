"""Gathers the pieces of a marked-up document into blocks, for all formats with nested elements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.models import Role
from knowledge.readers.blocks import (
    MAX_BLOCKS,
    Anchor,
    Block,
    Content,
    Heading,
    Inline,
    NoteBody,
    PageBreak,
    Paragraph,
    TooManyBlocksError,
)
from knowledge.readers.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Flow:
    """The blocks so far, and the pieces of the current block.

    A footnote's body follows the block that contains its mark. A page break or an anchor before the first word of a
    block is placed before the block.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[Inline] = []
        self._notes: list[NoteBody] = []
        self._visible = False
        self._closed = 0

    @property
    def is_empty(self) -> bool:
        """Whether the current block has no words yet."""
        return not self._visible

    @property
    def pieces(self) -> Content:
        """The pieces of the current block."""
        return tuple(self._pieces)

    def add(self, *pieces: Inline) -> None:
        """Append pieces to the current block."""
        for piece in pieces:
            if isinstance(piece, str):
                self._visible = self._visible or bool(clean(piece).strip())
                self._pieces.append(piece)
            elif isinstance(piece, PageBreak | Anchor) and not self._visible:
                self.blocks.append(piece)
            else:
                self._pieces.append(piece)

    def note(self, body: NoteBody) -> None:
        """Keep a footnote until the current block is closed."""
        self._notes.append(body)

    def paragraph(self, role: Role = Role.PARAGRAPH, number: str | None = None, lead: str = "") -> int | None:
        """Close the current block as a paragraph, if it has any words; return its index among the blocks.

        ``number`` and ``lead`` are those of ``Paragraph``.

        Raises TooManyBlocksError, as ``heading`` does.
        """
        content = self._take()
        index = len(self.blocks) if content else None
        self._close([Paragraph(content, number, lead, role)] if content else [])
        return index

    def heading(self, level: int, lead: str = "") -> None:
        """Close the current block as a heading, if it has any words; ``lead`` is the number printed before it."""
        content = self._take()
        self._close([Heading((lead, *content) if lead else content, level)] if content else [])

    def content(self, outer: Flow) -> Content:
        """Everything so far as the content of one block of ``outer``, which takes over the footnotes."""
        for body in self._notes:
            outer.note(body)
        return (*(block for block in self.blocks if isinstance(block, PageBreak | Anchor)), *self._pieces)

    def finish(self) -> None:
        """Close the current block at the end of the document; trailing marks are added to the last paragraph."""
        self.paragraph()
        marks, self._pieces = tuple(self._pieces), []
        last = self.blocks[-1] if self.blocks else None
        if marks and isinstance(last, Paragraph):
            self.blocks[-1] = replace(last, content=(*last.content, *marks))
        elif marks:
            self.blocks.append(Paragraph(marks))
        self._close([])

    def place(self, block: Block) -> None:
        """Append a separate block; the current block must be closed."""
        self.blocks.append(block)

    def _take(self) -> Content:
        """Take the pieces so far; marks without words are kept for the next block."""
        if not self._visible:
            self._pieces = [piece for piece in self._pieces if not isinstance(piece, str)]
            return ()
        content, self._pieces, self._visible = tuple(self._pieces), [], False
        return content

    def _close(self, blocks: Sequence[Block]) -> None:
        self.blocks += blocks
        self._closed += len(blocks)
        if self._closed > MAX_BLOCKS:
            raise TooManyBlocksError
        if not self._pieces:
            self.blocks += self._notes
            self._notes = []


def words(content: Iterable[Inline]) -> str:
    """The words of ``content`` with white space folded, without its marks and breaks."""
    texts = (
        piece if isinstance(piece, str) else " " * (isinstance(piece, PageBreak) and not piece.in_word)
        for piece in content
    )
    return " ".join("".join(texts).split())
