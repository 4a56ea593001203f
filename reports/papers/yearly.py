"""The reports that look at a province as a whole: of a year, half-way, and at the end of the programme."""

from __future__ import annotations

from dataclasses import replace

from reports.figures import (
    Interval,
    Milestone,
)
from reports.levels import measured, proven, reading_rows, rungs_in_words, together
from reports.papers import beside, paragraphs, shares
from reports.papers.circulating import groups, standings
from reports.papers.composing import ROMAN, Paper
from reports.papers.kinds import Kind
from reports.papers.page import Page
from reports.papers.readings import of_ladder, of_products
from reports.wording import NOTHING


class Yearly(Paper):
    """Annual, mid-term or final report, with its annexes."""

    def compose(self) -> Page:
        """The whole report."""
        t, page, report = self.t, self.page, self.report
        self._head()
        self._title(t(f"papers.subject.{self.order.kind}", province=report.province, period=self._period()))
        page.dear(self.order.issuer.to)
        page.prompt(t("papers.ask.basis"))
        page.say_that(t("papers.opening", issuer=self.order.issuer.plain, day=self.say.day(report.as_of)))
        self._deadlines()
        self._next("papers.part.rate")
        self._all(paragraphs.rates(report, self.say))
        if self.public:
            page.say_that(t("papers.say.nameless"))
        self._ladder()
        self._targets()
        if self.order.kind in (Kind.MIDTERM, Kind.FINAL):
            self._history()
        self._products()
        if made := groups(report.outlets, public=self.public):
            self._groups()
            self._beside(beside.of_groups(made, self.say, report))
        elif self.public:
            self._groups()
        if self.order.kind in (Kind.MIDTERM, Kind.FINAL):
            self._next("papers.part.promises")
            self._promises()
        self._next("papers.part.content")
        self._all(paragraphs.contents(report, self.say))
        self._next("papers.part.causes")
        self._all(beside.moved(self.facts, self.say))
        whole = beside.of_whole(report, self.say, self.facts)
        self._all(beside.listed(replace(whole, proposals=()), self.say))
        self._all(paragraphs.causes(report, self.say, told=bool(whole.causes)), prompts=True)
        self._next("papers.part.proposals")
        self._all(beside.listed(replace(whole, causes=()), self.say))
        self._all(paragraphs.proposals(self.say), prompts=True)
        self._next("papers.part.limits")
        self._limits()
        page.end()
        self._signed(t("papers.copy.above"))
        self._annexes()
        return page

    def _ladder(self) -> None:
        """Strict, middle and lenient totals with their definitions, and what each level asks for."""
        if (ladder := self.report.ladder) is None:
            return
        rows = [(str(at), *row) for at, row in enumerate(reading_rows(ladder, self.say), 1)]
        self._table("ladder", ("no", "reading", "definition", "result"), rows, (7, 17, 52, 24))
        self._beside(of_ladder(ladder, self.say, public=self.public))
        self.page.say_that(rungs_in_words(ladder, self.say))

    def _products(self) -> None:
        products = self.report.products
        if not products:
            return
        rows = [(str(at), *row) for at, row in enumerate(together(products, self.say), 1)]
        if len(rows) == sum(cell.group is None for cell in products):
            # no product has a group of its own: the column would say "all" in every row
            whole = [(no, product, *rates) for no, product, _, *rates in rows]
            self._table("products.whole", ("no", "product", "pilot", "formal"), whole, (7, 33, 30, 30))
        else:
            self._table("products", ("no", "product", "owners", "pilot", "formal"), rows, (7, 22, 27, 22, 22))
        self._beside(of_products(products, self.say))
        self.page.say_that(self.t("report.products.note"))

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
        self._table("targets", heads, rows, (7, 17, 8, 9, 15, 20, 29))
        self.page.say_that(self.t("report.goals.note"))
        self._beside(beside.of_targets(self.report, self.say))

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
            self._all(self.order.breaks)
            self._beside(
                beside.of_history(self.order.history, self.order.breaks, self.report, self.say, self.facts)
            )
        self.page.prompt(self.t("papers.ask.history"))

    def _promises(self) -> None:
        """Each promise once, with a row a plan: no figure is said to be none, and none is made up.

        The part stands in a report without any: its title speaks of them.
        """
        if not self.order.promises:
            self.page.prompt(self.t("papers.ask.promises.none"))
            return
        plans = {one.plan for one in self.order.promises}
        rows = [
            (
                str(n),
                one.title,
                one.wanted if len(plans) == 1 else f"{one.wanted} ({one.plan})",
                one.figure,
                one.result,
                one.source,
            )
            for n, one in enumerate(self.order.promises, 1)
        ]
        heads = ("no", "target", "planned", "done", "met", "source")
        if len(plans) == 1:
            self.page.say_that(self.t("papers.promises.plan", plan=plans.pop()))
        self._table("promises", heads, rows, (7, 25, 19, 19, 20, 19))
        self.page.say_that(self.t("papers.promises.read"))
        self._beside(beside.of_promises(self.order.promises, self.say))
        self.page.prompt(self.t("papers.ask.promises"))

    def _limits(self) -> None:
        report = self.report
        if report.shares:
            self.page.say_that(self.t("report.shares.title") + ":")
            for share in report.shares:
                self.page.item(shares.of_province(share, self.say))
        self._all(filter(None, (report.sample, self.t("report.method.intervals"), *report.limits)))
        versions = "; ".join(
            f"{self.say.label('report.version', name)}: {value}" for name, value in report.versions
        )
        self.page.say_that(self.t("papers.edition", edition=report.edition_title, versions=versions))
        self.page.say_that(self.t("report.internal" if not self.public else "papers.not_law"))

    def _annexes(self) -> None:
        rows, one = self._standings(), self.public or not self.report.outlets
        # a single annex bears no number
        numbers = iter([self.t("papers.annex", n="" if one else n).strip() for n in ROMAN])
        if not self.public and self.report.outlets:
            self.page.annex(next(numbers), self.t("report.outlets").upper())
            self._outlets()
            self.page.both_signed(self.t("papers.drawn_up"), self.t("papers.head_of_unit"))
        if rows:
            self.page.annex(next(numbers), self.t("papers.annex.indicators").upper())
            heads, widths = ("no", "code", "indicator", "measured", "range"), (7, 10, 50, 13, 20)
            ranged = any(row[-1] != NOTHING for row in rows)
            if ranged:
                self._table("standings", heads, rows, widths)
            else:
                self._table("standings", heads[:-1], [row[:-1] for row in rows], (7, 10, 68, 15))
            self.page.say_that(self.t("papers.standings.read" if ranged else "papers.standings.read.few"))
            self.page.say_that(self.t("papers.working"))
            self._beside(beside.of_standings(standings(self.report.outlets), self.say))
            self.page.both_signed(self.t("papers.drawn_up"), self.t("papers.head_of_unit"))

    def _outlets(self) -> None:
        rows = [
            (
                str(at),
                o.name,
                self.say.label("kind", o.kind),
                self.say.standing(o.adoption) if o.counted else self.t("papers.not_counted"),
                self.say.day(o.adoption.date),
                proven(o.adoption, self.say) if o.counted else NOTHING,
                measured(o, self.say),
            )
            for at, o in enumerate(self.report.outlets, 1)
        ]
        heads = ("no", "outlet", "group", "declared", "date", "proven", "indicators_measured")
        self._table("outlets", heads, rows, (7, 18, 14, 12, 14, 24, 14))
        self.page.say_that(self.t("report.level.beside"))
        self.page.say_that(self.t("report.outlets.order"))
        self._beside(beside.of_outlets(self.report, self.say))

    def _standings(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for at, s in enumerate(standings(self.report.outlets), 1):
            many = f"{self.say.number(s.measured)}/{self.say.number(s.asked)}"
            if self.public and not s.told:
                many = self.t("papers.small")
            span = NOTHING
            if s.low is not None and s.high is not None and s.high <= 1:
                span = self.say.span(Interval(s.low, s.high))
            rows.append((str(at), s.code, self._worded(s.title, confirmed=s.confirmed), many, span))
        return rows
