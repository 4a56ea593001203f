"""Promises of plans that a crawler can see: so many items of a kind in a year, a quarter, a month, or a yearly window.

Only whole spans count: a month of which the period holds three days says nothing about a monthly promise. Spans begin
where the period begins, so that a reporting year from 15 December has reporting months of its own.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.indexes.model import Edition, Indicator, Plan
from indicators.rules.pattern import compile_all
from indicators.tallies import INSUFFICIENT, MEASURED, ItemMeasures, Part, Score
from indicators.text import normalise

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
# the action month runs to 15/12, reporting years end on 14/12: one day short is still the action month
_INSIDE = 0.9


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of what is scored; None where nothing said so."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, first: str, last: str) -> Period:
        """From ISO 8601 days, "" where open."""
        return cls(*(date.fromisoformat(day[:10]) if day else None for day in (first, last)))

    def closed(self, items: Iterable[ItemMeasures]) -> Period:
        """Open ends become the first and the last day on which something was published."""
        days = sorted(item.published for item in items if item.published)
        ends = Period.of(days[0], days[-1]) if days else Period()
        return Period(self.first or ends.first, self.last or ends.last)


def spans(period: Period, plan: Plan) -> Iterator[tuple[date, date]]:
    """The whole spans of the period that the plan speaks of, first and last day each."""
    if period.first is None or period.last is None:
        return
    if plan.window is not None:
        yield from _windows(period.first, period.last, plan.window)
        return
    step = _MONTHS[plan.per]
    number = 0
    while True:
        start = _months_after(period.first, number * step)
        end = _months_after(period.first, (number + 1) * step) - timedelta(days=1)
        if end > period.last:
            return
        yield start, end
        number += 1


def _windows(first: date, last: date, window: tuple[str, str]) -> Iterator[tuple[date, date]]:
    for year in range(first.year, last.year + 1):
        start, end = (date.fromisoformat(f"{year}-{day}") for day in window)
        inside = (min(end, last) - max(start, first)).days + 1
        if inside >= _INSIDE * ((end - start).days + 1):
            yield max(start, first), min(end, last)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def fits(item: ItemMeasures, plan: Plan, codes: frozenset[str]) -> bool:
    """Is the item of the kind the plan speaks of? All labels of one of its alternatives, and its words where it has any."""
    if plan.words and codes.isdisjoint(item.named):
        return False
    flags: Mapping[str, bool] = {
        "women_central": item.women_central,
        "gender_topic": item.gender_topic,
        "gbv": item.gbv,
        "law_reference": item.law_reference,
        "challenges_stereotype": item.challenges,
    }
    return not plan.labels or any(all(flags[name] for name in either.split("+")) for either in plan.labels)


def score_plan(news: Sequence[ItemMeasures], indicator: Indicator, given: Period) -> Score:
    """Spans in which the promised number of items stood, of all whole spans. Parts hold each span's count."""
    plan = indicator.plan
    if plan is None:
        raise ValueError(indicator.code)
    own = [item for item in news if item.published]
    period = given.closed(own)
    found = [
        (start, sum(start.isoformat() <= i.published <= end.isoformat() for i in own
                    if fits(i, plan, frozenset({indicator.code}))))
        for start, end in spans(period, plan)
    ]  # fmt: skip
    parts = tuple(Part(start.isoformat(), count, plan.wanted, 0) for start, count in found)
    kept = sum(count >= plan.wanted for _, count in found)
    small = not found or len(own) < (indicator.minimum_n or 1)
    return Score(
        indicator.code,
        INSUFFICIENT if small else MEASURED,
        None if small else kept / len(found),
        kept if found else None,
        len(found) if found else None,
        len(news),
        minimum=indicator.minimum_n if found else None,
        points=None if small else indicator.points_for(kept / len(found)),
        max_points=indicator.points,
        note="seen_items" if found else "no_whole_span",
        parts=parts,
    )


class Wordings:
    """The words of an edition's own indicators, ready to be looked for in a text."""

    def __init__(self, edition: Edition) -> None:
        self._tests = [
            (i.code, test)
            for i in edition
            if i.plan is not None and i.plan.words and (test := compile_all(i.plan.words, {})) is not None
        ]

    def __bool__(self) -> bool:
        return bool(self._tests)

    def named(self, *texts: str) -> frozenset[str]:
        """Codes of the indicators whose words stand in one of the texts."""
        folded = [normalise(text)[0].lower() for text in texts if text]
        return frozenset(code for code, test in self._tests if any(test.search(text) for text in folded))
