"""The lines of a PDF page: their words and where they stand, as PDFium finds them.

PDFium says which letters stand on a page, in the order in which they were drawn, and sets off lines with a line end. A
hyphen at the end of a line it marks with a character of its own (U+0002, or U+FFFE in its UTF-16 text) and no line end.
"""

from __future__ import annotations

import ctypes
import math
import re
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HYPHEN: Final = "\x02"
"""A hyphen at the end of a line, which may or may not be part of the word."""

_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_MONOSPACED = re.compile(
    r"mono|courier|cursor|consol|typewriter|fixed|menlo|(?:^|\+)(?:cm|t1x|tx|ec|sf|la)[a-z]*tt[0-9]*$", re.IGNORECASE
)
_FIXED_PITCH: Final = 1
_FORCE_BOLD: Final = 1 << 18
"""Font flags (ISO 32000-1, table 123)."""
_GLUED_FIGURE = re.compile(r"(?<=[^\W\d_][.,;:!?”’\")\]])[0-9]{1,3}(?!\w)|(?<=[^\W\d_]{2})[0-9]{1,3}(?!\w)")
_PLAIN: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0xF0B7: "•", 0xF0A7: "▪", 0xFFFE: HYPHEN, 0: None,
}  # fmt: skip
"""Ligatures taken apart, and the bullets of the font "Symbol" as bullets."""
_MAX_CHARACTERS: Final = 100_000
"""Characters of one page that are read; a page of the densest telephone book has 20,000."""
RAISED: Final = 0.85
"""A footnote's mark is set in letters smaller than this share of the line's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; lengths are in points, ``y`` is the baseline's height above the lower edge.

    ``marks`` are footnote marks that stood in the line: their place in ``text``, which is without them, and the mark.
    ``page`` is the index of the page, from 0.
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    mono: bool = False
    marks: tuple[tuple[int, str], ...] = ()

    @property
    def plain(self) -> str:
        """The words, a hyphen at the end shown as one."""
        return self.text.replace(HYPHEN, "-")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One letter, upright: its origin, its right edge, the page's quarter turns, and its font."""

    x: float
    y: float
    right: float
    turns: int
    size: float
    bold: bool
    mono: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A line as PDFium gives it: its letters, the place of the first of them, and three letters looked at."""

    text: str
    begin: int
    first: _Glyph
    middle: _Glyph
    last: _Glyph


class PageText:
    """The text of one page; ``handle`` is PDFium's, and must be open as long as this is used.

    ``ink`` are all letters of the page that leave ink, in the order in which they were drawn.
    """

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._text = _text(handle)
        self.ink = "".join(self._text.split())
        # What PDFium writes its answers to, made once: a page has thousands of letters.
        self._x, self._y, self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(6))
        self._matrix, self._name, self._flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
        self._faces: dict[tuple[bytes, int], tuple[bool, bool]] = {}

    def lines(self, index: int) -> list[Line]:
        """The lines of the page, which is the one at ``index``, in the order in which they were drawn."""
        runs = list(self._runs())
        usual = _usual([run.first.turns for run in runs])
        lines = [self._line(run, index) for run in runs if run.first.turns == usual]
        return [line for line in lines if line.text.strip(HYPHEN)]

    def _runs(self) -> Iterator[_Run]:
        for match in _LINE.finditer(self._text):
            text = match[0]
            # The hyphen is a character of PDFium's own and stands where the letter before it does.
            first, last = len(text) - len(text.lstrip()), len(text.rstrip("\x02\ufffe \t\xa0")) - 1
            if first > last:
                continue
            middle = (first + last) // 2
            middle += text[middle].isspace()
            places = (match.start() + place for place in (first, middle, last))
            yield _Run(text, match.start(), *map(self._glyph, places))

    def _line(self, run: _Run, index: int) -> Line:
        glyphs = (run.first, run.middle, run.last)
        size = statistics.median(glyph.size for glyph in glyphs)
        text, marks = self._without_marks(run, size)
        return Line(
            text=text,
            page=index,
            left=run.first.x,
            right=max(run.last.right, run.first.x),
            y=run.middle.y,
            size=size,
            bold=all(glyph.bold for glyph in glyphs),
            mono=all(glyph.mono for glyph in glyphs),
            marks=marks,
        )

    def _without_marks(self, run: _Run, size: float) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The words of a line, and the small figures that stood in it."""
        text, marks, done = "", [], 0
        for match in _GLUED_FIGURE.finditer(run.text):
            if self._glyph(run.begin + match.start()).size < RAISED * size:
                text += _clean(run.text[done : match.start()])
                marks.append((len(text), match[0]))
                done = match.end()
        text += _clean(run.text[done:])
        shift = len(text) - len(text.lstrip())
        return text.strip(), tuple((place - shift, mark) for place, mark in marks)

    def _glyph(self, place: int) -> _Glyph:
        """The letter at ``place``, turned upright where the page lies on its side."""
        pdfium.FPDFText_GetCharOrigin(self._handle, place, self._x, self._y)
        pdfium.FPDFText_GetCharBox(self._handle, place, self._left, self._right, self._bottom, self._top)
        pdfium.FPDFText_GetMatrix(self._handle, place, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        turns = round(math.atan2(self._matrix.b, self._matrix.a) / (math.pi / 2)) % 4
        edges = (
            (self._x.value, self._y.value, self._right.value),
            (self._y.value, -self._x.value, self._top.value),
            (-self._x.value, -self._y.value, -self._left.value),
            (-self._y.value, self._x.value, -self._bottom.value),
        )[turns]
        size = pdfium.FPDFText_GetFontSize(self._handle, place) * scale
        return _Glyph(*edges, turns, size, *self._face(place))

    def _face(self, place: int) -> tuple[bool, bool]:
        """Whether a letter's font is bold, and whether all its letters are of one width."""
        length = pdfium.FPDFText_GetFontInfo(self._handle, place, self._name, 128, self._flags)
        font = (self._name.value if 0 < length <= 128 else b""), self._flags.value
        if font not in self._faces:
            name, flags = font[0].decode("utf-8", "replace"), font[1]
            bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
            self._faces[font] = bold, bool(flags & _FIXED_PITCH) or bool(_MONOSPACED.search(name))
        return self._faces[font]


def _text(handle: Any) -> str:
    """The page's text, one character of the string for each of PDFium's."""
    count = min(pdfium.FPDFText_CountChars(handle), _MAX_CHARACTERS)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1:
        return "".join(map(chr, buffer[:count]))
    # Letters without a meaning are left out of the text as a whole, and would shift all that follow.
    return "".join(chr(pdfium.FPDFText_GetUnicode(handle, place) or 0x20) for place in range(count))


def _usual(turns: Sequence[int]) -> int:
    """The direction of most lines: a page that lies on its side is read like any other, a note up its edge is not."""
    return max(set(turns), key=turns.count) if turns else 0


def _clean(text: str) -> str:
    """Halves of astral characters joined, ligatures taken apart, white space of one kind."""
    if text.isascii() and text.isprintable():
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"\s", " ", joined.translate(_PLAIN))
