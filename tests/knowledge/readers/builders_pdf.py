"""PDF files written by hand: pages of placed lines in the three fonts that every reader has, an outline, page labels."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass

REGULAR, BOLD, TYPEWRITER = "F1", "F2", "F3"
UNMAPPED = "F4"
"""A font whose letter "x" has no meaning."""
_FONTS = {REGULAR: "Times-Roman", BOLD: "Times-Bold", TYPEWRITER: "Courier", UNMAPPED: "Times-Roman"}
_TO_UNICODE = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <78> <0000> endbfchar endcmap"
HEIGHT = 792
_LACKED = re.compile("[\u0500-\u06ff]")
_PIECES = re.compile(r"(?P<script>[_^])\{(?P<small>[^}]*)\}|(?:(?![_^]\{).)+")


@dataclass(frozen=True)
class Text:
    """A line: its words, where its baseline begins in points from the lower left, the size and the font.

    In the words, ``^{2}`` is a small raised 2 and ``_{2}`` a small lowered one; a letter that the fonts lack is drawn as
    another that stands for it. ``slope`` is the angle of the baseline, in degrees.
    """

    words: str
    x: float = 72
    y: float = 700
    size: float = 10
    font: str = REGULAR
    slope: float = 0


def column(
    *lines: str, x: float = 72, top: float = 700, leading: float = 12, size: float = 10, font: str = REGULAR
) -> list[Text]:
    """Lines under one another."""
    return [Text(words, x, top - number * leading, size, font) for number, words in enumerate(lines)]


def pdf(
    *pages: list[Text],
    outline: tuple[tuple[str, int, float], ...] = (),
    labels: str = "",
    info: str = "",
    compress: bool = False,
) -> bytes:
    """A file of these pages.

    ``outline`` are title, index of the page and height; ``labels`` the entries of /PageLabels (``0 << /S /r >>``);
    ``info`` those of the information dictionary (``/Title (…)``).
    """
    made = _Objects()
    mapping = {UNMAPPED: f"/ToUnicode {made.stream(_TO_UNICODE)} 0 R"}
    head = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding"
    fonts = " ".join(
        f"/{name} {made.add(f'<< {head} /BaseFont /{base} {mapping.get(name, str())} >>')} 0 R"
        for name, base in _FONTS.items()
    )
    root, tree = made.reserve(), made.reserve()
    kids = [_page(made, lines, fonts, tree, compress=compress) for lines in pages]
    made.set(tree, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    catalogue = f"<< /Type /Catalog /Pages {tree} 0 R"
    if outline:
        catalogue += f" /Outlines {_outline(made, outline, kids)} 0 R"
    if labels:
        catalogue += f" /PageLabels << /Nums [{labels}] >>"
    made.set(root, catalogue + " >>")
    return made.file(root, made.add(f"<< {info} >>") if info else None)


def _page(made: _Objects, lines: list[Text], fonts: str, tree: int, *, compress: bool) -> int:
    content = "\n".join(map(_shown, lines)).encode("cp1252")
    stream = made.stream(zlib.compress(content), "/Filter /FlateDecode") if compress else made.stream(content)
    return made.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 {HEIGHT}] /Contents {stream} 0 R "
        f"/Resources << /Font << {fonts} >> >> >>"
    )


def _shown(line: Text) -> str:
    """The operators that draw a line (ISO 32000-1, 9.4)."""
    cosine, sine = math.cos(math.radians(line.slope)), math.sin(math.radians(line.slope))
    drawn = [f"BT {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {line.x} {line.y} Tm"]
    for match in _PIECES.finditer(line.words):
        rise = {"^": 0.4, "_": -0.2}.get(match["script"] or "", 0.0) * line.size
        size = 0.65 * line.size if rise else line.size
        drawn += [f"/{line.font} {size} Tf {rise} Ts", *_strings(match["small"] or match[0])]
    return " ".join([*drawn, "ET"])


def _strings(words: str) -> list[str]:
    """The operators that draw letters; those that the fonts lack by the text that stands for them (14.9.4)."""
    return [
        f"/Span << /ActualText <FEFF{ord(part):04X}> >> BDC (o) Tj EMC"
        if _LACKED.match(part)
        else f"({_escaped(part)}) Tj"
        for part in re.findall(rf"{_LACKED.pattern}|(?:(?!{_LACKED.pattern}).)+", words)
    ]


def _outline(made: _Objects, entries: tuple[tuple[str, int, float], ...], kids: list[int]) -> int:
    root = made.reserve()
    numbers = [made.reserve() for _ in entries]
    for place, (title, page, y) in enumerate(entries):
        before = f"/Prev {numbers[place - 1]} 0 R " if place else ""
        after = f"/Next {numbers[place + 1]} 0 R " if place + 1 < len(numbers) else ""
        made.set(
            numbers[place],
            f"<< /Title ({_escaped(title)}) /Parent {root} 0 R {before}{after}/Dest [{kids[page]} 0 R /XYZ 0 {y} 0] >>",
        )
    made.set(root, f"<< /Type /Outlines /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)} >>")
    return root


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


class _Objects:
    """The numbered objects of a file."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        self._bodies.append(b"null")
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("cp1252")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.set(number, body)
        return number

    def stream(self, content: bytes, entries: str = "") -> int:
        number = self.reserve()
        head = f"<< /Length {len(content)} {entries} >>\nstream\n".encode()
        self._bodies[number - 1] = head + content + b"\nendstream"
        return number

    def file(self, root: int, info: int | None) -> bytes:
        """The whole file, with its table of where each object stands."""
        data, places = b"%PDF-1.4\n", []
        for number, body in enumerate(self._bodies, start=1):
            places.append(len(data))
            data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        trailer = f"<< /Size {len(places) + 1} /Root {root} 0 R {f'/Info {info} 0 R ' if info else ''}>>".encode()
        return data + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1, table, trailer, len(data),
        )  # fmt: skip
