"""What a person decided, in one form for every kind of judgement, so that a figure can be opened to all who had a say in it.

A decision names its subject by hashes, offsets, codes and ids, never by text: articles belong to their publishers, and
people in the news are counted, not catalogued.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import InputError

RULE, CODING, WORDING, ADOPTION = "rule", "coding", "wording", "adoption"
SUBMISSION, APPRAISAL, EXCLUSION = "submission", "appraisal", "exclusion"
OBJECTION, REPLY = "objection", "reply"
DENOMINATOR = "denominator"
PROMISE = "promise"
KINDS = (
    RULE,
    CODING,
    SUBMISSION,
    APPRAISAL,
    EXCLUSION,
    WORDING,
    ADOPTION,
    OBJECTION,
    REPLY,
    DENOMINATOR,
    PROMISE,
)

# a reason says why; a body's explanation of a line of its form is the longest there is
MAX_REASON = 4000
MAX_NAME = 1000
# a form of 50 lines with 40 papers each and full explanations
MAX_DETAIL = 2_000_000
_TEXTS = ("kind", "who", "at", "answer", "reason", "item", "outlet", "code", "version", "supersedes")
Part = str | int | bool


class NoDecision(InputError):
    """What was given is no decision. Values: file, detail."""

    code = "no_decision"


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word on one subject.

    ``subject``: what a later word of the same kind replaces; it holds the name where each reader's word counts.
    ``at``: UTC, "" where an old file did not say. ``item``: key of the text (indicators.rules.judgements.item_key), with
    ``span`` inside it. ``code``: the rule or the line of the index; ``version``: of the rule or the edition.
    ``supersedes``: key of the word it replaced. ``detail``: what only its kind understands.
    """

    kind: str
    who: str
    subject: tuple[Part, ...]
    answer: str
    at: str = ""
    reason: str = ""
    item: str = ""
    span: tuple[int, int] | None = None
    outlet: str = ""
    code: str = ""
    version: str = ""
    supersedes: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same decision read from two files is one; what it replaced follows from the others and is left out."""
        raw = self.as_json()
        del raw["supersedes"]
        text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def slot(self) -> tuple[str, tuple[Part, ...]]:
        """Decisions of one slot replace one another."""
        return self.kind, self.subject

    def as_json(self) -> dict[str, Any]:
        """Every field, ready for JSON."""
        return {
            **{name: getattr(self, name) for name in _TEXTS},
            "subject": list(self.subject),
            "span": list(self.span) if self.span else None,
            "detail": json.loads(json.dumps(self.detail, ensure_ascii=False)),
        }


def of_json(raw: Any) -> Decision:
    """A decision from :meth:`Decision.as_json`. Raises NoDecision (detail: what is wrong) for anything else."""
    if not isinstance(raw, dict):
        raise NoDecision("no object", detail="{…}")
    try:
        span = raw.get("span")
        made = Decision(
            **{name: raw.get(name, "") for name in _TEXTS},
            subject=tuple(raw["subject"]),
            span=None if span is None else (span[0], span[1]),
            detail=raw.get("detail") or {},
        )
    except (KeyError, TypeError, IndexError) as error:
        raise NoDecision(str(error), detail=str(error)) from error
    if problem := problem_of(made):
        raise NoDecision(problem, detail=problem)
    return made


def problem_of(one: Decision) -> str:
    """What is wrong with a decision, or nothing."""
    if not all(isinstance(getattr(one, name), str) for name in _TEXTS):
        return ", ".join(_TEXTS)
    wrong = {
        f"kind {one.kind!r}": one.kind not in KINDS,
        "subject": not one.subject or not all(isinstance(part, (str, int)) for part in one.subject),
        "span": one.span is not None and not all(type(end) is int and 0 <= end < 2**31 for end in one.span),
        f"reason > {MAX_REASON}": len(one.reason) > MAX_REASON,
        f"who > {MAX_NAME}": len(one.who) > MAX_NAME,
        "detail": not isinstance(one.detail, dict) or len(json.dumps(one.detail)) > MAX_DETAIL,
        "Unicode": not _storable(one),
    }
    return next((problem for problem, there in wrong.items() if there), "")


def _storable(one: Decision) -> bool:
    """Can the database keep it? Half of a character pair, which JSON can write, is no text."""
    try:
        json.dumps(one.as_json(), ensure_ascii=False).encode()
    except (UnicodeEncodeError, TypeError, ValueError):
        return False
    return True


def holding(made: Iterable[Decision]) -> list[Decision]:
    """Of each slot the word that holds: one that none replaced, and of several (two workspaces were merged) the latest."""
    slots: dict[tuple[str, tuple[Part, ...]], list[Decision]] = {}
    for one in made:
        slots.setdefault(one.slot, []).append(one)
    return [_latest(found) for found in slots.values()]


def _latest(found: list[Decision]) -> Decision:
    if len(found) == 1:
        return found[0]
    replaced = {one.supersedes for one in found}
    left = [one for one in found if one.key not in replaced]
    # no word is left only where a file was made by hand so that words replace each other in a ring
    return max(left or found, key=lambda one: (one.at, one.key))
