"""What stands in each paper, in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reports.errors import PaperError
from reports.figures import (
    Example,
    IndicatorFigure,
    Opinion,
    Outcome,
    OutletFigures,
    Words,
)
from reports.lawrows import law_rows
from reports.levels import measured, proven, rungs_in_words
from reports.papers import beside, opinions, paragraphs, shares
from reports.papers.composing import Paper
from reports.papers.kinds import ALLOWED, FOR_OUTLET, Circulation, Kind, PaperOrder
from reports.papers.page import Page
from reports.papers.reminder import Document, Reminder, compose
from reports.papers.yearly import Yearly
from reports.wording import NOTHING

# lines of the table that leave room to sign on the one page, with deadlines and causes (LibreOffice, 22/11/2026); more outlets
# stand in the workbook beside it
_SHEET = 4
_LETTERS = 25
# women among people, and among sources
_SHARES = ("B1.1.1", "B1.1.2")


def write_paper(order: PaperOrder, words: Words, path: Path) -> None:
    """Writes one paper. Raises PaperError (this circulation or outlet is not for this kind), WriteError."""
    if order.circulation not in ALLOWED[order.kind]:
        raise PaperError(
            f"{order.kind} is not for {order.circulation}",
            kind=str(order.kind),
            circulation=str(order.circulation),
        )
    outlet = next((o for o in order.report.outlets if o.id == order.outlet), None)
    one = order.kind in FOR_OUTLET or order.circulation == Circulation.OUTLET
    if (one or order.outlet) and outlet is None:
        raise PaperError(f"no outlet {order.outlet}", kind=str(order.kind), circulation=order.outlet)
    paper = Yearly if order.kind in (Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL) else _Paper
    paper(order, words).compose().save(path)


def _lines(row: Sequence[str]) -> int:
    """How many lines a row of the sheet's table takes: names and shares wrap after some 25 letters."""
    return max(sum(-(-len(line) // _LETTERS) for line in cell.split("\n")) for cell in row)


class _Paper(Paper):
    """The one-page sheet, and what is about one outlet."""

    def compose(self) -> Page:
        writers: dict[Kind, Callable[[], None]] = {
            Kind.BRIEFING: self._briefing,
            Kind.SCORECARD: self._scorecard,
            Kind.REMINDER: self._reminder,
            Kind.EXPLANATION: self._explanation,
            Kind.MINUTES: self._minutes,
            Kind.OPINIONS: self._opinions,
        }
        writers[self.order.kind]()
        return self.page

    def _briefing(self) -> None:
        t, page, report = self.t, self.page, self.report
        self._head()
        self._title(t("papers.subject.briefing", province=report.province, period=self._period()))
        # who counts is a choice of the province: no rate is printed without it
        page.say_that(
            t(
                "papers.say.counted",
                n=self.say.number(report.pilot.counted),
                rule=report.denominator_unnamed or report.denominator,
            )
        )
        rates = t("papers.say.rates", day=self.say.day(report.as_of), **self._rates())
        # one paragraph: the sheet has one page
        page.say_that(" ".join([rates, *list(paragraphs.contents(report, self.say))[:1]]))
        rows = [] if self.public else self._by_outlet()
        if rows and sum(map(_lines, rows)) <= _SHEET:
            self._shares(rows)
        elif rows:
            self._groups()
            page.say_that(t("papers.say.workbook"))
        self._beside(beside.of_briefing(report, self.say, self.facts))
        self._deadlines(short=True)
        page.prompt(t("papers.ask.briefing.good"))
        page.end()
        # the sheet has one page: less room to sign than a report
        page.signed(self.order.issuer, self.order.issuer.copies, room=30)

    def _shares(self, rows: Sequence[Sequence[str]]) -> None:
        """The outlets' shares, each with all that has to stand beside it; no column where no outlet has one."""
        heads = ("no", "outlet", "articles", "women_news", "women_sources", "findings")
        widths = (6, 24, 7, 26, 26, 12)
        asked = [f for o in self.report.outlets if o.counted for f in o.indicators if f.code in _SHARES]
        known = {f.code for f in asked if f.outcome == Outcome.MEASURED}
        kept = [at for at in range(len(heads)) if at not in (3, 4) or _SHARES[at - 3] in known]
        self._table(
            "briefing",
            [heads[at] for at in kept],
            [[row[at] for at in kept] for row in rows],
            [widths[at] for at in kept],
        )
        if not known:
            self.page.say_that(self.t("papers.say.no_shares"))
        if any(shares.is_share(f) for f in asked):
            self.page.say_that(self.t("papers.say.machine.interval"))
        if any(f.corrected for f in asked):
            self.page.say_that(self.t("papers.say.machine.coded"))

    def _by_outlet(self) -> list[tuple[str, ...]]:
        return [
            (
                str(at),
                o.name,
                self.say.number(o.articles),
                *(self._value(o, code) for code in _SHARES),
                self.say.number(o.findings),
            )
            for at, o in enumerate((o for o in self.report.outlets if o.counted), 1)
        ]

    def _rates(self) -> dict[str, str]:
        return {"pilot": self.say.rate(self.report.pilot), "formal": self.say.rate(self.report.formal)}

    def _value(self, outlet: OutletFigures, code: str) -> str:
        figure = next((i for i in outlet.indicators if i.code == code), None)
        return NOTHING if figure is None else shares.whole(figure, self.say)

    def _scorecard(self) -> None:
        t, page, outlet = self.t, self.page, self.outlet
        self._head()
        self._title(t("papers.subject.scorecard", outlet=outlet.name, period=self._period()))
        self._next("papers.part.level")
        adoption = outlet.adoption
        page.say_that(
            t(
                "papers.say.level",
                level=self.say.standing(adoption),
                day=self.say.day(adoption.date),
                day_of=self.say.day(self.report.as_of),
            )
        )
        page.say_that(
            t("papers.say.three", proven=proven(adoption, self.say), measured=measured(outlet, self.say))
        )
        page.say_that(t("report.level.beside"))
        if self.report.ladder is not None:
            page.say_that(rungs_in_words(self.report.ladder, self.say))
        if adoption.evidence:
            page.say_that(t("papers.say.evidence"))
            for paper in adoption.evidence:
                page.item(paper)
        if adoption.note:
            page.say_that(t("report.note_of", text=adoption.note))
        self._next("papers.part.results")
        self._results()
        page.say_that(t("papers.results.read"))
        page.say_that(t("papers.working"))
        self._next("papers.part.examples")
        self._examples(outlet.plain_examples)
        if outlet.plain_examples:
            self._beside(beside.of_examples(outlet, self.say, self.facts))
        self._law()
        self._next("papers.part.reply")
        page.say_that(t("papers.reply"))
        if outlet.replies is not None:
            page.say_that(self.say.replies(outlet.replies))
        self._deadline()
        page.end()
        self._signed(outlet.name)

    def _results(self) -> None:
        """A line for what was measured, declared or waits; the empties by state, each a different one."""
        lined = [f for f in self.outlet.indicators if f.outcome in (Outcome.MEASURED, Outcome.NEEDS_REVIEW)]
        heads = ("code", "indicator", "result", "counts", "span", "reply")
        if lined:
            self._table("results", heads, [self._line(f) for f in lined], (10, 26, 12, 25, 17, 16))
            self._beside(beside.of_results(self.outlet, self.say, self.facts))
        for state in Outcome:
            codes = [f.code for f in self.outlet.indicators if f.outcome == state and f not in lined]
            if codes:
                label = self.say.label("outcome", str(state))
                count = self.say.number(len(codes))
                self.page.say_that(self.t("papers.say.state", state=label, n=count, codes=", ".join(codes)))

    def _line(self, figure: IndicatorFigure) -> tuple[str, ...]:
        title = self._worded(figure.title, confirmed=figure.confirmed)
        span = self.say.span(figure.interval) if figure.scale else NOTHING
        result, status = shares.result(figure, self.say), shares.status(figure, self.say)
        # the note of a figure mostly says it already
        if self.t("papers.share.raw").split()[-1] not in figure.note:
            result = f"{result}\n{status}".strip()
        counts = "\n".join(filter(None, (self.say.counts(figure), figure.note)))
        replies = self.say.replies(figure.replies)
        return (figure.code, title, result, counts or NOTHING, span, replies)

    def _law(self) -> None:
        """Points of law, apart from ordinary wordings."""
        if not (self.outlet.law_points or self.outlet.law_examples):
            return
        self._next("papers.part.law")
        self.page.say_that(self.t("report.law.read"))
        if self.outlet.law_points:
            heads = ("law", "article", "law_findings", "rules")
            self._table("law", heads, law_rows(self.outlet, self.say), (44, 14, 12, 30))
            self._beside(beside.of_law(self.outlet, self.say))
        if self.outlet.law_examples:
            self._examples(self.outlet.law_examples)

    def _examples(self, examples: Sequence[Example]) -> None:
        rows = []
        for at, e in enumerate(examples, 1):
            words = f"“{e.quote}”" if e.quote else self.t("papers.no_words")
            advice = "; ".join(e.alternatives)
            place = f"{self.say.place(e)}, {self.say.day(e.published)}" + (f"\n{e.url}" if e.url else "")
            rows.append(
                (str(at), words, place, e.message or self.say.label("family", e.family), advice or NOTHING)
            )
        if not rows:
            self.page.say_that(self.t("report.examples.none"))
            return
        self._table("examples", ("no", "words", "place", "why", "advice"), rows, (7, 20, 32, 24, 18))
        self.page.say_that(self.t("papers.examples.why"))

    def _reminder(self) -> None:
        report = self.report
        # the figures know of declarations alone; who owes a form is for ``form missing`` to say
        about = Reminder(
            (self.outlet.name,),
            self.order.issuer,
            report.as_of,
            report.period,
            fictitious=report.fictitious,
            document=Document.DECLARATION,
        )
        compose(self.page, about, self.t)

    def _explanation(self) -> None:
        t, page, outlet = self.t, self.page, self.outlet
        self._head(t("papers.about.explanation"))
        page.dear((outlet.name,))
        self._fiction()
        page.prompt(t("papers.ask.basis"))
        page.say_that(t("papers.explanation", issuer=self.order.issuer.plain, period=self._period()))
        self._points(("no", "point", "on_file", "explain", "proof"), (7, 30, 24, 20, 18))
        page.say_that(t("papers.explanation.right"))
        page.prompt(t("papers.ask.deadline"))
        page.prompt(t("papers.ask.contact"))
        page.say_that(t("papers.thanks", issuer=self.order.issuer.plain))
        page.end()
        self._signed(t("papers.copy.above"))

    def _points(self, heads: Sequence[str], widths: Sequence[float]) -> None:
        """What is on the table: what the outlet said with its answer, then what it is asked to explain."""
        said = [self._said(one) for one in self.outlet.opinions]
        asked = [(*point, "", "") for point in paragraphs.open_points(self.outlet, self.say)]
        rows = [(str(at), *cells) for at, cells in enumerate((*said, *asked), 1)]
        if rows:
            self._table("", heads, rows, widths)
        else:
            self.page.prompt(self.t("papers.ask.points"))

    def _said(self, one: Opinion) -> tuple[str, str, str, str]:
        """An opinion as a row: in minutes beside its answer, in a letter beside the papers that came with it."""
        about, opinion, answer = opinions.cells(one, self.say)
        if self.order.kind == Kind.EXPLANATION:
            said = f"{self.say.label('reply.type', one.type)}. {one.text}"
            return about, self.say.label("reply.outcome", one.outcome or "open"), said, "; ".join(one.papers)
        return about, NOTHING, opinion, answer

    def _deadline(self) -> None:
        order = self.order
        if order.reply_by:
            self.page.say_that(self.t("papers.reply.deadline", day=self.say.day(order.reply_by)))
        if order.reply_to:
            self.page.say_that(self.t("papers.reply.place", place=order.reply_to))
        if not (order.reply_by and order.reply_to):
            self.page.prompt(self.t("papers.ask.place" if order.reply_by else "papers.ask.deadline"))

    def _opinions(self) -> None:
        order, page = self.order, self.page
        self._head()
        whose = self.outlet.name if order.outlet else self.report.province
        self._title(self.t("papers.subject.opinions", whose=whose, period=self._period()))
        opinions.table(page, self.report, order.outlet, order.issuer.plain)
        page.end()
        page.both_signed(self.t("papers.drawn_up"), self.t("papers.head_of_unit"))

    def _fiction(self) -> None:
        if self.report.fictitious:
            self.page.prompt(self.t("report.fictitious"))

    def _minutes(self) -> None:
        t, page, outlet = self.t, self.page, self.outlet
        issuer = self.order.issuer.plain
        self._head()
        self._title(t("papers.subject.minutes", outlet=outlet.name, period=self._period()))
        page.say_that(t("papers.minutes.when"))
        self._next("papers.part.present")
        for number, name in enumerate((issuer, outlet.name), 1):
            page.heading(t("papers.minutes.side", n=number, name=name))
            page.say_that(t("papers.minutes.person"))
            page.say_that(t("papers.minutes.person"))
        self._next("papers.part.talk")
        self._points(("no", "point", "on_file", "opinion", "agreed"), (7, 30, 22, 22, 20))
        page.prompt(t("papers.ask.talk"))
        self._next("papers.part.conclusion")
        page.prompt(t("papers.ask.conclusion"))
        page.say_that(t("papers.minutes.end"))
        page.end()
        page.both_signed(t("papers.minutes.for", name=outlet.name), t("papers.minutes.for", name=issuer))
