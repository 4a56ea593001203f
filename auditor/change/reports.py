"""The same question asked of two reports alone (``report.json``): less is known, and what cannot be told apart is said."""

from __future__ import annotations

from auditor.calibration.noise import MINIMUM
from auditor.change.gather import Comparison
from auditor.change.model import Change, TooLittle
from auditor.change.parts import Unit, change_of
from auditor.change.split import Cell
from auditor.errors import UsageError
from auditor.reportfiles import ReportFile
from auditor.words import Words
from auditor.years import Year
from crawlers.register import slug

_Z = 1.959964
_RULES = ("rules", "index")


def compare_reports(first: ReportFile, second: ReportFile, words: Words, *, seed: int = 0) -> Comparison:
    """Raises UsageError for reports of two provinces, in the wrong order, or without outlets."""
    if slug(first.province) != slug(second.province):
        raise UsageError(
            detail=words("cli.compare.other_province", first=first.province, second=second.province)
        )
    if first.as_of >= second.as_of:
        raise UsageError(detail=words("cli.compare.order", first=first.as_of, second=second.as_of))
    if not all(any(o.counted and o.id for o in report.outlets) for report in (first, second)):
        raise UsageError(detail=words("cli.compare.nameless"))
    units = Unit({o.id: o.name for report in (first, second) for o in report.outlets})
    found: list[Change | TooLittle | None] = []
    for level, key in ((1, "lenient"), (2, "formal")):
        cells = tuple(
            {o.id: Cell(float((o.level or 0) >= level), 1.0) for o in report.outlets if o.counted}
            for report in (first, second)
        )
        title = words(f"change.figure.{key}")
        found.append(change_of(f"rate.{key}", title, (cells[0], cells[1]), units, sampled=False))
    for code in second.codes:
        shares = tuple(_cells(report, code) for report in (first, second))
        title = f"{code} {second.titles.get(code, '')}".strip()
        found.append(change_of(code, title, (shares[0], shares[1]), units, minimum=MINIMUM, seed=seed))
    notes: list[tuple[str, dict[str, str]]] = [("reports", {})]
    if any(first.versions.get(name) != second.versions.get(name) for name in _RULES):
        notes.append(("reports_rules", {}))
    years = (_year(first), _year(second))
    kept = tuple(one for one in found if one is not None)
    return Comparison(second.province, second.fictitious or first.fictitious, years, kept, tuple(notes))


def _cells(report: ReportFile, code: str) -> dict[str, Cell]:
    cells = {}
    for outlet in report.outlets:
        share = outlet.shares.get(code)
        if share is not None:
            spread = (
                (share.high - share.low) / (2 * _Z)
                if share.high is not None and share.low is not None
                else 0.0
            )
            cells[outlet.id] = Cell(share.part, share.whole, (), spread)
    return cells


def _year(report: ReportFile) -> Year:
    return Year(int(report.as_of[:4]), report.period, report.as_of)
