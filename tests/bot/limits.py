"""Discord's limits for what a message may hold, checked on the JSON that would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

BUTTON, TEXT, ROW, CONTAINER = 2, 10, 1, 17
LINK_STYLE = 5


def check(components: list[dict[str, Any]]) -> None:
    """Fail where Discord would refuse a message made of these components."""
    everything = list(walk(components))
    assert len(everything) <= 40, "more than 40 components"
    texts = [component["content"] for component in everything if component["type"] == TEXT]
    assert all(texts), "an empty text"
    assert all(text.strip() for text in texts), "a text of blanks"
    assert sum(utf16(text) for text in texts) <= 4000, "more than 4,000 characters of text"
    ids = [component["custom_id"] for component in everything if "custom_id" in component]
    assert all(1 <= len(custom_id) <= 100 for custom_id in ids), "a custom_id that is empty or too long"
    assert len(ids) == len(set(ids)), "two components with one custom_id"
    for component in everything:
        match component["type"]:
            case 1:
                assert 1 <= len(component["components"]) <= 5, "a row of none or more than 5 buttons"
            case 2:
                assert 1 <= utf16(component["label"]) <= 80, "a label that is empty or too long"
                if component["style"] == LINK_STYLE:
                    assert component["url"].startswith(("http://", "https://")), "not a link"
                    assert len(component["url"]) <= 512, "too long a link"
                else:
                    assert "custom_id" in component, "a button that does nothing"


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, however deep."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def texts_of(components: list[dict[str, Any]]) -> list[str]:
    """All texts, from top to bottom."""
    return [component["content"] for component in walk(components) if component["type"] == TEXT]


def buttons_of(components: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Label → button."""
    return {component["label"]: component for component in walk(components) if component["type"] == BUTTON}


def utf16(text: str) -> int:
    """Length in UTF-16 units; fails for what cannot be sent at all."""
    return len(text.encode("utf-16-le")) // 2
