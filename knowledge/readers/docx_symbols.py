"""The characters of symbol fonts, which a DOCX file stores by their place in the font (ECMA-376, Part 1, 17.3.3.30).

The table of the font "Symbol" follows Adobe's encoding of it (ISO 32000-1, D.5), from the code 0x20 on, with Greek
letters as letters. Places without a character are blanks. Of "Wingdings" only arrows and the marks of forms are known.
"""

from __future__ import annotations

from typing import Final

_PRIVATE: Final = 0xF000
"""Where Word puts the 256 places of a symbol font; a smaller code is a character of Unicode."""
_FIRST: Final = 0x20
_SYMBOL: Final = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"  # 20
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"  # 40
    " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "  # 60
    "                                "  # 80
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵"  # A0
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"  # C0
    "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ "  # E0
)
_WINGDINGS: Final = {
    0x4A: "☺", 0x4C: "☹", 0x6F: "□", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "◻", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xF3: "↔", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(font: str, code: str) -> str | None:
    """The character at the hexadecimal ``code`` of a font; ``None`` where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if 0 < number < _PRIVATE:
        return chr(number)
    place = number - _PRIVATE
    match font.casefold():
        case "symbol" if _FIRST <= place < _FIRST + len(_SYMBOL):
            known = _SYMBOL[place - _FIRST]
            return known if known.strip() or place == _FIRST else None
        case "wingdings":
            return _WINGDINGS.get(place)
        case _:
            return None
