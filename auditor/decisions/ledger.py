"""The one place where human judgements are kept: a table of the workspace's store that only grows.

They once stood in files of the workspace, one format a kind. Such a file is taken over by the first command that writes
to the store, and set aside; before that (a read-only disk, a file somebody copied in) its lines are read
beside the table. Two workspaces merge by their exports: a decision that both hold is one.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from auditor.decisions.model import (
    ADOPTION,
    APPRAISAL,
    CODING,
    DENOMINATOR,
    EXCLUSION,
    OBJECTION,
    PROMISE,
    REPLY,
    RULE,
    SUBMISSION,
    WORDING,
    Decision,
    NoDecision,
    holding,
    of_json,
)
from auditor.errors import AuditorError, InputError
from auditor.store import Store, StoreMissing, dumps, now
from auditor.store.connection import StoreOutdated
from auditor.workspace import STORE, Workspace
from indicators.errors import IndicatorError
from reports.files import write_text

SCHEMA = "auditor.decision/1"
# 500 bodies over ten years have 100 MB of forms
MAX_FILE = 500 * 1024 * 1024
ASIDE = ".taken-over"
# files of earlier releases, with the module whose ``decisions_in_file`` reads each, and what it holds
_FILES = {
    "rule-judgements.jsonl": ("auditor.decisions.findings", {RULE}),
    "coding.jsonl": ("auditor.calibration.records", {CODING}),
    "forms.jsonl": ("auditor.forms.records", {SUBMISSION, APPRAISAL, EXCLUSION}),
    "confirmed-wording.yaml": ("auditor.editions", {WORDING}),
    "promises.yaml": ("auditor.promisechecks", {PROMISE}),
}
# figures stay where people write them; what is a judgement in there is taken over and the file left alone
_STAYS = frozenset({"promises.yaml"})
# what reads a decision back into what its kind keeps: an import is refused where that fails
_READERS = {
    RULE: "auditor.decisions.findings.judgement_of",
    CODING: "auditor.calibration.records.coding_of",
    SUBMISSION: "auditor.forms.records.record_of",
    APPRAISAL: "auditor.forms.records.record_of",
    EXCLUSION: "auditor.forms.records.record_of",
    WORDING: "auditor.editions.confirmation_of",
    OBJECTION: "auditor.replies.model.objection_of",
    REPLY: "auditor.replies.model.reply_of",
    DENOMINATOR: "auditor.counted.choice_of",
    PROMISE: "auditor.promisechecks.check_of",
}
T = TypeVar("T")


class DamagedDecision(InputError):
    """A decision of the store is not one any more: somebody or something changed its row. Values: file, kind, detail (what names it)."""

    code = "damaged_decision"


def as_kept(reader: Callable[[Decision], T], made: Iterable[Decision]) -> list[T]:
    """What each decision keeps, as its kind reads it. Raises DamagedDecision naming the one that cannot be read."""
    found = []
    for one in made:
        try:
            found.append(reader(one))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            named = " ".join(filter(None, (one.outlet, one.code, one.who)))
            raise DamagedDecision(
                f"{one.kind}: {error}", file=STORE, kind=one.kind, detail=named or one.key[:12]
            ) from error
    return found


def decisions_of(folder: Path, *kinds: str, store: Store | None = None) -> list[Decision]:
    """What was decided in a workspace (of these kinds; all where none is named), oldest first.

    ``store``: where it is open already. Raises StoreError, and InputError naming the line of a broken old file.
    """
    beside = [one for one in _beside(folder, set(kinds)) if not kinds or one.kind in kinds]
    if store is not None:
        kept = rows(store, *kinds)
    elif opened := _open(folder):
        with opened:
            kept = rows(opened, *kinds)
    else:
        kept = []
    if not beside:
        return kept
    known = {one.key for one in kept}
    new = {one.key: one for one in beside if one.key not in known}
    return sorted([*new.values(), *kept], key=lambda one: one.at)


def people(folder: Path, *kinds: str, store: Store | None = None) -> set[str]:
    """Everybody who ever made a decision of these kinds, without reading what it was."""
    beside = {one.who for one in _beside(folder, set(kinds)) if one.kind in kinds}
    asked = f"SELECT DISTINCT who FROM decisions WHERE kind IN ({', '.join('?' * len(kinds))})"  # noqa: S608  our own names
    if store is not None:
        return beside | {row["who"] for row in store.rows(asked, kinds)}
    opened = _open(folder)
    if opened is None:
        return beside
    with opened:
        return beside | {row["who"] for row in opened.rows(asked, kinds)}


def _open(folder: Path) -> Store | None:
    """The store for reading; one of an earlier release is brought up to date first."""
    file = folder / STORE
    try:
        return Store.open(file, readonly=True)
    except StoreMissing:
        return None
    except StoreOutdated:
        with Store.open(file) as old:
            take_over(folder, old)
        return Store.open(file, readonly=True)


def rows(store: Store, *kinds: str) -> list[Decision]:
    """The table as it is, oldest first. Raises DamagedDecision."""
    wanted = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    found = store.rows(f"SELECT * FROM decisions {wanted} ORDER BY at, id", kinds)  # noqa: S608  our own names
    made = []
    for row in found:
        try:
            made.append(_decision(row))
        except (ValueError, TypeError) as error:
            named = " ".join(filter(None, (row["outlet"], row["code"], row["who"])))
            raise DamagedDecision(
                f"{row['kind']}: {error}", file=STORE, kind=row["kind"], detail=named or row["key"][:12]
            ) from error
    return made


def _decision(row: sqlite3.Row) -> Decision:
    names = ("kind", "who", "at", "answer", "reason", "item", "outlet", "code", "version", "supersedes")
    return Decision(
        **{name: row[name] for name in names},
        subject=tuple(json.loads(row["subject"])),
        span=None if row["start"] is None else (row["start"], row["stop"]),
        detail=json.loads(row["detail"]),
    )


def keep(workspace: Workspace, made: Iterable[Decision]) -> list[Decision]:
    """Records decisions behind all earlier ones; answers those that are new. Raises StoreError."""
    with workspace.store() as store:
        return append(store, made)


def append(store: Store, made: Iterable[Decision]) -> list[Decision]:
    """Like :func:`keep`, in a store that is open: all of them or, where the program is killed, none."""
    moment = now()
    return merge(store, (one if one.at else replace(one, at=moment) for one in made))


def merge(store: Store, made: Iterable[Decision]) -> list[Decision]:
    """Takes in decisions of another workspace or an old file as they are; answers those that are new."""
    with store.transaction():
        return [kept for one in made if (kept := _insert(store, one)) is not None]


def _insert(store: Store, one: Decision) -> Decision | None:
    """The decision as kept, with what it replaces; None where it is known."""
    if store.one("SELECT 1 FROM decisions WHERE key = ?", (one.key,)):
        return None
    subject = dumps(list(one.subject))
    if not one.supersedes:
        earlier = store.rows(
            "SELECT * FROM decisions WHERE kind = ? AND subject = ? ORDER BY id", (one.kind, subject)
        )
        before = holding(map(_decision, earlier))
        one = replace(one, supersedes=before[0].key if before else "")
    start, stop = one.span or (None, None)
    store.execute(
        """INSERT INTO decisions (key, at, who, kind, subject, item, start, stop, outlet, code, version, answer, reason,
                                  supersedes, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (one.key, one.at, one.who, one.kind, subject, one.item, start, stop, one.outlet, one.code, one.version,
         one.answer, one.reason, one.supersedes, dumps(dict(one.detail))),
    )  # fmt: skip
    return one


