"""Is the store still what was read and analysed? Pages, texts, spans and analyses, each held against what it came from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor import adoption, workers
from auditor.collecting import Tick, no_tick, reread
from auditor.decisions import ledger
from auditor.editions import edition_of, engine_edition
from auditor.ownrules import own_packs
from auditor.pipeline import NOT_SCORED
from auditor.proof.inputs import file_hash
from auditor.proof.model import Difference
from auditor.store import Store, dumps
from auditor.store.database import parts_of
from auditor.workspace import Workspace
from crawlers.errors import ArchiveError
from indicators.model import Analysis, Record, sha256

_ARTICLES = f"kind NOT IN ({', '.join('?' * len(NOT_SCORED))})"


@dataclass(slots=True)
class Reread:
    """What was found so far. ``fresh``: analyses that are not as stored, by article; ``unarchived``: articles without a page."""

    differences: list[Difference] = field(default_factory=list)
    fresh: list[tuple[int, Analysis]] = field(default_factory=list)
    articles: int = 0
    pages: int = 0
    papers: int = 0
    unarchived: int = 0

    def say(self, kind: str, where: str, before: object = "", now: object = "", what: str = "") -> None:
        self.differences.append(Difference(kind, where, str(before), str(now), what))


def texts(
    workspace: Workspace,
    store: Store,
    engine: int | None,
    found: Reread,
    *,
    jobs: int | None = None,
    tick: Tick = no_tick,
) -> None:
    """Every article of the period: its text against its hash, its spans against its text, its analysis made anew.

    ``engine``: whose analyses are held against today's; None where today's engine is another and only the texts can be.
    """
    config = workspace.config
    total = store.number(f"SELECT count(*) FROM articles WHERE {_ARTICLES}", NOT_SCORED)  # noqa: S608

    def records() -> Iterator[Record]:
        for article in store.articles(_ARTICLES, NOT_SCORED):
            if config.covers(article.published):
                found.unarchived += article.archived is None
                record = article.record
                if sha256(record.text) != article.text_sha256:
                    found.say(
                        "text",
                        _place(record),
                        article.text_sha256[:12],
                        sha256(record.text)[:12],
                        record.title,
                    )
                yield record

    parts = workers.chunks(records())
    for part, made in workers.run(
        workers.analyse_records,
        parts,
        edition=engine_edition(edition_of(workspace)),
        jobs=workers.sensible_jobs(jobs, total),
        packs=own_packs(workspace.path),
    ):
        for record, analysis in zip(part, made, strict=True):
            found.articles += 1
            if not isinstance(analysis, Analysis):
                found.say("analysis", _place(record), "", analysis, record.title)
            elif engine is None or not _as_stored(store, engine, record, analysis, found):
                found.fresh.append((int(record.id), analysis))
        tick("verify", min(found.articles, total), total)


def _place(record: Record) -> str:
    return record.url or f"articles.id = {record.id}"


def _as_stored(store: Store, engine: int, record: Record, analysis: Analysis, found: Reread) -> bool:
    held = store.one("SELECT * FROM analyses WHERE article = ? AND engine = ?", (int(record.id), engine))
    if held is None:
        # nothing was analysed, so nothing was counted; the report says how many
        return False
    counts = (len(analysis.people), sum(p.source for p in analysis.people), len(analysis.findings))
    same = True
    if dumps(analysis.to_dict()) != held["json"] or held["text_sha256"] != analysis.text_sha256:
        same = False
        _named(record, held["json"], analysis, found)
    if counts != (held["people"], held["sources"], held["findings"]):
        same = False
        stored = f"{held['people']}, {held['sources']}, {held['findings']}"
        found.say("derived", _place(record), stored, ", ".join(map(str, counts)), record.title)
    # an analysis that is another one has other rows: only where it is the same do they say something of their own
    if same:
        for what in _other_rows(store, held["id"], analysis):
            same = False
            found.say("derived", f"{_place(record)} {what[0]}", what[1], what[2], record.title)
    return same


def _other_rows(store: Store, row: int, analysis: Analysis) -> Iterator[tuple[str, object, object]]:
    """Where the rows that tables and exports read are not what the analysis gives: table, key and column; before; now."""
    for table, rows in parts_of(analysis).items():
        stored = {line[1]: line for line in store.rows(f"SELECT * FROM {table} WHERE analysis = ?", (row,))}  # noqa: S608  names of the schema
        wanted = {str(values[0]): values for values in reversed(rows)}
        for key in sorted({*map(str, stored), *wanted}):
            line = next((line for name, line in stored.items() if str(name) == key), None)
            values = wanted.get(key)
            if line is None or values is None:
                yield f"{table}[{key}]", "–" if line is None else "+", "–" if values is None else "+"
                continue
            for name, before, now in zip(line.keys()[1:], tuple(line)[1:], values, strict=True):
                if before != now:
                    told = f" {line['rule']}" if table == "findings" else ""
                    yield f"{table}[{key}].{name}{told}", before, now


def _named(record: Record, stored: str, analysis: Analysis, found: Reread) -> None:
    """Which span no longer gives back its words; where all do, which part of the analysis is another one."""
    try:
        raw = json.loads(stored)
        lost = list(_lost(record.text, raw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found.say("analysis", _place(record), "JSON", "", record.title)
        return
    for name, start, end, words in lost:
        there = record.text[start:end] if 0 <= start <= end else ""
        where = f"{_place(record)} [{start}:{end}] {name}"
        # in marks, since the difference may be a blank
        found.say("span", where, f"“{words[:60]}”", f"“{there[:60]}”", record.title)
    if not lost:
        fresh = json.loads(dumps(analysis.to_dict()))
        parts = [name for name in fresh if raw.get(name) != fresh[name]]
        found.say("analysis", _place(record), ", ".join(parts), "", record.title)


def _lost(text: str, raw: dict[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    spans = [(f["rule"], f) for f in raw["findings"]]
    spans += [(q["kind"], q) for q in raw["quotes"]]
    spans += [(p["id"], m) for p in raw["people"] for m in p["mentions"]]
    for name, span in spans:
        start, end = int(span["start"]), int(span["end"])
        if start < 0 or text[start:end] != span["text"]:
            yield str(name), start, end, str(span["text"])


def pages(workspace: Workspace, store: Store, found: Reread, *, tick: Tick = no_tick) -> None:
    """Every page of the period in the archive: its bytes against their hash, the text read from it against the store's."""
    config = workspace.config
    missing: Counter[str] = Counter()
    for page in reread(workspace, store, first=config.period_from, last=config.period_to, tick=tick):
        stored = page.stored
        place, ref = stored.url or stored.key, stored.archived
        if page.new is None:
            if ref and not (workspace.archive / Path(ref.file).name).is_file():
                missing[ref.file] += 1
                continue
            where = f"{place} ({ref.file} @{ref.offset})" if ref else place
            kind = "page" if isinstance(page.error, ArchiveError) else "page_reads"
            why = page.error.values.get("detail", "") if page.error else ""
            found.say(kind, where, ref.sha256[:12] if ref else "", why, stored.title)
        elif page.new.values()["text_sha256"] != stored.text_sha256:
            now = page.new.values()["text_sha256"]
            found.say("page_reads", place, stored.text_sha256[:12], now[:12], stored.title)
        found.pages += 1
    for file, count in sorted(missing.items()):
        # one line a file: a folder that was lost is one loss
        found.say("page_missing", f"{workspace.archive.name}/{file}", count, 0)


