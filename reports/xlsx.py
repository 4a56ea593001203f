"""The figures as a workbook that a department can sort, add up and send on: real numbers, real dates, no formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reports.books import fitting, height, whole_book
from reports.columns import (
    COVERAGE,
    EXAMPLES,
    FAILURES,
    GOALS,
    INDICATORS,
    LADDER,
    LAW_POINTS,
    OPINIONS,
    OUTLETS,
    PRODUCTS,
    RATES,
    SOURCES,
    Column,
    corrected_cells,
    opinion_cells,
)
from reports.figures import (
    Example,
    IndicatorFigure,
    Outcome,
    OutletFigures,
    ProvinceReport,
    Rate,
    Words,
)
from reports.lawrows import law_name
from reports.levels import product_cells, proven, reading_cells, rungs_in_words
from reports.papers.shares import of_province
from reports.prepare import prepare, protected
from reports.wording import Wording

_SUMMARY = (44, 20, 20, 14, 16, 46, 30)
MOST = 32_767
"""Characters a cell can hold; xlsxwriter silently drops what is longer."""

Cell = str | int | float | date | None


def write_xlsx(report: ProvinceReport, words: Words, path: Path) -> None:
    """Writes the workbook; the old one stays until the new one is whole. Raises WriteError."""
    with whole_book(path) as book:
        _Book(book, prepare(report), Wording(words)).fill()


def write_opinions(report: ProvinceReport, words: Words, path: Path, outlet: str = "") -> None:
    """The annex of the table of opinions: each with its answer, and counts that follow what is changed there.

    ``outlet``: an id, "" for all. Raises WriteError.
    """
    shown = prepare(report)
    if outlet:
        shown = replace(shown, outlets=tuple(o for o in shown.outlets if o.id == outlet))
    with whole_book(path) as book:
        _Book(book, shown, Wording(words)).fill_opinions()


class _Book:
    """The sheets of one workbook."""

    def __init__(self, workbook: Any, report: ProvinceReport, say: Wording) -> None:
        self.workbook = workbook
        self.report = report
        self.say = say
        self.t = say.words
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        cell = base | {"border": 1, "border_color": "#9aa5ab", "text_wrap": True}
        self.looks = {
            name: workbook.add_format(extra)
            for name, extra in {
                "title": base | {"bold": True, "font_size": 14},
                "plain": base,
                "across": base | {"text_wrap": True},
                "warn": base | {"bold": True, "font_color": "#8a1c1c"},
                "part": base | {"bold": True, "font_size": 12},
                "head": cell | {"bold": True, "bg_color": "#dfe9ee", "align": "center", "valign": "vcenter"},
                "text": cell,
                "count": cell | {"num_format": "#,##0"},
                "number": cell | {"num_format": "#,##0.0"},
                "share": cell | {"num_format": '0.0" "%'},
                "date": cell | {"num_format": "dd/mm/yyyy" if say.lang == "vi" else "yyyy-mm-dd"},
            }.items()
        }
        # the day of the figures, so that the same figures give the same file
        made = _day(report.produced) or date(2000, 1, 1)
        workbook.set_properties(
            {
                "title": self.t("report.title"),
                "subject": report.province,
                "created": datetime(made.year, made.month, made.day, tzinfo=UTC),
            }
        )

    def fill(self) -> None:
        self._summary()
        self._table(
            "outlets",
            OUTLETS,
            [self._outlet(n, o) for n, o in enumerate(self.report.outlets, 1)],
        )
        self._table("indicators", INDICATORS, list(self._indicators()))
        self._table(
            "examples",
            EXAMPLES,
            self._examples([(o, e) for o in self.report.outlets for e in o.plain_examples]),
        )
        if any(outlet.law_points for outlet in self.report.outlets):
            self._table("law", LAW_POINTS, self._law_points())
        on_law = [(outlet, example) for outlet in self.report.outlets for example in outlet.law_examples]
        if on_law:
            self._table("law_examples", EXAMPLES, self._examples(on_law))
        if any(outlet.opinions for outlet in self.report.outlets):
            self._table("replies", OPINIONS, list(self._opinions()))
        self._coverage()
        self._table("sources", SOURCES, self._sources())
        self._notes()

    def fill_opinions(self) -> None:
        self._table("replies", OPINIONS, list(self._opinions()))
        self._opinion_counts()

    # --- sheets ---------------------------------------------------------------------------------------------------

    def _opinion_counts(self) -> None:
        """How many opinions of each outlet came to which outcome, as formulas over the sheet of opinions."""
        codes = ("accepted", "partly", "upheld", "considered", "open")
        widths = (6, 40, 12, 12, 16, 16, 20, 14)
        sheet, row = self._sheet("replies.counts", [Column("", w) for w in widths])
        heads = [self.t(f"report.{key}") for key in ("no", "outlet", "replies.n.short")]
        heads += [self.t(f"reply.outcome.{code}") for code in codes]
        for at, text in enumerate(heads):
            self._put(sheet, row, at, text, "head")
        sheet.set_row(row, fitting(heads, widths))
        there = f"'{self.t('report.sheet.replies')}'"
        told = [outlet for outlet in self.report.outlets if outlet.opinions]
        for number, outlet in enumerate(told, 1):
            at = row + number
            self._put(sheet, at, 0, number, "count")
            self._put(sheet, at, 1, outlet.name, "text")
            outcomes = [one.outcome or "open" for one in outlet.opinions]
            named = f"{there}!$B:$B,$B{at + 1}"
            self._formula(sheet, at, 2, f"=COUNTIFS({named})", len(outcomes))
            for column, code in enumerate(codes, 3):
                formula = f"=COUNTIFS({named},{there}!$I:$I,{chr(65 + column)}${row + 1})"
                self._formula(sheet, at, column, formula, outcomes.count(code))
        last = row + len(told)
        self._put(sheet, last + 1, 1, self.t("report.replies.sum"), "head")
        every = [one.outcome or "open" for outlet in told for one in outlet.opinions]
        for column, count in enumerate([len(every), *(every.count(code) for code in codes)], 2):
            letter = chr(65 + column)
            # over no line a sum would be one over itself
            formula = f"=SUM({letter}{row + 2}:{letter}{last + 1})" if told else "=0"
            self._formula(sheet, last + 1, column, formula, count)

    def _formula(self, sheet: Any, row: int, at: int, formula: str, value: int) -> None:
        sheet.write_formula(row, at, formula, self.looks["count"], value)

    def _summary(self) -> None:
        sheet, row = self._sheet("summary", [Column("", w) for w in _SUMMARY])
        report, t = self.report, self.t
        facts = (
            ("report.place", report.province),
            ("report.period", self.say.period(report.period)),
            ("report.as_of", _day(report.as_of) or report.as_of),
            ("report.produced", _day(report.produced) or report.produced),
            ("report.edition", f"{report.edition_title} ({report.edition})"),
            ("report.denominator", report.denominator),
            *(("report.deadlines", self.say.deadline_left(one, report.as_of)) for one in report.deadlines),
        )
        for key, value in facts:
            self._put(sheet, row, 0, t(key), "head")
            if isinstance(value, date):
                self._put(sheet, row, 1, value, "date")
            else:
                self._across(sheet, row, 1, value, "text")
            row += 1
        row = self._rows(
            sheet,
            row + 1,
            RATES,
            [
                self._rate(report.pilot, t("report.rate.pilot")),
                self._rate(report.formal, t("report.rate.formal")),
            ],
        )
        if report.ladder is not None:
            row = self._part(sheet, row + 1, t("report.ladder"))
            row = self._rows(sheet, row, LADDER, list(reading_cells(report.ladder, self.say)))
            self._across(sheet, row, 0, rungs_in_words(report.ladder, self.say), "across")
            row += 1
        if report.products:
            row = self._part(sheet, row + 1, t("report.products"))
            row = self._rows(sheet, row, PRODUCTS, list(product_cells(report.products, self.say)))
        lines = [self._goal(rate, goal, True) for rate in (report.pilot, report.formal) for goal in rate.last]
        lines += [
            self._goal(rate, goal, False) for rate in (report.pilot, report.formal) for goal in rate.next
        ]
        row = self._part(sheet, row + 1, t("report.goals"))
        self._rows(sheet, row, GOALS, lines)

    def _coverage(self) -> None:
        sheet, row = self._sheet("coverage", COVERAGE)
        row = self._rows(
            sheet,
            row,
            COVERAGE,
            [self._covered(n, o) for n, o in enumerate(self.report.outlets, 1)],
            freeze=True,
        )
        names = {o.id: o.name for o in self.report.outlets}
        row = self._part(sheet, row + 1, self.t("report.failures"))
        self._rows(
            sheet,
            row,
            FAILURES,
            [
                (
                    i,
                    names.get(f.outlet, f.outlet) or self.t("report.failures.all"),
                    self.say.label("stage", f.stage),
                    self.say.label("reason", f.reason),
                    f.count,
                )
                for i, f in enumerate(self.report.failures, 1)
            ],
        )

    def _notes(self) -> None:
        t = self.t
        sheet, row = self._sheet("notes", [Column("", 34), Column("", 110)])
        pairs: list[tuple[str, str]] = [
            (t("report.method.how"), t(f"report.method.{key}")) for key in ("text", "intervals")
        ]
        if self.report.sample:
            pairs.append((t("report.sample"), self.report.sample))
        pairs.append((t("report.level"), t("report.rate.declared")))
        pairs.append((t("report.outlets"), t("report.outlets.order")))
        pairs.append((t("report.examples"), t("report.examples.counting")))
        pairs.append((t("report.law"), t("report.law.read")))
        own = (t("report.limit.law"), t("report.limit.machine"), t("report.limit.text"))
        pairs += [(t("report.shares.title"), of_province(share, self.say)) for share in self.report.shares]
        pairs += [(t("report.limits"), limit) for limit in (*own, *self.report.limits)]
        pairs += [(t(f"outcome.{o}"), t(f"outcome.{o}.is")) for o in Outcome]
        pairs += [(t(f"level.{x}"), t(f"level.{x}.is")) for x in ("2", "1", "0", "unsaid")]
        pairs += [(f"[{m}]", t(f"mark.{m}")) for m in "CAKI?"]
        words = ("outlet", "person", "source", "base", "unknown", "interval", "stereotype")
        pairs += [(t(f"report.word.{w}"), t(f"report.word.{w}.is")) for w in words]
        pairs += [
            (f"{t('report.versions')}: {self.say.label('report.version', what)}", which)
            for what, which in self.report.versions
        ]
        for name, text in pairs:
            self._put(sheet, row, 0, name, "head")
            self._put(sheet, row, 1, text, "text")
            sheet.set_row(row, fitting((name, text), (34, 110)))
            row += 1

    # --- rows -----------------------------------------------------------------------------------------------------

    def _rate(self, rate: Rate, what: str) -> Sequence[Cell]:
        verified = self.t("papers.small") if "verified" in rate.withheld else rate.verified
        named = "" if rate.withheld else ", ".join(filter(None, rate.missing))
        told = named or self.say.silent(rate)
        return (what, rate.applied, rate.counted, rate.share, verified, self.say.rate(rate), told)

    def _goal(self, rate: Rate, goal: Any, due: bool) -> Sequence[Cell]:
        key = "report.goal.formal" if goal.level == 2 else "report.goal.pilot"
        which = self.t("report.goal.last" if due else "report.goal.next")
        source = f"{goal.source} [{goal.evidence_mark}]" if goal.evidence_mark else goal.source
        against = self.say.result(rate, goal, due=due)
        return (self.t(key, year=goal.year), which, goal.issuer, goal.share, rate.share, against, source)

    def _outlet(self, number: int, outlet: OutletFigures) -> Sequence[Cell]:
        adoption, t = outlet.adoption, self.t
        verified = t("report.verified.yes" if adoption.verified else "report.verified.no")
        return (
            number,
            outlet.name,
            self.say.label("kind", outlet.kind),
            t("report.yes" if outlet.counted else "report.no_word"),
            self.say.level(adoption.level),
            proven(adoption, self.say, named=False),
            *outlet.measured,
            _day(adoption.date) or adoption.date,
            "\n".join(adoption.evidence),
            (adoption.checked_by and t("report.verified.by", name=adoption.checked_by))
            if adoption.verified and adoption.checked_by
            else verified,
            outlet.coverage.collected,
            outlet.coverage.listed,
            outlet.coverage.share,
            outlet.articles,
            outlet.reposts,
            outlet.people,
            outlet.sources,
            outlet.findings,
            outlet.findings_narrator,
            outlet.findings_chosen,
            outlet.findings_waiting,
            outlet.findings_confirmed,
            adoption.note,
            self.say.replies(outlet.replies),
        )

    def _indicators(self) -> Any:
        for number, outlet in enumerate(self.report.outlets, 1):
            for figure in outlet.indicators:
                yield (number, outlet.name, *self._indicator(figure))

    def _indicator(self, figure: IndicatorFigure) -> Sequence[Cell]:
        say = self.say
        return (
            figure.code,
            figure.title,
            say.label("outcome", figure.outcome),
            figure.value,
            figure.numerator,
            figure.n,
            say.label("unit", figure.unit),
            figure.articles,
            figure.interval.low if figure.interval else None,
            figure.interval.high if figure.interval else None,
            figure.own.value if figure.own else None,
            figure.own.numerator if figure.own else None,
            figure.own.n if figure.own else None,
            *corrected_cells(figure.corrected),
            figure.unknown,
            figure.unknown_share,
            figure.minimum,
            figure.points,
            figure.max_points,
            say.label("method", figure.method),
            f"[{figure.evidence_mark}]" if figure.evidence_mark else "",
            figure.wording or self.t("report.confirmed" if figure.confirmed else "report.unconfirmed"),
            figure.note,
            say.replies(figure.replies),
        )

    def _opinions(self) -> Iterator[Sequence[Cell]]:
        number = 0
        for outlet in self.report.outlets:
            for one in outlet.opinions:
                number += 1
                yield (number, outlet.name, *opinion_cells(one, self.say))

    def _examples(self, shown: Sequence[tuple[OutletFigures, Example]]) -> Sequence[Sequence[Cell]]:
        return [(n, outlet.name, *self._example(example)) for n, (outlet, example) in enumerate(shown, 1)]

    def _law_points(self) -> Sequence[Sequence[Cell]]:
        points = [(outlet, point) for outlet in self.report.outlets for point in outlet.law_points]
        return [
            (n, o.name, law_name(p, self.say), p.article, p.findings, "; ".join(p.rules))
            for n, (o, p) in enumerate(points, 1)
        ]

    def _example(self, example: Example) -> Sequence[Cell]:
        say = self.say
        return (
            example.indicator,
            example.rule,
            say.label("family", example.family),
            self._quote(example),
            example.message,
            "\n".join(example.alternatives),
            say.place(example),
            say.label("voice", example.voice),
            say.label("severity", example.severity),
            say.label("authority", example.authority),
            say.counting(example),
            "\n".join(say.citation(tag, self.report.sources) for tag in example.sources),
            example.url,
            _day(example.published) or example.published,
            "" if example.whole_item else f"{example.offsets[0]}–{example.offsets[1]}",
            example.sha256,
            example.archived,
            say.replies(example.replies),
        )

    def _quote(self, example: Example) -> str:
        if example.whole_item and not protected(example):
            return self.t("report.whole_item.about")
        return self.t("report.example.protected") if protected(example) else example.quote

    def _sources(self) -> Sequence[Sequence[Cell]]:
        return [
            (n, source.title, self.say.label("source_kind", source.kind), source.address)
            for n, source in enumerate(self.report.sources, 1)
        ]

    def _covered(self, number: int, outlet: OutletFigures) -> Sequence[Cell]:
        coverage = outlet.coverage
        return (
            number,
            outlet.name,
            coverage.listed,
            coverage.collected,
            coverage.share,
            _day(coverage.first_day) or coverage.first_day,
            _day(coverage.last_day) or coverage.last_day,
            self.say.reasons(coverage.failed),
            self.say.reasons(coverage.skipped),
            "; ".join(outlet.channels_missing),
            self.say.label("reason", coverage.note) if coverage.note else "",
        )

    # --- cells ----------------------------------------------------------------------------------------------------

    def _sheet(self, name: str, columns: Sequence[Column]) -> tuple[Any, int]:
        """A sheet with its title, ready to print on A4; returns it and the first free row."""
        sheet = self.workbook.add_worksheet(self.t(f"report.sheet.{name}"))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.5, top=0.75, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&C{self.t('report.page')} &P/&N")
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        report, t = self.report, self.t
        self._put(
            sheet, 0, 0, f"{t('report.title')} – {report.province} – {t(f'report.sheet.{name}')}", "title"
        )
        self._put(sheet, 1, 0, f"{t('report.as_of')} {self.say.day(report.as_of)}", "plain")
        if report.fictitious:
            self._put(sheet, 2, 0, t("report.fictitious"), "warn")
        return sheet, 3

    def _table(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        sheet, row = self._sheet(name, columns)
        self._rows(sheet, row, columns, rows, freeze=True)
        if rows:
            sheet.autofilter(row, 0, row + len(rows), len(columns) - 1)

    def _rows(
        self,
        sheet: Any,
        row: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        freeze: bool = False,
    ) -> int:
        """Head and rows; returns the row after. ``freeze``: the head stays on screen and on every printed page."""
        for at, column in enumerate(columns):
            self._put(sheet, row, at, self.t(column.key), "head")
        widths = [column.width for column in columns]
        sheet.set_row(row, fitting([self.t(column.key) for column in columns], widths))
        if freeze:
            sheet.freeze_panes(row + 1, 2)
            sheet.repeat_rows(row)
        for values in rows:
            row += 1
            sheet.set_row(row, fitting(values, widths))
            for at, (column, value) in enumerate(zip(columns, values, strict=True)):
                self._put(sheet, row, at, value, column.look)
        return row + 1

    def _across(self, sheet: Any, row: int, at: int, text: str, look: str) -> None:
        """A long text over the summary's columns from ``at`` on."""
        sheet.merge_range(row, at, row, len(_SUMMARY) - 1, "", self.looks[look])
        self._put(sheet, row, at, text, look)
        sheet.set_row(row, height([(text, sum(_SUMMARY[at:]) - 10)]))

    def _part(self, sheet: Any, row: int, title: str) -> int:
        self._put(sheet, row, 0, title, "part")
        return row + 1

    def _put(self, sheet: Any, row: int, at: int, value: Cell, look: str) -> None:
        """Always the writer for the value's own type: the generic one guesses formulas and links from strings."""
        form = self.looks[look]
        if value is None or value == "":
            sheet.write_blank(row, at, None, form)
        elif isinstance(value, str):
            text = value if len(value) <= MOST else value[: MOST - 1] + "…"
            sheet.write_string(row, at, text, form)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, form)
        else:
            sheet.write_number(row, at, value, form)


def _day(text: str) -> date | None:
    """The day of an ISO text; None where there is none or a workbook cannot hold it."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year >= 1900 else None
