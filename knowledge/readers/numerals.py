"""Roman numerals, as front matter counts its pages and Word its endnotes."""

from __future__ import annotations

from typing import Final

_FIGURES: Final = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_VALUES: Final = {letters: number for letters, number in _FIGURES if len(letters) == 1}


def roman(number: int) -> str:
    """A number from 1 on in small roman numerals."""
    shown = ""
    for letters, value in _FIGURES:
        shown += letters * (number // value)
        number %= value
    return shown


def value_of(numeral: str) -> int | None:
    """The number of a roman numeral in small letters; ``None`` for what is not written as numerals are."""
    values = [_VALUES.get(letter, 0) for letter in numeral]
    number = sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return number if number > 0 and roman(number) == numeral else None
