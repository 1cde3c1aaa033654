"""What the documents of the project say is true: commands, settings, targets, pictures."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest
from discord import app_commands

from bot.cli import pincite
from bot.client import PinciteBot
from bot.libraries import Libraries
from bot.settings import VARIABLES
from knowledge import Store, database_url

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(pincite.commands))
def test_every_command_is_documented(name: str) -> None:
    """The README shows every command of `pincite`, with each of its options."""
    command = pincite.commands[name]
    options = [option for option in command.params if isinstance(option, click.Option)]

    assert f"pincite {name}" in README
    assert [] == [option.opts[-1] for option in options if f"`{option.opts[0]}" not in README]


def test_no_documented_command_is_missing() -> None:
    """The README promises no command of `pincite` that is not there."""
    assert set(re.findall(r"\bpincite ([a-z]+)", README)) <= set(pincite.commands)


@pytest.mark.parametrize("variable", sorted(VARIABLES.values()))
def test_every_setting_is_documented(variable: str) -> None:
    """The README explains every variable."""
    assert f"`{variable}`" in README


async def test_every_slash_command_is_documented(tmp_path: Path) -> None:
    """The README explains every slash command, with its subcommands, and promises none that is not there."""
    libraries = Libraries(Store.open(database_url(tmp_path)))
    bot = PinciteBot(libraries, shard_count=1)
    commands = [
        command
        for feature in bot._features
        for command in ([feature.app_command] if feature.app_command else feature.get_app_commands())
    ]
    rows = {name: row for row in README.splitlines() for name in re.findall(r"`/([a-z]+)", row)}
    await libraries.close()

    assert {command.name for command in commands} == set(rows)
    groups = [command for command in commands if isinstance(command, app_commands.Group)]
    assert [] == [one.qualified_name for group in groups for one in group.commands if one.name not in rows[group.name]]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_documented(target: str) -> None:
    """The README names every target of the Makefile, and make knows it."""
    assert f"`make {target}" in README
    subprocess.run(["make", "--dry-run", target], check=True, capture_output=True, cwd=ROOT)


def test_files_and_sections_that_the_readme_points_to_exist() -> None:
    """No relative link or picture of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)

    assert links
    assert [] == [link for link in links if not (ROOT / link).exists()]


def test_the_changelog_keeps_its_form() -> None:
    """The changelog has a section for what is not released yet, and only the usual headings."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert "## [Unreleased]" in changelog
    assert set(re.findall(r"^### (.+)$", changelog, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip


def test_the_image_holds_what_the_package_needs() -> None:
    """Every file that the Dockerfile copies from the checkout is let through by .dockerignore."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [
        line.split()[1:-1] for line in dockerfile.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert [] == [name for names in copied for name in names if f"!{name}" not in ignore]


def test_ci_runs_the_checks_and_the_tests() -> None:
    """What runs on every change is what the README says."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert [line for line in script.splitlines() if line.startswith("make")] == ["make check", "make test"]
