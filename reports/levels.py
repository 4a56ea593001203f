"""Declared, verified and measured side by side, and the three readings of the rate, in words: the same in every document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.figures import Adoption, Ladder, OutletFigures, ProductRate
from reports.small import SMALL
from reports.wording import NOTHING, Wording


def proven(adoption: Adoption, say: Wording, *, named: bool = True) -> str:
    """The level that papers show, or that nobody read any. ``named``: with who read them."""
    if adoption.level is None:
        return NOTHING
    level = adoption.proven
    if level is None and adoption.verified:
        # figures that say no more than "verified" mean the declared level
        level = adoption.level
    if level is None:
        return NOTHING if adoption.level == 0 else say.words("report.proven.none")
    told = say.words("report.proven.short") if level == 0 and adoption.level else say.level(level)
    if not named or not adoption.checked_by:
        return told
    return say.words("report.proven.by", level=told, name=adoption.checked_by)


def measured(outlet: OutletFigures, say: Wording) -> str:
    """How many of the indicators read from content have a result."""
    results, asked = outlet.measured
    if not asked or not outlet.articles:
        return say.words("report.measured.nothing")
    return say.words("report.measured.value", k=say.number(results), n=say.number(asked))


def reading_rows(ladder: Ladder, say: Wording) -> Iterator[tuple[str, str, str]]:
    """Name, definition and "k/N (x,x %)" of each reading."""
    for one in ladder.readings:
        text = NOTHING if one.share is None else say.of(one.applied, one.counted)
        key = f"report.ladder.{one.key}"
        yield say.words(key), say.words(f"{key}.is"), text


def _numbered(papers: Sequence[str]) -> str:
    """Names of papers hold commas of their own."""
    return "; ".join(f"({n}) {paper}" for n, paper in enumerate(papers, 1))


def rungs_in_words(ladder: Ladder, say: Wording) -> str:
    """What each level asks for, and whose word that is."""
    rungs = ". ".join(
        say.words(
            f"report.ladder.rung{'' if papers else '.none'}", level=say.level(level), papers=_numbered(papers)
        )
        for level, papers in ladder.rungs
    )
    own = say.words("report.ladder.own" if ladder.own else "report.ladder.program")
    return f"{say.words('report.ladder.rungs', rungs=rungs)} {own}"


def product_names(cell: ProductRate, say: Wording) -> tuple[str, str]:
    """The product, and whose bodies: all, or one group of owners."""
    group = (
        say.words("report.products.all")
        if cell.group is None
        else say.label("cli.rate.group", cell.group or "none")
    )
    return say.label("cli.rate.product", cell.product), group


def product_rows(products: Sequence[ProductRate], say: Wording) -> Iterator[tuple[str, str, str, str]]:
    """Product, group, and "k/N (x,x %)" at either level, or that the cell is too small."""
    for cell in products:
        rates = (
            say.words("papers.small") if k is None else say.of(k, cell.counted)
            for k in (cell.pilot, cell.formal)
        )
        yield (*product_names(cell, say), *rates)  # type: ignore[misc]


def together(products: Sequence[ProductRate], say: Wording) -> Iterator[tuple[str, str, str, str]]:
    """Rows for a reader: a product as a whole, its groups of five bodies or more, and the others as one line.

    Groups of a product share no body, so that theirs may be added up. A line that would repeat the whole is left out: rows of
    "1/1 (100,0 %)" tell a reader nothing.
    """
    for whole in (cell for cell in products if cell.group is None):
        inside = [cell for cell in products if cell.product == whole.product and cell.group is not None]
        large = [cell for cell in inside if cell.counted >= SMALL]
        few = [cell for cell in inside if cell.counted < SMALL]
        yield from product_rows([whole], say)
        yield from product_rows([cell for cell in large if cell.counted < whole.counted], say)
        if any(cell.pilot is None or cell.formal is None for cell in few):
            # what is withheld is not added up
            yield from product_rows(few, say)
        elif large and few:
            name, counted = product_names(whole, say)[0], sum(cell.counted for cell in few)
            sums = (sum(cell.pilot or 0 for cell in few), sum(cell.formal or 0 for cell in few))
            rest = say.words("papers.products.rest", n=say.number(len(few)))
            yield name, rest, say.of(sums[0], counted), say.of(sums[1], counted)


def reading_cells(ladder: Ladder, say: Wording) -> Iterator[tuple[str | float | None, ...]]:
    """The readings as numbers: name, k, N, share, nothing, definition."""
    for one in ladder.readings:
        key = f"report.ladder.{one.key}"
        yield say.words(key), one.applied, one.counted, one.share, None, say.words(f"{key}.is")


def product_cells(products: Sequence[ProductRate], say: Wording) -> Iterator[tuple[str | int, ...]]:
    """Products within groups as numbers: N, then k at either level."""
    for cell in products:
        small = say.words("papers.small")
        rates = (small if k is None else k for k in (cell.pilot, cell.formal))
        yield (*product_names(cell, say), cell.counted, *rates)
