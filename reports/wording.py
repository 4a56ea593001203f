"""How a figure reads in a language: the one place that turns numbers, days and codes into what a person sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.figures import (
    Adoption,
    Deadline,
    DueRate,
    Example,
    IndicatorFigure,
    Interval,
    Milestone,
    Opinion,
    Outcome,
    OutletFigures,
    Rate,
    Replies,
    Source,
    Words,
)

NOTHING = "–"
"""Shown where a figure is not known; never a zero."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Wording:
    """Numbers, days and codes in the language of ``words``."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lang = words.lang

    def number(self, value: float | None, places: int = 0) -> str:
        """1.234,5 in Vietnamese, 1,234.5 in English."""
        if value is None:
            return NOTHING
        text = f"{value:,.{places}f}".replace("-", "\u2212")
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "vi" else text

    def percent(self, share: float | None) -> str:
        """Gives "66,7 %" in Vietnamese, "66.7 %" in English."""
        return NOTHING if share is None else f"{self.number(share * 100, 1)} %"

    def goal(self, share: float) -> str:
        """A promised share as its plan writes it: "70 %", with a decimal only where there is one."""
        return f"{self.number(share * 100, 0 if round(share * 1000) % 10 == 0 else 1)} %"

    def planned(self, milestone: Milestone) -> str:
        """A promised share in its plan's words: "từ 70 %" where it says at least."""
        share = self.goal(milestone.share)
        return self.words("report.goal.plan.least", share=share) if milestone.at_least else share

    def span(self, interval: Interval | None) -> str:
        """Gives "24,9–40,7 %"."""
        if interval is None:
            return NOTHING
        return f"{self.number(interval.low * 100, 1)}–{self.percent(interval.high)}"

    def day(self, iso: str) -> str:
        """31/12/2025 in Vietnamese, 2025-12-31 in English; what is no ISO day is shown as it came."""
        found = _DAY.match(iso)
        if not found:
            return iso or NOTHING
        return "/".join(reversed(found.groups())) if self.lang == "vi" else found.group()

    def period(self, period: tuple[str, str]) -> str:
        """Gives "từ 15/12/2024 đến 14/12/2025"; where no period was chosen that is said, since "từ – đến –" tells nobody what was counted."""
        first, last = map(self.day, period)
        key = {(True, True): "value", (True, False): "since", (False, True): "until"}.get(
            (bool(period[0]), bool(period[1])), "open"
        )
        return self.words(f"report.period.{key}", first=first, last=last)

    def deadline(self, one: Deadline) -> str:
        """Gives "Báo cáo năm gửi UBND tỉnh: trước ngày 10/12/2025"."""
        key = "report.deadline.before" if one.before else "report.deadline.by"
        return self.words(key, paper=one.paper, to=one.to, day=self.day(one.day))

    def deadline_left(self, one: Deadline, day: str) -> str:
        """:meth:`deadline` with the days left on ``day`` and on whose word it stands."""
        mark = "" if one.evidence_mark == "C" else self.label("mark", one.evidence_mark)
        ground = "; ".join(filter(None, (self.days_left(one.left(day), day), one.source, mark)))
        return f"{self.deadline(one)} ({ground})"

    def days_left(self, left: int, day: str) -> str:
        """Gives "còn 12 ngày tính từ 28/11/2025"; what is past is said to be past, not to be late."""
        key = "left" if left > 0 else "last" if left == 0 else "past"
        return self.words(f"report.deadline.{key}", n=self.number(abs(left)), day=self.day(day))

    def label(self, prefix: str, code: str) -> str:
        """The words for a code. A code newer than the catalogue is shown as it is: a report must not fail on it."""
        if not code:
            return NOTHING
        try:
            return self.words(f"{prefix}.{code}")
        except KeyError:
            return code

    def level(self, level: int | None) -> str:
        return self.words("level.unsaid" if level is None else f"level.{level}")

    def standing(self, adoption: Adoption) -> str:
        """The level, and where nothing was sent whether a predecessor's is waiting to be confirmed."""
        told = self.level(adoption.level)
        return (
            f"{told}; {self.words(f'level.inherited.{adoption.inherited}')}" if adoption.inherited else told
        )

    def rate(self, rate: Rate) -> str:
        """Gives "đạt 6/9 cơ quan (66,7 %)", or that there is nothing to divide by."""
        if rate.share is None:
            return self.words("report.rate.none")
        return self.words(
            "report.rate",
            k=self.number(rate.applied),
            n=self.number(rate.counted),
            share=self.percent(rate.share),
        )

    def verified(self, rate: Rate) -> str:
        """Of how many of those that apply somebody read the evidence; "" where nobody asked."""
        if "verified" in rate.withheld:
            return self.words("report.rate.verified.withheld", small=self.words("papers.small"))
        if rate.verified is None:
            return ""
        k, n = self.number(rate.verified), self.number(rate.applied)
        return self.words("report.rate.verified", k=k, n=n)

    def silent(self, *rates: Rate) -> str:
        """How many said nothing, and who where readers may know it; "" where all spoke."""
        rate = next((rate for rate in rates if rate.missing or "missing" in rate.withheld), None)
        if rate is None:
            return ""
        names = "; ".join(filter(None, rate.missing))
        if "missing" in rate.withheld:
            key, small = "report.rate.missing.withheld", self.words("papers.small")
            return self.words(f"{key}.own" if names else key, names=names, small=small)
        key = "report.rate.missing" if names else "report.rate.missing.nameless"
        return self.words(key, n=self.number(len(rate.missing)), names=names)

    def against(self, rate: Rate, milestone: Milestone, *, due: bool) -> str:
        """Where a rate stands against one milestone. ``due``: its year has come. Nothing between two milestones is
        ever made up: a milestone ahead is "not yet due", with what is missing to reach it. One of an earlier year is held
        against its due day, and today's rate stands beside that.
        """
        if due and milestone.at_due is not None:
            return self._at_due(rate, milestone, milestone.at_due)
        if rate.share is None:
            return self.words("report.against.unknown")
        apart = self.number(abs(rate.share - milestone.share) * 100, 1)
        reached = rate.applied >= rate.needed(milestone)
        if due:
            return self.words("report.against.met" if reached else "report.against.unmet", apart=apart)
        if reached:
            return self.words("report.against.ahead")
        needed, counted = self.number(rate.needed(milestone)), self.number(rate.counted)
        return self.words("report.against.todo", apart=apart, needed=needed, n=counted)

    def _at_due(self, rate: Rate, milestone: Milestone, then: DueRate) -> str:
        """Gives "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 2/4 cơ quan, 50,0 %; ...); đến nay 4/4 cơ quan (100,0 %)"."""
        now = (
            self.of(rate.applied, rate.counted) if rate.counted else self.words("report.against.due.no_rate")
        )
        day = self.day(milestone.due_day)
        if then.share is None:
            return self.words("report.against.due.unknown", day=day, now=now)
        return self.words(
            "report.against.due.unmet" if rate.missed(milestone) else "report.against.due.met",
            day=day,
            k=self.number(then.applied),
            n=self.number(then.counted),
            share=self.percent(then.share),
            apart=self.number(abs(then.share - milestone.share) * 100, 1),
            now=now,
        )

    def of(self, k: int, n: int) -> str:
        """Gives "4/4 cơ quan (100,0 %)": part and whole, never the share alone."""
        return self.words("report.of", k=self.number(k), n=self.number(n), share=self.percent(k / n))

    def appraised(self, rate: Rate, milestone: Milestone, *, due: bool) -> str:
        """The same milestone by the bodies alone whose evidence somebody read, "" where nobody asked or nothing differs: a
        target met by what bodies say of themselves is not to be read as proven.
        """
        held: Rate | DueRate = rate.held(milestone) if due else rate
        if held.verified is None or not held.counted or held.verified == held.applied:
            return ""
        if not due and held.applied < rate.needed(milestone):
            return ""
        share = held.verified / held.counted
        apart = round((share - milestone.share) * 100, 1)
        key = "below" if apart < 0 else "above" if apart > 0 else "level"
        text = self.words(
            f"report.appraised.{key}",
            of=self.of(held.verified, held.counted),
            apart=self.number(abs(apart), 1),
        )
        if held is rate:
            return text
        return self.words("report.appraised.then", day=self.day(milestone.due_day), text=text)

    def result(self, rate: Rate, milestone: Milestone, *, due: bool) -> str:
        """:meth:`against` with :meth:`appraised` behind it, for a table that has one cell for both."""
        stands, appraised = (
            self.against(rate, milestone, due=due),
            self.appraised(rate, milestone, due=due),
        )
        return f"{stands}. {appraised}" if appraised else stands

    def counts(self, figure: IndicatorFigure) -> str:
        """Gives "45 nữ/139 nhân vật", "3/40 tin bài" for what was measured. Elsewhere a numerator would read as a result: there it is
        how much was looked at and, where a person has to read, how many cases wait.
        """
        if figure.n is None:
            return ""
        unit, n = self.label("unit", figure.unit), self.number(figure.n)
        if figure.outcome == Outcome.MEASURED and figure.numerator is not None:
            # people and sources are counted by sex, and what is above the line is women: a bare 45/139 would not say so
            of = f" {self.words('report.women')}" if figure.unit in ("people", "sources") else ""
            return f"{self.number(figure.numerator)}{of}/{n} {unit}"
        if figure.outcome == Outcome.NEEDS_REVIEW and figure.unknown:
            return self.words("report.waiting", k=self.number(figure.unknown), n=n, unit=unit)
        return f"n = {n} {unit}"

    def counting(self, example: Example) -> str:
        """Does a finding enter a figure, and if not, could it?"""
        if example.scores and example.confirmed_by:
            return self.words("report.scores.confirmed", who=example.confirmed_by)
        if example.scores:
            return self.words("report.scores.yes")
        return self.words("report.scores.waiting" if example.standing == "unproven" else "report.scores.no")

    def voices(self, *outlets: OutletFigures) -> str:
        """A sentence behind others: whose words the outlets' findings are; "" where there are none."""
        narrator = sum(outlet.findings_narrator for outlet in outlets)
        chosen = sum(outlet.findings_chosen for outlet in outlets)
        if not (narrator or chosen):
            return ""
        told = self.words(
            "report.findings.voices", narrator=self.number(narrator), chosen=self.number(chosen)
        )
        return f" {told}"

    def replies(self, replies: Replies | None) -> str:
        """Gives "Đã có 3 ý kiến, tiếp thu 1; chờ trả lời 2. Trước khi tiếp thu: 30,8 % (4/13).", "" where there is nothing."""
        if replies is None:
            return ""
        if not replies.received:
            return self.words("report.replies.only_before", before=replies.before) if replies.before else ""
        counts = {
            name: getattr(replies, name) for name in ("partly", "upheld", "considered", "waiting", "late")
        }
        told = [
            self.words("report.replies.n", n=self.number(replies.received), k=self.number(replies.accepted)),
            *(self.words(f"report.replies.{name}", n=self.number(n)) for name, n in counts.items() if n),
        ]
        before = self.words("report.replies.before", before=replies.before) if replies.before else ""
        return f"{'; '.join(told)}. {before}".strip()

    def received(self, opinion: Opinion) -> str:
        """The day an opinion came in, with what is to be said of it."""
        day = self.day(opinion.received)
        return self.words("report.opinion.late", day=day) if opinion.late else day

    def place(self, example: Example) -> str:
        """Where in the item a finding stands; one about the whole item stands nowhere in particular."""
        return self.words("report.whole_item") if example.whole_item else self.label("zone", example.zone)

    def citation(self, tag: str, sources: Sequence[Source]) -> str:
        """Gives "[3] Title"; words that are no tag of the list stand for themselves."""
        at = next((n for n, source in enumerate(sources, 1) if source.tag == tag), 0)
        return f"[{at}] {sources[at - 1].title}" if at else tag

    def reasons(self, counted: tuple[tuple[str, int], ...]) -> str:
        """Gives "không còn: 3; quá thời gian: 1"."""
        return "; ".join(f"{self.label('reason', code)}: {self.number(n)}" for code, n in counted) or NOTHING
