"""Documents are read in a child process: whatever becomes of it, one sentence or one document comes back."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from knowledge import DocumentError, InputError, Metadata, Wording, read_document, read_file_in_child, read_in_child
from knowledge.readers import MAX_BYTES
from knowledge.readers.sandbox import Limits

TEXT = b"On Harbours\n\n[Page 5]\n\n1. Alfa bravo.\n\n3. Charlie.\n"
SMALL = Limits(memory=256 * 2**20, cpu=1, wall=20, output=2**20)
HOSTILE = "tests.knowledge.readers.hostile_children"


def sentence(entry: str, limits: Limits = SMALL, name: str = "a.txt") -> str:
    """What is said when the child runs ``entry``."""
    with pytest.raises(DocumentError) as caught:
        read_in_child(b"Alfa.", name, limits=limits, entry=f"{HOSTILE}:{entry}")
    return str(caught.value)


def test_a_document_comes_back_as_it_is() -> None:
    """With what was given of it, and with warnings that can still be translated."""
    metadata = Metadata(title="Harbours", editors=("A.", "B."), url="https://example.org/a")
    document = read_in_child(TEXT, "../ a.txt", document_id="h", metadata=metadata)
    assert read_document(TEXT, "../ a.txt", document_id="h", metadata=metadata) == document
    assert all(isinstance(warning, Wording) for warning in document.warnings)
    assert {"missing": 2, "number": 3, "before": 1} in [
        warning.values for warning in document.warnings if isinstance(warning, Wording)
    ]


def test_a_refusal_comes_back_as_it_is() -> None:
    """The sentence keeps its template and its values."""
    with pytest.raises(DocumentError) as caught:
        read_in_child(b"\x89PNG\r\n\x1a\n", "pic{0}.png")
    assert "{name} is {what}: save it as {instead}." == caught.value.wording.template
    assert "pic{0}.png is a picture: save it as text or PDF." == str(caught.value)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("hog_memory", "needs too much memory"),
        ("hog_memory_while_failing", "needs too much memory"),
        ("hog_memory_by_recursion", "cannot be read: it may be damaged"),
        ("hog_cpu", "takes too long to read"),
        ("write_too_much", "has too much text"),
        ("fill_the_disk", "cannot be read: it may be damaged"),
        ("write_nonsense", "cannot be read: it may be damaged"),
        ("write_a_pickle", "cannot be read: it may be damaged"),
        ("leave", "cannot be read: it may be damaged"),
        ("crash", "cannot be read: it may be damaged"),
        ("fail", "cannot be read: it may be damaged"),
        ("start_another", "cannot be read: it may be damaged"),
        ("no_such_function", "cannot be read: it may be damaged"),
    ],
)
def test_every_end_of_a_child_is_one_sentence(entry: str, says: str) -> None:
    """Out of memory or time, gone mad, or gone."""
    assert sentence(entry).startswith(f"a.txt {says}")


def test_a_child_that_does_nothing_is_ended_by_the_clock() -> None:
    """Even one that does not listen."""
    assert sentence("sleep", Limits(wall=0.6)).startswith("a.txt takes too long to read")


def test_a_child_has_nothing_to_steal_and_limits_before_any_parser() -> None:
    """No environment, no folder, no core dumps; neither the search nor the database is loaded."""
    told = json.loads(sentence("tell"))
    assert set() == set(told["environment"]) - {"LC_CTYPE"}
    assert told["folder"] is None
    assert [0, SMALL.memory, SMALL.cpu] == told["limits"]
    assert [] == told["modules"]
    assert 1 == told["isolated"]


def test_the_environment_of_the_parent_stays_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is not for a parser."""
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    assert "secret" not in sentence("tell")


def test_children_may_be_started_from_threads() -> None:
    """The bot reads one document beside another."""
    titles: list[str] = []

    def read(number: int) -> None:
        titles.append(read_in_child(f"Harbour {number}\n\nAlfa bravo.\n".encode(), "a.txt").title)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["Harbour 0", "Harbour 1", "Harbour 2"] == sorted(titles)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the folder of the child nor what went in and out."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_in_child(TEXT, "a.txt")
    sentence("crash")
    assert [] == list(tmp_path.iterdir())


def test_what_is_too_large_starts_no_child() -> None:
    """It is refused by its size."""
    with pytest.raises(DocumentError, match="has 26 MB; a document can have at most 25 MB"):
        read_in_child(bytes(MAX_BYTES + 1), "a.txt", entry="no:such")


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """Its name is the document's, where nothing better is known."""
    (tmp_path / "Annual Report.txt").write_bytes(b"Alfa bravo.\n\nCharlie.\n")
    document = read_file_in_child(tmp_path / "Annual Report.txt")
    assert ("annual-report", "Annual Report") == (document.id, document.title)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe that nobody writes to, a device without end, an impossible name."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "pipe", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(InputError, match=r"is not a file: give|cannot be read \("):
            read_file_in_child(path)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    """A hundred megabytes that are nowhere on the disk."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(100 * 10**6)
    with pytest.raises(DocumentError, match="has 100 MB; a document can have at most 25 MB"):
        read_file_in_child(tmp_path / "a.txt")


class Growing(type(Path())):  # type: ignore[misc] # which class a path has is up to the system
    """A file that somebody goes on writing to as soon as its size was looked up."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """What was there before."""
        before: os.stat_result = super().stat(follow_symlinks=follow_symlinks)
        os.truncate(self, MAX_BYTES + 1)
        return before


def test_a_file_that_grows_is_not_cut(tmp_path: Path) -> None:
    """A part of a file is never taken for the whole."""
    (tmp_path / "a.txt").write_bytes(b"Alfa.")
    with pytest.raises(DocumentError, match="has 26 MB; a document can have at most 25 MB"):
        read_file_in_child(Growing(tmp_path / "a.txt"))
