"""``rate``: marking that means nothing alone (nữ tài xế, tài xế nữ, nam y tá). Never a finding, only counts.

``women`` and ``men`` list the marked forms; whoever adds up items compares them per outlet, topic and zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from indicators.model import Zone
from indicators.rules.model import RateCount, Rule
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.phrase import longest, split
from indicators.text import Document


class Rate:
    """Counts plain phrases of two lists."""

    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        self._rule = rule.id
        self._women, gapped = split(rule.body["women"], classes)
        self._men, more = split(rule.body["men"], classes)
        if gapped or more:
            raise ValueError("a rate counts phrases without gaps")
        self.keys = tuple(self._women | self._men)

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        return ()

    def count(self, hits: Sequence[tuple[str, Span]], document: Document) -> list[RateCount]:
        """One count a zone in which something is marked."""
        women = self._by_zone(hits, self._women, document)
        men = self._by_zone(hits, self._men, document)
        return [RateCount(self._rule, women[z], men[z], z) for z in Zone if women[z] or men[z]]

    @staticmethod
    def _by_zone(
        hits: Sequence[tuple[str, Span]], phrases: frozenset[str], document: Document
    ) -> Counter[Zone]:
        spans = longest(span for key, span in hits if key in phrases)
        return Counter(document.zone_at(start) for start, _ in spans)
