"""What stands on the printed page, in order: headings, sentences, tables and rates, as plain data for the template.

Everything is data by the time typst sees it: no word of a page, a form or an outlet is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.figures import Example, IndicatorFigure, Outcome, OutletFigures, ProvinceReport, Rate
from reports.html import FEW, catalogue, goal_lines, sections, silent, tally
from reports.lawrows import law_rows
from reports.levels import measured, proven
from reports.papers.shares import of_province
from reports.pdf.parts import Block, aside, bullets, heading, line, table, terms
from reports.pdf.views import views
from reports.prepare import protected
from reports.wording import Wording

_MARKS = ("C", "A", "K", "I", "?")
_LAW = (("name", 44, False), ("article", 14, False), ("findings", 10, True), ("rules", 32, False))


class Pages:
    """The blocks of one province's report."""

    def __init__(self, report: ProvinceReport, say: Wording) -> None:
        self.report, self.say = report, say
        self.t: Callable[..., str] = say.words

    def blocks(self) -> list[Block]:
        """All of them, in the order and under the numbers of the web page."""
        return [
            *self._rates(),
            *self._outlets(),
            *self._profiles(),
            *self._method(),
            *self._failures(),
            *self._words(),
            *self._index(),
            *self._sources(),
            heading(1, f"9. {self.t('report.versions')}"),
            terms((self.say.label("report.version", what), which) for what, which in self.report.versions),
        ]

    def facts(self) -> list[tuple[str, str]]:
        """What the report is about, for the head of its first page."""
        report, say, t = self.report, self.say, self.t
        return [
            (t("report.period"), say.period(report.period)),
            (t("report.as_of"), say.day(report.as_of)),
            (t("report.produced"), say.day(report.produced)),
            (t("report.edition"), f"{report.edition_title} ({t('report.edition.id', id=report.edition)})"),
            (t("report.denominator"), report.denominator),
            *((t("report.deadlines"), say.deadline_left(one, report.as_of)) for one in report.deadlines),
        ]

    def _rates(self) -> list[Block]:
        report, say, t = self.report, self.say, self.t
        found = [heading(1, f"1. {t('report.rate.title')}")]
        for rate, name in ((report.pilot, t("report.rate.pilot")), (report.formal, t("report.rate.formal"))):
            found.append(self._rate(rate, name))
        if missing := say.silent(report.pilot, report.formal):
            found.append(line(missing))
        if outside := [outlet.name for outlet in report.outlets if not outlet.counted]:
            found.append(line(t("report.rate.not_counted", names="; ".join(outside))))
        if 0 < report.pilot.counted < FEW:
            found.append(line(t("report.outlets.few"), "caution"))
        found += [line(t("report.rate.declared"), "quiet"), *views(self.report, self.say)]
        return [*found, heading(2, t("report.goals")), *self._goals()]

    def _rate(self, rate: Rate, name: str) -> Block:
        say = self.say
        goals = [{"share": g.share, "text": say.goal(g.share)} for g in (*rate.last, *rate.next)]
        return {
            "kind": "rate", "name": name, "text": say.rate(rate), "verified": say.verified(rate),
            "share": rate.share, "goals": goals,
        }  # fmt: skip

    def _goals(self) -> list[Block]:
        say, t = self.say, self.t
        if not (lines := goal_lines(self.report)):
            return [line(t("report.goals.none"))]
        rows = [
            (
                say.number(n),
                (
                    t("report.goal.formal" if g.goal.level == 2 else "report.goal.pilot", year=g.goal.year),
                    aside(t("report.goal.last" if g.due else "report.goal.next")),
                ),
                g.goal.issuer,
                say.planned(g.goal),
                say.percent(g.rate.share),
                say.result(g.rate, g.goal, due=g.due),
                g.goal.source + (f" [{g.goal.evidence_mark}]" if g.goal.evidence_mark else ""),
            )
            for n, g in enumerate(lines, 1)
        ]
        columns = (
            (t("report.no"), 5.5, True),
            (t("report.goal"), 20, False),
            (t("report.goal.issuer"), 16, False),
            (t("report.goal.plan"), 10, True),
            (t("report.goal.done"), 10, True),
            (t("report.goal.result"), 20, False),
            (t("report.goal.source"), 20, False),
        )
        return [table(t("report.goals"), columns, rows), line(t("report.goals.note"), "quiet")]

    def _outlets(self) -> list[Block]:
        t, outlets = self.t, self.report.outlets
        found = [heading(1, f"2. {t('report.outlets')}")]
        if not outlets:
            return [*found, line(t("report.outlets.none"))]
        columns = (
            (t("report.no"), 5.5, True),
            (t("report.outlet"), 19, False),
            (t("report.declared"), 12, False),
            (t("report.proven"), 13, False),
            (t("report.measured"), 11, False),
            (t("report.evidence"), 10, False),
            (t("report.collected"), 12, True),
            (t("report.articles"), 9, True),
            (t("report.findings"), 9, True),
        )
        rows = [self._outlet(n, outlet) for n, outlet in enumerate(outlets, 1)]
        return [
            *found,
            line(f"{t('report.outlets.order')} {t('report.level.beside')}", "quiet"),
            table(t("report.outlets"), columns, rows),
        ]

    def _outlet(self, number: int, outlet: OutletFigures) -> list[Sequence[str] | str]:
        say, t, adoption, coverage = self.say, self.t, outlet.adoption, outlet.coverage
        papers = t("report.evidence.count", n=len(adoption.evidence)) if adoption.evidence else ""
        if adoption.level:
            papers = papers or t("report.evidence.none")
        kind = say.label("kind", outlet.kind)
        if not outlet.counted:
            kind = f"{kind}; {t('report.counted').lower()}: {t('report.no_word')}"
        waiting = outlet.findings_waiting
        return [
            say.number(number),
            (outlet.name, aside(kind)),
            (say.standing(adoption), aside(say.day(adoption.date) if adoption.date else "")),
            proven(adoption, say),
            measured(outlet, say),
            papers or "–",
            (
                f"{say.number(coverage.collected)}/{say.number(coverage.listed)}",
                aside(say.percent(coverage.share) if coverage.share is not None else ""),
            ),
            say.number(outlet.articles),
            (
                say.number(outlet.findings),
                aside(t("report.findings.wait", n=say.number(waiting)) if waiting else ""),
            ),
        ]

    def _profiles(self) -> list[Block]:
        t, say, report = self.t, self.say, self.report
        found = [heading(1, f"3. {t('report.profiles')}")]
        if not report.outlets:
            return [*found, line(t("report.outlets.none"))]
        columns = [(t("report.no"), 5.5, True), (t("report.outlet"), 30, False)]
        columns += [(t(f"outcome.{o}"), 11, True) for o in Outcome]
        rows = [
            [say.number(n), outlet.name, *(say.number(tally(outlet)[o]) for o in Outcome)]
            for n, outlet in enumerate(report.outlets, 1)
        ]
        found += [
            table(t("report.profiles.summary"), columns, rows),
            *(line(t(f"report.{key}"), "quiet") for key in ("profiles.read", "examples.why")),
            line(t("report.examples.counting")),
        ]
        for number, outlet in enumerate(report.outlets, 1):
            found += self._profile(number, outlet)
        return found

    def _profile(self, number: int, outlet: OutletFigures) -> list[Block]:
        t, say, adoption = self.t, self.say, outlet.adoption
        counts = {
            k: say.number(getattr(outlet, k))
            for k in ("articles", "reposts", "people", "sources", "findings")
        }
        told = f"{say.label('kind', outlet.kind)}. {t('report.declared')}: {say.standing(adoption)}. "
        told += f"{t('report.proven')}: {proven(adoption, say)}. {t('report.measured')}: {measured(outlet, say)}. "
        told += t("report.profile.line", **counts)
        told += say.voices(outlet)
        if outlet.findings_waiting or outlet.findings_confirmed:
            waiting, confirmed = say.number(outlet.findings_waiting), say.number(outlet.findings_confirmed)
            told += " " + t("report.findings.apart", waiting=waiting, confirmed=confirmed)
        found = [heading(2, f"3.{number}. {outlet.name}"), line(told)]
        if outlet.coverage.note:
            found.append(line(t("report.note_of", text=say.label("reason", outlet.coverage.note)), "caution"))
        if adoption.evidence:
            found += [heading(3, t("report.evidence.title")), bullets(adoption.evidence)]
        if adoption.note:
            found.append(line(t("report.note_of", text=adoption.note)))
        if adoption.replies:
            found.append(line(f"{t('report.level')}: {say.replies(adoption.replies)}"))
        found += [*self._indicators(outlet), *self._examples(outlet), *self._law(outlet)]
        return [*found, *self._opinions(outlet)]

    def _indicators(self, outlet: OutletFigures) -> list[Block]:
        t = self.t
        found = [heading(3, t("report.profile"))]
        if not outlet.indicators:
            return [*found, line(t("report.profiles.none"))]
        columns = (
            (t("report.code"), 9, False),
            (t("report.indicator"), 45, False),
            (t("report.result"), 24, False),
            (t("report.interval"), 12, True),
            (t("report.unknown"), 10, True),
        )
        headings = dict(self.report.headings)
        for section in sections([f for f in outlet.indicators if not silent(f)], headings=headings):
            title = f"{section.code}. {section.title}" if section.title else section.code
            found.append(table(title, columns, [self._figure(figure) for figure in section.indicators]))
        for outcome in Outcome:
            codes = [f.code for f in outlet.indicators if silent(f) and f.outcome == outcome]
            if codes:
                told = f"{t(f'outcome.{outcome}')} {t('report.silent', n=len(codes))} {', '.join(codes)}"
                found.append(line(told, "quiet"))
        return found

    def _figure(self, figure: IndicatorFigure) -> list[Sequence[str] | str]:
        t, say = self.t, self.say
        mark = f" [{figure.evidence_mark}]" if figure.evidence_mark else ""
        how = say.label("method", figure.method)
        if figure.wording or not figure.confirmed:
            how = f"{how}; {figure.wording or t('report.unconfirmed')}"
        unknown: Sequence[str] = ("–",)
        if figure.unknown_share is not None:
            n = (
                f"{say.number(figure.unknown)} {say.label('unit', figure.unit)}"
                if figure.unknown is not None
                else ""
            )
            unknown = (say.percent(figure.unknown_share), aside(n))
        measured = figure.outcome == Outcome.MEASURED
        return [
            figure.code,
            (figure.title + mark, aside(how), aside(figure.note), say.replies(figure.replies)),
            self._result(figure),
            say.span(figure.interval if measured else None),
            unknown,
        ]

    def _result(self, figure: IndicatorFigure) -> list[str]:
        t, say = self.t, self.say
        if figure.outcome == Outcome.MEASURED:
            found = [say.percent(figure.value)]
            own = figure.own
            if own is not None and own.outcome == Outcome.MEASURED:
                n = f" (n = {say.number(own.n)})" if own.n is not None else ""
                found.append(aside(f"{t('report.own')}: {say.percent(own.value)}{n}"))
            found.append(aside(say.counts(figure)))
        else:
            found = [t(f"outcome.{figure.outcome}")]
            short = figure.outcome == Outcome.INSUFFICIENT and figure.n is not None
            if short and figure.minimum is not None:
                n, minimum = say.number(figure.n), say.number(figure.minimum)
                found.append(aside(t("report.minimum.text", n=n, minimum=minimum)))
            else:
                found.append(aside(say.counts(figure)))
        if figure.points is not None:
            most = f"/{say.number(figure.max_points, 1)}" if figure.max_points is not None else ""
            found.append(f"{t('report.points')}: {say.number(figure.points, 1)}{most}")
        return found

    def _examples(self, outlet: OutletFigures) -> list[Block]:
        t = self.t
        found = [heading(3, t("report.examples"))]
        if not outlet.plain_examples:
            return [*found, line(t("report.examples.none"))]
        return [*found, self._example_table(outlet.plain_examples)]

    def _example_table(self, examples: Sequence[Example]) -> Block:
        t = self.t
        columns = (
            (t("report.rule"), 22, False),
            (t("report.quote"), 24, False),
            (t("report.message"), 32, False),
            (t("report.scores"), 22, False),
        )
        return table("", columns, [self._example(example) for example in examples])

    def _law(self, outlet: OutletFigures) -> list[Block]:
        """Points of law, apart from ordinary examples."""
        t = self.t
        found: list[Block] = []
        if outlet.law_points:
            columns = tuple((t(f"report.law.{name}"), width, right) for name, width, right in _LAW)
            found.append(table("", columns, [list(row) for row in law_rows(outlet, self.say)]))
        if outlet.law_examples:
            found.append(self._example_table(outlet.law_examples))
        return [heading(3, t("report.law")), line(t("report.law.read")), *found] if found else []

    def _example(self, example: Example) -> list[Sequence[str] | str]:
        say, t = self.say, self.t
        start, end = example.offsets
        where = (
            f"{say.place(example)}, {say.label('voice', example.voice)}"
            if example.voice
            else say.place(example)
        )
        if protected(example):
            quote = t("report.example.protected")
        else:
            quote = t("report.whole_item.about") if example.whole_item else f"“{example.quote}”"
        cited = [say.citation(tag, self.report.sources) for tag in example.sources]
        return [
            (example.rule, aside(f"{example.indicator}; {say.label('severity', example.severity)}")),
            (
                quote,
                aside(where),
                aside(f"{say.day(example.published)}, {start}–{end}; {example.sha256[:12]}"),
                aside(example.url),
            ),
            (example.message, aside("; ".join(example.alternatives)), aside("; ".join(cited))),
            (say.counting(example), say.replies(example.replies)),
        ]

    def _opinions(self, outlet: OutletFigures) -> list[Block]:
        say, t = self.say, self.t
        if not outlet.opinions:
            return []
        columns = (
            (t("report.no"), 5.5, True),
            (t("report.opinion.about"), 25, False),
            (t("report.opinion.text"), 35, False),
            (t("report.opinion.answer"), 35, False),
        )
        rows = [
            (
                say.number(n),
                (o.about, aside(f"{t('report.opinion.id')} {o.id}; {say.received(o)}")),
                (f"{say.label('reply.type', o.type)}. {o.text}", aside("; ".join(o.papers))),
                (
                    f"{say.label('reply.outcome', o.outcome or 'open')}. {o.answer}",
                    o.effect,
                    aside(f"{o.answered_by}, {say.day(o.answered)}" if o.answered_by else ""),
                ),
            )
            for n, o in enumerate(outlet.opinions, 1)
        ]
        title = t("report.replies.title")
        return [
            heading(3, title),
            line(say.replies(outlet.replies)),
            table(title, columns, rows),
            line(t("report.replies.read"), "quiet"),
        ]

    def _method(self) -> list[Block]:
        t, report = self.t, self.report
        how = [(t(f"method.{m}"), t(f"method.{m}.is")) for m in ("measured", "assisted", "declared")]
        if report.sample:
            how.append((t("report.sample"), report.sample))
        missing = [f"{o.name}: {'; '.join(o.channels_missing)}" for o in report.outlets if o.channels_missing]
        limits = [t(f"report.limit.{which}") for which in ("law", "machine", "text")]
        return [
            heading(1, f"4. {t('report.method.title')}"),
            heading(2, t("report.method.how")),
            line(t("report.method.text")),
            line(t("report.method.intervals")),
            terms(how),
            heading(2, t("report.coverage")),
            *self._coverage(),
            heading(2, t("report.channels")),
            line(t("report.channels.text" if missing else "report.channels.none")),
            bullets(missing),
            *self._shares(),
            heading(2, t("report.limits")),
            bullets([*limits, *report.limits]),
        ]

    def _shares(self) -> list[Block]:
        if not self.report.shares:
            return []
        told = [of_province(share, self.say) for share in self.report.shares]
        return [heading(2, self.t("report.shares.title")), line(self.t("report.shares.read")), bullets(told)]

    def _coverage(self) -> list[Block]:
        say, t = self.say, self.t
        if not self.report.outlets:
            return [line(t("report.outlets.none"))]
        columns = (
            (t("report.no"), 5.5, True),
            (t("report.outlet"), 24, False),
            (t("report.listed"), 10, True),
            (t("report.collected.short"), 10, True),
            (t("report.share"), 9, True),
            (t("report.coverage.days"), 15, False),
            (t("report.coverage.failed"), 14, False),
            (t("report.coverage.skipped"), 14, False),
        )
        rows = []
        for number, outlet in enumerate(self.report.outlets, 1):
            c = outlet.coverage
            days = (say.day(c.first_day), say.day(c.last_day)) if c.first_day or c.last_day else ("–",)
            note = say.label("reason", c.note) if c.note else ""
            rows.append(
                (
                    say.number(number),
                    (outlet.name, aside(t("report.coverage.none") if c.share is None else ""), aside(note)),
                    say.number(c.listed),
                    say.number(c.collected),
                    say.percent(c.share),
                    days,
                    say.reasons(c.failed),
                    say.reasons(c.skipped),
                )
            )
        return [table(t("report.coverage"), columns, rows)]

    def _failures(self) -> list[Block]:
        say, t = self.say, self.t
        found = [heading(1, f"5. {t('report.failures')}")]
        if not self.report.failures:
            return [*found, line(t("report.failures.none"))]
        names = {outlet.id: outlet.name for outlet in self.report.outlets}
        columns = (
            (t("report.no"), 5.5, True),
            (t("report.outlet"), 35, False),
            (t("report.failures.stage"), 20, False),
            (t("report.failures.reason"), 30, False),
            (t("report.failures.count"), 10, True),
        )
        rows = [
            (
                say.number(n),
                names.get(f.outlet, f.outlet) or t("report.failures.all"),
                say.label("stage", f.stage),
                say.label("reason", f.reason),
                say.number(f.count),
            )
            for n, f in enumerate(self.report.failures, 1)
        ]
        return [*found, table(t("report.failures"), columns, rows)]

    def _words(self) -> list[Block]:
        t = self.t
        items = [(t(f"outcome.{o}"), t(f"outcome.{o}.is")) for o in Outcome]
        items += [(t(f"level.{v}"), t(f"level.{v}.is")) for v in ("2", "1", "0", "unsaid")]
        words = ("outlet", "person", "source", "base", "unknown", "interval", "stereotype")
        items += [(t(f"report.word.{w}"), t(f"report.word.{w}.is")) for w in words]
        items.append((t("report.word.mark"), "; ".join(f"[{m}] {t(f'mark.{m}')}" for m in _MARKS) + "."))
        return [heading(1, f"6. {t('report.words')}"), terms(items)]

    def _index(self) -> list[Block]:
        say, t = self.say, self.t
        found = [heading(1, f"7. {t('report.index')}")]
        if not (every := catalogue(self.report)):
            return [*found, line(t("report.index.none"))]
        columns = (
            (t("report.code"), 10, False),
            (t("report.indicator"), 50, False),
            (t("report.method"), 20, False),
            (t("report.mark"), 20, False),
        )

        def on_whose_word(figure: IndicatorFigure) -> str:
            mark = f"[{figure.evidence_mark}] " if figure.evidence_mark else ""
            word = t("report.confirmed").lower() if figure.confirmed else t("report.unconfirmed")
            return mark + (figure.wording or word)

        found.append(line(t("report.index.note"), "quiet"))
        for section in sections(every, headings=dict(self.report.headings)):
            rows = [
                (f.code, f.title, say.label("method", f.method), on_whose_word(f)) for f in section.indicators
            ]
            title = f"{section.code}. {section.title}" if section.title else section.code
            found.append(table(title, columns, rows))
        return found

    def _sources(self) -> list[Block]:
        say, t = self.say, self.t
        found = [heading(1, f"8. {t('report.citations')}")]
        if not self.report.sources:
            return [*found, line(t("report.citations.none"))]
        told = [
            source.title
            + (f" ({say.label('source_kind', source.kind)})" if source.kind else "")
            + (f". {source.address}" if source.address else "")
            for source in self.report.sources
        ]
        return [*found, line(t("report.citations.note"), "quiet"), bullets(told, numbered=True)]
