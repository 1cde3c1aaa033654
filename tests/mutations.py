"""Ways to damage a document for fuzzing: its bytes, the tree of its XML, the objects of a PDF.

Most files whose bytes are changed at random are refused at the door, and the reader behind it never sees them. So a
tree stays well-formed however it is changed, the members of an archive are damaged rather than the archive, and a PDF
keeps true lengths of its streams; only some documents are damaged blindly.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    Change = Callable[[bytes], bytes]

_BLINDLY: Final = 0.15
"""The share of documents whose bytes are changed whatever they are made of."""
_HURTFUL: Final = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x0c", b"\r", b"\x85", "\u2028\u202e\u200b\u00ad".encode(), b"&#0;", b"&amp;",
    b"<!--", b"-->", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b"&a;", b"<p>", b"</p>", b"<div>", b"</div>",
    b"<table><tr><td>", b"<li>", b"[Page 999999999]", b"[Page xiv]", b"[1]", b"1. ", b"  1. ", b"9" * 5000, b"-\n", b"    ", b"\t",
    b"...... 1", b"[Page 1]\n", b"# ", b"```\n", b"|", b"> ", b"[^1]: ", b"[^1]", b"---\n", b"/Kids", b" 0 R", b"endobj", b"stream\n",
    b"<< ", b" >>", b"xref", b'w:val="-1"', b"<w:p>", b"</w:p>", b'n="', b"<pb/>", b"../", b"%00", b"file:///etc/passwd",
)  # fmt: skip
_WORDS: Final = (
    "", " ", "\n", "\u00a0", "-1", "0", "1", "[30]", "xiv", "ix", "9" * 400, "1e9", "#", "##a", "#n1", "../..", "a#b#c", "%00%ff",
    "//[", "http://[::1", "\u202e\u200b", "\u00ad", "\u0301", "ﬁn", "𝔄", "中文。", "٣", "²", "é", "-", "1. ", "(a)", "[Page 5]", "|", "•",
    "document", "section", "index", "toc", "inline", "flushleft", "italic", "pagebreak", "footnote", "noteref", "doc-pagebreak",
    "page", "hidden", "Heading1", "Title", "toc 1", "true", "external", "display:none", "nav", "main", "1" * 7, "pg_7", "p7",
)  # fmt: skip
_DEEP: Final = 100
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)")
_STREAM = re.compile(rb"/Length \d+([^>]*>>)\nstream\n(.*?)\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"(?<=obj\n).*?(?=\nendobj)", re.DOTALL)
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"2",
    b"3",
    b"0.001",
    b"99999",
    b"2147483648",
    b"-99999999999",
    b"72",
    b"700",
    b"90",
)
_STRINGS: Final = (
    rb"\000", rb"\377", rb"\376\377\000A", b"-", b" ", b"", b"1", b"xiv", b"1.", b"a " * 300, b"Contents", b"Index", b"\x95 x",
    b"Alfa . . . . . . 1", b"fi-", b"12 On Harbours", b"\\255", b"1. Alfa", b"Bravo:",
)  # fmt: skip


class Mutator:
    """Damages documents; what it puts into one it may take from ``others``."""

    def __init__(self, chance: random.Random, others: Sequence[bytes]) -> None:
        self._chance = chance
        self._others = others

    def damaged(self, data: bytes) -> bytes:
        """A document with a few changes."""
        if self._chance.random() < _BLINDLY:
            return self._repeated(self._bytes, data)
        if data.startswith(b"PK"):
            return self._archive(data)
        if data.startswith(b"%PDF"):
            return self._pdf(data)
        return self._markup(data) if data.lstrip().startswith(b"<") else self._repeated(self._bytes, data)

    def _repeated(self, change: Change, data: bytes) -> bytes:
        for _ in range(self._chance.choice((1, 1, 2, 3, 5, 8))):
            data = change(data)
        return data

    def _archive(self, data: bytes) -> bytes:
        """The changes are made inside one member, mostly one that holds text."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            victim = self._chance.choices(names, [old.getinfo(name).file_size for name in names])[0]
            for name in names:
                content = old.read(name)
                new.writestr(name, self.damaged(content) if name == victim else content)
        return buffer.getvalue()

    def _markup(self, data: bytes) -> bytes:
        """Changes of the tree, written as XML where it was XML."""
        is_page = b"<html" in data[:200] and not data.startswith(b"<?xml")
        try:
            root = etree.fromstring(data, etree.HTMLParser() if is_page else None)
        except etree.XMLSyntaxError:
            return self._repeated(self._bytes, data)
        for _ in range(self._chance.choice((1, 2, 3, 5, 8, 20))):
            self._tree(root)
        written: bytes = etree.tostring(root, method="html" if is_page else "xml", encoding="utf-8")
        return written

    def _tree(self, root: etree._Element) -> None:
        """One element, or what is in it, is changed; the root stays."""
        chance = self._chance
        elements = list(root.iter("*"))
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        match chance.randrange(9):
            case 0 | 1:
                one.text = self._words(one.text)
            case 2:
                one.tail = self._words(one.tail) if parent is not None else None
            case 3:
                self._attribute(one, other)
            case 4:
                one.tag = other.tag
            case 5 if parent is not None:
                parent.remove(one)
            case 6 if parent is not None:
                parent[parent.index(one) : parent.index(one)] = [_copy(one) for _ in range(chance.choice((1, 3, 60)))]
            case 7:
                other.insert(chance.randrange(len(other) + 1), _copy(one))
            case 8 if parent is not None:
                self._nest(one, parent, str(other.tag))

    def _attribute(self, one: etree._Element, other: etree._Element) -> None:
        """Another value for an attribute that it has, or one that another element has."""
        names = [*one.attrib, *other.attrib]
        if not names:
            return
        name = self._chance.choice(names)
        values = (*_WORDS, other.get(name, ""), "")
        one.set(name, self._chance.choice(values))
        if self._chance.random() < 0.2:
            del one.attrib[name]

    def _nest(self, one: etree._Element, parent: etree._Element, name: str) -> None:
        """Elements within elements around one."""
        place = parent.index(one)
        outer = inner = etree.Element(name)
        for _ in range(self._chance.choice((0, 1, 5, _DEEP))):
            inner = etree.SubElement(inner, name)
        parent.insert(place, outer)
        inner.append(one)

    def _words(self, text: str | None) -> str:
        """Other words, or something put between those that were there."""
        old = text or ""
        place = self._chance.randrange(len(old) + 1)
        put = self._chance.choice(_WORDS) * self._chance.choice((1, 1, 1, 40))
        return self._chance.choice((old[:place] + put + old[place:], put, old * 30, old[place:] + old[:place], ""))

    def _pdf(self, data: bytes) -> bytes:
        """Changes inside objects and content streams, whose lengths are then made true again.

        The table of where each object stands may lie afterwards; PDFium makes another.
        """
        data = self._repeated(self._object, data)
        return _STREAM.sub(
            lambda match: b"/Length %d%b\nstream\n%b\nendstream" % (len(match[2]), match[1], match[2]), data
        )

    def _object(self, data: bytes) -> bytes:
        objects = list(_OBJECT.finditer(data))
        if not objects:
            return self._bytes(data)
        chosen = self._chance.choices(objects, [len(one[0]) for one in objects])[0]
        return data[: chosen.start()] + self._pdf_syntax(chosen[0]) + data[chosen.end() :]

    def _pdf_syntax(self, body: bytes) -> bytes:
        """A number, a string or a line of an object is changed."""
        chance = self._chance
        kind = chance.randrange(4)
        if kind < 2:
            pattern, values = (_NUMBER, _NUMBERS) if kind else (_STRING, tuple(b"(%b)" % one for one in _STRINGS))
            places = list(pattern.finditer(body))
            if places:
                place = chance.choice(places)
                value = chance.choice((chance.choice(values), chance.choice(places)[0]))
                return body[: place.start()] + value + body[place.end() :]
        lines = body.split(b"\n")
        if len(lines) < 4:
            return body
        one, other = chance.randrange(2, len(lines) - 1), chance.randrange(2, len(lines) - 1)
        if kind == 2:
            lines[one], lines[other] = lines[other], lines[one]
        else:
            lines[one:one] = [lines[other]] * chance.choice((1, 3, 50))
            del lines[other]
        return b"\n".join(lines)

    def _bytes(self, data: bytes) -> bytes:
        """One piece cut, doubled or nested, or something put in its place."""
        chance = self._chance
        place = chance.randrange(len(data) + 1)
        piece = data[place : place + chance.choice((1, 8, 64, 512))]
        other = chance.choice(self._others)
        start = chance.randrange(len(other))
        put = chance.choice(
            (
                b"",
                piece * chance.choice((2, 30, 200)),
                piece + chance.choice(_HURTFUL),
                piece + chance.choice(_HURTFUL) * chance.choice((2, 50, 400)),
                chance.randbytes(len(piece) % 5),
                piece + other[start : start + 200],
                piece[::-1],
                b"\n".join(sorted(piece.split(b"\n"))),
            )
        )
        return data[:place] + put + data[place + len(piece) :]


def _copy(element: etree._Element) -> etree._Element:
    copied = copy.deepcopy(element)
    copied.tail = None
    return copied
