"""Years as tables with sentences: the same for the screen, the page and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from auditor import besidetables, yearcircles
from auditor.counted import source_of
from auditor.forms import due
from auditor.forms.overview import standing_in_words
from auditor.rate import rule_in_words
from auditor.rateviews import Breaks, Slice
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.yearcircles import totals
from auditor.years import YearReading
from reports.figures import Milestone, Rate
from reports.levels import product_names
from reports.papers import Circulation
from reports.tables import Cell, Column, Table, TablePaper, heads
from reports.wording import NOTHING, Wording

_RATES = ("applied", "counted", "share")


def year_paper(
    workspace: Workspace,
    readings: Sequence[YearReading],
    edition: str,
    words: Words,
    circle: Circulation = Circulation.INTERNAL,
    outlet: str = "",
) -> TablePaper:
    """Everything ``auditor years`` says about a province, or what a circle of readers may know of it. ``readings``: the whole ones."""
    if circle != Circulation.INTERNAL:
        return _circulated(workspace, readings, edition, words, circle, outlet)
    config = workspace.config
    last = readings[-1].year
    day = Wording(words).day
    return TablePaper(
        title=words("years.title"),
        place=config.province,
        facts=(
            (words("years.fact.province"), config.province),
            (words("years.fact.span"), f"{readings[0].year.number}–{last.number}"),
            (words("years.fact.denominator"), rule_in_words(workspace, words)),
            (words("years.fact.edition"), edition),
        ),
        lead=(
            words("years.lead.day"),
            words("years.lead.successors", day=day(config.day)),
            words("years.lead.readings"),
            words("years.lead.later"),
            *breaks_in_words(readings, words),
        ),
        tables=(
            _noted(
                _with_silent(readings, words),
                besidetables.years_rates(readings, breaks_in_words(readings, words), words),
            ),
            _noted(
                _table("products", _slices(readings, words, "product"), words, ("product", 24), _RATES),
                besidetables.years_parts(readings[-1], readings[-1].products, "cli.rate.product", words),
            ),
            _noted(
                _table("groups", _slices(readings, words, "group"), words, ("group", 34), _RATES),
                besidetables.years_parts(readings[-1], readings[-1].groups, "cli.rate.group", words),
            ),
            _noted(
                _table(
                    "crossed",
                    _crossed(readings, words),
                    words,
                    ("product", 20),
                    ("group", 34),
                    ("crossed_level", 14),
                    _RATES,
                ),
                besidetables.years_parts(readings[-1], readings[-1].products, "cli.rate.product", words),
            ),
            _noted(
                _goals(readings, words), besidetables.goals((readings[-1].pilot, readings[-1].formal), words)
            ),
            _noted(_collecting(readings, words), besidetables.collecting(readings[-1], words)),
            _noted(_senders(readings, words), besidetables.collecting(readings[-1], words)),
            _noted(
                changes := _changes(readings, words),
                besidetables.breaks(readings[-1], len(changes.rows), words),
            ),
        ),
        fictitious=config.fictitious,
    )


def _circulated(
    workspace: Workspace,
    whole: Sequence[YearReading],
    edition: str,
    words: Words,
    circle: Circulation,
    outlet: str,
) -> TablePaper:
    """Rates, promises and forms; of the outlet it is written for, what it sent and what changed about it."""
    config = workspace.config
    readings = [yearcircles.cut(one, circle, outlet) for one in whole]
    broken = yearcircles.breaks_in_words(whole, words)
    tables = [
        _noted(
            _table("rates", [row[:-1] for row in _rates(readings, words)], words, ("reading", 40), _RATES),
            besidetables.years_rates(readings, broken, words, inside=False),
        ),
        _noted(
            _goals(readings, words),
            besidetables.goals((readings[-1].pilot, readings[-1].formal), words, silent=False),
        ),
        _collecting(readings, words, [yearcircles.totals(one, circle) for one in whole]),
    ]
    if circle == Circulation.OUTLET:
        tables += [_senders(readings, words), _changes(readings, words, choices=False)]
    return TablePaper(
        title=words("years.title"),
        place=config.province,
        facts=(
            (words("years.fact.province"), config.province),
            (words("years.fact.span"), f"{readings[0].year.number}–{readings[-1].year.number}"),
            (words("years.fact.denominator"), rule_in_words(workspace, words, named=False)),
            (words("years.fact.edition"), edition),
        ),
        lead=(
            *yearcircles.lead(circle, words),
            words("years.lead.day"),
            words("years.lead.successors", day=Wording(words).day(config.day)),
            words("years.lead.readings"),
            words("years.lead.later"),
            *broken,
        ),
        tables=tuple(tables),
        fictitious=config.fictitious,
    )


def _with_silent(readings: Sequence[YearReading], words: Words) -> Table:
    """The rates, and who had declared nothing where anybody had not: a column of nothing says nothing."""
    rows = list(_rates(readings, words))
    if any(row[-1] for row in rows):
        return _table("rates", rows, words, ("reading", 40), _RATES, ("missing", 60))
    return _table("rates", [row[:-1] for row in rows], words, ("reading", 40), _RATES)


def _noted(table: Table, notes: tuple[str, ...]) -> Table:
    return replace(table, notes=(*table.notes, *notes))


def breaks_in_words(readings: Sequence[YearReading], words: Words) -> list[str]:
    """A sentence for every year whose register, or whose choice of who counts, is another one than the year before."""
    found = []
    for r in readings:
        gap = r.breaks
        if gap.ended or gap.begun:
            found.append(words("years.break", year=r.year.number, told=register_in_words(gap, words)))
        if gap.after:
            found.append(choice_in_words(gap, words("breaks.when.year", year=r.year.number), words))
    return found


def register_in_words(gap: Breaks, words: Words) -> str:
    """How many bodies ended, and how many began; nobody is told of none."""
    counted = (("ended", len(gap.ended)), ("begun", len(gap.begun)))
    return ", ".join(words(f"breaks.{key}", n=n) for key, n in counted if n)


def choice_in_words(gap: Breaks, when: str, words: Words) -> str:
    """That the province counts otherwise since then, and how many bodies that moves."""
    return words("breaks.choice", when=when, more=len(gap.taken_in), fewer=len(gap.left_out))


def slices_of(reading: YearReading, words: Words) -> Iterator[tuple[str, Slice]]:
    """All readings of one year's rate by their names."""
    for one in reading.ladder:
        yield words(f"years.reading.{one.key}"), one
    formal = reading.formal
    yield words("years.reading.formal"), Slice("formal", formal.applied, formal.counted, formal.missing)
    for key, one in zip(("now_pilot", "now_formal"), reading.successors, strict=True):
        yield words(f"years.reading.{key}"), one
    for place, ladder in reading.places:
        for one in ladder:
            name = words(f"years.reading.{one.key}")
            yield words("years.reading.place", place=place, reading=name), one


