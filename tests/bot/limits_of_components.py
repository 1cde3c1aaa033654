"""Discord's limits for the components of messages and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
PEOPLE, ROLES, MENTIONABLE, CHANNELS = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, UPLOAD = 9, 10, 11, 12, 13, 14, 17, 18, 19
SELECTS = {SELECT, PEOPLE, ROLES, MENTIONABLE, CHANNELS}
OUTERMOST = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
LINK_STYLE = 5


def check(components: list[dict[str, Any]]) -> None:
    """Fail where Discord would refuse a message made of these components."""
    assert {component["type"] for component in components} <= OUTERMOST, "a component that needs one around it"
    everything = list(walk(components))
    assert len(everything) <= 40, "more than 40 components"
    texts = [component["content"] for component in everything if component["type"] == TEXT]
    assert all(text.strip() for text in texts), "a text that is empty or of blanks"
    assert sum(utf16(text) for text in texts) <= 4000, "more than 4,000 characters of text"
    _check_ids(everything)
    for component in everything:
        _check_one(component)


def check_form(form: dict[str, Any]) -> None:
    """Fail where Discord would refuse a form."""
    assert 1 <= utf16(form["title"]) <= 45, "a title that is empty or too long"
    rows = form["components"]
    assert 1 <= len(rows) <= 5, "a form of no or more than 5 rows"
    assert {row["type"] for row in rows} <= {ROW, TEXT, LABEL}, "a row that no form can have"
    everything = list(walk(rows))
    _check_ids([form, *everything])
    for component in everything:
        _check_one(component)


def _check_ids(components: Iterable[dict[str, Any]]) -> None:
    ids = [component["custom_id"] for component in components if "custom_id" in component]
    assert all(1 <= utf16(custom_id) <= 100 for custom_id in ids), "a custom_id that is empty or too long"
    assert len(ids) == len(set(ids)), "two components with one custom_id"


def _check_one(component: dict[str, Any]) -> None:
    kind = component["type"]
    if kind in _CHECKS:
        _CHECKS[kind](component)
    else:
        assert kind in {TEXT, SEPARATOR, THUMBNAIL}, f"nobody here knows components of type {kind}"


def _check_row(row: dict[str, Any]) -> None:
    kinds = [child["type"] for child in row["components"]]
    if set(kinds) == {BUTTON}:
        assert len(kinds) <= 5, "a row of more than 5 buttons"
    else:
        assert len(kinds) == 1, "a row of nothing, or a menu that shares its row"
        assert kinds[0] in SELECTS | {INPUT}, "a row of something else"


def _check_button(button: dict[str, Any]) -> None:
    assert 1 <= utf16(button.get("label") or "") <= 80, "a label that is empty or too long"
    if button["style"] == LINK_STYLE:
        assert button["url"].startswith(("http://", "https://")), "not a link"
        assert utf16(button["url"]) <= 512, "too long a link"
        assert "custom_id" not in button, "a link that does something else as well"
    else:
        assert "custom_id" in button, "a button that does nothing"


def _check_select(menu: dict[str, Any]) -> None:
    assert "custom_id" in menu, "a menu that does nothing"
    _check_length(menu, "placeholder", 0, 150)
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    assert 0 <= least <= most <= 25, "a menu with more than 25 choices, or more at least than at most"
    assert most >= 1, "a menu of which nothing can be chosen"
    if menu["type"] == SELECT:
        options = menu["options"]
        assert 1 <= len(options) <= 25, "a menu of no or more than 25 options"
        assert most <= len(options), "more to choose than there is"
        assert len({option["value"] for option in options}) == len(options), "two options with one value"
        assert sum(bool(option.get("default")) for option in options) <= most, "too many options chosen beforehand"
        for option in options:
            assert 1 <= utf16(option["label"]) <= 100, "an option with a label that is empty or too long"
            assert 1 <= utf16(option["value"]) <= 100, "an option with a value that is empty or too long"
            _check_length(option, "description", 1, 100)
    else:
        chosen = menu.get("default_values") or []
        assert len(chosen) <= most, "too many chosen beforehand"
        assert not chosen or len(chosen) >= least, "too few chosen beforehand"


def _check_input(field: dict[str, Any]) -> None:
    assert "custom_id" in field, "a field without an id"
    _check_length(field, "label", 1, 45)
    _check_length(field, "placeholder", 0, 100)
    least, most = field.get("min_length", 0), field.get("max_length", 4000)
    assert 0 <= least <= most <= 4000, "a field of more than 4,000 characters"
    assert most >= 1, "a field for nothing"
    if field.get("value"):
        assert least <= utf16(field["value"]) <= most, "a field that is filled with too little or too much"


def _check_section(section: dict[str, Any]) -> None:
    assert 1 <= len(section["components"]) <= 3, "a section of no or more than 3 texts"
    assert section["accessory"]["type"] in {BUTTON, THUMBNAIL}, "a section without anything beside it"


def _check_gallery(gallery: dict[str, Any]) -> None:
    assert 1 <= len(gallery["items"]) <= 10, "a gallery of no or more than 10 pictures"


def _check_file(file: dict[str, Any]) -> None:
    assert file["file"]["url"].startswith("attachment://"), "only files of the message can be shown"


def _check_container(container: dict[str, Any]) -> None:
    assert container["components"], "a container of nothing"


def _check_label(label: dict[str, Any]) -> None:
    _check_length(label, "label", 1, 45)
    _check_length(label, "description", 1, 100)


def _check_upload(upload: dict[str, Any]) -> None:
    assert 0 <= upload.get("min_values", 1) <= upload.get("max_values", 1) <= 10, "too many files"


def _check_length(thing: dict[str, Any], name: str, least: int, most: int) -> None:
    if thing.get(name) is not None:
        assert least <= utf16(thing[name]) <= most, f"{name} is empty or too long: {thing[name]}"


def walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, however deep."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for name in ("accessory", "component"):
            if component.get(name):
                yield from walk([component[name]])


def attachments_in(components: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The names of the message's own files that components show."""
    for component in walk(components):
        shown = [component.get("file"), component.get("media"), *(item["media"] for item in component.get("items", ()))]
        for media in shown:
            if media and media["url"].startswith("attachment://"):
                yield media["url"].removeprefix("attachment://")


def utf16(text: str) -> int:
    """Length in UTF-16 units; fails for what cannot be sent at all."""
    return len(text.encode("utf-16-le")) // 2


_CHECKS = {
    ROW: _check_row,
    BUTTON: _check_button,
    **dict.fromkeys(SELECTS, _check_select),
    INPUT: _check_input,
    SECTION: _check_section,
    GALLERY: _check_gallery,
    FILE: _check_file,
    CONTAINER: _check_container,
    LABEL: _check_label,
    UPLOAD: _check_upload,
}
"""Type of component → what has to hold for it."""
