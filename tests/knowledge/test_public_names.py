"""What the package shows to whoever uses it."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(knowledge.__file__).parent.parent
USERS = ("bot", "docs", "tests", "training")
PUBLIC = {name: getattr(knowledge, name, None) for name in knowledge.__all__}
KINDS = {name: thing for name, thing in PUBLIC.items() if callable(thing)}
"""The classes and functions: what can have a docstring and a signature."""


def imported_outside() -> set[str]:
    """The names that other packages import from this one."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for folder in USERS for path in (ROOT / folder).rglob("*.py")]
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in imports if node.module == "knowledge" for alias in node.names}


def signatures(thing: object) -> Iterator[str]:
    """What a function, or a class with its methods and properties, says of its types."""
    yield from map(str, inspect.get_annotations(thing).values())  # type: ignore[arg-type] # classes and functions
    if isinstance(thing, type):
        for member in vars(thing).values():
            function = member.fget if isinstance(member, property) else member
            if inspect.isfunction(function):
                yield from signatures(function)


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    """With a docstring of its own, not one that Python makes for a dataclass."""
    assert None not in PUBLIC.values()
    docs = {name: inspect.getdoc(thing) or "" for name, thing in KINDS.items()}
    assert [] == [name for name, doc in docs.items() if not doc or doc.startswith(f"{name}(")]


def test_every_public_name_has_a_use() -> None:
    """Somebody outside imports it, or meets it as the type of what they get from another public name."""
    met = {word for thing in KINDS.values() for text in signatures(thing) for word in re.findall(r"\w+", text)}
    assert set() == set(PUBLIC) - imported_outside() - met


def test_every_public_error_is_a_knowledge_error() -> None:
    """One root, so that one place can turn them all into words."""
    errors = [thing for thing in KINDS.values() if isinstance(thing, type) and issubclass(thing, BaseException)]
    assert len(errors) > 1
    assert all(issubclass(error, knowledge.KnowledgeError) for error in errors)
