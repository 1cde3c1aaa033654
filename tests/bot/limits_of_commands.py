"""Discord's limits for commands and for the choices of their options."""

from __future__ import annotations

import re
from typing import Any

from tests.bot.limits_of_components import utf16

SLASH, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
MOST = {SLASH: 100, USER: 15, MESSAGE: 15}
"""Commands of each type at most."""


def check(commands: list[dict[str, Any]]) -> None:
    """Fail where Discord would refuse an application's commands."""
    for kind, most in MOST.items():
        names = [command["name"] for command in commands if command.get("type", SLASH) == kind]
        assert len(names) <= most, f"more than {most} commands of type {kind}"
        assert len(set(names)) == len(names), "two commands with one name"
    for command in commands:
        slash = command.get("type", SLASH) == SLASH
        _check_names(command, slash=slash)
        _check_texts(command, required=slash)
        _check_options(command.get("options") or [])
        assert _weight(command) <= 8000, f"the command {command['name']} has more than 8,000 characters"


def check_choices(choices: list[dict[str, Any]]) -> None:
    """Fail where Discord would refuse what can be chosen for an option."""
    assert len(choices) <= 25, "more than 25 choices"
    for choice in choices:
        for name in _in_all_languages(choice, "name"):
            assert 1 <= utf16(name) <= 100, f"a choice with a name that is empty or too long: {name}"
        if isinstance(choice["value"], str):
            assert 1 <= utf16(choice["value"]) <= 100, "a choice with a value that is empty or too long"


def _check_options(options: list[dict[str, Any]]) -> None:
    assert len(options) <= 25, "more than 25 options"
    for language in {"", *(locale for option in options for locale in option.get("name_localizations") or {})}:
        names = [(option.get("name_localizations") or {}).get(language, option["name"]) for option in options]
        assert len(set(names)) == len(names), f"two options with one name: {names}"
    needed = [bool(option.get("required")) for option in options]
    assert needed == sorted(needed, reverse=True), "options that are needed come first"
    for option in options:
        _check_names(option, slash=True)
        _check_texts(option, required=True)
        check_choices(option.get("choices") or [])
        assert not (option.get("choices") and option.get("autocomplete")), "fixed choices and suggestions at once"
        _check_options(option.get("options") or [])


def _check_names(thing: dict[str, Any], *, slash: bool) -> None:
    for name in _in_all_languages(thing, "name"):
        assert 1 <= utf16(name) <= 32, f"a name that is empty or too long: {name}"
        if slash:
            assert re.fullmatch(r"[-_'\w]+", name), f"a name with a character that is not allowed: {name}"
            assert name == name.lower(), f"a name with capitals: {name}"
        else:
            assert name == name.strip(), f"a name with blanks round it: {name}"


def _check_texts(thing: dict[str, Any], *, required: bool) -> None:
    for text in _in_all_languages(thing, "description"):
        if required:
            assert 1 <= utf16(text) <= 100, f"a description that is empty or too long: {text}"
        else:
            assert not text, "a command of a menu has no description"


def _in_all_languages(thing: dict[str, Any], name: str) -> list[str]:
    return [thing.get(name) or "", *(thing.get(f"{name}_localizations") or {}).values()]


def _weight(thing: dict[str, Any]) -> int:
    """Names, descriptions and values together; of a text in several languages the longest counts."""
    own = sum(max(map(utf16, _in_all_languages(thing, name))) for name in ("name", "description"))
    value = utf16(str(thing["value"])) if "value" in thing else 0
    inside = [*(thing.get("options") or ()), *(thing.get("choices") or ())]
    return own + value + sum(map(_weight, inside))
