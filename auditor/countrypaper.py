"""Provinces together in tables: each as it reported, the total, promises against what was done, and what keeps figures apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor import besidetables
from auditor.calibration.noise import RANKED
from auditor.country import FORMAL, PILOT, Country, Sum, codes, due_of, due_together, noise, rate_of, shares
from auditor.reportfiles import ReportFile
from auditor.words import Words
from reports.figures import Milestone, Rate
from reports.tables import Cell, Table, TablePaper, heads
from reports.wording import NOTHING, Wording


def country_paper(country: Country, words: Words) -> TablePaper:
    """Everything ``auditor country`` says."""
    say = Wording(words)
    return TablePaper(
        title=words("country.title"),
        place=words("country.place", n=len(country.reports)),
        facts=(
            (words("country.fact.provinces"), "; ".join(r.province for r in country.reports)),
            (words("country.fact.days"), "; ".join(say.day(day) for day in country.days)),
            (words("country.fact.editions"), "; ".join(country.editions)),
        ),
        lead=tuple(notes(country, words)),
        tables=(
            _rates(country, words),
            _definitions(country, words),
            _goals(country, words),
            _shares(country, words),
            _files(country, words),
        ),
        fictitious=country.fictitious,
    )


def sum_in_words(total: Sum, words: Words) -> str:
    """The total as it is always said."""
    return Wording(words).rate(Rate(PILOT, total.applied, total.counted))


def notes(country: Country, words: Words) -> Iterator[str]:
    """What a reader has to know before any of the figures: every reason why they are no single figure."""
    say = Wording(words)
    yield words("country.note.order", ranked=RANKED)
    if country.definitions > 1:
        yield words("country.note.denominators")
    if len(country.days) > 1:
        yield words("country.note.days", first=say.day(country.days[0]), last=say.day(country.days[-1]))
    if len(country.periods) > 1:
        told = (f"{say.day(first)} – {say.day(last)}" for first, last in country.periods)
        yield words("country.note.periods", periods="; ".join(told))
    if len(country.editions) > 1:
        yield words("country.note.editions", editions="; ".join(country.editions))
    if country.rules:
        yield words("country.note.rules", rules="; ".join(country.rules))
    if country.missing:
        yield words("country.note.missing", n=len(country.missing), names="; ".join(country.missing))
    for one in country.shared:
        key = "country.note.shared_differ" if one.differ else "country.note.shared"
        yield words(key, name=one.name, provinces="; ".join(one.provinces), kept=one.kept)
    for name, places in country.alike:
        yield words("country.note.alike", name=name, provinces="; ".join(places))
    for dropped in country.dropped:
        yield words(
            f"country.dropped.{dropped.reason}",
            province=dropped.file.province,
            file=dropped.file.file,
            kept=dropped.by.file,
            day=say.day(dropped.by.as_of),
            later=dropped.by.province,
        )
    if country.nameless:
        yield words("country.note.nameless", provinces="; ".join(country.nameless))
    if len(country.unsigned) == len(country.reports):
        yield words("country.note.none_signed")
    elif country.unsigned:
        yield words("country.note.unsigned", provinces="; ".join(country.unsigned))


def _rates(country: Country, words: Words) -> Table:
    columns = heads(
        (words("country.column.province"), "text", 30),
        (words("years.column.day"), "date", 13),
        (words("country.column.counted"), "count", 12),
        *(
            (words(f"country.column.{name}"), look, 14)
            for name, look in (
                ("pilot", "count"), ("pilot_share", "share"), ("pilot_verified", "count"),
                ("formal", "count"), ("formal_share", "share"), ("formal_verified", "count"),
            )
        ),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            report.province,
            _day(report.as_of),
            report.pilot.counted,
            *_of(report.pilot.applied, report.pilot.counted, report.pilot.verified),
            *_of(report.formal.applied, report.formal.counted, report.formal.verified),
        )
        for report in country.reports
    ]
    pilot, formal = country.pilot, country.formal
    rows.append(
        (
            total_in_words(country, words),
            None,
            pilot.counted,
            *_of(pilot.applied, pilot.counted, pilot.verified),
            *_of(formal.applied, formal.counted, formal.verified),
        )
    )
    below = [words("country.total.note", n=sum(len(one.provinces) - 1 for one in country.shared))]
    below += besidetables.country_rates(country, words)
    return Table(
        words("country.sheet.rates"),
        words("country.table.rates"),
        columns,
        tuple(rows),
        tuple(below),
        _last(rows, 1),
    )


def _last(rows: Sequence[tuple[Cell, ...]], count: int) -> frozenset[int]:
    """The rows of the country as a whole, which stand last and in bold."""
    return frozenset(range(len(rows) - count, len(rows)))


def _of(applied: int, counted: int, verified: int | None) -> tuple[Cell, ...]:
    return applied, applied / counted if counted else None, verified


def _day(day: str) -> Cell:
    try:
        return dt.date.fromisoformat(day[:10])
    except ValueError:
        return day


def _definitions(country: Country, words: Words) -> Table:
    columns = heads(
        (words("country.column.province"), "text", 30),
        (words("country.column.denominator"), "text", 90),
        (words("country.column.edition"), "text", 24),
    )
    rows = tuple((r.province, r.denominator, r.edition) for r in country.reports)
    told = besidetables.country_definitions(country, words)
    return Table(words("country.sheet.definitions"), words("country.table.definitions"), columns, rows, told)


def _goals(country: Country, words: Words) -> Table:
    say = Wording(words)
    columns = heads(
        (words("country.column.province"), "text", 30),
        (words("years.column.level"), "text", 18),
        (words("years.column.issuer"), "text", 40),
        (words("years.column.goal_year"), "text", 18),
        (words("years.column.planned"), "text", 12),
        (words("years.column.done"), "text", 26),
        (words("years.column.result"), "text", 50),
    )
    rows: list[tuple[Cell, ...]] = []
    said: list[tuple[str, Rate, Milestone, bool]] = []
    for report in country.reports:
        for level in (PILOT, FORMAL):
            rate = rate_of(report, level)
            told = Rate(level, rate.applied, rate.counted)
            for goals, due in ((rate.last, True), (rate.next, False)):
                dated = [(report.province, told, _dated(report, goal, due=due), due) for goal in goals]
                said += dated
                rows += [(name, *_goal(told, goal, due, say)) for name, _, goal, _ in dated]
    for goal in country.goals:
        total = country.pilot if goal.level == PILOT else country.formal
        due = all(goal.due_day <= report.as_of for report in country.reports)
        told = Rate(goal.level, total.applied, total.counted)
        then = replace(goal, at_due=due_together(country, goal)) if due else goal
        rows.append((total_in_words(country, words), *_goal(told, then, due, say)))
    under = besidetables.country_goals(said, words)
    return Table(
        words("country.sheet.goals"),
        words("years.table.goals"),
        columns,
        tuple(rows),
        under,
        _last(rows, len(country.goals)),
    )


def _dated(report: ReportFile, goal: Milestone, *, due: bool) -> Milestone:
    later = due and goal.due_day < report.as_of
    return replace(goal, at_due=due_of(report, goal)) if later else goal


def _goal(rate: Rate, goal: Milestone, due: bool, say: Wording) -> tuple[Cell, ...]:
    when = say.words("years.goal.last" if due else "years.goal.next")
    return (
        say.label("level", str(rate.level)),
        goal.issuer,
        f"{goal.year} ({when})",
        say.planned(goal),
        # beside its target "đạt" would read as: the target is met
        NOTHING if rate.share is None else say.of(rate.applied, rate.counted),
        say.against(rate, goal, due=due),
    )


def _shares(country: Country, words: Words) -> Table:
    columns = heads(
        (words("change.column.figure"), "text", 50),
        (words("country.column.province"), "text", 30),
        (words("years.column.share"), "share", 12),
        (words("country.column.n"), "count", 12),
        (words("country.column.edition"), "text", 20),
    )
    titles = {code: title for report in reversed(country.reports) for code, title in report.titles.items()}
    rows: list[tuple[Cell, ...]] = []
    below = []
    for code in codes(country):
        found = shares(country, code)
        title = f"{code} {titles.get(code, '')}".strip()
        rows += [(title, one.province, one.part / one.whole, round(one.whole), one.edition) for one in found]
        pairs = noise(found)
        if pairs.pairs:
            below.append(words("country.note.pairs", code=code, clear=len(pairs.clear), all=len(pairs.pairs)))
    if rows:
        below.append(words("country.note.uncorrected"))
        below += besidetables.country_shares(len(rows), words)
    return Table(
        words("country.sheet.shares"), words("country.table.shares"), columns, tuple(rows), tuple(below)
    )


def _files(country: Country, words: Words) -> Table:
    columns = heads(
        (words("country.column.province"), "text", 30),
        (words("country.column.file"), "text", 60),
        ("SHA-256", "text", 20),
        (words("country.column.produced"), "text", 22),
        (words("country.column.program"), "text", 14),
        (words("report.version.signature"), "text", 30),
    )
    rows = tuple((*_file(report), report.signer or words("proof.unsigned")) for report in country.reports)
    told = besidetables.country_files(country, words)
    return Table(words("country.sheet.files"), words("country.table.files"), columns, rows, told)


def _file(report: ReportFile) -> tuple[Cell, ...]:
    return (
        report.province,
        report.file,
        report.sha256[:16],
        report.produced,
        report.versions.get("program", ""),
    )


def total_in_words(country: Country, words: Words) -> str:
    """What the line of the sum may be called: reports without names of bodies cannot say which of them others count too."""
    return words("country.total.maybe" if country.nameless else "country.total")
