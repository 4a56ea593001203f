"""The points of forms, year by year: what bodies gave themselves and what was appraised, of the points their lines could have.

Only final forms count, and only lines that have points: an open line is neither nothing nor everything.
"""

from __future__ import annotations

from auditor.change.split import Cell
from auditor.errors import NothingToDo
from auditor.forms.lines import form_for
from auditor.forms.model import MEDIA
from auditor.forms.plan import load_plan, senders
from auditor.forms.records import read_records
from auditor.forms.scoring import score_sheet
from auditor.workspace import Workspace
from auditor.years import Year, at
from crawlers.register import Register
from indicators.indexes.model import Edition

SIDES = ("declared", "appraised")


def points(
    workspace: Workspace, register: Register, year: Year, edition: Edition
) -> dict[str, dict[str, Cell]]:
    """Points of the points there were, by side and body; bodies without a final form of this edition are in neither."""
    then = at(workspace, year)
    plan = load_plan(then, edition, year.period)
    records = read_records(then, edition.id, year.period)
    found: dict[str, dict[str, Cell]] = {side: {} for side in SIDES}
    for sender in senders(then, register, plan):
        if sender.respondent != MEDIA or records.holding(sender.id) is None or records.excluded(sender.id):
            continue
        try:
            sheet = score_sheet(form_for(sender, edition, plan), records, plan)
        except NothingToDo:
            continue
        for side in SIDES:
            total = getattr(sheet, side)
            most = total.maximum - total.open_points
            if most > 0:
                found[side][sender.id] = Cell(total.raw, most)
    return found
