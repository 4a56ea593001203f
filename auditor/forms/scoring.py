"""The points of one body: self-scored, appraised and measured side by side, added up without counting an unknown as zero.

A line in the state *không đủ cơ sở đánh giá* or *không áp dụng* leaves the denominator. A line without points stays in it and
is open: the converted points are then a span, from nothing to everything for the open lines, and no grade is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.forms.model import LEAVING, NOT_ASSESSED, Answer, Appraisal, Form
from auditor.forms.plan import CollectingPlan
from auditor.forms.records import Records
from auditor.store import Store
from indicators.indexes.model import Edition


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two sides says about a line: points, a state, or neither yet."""

    points: float | None = None
    state: str = NOT_ASSESSED

    @property
    def leaves(self) -> bool:
        """Does the line leave the denominator?"""
        return self.points is None and self.state in LEAVING


@dataclass(frozen=True, slots=True)
class Measured:
    """What the program measured about a line; ``outcome`` as in the scores. It stands beside, and adds nothing."""

    outcome: str
    value: float | None
    n: int | None
    unit: str
    points: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion of the sheet; ``maximum`` None: it carries no points."""

    code: str
    title: str
    maximum: float | None
    declared: Side
    appraised: Side
    measured: Measured | None
    evidence: tuple[str, ...]
    explanation: str
    note: str = ""

    @property
    def difference(self) -> float | None:
        """Appraised less self-scored, where both gave points."""
        if self.declared.points is None or self.appraised.points is None:
            return None
        return self.appraised.points - self.declared.points


@dataclass(frozen=True, slots=True)
class Total:
    """The points of one side. ``maximum``: of the lines that stay in the denominator; ``open_points``: of those among them
    without points; ``low`` and ``high``: converted, None without a scale or a denominator; equal where nothing is open.
    """

    raw: float
    maximum: float
    open_lines: int
    open_points: float
    left_out: int
    low: float | None
    high: float | None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The whole sheet of one body; ``draft``: the body has sent no final form; ``appraisers`` are named on it."""

    form: Form
    lines: tuple[ScoreLine, ...]
    declared: Total
    appraised: Total
    received: str = ""
    draft: bool = False
    appraisers: tuple[str, ...] = field(default=())


def score_sheet(
    form: Form, records: Records, plan: CollectingPlan, measured: Mapping[str, Measured] | None = None
) -> ScoreSheet:
    """Everything that is known about one body."""
    sent = records.shown(form.sender.id)
    answers = {answer.code: answer for answer in sent.answers} if sent else {}
    said = records.appraised(form.sender.id)
    found = measured or {}
    lines = tuple(
        ScoreLine(
            code=line.code,
            title=line.title,
            maximum=line.maximum,
            declared=_side(answers.get(line.code)),
            appraised=_side(said.get(line.code)),
            measured=found.get(line.code),
            evidence=_evidence(answers.get(line.code)),
            explanation=answers[line.code].explanation if line.code in answers else "",
            note=said[line.code].note if line.code in said else "",
        )
        for line in form.lines
    )
    return ScoreSheet(
        form=form,
        lines=lines,
        declared=total([(line.maximum, line.declared) for line in lines], plan),
        appraised=total([(line.maximum, line.appraised) for line in lines], plan),
        received=sent.received if sent else "",
        draft=bool(sent and sent.draft),
        appraisers=tuple(sorted({a.by for a in said.values()})),
    )


def total(sides: Sequence[tuple[float | None, Side]], plan: CollectingPlan) -> Total:
    """The sum of (maximum, side) of all lines; lines without a maximum carry no points."""
    pointed = [(maximum, side) for maximum, side in sides if maximum is not None]
    staying = [(maximum, side) for maximum, side in pointed if not side.leaves]
    still_open = [maximum for maximum, side in staying if side.points is None]
    raw = sum(side.points for _, side in staying if side.points is not None)
    most = sum(maximum for maximum, _ in staying)
    low = high = None
    if plan.scale is not None and most > 0:
        low, high = (plan.scale * points / most for points in (raw, raw + sum(still_open)))
    return Total(
        raw=raw,
        maximum=most,
        open_lines=len(still_open),
        open_points=sum(still_open),
        left_out=len(pointed) - len(staying),
        low=low,
        high=high,
        grade=plan.grade(low) if low is not None and not still_open else "",
    )


def measured_of(store: Store, edition: Edition, outlet: str) -> dict[str, Measured]:
    """What the last scoring under this edition found about an outlet, by code; empty where there was none."""
    run = store.one(
        "SELECT run FROM score_runs WHERE edition = ? AND edition_sha256 = ? ORDER BY run DESC LIMIT 1",
        (edition.id, edition.sha256),
    )
    if run is None:
        return {}
    units = {indicator.code: indicator.unit for indicator in edition if indicator.measure is not None}
    rows = store.rows("SELECT * FROM scores WHERE run = ? AND outlet = ?", (run["run"], outlet))
    return {
        row["code"]: Measured(row["outcome"], row["value"], row["n"], units[row["code"]], row["points"])
        for row in rows
        if row["code"] in units
    }


def _side(said: Answer | Appraisal | None) -> Side:
    if said is None:
        return Side()
    return Side(said.points, said.state or ("" if said.points is not None else NOT_ASSESSED))


def _evidence(answer: Answer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    return tuple(f"{p.text} (SHA-256 {p.sha256[:12]})" if p.sha256 else p.text for p in answer.papers)
