"""What stands beside a table in a paper: its assessment, causes and proposals, in sentences that can be pasted.

All of it is read from figures. A cause is said where data show one (who is silent, whose evidence nobody read, which points were lost),
as "causes by the figures", and behind it stand dots for what a person knows besides. Where nothing is lacking, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.figures import Milestone, Outcome, OutletFigures, ProvinceReport, Rate
from reports.papers import known
from reports.papers.circulating import Group, Standing
from reports.papers.facts import Facts
from reports.papers.kinds import Circulation, PastRate, PromiseLine
from reports.papers.paragraphs import milestones
from reports.wording import Wording

Goal = tuple[Rate, Milestone]


@dataclass(frozen=True, slots=True)
class Beside:
    """Three short paragraphs. ``causes``, ``proposals``: clauses. ``asking``: is something lacking, so that a person is to say more?"""

    assessment: str
    causes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    asking: bool = False


def paragraphs(one: Beside, say: Wording) -> Iterator[str]:
    """The paragraphs as they are printed, none of them empty."""
    t = say.words
    if one.assessment:
        yield one.assessment
    if one.causes:
        yield t("papers.beside.causes", told="; ".join(one.causes))
    elif one.asking:
        yield t("papers.beside.causes.none")
    if one.proposals:
        yield t("papers.beside.proposals", told="; ".join(one.proposals))


def listed(one: Beside, say: Wording) -> Iterator[str]:
    """Causes and proposals of a part of their own: one clause a line."""
    t = say.words
    for name, clauses in (("causes", one.causes), ("proposals", one.proposals)):
        if clauses:
            yield t(f"papers.listed.{name}")
            yield from (t("papers.listed.one", told=told) for told in clauses)
            yield t(f"papers.listed.{name}.more")


def _due(report: ProvinceReport) -> tuple[list[Goal], list[Goal]]:
    """Milestones that fell due while somebody counted, and those of them that were missed."""
    due = [(rate, goal) for rate, goal, passed in milestones(report) if passed and rate.held(goal).counted]
    return due, [(rate, goal) for rate, goal in due if rate.missed(goal)]


def of_targets(report: ProvinceReport, say: Wording) -> Beside:
    """How many milestones that fell due were met, by how much the others were missed, and what the next ones ask for.

    Where the bodies stand concerns the province as a whole (:func:`of_whole`) and is not told here too.
    """
    due, missed = _due(report)
    coming = [(rate, goal) for rate, goal, passed in milestones(report) if not passed]
    ahead = [
        (rate.needed(goal) - rate.applied, rate, goal)
        for rate, goal in coming
        if rate.counted and rate.needed(goal) > rate.applied
    ]
    met = known.met(len(due), len(missed), len(coming), say)
    return Beside(
        met, tuple(known.short(missed, say)), tuple(known.next_ones(ahead, say)), asking=bool(missed)
    )


def of_history(
    history: Sequence[PastRate],
    breaks: Sequence[str],
    report: ProvinceReport,
    say: Wording,
    facts: Facts | None = None,
) -> Beside:
    """From the first day to today, where nothing forbids to compare; else that it may not be."""
    t = say.words
    first = next((past for past in history if past.level == 1 and past.counted), None)
    now = report.pilot
    if breaks or first is None or now.share is None:
        # the breaks themselves stand between the table and this
        proposals = (t("papers.do.same_bodies"),) if breaks else ()
        return Beside(t("papers.beside.history.broken"), (), proposals)
    change = round((now.share - first.applied / first.counted) * 100, 1)
    way = "same" if not change else "up" if change > 0 else "down"
    told = t(
        f"papers.beside.history.{way}",
        day=say.day(first.as_of),
        before=say.of(first.applied, first.counted),
        now=say.of(now.applied, now.counted),
        points=say.number(abs(change), 1),
    )
    proposals = (t("papers.do.fallen"),) if change < 0 else ()
    # why a rate moved is told of the province as a whole, where anybody knows
    return Beside(told, (), proposals, asking=bool(change) and not (facts and facts.rate))


def of_groups(made: Sequence[Group], say: Wording, report: ProvinceReport | None = None) -> Beside:
    """In which kinds all apply, and in which some do not; of hidden cells nothing."""
    t = say.words

    def named(groups: Sequence[Group]) -> str:
        return "; ".join(", ".join(say.label("kind", kind) for kind in group.kinds) for group in groups)

    shown = [group for group in made if group.pilot is not None]
    lacking = [group for group in shown if group.pilot is not None and group.pilot < group.counted]
    whole = [group for group in shown if group not in lacking]
    told = [
        t(f"papers.beside.groups.{key}", names=named(groups))
        for key, groups in (("whole", whole), ("lacking", lacking))
        if groups
    ]
    said = t("papers.beside.groups", told=" ".join(told)) if told else ""
    if not lacking:
        return Beside(said)
    causes = [] if report is None else known.by_group(lacking, report, say)
    return Beside(said, tuple(causes), (t("papers.do.groups", names=named(lacking)),), asking=True)


def of_promises(promises: Sequence[PromiseLine], say: Wording) -> Beside:
    """For how many promises there is a figure, and which were missed."""
    t = say.words
    missed = [one for one in promises if one.missed]
    without = [one for one in promises if not one.known]
    told = t(
        "papers.beside.promises",
        k=say.number(len(promises) - len(without)),
        n=say.number(len(promises)),
        missed=say.number(len(missed)),
    )
    if not missed and len(without) < len(promises):
        told = t(
            "papers.beside.promises.unmissed",
            k=say.number(len(promises) - len(without)),
            n=say.number(len(promises)),
        )
    elif not missed:
        told = t("papers.beside.promises.unknown", n=say.number(len(promises)))
    if without and len(without) < len(promises):
        told = f"{told} {t('papers.beside.promises.none')}"
    causes = [
        t("papers.fact.promise", title=one.title, figure=one.held or one.figure, wanted=one.wanted)
        for one in missed
    ]
    if without:
        causes.append(t("papers.fact.promise.none", n=say.number(len(without)), titles=_titles(without)))
    proposals = []
    if missed:
        proposals.append(t("papers.do.promise", titles=_titles(missed)))
    if without:
        proposals.append(t("papers.do.promise.none", n=say.number(len(without))))
    return Beside(told, tuple(causes), tuple(proposals), asking=bool(causes))


def _titles(promises: Iterable[PromiseLine]) -> str:
    return "; ".join(dict.fromkeys(f"“{one.title}”" for one in promises))


def of_outlets(report: ProvinceReport, say: Wording) -> Beside:
    """How many of those that count stand at which level; what is to be done about it stands in the report's own part."""
    t = say.words
    levels = [o.adoption.level for o in report.outlets if o.counted]
    found = (("formal", 2), ("pilot", 1), ("none", 0), ("silent", None))
    told = [
        t(f"papers.beside.outlets.{key}", n=say.number(levels.count(level)))
        for key, level in found
        if levels.count(level)
    ]
    return Beside(t("papers.beside.outlets", n=say.number(len(levels)), told=", ".join(told)))


