"""Which counts of bodies may leave the house: none that stands for a few, none whose rest does, none that others give away.

What is told whole is the province's own figure, which the plan asks for: how many apply at either level, of how many, in each of its
readings. Every other count of bodies is a part of one of these totals, so the parts of a total are hidden together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

SMALL = 5
"""PRACTICE of the field: nothing is compared among fewer than five bodies; the same bound hides small cells."""

FOR_ONE = SMALL + 1
"""The bound for a reader who is one of the bodies: it knows its own place, and five others have to be left."""

# tables have some ten rows at most; beyond that all is hidden rather than every choice tried
_TRIED = 12


def large(part: int, whole: int, least: int = SMALL) -> bool:
    """May k of N be told? Neither they nor the rest may be a few that a reader can name."""
    return all(count == 0 or count >= least for count in (part, whole - part))


def hidden(
    parts: Sequence[int], wholes: Sequence[int], *, also: Iterable[int] = (), least: int = SMALL
) -> frozenset[int]:
    """Which of these counts are not told. ``parts`` add up to a total that readers have, each out of a whole that they have too; ``also``:
    those that they are not told anyway.

    A small count is hidden, and so many others with it that what the hidden ones are together (total less what is told) stands for no
    few either: then each of them may be any of five numbers or more. Where that cannot be had, none is told.
    """
    every = range(len(parts))
    out = {at for at in every if not large(parts[at], wholes[at], least)} | set(also)
    if not out or _safe(out, parts, wholes, least):
        return frozenset(out)
    left = sorted((at for at in every if at not in out), key=lambda at: (wholes[at], parts[at]))
    if len(left) <= _TRIED:
        for many in range(1, len(left)):
            for more in combinations(left, many):
                if _safe(out | set(more), parts, wholes, least):
                    return frozenset(out | set(more))
    return frozenset(every)


def _safe(out: set[int], parts: Sequence[int], wholes: Sequence[int], least: int) -> bool:
    together, room = sum(parts[at] for at in out), sum(wholes[at] for at in out)
    return not alone(out, wholes, least) and large(together, room, least)


def alone(out: Iterable[int], wholes: Sequence[int], least: int = SMALL) -> bool:
    """Does a count that is not told follow from the total, since too few bodies stand beside it in the gap?"""
    gap = set(out)
    room = sum(wholes[at] for at in gap)
    return any(wholes[at] and room - wholes[at] < least for at in gap)
