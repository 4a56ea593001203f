"""What an outlet says about one of its figures, and what a second reader makes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from auditor.adoption import Paper
from auditor.decisions.model import OBJECTION, REPLY, Decision

FINDING, ITEM, FIGURE, ADOPTION = "finding", "item", "figure", "adoption"
TARGETS = (FINDING, ITEM, FIGURE, ADOPTION)

EXTRACTION, NOT_OURS, PERSON, CONTEXT, RULE = "extraction", "not_ours", "person", "context", "rule"
PLACEMENT, EVIDENCE, KEPT, OTHER = "placement", "evidence", "considered", "other"
TYPES = (EXTRACTION, NOT_OURS, PERSON, CONTEXT, RULE, PLACEMENT, EVIDENCE, KEPT, OTHER)
# what can be said about which; "considered and kept" contests nothing, and can be said of all
ALLOWED: Mapping[str, tuple[str, ...]] = {
    FINDING: (EXTRACTION, PERSON, CONTEXT, RULE, KEPT, OTHER),
    ITEM: (EXTRACTION, NOT_OURS, PERSON, PLACEMENT, KEPT, OTHER),
    FIGURE: (EXTRACTION, NOT_OURS, PERSON, CONTEXT, RULE, PLACEMENT, KEPT, OTHER),
    ADOPTION: (EVIDENCE, KEPT, OTHER),
}
# what the rule is not to blame for: the page was misread, or the item is another's
NOT_THE_RULE = frozenset({EXTRACTION, NOT_OURS, PLACEMENT, KEPT})

ACCEPTED, PARTLY, UPHELD = "accepted", "partly", "upheld"
OUTCOMES = (ACCEPTED, PARTLY, UPHELD)
MAX_TEXT = 1000
MAX_NAME = 200
# no article is as long; a database cannot keep any number
MAX_OFFSET = 10_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """What is objected to. ``item``: key of the text; ``code``: the rule of a finding, or the line of the index.

    ``version``: of the rule, or the edition of the line.
    """

    kind: str
    item: str = ""
    start: int = 0
    end: int = 0
    code: str = ""
    version: str = ""

    def written(self) -> str:
        """As it stands in a form and on the command line; :func:`target_of` reads it."""
        if self.kind == FINDING:
            return f"{FINDING}:{self.code}@{self.version}:{self.item}:{self.start}-{self.end}"
        if self.kind == ITEM:
            return f"{ITEM}:{self.item}"
        return f"{FIGURE}:{self.code}@{self.version}" if self.kind == FIGURE else ADOPTION

    @property
    def subject(self) -> tuple[str | int, ...]:
        return self.kind, self.item, self.start, self.end, self.code, self.version


def target_of(text: str) -> Target | None:
    """The target of its written form; None for anything else."""
    kind, _, rest = text.strip().partition(":")
    try:
        if kind == FINDING:
            named, item, span = rest.rsplit(":", 2)
            code, version = named.rsplit("@", 1)
            start, end = map(int, span.split("-"))
            if not 0 <= start <= end < MAX_OFFSET:
                return None
            return Target(FINDING, item, start, end, code, version)
        if kind == FIGURE:
            code, version = rest.rsplit("@", 1)
            return Target(FIGURE, code=code, version=version)
    except ValueError:
        return None
    if kind == ITEM and rest:
        return Target(ITEM, item=rest)
    return Target(ADOPTION) if kind == ADOPTION and not rest else None


@dataclass(frozen=True, slots=True)
class Objection:
    """One point of a reply. ``by``: who signed it for the outlet, "" where the outlet alone is named; ``received``: the
    day it came in; ``deadline``: what held then, "" for none; ``file``, ``sha256``: the form it came on; ``at``: when it
    was recorded. ``key``: of the decision that keeps it.
    """

    outlet: str
    period: tuple[str, str]
    target: Target
    type: str
    text: str
    by: str = ""
    received: str = ""
    deadline: str = ""
    papers: tuple[Paper, ...] = ()
    file: str = ""
    sha256: str = ""
    at: str = ""
    key: str = ""

    @property
    def subject(self) -> tuple[str | int, ...]:
        """A later word of the outlet on the same target, of the same type, replaces the earlier one."""
        return self.outlet, *self.period, *self.target.subject, self.type

    @property
    def id(self) -> str:
        """Short enough to read out; the same for an amended objection."""
        text = "\n".join(map(str, self.subject))
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    @property
    def late(self) -> bool:
        """Did it come in after the deadline? It counts all the same."""
        return bool(self.deadline) and self.received > self.deadline

    @property
    def contests(self) -> bool:
        """Does it ask for another figure? "Considered and kept" explains, and asks for nothing."""
        return self.type != KEPT


@dataclass(frozen=True, slots=True)
class Reply:
    """The second reader's answer. ``objection``: key of the very version that was read. ``level``, ``date``: what holds
    instead, where an accepted objection is about adoption.
    """

    objection: str
    outcome: str
    text: str
    by: str
    level: int | None = None
    date: str = ""
    at: str = ""


def decision_of_objection(one: Objection) -> Decision:
    """An objection as it is kept."""
    span = (one.target.start, one.target.end) if one.target.kind == FINDING else None
    papers = [{"text": p.text, "kind": p.kind, "file": p.file, "sha256": p.sha256} for p in one.papers]
    return Decision(
        OBJECTION, one.by, one.subject, one.type, at=one.at, reason=one.text, item=one.target.item, span=span,
        outlet=one.outlet, code=one.target.code, version=one.target.version,
        detail={"received": one.received, "deadline": one.deadline, "papers": papers, "file": one.file, "sha256": one.sha256},
    )  # fmt: skip


def objection_of(one: Decision) -> Objection:
    """The objection a decision keeps. Raises ValueError, TypeError or KeyError for what is none."""
    outlet, first, last, kind, item, start, end, code, version, type_ = one.subject
    target = Target(str(kind), str(item), int(start), int(end), str(code), str(version))
    if type_ not in ALLOWED.get(target.kind, ()) or len(one.reason) > MAX_TEXT:
        raise ValueError(f"{type_} ({target.kind})")
    detail: Mapping[str, Any] = one.detail
    papers = tuple(Paper(**paper) for paper in detail["papers"])
    days = {name: str(detail[name]) for name in ("received", "deadline", "file", "sha256")}
    return Objection(
        str(outlet), (str(first), str(last)), target, str(type_), one.reason, one.who,
        papers=papers, at=one.at, key=one.key, **days,
    )  # fmt: skip


def decision_of_reply(one: Reply, about: Objection) -> Decision:
    """An answer as it is kept, beside what it is about, so that a filter for the one finds the other."""
    kept = replace(decision_of_objection(about), at="")
    return replace(
        kept,
        kind=REPLY,
        who=one.by,
        subject=(about.id, one.objection),
        answer=one.outcome,
        at=one.at,
        reason=one.text,
        detail={"objection": one.objection, "level": one.level, "date": one.date},
    )


def reply_of(one: Decision) -> Reply:
    """The answer a decision keeps. Raises ValueError, TypeError or KeyError for what is none."""
    level = one.detail["level"]
    if one.answer not in OUTCOMES or level not in (None, 0, 1, 2):
        raise ValueError(f"{one.answer}, {level}")
    return Reply(
        str(one.detail["objection"]), one.answer, one.reason, one.who, level, str(one.detail["date"]), one.at
    )
