"""``rate``: marking that means nothing alone (nữ tài xế, tài xế nữ, nam y tá). Never a finding, only counts.

``women`` and ``men`` list the marked forms; whoever adds up items compares them per outlet, topic and zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.model import Zone
from indicators.rules.model import RateCount, Rule
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.phrase import longest, split


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

    def count(self, hits: Sequence[tuple[str, Span]]) -> RateCount:
        women = longest(span for key, span in hits if key in self._women)
        men = longest(span for key, span in hits if key in self._men)
        return RateCount(self._rule, len(women), len(men))
