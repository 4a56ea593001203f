"""Everything a report shows, gathered from the store; whoever writes documents computes nothing.

People are protected here, once for all formats: no private name leaves, and nothing that would repeat what makes a
child or a survivor recognisable.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from auditor import __version__
from auditor.calibration.carrying import noise_in_words, read_corrections, with_note
from auditor.decisions import confirmed, read_decisions, rejected, standing_now, waits, withdrawn
from auditor.editions import edition_of, wording_in_words
from auditor.errors import NothingToDo
from auditor.figurewords import (
    adoption_figures,
    ladder_figures,
    limits_in_words,
    parts_in_words,
    voices_in_words,
    waiting_in_words,
    with_inherited,
)
from auditor.forms.plan import reports_due
from auditor.lawpoints import cited_by, is_law, law_points
from auditor.ownrules import own_packs
from auditor.proof.inputs import provenance
from auditor.quoting import IDENTIFICATION, safe_quote, shielded_texts, shields
from auditor.rate import RateResult, compute, rule_in_words
from auditor.rateviews import Inherited, by_product_in_groups, inherited
from auditor.replies.carrying import Carried
from auditor.replies.describing import KEY, Describer
from auditor.replies.records import cases
from auditor.store import Store, now
from auditor.words import Words
from auditor.workspace import Workspace
from crawlers.register import Outlet
from indicators.indexes import Edition
from indicators.model import Analysis, Finding
from indicators.rules import load_packs
from indicators.rules.judgements import UNPROVEN
from indicators.sources import resolve
from indicators.tallies import VoiceTally
from reports.figures import (
    Adoption,
    Coverage,
    Example,
    Failure,
    IndicatorFigure,
    Interval,
    Outcome,
    OutletFigures,
    OwnCopy,
    ProvinceReport,
    Source,
)

_SEVERITY = ("urgent", "warning", "hint")


@dataclass(frozen=True, slots=True)
class _Found:
    """One finding with what is needed to choose and show it."""

    finding: Finding
    analysis: Analysis
    row: sqlite3.Row
    confirmed_by: str = ""

    @property
    def counts(self) -> bool:
        """Does it enter a figure: by itself, or since a person confirmed it?"""
        return self.finding.scores or bool(self.confirmed_by)


def province_report(
    workspace: Workspace, store: Store, words: Words, *, examples: int = 5, produced: str = ""
) -> ProvinceReport:
    """The report of the last scoring. Raises NothingToDo where nothing has been scored or no outlet counts."""
    scored = store.one(
        """SELECT s.*, e.rules, e.fingerprints, r.ended FROM score_runs s JOIN engines e ON e.id = s.engine
           JOIN runs r ON r.id = s.run ORDER BY run DESC"""
    )
    if scored is None:
        raise NothingToDo("nothing is scored", stage="score", detail="score")
    config = workspace.config
    edition = edition_of(workspace, scored["edition"])
    rate = compute(workspace, store, lang=words.lang)
    gathered = _Gathered(workspace, store, words, edition, scored, rate, examples)
    outlets = tuple(gathered.outlet(outlet) for outlet in gathered.listed())
    unlisted = tuple(gathered.unlisted(name) for name in gathered.unlisted_ids())
    cited = cited_by(outlets + unlisted)
    noise = noise_in_words(outlets, words)
    made_from = provenance(workspace, store, edition, scored)
    return ProvinceReport(
        province=config.province,
        fictitious=config.fictitious,
        period=(scored["period_from"], scored["period_to"]),
        as_of=rate.as_of,
        produced=produced or now(),
        edition=edition.id,
        edition_title=edition.title[words.lang],
        denominator=rule_in_words(workspace, words, store=store),
        denominator_unnamed=rule_in_words(workspace, words, store=store, named=False),
        pilot=rate.pilot,
        formal=rate.formal,
        outlets=outlets + unlisted,
        failures=_failures(store, {o.id: o.name for o in outlets}),
        versions=(
            ("program", __version__),
            ("rules", scored["rules"][:12]),
            ("index", f"{edition.id} {edition.sha256[:12]}"),
            ("signature", made_from.signer or words("proof.unsigned")),
        ),
        sample=words(
            "figures.sample" if scored["undated"] else "figures.sample.dated",
            items=scored["items"],
            undated=scored["undated"],
        ),
        limits=(
            *limits_in_words(store, scored, rate, words),
            *waiting_in_words(outlets + unlisted, words),
            *voices_in_words(gathered.voices, words),
            *gathered.replies.limits(),
            *filter(None, (noise,)),
        ),
        limits_uncounted=((noise, noise_in_words(outlets, words, few=False)),),
        headings=tuple((x.code, x.title[words.lang]) for x in (*edition.sections, *edition.objectives)),
        sources=tuple(
            Source(s.tag, s.cited(words.lang), s.address, s.kind) for s in resolve([*edition.sources, *cited])
        ),
        provenance=made_from,
        replies=gathered.replies.total(),
        deadlines=reports_due(workspace, edition, (scored["period_from"], scored["period_to"])),
        ladder=ladder_figures(rate, workspace, words),
        products=by_product_in_groups(rate.outlets, rate.adoption, gathered.day),
        shares=gathered.corrections.of_province(words.lang),
    )


class _Gathered:
    """The store's rows for one report, read once."""

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        words: Words,
        edition: Edition,
        scored: sqlite3.Row,
        rate: RateResult,
        examples: int,
    ) -> None:
        self._workspace, self._store, self._words = workspace, store, words
        self._edition, self._rate, self._examples = edition, rate, examples
        self.day = date.fromisoformat(rate.as_of)
        self._inherited: dict[str, list[Inherited]] = {}
        for one in inherited(workspace.register(), rate.outlets, rate.adoption, rate.adoption, self.day):
            self._inherited.setdefault(one.outlet.id, []).append(one)
        self._scores: dict[str, dict[str, sqlite3.Row]] = {}
        for row in store.rows("SELECT * FROM scores WHERE run = ?", (scored["run"],)):
            self._scores.setdefault(row["outlet"], {})[row["code"]] = row
        self._own = {
            (row["outlet"], row["code"]): row
            for row in store.rows("SELECT * FROM own_scores WHERE run = ?", (scored["run"],))
        }
        self._totals: dict[str, Counter[str]] = {}
        self._found: dict[str, list[_Found]] = {}
        self.days: dict[str, list[str]] = {}
        self.voices = VoiceTally()
        rules = load_packs(added=own_packs(workspace.path).added).rules
        self._titles = {rule.id: rule.title.get(words.lang) or rule.title["vi"] for rule in rules}
        self._whole = frozenset(rule.id for rule in rules if rule.whole_item)
        self._period = period = (scored["period_from"] or "", scored["period_to"] or "")
        self._decisions = read_decisions(workspace.path, rules, store, period)
        unreplied = store.rows("SELECT * FROM unreplied_scores WHERE run = ?", (scored["run"],))
        self.replies = Carried(
            cases(workspace.path, store),
            Describer(store, {rule.id: rule for rule in rules}, edition, words),
            {(row["outlet"], row["code"]): row for row in unreplied},
            scored["ended"] or "",
        )
        self._shielded = shielded_texts(store)
        self.corrections = read_corrections(workspace, store, edition)
        self._texts: set[str] = set()
        self._read(scored)
        self.replies = self.replies.concerning(period, frozenset(self._texts))

    def _read(self, scored: sqlite3.Row) -> None:
        config = self._workspace.config
        reposts = {
            row[0] for row in self._store.rows("SELECT article FROM reposts WHERE run = ?", (scored["run"],))
        }
        for row in self._store.analyses(scored["engine"], "a.kind NOT IN ('listing', 'other')"):
            if not config.covers(row["published"]):
                continue
            self._texts.add(row["text_sha256"][:KEY])
            if self._decisions.leaves_out(row["outlet"], row["text_sha256"]):
                continue
            total = self._totals.setdefault(row["outlet"], Counter())
            total.update(
                articles=1,
                people=row["people"],
                sources=row["sources"],
                findings=row["findings"],
                reposts=int(row["id"] in reposts),
            )
            if row["published"]:
                self.days.setdefault(row["outlet"], []).append(row["published"][:10])
            if row["findings"]:
                analysis = Analysis.from_dict(json.loads(row["json"]))
                made = self._decisions.of(row["text_sha256"])
                total.update(
                    findings=-sum(withdrawn(f, made) for f in analysis.findings),
                    waiting=sum(waits(f, made) for f in analysis.findings),
                    confirmed=sum(confirmed(f, made) for f in analysis.findings),
                )
                voices = VoiceTally.of(f.voice for f in analysis.findings if not withdrawn(f, made))
                self.voices += voices
                total.update(narrator=voices.narrator, chosen=voices.chosen)
                if row["id"] not in reposts:
                    self._found.setdefault(row["outlet"], []).extend(
                        _Found(finding, analysis, row, self._confirmed_by(row, finding))
                        for finding in standing_now(analysis.findings, made)
                        if not (withdrawn(finding, made) or (rejected(finding, made) and not finding.scores))
                    )

    def _confirmed_by(self, row: sqlite3.Row, finding: Finding) -> str:
        """Who confirmed it, where it waited for that."""
        if finding.standing != UNPROVEN:
            return ""
        return self._decisions.confirmed_by(row["text_sha256"], finding)

    def listed(self) -> tuple[Outlet, ...]:
        """All outlets of the province on the day, in the register's order: no ranking."""
        config = self._workspace.config
        return self._workspace.register().on(config.day, config.province)

    def unlisted_ids(self) -> list[str]:
        """Outlets with articles that the province's register does not hold: shown, never counted."""
        known = {outlet.id for outlet in self.listed()}
        return sorted(set(self._totals) - known)

    def outlet(self, outlet: Outlet) -> OutletFigures:
        counted = any(o.id == outlet.id for o in self._rate.outlets)
        missing = tuple(
            channel.name or self._words(f"channel.{channel.kind}")
            for channel in outlet.not_crawled
            if channel.holds(self.day)
        )
        line = self._rate.adoption.get(outlet.id)
        declared = adoption_figures(line, self._workspace, self._words)
        adoption = replace(
            with_inherited(declared, self._inherited.get(outlet.id, ()), self._words),
            replies=self.replies.of_adoption(outlet.id, line),
        )
        return self._figures(outlet.id, outlet.name_on(self.day), outlet.kind, counted, adoption, missing)

    def unlisted(self, outlet: str) -> OutletFigures:
        name = outlet or self._words("figures.no_outlet")
        return self._figures(outlet, name, "", False, Adoption(None), ())

    def _figures(
        self, outlet: str, name: str, kind: str, counted: bool, adoption: Adoption, missing: tuple[str, ...]
    ) -> OutletFigures:
        total, found = self._totals.get(outlet, Counter()), self._found.get(outlet, ())
        return OutletFigures(
            id=outlet,
            name=name,
            kind=kind,
            counted=counted,
            adoption=adoption,
            coverage=self._coverage(outlet, total["articles"]),
            articles=total["articles"],
            people=total["people"],
            sources=total["sources"],
            findings=total["findings"],
            indicators=tuple(self._indicators(outlet, kind)),
            examples=tuple(
                replace(
                    example(
                        one,
                        self._words,
                        whole_item=one.finding.rule in self._whole,
                        shielded=one.row["text_sha256"] in self._shielded,
                    ),
                    replies=self.replies.of_finding(outlet, one.row["text_sha256"], one.finding),
                )
                for one in choose_apart(found, self._examples)
            ),
            law_points=law_points((one.finding for one in found), self._titles, self._words.lang),
            channels_missing=missing,
            reposts=total["reposts"],
            findings_waiting=total["waiting"],
            findings_confirmed=total["confirmed"],
            findings_narrator=total["narrator"],
            findings_chosen=total["chosen"],
            opinions=self.replies.opinions(outlet),
            replies=self.replies.of_outlet(outlet),
        )

    def _coverage(self, outlet: str, articles: int) -> Coverage:
        # what lies on another site, or outside the period, is not what this outlet lists for it
        rows = self._store.rows(
            """SELECT state, reason, count(*) AS count FROM addresses WHERE outlet = ? AND how <> ''
               GROUP BY state, reason ORDER BY count DESC, reason""",
            (outlet,),
        )
        named = sum(r["count"] for r in rows if r["reason"] not in ("foreign", "window"))
        collected = sum(r["count"] for r in rows if r["state"] == "collected")
        note = self._store.one(
            """SELECT reason FROM failures WHERE stage = 'crawl' AND outlet = ? AND url = '' AND NOT solved
               ORDER BY last_time DESC""",
            (outlet,),
        )
        days = self.days.get(outlet, [])
        return Coverage(
            # imported articles were listed by nobody: what is there is what was given
            listed=named if rows else articles,
            collected=collected if rows else articles,
            failed=tuple((r["reason"], r["count"]) for r in rows if r["state"] == "failed"),
            skipped=tuple((r["reason"], r["count"]) for r in rows if r["state"] == "skipped"),
            first_day=min(days, default=""),
            last_day=max(days, default=""),
            note=note["reason"] if note else "",
        )

    def _indicators(self, outlet: str, kind: str) -> Iterator[IndicatorFigure]:
        scores = self._scores.get(outlet, {})
        for indicator in self._edition:
            row = scores.get(indicator.code)
            common: dict[str, Any] = {
                "code": indicator.code,
                "title": indicator.title[self._words.lang],
                "unit": indicator.unit,
                "method": indicator.method,
                "evidence_mark": indicator.evidence,
                "confirmed": indicator.confirmed,
                "wording": wording_in_words(indicator, self._words),
                "replies": self.replies.of_figure(outlet, indicator.code, row),
                "merit": "challenging_items" in str(indicator.measure),
            }
            if row is None:
                # nothing was collected from this outlet: what articles would have shown is not known
                outcome = Outcome.INSUFFICIENT if indicator.measure is not None else Outcome.NOT_ASSESSED
                asked = indicator.applies_to(kind) and indicator.holds_in(*self._period)
                yield IndicatorFigure(outcome=outcome if asked else Outcome.NOT_APPLICABLE, **common)
                continue
            figure = self._measured(row, common | {"own": self._own_copy(outlet, indicator.code)})
            told = self.corrections.note(outlet, indicator.code, self._words)
            corrected = self.corrections.of(figure, outlet)
            yield replace(figure, note=with_note(figure, told), corrected=corrected)

    def _own_copy(self, outlet: str, code: str) -> OwnCopy | None:
        row = self._own.get((outlet, code))
        if row is None:
            return None
        interval = None if row["low"] is None else Interval(row["low"], row["high"])
        return OwnCopy(
            Outcome(row["outcome"]), row["value"], row["numerator"], row["n"], row["articles"], interval
        )

    def _measured(self, row: sqlite3.Row, common: dict[str, Any]) -> IndicatorFigure:
        interval = None if row["low"] is None else Interval(row["low"], row["high"])
        every = (row["n"] or 0) + (row["unknown"] or 0)
        note = row["note"]
        key = f"score_note.{note}"
        told = [
            self._words(key) if note and key in self._words else note,
            *parts_in_words(row["parts"], self._words),
        ]
        return IndicatorFigure(
            outcome=Outcome(row["outcome"]),
            value=row["value"],
            numerator=row["numerator"],
            n=row["n"],
            articles=row["articles"],
            interval=interval,
            unknown=row["unknown"],
            # only where the unknown stand beside the known; candidates of a finding are among the items
            unknown_share=row["unknown"] / every
            if row["unknown"] is not None and every and common["unit"] in ("people", "sources")
            else None,
            minimum=row["minimum"],
            points=row["points"],
            max_points=row["max_points"],
            note="; ".join(filter(None, told)),
            **common,
        )


