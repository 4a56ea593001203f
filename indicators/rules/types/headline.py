"""``headline``: a title that says more than the text below it. ``match`` and the conditions as in ``phrase``, in the title only;
``below``: wordings of which one has to stand in lead, body or captions for the title to be borne out.

A title without a text below it says nothing: many corpora hold headlines alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.model import Zone
from indicators.rules.model import Rule
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.phrase import Phrase

# shorter texts are a lead or a line of a list: what a title takes up may stand in the part that is not held
_WORDS = 60


class Headline(Phrase):
    """A phrase of the title that nothing below repeats."""

    def __init__(self, rule: Rule, classes: Classes) -> None:
        super().__init__(rule, classes)
        self._below = compile_all(rule.body["below"], classes)

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        title = next((part.end for part in reading.document.parts if part.zone is Zone.TITLE), 0)
        text = reading.folded[title:]
        if not title or text.count(" ") < _WORDS or reading.has(self._below, (title, len(reading.folded))):
            return []
        return super().find(reading, [hit for hit in hits if hit[1][1] <= title])
