"""Guesses the encoding of a text that does not declare one, by the letters that its language uses.

Every byte is valid in most old encodings, so validity proves nothing. A text decoded with the wrong one has letters
that its language does not use ("rŽuni"); the language is detected by its stop words, which are mostly plain ASCII, and
the letters of its stop words serve as its alphabet. Scripts without an alphabet are left to ``charset-normalizer``.
"""

from __future__ import annotations

from knowledge.text.detection import language_of, stop_words_of

_SAMPLE = 64 * 1024
"""Bytes that an encoding is guessed from."""
_SINGLE_BYTE = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "koi8-r", "cp866", "cp850", "cp852",
    "mac-roman", "mac-cyrillic",
)  # fmt: skip
_OTHERS = (
    "cp932", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949", "euc_kr", "cp874", "cp1255", "cp1256",
    "cp1258", "koi8_u", "iso8859_7", "iso8859_2", "cp1252", "cp1250", "cp1251",
)  # fmt: skip
_PUNCTUATION = frozenset("‘’‚“”„«»‹›–—…•·§°©®™€£¿¡¶†‡\xa0\x85")
_ENOUGH = 0.85
"""Minimum share of the non-ASCII letters that the language uses."""


def guess(data: bytes) -> str | None:
    """The name of the probable encoding of ``data``; ``None`` where no encoding yields text."""
    sample = data[:_SAMPLE]
    # Among equals the first wins; the list is ordered by how common the encodings are.
    best = max(_SINGLE_BYTE, key=lambda encoding: _fitness(sample, encoding))
    if _fitness(sample, best) >= _ENOUGH:
        return best
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms that few files have to pay for

    match = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    return match.encoding.replace("_", "-") if match is not None else None


def _fitness(sample: bytes, encoding: str) -> float:
    """The share of the non-ASCII letters that the language of the text uses; 0 where decoding fails."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [character for character in text.casefold() if not character.isascii()]
    if not foreign:
        return 1.0
    language = language_of(text, default="")
    alphabet = {letter for word in stop_words_of(language) for letter in word} if language else set()
    return sum(one in _PUNCTUATION or one in alphabet for one in foreign) / len(foreign)
