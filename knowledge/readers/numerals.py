"""Numerals: roman ones, letters, and the formats in which Word numbers pages, notes and lists."""

from __future__ import annotations

from typing import Final

_FIGURES: Final = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3_999
_LARGEST_LETTERS: Final = 780
"""Thirty letters in a row, the most that Word writes."""
_VALUES: Final = {letters: number for letters, number in _FIGURES if len(letters) == 1}


def roman(number: int) -> str:
    """A number from 1 on in lower-case roman numerals."""
    shown = ""
    for letters, value in _FIGURES:
        shown += letters * (number // value)
        number %= value
    return shown


def value_of(numeral: str) -> int | None:
    """The number of a lower-case roman numeral; ``None`` for any other text."""
    values = [_VALUES.get(letter, 0) for letter in numeral]
    number = sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return number if number > 0 and roman(number) == numeral else None


def letters(number: int) -> str:
    """A number from 1 on as Word writes it in letters: "a" to "z", then "aa", "bb", and so on."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def numeral(number: int, style: str) -> str:
    """A number in one of Word's formats (ECMA-376, Part 1, 17.18.59), in figures in those that are not known here.

    The formats "bullet" and "none" have no number.
    """
    match style:
        case "bullet" | "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman" | "upperRoman" if 0 < number <= _LARGEST_ROMAN:
            return roman(number).upper() if style == "upperRoman" else roman(number)
        case "lowerLetter" | "upperLetter" if 0 < number <= _LARGEST_LETTERS:
            return letters(number).upper() if style == "upperLetter" else letters(number)
        case _:
            return str(number)
