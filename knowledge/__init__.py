"""The retrieval layer of Pincite: documents in, passages with exact citations out. It knows nothing of Discord.

readers      bytes of any format → blocks → one assembler → a document; untrusted files in a child process
text         words and sentences of every language
ranking      postings, the second stage of features
search       interprets a question, searches, judges confidence, explains matches
places       pages, paragraphs, sections and footnotes, found by what people call them
quotations   whether a quotation is verbatim, altered, or absent
citations    the citation line and five formats
suggestions  autocompletion
store        the source of truth, in SQLite or PostgreSQL; every index can be rebuilt from it

``library.Library`` is the façade that other packages use. Only the names exported here are public.
"""

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
    Suggestion,
)
from knowledge.benchmark import benchmark
from knowledge.building import build_in_child
from knowledge.children import run_child
from knowledge.citations import CitationStyle, Pinpoint, cite
from knowledge.editions import Alteration, EditionDiff, Move, diff_editions
from knowledge.errors import (
    AlreadyThere,
    DocumentError,
    InputError,
    KnowledgeError,
    NotInLibrary,
    QuestionError,
    StorageError,
)
from knowledge.evaluation import Evaluation, QuestionSet, ablate, evaluate, load_question_set, write_measures, write_run
from knowledge.gaps import GapGroup, group_gaps
from knowledge.golden import (
    GoldenChange,
    GoldenQuestion,
    GoldenReport,
    GoldenResult,
    check_golden,
    right_passage,
    worsened,
)
from knowledge.library import Library
from knowledge.models import Document, Metadata, Note, PageKind, Pages, PageSpan, Passage, Role, Section, Status
from knowledge.places.crossrefs import ChatReference, CrossReference, references_in_chat
from knowledge.places.excerpts import Excerpt
from knowledge.places.finder import outline
from knowledge.places.opening import Excerpts
from knowledge.quotations.checks import Difference, DifferenceKind, QuoteCheck, QuoteVerdict, quotations_in
from knowledge.readers import MAX_BYTES, read_document
from knowledge.readers.formats import FILE_SUFFIXES, MEDIA_TYPES
from knowledge.readers.sandbox import file_content, read_file_in_child, read_in_child
from knowledge.refs import ExcerptKind, base36
from knowledge.search.explanation import Explanation
from knowledge.search.glossary import GlossaryRow, parse_glossary
from knowledge.sizes import megabytes
from knowledge.store import (
    HOST,
    Asked,
    AuditEntry,
    By,
    Day,
    Edition,
    EditionInfo,
    Gap,
    Origin,
    Quota,
    Source,
    Store,
    Usage,
    database_url,
    document_gone,
    glossary_faults,
    glossary_parts,
    restore_backup,
)
from knowledge.succession import succeeding
from knowledge.wording import Wording

__all__ = [
    "FILE_SUFFIXES",
    "HOST",
    "MAX_BYTES",
    "MEDIA_TYPES",
    "AliasUse",
    "AlreadyThere",
    "Alteration",
    "Answer",
    "Asked",
    "AuditEntry",
    "By",
    "ChatReference",
    "CitationStyle",
    "Correction",
    "CrossReference",
    "Day",
    "Difference",
    "DifferenceKind",
    "Document",
    "DocumentError",
    "DocumentRef",
    "Edition",
    "EditionDiff",
    "EditionInfo",
    "Evaluation",
    "Excerpt",
    "ExcerptKind",
    "Excerpts",
    "Explanation",
    "Gap",
    "GapGroup",
    "GlossaryRow",
    "GoldenChange",
    "GoldenQuestion",
    "GoldenReport",
    "GoldenResult",
    "Highlight",
    "Hit",
    "InputError",
    "KnowledgeError",
    "Library",
    "Match",
    "MatchKind",
    "Metadata",
    "Move",
    "NotInLibrary",
    "Note",
    "Origin",
    "Outline",
    "OutlineEntry",
    "PageKind",
    "PageSpan",
    "Pages",
    "Passage",
    "Pinpoint",
    "QuestionError",
    "QuestionSet",
    "Quota",
    "QuoteCheck",
    "QuoteVerdict",
    "Role",
    "Section",
    "Source",
    "Status",
    "StorageError",
    "Store",
    "Strictness",
    "Suggestion",
    "Usage",
    "Wording",
    "ablate",
    "base36",
    "benchmark",
    "build_in_child",
    "check_golden",
    "cite",
    "database_url",
    "diff_editions",
    "document_gone",
    "evaluate",
    "file_content",
    "glossary_faults",
    "glossary_parts",
    "group_gaps",
    "load_question_set",
    "megabytes",
    "outline",
    "parse_glossary",
    "quotations_in",
    "read_document",
    "read_file_in_child",
    "read_in_child",
    "references_in_chat",
    "restore_backup",
    "right_passage",
    "run_child",
    "succeeding",
    "worsened",
    "write_measures",
    "write_run",
]