def papers(workspace: Workspace, store: Store, found: Reread) -> None:
    """Every paper of evidence that a declaration or form names by its hash, and the forms themselves."""
    named: dict[tuple[str, str], str] = {}
    for row in store.rows("SELECT outlet, evidence FROM adoptions ORDER BY declaration, row"):
        for paper in json.loads(row["evidence"]):
            if paper["file"] and paper["sha256"]:
                named[paper["file"], paper["sha256"]] = row["outlet"]
    named |= _of_decisions(store, found)
    root = workspace.path.resolve()
    for (name, digest), whose in sorted(named.items()):
        found.papers += 1
        file = (root / name).resolve()
        if not (file.is_relative_to(root) and file.is_file()):
            found.say("evidence_missing", name, digest[:12], "", whose)
        elif (now := file_hash(file)) != digest:
            found.say("evidence", name, digest[:12], now[:12], whose)


def _of_decisions(store: Store, found: Reread) -> dict[tuple[str, str], str]:
    """Papers and forms that decisions name, with the body they are of; a decision's key is a hash of all it says."""
    keys = [row["key"] for row in store.rows("SELECT key FROM decisions ORDER BY at, id")]
    try:
        made = ledger.rows(store)
    except (ledger.DamagedDecision, KeyError, AttributeError, RecursionError) as error:
        why = error.values["detail"] if isinstance(error, ledger.DamagedDecision) else error
        found.say("unreadable", "decisions", "", why)
        return {}
    named: dict[tuple[str, str], str] = {}
    for key, one in zip(keys, made, strict=True):
        named |= dict.fromkeys(_papers_in(one.as_json()["detail"]), one.outlet)
        if key != one.key:
            found.say(
                "decision",
                f"decisions[{key[:12]}]",
                key[:12],
                one.key[:12],
                f"{one.kind} {one.outlet} {one.code} {one.who}",
            )
    return named


def _papers_in(value: Any) -> Iterator[tuple[str, str]]:
    """Files with their hashes, wherever in a decision they stand."""
    if isinstance(value, dict):
        file, digest = value.get("kept") or value.get("file"), value.get("sha256")
        if isinstance(file, str) and isinstance(digest, str) and "/" in file and digest:
            yield file, digest
        for each in value.values():
            yield from _papers_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _papers_in(each)


def declared(workspace: Workspace, store: Store, found: Reread) -> None:
    """The rows of declared adoption: "verified" worked out again, and the table read anew where it is still the same file."""
    rules = adoption.load_rules(workspace)
    last = store.one("SELECT id, file, sha256 FROM declarations ORDER BY id DESC LIMIT 1")
    for row in store.rows("SELECT * FROM adoptions ORDER BY declaration, row"):
        kept = tuple(adoption.Paper(**paper) for paper in json.loads(row["evidence"]))
        lacking = adoption.lacking_papers(row["level"], kept, rules)
        verified = bool(row["level"]) and not lacking and bool(row["checked_by"])
        if verified != bool(row["verified"]):
            where = f"adoptions[{row['declaration']}, {row['row']}].verified"
            found.say("adoption", where, bool(row["verified"]), verified, row["outlet"])
    source = workspace.adoption_file
    if last is None or source is None or file_hash(source) != last["sha256"]:
        return
    stored = {
        row["row"]: row for row in store.rows("SELECT * FROM adoptions WHERE declaration = ?", (last["id"],))
    }
    for said in adoption.check(source, workspace.register(), workspace).rows:
        held = stored.pop(said.row, None)
        for name in ("outlet", "level", "date", "checked_by", "note"):
            old, now = held[name] if held is not None else "", getattr(said, name)
            if old != now:
                where = f"adoptions[{last['id']}, {said.row}].{name}"
                found.say("adoption", where, old, now, f"{said.outlet} ({Path(last['file']).name})")
    for number, held in stored.items():
        found.say("adoption", f"adoptions[{last['id']}, {number}]", held["outlet"], "", held["outlet"])
