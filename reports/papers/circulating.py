"""What each circle of readers may see: taken out of the figures before a paper is composed, so that no table can forget it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reports.figures import (
    Adoption,
    DueRate,
    IndicatorFigure,
    Milestone,
    Outcome,
    OutletFigures,
    Provenance,
    ProvinceReport,
    Rate,
)
from reports.papers.facts import DRAFT, LATE, MISSING, Facts, Why
from reports.papers.kinds import Circulation
from reports.prepare import prepare
from reports.small import FOR_ONE, SMALL, alone, hidden, large

T = TypeVar("T")
R = TypeVar("R", Rate, DueRate)


# how figures write a file in evidence: where it lies, and the beginning of its hash
_FILE = re.compile(r"(?s)(.*?)\s*\(SHA-256 [0-9a-f]+\)")


def file_names(report: ProvinceReport) -> ProvinceReport:
    """What a letter says of files in evidence: names alone. Folders and hashes are the department's filing; reports and
    bundles keep them.
    """

    def named(papers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_file_name(file[1]) if (file := _FILE.fullmatch(paper)) else paper for paper in papers)

    return replace(
        report,
        outlets=tuple(
            replace(
                o,
                adoption=replace(o.adoption, evidence=named(o.adoption.evidence)),
                opinions=tuple(replace(one, papers=named(one.papers)) for one in o.opinions),
            )
            for o in report.outlets
        ),
    )


def _file_name(text: str) -> str:
    # "quyết định: can-cu/12-QD.pdf": what the paper is stands before the colon, and may hold a stroke of its own
    what, colon, place = text.partition(":")
    if colon and len(what) > 1 and place.strip():
        return f"{what}: {_file_name(place.strip())}"
    return re.split(r"[/\\]", text)[-1]


def circulated(report: ProvinceReport, circulation: Circulation, outlet: str = "") -> ProvinceReport:
    """The figures a circle of readers may see.

    ``OUTLET``: that outlet alone, without who checked. ``PUBLIC``: no outlet by name, no example, no note. Rates stay whole; other
    counts of bodies that are few, or leave a few, are withheld from both. A silent outlet's name becomes "" where it may not be shown,
    so that the count remains where it may be told.

    Papers and tables read kinds and results out of the nameless lines of a public report; the report itself leaves without them
    (:func:`published`).
    """
    report = prepare(report)
    if circulation == Circulation.INTERNAL:
        return replace(report, circulation=str(circulation))
    public = circulation == Circulation.PUBLIC
    own = next((o.name for o in report.outlets if o.id == outlet), None) if not public else None
    others = tuple(filter(None, (name for o in report.outlets if o.name != own for name in (o.name, o.id))))
    uncounted = dict(report.limits_uncounted)
    kept = report.outlets if public else tuple(o for o in report.outlets if o.id == outlet)
    return replace(
        report,
        denominator=report.denominator_unnamed or report.denominator,
        denominator_unnamed="",
        # when the department reports is its own affair
        deadlines=(),
        pilot=rate_for(report.pilot, circulation, own),
        formal=rate_for(report.formal, circulation, own, report.pilot),
        # one breakdown alone leaves the house, by kind of outlet: two could be subtracted from one another
        products=(),
        # over a few bodies the sum tells each of them what the others have
        shares=report.shares if sum(o.counted for o in report.outlets) >= FOR_ONE else (),
        outlets=tuple(map(_nameless if public else _unchecked, kept)),
        failures=tuple(f for f in report.failures if not public and f.outlet in (outlet, own)),
        limits=tuple(
            told
            for limit in report.limits
            if (told := uncounted.get(limit, limit)) and not any(name in told for name in others)
        ),
        limits_uncounted=(),
        provenance=_untold(report.provenance, "" if public else outlet, others),
        circulation=str(circulation),
    )


def published(report: ProvinceReport) -> ProvinceReport:
    """The report as it leaves the house for everybody, the same for every format. Without a line per outlet: in a province of four, kind
    and number of articles are a name.
    """
    return replace(circulated(report, Circulation.PUBLIC), outlets=())


def _untold(provenance: Provenance | None, outlet: str, others: Iterable[str]) -> Provenance | None:
    """Rules, index and key stay; names of files lead to outlets and people, and hashes of short tables can be guessed."""
    if provenance is None:
        return None
    others = tuple(others)
    engine = tuple(layer for layer in provenance.engine if not any(name in layer[0] for name in others))
    own = tuple(line for line in provenance.articles if outlet and line.outlet == outlet)
    return replace(provenance, engine=engine, files=(), tables=(), articles=own)


def _unnamed(rate: Rate, own: str | None) -> Rate:
    return replace(rate, missing=tuple(name if own and name == own else "" for name in rate.missing))


def rate_for(rate: Rate, circulation: Circulation, own: str | None, pilot: Rate | None = None) -> Rate:
    """A rate as a circle of readers may see it. ``own``: the name of the outlet it is written for; ``pilot``: the rate of that level."""
    if circulation == Circulation.INTERNAL:
        return rate
    return _few(_unnamed(rate, own), pilot, least=SMALL if circulation == Circulation.PUBLIC else FOR_ONE)


def _few(rate: Rate, pilot: Rate | None = None, *, least: int) -> Rate:
    """The rate without counts of a few. Who said nothing and who said no are together those that do not apply at all, which the rate
    tells: neither may be a few. ``pilot``: the rate of that level, where this is another one.
    """
    not_applying = rate.counted - (pilot or rate).applied
    rate = replace(_unproven(rate, least), last=tuple(_goal(goal, least) for goal in rate.last))
    silent = len(rate.missing)
    if not hidden((silent, not_applying - silent), (not_applying, not_applying), least=least):
        return rate
    # an outlet still reads that it said nothing itself
    own = tuple(filter(None, rate.missing))
    return replace(rate, missing=own, withheld=(*rate.withheld, "missing"))


def _goal(goal: Milestone, least: int) -> Milestone:
    return replace(goal, at_due=_unproven(goal.at_due, least)) if goal.at_due else goal


def _unproven(rate: R, least: int) -> R:
    """Whose evidence was read, and whose was not, are together those that apply."""
    if rate.verified is None:
        return rate
    parts = (rate.verified, rate.applied - rate.verified)
    if not hidden(parts, (rate.applied, rate.applied), least=least):
        return rate
    return replace(rate, verified=None, withheld=("verified",))


def _unchecked(outlet: OutletFigures) -> OutletFigures:
    """What the outlet itself gets: who appraised, confirmed or answered is the department's affair."""
    return replace(
        outlet,
        opinions=tuple(replace(o, answered_by="") for o in outlet.opinions),
        adoption=replace(outlet.adoption, checked_by=""),
        examples=tuple(replace(e, confirmed_by="") for e in outlet.examples),
    )


