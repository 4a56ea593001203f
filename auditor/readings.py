"""Two readings held against each other: do readers agree, where must a third one decide, and how right is what counts?

All of it is computed from judgements, which hold places and no texts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from indicators.rules.judgements import (
    NO,
    PROVEN,
    UNPROVEN,
    UNSURE,
    YES,
    Judgement,
    Place,
    Tally,
    decided,
    said,
)
from indicators.rules.model import Rule
from indicators.shares import wilson

_RIGHT = {YES: "right", NO: "not", UNSURE: "not"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on the hits both read. ``table``: how often the first said this and the second that.

    The chance-corrected figures are over right and not right, which is what a rule's precision counts; unsure is not
    right. Kappa falls towards zero where nearly all hits are right, however rarely the readers differ; AC1 does not.
    """

    first: str
    second: str
    table: Mapping[tuple[str, str], int]
    by_rule: Mapping[str, Agreement] = field(default_factory=dict)

    @property
    def both(self) -> int:
        """Hits that both read."""
        return sum(self.table.values())

    @property
    def same(self) -> int:
        """Hits on which both said the same of y, n and ?."""
        return sum(n for (a, b), n in self.table.items() if a == b)

    @property
    def same_right(self) -> int:
        """Hits that both hold right, or both not right."""
        return sum(n for (a, b), n in self._halves().items() if a == b)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, None where chance alone explains everything."""
        first, second = self._shares()
        return self._corrected(first * second + (1 - first) * (1 - second))

    @property
    def ac1(self) -> float | None:
        """Gwet's AC1."""
        middle = sum(self._shares()) / 2
        return self._corrected(2 * middle * (1 - middle))

    def _halves(self) -> Counter[tuple[str, str]]:
        halves: Counter[tuple[str, str]] = Counter()
        for (a, b), n in self.table.items():
            halves[_RIGHT[a], _RIGHT[b]] += n
        return halves

    def _shares(self) -> tuple[float, float]:
        """The share each reader holds right."""
        halves, total = self._halves(), self.both or 1
        first = sum(n for (a, _), n in halves.items() if a == "right") / total
        second = sum(n for (_, b), n in halves.items() if b == "right") / total
        return first, second

    def _corrected(self, chance: float) -> float | None:
        if not self.both or chance >= 1:
            return None
        return (self.same_right / self.both - chance) / (1 - chance)


@dataclass(frozen=True, slots=True)
class Weighted:
    """Precision over all findings of several rules where not all were read: each rule's share counts by its findings.

    ``interval``: Wilson's, at the number of hits read at random that would be as sure (at most those that were read).
    ``unread``: findings of rules of which nothing was read; they are in neither.
    """

    precision: float
    interval: tuple[float, float]
    findings: int
    unread: int


@dataclass(frozen=True, slots=True)
class Articles:
    """The same by article, which is what an outlet sees: several findings of one article are one article.

    ``read``: articles with a finding that counts and was read; ``touched``: of these with one that is not right;
    ``wrong``: with none that is, so that nothing of what counts there holds.
    """

    read: int = 0
    touched: int = 0
    wrong: int = 0

    def interval(self, n: int) -> tuple[float, float]:
        """95 % Wilson interval of ``n`` of the articles read; articles are independent draws, findings of one are not."""
        return wilson(n, self.read) if self.read else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Counting:
    """What the rules that count amount to: ``proven`` ones score by themselves, findings of ``unproven`` ones once a person
    said yes to that very finding. ``rules``: with a hit that was held right. ``articles``: of the proven ones.
    """

    proven_rules: int
    proven: Tally
    unproven_rules: int
    unproven: Tally
    by_rule: Mapping[str, Tally]
    articles: Articles = Articles()


def agreements(judged: Iterable[Judgement]) -> list[Agreement]:
    """Every pair of readers who read the same hits, in order of their names."""
    places = said(judged)
    names = sorted({who for each in places.values() for who in each})
    pairs = (_pair(places, a, b) for a, b in combinations(names, 2))
    return [pair for pair in pairs if pair.both]


@dataclass(frozen=True, slots=True)
class Third:
    """How a third reader stands to two others: ``same`` of ``alike`` places that these two read alike, and for each of
    them how often the third says what they said where the two differ (``differed``).
    """

    first: str
    second: str
    third: str
    alike: int
    same: int
    differed: int
    with_first: int
    with_second: int


