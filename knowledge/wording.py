"""Translatable sentences: an English text that keeps the template and values it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wording(str):
    """A sentence in English; ``template`` and ``values`` are what it was made from.

    The template has named fields (``"There is no page {page}"``). Without values it is used as it is, with any braces.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        """Fill in the fields of the template."""
        one = super().__new__(cls, template.format(**values) if values else template)
        one.template = template
        one.values = values
        return one

    @classmethod
    def joined(cls, sentences: Iterable[Wording]) -> Wording:
        """Sentences joined with spaces into one; they are the values of its template."""
        several = tuple(sentences)
        if len(several) == 1:
            return several[0]
        names = [f"sentence_{number}" for number in range(1, len(several) + 1)]
        return cls(" ".join(f"{{{name}}}" for name in names), **dict(zip(names, several, strict=True)))
