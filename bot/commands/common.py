"""Shared by the commands: the data folder, the store and its library, JSON."""

from __future__ import annotations

import json
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.settings import Settings, load_settings
from knowledge import Status, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge import Edition, Library

_GUILD = "pincite.guild"

_Function = TypeVar("_Function", bound="Callable[..., Any]")

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the database. Default: PINCITE_DATA, or else the user's data folder.",
)
version_option = click.version_option(version("pincite"), prog_name="pincite", message="%(prog)s %(version)s")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON only.")


def takes_data(function: _Function) -> _Function:
    """Give a command the common options: ``--data``, which may also come before its name, and ``--version``."""
    return data_option(version_option(function))


def takes_guild(function: _Function) -> _Function:
    """Give a command the option ``--guild``; ``guild_of`` returns its value."""
    return click.option(
        "--guild",
        type=click.IntRange(min=1, max=2**63 - 1),
        metavar="ID",
        expose_value=False,
        callback=_remember_guild,
        help="Use the library of this Discord server. Default: the library that all servers share.",
    )(function)


def _remember_guild(context: click.Context, _parameter: click.Parameter, value: int | None) -> None:
    context.meta[_GUILD] = value


def guild_of() -> int | None:
    """The server that the command is about; ``None``: the documents shared by all servers."""
    guild_id: int | None = click.get_current_context().meta.get(_GUILD)
    return guild_id


def remember_data(data: Path | None) -> None:
    """Keep the folder of ``pincite --data FOLDER …`` for the command that follows."""
    if data is not None:
        click.get_current_context().ensure_object(dict)["data"] = data


def settings_of(data: Path | None) -> Settings:
    """The settings of this invocation.

    Raises SettingsError.
    """
    context = click.get_current_context()
    return load_settings(data_folder=data or (context.obj or {}).get("data"))


@contextmanager
def open_store(data: Path | None) -> Iterator[Store]:
    """The store with the bundled documents in it.

    Raises SettingsError or StorageError.
    """
    store = Store.open(settings_of(data).database_url)
    try:
        store.install_bundled()
        yield store
    finally:
        store.close()


def load_library(data: Path | None) -> Library:
    """The library to ask; references to earlier editions are resolved as far as the store still has those editions.

    Raises SettingsError or StorageError.
    """
    guild_id = guild_of()

    def earlier(key: int) -> Edition | None:
        with open_store(data) as store:
            found = store.documents.edition(guild_id, key)
        return found if found is not None and found.info.status is Status.SUPERSEDED else None

    with open_store(data) as store:
        return store.library(guild_id).with_earlier(earlier)


def print_json(value: Any) -> None:
    """Print one JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))
