"""What people's coding of a year corrects: which sample belongs to the year, and how much a published share moved by it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.calibration.frame import Item
from auditor.calibration.outcome import Outcome, agreements, outcome
from auditor.calibration.questions import by_ids
from auditor.calibration.records import FOLDER, SAMPLE, read_codings, read_sample
from auditor.workspace import Workspace
from auditor.years import Year
from indicators.indexes.model import Edition


def coded(workspace: Workspace, year: Year, items: Sequence[Item], edition: Edition) -> Outcome | None:
    """The outcome of the last sample drawn from the year, None where nobody coded one. Raises InputError."""
    names = sorted(file.parent.name for file in (workspace.path / FOLDER).glob(f"*/{SAMPLE}"))
    drawn = [
        sample for sample in (read_sample(workspace, name) for name in names) if sample.period == year.period
    ]
    if not drawn:
        return None
    sample = max(drawn, key=lambda one: (one.drawn_on, one.id))
    codings = read_codings(workspace, sample.id)
    if not codings:
        return None
    asked = by_ids(sample.questions)
    return outcome(items, sample, asked, codings, edition, agreements(asked, codings, resamples=1))


def added(found: Outcome | None, code: str) -> float:
    """By how much the correction moved a share of the whole province; 0 where there is none."""
    if found is None:
        return 0.0
    lines = [line for line in found.lines if line.indicator.code == code]
    line = next((one for one in lines if not one.outlet), lines[0] if len(lines) == 1 else None)
    if line is None or line.result.value is None or line.result.machine is None:
        return 0.0
    return line.result.value - line.result.machine
