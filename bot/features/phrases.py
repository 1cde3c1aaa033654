"""Recognises messages of a word or two: turning pages of an answer, greetings, thanks.

Only a message that consists of nothing else is recognised: "more" is, "more trade" is a question. The words of all
interface languages are recognised, whatever the asker's language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot import markup


class Meaning(Enum):
    """What a message asks for."""

    NEXT = "next"
    """The next passage of the answer."""
    PREVIOUS = "previous"
    HELP = "help"
    """A greeting, a call for help, or an empty message: explain how to ask."""
    THANKS = "thanks"
    """Thanks, which need no answer."""
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The meaning of a message, and its language if the phrase exists only in that one."""

    meaning: Meaning
    language: str | None = None


_WORDS: Final[dict[str, dict[Meaning, str]]] = {
    "en": {
        Meaning.NEXT: "next|next one|next passage|next please|more|more please|show more|go on|continue|another|"
        "keep going",
        Meaning.PREVIOUS: "previous|previous one|previous passage|prev|back|go back|one back",
        Meaning.HELP: "help|help me|hello|hello there|hi|hi there|hey|good morning|good evening|how does this work|"
        "what can you do|who are you|start",
        Meaning.THANKS: "thanks|thank you|thanks a lot|thank you very much|many thanks|thx|ty|cheers|ok|okay|great|"
        "cool|nice|perfect|got it|good bot|lol|wow|bye",
    },
    "de": {
        Meaning.NEXT: "weiter|mehr|nächste|nächster|nächstes|nächste stelle|noch eine|noch mehr|mehr davon",
        Meaning.PREVIOUS: "zurück|vorherige|vorige|vorher|eins zurück",
        Meaning.HELP: "hilfe|hallo|guten tag|guten morgen|guten abend|moin|servus|wie geht das|was kannst du",
        Meaning.THANKS: "danke|danke schön|dankeschön|vielen dank|super|alles klar|prima|tschüss",
    },
    "fr": {
        Meaning.NEXT: "suivant|suivante|passage suivant|la suite|suite|encore|continue|continuer|plus",
        Meaning.PREVIOUS: "précédent|précédente|retour|en arrière",
        Meaning.HELP: "aide|aide-moi|bonjour|bonsoir|salut|comment ça marche|que sais-tu faire",
        Meaning.THANKS: "merci|merci beaucoup|merci bien|d'accord|parfait|génial|au revoir",
    },
    "es": {
        Meaning.NEXT: "siguiente|el siguiente|más|otro|otra|sigue|continúa|continuar",
        Meaning.PREVIOUS: "anterior|el anterior|atrás|volver",
        Meaning.HELP: "ayuda|ayúdame|hola|buenos días|buenas tardes|buenas noches|cómo funciona|qué puedes hacer",
        Meaning.THANKS: "gracias|muchas gracias|vale|perfecto|genial|adiós",
    },
    "ja": {
        Meaning.NEXT: "次|次へ|次は|次の|もっと|続き|続けて",
        Meaning.PREVIOUS: "前|前へ|前の|戻る|戻って",
        Meaning.HELP: "ヘルプ|助けて|こんにちは|こんばんは|おはよう|おはようございます|使い方|はじめまして",
        Meaning.THANKS: "ありがとう|ありがとうございます|どうも|了解|了解です|なるほど",
    },
}

_EDGES = re.compile(r"^\W+|\W+$")
_LONGEST = 40


def understand(text: str) -> Phrase:
    """The meaning of a message from which mentions of the bot were removed."""
    said = markup.one_line(text)
    if len(said) > _LONGEST or "¶" in said or "§" in said:
        return Phrase(Meaning.QUESTION)
    words = _EDGES.sub("", said).casefold().replace("’", "'")
    if not words:
        # A thumbs-up or a smile needs no answer; a question mark or an empty message asks for help.
        return Phrase(Meaning.THANKS if said and "?" not in said else Meaning.HELP)
    meanings = {language: _meaning(words, phrases) for language, phrases in _WORDS.items()}
    found = [(language, meaning) for language, meaning in meanings.items() if meaning]
    if not found:
        return Phrase(Meaning.QUESTION)
    language, meaning = found[0]
    return Phrase(meaning, language if len(found) == 1 and language != "en" else None)


def _meaning(words: str, phrases: dict[Meaning, str]) -> Meaning | None:
    return next((meaning for meaning, said in phrases.items() if words in said.split("|")), None)
