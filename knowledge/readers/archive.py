"""ZIP archives (DOCX, EPUB) read from memory: nothing is extracted to disk, and declared sizes are enforced.

An archive's directory may be hostile, so it is checked before anything is inflated: the number of members, their
declared sizes and compression ratios, their names, whether they are encrypted, and whether their byte ranges overlap
(many members that share one range turn a small file into petabytes: D. Fifield, "A better zip bomb", WOOT 2019).
Inflating stops one byte past the declared size.
"""

from __future__ import annotations

import io
import itertools
import struct
import unicodedata
import zipfile
import zlib
from typing import Final

from knowledge.errors import DocumentError
from knowledge.sizes import megabytes

MAX_MEMBERS: Final = 5_000
MAX_MEMBER_BYTES: Final = 40 * 2**20
MAX_TOTAL_BYTES: Final = 200 * 2**20
MAX_RATIO: Final = 200
"""Maximum inflated bytes per compressed byte; text and XML stay far below."""
_SMALL: Final = 64 * 2**10
"""Bytes up to which a member may have any compression ratio: a blank picture, an empty style sheet."""

_DIRECTORY_SIGNATURE: Final = b"PK\x01\x02"
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
"""Flag bits of encryption, of strong encryption and of an encrypted directory (PKWARE APPNOTE 4.4.4)."""

_DAMAGED = "{name} is damaged: its ZIP archive cannot be read. Save it again with the program that made it."


class Archive:
    """The members of a ZIP archive by name, all checked.

    Raises DocumentError, on opening or on reading, for an archive that is damaged, encrypted, too large, or malicious;
    ``name`` is the file's name for these messages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._members = {info.filename: info for info in self._directory()}
        self._spans = self._checked_spans()

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members in the order of the archive's directory."""
        return tuple(self._members)

    def read(self, member: str) -> bytes:
        """The bytes of ``member``.

        Raises DocumentError when it is missing, is damaged, or is larger than the archive says.
        """
        if member not in self._members:
            raise DocumentError("{name} lacks the part {part}: the file is damaged.", name=self._name, part=member)
        info = self._members[member]
        start, end = self._spans[member]
        content = self._data[start:end]
        if info.compress_type == zipfile.ZIP_DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflater.decompress(content, info.file_size + 1)
            except zlib.error as error:
                raise DocumentError(_DAMAGED, name=self._name) from error
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise DocumentError(_DAMAGED, name=self._name)
        return content

    def _directory(self) -> list[zipfile.ZipInfo]:
        if self._data.count(_DIRECTORY_SIGNATURE) > MAX_MEMBERS:
            raise DocumentError(
                "{name} is refused: its archive holds more than {limit} parts.", name=self._name, limit=MAX_MEMBERS
            )
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                members = archive.infolist()
        # The standard library does not document what it raises on hostile directories; these were observed.
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError, OverflowError) as error:
            raise DocumentError(_DAMAGED, name=self._name) from error
        if len({_key(info.filename) for info in members}) < len(members):
            raise DocumentError("{name} is refused: its archive holds two parts of the same name.", name=self._name)
        for info in members:
            self._check(info)
        if sum(info.file_size for info in members) > MAX_TOTAL_BYTES:
            raise self._too_large(MAX_TOTAL_BYTES)
        return [info for info in members if not info.is_dir()]

    def _check(self, info: zipfile.ZipInfo) -> None:
        """Refuse a member whose directory entry is unacceptable."""
        if info.flag_bits & _ENCRYPTED:
            raise DocumentError("{name} is encrypted: save it without a password and try again.", name=self._name)
        if not _is_safe(info.orig_filename):
            raise DocumentError("{name} is refused: its archive holds a part with an unsafe name.", name=self._name)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise DocumentError(
                "{name} uses a compression method that DOCX and EPUB files never use: save it again and try again.",
                name=self._name,
            )
        if info.file_size > MAX_MEMBER_BYTES:
            raise self._too_large(MAX_MEMBER_BYTES)
        if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
            raise DocumentError(
                "{name} is refused: a part of it is compressed more than {limit} times, as in no real document.",
                name=self._name,
                limit=MAX_RATIO,
            )

    def _checked_spans(self) -> dict[str, tuple[int, int]]:
        """The byte range of each member's compressed data; overlapping ranges are refused."""
        spans, occupied = {}, []
        for member, info in self._members.items():
            start = info.header_offset
            header = self._data[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
            if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_SIGNATURE):
                raise DocumentError(_DAMAGED, name=self._name)
            *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
            begin = start + _LOCAL_HEADER.size + name_length + extra_length
            end = begin + info.compress_size
            if end > len(self._data):
                raise DocumentError(_DAMAGED, name=self._name)
            spans[member] = (begin, end)
            occupied.append((start, end))
        occupied.sort()
        if any(before[1] > after[0] for before, after in itertools.pairwise(occupied)):
            raise DocumentError("{name} is refused: parts of its archive overlap.", name=self._name)
        return spans

    def _too_large(self, limit: int) -> DocumentError:
        return DocumentError(
            "{name} is refused: unpacked it would be larger than a document may be ({limit} MB).",
            name=self._name,
            limit=megabytes(limit),
        )


def _is_safe(member: str) -> bool:
    """Whether a member's name stays inside the archive and is a plain name on every system."""
    parts = member.removesuffix("/").split("/")
    return (
        bool(member)
        and not any(character in member for character in "\\:\0")
        and all(character.isprintable() for character in member)
        and all(part not in {"", ".", ".."} for part in parts)
    )


def _key(member: str) -> str:
    """A key that is equal for names that a file system may consider equal."""
    return unicodedata.normalize("NFC", member).casefold()
