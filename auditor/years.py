"""The same province read year by year: rates, promises, who sent, and where the series breaks.

A year is a reporting period that ends in it; all its figures are as of its last day. Two denominators stand side by side: the
register of that day, and today's bodies mapped back, which alone can be held against each other over a merger.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from auditor import rateviews
from auditor.adoption import Declared, current
from auditor.counted import bodies_on
from auditor.errors import NothingToDo, UsageError
from auditor.forms.lines import form_for
from auditor.forms.model import Sender
from auditor.forms.overview import Standing, standings
from auditor.forms.plan import CollectingPlan, load_plan, senders, year_to
from auditor.forms.records import read_records
from auditor.rate import FORMAL, PILOT, compute
from auditor.rateviews import Breaks, Inherited, Slice
from auditor.store import Store
from auditor.territory import joined
from auditor.workspace import Workspace, is_day
from crawlers.register import Outlet, Register
from indicators.indexes.model import Edition
from reports.figures import ProductRate, Rate

# whoever asks for more has mistyped a year
MOST_YEARS = 30
USUAL_YEARS = 10
# a period of so many days is a year; a month or a quarter has no year before that is called the same
_YEAR = range(350, 381)
_NUMBER = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Year:
    """One reporting year. ``day``: the last day that figures are as of."""

    number: int
    period: tuple[str, str]
    day: str

    @property
    def label(self) -> str:
        """How a reader calls it: 2025, or for a period that is no year its first and last day."""
        first, last = (dt.date.fromisoformat(day) for day in self.period)
        if (last - first).days in _YEAR:
            return str(self.number)
        return " – ".join(day.strftime("%d/%m/%Y") for day in (first, last))


@dataclass(frozen=True, slots=True)
class Moved:
    """A body that is somebody else's since the year before."""

    outlet: Outlet
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class YearReading:
    """Everything about one year. ``successors``: today's bodies mapped back, at pilot and formal level; ``places``: the
    rate of provinces that joined later, each on its own register of the day; ``collecting``: who sent.
    """

    year: Year
    outlets: tuple[Outlet, ...]
    pilot: Rate
    formal: Rate
    ladder: tuple[Slice, ...]
    successors: tuple[Slice, Slice]
    products: tuple[Slice, ...]
    groups: tuple[Slice, ...]
    crossed: tuple[ProductRate, ...]
    places: tuple[tuple[str, tuple[Slice, ...]], ...]
    inherited: tuple[Inherited, ...]
    breaks: Breaks
    moved: tuple[Moved, ...]
    plan: CollectingPlan
    collecting: tuple[Standing, ...]


def years_of(workspace: Workspace, store: Store, first: int = 0, last: int = 0) -> tuple[Year, ...]:
    """The years asked for, by default from the first that anybody said anything about to the workspace's.

    Raises UsageError for years that cannot be, NothingToDo where nobody said anything.
    """
    config = workspace.config
    now = _year_of(workspace, config.day)
    last = last or now
    if not first:
        said = store.one(
            "SELECT min(date) AS day FROM adoptions WHERE date <> '' AND date <= ?", (config.day,)
        )
        first = _first_of(workspace, said) or _first_of(
            workspace, store.one("SELECT min(published) AS day FROM articles WHERE published <> ''")
        )
        if not first:
            raise NothingToDo("nothing is said about any year", stage="years", detail="years")
        # an article with a day of last century is no reason for a hundred empty years
        first = min(max(first, last - USUAL_YEARS + 1), last)
    if not (1900 < first <= last <= now + 1) or last - first >= MOST_YEARS:
        raise UsageError(detail=f"{first}–{last}")
    return tuple(year_of(workspace, number) for number in range(first, last + 1))


def _first_of(workspace: Workspace, row: sqlite3.Row | None) -> int:
    """The year of the earliest day that a query found, 0 where it found none."""
    return _year_of(workspace, row["day"][:10]) if row is not None and row["day"] else 0


def year_of(workspace: Workspace, number: int) -> Year:
    """A year of the workspace's pattern: its own period where that is a year, else 15/12 to 14/12 [K]."""
    config = workspace.config
    period = year_to(f"{number}-06-30")
    if config.period_from and config.period_to:
        start, end = dt.date.fromisoformat(config.period_from), dt.date.fromisoformat(config.period_to)
        if (end - start).days in _YEAR:
            back = number - end.year
            period = (_shifted(start, back).isoformat(), _shifted(end, back).isoformat())
    day = min(period[1], config.day) if period[0] <= config.day else period[1]
    return Year(number, period, day)


def named(workspace: Workspace, text: str) -> Year | None:
    """The year "2025", or the period "2025-01-01..2025-06-30"; None for a text that is neither."""
    if _NUMBER.fullmatch(text):
        return year_of(workspace, int(text))
    first, dots, last = text.partition("..")
    if not dots or not (is_day(first) and is_day(last)) or first > last:
        return None
    return Year(int(last[:4]), (first, last), last)


