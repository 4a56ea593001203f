"""Assessment, causes and proposals under the tables of years, country and promises, in the same words as in reports.

Only what the rows above show is said; where they show no cause, that is said, with dots for the department.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.country import Country
from auditor.forms.overview import DRAFT, LATE, MISSING, SENT, asked_of, counts
from auditor.promises import UNMET, Reading
from auditor.rateviews import Slice
from auditor.words import Words
from auditor.years import YearReading
from reports.figures import Milestone, Rate
from reports.papers import known
from reports.papers.beside import Beside, of_promises, paragraphs
from reports.papers.kinds import PromiseLine
from reports.wording import Wording


def _lines(one: Beside, words: Words) -> tuple[str, ...]:
    return tuple(paragraphs(one, Wording(words)))


def years_rates(
    readings: Sequence[YearReading], broken: Sequence[str], words: Words, *, inside: bool = True
) -> tuple[str, ...]:
    """The first year against the last over today's bodies, which alone can be compared; inside, how many are silent in the last."""
    say, last = Wording(words), readings[-1]
    first, now = readings[0].successors[0], last.successors[0]
    causes = [*(line.rstrip(".") for line in broken), *(_levels(last.pilot, words) if inside else ())]
    silent = len(last.pilot.missing) if inside else 0
    proposals = [words("papers.do.silent", n=say.number(silent))] if silent else []
    if len(readings) == 1 or not (first.counted and now.counted):
        told = words("beside.years.one", year=last.year.label, of=_of(now, say))
        return _lines(Beside(told, tuple(causes), tuple(proposals), asking=bool(causes)), words)
    change = round((now.applied / now.counted - first.applied / first.counted) * 100, 1)
    told = words(
        f"beside.years.{'same' if not change else 'up' if change > 0 else 'down'}",
        first=readings[0].year.label,
        before=_of(first, say),
        last=last.year.label,
        now=_of(now, say),
        points=say.number(abs(change), 1),
    )
    if change < 0:
        proposals.append(words("papers.do.fallen"))
    return _lines(Beside(told, tuple(causes), tuple(proposals), asking=bool(change)), words)


def _of(one: Slice, say: Wording) -> str:
    return say.of(one.applied, one.counted) if one.counted else say.words("report.rate.none")


def _levels(rate: Rate, words: Words) -> list[str]:
    say = Wording(words)
    silent = len(rate.missing)
    found = [words("papers.fact.silent", n=say.number(silent))] if silent else []
    if no := rate.counted - rate.applied - silent:
        found.append(words("papers.fact.none", n=say.number(no)))
    return found


def years_parts(reading: YearReading, slices: Iterable[Slice], prefix: str, words: Words) -> tuple[str, ...]:
    """In which products or kinds all apply in the last year, and in which some do not."""
    say = Wording(words)
    whole: list[str] = []
    lacking: list[str] = []
    causes: list[str] = []
    for one in slices:
        if not one.counted:
            continue
        name = words(f"{prefix}.{one.key or 'none'}")
        (whole if one.applied == one.counted else lacking).append(name)
        if one.applied < one.counted and one.missing:
            silent = words("papers.fact.silent", n=say.number(len(one.missing)))
            causes.append(words("papers.fact.group", names=name, told=silent))
    told = [
        words(f"papers.beside.groups.{key}", names="; ".join(names))
        for key, names in (("whole", whole), ("lacking", lacking))
        if names
    ]
    if not told:
        return ()
    said = words("beside.years.parts", year=reading.year.label, told=" ".join(told))
    proposals = (words("papers.do.groups", names="; ".join(lacking)),) if lacking else ()
    return _lines(Beside(said, tuple(causes), proposals, asking=bool(lacking)), words)


def goals(rates: Sequence[Rate], words: Words, *, silent: bool = True) -> tuple[str, ...]:
    """Of the milestones of these rates: how many that fell due were met, by how much the others were missed, what comes next."""
    say = Wording(words)
    due = [(rate, goal) for rate in rates for goal in rate.last if rate.held(goal).counted]
    missed = [(rate, goal) for rate, goal in due if rate.missed(goal)]
    coming = [(rate, goal) for rate in rates for goal in rate.next]
    if not (due or coming):
        return ()
    told = known.met(len(due), len(missed), len(coming), say)
    ahead = [
        (rate.needed(goal) - rate.applied, rate, goal)
        for rate, goal in coming
        if rate.counted and rate.needed(goal) > rate.applied
    ]
    lacking = bool(missed or ahead)
    causes = [*known.short(missed, say), *(_levels(rates[0], words) if lacking and silent else ())]
    return _lines(Beside(told, tuple(causes), tuple(known.next_ones(ahead, say)), asking=lacking), words)


