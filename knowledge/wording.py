"""Sentences for people that can be said in another language: the English text keeps the template it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wording(str):
    """A sentence in English; ``template`` and ``values`` are what it was made from.

    The template names its gaps (``"There is no page {page}"``). Without values it is taken as it is, braces and all.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        """Fill the gaps of the template."""
        one = super().__new__(cls, template.format(**values) if values else template)
        one.template = template
        one.values = values
        return one

    @classmethod
    def joined(cls, sentences: Iterable[Wording]) -> Wording:
        """Sentences one after the other; those that were joined are the values."""
        several = tuple(sentences)
        if len(several) == 1:
            return several[0]
        names = [f"sentence_{number}" for number in range(1, len(several) + 1)]
        return cls(" ".join(f"{{{name}}}" for name in names), **dict(zip(names, several, strict=True)))
