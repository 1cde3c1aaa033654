"""The shape of the project: which way imports run, and what may be seen from where."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LONGEST = 320
"""Lines of a file from which on it is probably two."""


def modules(*packages: str) -> list[Path]:
    """Every module of some packages."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, str | None]]:
    """Each import of a file: the module, and the name taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def test_knowledge_knows_nothing_of_discord_or_event_loops() -> None:
    """No module of the retrieval layer imports the bot, Discord's library, its simulation or asyncio."""
    banned = {"bot", "discord", "simcord", "asyncio"}
    found = [(path, module) for path in modules("knowledge") for module, _ in imports(path)]

    assert len(found) > 100
    assert [] == [(path, module) for path, module in found if module.split(".")[0] in banned]


def test_the_bot_uses_only_public_names_of_knowledge() -> None:
    """Whatever the bot takes from the retrieval layer stands in its __all__."""
    taken = [(path, *one) for path in modules("bot") for one in imports(path) if one[0].split(".")[0] == "knowledge"]

    assert len(taken) > 100
    assert [] == [one for one in taken if one[1] != "knowledge" or one[2] not in knowledge.__all__]


def test_no_file_is_two() -> None:
    """A file stays short enough to be about one thing."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules("knowledge", "bot")}

    assert {} == {path: length for path, length in lengths.items() if length > LONGEST}


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [("knowledge", {"alembic", "discord", "bot"}), ("bot.cli", {"alembic", "discord", "aiohttp"})],
)
def test_importing_does_no_work(package: str, unwanted: set[str]) -> None:
    """Importing a package reads no settings, opens no database and loads no migration tool or Discord library."""
    code = f"import sys, {package}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())

    assert package in loaded
    assert set() == loaded & unwanted