def _nameless(outlet: OutletFigures) -> OutletFigures:
    adoption = Adoption(outlet.adoption.level, verified=outlet.adoption.verified)
    return replace(
        outlet,
        id="",
        name="",
        adoption=adoption,
        coverage=replace(outlet.coverage, note=""),
        examples=(),
        # counts alone, and none so small that it could point at one item
        law_points=tuple(replace(p, rules=()) for p in outlet.law_points if p.findings >= SMALL),
        channels_missing=(),
        indicators=tuple(replace(i, note="", replies=None) for i in outlet.indicators),
        opinions=(),
        replies=None,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Outlets of one kind (or several pooled): how many, how many apply; None where the cell is too small to show."""

    kinds: tuple[str, ...]
    counted: int
    pilot: int | None
    formal: int | None


def groups(outlets: Iterable[OutletFigures], *, public: bool) -> tuple[Group, ...]:
    """The counted outlets by kind. In public, kinds under five are pooled, and small cells hidden so that no
    subtraction brings them back; nothing at all where no cell is left.
    """
    counted = [o for o in outlets if o.counted]
    sizes = Counter(o.kind for o in counted)
    parts: list[tuple[str, ...]] = _pooled(sizes) if public else [(kind,) for kind in sizes]
    if public and len(parts) < 2:
        return ()
    made = []
    for kinds in parts:
        levels = [o.adoption.level or 0 for o in counted if o.kind in kinds]
        made.append(Group(kinds, len(levels), sum(n >= 1 for n in levels), sum(n >= 2 for n in levels)))
    return _told(made) if public else tuple(made)


def _pooled(sizes: Counter[str]) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = [(kind,) for kind, size in sizes.items() if size >= SMALL]
    pool = [kind for kind, size in sizes.items() if size < SMALL]
    if pool:
        # a pool that is still too small takes the smallest of the others with it
        while sum(sizes[kind] for kind in pool) < SMALL and parts:
            smallest = min(parts, key=lambda part: sizes[part[0]])
            parts.remove(smallest)
            pool.extend(smallest)
        parts.append(tuple(pool))
    return parts


def _told(made: Sequence[Group]) -> tuple[Group, ...]:
    """First who applies at all, then who does formally: of a kind of which the first is not told, nor is the second, and those who only
    pilot (the one less the other) are a count too. Nothing where no cell is left.
    """
    pilot, formal = [g.pilot or 0 for g in made], [g.formal or 0 for g in made]
    first = hidden(pilot, [g.counted for g in made])
    second = _formal_gaps(first, pilot, formal)
    # a kind of which nobody applies is no gap: that none of it does formally follows
    gaps = [at for at in second if at in first or pilot[at]]
    if first.isdisjoint(gaps) and alone(gaps, pilot):
        return ()
    left = tuple(
        replace(g, pilot=None if at in first else g.pilot, formal=None if at in second else g.formal)
        for at, g in enumerate(made)
    )
    return left if any(g.pilot is not None or g.formal is not None for g in left) else ()


def _formal_gaps(first: frozenset[int], pilot: Sequence[int], formal: Sequence[int]) -> set[int]:
    if not sum(formal):
        # the province's own figure says so of every kind
        return set()
    rest = [at for at in range(len(pilot)) if at not in first]
    parts, wholes = [formal[at] for at in rest], [pilot[at] for at in rest]
    if not first:
        return {rest[n] for n in hidden(parts, wholes)}
    # kinds whose first count is not told are one row here: of them only the sum is known
    one, of = sum(formal[at] for at in first), sum(pilot[at] for at in first)
    if large(one, of) and all(map(large, parts, wholes)):
        return set(first) if one else set()
    gaps = hidden([*parts, one], [*wholes, of], also=[len(rest)])
    return {rest[n] for n in gaps if n < len(rest)} | set(first)


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator over the counted outlets (``whole``): how many have a result, of how many that it concerns; lowest and highest value where
    five or more have one (fewer would point at single outlets), by the machine. ``corrected``: the same of shares that coding corrected,
    where five or more are.
    """

    code: str
    title: str
    measured: int
    asked: int
    low: float | None = None
    high: float | None = None
    states: tuple[tuple[str, int], ...] = ()
    confirmed: bool = False
    corrected: tuple[float, float] | None = None
    whole: int = 0

    @property
    def told(self) -> bool:
        """May it be said in public how many have a result, of how many?"""
        parts = (self.measured, self.asked - self.measured, self.whole - self.asked)
        return not hidden(parts, [self.whole] * len(parts))


def standings(outlets: Iterable[OutletFigures]) -> tuple[Standing, ...]:
    """Indicators read from content, in the edition's order; those that do not concern an outlet leave its count."""
    found: dict[str, list[IndicatorFigure]] = {}
    counted = [o for o in outlets if o.counted]
    for outlet in counted:
        for figure in outlet.indicators:
            if figure.method == "declared" or figure.outcome == Outcome.NOT_APPLICABLE:
                continue
            found.setdefault(figure.code, []).append(figure)
    made = []
    for code, rows in found.items():
        values = [f.value for f in rows if f.outcome == Outcome.MEASURED and f.value is not None]
        wide = len(values) >= SMALL
        right = [f.corrected.value for f in rows if f.corrected is not None and not f.corrected.weak]
        made.append(
            Standing(
                code=code,
                title=rows[0].title,
                measured=len(values),
                asked=len(rows),
                low=min(values) if wide else None,
                high=max(values) if wide else None,
                states=tuple(Counter(str(f.outcome) for f in rows if f.outcome != Outcome.MEASURED).items()),
                confirmed=rows[0].confirmed,
                corrected=(min(right), max(right)) if len(right) >= SMALL else None,
                whole=len(counted),
            )
        )
    return tuple(made)


def facts_for(facts: Facts, circulation: Circulation, outlet: str = "", *, counted: int = 0) -> Facts:
    """What a circle of readers may know. One outlet: its own alone. Public: sums without a name, none over so few bodies that one could
    be told from it, nor over nearly all that count.
    """
    if circulation == Circulation.INTERNAL and not outlet:
        return facts
    if outlet:
        return replace(
            facts,
            sent=tuple(one for one in facts.sent if one.id == outlet),
            lost=tuple(replace(one, points=own) for one in facts.lost if (own := _of(one.points, outlet))),
            weights=tuple(
                replace(one, hits=hits) for one in facts.weights if (hits := _of(one.hits, outlet))
            ),
            own=tuple(one for one in facts.own if one[0] == outlet),
            rate=(),
            content=(),
        )
    sent = Counter(one.standing for one in facts.sent)
    shown = told_forms({name: sent[name] for name in (LATE, MISSING, DRAFT)}, facts.asked)
    return replace(
        facts,
        sent=tuple(replace(one, id="", name="") for one in facts.sent if one.standing in shown),
        withheld=tuple(name for name in sent if name not in shown),
        lost=tuple(
            replace(one, points=tuple(("", lost) for _, lost in one.points))
            for one in facts.lost
            if len(one.points) >= SMALL
            and large(len(one.points), facts.scored)
            and not _nearly(facts.scored, counted)
        ),
        weights=tuple(
            replace(one, hits=tuple(("", hits) for _, hits in one.hits))
            for one in facts.weights
            if len(one.hits) >= SMALL
            and large(len(one.hits), facts.read)
            and not _nearly(len(one.hits), counted)
        ),
        rate=tuple(_parts_of_many(facts.rate)),
        content=tuple(_parts_of_many(facts.content)) if facts.read >= SMALL else (),
        own=(),
    )


def _parts_of_many(changes: Iterable[Why]) -> Iterator[Why]:
    """Each change with its parts where none of them stands for a few bodies or leaves a few; else that it moved, where that may be said."""
    for one in changes:
        if all(large(part, whole) for part, whole in one.bodies):
            yield one
        elif one.short:
            yield replace(one, told=one.short)


def _nearly(part: int, counted: int) -> bool:
    return 0 < counted - part < SMALL


def _of(pairs: Sequence[tuple[str, T]], outlet: str) -> tuple[tuple[str, T], ...]:
    return tuple(pair for pair in pairs if pair[0] == outlet)


def told_forms(counts: Mapping[str, int], asked: int, *, least: int = SMALL) -> frozenset[str]:
    """How many sent their form late, as a draft or not at all: which of these may be told to everybody, "" for the others, who sent it in
    time. Where one may not, the count in time is not told either: it makes the largest gap.
    """
    names = (*counts, "")
    parts = (*counts.values(), asked - sum(counts.values()))
    wholes = [asked] * len(parts)
    # no count is hidden for the sake of others where none is small
    few = hidden(parts, wholes, least=least)
    gaps = hidden(parts, wholes, also=[len(counts)], least=least) if few else few
    return frozenset(name for at, name in enumerate(names) if at not in gaps)
