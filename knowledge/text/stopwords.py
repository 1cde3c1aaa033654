"""Words that say little about the subject of a question.

*Stop words* are grammatical words. They are ignored in questions only, and only if other words remain: "to be or not to
be" is still a question. *Everyday words* are small talk ("want", "happen", "seminar"): they are searched like any
other, but their absence from the library is no evidence, and they are never taken for misspelt.

The lists here are for English, where general-purpose lists lower the quality of results; other languages use those of
``knowledge.text.detection``.
"""

from __future__ import annotations

_ENGLISH = """
arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt ive shouldnt thats theyre wasnt werent whats whos wouldnt
a about after all also am an and any are aren't as at be because been before being both but by can can't cannot could
couldn't did didn't do does doesn't doing don't during each either else ever for from further get gets give given had
hadn't has hasn't have haven't having he her here hers herself him himself his how however i i'd i'll i'm i've if in
into is isn't it its it's itself just like may me might mine more most much must my myself neither no nor not now of
off often on once one ones only or other our ours out over own per please rather same shall she should shouldn't since
so some such tell than that the their theirs them themselves then there these they this those though through thus to
too under until up upon us very was wasn't we were weren't what what's when where which while who whom whose why will
with within without won't would wouldn't yes yet you your yours yourself
"""

_ENGLISH_EVERYDAY = """
able according actually add afternoon again ago alone along already although always among anybody anyone anything
anyway apart around article ask asked asking asks away back bad basically become becomes been begin believe best
better big bit book bring buy call called calls came chapter chat cheers check class clear clearly close come comes
coming completely confused consider could couple course day days deal decide definitely detail different difference
discuss discussed document done easy either else end enough especially essay etc even evening face ever every
everybody everyone everything exact exactly example explain explains fact famous far feel few figure find fine first
fix folks follow following found friend friends full fun game general get getting give given gives go goes going gone
gonna good got great group guess guy guys had half happen happened happening happens happy hard hear heard hello help
helpful helps hey hi history homework hope hour hours idea ideas important included including info information
instance instead interested interesting into involved issue job keep keeps kept kind kinda know known last late lately
later least leave left let lets like little long look looked looking looks lot lots love made main make makes making
many matter maybe mean means mention mentioned mentions might minute minutes moment monday month months morning moved
much name named names need needed needs never new next nice night nobody normal note nothing number obviously ok okay
old online opinion order others otherwise page pages paper paragraph part particular parts passage people perhaps
person phrase place places play please plus point pointed points possible pretty prior probably problem professor
project put question questions quick quite quote rather read reading real really reason reasons regarding regards
remember report right said saturday saw say saying says search section see seem seems seen seminar sentence
set several shall short should show shows side similar simple simply since small somebody somehow someone something
sometimes somewhat somewhere soon sorry sort source specific start started still stop stuff sunday suppose supposed
supposedly sure take taken takes taking talk talked talking talks teacher tell telling tells term text thank thanks
the thing things think thinking thinks thought thread three throughout thursday time times today together told
tomorrow tonight took topic totally toward tried tries true try trying tuesday turn turned turns twice two type
understand understanding unless unlike use used useful uses using usual usually various view wait walk want
wanted wants watch way ways wednesday week weeks weird well went whatever whenever whether whole wondering word
wording words work worked working works worse worst wrong year years yesterday
"""

STOP_WORDS: dict[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split())}
"""Language (ISO 639-1) → its stop words, folded as by ``knowledge.text.analysis``."""

EVERYDAY_WORDS: dict[str, frozenset[str]] = {"en": frozenset(_ENGLISH_EVERYDAY.split())}
"""Language → its everyday words, folded in the same way."""
