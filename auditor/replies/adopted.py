"""What an accepted objection changes in who applies the index: the level that the second reader found shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from auditor.adoption import Declared, Rules, lacking_papers
from auditor.replies import model
from auditor.replies.records import Case, cases
from auditor.store import Store
from auditor.workspace import Workspace


def adopted(
    workspace: Workspace, store: Store, found: Mapping[str, Declared], day: str, rules: Rules
) -> dict[str, Declared]:
    """The lines of a day with what was accepted since their table was read. A table that names the outlet later is the
    newer word.
    """
    made = dict(found)
    tables = {
        row["outlet"]: row["read_at"]
        for row in store.rows(
            """SELECT a.outlet, max(d.read_at) AS read_at FROM adoptions a
               JOIN declarations d ON d.id = a.declaration GROUP BY a.outlet"""
        )
    }
    for case in cases(workspace.path, store):
        one, reply = case.objection, case.reply
        if not (case.accepted and one.target.kind == model.ADOPTION and reply) or reply.level is None:
            continue
        if reply.date <= day and tables.get(one.outlet, "") <= reply.at:
            made[one.outlet] = _line(made.get(one.outlet), case, reply, rules)
    return made


def _line(before: Declared | None, case: Case, reply: model.Reply, rules: Rules) -> Declared:
    line = before or Declared(0, case.objection.outlet, None)
    papers = (*line.papers, *case.objection.papers)
    lacking = lacking_papers(reply.level, papers, rules)
    lower = [n for n in rules.levels if n <= (reply.level or 0) and not lacking_papers(n, papers, rules)]
    return replace(
        line,
        level=reply.level,
        date=reply.date,
        papers=papers,
        verified=bool(reply.level) and not lacking,
        checked_by=reply.by,
        lacking=lacking,
        proven=max(lower, default=0),
        before=line.level if before else None,
        replied=True,
    )
