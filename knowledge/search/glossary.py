"""The glossary: other names that the documents use for a name that a person types.

A *same* row has names for one thing ("Beijing" is "Peiping"): any of them finds the others, at full weight. A
*related* row only widens a search ("Kremlin" also looks for "Moscow"), in one direction and at a low weight; passages
that match by related names alone never become an answer.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge.errors import InputError
from knowledge.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.text.analysis import Token
    from knowledge.text.analyzers import Languages

Relation = Literal["same", "related"]
_PARENTHESIS = " ("
_QUOTED = 50
"""Characters of a faulty line that are quoted."""
_COLUMNS = 3
HEADER = ("name", "other names", "kind")
"""The cells of the first line of a glossary."""
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """One line of a glossary: ``name`` and its ``others``."""

    name: str
    others: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class NameUse:
    """A glossary name found in a question: the tokens ``[first, last)`` and the other names to search for."""

    first: int
    last: int
    typed: str
    same: tuple[str, ...]
    related: tuple[str, ...]


def parse_glossary(text: str) -> list[GlossaryRow]:
    """Read a glossary from tab-separated lines: name, other names separated by ``;``, ``same`` or ``related``.

    The first line names the columns; further columns are remarks. A cell may be in quotation marks, as spreadsheets
    write it.

    Raises InputError that names the first malformed line.
    """
    rows = []
    for _, row in glossary_lines(text):
        if isinstance(row, InputError):
            raise row
        rows.append(row)
    return rows


def glossary_lines(text: str) -> Iterator[tuple[int, GlossaryRow | InputError]]:
    """The lines of a glossary with their numbers: each as a row, or as the error that says what is wrong with it."""
    reader = csv.reader((f"{line}\n" for line in text.splitlines()), delimiter="\t")
    number = 1
    try:
        for fields in reader:
            if number > 1 and any(fields):
                yield number, _parsed([_unguarded(" ".join(cell.split())) for cell in fields], number)
            number = reader.line_num + 1
    except csv.Error:  # an unterminated quoted cell exceeds the maximum length
        line = text.splitlines()[number - 1]
        yield number, line_fault(number, line.split("\t"), Wording("A quotation mark is not closed."))


def write_glossary(rows: Iterable[GlossaryRow]) -> str:
    """Rows as a file that ``parse_glossary`` reads, and that a spreadsheet shows without running formulas."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows([_guarded(row.name), _guarded("; ".join(row.others)), row.relation] for row in rows)
    return written.getvalue()


def _guarded(cell: str) -> str:
    """``cell`` with an apostrophe before a formula (OWASP, CSV injection), or before an already guarded one."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def line_fault(number: int, cells: Iterable[str], fault: Wording) -> InputError:
    """The error for a line of a glossary, which it quotes with bars in place of tabs."""
    line = " | ".join(cells)
    if len(line) > _QUOTED:
        line = f"{line[: _QUOTED - 1]}…"
    return InputError("Line {number}, “{line}”: {fault}", number=number, line=line, fault=fault)


def _parsed(fields: Sequence[str], number: int) -> GlossaryRow | InputError:
    others = tuple(name.strip() for name in fields[1].split(";") if name.strip()) if len(fields) > 1 else ()
    # "Mongolia (country)": the text in parentheses only distinguishes two rows; nobody types it.
    name = fields[0].split(_PARENTHESIS)[0].strip()
    fault = _fault(fields, name, others)
    if fault is not None:
        return line_fault(number, fields, fault)
    return GlossaryRow(name, others, "same" if fields[2] == "same" else "related")


def _fault(fields: Sequence[str], name: str, others: Sequence[str]) -> Wording | None:
    if len(fields) < _COLUMNS:
        return Wording(
            "It needs three columns, separated by tabs: a name, other names with semicolons, “same” or “related”."
        )
    if not name:
        return Wording("The first column needs a name.")
    if not others:
        return Wording("The second column needs at least one other name.")
    if fields[2] not in {"same", "related"}:
        return Wording("The third column must be “same” or “related”.")
    return None


class Glossary:
    """Finds glossary names in the tokens of a question, longest name first."""

    def __init__(self, rows: Iterable[GlossaryRow], languages: Languages) -> None:
        self._names: dict[tuple[str, ...], tuple[dict[str, None], dict[str, None]]] = defaultdict(_no_names)
        rows = sorted(rows, key=lambda row: row.relation == "related")
        for row in rows:
            if row.relation == "same":
                names = (row.name, *row.others)
                for name in names:
                    self._entry(name, languages)[0].update(dict.fromkeys(names))
            else:
                # Related names apply to a thing under all of its names.
                for name in (row.name, *self._entry(row.name, languages)[0]):
                    self._entry(name, languages)[1].update(dict.fromkeys(row.others))
        self._longest = max(map(len, self._names), default=0)

    def _entry(self, name: str, languages: Languages) -> tuple[dict[str, None], dict[str, None]]:
        return self._names[tuple(token.form for token in languages.tokens(name))]

    def find(self, tokens: Sequence[Token], text: str) -> list[NameUse]:
        """The names in the ``tokens`` of ``text``, in order, without overlap."""
        uses: list[NameUse] = []
        first = 0
        while first < len(tokens):
            use = self._longest_at(tokens, first, text)
            if use is not None:
                uses.append(use)
            first = first + 1 if use is None else use.last
        return uses

    def _longest_at(self, tokens: Sequence[Token], first: int, text: str) -> NameUse | None:
        for last in range(min(len(tokens), first + self._longest), first, -1):
            forms = tuple(token.form for token in tokens[first:last])
            # The pronoun "us" is not a name; "US" and "U.S." are not stop words.
            if forms in self._names and not (last == first + 1 and tokens[first].is_stop):
                same, related = self._names[forms]
                typed = without_possessive(text[tokens[first].start : tokens[last - 1].end])
                others = tuple(name for name in same if name.casefold() != typed.casefold())
                return NameUse(first, last, typed, others, tuple(name for name in related if name not in same))
        return None


def _no_names() -> tuple[dict[str, None], dict[str, None]]:
    return {}, {}


def without_possessive(word: str) -> str:
    """``word`` without a possessive ``'s`` at its end."""
    return word.removesuffix("'s").removesuffix("’s")
