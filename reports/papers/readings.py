"""What stands beside the three readings of the rate: how far apart what bodies say and what papers show are."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import Ladder, ProductRate
from reports.levels import product_names
from reports.papers.beside import Beside
from reports.small import SMALL, large
from reports.wording import Wording


def of_ladder(ladder: Ladder, say: Wording, *, public: bool = False) -> Beside:
    """Of those that say they apply, how many have proven it at some level. In public a few that have not are some."""
    totals = {one.key: one.applied for one in ladder.readings}
    said, proven = totals["lenient"], totals["middle"]
    told = {"said": say.number(said), "proven": say.number(proven), "open": say.number(said - proven)}
    if public and not large(proven, said):
        told["open"] = say.words("papers.some")
    key = "papers.beside.ladder"
    if not said:
        key += ".nobody"
    elif not proven:
        key += ".none"
    elif said == proven:
        key += ".all"
    return Beside(say.words(key, **told))


def of_products(products: Sequence[ProductRate], say: Wording) -> Beside:
    """Which product has the lowest share and which the highest, of those with five bodies or more: fewer are put in no order."""
    shown = [(cell, cell.pilot) for cell in products if cell.group is None and cell.pilot is not None]
    if not shown:
        return Beside(say.words("papers.beside.products.small"))
    told = sorted(
        (k / cell.counted, product_names(cell, say)[0], say.of(k, cell.counted))
        for cell, k in shown
        if cell.counted >= SMALL
    )
    if not told:
        return Beside(say.words("papers.beside.products.few"))
    if len(told) == 1:
        return Beside(say.words("papers.beside.products.single", name=told[0][1]))
    (least, low, lowest), (most, high, highest) = told[0], told[-1]
    if least == most:
        return Beside(
            say.words("papers.beside.products.one", told="; ".join(f"{name}: {of}" for _, name, of in told))
        )
    return Beside(say.words("papers.beside.products", low=low, lowest=lowest, high=high, highest=highest))
