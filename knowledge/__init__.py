"""The retrieval layer of Pincite: documents in, passages with exact citations out. It knows nothing of Discord."""

from knowledge.benchmark import benchmark
from knowledge.errors import (
    DocumentError,
    InputError,
    KnowledgeError,
    NotInLibrary,
    QuestionError,
    StorageError,
)
from knowledge.evaluation import Evaluation, QuestionSet, evaluate, load_question_set, write_run
from knowledge.library import Library
from knowledge.models import (
    AliasUse,
    Answer,
    Correction,
    Document,
    DocumentRef,
    Highlight,
    Hit,
    Metadata,
    Note,
    Outline,
    OutlineEntry,
    PageKind,
    Pages,
    PageSpan,
    Passage,
    Role,
    Section,
    Strictness,
)
from knowledge.readers import read_document
from knowledge.store import Store, database_url

__all__ = [
    "AliasUse",
    "Answer",
    "Correction",
    "Document",
    "DocumentError",
    "DocumentRef",
    "Evaluation",
    "Highlight",
    "Hit",
    "InputError",
    "KnowledgeError",
    "Library",
    "Metadata",
    "NotInLibrary",
    "Note",
    "Outline",
    "OutlineEntry",
    "PageKind",
    "PageSpan",
    "Pages",
    "Passage",
    "QuestionError",
    "QuestionSet",
    "Role",
    "Section",
    "StorageError",
    "Store",
    "Strictness",
    "benchmark",
    "database_url",
    "evaluate",
    "load_question_set",
    "read_document",
    "write_run",
]
