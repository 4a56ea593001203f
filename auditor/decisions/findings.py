"""What people of this workspace decided about single findings: a finding of an unproven rule counts once one is confirmed.

The decisions are the workspace's judgements (``auditor rules judge`` without a file). They hold for the very finding, at the
rule's present version, whatever else was collected since. A finding of a proven rule counts without a word and is not
waved away by one; an objection of the outlet that a second reader accepted takes it back (auditor.replies).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.decisions.ledger import as_kept, decisions_of
from auditor.decisions.model import RULE, Decision, holding
from auditor.store import Store
from indicators.model import Finding
from indicators.rules.judgements import (
    DEMOTED,
    NO,
    UNPROVEN,
    YES,
    Judgement,
    check,
    decided,
    read_judgements,
)
from indicators.rules.model import Rule
from indicators.tallies import ItemDecisions

if TYPE_CHECKING:
    from auditor.replies.effects import Effects

# where they stood in the workspace's folder once
FILE = "rule-judgements.jsonl"
# length of the keys judgements name items by, see indicators.rules.judgements.item_key
_KEY = 16


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a workspace. ``sha256``: over all of them, so that scores know when they are stale; ``readers``: who
    said yes to what was confirmed; ``replied``: what accepted objections changed, which is in ``by_item`` too.
    """

    by_item: Mapping[str, ItemDecisions] = field(default_factory=dict)
    sha256: str = ""
    readers: Mapping[tuple[str, tuple[str, int, int]], tuple[str, ...]] = field(default_factory=dict)

    replied: Effects | None = None

    def of(self, text_sha256: str) -> ItemDecisions:
        """What was decided about the findings of one text."""
        key = text_sha256[:_KEY]
        made = self.by_item.get(key, _NONE)
        if not self.replied:
            return made
        withdrawn = self.replied.withdrawn.get(key, frozenset())
        return replace(made, withdrawn=withdrawn, demoted=frozenset(self.replied.demoted))

    def unreplied(self, text_sha256: str) -> ItemDecisions:
        """The same as it would be had no objection been accepted."""
        return self.by_item.get(text_sha256[:_KEY], _NONE)

    def leaves_out(self, outlet: str, text_sha256: str) -> bool:
        """Does the item count no more for this outlet, since an objection said so?"""
        return self.replied is not None and (outlet, text_sha256[:_KEY]) in self.replied.left_out

    def withholds(self, outlet: str, code: str, edition: str) -> bool:
        """Can a figure not stand, since an objection to it was accepted?"""
        return self.replied is not None and (outlet, code, edition) in self.replied.withheld

    def confirmed_by(self, text_sha256: str, finding: Finding) -> str:
        """The names of those who confirmed a finding, "" where nobody did."""
        place = (finding.rule, finding.start, finding.end)
        return ", ".join(self.readers.get((text_sha256[:_KEY], place), ()))


_NONE = ItemDecisions()


def read_decisions(
    folder: Path,
    rules: Iterable[Rule],
    store: Store | None = None,
    period: tuple[str, str] | None = None,
) -> Decisions:
    """The decisions recorded in a workspace that hold for the present rules. ``period``: of the figures that are made, for
    objections that concern it alone. Raises DataFileError for a broken old file.
    """
    from auditor.replies.effects import effects  # noqa: PLC0415  replies are decisions
    from auditor.replies.records import cases  # noqa: PLC0415

    rules = list(rules)
    made = decisions(judgements_of(folder, store), rules)
    replied = effects(cases(folder, store), rules, period)
    if not replied:
        return made
    return replace(made, replied=replied, sha256=f"{made.sha256} {replied.sha256}".strip())


def judgements_of(folder: Path, store: Store | None = None) -> list[Judgement]:
    """Each reader's last word about every finding judged in a workspace."""
    return as_kept(judgement_of, holding(decisions_of(folder, RULE, store=store)))


def judgement_of(one: Decision) -> Judgement:
    """The judgement a decision keeps. Raises ValueError for what is none."""
    start, end = one.span or (0, 0)
    corpus = str(one.detail.get("corpus", ""))
    made = Judgement(one.code, one.version, corpus, one.item, start, end, one.answer, one.reason, one.who)
    if problem := check(made):
        raise ValueError(problem)
    return made


def decision_of(one: Judgement, *, at: str = "") -> Decision:
    """A judgement as it is kept: each reader's word on a finding, at a version of its rule, replaces their own alone,
    whatever else was collected in between (the corpus is no part of the subject).
    """
    return Decision(
        RULE,
        one.who,
        (one.rule, one.version, one.item, one.start, one.end, one.who),
        one.verdict,
        at=at,
        reason=one.reason,
        item=one.item,
        span=(one.start, one.end),
        code=one.rule,
        version=one.version,
        detail={"corpus": one.corpus},
    )


def decisions_in_file(file: Path) -> list[Decision]:
    """A file of judgements. Raises DataFileError naming a line that is none."""
    return [decision_of(one) for one in read_judgements([file])]


def decisions(judged: Iterable[Judgement], rules: Iterable[Rule]) -> Decisions:
    """Per finding what more than half of its readers said, else the worst word (see indicators.rules.judgements)."""
    versions = {rule.id: rule.version for rule in rules}
    said: dict[tuple[str, tuple[str, int, int]], dict[str, str]] = {}
    for one in judged:
        if versions.get(one.rule) == one.version:
            said.setdefault((one.item, (one.rule, one.start, one.end)), {})[one.who] = one.verdict
    sorted_out: dict[str, dict[str, set[tuple[str, int, int]]]] = {}
    for (item, place), words in said.items():
        sorted_out.setdefault(item, {}).setdefault(decided(words.values()), set()).add(place)
    digest = hashlib.sha256(repr(sorted((p, sorted(w.items())) for p, w in said.items())).encode())
    by_item = {
        item: ItemDecisions(frozenset(found.get(YES, ())), frozenset(found.get(NO, ())))
        for item, found in sorted_out.items()
    }
    readers = {
        place: tuple(sorted(who or "?" for who, verdict in words.items() if verdict == YES))
        for place, words in said.items()
        if decided(words.values()) == YES
    }
    return Decisions(by_item, digest.hexdigest() if said else "", readers)


def standing_now(findings: Iterable[Finding], made: ItemDecisions) -> list[Finding]:
    """Findings with the standing their rules have since objections were answered."""
    return [
        replace(finding, scores=False, standing=DEMOTED) if finding.rule in made.demoted else finding
        for finding in findings
    ]


def withdrawn(finding: Finding, made: ItemDecisions) -> bool:
    """Was it taken back, since an objection to it was accepted?"""
    return (finding.rule, finding.start, finding.end) in made.withdrawn


def waits(finding: Finding, made: ItemDecisions) -> bool:
    """Would this finding count if a person confirmed it, and did nobody decide yet?"""
    place = (finding.rule, finding.start, finding.end)
    if place in made.withdrawn or finding.rule in made.demoted:
        return False
    return finding.standing == UNPROVEN and place not in made.confirmed and place not in made.rejected


def confirmed(finding: Finding, made: ItemDecisions) -> bool:
    """Does it count since a person said so?"""
    if withdrawn(finding, made) or finding.rule in made.demoted:
        return False
    return finding.standing == UNPROVEN and (finding.rule, finding.start, finding.end) in made.confirmed


def rejected(finding: Finding, made: ItemDecisions) -> bool:
    """Did a person decide that it is none?"""
    return withdrawn(finding, made) or (finding.rule, finding.start, finding.end) in made.rejected
