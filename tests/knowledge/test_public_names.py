"""What the package shows, what it must not know, and what it does not do while it is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import knowledge

PACKAGE = Path(knowledge.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

PUBLIC = [
    "HOST",
    "AliasUse",
    "Alteration",
    "Answer",
    "Asked",
    "AuditEntry",
    "By",
    "ChatReference",
    "CitationStyle",
    "Correction",
    "CrossReference",
    "Day",
    "Difference",
    "DifferenceKind",
    "Document",
    "DocumentError",
    "DocumentRef",
    "Edition",
    "EditionDiff",
    "EditionInfo",
    "Evaluation",
    "Excerpt",
    "ExcerptKind",
    "Excerpts",
    "Explanation",
    "Gap",
    "GapGroup",
    "GlossaryRow",
    "GoldenChange",
    "GoldenQuestion",
    "GoldenReport",
    "GoldenResult",
    "Highlight",
    "Hit",
    "InputError",
    "KnowledgeError",
    "Library",
    "Match",
    "MatchKind",
    "Metadata",
    "NotInLibrary",
    "Note",
    "Origin",
    "Outline",
    "OutlineEntry",
    "PageKind",
    "PageSpan",
    "Pages",
    "Passage",
    "Pinpoint",
    "QuestionError",
    "QuestionSet",
    "Quota",
    "QuoteCheck",
    "QuoteVerdict",
    "Role",
    "Section",
    "Source",
    "Status",
    "StorageError",
    "Store",
    "Strictness",
    "Suggestion",
    "Usage",
    "Wording",
    "ablate",
    "benchmark",
    "build_in_child",
    "check_golden",
    "cite",
    "database_url",
    "diff_editions",
    "evaluate",
    "file_content",
    "glossary_faults",
    "group_gaps",
    "load_question_set",
    "outline",
    "parse_glossary",
    "quotations_in",
    "read_document",
    "read_file_in_child",
    "read_in_child",
    "references_in_chat",
    "restore_backup",
    "succeeding",
    "worsened",
    "write_measures",
    "write_run",
]


def imported(source: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh Python has loaded after a statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return set(run.stdout.split())


def test_the_public_names_are_these() -> None:
    """Whoever adds or takes away a name does it here as well."""
    assert PUBLIC == knowledge.__all__
    assert all(hasattr(knowledge, name) for name in PUBLIC)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(PACKAGE)))
def test_no_file_knows_of_discord_the_bot_or_loops(source: Path) -> None:
    """The retrieval layer can be used without any of them."""
    roots = {name.split(".")[0] for name in imported(source)}
    assert set() == roots & {"discord", "bot", "asyncio", "simcord"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(PACKAGE)))
def test_every_file_says_its_idea_first(source: Path) -> None:
    """With a docstring."""
    assert ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))


def test_importing_the_package_does_no_work() -> None:
    """Alembic is loaded when a store needs it, nothing of Discord ever is."""
    loaded = loaded_by("import knowledge")
    assert "knowledge.library" in loaded
    assert set() == loaded & {"alembic", "discord", "bot"}


def test_every_error_is_a_knowledge_error() -> None:
    """One root, so that one place can turn them all into words."""
    errors = [getattr(knowledge, name) for name in PUBLIC if name.endswith("Error") or name == "NotInLibrary"]
    assert 6 == len(errors)
    assert all(issubclass(error, knowledge.KnowledgeError) for error in errors)
