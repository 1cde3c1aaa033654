"""Settings are typed, their mistakes are sentences, and no secret is ever shown."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.settings import VARIABLES, Settings, SettingsError, load_settings

SECRET = "MTIzNDU2.secret-part"
EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine reaches a test."""
    for name in [name for name in os.environ if name.upper() in VARIABLES.values()]:
        monkeypatch.delenv(name)


def env_file(folder: Path, content: str | bytes) -> Path:
    """A ``.env`` with this content."""
    path = folder / ".env"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problem(path: Path) -> str:
    """The sentence about what is wrong with a ``.env``."""
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert caught.value.__cause__ is None
    return str(caught.value)


def test_everything_has_a_default(tmp_path: Path) -> None:
    """Without a file and without variables there are settings, with a SQLite file in the user's data folder."""
    settings = load_settings(tmp_path / ".env")
    assert settings.discord_token is None
    assert settings.discord_api_base == ""
    assert settings.data_folder.name == "pincite"
    assert settings.database_url.startswith("sqlite")
    assert settings.log_level == "INFO"
    assert not settings.plain_chat


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment hides the same name in ``.env``; what is given in the program hides both."""
    path = env_file(tmp_path, "PINCITE_LOG_LEVEL=ERROR\nPINCITE_DATA=/from/file\n")
    monkeypatch.setenv("PINCITE_DATA", "/from/environment")
    assert load_settings(path).log_level == "ERROR"
    assert load_settings(path).data_folder == Path("/from/environment")
    assert load_settings(path, data_folder=tmp_path).data_folder == tmp_path
    assert load_settings(path, data_folder=None).data_folder == Path("/from/environment")


def test_empty_means_default(tmp_path: Path) -> None:
    """A name without a value is as good as no name."""
    settings = load_settings(env_file(tmp_path, "DISCORD_TOKEN=\nPINCITE_LOG_LEVEL=\nDATABASE_URL=\n"))
    assert settings.discord_token is None
    assert settings.log_level == "INFO"
    assert settings.database_url.startswith("sqlite")


def test_secrets_are_not_printed(tmp_path: Path) -> None:
    """Neither the token nor a database's password shows when settings are printed."""
    path = env_file(tmp_path, f"DISCORD_TOKEN={SECRET}\nDATABASE_URL=postgresql://me:{SECRET}@db/pincite\n")
    settings = load_settings(path)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == SECRET
    assert settings.database_url.endswith("@db/pincite")
    assert SECRET not in f"{settings} {settings!r} {settings.model_dump()}"


def test_a_token_with_the_word_bot_before_it_is_understood(tmp_path: Path) -> None:
    """People copy the whole header; the word is taken off."""
    settings = load_settings(env_file(tmp_path, f'DISCORD_TOKEN="Bot {SECRET}"\n'))
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == SECRET


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f'DISCORD_TOKEN="{SECRET} and more"\n', "DISCORD_TOKEN must be a single word, as Discord shows it."),
        ("PINCITE_LOG_LEVEL=loud\n", "PINCITE_LOG_LEVEL must be one of DEBUG, INFO, WARNING or ERROR."),
        (
            f"DISCORD_API_BASE=ftp://{SECRET}\n",
            "DISCORD_API_BASE must be a URL such as http://127.0.0.1:8080/api/v10, or empty for Discord itself.",
        ),
    ],
)
def test_a_wrong_value_is_one_sentence_without_the_value(tmp_path: Path, content: str, expected: str) -> None:
    """The sentence names the variable and what it should be, never what it is."""
    assert problem(env_file(tmp_path, content)) == expected


def test_a_line_that_cannot_be_read_is_named_by_its_number(tmp_path: Path) -> None:
    """A broken line is found by number, and not quoted: it may hold a secret."""
    path = env_file(tmp_path, f"PINCITE_LOG_LEVEL=INFO\n\n# a comment\nDISCORD_TOKEN='{SECRET}\n")
    assert problem(path) == f"Line 4 of {path} cannot be read: write it as NAME=value, or put # before it."


def test_a_line_without_a_value_is_named_too(tmp_path: Path) -> None:
    """A secret alone on a line is not taken for a name."""
    path = env_file(tmp_path, f"\n{SECRET}\n")
    assert problem(path) == f"Line 2 of {path} cannot be read: write it as NAME=value, or put # before it."


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """The line that is not UTF-8 is named."""
    path = env_file(tmp_path, b"PINCITE_LOG_LEVEL=INFO\nPINCITE_DATA=/donn\xe9es\n")
    assert problem(path) == f"{path} is not UTF-8 in line 2: save it as UTF-8."


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors that put a mark before the first name do not spoil it."""
    assert load_settings(env_file(tmp_path, b"\xef\xbb\xbfPINCITE_LOG_LEVEL=ERROR\n")).log_level == "ERROR"


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    """A folder named ``.env`` (container mounts make them) is named as what it is."""
    assert "is a folder" in problem(tmp_path)


def test_a_file_that_the_system_does_not_give_out_is_refused(tmp_path: Path) -> None:
    """Whatever the reason, a file that cannot be read is not passed over in silence."""
    path = env_file(tmp_path, "PINCITE_LOG_LEVEL=INFO\n") / "inside"
    assert problem(path) == f"{path} cannot be read (Not a directory): let this user read it, or remove it."


def test_an_unknown_name_of_ours_is_a_warning(tmp_path: Path) -> None:
    """A misspelt variable is not an error, but does not go unseen; names of other programs are their business."""
    path = env_file(tmp_path, "PINCITE_LOGLEVEL=ERROR\nPOSTGRES_PASSWORD=x\n")
    assert load_settings(path).warnings == (
        f"{path} sets PINCITE_LOGLEVEL, which Pincite does not know; did you mean PINCITE_LOG_LEVEL?",
    )


def test_the_example_and_the_settings_agree(tmp_path: Path) -> None:
    """``.env.example`` has every variable with a comment and its default, no other, and can be used as it is."""
    text = EXAMPLE.read_text("utf-8")
    shown = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert sorted(shown) == sorted(VARIABLES.values())
    assert sorted(VARIABLES) == sorted(Settings.model_fields)
    for name in shown:
        assert re.search(rf"^# .+\n#?{name}=", text, re.MULTILINE), f"{name} has no comment"
    uncommented = env_file(tmp_path, re.sub(r"^#([A-Z_]+=)", r"\1", text, flags=re.MULTILINE))
    assert load_settings(uncommented) == load_settings(tmp_path / "missing")
    assert load_settings(EXAMPLE).warnings == ()


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", True), ("1", True), ("TRUE", True), ("no", False), ("0", False)]
)
def test_reading_along_is_yes_or_no(tmp_path: Path, written: str, *, meant: bool) -> None:
    """Whether the bot may read along in chats is said in any usual word; any other is a mistake with its sentence."""
    assert load_settings(env_file(tmp_path, f"PINCITE_PLAIN_CHAT={written}")).plain_chat is meant
    assert problem(env_file(tmp_path, "PINCITE_PLAIN_CHAT=perhaps")) == "PINCITE_PLAIN_CHAT must be yes or no."
