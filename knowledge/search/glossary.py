"""Names of one thing: what a person types, and what the documents say.

A *same* row holds names for one thing ("Beijing" is "Peiping"): any of them finds the others, at full weight. A
*related* row only widens ("Kremlin" also looks for "Moscow"), in one direction and at a low weight; it never makes an
answer of passages that the question's own words do not reach.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.text.analysis import Token
    from knowledge.text.analyzers import Languages

Relation = Literal["same", "related"]
_PARENTHESIS = " ("
_COLUMNS = 3
HEADER = ("name", "other names", "kind")
"""What the first line of a glossary says."""
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """One line of a glossary: ``name`` and its ``others``."""

    name: str
    others: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class NameUse:
    """A glossary name found in a question: the tokens ``[first, last)`` and what else to look for."""

    first: int
    last: int
    typed: str
    same: tuple[str, ...]
    related: tuple[str, ...]


def parse_glossary(text: str) -> list[GlossaryRow]:
    """Read a glossary from tab-separated lines: name, other names separated by ``;``, ``same`` or ``related``.

    The first line names the columns; further columns are remarks. A cell may stand in quotation marks, as spreadsheets
    write it.

    Raises InputError naming the first line that is not of that form.
    """
    rows = []
    for _, row in glossary_lines(text):
        if isinstance(row, InputError):
            raise row
        rows.append(row)
    return rows


def glossary_lines(text: str) -> Iterator[tuple[int, GlossaryRow | InputError]]:
    """The lines of a glossary by their numbers: each as a row, or as the error that tells what is wrong with it."""
    reader = csv.reader((f"{line}\n" for line in text.splitlines()), delimiter="\t")
    number = 1
    try:
        for fields in reader:
            if number > 1 and any(fields):
                yield number, _parsed([_unguarded(" ".join(cell.split())) for cell in fields], number)
            number = reader.line_num + 1
    except csv.Error:  # a cell without an end, longer than any can be
        yield number, _malformed(number)


def write_glossary(rows: Iterable[GlossaryRow]) -> str:
    """Rows as a file that ``parse_glossary`` reads, and that does nothing but show in a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows([_guarded(row.name), _guarded("; ".join(row.others)), row.relation] for row in rows)
    return written.getvalue()


def _guarded(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run (OWASP, CSV injection), or before such a one."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _malformed(number: int) -> InputError:
    return InputError(
        "Line {number} of the glossary is not of the form “name, tab, other names; …, tab, same or related”:"
        " mend that line.",
        number=number,
    )


def _parsed(fields: Sequence[str], number: int) -> GlossaryRow | InputError:
    others = tuple(name.strip() for name in fields[1].split(";") if name.strip()) if len(fields) > 1 else ()
    # "Mongolia (country)": what stands in parentheses tells two rows apart, nobody types it.
    name = fields[0].split(_PARENTHESIS)[0].strip()
    if len(fields) < _COLUMNS or not name or not others or fields[2] not in {"same", "related"}:
        return _malformed(number)
    return GlossaryRow(name, others, "same" if fields[2] == "same" else "related")


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
                # What is related to a thing is related to it under all of its names.
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
            # "us" the pronoun is no name; "US" and "U.S." are not stop words.
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
