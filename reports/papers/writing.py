"""What stands in each paper, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reports.errors import PaperError
from reports.figures import (
    IndicatorFigure,
    Interval,
    Milestone,
    Opinion,
    Outcome,
    OutletFigures,
    ProvinceReport,
    Words,
)
from reports.papers import opinions, paragraphs
from reports.papers.circulating import SMALL, circulated, file_names, groups, large, standings
from reports.papers.kinds import ALLOWED, FOR_OUTLET, Circulation, Kind, PaperOrder
from reports.papers.page import BODY, Page
from reports.papers.reminder import Document, Reminder, compose
from reports.wording import NOTHING, Wording

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
# lines of the table that leave room to sign on the one page: 16 fit, 18 did not (LibreOffice, 11/2026)
_SHEET = 16
_SYMBOL = {Kind.EXPLANATION: "", Kind.MINUTES: "BB-", Kind.SCORECARD: "PKQ-", Kind.OPINIONS: ""}


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
    _Paper(order, words).compose().save(path)


class _Paper:
    """One paper being composed from the figures its readers may see."""

    def __init__(self, order: PaperOrder, words: Words) -> None:
        self.order = order
        self.report: ProvinceReport = circulated(order.report, order.circulation, order.outlet)
        if order.circulation == Circulation.OUTLET:
            self.report = file_names(self.report)
        self.public = order.circulation == Circulation.PUBLIC
        self.say = Wording(words)
        self.t = words
        self.page = Page(
            self.say,
            words(f"papers.kind.{order.kind}"),
            self.report.produced,
            # the smaller of the decree's two sizes where the paper has one page
            body=13 if order.kind == Kind.BRIEFING else BODY,
        )
        self._part = 0

    @property
    def outlet(self) -> OutletFigures:
        return next(o for o in self.report.outlets if o.id == self.order.outlet)

    def compose(self) -> Page:
        writers: dict[Kind, Callable[[], None]] = {
            Kind.ANNUAL: self._report,
            Kind.MIDTERM: self._report,
            Kind.FINAL: self._report,
            Kind.BRIEFING: self._briefing,
            Kind.SCORECARD: self._scorecard,
            Kind.REMINDER: self._reminder,
            Kind.EXPLANATION: self._explanation,
            Kind.MINUTES: self._minutes,
            Kind.OPINIONS: self._opinions,
        }
        writers[self.order.kind]()
        return self.page

    # --- common parts ---------------------------------------------------------------------------------------------

    def _head(self, about: str = "") -> None:
        kind, issuer = self.order.kind, self.order.issuer
        self.page.head(issuer, _SYMBOL.get(kind, "BC-") + issuer.sign, about)

    def _title(self, subject: str) -> None:
        notes = [self.t(f"papers.circulation.{self.order.circulation}")]
        if self.report.fictitious:
            notes.append(self.t("report.fictitious"))
        self.page.title(self.t(f"papers.kind.{self.order.kind}"), subject, *notes)

    def _next(self, key: str) -> None:
        self.page.part(f"{_ROMAN[self._part]}. {self.t(key)}")
        self._part += 1

    def _all(self, lines: Iterable[str], *, prompts: bool = False) -> None:
        for line in lines:
            (self.page.prompt if prompts else self.page.say_that)(line)

    def _period(self) -> str:
        first, last = map(self.say.day, self.report.period)
        return self.t("report.period.value", first=first, last=last)

    def _signed(self, *first: str) -> None:
        issuer = self.order.issuer
        self.page.signed(issuer, [*first, *issuer.copies])

    # --- annual and mid-term report -------------------------------------------------------------------------------

    def _report(self) -> None:
        t, page, report = self.t, self.page, self.report
        self._head()
        self._title(t(f"papers.subject.{self.order.kind}", province=report.province, period=self._period()))
        page.dear(self.order.issuer.to)
        page.prompt(t("papers.ask.basis"))
        page.say_that(t("papers.opening", issuer=self.order.issuer.plain, day=self.say.day(report.as_of)))
        self._next("papers.part.rate")
        self._all(paragraphs.rates(report, self.say))
        if self.public:
            page.say_that(t("papers.say.nameless"))
        self._targets()
        if self.order.kind in (Kind.MIDTERM, Kind.FINAL):
            self._history()
        self._groups()
        if self.order.kind in (Kind.MIDTERM, Kind.FINAL):
            self._next("papers.part.promises")
            self._promises()
        self._next("papers.part.content")
        self._all(paragraphs.contents(report, self.say))
        self._next("papers.part.causes")
        self._all(paragraphs.causes(report, self.say), prompts=True)
        self._next("papers.part.proposals")
        self._all(paragraphs.proposals(report, self.say), prompts=True)
        self._next("papers.part.limits")
        self._limits()
        page.end()
        self._signed(t("papers.copy.above"))
        self._annexes()

    def _targets(self) -> None:
        """STT – Chỉ tiêu – ĐVT – Kế hoạch – Thực hiện – Đạt/Chưa đạt – Ghi chú, as annex tables of provinces are headed."""
        rows: list[tuple[str, ...]] = []
        for rate, goal, due in paragraphs.milestones(self.report):
            key = "report.goal.pilot" if rate.level == 1 else "report.goal.formal"
            rows.append(
                (
                    str(len(rows) + 1),
                    self.t(key, year=goal.year),
                    "%",
                    self.say.planned(goal),
                    # beside its target "đạt" would read as: the target is met
                    NOTHING if rate.share is None else self.say.of(rate.applied, rate.counted),
                    self.say.against(rate, goal, due=due),
                    " ".join(filter(None, (self._promised(goal), self.say.appraised(rate, goal, due=due)))),
                )
            )
        if not rows:
            self.page.prompt(self.t("report.goals.none"))
            return
        heads = ("no", "target", "unit", "planned", "done", "met", "note")
        self._table("targets", heads, rows, (7, 20, 8, 10, 17, 22, 24))
        self.page.say_that(self.t("report.goals.note"))

    def _promised(self, goal: Milestone) -> str:
        """Whose plan says so, and on what ground where nobody read it in a source."""
        mark = goal.evidence_mark
        known = f" ({self.say.label('mark', mark)})" if mark not in ("", "C") else ""
        return f"{goal.issuer}, {goal.source}{known}."

    def _history(self) -> None:
        rows = [
            (
                self.say.day(past.as_of),
                self.t("report.rate.pilot" if past.level == 1 else "report.rate.formal"),
                f"{self.say.number(past.applied)}/{self.say.number(past.counted)}",
                self.say.percent(past.applied / past.counted if past.counted else None),
            )
            for past in self.order.history
        ]
        if rows:
            self._table("history", ("day", "level", "k_of_n", "share"), rows, (18, 40, 14, 14))
        self.page.prompt(self.t("papers.ask.history"))

    def _promises(self) -> None:
        """Each promise once, with a row a plan: no figure is said to be none, and none is made up.

        The part stands in a report without any: its title speaks of them.
        """
        if not self.order.promises:
            self.page.prompt(self.t("papers.ask.promises.none"))
            return
        rows = [
            (str(n), one.title, f"{one.wanted} ({one.plan})", one.figure, one.result, one.source)
            for n, one in enumerate(self.order.promises, 1)
        ]
        heads = ("no", "target", "planned", "done", "met", "source")
        self._table("promises", heads, rows, (7, 26, 24, 17, 17, 18))
        self.page.say_that(self.t("promises.lead"))
        self.page.prompt(self.t("papers.ask.promises"))

    def _groups(self) -> None:
        rows = []
        made = groups(self.report.outlets, public=self.public)
        for at, group in enumerate(made, 1):
            name = "; ".join(self.say.label("kind", kind) for kind in group.kinds)
            cells = [
                self.t("papers.small")
                if k is None
                else f"{self.say.number(k)}/{self.say.number(group.counted)}"
                for k in (group.pilot, group.formal)
            ]
            rows.append((str(at), name, self.say.number(group.counted), *cells))
        if rows:
            self._table("groups", ("no", "group", "counted", "pilot", "formal"), rows, (7, 38, 14, 18, 18))
        elif self.public:
            self.page.say_that(self.t("papers.small.groups"))

    def _limits(self) -> None:
        report = self.report
        self._all(filter(None, (report.sample, *report.limits)))
        versions = "; ".join(
            f"{self.say.label('report.version', name)}: {value}" for name, value in report.versions
        )
        self.page.say_that(self.t("papers.edition", edition=report.edition_title, versions=versions))
        self.page.say_that(self.t("report.internal" if not self.public else "papers.not_law"))

    def _annexes(self) -> None:
        rows, one = self._standings(), self.public or not self.report.outlets
        # a single annex bears no number
        numbers = iter([self.t("papers.annex", n="" if one else n).strip() for n in _ROMAN])
        if not self.public and self.report.outlets:
            self.page.annex(next(numbers), self.t("report.outlets").upper())
            self._outlets()
            self.page.both_signed(self.t("papers.drawn_up"), self.t("papers.head_of_unit"))
        if rows:
            self.page.annex(next(numbers), self.t("papers.annex.indicators").upper())
            self._table(
                "standings", ("no", "code", "indicator", "measured", "range"), rows, (7, 10, 50, 13, 20)
            )
            self.page.say_that(self.t("papers.standings.read"))
            self.page.say_that(self.t("papers.working"))
            self.page.both_signed(self.t("papers.drawn_up"), self.t("papers.head_of_unit"))

    def _outlets(self) -> None:
        rows = [
            (
                str(at),
                o.name,
                self.say.label("kind", o.kind),
                self.say.level(o.adoption.level) if o.counted else self.t("papers.not_counted"),
                self.say.day(o.adoption.date),
                self._verified(o),
                self.say.number(o.articles),
            )
            for at, o in enumerate(self.report.outlets, 1)
        ]
        heads = ("no", "outlet", "group", "level", "date", "verified", "articles")
        self._table("outlets", heads, rows, (7, 24, 16, 13, 15, 19, 8))
        self.page.say_that(self.t("report.outlets.order"))

    def _verified(self, outlet: OutletFigures) -> str:
        adoption = outlet.adoption
        if adoption.verified and adoption.checked_by:
            return self.t("report.verified.by", name=adoption.checked_by)
        return self.t("report.verified.yes" if adoption.verified else "report.verified.no")

    def _standings(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for at, s in enumerate(standings(self.report.outlets), 1):
            many = f"{self.say.number(s.measured)}/{self.say.number(s.asked)}"
            if self.public and (s.asked < SMALL or not large(s.measured, s.asked)):
                many = self.t("papers.small")
            span = NOTHING
            if s.low is not None and s.high is not None and s.high <= 1:
                span = self.say.span(Interval(s.low, s.high))
            rows.append((str(at), s.code, self._worded(s.title, confirmed=s.confirmed), many, span))
        return rows

    def _worded(self, title: str, *, confirmed: bool) -> str:
        """An indicator's title, marked while nobody held it against the publication."""
        return title if confirmed else f"{title} *"

    # --- the one-page sheet ---------------------------------------------------------------------------------------

    def _briefing(self) -> None:
        t, page, report = self.t, self.page, self.report
        self._head()
        self._title(t("papers.subject.briefing", province=report.province, period=self._period()))
        self._all((t("papers.say.rates", day=self.say.day(report.as_of), **self._rates()),))
        self._all(list(paragraphs.contents(report, self.say))[:1])
        rows = [] if self.public else self._by_outlet()
        # a name or a state that wraps takes a second line
        if (
            rows
            and sum(max(len(row[1]) // 35, *(" " in v[:-2] for v in row[3:5])) + 1 for row in rows) <= _SHEET
        ):
            heads = ("no", "outlet", "articles", "women_news", "women_sources", "findings")
            self._table("briefing", heads, rows, (7, 38, 9, 17, 17, 10))
            page.say_that(t("papers.say.machine"))
        elif not self.public:
            self._groups()
        page.prompt(t("papers.ask.briefing.good"))
        page.prompt(t("papers.ask.briefing.look"))
        page.prompt(t("papers.ask.briefing.next"))
        page.end()
        # the sheet has one page: less room to sign than a report
        page.signed(self.order.issuer, self.order.issuer.copies, room=30)

    def _by_outlet(self) -> list[tuple[str, ...]]:
        return [
            (
                str(at),
                o.name,
                self.say.number(o.articles),
                self._value(o, "B1.1.1"),
                self._value(o, "B1.1.2"),
                self.say.number(o.findings),
            )
            for at, o in enumerate((o for o in self.report.outlets if o.counted), 1)
        ]

    def _rates(self) -> dict[str, str]:
        return {"pilot": self.say.rate(self.report.pilot), "formal": self.say.rate(self.report.formal)}

    def _value(self, outlet: OutletFigures, code: str) -> str:
        figure = next((i for i in outlet.indicators if i.code == code), None)
        return NOTHING if figure is None else self._result(figure)

    def _result(self, figure: IndicatorFigure) -> str:
        if figure.outcome != Outcome.MEASURED or figure.value is None:
            return self.say.label("outcome", str(figure.outcome))
        return self.say.percent(figure.value) if figure.scale else self.say.number(figure.value, 1)

    # --- papers about one outlet ----------------------------------------------------------------------------------

    def _scorecard(self) -> None:
        t, page, outlet = self.t, self.page, self.outlet
        self._head()
        self._title(t("papers.subject.scorecard", outlet=outlet.name, period=self._period()))
        self._next("papers.part.level")
        adoption = outlet.adoption
        page.say_that(
            t(
                "papers.say.level",
                level=self.say.level(adoption.level),
                day=self.say.day(adoption.date),
                verified=self._verified(outlet),
                day_of=self.say.day(self.report.as_of),
            )
        )
        page.say_that(t("report.rate.declared"))
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
        self._examples()
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
            self._table("results", heads, [self._line(f) for f in lined], (10, 32, 13, 22, 18, 14))
        for state in Outcome:
            codes = [f.code for f in self.outlet.indicators if f.outcome == state and f not in lined]
            if codes:
                label = self.say.label("outcome", str(state))
                count = self.say.number(len(codes))
                self.page.say_that(self.t("papers.say.state", state=label, n=count, codes=", ".join(codes)))

    def _line(self, figure: IndicatorFigure) -> tuple[str, ...]:
        title = self._worded(figure.title, confirmed=figure.confirmed)
        span = self.say.span(figure.interval) if figure.scale else NOTHING
        counts = "\n".join(filter(None, (self.say.counts(figure), figure.note)))
        replies = self.say.replies(figure.replies)
        return (figure.code, title, self._result(figure), counts or NOTHING, span, replies)

    def _examples(self) -> None:
        rows = []
        for at, e in enumerate(self.outlet.examples, 1):
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

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        if name:
            self.page.caption(self.t(f"papers.table.{name}"))
        self.page.table([self.t(f"papers.col.{head}") for head in heads], rows, widths)
