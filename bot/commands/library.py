"""``pincite add``, ``list``, ``remove``, ``undelete``, ``backup`` and ``restore``: manage the store.

Without ``--guild`` they are about the documents that all servers of this host share: the bundled ones, which cannot be
changed, those that the host adds here, and those of the mounted folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress

from bot.commands import common, terminal
from bot.exits import Exit
from bot.libraries.children import Children
from bot.libraries.ingest import Ingested, Outcome, ingest
from bot.libraries.walking import files_in
from bot.wire import outline_json
from knowledge import HOST, By, InputError, Origin, Status, outline, restore_backup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge import EditionInfo

_FILE = click.Path(path_type=Path)
_MARKS = {
    Outcome.ADDED: "✓",
    Outcome.REPLACED: "✓",
    Outcome.RESTORED: "✓",
    Outcome.UNCHANGED: "•",
    Outcome.FAILED: "✗",
}


@click.command()
@click.argument("paths", type=_FILE, nargs=-1, required=True, metavar="PATH...")
@common.takes_guild
@common.json_option
@common.takes_data
def add(paths: tuple[Path, ...], as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """Add documents: files, and folders with all files of known formats in them."""
    found = files_in(paths)
    for left_out in found.left_out:
        terminal.say(left_out.sentence, err=True)
    if not found.files:
        raise InputError("There is no file to add: name files, or a folder with documents in it.")
    with common.open_store(data) as store, Progress(console=Console(stderr=True), transient=True) as progress:
        done = []
        for path, name in progress.track(found.files, description="Reading"):
            by, children = By(HOST, datetime.now(UTC)), Children()
            taken = ingest(store, path, name, by, guild_id=common.guild_of(), origin=Origin.ADDED, children=children)
            done.append(taken)
    for one in done:
        if as_json:
            common.print_json(_added_json(one))
    if not as_json:
        _show_added(done, found.skipped)
    return Exit.BAD_INPUT if any(one.outcome is Outcome.FAILED for one in done) else Exit.DONE


@click.command("list")
@click.option("--removed", is_flag=True, help="List the removed documents, which `undelete` can bring back.")
@common.takes_guild
@common.json_option
@common.takes_data
def list_documents(removed: bool, as_json: bool, data: Path | None) -> int:  # noqa: FBT001 - click
    """List the documents of the library."""
    guild_id = common.guild_of()
    if removed:
        with common.open_store(data) as store:
            gone = store.documents.list(guild_id, Status.REMOVED)
        _show_removed(gone, as_json=as_json)
        return Exit.DONE
    with common.open_store(data) as store:
        infos = {info.id: info for info in store.documents.list(guild_id)}
        bundled = store.settings.uses_bundled(guild_id)
        outlines = [outline(document) for document in store.documents.load(guild_id, bundled=bundled)]
    if as_json:
        for one in outlines:
            info = infos[one.document.id]
            stored = {"edition": info.edition, "origin": info.origin.value, "shared": info.is_shared}
            common.print_json({**outline_json(one), "sections": len(one.sections), **stored})
    else:
        terminal.show_list(outlines, terminal.console())
    return Exit.DONE


@click.command()
@click.argument("document_id")
@common.takes_guild
@common.takes_data
def remove(document_id: str, data: Path | None) -> int:
    """Remove the document DOCUMENT_ID; `pincite undelete` can bring it back for 30 days."""
    with common.open_store(data) as store:
        info = store.documents.remove(common.guild_of(), document_id, By(HOST, datetime.now(UTC)))
    terminal.say(f"Removed “{info.title}”.")
    return Exit.DONE


@click.command()
@click.argument("document_id")
@common.takes_guild
@common.takes_data
def undelete(document_id: str, data: Path | None) -> int:
    """Bring the removed document DOCUMENT_ID back as it was."""
    with common.open_store(data) as store:
        info = store.documents.restore(common.guild_of(), document_id, By(HOST, datetime.now(UTC)))
    terminal.say(f"“{info.title}” is back.")
    return Exit.DONE


@click.command()
@click.argument("file", type=_FILE)
@common.takes_data
def backup(file: Path, data: Path | None) -> int:
    """Write everything that is stored into FILE; the bot may be running."""
    with common.open_store(data) as store:
        store.backup(file)
    terminal.say(f"Backed up to {file}.")
    return Exit.DONE


@click.command()
@click.argument("file", type=_FILE)
@common.takes_data
def restore(file: Path, data: Path | None) -> int:
    """Replace everything that is stored by what `backup` wrote into FILE."""
    restore_backup(file, common.settings_of(data).database_url)
    terminal.say(f"Restored from {file}.")
    return Exit.DONE


def _show_removed(infos: Sequence[EditionInfo], *, as_json: bool) -> None:
    for info in infos:
        at = info.ended_at
        if as_json:
            document = {"id": info.id, "title": info.title}
            removed_at = None if at is None else at.isoformat()
            common.print_json({"document": document, "edition": info.edition, "removed_at": removed_at})
        else:
            terminal.say(f"{info.id}  {info.title}  removed" + ("" if at is None else f" {at:%Y-%m-%d}"))
    if not infos and not as_json:
        terminal.say("There are no removed documents to bring back.")


def _added_json(one: Ingested) -> dict[str, Any]:
    document = None if one.info is None else {"id": one.info.id, "title": one.info.title}
    warnings = [] if one.info is None else list(one.info.warnings)
    passages = None if one.info is None else one.info.passages
    return {
        "file": one.name,
        "status": one.outcome.value,
        "document": document,
        "beside": None if one.beside is None else one.beside.id,
        "passages": passages,
        "warnings": warnings,
        "error": one.sentence or None,
    }


def _show_added(done: Iterable[Ingested], skipped: int) -> None:
    counts = dict.fromkeys(Outcome, 0)
    for one in done:
        counts[one.outcome] += 1
        if one.info is None:
            terminal.say(f"{_MARKS[one.outcome]} {one.sentence}", err=True)
            continue
        unsure = len(one.info.warnings)
        doubts = "" if one.outcome is Outcome.UNCHANGED or not unsure else f", unsure of {unsure}: pincite inspect"
        beside = "" if one.beside is None else f", beside {one.beside.id}, another text of that name"
        terminal.say(f"{_MARKS[one.outcome]} {one.name}: {one.outcome.value}, {one.info.id}{beside}{doubts}")
    parts = [f"{count} {outcome.value}" for outcome, count in counts.items() if count]
    if skipped:
        parts.append(f"{skipped} skipped for {'its' if skipped == 1 else 'their'} type")
    terminal.say(", ".join(parts))
