"""Do two people who read the same articles answer alike? Without that, nobody's coding can correct a machine.

Krippendorff's alpha (Content Analysis, 2004, chapter 11) takes any number of coders and gaps; where nearly every article
gets the same answer it falls towards zero although coders agree, so Gwet's AC1 (2008) and the marginals stand beside it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NOMINAL, ORDINAL, INTERVAL, RATIO = "nominal", "ordinal", "interval", "ratio"
LEVELS = (NOMINAL, ORDINAL, INTERVAL, RATIO)
# DOMAIN 2.6 [K]: from the first on firm, from the second on tentative, below no figure is published
FIRM, TENTATIVE = 0.8, 0.667

Unit = Sequence[float]
"""The answers to one question for one article, one a coder; gaps left out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One question. ``alpha`` is None where all answers are the same, which says nothing about agreement.

    ``interval``: 95 % by drawing articles again. ``same``: share of pairs of coders with the same answer. ``ac1``:
    of yes or no, for counts of none or some. ``marginals``: how often each answer was given, by answer.
    """

    units: int
    coders: int
    same: float
    alpha: float | None
    interval: tuple[float, float] | None
    ac1: float | None
    marginals: tuple[tuple[float, int], ...]

    @property
    def standing(self) -> str:
        """One of "firm", "tentative", "weak", "unknown" (no alpha)."""
        if self.alpha is None:
            return "unknown"
        return "firm" if self.alpha >= FIRM else "tentative" if self.alpha >= TENTATIVE else "weak"


def agreement(
    units: Sequence[Unit], level: str, *, coders: int = 2, seed: int = 0, resamples: int = 1000
) -> Agreement | None:
    """All coefficients of one question; None where no article was read by two people."""
    pairable = [unit for unit in units if len(unit) > 1]
    if not pairable:
        return None
    rough = [[float(value > 0) for value in unit] for unit in pairable]
    return Agreement(
        units=len(pairable),
        coders=coders,
        same=_observed(pairable),
        alpha=alpha(pairable, level),
        interval=alpha_interval(pairable, level, seed=seed, resamples=resamples),
        ac1=ac1(rough, categories=2),
        marginals=tuple(sorted(Counter(value for unit in pairable for value in unit).items())),
    )


def alpha(units: Sequence[Unit], level: str = NOMINAL) -> float | None:
    """Krippendorff's alpha; None where there are no two answers, or all are the same."""
    return _alpha([_table(unit) for unit in units if len(unit) > 1], level)


def alpha_interval(
    units: Sequence[Unit], level: str, *, seed: int = 0, resamples: int = 1000
) -> tuple[float, float] | None:
    """95 % percentile interval of alpha over articles; None where the answers vary too little to resample."""
    tables = [_table(unit) for unit in units if len(unit) > 1]
    if _alpha(tables, level) is None:
        return None
    draw = random.Random(seed)  # noqa: S311  resampling, no secret
    found: list[float] = []
    for _ in range(resamples):
        value = _alpha(draw.choices(tables, k=len(tables)), level)
        if value is not None:
            found.append(value)
    if len(found) < resamples / 2:
        return None
    found.sort()
    last = len(found) - 1
    return found[round(0.025 * last)], found[round(0.975 * last)]


def ac1(units: Sequence[Unit], *, categories: int = 0) -> float | None:
    """Gwet's AC1. ``categories``: how many answers there could have been; 0: as many as were given."""
    pairable = [unit for unit in units if len(unit) > 1]
    answers = {value for unit in units for value in unit}
    q = max(categories, len(answers))
    if not pairable or q < 2:
        return None
    shares: Counter[float] = Counter()
    rated = [unit for unit in units if unit]
    for unit in rated:
        for value in unit:
            shares[value] += 1 / (len(unit) * len(rated))  # type: ignore[assignment]
    chance = sum(p * (1 - p) for p in shares.values()) / (q - 1)
    return (_observed(pairable) - chance) / (1 - chance)


def _observed(units: Sequence[Unit]) -> float:
    """Mean share of agreeing pairs of coders in an article."""
    total = 0.0
    for unit in units:
        counts = Counter(unit)
        m = len(unit)
        total += sum(c * (c - 1) for c in counts.values()) / (m * (m - 1))
    return total / len(units)


def _table(unit: Unit) -> tuple[tuple[float, int], ...]:
    return tuple(sorted(Counter(unit).items()))


def _alpha(tables: Sequence[tuple[tuple[float, int], ...]], level: str) -> float | None:
    """1 - observed / expected disagreement, over articles given as (answer, how often)."""
    totals: Counter[float] = Counter()
    kinds = Counter(tables)
    for table, times in kinds.items():
        for value, count in table:
            totals[value] += count * times
    n = sum(totals.values())
    values = sorted(totals)
    if len(values) < 2:
        return None
    apart = _metric(level, values, totals)
    observed = 0.0
    for table, times in kinds.items():
        if len(table) > 1:
            m = sum(count for _, count in table)
            observed += times * sum(a * b * apart(x, y) for x, a in table for y, b in table) / (m - 1)
    expected = sum(totals[x] * totals[y] * apart(x, y) for x in values for y in values)
    return 1 - (n - 1) * observed / expected


def _metric(level: str, values: Sequence[float], totals: Counter[float]) -> Callable[[float, float], float]:
    """Squared distance of two answers on the level they are measured at."""
    if level == NOMINAL:
        return lambda x, y: float(x != y)
    if level == INTERVAL:
        return lambda x, y: (x - y) ** 2
    if level == RATIO:
        return lambda x, y: ((x - y) / (x + y)) ** 2 if x != y else 0.0
    if level != ORDINAL:
        raise ValueError(level)
    middle: dict[float, float] = {}
    below = 0
    for value in values:
        middle[value] = below + totals[value] / 2
        below += totals[value]
    return lambda x, y: (middle[x] - middle[y]) ** 2
