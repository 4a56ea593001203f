"""The figures a document shows. Whoever writes documents gets these and computes nothing.

Shares are fractions in [0, 1]; dates are ISO 8601 days; ``None`` is "not known", never zero. Codes such as an outcome
or a level are keys of the message catalogue; the words a person reads come from the ``Words`` given to a writer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from reports.sharefigures import Corrected, Interval, Outcome, OwnCopy, ProvinceShare

# told here for whoever reads or writes a report
__all__ = ["Corrected", "Interval", "Outcome", "OwnCopy", "ProvinceShare"]


class Words(Protocol):
    """The message catalogue in one language: ``words("report.rate", k=3)`` gives the sentence."""

    lang: str

    def __call__(self, key: str, /, **values: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Replies:
    """What the outlet said about a figure and what became of it, in numbers. ``considered``: it explained and asked for
    nothing; ``waiting``: nobody answered yet. ``before``: the figure as it was before objections were accepted, in words.
    """

    received: int = 0
    accepted: int = 0
    partly: int = 0
    upheld: int = 0
    considered: int = 0
    waiting: int = 0
    late: int = 0
    before: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One objection with its answer. ``about``: what it is about, in words that quote nothing; ``type``, ``outcome``: codes,
    the latter "" while it waits; ``effect``: what the answer changed, in words.
    """

    id: str
    about: str
    type: str
    text: str
    received: str
    late: bool = False
    papers: tuple[str, ...] = ()
    outcome: str = ""
    answer: str = ""
    answered_by: str = ""
    answered: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """One indicator at one outlet. ``n`` counts what ``unit`` names (people, sources, articles).

    ``own``: beside it, where part of the outlet's items is copied. ``corrected``: beside it, where people coded a sample. ``wording``: on whose word the title stands (who held it against which page), where that is more than ``confirmed``.
    """

    code: str
    title: str
    outcome: Outcome
    unit: str
    method: str
    value: float | None = None
    numerator: int | None = None
    n: int | None = None
    articles: int | None = None
    interval: Interval | None = None
    unknown: int | None = None
    unknown_share: float | None = None
    minimum: int | None = None
    points: float | None = None
    max_points: float | None = None
    evidence_mark: str = ""
    confirmed: bool = False
    note: str = ""
    wording: str = ""
    own: OwnCopy | None = None
    replies: Replies | None = None
    corrected: Corrected | None = None
    merit: bool = False  # the more the better: nothing that an outlet is asked to explain

    @property
    def scale(self) -> bool:
        """Can the value be drawn on a scale from none to all?"""
        return self.value is not None and 0 <= self.value <= 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was collected of what the outlet lists; ``failed`` and ``skipped`` count by reason."""

    listed: int
    collected: int
    failed: tuple[tuple[str, int], ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    first_day: str = ""
    last_day: str = ""
    note: str = ""

    @property
    def share(self) -> float | None:
        return self.collected / self.listed if self.listed else None


@dataclass(frozen=True, slots=True)
class Example:
    """One finding as a document may show it: the minimal words, where they stand, and how to check them.

    ``quote`` is empty for findings whose text must not be repeated (identification of a child or survivor).
    ``whole_item``: the finding speaks of the item as a whole (something is missing in it), and no words are to blame.
    ``standing``: what findings of the rule may do ("proven", "unproven", "demoted", "advice"), "" where not said.
    ``confirmed_by``: who confirmed this very finding, where it counts for that reason.
    ``sources``: tags of :attr:`ProvinceReport.sources`, or words that stand for themselves.
    """

    rule: str
    family: str
    indicator: str
    zone: str
    voice: str
    severity: str
    authority: str
    scores: bool
    quote: str
    message: str
    alternatives: tuple[str, ...]
    sources: tuple[str, ...]
    url: str
    published: str
    sha256: str
    offsets: tuple[int, int]
    archived: str = ""
    whole_item: bool = False
    standing: str = ""
    confirmed_by: str = ""
    replies: Replies | None = None


LAW = "law"
"""The authority of rules that rest on a law, and the kind of its source."""


@dataclass(frozen=True, slots=True)
class LawPoint:
    """How many findings rest on one law: a point to check, no breach and no score, and no words of an item.

    ``tag``: of :attr:`ProvinceReport.sources`, "" with ``law`` where the rules name none; ``article`` "" where none was read;
    ``rules``: their titles. A finding that rests on two laws is counted under both.
    """

    tag: str
    law: str
    article: str
    findings: int
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the outlet declared and what was found for it. ``level``: 0 not applied, 1 pilot, 2 formal, None unsaid.

    ``inherited``: said nothing itself, though a predecessor had applied: "pending" until it has to say so, then "expired".
    ``proven``: the level that papers which somebody read do show, at most the declared one; None where nobody read any.
    """

    level: int | None
    date: str = ""
    evidence: tuple[str, ...] = ()
    verified: bool = False
    checked_by: str = ""
    note: str = ""
    replies: Replies | None = None
    inherited: str = ""
    proven: int | None = None


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """One outlet's line and page.

    ``findings_waiting``: those of unproven rules that nobody confirmed yet, ``findings_confirmed`` those that a person did; ``findings_narrator`` are
    the outlet's own words, ``findings_chosen`` a source's that it chose for title, lead or caption.
    """

    id: str
    name: str
    kind: str
    counted: bool
    adoption: Adoption
    coverage: Coverage
    articles: int
    people: int
    sources: int
    findings: int
    indicators: tuple[IndicatorFigure, ...]
    examples: tuple[Example, ...] = ()
    channels_missing: tuple[str, ...] = ()
    reposts: int = 0
    findings_waiting: int = 0
    findings_confirmed: int = 0
    opinions: tuple[Opinion, ...] = ()
    replies: Replies | None = None
    law_points: tuple[LawPoint, ...] = ()
    findings_narrator: int = 0
    findings_chosen: int = 0

    @property
    def measured(self) -> tuple[int, int]:
        """Of how many indicators read from content there is a result, and how many of them concern the outlet."""
        asked = [i for i in self.indicators if i.method != "declared" and i.outcome != Outcome.NOT_APPLICABLE]
        return sum(i.outcome == Outcome.MEASURED for i in asked), len(asked)

    @property
    def plain_examples(self) -> tuple[Example, ...]:
        return tuple(example for example in self.examples if example.authority != LAW)

    @property
    def law_examples(self) -> tuple[Example, ...]:
        """Those of rules that rest on a law, shown apart from the others."""
        return tuple(example for example in self.examples if example.authority == LAW)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count who applies. ``key``: "strict" (formal, proven), "middle" (pilot or more, proven), "lenient" (pilot or
    more, as declared).
    """

    key: str
    applied: int
    counted: int

    @property
    def share(self) -> float | None:
        return self.applied / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class ProductRate:
    """Bodies with one product (print, online, radio, TV), of one group of owners or of all (``group`` None; "" is an unknown
    one): how many, how many apply as declared; None where the cell is too small for its readers.
    """

    product: str
    group: str | None
    counted: int
    pilot: int | None
    formal: int | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The three readings of the rate, and what each level asks for. ``rungs``: level and its papers in words; ``own``: are
    they the province's own choice, and not the program's proposal?
    """

    readings: tuple[Reading, ...]
    rungs: tuple[tuple[int, tuple[str, ...]], ...]
    own: bool = False


