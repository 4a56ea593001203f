"""What accepted objections take out of the figures, and what they do to a rule that loses often."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from auditor.replies import model
from auditor.replies.records import Case
from indicators.rules.judgements import (
    DEMOTED,
    NO,
    PROVEN,
    REASON_MAX,
    UNPROVEN,
    UNSURE,
    YES,
    Judgement,
    Tally,
    standing_of,
)
from indicators.rules.model import Rule

_VERDICTS = {model.ACCEPTED: NO, model.PARTLY: UNSURE, model.UPHELD: YES}
# one newsroom's single success must not take a rule away from a whole province [I]
OFTEN = 3
# what a second reader's word is filed under among the judgements of a rule
CORPUS = "replies"
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Effects:
    """``withdrawn``: findings by item; ``left_out``: (outlet, item); ``withheld``: (outlet, line, edition) of figures that
    cannot stand and that nobody has put right yet; ``demoted``: rules with what was read of them, replies included.
    """

    withdrawn: Mapping[str, frozenset[Place]] = field(default_factory=dict)
    left_out: frozenset[tuple[str, str]] = frozenset()
    withheld: frozenset[tuple[str, str, str]] = frozenset()
    demoted: Mapping[str, Tally] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.withdrawn or self.left_out or self.withheld or self.demoted)

    @property
    def sha256(self) -> str:
        """So that scores know when they are stale; "" where nothing is accepted."""
        parts = (
            sorted((item, sorted(places)) for item, places in self.withdrawn.items()),
            sorted(self.left_out),
            sorted(self.withheld),
            sorted(self.demoted),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest() if self else ""


def effects(every: Sequence[Case], rules: Iterable[Rule], period: tuple[str, str] | None) -> Effects:
    """What holds for figures of a period. What is wrong with a text is wrong whenever the text is counted; what is
    wrong with its place, or with a figure, is so in the period that was objected to.
    """
    withdrawn: dict[str, set[Place]] = {}
    left_out: set[tuple[str, str]] = set()
    withheld: set[tuple[str, str, str]] = set()
    for case in every:
        one, target = case.objection, case.objection.target
        if not case.accepted:
            continue
        if target.kind == model.FINDING:
            withdrawn.setdefault(target.item, set()).add((target.code, target.start, target.end))
        elif target.kind == model.ITEM and (one.type != model.PLACEMENT or one.period == period):
            left_out.add((one.outlet, target.item))
        elif target.kind == model.FIGURE and one.period == period:
            withheld.add((one.outlet, target.code, target.version))
    return Effects(
        {item: frozenset(places) for item, places in withdrawn.items()},
        frozenset(left_out),
        frozenset(withheld),
        demoted(words(every), rules),
    )


def words(every: Iterable[Case]) -> list[Judgement]:
    """Answers as judgements of the rule that was objected to: accepted is a no, upheld a yes, in part an unsure.

    What the rule is not to blame for (a misread page, an item of somebody else) says nothing about it.
    """
    return [
        Judgement(
            rule=one.target.code,
            version=one.target.version,
            corpus=CORPUS,
            item=one.target.item,
            start=one.target.start,
            end=one.target.end,
            verdict=_VERDICTS[case.outcome],
            reason=" ".join(case.reply.text.split())[:REASON_MAX],
            who=case.reply.by,
        )
        for case in every
        if (one := case.objection).target.kind == model.FINDING
        and one.type not in model.NOT_THE_RULE
        and case.reply is not None
    ]


def demoted(said: Iterable[Judgement], rules: Iterable[Rule]) -> dict[str, Tally]:
    """Rules that lost :data:`OFTEN` times and no longer hold up once the answers are counted with what had been read."""
    by_rule: dict[tuple[str, str], list[str]] = {}
    for one in said:
        by_rule.setdefault((one.rule, one.version), []).append(one.verdict)
    found = {}
    for rule in rules:
        given = by_rule.get((rule.id, rule.version), [])
        if given.count(NO) < OFTEN or rule.standing not in (PROVEN, UNPROVEN):
            continue
        tally = replace(
            rule.tally,
            yes=rule.tally.yes + given.count(YES),
            no=rule.tally.no + given.count(NO),
            unsure=rule.tally.unsure + given.count(UNSURE),
        )
        if standing_of(True, tally) == DEMOTED:
            found[rule.id] = tally
    return found
