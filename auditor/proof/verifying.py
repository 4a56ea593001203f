"""Is this report still what its workspace shows? Inputs against their hashes, the store against archive and texts, and every
figure against what comes out when it is worked out once more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema

from auditor.adoption import load_rules
from auditor.collecting import Tick, no_tick
from auditor.decisions.ledger import DamagedDecision
from auditor.editions import edition_of, engine_edition
from auditor.errors import InputError
from auditor.ownrules import own_packs
from auditor.proof import differences, inputs, rereading
from auditor.proof.model import Difference, Proof, ordered
from auditor.proof.recomputing import as_reported, recompute
from auditor.proof.signing import signer_of
from auditor.store import Store
from auditor.words import LANGUAGES, Words
from auditor.workspace import STORE, Workspace
from indicators.errors import IndicatorError
from reports.papers import Circulation

# the country's largest province has a report of 3 MB
MAX_REPORT = 200 * 1024 * 1024

# where the rest of a bundle stands in the folder it was opened to
BUNDLE = "bundle"


class BadReport(InputError):
    """The file is no report.json of this program, or a damaged one. Values: file, detail."""

    code = "bad_report"


def read_report(file: Path) -> dict[str, Any]:
    """A report as JSON, held against its contract. Raises BadReport, OSError."""
    if file.stat().st_size > MAX_REPORT:
        raise BadReport(file=str(file), detail=f"> {MAX_REPORT // 1024**2} MB")
    return parse_report(file.read_bytes(), str(file))


def parse_report(data: bytes, name: str) -> dict[str, Any]:
    """As :func:`read_report`, of bytes."""
    try:
        raw = json.loads(data.decode("utf-8-sig"))
        _contract().validate(raw)
    except jsonschema.ValidationError as error:
        place = ".".join(map(str, error.absolute_path)) or "report"
        raise BadReport(str(error.message), file=name, detail=place) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadReport(str(error), file=name, detail="JSON") from error
    found: dict[str, Any] = raw
    return found


@cache
def _contract() -> jsonschema.Draft202012Validator:
    text = (resources.files("reports") / "report.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def verify(
    workspace: Workspace,
    store: Store,
    raw: Mapping[str, Any],
    *,
    pages: bool = True,
    package: Mapping[str, bytes] | None = None,
    jobs: int | None = None,
    tick: Tick = no_tick,
) -> Proof:
    """Everything that differs between a report and its workspace, as both are at this moment. ``pages``: read the archive as
    well; ``package``: the files of the data package that the report came in.

    Raises NothingToDo where nothing is scored, and what the stages raise.
    """
    # one moment for all that is read: a crawl may go on meanwhile
    store.conn.execute("BEGIN")
    try:
        return _verify(workspace, store, raw, pages=pages, package=package or {}, jobs=jobs, tick=tick)
    finally:
        store.conn.execute("ROLLBACK")


def _verify(
    workspace: Workspace,
    store: Store,
    raw: Mapping[str, Any],
    *,
    pages: bool,
    package: Mapping[str, bytes],
    jobs: int | None,
    tick: Tick,
) -> Proof:
    words = Words(raw["lang"] if raw.get("lang") in LANGUAGES else "vi")
    made_from: Mapping[str, Any] = raw.get("provenance") or {}
    found, notes = _inputs(
        workspace, store, made_from, raw["as_of"], public=raw.get("circulation") in ("public", "outlet")
    )
    broken = [d for d in found if d.kind == "unreadable"]
    if broken:
        # without rules or editions that load there is nothing to work out with
        return Proof(ordered(found), notes=tuple(notes))
    read = _reread(workspace, store, notes, pages=pages, jobs=jobs, tick=tick)
    circle = (Circulation(raw["circulation"]), _own(raw)) if package and raw.get("circulation") else None
    try:
        again = recompute(workspace, store, read.fresh, words, as_of=raw["as_of"], package=circle, tick=tick)
    except DamagedDecision as error:
        lost = Difference("unreadable", STORE, "", str(error.values["detail"]))
        return Proof(
            ordered([*found, *read.differences, lost]),
            articles=read.articles,
            pages=read.pages,
            papers=read.papers,
            notes=tuple(notes),
        )
    now = as_reported(again.report, raw, words)
    figures = differences.compare(raw, now, words)
    figures += differences.lines(package, again.package) if circle else []
    return Proof(
        ordered([*found, *read.differences, *again.differences, *figures]),
        figures=differences.figures(raw),
        articles=read.articles,
        pages=read.pages,
        papers=read.papers,
        notes=tuple(notes),
    )


def _reread(
    workspace: Workspace,
    store: Store,
    notes: list[tuple[str, int]],
    *,
    pages: bool,
    jobs: int | None,
    tick: Tick,
) -> rereading.Reread:
    """Everything that is kept, against what it came from; ``notes`` get what could not be looked at."""
    read = rereading.Reread()
    engine = _engine_of_analyses(workspace, store)
    if engine is None:
        notes.append(("other_engine", 0))
    rereading.texts(workspace, store, engine, read, jobs=jobs, tick=tick)
    if pages and not workspace.archive.is_dir() and (workspace.path / BUNDLE).is_dir():
        # opened from a bundle that was made without its pages; in any other workspace a lost archive is a difference
        notes.append(("no_archive", 0))
    elif pages:
        rereading.pages(workspace, store, read, tick=tick)
    else:
        notes.append(("no_pages", 0))
    if read.unarchived:
        notes.append(("unarchived", read.unarchived))
    rereading.papers(workspace, store, read)
    rereading.declared(workspace, store, read)
    return read


def _own(raw: Mapping[str, Any]) -> str:
    """The outlet that a report was cut down for."""
    return str(raw["outlets"][0]["id"]) if raw["circulation"] == Circulation.OUTLET and raw["outlets"] else ""


def _engine_of_analyses(workspace: Workspace, store: Store) -> int | None:
    """The number of today's engine, if the last scoring used it; else its analyses cannot be held against today's."""
    row = store.one(
        "SELECT e.id, e.fingerprints FROM score_runs s JOIN engines e ON e.id = s.engine ORDER BY run DESC LIMIT 1"
    )
    if row is None:
        return None
    today = own_packs(workspace.path).engine(engine_edition(edition_of(workspace))).fingerprints
    same = dict(inputs.layers(row["fingerprints"])) == {n: v for n, v in today.items() if n != "index"}
    return int(row["id"]) if same else None


def _inputs(
    workspace: Workspace, store: Store, reported: Mapping[str, Any], day: str, *, public: bool
) -> tuple[list[Difference], list[tuple[str, int]]]:
    """What the figures were made from, against what is there now."""
    found: list[Difference] = []
    try:
        edition = edition_of(workspace)
        engine = own_packs(workspace.path).engine(engine_edition(edition))
        load_rules(workspace)
    except (IndicatorError, InputError) as error:
        values = error.values if hasattr(error, "values") else {}
        found.append(
            Difference("unreadable", str(values.get("file", "")), "", str(values.get("detail", error)))
        )
        if reported and not public:
            found += _pairs("file", reported.get("files", {}), dict(inputs.files(workspace)))
        return found, []
    if not reported:
        return found, [("no_hashes", 0)]
    layers = {name: value for name, value in engine.fingerprints.items() if name != "index"}
    found += _pairs(
        "config", reported.get("config", {}), dict(inputs.config_values(workspace.config)), show=True
    )
    found += [_layer(d) for d in _pairs("engine", reported.get("engine", {}), layers, told_all=not public)]
    if reported["edition"] != edition.sha256:
        found.append(Difference("edition", edition.id, reported["edition"][:12], edition.sha256[:12]))
    notes: list[tuple[str, int]] = []
    signer, named = signer_of(workspace.path), reported.get("signer", "")
    if named and signer != named:
        found.append(Difference("signer", "provenance.signer", named, signer))
    elif signer != named:
        # a key made after the report changes no figure
        notes.append(("key_later", 0))
    if public:
        return found, [*notes, ("circulated", 0)]
    found += _pairs("file", reported.get("files", {}), dict(inputs.files(workspace)))
    held = dict(inputs.tables(store, day))
    told = reported.get("tables", {})
    if inputs.RATES not in told:
        # a report of an earlier release does not tell of them
        del held[inputs.RATES]
    found += _pairs("table", told, held)
    found += _articles(workspace, store, reported.get("articles", ()))
    return found, notes


def _pairs(
    kind: str, before: Mapping[str, str], now: Mapping[str, str], *, show: bool = False, told_all: bool = True
) -> list[Difference]:
    """Names whose values differ; ``show``: the values are for people, else hashes of which a dozen letters do."""
    found = []
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old == new or (old is None and not told_all):
            continue
        which = kind
        if kind == "file" and (old is None or new is None):
            which = "file_new" if old is None else "file_missing"
        one, other = (old or "", new or "") if show else ((old or "")[:12], (new or "")[:12])
        found.append(Difference(which, name, one, other))
    return found


def _layer(one: Difference) -> Difference:
    """A pack of rules by its name; what reads texts and people is a layer of the program."""
    kind, name = one.where.partition(":")[::2]
    if kind == "rules" and not name.startswith("_"):
        return Difference("rule", name, one.before, one.now)
    return one


def _articles(workspace: Workspace, store: Store, reported: Any) -> list[Difference]:
    before = {line["outlet"]: line for line in reported}
    now = {line.outlet: line for line in inputs.articles(store, workspace.config)}
    found = []
    for outlet in sorted(before.keys() | now.keys()):
        old, new = before.get(outlet), now.get(outlet)
        if old is None or new is None or old["sha256"] != new.sha256:
            was = f"{old['articles']} ({old['sha256'][:12]})" if old else "0"
            is_now = f"{new.articles} ({new.sha256[:12]})" if new else "0"
            found.append(Difference("articles", outlet, was, is_now))
    return found
