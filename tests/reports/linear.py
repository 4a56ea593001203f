"""What a reader with a pencil can work out: bounds of unknown counts from sums that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

Sum = tuple[Mapping[str, int], int]
"""Coefficients by name, and what they add up to."""


def bounds(sums: Iterable[Sum]) -> dict[str, tuple[int, int]]:
    """The least and the most each count can be, all of them whole and none below zero.

    Sums are first solved for each other (so that the difference of two of them is seen), then bounds are carried along all of them until
    nothing moves. Raises ValueError where they contradict each other.
    """
    given = [({name: Fraction(k) for name, k in left.items() if k}, Fraction(right)) for left, right in sums]
    names = sorted({name for left, _ in given for name in left})
    rows = given + _reduced(given, names)
    top = max((abs(right) for _, right in given), default=Fraction(0))
    low, high = dict.fromkeys(names, Fraction(0)), dict.fromkeys(names, top)
    moved = True
    while moved:
        moved = False
        for left, right in rows:
            for name, k in left.items():
                others = [(name_, k_) for name_, k_ in left.items() if name_ != name]
                least = sum(((k_ * (low if k_ > 0 else high)[n]) for n, k_ in others), Fraction(0))
                most = sum(((k_ * (high if k_ > 0 else low)[n]) for n, k_ in others), Fraction(0))
                ends = sorted(((right - most) / k, (right - least) / k))
                first, last = Fraction(-(-ends[0] // 1)), Fraction(ends[1] // 1)
                if first > low[name] or last < high[name]:
                    low[name], high[name] = max(low[name], first), min(high[name], last)
                    moved = True
                if low[name] > high[name]:
                    raise ValueError(f"{name}: {low[name]} > {high[name]}")
    return {name: (int(low[name]), int(high[name])) for name in names}


def _reduced(
    given: Iterable[tuple[Mapping[str, Fraction], Fraction]], names: Iterable[str]
) -> list[tuple[dict[str, Fraction], Fraction]]:
    """The sums solved for each other: reduced row echelon form."""
    rows = [(dict(left), right) for left, right in given]
    done: list[tuple[dict[str, Fraction], Fraction]] = []
    for name in names:
        at = next((n for n, (left, _) in enumerate(rows) if left.get(name)), None)
        if at is None:
            continue
        left, right = rows.pop(at)
        pivot = ({n: k / left[name] for n, k in left.items()}, right / left[name])
        rows = [_less(row, pivot, name) for row in rows]
        done = [*(_less(row, pivot, name) for row in done), pivot]
    if any(right for left, right in rows if not left):
        raise ValueError("the sums contradict each other")
    return done


def _less(
    row: tuple[dict[str, Fraction], Fraction], pivot: tuple[dict[str, Fraction], Fraction], name: str
) -> tuple[dict[str, Fraction], Fraction]:
    times = row[0].get(name, Fraction(0))
    left = {
        n: row[0].get(n, Fraction(0)) - times * pivot[0].get(n, Fraction(0)) for n in {*row[0], *pivot[0]}
    }
    return {n: k for n, k in left.items() if k}, row[1] - times * pivot[1]