def _shifted(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _year_of(workspace: Workspace, day: str) -> int:
    """The number of the reporting year a day lies in."""
    number = int(day[:4])
    return number + 1 if day > year_of(workspace, number).period[1] else number


def at(workspace: Workspace, year: Year) -> Workspace:
    """The workspace as it is asked for in that year; nothing is written."""
    first, last = year.period
    return replace(
        workspace, config=replace(workspace.config, period_from=first, period_to=last, as_of=year.day)
    )


def read_years(
    workspace: Workspace, store: Store, years: Sequence[Year], edition: Edition, *, lang: str = "vi"
) -> tuple[YearReading, ...]:
    """Every year, oldest first."""
    register = workspace.register()
    readings = []
    before: Year | None = None
    for year in years:
        readings.append(_read(workspace, store, register, year, before, edition, lang))
        before = year
    return tuple(readings)


def _read(
    workspace: Workspace,
    store: Store,
    register: Register,
    year: Year,
    before: Year | None,
    edition: Edition,
    lang: str,
) -> YearReading:
    then = at(workspace, year)
    day = dt.date.fromisoformat(year.day)
    # a province may have had another name then; its bodies stand under that
    result = compute(then, store, register, lang=lang, empty=True)
    said = current(then, store, year.day)
    since = dt.date.fromisoformat(before.day) if before else day
    plan, collecting = _collecting(then, register, year, edition, lang)
    return YearReading(
        year=year,
        outlets=result.outlets,
        pilot=result.pilot,
        formal=result.formal,
        ladder=rateviews.ladder(result.outlets, said, day),
        successors=(
            on_todays_bodies(workspace, register, said, day, PILOT),
            on_todays_bodies(workspace, register, said, day, FORMAL),
        ),
        products=rateviews.by_product(result.outlets, said, day),
        groups=rateviews.by_group(result.outlets, said, day),
        crossed=rateviews.by_product_in_groups(result.outlets, said, day),
        places=tuple(_places(then, register, said, day)),
        inherited=rateviews.inherited(register, result.outlets, said, said, day),
        breaks=rateviews.breaks(then, register, since),
        moved=moved(result.outlets, since, day),
        plan=plan,
        collecting=collecting,
    )


def on_todays_bodies(
    workspace: Workspace, register: Register, said: Mapping[str, Declared], day: dt.date, level: int
) -> Slice:
    """The bodies of the workspace's day, each by its own word of the earlier ``day``, or where it did not exist yet by the
    words of those that went into it: it counts as applying only if all of them did. Who had nothing before is left out.
    """
    config = workspace.config
    applied, counted, missing = 0, 0, []
    for outlet in bodies_on(workspace, register, config.day):
        bodies = _were(register, outlet, day)
        if not bodies:
            continue
        counted += 1
        levels = [said[o.id].level if o.id in said else None for o in bodies]
        applied += all(found is not None and found >= level for found in levels)
        if all(found is None for found in levels):
            missing.append(outlet.name_on(dt.date.fromisoformat(config.day)))
    return Slice(day.isoformat(), applied, counted, tuple(missing))


def _were(register: Register, outlet: Outlet, day: dt.date) -> list[Outlet]:
    """What a body was on an earlier day, over any number of steps."""
    found: list[Outlet] = []
    seen: set[str] = set()
    wanted = [outlet]
    while wanted:
        one = wanted.pop(0)
        if one.id in seen:
            continue
        seen.add(one.id)
        if one.exists(day):
            found.append(one)
        else:
            wanted += register.predecessors(one.id)
    return found


def _places(
    then: Workspace, register: Register, said: Mapping[str, Declared], day: dt.date
) -> list[tuple[str, tuple[Slice, ...]]]:
    """Provinces that are part of the workspace's today and were not yet on the day, with their three readings."""
    already = set(joined(then, day))
    found = []
    for place in joined(then):
        bodies = bodies_on(then, register, day, place)
        if place not in already and bodies:
            found.append((place, rateviews.ladder(bodies, said, day)))
    return found


def moved(outlets: Sequence[Outlet], since: dt.date, day: dt.date) -> tuple[Moved, ...]:
    """Bodies of the day whose governing body was another one ``since``."""
    return tuple(
        Moved(o, o.owner_on(since), o.owner_on(day))
        for o in outlets
        if o.owners and o.exists(since) and o.owner_on(since) != o.owner_on(day)
    )


def _collecting(
    then: Workspace, register: Register, year: Year, edition: Edition, lang: str
) -> tuple[CollectingPlan, tuple[Standing, ...]]:
    plan = load_plan(then, edition, year.period)
    asked = [one for one in senders(then, register, plan) if _asks(one, edition, plan, lang)]
    return plan, tuple(standings(asked, read_records(then, edition.id, year.period), plan))


def _asks(sender: Sender, edition: Edition, plan: CollectingPlan, lang: str) -> bool:
    try:
        form_for(sender, edition, plan, lang)
    except NothingToDo:
        return False
    return True
