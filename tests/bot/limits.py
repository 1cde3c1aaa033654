"""Discord's limits, checked on the JSON and the files that would be sent: whatever breaks them, Discord would refuse.

``check_request`` takes any request of the bot and knows what it carries: a message, an edit, a form, the choices of an
autocomplete, or the commands. tests/bot/conftest.py puts it round everything that the bot sends in any test.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.bot import limits_of_commands, limits_of_components

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUTTON, TEXT = limits_of_components.BUTTON, limits_of_components.TEXT
COMPONENTS_V2 = 1 << 15
MEBIBYTE = 1 << 20

MESSAGE, UPDATE, CHOICES, FORM = 4, 7, 8, 9
"""Kinds of responses to an interaction that carry something."""


def check_request(method: str, path: str, body: Any, files: Mapping[str, int]) -> None:
    """Fail where Discord would refuse what a request carries; ``files`` are names and sizes in bytes."""
    body = body or {}
    if method not in {"POST", "PATCH", "PUT"}:
        return
    if re.fullmatch(r"/applications/\d+(/guilds/\d+)?/commands(/\d+)?", path):
        limits_of_commands.check(body if isinstance(body, list) else [body])
    elif re.fullmatch(r"/interactions/\d+/[^/]+/callback", path):
        _check_response(body, files)
    elif re.fullmatch(r"/channels/\d+/messages(/\d+)?|/webhooks/\d+/[^/]+(/messages/[^/]+)?", path):
        check_message(body, files, edits=method == "PATCH")
    elif re.fullmatch(r"/channels/\d+(/messages/\d+)?/threads", path):
        assert 1 <= utf16(body["name"]) <= 100, "the name of a thread is empty or too long"
        if "message" in body:
            check_message(body["message"], files)


def _check_response(body: dict[str, Any], files: Mapping[str, int]) -> None:
    data = body.get("data") or {}
    match body["type"]:
        case kind if kind in {MESSAGE, UPDATE}:
            check_message(data, files, edits=kind == UPDATE)
        case kind if kind == CHOICES:
            limits_of_commands.check_choices(data["choices"])
        case kind if kind == FORM:
            limits_of_components.check_form(data)
        case _:
            assert not data.get("components"), "a response that only acknowledges cannot carry a message"


def check_message(body: dict[str, Any], files: Mapping[str, int], *, edits: bool = False) -> None:
    """Fail where Discord would refuse a message, or where it might ping somebody."""
    content = body.get("content") or ""
    components = body.get("components") or []
    flags = body.get("flags") or 0
    assert not body.get("embeds"), "the bot sends no embeds"
    assert utf16(content) <= 2000, "more than 2,000 characters"
    if not edits:
        assert content.strip() or components or files, "a message without anything"
    if content or components:
        _check_mentions(body.get("allowed_mentions"))
    if flags & COMPONENTS_V2:
        assert not content, "text beside components"
        assert not body.get("poll"), "a poll beside components"
        assert components or edits, "a layout without components"
    else:
        assert all(item["type"] == limits_of_components.ROW for item in components), "a layout without its flag"
        assert len(components) <= 5, "more than 5 rows"
    check(components)
    _check_files(body, files, components)
    size = len(json.dumps(body).encode()) + sum(files.values())
    assert size <= 25 * MEBIBYTE, "a request of more than 25 MiB"


def check(components: list[dict[str, Any]]) -> None:
    """Fail where Discord would refuse a message made of these components."""
    limits_of_components.check(components)


def _check_mentions(allowed: dict[str, Any] | None) -> None:
    assert allowed is not None, "nothing says whom the message may ping"
    assert allowed.get("parse") == [], "the message may ping"
    assert not any(allowed.get(name) for name in ("users", "roles", "replied_user")), "the message may ping somebody"


def _check_files(body: dict[str, Any], files: Mapping[str, int], components: list[dict[str, Any]]) -> None:
    assert len(files) <= 10, "more than 10 files"
    for name, size in files.items():
        assert 1 <= len(name) <= 255, "a file without a name, or with too long a one"
        assert re.fullmatch(r"[\w.\-]+", name, re.ASCII), f"Discord would rename the file {name}"
        assert size <= 10 * MEBIBYTE, f"{name} has more than 10 MiB"
    there = set(files) | {one.get("filename") for one in body.get("attachments") or ()}
    shown = set(limits_of_components.attachments_in(components))
    assert shown <= there, f"components show files that are not there: {shown - there}"
    if (body.get("flags") or 0) & COMPONENTS_V2:
        assert set(files) <= shown, f"files that no component shows: {set(files) - shown}"


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, however deep."""
    return limits_of_components.walk(components)


def texts_of(components: list[dict[str, Any]]) -> list[str]:
    """All texts, from top to bottom."""
    return [component["content"] for component in walk(components) if component["type"] == TEXT]


def buttons_of(components: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Label → button."""
    return {component["label"]: component for component in walk(components) if component["type"] == BUTTON}


def utf16(text: str) -> int:
    """Length in UTF-16 units; fails for what cannot be sent at all."""
    return limits_of_components.utf16(text)
