"""A workspace in one file, and back: a department moves it by e-mail or keeps it on a shelf.

The zip holds a manifest with the SHA-256 of every member. Restoring checks everything before it replaces anything: a
backup may come from anywhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from auditor import __version__
from auditor.collecting import Tick, no_tick
from auditor.decisions import FILE as DECISIONS
from auditor.editions import CONFIRMED
from auditor.editions import FOLDER as EDITIONS
from auditor.errors import InputError, WorkspaceError
from auditor.ownrules import FOLDER as RULES
from auditor.store import Store, now
from auditor.store.connection import connect, guarded
from auditor.workspace import ADOPTION_FILES, CONFIG, OFFICIALS_FILES, STORE, Workspace

MANIFEST = "manifest.json"
SCHEMA = "auditor.backup/1"
# single files of a workspace, and the folders that go whole; reports are made anew
FILES = (CONFIG, *ADOPTION_FILES, *OFFICIALS_FILES, "targets.yaml", "promises.yaml", "provinces.yaml", "adoption-rules.yaml", CONFIRMED, DECISIONS, "coding.jsonl", "forms.jsonl", "collecting.yaml",
         "papers.yaml", "replies.yaml", "signing.pub")  # fmt: skip
FOLDERS = ("outlets", "evidence", EDITIONS, RULES, "coding", "forms", "attachments")
ARCHIVE = "archive"
# no member name that Windows, macOS or Linux would take for anything but a plain place below the folder
_MEMBER = re.compile(r"^[^\x00-\x1f<>:\"|?*\\/]+(/[^\x00-\x1f<>:\"|?*\\/]+)*$")
MAX_MANIFEST = 20 * 1024 * 1024
BLOCK = 1024 * 1024


class BadBackup(InputError):
    """The file is no backup, or a damaged or tampered one; nothing was restored. Values: file, detail."""

    code = "bad_backup"


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup or restore holds: number of files and their bytes."""

    path: Path
    files: int
    size: int


def backup(
    workspace: Workspace, target: Path, *, with_archive: bool = False, tick: Tick = no_tick
) -> BackupResult:
    """Writes the workspace into one zip; readers and a writer may go on meanwhile. The file appears when it is whole."""
    target = Path(target)
    part = target.with_name(target.name + ".part")
    members = dict(members_of(workspace, with_archive))
    manifest: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(dir=workspace.path, prefix=".backup-") as folder:
        members[STORE] = copy_of_store(workspace.store_file, Path(folder) / STORE)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for count, (name, file) in enumerate(sorted(members.items()), 1):
                    manifest[name] = _add(archive, name, file)
                    tick("backup", count, len(members))
                head = {"schema": SCHEMA, "version": __version__, "made": now(), "files": manifest}
                archive.writestr(MANIFEST, json.dumps(head, ensure_ascii=False, indent=1))
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    return BackupResult(target, len(members), target.stat().st_size)


def members_of(workspace: Workspace, with_archive: bool) -> Iterator[tuple[str, Path]]:
    """Every file of a workspace that cannot be made anew, with its name there; the store is copied apart."""
    root = workspace.path.resolve()
    for name in FILES:
        if (root / name).is_file():
            yield name, root / name
    for folder in (*FOLDERS, *((ARCHIVE,) if with_archive else ())):
        for file in sorted((root / folder).rglob("*")):
            # a link that leads out of the workspace is nobody's data
            if file.is_file() and file.resolve().is_relative_to(root) and not file.name.endswith(".part"):
                yield file.relative_to(root).as_posix(), file


