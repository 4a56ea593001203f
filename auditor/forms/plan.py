"""What a province decided about collecting and scoring, from ``collecting.yaml`` of its workspace: nothing of it is preset,
since no authority gave points, grades or a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from auditor.counted import bodies_on
from auditor.forms import due
from auditor.forms.model import MEDIA, Sender
from auditor.workspace import Workspace, is_day
from crawlers.register import Register
from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError
from indicators.indexes import editions, load_edition
from indicators.indexes.model import Edition
from reports.figures import Deadline

FILE = "collecting.yaml"
# a deadline later than this after a period's end is the next period's [I]
AFTER = 180
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class Grade:
    """From so many converted points on."""

    at_least: float
    name: str


@dataclass(frozen=True, slots=True)
class CollectingPlan:
    """The decisions, with what holds where none was made: no points, no grades, no deadline, a year to 14 December [K].

    ``scale``: what raw points are converted to, None: they are not; ``grades``: highest first; ``others``: bodies that are
    asked beside those of the register; ``reports``: what the department itself has to send on.
    """

    period: tuple[str, str]
    deadline: str = ""
    issuer: str = ""
    parent: str = ""
    others: tuple[Sender, ...] = ()
    default_points: float | None = None
    points: Mapping[str, float] = field(default_factory=dict)
    scale: float | None = None
    grades: tuple[Grade, ...] = ()
    reports: tuple[Deadline, ...] = ()

    def maximum(self, code: str, given: float | None) -> float | None:
        """The most points of a line: as the province says, else as the edition does."""
        return self.points.get(code, self.default_points if given is None else given)

    def grade(self, converted: float) -> str:
        """The grade, "" where the province uses none or the points reach none."""
        # the sum of decimals may miss a bound by a hair
        return next((g.name for g in self.grades if converted + 1e-9 >= g.at_least), "")


def year_to(day: str) -> tuple[str, str]:
    """The reporting year that ends on 14 December of that day's year [K]."""
    year = date.fromisoformat(day).year
    return f"{year - 1}-12-15", f"{year}-12-14"


def load_plan(workspace: Workspace, edition: Edition, asked: tuple[str, str] | None = None) -> CollectingPlan:
    """The workspace's decisions, for its period or the one ``asked``. Raises DataFileError with file and line."""
    config = workspace.config
    period = asked or (config.period_from, config.period_to)
    if not all(period):
        period = year_to(config.day)
    path = workspace.path / FILE
    if not path.is_file():
        return CollectingPlan(period)
    text = read_text(path)
    raw = _days_as_text(_parsed(text, path))
    validate(raw, "auditor.forms", "collecting.schema.json", text, str(path))
    _check(raw, text, path, edition)
    given = raw.get("points", {})
    if "period" in raw and asked is None:
        period = (raw["period"]["from"], raw["period"]["to"])
    return CollectingPlan(
        period=period,
        deadline=_deadline(raw, period, every=asked is not None),
        reports=due.deadlines(raw, period),
        issuer=raw.get("issuer", ""),
        parent=raw.get("parent", ""),
        others=tuple(Sender(s["id"], s["name"], s["respondent"]) for s in raw.get("senders", ())),
        default_points=given.get("default"),
        points=given.get("codes", {}),
        scale=raw.get("scale"),
        grades=tuple(
            sorted((Grade(g["from"], g["name"]) for g in raw.get("grades", ())), key=lambda g: -g.at_least)
        ),
    )


def reports_due(workspace: Workspace, edition: Edition, period: tuple[str, str]) -> tuple[Deadline, ...]:
    """What the department has to send on about a period. Raises DataFileError with file and line."""
    return load_plan(workspace, edition, period if all(period) else None).reports


def _deadline(raw: Mapping[str, Any], period: tuple[str, str], *, every: bool) -> str:
    """The deadline of a period: the first of ``deadlines`` after it began, and at most half a year after it ended.

    The single ``deadline`` is that of the workspace's own period; ``every``: another one may be meant.
    """
    last = (date.fromisoformat(period[1]) + timedelta(days=AFTER)).isoformat()
    single: str = raw.get("deadline", "")
    listed = sorted(raw.get("deadlines", ())) + ([single] if single and every else [])
    return next((day for day in listed if period[0] < day <= last), "" if every else single)


def senders(workspace: Workspace, register: Register, plan: CollectingPlan) -> tuple[Sender, ...]:
    """Everybody who is asked: the outlets that count on the day, then the others of the plan."""
    day = date.fromisoformat(workspace.config.day)
    outlets = bodies_on(workspace, register, day)
    media = tuple(Sender(o.id, o.name_on(day), MEDIA, o.kind) for o in outlets)
    known = {sender.id for sender in media}
    return media + tuple(sender for sender in plan.others if sender.id not in known)


def _parsed(text: str, path: Path) -> Any:
    """The content; a day that no calendar has, which YAML takes for a date and stumbles over, is named with its line."""
    try:
        return parse_yaml(text, str(path))
    except ValueError as error:
        for number, line in enumerate(text.splitlines(), 1):
            wrong = [day for day in _DAY.findall(line) if not is_day(day)]
            if wrong:
                raise DataFileError(wrong[0], file=str(path), line=number, detail=f"{wrong[0]}?") from error
        raise DataFileError(str(error), file=str(path), line=0, detail=str(error)) from error


def _days_as_text(raw: Any) -> Any:
    """YAML reads an unquoted 2025-11-20 as a date; people write it so."""
    if isinstance(raw, dict):
        return {key: _days_as_text(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_days_as_text(value) for value in raw]
    return raw.isoformat() if isinstance(raw, date) else raw


def _check(raw: Mapping[str, Any], text: str, path: Path, edition: Edition) -> None:
    """What the schema cannot say."""
    wrong: list[tuple[tuple[str | int, ...], str]] = []
    period = raw.get("period", {})
    days = [("deadline", raw.get("deadline")), *((f"period.{k}", v) for k, v in period.items())]
    days += [("deadlines", day) for day in raw.get("deadlines", ())]
    wrong += [(tuple(at.split(".")), f"{value}?") for at, value in days if value and not is_day(value)]
    if period and period["from"] > period["to"]:
        wrong.append((("period",), f"{period['from']} > {period['to']}"))
    wrong += due.problems(raw)
    codes = set(raw.get("points", {}).get("codes", {})) - {i.code for i in edition}
    if codes:
        # one plan may give points for several editions
        codes -= {i.code for name in editions() for i in load_edition(name)}
    wrong += [(("points", "codes", code), f"{code}?") for code in sorted(codes)]
    seen: set[str] = set()
    for at, sender in enumerate(raw.get("senders", ())):
        if sender["id"] in seen:
            wrong.append((("senders", at, "id"), f"{sender['id']} ×2"))
        seen.add(sender["id"])
    if raw.get("grades") and "scale" not in raw:
        wrong.append((("grades",), "scale?"))
    wrong += [
        (("grades", at, "from"), f"{grade['from']} > {raw['scale']}")
        for at, grade in enumerate(raw.get("grades", ()))
        if grade["from"] > raw.get("scale", grade["from"])
    ]
    if wrong:
        place, detail = wrong[0]
        raise DataFileError(detail, file=str(path), line=line_of(text, place), detail=f"{place[0]}: {detail}")
