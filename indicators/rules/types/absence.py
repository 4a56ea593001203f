"""``absence``: what an item of this kind should carry and does not. The finding points at the title.

``missing``: wordings of which at least one is expected; ``require``: wordings that make the expectation apply,
``except``: wordings that lift it (both by ``front`` or ``item``);
``voices_missing``: "female" or "male", no quoted or reporting person of that sex although at least ``sources_min``
people speak and the sex of all of them is known; ``sources_only``: wordings one of which names everybody who says anything
(police, the accused), so that the other side is not heard; ``words_min``: shorter items are news in brief and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.model import Gender, Zone
from indicators.rules.model import Rule
from indicators.rules.pattern import Test, compile_all, fold
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes


class Absence:
    """Tried on every item that carries the labels of the rule's ``when``."""

    keys: tuple[str, ...] = ()
    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        body = rule.body
        self._missing = compile_all(body.get("missing", ()), classes)
        self._require = [(k, compile_all(found, classes)) for k, found in body.get("require", {}).items()]
        self._except = [(k, compile_all(found, classes)) for k, found in body.get("except", {}).items()]
        self._voices = Gender(body["voices_missing"]) if "voices_missing" in body else None
        self._only = compile_all(body.get("sources_only", ()), classes)
        self._sources_min = int(body.get("sources_min", 3))
        self._words_min = int(body.get("words_min", 0))

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        whole = (0, len(reading.folded))
        if not reading.folded or reading.folded.count(" ") + 1 < self._words_min:
            return []
        if not all(reading.has(test, reading.scope(kind, 0)) for kind, test in self._require):
            return []
        if any(reading.has(test, reading.scope(kind, 0)) for kind, test in self._except):
            return []
        if self._missing is not None and reading.has(self._missing, whole):
            return []
        unsaid = self._voices is not None and not self._unheard(reading, self._voices)
        if unsaid or (self._only is not None and not self._one_sided(reading, self._only)):
            return []
        return [reading.front]

    def _unheard(self, reading: Reading, gender: Gender) -> bool:
        speakers = [p.gender for p in reading.context.people if p.source or p.quoted]
        return len(speakers) >= self._sources_min and not {gender, Gender.UNKNOWN} & set(speakers)

    def _one_sided(self, reading: Reading, test: Test) -> bool:
        context = reading.context
        speakers = [
            fold(" ".join([p.occupation, *(m.text for m in p.mentions)]))
            for p in context.people
            if p.source or p.quoted
        ]
        bodies = {q.speaker for q in context.quotes if q.speaker and q.speaker.startswith("org:")}
        speakers += [fold(body.removeprefix("org:")) for body in bodies]
        return len(speakers) >= self._sources_min and all(test.search(speaker) for speaker in speakers)
