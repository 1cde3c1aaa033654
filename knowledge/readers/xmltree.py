"""XML read strictly: no entities, no document type definition, no network, no repairs, bounded depth.

Repairing what is broken is not an option: libxml2's recovery drops whole stretches of a damaged file without a word.
"""

from __future__ import annotations

import html.entities
import itertools
import re
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from knowledge.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

MAX_DEPTH: Final = 120
"""Elements within elements; the deepest real documents stay under 40."""
_TOO_DEEP: Final = "boolean(" + "/*" * (MAX_DEPTH + 1) + ")"
MAX_ATTRIBUTES: Final = 200
"""Attributes of an element; looking through them takes time that grows with their square."""
_TOO_MANY: Final = f"boolean(//@*[{MAX_ATTRIBUTES + 1}])"
_OWN_ENTITIES: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_ENTITIES = "{name} is refused: it declares XML entities, which a document does not need. Save it without them."
_DOCTYPE = "{name} is refused: it has a document type declaration, which it must not have."
_DEFINITION = (
    "{name} is refused: it has a document type definition (DTD), which is never followed. Take out the line that "
    "begins with <!DOCTYPE and try again."
)
MAX_ELEMENTS: Final = 1_000_000
"""Elements of a file; a volume of a thousand pages has some 200,000."""
_BEGINNING = re.compile(rb"<[^/!?]")
_TOO_LONG = "{name} is refused: it holds more than 10 million characters in one piece, as no document does. Split it."
_TOO_LONG_ERROR = re.compile(r"too (?:long|big)|size limit|huge", re.IGNORECASE)
"""What libxml2 says of texts, values and comments that are longer than it takes without being told to."""
_RULES: Final = ("<!ATTLIST", "<!ELEMENT", "<!NOTATION")
"""What a definition inside the file is made of: the first gives attributes, however long, to every element."""
_NOT_WELL_FORMED = "{name} is not well-formed XML (line {line}): open it in the program that made it and save it again."
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"""|(<[^<>"'!?/](?:[^<>"']|"[^<"]*"|'[^<']*')*+>)""",
    re.DOTALL,
)
"""A beginning tag; and what may hold something that only looks like one."""
_ID = re.compile(rb""""[^"]*"|'[^']*'|(?<=\s)(xml:id)(?=\s*=)""")
"""The name of the attribute that is an id; and values, in which it is no name."""
_LIKE_PREFIX = re.compile(rb"ids[0-9]+")
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*[\s=/>]")
_DECLARED = re.compile(rb"xmlns:([A-Za-z_][\w.-]*)\s*=")


class Doctype(Enum):
    """How much of a document type declaration a file may have; none is ever followed.

    Nothing; the name of the root element (``<!DOCTYPE TEI>``); or also the address of a definition elsewhere, which the
    pages of every other book have. Rules of a file's own are refused everywhere.
    """

    NONE = 0
    NAME = 1
    FOREIGN = 2


def parse(data: bytes, name: str, *, doctype: Doctype = Doctype.NONE) -> Element:
    """The root element of ``data``; comments and processing instructions are left out.

    ``name`` is the file's name for messages; ``doctype`` says what it may declare.

    Raises DocumentError for XML that is not well formed, declares more than it may, or is nested too deeply.
    """
    if _mentions(data, "<!ENTITY"):
        raise DocumentError(_ENTITIES, name=name)
    declares = _mentions(data, "<!DOCTYPE")
    if declares and doctype is Doctype.NONE:
        raise DocumentError(_DOCTYPE, name=name)
    if declares and any(_mentions(data, rule) for rule in _RULES):
        raise DocumentError(_DEFINITION, name=name)
    if sum(1 for _ in _BEGINNING.finditer(data)) > MAX_ELEMENTS:
        raise DocumentError(
            "{name} has more than {most} elements: save it as text or PDF, or split it.", name=name, most=MAX_ELEMENTS
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 1
        if "depth" in str(error):
            raise _too_deep(name) from error
        if _TOO_LONG_ERROR.search(str(error)):
            raise DocumentError(_TOO_LONG, name=name) from error
        if "already defined" in str(error) and b"xml:id" in data:
            # An id given twice is no reason to refuse a text. (lxml can be told not to collect ids, but then follows
            # document types.)
            renamed = _with_other_ids(data)
            if renamed != data:
                return parse(renamed, name, doctype=doctype)
        raise DocumentError(_NOT_WELL_FORMED, name=name, line=line) from error
    _check(root, name, doctype=doctype)
    return root


def is_not_well_formed(error: DocumentError) -> bool:
    """Whether a file was refused for its syntax: it may be a piece of XML, or read in another way."""
    return error.wording.template == _NOT_WELL_FORMED


def wrap(data: bytes) -> bytes:
    """``data`` inside one element that declares the prefixes which it uses and does not declare.

    A piece cut out of a larger file (one document of a volume) has lost them with the root element.
    """
    match = _DECLARATION.match(data)
    head = match[0] if match else b""
    body = data[len(head) :]
    missing = sorted(set(_PREFIX.findall(body)) - set(_DECLARED.findall(body)) - {b"xml", b"xmlns"})
    declarations = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (prefix, prefix) for prefix in missing)
    return b"%b<fragment%b>%b</fragment>" % (head, declarations, body)


