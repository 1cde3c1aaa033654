"""Throw damaged documents of every format at its reader, for as long as one likes.

    python -m tests.fuzz [SECONDS] [FORMAT…]

Each document is a small sound one (``tests.knowledge.readers.seeds``) that was changed a few times
(``tests.mutations``): pieces of it are cut, doubled, swapped, nested, or replaced by what has hurt readers before. A
reader must come to an end within ten seconds with a document whose offsets hold and whose words stand in the source,
or with a DocumentError. What fails is saved below ``build/fuzz``; it belongs into a test. Exit status: 1 if anything failed.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import random
import re
import resource
import signal
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from lxml import etree

from knowledge import DocumentError, read_document
from knowledge.readers.archive import Archive
from knowledge.readers.characters import clean
from knowledge.readers.decode import decode
from knowledge.readers.detect import detect_bytes
from knowledge.readers.formats import Format
from knowledge.readers.xmltree import name_characters, wrap
from tests.knowledge.readers.seeds import SEEDS
from tests.knowledge.readers.soundness import assert_from_pieces, assert_from_source, assert_sound
from tests.mutations import Mutator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from knowledge import Document

SECONDS = 300
PATIENCE = 10
"""Seconds of the processor that a reader may take for a document of a few kilobytes."""
MEMORY = 3 * 2**30
FOLDER = Path("build/fuzz")
# Words can be compared with the source where it is plain text, decoded without a guess.
PLAIN = frozenset({Format.FRUS, Format.PLAIN, Format.RFC, Format.MARKDOWN})
MARKED_UP = frozenset({Format.TEI, Format.DOCX, Format.EPUB, Format.PDF})


class Fuzzer:
    """One format under fire."""

    def __init__(self, file_format: Format, seed: int) -> None:
        self._format = file_format
        self._random = random.Random(seed)
        self._mutator = Mutator(self._random, [one for seeds in SEEDS.values() for one in seeds])
        self.ends: Counter[str] = Counter()

    def run(self, seconds: float) -> None:
        """Read damaged documents until the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.ends[self._once()] += 1

    def _once(self) -> str:
        data = self._mutator.damaged(self._random.choice(SEEDS[self._format]))
        kept = FOLDER / f"{self._format.name.lower()}-running"
        if self._format is Format.PDF:
            # Its parser may take this process with it; then this file says by what.
            kept.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            name = f"fuzz{'.xml' * (self._format is Format.TEI)}"
            document = read_document(data, name)
            assert_sound(document)
            if self._format in PLAIN:
                _compare(document, data)
            elif self._format in MARKED_UP and self._format is detect_bytes(data, name):
                assert_from_pieces(document, _pieces(data))
        except DocumentError:
            return "refused"
        except (MemoryError, Exception) as error:  # noqa: BLE001 - whatever it is, it is what we look for
            return self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            kept.unlink(missing_ok=True)
        return "read"

    def _keep(self, data: bytes, error: BaseException) -> str:
        digest = hashlib.sha256(data).hexdigest()[:8]
        path = FOLDER / f"{self._format.name.lower()}-{type(error).__name__}-{digest}"
        path.write_bytes(data)
        sys.stdout.write(f"{path}: {type(error).__name__}: {str(error)[:150]}\n")
        return "FAILED"


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


def _pieces(data: bytes) -> Iterator[str]:
    """Every stretch of text in a file, by parsers that are not asked what it means."""
    if data.startswith(b"PK"):
        archive = Archive(data, "fuzz")
        for name in archive.names:
            yield from _stretches(archive.read(name))
    elif data.startswith(b"%PDF"):
        file = pdfium.PdfDocument(data)
        for index in range(len(file)):
            # The reader takes a page that is damaged for one without text.
            with contextlib.suppress(pdfium.PdfiumError):
                text = file[index].get_textpage().get_text_range(errors="replace")
                yield from map(clean, re.split("[\r\n\x02\ufffe]", unicodedata.normalize("NFKC", text) + "\n" + text))
    else:
        yield from _stretches(wrap(data))


def _stretches(part: bytes) -> Iterator[str]:
    yield from _strings(name_characters(part), etree.XMLParser(recover=True))
    with contextlib.suppress(DocumentError):
        # A chapter that is no XML is decoded, perhaps by a guess, and read as browsers do.
        yield from _strings(decode(part, "fuzz").text.encode(), etree.HTMLParser(encoding="utf-8"))


def _strings(part: bytes, parser: etree.XMLParser | etree.HTMLParser) -> Iterator[str]:
    with contextlib.suppress(etree.ParseError, ValueError):
        root = etree.fromstring(part, parser)
        yield from () if root is None else (clean(str(text)) for text in root.itertext())


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def main(arguments: list[str]) -> int:
    """Fuzz the formats named, or all."""
    seconds = float(arguments[0]) if arguments else SECONDS
    names = {name.lower() for name in arguments[1:]}
    FOLDER.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _too_slow)
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
