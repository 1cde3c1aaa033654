"""Finds the files to read in folders of the host.

Only files that are really inside a folder are shared. Links out of it are left out, since otherwise anyone who may
write to the folder could publish any file of the machine. Whatever is left out is reported, and never stops the rest.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import FILE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Reason(StrEnum):
    """Why a file or folder is left out."""

    OUTSIDE = "it is a link that leads out of its folder"
    UNNAMEABLE = "its name is not UTF-8, so rename it"
    UNREADABLE = "it cannot be looked at"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that is left out; ``name`` is its path relative to the searched folder."""

    name: str
    reason: Reason

    @property
    def sentence(self) -> str:
        """The sentence to show to the host."""
        return f"{self.name} is left out: {self.reason}."

    def holds(self, name: str) -> bool:
        """Whether ``name`` is this file or folder, or something inside it."""
        return name == self.name or name.startswith(f"{self.name}/")


@dataclass(frozen=True, slots=True)
class Walk:
    """The files of a folder with a known suffix, those of other types, and what was left out."""

    files: Sequence[tuple[Path, str]]
    skipped: Sequence[Path]
    left_out: Sequence[LeftOut]

    def is_unreadable(self, name: str) -> bool:
        """Whether ``name`` may exist but cannot be read."""
        return any(one.reason is Reason.UNREADABLE and one.holds(name) for one in self.left_out)


@dataclass(frozen=True, slots=True)
class Files:
    """Files to read, each once, with the name to store it under; number of files of unknown type; what was left out."""

    files: Sequence[tuple[Path, str]]
    skipped: int
    left_out: Sequence[LeftOut]


def files_in(paths: Iterable[Path]) -> Files:
    """The files of ``paths``: folders are searched without hidden files; a file given by its own path may be a link.

    Raises OSError if a folder cannot be read.
    """
    used: dict[str, Path] = {}
    files: list[tuple[Path, str]] = []
    skipped: set[Path] = set()
    left_out: dict[LeftOut, None] = {}
    for path in paths:
        if path.is_dir():
            found = walk(path)
            skipped.update(one.resolve() for one in found.skipped)
            left_out.update(dict.fromkeys(found.left_out))
            named = found.files
        else:
            named = [(path, path.name)]
        for file, name in named:
            unique = _unused(file, name, used)
            if unique is not None:
                used[unique] = file
                files.append((file, unique))
    return Files(files, len(skipped), tuple(left_out))


def walk(folder: Path) -> Walk:
    """The files in a folder and its subfolders, sorted by name; links to other folders are not followed.

    Raises OSError if the folder itself cannot be read.
    """
    root = folder.resolve()
    files: list[tuple[Path, str]] = []
    skipped: list[Path] = []
    left_out: list[LeftOut] = []
    for path in sorted(_visible(folder, left_out)):
        name = path.relative_to(folder).as_posix()
        try:
            is_inside = not stat.S_ISLNK(_mode(path, follow=False)) or path.resolve().is_relative_to(root)
            mode = _mode(path)
            if stat.S_ISDIR(mode) and is_inside:
                continue
            if not stat.S_ISDIR(mode) and path.suffix.lower() not in FILE_SUFFIXES:
                skipped += [path] if stat.S_ISREG(mode) else []
            elif not is_inside:
                left_out.append(LeftOut(_printable(name), Reason.OUTSIDE))
            elif name != _printable(name):
                left_out.append(LeftOut(_printable(name), Reason.UNNAMEABLE))
            elif stat.S_ISREG(mode):
                files.append((path, name))
        except (OSError, RuntimeError):  # before Python 3.13, a link to itself raises RuntimeError
            left_out.append(LeftOut(_printable(name), Reason.UNREADABLE))
    return Walk(files, skipped, left_out)


def _mode(path: Path, *, follow: bool = True) -> int:
    """The mode of a file, by default of the target of a link; 0 if it does not exist.

    Raises OSError if the mode cannot be read; ``Path.is_file`` and similar return false then in some versions of
    Python.
    """
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _visible(folder: Path, left_out: list[LeftOut]) -> Iterator[Path]:
    """The files in a folder, and the links to folders; unreadable subfolders are added to ``left_out``."""

    def fail(error: OSError) -> None:
        path = Path(error.filename)
        if path == folder:
            raise error
        if not isinstance(error, FileNotFoundError):  # it may have been deleted just now
            left_out.append(LeftOut(_printable(path.relative_to(folder).as_posix()), Reason.UNREADABLE))

    for parent, folders, files in os.walk(folder, onerror=fail):
        yield from (Path(parent, name) for name in files if not name.startswith("."))
        subfolders = [Path(parent, name) for name in folders if not name.startswith(".")]
        folders.clear()
        for path in subfolders:
            try:
                is_link = stat.S_ISLNK(path.lstat().st_mode)
            except OSError as error:
                fail(error)
                continue
            if is_link:
                yield path
            else:
                folders.append(path.name)


def _unused(file: Path, name: str, used: dict[str, Path]) -> str | None:
    """``name``, or the shortest end of the path that is not used yet; ``None`` for a file that was listed already."""
    # People see this name, so it must not begin with the root of the host's file system.
    parts = file.resolve().parts[1:] if name in used else ()
    longer = ("/".join(parts[-count:]) for count in range(2, len(parts) + 1))
    for one in (name, *longer):
        if one not in used:
            return one
        if used[one].resolve() == file.resolve():
            return None
    return None


def _printable(name: str) -> str:
    """A file name, which may be any bytes, as printable text."""
    return name.encode("utf-8", "replace").decode()
