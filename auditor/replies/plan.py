"""Until when an outlet may reply and where to, from ``replies.yaml`` of a workspace: the province's own choice, nothing is
preset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from auditor.errors import InputError
from auditor.workspace import Workspace, is_day
from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError

FILE = "replies.yaml"


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    """Days are ISO 8601, "" where none is set. ``deadlines``: of single outlets, by id, instead of the common one."""

    deadline: str = ""
    deadlines: Mapping[str, str] = field(default_factory=dict)
    send_to: str = ""

    def until(self, outlet: str) -> str:
        """The last day for an outlet."""
        return self.deadlines.get(outlet, self.deadline)


def load_plan(workspace: Workspace) -> ReplyPlan:
    """The workspace's decisions. Raises DataFileError with file and line."""
    path = workspace.path / FILE
    if not path.is_file():
        return ReplyPlan()
    text = read_text(path)
    try:
        raw = _plain(parse_yaml(text, str(path)))
    except ValueError as error:
        # a day that no calendar has, which YAML takes for a date and stumbles over
        raise InputError(str(error), file=str(path), detail=str(error)) from error
    validate(raw, "auditor.replies", "replies.schema.json", text, str(path))
    days: list[tuple[tuple[str, ...], str]] = [(("deadline",), raw.get("deadline", ""))]
    days += [(("deadlines", outlet), day) for outlet, day in raw.get("deadlines", {}).items()]
    for place, day in days:
        if day and not is_day(day):
            raise DataFileError(day, file=str(path), line=line_of(text, place), detail=f"{day}?")
    return ReplyPlan(raw.get("deadline", ""), raw.get("deadlines", {}), raw.get("send_to", ""))


def _plain(raw: Any) -> Any:
    """YAML reads an unquoted 2026-01-10 as a date; people write it so."""
    if isinstance(raw, dict):
        return {key: _plain(value) for key, value in raw.items()}
    return raw.isoformat() if isinstance(raw, date) else raw