def collecting(reading: YearReading, words: Words) -> tuple[str, ...]:
    """Of the last year's forms: how many came in time, late, as drafts or not at all."""
    say, found = Wording(words), counts(reading.collecting)
    asked = asked_of(found)
    if not asked:
        return ()
    told = words(
        "beside.collecting",
        year=reading.year.label,
        sent=say.number(found[SENT] + found[LATE]),
        of=say.number(asked),
        late=say.number(found[LATE]),
        missing=say.number(found[MISSING] + found[DRAFT]),
    )
    left = found[MISSING] + found[DRAFT]
    proposals = (words("papers.do.form", n=say.number(left)),) if left else ()
    return _lines(Beside(told, (), proposals, asking=bool(left or found[LATE])), words)


def breaks(reading: YearReading, changed: int, words: Words) -> tuple[str, ...]:
    """How much changed in the register, and who has to confirm what it took over."""
    say = Wording(words)
    told = words("beside.breaks", n=say.number(changed))
    heirs = len({one.outlet.id for one in reading.inherited})
    proposals = [words("papers.do.heirs", n=say.number(heirs))] if heirs else []
    if changed:
        proposals.append(words("papers.do.same_bodies"))
    return _lines(Beside(told, (), tuple(proposals)), words)


def promises(readings: Sequence[Reading], lines: Sequence[PromiseLine], words: Words) -> tuple[str, ...]:
    """The same as in the mid-term report, of one promise alone."""
    told = [
        replace(line, known=one.figure is not None, missed=one.result == UNMET)
        for one, line in zip(readings, lines, strict=True)
    ]
    return _lines(of_promises(told, Wording(words)), words)


def country_rates(country: Country, words: Words) -> tuple[str, ...]:
    """How many provinces are in the total, whose evidence is not appraised, which are missing."""
    say = Wording(words)
    total = country.pilot
    told = words(
        "beside.country",
        n=say.number(len(country.reports)),
        of=say.of(total.applied, total.counted) if total.counted else words("report.rate.none"),
    )
    causes, proposals = [], []
    open_ = [
        r.province
        for r in country.reports
        if not r.pilot.withheld and (r.pilot.verified or 0) < r.pilot.applied
    ]
    if open_:
        causes.append(words("beside.fact.country.unverified", names="; ".join(open_)))
        proposals.append(words("beside.do.country.verify", n=say.number(len(open_))))
    if country.missing:
        causes.append(words("beside.fact.country.missing", n=say.number(len(country.missing))))
        proposals.append(words("beside.do.country.send", n=say.number(len(country.missing))))
    return _lines(Beside(told, tuple(causes), tuple(proposals), asking=bool(causes)), words)


def country_definitions(country: Country, words: Words) -> tuple[str, ...]:
    """Do all count the same bodies by the same edition?"""
    say = Wording(words)
    many = country.definitions > 1 or len(country.editions) > 1
    told = words(
        "beside.definitions", n=say.number(country.definitions), editions=say.number(len(country.editions))
    )
    proposals = (words("beside.do.country.same"),) if many else ()
    return _lines(Beside(told, (), proposals), words)


def country_goals(rows: Sequence[tuple[str, Rate, Milestone, bool]], words: Words) -> tuple[str, ...]:
    """Which provinces missed a milestone that fell due, and by how much."""
    say = Wording(words)
    due = [(name, rate, goal) for name, rate, goal, passed in rows if passed and rate.held(goal).counted]
    missed = [(name, rate, goal) for name, rate, goal in due if rate.missed(goal)]
    coming = sum(not passed for *_, passed in rows)
    if not rows:
        return ()
    told = known.met(len(due), len(missed), coming, say)
    causes = [f"{name}: {text}" for name, rate, goal in missed for text in known.short([(rate, goal)], say)]
    names = "; ".join(dict.fromkeys(name for name, *_ in missed))
    proposals = (words("beside.do.country.missed", names=names),) if missed else ()
    return _lines(Beside(told, tuple(causes), proposals, asking=bool(missed)), words)


def country_shares(n: int, words: Words) -> tuple[str, ...]:
    """Shares of content are what the program measured: none is corrected for the country."""
    if not n:
        return ()
    say = Wording(words)
    told = words("beside.shares", n=say.number(n))
    cause = words("papers.fact.uncorrected", n=say.number(n), all=say.number(n))
    return _lines(Beside(told, (cause,), (words("papers.do.calibrate.public"),)), words)


def country_files(country: Country, words: Words) -> tuple[str, ...]:
    """How many files the total was made from, and how many were left out."""
    say = Wording(words)
    told = words("beside.files", n=say.number(len(country.reports)), dropped=say.number(len(country.dropped)))
    return _lines(Beside(told), words)
