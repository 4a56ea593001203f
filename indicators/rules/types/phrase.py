"""``phrase``: one of these wordings stands here and is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indicators.model import Zone
from indicators.rules.guards import Guard
from indicators.rules.model import Rule
from indicators.rules.pattern import Variant, checking, parse, regex, variants, watched
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes


class Phrase:
    """Small patterns are found by the automaton itself; the others by an expression in the sentence of their rarest part."""

    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        self._guard = Guard(rule.body, classes)
        self._plain: set[str] = set()
        self._anchored: dict[str, list[_Anchored]] = {}
        for pattern in rule.body["match"]:
            # kept from when the pack was checked; working it out for 400 rules takes 130 ms
            watch = rule.watched.get(pattern) or watched(pattern, classes)
            if watch.whole:
                self._plain.update(watch.keys)
            else:
                one = _Anchored(pattern, classes)
                for key in watch.keys:
                    self._anchored.setdefault(key, []).append(one)
        self.keys = tuple(dict.fromkeys([*self._plain, *self._anchored]))

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        return [
            span for span in longest(self._candidates(reading, hits)) if self._guard.allows(reading, span)
        ]

    def rejects(self, reading: Reading, span: Span) -> bool:
        """Is the wording named here in order to reject it, by the rule's own list?"""
        return self._guard.rejects(reading, span)

    def _candidates(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterator[Span]:
        tried: set[tuple[int, Span]] = set()
        for key, span in hits:
            if key in self._plain:
                yield span
            for one in self._anchored.get(key, ()):
                sentence = reading.sentence(span[0])
                if (id(one), sentence) not in tried:
                    tried.add((id(one), sentence))
                    yield from (hit.span() for hit in one.test().finditer(reading.folded, *sentence))


class _Anchored:
    """A pattern whose expression is made when its anchor is first met: all of them take seconds."""

    __slots__ = ("_classes", "_pattern", "_test")

    def __init__(self, pattern: str, classes: Classes) -> None:
        self._pattern, self._classes = pattern, classes
        self._test: re.Pattern[str] | None = None
        if checking():
            self.test()

    def test(self) -> re.Pattern[str]:
        if self._test is None:
            self._test = regex([parse(self._pattern, self._classes)])
        return self._test


def split(patterns: Iterable[str], classes: Classes) -> tuple[frozenset[str], tuple[Variant, ...]]:
    """Variants that are plain phrases, and those with gaps."""
    every = [variant for pattern in patterns for variant in variants(pattern, classes)]
    plain = frozenset(str(variant[0]) for variant in every if len(variant) == 1)
    return plain, tuple(variant for variant in every if len(variant) > 1)


def longest(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the leftmost longest, in order."""
    distinct = set(spans)
    if len(distinct) < 2:
        return list(distinct)
    kept: list[Span] = []
    for span in sorted(distinct, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