def thirds(judged: Iterable[Judgement]) -> list[Third]:
    """Every reader beside each two others, where all three read the same hits; the two who share most hits first."""
    places = said(judged)
    names = sorted({who for each in places.values() for who in each})
    found = []
    for a, b in combinations(names, 2):
        both = sum(a in each and b in each for each in places.values())
        for c in (name for name in names if name not in (a, b)):
            read = [(x[a], x[b], x[c]) for x in places.values() if a in x and b in x and c in x]
            # who reads after two others has read less than they have
            if not read or both <= max(sum(c in x and one in x for x in places.values()) for one in (a, b)):
                continue
            alike = [x for x in read if x[0] == x[1]]
            apart = [x for x in read if x[0] != x[1]]
            found.append(
                Third(
                    a, b, c,
                    len(alike), sum(x[2] == x[0] for x in alike),
                    len(apart), sum(x[2] == x[0] for x in apart), sum(x[2] == x[1] for x in apart),
                )
            )  # fmt: skip
    return found


def _pair(places: Mapping[Place, Mapping[str, str]], a: str, b: str) -> Agreement:
    every: Counter[tuple[str, str]] = Counter()
    rules: dict[str, Counter[tuple[str, str]]] = {}
    for place, each in places.items():
        if a in each and b in each:
            every[each[a], each[b]] += 1
            rules.setdefault(place[0], Counter())[each[a], each[b]] += 1
    return Agreement(a, b, every, {rule: Agreement(a, b, rules[rule]) for rule in sorted(rules)})


def counting(judged: Iterable[Judgement], rules: Iterable[Rule]) -> Counting:
    """Precision of what counts, over the hits of the rules' present versions that somebody read."""
    standing = {rule.id: rule.standing for rule in rules if rule.status == "active"}
    versions = {rule.id: rule.version for rule in rules}
    counts: dict[str, Counter[str]] = {}
    articles: dict[tuple[str, str], Counter[bool]] = {}
    for place, each in said(judged, versions).items():
        verdict = decided(each.values())
        counts.setdefault(place[0], Counter())[verdict] += 1
        if standing.get(place[0]) == PROVEN:
            articles.setdefault(place[1:3], Counter())[verdict == YES] += 1
    by_rule = {rule: Tally(c[YES], c[NO], c[UNSURE]) for rule, c in sorted(counts.items())}

    def of(wanted: str) -> tuple[int, Tally]:
        chosen = [tally for rule, tally in by_rule.items() if standing.get(rule) == wanted]
        whole = Tally(*(sum(getattr(t, part) for t in chosen) for part in ("yes", "no", "unsure")))
        return sum(t.yes > 0 for t in chosen), whole

    by_article = Articles(
        len(articles),
        sum(found[False] > 0 for found in articles.values()),
        sum(not found[True] for found in articles.values()),
    )
    return Counting(*of(PROVEN), *of(UNPROVEN), by_rule, by_article)


def weighted(findings: Mapping[str, int], tallies: Mapping[str, Tally]) -> Weighted | None:
    """The precision of ``findings`` (how many by rule); None where nothing was read of any of these rules."""
    read = {rule: n for rule, n in findings.items() if n and tallies.get(rule, Tally()).judged}
    total = sum(read.values())
    if not total:
        return None
    precision = spread = 0.0
    judged = 0
    for rule, n in read.items():
        tally, weight = tallies[rule], n / total
        precision += weight * tally.yes / tally.judged
        # one right and one wrong more: a rule read five times without a mistake is not known to make none
        share = (tally.yes + 1) / (tally.judged + 2)
        spread += weight**2 * share * (1 - share) / tally.judged
        judged += tally.judged
    likely = (precision * judged + 1) / (judged + 2)
    sure = max(1, min(judged, round(likely * (1 - likely) / spread)))
    return Weighted(precision, wilson(precision * sure, sure), total, sum(findings.values()) - total)


def third_reading(
    judged: Iterable[Judgement],
    versions: Mapping[str, str] | None = None,
    *,
    sample: int = 0,
    differing: bool = False,
    seed: int = 0,
) -> list[Place]:
    """The hits that a third reader is to read: a random sample of those read twice, and where two readers differ.

    Both kinds in one list in an order of chance, so that whoever reads it cannot tell which is which. ``versions``: only
    hits that the present rules still make.
    """
    twice = {place: set(each.values()) for place, each in said(judged, versions).items() if len(each) == 2}
    ordered = sorted(twice, key=lambda place: _chance(place, seed))
    kept = set(ordered[:sample])
    if differing:
        kept |= {place for place, words in twice.items() if len(words) > 1}
    return [place for place in ordered if place in kept]


def _chance(place: Place, seed: int) -> str:
    return hashlib.sha256(f"{seed} {place}".encode()).hexdigest()


def write_places(file: Path, places: Iterable[Place]) -> int:
    """Places as JSON lines for ``rules judge --places``; neither texts nor verdicts."""
    names = ("rule", "corpus", "item", "start", "end")
    lines = [json.dumps(dict(zip(names, place, strict=True))) + "\n" for place in places]
    file.write_text("".join(lines), encoding="utf-8")
    return len(lines)
