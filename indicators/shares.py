"""The intervals of shares: what every figure needs that came from a part of what an outlet published."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

_Z = 1.959964
_FIELD = 32
_MASK = (1 << _FIELD) - 1


def bootstrap(
    pairs: Sequence[tuple[int, int]], *, seed: int = 0, resamples: int = 1000
) -> tuple[float, float]:
    """Percentile interval of sum(w)/sum(n) when whole articles are drawn again. Same seed, same interval.

    Both sums travel in one integer, so that a draw costs one choice and one addition.
    """
    packed = sorted(w << _FIELD | n for w, n in pairs)
    draw = random.Random(seed)  # noqa: S311  resampling, no secret
    shares: list[float] = []
    for _ in range(resamples):
        total = sum(draw.choices(packed, k=len(packed)))
        shares.append((total >> _FIELD) / (total & _MASK))
    shares.sort()
    last = resamples - 1
    return shares[round(0.025 * last)], shares[round(0.975 * last)]


def linearised(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Interval of a ratio over clusters by Taylor linearisation, for outlets with thousands of articles."""
    clusters = len(pairs)
    known = sum(n for _, n in pairs)
    share = sum(w for w, _ in pairs) / known
    spread = sum((w - share * n) ** 2 for w, n in pairs) * clusters / (clusters - 1)
    half = _Z * math.sqrt(spread) / known
    return max(0.0, share - half), min(1.0, share + half)


def wilson(k: float, n: int) -> tuple[float, float]:
    """95 % score interval of k in n, n > 0."""
    share, z2 = k / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if k == 0 else max(0.0, middle - half)
    return low, 1.0 if k == n else min(1.0, middle + half)
