"""Texts of ``/library``, in English; see ``bot.texts``."""

from __future__ import annotations

from typing import Final

from bot.i18n import Message, Plural

# Commands

LIBRARY: Final = Message("library")
LIBRARY_DESCRIPTION: Final = Message("Manage this server's documents")
ADD_DESCRIPTION: Final = Message("Add documents: you see a preview before anyone can find them")
LIST_DESCRIPTION: Final = Message("Show the documents, previews waiting for approval, and removed documents")
INFO: Final = Message("info")
INFO_DESCRIPTION: Final = Message("Show the details of a document")
RENAME: Final = Message("rename")
RENAME_DESCRIPTION: Final = Message("Give a document another title, or edit all its details")
REPLACE: Final = Message("replace")
REPLACE_DESCRIPTION: Final = Message("Replace a document with a newer file: you see the changes first")
REMOVE_DESCRIPTION: Final = Message("Remove a document; it can be restored for 30 days")
RESTORE: Final = Message("restore")
RESTORE_DESCRIPTION: Final = Message("Restore a removed document")
EXPORT_DESCRIPTION: Final = Message("Get the original file of a document, or what I read in it")

OPTION_FILE_1: Final = Message("file1")
OPTION_FILE_2: Final = Message("file2")
OPTION_FILE_3: Final = Message("file3")
OPTION_FILE_4: Final = Message("file4")
OPTION_FILE_5: Final = Message("file5")
OPTION_FORMAT: Final = Message("format")
A_FILE: Final = Message("PDF, Word, EPUB, HTML, TEI, Markdown or text; up to 25 MB")
ANOTHER_FILE: Final = Message("One more file")
THE_TITLE: Final = Message("The title, if the file has no good one")
NEW_TITLE: Final = Message("The new title; leave empty for a form with all details")
WHICH: Final = Message("The document")
WHICH_REMOVED: Final = Message("The document that was removed")
WHICH_FORMAT: Final = Message("The file as it was sent, or what I read in it")
FORMAT_FILE: Final = Message("The original file")
FORMAT_JSON: Final = Message("What I read, as JSON")

# Refusals

NO_SUCH: Final = Message("No document in this server's library is called “{name}”: choose one from the list.")
SHARED: Final = Message("“{title}” is shared by all servers and cannot be changed here.")
SEVERAL_CALLED: Final = Message(
    "Several documents are called “{title}”: open one here, or give the command its id, in brackets."
)
IS_PENDING: Final = Message("“{title}” is waiting for approval: open its preview.")
IS_LIVE: Final = Message("“{title}” is in the library.")
IS_REMOVED: Final = Message("“{title}” was removed: restore it first.")
NOT_REMOVED: Final = Message("No removed document is called “{name}”: choose one from the list.")
EMPTY_FILE: Final = Message("{name} is empty.")
TOO_LARGE: Final = Message("{name} has {size} MB; a document can have at most {most} MB.")
NO_READER: Final = Message("I cannot read {name}: send PDF, Word (.docx), EPUB, HTML, TEI, Markdown or text.")
NOT_FETCHED: Final = Message("I could not download {name} from Discord: send it again.")
FULL_OF_DOCUMENTS: Final = Message(
    "{name}: the limit of documents for this server ({most}) is reached: remove one first."
)
FULL_OF_BYTES: Final = Message("{name}: this server's files would exceed {most} MB: remove a document first.")
MANY_UPLOADS: Final = Message(
    "Files from {most} commands are still being read for this server: wait until one of them is done, then send these."
)
ONE_TITLE: Final = Message(
    "A title can only be given to a single file: send the files one by one, or rename them later."
)
NO_TITLE: Final = Message("A document needs a title.")
NOT_A_LANGUAGE: Final = Message(
    "“{value}” is not a language that I know: use its name, or a code such as en, de or fr."
)
NOT_AN_ADDRESS: Final = Message("“{value}” is not a web address: use one that begins with https://.")
TOO_LARGE_TO_SEND: Final = Message("{name} has {size} MB, more than I can send here.")

# Progress

