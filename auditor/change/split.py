"""A change of a share taken apart into what each outlet did and into whose articles there were more of.

Kitagawa's decomposition of a difference between two rates (E. M. Kitagawa, Components of a difference between two rates, Journal of
the American Statistical Association 50, 1955, pp. 1168-1194 [K]): with outlet shares p and weights s (an outlet's part of the
total), the sum of mean(s) * change(p) is the content, the sum of mean(p) * change(s) the mix; both add up to the change without
a rest. An outlet of one year alone is given the same p in the other, so that it is wholly mix.

What chance alone would do is found by drawing whole articles again within each outlet and year; how many articles there
are is taken as it is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[float, float]
"""Part and whole: of one article, or of one outlet."""
Span = tuple[float, float]

RESAMPLES = 1000
# from so many articles on, their sums are drawn from the normal distribution with the same spread, at a fraction of the time: with
# 100 articles the ends of an interval 20 points wide differ by 0.2 points on average (11/2026), no more than two runs of drawing do
LARGE = 100
# with fewer articles, or articles that are all alike, drawing again would show no chance at all
ALIKE = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One outlet in one year. ``pairs``: its articles; where they are not known, ``spread`` is the standard error of its share (0: it is
    no sample).
    """

    part: float
    whole: float
    pairs: tuple[Pair, ...] = ()
    spread: float = 0.0

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None


Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Split:
    """The two parts of a change, with what chance alone leaves open (95 %)."""

    content: float
    mix: float
    content_span: Span
    mix_span: Span


def cell_of(pairs: Sequence[Pair]) -> Cell:
    """An outlet's year from its articles."""
    return Cell(math.fsum(w for w, _ in pairs), math.fsum(k for _, k in pairs), tuple(pairs))


def total(cells: Cells) -> Pair:
    """Part and whole of all outlets together."""
    return math.fsum(c.part for c in cells.values()), math.fsum(c.whole for c in cells.values())


def kitagawa(before: Mapping[str, Pair], after: Mapping[str, Pair]) -> Pair:
    """Content and mix of the change of a share; both years must have a whole."""
    old = math.fsum(k for _, k in before.values())
    new = math.fsum(k for _, k in after.values())
    content, mix = [], []
    for unit in before.keys() | after.keys():
        a, b = before.get(unit, (0.0, 0.0)), after.get(unit, (0.0, 0.0))
        if not (a[1] or b[1]):
            continue
        was = a[0] / a[1] if a[1] else b[0] / b[1]
        now = b[0] / b[1] if b[1] else was
        content.append((a[1] / old + b[1] / new) / 2 * (now - was))
        mix.append((was + now) / 2 * (b[1] / new - a[1] / old))
    return math.fsum(content), math.fsum(mix)


def split(before: Cells, after: Cells, *, seed: int = 0, resamples: int = RESAMPLES) -> Split | None:
    """Both parts with their intervals; None where a year has nothing to divide by."""
    a, b = _sums(before), _sums(after)
    if not sum(k for _, k in a.values()) or not sum(k for _, k in b.values()):
        return None
    content, mix = kitagawa(a, b)
    draw = random.Random(seed)  # noqa: S311  resampling, no secret
    drawers = [{unit: _drawer(cell, draw) for unit, cell in cells.items()} for cells in (before, after)]
    drawn = []
    for _ in range(resamples if any(c.pairs or c.spread for c in (*before.values(), *after.values())) else 0):
        again = [{unit: one() for unit, one in year.items()} for year in drawers]
        if all(any(k > 0 for _, k in one.values()) for one in again):
            drawn.append(kitagawa(*again))
    if not drawn:
        return Split(content, mix, (content, content), (mix, mix))
    return Split(content, mix, _ends([c for c, _ in drawn]), _ends([m for _, m in drawn]))


def own_change(
    before: Cell, after: Cell, *, level: float = 0.05, seed: int = 0, resamples: int = RESAMPLES
) -> Span | None:
    """The interval of one outlet's own change, at 1 - ``level``; None where one of the years has nothing."""
    if not (before.whole and after.whole):
        return None
    draw = random.Random(seed)  # noqa: S311  resampling, no secret
    first, second = _drawer(before, draw), _drawer(after, draw)
    changes = []
    for _ in range(resamples):
        a, b = first(), second()
        if a[1] > 0 and b[1] > 0:
            changes.append(b[0] / b[1] - a[0] / a[1])
    return _ends(changes, level) if changes else None


def beyond(span: Span | None) -> bool:
    """Does an interval leave out zero?"""
    return span is not None and (span[0] > 0 or span[1] < 0)


def _sums(cells: Cells) -> dict[str, Pair]:
    return {unit: (cell.part, cell.whole) for unit, cell in cells.items()}


def _drawer(cell: Cell, draw: random.Random) -> Callable[[], Pair]:
    """Gives the outlet's year as it might have come out with other articles, as often as it is asked."""
    n, part, whole = len(cell.pairs), cell.part, cell.whole
    if not n:
        return _with_spread(cell, draw)
    if n < ALIKE or _alike(cell):
        # as if half an article more had gone each way
        share = part / whole if whole else 0.0
        above, below = share * n + 0.5, (1 - share) * n + 0.5
        return lambda: (whole * draw.betavariate(above, below), whole)
    if n > LARGE:
        return _normal(cell, draw)
    parts, wholes = [w for w, _ in cell.pairs], [k for _, k in cell.pairs]
    places = range(n)

    def again() -> Pair:
        found = draw.choices(places, k=n)
        return sum(map(parts.__getitem__, found)), sum(map(wholes.__getitem__, found))

    return again


def _alike(cell: Cell) -> bool:
    """Do all articles with anyone in them have the same share?"""
    return len({w / k for w, k in cell.pairs if k}) < 2


def _with_spread(cell: Cell, draw: random.Random) -> Callable[[], Pair]:
    part, whole = cell.part, cell.whole
    if not (whole and cell.spread):
        return lambda: (part, whole)
    return lambda: (whole * min(1.0, max(0.0, draw.gauss(part / whole, cell.spread))), whole)


def _normal(cell: Cell, draw: random.Random) -> Callable[[], Pair]:
    n, part, whole = len(cell.pairs), cell.part, cell.whole
    apart = [(w - part / n, k - whole / n) for w, k in cell.pairs]
    ww, wk, kk = (math.fsum(x[i] * x[j] for x in apart) for i, j in ((0, 0), (0, 1), (1, 1)))
    slope, spread = (wk / kk if kk else 0.0), math.sqrt(kk)
    rest = math.sqrt(max(0.0, ww - slope * wk))

    def again() -> Pair:
        more = spread * draw.gauss(0, 1)
        women, all_ = part + slope * more + rest * draw.gauss(0, 1), max(whole + more, 0.0)
        return min(max(women, 0.0), all_), all_

    return again


def _ends(values: list[float], level: float = 0.05) -> Span:
    values = sorted(values)
    last = len(values) - 1
    return values[round(level / 2 * last)], values[round((1 - level / 2) * last)]
