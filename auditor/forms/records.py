"""What bodies and appraisers said, kept in one file of the workspace, ``forms.jsonl``: every word with its day and who said
it, nothing overwritten; which word holds is worked out when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.adoption import Paper
from auditor.errors import InputError
from auditor.forms.evidence import keep
from auditor.forms.model import Answer, Appraisal, Exclusion, Submission
from auditor.store import now
from auditor.workspace import Workspace
from reports.files import write_text

FILE = "forms.jsonl"
# a province of 500 bodies over ten years has 100 MB
MAX_FILE = 500 * 1024 * 1024
Record = Submission | Appraisal | Exclusion
_KINDS: dict[str, type[Submission] | type[Appraisal] | type[Exclusion]] = {
    "submission": Submission, "appraisal": Appraisal, "exclusion": Exclusion,
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
    """What holds for an edition and a period. Raises InputError naming a broken line."""
    found = [r for r in _every(workspace.path / FILE) if r.period == period]
    return Records(
        tuple(r for r in found if isinstance(r, Submission) and r.edition == edition),
        tuple(r for r in found if isinstance(r, Appraisal) and r.edition == edition),
        tuple(r for r in found if isinstance(r, Exclusion)),
    )


def add(workspace: Workspace, records: Iterable[Record]) -> int:
    """Keeps what is new, behind all that was said earlier, its papers copied; returns how many that were."""
    file = workspace.path / FILE
    earlier = _every(file)
    known = _latest(earlier)
    fresh: list[Record] = []
    for record in records:
        if isinstance(record, Submission):
            record = _with_papers(workspace, record)  # noqa: PLW2901  the same form, its papers kept
        if known.get(_key(record)) != replace(record, at=""):
            known[_key(record)] = replace(record, at="")
            fresh.append(replace(record, at=now()))
    if fresh:
        lines = [_line(record) for record in (*earlier, *fresh)]
        write_text(file, "".join(f"{line}\n" for line in lines))
    return len(fresh)


def _key(record: Record) -> tuple[str, ...]:
    """What a later word replaces: a form only itself."""
    if isinstance(record, Submission):
        return "submission", record.sender, *record.period, record.edition, record.sha256, record.received
    if isinstance(record, Appraisal):
        return "appraisal", record.sender, *record.period, record.edition, record.code
    return "exclusion", record.sender, *record.period


def _latest(records: Iterable[Record]) -> dict[tuple[str, ...], Record]:
    return {_key(record): replace(record, at="") for record in records}


def _with_papers(workspace: Workspace, submission: Submission) -> Submission:
    answers = tuple(
        replace(answer, papers=tuple(keep(workspace, paper) for paper in answer.papers))
        for answer in submission.answers
    )
    return replace(submission, answers=answers)


def _line(record: Record) -> str:
    kind = next(name for name, cls in _KINDS.items() if isinstance(record, cls))
    return json.dumps({"kind": kind} | asdict(record), ensure_ascii=False)


def _every(file: Path) -> Sequence[Record]:
    if not file.is_file():
        return []
    if file.stat().st_size > MAX_FILE:
        raise InputError(f"{file} is too large", file=str(file), detail=f"> {MAX_FILE // 1024**2} MB")
    found = []
    # a line feed alone ends a line: other breaks may stand inside a text
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_record(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            place = f"{file}:{number}"
            raise InputError(f"{place}: {error}", file=place, detail=str(error)) from error
    return found


def _record(raw: dict[str, Any]) -> Record:
    kind = _KINDS[raw.pop("kind")]
    first, last = raw["period"]
    raw["period"] = (first, last)
    if kind is Submission:
        raw["answers"] = tuple(
            Answer(**answer | {"papers": tuple(Paper(**paper) for paper in answer["papers"])})
            for answer in raw["answers"]
        )
    return kind(**raw)
