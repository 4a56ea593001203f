"""``auditor check``: what an editor might reconsider in a draft. Nothing is sent, nothing is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from indicators.model import Analysis, Finding, Record
    from reports.figures import LawPoint

# the words that make a child or survivor recognisable are not repeated, not even on the editor's own screen
_UNSPOKEN_FAMILY = "F18"
# control characters and marks that turn the reading direction: a draft must not steer the terminal it is shown on
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COLOURS = {"hint": "cyan", "warning": "yellow", "urgent": "bold red"}


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("check", help=shell("cli.check.help"), epilog=example(shell, "cli.check.example"))
    def check(
        files: list[Path] = typer.Argument(..., help=shell("cli.check.files")),
        format: str = option(shell, "--format", "-f", help="cli.check.format", default="text"),
        edition: str = option(shell, "--edition", help="cli.edition", default="vn-2014"),
        pack: list[Path] = option(shell, "--pack", help="cli.check.pack", default=[]),
    ) -> None:
        from auditor.drafts import read_draft
        from auditor.errors import UsageError
        from auditor.lawpoints import as_json, law_points
        from auditor.ownrules import own_packs
        from indicators.analyse import analyse

        if format not in ("text", "json"):
            raise UsageError(detail=shell("cli.check.formats"))
        engine = own_packs(shell.folder, pack).engine(edition)
        whole = frozenset(rule.id for rule in engine.ruleset.rules if rule.whole_item)
        titles = {rule.id: rule.title.get(shell.lang) or rule.title["vi"] for rule in engine.ruleset.rules}
        why = {rule.id: rule.explanation.get(shell.lang, "") for rule in engine.ruleset.rules}
        urgent = False
        for file in files:
            record = read_draft(file)
            analysis = analyse(record, engine)
            urgent |= any(f.severity == "urgent" for f in analysis.findings)
            points = law_points(analysis.findings, titles, shell.lang)
            if format == "json":
                raw = with_lines(analysis, record, whole) | {"law_points": as_json(points)}
                print(json.dumps(raw, ensure_ascii=False))
            else:
                _show(shell, record, analysis, whole, why)
                _show_law(shell, points)
        if urgent:
            raise typer.Exit(1)


def with_lines(analysis: Analysis, record: Record, whole: Container[str] = ()) -> dict[str, Any]:
    """The contract form with the line and column of each finding added, and whether it is about the whole item."""
    raw = analysis.to_dict()
    for finding in raw["findings"]:
        finding["line"], finding["column"] = position(record.text, finding["start"])
        finding["whole_item"] = finding["rule"] in whole
    return raw


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _has_lines(name: str) -> bool:
    """Are the lines of what was read those of the file? Of a Word file, a page, a PDF or subtitles they are not."""
    return name == "-" or name.lower().endswith((".txt", ".md"))


def _show(
    shell: Shell, record: Record, analysis: Analysis, whole: Container[str], why: Mapping[str, str]
) -> None:
    """The findings of one draft. ``why``: the explanation of each rule in the reader's language, not the draft's."""
    from auditor.lawpoints import is_law
    from indicators.sources import resolve
    from indicators.tallies import VoiceTally

    # findings about the item as a whole come last: nothing in the headline is to be changed for them; what rests on a law
    # comes behind the ordinary ones
    for finding in sorted(analysis.findings, key=lambda f: (is_law(f), f.rule in whole)):
        line, column = position(record.text, finding.start)
        colour = _COLOURS.get(finding.severity, "")
        severity = shell(f"severity.{finding.severity}")
        about_all = finding.rule in whole and finding.family != _UNSPOKEN_FAMILY
        place = record.id if about_all or not _has_lines(record.id) else f"{record.id}:{line}:{column}"
        words = shell("report.whole_item") if about_all else _words(shell, finding)
        waits = escape(f", {shell('cli.check.waiting')}" if finding.standing == "unproven" else "")
        shell.out.print(
            f"{escape(place)}: [{colour}]{escape(severity)}[/] {escape(words)} [dim]({escape(finding.rule)}){waits}[/dim]"
        )
        shell.out.print(f"    {escape(why.get(finding.rule) or finding.message)}")
        if finding.alternatives:
            shell.out.print(
                "    " + escape(shell("cli.check.alternatives", text="; ".join(finding.alternatives)))
            )
        if finding.sources:
            titles = "; ".join(source.cited(shell.lang) for source in resolve(finding.sources))
            shell.out.print("    [dim]" + escape(shell("cli.check.sources", text=titles)) + "[/dim]")
    if any(finding.sources for finding in analysis.findings):
        shell.say("cli.check.addresses", style="dim")
    women = sum(p.gender == "female" for p in analysis.people)
    men = sum(p.gender == "male" for p in analysis.people)
    heard = [p for p in analysis.people if p.source]
    shell.say(
        "cli.check.summary",
        file=record.id,
        findings=len(analysis.findings),
        people=len(analysis.people),
        women=women,
        men=men,
        unknown=len(analysis.people) - women - men,
        sources=len(heard),
        women_sources=sum(p.gender == "female" for p in heard),
    )
    if analysis.findings:
        scoring = sum(f.scores for f in analysis.findings)
        waiting = sum(f.standing == "unproven" and not f.scores for f in analysis.findings)
        advice = len(analysis.findings) - scoring - waiting
        shell.say("cli.check.counts", scoring=scoring, waiting=waiting, advice=advice)
        voices = VoiceTally.of(f.voice for f in analysis.findings)
        shell.say("cli.voices", narrator=voices.narrator, chosen=voices.chosen)


def _show_law(shell: Shell, points: Sequence[LawPoint]) -> None:
    """Which laws to hold the draft against, apart from the wordings; nothing of the draft is repeated."""
    if not points:
        return
    shell.say("cli.check.law")
    for point in points:
        law = point.law or shell("report.law.unnamed")
        article = point.article or (shell("report.law.article_open") if point.law else "")
        named = f"{law}; {article}" if article else law
        told = shell("cli.check.law.line", law=named, n=point.findings, rules="; ".join(point.rules))
        shell.out.print("    " + escape(told))


def _words(shell: Shell, finding: Finding) -> str:
    if finding.family == _UNSPOKEN_FAMILY:
        return shell("cli.check.unspoken")
    return f"“{_UNSEEN.sub('', finding.text)}”"
