"""Settings from the environment and from ``.env``, typed and checked.

The environment takes precedence over ``.env``; an empty value means the default. Nothing is read at import:
``load_settings`` reads, and the program's entry point passes the result on. Every mistake is one sentence that says
where it is and how to fix it; no sentence ever contains a value, since any value may be a secret.
"""

from __future__ import annotations

import io
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import platformdirs
from dotenv.parser import parse_stream
from pydantic import (
    AliasChoices,
    AliasGenerator,
    Field,
    PositiveInt,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge import Quota, Strictness, database_url

if TYPE_CHECKING:
    from collections.abc import Iterable

_OURS = "PINCITE_"
VARIABLES = {
    "discord_token": "DISCORD_TOKEN",
    "discord_api_base": "DISCORD_API_BASE",
    "data_folder": "PINCITE_DATA",
    "folder": "PINCITE_FOLDER",
    "database": "DATABASE_URL",
    "strictness": "PINCITE_STRICTNESS",
    "plain_chat": "PINCITE_PLAIN_CHAT",
    "quota_documents": "PINCITE_QUOTA_DOCUMENTS",
    "quota_passages": "PINCITE_QUOTA_PASSAGES",
    "quota_megabytes": "PINCITE_QUOTA_MEGABYTES",
    "log_level": "PINCITE_LOG_LEVEL",
}
"""Field of ``Settings`` → name of its environment variable."""
DEFAULT_QUOTA: Final = Quota(documents=200, passages=50_000, bytes=250 * 10**6)
"""The limits of a server's library, unless the host sets others."""


class SettingsError(Exception):
    """A setting is missing or wrong; ``str(error)`` is one sentence that says what to do."""


def _default_data_folder() -> Path:
    return platformdirs.user_data_path("pincite", appauthor=False)


def _names(field: str) -> AliasChoices:
    """The names by which a field can be set: its variable, and its field name in ``load_settings``."""
    return AliasChoices(VARIABLES[field], field)


class Settings(BaseSettings):
    """All settings; ``.env.example`` documents the same list."""

    model_config = SettingsConfigDict(
        case_sensitive=False,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        alias_generator=AliasGenerator(validation_alias=_names),
    )

    discord_token: SecretStr | None = None
    """The bot's token; only ``pincite run`` needs it."""

    discord_api_base: str = ""
    """Base URL of a server compatible with Discord's API, without a trailing slash; empty for Discord itself."""

    data_folder: Path = Field(default_factory=_default_data_folder)
    """Where Pincite keeps its database."""

    folder: Path | None = None
    """A mounted folder whose files are documents of all servers, for as long as they are in it."""

    database: SecretStr | None = None
    """URL of an external database; it may contain a password."""

    strictness: Strictness = Strictness.NORMAL
    """How certain an answer has to be to be given as one."""

    plain_chat: bool = False
    """Whether the bot may read messages not addressed to it, to recognise references in chosen channels."""

    quota_documents: PositiveInt = DEFAULT_QUOTA.documents
    """The most documents that a server may add."""

    quota_passages: PositiveInt = DEFAULT_QUOTA.passages
    """The most passages in a server's own documents together."""

    quota_megabytes: PositiveInt = DEFAULT_QUOTA.bytes // 10**6
    """The most millions of bytes in a server's own files together."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """The lowest level that is logged to stderr."""

    _warnings: tuple[str, ...] = PrivateAttr(default=())

    @property
    def database_url(self) -> str:
        """The URL of the configured database, else of the SQLite file in the data folder. May contain a password."""
        return self.database.get_secret_value() if self.database else database_url(self.data_folder)

    @property
    def quota(self) -> Quota:
        """The limits of a server's library."""
        return Quota(self.quota_documents, self.quota_passages, self.quota_megabytes * 10**6)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about settings that look like mistakes but do no harm."""
        return self._warnings

    @field_validator("data_folder", "folder")
    @classmethod
    def _expand(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("discord_token")
    @classmethod
    def _one_word(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        token = value.get_secret_value().strip().removeprefix("Bot ").strip()
        if not token.isascii() or any(char.isspace() for char in token):
            raise ValueError("must be a single word, as Discord shows it")
        return SecretStr(token) if token else None

    @field_validator("discord_api_base")
    @classmethod
    def _base_url(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("must be a URL such as http://127.0.0.1:8080/api/v10, or empty for Discord itself")
        return value


def load_settings(env_file: Path = Path(".env"), **overrides: Any) -> Settings:
    """Settings from ``overrides`` (by field name; ``None`` counts as not given), the environment, and ``env_file``.

    Raises:
        SettingsError: the file cannot be read, or a value is invalid.
    """
    names = _check_file(env_file)
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        # pydantic-settings reads the file itself, so interpolation and precedence are the usual ones.
        settings = Settings(_env_file=env_file if names is not None else None, _env_file_encoding="utf-8", **given)
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None  # pydantic's message contains the values
    settings._warnings = tuple(_unknown(names or (), env_file))  # noqa: SLF001 - a private attribute of our own model
    return settings


def _check_file(path: Path) -> list[str] | None:
    """The names set in the file, in order; ``None`` if there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SettingsError(f"{path} is not UTF-8 in line {line}: save it as UTF-8.") from None
    except IsADirectoryError:
        raise SettingsError(
            f"{path} is a folder, where a file with settings should be: remove it, or start elsewhere."
        ) from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}): let this user read it, or remove it.") from None
    names = []
    for binding in parse_stream(io.StringIO(text)):
        if binding.error or (binding.key is not None and binding.value is None):
            # A binding's text includes the blank lines before it.
            blank = len(binding.original.string) - len(binding.original.string.lstrip())
            line = binding.original.line + binding.original.string[:blank].count("\n")
            raise SettingsError(f"Line {line} of {path} cannot be read: write it as NAME=value, or put # before it.")
        if binding.key is not None:
            names.append(binding.key)
    return names


def _unknown(names: Iterable[str], path: Path) -> Iterable[str]:
    known = list(VARIABLES.values())
    for name in names:
        if name.upper().startswith(_OURS) and name.upper() not in known:
            close = get_close_matches(name.upper(), known, n=1)
            hint = f"; did you mean {close[0]}?" if close else "."
            yield f"{path} sets {name}, which Pincite does not know{hint}"


def _sentence(error: ValidationError) -> str:
    """What is wrong with the first invalid value, without the value itself."""
    detail = error.errors(include_url=False, include_context=True, include_input=False)[0]
    field = str(detail["loc"][0]) if detail["loc"] else ""
    name = VARIABLES.get(field.lower(), field.upper())
    match detail["type"]:
        case "literal_error" | "enum":
            return f"{name} must be one of {detail['ctx']['expected'].replace(chr(39), '')}."
        case "int_parsing" | "int_type" | "int_from_float" | "greater_than":
            return f"{name} must be a whole number of 1 or more."
        case "bool_parsing" | "bool_type":
            return f"{name} must be yes or no."
        case "value_error":
            return f"{name} {detail['ctx']['error']}."
        case _:
            return f"{name} cannot be used: {detail['msg'][0].lower()}{detail['msg'][1:]}."
