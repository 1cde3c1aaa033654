"""The bundled document and its true outline, read once for all tests; databases in files."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge import Document, Library, Passage, Role, Store, database_url
from knowledge.bundled import bundled_documents, bundled_glossary

SEED = Path(__file__).parents[1] / "data" / "seed"


@pytest.fixture(scope="session")
def paper() -> Document:
    """The bundled document, as its reader makes it."""
    (bundled,) = bundled_documents()
    return bundled.read()


@pytest.fixture(scope="session")
def paragraphs(paper: Document) -> tuple[Passage, ...]:
    """The paragraphs of the bundled document."""
    return tuple(passage for passage in paper.passages if passage.role is Role.PARAGRAPH)


@pytest.fixture(scope="session")
def library(paper: Document) -> Library:
    """The bundled document with the bundled glossary, ready for questions."""
    return Library([paper], bundled_glossary())


@pytest.fixture(scope="session")
def structure() -> dict[str, Any]:
    """The true outline of the bundled document."""
    outline: dict[str, Any] = json.loads((SEED / "structure.json").read_text(encoding="utf-8"))
    return outline


@pytest.fixture(scope="session")
def questions() -> list[dict[str, Any]]:
    """Questions about the bundled document with their right answers."""
    return [json.loads(line) for line in (SEED / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test lies."""
    return tmp_path / "pincite.db"


@pytest.fixture
def url(tmp_path: Path, path: Path) -> str:
    """The database's URL."""
    assert f"sqlite:///{path}" == database_url(tmp_path)
    return database_url(tmp_path)


@pytest.fixture
def filled(url: str, path: Path) -> Path:
    """A database with the bundled document in it, closed."""
    with closing(Store.open(url)) as opened:
        opened.install_bundled()
    assert path.stat().st_size > 0
    return path
