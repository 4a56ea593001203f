"""Carries replies into a report: beside each figure how many opinions there are and what became of them, and each in full."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from auditor.adoption import Declared
from auditor.replies import model
from auditor.replies.describing import Describer
from auditor.replies.effects import demoted
from auditor.replies.effects import words as verdicts
from auditor.replies.records import Case
from auditor.words import Words, number, percent
from indicators.model import Finding
from indicators.rules.judgements import BOUND, Tally
from reports.figures import Opinion, Outcome, Replies


def counted(every: Iterable[Case], before: str = "") -> Replies | None:
    """How many opinions, and what became of them; None where there is none."""
    found = list(every)
    if not found and not before:
        return None
    outcomes = [case.outcome for case in found]
    return Replies(
        received=len(found),
        accepted=outcomes.count(model.ACCEPTED),
        partly=outcomes.count(model.PARTLY),
        upheld=outcomes.count(model.UPHELD),
        considered=outcomes.count(model.KEPT),
        waiting=outcomes.count(""),
        late=sum(case.objection.late for case in found),
        before=before,
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """The replies of one report. ``unreplied``: scores as they were without accepted objections, by outlet and line;
    ``scored``: when the scores were made.
    """

    cases: Sequence[Case]
    describer: Describer
    unreplied: Mapping[tuple[str, str], sqlite3.Row] = field(default_factory=dict)
    scored: str = ""

    def concerning(self, period: tuple[str, str], texts: frozenset[str]) -> Carried:
        """Those about figures of a period, and those about texts that are counted in it (``texts``: their keys)."""

        def concerns(case: Case) -> bool:
            one = case.objection
            return one.period == period or (one.type != model.PLACEMENT and one.target.item in texts)

        return replace(self, cases=[case for case in self.cases if concerns(case)])

    def of_figure(self, outlet: str, code: str, row: sqlite3.Row | None) -> Replies | None:
        """Those about a line of the index itself, and about findings that enter it."""

        def enters(target: model.Target) -> bool:
            if target.kind == model.FIGURE:
                return target.code == code and target.version == self.describer.edition.id
            rule = self.describer.rules.get(target.code)
            return target.kind == model.FINDING and rule is not None and code in rule.indicators

        found = self._of(outlet, lambda case: enters(case.objection.target))
        old = self.unreplied.get((outlet, code))
        return counted(found, _before(old, row, self.describer.words) if old is not None else "")

    def of_finding(self, outlet: str, text_sha256: str, finding: Finding) -> Replies | None:
        place = (finding.rule, finding.start, finding.end)
        return counted(
            self._of(
                outlet,
                lambda case: (
                    (t := case.objection.target).kind == model.FINDING
                    and text_sha256.startswith(t.item)
                    and (t.code, t.start, t.end) == place
                ),
            )
        )

    def of_adoption(self, outlet: str, line: Declared | None) -> Replies | None:
        before = ""
        if line is not None and line.replied:
            level = self.describer.words("level.unsaid" if line.before is None else f"level.{line.before}")
            before = self.describer.words("replies.before.level", level=level)
        found = self._of(outlet, lambda case: case.objection.target.kind == model.ADOPTION)
        return counted(found, before)

    def of_outlet(self, outlet: str) -> Replies | None:
        return counted(self._of(outlet))

    def total(self) -> Replies | None:
        return counted(self.cases)

    def opinions(self, outlet: str) -> tuple[Opinion, ...]:
        """Each objection of an outlet with its answer, by the day it was received."""
        return tuple(self._opinion(case) for case in self._of(outlet))

    def _of(self, outlet: str, wanted: Callable[[Case], bool] = lambda _: True) -> list[Case]:
        return [case for case in self.cases if case.objection.outlet == outlet and wanted(case)]

    def _opinion(self, case: Case) -> Opinion:
        one, reply = case.objection, case.reply if case.objection.contests else None
        return Opinion(
            id=one.id,
            about=self.describer.about(one.target),
            type=one.type,
            text=one.text,
            received=one.received,
            late=one.late,
            papers=tuple(f"{p.text} (SHA-256 {p.sha256[:12]})" if p.sha256 else p.text for p in one.papers),
            outcome=case.outcome,
            answer=reply.text if reply else "",
            answered_by=reply.by if reply else "",
            answered=reply.at[:10] if reply else "",
            effect=self._effect(case),
        )

    def _effect(self, case: Case) -> str:
        if not case.accepted:
            return ""
        kind, words = case.objection.target.kind, self.describer.words
        if kind == model.ADOPTION and case.reply is not None and case.reply.level is not None:
            return words("replies.effect.adoption", level=words(f"level.{case.reply.level}"))
        return words(f"replies.effect.{kind}")

    def limits(self) -> list[str]:
        """Sentences for the report: how many opinions there are, and rules that lost their standing."""
        words = self.describer.words
        told = [demoted_in_words(rule, tally, words) for rule, tally in self._demoted().items()]
        left = {
            (case.objection.outlet, case.objection.target.item)
            for case in self.cases
            if case.accepted and case.objection.target.kind == model.ITEM
        }
        late = sum(
            case.accepted and case.reply is not None and case.reply.at > self.scored
            for case in self.cases
            if case.objection.target.kind != model.ADOPTION
        )
        if late and self.scored:
            told.insert(0, words("replies.limit.stale", n=number(late, words.lang)))
        if left:
            told.insert(0, words("replies.limit.left_out", n=number(len(left), words.lang)))
        return told

    def _demoted(self) -> dict[str, Tally]:
        return demoted(verdicts(self.cases), self.describer.rules.values())


def demoted_in_words(rule: str, tally: Tally, words: Words) -> str:
    """Why the findings of a rule no longer count."""
    low = (tally.interval or (0.0, 0.0))[0]
    return words(
        "replies.limit.demoted",
        rule=rule,
        right=number(tally.yes, words.lang),
        judged=number(tally.judged, words.lang),
        low=percent(low, words.lang),
        bound=percent(BOUND, words.lang),
    )


def _before(old: sqlite3.Row, new: sqlite3.Row | None, words: Words) -> str:
    """A figure as it was, where it is another one now; "" where it is the same."""
    names = ("outcome", "value", "numerator", "n")
    if new is not None and all(old[name] == new[name] for name in names):
        return ""
    if old["outcome"] != Outcome.MEASURED or old["value"] is None:
        return words(f"outcome.{old['outcome']}")
    value = (
        percent(old["value"], words.lang) if 0 <= old["value"] <= 1 else number(old["value"], words.lang, 1)
    )
    if old["numerator"] is None or old["n"] is None:
        return value
    return f"{value} ({number(old['numerator'], words.lang)}/{number(old['n'], words.lang)})"
