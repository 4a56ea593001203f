"""Clauses that say what the figures show, and what follows from each for the work: the words of causes and proposals.

Everything is a count or a name out of the figures that a paper's readers may see. In public no count is said that stands for a few
bodies, nor one whose rest does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reports.figures import IndicatorFigure, Milestone, Outcome, OutletFigures, ProvinceReport, Rate
from reports.papers.circulating import Group, Standing
from reports.papers.facts import DRAFT, LATE, MISSING, MOST, Facts, Lost
from reports.papers.kinds import Circulation
from reports.small import SMALL, large
from reports.wording import Wording

# the share of people whose sex is told by words: those of this indicator
PEOPLE = "B1.1.1"
_EMPTY = (Outcome.INSUFFICIENT, Outcome.NEEDS_REVIEW, Outcome.NOT_ASSESSED, Outcome.NONE_ARISING)


def levels(report: ProvinceReport) -> dict[str, int | None]:
    """Of the bodies that count: how many said nothing, said no, are a pilot, have evidence that nobody read, have to confirm. None: some,
    and these readers are not told how many.
    """
    if report.circulation == Circulation.PUBLIC:
        return _levels_told(report)
    counted = [o for o in report.outlets if o.counted]
    found = {
        "silent": sum(o.adoption.level is None and not o.adoption.inherited for o in counted),
        "heirs": sum(o.adoption.level is None and bool(o.adoption.inherited) for o in counted),
        "none": sum(o.adoption.level == 0 for o in counted),
        "pilot": sum(o.adoption.level == 1 for o in counted),
        "unverified": sum(bool(o.adoption.level) and not o.adoption.verified for o in counted),
    }
    return {name: n for name, n in found.items() if n}


def _levels_told(report: ProvinceReport) -> dict[str, int | None]:
    """In public all of it is worked out of what the report itself tells, so that no sentence adds a number to it."""
    pilot, applied = report.pilot, report.pilot.applied
    lacking, silent = pilot.counted - applied, len(pilot.missing)
    found = {"pilot": (applied - report.formal.applied, applied)}
    if "missing" in pilot.withheld:
        # that nobody is silent would tell how many said no: they are named together
        found = {"open": (lacking, pilot.counted)} | found
    else:
        found = {"silent": (silent, lacking), "none": (lacking - silent, lacking)} | found
    proven = (
        next((r.applied for r in report.ladder.readings if r.key == "middle"), 0) if report.ladder else None
    )
    if proven is None and "verified" not in pilot.withheld:
        proven = pilot.verified or 0
    if proven is not None:
        found["unverified"] = (applied - proven, applied)
    return {name: n if large(n, whole) else None for name, (n, whole) in found.items() if n}


def standing(report: ProvinceReport, say: Wording) -> list[str]:
    """Where the bodies stand that do not apply the index, or whose word nobody proved."""
    return [say.words(f"papers.fact.{name}", n=_many(n, say)) for name, n in levels(report).items()]


def to_do(report: ProvinceReport, say: Wording) -> list[str]:
    """A proposal for each of :func:`standing`."""
    return [say.words(f"papers.do.{name}", n=_many(n, say)) for name, n in levels(report).items()]


def _many(n: int | None, say: Wording) -> str:
    return say.words("papers.some") if n is None else say.number(n)


def short(missed: Iterable[tuple[Rate, Milestone]], say: Wording) -> Iterator[str]:
    """By how much each milestone was missed, on its due day where that is past."""
    for rate, goal in missed:
        held = rate.held(goal)
        if held.share is None:
            continue
        yield say.words(
            "papers.fact.short",
            year=goal.year,
            issuer=goal.issuer,
            of=say.of(held.applied, held.counted),
            points=say.number((goal.share - held.share) * 100, 1),
            planned=say.planned(goal),
        )


def met(due: int, missed: int, coming: int, say: Wording) -> str:
    """The assessment of milestones: how many that fell due were met, how many are still ahead; "" where there is none."""
    told = [
        say.words(f"papers.beside.targets.{key}", met=say.number(due - missed), n=say.number(n))
        for key, n in (("due", due), ("next", coming))
        if n
    ]
    return say.words("papers.beside.targets", told="; ".join(told)) if told else ""


def unmet(missed: int, due: int, say: Wording) -> Iterator[str]:
    """How many of the milestones that fell due were missed; each stands with its figures beside their table."""
    if missed:
        yield say.words("papers.fact.unmet", n=say.number(missed), of=say.number(due))


def next_ones(ahead: Iterable[tuple[int, Rate, Milestone]], say: Wording) -> Iterator[str]:
    """How many more bodies the next milestones ask for, at which level."""
    for more, rate, goal in ahead:
        key = "papers.do.next.pilot" if rate.level == 1 else "papers.do.next.formal"
        yield say.words(
            key, n=say.number(more), year=goal.year, issuer=goal.issuer, planned=say.planned(goal)
        )


def by_group(lacking: Sequence[Group], report: ProvinceReport, say: Wording) -> list[str]:
    """In each kind where some do not apply: how many said nothing and how many said no. Not in public, where these are a few."""
    if report.circulation == Circulation.PUBLIC:
        return []
    found = []
    for group in lacking:
        outlets = [o for o in report.outlets if o.counted and o.kind in group.kinds]
        silent, none = (sum(o.adoption.level == level for o in outlets) for level in (None, 0))
        names = ", ".join(say.label("kind", kind) for kind in group.kinds)
        told = [
            say.words(f"papers.fact.{key}", n=say.number(n))
            for key, n in (("silent", silent), ("none", none))
            if n
        ]
        if told:
            found.append(say.words("papers.fact.group", names=names, told=", ".join(told)))
    return found


def forms(facts: Facts | None, say: Wording) -> Iterator[str]:
    """Who sent a form late, as a draft or not at all; by name inside the department."""
    if facts is None:
        return
    for name in (LATE, MISSING, DRAFT):
        if found := facts.standing(name):
            yield say.words(
                f"papers.fact.form.{name}",
                n=say.number(len(found)),
                of=say.number(facts.asked),
                names=_names([one.name for one in found]),
            )


def remind_forms(facts: Facts | None, say: Wording) -> Iterator[str]:
    """Who still has to send one."""
    if facts is None:
        return
    waiting = facts.standing(MISSING, DRAFT)
    # a sum of which a part is not told would tell that part
    few = {MISSING, DRAFT} & set(facts.withheld)
    if waiting or few:
        yield say.words("papers.do.form", n=_many(None if few else len(waiting), say))


def _names(names: Sequence[str]) -> str:
    shown = [name for name in names if name]
    if not shown:
        return ""
    more = " …" if len(shown) > 2 * MOST else ""
    return f" ({'; '.join(shown[: 2 * MOST])}{more})"


def _most_lost(facts: Facts) -> list[Lost]:
    """The criteria that lost most: those that lost as much as the next one would be named before it by their code alone."""
    every = sorted(facts.lost, key=lambda line: (-sum(p for _, p in line.points), line.code))
    if len(every) <= MOST:
        return every
    next_one = sum(p for _, p in every[MOST].points)
    return [line for line in every[:MOST] if sum(p for _, p in line.points) > next_one]


def lost(facts: Facts | None, say: Wording, *, one: bool = False) -> Iterator[str]:
    """The criteria that lost most points, and at how many bodies. ``one``: of the body a paper is about."""
    if facts is None or not facts.lost:
        return
    if not (best := _most_lost(facts)):
        return
    told = [
        say.words(
            "papers.fact.lost.own" if one else "papers.fact.lost.one",
            code=line.code,
            points=_points(sum(points for _, points in line.points), say),
            k=say.number(len(line.points)),
            n=say.number(facts.scored),
        )
        for line in best
    ]
    side = say.words("papers.fact.lost.appraised" if facts.appraised else "papers.fact.lost.declared")
    yield say.words("papers.fact.lost", side=side, told=", ".join(told))


def _points(value: float, say: Wording) -> str:
    return say.number(value, 0 if value == round(value) else 1)


def families(facts: Facts | None, say: Wording, *, one: bool = False, most: int = MOST) -> Iterator[str]:
    """The families of wordings with most findings."""
    if facts is None or not facts.weights:
        return
    best = sorted(facts.weights, key=lambda w: (-sum(n for _, n in w.hits), w.family))[:most]
    told = [
        say.words(
            "papers.fact.family.own" if one else "papers.fact.family.one",
            family=say.label("family", weight.family),
            n=say.number(sum(n for _, n in weight.hits)),
            k=say.number(len(weight.hits)),
        )
        for weight in best
    ]
    yield say.words("papers.fact.family", told=", ".join(told))


def weighing(facts: Facts | None, say: Wording, *, one: bool = False) -> list[str]:
    """Lost points, then the families of wordings."""
    return [*lost(facts, say, one=one), *families(facts, say, one=one)]


def train_families(facts: Facts | None, say: Wording) -> Iterator[str]:
    """Training on the family that weighs most."""
    if facts is not None and facts.weights:
        best = min(facts.weights, key=lambda w: (-sum(n for _, n in w.hits), w.family))
        yield say.words("papers.do.train", family=say.label("family", best.family))


def train(facts: Facts | None, say: Wording) -> list[str]:
    """Training, and guidance on the criteria that lost most points."""
    found = list(train_families(facts, say))
    if facts is not None and facts.lost:
        best = _most_lost(facts)
        if best:
            found.append(say.words("papers.do.lost", codes=", ".join(line.code for line in best)))
    return found


def empty(without: Iterable[Standing], say: Wording) -> Iterator[str]:
    """Why indicators have a result nowhere: by the state that most outlets have there."""
    states = Counter(max(row.states, key=lambda s: s[1])[0] for row in without if row.states)
    yield from _by_state(states, say)


def reasons(figures: Iterable[IndicatorFigure], say: Wording) -> Iterator[str]:
    """The same for one outlet."""
    yield from _by_state(Counter(str(f.outcome) for f in figures), say)


def _by_state(states: Counter[str], say: Wording) -> Iterator[str]:
    for state in _EMPTY:
        if n := states[str(state)]:
            yield say.words("papers.fact.state", n=say.number(n), state=say.label("outcome", state).lower())


def fill(without: Iterable[Standing], say: Wording) -> Iterator[str]:
    """What would give them one."""
    states = Counter(max(row.states, key=lambda s: s[1])[0] for row in without if row.states)
    for state, key in ((Outcome.INSUFFICIENT, "items"), (Outcome.NEEDS_REVIEW, "review")):
        if n := states[str(state)]:
            yield say.words(f"papers.do.{key}", n=say.number(n))


def unsure(outlets: Sequence[OutletFigures], say: Wording, *, public: bool = False) -> list[str]:
    """People whose sex no word tells, and shares that nobody's coding corrected."""
    found = []
    people = [f for o in outlets for f in o.indicators if f.code == PEOPLE and f.unknown and f.unknown_share]
    if people and (not public or len(people) >= SMALL):
        unknown = sum(f.unknown or 0 for f in people)
        every = sum((f.unknown or 0) / (f.unknown_share or 1) for f in people)
        found.append(
            say.words("papers.fact.undecided", n=say.number(unknown), share=say.percent(unknown / every))
        )
    raw, shares = uncorrected(outlets)
    if raw and not public:
        found.append(say.words("papers.fact.uncorrected", n=say.number(raw), all=say.number(shares)))
    return found


def read_waiting(report: ProvinceReport, say: Wording) -> Iterator[str]:
    """Wordings that wait for a reader."""
    if waiting := sum(o.findings_waiting for o in report.outlets):
        yield say.words("papers.do.readers", n=say.number(waiting))


def uncorrected(outlets: Iterable[OutletFigures]) -> tuple[int, int]:
    """How many measured shares carry no correction that may be leaned on, of how many."""
    shares = [
        f
        for o in outlets
        for f in o.indicators
        if f.outcome == Outcome.MEASURED and f.scale and f.method != "declared"
    ]
    return sum(f.corrected is None or f.corrected.weak for f in shares), len(shares)


def calibrate(outlets: Sequence[OutletFigures], say: Wording, *, public: bool = False) -> list[str]:
    """Coding that would correct them."""
    raw, _ = uncorrected(outlets)
    if not raw:
        return []
    return [
        say.words("papers.do.calibrate.public")
        if public
        else say.words("papers.do.calibrate", n=say.number(raw))
    ]