def copy_of_store(source: Path, target: Path) -> Path:
    """A consistent copy through SQLite itself, with everything still in the write-ahead log."""
    with (
        contextlib.closing(connect(source, readonly=True)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
        guarded(source),
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
    return target


def _add(archive: zipfile.ZipFile, name: str, file: Path) -> dict[str, object]:
    digest = hashlib.sha256()
    size = 0
    # pages are packed already
    packing = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
    info = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    info.compress_type = packing
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as out:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            out.write(block)
    return {"sha256": digest.hexdigest(), "size": size}


def restore(source: Path, folder: Path, *, force: bool = False, tick: Tick = no_tick) -> BackupResult:
    """Unpacks a backup into a folder. Raises BadBackup before anything is touched, WorkspaceError where a workspace
    stands already and ``force`` is not given; with it, the old one is set aside beside it, never deleted.
    """
    source, folder = Path(source), Path(folder)
    occupied = folder.exists() and any(folder.iterdir())
    if occupied and not force:
        raise WorkspaceOccupied(f"{folder} is not empty", folder=str(folder), detail="not empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-restore-") as temporary:
        fresh = Path(temporary) / "new"
        fresh.mkdir()
        try:
            with zipfile.ZipFile(source) as archive:
                files = _manifest(archive, source)
                for count, (name, facts) in enumerate(sorted(files.items()), 1):
                    _extract(archive, name, facts, fresh, source)
                    tick("restore", count, len(files))
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ) as error:
            if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                raise
            raise BadBackup(f"{source}: {error}", file=str(source), detail=str(error)) from error
        restored = Workspace.open(fresh)
        Store.open(restored.store_file).close()
        _move_in(fresh, folder, occupied=occupied)
    return BackupResult(folder, len(files), sum(int(f["size"]) for f in files.values()))


def _manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, dict[str, int | str]]:
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > MAX_MANIFEST:
            raise BadBackup(f"{source}: manifest", file=str(source), detail="manifest")
        head = json.loads(archive.read(info))
        if head["schema"] != SCHEMA:
            raise BadBackup(f"{source}: {head['schema']}", file=str(source), detail=str(head["schema"]))
        files: dict[str, dict[str, int | str]] = head["files"]
        names = [entry.filename for entry in archive.infolist() if entry.filename != MANIFEST]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadBackup(f"{source} is no backup", file=str(source), detail=f"no {MANIFEST}") from error
    if sorted(names) != sorted(files) or CONFIG not in files or STORE not in files:
        raise BadBackup(f"{source}: other files than listed", file=str(source), detail=MANIFEST)
    for name, facts in files.items():
        if not allowed(name):
            raise BadBackup(f"{source}: {name!r}", file=str(source), detail=f"{name!r}")
        if not (isinstance(facts, dict) and isinstance(facts.get("size"), int)):
            raise BadBackup(f"{source}: {name}", file=str(source), detail=name)
    return files


def allowed(name: str) -> bool:
    """Is this a member a backup of ours may have? One of the known files, or below one of the known folders."""
    parts = PurePosixPath(name).parts
    if not _MEMBER.match(name) or any(p in (".", "..") or p != p.strip(" .") for p in parts):
        return False
    return name in (*FILES, STORE) or (len(parts) > 1 and parts[0] in (*FOLDERS, ARCHIVE))


def _extract(
    archive: zipfile.ZipFile, name: str, facts: dict[str, int | str], folder: Path, source: Path
) -> None:
    info = archive.getinfo(name)
    if stat.S_ISLNK(info.external_attr >> 16) or info.is_dir():
        raise BadBackup(f"{source}: {name} is a link", file=str(source), detail=name)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    left = int(facts["size"])
    with archive.open(info) as packed, target.open("wb") as out:
        while block := packed.read(BLOCK):
            left -= len(block)
            # more than the manifest says: a bomb, or another file
            if left < 0:
                raise BadBackup(f"{source}: {name} is larger", file=str(source), detail=name)
            digest.update(block)
            out.write(block)
    if left or digest.hexdigest() != facts.get("sha256"):
        raise BadBackup(f"{source}: {name} differs", file=str(source), detail=name)


def _move_in(fresh: Path, folder: Path, *, occupied: bool) -> None:
    aside = None
    if folder.exists():
        if occupied:
            aside = folder.with_name(f"{folder.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}.old")
            folder.rename(aside)
        else:
            folder.rmdir()
    try:
        shutil.move(fresh, folder)
    except OSError:
        if aside is not None:
            aside.rename(folder)
        raise


class WorkspaceOccupied(WorkspaceError):
    """Something stands where a backup should go. Values: folder."""

    code = "occupied"


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """What the retention period took: archive files, and their bytes. Articles, hashes and scores stay."""

    files: int
    size: int


def purge_archive(workspace: Workspace, store: Store, *, today: datetime | None = None) -> PurgeResult:
    """Deletes archive files older than the retention period, and the references to them; 0 days keeps everything."""
    days = workspace.config.retention_days
    if not days:
        return PurgeResult(0, 0)
    limit = (today or datetime.now(UTC)) - timedelta(days=days)
    files = size = 0
    for file in sorted(workspace.archive.glob("*.warc.gz")):
        stamp = re.match(r"(\d{8}T\d{6})Z-", file.name)
        if not stamp:
            continue
        made = datetime.strptime(stamp[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        if made >= limit:
            continue
        size += file.stat().st_size
        # the reference first: a page that is said to be there must be there
        store.execute(
            "UPDATE articles SET archive_file = '', archive_offset = 0, archive_record = '' WHERE archive_file = ?",
            (file.name,),
        )
        store.execute(
            "UPDATE versions SET archive_file = '', archive_offset = 0, archive_record = '' WHERE archive_file = ?",
            (file.name,),
        )
        file.unlink()
        files += 1
    return PurgeResult(files, size)
