"""Strict XML parsing: no entities, no document type definition, no network, no recovery, bounded depth.

Recovery from errors is not used: libxml2 then silently drops whole stretches of a damaged file.
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
"""Maximum nesting of elements; the deepest real documents stay under 40."""
_TOO_DEEP: Final = "boolean(" + "/*" * (MAX_DEPTH + 1) + ")"
MAX_ATTRIBUTES: Final = 200
"""Maximum attributes of an element; the time to check them grows with the square of their number."""
_TOO_MANY: Final = f"boolean(//@*[{MAX_ATTRIBUTES + 1}])"
_OWN_ENTITIES: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_ENTITIES = "{name} is refused: it declares XML entities, which a document does not need. Save it without them."
_DOCTYPE = "{name} is refused: it has a document type declaration, which it must not have."
_DEFINITION = (
    "{name} is refused: it has a document type definition (DTD), which is never followed. Remove the line that "
    "begins with <!DOCTYPE and try again."
)
MAX_ELEMENTS: Final = 1_000_000
"""Maximum elements of a file; a volume of a thousand pages has some 200,000."""
_LATIN = re.compile(rb"""\s*<\?xml[^>]*\sencoding\s*=\s*["'](?:iso-8859-1|latin1)["']""", re.IGNORECASE)
_BEYOND_LATIN = re.compile(rb"[\x80-\x9f]")
"""Characters that Latin-1 defines as controls, but that Windows programs use for quotation marks and dashes."""
_BEGINNING = re.compile(rb"<[^/!?]")
_TOO_LONG = "{name} is refused: it has more than 10 million characters in one piece. Split it."
_TOO_LONG_ERROR = re.compile(r"too (?:long|big)|size limit|huge", re.IGNORECASE)
"""libxml2's messages about texts, values and comments beyond its default maximum length."""
_RULES: Final = ("<!ATTLIST", "<!ELEMENT", "<!NOTATION")
"""Declarations of an internal DTD subset: the first adds attributes, however long, to every element."""
_NOT_WELL_FORMED = "{name} is not well-formed XML (line {line}): open it in the program that made it and save it again."
_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"""|(<[^<>"'!?/](?:[^<>"']|"[^<"]*"|'[^<']*')*+>)""",
    re.DOTALL,
)
"""A start tag (group 1); or a construct that may contain text that only looks like one."""
_ID = re.compile(rb""""[^"]*"|'[^']*'|(?<=\s)(xml:id)(?=\s*=)""")
"""The attribute name ``xml:id`` (group 1); or a quoted value, in which it is not a name."""
_LIKE_PREFIX = re.compile(rb"ids[0-9]+")
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*[\s=/>]")
_DECLARED = re.compile(rb"xmlns:([A-Za-z_][\w.-]*)\s*=")


class Doctype(Enum):
    """How much of a document type declaration a file may have; external definitions are never loaded.

    Nothing; the name of the root element (``<!DOCTYPE TEI>``); or also the address of an external definition, which the
    chapters of many e-books have. Internal declarations are always refused.
    """

    NONE = 0
    NAME = 1
    FOREIGN = 2


def parse(data: bytes, name: str, *, doctype: Doctype = Doctype.NONE) -> Element:
    """The root element of ``data``; comments and processing instructions are left out.

    ``name`` is the file's name for messages; ``doctype`` says what it may declare.

    Raises DocumentError for XML that is not well formed, has forbidden declarations, or is nested too deeply.
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
        encoding="cp1252" if _LATIN.match(data) and _BEYOND_LATIN.search(data) else None,
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
            # A duplicate id is no reason to refuse a text. (lxml has an option not to collect ids, but that one loads
            # document types.)
            renamed = _with_other_ids(data)
            if renamed != data:
                return parse(renamed, name, doctype=doctype)
        raise DocumentError(_NOT_WELL_FORMED, name=name, line=line) from error
    _check(root, name, doctype=doctype)
    return root


def is_not_well_formed(error: DocumentError) -> bool:
    """Whether a file was refused for its syntax: it may be an XML fragment, or readable in another way."""
    return error.wording.template == _NOT_WELL_FORMED


def wrap(data: bytes) -> bytes:
    """``data`` inside an element that declares the namespace prefixes which it uses but does not declare.

    A fragment of a larger file (one document of a volume) lacks the declarations of the root element.
    """
    match = _DECLARATION.match(data)
    head = match[0] if match else b""
    body = data[len(head) :]
    missing = sorted(set(_PREFIX.findall(body)) - set(_DECLARED.findall(body)) - {b"xml", b"xmlns"})
    declarations = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (prefix, prefix) for prefix in missing)
    return b"%b<fragment%b>%b</fragment>" % (head, declarations, body)


def name_characters(data: bytes) -> bytes:
    """``data`` with HTML's named characters (``&nbsp;``) as numeric references: XML itself defines only five."""

    def number(match: re.Match[bytes]) -> bytes:
        characters = html.entities.html5.get(match[1].decode() + ";")
        if match[1] in _OWN_ENTITIES or characters is None:
            return match[0]
        return "".join(f"&#{ord(character)};" for character in characters).encode()

    return _ENTITY.sub(number, data)


def every(root: Element, *names: str) -> Iterator[Element]:
    """``root`` and all elements below it with these names, in any namespace, in document order."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def tag(element: Element) -> str:
    """The element's name without its namespace; empty for a node that is not an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute ``name``, in any namespace or in none."""
    value = element.get(name)
    if value is not None:
        return value
    return next((str(value) for key, value in element.items() if str(key).endswith("}" + name)), None)


def text_of(element: Element) -> str:
    """All the text inside an element, unchanged."""
    return "".join(map(str, element.itertext()))


def _with_other_ids(data: bytes) -> bytes:
    """``data`` with every ``xml:id`` replaced by an attribute ``id`` in an otherwise unused namespace."""
    taken = set(_LIKE_PREFIX.findall(data))
    prefix = next(name for name in (b"ids%d" % number for number in itertools.count()) if name not in taken)

    def rename(name: re.Match[bytes]) -> bytes:
        return b'xmlns:%b="urn:%b" %b:id' % (prefix, prefix, prefix) if name[1] else name[0]

    return _TAG.sub(lambda found: _ID.sub(rename, found[1]) if found[1] else found[0], data)


def _check(root: Element, name: str, *, doctype: Doctype) -> None:
    """Refuse a tree for violations that can be detected only after parsing, whatever the encoding."""
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
            "{name} is refused: one of its elements has more than {count} attributes, as in no real document.",
            name=name,
            count=MAX_ATTRIBUTES,
        )


def _mentions(data: bytes, declaration: str) -> bool:
    """Whether ``data`` contains ``declaration``, in any encoding that can hide it."""
    encodings = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    return any(declaration.encode(encoding) in data for encoding in encodings)


def _too_deep(name: str) -> DocumentError:
    return DocumentError(
        "{name} is refused: its elements are nested more than {depth} deep, as in no real document.",
        name=name,
        depth=MAX_DEPTH,
    )
