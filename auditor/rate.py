"""The province's rate: how many of the outlets that count apply the index, on a day, beside what was promised.

The denominator is the register on that day, narrowed to what the province chose (auditor.counted); an outlet that said nothing
counts as not applying and is listed apart (who may read its name: reports.papers.circulating). Between two promised years nothing
is interpolated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.adoption import Declared, current
from auditor.counted import bodies_on, rule_of
from auditor.errors import InputError, NothingToDo
from auditor.store import Store, dumps
from auditor.territory import joined
from auditor.words import Words, both, percent
from auditor.workspace import Workspace
from crawlers.register import Outlet, Register, slug
from indicators.datafile import parse_yaml, read_text
from reports.figures import DueRate, Milestone, Rate

PILOT, FORMAL = 1, 2


@dataclass(frozen=True, slots=True)
class RateResult:
    """Both levels, as declared; ``pilot.verified`` and ``formal.verified`` count what somebody has read.

    ``outlets`` is the denominator.
    """

    as_of: str
    pilot: Rate
    formal: Rate
    outlets: tuple[Outlet, ...]
    adoption: Mapping[str, Declared]


def denominator(workspace: Workspace, register: Register, store: Store | None = None) -> tuple[Outlet, ...]:
    """The outlets that count on the day. Raises NothingToDo for a province without any."""
    config = workspace.config
    found = bodies_on(workspace, register, config.day, store=store)
    if not found:
        raise NothingToDo(f"no outlets in {config.province}", stage="rate", detail=config.province)
    return found


def rate_stage(workspace: Workspace, store: Store, register: Register | None = None) -> RateResult:
    """Computes the rate and keeps it as a run of its own."""
    result = compute(workspace, store, register)
    run = store.begin_run("rate", __version__)
    rows = []
    for rate in (result.pilot, result.formal):
        verified = sum(row.proves(rate.level) for row in _counted(result))
        for basis, applied in (("declared", rate.applied), ("verified", verified)):
            rows.append((run, result.as_of, rate.level, basis, applied, rate.counted, dumps(rate.missing)))
    with store.transaction():
        store.executemany("INSERT INTO rates VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        store.end_run(run)
    return result


def compute(
    workspace: Workspace,
    store: Store,
    register: Register | None = None,
    *,
    lang: str = "vi",
    empty: bool = False,
) -> RateResult:
    """The rate on the workspace's day; writes nothing. ``lang``: of the names of those who promised; ``empty``: a province that
    had no outlet (yet) is 0 of 0. Raises NothingToDo for one otherwise.
    """
    day = workspace.config.day
    known = register or workspace.register()
    try:
        outlets = denominator(workspace, known, store)
    except NothingToDo:
        if not empty:
            raise
        outlets = ()
    adoption = current(workspace, store, day)
    targets = load_targets(workspace, lang)
    rates = (_rate(level, day, outlets, adoption, targets) for level in (PILOT, FORMAL))
    pilot, formal = (_with_due(workspace, store, known, rate, day) for rate in rates)
    return RateResult(day, pilot, formal, outlets, adoption)


def _with_due(workspace: Workspace, store: Store, register: Register, rate: Rate, day: str) -> Rate:
    """The rate with what it was when each milestone fell due: a promise missed in 2025 stays missed in a report of 2026."""

    def then(milestone: Milestone) -> Milestone:
        if milestone.due_day >= day:
            return milestone
        past = replace(workspace, config=replace(workspace.config, as_of=milestone.due_day))
        try:
            outlets = denominator(past, register, store)
        except NothingToDo:
            return replace(milestone, at_due=DueRate(0, 0))
        adoption = current(past, store, milestone.due_day)
        found = _rate(rate.level, milestone.due_day, outlets, adoption, ())
        return replace(milestone, at_due=DueRate(found.applied, found.counted, found.verified))

    return replace(rate, last=tuple(map(then, rate.last)))


def _counted(result: RateResult) -> list[Declared]:
    return [result.adoption[o.id] for o in result.outlets if o.id in result.adoption]


def _rate(
    level: int,
    day: str,
    outlets: Sequence[Outlet],
    adoption: Mapping[str, Declared],
    targets: Sequence[Milestone],
) -> Rate:
    said = [adoption[o.id] for o in outlets if o.id in adoption and adoption[o.id].level is not None]
    silent = [o for o in outlets if o.id not in adoption or adoption[o.id].level is None]
    # a formal application includes a pilot
    applied = [row for row in said if (row.level or 0) >= level]
    asked = any(row.checked_by for row in said)
    last, following = milestones(targets, level, day)
    return Rate(
        level=level,
        applied=len(applied),
        counted=len(outlets),
        missing=tuple(o.name_on(date.fromisoformat(day)) for o in silent),
        last=last,
        next=following,
        verified=sum(row.proves(level) for row in applied) if asked else None,
    )


def milestones(
    targets: Sequence[Milestone], level: int, day: str
) -> tuple[tuple[Milestone, ...], tuple[Milestone, ...]]:
    """Of each plan the last promise that has fallen due by the day, and the next that has not ("by 2025": 31/12)."""
    # two plans of one body stand side by side: which of them holds is for the province to say
    last: dict[tuple[str, str], Milestone] = {}
    following: dict[tuple[str, str], Milestone] = {}
    for milestone in sorted((t for t in targets if t.level == level), key=lambda t: t.year):
        if milestone.due_day <= day:
            last[milestone.issuer, milestone.source] = milestone
        else:
            following.setdefault((milestone.issuer, milestone.source), milestone)
    return tuple(last.values()), tuple(following.values())


def load_targets(workspace: Workspace, lang: str = "vi") -> tuple[Milestone, ...]:
    """The promises that concern the province: the nation's, its own, then those of the provinces that had become part of it
    by the day (their plans were never withdrawn, and no new one is known). Raises InputError.

    The workspace's targets.yaml replaces the program's plans of the provinces it names.
    """
    plans = _plans(Path(__file__).with_name("targets.yaml"))
    own = workspace.path / "targets.yaml"
    if own.is_file():
        mine = _plans(own)
        named = {slug(plan["scope"]) for plan in mine}
        plans = [plan for plan in plans if slug(plan["scope"]) not in named] + mine
    province = workspace.config.province
    merged = joined(workspace, workspace.config.day)
    wanted = dict.fromkeys(["national", slug(province), *map(slug, merged)])
    chosen = [plan for scope in wanted for plan in plans if slug(plan["scope"]) == scope]
    return tuple(
        Milestone(
            year=int(m["year"]),
            share=float(m["share"]),
            level=int(m["level"]),
            issuer=both(plan["issuer"])[lang],
            source=plan["plan"],
            evidence_mark=str(plan["evidence"]),
            at_least=bool(m.get("at_least", False)),
            national=slug(plan["scope"]) == "national",
        )
        for plan in chosen
        for m in plan["milestones"]
    )


def _plans(path: Path) -> list[dict[str, Any]]:
    try:
        raw = parse_yaml(read_text(path), str(path))
        plans: list[dict[str, Any]] = _listed(raw)
        for plan in plans:
            _check_plan(plan)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}: {error}", file=str(path), detail=f"{type(error).__name__}: {error}"
        ) from error
    return plans


def _listed(raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not all(isinstance(plan, dict) for plan in raw):
        raise TypeError("a list of plans")
    return raw


def _check_plan(plan: Mapping[str, Any]) -> None:
    if not all(isinstance(plan[key], str) for key in ("scope", "plan", "evidence")):
        raise ValueError(f"scope, plan and evidence are texts: {plan['scope']}")
    if not all(isinstance(text, str) and text.strip() for text in both(plan["issuer"]).values()):
        raise ValueError(f"issuer is a text, or vi: and en: {plan['scope']}")
    for milestone in plan["milestones"]:
        if not (0 < milestone["share"] <= 1 and milestone["level"] in (PILOT, FORMAL)):
            raise ValueError(f"share is above 0 and at most 1, level 1 or 2: {plan['scope']}")
        date(milestone["year"], 12, 31)


def in_words(rate: Rate, words: Words) -> str:
    """The rate as it is always said, "đạt 3/4 cơ quan (75,0 %)": the percentage never alone."""
    return words(
        "rate.words",
        applied=rate.applied,
        counted=rate.counted,
        percent=percent(rate.share or 0.0, words.lang),
    )


def rule_in_words(
    workspace: Workspace, words: Words, *, store: Store | None = None, named: bool = True
) -> str:
    """The rule of the denominator, to be printed beside every rate (auditor.counted)."""
    return rule_of(workspace, words, store=store, named=named)