def _rates(readings: Sequence[YearReading], words: Words) -> list[tuple[Cell, ...]]:
    return [
        (reading.year.number, _day(reading.year.day), name, *_of(one), "; ".join(one.missing))
        for reading in readings
        for name, one in slices_of(reading, words)
    ]


def _slices(readings: Sequence[YearReading], words: Words, kind: str) -> list[tuple[Cell, ...]]:
    return [
        (
            reading.year.number,
            _day(reading.year.day),
            words(f"cli.rate.{kind}.{one.key or 'none'}"),
            *_of(one),
        )
        for reading in readings
        for one in (reading.products if kind == "product" else reading.groups)
    ]


def _crossed(readings: Sequence[YearReading], words: Words) -> list[tuple[Cell, ...]]:
    say = Wording(words)
    return [
        (
            reading.year.number,
            _day(reading.year.day),
            *product_names(cell, say),
            say.level(level),
            *_of(Slice(cell.product, k or 0, cell.counted)),
        )
        for reading in readings
        for cell in reading.crossed
        if cell.group is not None
        for level, k in ((1, cell.pilot), (2, cell.formal))
    ]


def _of(one: Slice) -> tuple[Cell, ...]:
    return one.applied, one.counted, one.applied / one.counted if one.counted else None


def _day(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def _table(key: str, rows: Sequence[tuple[Cell, ...]], words: Words, *more: Any) -> Table:
    """A table by year and day; ``more``: names of columns, alone or with their width."""
    looks = {"applied": "count", "counted": "count", "share": "share"}
    columns: list[Column] = list(
        heads((words("years.column.year"), "text", 8), (words("years.column.day"), "date", 13))
    )
    for entry in more:
        names = entry if entry is _RATES else (entry[0],)
        width = 12 if entry is _RATES else entry[1]
        columns += [Column(words(f"years.column.{n}"), looks.get(n, "text"), width) for n in names]
    texts = tuple((str(row[0]), *row[1:]) for row in rows)
    return Table(words(f"years.sheet.{key}"), words(f"years.table.{key}"), tuple(columns), texts)


def _goals(readings: Sequence[YearReading], words: Words) -> Table:
    say = Wording(words)
    rows: list[tuple[Cell, ...]] = []
    for reading in readings:
        for rate in (reading.pilot, reading.formal):
            rows += [(str(reading.year.number), *_goal(rate, goal, True, say)) for goal in rate.last]
            rows += [(str(reading.year.number), *_goal(rate, goal, False, say)) for goal in rate.next]
    columns = heads(
        (words("years.column.year"), "text", 8),
        (words("years.column.level"), "text", 22),
        (words("years.column.issuer"), "text", 40),
        (words("years.column.goal_year"), "text", 16),
        (words("years.column.planned"), "text", 12),
        (words("years.column.done"), "text", 26),
        (words("years.column.result"), "text", 50),
    )
    return Table(words("years.sheet.goals"), words("years.table.goals"), columns, tuple(rows))


def _goal(rate: Rate, goal: Milestone, due: bool, say: Wording) -> tuple[Cell, ...]:
    words = say.words
    when = words("years.goal.last" if due else "years.goal.next")
    return (
        words(f"level.{rate.level}"),
        goal.issuer,
        f"{goal.year} ({when})",
        say.planned(goal),
        # beside its target "đạt" would read as: the target is met
        NOTHING if rate.share is None else say.of(rate.applied, rate.counted),
        say.result(rate, goal, due=due),
    )


def _collecting(
    readings: Sequence[YearReading], words: Words, told: Sequence[dict[str, int | None]] = ()
) -> Table:
    told = told or [totals(one) for one in readings]
    small = words("papers.small")
    names = ("asked", "sent", "late", "amended", "draft", "missing", "out_of_scope")
    named = {n: words(f"form.standing.{n}") for n in ("sent", "late", "draft", "missing", "out_of_scope")}
    named |= {n: words(f"years.column.{n}") for n in ("asked", "amended")}
    columns = heads(
        (words("years.column.year"), "text", 8),
        (words("years.column.deadline"), "text", 16),
        *((named[name][:1].upper() + named[name][1:], "count", 14) for name in names),
        (words("report.deadlines"), "text", 60),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(r.year.number),
            deadline_in_words(r, words),
            *(small if number[name] is None else number[name] for name in names),
            sent_on(r, words),
        )
        for r, number in zip(readings, told, strict=True)
    )
    return Table(words("years.sheet.collecting"), words("years.table.collecting"), columns, rows)


