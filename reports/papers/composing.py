"""What all papers have in common: head, title, numbered parts, tables, signatures; over the figures its readers may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.figures import (
    OutletFigures,
    ProvinceReport,
    Words,
)
from reports.papers.beside import Beside, paragraphs
from reports.papers.circulating import circulated, facts_for, file_names, groups
from reports.papers.kinds import Circulation, Kind, PaperOrder
from reports.papers.page import BODY, Page
from reports.wording import Wording

ROMAN = ("I", "II", "III", "IV", "V", "VI")
_SYMBOL = {Kind.EXPLANATION: "", Kind.MINUTES: "BB-", Kind.SCORECARD: "PKQ-", Kind.OPINIONS: ""}


class Paper:
    """One paper being composed from the figures its readers may see."""

    def __init__(self, order: PaperOrder, words: Words) -> None:
        self.order = order
        self.report: ProvinceReport = circulated(order.report, order.circulation, order.outlet)
        if order.circulation == Circulation.OUTLET:
            self.report = file_names(self.report)
        n = self.report.pilot.counted
        self.facts = facts_for(order.facts, order.circulation, order.outlet, counted=n)
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

    def _head(self, about: str = "") -> None:
        kind, issuer = self.order.kind, self.order.issuer
        self.page.head(issuer, _SYMBOL.get(kind, "BC-") + issuer.sign, about)

    def _title(self, subject: str) -> None:
        notes = [self.t(f"papers.circulation.{self.order.circulation}")]
        if self.report.fictitious:
            notes.append(self.t("report.fictitious"))
        self.page.title(self.t(f"papers.kind.{self.order.kind}"), subject, *notes)

    def _next(self, key: str) -> None:
        self.page.part(f"{ROMAN[self._part]}. {self.t(key)}")
        self._part += 1

    def _all(self, lines: Iterable[str], *, prompts: bool = False) -> None:
        for line in lines:
            (self.page.prompt if prompts else self.page.say_that)(line)

    def _beside(self, one: Beside) -> None:
        """Assessment, causes and proposals, right under the table they are about."""
        self._all(paragraphs(one, self.say))

    def _deadlines(self, *, short: bool = False) -> None:
        """When the department itself has to send on, and how long that is still; ``short``: on whose word stands elsewhere."""
        day = self.report.as_of
        told = "; ".join(
            f"{self.say.deadline(one)} ({self.say.days_left(one.left(day), day)})"
            if short
            else self.say.deadline_left(one, day)
            for one in self.report.deadlines
        )
        if told:
            self.page.say_that(self.t("papers.say.deadlines", told=told))

    def _period(self) -> str:
        return self.say.period(self.report.period)

    def _signed(self, *first: str) -> None:
        issuer = self.order.issuer
        self.page.signed(issuer, [*first, *issuer.copies])

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

    def _worded(self, title: str, *, confirmed: bool) -> str:
        """An indicator's title, marked while nobody held it against the publication."""
        return title if confirmed else f"{title} *"

    def _table(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        if name:
            self.page.caption(self.t(f"papers.table.{name}"))
        self.page.table([self.t(f"papers.col.{head}") for head in heads], rows, widths)
