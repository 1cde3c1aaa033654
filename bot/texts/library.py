"""What ``/library`` says, in English; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message, Plural

# Commands

LIBRARY: Final = Message("library")
LIBRARY_DESCRIPTION: Final = Message("Manage this server's documents")
ADD: Final = Message("add")
ADD_DESCRIPTION: Final = Message("Add documents: you see what I read before anybody can ask about it")
LIST: Final = Message("list")
LIST_DESCRIPTION: Final = Message("Show the documents, previews that wait for approval, and what was removed")
INFO: Final = Message("info")
INFO_DESCRIPTION: Final = Message("Show what is known of a document")
RENAME: Final = Message("rename")
RENAME_DESCRIPTION: Final = Message("Give a document another title, or edit all its details")
REPLACE: Final = Message("replace")
REPLACE_DESCRIPTION: Final = Message("Replace a document by a newer file: you see first what changes")
REMOVE: Final = Message("remove")
REMOVE_DESCRIPTION: Final = Message("Remove a document; for 30 days it can be restored")
RESTORE: Final = Message("restore")
RESTORE_DESCRIPTION: Final = Message("Put a removed document back")
EXPORT: Final = Message("export")
EXPORT_DESCRIPTION: Final = Message("Get the original file of a document, or what I read in it")

OPTION_FILE: Final = Message("file")
OPTION_FILE_1: Final = Message("file1")
OPTION_FILE_2: Final = Message("file2")
OPTION_FILE_3: Final = Message("file3")
OPTION_FILE_4: Final = Message("file4")
OPTION_FILE_5: Final = Message("file5")
OPTION_NAME: Final = Message("name")
OPTION_FORMAT: Final = Message("format")
A_FILE: Final = Message("PDF, Word, EPUB, HTML, TEI, Markdown or text; up to 25 MB")
ANOTHER_FILE: Final = Message("One more file")
THE_TITLE: Final = Message("The title, if the file has no good one")
NEW_TITLE: Final = Message("The new title; without it a form opens with all details")
WHICH: Final = Message("The document")
WHICH_REMOVED: Final = Message("The document that was removed")
WHICH_FORMAT: Final = Message("What you want: the file as it was sent, or my reading of it")
FORMAT_FILE: Final = Message("The original file")
FORMAT_JSON: Final = Message("What I read, as JSON")

# Refusals

NO_SUCH: Final = Message("No document of this server's library is called “{name}”: choose one from the list.")
SHARED: Final = Message("“{title}” is shared by all servers and cannot be changed here.")
NOT_REMOVED: Final = Message("No removed document is called “{name}”: choose one from the list.")
EMPTY_FILE: Final = Message("{name} is empty.")
TOO_LARGE: Final = Message("{name} has {size} MB; a document may have {most} MB.")
NO_READER: Final = Message("I cannot read {name}: send PDF, Word (.docx), EPUB, HTML, TEI, Markdown or text.")
NOT_FETCHED: Final = Message("Discord does not give me {name} any more: send it again.")
FULL_OF_DOCUMENTS: Final = Message("{name}: this server has {most} documents, and may have no more: remove one first.")
FULL_OF_BYTES: Final = Message("{name}: this server's files would have more than {most} MB: remove a document first.")
MANY_UPLOADS: Final = Message(
    "Files of {most} commands are still being read for this server: wait until one of them is done, then send these."
)
ONE_TITLE: Final = Message("A title can be given to one file only: send the files one by one, or edit them later.")
NO_TITLE: Final = Message("A document needs a title.")
NOT_A_LANGUAGE: Final = Message("“{value}” is no language code: write one such as en, de or fr.")
NOT_AN_ADDRESS: Final = Message("“{value}” is no address: write one that begins with https://.")
TOO_LARGE_TO_SEND: Final = Message("{name} has {size} MB, more than I may send here.")

# Progress

WORKING: Final = Message("Reading documents")
FINISHED: Final = Message("Documents read")
LINE_WAITING: Final = Message("▫️ {name} · waiting")
LINE_FETCHING: Final = Message("⏳ {name} · fetching")
LINE_READING: Final = Message("⏳ {name} · fetched, reading …")
LINE_SECONDS: Final = Message("⏳ {name} · fetched, reading … {seconds} s")
LINE_KEPT: Final = Message("✅ {name} · {count}, waits for approval")
LINE_UNCHANGED: Final = Message("☑️ {name} · unchanged: already there as “{title}”")
LINE_AWAITING: Final = Message("☑️ {name} · already waits for approval as “{title}”")
LINE_REMOVED: Final = Message("🗑️ {name} · not read: it was removed as “{title}”, and can be put back")
RESTORE_ONE: Final = Message("Restore “{title}”")
TITLE_LATER: Final = Message("The title that you gave was not used: give it with `/library rename`.")
NOTHING_REPLACED: Final = Message("Nothing was replaced.")
DISCARD_FIRST: Final = Message("Nothing was replaced: throw that preview away first, and send the file again.")
LINE_FAILED: Final = Message("❌ {sentence}")
OPEN_PREVIEWS: Final = Plural("Open preview", "Open {n} previews")
PASSAGES: Final = Plural("{n} passage", "{n} passages")

# Previews

PREVIEW_NOTES: Final = Message("Preview: nobody finds it before you approve it. It waits 7 days.")
PREVIEW_REPLACES: Final = Message(
    "Preview of edition {edition}: the one before stays until you approve it, for 7 days."
)
FACT: Final = Message("**{name}:** {value}")
FILE: Final = Message("File")
AUTHOR: Final = Message("Author")
SERIES: Final = Message("Series")
DATE: Final = Message("Date")
PAGES: Final = Message("Pages")
LANGUAGE: Final = Message("Language")
LICENCE: Final = Message("Licence")
ADDRESS: Final = Message("Address")
PUBLISHER: Final = Message("Publisher")
TITLE: Final = Message("Title")
OUTLINE: Final = Message("**Outline** · {count}")
SECTIONS: Final = Plural("{n} section", "{n} sections")
NO_SECTIONS: Final = Message("**Outline:** no headings")
AND_MORE: Final = Plural("… and {n} more", "… and {n} more")
WARNINGS: Final = Message("**Check these**")
FIRST_LINES: Final = Message("**It begins**")
MEGABYTES: Final = Message("{number} MB")
KILOBYTES: Final = Message("{number} KB")

NO_PAGES: Final = Message("none: passages are cited by section and paragraph")
PAGES_PRINTED: Final = Message("as printed")
PAGES_LABEL: Final = Message("as the PDF labels them")
PAGES_PHYSICAL: Final = Message("counted from the first, since the PDF has no labels")
PAGES_INFERRED: Final = Message("some inferred")
PAGES_APPROXIMATE: Final = Message("approximate: where the program that wrote the file broke them")
PAGES_MISSING: Final = Message("some without a number")

APPROVE: Final = Message("Approve")
DISCARD: Final = Message("Throw away")
DETAILS: Final = Message("Edit details")
ORIGIN: Final = Message("Edit source")
SHOW_CHANGES: Final = Message("What changes")
SHOW_PREVIEW: Final = Message("Preview")
SHOW_DOCUMENT: Final = Message("Show document")
NEXT_PREVIEW: Final = Message("Next preview")
COUNTER: Final = Message("{position} / {count} waiting")
ALL_DOCUMENTS: Final = Message("All documents")

APPROVED: Final = Message("It is part of the library now: members find it with their next question.")
DISCARDED: Final = Message("The preview of “{title}” was thrown away. Nothing of it is kept.")
STILL_WAITING: Final = Plural("{n} preview still waits for approval.", "{n} previews still wait for approval.")

# Changes

CHANGES: Final = Message("What changes in “{title}”")
NO_CHANGES: Final = Message("All paragraphs read as before.")
COUNT_ADDED: Final = Plural("{n} paragraph added", "{n} paragraphs added")
COUNT_REMOVED: Final = Plural("{n} removed", "{n} removed")
COUNT_ALTERED: Final = Plural("{n} altered", "{n} altered")
COUNT_SAME: Final = Plural("{n} unchanged", "{n} unchanged")
ADDED: Final = Message("**Added**")
REMOVED: Final = Message("**Removed**")
ALTERED: Final = Message("**Altered**")
DETAIL_CHANGED: Final = Message("{name} “{before}” → “{after}”")
DETAIL_ADDED: Final = Message("{name} “{after}” (new)")
DETAIL_REMOVED: Final = Message("{name} “{before}” (removed)")
GOLDEN_CHECKING: Final = Message("⏳ Trying the golden questions …")
APPROVE_LATER: Final = Message("It can be approved when they have been tried.")
GOLDEN_FAILED: Final = Message(
    "⚠️ The golden questions could not be tried, so nobody knows whether they would get worse. You can approve it all"
    " the same, or try again from the preview."
)
GOLDEN_FINE: Final = Plural(
    "✅ The golden question is answered as well as before.",
    "✅ All {n} golden questions are answered as well as before.",
)
GOLDEN_WORSE: Final = Plural("⚠️ **{n} golden question would get worse**", "⚠️ **{n} golden questions would get worse**")
GOLDEN_LINE: Final = Message("- {question} · {before} → {after}")
RANK: Final = Message("place {rank}")
NOT_FOUND: Final = Message("not found")

# What another moderator was quicker with

MEANWHILE: Final = Message("**Meanwhile:** {line}")
STRANDED_REMOVED: Final = Message(
    "The document that this was to replace was removed: restore that one first, or throw this preview away."
)
STRANDED_REPLACED: Final = Message(
    "The edition that this was to replace is not live any more: another one took its place, or the document is gone for"
    " good. Throw this preview away, and send the file again."
)

# The list, and one document

DOCUMENTS: Final = Message("Documents of this server")
USAGE: Final = Message("{documents} of {most_documents} documents · {passages} of {most_passages} passages · {size}")
SIZE_OF: Final = Message("{size} of {most}")
GROUP_PENDING: Final = Message("**Waiting for approval**")
GROUP_OWN: Final = Message("**In the library**")
GROUP_REMOVED: Final = Message("**Removed**")
GROUP_SHARED: Final = Message("**Shared by all servers**")
EDITION: Final = Message("edition {number}")
UNTIL: Final = Message("until {when}")
CHOOSE: Final = Message("Open a document or a preview")
EMPTY: Final = Message("There is nothing here yet: add documents with `/library add`.")
LIVE_NOTES: Final = Message("In the library since {when}, added by {who}")
LIVE_BY_HOST: Final = Message("In the library since {when}")
REMOVED_NOTES: Final = Message("Removed {when}; it can be restored until {until}")
EARLIER_NOTES: Final = Message("An earlier edition: a newer one is in the library.")
EARLIER: Final = Message("Earlier editions")
GOLDEN: Final = Message("Golden questions")
REMOVE_BUTTON: Final = Message("Remove …")
EXPORT_BUTTON: Final = Message("Original file")
REMOVE_QUESTION: Final = Message("**Remove “{title}” from the library?** For 30 days it can be restored.")
REMOVE_GOLDEN: Final = Plural(
    "⚠️ {n} golden question has its answer in this document:",
    "⚠️ {n} golden questions have their answers in this document:",
)
QUESTION_LINE: Final = Message("- {question}")
REMOVE_YES: Final = Message("Remove")
REMOVE_NO: Final = Message("Keep it")
UNDO: Final = Message("Undo")
RESTORE_BUTTON: Final = Message("Restore")
WAS_REMOVED: Final = Message("“{title}” was removed. It can be restored until {until}.")
WAS_RESTORED: Final = Message("“{title}” is back in the library.")
EXPORTED: Final = Message("The file of “{title}”")

# Forms

DETAILS_FORM: Final = Message("Details")
ORIGIN_FORM: Final = Message("Source")
LANGUAGE_FIELD: Final = Message("Language, as a code such as en")
ADDRESS_FIELD: Final = Message("Address, beginning with https://")

# The log channel

LOG_ADDED: Final = Message("{person} added a preview: **{title}**")
LOG_APPROVED: Final = Message("{person} approved **{title}**, edition {edition}")
LOG_DISCARDED: Final = Message("{person} threw away the preview of **{title}**")
LOG_DESCRIBED: Final = Message("{person} edited the details of **{title}**")
LOG_REMOVED: Final = Message("{person} removed **{title}**")
LOG_RESTORED: Final = Message("{person} restored **{title}**")
LOG_EXPORTED: Final = Message("{person} exported **{title}**")
