"""A ministry's own sheet, filled in place from the figures of a report: which figure goes into which cell is a small file.

The file is written once for a sheet that comes every year, by whoever knows the sheet, without Python:

    sheets:
      "Biểu 02":
        cells: {C5: province, D8: pilot.applied, E8: pilot.counted, F8: pilot.share}
        rows: {first: 12, columns: {A: number, B: name, C: level, D: date}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError
from reports.figures import Milestone, Outcome, OutletFigures, ProvinceReport, Rate
from reports.inplace import Entry, Value
from reports.levels import measured, proven
from reports.prepare import prepare
from reports.wording import Wording

Values = Mapping[str, "Value | None"]


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes where; ``unknown``: cells whose figure is not known, which stay as they are."""

    entries: tuple[Entry, ...]
    unknown: tuple[tuple[str, str, str], ...]


def read_filling(file: Path, report: ProvinceReport, say: Wording) -> Filling:
    """The cells that a file of places asks for, with their values. Raises DataFileError with the line of a mistake."""
    text = read_text(file)
    raw = parse_yaml(text, str(file))
    validate(raw, "auditor", "filling.schema.json", text, str(file))
    shown = prepare(report)
    facts = province_values(shown, say)
    outlets = [outlet_values(n, outlet, say) for n, outlet in enumerate(shown.outlets, 1)]
    entries: list[Entry] = []
    unknown: list[tuple[str, str, str]] = []

    def put(sheet: str, cell: str, name: str, values: Values, at: list[str | int]) -> None:
        if name not in values:
            raise DataFileError(name, file=str(file), line=line_of(text, at), detail=f"no figure {name}")
        value = values[name]
        if value is None:
            unknown.append((sheet, cell, name))
        else:
            entries.append(Entry(sheet, cell, value))

    for sheet, wanted in raw["sheets"].items():
        for cell, name in wanted.get("cells", {}).items():
            put(sheet, cell, name, facts, ["sheets", sheet, "cells", cell])
        rows = wanted.get("rows")
        for row, values in enumerate(outlets if rows else (), rows["first"] if rows else 0):
            for column, name in rows["columns"].items():
                put(sheet, f"{column}{row}", name, values, ["sheets", sheet, "rows", "columns", column])
    return Filling(tuple(entries), tuple(unknown))


def province_values(report: ProvinceReport, say: Wording) -> dict[str, Value | None]:
    """Every figure of the province by the name a file may use; shares are fractions, days are days."""
    found: dict[str, Value | None] = {
        "province": report.province,
        "period.first": _day(report.period[0]),
        "period.last": _day(report.period[1]),
        "as_of": _day(report.as_of),
        "produced": _day(report.produced),
        "edition": report.edition,
        "edition.title": report.edition_title,
        "denominator": report.denominator,
        "outlets": len(report.outlets),
        "articles": sum(outlet.articles for outlet in report.outlets),
    }
    for name, rate in (("pilot", report.pilot), ("formal", report.formal)):
        found |= _rate(name, rate, say)
    return found


def _rate(name: str, rate: Rate, say: Wording) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {
        f"{name}.applied": rate.applied,
        f"{name}.counted": rate.counted,
        f"{name}.share": rate.share,
        f"{name}.missing": len(rate.missing),
        f"{name}.verified": rate.verified,
        f"{name}.words": say.rate(rate),
    }
    for when, goals in (("last", rate.last), ("next", rate.next)):
        # several plans may promise: the national one stands first, the province's own last
        goal = goals[-1] if goals else None
        found[f"{name}.{when}.year"] = goal.year if goal else None
        found[f"{name}.{when}.share"] = goal.share if goal else None
        found[f"{name}.{when}.result"] = say.against(rate, goal, due=when == "last") if goal else None
        found |= _plans(f"{name}.{when}", rate, goals, say, due=when == "last")
    return found


def _plans(
    name: str, rate: Rate, goals: Sequence[Milestone], say: Wording, *, due: bool
) -> dict[str, Value | None]:
    """The nation's plan and the province's own, each by its name: a sheet has a line for both. Of a province's several (its
    own and those of provinces that joined it) the last.
    """
    of = {
        "national": [goal for goal in goals if goal.national][:1],
        "province": [goal for goal in goals if not goal.national][-1:],
    }
    found: dict[str, Value | None] = {}
    for whose, chosen in of.items():
        goal = chosen[0] if chosen else None
        found[f"{name}.{whose}.year"] = goal.year if goal else None
        found[f"{name}.{whose}.share"] = goal.share if goal else None
        found[f"{name}.{whose}.issuer"] = goal.issuer if goal else None
        found[f"{name}.{whose}.result"] = say.against(rate, goal, due=due) if goal else None
    return found


def outlet_values(number: int, outlet: OutletFigures, say: Wording) -> dict[str, Value | None]:
    """Every figure of one outlet by the name a file may use; ``indicator.CODE`` only where it was measured."""
    adoption = outlet.adoption
    checked = say.words("report.verified.yes" if adoption.verified else "report.verified.no")
    found: dict[str, Value | None] = {
        "number": number,
        "id": outlet.id,
        "name": outlet.name,
        "kind": say.label("kind", outlet.kind),
        "level": say.level(adoption.level),
        "proven": proven(adoption, say, named=False),
        "measured": measured(outlet, say),
        "date": _day(adoption.date),
        "evidence": "; ".join(adoption.evidence) or None,
        "verified": checked if adoption.level else None,
        "listed": outlet.coverage.listed,
        "collected": outlet.coverage.collected,
        "articles": outlet.articles,
        "people": outlet.people,
        "sources": outlet.sources,
        "findings": outlet.findings,
    }
    for figure in outlet.indicators:
        there = figure.outcome == Outcome.MEASURED
        found[f"indicator.{figure.code}"] = figure.value if there else None
        found[f"outcome.{figure.code}"] = say.words(f"outcome.{figure.outcome}")
        found[f"points.{figure.code}"] = figure.points
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
