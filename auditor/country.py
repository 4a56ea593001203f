"""Provinces' reports put together for the ministry: k of N for each and for all, with everything that keeps them from being one
figure said beside it.

Each province chose its own denominator; the sum is a sum of such choices and says so. What each reported is printed as it was
reported; only the total is freed of bodies that two provinces count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.calibration.noise import MINIMUM, Comparison, compare
from auditor.calibration.noise import Share as Held
from auditor.errors import InputError, UsageError
from auditor.reportfiles import ReportedOutlet, ReportedRate, ReportFile
from crawlers import provinces
from crawlers.register import slug
from reports.figures import DueRate, Milestone

PILOT, FORMAL = 1, 2
# who chose a rule, and when, is no part of it (rate.denominator.source); reports hold it as one text
_CHOSEN = re.compile(r"(?:Cách tính này do địa phương chọn|Chosen by the province).*", re.S)
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}")
_Z = 1.959964


class TwoVersions(InputError):
    """Two reports of one province of one day and hour that differ: nothing tells which holds. Values: file, other, province."""

    code = "two_versions"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that another one stands for. ``reason``: a key below ``country.dropped.``."""

    file: ReportFile
    by: ReportFile
    reason: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A body that several provinces count. ``kept``: the province whose word holds in the total; ``differ``: they say
    different things about it.
    """

    id: str
    name: str
    provinces: tuple[str, ...]
    kept: str
    differ: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """k of N of all provinces, each body once. ``verified``: None where a province says nothing of it."""

    applied: int
    counted: int
    verified: int | None


@dataclass(frozen=True, slots=True)
class SumShare:
    """One indicator of one province: its outlets together."""

    province: str
    edition: str
    part: float
    whole: float
    spread: float


@dataclass(frozen=True, slots=True)
class Country:
    """Everything about the provinces that sent, in the order of their names: no ranking."""

    reports: tuple[ReportFile, ...]
    dropped: tuple[Dropped, ...]
    shared: tuple[Counted, ...]
    alike: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    pilot: Sum
    formal: Sum
    nameless: tuple[str, ...]

    @property
    def fictitious(self) -> bool:
        return any(report.fictitious for report in self.reports)

    @property
    def days(self) -> tuple[str, ...]:
        return tuple(sorted({report.as_of for report in self.reports}))

    @property
    def definitions(self) -> int:
        """How many different rules of the denominator there are, whatever place and day they name."""
        return len(
            {
                _CHOSEN.sub("", _DAY.sub("", r.denominator.replace(r.province, ""))).strip()
                for r in self.reports
            }
        )

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(sorted({report.edition for report in self.reports}))

    @property
    def periods(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted({report.period for report in self.reports}))

    @property
    def rules(self) -> tuple[str, ...]:
        """The versions of rules, of provinces of one edition: those of different editions are never held against each other."""
        found = {(r.edition, r.versions.get("rules", "")) for r in self.reports}
        editions = [edition for edition, _ in found]
        return tuple(sorted({rules for edition, rules in found if editions.count(edition) > 1}))

    @property
    def unsigned(self) -> tuple[str, ...]:
        return tuple(report.province for report in self.reports if not report.signer)

    @property
    def goals(self) -> tuple[Milestone, ...]:
        """Promises that stand in every report: the nation's."""
        found = [
            {_promise(goal) for goal in (*r.pilot.last, *r.pilot.next, *r.formal.last, *r.formal.next)}
            for r in self.reports
        ]
        common = set.intersection(*found) if found else set()
        return tuple(sorted(common, key=lambda goal: (goal.year, goal.level)))


def due_of(report: ReportFile, goal: Milestone) -> DueRate | None:
    """What the report says of the due day, None where that is its own day or ahead; an older report that does not say it
    knows nothing of it (0 of 0), since today's figure is no answer.
    """
    rate = report.pilot if goal.level == PILOT else report.formal
    if goal.due_day >= report.as_of:
        return DueRate(rate.applied, rate.counted, rate.verified) if goal.due_day == report.as_of else None
    return next(
        (m.at_due for m in rate.last if m.at_due and _promise(m) == _promise(goal)),
        DueRate(0, 0),
    )


