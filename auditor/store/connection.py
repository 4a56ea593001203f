"""Opening the one SQLite file, and turning everything SQLite can complain about into errors a person understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.errors import DiskFull, StoreError, StoreNewer

BUSY_SECONDS = 10.0
MIGRATIONS_TABLE = "_sqlite_migrations"
MIGRATION_SET = "auditor"
# names of all migrations in schema.py, which is imported only when one is to be run: sqlite-utils costs 0.4 s
KNOWN = frozenset({
    "m0001_first", "m0002_copies_and_edits", "m0003_presenters_and_attachments", "m0004_decisions",
})  # fmt: skip
_MAGIC = b"SQLite format 3\x00"


class StoreLocked(StoreError):
    """Another program holds the database longer than we wait. Values: file, detail."""

    code = "store_locked"


class StoreBroken(StoreError):
    """The file is no database, or a damaged one. Values: file, detail."""

    code = "store_broken"


class StoreOutdated(StoreError):
    """The file has the tables of an earlier release, and was opened for reading alone. Values: file, detail."""


class StoreMissing(StoreError):
    """There is no database file. Values: file."""

    code = "store_missing"


_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_CORRUPT: StoreBroken,
    sqlite3.SQLITE_NOTADB: StoreBroken,
}


@contextmanager
def guarded(file: Path) -> Iterator[None]:
    """Raises a kind of StoreError for every error of SQLite."""
    try:
        yield
    except sqlite3.Error as error:
        # the low byte of an extended code is the primary one
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind = _KINDS.get(primary, StoreError)
        raise kind(str(error), file=str(file), detail=str(error)) from error


def connect(file: Path, *, create: bool = False, readonly: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode; transactions are begun by hand. Raises StoreError kinds."""
    if not file.exists():
        if not create:
            raise StoreMissing(f"{file} does not exist", file=str(file))
        _make(file)
    elif file.is_dir():
        raise StoreBroken(f"{file} is a folder", file=str(file), detail="a folder")
    else:
        _check_header(file)
    with guarded(file):
        mode = "ro" if readonly else "rwc"
        conn = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
        try:
            _configure(conn, readonly=readonly)
        except BaseException:
            conn.close()
            raise
    return conn


def _make(file: Path) -> None:
    """A new database under its name only once it has a header: killed before, it leaves no empty file behind."""
    new = file.with_name(f"{file.name}.new")
    try:
        new.unlink(missing_ok=True)
        with guarded(file):
            conn = sqlite3.connect(new, isolation_level=None)
            try:
                conn.execute("PRAGMA journal_mode = WAL")
            finally:
                conn.close()
        new.replace(file)
    except OSError as error:
        raise StoreError(str(error), file=str(file), detail=error.strerror or str(error)) from error


def _check_header(file: Path) -> None:
    """SQLite itself takes an hour-old log file for a database until the first query; say it at once."""
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(str(error), file=str(file), detail=error.strerror or str(error)) from error
    # SQLite takes an empty file for a new database; ours are never empty, so somebody lost one
    if head != _MAGIC:
        raise StoreBroken(f"{file} is no SQLite database", file=str(file), detail="no SQLite database")


def _configure(conn: sqlite3.Connection, *, readonly: bool) -> None:
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA foreign_keys = ON")
    if not readonly:
        conn.execute("PRAGMA journal_mode = WAL")
        # WAL with NORMAL survives a killed process; only a power cut may cost the last transaction
        conn.execute("PRAGMA synchronous = NORMAL")


def applied(conn: sqlite3.Connection) -> set[str]:
    """Names of the migrations this file has had."""
    found = conn.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (MIGRATIONS_TABLE,)
    ).fetchone()
    if not found:
        return set()
    rows = conn.execute(
        f"SELECT name FROM {MIGRATIONS_TABLE} WHERE migration_set = ?",  # noqa: S608  a constant
        (MIGRATION_SET,),
    )
    return {row[0] for row in rows}


def migrate(conn: sqlite3.Connection, file: Path, *, readonly: bool = False) -> None:
    """Brings the file to this program's schema, or refuses one made by a newer program."""
    with guarded(file):
        have = applied(conn)
        if unknown := have - KNOWN:
            raise StoreNewer(
                f"{file} was made by a newer program",
                file=str(file),
                found=max(unknown),
                known=max(KNOWN),
            )
        if have == KNOWN:
            return
        if readonly:
            raise StoreOutdated(
                f"{file} must be opened for writing once", file=str(file), detail="old schema"
            )
        from sqlite_utils import Database  # noqa: PLC0415

        from auditor.store import schema  # noqa: PLC0415

        conn.row_factory = None
        schema.migrations.apply(Database(conn))
        conn.row_factory = sqlite3.Row


@contextmanager
def transaction(conn: sqlite3.Connection, file: Path) -> Iterator[None]:
    """All or nothing; joins a transaction that is already open."""
    with guarded(file):
        if conn.in_transaction:
            yield
            return
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back by itself, as it does on a full disk
            with suppress(sqlite3.Error):
                conn.execute("ROLLBACK")
            raise
