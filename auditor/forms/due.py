"""When the department itself has to send its papers on: whom to, by which day of each period, and on whose word that is so.

Deadlines of what bodies send in are in ``auditor.forms.plan``; a coordinating department that wants reports before 10 December
leaves those that collect a few days, and both stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from auditor.words import Words
from auditor.workspace import is_day
from reports.figures import Deadline, days_between
from reports.wording import Wording

KEY = "report_deadlines"
# a day farther than this from a period's end belongs to another period [I]
FARTHEST = 180
# what evidence mark a deadline has whose writer gave none
OPEN = "?"
READ = "C"


def deadlines(raw: Mapping[str, Any], period: tuple[str, str]) -> tuple[Deadline, ...]:
    """The deadlines out of a period, earliest first: of each paper the day nearest to the period's end."""
    made = [
        Deadline(
            paper=one["paper"],
            to=one["to"],
            day=day,
            before=bool(one.get("before", False)),
            source=one.get("source", ""),
            evidence_mark=one.get("evidence", OPEN),
        )
        for one in raw.get(KEY, ())
        if (day := _day(one, period))
    ]
    return tuple(sorted(made, key=lambda one: (one.last_day, one.to, one.paper)))


def _day(one: Mapping[str, Any], period: tuple[str, str]) -> str:
    """The day that belongs to the period, "" for none. A paper about a period may be due before its end, never before its start."""
    first, last = (date.fromisoformat(day) for day in period)
    days = [date.fromisoformat(day) for day in one.get("days", ())]
    if every := one.get("every"):
        days += [_in_year(every, year) for year in range(first.year, last.year + 2)]
    near = [day for day in days if day > first and abs((day - last).days) <= FARTHEST]
    return min(near, key=lambda day: (abs((day - last).days), day)).isoformat() if near else ""


def _in_year(month_day: str, year: int) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    # 29 February is the 28th in other years
    return date(year, month, 28 if (month, day) == (2, 29) and year % 4 else day)


def problems(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the schema cannot say: the place in the file and what is wrong there."""
    for at, one in enumerate(raw.get(KEY, ())):
        if ("days" in one) == ("every" in one):
            yield (KEY, at), "days / every?"
        for number, day in enumerate(one.get("days", ())):
            if not is_day(day):
                yield (KEY, at, "days", number), f"{day}?"
        if "every" in one and not is_day(f"2024-{one['every']}"):
            yield (KEY, at, "every"), f"{one['every']}?"
        if one.get("evidence") == READ and not one.get("source", "").strip():
            yield (KEY, at, "evidence"), "evidence C: source?"


def told(found: Sequence[Deadline], day: str, words: Words) -> list[str]:
    """Each deadline with the days that are left on ``day`` and its source."""
    say = Wording(words)
    return [say.deadline_left(one, day) for one in found]


def plain(found: Sequence[Deadline], day: str) -> list[dict[str, object]]:
    """For a machine."""
    return [
        {"paper": one.paper, "to": one.to, "day": one.day, "last_day": one.last_day, "before": one.before,
         "days_left": one.left(day), "source": one.source, "evidence": one.evidence_mark}
        for one in found
    ]  # fmt: skip


def days_left_in(deadline: str, day: str, words: Words) -> str:
    """How far the deadline of what bodies send in is away."""
    return Wording(words).days_left(days_between(day, deadline), day)