def _promise(goal: Milestone) -> Milestone:
    """A promise without what one report, or an older one, says beside it: the same in all reports."""
    return replace(goal, at_due=None, national=False)


def due_together(country: Country, goal: Milestone) -> DueRate | None:
    """The rate of all provinces on the due day; 0 of 0 where one does not say it, or where bodies stand in two provinces,
    since their reports do not name who was counted then. None where no report is of a later day.
    """
    if all(goal.due_day >= report.as_of for report in country.reports):
        return None
    parts = [due_of(report, goal) for report in country.reports]
    rates = [report.pilot if goal.level == PILOT else report.formal for report in country.reports]
    total = country.pilot if goal.level == PILOT else country.formal
    known = [part for part in parts if part is not None and part.counted]
    if len(known) < len(parts) or total.counted != sum(rate.counted for rate in rates):
        return DueRate(0, 0)
    return DueRate(sum(part.applied for part in known), sum(part.counted for part in known))


def merge(files: Sequence[ReportFile], expected: Iterable[str] = ()) -> Country:
    """All provinces together. ``expected``: names of those that had to send; by default all of the latest day, for real ones.

    Raises UsageError where made-up and real provinces are mixed, TwoVersions.
    """
    if len({report.fictitious for report in files}) > 1:
        raise UsageError(detail="fictitious")
    kept, dropped = _one_each(files)
    kept, gone = _without_predecessors(kept)
    shared, hold = _shared(kept)
    return Country(
        reports=kept,
        dropped=(*dropped, *gone),
        shared=shared,
        alike=_alike(kept),
        missing=_missing(kept, tuple(expected)),
        pilot=_sum(kept, hold, PILOT),
        formal=_sum(kept, hold, FORMAL),
        nameless=tuple(
            r.province for r in kept if r.pilot.counted and not any(o.counted and o.id for o in r.outlets)
        ),
    )


def _one_each(files: Sequence[ReportFile]) -> tuple[tuple[ReportFile, ...], list[Dropped]]:
    """One report a province, by day and then by hour of writing."""
    by_name: dict[str, list[ReportFile]] = {}
    for report in files:
        by_name.setdefault(slug(report.province), []).append(report)
    kept, dropped = [], []
    for name in sorted(by_name):
        versions = sorted(by_name[name], key=lambda r: (r.as_of, r.produced, bool(r.signer)))
        last = versions[-1]
        for other in versions[:-1]:
            if _figures(other) == _figures(last):
                reason = "same"
            elif other.as_of != last.as_of:
                reason = "older_day"
            elif other.produced != last.produced:
                reason = "older"
            else:
                raise TwoVersions(file=other.file, other=last.file, province=last.province)
            dropped.append(Dropped(other, last, reason))
        kept.append(last)
    return tuple(kept), dropped


def _figures(report: ReportFile) -> ReportFile:
    """What a report says, whatever file it came in and whoever signed that."""
    versions = {name: value for name, value in report.versions.items() if name != "signature"}
    return replace(report, file="", sha256="", signer="", versions=versions)


def _without_predecessors(reports: tuple[ReportFile, ...]) -> tuple[tuple[ReportFile, ...], list[Dropped]]:
    """A province that has since become part of another whose report is here would be counted twice."""
    by_name = {slug(report.province): report for report in reports}
    dropped = []
    for report in reports:
        later = by_name.get(slug(provinces.today_of(report.province)))
        if (
            not report.fictitious
            and later is not None
            and later is not report
            and later.as_of >= report.as_of
        ):
            dropped.append(Dropped(report, later, "joined"))
    return tuple(r for r in reports if not any(r is one.file for one in dropped)), dropped


