"""Reader for Markdown (CommonMark with GitHub's tables and footnotes).

Words are kept as written in the source, with the markup of emphasis, code and links: quotations are checked against
that. Raw HTML loses its tags and keeps its words.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge.models import Role
from knowledge.readers.blocks import (
    CELL_SEPARATOR,
    Anchor,
    Block,
    Found,
    Heading,
    NoteBody,
    NoteMark,
    Paragraph,
    Reading,
)
from knowledge.readers.front_matter import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from knowledge.readers.blocks import Content, Inline

_MAX_NESTING = 60
"""Maximum nesting of lists and quotations; deeper content is left out by the parser."""
_NOTE = re.compile(r"\[\^([^\]\s]{1,30})\]:[ \t]*")
_NOTE_LINE = re.compile(r"^(?=\[\^[^\]\s]{1,30}\]:)", re.MULTILINE)
_ADDRESS = re.compile(r"[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?[ \t]*$")
_MARK = re.compile(r"\[\^([^\]\s]{1,30})\]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNCLOSED = re.compile(r"<!--.*", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`{1,10})(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
"""A code span, in which nothing is markup."""
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
"""Inline tags, which may be inside a word and are not replaced by a space."""
_BLOCK_TAG = re.compile(
    r"(?=<(?:h[1-6]|p|div|li|dd|dt|tr|blockquote|pre)\b)|(?<=</h[1-6]>)|(?<=</p>)|(?<=</div>)", re.IGNORECASE
)
"""Tags at which a block begins or ends inside raw HTML."""
_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_TAG = re.compile(r"<!--|-->|</?[A-Za-z][^<>]*>")
_ANCHOR = re.compile(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]{1,200})""")
_UNSEEN = re.compile(r"<[^<>]*>|^[ ]{0,3}\[[^\]\n]{1,200}\]:.*$|[^\w]|_", re.MULTILINE)


def read(content: str, name: str) -> Reading:  # noqa: ARG001 - every reader is given the name
    """Read Markdown into blocks."""
    found, body = split_front_matter(content)
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Otherwise the parser would take a footnote of one word for a link reference definition.
    parser.disable("reference")
    # Inline markup stays as written, so it is not parsed at all.
    parser.core.ruler.enableOnly(["normalize", "block"])
    blocks = list(_blocks(parser.parse(body)))
    notes = [block for block in blocks if isinstance(block, NoteBody)]
    if notes:
        marks = {note.mark for note in notes}
        blocks = [_with_marks(block, marks) for block in blocks]
    if found.title is None:
        found = _titled(found, blocks)
    return Reading(tuple(blocks), found, visible=len(_UNSEEN.sub("", body)))


def _titled(found: Found, blocks: Sequence[Block]) -> Found:
    """``found`` with the first heading as the title, unless there is a heading of a higher level."""
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    if heading is None or any(isinstance(one, Heading) and one.level < heading.level for one in blocks):
        return found
    return replace(found, title="".join(piece for piece in heading.content if isinstance(piece, str)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks of a stream of tokens; ``item`` is the number or sign that starts the next list paragraph."""
    item: str | None = None
    cells: list[str] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "list_item_open":
                item = f"{token.info}{token.markup} "
            case "inline" if tokens[index - 1].type == "heading_open":
                yield from (Anchor(anchor) for anchor in _ANCHOR.findall(token.content))
                yield Heading((_words(token.content),), int(tokens[index - 1].tag[1]))
            case "inline" if tokens[index - 1].type in {"td_open", "th_open"}:
                cells.append(_words(token.content))
            case "list_item_close":
                item = None
            case "tr_close":
                yield Paragraph((CELL_SEPARATOR.join(cells),), role=Role.ROW)
                cells = []
            case "inline":
                yield from _paragraphs(token.content, item)
                item = None
            case "fence" | "code_block":
                yield Paragraph((dedent(token.content),), role=Role.LISTING)
            case "html_block":
                yield from _markup(token.content)


def _markup(text: str) -> Iterator[Block]:
    """Blocks of HTML: its headings and paragraphs, without comments."""
    for part in _BLOCK_TAG.split(_UNCLOSED.sub("", _COMMENT.sub("", text))):
        yield from (Anchor(anchor) for anchor in _ANCHOR.findall(part))
        heading = _HEADING.match(part)
        words = (_words(part),)
        yield Heading(words, int(heading[1])) if heading else Paragraph(words)


def _paragraphs(text: str, item: str | None) -> Iterator[Block]:
    """A paragraph, a list item, or consecutive footnotes; link reference definitions are left out."""
    if not _NOTE.match(text):
        if not all(map(_ADDRESS.match, text.splitlines())):
            yield from _paragraph(text, item)
        return
    for part in _NOTE_LINE.split(text):
        note = _NOTE.match(part)
        if note:
            yield NoteBody(note[1], (_words(part[note.end() :]),))


def _paragraph(text: str, item: str | None) -> Iterator[Block]:
    yield from (Anchor(anchor) for anchor in _ANCHOR.findall(text))
    words = _words(text)
    if item is None:
        yield Paragraph((words,))
    elif item[0].isdigit():
        # The number of a step is part of the quoted text; the sign of an item is not.
        yield Paragraph((item + words,), role=Role.ITEM)
    else:
        yield Paragraph((words,), lead=item if words else "", role=Role.ITEM)


def _words(text: str) -> str:
    """``text`` without tags and comments and with named characters replaced; code spans are left as they are."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [_plain(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, _plain(text[end:])])


def _plain(text: str) -> str:
    bare = _TAG.sub(" ", _INLINE_TAG.sub("", _COMMENT.sub("", text)))
    return _ENTITY.sub(lambda match: entities.unescape(match[0]), bare)


def _with_marks(block: Block, marks: set[str]) -> Block:
    """The block with a ``NoteMark`` for each mark that has a footnote."""
    match block:
        case Heading(content, level):
            return Heading(_marked(content, marks), level)
        case Paragraph(content, number, lead, role) if role is not Role.LISTING:
            return Paragraph(_marked(content, marks), number, lead, role)
        case _:
            return block


def _marked(content: Content, marks: set[str]) -> Content:
    pieces: list[Inline] = []
    for piece in content:
        if not isinstance(piece, str):
            pieces.append(piece)
            continue
        end = 0
        for match in _MARK.finditer(piece):
            if match[1] in marks:
                pieces += [piece[end : match.start()], NoteMark(match[1])]
                end = match.end()
        pieces.append(piece[end:])
    return tuple(pieces)