def needed(share: float, counted: int) -> int:
    """How many of the counted bodies a promised share asks for; exact, where 0.7 * 10 in floats need not be."""
    return math.ceil(Fraction(str(share)) * counted)


@dataclass(frozen=True, slots=True)
class DueRate:
    """The rate on the day a milestone fell due, for a report of a later day. ``verified``, ``withheld`` as in :class:`Rate`."""

    applied: int
    counted: int
    verified: int | None = None
    withheld: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        return self.applied / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A promised share: year, fraction, which level it asks for (1 pilot, 2 formal), whose plan says so.

    ``at_least``: the plan says "at least" ("ít nhất", "từ"). ``at_due``: the rate on its due day, where that is past; what
    came later does not make a missed promise a kept one. ``national``: the nation's plan, not a province's.
    """

    year: int
    share: float
    level: int
    issuer: str
    source: str
    evidence_mark: str
    at_least: bool = False
    at_due: DueRate | None = None
    national: bool = False

    @property
    def due_day(self) -> str:
        """The last day of its year: what is promised "by 2025" is due then."""
        return f"{self.year}-12-31"


@dataclass(frozen=True, slots=True)
class Rate:
    """Outlets applying the index, of those counted, on a day. ``missing`` outlets said nothing: counted as not applied
    in ``applied`` and listed by name, so that a reader can tell the two apart. ``verified`` of the applying outlets
    have evidence that somebody read; None where nobody asked. ``withheld``: which of "verified" and "missing" these readers
    are not told (``reports.small``): None and nobody by name then stand for a number that is not said, zero included.
    """

    level: int
    applied: int
    counted: int
    missing: tuple[str, ...] = ()
    last: tuple[Milestone, ...] = ()
    next: tuple[Milestone, ...] = ()
    verified: int | None = None
    withheld: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        return self.applied / self.counted if self.counted else None

    def needed(self, milestone: Milestone) -> int:
        """How many of today's counted outlets a milestone asks for."""
        return needed(milestone.share, self.counted)

    def held(self, milestone: Milestone) -> Rate | DueRate:
        """What answers to a milestone: the rate of its due day where that is past, else this one."""
        return milestone.at_due or self

    def missed(self, milestone: Milestone) -> bool:
        """Was fewer than promised reached, of bodies that there were?"""
        held = self.held(milestone)
        return held.counted > 0 and held.applied < needed(milestone.share, held.counted)


