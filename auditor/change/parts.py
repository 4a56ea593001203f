"""From two years of one figure to the parts of its change: one way for shares of people, traits of articles and rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.calibration.noise import MINIMUM
from auditor.change.model import CODER, CONTENT, MIX, RULES, SAMPLE, Change, Grid, Own, Part, Told, TooLittle
from auditor.change.split import Cell, Cells, Split, beyond, own_change, split, total


@dataclass(frozen=True, slots=True)
class Unit:
    """Names of units, and which of them several bodies became."""

    names: Mapping[str, str]
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is not the outlets' doing. ``published``: the first year's share under the rules it was published by, where they are
    others; ``after_old``: the second year's under those; ``coder``: what coders' corrections added in each year.
    """

    published: float | None = None
    after_old: float | None = None
    coder: tuple[float, float] = (0.0, 0.0)


NOTHING = Beside()


def change_of(
    figure: str,
    title: str,
    cells: tuple[Cells, Cells],
    units: Unit,
    beside: Beside = NOTHING,
    *,
    minimum: int = MINIMUM,
    sampled: bool = True,
    seed: int = 0,
) -> Change | TooLittle | None:
    """The parts of a change; both years' ``cells`` are under the rules of the second year. None where a year has nothing.

    ``sampled``: is it made of articles, so that chance plays a part; ``minimum``: observations needed in each year then.
    """
    before, after = cells
    published, coder = beside.published, beside.coder
    (a, k), (b, n) = total(before), total(after)
    if not (k and n):
        return None
    if sampled and min(k, n) < minimum:
        return TooLittle(figure, title, (round(k), round(n)), minimum)
    found = split(before, after, seed=seed)
    if found is None:
        return None
    was = a / k if published is None else published
    first, second = Told(was + coder[0], a, k), Told(b / n + coder[1], b, n)
    rules, coded = a / k - was, coder[1] - coder[0]
    parts = _parts(found, rules, coded, second.value - first.value, sampled=sampled)
    grid = Grid(was, b / n if published is None else beside.after_old, a / k, b / n)
    own = _own(before, after, units, sampled=sampled, seed=seed)
    return Change(figure, title, first, second, parts, own, grid, sampled)


def _parts(found: Split, rules: float, coded: float, change: float, *, sampled: bool) -> tuple[Part, ...]:
    """What lies inside chance is put to chance; what is left after all other parts is chance, too, to the last digit."""
    content = found.content if not sampled or beyond(found.content_span) else 0.0
    mix = found.mix if not sampled or beyond(found.mix_span) else 0.0
    sample = change - content - mix - rules - coded if sampled else 0.0
    if not sampled:
        # the last digit of a sum of thirds
        mix = change - content - rules - coded
    if abs(sample) < 1e-12:
        sample = 0.0
    return (
        Part(CONTENT, content, found.content_span if sampled else None),
        Part(MIX, mix, found.mix_span if sampled else None),
        Part(SAMPLE, sample),
        Part(RULES, rules),
        Part(CODER, coded),
    )


def _own(before: Cells, after: Cells, units: Unit, *, sampled: bool, seed: int) -> tuple[Own, ...]:
    """Each unit against itself, at the joint level of all that can be (Bonferroni); in the order of their names."""
    both = [u for u in before if u in after and before[u].whole and after[u].whole]
    rows = []
    for unit in sorted(before.keys() | after.keys(), key=lambda u: units.names.get(u, u)):
        a, b = before.get(unit, Cell(0, 0)), after.get(unit, Cell(0, 0))
        if not (a.whole or b.whole):
            continue
        span = own_change(a, b, level=0.05 / max(1, len(both)), seed=seed) if sampled else None
        rows.append(
            Own(
                unit,
                units.names.get(unit, unit),
                (a.part, a.whole),
                (b.part, b.whole),
                span,
                merged=unit in units.merged,
                enough=not sampled or min(a.whole, b.whole) >= MINIMUM,
            )
        )
    return tuple(rows)
