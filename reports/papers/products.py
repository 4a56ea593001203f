"""Rates by product, within groups of owners, as a circle of readers may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.figures import ProductRate, Rate

SMALL = 5


def _large(part: int, whole: int) -> bool:
    return all(count == 0 or count >= SMALL for count in (part, whole - part))


def _shown(cells: Sequence[ProductRate]) -> bool:
    """May every cell be printed? Neither those who apply nor the others may be a few in any of them."""
    return all(
        cell.counted >= SMALL
        and _large(cell.pilot or 0, cell.counted)
        and _large(cell.formal or 0, cell.counted)
        for cell in cells
    )


def without_small_cells(
    products: Sequence[ProductRate], pilot: Rate, formal: Rate
) -> tuple[ProductRate, ...]:
    """For readers who may not know what single bodies do. A product's line needs five bodies on either side of every count, among
    those that have the product and among the others (the total is printed: their difference is a cell too). Its groups are
    shown all or not at all, since one that is hidden alone could be worked out.
    """
    found: list[ProductRate] = []
    for whole in (cell for cell in products if cell.group is None):
        parts = [cell for cell in products if cell.product == whole.product and cell.group is not None]
        others = ProductRate(
            whole.product,
            None,
            pilot.counted - whole.counted,
            pilot.applied - (whole.pilot or 0),
            formal.applied - (whole.formal or 0),
        )
        if not _shown([whole]) or not (others.counted == 0 or _shown([others])):
            found.append(replace(whole, pilot=None, formal=None))
            continue
        found.append(whole)
        if _shown(parts):
            found += parts
    return tuple(found)
