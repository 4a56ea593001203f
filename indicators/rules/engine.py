"""The one pass over an item: an automaton watches for the phrases of all rules, and only rules it names are tried.

Cost: see docs/rules.md; it hardly grows with the number of rules.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import ahocorasick

from indicators.model import Finding, Voice
from indicators.rules.fitting import Fitting, always
from indicators.rules.judgements import ADVICE, UNPROVEN
from indicators.rules.laws import basis_on
from indicators.rules.model import ADDED, FINDING_VOICES, RateCount, Rule, RuleContext
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.stages import UNKNOWN, stage_at
from indicators.rules.types import Classes, Matcher, rule_types
from indicators.rules.types.phrase import Phrase
from indicators.rules.types.rate import Rate
from indicators.text import Document

_ORDER = {"hint": 0, "warning": 1, "urgent": 2}
_RUN = re.compile(" {2,}")
# the families that name wordings about women and men; F17 is about numbers and structure, F18 about recognising people
_WORDINGS = frozenset({*(f"F{n}" for n in range(1, 17)), "F7b"})
Hits = dict[int, list[tuple[str, Span]]]


class RuleReading(NamedTuple):
    """What the rules say of one item: findings, and whether it names a wording of theirs in order to criticise it."""

    findings: tuple[Finding, ...]
    criticises: bool


class RuleSet:
    """Rules compiled together. ``hashes``: SHA-256 of every pack as read, "_engine" of
    the code that reads them, "_judged" over what each rule may do, and "_trial" where experimental rules fire.
    """

    __slots__ = ("_always", "_automaton", "_fitting", "_instead", "_matchers", "_today", "hashes", "rules")

    def __init__(
        self,
        rules: Iterable[Rule],
        classes: Classes,
        *,
        hashes: Mapping[str, str] | None = None,
        today: date | None = None,
        experimental: bool = False,
    ) -> None:
        self.rules = tuple(rules)
        standing = ";".join(f"{rule.id}={rule.standing}" for rule in self.rules)
        self.hashes: Mapping[str, str] = {
            **(hashes or {}),
            "_judged": hashlib.sha256(standing.encode()).hexdigest(),
            **({"_trial": ""} if experimental else {}),
        }
        self._today = today
        kinds = rule_types()
        self._matchers: list[Matcher] = [
            kinds[rule.type](rule, {**classes, **rule.body.get("classes", {})}) for rule in self.rules
        ]
        self._fitting = {
            rule.id: Fitting(rule.law_when, {**classes, **rule.body.get("classes", {})})
            for rule in self.rules
            if rule.law_when
        }
        self._instead = {
            rule.id: [
                (scope, compile_all(words, {**classes, **rule.body.get("classes", {})}))
                for scope, words in rule.body["or_told"].items()
            ]
            for rule in self.rules
            if "or_told" in rule.body
        }
        live = [
            n
            for n, rule in enumerate(self.rules)
            if rule.status == "active" or (experimental and rule.status == "experimental")
        ]
        self._always = tuple(n for n in live if not self._matchers[n].keys)
        self._automaton = _automaton(self._matchers, live)

    @property
    def stamp(self) -> str:
        """One hash over all packs: what an analysis names as its rules."""
        joined = "\n".join(f"{pack} {digest}" for pack, digest in sorted(self.hashes.items()))
        return hashlib.sha256(joined.encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.rules)

    @property
    def watched(self) -> int:
        """How many different phrases the automaton waits for."""
        return 0 if self._automaton is None else len(self._automaton)

    def get(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def match(self, document: Document, context: RuleContext) -> tuple[Finding, ...]:
        """All findings of one item in reading order, with offsets of the text as given."""
        return self.read(document, context).findings

    def read(self, document: Document, context: RuleContext) -> RuleReading:
        """The findings as :meth:`match` gives them, and what was found but is only spoken about, with rejection."""
        if not document.norm.strip():
            return RuleReading((), criticises=False)
        reading = Reading(document, context)
        hits = self._hits(reading.folded)
        found: list[tuple[Span, Rule, Finding]] = []
        criticises = False
        for number in (*hits, *self._always):
            rule, matcher = self.rules[number], self._matchers[number]
            labelled = _labelled(rule, context)
            if (labelled or rule.id in self._instead) and self._applies(rule, context):
                for span in matcher.find(reading, hits.get(number, ())):
                    if not labelled and not self._told_instead(rule, reading, span):
                        continue
                    voice = _voice(matcher, reading, span)
                    criticises = criticises or (voice is Voice.CRITICISED and _is_wording(rule))
                    finding = self._finding(rule, matcher, reading, span, voice)
                    if finding is not None:
                        found.append((span, rule, finding))
        return RuleReading(tuple(finding for _, _, finding in _without_contained(found)), criticises)

    def rates(self, document: Document) -> tuple[RateCount, ...]:
        """What the item adds to the rates, by rule and zone; where nothing is marked nothing is added."""
        counts = [
            count
            for number, hits in self._hits(document.folded).items()
            if isinstance(matcher := self._matchers[number], Rate)
            for count in matcher.count(hits, document)
        ]
        return tuple(sorted(counts, key=lambda c: (c.rule, c.zone)))

    def _hits(self, folded: str) -> Hits:
        hits: Hits = {}
        if self._automaton is None:
            return hits
        if "  " in folded:
            return self._spaced_hits(folded)
        padded = folded + " "
        for last, (key, numbers) in self._automaton.iter(folded):
            end = last + 1
            if padded[end].isalnum():
                continue
            start = end - len(key)
            if start and padded[start - 1].isalnum():
                continue
            for number in numbers:
                hits.setdefault(number, []).append((key, (start, end)))
        return hits

    def _spaced_hits(self, folded: str) -> Hits:
        """The hits in a text with runs of blanks, found in the text without them."""
        removed, total = [0], 0
        cuts = [0]
        for run in _RUN.finditer(folded):
            cuts.append(run.start() + 1 - total)
            total += run.end() - run.start() - 1
            removed.append(total)

        def back(at: int) -> int:
            return at + removed[bisect_right(cuts, at) - 1]

        single = _RUN.sub(" ", folded)
        return {
            number: [(key, (back(start), back(end - 1) + 1)) for key, (start, end) in hits]
            for number, hits in self._hits(single).items()
        }

    def _applies(self, rule: Rule, context: RuleContext) -> bool:
        if rule.topics_except and not set(rule.topics_except).isdisjoint(context.labels.topics):
            return False
        if rule.valid_from is None and rule.valid_to is None:
            return True
        day = _day(context.published) or self._today or date.today()  # noqa: DTZ011  a calendar day, no moment
        return rule.valid_on(day)

    def _told_instead(self, rule: Rule, reading: Reading, span: Span) -> bool:
        """Does a wording around the hit stand in for labels the item does not carry?"""
        return any(reading.has(test, reading.scope(scope, span[0])) for scope, test in self._instead[rule.id])

    def _finding(
        self, rule: Rule, matcher: Matcher, reading: Reading, span: Span, voice: Voice
    ) -> Finding | None:
        zone = matcher.zone or reading.document.zone_at(span[0])
        if zone not in rule.zones or voice not in rule.voices:
            return None
        shown = reading.document.mention(*span)
        fitting = self._fitting.get(rule.id)
        fits = fitting.of(reading, span, reading.told_of(matcher, span)) if fitting else always
        basis = basis_on(rule, _day(reading.context.published), reading.context.lang, fits)
        return Finding(
            rule=rule.id,
            family=rule.family,
            # what a newsroom added enters no indicator
            indicators=rule.indicators if rule.origin != ADDED else (),
            start=shown.start,
            end=shown.end,
            text=shown.text,
            zone=zone,
            voice=voice,
            severity=rule.severity,
            scores=rule.scores and voice in FINDING_VOICES and not basis.lapsed,
            standing=ADVICE if basis.lapsed else rule.standing,
            message=basis.message,
            authority=basis.authority,
            alternatives=(*_of_stage(rule, reading, span), *basis.alternatives, *rule.alternatives),
            sources=basis.sources,
        )


def _labelled(rule: Rule, context: RuleContext) -> bool:
    return all(getattr(context.labels, label) == wanted for label, wanted in rule.when.items())


def _voice(matcher: Matcher, reading: Reading, span: Span) -> Voice:
    """Whose words a hit is; what the rule's own exceptions say is rejected is criticised."""
    if not matcher.keys:
        return Voice.NARRATOR
    if isinstance(matcher, Phrase) and matcher.rejects(reading, span):
        return Voice.CRITICISED
    return reading.voice(span)


