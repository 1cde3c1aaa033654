"""English word families that a stemmer cannot see: irregular inflection and a few close derivations.

Snowball removes suffixes; it does not relate "paid" to "pay", or "growth" to "grow". Each line is one family: its first
word represents all. Only families whose members share their meaning are listed.
"""

from __future__ import annotations

_FAMILIES = """
arise arose arisen
awake awoke awoken
beat beaten
become became
begin began begun
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken breakage
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen choice
cling clung
come came
creep crept
deal dealt
deep depth depths deepen
die dies died dying dead death deaths deadly
dig dug
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown flight flights
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
give gave given
go went gone
grow grew grown growth
hang hung
hear heard
hide hid hidden
high height heights
hold held
keep kept
know knew known knowledge
lay laid
lead led
leave left
lend lent
long length lengths lengthy
lose lost loss losses
make made
man men
mean meant
meet met
pay paid
prove proven proof proofs
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold sale sales
send sent
shake shook shaken
shine shone
shoot shot
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
slide slid
speak spoke spoken speech speeches
spend spent
spin spun
spread spreads
stand stood
steal stole stolen theft thefts
stick stuck
strike struck stricken
strive strove striven
strong strength strengths strengthen strengthened strengthening
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
weave wove woven
weep wept
weigh weight weights
wide width widen
win won
withdraw withdrew withdrawn withdrawal
woman women
write wrote written
child children
foot feet
goose geese
life lives
mouse mice
tooth teeth
wife wives
crisis crises
thesis theses
analysis analyses
hypothesis hypotheses
basis bases
criterion criteria
phenomenon phenomena
believe belief beliefs
marry marriage
prosper prosperity prosperous
resent resentment resentful
"""

FAMILY: dict[str, str] = {word: line.split()[0] for line in _FAMILIES.strip().splitlines() for word in line.split()}
"""Word → the word that represents its family."""
