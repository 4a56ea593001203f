"""Which differences between outlets are more than chance? Where they are not, no order may be printed.

Three rules, printed with every comparison: an outlet below the smallest number of observations is left out; two outlets
differ only where the interval of their difference, at 95 % for all pairs together (Bonferroni), leaves out zero; and with
fewer than five outlets there are no places at all (PRACTICE 3), however clear the differences.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist

LEVEL = 0.05
# PRACTICE 3 [J]: a public ranking of a handful of outlets is unthinkable
RANKED = 5
# persons or articles behind a share, where the indicator names no smallest number of its own [I]
MINIMUM = 30


@dataclass(frozen=True, slots=True)
class Share:
    """One outlet's share with its 95 % interval, from ``n`` observations; None where there is none."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    n: int
    minimum: int | None = None

    @property
    def enough(self) -> bool:
        """Are there enough observations to hold it against another?"""
        return self.value is not None and self.interval is not None and self.n >= (self.minimum or MINIMUM)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two outlets, ``by`` how much the first lies above the second, and the interval of that at the joint level."""

    higher: str
    lower: str
    by: float
    interval: tuple[float, float]

    @property
    def beyond_noise(self) -> bool:
        """Does the interval leave out zero?"""
        return self.interval[0] > 0


@dataclass(frozen=True, slots=True)
class Place:
    """The best and the worst place an outlet can have, given the differences beyond noise."""

    name: str
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of outlets. ``places`` is empty with fewer than RANKED outlets; ``too_few``: left out by name."""

    pairs: tuple[Difference, ...]
    places: tuple[Place, ...]
    too_few: tuple[str, ...]
    outlets: int

    @property
    def clear(self) -> tuple[Difference, ...]:
        """The differences beyond noise."""
        return tuple(pair for pair in self.pairs if pair.beyond_noise)


def compare(shares: Sequence[Share], *, level: float = LEVEL) -> Comparison:
    """Holds every outlet against every other; outlets in the order given, pairs the widest apart first."""
    fit = [share for share in shares if share.enough]
    couples = list(combinations(fit, 2))
    stretch = _quantile(level / max(1, len(couples))) / _quantile(LEVEL)
    pairs = sorted((_difference(a, b, stretch) for a, b in couples), key=lambda p: (-p.by, p.higher, p.lower))
    too_few = tuple(share.name for share in shares if not share.enough)
    return Comparison(tuple(pairs), _places(fit, pairs), too_few, len(fit))


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf(1 - level / 2)


def _difference(first: Share, second: Share, stretch: float) -> Difference:
    """The interval of a difference from the two arms that face each other (method of variance estimates recovery)."""
    if (first.value or 0.0) < (second.value or 0.0):
        first, second = second, first
    # Share.enough has seen to it that both are there
    high, low = first.value or 0.0, second.value or 0.0
    a, b = first.interval or (high, high), second.interval or (low, low)
    by = high - low
    below = stretch * math.hypot(high - a[0], b[1] - low)
    above = stretch * math.hypot(a[1] - high, low - b[0])
    return Difference(first.name, second.name, by, (max(-1.0, by - below), min(1.0, by + above)))


def _places(shares: Sequence[Share], pairs: Sequence[Difference]) -> tuple[Place, ...]:
    if len(shares) < RANKED:
        return ()
    clear = [pair for pair in pairs if pair.beyond_noise]
    return tuple(
        Place(
            share.name,
            1 + sum(pair.lower == share.name for pair in clear),
            len(shares) - sum(pair.higher == share.name for pair in clear),
        )
        for share in shares
    )
