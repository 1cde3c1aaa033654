"""The lines of a PDF page, their words and positions, as extracted by PDFium.

PDFium returns the letters of a page in the order in which they were drawn, with line ends between lines. It marks a
hyphen at the end of a line with a special character (U+0002, or U+FFFE in its UTF-16 text) and no line end.
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

LOST: Final = "\ufffd"
"""Stands for a letter that the file does not map to Unicode."""
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_MONOSPACED = re.compile(
    r"mono|courier|cursor|consol|typewriter|fixed|menlo|(?:^|\+)(?:cm|t1x|tx|ec|sf|la)[a-z]*tt[0-9]*$", re.IGNORECASE
)
_FIXED_PITCH: Final = 1
_FORCE_BOLD: Final = 1 << 18
"""Font flags (ISO 32000-1, table 123)."""
_FIGURE = re.compile(r"[0-9]+(?!\w)")
_LONGEST_MARK: Final = 3
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u060b\u060d-\u061a\u0620-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
)
"""Words in scripts that are written from right to left, without their digits and punctuation."""
_PLAIN: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0xF0B7: "•", 0xF0A7: "▪", 0xFFFE: HYPHEN, 0: None,
}  # fmt: skip
"""Ligatures as separate letters, and the bullets of the font "Symbol" as Unicode bullets."""
_MAX_CHARACTERS: Final = 100_000
"""Maximum characters read of one page; a page of a dense telephone book has 20,000."""
RAISED: Final = 0.85
"""A footnote's mark is set in letters smaller than this share of the line's."""
_LEAST_RISE: Final = 0.1
"""Minimum distance of the baselines of a footnote's mark and its line, relative to the size of the line's letters."""
_STEEPEST: Final = 10
"""Maximum slope of a line of text, in degrees from a quarter turn; a watermark across the page is steeper."""
_ASLANT: Final = -1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; lengths are in points, ``y`` is the baseline's height above the lower edge.

    ``left`` and ``right`` of a line that runs from right to left are mirrored, so that it begins at its ``left``.
    ``raised`` are the small raised figures in ``text``: each its position, and the figure. ``marks`` are those of them
    that are footnote marks, once these are known and removed from ``text``. ``note`` is the mark of the footnote that
    begins with this line; the text begins with this mark. ``page`` is the index of the page, from 0.
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    mono: bool = False
    raised: tuple[tuple[int, str], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    note: str | None = None

    @property
    def plain(self) -> str:
        """The words, with a hyphen at the end as "-"."""
        return self.text.replace(HYPHEN, "-")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One letter, upright: its origin, its right edge, its quarter turns (or ``_ASLANT``), and its font."""

    x: float
    y: float
    right: float
    turns: int
    size: float
    bold: bool
    mono: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A line as PDFium returns it: its text, the index of its first letter, and three sampled letters."""

    text: str
    begin: int
    first: _Glyph
    middle: _Glyph
    last: _Glyph


class PageText:
    """The text of one page; ``handle`` is PDFium's, and must stay open as long as this is used.

    ``ink`` is all visible letters of the page, in the order in which they were drawn, without those of watermarks.
    """

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._text = _text(handle)
        # Output buffers for PDFium, allocated once: a page has thousands of letters.
        self._x, self._y, self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(6))
        self._matrix, self._name, self._flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
        self._faces: dict[tuple[bytes, int], tuple[bool, bool]] = {}
        self._runs = [run for run in self._all_runs() if run.first.turns != _ASLANT]
        self.ink = "".join("".join(run.text.split()) for run in self._runs)

    def lines(self, index: int) -> list[Line]:
        """The lines of the page, which is the one at ``index``, in the order in which they were drawn."""
        usual = _usual([run.first.turns for run in self._runs])
        lines = [self._line(run, index) for run in self._runs if run.first.turns == usual]
        return [line for line in lines if line.text.strip(HYPHEN)]

    def _all_runs(self) -> Iterator[_Run]:
        for match in _LINE.finditer(self._text):
            text = match[0]
            # PDFium's hyphen character has the position of the letter before it.
            first, last = len(text) - len(text.lstrip()), len(text.rstrip("\x02\ufffe \t\xa0")) - 1
            if first > last:
                continue
            middle = (first + last) // 2
            middle += text[middle].isspace()
            places = (match.start() + place for place in (first, middle, last))
            yield _Run(self._in_reading_order(text, match.start()), match.start(), *map(self._glyph, places))

    def _in_reading_order(self, text: str, begin: int) -> str:
        """A line with the letters of each right-to-left word from right to left: PDFium reverses some of them."""

        def ordered(match: re.Match[str]) -> str:
            # The letters of a ligature have the same origin; PDFium divides its box among them.
            glyphs = [self._glyph(begin + place) for place in range(*match.span())]
            places = [(-glyph.x, -glyph.right) for glyph in glyphs]
            if places[0] <= places[-1]:
                return match[0]
            return "".join(match[0][index] for index in sorted(range(len(places)), key=places.__getitem__))

        return _RIGHT_TO_LEFT.sub(ordered, text)

    def _line(self, run: _Run, index: int) -> Line:
        glyphs = (run.first, run.middle, run.last)
        size = statistics.median(glyph.size for glyph in glyphs)
        # The letter in the middle may be a small raised one by chance.
        base = max(run.middle, run.first, run.last, key=lambda glyph: glyph.size)
        text, raised = self._words(run, base)
        left, right = run.first.x, max(run.last.right, run.first.x)
        if 2 * sum(map(len, _RIGHT_TO_LEFT.findall(text))) > len(text):
            # PDFium reverses some words, so the first letter of the text may not be the first of the line.
            letters = [self._glyph(run.begin + place) for place, one in enumerate(run.text) if not one.isspace()]
            left, right = -max(letter.right for letter in letters), -min(letter.x for letter in letters)
        return Line(
            text=text,
            page=index,
            left=left,
            right=right,
            y=base.y,
            size=size,
            bold=all(glyph.bold for glyph in glyphs),
            mono=all(glyph.mono for glyph in glyphs),
            raised=raised,
        )

    def _words(self, run: _Run, base: _Glyph) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The words of a line, and the small raised figures in them; ``base`` is one of the line's ordinary letters."""
        text, raised, done = "", [], 0
        for match in _FIGURE.finditer(run.text):
            start = end = match.end()
            while start > match.start() and _is_raised(self._glyph(run.begin + start - 1), base):
                start -= 1
            if 0 < end - start <= _LONGEST_MARK:
                text += _clean(run.text[done:start])
                raised.append((len(text), run.text[start:end]))
                done = start
        text += _clean(run.text[done:])
        shift = len(text) - len(text.lstrip())
        return text.strip(), tuple((place - shift, figure) for place, figure in raised)

    def _glyph(self, place: int) -> _Glyph:
        """The letter at ``place``, rotated upright where the page lies on its side."""
        pdfium.FPDFText_GetCharOrigin(self._handle, place, self._x, self._y)
        pdfium.FPDFText_GetCharBox(self._handle, place, self._left, self._right, self._bottom, self._top)
        pdfium.FPDFText_GetMatrix(self._handle, place, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        angle = math.degrees(math.atan2(self._matrix.b, self._matrix.a))
        turns = round(angle / 90)
        aslant = abs(angle - 90 * turns) > _STEEPEST
        edges = (
            (self._x.value, self._y.value, self._right.value),
            (self._y.value, -self._x.value, self._top.value),
            (-self._x.value, -self._y.value, -self._left.value),
            (-self._y.value, self._x.value, -self._bottom.value),
        )[turns % 4]
        size = pdfium.FPDFText_GetFontSize(self._handle, place) * scale
        return _Glyph(*edges, _ASLANT if aslant else turns % 4, size, *self._face(place))

    def _face(self, place: int) -> tuple[bool, bool]:
        """Whether a letter's font is bold, and whether it is monospaced."""
        length = pdfium.FPDFText_GetFontInfo(self._handle, place, self._name, 128, self._flags)
        font = (self._name.value if 0 < length <= 128 else b""), self._flags.value
        if font not in self._faces:
            name, flags = font[0].decode("utf-8", "replace"), font[1]
            bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
            self._faces[font] = bold, bool(flags & _FIXED_PITCH) or bool(_MONOSPACED.search(name))
        return self._faces[font]


def _text(handle: Any) -> str:
    """The page's text, with one character for each of PDFium's."""
    count = min(pdfium.FPDFText_CountChars(handle), _MAX_CHARACTERS)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1:
        # PDFium returns letters without a Unicode mapping as it does hyphens at line ends, ...
        return re.sub("\ufffe", lambda match: _letter(handle, match.start()), "".join(map(chr, buffer[:count])))
    # ... or leaves them out of the whole text, which would shift all that follow.
    return "".join(_letter(handle, place) for place in range(count))


def _letter(handle: Any, place: int) -> str:
    """The letter at ``place``; without a Unicode mapping it is ``LOST``, or a space if it is invisible."""
    code = pdfium.FPDFText_GetUnicode(handle, place)
    if code:
        return chr(code)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(handle, place, left, right, bottom, top)
    return LOST if left.value < right.value and bottom.value < top.value else " "


def _usual(turns: Sequence[int]) -> int:
    """The direction of most lines: a page that lies on its side is read, but a note along its edge is not."""
    return max(set(turns), key=turns.count) if turns else 0


def _is_raised(glyph: _Glyph, base: _Glyph) -> bool:
    return glyph.size < RAISED * base.size and glyph.y - base.y > _LEAST_RISE * base.size


def _clean(text: str) -> str:
    """``text`` with surrogate pairs joined, ligatures split, and white space of one kind."""
    if text.isascii() and text.isprintable():
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub(r"\s", " ", joined.translate(_PLAIN))