def of_standings(rows: Sequence[Standing], say: Wording) -> Beside:
    """How many indicators have a result anywhere, and what stands in the way of the others."""
    t = say.words
    without = [row for row in rows if not row.measured]
    told = t(
        "papers.beside.standings" if without else "papers.beside.standings.all",
        k=say.number(len(rows) - len(without)),
        n=say.number(len(rows)),
        without=say.number(len(without)),
    )
    causes, proposals = tuple(known.empty(without, say)), tuple(known.fill(without, say))
    return Beside(told, causes, proposals, asking=bool(without))


def moved(facts: Facts, say: Wording) -> Iterator[str]:
    """Why rate and shares are others than the year before: said once, then figure by figure."""
    for key, lines in (("papers.fact.moved.rate", facts.rate), ("papers.fact.moved", facts.content)):
        if lines:
            yield say.words(key, told=" ".join(line.told for line in lines))


def of_whole(report: ProvinceReport, say: Wording, facts: Facts) -> Beside:
    """What concerns the province as a whole, for the parts on causes and proposals."""
    public = report.circulation == Circulation.PUBLIC
    outlets = [o for o in report.outlets if o.counted]
    due, missed = _due(report)
    causes = [*known.unmet(len(missed), len(due), say), *known.standing(report, say)]
    causes += known.forms(facts, say)
    causes += [*known.weighing(facts, say), *known.unsure(outlets, say, public=public)]
    proposals = [*known.to_do(report, say), *known.remind_forms(facts, say), *known.train(facts, say)]
    proposals += known.read_waiting(report, say)
    proposals += known.calibrate(outlets, say, public=public)
    return Beside("", tuple(causes), tuple(proposals))


