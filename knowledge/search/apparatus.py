"""Detects questions about a document's apparatus (title, source line, footnotes …) rather than its text.

Apparatus is indexed like paragraphs, but its few rare words would rank it first for questions that it does not answer.
So it comes first only where the question asks for it explicitly ("who wrote this paper?").
"""

from __future__ import annotations

import re
from typing import Final

from knowledge.models import Role

_THIS = r"(?:this|the|that|it|its)"
_WORK = r"(?:paper|document|text|report|memo(?:randum)?|study|file|piece|source|original)"
_GAP = r"[^.?!\n]{0,60}?"
"""Text between two parts of a cue: in one sentence, and limited, so that a long question takes little time."""
_IT = rf"(?:it|this|that|{_THIS} (?:\w+ ){{0,2}}?{_WORK})"

_READ = 600
"""Characters at the start of a question that are searched for cues."""

_CUES: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            Role.NOTE,
            (
                rf"\bwho(?:se)? (?:\w+ ){{0,2}}?(?:wrote|drafted|authored|prepared|composed|reviewed) {_IT}\b"
                rf"|\bwho(?: is|'s| was)? (?:the |its )?(?:author|writer|drafter)s?\b(?!\s+of\s+(?!{_IT}\b))"
                rf"|\bauthor (?:of )?{_IT}\b"
                rf"|\b(?:author|drafter) of {_THIS}\b|\b(?:is|was) {_IT} (?:written|drafted|prepared|authored) by\b"
                rf"|\bby whom\b{_GAP}\b(?:written|drafted|prepared)\b"
            ),
        ),
        (
            Role.SOURCE,
            (
                rf"\bwh(?:ere|ich|at)\b{_GAP}\b(?:archiv\w+|files?|lot (?:file|number|\d)|record group)"
                rf"|\bwhere\b{_GAP}\bthe original(?: (?:is|was|kept|held|stored|found|copy|paper|document|text)\b|\W*$)"
                r"|\b(?:archiv\w+ (?:source|reference|location)|source (?:line|note)|provenance|lot (?:file|number))\b"
                rf"|\bwhere (?:does|did|is|was) {_IT} (?:come|from|kept|held|found|stored|filed|located)\b"
            ),
        ),
        (
            Role.CODE,
            rf"\b(?:series|reference|paper|document|conference) (?:code|symbol)\b|\bcode (?:of|on|for) {_IT}\b",
        ),
        (
            Role.NUMBER,
            (
                rf"\b(?:what|which) (?:is the )?(?:document )?(?:number|no\.?)\b{_GAP}\b{_IT}\b"
                rf"|\bdocument(?:'s)? number\b"
                rf"|\bnumber of {_THIS} (?:{_WORK})\b(?! (?:\w+ )?(?:paragraphs|pages|sections))"
            ),
        ),
        (
            Role.TITLE,
            (
                rf"\b(?:full|exact|complete|its|the|'s) titles?\b(?! (?:of|for) (?!{_IT}\b))|^\W*title\W*$"
                rf"|\bwhat(?:'s| is| was)? {_IT} (?:called|named|titled|entitled)\b|\bname of {_THIS} {_WORK}\b"
            ),
        ),
        (
            Role.HEADING,
            (
                rf"\b(?:for|to) (?:whom|whose|which \w+|what \w+)\b{_GAP}\b{_IT} (?:was )?(?:prepared|written|drafted)"
                rf"|\b(?:is|was) {_IT} (?:prepared|written|drafted|made|meant|intended) (?:for|in)\b"
                rf"|\bwh(?:o|ich \w+|at \w+) (?:is|was) {_IT} (?:prepared|written|made|meant|intended) (?:for|by|in)\b"
                rf"|\bwhat (?:kind|sort|type) of {_WORK}\b"
            ),
        ),
    )
)


def roles_asked_for(question: str) -> frozenset[Role]:
    """The kinds of apparatus that ``question`` names or describes."""
    text = question[:_READ].replace("’", "'")
    return frozenset(role for role, pattern in _CUES if pattern.search(text))
