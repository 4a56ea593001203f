"""Paragraphs to paste: the assessment in whole sentences from the figures, causes and proposals as prompts to complete.

Nothing is said that no figure says. A cause is never guessed: a prompt names the figure and asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.figures import Milestone, Outcome, OutletFigures, ProvinceReport, Rate
from reports.papers.circulating import Standing, standings
from reports.papers.kinds import Circulation
from reports.small import SMALL, large
from reports.wording import Wording


def milestones(report: ProvinceReport) -> Iterator[tuple[Rate, Milestone, bool]]:
    """Rate, milestone and whether its year has come; the passed ones first."""
    rates = (report.pilot, report.formal)
    yield from ((rate, goal, True) for rate in rates for goal in rate.last)
    yield from ((rate, goal, False) for rate in rates for goal in rate.next)


def level_name(say: Wording, rate: Rate) -> str:
    """The level a rate is about, in words."""
    return say.words("report.rate.pilot" if rate.level == 1 else "report.rate.formal")


def rates(report: ProvinceReport, say: Wording) -> Iterator[str]:
    """Both rates, what was promised, what was appraised, who is silent."""
    t = say.words
    yield t("papers.say.counted", n=say.number(report.pilot.counted), rule=report.denominator)
    yield t(
        "papers.say.rates",
        day=say.day(report.as_of),
        pilot=say.rate(report.pilot),
        formal=say.rate(report.formal),
    )
    for rate, goal, due in milestones(report):
        stands = say.against(rate, goal, due=due)
        yield t(
            "papers.say.goal.due" if due else "papers.say.goal.next",
            year=goal.year,
            level=level_name(say, rate).lower(),
            issuer=goal.issuer,
            source=goal.source,
            planned=say.planned(goal),
            stands=stands[:1].lower() + stands[1:],
        )
        if appraised := say.appraised(rate, goal, due=due):
            yield appraised
    # the three readings say the same, with what "proven" means
    if report.ladder is None and report.pilot.applied and "verified" not in report.pilot.withheld:
        verified = report.pilot.verified
        yield t(
            "papers.say.unverified" if verified is None else "papers.say.verified",
            k=say.number(verified or 0),
            n=say.number(report.pilot.applied),
        )
    if (silent := len(report.pilot.missing)) and "missing" not in report.pilot.withheld:
        yield t("papers.say.silent", n=say.number(silent))
    for standing, key in (("pending", "papers.say.inherited"), ("expired", "papers.say.inherited.expired")):
        heirs = sum(o.counted and o.adoption.inherited == standing for o in report.outlets)
        if heirs:
            # nameless lines say nothing of what was taken over
            yield t(key, n=say.number(heirs))
    if 0 < report.pilot.counted < SMALL:
        yield t("report.outlets.few")


def contents(report: ProvinceReport, say: Wording) -> Iterator[str]:
    """How much was read, how much of it has a result, and what waits for a person."""
    t = say.words
    counted = [o for o in report.outlets if o.counted]
    read = [o for o in counted if o.articles]
    if not read:
        yield t("papers.say.nothing_read")
        return
    few = report.circulation == Circulation.PUBLIC and not large(len(read), len(counted))
    reviewed = t(
        "papers.say.read.some" if few else "papers.say.read",
        articles=say.number(sum(o.articles for o in read)),
        k=say.number(len(read)),
        n=say.number(len(counted)),
        period=say.period(report.period),
    )
    if reposts := sum(o.reposts for o in read):
        reviewed = f"{reviewed} {t('papers.say.reposts', n=say.number(reposts))}"
    yield reviewed
    # an outlet of which there is nothing must not get lost among "8 of 9"; in public no name is left to say
    if names := [o.name for o in counted if not o.articles and o.name]:
        yield t("papers.say.unread", names="; ".join(names))
    public = report.circulation == Circulation.PUBLIC
    known = [s for s in standings(report.outlets) if s.measured]
    yield t("papers.say.measured", k=say.number(len(known)), n=say.number(len(standings(report.outlets))))
    if known:
        # outlets alone get their scorecards: nobody else is sent there
        yield t("papers.say.machine.public" if public else "papers.say.machine")
    for standing in known:
        if standing.low is not None and standing.high is not None and standing.high <= 1:
            yield _range(standing, say, public=public)
    found, waiting = (sum(getattr(o, f) for o in read) for f in ("findings", "findings_waiting"))
    if waiting:
        yield t("papers.say.findings", n=say.number(found), waiting=say.number(waiting))
    elif found:
        yield t("papers.say.findings.read", n=say.number(found))


def _range(standing: Standing, say: Wording, *, public: bool) -> str:
    """Lowest and highest of an indicator. In public the number of outlets is left out where it leaves a few to name."""
    low, high = say.percent(standing.low), say.percent(standing.high)
    key = "papers.say.range"
    if public and not standing.told:
        key += ".small"
    if low == high:
        key += ".same"
    k = say.number(standing.measured)
    return say.words(key, code=standing.code, title=standing.title, k=k, low=low, high=high)


def causes(report: ProvinceReport, say: Wording, *, told: bool) -> Iterator[str]:
    """Prompts: what no figure answers. ``told``: clauses with dots for other causes stand above, so that nothing asks for them again."""
    t, pilot = say.words, report.pilot
    unread = [o.name for o in report.outlets if o.counted and not o.articles]
    if unread:
        named = {"names": "; ".join(unread)} if all(unread) else {}
        few = report.circulation == Circulation.PUBLIC and not large(len(unread), pilot.counted)
        n = t("papers.some") if few else say.number(len(unread))
        yield t("papers.ask.unread.named" if named else "papers.ask.unread", n=n, **named)
    if any(state == Outcome.INSUFFICIENT for s in standings(report.outlets) for state, _ in s.states):
        yield t("papers.ask.insufficient")
    if not told:
        yield t("papers.ask.causes")


def proposals(say: Wording) -> Iterator[str]:
    """The one prompt: what the figures leave to be done stands above it in clauses."""
    yield say.words("papers.ask.proposals")


def open_points(outlet: OutletFigures, say: Wording) -> list[tuple[str, str]]:
    """What one outlet is asked to explain: each point with what is on file."""
    t, adoption = say.words, outlet.adoption
    points: list[tuple[str, str]] = []
    if adoption.level is None:
        points.append((t("papers.point.silent"), t("papers.point.silent.what")))
    elif adoption.level and not adoption.verified:
        points.append((t("papers.point.evidence"), adoption.note or t("papers.point.evidence.what")))
    points += [
        (f"{figure.code} {figure.title}", say.counts(figure))
        for figure in outlet.indicators
        if figure.outcome == Outcome.NEEDS_REVIEW and figure.unknown and not figure.merit
    ]
    if outlet.findings:
        points.append(
            (
                t("papers.point.wordings"),
                t(
                    "papers.point.wordings.what" if outlet.findings_waiting else "papers.point.wordings.read",
                    n=say.number(outlet.findings),
                    waiting=say.number(outlet.findings_waiting),
                ),
            )
        )
    if outlet.channels_missing:
        points.append((t("papers.point.channels"), "; ".join(outlet.channels_missing)))
    return points
