"""What a rule is, and what it may know about the item it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from indicators.model import Labels, Person, Quote, Voice, Zone
from indicators.rules.judgements import ADVICE, PROVEN, RETIRED, TRIAL, UNREAD, Tally, standing_of
from indicators.rules.pattern import Watched
from indicators.rules.stages import Advice

FINDING_VOICES = frozenset({Voice.NARRATOR, Voice.CHOSEN})
SCORING_AUTHORITIES = frozenset({"law", "guideline"})
# counts mean nothing alone, asymmetry and what a source told are questions, and a recognisable child is an alarm, no mark
# against an outlet
NEVER_SCORES = frozenset({"rate", "asymmetry", "identification", "told"})
# where a rule comes from: a pack of the program, one of its packs loaded on request, a pack of a newsroom's own
PROGRAM, ON_REQUEST, ADDED = "program", "on_request", "added"


def narrator(_start: int, _end: int) -> Voice:
    """The voice of a text about which nothing is known: the outlet's own."""
    return Voice.NARRATOR


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What the readers before the rules found out about one item.

    ``people`` and ``quotes`` carry offsets of the text as given, ``voice_of`` takes a span of the normal form
    (:attr:`Document.norm`). ``published`` is ISO 8601 or "": laws and rules have dates. ``lang``: language of messages.
    """

    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    labels: Labels = field(default_factory=Labels)
    voice_of: Callable[[int, int], Voice] = narrator
    published: str = ""
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Example:
    """One text of a rule's own test: fires or does not. ``at`` is its path in the pack, for messages."""

    text: str
    fires: bool
    at: tuple[str | int, ...]
    title: str = ""
    labels: Labels = field(default_factory=Labels)
    voice: Voice = Voice.NARRATOR
    published: str = ""
    kind: str = ""
    caption: str = ""
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class OfDays:
    """Alternatives for items of these days, None: open."""

    texts: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Are they right for an item of that day? For one without a day, those that still are."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. ``body`` holds what only its type understands.

    ``authority``: law, guideline (association, ministry, UN body), research, opinion, ours. ``evidence``: C read in a
    public source, A attested in media, K general knowledge, I inferred, M measured. ``when``: labels the item must
    carry. ``version``: a hash over what decides where it fires; ``tally``: the hits of that version that were judged.
    ``stages``: alternatives that depend on how far proceedings have come, before the others.
    ``origin``: PROGRAM, ON_REQUEST or ADDED. ``watched``: what the automaton waits for, by pattern, where already known.
    ``by_law``: what a law among the sources adds to the explanation on the days it is in force. ``law_when``: what must be
    told for a law to be named (indicators.rules.fitting). ``by_day``: alternatives that
    are right for items of certain days alone (a help line, the name of an offence), before the general ones.
    """

    id: str
    family: str
    type: str
    title: Mapping[str, str]
    explanation: Mapping[str, str]
    indicators: tuple[str, ...]
    severity: str
    authority: str
    evidence: str
    status: str
    pack: str
    body: Mapping[str, Any]
    alternatives: tuple[str, ...] = ()
    stages: Advice = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[str, ...] = ()
    voices: frozenset[Voice] = FINDING_VOICES
    zones: frozenset[Zone] = frozenset(Zone)
    topics_except: tuple[str, ...] = ()
    when: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    valid_from: date | None = None
    valid_to: date | None = None
    row: tuple[int, ...] = ()
    note: str = ""
    at: tuple[str | int, ...] = ()
    examples: tuple[Example, ...] = ()
    version: str = ""
    tally: Tally = UNREAD
    origin: str = PROGRAM
    watched: Mapping[str, Watched] = field(default_factory=lambda: MappingProxyType({}))
    by_law: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    by_day: tuple[OfDays, ...] = ()
    law_when: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def standing(self) -> str:
        """What its findings may do: "proven", "unproven", "demoted" or "advice"; "trial" and "retired" rules make none."""
        if self.status != "active":
            return TRIAL if self.status == "experimental" else RETIRED
        # a newsroom's own pack never scores: what one province adds would make it incomparable with the next
        if self.type in NEVER_SCORES or self.origin == ADDED:
            return ADVICE
        return standing_of(self.authority in SCORING_AUTHORITIES, self.tally)

    @property
    def scores(self) -> bool:
        """May a finding influence a score without a person's confirmation?"""
        return self.status == "active" and self.standing == PROVEN

    @property
    def whole_item(self) -> bool:
        """Do its findings speak of the item as a whole, whatever words they point at?"""
        return self.type == "absence"

    def valid_on(self, day: date) -> bool:
        """Was the rule in force on that day?"""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)

    def to_dict(self) -> dict[str, Any]:
        """The listing of ``auditor rules list --json``."""
        return {
            "id": self.id,
            "pack": self.pack,
            "family": self.family,
            "type": self.type,
            "title": dict(self.title),
            "explanation": dict(self.explanation),
            "indicators": list(self.indicators),
            "severity": self.severity,
            "authority": self.authority,
            "evidence": self.evidence,
            "scores": self.scores,
            "standing": self.standing,
            "version": self.version,
            "judged": self.tally.judged,
            "judged_right": self.tally.yes,
            "precision": self.tally.precision,
            "precision_interval": self.tally.interval,
            "status": self.status,
            "origin": self.origin,
            "voices": sorted(self.voices),
            "zones": sorted(self.zones),
            "alternatives": list(self.alternatives),
            "alternatives_by_stage": {stage: list(texts) for stage, texts in self.stages.items()},
            "alternatives_by_day": [
                {"from": str(a.since or ""), "to": str(a.until or ""), "texts": list(a.texts)}
                for a in self.by_day
            ],
            "sources": list(self.sources),
            "by_law": {tag: dict(words) for tag, words in self.by_law.items()},
            "law_when": {tag: {k: list(v) for k, v in block.items()} for tag, block in self.law_when.items()},
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "rows": list(self.row),
            "note": self.note,
            "must_fire": [e.text for e in self.examples if e.fires],
            "must_not_fire": [e.text for e in self.examples if not e.fires],
        }


@dataclass(frozen=True, slots=True)
class RateCount:
    """What one zone of an item adds to a rate: how often women and how often men were marked. Means nothing alone."""

    rule: str
    women: int
    men: int
    zone: Zone = Zone.BODY
