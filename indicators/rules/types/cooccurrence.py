"""``cooccurrence``: wordings that mean something only together, in one sentence, paragraph or item.

``match`` names the wording the finding points at; ``together`` is a list of lists, of each of which something must stand
in the same ``scope`` (``sentence`` unless said otherwise).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.rules.model import Rule
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.phrase import Phrase


class Cooccurrence(Phrase):
    """A phrase that needs company."""

    def __init__(self, rule: Rule, classes: Classes) -> None:
        super().__init__(rule, classes)
        self._scope = str(rule.body.get("scope", "sentence"))
        self._together = [compile_all(patterns, classes) for patterns in rule.body["together"]]

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        for span in super().find(reading, hits):
            scope = reading.scope(self._scope, span[0])
            if all(reading.has(test, scope) for test in self._together):
                yield span
