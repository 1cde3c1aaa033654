"""The retrieval layer of Pincite: documents in, passages with exact citations out. It knows nothing of Discord."""

from knowledge.answers import (
    AliasUse,
    Answer,
    Correction,
    DocumentRef,
    Highlight,
    Hit,
    Match,
    MatchKind,
    Outline,
    OutlineEntry,
    Strictness,
)
from knowledge.benchmark import benchmark
from knowledge.errors import (
    DocumentError,
    InputError,
    KnowledgeError,
    NotInLibrary,
    QuestionError,
    StorageError,
)
from knowledge.evaluation import Evaluation, QuestionSet, ablate, evaluate, load_question_set, write_measures, write_run
from knowledge.library import Library
from knowledge.models import Document, Metadata, Note, PageKind, Pages, PageSpan, Passage, Role, Section
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
    "Match",
    "MatchKind",
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
    "ablate",
    "benchmark",
    "database_url",
    "evaluate",
    "load_question_set",
    "read_document",
    "write_measures",
    "write_run",
]
