"""What stands beside a table in a report: its assessment in a sentence that can be pasted, and what to write about causes and
proposals, named after the figure that asks for it.

The sentence says what the table shows and nothing else; causes are known to people, so they are prompts. Where nothing is
lacking, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.figures import Outcome, ProvinceReport
from reports.papers.circulating import Group, Standing
from reports.papers.kinds import PastRate, PromiseLine
from reports.papers.paragraphs import milestones
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Beside:
    """Three short paragraphs; ``cause`` and ``proposal`` are prompts, "" where there is nothing to ask."""

    assessment: str
    cause: str = ""
    proposal: str = ""


def of_targets(report: ProvinceReport, say: Wording) -> Beside:
    """How many milestones that fell due were met, and what the next ones ask for."""
    t, every = say.words, list(milestones(report))
    due = [(rate, goal) for rate, goal, passed in every if passed and rate.held(goal).counted]
    missed = [goal for rate, goal in due if rate.missed(goal)]
    more = max(
        (rate.needed(goal) - rate.applied for rate, goal, passed in every if not passed and rate.counted),
        default=0,
    )
    met = t(
        "papers.beside.targets",
        met=say.number(len(due) - len(missed)),
        due=say.number(len(due)),
        next=say.number(sum(not passed for _, _, passed in every)),
    )
    return Beside(
        met,
        t("papers.beside.targets.cause", n=say.number(len(missed))) if missed else "",
        t("papers.beside.targets.proposal", n=say.number(more)) if more > 0 else "",
    )


def of_history(
    history: Sequence[PastRate], breaks: Sequence[str], report: ProvinceReport, say: Wording
) -> Beside:
    """From the first day to today, where nothing forbids to compare; else that it may not be."""
    t = say.words
    first = next((past for past in history if past.level == 1 and past.counted), None)
    now = report.pilot
    if breaks or first is None or now.share is None:
        return Beside(t("papers.beside.history.broken"), t("papers.beside.history.cause"))
    change = round((now.share - first.applied / first.counted) * 100, 1)
    way = "same" if not change else "up" if change > 0 else "down"
    told = t(
        f"papers.beside.history.{way}",
        day=say.day(first.as_of),
        before=say.of(first.applied, first.counted),
        now=say.of(now.applied, now.counted),
        points=say.number(abs(change), 1),
    )
    return Beside(told, t("papers.beside.history.cause") if change else "")


def of_groups(made: Sequence[Group], say: Wording) -> Beside:
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
    names = named(lacking)
    return Beside(
        said,
        t("papers.beside.groups.cause", names=names),
        t("papers.beside.groups.proposal", names=names),
    )


def of_promises(promises: Sequence[PromiseLine], say: Wording) -> Beside:
    """For how many promises there is a figure, and how many were missed."""
    t = say.words
    known, missed = sum(one.known for one in promises), sum(one.missed for one in promises)
    open_ = sum(one.missed or not one.known for one in promises)
    told = t(
        "papers.beside.promises",
        k=say.number(known),
        n=say.number(len(promises)),
        missed=say.number(missed),
    )
    if not open_:
        return Beside(told)
    n = say.number(open_)
    return Beside(told, t("papers.beside.promises.cause", n=n), t("papers.beside.promises.proposal", n=n))


def of_outlets(report: ProvinceReport, say: Wording) -> Beside:
    """How many of those that count stand at which level."""
    t = say.words
    levels = [o.adoption.level for o in report.outlets if o.counted]
    none, silent = levels.count(0), levels.count(None)
    told = t(
        "papers.beside.outlets",
        n=say.number(len(levels)),
        formal=say.number(levels.count(2)),
        pilot=say.number(levels.count(1)),
        none=say.number(none),
        silent=say.number(silent),
    )
    if not none + silent:
        return Beside(told)
    n = say.number(none + silent)
    return Beside(told, t("papers.beside.outlets.cause", n=n), t("papers.beside.outlets.proposal", n=n))


def of_standings(rows: Sequence[Standing], say: Wording) -> Beside:
    """How many indicators have a result anywhere, and how many nowhere since too little was there to read."""
    t = say.words
    without = [row for row in rows if not row.measured]
    short = sum(any(state == Outcome.INSUFFICIENT for state, _ in row.states) for row in without)
    told = t(
        "papers.beside.standings",
        k=say.number(len(rows) - len(without)),
        n=say.number(len(rows)),
        without=say.number(len(without)),
        short=say.number(short),
    )
    if not without:
        return Beside(told)
    n = say.number(len(without))
    return Beside(told, t("papers.beside.standings.cause", n=n), t("papers.beside.standings.proposal", n=n))


def prompts(one: Beside) -> Iterator[str]:
    """What a person has to write."""
    yield from filter(None, (one.cause, one.proposal))
