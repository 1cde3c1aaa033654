"""Texts of the moderators' commands: glossary, gaps, golden questions, insights, audit; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message, Plural

NOTHING_THERE: Final = Message("There is nothing here yet.")
YES_REMOVE: Final = Message("Yes, remove")
BACK_TO_LIST: Final = Message("Back to the list")
WORSE: Final = Plural("⚠️ **One golden question would get worse:**", "⚠️ **{n} golden questions would get worse:**")
NOT_WORSE: Final = Plural(
    "✅ The golden question is answered as well as before.",
    "✅ All {n} golden questions are answered as well as before.",
)
RANK_CHANGE: Final = Message("- {question} · {before} → {after}")
RANK: Final = Message("rank {rank}")
NO_RANK: Final = Message("not found")

# Glossary

GLOSSARY: Final = Message("glossary")
GLOSSARY_DESCRIPTION: Final = Message("Names that people use here, and what the documents call the same things")
GLOSSARY_ADD: Final = Message("Add another name for something; it works from the next question on")
GLOSSARY_REMOVE: Final = Message("Remove a name with all its other names, or only one of them")
GLOSSARY_LIST: Final = Message("Show the names of this server")
IMPORT: Final = Message("import")
GLOSSARY_IMPORT: Final = Message("Add all names from a file (TSV)")
GLOSSARY_EXPORT: Final = Message("Get the glossary of this server as a file (TSV)")
NAME_TYPED: Final = Message("The name that people type")
OPTION_ALIAS: Final = Message("alias")
ALIAS_MEANT: Final = Message("What the documents call it; separate several with semicolons")
OPTION_KIND: Final = Message("kind")
KIND_MEANT: Final = Message("Whether it is the same thing (default) or something related")
SAME: Final = Message("the same thing: each name finds the other")
RELATED: Final = Message("something related: it is searched for as well, with less weight")
FILE_MEANT: Final = Message("Lines of: name, tab, other names with semicolons, tab, same or related")
WHICH_ALIAS: Final = Message("The only other name to remove; leave empty to remove the name")
WHICH_NAME: Final = Message("A name of this server’s glossary")

GLOSSARY_OF_SERVER: Final = Message("Glossary of this server")
NO_NAMES: Final = Message(
    "There are none yet. Add one with `/glossary add`, or open a question in `/gaps` and press *{add}*."
)
GLOSSARY_SIZE: Final = Plural("{n} name", "{n} names")
SAME_LINE: Final = Message("**{name}** = {others}")
RELATED_LINE: Final = Message("**{name}** → also {others}")
NAME_ADDED: Final = Message("✅ From the next question on: {line}")
REMOVE_NAME: Final = Message("**Remove this from the glossary?**")
NAME_REMOVED: Final = Message("✅ Removed: {line}")
ROWS_IMPORTED: Final = Plural("✅ {n} line was imported.", "✅ {n} lines were imported.")
NOTHING_IMPORTED: Final = Plural(
    "❌ **Nothing was imported.** One line is wrong:", "❌ **Nothing was imported.** {n} lines are wrong:"
)
NOTHING_IMPORTED_OF_MANY: Final = Message(
    "❌ **Nothing was imported.** At least {count} lines are wrong. The first of them:"
)
NO_ROWS: Final = Message("This file has no lines to import.")
FILE_TOO_LARGE: Final = Message("This file has {size} KB; a glossary can have at most {most} KB.")
NO_SUCH_NAME: Final = Message("There is no such name in this server’s glossary: choose one from the list.")
NO_HEADER: Final = Message(
    "The first line, “{line}”, is already an entry: put a line with the names of the columns above it."
)
NOT_TEXT: Final = Message("This is not a UTF-8 text file: save the table as TSV (tab-separated values) in UTF-8.")
LOG_NAME_ADDED: Final = Message("{person} added to the glossary: {line}")
LOG_NAME_REMOVED: Final = Message("{person} removed from the glossary: {line}")
LOG_IMPORTED: Final = Plural(
    "{person} imported {n} line into the glossary.", "{person} imported {n} lines into the glossary."
)

# Gaps

GAPS: Final = Message("gaps")
GAPS_DESCRIPTION: Final = Message("What members asked and the library could not answer")
UNANSWERED: Final = Message("Questions without an answer")
UNANSWERED_NOTE: Final = Message(
    "From the last 30 days, most asked first, without who asked. On or off: {settings} › Library"
)
NOT_KEPT_NOTE: Final = Message("⚠️ New questions are not kept: this is turned off in {settings} › Library.")
NO_GAPS: Final = Message("There are no unanswered questions from the last 30 days.")
GAP_LINE: Final = Message("**{question}**\n-# {times}, last {when}")
TIMES: Final = Plural("asked once", "asked {n} times")
CHOOSE_GAP: Final = Message("Open a question")
ASKED_ALIKE: Final = Message("**Similar questions:**")
UNKNOWN_HERE: Final = Message("**Not in the library:** {words}")
ADD_ALIAS: Final = Message("Add a name")
NEAREST: Final = Message("Nearest passages")
DISMISS: Final = Message("Dismiss")
DISMISS_SEVERAL: Final = Message("Dismiss questions")
GAP_GONE: Final = Message("This question is no longer in the list.")
DISMISSED: Final = Plural("✅ {n} question was dismissed.", "✅ {n} questions were dismissed.")
MAKE_GOLDEN: Final = Message("Make it a golden question")
RIGHT_PLACE: Final = Message("Its right passage, such as “p. 404 ¶ 6”")
CHOOSE_RIGHT: Final = Message("Choose the right passage")
CHOOSE_NOTE: Final = Message("The question becomes a golden question with the passage you choose.")
NOW_GOLDEN: Final = Message("✅ Now a golden question. Its right passage: {passage}")
BACK_TO_QUESTION: Final = Message("Back to the question")
NAME_IN_QUESTION: Final = Message("The name in the question")
NAME_IN_LIBRARY: Final = Message("What the documents call it")
NOW_ANSWERED: Final = Message("The question has an answer now: {place}")
STILL_UNANSWERED: Final = Message("The question has no answer yet.")
LOG_DISMISSED: Final = Plural(
    "{person} dismissed {n} unanswered question.", "{person} dismissed {n} unanswered questions."
)

# Golden questions

GOLDEN: Final = Message("golden")
GOLDEN_DESCRIPTION: Final = Message("Questions with a known right passage, to check how well I answer")
GOLDEN_ADD: Final = Message("Keep a question with its right passage")
GOLDEN_LIST: Final = Message("Show the golden questions")
GOLDEN_REMOVE: Final = Message("Remove a golden question")
CHECK: Final = Message("check")
GOLDEN_CHECK: Final = Message("Ask all golden questions, and see which passages come first")
KEEP_AS_GOLDEN: Final = Message("Keep as golden question")
QUESTION_MEANT: Final = Message("The question, as members ask it")
OPTION_PASSAGE: Final = Message("passage")
PASSAGE_MEANT: Final = Message("Its right passage: choose one, or type a place such as “p. 404 ¶ 6”")
WHICH_GOLDEN: Final = Message("A golden question of this server")
GOLDEN_QUESTIONS: Final = Message("Golden questions")
NO_GOLDEN: Final = Message(
    "There are none yet. Open the menu of one of my good answers and choose *Apps* › *{keep}*, or use `/golden add`."
)
CHOOSE_TO_REMOVE: Final = Message("Remove a question")
GOLDEN_SIZE: Final = Plural("{n} question", "{n} questions")
GOLDEN_LINE: Final = Message("**{question}**\n-# {passage}")
GOLDEN_KEPT: Final = Message("✅ Kept as a golden question. Its right passage: {passage}")
GOLDEN_REMOVED: Final = Message("✅ Removed: {question}")
NO_SUCH_GOLDEN: Final = Message("There is no such golden question: choose one from the list.")
NOT_AN_ANSWER_OF_MINE: Final = Message("This only works on an answer of mine that shows a passage.")
SHORTENED: Final = Message("The question is too long to keep: ask it in fewer words.")
NOT_LIVE: Final = Message("This passage is no longer in the library: ask again and keep the new answer.")
NO_SUCH_PLACE: Final = Message(
    "There is no place “{place}” in this library: name another one, such as “p. 404 ¶ 6” or “¶ 17”."
)
SEVERAL_PASSAGES: Final = Message("There are {count} passages at “{place}”: name one of them by its paragraph.")
CHECKED: Final = Message("Check of the golden questions")
SUCCESS: Final = Message("**Right passage first:** {share} ({right} of {all})")
MRR: Final = Message("**Mean reciprocal rank:** {mrr}")
ALL_RIGHT: Final = Message("Every right passage comes first.")
FAILURE: Final = Message("**{question}**\n-# expected: {right}, {rank}\n-# first: {first}")
NOTHING_FOUND: Final = Message("nothing")
ALL_IN_FILE: Final = Message("The file has all of them.")
LOG_GOLDEN_ADDED: Final = Message("{person} kept a golden question: {question}")
LOG_GOLDEN_REMOVED: Final = Message("{person} removed a golden question: {question}")

# The audit log

AUDIT: Final = Message("audit")
AUDIT_DESCRIPTION: Final = Message("What moderators did with me in this server, newest first")
OPTION_ENTRIES: Final = Message("entries")
ENTRIES_MEANT: Final = Message("Entries per page, from 1 to 20 (default 10)")
AUDIT_LOG: Final = Message("What moderators did")
AUDIT_KEPT: Final = Message("Kept for a year. Nobody is pinged.")
AUDIT_LINE: Final = Message("{when} {who}\n-# {what}")
THE_HOST: Final = Message("whoever runs me")
NEWEST: Final = Message("Newest")
OLDER: Final = Message("Older")
DID_PREVIEW: Final = Message("uploaded a document for preview: {target}")
DID_ADD: Final = Message("added a document: {target}")
DID_APPROVE: Final = Message("approved a document: {target}")
DID_REPLACE: Final = Message("replaced edition {former} of a document with edition {edition}: {target}")
DID_DISCARD: Final = Message("discarded the preview of a document: {target}")
DID_DESCRIBE: Final = Message("edited the details of a document: {target}")
DID_REMOVE: Final = Message("removed a document: {target}")
DID_RESTORE: Final = Message("restored a document: {target}")
DID_EXPORT: Final = Message("exported a document: {target}")
DID_SET: Final = Message("changed settings: {target}")
DID_ADD_NAME: Final = Message("added to the glossary: {target}")
DID_REMOVE_NAME: Final = Message("removed from the glossary: {target}")
DID_IMPORT: Final = Message("imported lines into the glossary: {target}")
DID_EXPORT_NAMES: Final = Message("exported the glossary")
DID_ADD_GOLDEN: Final = Message("kept a golden question: {target}")
DID_REMOVE_GOLDEN: Final = Message("removed a golden question: {target}")
DID_DISMISS: Final = Message("dismissed unanswered questions: {target}")
WITH_EDITION: Final = Message("{title} (edition {edition})")
DID_OTHERWISE: Final = Message("did “{action}”: {target}")

# Insights

INSIGHTS: Final = Message("insights")
INSIGHTS_DESCRIPTION: Final = Message("How many questions are asked and answered here, and what is cited most")
OPTION_DAYS: Final = Message("days")
DAYS_MEANT: Final = Message("How many days to look back, from 1 to 365 (default 30)")
LAST_DAYS: Final = Plural("The last day", "The last {n} days")
QUESTION_COUNT: Final = Plural("**{n}** question", "**{n}** questions")
ANSWERED_SHARE: Final = Message("{questions}, **{share}** answered")
NO_QUESTIONS: Final = Message("Nobody has asked anything yet.")
IN_UTC: Final = Message("Days begin at midnight UTC. Who asked is not recorded.")
COLOURS: Final = Message("Questions per day: 🟦 answered, 🟧 not answered")
MOST_CITED: Final = Message("**Cited most**")
CITED_LINE: Final = Message("{times} × {place}")
CITED_EARLIER: Final = Message("{place} (earlier edition)")
CITED_GONE: Final = Message("a passage that is no longer in the library")
OPEN_GAPS: Final = Plural("**{n}** unanswered question in {gaps}", "**{n}** unanswered questions in {gaps}")
OPEN_GAPS_OF_30_DAYS: Final = Plural(
    "**{n}** unanswered question of the last 30 days in {gaps}",
    "**{n}** unanswered questions of the last 30 days in {gaps}",
)
NO_CHARTS: Final = Message("Charts need `pincite[charts]`, which whoever runs me can install.")
NO_CHART_NOW: Final = Message("The chart could not be drawn. Please try again later.")
DAYS_CHOICE: Final = Plural("{n} day", "{n} days")
