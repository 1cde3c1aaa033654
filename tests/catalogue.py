"""The catalogues of the interface, brought up to date with the code: ``python -m tests.catalogue`` (``make messages``).

Messages that are new are added without a translation, those that are gone are removed, translations stay. Nothing is
guessed: a translator fills in what is empty, and tests/bot/test_catalogue.py says what is missing.
"""

from __future__ import annotations

import ast
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "bot" / "locales"
TRANSLATED = ("de", "fr", "es", "ja")
INTERFACE = frozenset({"Message", "Plural"})
SENTENCES = frozenset(
    {
        "Wording",
        "KnowledgeError",
        "AlreadyThere",
        "DocumentError",
        "InputError",
        "NotInLibrary",
        "QuestionError",
        "StorageError",
    }
)
KEYWORDS = {"bot": INTERFACE | SENTENCES, "knowledge": SENTENCES}
"""Package → calls in it whose first argument (of ``Plural`` both) is a text for people."""
ENGLISH = ("bot/commands/", "bot/host/preview.py")
"""What only the command line runs, which speaks English."""
HANDED_ON = frozenset(
    f"knowledge/{name}.py" for name in ("errors", "wording", "store/rows", "readers/transport", "readers/report")
)
"""Modules in which such a call gets a text that stands elsewhere."""

_HEADER = """\
# What Pincite says, in {language}. The English texts stand in bot/texts/ and, as templates, in knowledge/.
# Names in braces are gaps and stay as they are. Names of commands and options are lower-case words without blanks."""
_IDLE = tuple(f'"{name}' for name in ("POT-", "PO-", "Generated", "Project", "Report", "Last", "Language-Team"))
_LANGUAGE_NAMES = {"de": "German", "fr": "French", "es": "Spanish", "ja": "Japanese"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the code: where it stands, and its form or forms in English."""

    file: str
    forms: tuple[str, ...]


def texts() -> Iterator[Text]:
    """Every text for people in the code, in the order of the files.

    Raises ValueError for a text that is put together in the code: nobody could translate it.
    """
    for package, keywords in KEYWORDS.items():
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.relative_to(ROOT).as_posix().startswith(ENGLISH):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
            for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
                if isinstance(call.func, ast.Name) and call.func.id in keywords:
                    plural = call.func.id == "Plural"
                    arguments = [list(_strings(one, tree, path)) for one in call.args[: 1 + plural]]
                    for forms in zip(*arguments, strict=True):
                        yield Text(str(path.relative_to(ROOT)), forms)


def _strings(node: ast.expr, tree: ast.Module, path: Path) -> Iterator[str]:
    """What an argument can be: a text, a constant of the module, or one of a table of texts; else it is handed on."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)) if name in _constants(tree):
            value = _constants(tree)[name]
            if not isinstance(value, ast.Call):  # a Wording or Message is collected where it stands
                read = ast.literal_eval(value)
                yield from read.values() if isinstance(read, dict) else (read,)
        case ast.Attribute():
            return
        case _ if path.relative_to(ROOT).as_posix() not in HANDED_ON:
            raise ValueError(f"{path.relative_to(ROOT)}:{node.lineno} puts a text together: {ast.unparse(node)}")


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def template() -> Catalog:
    """A catalogue with every text and no translation."""
    catalogue = Catalog(fuzzy=False)
    for text in texts():
        catalogue.add(text.forms[0] if len(text.forms) == 1 else text.forms, locations=[(text.file, 0)])
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    path = LOCALES / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue without moments and line numbers: only what is translated makes it differ."""
    catalogue.header_comment = _HEADER.format(language=_LANGUAGE_NAMES[language])
    written = io.BytesIO()
    write_po(written, catalogue, width=120, ignore_obsolete=True, include_lineno=False)
    lines = [line for line in written.getvalue().decode().split("\n") if not line.startswith(_IDLE)]
    (LOCALES / f"{language}.po").write_text("\n".join(lines), encoding="utf-8")


def translations(string: Sequence[str] | None) -> tuple[str, ...]:
    """The form or forms of a translation, empty where there is none."""
    if not string:
        return ("",)
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> None:
    """Bring all catalogues up to date and say what they lack."""
    current = template()
    LOCALES.mkdir(exist_ok=True)
    for language in TRANSLATED:
        catalogue = read(language)
        catalogue.update(current, no_fuzzy_matching=True)
        write(language, catalogue)
        missing = sum(bool(message.id) and not all(translations(message.string)) for message in catalogue)
        print(f"{language}: {len(catalogue)} messages, {missing} without a translation")  # noqa: T201 - a tool


if __name__ == "__main__":
    main()