WORKING: Final = Message("Reading documents")
FINISHED: Final = Message("Documents read")
LINE_WAITING: Final = Message("▫️ {name} · waiting")
LINE_FETCHING: Final = Message("⏳ {name} · downloading")
LINE_READING: Final = Message("⏳ {name} · downloaded, reading …")
LINE_SECONDS: Final = Message("⏳ {name} · downloaded, reading … {seconds} s")
LINE_KEPT: Final = Message("✅ {name} · {count}, waiting for approval")
LINE_UNCHANGED: Final = Message("☑️ {name} · unchanged: already there as “{title}”")
LINE_AWAITING: Final = Message("☑️ {name} · already waiting for approval as “{title}”")
LINE_REMOVED: Final = Message("🗑️ {name} · not read: it was removed as “{title}” and can be restored")
RESTORE_ONE: Final = Message("Restore “{title}”")
TITLE_LATER: Final = Message("The title you gave was not used: set it with `/library rename`.")
NOTHING_REPLACED: Final = Message("Nothing was replaced.")
DISCARD_FIRST: Final = Message("Nothing was replaced: discard that preview first, then send the file again.")
LINE_FAILED: Final = Message("❌ {sentence}")
OPEN_PREVIEWS: Final = Plural("Open preview", "Open {n} previews")

# Previews

PREVIEW_NOTES: Final = Message("Preview: nobody can find it until you approve it. It is kept for 7 days.")
PREVIEW_REPLACES: Final = Message(
    "Preview of edition {edition}: the current edition stays until you approve this one. It is kept for 7 days."
)
FACT: Final = Message("**{name}:** {value}")
FILE: Final = Message("File")
AUTHOR: Final = Message("Author")
SERIES: Final = Message("Series")
DATE: Final = Message("Date")
PAGES: Final = Message("Pages")
LANGUAGE: Final = Message("Language")
LICENCE: Final = Message("Licence")
ADDRESS: Final = Message("Web address")
PUBLISHER: Final = Message("Publisher")
TITLE: Final = Message("Title")
OUTLINE: Final = Message("**Outline** · {count}")
NO_SECTIONS: Final = Message("**Outline:** no headings")
WARNINGS: Final = Message("**Check these**")
FIRST_LINES: Final = Message("**First lines**")
MEGABYTES: Final = Message("{number} MB")
KILOBYTES: Final = Message("{number} KB")

NO_PAGES: Final = Message("none: passages are cited by section and paragraph")
PAGES_PRINTED: Final = Message("as printed")
PAGES_LABEL: Final = Message("as the PDF labels them")
PAGES_PHYSICAL: Final = Message("counted from the first, since the PDF has no page labels")
PAGES_INFERRED: Final = Message("some inferred")
PAGES_APPROXIMATE: Final = Message("approximate: from the page breaks that were saved in the file")
PAGES_MISSING: Final = Message("some without a number")

ALIKE: Final = Message("⚠️ **“{title}” from {file} is already in the library.** Is this a newer edition of it?")
SUCCEED: Final = Message("Replace it instead")
APPROVE: Final = Message("Approve")
DISCARD: Final = Message("Discard")
DETAILS: Final = Message("Edit details")
ORIGIN: Final = Message("Edit source")
SHOW_CHANGES: Final = Message("Show changes")
SHOW_PREVIEW: Final = Message("Preview")
SHOW_DOCUMENT: Final = Message("Show document")
NEXT_PREVIEW: Final = Message("Next preview")
COUNTER: Final = Message("{position} / {count} waiting")

APPROVED: Final = Message("It is now in the library: members can find it with their next question.")
DISCARDED: Final = Message("The preview of “{title}” was discarded. Nothing of it is kept.")
STILL_WAITING: Final = Plural("{n} preview still waits for approval.", "{n} previews still wait for approval.")

# Changes

CHANGES: Final = Message("Changes in “{title}”")
NO_CHANGES: Final = Message("No paragraph has changed.")
PARAGRAPHS: Final = Message("Paragraphs")
COUNT_ADDED: Final = Plural("{n} added", "{n} added")
COUNT_REMOVED: Final = Plural("{n} removed", "{n} removed")
COUNT_SAME: Final = Plural("{n} unchanged", "{n} unchanged")
ADDED: Final = Message("**Added**")
REMOVED: Final = Message("**Removed**")
ALTERED: Final = Message("**Altered**")
HEADINGS: Final = Message("Headings")
ON_OTHER_PAGES: Final = Message("Same text on other pages")
ELSEWHERE: Final = Message("Same text in another place")
FIRST_OF_THEM: Final = Message("{count}, the first {before} → {after}")
NO_PAGE: Final = Message("without a page number")
ALL_CHANGES: Final = Message("The file has all changes in full.")
DETAIL_CHANGED: Final = Message("{name} “{before}” → “{after}”")
DETAIL_ADDED: Final = Message("{name} “{after}” (new)")
DETAIL_REMOVED: Final = Message("{name} “{before}” (removed)")
GOLDEN_CHECKING: Final = Message("⏳ Checking the golden questions …")
APPROVE_LATER: Final = Message(
    "You can approve it once they have been checked. If this takes minutes, press *{preview}*, then *{changes}*, to "
    "start again."
)
GOLDEN_FAILED: Final = Message(
    "⚠️ The golden questions could not be checked, so nobody knows whether their answers would get worse. You "
    "can approve it anyway, or try again from the preview."
)