def deadline_in_words(reading: YearReading, words: Words) -> str:
    """The day, or that none was set."""
    day = reading.plan.deadline
    return Wording(words).day(day) if day else words("years.no_deadline")


def sent_on(reading: YearReading, words: Words) -> str:
    """When the department itself had to send its papers on, with the days left on the year's last day; or that nobody said."""
    return "; ".join(due.told(reading.plan.reports, reading.year.day, words)) or words("years.no_deadline")


def _senders(readings: Sequence[YearReading], words: Words) -> Table:
    columns = heads(
        (words("years.column.year"), "text", 8),
        (words("years.column.sender"), "text", 44),
        (words("years.column.standing"), "text", 24),
        (words("years.column.received"), "date", 13),
        (words("years.column.reason"), "text", 50),
    )
    rows = tuple(
        (
            str(reading.year.number),
            one.sender.name,
            standing_in_words(one, words),
            _day(one.received) if one.received else None,
            one.reason,
        )
        for reading in readings
        for one in reading.collecting
    )
    return Table(words("years.sheet.senders"), words("years.table.senders"), columns, rows)


def _changes(readings: Sequence[YearReading], words: Words, *, choices: bool = True) -> Table:
    """``choices``: also that the province changed who counts, with whose word."""
    columns = heads(
        (words("years.column.year"), "text", 8),
        (words("years.column.change"), "text", 40),
        (words("years.column.sender"), "text", 44),
        (words("years.column.reason"), "text", 60),
    )
    rows = tuple(
        (str(r.year.number), *change)
        for r in readings
        for change in changes_of(r, words)
        if choices or change[1]
    )
    return Table(words("years.sheet.breaks"), words("years.table.breaks"), columns, rows)


def _why(gap: Breaks, id: str) -> str:
    """The reason given for one body, where the province named it."""
    singles = (*gap.after.include, *gap.after.exclude) if gap.after else ()
    return next((one.reason for one in singles if one.outlet == id), "")


def changes_of(reading: YearReading, words: Words) -> Iterator[tuple[str, str, str]]:
    """What changed in the register since the year before, and what a merger left open: what, who, note."""
    say = Wording(words)
    day = _day(reading.year.day)
    gap = reading.breaks
    if gap.after:
        told = source_of(gap.after, words) if gap.after.since else words("years.change.config")
        yield words("years.change.choice"), "", told
    for key in ("ended", "begun", "taken_in", "left_out"):
        for outlet in getattr(gap, key):
            yield words(f"years.change.{key}"), outlet.name_on(day), _why(gap, outlet.id)
    for move in reading.moved:
        note = words("years.change.moved.note", before=move.before, after=move.after)
        yield words("years.change.moved"), move.outlet.name_on(day), note
    for one in reading.inherited:
        note = words(
            "years.change.inherited.note",
            predecessor=one.predecessor.name,
            level=words(f"level.{one.level}"),
            until=say.day(one.until.isoformat()),
        )
        key = "expired" if one.expired else "inherited"
        yield words(f"years.change.{key}"), one.outlet.name_on(day), note
