"""Text that flows: the pieces of a marked-up document gathered into blocks, for every format with nested elements."""

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
    """The blocks so far, and the pieces of the block that is growing.

    A footnote's body follows the block that its mark stands in. A page break or an anchor before the first word of a
    block stands before the block.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[Inline] = []
        self._notes: list[NoteBody] = []
        self._visible = False
        self._closed = 0

    @property
    def is_empty(self) -> bool:
        """Whether the growing block has no words yet."""
        return not self._visible

    @property
    def pieces(self) -> Content:
        """The growing block."""
        return tuple(self._pieces)

    def add(self, *pieces: Inline) -> None:
        """Append pieces to the growing block."""
        for piece in pieces:
            if isinstance(piece, str):
                self._visible = self._visible or bool(clean(piece).strip())
                self._pieces.append(piece)
            elif isinstance(piece, PageBreak | Anchor) and not self._visible:
                self.blocks.append(piece)
            else:
                self._pieces.append(piece)

    def note(self, body: NoteBody) -> None:
        """Keep a footnote for after the growing block."""
        self._notes.append(body)

    def paragraph(self, role: Role = Role.PARAGRAPH) -> int | None:
        """Close the growing block as a paragraph, if it has any words; return its place among the blocks.

        Raises TooManyBlocksError, as ``heading`` does.
        """
        content = self._take()
        index = len(self.blocks) if content else None
        self._close([Paragraph(content, role=role)] if content else [])
        return index

    def heading(self, level: int) -> None:
        """Close the growing block as a heading, if it has any words."""
        content = self._take()
        self._close([Heading(content, level)] if content else [])

    def content(self, outer: Flow) -> Content:
        """Everything so far as the content of one block of ``outer``, which keeps the footnotes."""
        for body in self._notes:
            outer.note(body)
        return (*(block for block in self.blocks if isinstance(block, PageBreak | Anchor)), *self._pieces)

    def finish(self) -> None:
        """Close the growing block at the end of the document; marks that no words follow go with the last ones."""
        self.paragraph()
        marks, self._pieces = tuple(self._pieces), []
        last = self.blocks[-1] if self.blocks else None
        if marks and isinstance(last, Paragraph):
            self.blocks[-1] = replace(last, content=(*last.content, *marks))
        elif marks:
            self.blocks.append(Paragraph(marks))
        self._close([])

    def place(self, block: Block) -> None:
        """Append a block of its own; the growing block must be closed."""
        self.blocks.append(block)

    def _take(self) -> Content:
        """The pieces so far; marks without words wait for the words that follow."""
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
    texts = (piece if isinstance(piece, str) else " " * isinstance(piece, PageBreak) for piece in content)
    return " ".join("".join(texts).split())