def _shared(reports: Sequence[ReportFile]) -> tuple[tuple[Counted, ...], Mapping[str, str]]:
    """Bodies that several provinces count, and whose word holds: the later day's, of the same day the more careful one."""
    said: dict[str, list[tuple[ReportFile, ReportedOutlet]]] = {}
    for report in reports:
        for outlet in report.outlets:
            if outlet.counted and outlet.id:
                said.setdefault(outlet.id, []).append((report, outlet))
    found, hold = [], {}
    for id, pairs in sorted(said.items()):
        if len(pairs) < 2:
            continue
        report, outlet = max(pairs, key=lambda p: (p[0].as_of, -(p[1].level or 0), not p[1].verified))
        hold[id] = report.province
        differ = len({(o.level, o.verified) for _, o in pairs}) > 1
        found.append(Counted(id, outlet.name, tuple(r.province for r, _ in pairs), report.province, differ))
    return tuple(found), hold


def _alike(reports: Sequence[ReportFile]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names under which several provinces count bodies of different ids: perhaps one body, which only a person can tell."""
    named: dict[str, dict[str, tuple[str, str]]] = {}
    for report in reports:
        for outlet in report.outlets:
            if outlet.counted and outlet.id and outlet.name:
                named.setdefault(slug(outlet.name), {}).setdefault(outlet.id, (outlet.name, report.province))
    return tuple(
        (next(iter(ids.values()))[0], tuple(place for _, place in ids.values()))
        for _, ids in sorted(named.items())
        if len(ids) > 1 and len({place for _, place in ids.values()}) > 1
    )


def _missing(reports: Sequence[ReportFile], expected: tuple[str, ...]) -> tuple[str, ...]:
    sent = {slug(report.province) for report in reports}
    if not expected and not any(report.fictitious for report in reports):
        day = max((report.as_of for report in reports), default="")
        expected = tuple(p.name for p in provinces.on(dt.date.fromisoformat(day))) if day else ()
    return tuple(
        name for name in expected if slug(provinces.bare(name)) not in sent and slug(name) not in sent
    )


def _sum(reports: Sequence[ReportFile], hold: Mapping[str, str], level: int) -> Sum:
    applied = counted = 0
    verified: int | None = 0
    for report in reports:
        rate = rate_of(report, level)
        applied, counted = applied + rate.applied, counted + rate.counted
        verified = None if verified is None or rate.verified is None else verified + rate.verified
        for outlet in report.outlets:
            if outlet.counted and hold.get(outlet.id, report.province) != report.province:
                counts = (outlet.level or 0) >= level
                applied, counted = applied - counts, counted - 1
                if verified is not None:
                    verified -= counts and outlet.verified
    return Sum(applied, counted, verified)


def rate_of(report: ReportFile, level: int) -> ReportedRate:
    """One of the two rates of a report."""
    return report.pilot if level == PILOT else report.formal


def shares(country: Country, code: str) -> tuple[SumShare, ...]:
    """One indicator by province, each outlet once; provinces without it are left out."""
    hold = {one.id: one.kept for one in country.shared}
    found = []
    for report in country.reports:
        part = whole = variance = 0.0
        for outlet in report.outlets:
            share = outlet.shares.get(code)
            if share is None or hold.get(outlet.id, report.province) != report.province:
                continue
            part, whole = part + share.part, whole + share.whole
            if share.low is not None and share.high is not None:
                variance += ((share.high - share.low) / (2 * _Z) * share.whole) ** 2
        if whole:
            found.append(SumShare(report.province, report.edition, part, whole, variance**0.5 / whole))
    return tuple(found)


def noise(found: Sequence[SumShare]) -> Comparison:
    """Which provinces differ by more than chance; those of another edition than the first one's are left out."""
    same = [one for one in found if one.edition == found[0].edition]
    return compare(
        [
            Held(
                one.province,
                one.part / one.whole,
                (one.part / one.whole - _Z * one.spread, one.part / one.whole + _Z * one.spread),
                round(one.whole),
                MINIMUM,
            )
            for one in same
        ]
    )


def codes(country: Country) -> tuple[str, ...]:
    """Indicators that at least one province measured, in the order of the first report that has them."""
    return tuple(
        dict.fromkeys(
            code
            for report in country.reports
            for code in report.codes
            if any(code in outlet.shares for outlet in report.outlets)
        )
    )
