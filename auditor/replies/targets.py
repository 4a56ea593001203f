"""What one outlet can object to: its line of adoption, its figures, and every wording found in its items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.decisions import read_decisions, rejected, standing_now, waits, withdrawn
from auditor.editions import edition_of
from auditor.errors import NothingToDo, UsageError
from auditor.figures import province_report
from auditor.ownrules import own_packs
from auditor.quoting import IDENTIFICATION, safe_quote
from auditor.replies import model
from auditor.replies.describing import KEY, Describer, article_of
from auditor.replies.model import Target
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace
from crawlers.discover import address_key
from indicators.indexes import Edition
from indicators.model import Analysis
from indicators.rules import load_packs
from indicators.rules.judgements import ADVICE, DEMOTED, TRIAL
from indicators.rules.model import Rule
from reports.figures import Outcome, OutletFigures, ProvinceReport
from reports.wording import Wording

# more wordings than a spreadsheet's reader would look through; the rest is objected to by the item's address
MOST_FINDINGS = 600


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of a reply form: what can be objected to, in words, and what is on file."""

    target: Target
    about: str
    on_file: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one outlet can object to, in one period. ``more``: wordings that the form has no line for."""

    outlet: str
    name: str
    province: str
    period: tuple[str, str]
    as_of: str
    edition: str
    lines: tuple[Offered, ...]
    more: int = 0


class Targets:
    """What every outlet of a workspace can object to, from the last scoring. Raises NothingToDo before one."""

    def __init__(self, workspace: Workspace, store: Store, words: Words) -> None:
        self.workspace, self.store, self.words = workspace, store, words
        self.report: ProvinceReport = province_report(workspace, store, words)
        self.edition: Edition = edition_of(workspace, self.report.edition)
        rules = load_packs(added=own_packs(workspace.path).added).rules
        self.rules: dict[str, Rule] = {rule.id: rule for rule in rules}
        self.describer = Describer(store, self.rules, self.edition, words)
        self._decided = read_decisions(workspace.path, rules, store, self.report.period)
        scored = store.one("SELECT run, engine FROM score_runs ORDER BY run DESC LIMIT 1")
        if scored is None:
            raise NothingToDo("nothing is scored", stage="score", detail="score")
        self._engine, self._run = scored["engine"], scored["run"]

    def outlet(self, name: str) -> OutletFigures:
        """An outlet of the report by its id. Raises UsageError."""
        found = next((o for o in self.report.outlets if o.id and o.id == name), None)
        if found is None:
            known = ", ".join(o.id for o in self.report.outlets if o.id)
            raise UsageError(f"no outlet {name}", detail=f"{name}? {known}")
        return found

    def sheet(self, outlet: str) -> Sheet:
        """Everything one outlet can object to."""
        figures = self.outlet(outlet)
        found = list(self._findings(outlet))
        lines = (self._adoption(figures), *self._figures(figures), *found[:MOST_FINDINGS])
        report = self.report
        return Sheet(
            outlet,
            figures.name,
            report.province,
            report.period,
            report.as_of,
            report.edition,
            lines,
            max(0, len(found) - MOST_FINDINGS),
        )

    def target(self, outlet: str, text: str) -> Target | None:
        """What somebody means by a written target, a line of the index, "adoption", or the address of an item; None where
        there is no such thing at this outlet.
        """
        found = model.target_of(text)
        if found is None and any(line.code == text for line in self.edition):
            found = Target(model.FIGURE, code=text, version=self.edition.id)
        if found is None:
            return self._item(outlet, text)
        if found.kind == model.FIGURE:
            known = found.version != self.edition.id or any(i.code == found.code for i in self.edition)
            return found if known else None
        if found.kind == model.ADOPTION:
            return found
        row = article_of(self.store, found.item)
        if row is None or row["outlet"] != outlet:
            return None
        return found if found.kind == model.ITEM or found.code in self.rules else None

    def _item(self, outlet: str, address: str) -> Target | None:
        try:
            key = address_key(address)
        except ValueError:
            key = ""
        row = self.store.one(
            "SELECT text_sha256 FROM articles WHERE outlet = ? AND (url = ? OR key = ?) ORDER BY id",
            (outlet, address, key),
        )
        return Target(model.ITEM, item=row["text_sha256"][:KEY]) if row is not None else None

    def _adoption(self, figures: OutletFigures) -> Offered:
        target = Target(model.ADOPTION)
        return Offered(
            target, self.describer.about(target), Wording(self.words).level(figures.adoption.level)
        )

    def _figures(self, figures: OutletFigures) -> Iterator[Offered]:
        say = Wording(self.words)
        for figure in figures.indicators:
            if figure.outcome == Outcome.MEASURED and figure.value is not None:
                value = say.percent(figure.value) if figure.scale else say.number(figure.value, 1)
                on_file = f"{value}; {say.counts(figure)}".strip("; ")
            elif figure.outcome == Outcome.NEEDS_REVIEW:
                on_file = f"{say.label('outcome', figure.outcome)}; {say.counts(figure)}".strip("; ")
            else:
                continue
            target = Target(model.FIGURE, code=figure.code, version=self.edition.id)
            yield Offered(target, self.describer.about(target), on_file)

    def _findings(self, outlet: str) -> Iterator[Offered]:
        """What counts or waits; advice and what is no longer counted concerns no figure."""
        copied = {
            row[0] for row in self.store.rows("SELECT article FROM reposts WHERE run = ?", (self._run,))
        }
        where = "a.outlet = ? AND a.kind NOT IN ('listing', 'other') AND n.findings > 0"
        for row in self.store.analyses(self._engine, where, (outlet,)):
            text = row["text_sha256"]
            covered = self.workspace.config.covers(row["published"])
            if not covered or row["id"] in copied or self._decided.leaves_out(outlet, text):
                continue
            analysis = Analysis.from_dict(json.loads(row["json"]))
            made = self._decided.of(text)
            for finding in standing_now(analysis.findings, made):
                if withdrawn(finding, made) or (rejected(finding, made) and not finding.scores):
                    continue
                if finding.standing in (ADVICE, DEMOTED, TRIAL) or finding.rule not in self.rules:
                    continue
                target = Target(
                    model.FINDING, text[:KEY], finding.start, finding.end, finding.rule, self.rules[finding.rule].version
                )  # fmt: skip
                hidden = finding.family == IDENTIFICATION or self.rules[finding.rule].whole_item
                quote = "" if hidden else safe_quote(finding, analysis)
                state = self.words("report.scores.waiting" if waits(finding, made) else "report.scores.yes")
                shown = f"“{quote}”" if quote else self.words("reply.not_quoted")
                yield Offered(target, self.describer.about(target), f"{shown} {state}")
