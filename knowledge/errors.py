"""The errors of the retrieval layer.

    KnowledgeError
    ├── DocumentError         a file cannot be read as a document
    ├── NotInLibrary          a document or passage that was asked for does not exist
    ├── QuestionError         a question that cannot be asked (empty, too long)
    ├── InputError            a file or a value given by a person is invalid
    │   └── AlreadyThere      a file is in the store already
    └── StorageError          the database cannot be opened, read or written

Every message is one or two sentences that a moderator can read and act on: what is wrong, and how to fix it. It never
contains a traceback, a secret or another server's text. It is written as a template with named fields, not as an
f-string, so that it can be translated: ``NotInLibrary("There is no page {page}.", page=page)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.wording import Wording

if TYPE_CHECKING:
    from knowledge.answers import Suggestion
    from knowledge.store.values import EditionInfo


class KnowledgeError(Exception):
    """An error that can be shown to a user; ``str(error)`` is the sentence to show."""

    def __init__(self, template: str, /, **values: Any) -> None:
        self.wording = Wording(template, **values)
        super().__init__(self.wording)


class DocumentError(KnowledgeError):
    """A file cannot be read as a document."""


class NotInLibrary(KnowledgeError):  # noqa: N818 - a state of the library, not a failure
    """A document, section, place or passage that was asked for is not in this library.

    ``suggestions`` are those with the nearest names, if any is near.
    """

    def __init__(self, template: str, /, *, suggestions: tuple[Suggestion, ...] = (), **values: Any) -> None:
        self.suggestions = suggestions
        super().__init__(template, **values)


class QuestionError(KnowledgeError):
    """A question that cannot be asked: empty, or too long."""


class InputError(KnowledgeError):
    """A file or a value given by a person is invalid."""


class AlreadyThere(InputError):  # noqa: N818 - a state of the store, not a failure
    """A file is already pending or live; ``edition`` is what was read from it."""

    def __init__(self, template: str, /, *, edition: EditionInfo, **values: Any) -> None:
        self.edition = edition
        super().__init__(template, **values)


class StorageError(KnowledgeError):
    """The database cannot be opened, read or written; stored data is unchanged."""
