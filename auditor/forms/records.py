"""What bodies and appraisers said, kept as decisions (auditor.decisions): every word with its day and who said it, nothing
overwritten; which word holds is worked out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.adoption import Paper
from auditor.decisions import ledger
from auditor.decisions.model import APPRAISAL, EXCLUSION, MAX_REASON, SUBMISSION, Decision, holding
from auditor.forms.evidence import keep
from auditor.forms.model import Answer, Appraisal, Exclusion, Submission
from auditor.workspace import Workspace

# where they stood in the workspace's folder once
FILE = "forms.jsonl"
Record = Submission | Appraisal | Exclusion
_KINDS: dict[str, type[Submission] | type[Appraisal] | type[Exclusion]] = {
    SUBMISSION: Submission, APPRAISAL: Appraisal, EXCLUSION: Exclusion,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Records:
    """All that was said about one edition and period, in the order it came in."""

    submissions: tuple[Submission, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()

    def sent(self, sender: str) -> tuple[Submission, ...]:
        """Every form of a body, oldest first, by the day it was received."""
        return tuple(sorted((s for s in self.submissions if s.sender == sender), key=lambda s: s.received))

    def holding(self, sender: str) -> Submission | None:
        """The form that counts: the final one received last; a draft never takes the place of a final one."""
        finals = [s for s in self.sent(sender) if not s.draft]
        return finals[-1] if finals else None

    def shown(self, sender: str) -> Submission | None:
        """The form that counts, else the latest draft, to work with."""
        sent = self.sent(sender)
        return self.holding(sender) or (sent[-1] if sent else None)

    def appraised(self, sender: str) -> dict[str, Appraisal]:
        """The latest word about each line."""
        return {a.code: a for a in self.appraisals if a.sender == sender}

    def excluded(self, sender: str) -> Exclusion | None:
        """Why a body need not send; None where it has to."""
        last = next((e for e in reversed(self.exclusions) if e.sender == sender), None)
        return last if last is not None and last.reason else None


def read_records(workspace: Workspace, edition: str, period: tuple[str, str]) -> Records:
    """What holds for an edition and a period. Raises StoreError, InputError naming a broken line of an old file."""
    found = [r for r in _held(workspace) if r.period == period]
    return Records(
        tuple(r for r in found if isinstance(r, Submission) and r.edition == edition),
        tuple(r for r in found if isinstance(r, Appraisal) and r.edition == edition),
        tuple(r for r in found if isinstance(r, Exclusion)),
    )


def _held(workspace: Workspace) -> list[Record]:
    """Every form, and of each line and body the word that holds; oldest first."""
    held = holding(ledger.decisions_of(workspace.path, *_KINDS))
    return ledger.as_kept(record_of, sorted(held, key=lambda one: one.at))


def add(workspace: Workspace, records: Iterable[Record]) -> int:
    """Keeps what is new, behind all that was said earlier, its papers copied; returns how many that were."""
    known = {_key(record): replace(record, at="") for record in _held(workspace)}
    fresh: list[Decision] = []
    for record in records:
        if isinstance(record, Submission):
            record = _with_papers(workspace, record)  # noqa: PLW2901  the same form, its papers kept
        if known.get(_key(record)) != replace(record, at=""):
            known[_key(record)] = replace(record, at="")
            fresh.append(decision_of(replace(record, at="")))
    return len(ledger.keep(workspace, fresh)) if fresh else 0


def _key(record: Record) -> tuple[str, ...]:
    """What a later word replaces: a form only itself."""
    if isinstance(record, Submission):
        return "submission", record.sender, *record.period, record.edition, record.sha256, record.received
    if isinstance(record, Appraisal):
        return "appraisal", record.sender, *record.period, record.edition, record.code
    return "exclusion", record.sender, *record.period


def _with_papers(workspace: Workspace, submission: Submission) -> Submission:
    answers = tuple(
        replace(answer, papers=tuple(keep(workspace, paper) for paper in answer.papers))
        for answer in submission.answers
    )
    form = keep(workspace, Paper(submission.file, file=submission.kept, sha256=submission.sha256))
    return replace(submission, answers=answers, kept=form.file)


def decision_of(record: Record) -> Decision:
    """A word as it is kept."""
    kind, *subject = _key(record)
    detail = asdict(record)
    del detail["at"]
    if isinstance(record, Submission):
        answer = "draft" if record.draft else "final"
        return Decision(
            kind, record.filled_by, tuple(subject), answer, at=record.at,
            outlet=record.sender, version=record.edition, detail=detail,
        )  # fmt: skip
    if isinstance(record, Exclusion):
        answer = "out" if record.reason else "back"
        return Decision(
            kind, record.by, tuple(subject), answer, at=record.at, reason=record.reason[:MAX_REASON], outlet=record.sender, detail=detail
        )  # fmt: skip
    answer = record.state or ("" if record.points is None else f"{record.points:g}")
    return Decision(
        kind, record.by, tuple(subject), answer, at=record.at, reason=record.note[:MAX_REASON],
        outlet=record.sender, code=record.code, version=record.edition, detail=detail,
    )  # fmt: skip


def record_of(one: Decision) -> Record:
    """The word a decision keeps. Raises ValueError, TypeError or KeyError for what is none."""
    return _record(one.kind, dict(one.detail) | {"at": one.at})


def decisions_in_file(file: Path) -> list[Decision]:
    """A file of words as they were kept once. Raises InputError naming a broken line."""
    return ledger.read_lines(file, lambda raw: decision_of(_record(raw.pop("kind"), raw)))


def _record(name: str, raw: dict[str, Any]) -> Record:
    kind = _KINDS[name]
    first, last = raw["period"]
    raw["period"] = (first, last)
    if kind is Submission:
        raw["answers"] = tuple(
            Answer(**answer | {"papers": tuple(Paper(**paper) for paper in answer["papers"])})
            for answer in raw["answers"]
        )
    return kind(**raw)
