"""From analyses to scores: pure functions, the same figures for the same items, unknown never counted as zero.

Units are people in articles (interval by a bootstrap over articles, since the people of one article are no independent
draws) or articles (Wilson). ``n`` below the edition's smallest number is "insufficient"; where the program finds only
candidates that a person must confirm, the outcome is "needs_review" and there is no value. The measures themselves stand
in indicators.measures.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from indicators import counts as voices
from indicators import formula, measures, plans, shares, tallies
from indicators.indexes.model import Edition, Indicator
from indicators.measures import MEASURES, Items
from indicators.model import Analysis, Finding, Gender, Zone
from indicators.plans import Period
from indicators.rules.judgements import UNPROVEN
from indicators.rules.model import FINDING_VOICES
from indicators.shares import bootstrap, linearised, wilson
from indicators.tallies import (
    INSUFFICIENT,
    MEASURED,
    NEEDS_REVIEW,
    NONE_ARISING,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    ItemDecisions,
    ItemMeasures,
    ItemMeta,
    Part,
    Score,
    Tally,
)  # fmt: skip

__all__ = [
    "INSUFFICIENT", "MEASURED", "MEASURES", "NEEDS_REVIEW", "NONE_ARISING", "NOT_APPLICABLE", "NOT_ASSESSED",
    "ItemMeasures", "ItemMeta", "Part", "Period", "Score", "Tally", "bootstrap", "fingerprint", "linearised",
    "measure", "score", "wilson",
]  # fmt: skip

# functions in the story (GMMP) that make up the voice of the public
_EXPERT, _SPOKESPERSON = "expert", "spokesperson"
_POPULAR = frozenset({"popular", "experience", "eyewitness"})


def measure(analysis: Analysis, record_meta: ItemMeta | None = None) -> ItemMeasures:
    """The counts of one item."""
    meta = record_meta or ItemMeta()
    groups: dict[str, Counter[Gender]] = {
        name: Counter()
        for name in (
            "people",
            "listed",
            "sources",
            "chosen",
            "imposed",
            "experts",
            "popular",
            "spokespersons",
            "victims",
        )
    }
    positions: dict[str, Counter[Gender]] = {}
    for person in analysis.people:
        source = (person.source or person.quoted) and not person.listed
        groups["listed" if person.listed else "people"][person.gender] += 1
        if source:
            groups["sources"][person.gender] += 1
            groups["chosen" if voices.is_chosen(person) else "imposed"][person.gender] += 1
            if person.function == _EXPERT:
                groups["experts"][person.gender] += 1
            elif person.function == _SPOKESPERSON:
                groups["spokespersons"][person.gender] += 1
            elif person.function in _POPULAR:
                groups["popular"][person.gender] += 1
        if person.victim:
            groups["victims"][person.gender] += 1
        if person.gmmp_occupation is not None and not person.listed:
            positions.setdefault(str(person.gmmp_occupation), Counter())[person.gender] += 1
    counting, waiting, others = _sorted_out(analysis.findings, meta.decisions)
    labels = analysis.labels
    return ItemMeasures(
        **{name: _tally(counts) for name, counts in groups.items()},
        positions=MappingProxyType({name: _tally(counts) for name, counts in positions.items()}),
        women_central=labels.women_central,
        gender_topic=labels.gender_topic,
        gbv=labels.gbv,
        law_reference=labels.law_reference,
        challenges=labels.challenges_stereotype,
        advert=meta.advert or any(f.zone is Zone.ADVERT for f in analysis.findings),
        repost=meta.repost,
        scoring=counting,
        candidates=(waiting | others) - counting,
        waiting=waiting,
        topics=frozenset(int(code) for code in labels.topics if code.isdigit()),
        published=meta.published[:10],
        presenters=meta.presenters,
        named=meta.named,
    )


def _sorted_out(
    findings: Iterable[Finding], decisions: ItemDecisions
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Codes with findings that count, with those that wait for a person, and with all others.

    A person's yes makes a finding of an unproven rule count; a no takes it (and advice) away. What a proven rule finds
    is not waved away by a reader, but taken back where an objection to it was accepted.
    """
    codes: dict[str, set[str]] = {"counts": set(), "waits": set(), "other": set()}
    for finding in findings:
        place = (finding.rule, finding.start, finding.end)
        if place in decisions.withdrawn:
            continue
        if finding.rule in decisions.demoted:
            kind = "other"
        elif finding.scores:
            kind = "counts"
        elif place in decisions.rejected:
            continue
        elif finding.standing == UNPROVEN and finding.voice in FINDING_VOICES:
            kind = "counts" if place in decisions.confirmed else "waits"
        else:
            kind = "other"
        codes[kind].update(finding.indicators)
    return frozenset(codes["counts"]), frozenset(codes["waits"]), frozenset(codes["other"])


def _tally(counts: Counter[Gender]) -> Tally:
    return Tally(counts[Gender.FEMALE], counts[Gender.MALE], counts[Gender.OTHER], counts[Gender.UNKNOWN])


def score(
    items: Iterable[ItemMeasures],
    edition: Edition,
    *,
    seed: int = 0,
    resamples: int = 1000,
    period: tuple[str, str] = ("", ""),
    kind: str = "",
) -> tuple[Score, ...]:
    """One score per indicator of the edition, in its order. What nothing measures is "not_assessed".

    ``period``: first and last day asked for (ISO 8601, "" where open), for measures that count by month or quarter.
    ``kind``: of the outlet, "" where not known: an indicator for other kinds, or of another time, is "not_applicable".
    """
    ready = Items(items, seed, resamples, Period.of(*period))
    return tuple(_score(ready, indicator, kind, period) for indicator in edition)


def _score(items: Items, indicator: Indicator, kind: str, period: tuple[str, str]) -> Score:
    if not indicator.applies_to(kind) or not indicator.holds_in(*period):
        return Score(indicator.code, NOT_APPLICABLE, max_points=indicator.points)
    if indicator.measure is None:
        return Score(indicator.code, NOT_ASSESSED, max_points=indicator.points)
    return MEASURES[indicator.measure](items, indicator)


def fingerprint() -> str:
    """One hash over the code that makes scores from counts: where it differs, scores are stale."""
    digest = hashlib.sha256()
    for module in (formula, measures, plans, shares, tallies, voices):
        digest.update(Path(str(module.__file__)).read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()
