"""What is said about the change of one figure: its parts, which add up to it exactly, and each outlet against itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

from auditor.change.split import Span

CONTENT, MIX, SAMPLE, RULES, CODER = "content", "mix", "sample", "rules", "coder"
PARTS = (CONTENT, MIX, SAMPLE, RULES, CODER)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was given for a year: part of whole, and its value with whatever coders corrected."""

    value: float
    part: float
    whole: float


@dataclass(frozen=True, slots=True)
class Part:
    """One cause. ``span``: what chance alone leaves open; None where nothing is drawn."""

    cause: str
    value: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """One body (or what became of several) against itself. ``span``: of the change, at the joint level of all of them."""

    unit: str
    name: str
    before: tuple[float, float]
    after: tuple[float, float]
    span: Span | None
    merged: bool = False
    enough: bool = True

    @property
    def change(self) -> float | None:
        if not (self.before[1] and self.after[1]):
            return None
        return self.after[0] / self.after[1] - self.before[0] / self.before[1]

    @property
    def clear(self) -> bool:
        """More than chance, from enough observations?"""
        if not self.enough or self.span is None or self.change is None:
            return False
        return self.span[0] > 0 or self.span[1] < 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Both years under the rules the first was published by, and under those of the second; None: not worked out."""

    old_before: float | None
    old_after: float | None
    new_before: float | None
    new_after: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two years. ``sampled``: is it from articles, so that chance plays a part?"""

    figure: str
    title: str
    before: Told
    after: Told
    parts: tuple[Part, ...]
    own: tuple[Own, ...]
    grid: Grid
    sampled: bool = True

    @property
    def change(self) -> float:
        return self.after.value - self.before.value

    def part(self, cause: str) -> float:
        return math.fsum(part.value for part in self.parts if part.cause == cause)


@dataclass(frozen=True, slots=True)
class TooLittle:
    """A figure of which one year holds too little to say anything. ``n``: what each year has, ``needed``: in each."""

    figure: str
    title: str
    n: tuple[int, int]
    needed: int