# --- files of earlier releases ----------------------------------------------------------------------------------------


def read_lines(file: Path, made: Callable[[Any], T]) -> list[T]:
    """Every line of a file of JSON lines, as ``made`` of its value; no file, no lines.

    Raises InputError naming the line that is none.
    """
    if not file.is_file():
        return []
    if file.stat().st_size > MAX_FILE:
        raise InputError(f"{file} is too large", file=str(file), detail=f"> {MAX_FILE // 1024**2} MB")
    found = []
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: {error}", file=str(file), detail="UTF-8") from error
    # a line feed alone ends a line: other breaks may stand inside a text
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(made(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NoDecision) as error:
            detail = str(error.values["detail"]) if isinstance(error, NoDecision) else str(error)
            place = f"{file}:{number}"
            raise InputError(f"{place}: {error}", file=place, detail=detail) from error
    return found


def _beside(folder: Path, kinds: set[str]) -> Iterator[Decision]:
    for name, (_, held) in _FILES.items():
        if not kinds or kinds & held:
            yield from _in_file(folder / name, name)


def _in_file(file: Path, name: str) -> Sequence[Decision]:
    if not file.is_file():
        return ()
    found: Sequence[Decision] = importlib.import_module(_FILES[name][0]).decisions_in_file(file)
    return found


def take_over(folder: Path, store: Store) -> int:
    """Moves what files of earlier releases hold into the table; answers how many decisions that were.

    A broken file stays where it is: whoever needs it hears which line is wrong. Killed in between, the next run does
    the rest.
    """
    taken = _checks_of_adoption(store)
    for name in _FILES:
        file = folder / name
        try:
            if not (found := _in_file(file, name)):
                continue
            taken += len(merge(store, found))
        except (AuditorError, IndicatorError, OSError, ValueError):
            continue
        if name not in _STAYS:
            _set_aside(file)
    return taken


def _set_aside(file: Path) -> None:
    number = 0
    while (aside := file.with_name(f"{file.name}{ASIDE}{number or ''}")).exists():
        number += 1
    # open in another program it stays, and its lines are known by their keys
    with contextlib.suppress(OSError):
        file.rename(aside)


def _checks_of_adoption(store: Store) -> int:
    """Who read the papers of which outlet, as declarations said before these were decisions."""
    known = store.one("SELECT 1 FROM decisions WHERE kind = ?", (ADOPTION,))
    if known or not store.one("SELECT 1 FROM adoptions WHERE checked_by <> ''"):
        return 0
    from auditor.adoption import checks  # noqa: PLC0415  declarations know decisions, and cost a schema validator

    rows_ = store.rows("SELECT id FROM declarations ORDER BY id")
    return len(merge(store, [one for row in rows_ for one in checks(store, row["id"])]))


# --- exports ----------------------------------------------------------------------------------------------------------


def write_export(file: Path, made: Iterable[Decision]) -> int:
    """One decision a line, oldest first; returns how many. Raises WriteError."""
    lines = [json.dumps({"schema": SCHEMA} | one.as_json(), ensure_ascii=False) for one in made]
    write_text(file, "".join(f"{line}\n" for line in lines))
    return len(lines)


def read_export(file: Path) -> list[Decision]:
    """The decisions of an export, or of a file of an earlier release by any name. Raises InputError."""
    if not file.is_file():
        raise InputError(f"{file} is missing", file=str(file), detail="missing")
    if file.suffix.lower() in (".yaml", ".yml"):
        return list(_in_file(file, "confirmed-wording.yaml"))
    first = next(iter(read_lines(file, _kind_of)), "")
    return read_lines(file, _checked) if not first else list(_in_file(file, first))


def _checked(raw: Any) -> Decision:
    made = of_json(raw)
    if reader := _READERS.get(made.kind):
        module, _, name = reader.rpartition(".")
        try:
            getattr(importlib.import_module(module), name)(made)
        except (ValueError, TypeError, KeyError, AttributeError, InputError) as error:
            raise NoDecision(f"{made.kind}: {error}", detail=made.kind) from error
    return made


def _kind_of(raw: Any) -> str:
    """Which old file a line comes from, "" for a line of an export."""
    if raw.get("schema") == SCHEMA:
        return ""
    if "verdict" in raw:
        return "rule-judgements.jsonl"
    if "sample" in raw:
        return "coding.jsonl"
    if raw.get("kind") in ("submission", "appraisal", "exclusion"):
        return "forms.jsonl"
    raise NoDecision("neither", detail=f"schema ≠ {SCHEMA}")