def name_characters(data: bytes) -> bytes:
    """``data`` with HTML's named characters (``&nbsp;``) as numbers: without its document type, XML knows only five."""

    def number(match: re.Match[bytes]) -> bytes:
        characters = html.entities.html5.get(match[1].decode() + ";")
        if match[1] in _OWN_ENTITIES or characters is None:
            return match[0]
        return "".join(f"&#{ord(character)};" for character in characters).encode()

    return _ENTITY.sub(number, data)


def every(root: Element, *names: str) -> Iterator[Element]:
    """The elements of these names below ``root`` and itself, whatever their namespace, in document order."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def tag(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute ``name`` whatever its namespace, or without one."""
    value = element.get(name)
    if value is not None:
        return value
    return next((str(value) for key, value in element.items() if str(key).endswith("}" + name)), None)


def text_of(element: Element) -> str:
    """All the text inside an element, as it stands."""
    return "".join(map(str, element.itertext()))


def _with_other_ids(data: bytes) -> bytes:
    """``data`` with every ``xml:id`` as an attribute ``id`` of a namespace that nothing else in it is of."""
    taken = set(_LIKE_PREFIX.findall(data))
    prefix = next(name for name in (b"ids%d" % number for number in itertools.count()) if name not in taken)

    def rename(name: re.Match[bytes]) -> bytes:
        return b'xmlns:%b="urn:%b" %b:id' % (prefix, prefix, prefix) if name[1] else name[0]

    return _TAG.sub(lambda found: _ID.sub(rename, found[1]) if found[1] else found[0], data)


def _check(root: Element, name: str, *, doctype: Doctype) -> None:
    """Refuse what is seen only after parsing, whatever the encoding was."""
    declared: Any = root.getroottree().docinfo
    definition = declared.internalDTD
    if doctype is Doctype.NONE and declared.doctype:
        raise DocumentError(_DOCTYPE, name=name)
    if definition is not None and any(True for _ in definition.iterentities()):
        raise DocumentError(_ENTITIES, name=name)
    is_foreign = bool(declared.public_id or declared.system_url)
    has_rules = definition is not None and any(True for _ in definition.iterelements())
    if has_rules or (is_foreign and doctype is not Doctype.FOREIGN):
        raise DocumentError(_DEFINITION, name=name)
    if root.xpath(_TOO_DEEP):
        raise _too_deep(name)
    if root.xpath(_TOO_MANY):
        raise DocumentError(
            "{name} is refused: one of its elements has more than {count} attributes, as none of a document has.",
            name=name,
            count=MAX_ATTRIBUTES,
        )


def _mentions(data: bytes, declaration: str) -> bool:
    """Whether ``declaration`` stands in ``data``, in any encoding that can hide it."""
    encodings = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    return any(declaration.encode(encoding) in data for encoding in encodings)


def _too_deep(name: str) -> DocumentError:
    return DocumentError(
        "{name} is refused: its elements are nested more than {depth} deep, as no document is.",
        name=name,
        depth=MAX_DEPTH,
    )
