"""The validator itself: it lets pass what Discord takes, and finds each thing that Discord would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot import limits, limits_of_commands, limits_of_components

NOBODY: dict[str, Any] = {"parse": []}
SEND = "/channels/1/messages"
CALLBACK = "/interactions/1/token/callback"


def text(content: str = "Hello") -> dict[str, Any]:
    """A text."""
    return {"type": 10, "content": content}


def button(custom_id: str = "p1:x", label: str = "Next") -> dict[str, Any]:
    """A button."""
    return {"type": 2, "style": 2, "custom_id": custom_id, "label": label}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    """A row."""
    return {"type": 1, "components": list(children)}


def menu(**changes: Any) -> dict[str, Any]:
    """A menu of two options."""
    options = [{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}]
    return {"type": 3, "custom_id": "s1:o", "options": options, "min_values": 1, "max_values": 1} | changes


def layout(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A message of components."""
    return {"flags": limits.COMPONENTS_V2, "components": list(components), "allowed_mentions": NOBODY} | changes


def form(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A form."""
    return {"custom_id": "s1:w", "title": "A pause", "components": list(rows)} | changes


def field(**changes: Any) -> dict[str, Any]:
    """A field under a label."""
    written = {"type": 4, "custom_id": "value", "style": 1, "min_length": 1, "max_length": 4} | changes
    return {"type": 18, "label": "Seconds", "component": written}


def command(**changes: Any) -> dict[str, Any]:
    """A slash command with one option."""
    option = {"type": 3, "name": "question", "description": "What you want to know", "required": True}
    return {"type": 1, "name": "ask", "description": "Ask the library", "options": [option]} | changes


FILE = {"type": 13, "file": {"url": "attachment://cite.bib"}}
FILES = {"cite.bib": 100}

GOOD_MESSAGES = [
    ({"content": "Hello", "allowed_mentions": NOBODY}, {}),
    (layout({"type": 17, "components": [text(), row(button()), row(menu())]}), {}),
    (layout(FILE, attachments=[{"id": 0, "filename": "cite.bib"}]), FILES),
    (layout(text("x" * 4000)), {}),
    (layout(*[text("x")] * 40), {}),
    (layout(row(menu(options=[{"label": str(n), "value": str(n)} for n in range(25)], max_values=25))), {}),
]

BAD_MESSAGES = [
    ("more than 4,000 characters", layout(text("x" * 2001), text("x" * 2000)), {}),
    ("counted in UTF-16", layout(text("😀" * 2001)), {}),
    ("more than 40 components", layout(*[text("x")] * 41), {}),
    ("components within components", layout({"type": 17, "components": [text("x")] * 40}), {}),
    ("one id twice", layout(row(button(), button())), {}),
    ("too long an id", layout(row(button("p1:" + "x" * 98))), {}),
    ("an id of nothing", layout(row(button(""))), {}),
    ("too long a label", layout(row(button(label="x" * 81))), {}),
    ("a label of nothing", layout(row(button(label=""))), {}),
    ("six buttons", layout(row(*[button(f"p1:{n}") for n in range(6)])), {}),
    ("an empty row", layout(row()), {}),
    ("two menus in a row", layout(row(menu(), menu(custom_id="s1:p"))), {}),
    ("a menu of nothing", layout(row(menu(options=[]))), {}),
    ("a menu of 26", layout(row(menu(options=[{"label": str(n), "value": str(n)} for n in range(26)]))), {}),
    ("one value twice", layout(row(menu(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))), {}),
    ("too long an option", layout(row(menu(options=[{"label": "x" * 101, "value": "1"}]))), {}),
    ("too long a value", layout(row(menu(options=[{"label": "x", "value": "1" * 101}]))), {}),
    ("too long a description", layout(row(menu(options=[{"label": "x", "value": "1", "description": "x" * 101}]))), {}),
    ("too long a placeholder", layout(row(menu(placeholder="x" * 151))), {}),
    ("more to choose than there is", layout(row(menu(max_values=3))), {}),
    ("more at least than at most", layout(row(menu(min_values=2))), {}),
    ("too many channels chosen", layout(row({"type": 8, "custom_id": "s1:c", "default_values": [{}, {}]})), {}),
    ("a blank text", layout(text(" ")), {}),
    ("a button on its own", layout(button()), {}),
    ("a link to nowhere", layout(row({"type": 2, "style": 5, "label": "Source", "url": "ftp://x"})), {}),
    ("text beside components", layout(text(), content="Hello"), {}),
    ("an embed beside components", layout(text(), embeds=[{"title": "x"}]), {}),
    ("components without the flag", layout(text(), flags=0), {}),
    ("a file that is not there", layout(FILE), {}),
    ("a file that nothing shows", layout(text(), attachments=[]), FILES),
    ("too large a file", layout(FILE), {"cite.bib": 10 * limits.MEBIBYTE + 1}),
    ("too many files", {"content": "x", "allowed_mentions": NOBODY}, {f"{n}.txt": 1 for n in range(11)}),
    ("too much at once", {"content": "x", "allowed_mentions": NOBODY}, {f"{n}.txt": 9 << 20 for n in range(3)}),
    ("a name that Discord changes", {"content": "x", "allowed_mentions": NOBODY}, {"über.txt": 1}),
    ("too long a text", {"content": "x" * 2001, "allowed_mentions": NOBODY}, {}),
    ("nothing at all", {"content": "", "allowed_mentions": NOBODY}, {}),
    ("nothing said about pings", {"content": "x"}, {}),
    ("everyone pinged", {"content": "x", "allowed_mentions": {"parse": ["everyone"]}}, {}),
    ("somebody pinged", {"content": "x", "allowed_mentions": {"parse": [], "replied_user": True}}, {}),
    ("a component of the future", layout({"type": 99}), {}),
]


@pytest.mark.parametrize(("message", "files"), GOOD_MESSAGES)
def test_what_discord_takes_passes(message: dict[str, Any], files: dict[str, int]) -> None:
    """A message at the edge of what is allowed is fine, however it is sent."""
    limits.check_request("POST", SEND, message, files)
    limits.check_request("PATCH", "/webhooks/1/token/messages/@original", message, files)
    limits.check_request("POST", CALLBACK, {"type": 4, "data": message}, files)
    limits.check_request("PATCH", SEND + "/2", message, files)


@pytest.mark.parametrize(
    ("message", "files"), [case[1:] for case in BAD_MESSAGES], ids=[case[0] for case in BAD_MESSAGES]
)
@pytest.mark.parametrize("path", [SEND, "/webhooks/1/token", CALLBACK])
def test_what_discord_refuses_is_found(path: str, message: dict[str, Any], files: dict[str, int]) -> None:
    """Whatever is wrong with a message is found, wherever it is sent."""
    body = {"type": 4, "data": message} if path == CALLBACK else message
    with pytest.raises(AssertionError):
        limits.check_request("POST", path, body, files)


def test_edits_may_leave_things_as_they_are() -> None:
    """An edit without text or components says nothing about pings, a new message does."""
    limits.check_request("PATCH", SEND + "/2", {"attachments": []}, {})
    limits.check_request("GET", SEND, None, {})


def test_an_acknowledgement_carries_nothing() -> None:
    """A deferral with components would show nothing."""
    limits.check_request("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}, {})
    with pytest.raises(AssertionError):
        limits.check_request("POST", CALLBACK, {"type": 5, "data": {"components": [text()]}}, {})


@pytest.mark.parametrize(
    "bad",
    [
        form(field(), title="x" * 46),
        form(field(), title=""),
        form(field(), custom_id=""),
        form(),
        form(*[field(custom_id=str(n)) for n in range(6)]),
        form(field(), field()),
        form(field(max_length=4001)),
        form(field(min_length=5)),
        form(field(placeholder="x" * 101)),
        form(field(value="12345")),
        form({**field(), "label": "x" * 46}),
        form({**field(), "description": "x" * 101}),
        form(text(), button()),
    ],
)
def test_forms(bad: dict[str, Any]) -> None:
    """A form that is fine passes, and one that is not is found."""
    limits.check_request("POST", CALLBACK, {"type": 9, "data": form(field())}, {})
    with pytest.raises(AssertionError):
        limits.check_request("POST", CALLBACK, {"type": 9, "data": bad}, {})


@pytest.mark.parametrize(
    "bad",
    [
        [{"name": str(n), "value": n} for n in range(26)],
        [{"name": "", "value": "x"}],
        [{"name": "x" * 101, "value": "x"}],
        [{"name": "x", "value": "x" * 101}],
        [{"name": "x", "value": ""}],
    ],
)
def test_suggestions(bad: list[dict[str, Any]]) -> None:
    """At most 25, none of them empty or over 100 characters."""
    good = [{"name": "x" * 100, "value": str(n)} for n in range(25)]
    limits.check_request("POST", CALLBACK, {"type": 8, "data": {"choices": good}}, {})
    with pytest.raises(AssertionError):
        limits.check_request("POST", CALLBACK, {"type": 8, "data": {"choices": bad}}, {})


OPTION = {"type": 3, "name": "document", "description": "Which"}


@pytest.mark.parametrize(
    "bad",
    [
        [command(name="Ask")],
        [command(name="ask me")],
        [command(name="x" * 33)],
        [command(name_localizations={"de": "Fragen"})],
        [command(description="x" * 101)],
        [command(description="")],
        [command(description_localizations={"fr": "x" * 101})],
        [command(), command()],
        [command(options=[OPTION, OPTION])],
        [command(options=[OPTION, OPTION | {"name": "question", "required": True}])],
        [command(options=[OPTION | {"name": str(n)} for n in range(26)])],
        [command(options=[OPTION | {"choices": [{"name": "x" * 101, "value": "x"}]}])],
        [command(options=[OPTION | {"choices": [{"name": "x", "value": "x"}], "autocomplete": True}])],
        [
            command(
                options=[
                    OPTION | {"name_localizations": {"de": "ort"}},
                    OPTION | {"name": "section", "name_localizations": {"de": "ort"}},
                ]
            )
        ],
        [command(options=[OPTION | {"name": f"o{n}", "choices": _choices} for n in range(3)])
         for _choices in [[{"name": f"{m:0100}", "value": f"{m:0100}"} for m in range(25)]]],
        [{"type": 3, "name": "Find passages", "description": "x"}],
        [{"type": 3, "name": f"Find {n}"} for n in range(16)],
        [command(name=f"ask{n}") for n in range(101)],
    ],
)  # fmt: skip
def test_commands(bad: list[dict[str, Any]]) -> None:
    """Names, descriptions, options and translations of commands, alone and all together."""
    path = "/applications/1/commands"
    limits.check_request("PUT", path, [command(), {"type": 3, "name": "Find passages"}], {})
    with pytest.raises(AssertionError):
        limits.check_request("PUT", path, bad, {})


def test_names_of_threads() -> None:
    """A thread has a name of at most 100 characters."""
    limits.check_request("POST", "/channels/1/messages/2/threads", {"name": "x" * 100}, {})
    with pytest.raises(AssertionError):
        limits.check_request("POST", "/channels/1/messages/2/threads", {"name": "x" * 101}, {})


def test_the_weight_of_translations_is_that_of_the_longest() -> None:
    """Of a text in several languages only the longest counts towards the 8,000 of a command."""
    once = command(description="x" * 100)
    many = command(description="x", description_localizations={"de": "x" * 100, "fr": "x" * 99})
    assert limits_of_commands._weight(once) == limits_of_commands._weight(many)


def test_everything_is_walked_through() -> None:
    """Components in containers, beside sections and under labels are found."""
    section = {"type": 9, "components": [text()], "accessory": button()}
    found = list(limits_of_components.walk([{"type": 17, "components": [section, field()]}]))
    assert [component["type"] for component in found] == [17, 9, 10, 2, 18, 4]
