"""What passes between the parts of collecting: a form to fill in, what came back, and what somebody said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.adoption import Paper
from indicators.indexes.model import ReportForm

MEDIA, ASSOCIATION, TRAINING, COMMUNITY = "media_body", "association", "training", "community"
RESPONDENTS = (MEDIA, ASSOCIATION, TRAINING, COMMUNITY)

INSUFFICIENT, NOT_ASSESSED, NOT_APPLICABLE, NONE_ARISING = (
    "insufficient", "not_assessed", "not_applicable", "none_arising",
)  # fmt: skip
STATES = (INSUFFICIENT, NOT_ASSESSED, NOT_APPLICABLE, NONE_ARISING)
# the others stay in the denominator: with their points, or as open
LEAVING = frozenset({INSUFFICIENT, NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Sender:
    """A body that is asked. ``kind``: of outlet, "" for others."""

    id: str
    name: str
    respondent: str = MEDIA
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row of a form. ``maximum`` None: nobody gave points for it; ``own``: the words are the edition's, no booklet
    stands behind them; ``confirmed``: a person held them against it; ``working``: nobody did, and the form it stands on, which was
    held against the booklet as a whole, does not say so for it.
    """

    code: str
    title: str
    question: str
    maximum: float | None
    verification: str = ""
    confirmed: bool = False
    own: bool = False
    working: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as it goes out. Days are ISO 8601; ``deadline`` "" where none is set; ``booklet``: the report form it
    stands for, None where the edition knows none.
    """

    sender: Sender
    edition: str
    edition_sha256: str
    edition_title: str
    period: tuple[str, str]
    deadline: str
    lines: tuple[FormLine, ...]
    booklet: ReportForm | None = None

    @property
    def held(self) -> bool:
        """Did a person hold the form as a whole against the booklet?"""
        return self.booklet is not None and bool(self.booklet.confirmed_by)

    @property
    def working(self) -> bool:
        """Is it a "biểu mẫu làm việc, chờ đối chiếu"? So until it, or each line with a booklet behind it, was confirmed."""
        return not self.held and any(not (line.own or line.confirmed) for line in self.lines)

    @property
    def by_code(self) -> Mapping[str, FormLine]:
        return {line.code: line for line in self.lines}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a body said about one line: points or a state, or with ``none_arising`` both."""

    code: str
    points: float | None
    state: str
    papers: tuple[Paper, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One form, come back. ``wrong``: rows of which nothing was kept; ``at``: when it was read, UTC; ``kept``: the file itself
    in the workspace, so that ``auditor verify`` can hold it against ``sha256`` ("" in forms of release 0.1.0).
    """

    sender: str
    respondent: str
    edition: str
    period: tuple[str, str]
    file: str
    sha256: str
    received: str
    draft: bool
    filled_by: str
    answers: tuple[Answer, ...]
    wrong: int = 0
    at: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the department says about one line of one body; the latest word about a line holds."""

    sender: str
    edition: str
    period: tuple[str, str]
    code: str
    points: float | None
    state: str
    note: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A body that need not send, with the reason; ``reason`` "": it has to again."""

    sender: str
    period: tuple[str, str]
    reason: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """One mistake of a filled file. ``reason``: a key below ``form.wrong.``; ``fatal``: nothing of the row was kept.

    ``table``, ``row``, ``column``: how a person finds it in a Word file, which has no names of cells; ``table`` 0 in a workbook.
    """

    file: str
    sheet: str
    cell: str
    reason: str
    value: str = ""
    fatal: bool = True
    table: int = 0
    row: str = ""
    column: str = ""