def days_between(first: str, last: str) -> int:
    """From one ISO 8601 day to another; negative where the second is the earlier one."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the department has to send a paper on, and to whom. ``before``: its source says "before" that day, so that the last day in
    time is the one before; ``source`` and ``evidence_mark``: on whose word, "?" where nobody said.
    """

    paper: str
    to: str
    day: str
    before: bool = False
    source: str = ""
    evidence_mark: str = "?"

    @property
    def last_day(self) -> str:
        day = date.fromisoformat(self.day)
        return (day - timedelta(days=1) if self.before else day).isoformat()

    def left(self, day: str) -> int:
        """Days from ``day`` to the last one in time; negative once it is past."""
        return days_between(day, self.last_day)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not work and how often; ``outlet`` is "" where it concerns none."""

    outlet: str
    stage: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a tag stands for, so that a reader can open it. ``address`` is "" where none is known, ``kind`` a code."""

    tag: str
    title: str
    address: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The articles of one outlet that figures were made from: how many, and one hash over addresses, days, texts and pages."""

    outlet: str
    articles: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the figures were made from, as hashes, so that whoever doubts one can tell what has changed since.

    ``inputs`` and ``scored``: hash and moment of the scoring; pairs are (name, SHA-256), of ``config`` (name, value);
    ``engine``: the layers of the analysis, rule packs among them; ``signer``: fingerprint of the key that signs bundles.
    """

    inputs: str
    scored: str
    edition: str
    engine: tuple[tuple[str, str], ...] = ()
    config: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    articles: tuple[Counted, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True)
class ProvinceReport:
    """Everything one report shows. ``headings``: titles of the index's sections and objectives by code.
    ``sources`` are numbered by their place. ``denominator_unnamed``: its rule without bodies and people by name, "" once that is
    what ``denominator`` says; ``limits_uncounted``: limits that count a few bodies, with what others than the department read there. ``deadlines``: of the department's own papers. ``circulation``: for which readers it was cut down, "" where it was not.
    """

    province: str
    fictitious: bool
    period: tuple[str, str]
    as_of: str
    produced: str
    edition: str
    edition_title: str
    denominator: str
    pilot: Rate
    formal: Rate
    outlets: tuple[OutletFigures, ...]
    failures: tuple[Failure, ...]
    versions: tuple[tuple[str, str], ...]
    sample: str = ""
    limits: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    provenance: Provenance | None = None
    circulation: str = ""
    replies: Replies | None = None
    denominator_unnamed: str = ""
    limits_uncounted: tuple[tuple[str, str], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    ladder: Ladder | None = None
    products: tuple[ProductRate, ...] = ()
    shares: tuple[ProvinceShare, ...] = ()
