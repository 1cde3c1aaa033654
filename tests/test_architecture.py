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


def modules(package: str) -> list[Path]:
    """Every module of a package."""
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, str | None]]:
    """Each import of a file: the module, and the name taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", modules("knowledge"), ids=str)
def test_knowledge_knows_nothing_of_discord_or_event_loops(path: Path) -> None:
    """No module of the retrieval layer imports the bot, discord or asyncio."""
    assert not {module.split(".")[0] for module, _ in imports(path)} & {"bot", "discord", "asyncio"}


@pytest.mark.parametrize("path", modules("bot"), ids=str)
def test_the_bot_uses_only_public_names_of_knowledge(path: Path) -> None:
    """Whatever the bot takes from the retrieval layer stands in its __all__."""
    taken = [(module, name) for module, name in imports(path) if module.split(".")[0] == "knowledge"]

    assert [] == [entry for entry in taken if entry[0] != "knowledge" or entry[1] not in knowledge.__all__]


@pytest.mark.parametrize("path", [*modules("knowledge"), *modules("bot")], ids=str)
def test_no_file_is_two(path: Path) -> None:
    """A file stays short enough to be about one thing."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_importing_does_no_work() -> None:
    """Importing the packages reads no settings, opens no database and loads no migration tool or Discord library."""
    code = "import sys, bot.cli; print([name for name in ('discord', 'alembic', 'aiohttp') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"


def test_the_lint_rule_for_imports_is_in_force(tmp_path: Path) -> None:
    """The linter itself refuses discord, the bot and asyncio inside knowledge/."""
    probe = "import asyncio\nimport bot\nimport discord\n"
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "knowledge/probe.py", "-"],
        input=probe,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.stdout.count("TID251 `") == 3