# What another moderator was quicker with

MEANWHILE: Final = Message("**Meanwhile:** {line}")
NOTHING_REMOVED: Final = Message("**Nothing was removed.**")
NOTHING_SAVED: Final = Message("**Your changes were not saved:**")
PREVIEW_EXPIRED: Final = Message("This preview waited 7 days and is gone: send the file again.")
REMOVED_FOR_GOOD: Final = Message("It was removed more than 30 days ago and is gone for good.")
NOT_SUCCEEDED: Final = Message(
    "**Nothing was replaced:** the document of this name was removed, renamed or replaced meanwhile."
)
NOT_SAVED: Final = Message("⚠️ **Not saved:** {sentence}")
OVERWRITTEN: Final = Message("⚠️ **Somebody else changed this while your form was open.** Your version was saved:")
STRANDED_REMOVED: Final = Message(
    "The document that this preview would replace was removed: restore it first, or discard this preview."
)
STRANDED_REPLACED: Final = Message(
    "The edition that this preview would replace is no longer in the library: another one took its place, or "
    "the document was deleted for good. Discard this preview and send the file again."
)

# The list, and one document

DOCUMENTS: Final = Message("Documents of this server")
USAGE: Final = Message("{documents} of {most_documents} documents · {passages} of {most_passages} passages · {size}")
SIZE_OF: Final = Message("{size} of {most}")
GROUP_PENDING: Final = Message("**Waiting for approval**")
GROUP_OWN: Final = Message("**In the library**")
GROUP_REMOVED: Final = Message("**Removed**")
GROUP_SHARED: Final = Message("**Shared by all servers**")
STATE_PENDING: Final = Message("waiting for approval")
STATE_LIVE: Final = Message("in the library")
STATE_REMOVED: Final = Message("removed")
STATE_SUPERSEDED: Final = Message("earlier edition")
EDITION: Final = Message("edition {number}")
UNTIL: Final = Message("until {when}")
CHOOSE: Final = Message("Open a document or a preview")
EMPTY: Final = Message("There is nothing here yet: add documents with `/library add`.")
LIVE_NOTES: Final = Message("In the library since {when}, added by {who}")
LIVE_BY_HOST: Final = Message("In the library since {when}")
REMOVED_NOTES: Final = Message("Removed {when}; it can be restored until {until}")
EARLIER_NOTES: Final = Message("An earlier edition: a newer one is in the library.")
EARLIER: Final = Message("Earlier editions")
NEWEST_EDITION: Final = Message("Newest edition")
REMOVE_BUTTON: Final = Message("Remove …")
EXPORT_BUTTON: Final = Message("Original file")
READING_BUTTON: Final = Message("What I read (JSON)")
REMOVE_QUESTION: Final = Message("**Remove “{title}” from the library?** It can be restored for 30 days.")
REMOVE_GOLDEN: Final = Plural(
    "⚠️ {n} golden question has its answer in this document:",
    "⚠️ {n} golden questions have their answers in this document:",
)
REMOVE_YES: Final = Message("Remove")
REMOVE_NO: Final = Message("Keep it")
UNDO: Final = Message("Undo")
RESTORE_BUTTON: Final = Message("Restore")
WAS_REMOVED: Final = Message("“{title}” was removed. It can be restored until {until}.")
WAS_RESTORED: Final = Message("“{title}” is back in the library.")

# Forms

DETAILS_FORM: Final = Message("Details")
LANGUAGE_FIELD: Final = Message("Language: its name, or a code such as en")
ADDRESS_FIELD: Final = Message("Web address, beginning with https://")

# The log channel

LOG_ADDED: Final = Message("{person} uploaded a document for preview: **{title}**")
LOG_APPROVED: Final = Message("{person} approved **{title}**, edition {edition}")
LOG_SUCCEEDS: Final = Message("{person} turned the preview of **{title}** into a preview of edition {edition}")
LOG_DISCARDED: Final = Message("{person} discarded the preview of **{title}**")
LOG_DESCRIBED: Final = Message("{person} edited the details of **{title}**")
LOG_REMOVED: Final = Message("{person} removed **{title}**")
LOG_RESTORED: Final = Message("{person} restored **{title}**")
LOG_EXPORTED: Final = Message("{person} exported **{title}**")