def choose(found: Iterable[_Found], count: int) -> list[_Found]:
    """Examples that show most: findings that score first, the graver first, each rule and each article once."""

    def order(item: _Found) -> tuple[bool, int, str, int, int]:
        severity = item.finding.severity
        rank = _SEVERITY.index(severity) if severity in _SEVERITY else len(_SEVERITY)
        return (not item.counts, rank, item.finding.rule, item.row["id"], item.finding.start)

    chosen: list[_Found] = []
    rules: set[str] = set()
    articles: set[int] = set()
    for item in sorted(found, key=order):
        if len(chosen) >= count:
            break
        if item.finding.rule not in rules and item.row["id"] not in articles:
            chosen.append(item)
            rules.add(item.finding.rule)
            articles.add(item.row["id"])
    return chosen


def choose_apart(found: Sequence[_Found], count: int) -> list[_Found]:
    """Ordinary examples, then those of rules that rest on a law: neither takes the other's place."""
    return [
        one for law in (False, True) for one in choose((f for f in found if is_law(f.finding) == law), count)
    ]


def example(found: _Found, words: Words, *, whole_item: bool = False, shielded: bool = False) -> Example:
    """One finding as a document may show it. ``whole_item``: it is only pinned to the words it points at; ``shielded``: another copy of
    the text shows whom to protect.
    """
    finding, row = found.finding, found.row
    # whoever must stay unknown is named by the address of the item, whichever finding stands beside it
    shielded = shielded or shields(found.analysis)
    hidden = finding.family == IDENTIFICATION
    quote = "" if hidden else safe_quote(finding, found.analysis)
    if whole_item:
        # its words are the headline; where they touch somebody to protect, so does the address
        hidden, quote = hidden or not quote, ""
    message = finding.message
    if not quote and finding.text:
        message = message.replace(finding.text, "…")
    archived = f"{row['archive_file']} {row['archive_record']}" if row["archive_file"] else ""
    return Example(
        rule=finding.rule,
        family=finding.family,
        indicator=", ".join(finding.indicators),
        zone=str(finding.zone),
        voice=str(finding.voice),
        severity=finding.severity,
        authority=finding.authority,
        scores=found.counts,
        quote=quote,
        message=message,
        alternatives=finding.alternatives,
        sources=finding.sources,
        url="" if hidden or shielded else row["url"],
        published=row["published"][:10],
        sha256=row["text_sha256"],
        offsets=(finding.start, finding.end),
        archived=archived,
        whole_item=whole_item,
        standing=finding.standing,
        confirmed_by=found.confirmed_by,
    )


def _failures(store: Store, names: Mapping[str, str]) -> tuple[Failure, ...]:
    rows = store.rows(
        """SELECT outlet, stage, reason, sum(count) AS count FROM failures WHERE NOT solved
           GROUP BY outlet, stage, reason ORDER BY outlet, stage, reason"""
    )
    return tuple(
        Failure(names.get(r["outlet"], r["outlet"]), r["stage"], r["reason"], r["count"]) for r in rows
    )
