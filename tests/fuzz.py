"""Throw damaged documents of every format at its reader, for as long as one likes.

    python -m tests.fuzz [SECONDS] [FORMAT…]

Each document is a small sound one (``tests.knowledge.readers.seeds``) that was changed a few times: pieces of it are
cut, doubled, swapped, nested, or replaced by what has hurt readers before. A reader must come to an end within ten
seconds with a document whose offsets hold, whose words stand in the source (where the source is plain text), or with a
DocumentError. What fails is saved below ``build/fuzz``; it belongs into a test. Exit status: 1 if anything failed.
"""

from __future__ import annotations

import hashlib
import html
import io
import random
import re
import resource
import signal
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import DocumentError, read_document
from knowledge.readers.characters import clean
from knowledge.readers.formats import Format
from tests.knowledge.readers.seeds import SEEDS
from tests.knowledge.readers.soundness import assert_from_source, assert_sound

if TYPE_CHECKING:
    from types import FrameType

    from knowledge import Document

SECONDS = 300
PATIENCE = 10
"""Seconds that a reader may think about a document of a few kilobytes."""
MEMORY = 3 * 2**30
FOLDER = Path("build/fuzz")
HURTFUL = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x0c", b"\r", b"\x85", "\u2028\u202e\u200b\u00ad".encode(), b"&#0;", b"&amp;",
    b"<!--", b"-->", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b"&a;", b"<p>", b"</p>", b"<div>", b"</div>",
    b"<table><tr><td>", b"<li>", b"[Page 999999999]", b"[Page xiv]", b"[1]", b"1. ", b"  1. ", b"9" * 5000, b"-\n", b"    ", b"\t",
    b"...... 1", b"[Page 1]\n", b"# ", b"```\n", b"|", b"> ", b"[^1]: ", b"[^1]", b"---\n", b"/Kids", b" 0 R", b"endobj", b"stream\n",
    b"<< ", b" >>", b"xref", b'w:val="-1"', b"<w:p>", b"</w:p>", b'n="', b"<pb/>", b"../", b"%00", b"file:///etc/passwd",
)  # fmt: skip
# Words can be compared with the source where it is plain text, decoded without a guess.
PLAIN = frozenset({Format.FRUS, Format.PLAIN, Format.RFC, Format.MARKDOWN})


class Fuzzer:
    """One format under fire."""

    def __init__(self, file_format: Format, seed: int) -> None:
        self._format = file_format
        self._random = random.Random(seed)
        self.ends: Counter[str] = Counter()

    def run(self, seconds: float) -> None:
        """Read damaged documents until the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.ends[self._once()] += 1

    def _once(self) -> str:
        data = self._damaged(SEEDS[self._format])
        kept = FOLDER / f"{self._format.name.lower()}-running"
        if self._format is Format.PDF:
            # Its parser may take this process with it; then this file says by what.
            kept.write_bytes(data)
        signal.alarm(PATIENCE)
        try:
            document = read_document(data, "fuzz")
            assert_sound(document)
            if self._format in PLAIN:
                _compare(document, data)
        except DocumentError:
            return "refused"
        except (MemoryError, Exception) as error:  # noqa: BLE001 - whatever it is, it is what we look for
            return self._keep(data, error)
        finally:
            signal.alarm(0)
            kept.unlink(missing_ok=True)
        return "read"

    def _keep(self, data: bytes, error: BaseException) -> str:
        digest = hashlib.sha256(data).hexdigest()[:8]
        path = FOLDER / f"{self._format.name.lower()}-{type(error).__name__}-{digest}"
        path.write_bytes(data)
        sys.stdout.write(f"{path}: {type(error).__name__}: {str(error)[:150]}\n")
        return "FAILED"

    def _damaged(self, data: bytes) -> bytes:
        """A document with a few changes; in an archive they are made inside a member."""
        if data.startswith(b"PK") and self._random.random() < 0.9:
            return self._damaged_archive(data)
        for _ in range(self._random.choice((1, 1, 2, 3, 5, 8))):
            data = self._change(data)
        return data

    def _damaged_archive(self, data: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            victim = self._random.choice(old.namelist())
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, self._damaged(content) if name == victim else content)
        return buffer.getvalue()

    def _change(self, data: bytes) -> bytes:
        """One piece of ``data`` cut, doubled or nested, or something put in its place."""
        chance = self._random
        place = chance.randrange(len(data) + 1)
        piece = data[place : place + chance.choice((1, 8, 64, 512))]
        other = chance.choice(list(SEEDS.values()))
        start = chance.randrange(len(other))
        put = chance.choice(
            (
                b"",
                piece * chance.choice((2, 30, 200)),
                piece + chance.choice(HURTFUL),
                piece + chance.choice(HURTFUL) * chance.choice((2, 50, 400)),
                chance.randbytes(len(piece) % 5),
                piece + other[start : start + 200],
                piece[::-1],
                b"\n".join(sorted(piece.split(b"\n"))),
            )
        )
        return data[:place] + put + data[place + len(piece) :]


def _compare(document: Document, data: bytes) -> None:
    """Check the words of a document against its source, where that is text that needs no guess."""
    try:
        source = clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return
    # Marks of notes and pages may stand inside a word, tags may part two.
    without_marks = re.sub(r"\[(?:\d{1,3}|\^[^\]\s]{1,30}|Page \w+)\]", "", source)
    untagged = (re.sub(r"<!--|-->|<[^<>]*>", gap, source) for gap in (" ", ""))
    bare = (re.sub(r"&#?\w{1,31};", lambda match: html.unescape(match[0]), one) for one in untagged)
    assert_from_source(document, "".join((source, without_marks, *bare)))


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def main(arguments: list[str]) -> int:
    """Fuzz the formats named, or all."""
    seconds = float(arguments[0]) if arguments else SECONDS
    names = {name.lower() for name in arguments[1:]}
    FOLDER.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_slow)
    failed = 0
    for file_format in SEEDS:
        if names and file_format.name.lower() not in names:
            continue
        fuzzer = Fuzzer(file_format, seed=int(time.time()))
        fuzzer.run(seconds)
        failed += fuzzer.ends["FAILED"]
        sys.stdout.write(f"{file_format.value}: {sum(fuzzer.ends.values())} documents, {dict(fuzzer.ends)}\n")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
