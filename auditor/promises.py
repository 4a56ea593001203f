"""What plans promise beside the rate, and what came of it: two communications a year, conventions, awareness and the rest.

A promise stands in a plan (auditor/promises.yaml, or the workspace's own promises.yaml), its figures come from reports and surveys
with their sources. Nothing between two milestones is made up, a rise needs its baseline, and what nobody reported is no zero.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.store import Store
from auditor.territory import joined
from auditor.words import both
from auditor.workspace import Workspace
from crawlers.register import slug
from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError
from indicators.indexes import load_edition
from indicators.shares import wilson

FILE = "promises.yaml"
EDITION = "programme-1790"
SHARE, YEARLY, RISE = "share", "yearly", "rise"
MET, UNMET, AHEAD, OPEN, NOISE = "met", "unmet", "ahead", "open", "noise"
NO_FIGURE, NO_FIGURE_DUE, NO_BASE = "no_figure", "no_figure_due", "no_base"


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of one plan. ``milestones``: (year, share), for a rise (year, least rise); ``base``: the year a rise counts from."""

    id: str
    kind: str
    title: Mapping[str, str]
    scope: str
    issuer: Mapping[str, str]
    plan: str
    evidence: str
    milestones: tuple[tuple[int, float], ...] = ()
    wanted: int = 0
    base: int = 0
    most: float | None = None
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """What somebody reported: so many of all, or a share that a survey of ``n`` found. ``scope`` "": of the whole province."""

    promise: str
    as_of: str
    source: str
    reached: int | None = None
    of: int | None = None
    value: float | None = None
    n: int | None = None
    scope: str = ""
    checked_by: str = ""

    @property
    def share(self) -> float:
        if self.value is not None:
            return self.value
        return (self.reached or 0) / (self.of or 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A promise on a day. ``due``, ``ahead``: the last milestone that fell due and the next one; ``result``: one of the words above.

    ``change`` and ``interval``: of a rise against its baseline, as differences of shares. ``held``: the figure of the day a milestone
    fell due, where a later one stands beside it.
    """

    promise: Promise
    figure: Figure | None
    result: str
    due: tuple[int, float] | None = None
    ahead: tuple[int, float] | None = None
    base: Figure | None = None
    change: float | None = None
    interval: tuple[float, float] | None = None
    held: Figure | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of the edition programme-1790: in how many outlets everything it asks for was seen, of those it could be said of.

    ``without``: outlets of which too little was collected; ``of`` 0: nothing was scored under that edition.
    """

    code: str
    title: Mapping[str, str]
    reached: int
    of: int
    without: int


def promises_of(workspace: Workspace) -> tuple[tuple[Promise, ...], tuple[Figure, ...]]:
    """The promises that concern the province (its own, and those of provinces that had become part of it by the day) with what was
    reported. Raises DataFileError with file and line.
    """
    program = Path(__file__).with_name(FILE)
    plans = _checked({"plans": parse_yaml(read_text(program), str(program))}, program, "")["plans"]
    figures: list[Figure] = []
    own = workspace.path / FILE
    if own.is_file():
        text = read_text(own)
        raw = _checked(parse_yaml(text, str(own)) or {}, own, text)
        mine = raw.get("plans", [])
        named = {slug(plan["scope"]) for plan in mine}
        plans = [plan for plan in plans if slug(plan["scope"]) not in named] + mine
        figures = [Figure(**figure) for figure in raw.get("figures", [])]
        _known(figures, plans, own, text)
    places = [workspace.config.province, *joined(workspace, workspace.config.day)]
    wanted = dict.fromkeys(["national", *map(slug, places)])
    found = [p for scope in wanted for plan in plans if slug(plan["scope"]) == scope for p in _promises(plan)]
    return tuple(found), tuple(figures)


def _checked(raw: Any, file: Path, text: str) -> dict[str, Any]:
    validate(raw, "auditor", "promises.schema.json", text, str(file))
    found: dict[str, Any] = raw
    return found


def _known(figures: Iterable[Figure], plans: Iterable[Mapping[str, Any]], file: Path, text: str) -> None:
    """A figure of a promise that no plan makes is a slip of the pen, and must not vanish."""
    ids = {promise["id"] for plan in plans for promise in plan["promises"]}
    for at, figure in enumerate(figures):
        if figure.promise not in ids:
            line = line_of(text, ["figures", at, "promise"])
            detail = f"no promise {figure.promise}; known: {', '.join(sorted(ids))}"
            raise DataFileError(detail, file=str(file), line=line, detail=detail)
        if figure.reached is not None and figure.reached > (figure.of or 0):
            detail = f"reached {figure.reached} is more than of {figure.of}"
            line = line_of(text, ["figures", at, "reached"])
            raise DataFileError(detail, file=str(file), line=line, detail=detail)


def _promises(plan: Mapping[str, Any]) -> Iterable[Promise]:
    for raw in plan["promises"]:
        rise = raw.get("rise", [])
        milestones = [(m["year"], float(m["share"])) for m in raw.get("milestones", [])]
        yield Promise(
            id=raw["id"],
            kind=raw["kind"],
            title=both(raw["title"]),
            scope=plan["scope"],
            issuer=both(plan["issuer"]),
            plan=plan["plan"],
            evidence=plan["evidence"],
            milestones=tuple(sorted(milestones)) or (((raw["year"], float(rise[0])),) if rise else ()),
            wanted=raw.get("wanted", 0),
            base=raw.get("base", 0),
            most=float(rise[1]) if len(rise) > 1 else None,
            measured=tuple(raw.get("measured", ())),
        )


def read_promise(promise: Promise, figures: Iterable[Figure], day: str) -> Reading:
    """Where one promise stands on a day: only what was reported by then counts."""
    mine = sorted(
        (
            f
            for f in figures
            if f.promise == promise.id
            and f.as_of <= day
            and (not f.scope or slug(f.scope) == slug(promise.scope))
        ),
        key=lambda f: f.as_of,
    )
    if promise.kind == RISE:
        return _rise(promise, mine, day)
    past = [m for m in promise.milestones if f"{m[0]}-12-31" <= day]
    coming = [m for m in promise.milestones if f"{m[0]}-12-31" > day]
    due, ahead = (past[-1] if past else None), (coming[0] if coming else None)
    # a yearly promise is one of every body in every year; a figure of an earlier year says nothing about this one
    if promise.kind == YEARLY:
        mine = [f for f in mine if f.as_of[:4] == day[:4]]
        due, ahead = (int(day[:4]), 1.0), None
    if not mine:
        return Reading(promise, None, NO_FIGURE, due, ahead)
    figure = mine[-1]
    if due is None:
        result = AHEAD if ahead is not None and reaches(figure, ahead[1]) else OPEN
        return Reading(promise, figure, result, due, ahead)
    # what was missed when it fell due stays missed, whatever was reached since
    held = next((f for f in reversed(mine) if f.as_of <= f"{due[0]}-12-31"), None)
    if held is None:
        return Reading(promise, figure, NO_FIGURE_DUE, due, ahead)
    result = MET if reaches(held, due[1]) else UNMET
    return Reading(promise, figure, result, due, ahead, held=held if held is not figure else None)


def reaches(figure: Figure, share: float) -> bool:
    """Is the promised share reached? Counted in bodies, so that no float decides."""
    if figure.of:
        return (figure.reached or 0) >= math.ceil(round(share * figure.of, 9))
    return figure.share >= share


def _rise(promise: Promise, figures: list[Figure], day: str) -> Reading:
    year, least = promise.milestones[0]
    past = f"{year}-12-31" <= day
    due, ahead = ((year, least), None) if past else (None, (year, least))
    bases = [f for f in figures if f.as_of[:4] == str(promise.base)]
    # a survey after the year of the promise says nothing about that year
    later = [f for f in figures if promise.base < int(f.as_of[:4]) <= (year if past else int(day[:4]))]
    base = bases[-1] if bases else None
    if base is None or not later:
        missing = NO_BASE if base is None and (later or past) else NO_FIGURE
        return Reading(promise, later[-1] if later else None, missing, due, ahead, base)
    figure = later[-1]
    change = figure.share - base.share
    interval = _difference(base, figure)
    if interval is not None and interval[0] <= 0 <= interval[1]:
        result = NOISE
    elif past:
        result = MET if change >= least else UNMET
    else:
        result = AHEAD if change >= least else OPEN
    return Reading(promise, figure, result, due, ahead, base, change, interval)


def _difference(first: Figure, second: Figure) -> tuple[float, float] | None:
    """95 % interval of a difference of two shares of independent samples (Newcombe 1998, method 10); None without sizes."""
    sizes = [figure.n or figure.of for figure in (first, second)]
    if not all(sizes):
        return None
    (p, n), (q, m) = ((figure.share, size or 1) for figure, size in zip((first, second), sizes, strict=True))
    (low1, high1), (low2, high2) = wilson(p * n, n), wilson(q * m, m)
    change = q - p
    below = math.sqrt((q - low2) ** 2 + (high1 - p) ** 2)
    above = math.sqrt((high2 - q) ** 2 + (p - low1) ** 2)
    return change - below, change + above


def traces(store: Store, codes: Iterable[str]) -> list[Trace]:
    """What the last scoring under the edition of the programme saw of these lines, outlet by outlet."""
    edition = load_edition(EDITION)
    run = store.one("SELECT run FROM score_runs WHERE edition = ? ORDER BY run DESC LIMIT 1", (edition.id,))
    titles = {indicator.code: dict(indicator.title) for indicator in edition}
    found = []
    for code in dict.fromkeys(codes):
        rows = (
            store.rows("SELECT * FROM scores WHERE run = ? AND code = ?", (run["run"], code)) if run else ()
        )
        seen = [(row["outcome"], row["value"]) for row in rows]
        measured = [value for outcome, value in seen if outcome == "measured"]
        full = sum(value is not None and value >= 1 for value in measured)
        without = sum(outcome == "insufficient" for outcome, _ in seen)
        found.append(Trace(code, titles.get(code, {"vi": code, "en": code}), full, len(measured), without))
    return found


def read_promises(workspace: Workspace, store: Store) -> tuple[list[Reading], list[Trace]]:
    """All promises that concern the province on its day, and what of them shows in what outlets publish."""
    from auditor.promisechecks import with_checks  # noqa: PLC0415  which knows what a figure is

    promised, found = promises_of(workspace)
    figures = with_checks(found, workspace.path, store)
    day = workspace.config.day or dt.date.today().isoformat()  # noqa: DTZ011  a calendar day
    readings = [read_promise(promise, figures, day) for promise in promised]
    return readings, traces(store, (code for promise in promised for code in promise.measured))
