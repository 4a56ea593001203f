"""Years as others than the department read them: the province's own rates whole, no body by name but the one they are written for, no
count of a few. Cut out of the readings before a table is composed, as for the other papers (``reports.papers.circulating``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from auditor.forms.overview import DRAFT, LATE, MISSING, SENT, asked_of, counts
from auditor.rateviews import Breaks, Slice
from auditor.words import Words
from auditor.years import YearReading
from crawlers.register import Outlet
from reports.papers import Circulation
from reports.papers.circulating import rate_for, told_forms
from reports.small import FOR_ONE, SMALL, large

S = TypeVar("S", bound=Slice)


def cut(reading: YearReading, circle: Circulation, outlet: str = "") -> YearReading:
    """One year as a circle of readers may see it: no breakdown, since the annual paper has one by kind and two could be subtracted from
    one another; of senders and changes those of the reader alone.
    """
    if circle == Circulation.INTERNAL:
        return reading
    own = next(
        (o.name_on(date.fromisoformat(reading.year.day)) for o in reading.outlets if o.id == outlet), None
    )
    gap = reading.breaks
    ended, begun, taken, left = (
        tuple(_own(part, outlet)) for part in (gap.ended, gap.begun, gap.taken_in, gap.left_out)
    )
    return replace(
        reading,
        outlets=tuple(_own(reading.outlets, outlet)),
        pilot=rate_for(reading.pilot, circle, own),
        formal=rate_for(reading.formal, circle, own, reading.pilot),
        ladder=tuple(map(_unnamed, reading.ladder)),
        successors=(_unnamed(reading.successors[0]), _unnamed(reading.successors[1])),
        products=(),
        groups=(),
        crossed=(),
        places=(),
        inherited=tuple(one for one in reading.inherited if one.outlet.id == outlet),
        breaks=Breaks(ended, begun, taken, left, gap.before, gap.after),
        moved=tuple(one for one in reading.moved if one.outlet.id == outlet),
        # when the department reports is its own affair
        plan=replace(reading.plan, reports=()),
        collecting=tuple(one for one in reading.collecting if outlet and one.sender.id == outlet),
    )


def _own(outlets: Iterable[Outlet], outlet: str) -> Iterator[Outlet]:
    return (one for one in outlets if outlet and one.id == outlet)


def _unnamed(one: S) -> S:
    return replace(one, missing=())


def totals(reading: YearReading, circle: Circulation = Circulation.INTERNAL) -> dict[str, int | None]:
    """How many are asked, stand where, and amended what they had sent; None: these readers are not told. Who was put out of scope is
    asked no more: the asked are those who sent, were late, sent a draft or nothing. ``reading``: the whole one.
    """
    found = counts(reading.collecting)
    amended = sum(one.amended and one.standing in (SENT, LATE) for one in reading.collecting)
    asked = asked_of(found)
    told: dict[str, int | None] = {"asked": asked, **found, "amended": amended}
    if circle == Circulation.INTERNAL:
        return told
    least = SMALL if circle == Circulation.PUBLIC else FOR_ONE
    shown = told_forms({name: found[name] for name in (LATE, MISSING, DRAFT)}, asked, least=least)
    hidden = {name for name in (LATE, MISSING, DRAFT) if name not in shown} | (
        {SENT} if "" not in shown else set()
    )
    if not large(amended, found[SENT] + found[LATE], least):
        hidden.add("amended")
    outside = asked + found["out_of_scope"]
    if not large(found["out_of_scope"], outside, least):
        hidden.add("out_of_scope")
    return {name: None if name in hidden else n for name, n in told.items()}


def breaks_in_words(readings: Sequence[YearReading], words: Words) -> list[str]:
    """That register or choice of who counts changed in a year, without how many bodies that is. ``readings``: the whole ones."""
    found = []
    for r in readings:
        gap = r.breaks
        if gap.ended or gap.begun:
            found.append(words("years.break.some", year=r.year.number))
        if gap.after:
            found.append(words("breaks.choice.some", when=words("breaks.when.year", year=r.year.number)))
    return found


def lead(circle: Circulation, words: Words) -> tuple[str, ...]:
    """For whom the paper is, and in public what it does not tell."""
    told = (words(f"export.circulation.{circle}"),)
    return (*told, words("papers.say.nameless")) if circle == Circulation.PUBLIC else told
