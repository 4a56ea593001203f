"""What an edition of the index is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Band:
    """From this value on (inclusive) so many points."""

    at_least: float
    points: float


@dataclass(frozen=True, slots=True)
class Line:
    """A category, section or objective. ``wording``: "confirmed" against the booklet, "working": bản dịch làm việc,
    chờ đối chiếu, or "own": words of this edition, with no booklet behind them. ``page``: of the booklet, None where not
    known; ``confirmed_by`` and ``confirmed_on``: who held the words against it, and when, where a person did.
    """

    code: str
    title: Mapping[str, str]
    wording: str
    evidence: str
    sources: tuple[str, ...] = ()
    page: int | None = None
    confirmed_by: str = ""
    confirmed_on: str = ""


@dataclass(frozen=True, slots=True)
class ReportForm(Line):
    """A report form printed in the booklet: whoever ``answers`` fills it in. ``page``: the first, ``last_page``: None where the
    booklet's table of contents does not tell it. "working" here is the form: its fields are not yet held against the booklet.
    """

    answers: str = ""
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan promises: so many (``wanted``) items in each ``per`` (year, quarter, month), or in a yearly ``window``
    (first and last day, MM-DD). An item counts with all labels of one of ``labels`` ("gender_topic+law_reference") and,
    where there are ``words`` (in the little language of rules), with one of them.
    """

    wanted: int
    per: str = "year"
    window: tuple[str, str] | None = None
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A table of a coding scheme: its codes with their words, in order."""

    id: str
    title: Mapping[str, str]
    codes: tuple[tuple[str, Mapping[str, str]], ...]
    evidence: str = ""
    sources: tuple[str, ...] = ()
    note: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field of a coding sheet, and what of ours answers it. ``code``: the sheet's own number where it has one.

    ``part``: head, story, journalist or person; ``sheets``: the media whose sheet asks it; ``values``: a code list of the
    edition, "" for text or a number. ``ours``: measured (by ``measure``), assisted (the program proposes, a person decides),
    recorded (kept with every item), coded (by people in our coding sheets, ``question``), by_hand (on the monitors' own sheet
    alone) or none; for the last two ``note`` says why. ``indicator``: the line of the edition; ``maps``: indicators of vn-2014.
    """

    code: str
    title: Mapping[str, str]
    part: str
    sheets: tuple[str, ...]
    ours: str
    evidence: str
    sources: tuple[str, ...] = ()
    rule: Mapping[str, str] | None = None
    values: str = ""
    indicator: str = ""
    measure: str = ""
    question: str = ""
    maps: tuple[str, ...] = ()
    note: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing the index asks. ``answers``: media_body, association, training; only the first enters the rate.

    ``method``: measured (by the program), assisted (the program finds candidates or draws the sample, a person decides) or declared.
    ``measure`` names a function of indicators.scoring; ``minimum_n`` is in units of ``unit``. ``points`` and ``bands``
    are None and empty where no authority gave any. ``question``: what an assessor asks. ``formula``: the measure's, over
    the counts of indicators.formula. ``maps``: codes of other indicators whose findings or figures this one shares;
    ``code_list`` names a table of the edition. ``outlets``: kinds of outlet it applies to, empty for all. Validity in days, None where it is the edition's.
    ``absent``: for every field it lacks, why, as the edition says it.
    """

    code: str
    title: Mapping[str, str]
    wording: str
    evidence: str
    objective: str
    answers: tuple[str, ...]
    unit: str
    method: str
    sources: tuple[str, ...] = ()
    page: int | None = None
    verification: Mapping[str, str] | None = None
    measure: str | None = None
    minimum_n: int | None = None
    points: float | None = None
    bands: tuple[Band, ...] = ()
    tags: tuple[str, ...] = ()
    note: Mapping[str, str] | None = None
    question: Mapping[str, str] | None = None
    formula: str | None = None
    plan: Plan | None = None
    maps: tuple[str, ...] = ()
    code_list: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed_by: str = ""
    confirmed_on: str = ""
    outlets: tuple[str, ...] = ()
    absent: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def confirmed(self) -> bool:
        return self.wording == "confirmed"

    def applies_to(self, kind: str) -> bool:
        """Does it concern an outlet of this kind? Of one whose kind is not known ("") it is asked as well."""
        return "media_body" in self.answers and (not self.outlets or not kind or kind in self.outlets)

    def holds_in(self, first: str, last: str) -> bool:
        """Does any day of a period (ISO 8601, "" open) fall into its validity?"""
        begins = not self.valid_from or not last or self.valid_from.isoformat() <= last[:10]
        return begins and (not self.valid_to or not first or first[:10] <= self.valid_to.isoformat())

    @property
    def found_under(self) -> frozenset[str]:
        """The codes under which rules name this indicator: its own, and those it maps to."""
        return frozenset({self.code, *self.maps})

    def points_for(self, value: float) -> float | None:
        """The points of the highest band reached, None where the edition gives none."""
        reached = [band for band in self.bands if value >= band.at_least]
        return max(reached, key=lambda b: b.at_least).points if reached else (0.0 if self.bands else None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A line whose ``fields`` are neither there nor explained, and where it was written."""

    code: str
    fields: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, complete. ``sha256`` of the files as read; ``extends``: ids of the editions it derives from, nearest
    first; ``packs``: rule packs that are loaded for it alone; ``subject``: what is assessed, "media" or "convention";
    ``validity_note``: what is known of its time where no days are; ``gaps``: lines of a department's own edition that
    lack something and do not say why (none in the program's editions); ``lines_end``: the page of the booklet on which what
    follows the lines begins; ``forms``: the report forms printed behind them.
    """

    id: str
    title: Mapping[str, str]
    issuer: str
    sources: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    note: Mapping[str, str]
    categories: tuple[Line, ...]
    sections: tuple[Line, ...]
    objectives: tuple[Line, ...]
    indicators: tuple[Indicator, ...]
    sha256: str
    extends: tuple[str, ...] = ()
    code_lists: tuple[CodeList, ...] = ()
    code_sheet: tuple[SheetField, ...] = ()
    packs: tuple[str, ...] = ()
    subject: str = "media"
    validity_note: Mapping[str, str] | None = None
    gaps: tuple[Gap, ...] = ()
    lines_end: int | None = None
    forms: tuple[ReportForm, ...] = ()

    def get(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return next((i for i in self.indicators if i.code == code), None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Categories, sections and objectives."""
        return (*self.categories, *self.sections, *self.objectives)

    def form_of(self, respondent: str) -> ReportForm | None:
        """The report form that such a body fills in."""
        return next((form for form in self.forms if form.answers == respondent), None)

    def pages_of(self, code: str) -> tuple[tuple[int, int | None], ...]:
        """The pages of the booklet, first and last (None: not known), on which a line or form stands by its table of contents: where
        it is explained, and on the report forms of those who answer it. Nothing where no page is known.
        """
        asked = self._answered_by(code)
        found = [self._explained_on(code)]
        found += [
            (f.page, f.last_page) for f in self.forms if f.page and (f.code == code or f.answers in asked)
        ]
        return tuple(pages for pages in found if pages is not None)

    def _answered_by(self, code: str) -> frozenset[str]:
        """Who answers an indicator, or one below a line."""
        below = (
            i for i in self.indicators
            if code in (i.code, i.objective, i.objective[0]) or i.objective.startswith(f"{code}.")
        )  # fmt: skip
        return frozenset(who for i in below for who in i.answers)

    def _explained_on(self, code: str) -> tuple[int, int | None] | None:
        peers = self.categories if any(line.code == code for line in self.categories) else self.sections
        own = next((line for line in peers if code == line.code or code.startswith(f"{line.code}.")), None)
        if own is None or own.page is None:
            return None
        first = own.page
        later = (line.page for line in peers if line.page is not None and line.page > first)
        after = min(later, default=self.lines_end)
        return (first, after) if after is not None else None

    @property
    def entries(self) -> tuple[Line | Indicator, ...]:
        """Everything that has a code and a wording: lines, then indicators, then report forms."""
        return (*self.lines, *self.indicators, *self.forms)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)
