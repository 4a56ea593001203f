"""The report as one file that opens anywhere: no script, nothing fetched, prints on A4."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.charts import HATCH, Charts
from reports.figures import (
    IndicatorFigure,
    Milestone,
    Outcome,
    OutletFigures,
    ProvinceReport,
    Rate,
    Words,
)
from reports.files import write_text
from reports.lawrows import law_rows
from reports.levels import measured, proven, reading_rows, rungs_in_words, together
from reports.prepare import prepare, protected
from reports.wording import Wording

FEW = 5
"""Below this many outlets a rate is hardly a rate, and the page says so."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One milestone beside the rate that answers to it."""

    rate: Rate
    goal: Milestone
    due: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The indicators of one objective of the index; ``title`` is "" where the figures name none."""

    code: str
    title: str
    indicators: tuple[IndicatorFigure, ...]


def render_html(report: ProvinceReport, words: Words) -> str:
    """One self-contained page in the language of ``words``."""
    shown = prepare(report)
    say = Wording(words)
    environment = _environment()
    return environment.get_template("report.html.j2").render(
        report=shown,
        t=words,
        say=say,
        charts=Charts(say),
        hatch=HATCH,
        css=Markup(_stylesheet()),  # noqa: S704  our own file
        running=_css_string(words("report.fictitious") if shown.fictitious else words("report.title")),
        page_word=_css_string(words("report.page")),
        goals=goal_lines(shown),
        counted=[(n, o) for n, o in enumerate(shown.outlets, 1) if o.counted],
        outcomes=tuple(Outcome),
        levels=("2", "1", "0", "unsaid"),
        few=FEW,
        sections=functools.partial(sections, headings=dict(shown.headings)),
        every=catalogue(shown),
        tally=tally,
        protected=protected,
        law_rows=law_rows,
        proven=proven,
        measured=measured,
        reading_rows=reading_rows,
        product_rows=together,
        rungs_in_words=rungs_in_words,
        web=web_address,
        cited={source.tag: n for n, source in enumerate(shown.sources, 1)},
        marks=("C", "A", "K", "I", "?"),
    )


def write_html(report: ProvinceReport, words: Words, path: Path) -> None:
    """Writes :func:`render_html`. Raises WriteError."""
    write_text(path, render_html(report, words))


def goal_lines(report: ProvinceReport) -> list[GoalLine]:
    """All milestones in the order of their years, pilot before formal."""
    lines = [
        GoalLine(rate, goal, due)
        for rate in (report.pilot, report.formal)
        for goals, due in ((rate.last, True), (rate.next, False))
        for goal in goals
    ]
    return sorted(lines, key=lambda line: line.goal.year)


def sections(
    indicators: Iterable[IndicatorFigure], *, headings: Mapping[str, str] | None = None
) -> list[Section]:
    """Indicators by the objective their code begins with ("B1.1" of "B1.1.3"), in the order given."""
    found: dict[str, list[IndicatorFigure]] = {}
    for figure in indicators:
        above, _, _ = figure.code.rpartition(".")
        found.setdefault(above or figure.code, []).append(figure)
    return [Section(code, (headings or {}).get(code, ""), tuple(some)) for code, some in found.items()]


def silent(figure: IndicatorFigure) -> bool:
    """Is there nothing to say but that it was not assessed, or does not apply?

    More than half the index is of that kind until outlets send their self-assessments; on an outlet's sheet these are
    lists of codes, and the titles stand once, in the list of indicators.
    """
    without = (Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE)
    return figure.outcome in without and figure.n is None and figure.points is None and not figure.note


def catalogue(report: ProvinceReport) -> list[IndicatorFigure]:
    """Each indicator of the report once, in the order of the index."""
    found: dict[str, IndicatorFigure] = {}
    for outlet in report.outlets:
        for figure in outlet.indicators:
            found.setdefault(figure.code, figure)
    return list(found.values())


def tally(outlet: OutletFigures) -> dict[Outcome, int]:
    """How many indicators came to which outcome, all six named."""
    return {o: sum(figure.outcome == o for figure in outlet.indicators) for o in Outcome}


def web_address(address: str) -> bool:
    """May the address become a link? A page must not carry ``javascript:`` from a hostile feed into a click."""
    return address.lower().startswith(("https://", "http://"))


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["silent"] = silent
    return made


@functools.cache
def _stylesheet() -> str:
    return (Path(__file__).parent.parent / "templates" / "report.css").read_text(encoding="utf-8")


def _css_string(text: str) -> Markup:
    """A string for ``content:``; everything but letters, digits and blanks as a CSS escape."""
    inside = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x} " for c in text)
    return Markup('"' + inside + '"')  # noqa: S704  nothing is left in it that ends a string or an element