def _is_wording(rule: Rule) -> bool:
    """Does the program itself hold what the rule finds for a wording about women or men? What a newsroom added, or is on
    trial, enters no indicator.
    """
    return rule.family in _WORDINGS and rule.origin != ADDED and rule.status == "active"


def _of_stage(rule: Rule, reading: Reading, span: Span) -> tuple[str, ...]:
    """What the rule advises at the stage of proceedings the item has reached; a stage it says nothing of is unknown."""
    if not rule.stages:
        return ()
    return rule.stages.get(stage_at(reading, span[0])) or rule.stages.get(UNKNOWN, ())


def _automaton(matchers: Sequence[Matcher], live: Iterable[int]) -> Any:
    watched: dict[str, list[int]] = {}
    for number in live:
        for key in matchers[number].keys:
            watched.setdefault(key, []).append(number)
    if not watched:
        return None
    automaton = ahocorasick.Automaton()
    for key, numbers in watched.items():
        automaton.add_word(key, (key, tuple(numbers)))
    automaton.make_automaton()
    return automaton


def _without_contained(found: list[tuple[Span, Rule, Finding]]) -> Iterator[tuple[Span, Rule, Finding]]:
    """In reading order, without findings inside a longer one of the same family that weighs no less.

    What a newsroom added, or a rule on trial, hides nothing but its like.
    """
    found.sort(key=lambda f: (f[0][0], -f[0][1], f[1].id))
    kept: list[tuple[Span, Rule, Finding]] = []
    for span, rule, finding in found:
        inside = any(
            other[0] <= span[0] and span[1] <= other[1] and _heavier(one, finding) and _may_hide(longer, rule)
            for other, longer, one in kept
            if one.family == finding.family and other != span
        )
        if not inside:
            kept.append((span, rule, finding))
    return iter(kept)


def _heavier(one: Finding, other: Finding) -> bool:
    return _weight(one) >= _weight(other)


def _weight(finding: Finding) -> tuple[int, int]:
    """What may count weighs more than advice, however urgent."""
    return 2 * finding.scores + (finding.standing == UNPROVEN), _ORDER[finding.severity]


def _may_hide(longer: Rule, rule: Rule) -> bool:
    own, trial = longer.origin == ADDED, longer.status == "experimental"
    return (not own or rule.origin == ADDED) and (not trial or rule.status == "experimental")


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
