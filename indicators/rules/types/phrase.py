"""``phrase``: one of these wordings stands here and is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indicators.model import Zone
from indicators.rules.guards import Guard
from indicators.rules.model import Rule
from indicators.rules.pattern import Gap, Variant, regex, variants
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes


class Phrase:
    """Plain variants are found by the automaton itself; those with gaps by an expression in the sentence of a hit."""

    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        self._guard = Guard(rule.body, classes)
        self._plain, self._gapped = split(rule.body["match"], classes)
        self.keys = tuple(dict.fromkeys([*self._plain, *(_key(v) for v in self._gapped)]))
        by_key: dict[str, list[Variant]] = {}
        for variant in self._gapped:
            by_key.setdefault(_key(variant), []).append(variant)
        self._variants = by_key
        self._by_key: dict[str, re.Pattern[str]] = {}

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        return [
            span for span in longest(self._candidates(reading, hits)) if self._guard.allows(reading, span)
        ]

    def _candidates(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterator[Span]:
        tried: set[tuple[str, Span]] = set()
        for key, span in hits:
            if key in self._plain:
                yield span
            if key not in self._variants:
                continue
            test = self._test(key)
            sentence = reading.sentence(span[0])
            if (key, sentence) not in tried:
                tried.add((key, sentence))
                yield from (hit.span() for hit in test.finditer(reading.folded, *sentence))

    def _test(self, key: str) -> re.Pattern[str]:
        """Compiled when its key is first met: all 730 of them take five seconds."""
        if key not in self._by_key:
            found = regex(self._variants[key])
            if found is None:
                raise AssertionError(key)
            self._by_key[key] = found
        return self._by_key[key]


def split(patterns: Iterable[str], classes: Classes) -> tuple[frozenset[str], tuple[Variant, ...]]:
    """Variants that are plain phrases, and those with gaps."""
    plain: set[str] = set()
    gapped: list[Variant] = []
    for pattern in patterns:
        for variant in variants(pattern, classes):
            if len(variant) == 1:
                plain.add(str(variant[0]))
            else:
                gapped.append(variant)
    return frozenset(plain), tuple(gapped)


def _key(variant: Variant) -> str:
    """The longest fixed part: the rarest, and so the cheapest to wait for."""
    return max((part for part in variant if not isinstance(part, Gap)), key=len)


def longest(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the leftmost longest, in order."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
