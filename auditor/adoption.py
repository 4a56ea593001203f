"""What the outlets say about applying the index, as a table with papers; said is one thing, shown another.

The table is a CSV, XLSX or YAML file with a row an outlet: outlet (id or name), level, date, evidence, and optionally
who read it. Right rows are kept; every wrong cell is named by row and column. Papers are kept by their hash inside the
workspace, so that a figure can be opened to them later.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from auditor.decisions.ledger import append
from auditor.decisions.model import ADOPTION, MAX_NAME, Decision
from auditor.errors import InputError
from auditor.store import Store, dumps, now
from auditor.tables import day_of, read_table
from auditor.words import Words
from auditor.workspace import Workspace
from crawlers.register import Outlet, Register, slug
from indicators.datafile import parse_yaml, read_text

# a scanned decision has a few MB
MAX_PAPER = 50 * 1024 * 1024
_LOOKS_LIKE_FILE = re.compile(
    r"\.(pdf|docx?|odt|xlsx?|jpe?g|png|tiff?|txt|zip|eml|msg|html?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong cell. ``reason`` is a key below ``adoption.`` of the catalogue; ``column`` as the file names it.

    ``fatal``: the row was not kept.
    """

    row: int
    column: str
    reason: str
    value: str = ""
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of evidence: a file with its hash, or a description without one. ``kind`` as in adoption.yaml."""

    text: str
    kind: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """One row of the table. ``level`` None: listed, and nothing said. ``proven``: the highest level whose papers are all
    there and were read, where that is lower than ``level``. ``replied``: an accepted objection changed the line, which
    said ``before`` until then.
    """

    row: int
    outlet: str
    level: int | None
    date: str = ""
    papers: tuple[Paper, ...] = ()
    verified: bool = False
    checked_by: str = ""
    note: str = ""
    lacking: tuple[str, ...] = ()
    proven: int = 0
    replied: bool = False
    before: int | None = None

    def proves(self, level: int) -> bool:
        """Do papers that somebody read show this level at least? Who goes on to a formal application whose papers are not
        complete has not lost the pilot that was verified.
        """
        return (self.verified and (self.level or 0) >= level) or self.proven >= level

    @property
    def shown(self) -> int | None:
        """The level that papers which somebody read do show; None where nobody read any."""
        if self.level is None or not self.checked_by:
            return None
        return self.level if self.verified else self.proven


@dataclass(frozen=True, slots=True)
class Declaration:
    """A whole table, read."""

    file: str
    sha256: str
    rows: tuple[Declared, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """adoption.yaml, or a workspace's own: ``levels`` the kinds of paper that each needs, ``names`` how its own kinds are called.

    ``own``: are they the workspace's?
    """

    levels: Mapping[int, tuple[str, ...]]
    papers: Mapping[str, tuple[str, ...]]
    words: Mapping[str, int]
    columns: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    own: bool = False

    def name(self, kind: str, words: Words) -> str:
        """What a kind of paper is called: as the workspace says, else as the catalogue does."""
        return self.names.get(kind) or (words(f"paper.{kind}") if f"paper.{kind}" in words else kind)


def load_rules(workspace: Workspace | None = None) -> Rules:
    """The program's rules, or the workspace's own. Raises InputError, DataFileError."""
    own = workspace.path / "adoption-rules.yaml" if workspace else None
    return _load_rules(
        own if own is not None and own.is_file() else Path(__file__).with_name("adoption.yaml")
    )


@cache
def _load_rules(path: Path) -> Rules:
    try:
        raw = parse_yaml(read_text(path), str(path))
        rules = Rules(
            levels={int(level): tuple(kinds) for level, kinds in raw["levels"].items()},
            papers={kind: tuple(words) for kind, words in raw["papers"].items()},
            words={_plain(w): int(level) for level, words in raw["words"].items() for w in words},
            columns={_plain(name): column for column, names in raw["columns"].items() for name in names},
            names={str(kind): str(name) for kind, name in raw.get("names", {}).items()},
            own=path.name != "adoption.yaml",
        )
        _check_rules(rules)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=str(error)) from error
    return rules


def _check_rules(rules: Rules) -> None:
    """The rungs are the three that rates are made of; a paper that nothing recognises could never be shown. Raises ValueError."""
    if set(rules.levels) != {1, 2} or not set(rules.words.values()) <= {0, 1, 2}:
        raise ValueError("levels: 1, 2; words: 0, 1, 2")
    wanted = {kind for kinds in rules.levels.values() for kind in kinds}
    if unknown := wanted - set(rules.papers):
        raise ValueError(f"levels: {', '.join(sorted(unknown))}: papers?")


def _plain(text: object) -> str:
    """Lower case without diacritics and punctuation, words one blank apart."""
    return slug(str(text)).replace("-", " ")


def check(path: Path, register: Register, workspace: Workspace) -> Declaration:
    """Reads a table and tells everything that is wrong with it; keeps nothing. Raises InputError."""
    rules = load_rules(workspace)
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path} is missing", file=str(path), detail="missing")
    config = workspace.config
    reader = _Reader(path, rules, workspace, register.on(config.day, config.province), register)
    for number, cells in read_table(path):
        reader.read(number, cells)
    if not (reader.rows or reader.problems):
        # a letter instead of a table, or a heading alone: silence would look like "nobody declared"
        raise InputError(f"{path} holds no rows", file=str(path), detail="0")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Declaration(path.name, digest, tuple(reader.rows), tuple(reader.problems))


class _Reader:
    """One pass over a table."""

    def __init__(
        self, path: Path, rules: Rules, workspace: Workspace, outlets: Iterable[Outlet], register: Register
    ) -> None:
        self.rows: list[Declared] = []
        self.problems: list[Problem] = []
        self._rules = rules
        self._roots = (path.resolve().parent, workspace.path.resolve())
        self._names = {_plain(o.name): o.id for o in outlets} | {_plain(o.id): o.id for o in register.outlets}
        self._columns: dict[str, str] = {}
        self._nameless = False
        self._seen: dict[tuple[str, str], int] = {}

    def read(self, number: int, cells: Mapping[str, Any]) -> None:
        if not self._columns:
            self._columns = {
                self._rules.columns[_plain(h)]: h for h in cells if _plain(h) in self._rules.columns
            }
            for column in ("outlet", "level"):
                if column not in self._columns:
                    self._columns.setdefault(column, column)
                    self._nameless |= column == "outlet"
                    reason = "no_outlet_column" if column == "outlet" else "no_column"
                    self.problems.append(Problem(1, column, reason))
        if self._nameless:
            # no row says whose it is; once is enough
            return
        before = sum(p.fatal for p in self.problems)
        outlet = self._outlet(number, cells)
        level = self._level(number, cells)
        date = self._date(number, cells, level)
        papers = self._papers(number, cells)
        if outlet and (first := self._seen.setdefault((outlet, date), number)) != number:
            self._wrong(number, "outlet", "twice", str(first))
        if sum(p.fatal for p in self.problems) > before:
            return
        checked_by = self._text(cells, "checked_by")
        lacking = lacking_papers(level, papers, self._rules)
        self.rows.append(
            Declared(
                row=number,
                outlet=outlet,
                level=level,
                date=date,
                papers=papers,
                verified=bool(level) and not lacking and bool(checked_by),
                checked_by=checked_by,
                note=self._text(cells, "note"),
                lacking=lacking,
            )
        )

    def _cell(self, cells: Mapping[str, Any], column: str) -> Any:
        value = cells.get(self._columns.get(column, column))
        return "" if value is None else value

    def _text(self, cells: Mapping[str, Any], column: str) -> str:
        return str(self._cell(cells, column)).strip()

    def _wrong(self, row: int, column: str, reason: str, value: object = "", *, fatal: bool = True) -> None:
        named = self._columns.get(column, column)
        self.problems.append(Problem(row, named, reason, str(value)[:200], fatal))

    def _outlet(self, row: int, cells: Mapping[str, Any]) -> str:
        text = self._text(cells, "outlet")
        found = self._names.get(_plain(text), "") if text else ""
        if not found:
            self._wrong(row, "outlet", "unknown_outlet" if text else "empty", text)
        return found

    def _level(self, row: int, cells: Mapping[str, Any]) -> int | None:
        text = self._text(cells, "level")
        level = self._rules.words.get(_plain(text)) if text else None
        if text and level is None:
            self._wrong(row, "level", "unknown_level", text)
        return level

    def _date(self, row: int, cells: Mapping[str, Any], level: int | None) -> str:
        raw = self._cell(cells, "date")
        date = day_of(raw) if raw != "" else ""
        if raw != "" and not date:
            self._wrong(row, "date", "no_day", raw)
        elif not date and level:
            self._wrong(row, "date", "date_missing", fatal=False)
        return date

    def _papers(self, row: int, cells: Mapping[str, Any]) -> tuple[Paper, ...]:
        raw = self._cell(cells, "evidence")
        parts = raw if isinstance(raw, list) else re.split(r"[;\n]", str(raw))
        return tuple(self._paper(row, str(part).strip()) for part in parts if str(part).strip())

    def _paper(self, row: int, text: str) -> Paper:
        # "quyết định: 12-QD.pdf", but not "http://..." and not a drive letter
        named, colon, rest = text.partition(":")
        prefixed = bool(colon) and len(named) > 1 and not rest.startswith(("//", "\\"))
        place = rest.strip() if prefixed and rest.strip() else text
        kind = paper_kind(text, self._rules)
        if not _LOOKS_LIKE_FILE.search(place) or place.startswith(("http://", "https://")):
            return Paper(text, kind)
        file = self._file(row, place)
        if file is None:
            return Paper(text, "")
        return Paper(text, kind, str(file), hashlib.sha256(file.read_bytes()).hexdigest())

    def _file(self, row: int, place: str) -> Path | None:
        """A named paper, if it stands beside the table or in the workspace; never anywhere else on the disk."""
        for root in self._roots:
            try:
                file = (root / place.replace("\\", "/")).resolve()
                inside = any(file.is_relative_to(allowed) for allowed in self._roots)
                if inside and file.is_file():
                    if file.stat().st_size > MAX_PAPER:
                        self._wrong(row, "evidence", "paper_too_large", place, fatal=False)
                        return None
                    return file
            except (OSError, ValueError):
                continue
        self._wrong(row, "evidence", "paper_missing", place, fatal=False)
        return None


def paper_kind(text: str, rules: Rules) -> str:
    """What a paper is, by the words before its colon, in its name or its description; "" where they do not say."""
    plain = f" {_plain(text)} "
    return next((kind for kind, words in rules.papers.items() if any(f" {w} " in plain for w in words)), "")


def lacking_papers(level: int | None, papers: Iterable[Paper], rules: Rules) -> tuple[str, ...]:
    """Kinds of paper that the level needs and the row does not name as a file or a description."""
    there = {paper.kind for paper in papers}
    return tuple(kind for kind in rules.levels.get(level or 0, ()) if kind not in there)


@dataclass(frozen=True, slots=True)
class AdoptionResult:
    """How an import of a declaration ended. ``same``: everything was known already, nothing was added."""

    kept: int
    same: bool
    problems: tuple[Problem, ...]


def adoption_stage(workspace: Workspace, store: Store, path: Path | None = None) -> AdoptionResult:
    """Reads the declaration (the workspace's own where none is named) and keeps its right rows. Raises InputError."""
    source = path or workspace.adoption_file
    if source is None:
        return AdoptionResult(0, same=True, problems=())
    declaration = check(source, workspace.register(), workspace)
    kept = tuple(_kept_papers(workspace, row) for row in declaration.rows)
    latest = store.one("SELECT id FROM declarations WHERE sha256 = ? ORDER BY id DESC", (declaration.sha256,))
    values = [_values(row) for row in kept]
    if latest and not store.number("SELECT count(*) FROM declarations WHERE id > ?", (latest["id"],)):
        before = store.rows("SELECT * FROM adoptions WHERE declaration = ? ORDER BY row", (latest["id"],))
        if [tuple(row)[1:] for row in before] == sorted(values):
            return AdoptionResult(len(kept), same=True, problems=declaration.problems)
    with store.transaction():
        cursor = store.execute(
            "INSERT INTO declarations (file, sha256, read_at) VALUES (?, ?, ?)",
            (declaration.file, declaration.sha256, now()),
        )
        number = cursor.lastrowid
        store.executemany(
            "INSERT INTO adoptions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [(number, *v) for v in values]
        )
        append(store, checks(store, int(number or 0)))
    return AdoptionResult(len(kept), same=False, problems=declaration.problems)


def checks(store: Store, declaration: int) -> list[Decision]:
    """Who read the papers of which outlet, as one table says: the human judgement behind "verified"."""
    found = []
    for row in store.rows(
        """SELECT a.*, d.sha256, d.read_at FROM adoptions a JOIN declarations d ON d.id = a.declaration
           WHERE d.id = ? AND a.checked_by <> '' ORDER BY a.row""",
        (declaration,),
    ):
        papers = [paper["sha256"] for paper in json.loads(row["evidence"]) if paper["sha256"]]
        found.append(
            Decision(
                ADOPTION,
                row["checked_by"][:MAX_NAME],
                (row["outlet"], row["date"]),
                "verified" if row["verified"] else "not_verified",
                at=row["read_at"],
                outlet=row["outlet"],
                version=row["sha256"][:12],
                detail={"level": row["level"], "date": row["date"], "papers": papers},
            )
        )
    return found


def _kept_papers(workspace: Workspace, row: Declared) -> Declared:
    """The row with its files copied into the workspace under their hashes, and named relative to it."""
    from dataclasses import replace  # noqa: PLC0415

    papers = []
    for paper in row.papers:
        if not paper.file:
            papers.append(paper)
            continue
        source = Path(paper.file)
        name = f"{paper.sha256[:12]}-{source.name}"
        target = workspace.evidence / name
        if not target.exists():
            workspace.evidence.mkdir(parents=True, exist_ok=True)
            part = target.with_name(name + ".part")
            shutil.copyfile(source, part)
            part.replace(target)
        papers.append(replace(paper, file=f"{workspace.evidence.name}/{name}"))
    return replace(row, papers=tuple(papers))


def _values(row: Declared) -> tuple[Any, ...]:
    papers = [{"text": p.text, "kind": p.kind, "file": p.file, "sha256": p.sha256} for p in row.papers]
    return (
        row.row, row.outlet, row.level, row.date, dumps(papers), int(row.verified), row.checked_by, row.note,
    )  # fmt: skip


def current(workspace: Workspace, store: Store, day: str) -> dict[str, Declared]:
    """What holds on a day: for each outlet the last row dated by then, of all tables that name it.

    A later table is the whole word from its first day about the outlet on (from the beginning, where a row has no day);
    what earlier tables said about the time before still holds, so that a year can be read again.
    An outlet whose rows all begin later has not applied it yet: level 0.
    """
    rules = load_rules(workspace)
    tables: dict[str, dict[int, list[Declared]]] = {}
    for row in store.rows("SELECT * FROM adoptions ORDER BY declaration, row"):
        said = tables.setdefault(row["outlet"], {}).setdefault(row["declaration"], [])
        said.append(_declared(row, rules))
    found: dict[str, Declared] = {}
    for outlet, by_table in tables.items():
        rows: list[Declared] = []
        for said in by_table.values():
            first = min(one.date for one in said)
            rows = [row for row in rows if row.date < first] + said
        begun = [row for row in rows if row.date <= day]
        if begun:
            found[outlet] = max(begun, key=lambda r: r.date)
        else:
            later = min(rows, key=lambda r: r.date)
            found[outlet] = Declared(later.row, outlet, 0, later.date, later.papers, note=later.note)
    from auditor.replies.adopted import adopted  # noqa: PLC0415  replies know declarations

    return adopted(workspace, store, found, day, rules)


def _declared(row: Any, rules: Rules) -> Declared:
    papers = tuple(Paper(**paper) for paper in json.loads(row["evidence"]))
    lower = [n for n in rules.levels if n <= (row["level"] or 0) and not lacking_papers(n, papers, rules)]
    return Declared(
        row=row["row"],
        outlet=row["outlet"],
        level=row["level"],
        date=row["date"],
        papers=papers,
        verified=bool(row["verified"]),
        checked_by=row["checked_by"],
        note=row["note"],
        lacking=lacking_papers(row["level"], papers, rules),
        proven=max(lower, default=0) if row["checked_by"] else 0,
    )