def of_briefing(report: ProvinceReport, say: Wording, facts: Facts | None = None) -> Beside:
    """The one-page sheet: what weighs most among wordings, who is silent, what is to be done. Short."""
    t = say.words
    outlets = [o for o in report.outlets if o.counted]
    findings = sum(o.findings for o in outlets)
    key = "papers.beside.briefing"
    if not findings:
        key += ".none"
    elif report.circulation == Circulation.PUBLIC:
        key += ".public"
    told = t(
        key,
        findings=say.number(findings),
        k=say.number(sum(o.findings > 0 for o in outlets)),
        n=say.number(len(outlets)),
    )
    causes = [*known.standing(report, say)[:2], *known.families(facts, say, most=1)]
    proposals = [*known.to_do(report, say)[:2], *list(known.train_families(facts, say))]
    return Beside(told, tuple(causes), tuple(proposals))


def of_results(outlet: OutletFigures, say: Wording, facts: Facts | None = None) -> Beside:
    """A scorecard's results: how many there are, against itself last year, where points were lost."""
    t = say.words
    asked = [f for f in outlet.indicators if f.outcome != Outcome.NOT_APPLICABLE]
    measured = [f for f in asked if f.outcome == Outcome.MEASURED]
    told = t("papers.beside.results", k=say.number(len(measured)), n=say.number(len(asked)))
    moved = [line for _, line in facts.own] if facts else []
    if moved:
        told = f"{told} {' '.join(moved)}"
    causes = [*known.reasons(asked, say), *known.weighing(facts, say, one=True)]
    causes += known.unsure([outlet], say)
    proposals = [*known.train(facts, say), *known.calibrate([outlet], say)]
    return Beside(told, tuple(causes), tuple(proposals), asking=len(measured) < len(asked))


def of_examples(outlet: OutletFigures, say: Wording, facts: Facts | None = None) -> Beside:
    """Wordings of one outlet: how many, of which kind, how many wait for a reader."""
    t = say.words
    told = t(
        "papers.beside.examples", n=say.number(outlet.findings), shown=say.number(len(outlet.plain_examples))
    )
    told += say.voices(outlet)
    causes = list(known.families(facts, say, one=True))
    if outlet.findings_waiting:
        causes.append(t("papers.fact.waiting", n=say.number(outlet.findings_waiting)))
    proposals = list(known.train_families(facts, say))
    if outlet.findings_waiting:
        proposals.append(t("papers.do.readers", n=say.number(outlet.findings_waiting)))
    return Beside(told, tuple(causes), tuple(proposals), asking=bool(outlet.findings))


def of_law(outlet: OutletFigures, say: Wording) -> Beside:
    """Points of law are points to check: nothing is said about whether a law was kept."""
    t = say.words
    n = sum(point.findings for point in outlet.law_points)
    told = t("papers.beside.law", n=say.number(n), k=say.number(len(outlet.law_points)))
    return Beside(told, (), (t("papers.do.law"),), asking=False)
