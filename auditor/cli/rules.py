"""``auditor rules``: what the wording rules look for, and on what they rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli import rulecards, rulerates, rulereading
from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.rulepages import Card
    from indicators.rules.model import Rule


def _as_json(rule: Rule, lang: str) -> dict[str, object]:
    from indicators.rules.laws import basis_on

    today = basis_on(rule, None, lang)
    return {
        "id": rule.id,
        "family": rule.family,
        "type": rule.type,
        "title": _in(rule.title, lang),
        "explanation": today.message,
        "indicators": list(rule.indicators),
        "severity": rule.severity,
        "authority": rule.authority,
        "evidence": rule.evidence,
        "scores": rule.scores,
        "standing": rule.standing,
        "version": rule.version,
        "judged": {"y": rule.tally.yes, "n": rule.tally.no, "?": rule.tally.unsure},
        "precision": rule.tally.precision,
        "precision_interval": rule.tally.interval,
        "status": rule.status,
        "pack": rule.pack,
        "origin": rule.origin,
        "voices": sorted(map(str, rule.voices)),
        "zones": sorted(map(str, rule.zones)),
        "alternatives": [*today.alternatives, *rule.alternatives],
        "sources": list(rule.sources),
        "valid_from": str(rule.valid_from or ""),
        "valid_to": str(rule.valid_to or ""),
    }


def _in(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("vi") or ""


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.rules.help"), no_args_is_help=True)
    app.add_typer(group, name="rules")
    _add_list(group, shell)
    _add_show(group, shell)
    rulecards.add_to(group, shell)
    rulereading.add_to(group, shell)
    rulerates.add_to(group, shell)


def _add_list(group: typer.Typer, shell: Shell) -> None:
    @group.command("list", help=shell("cli.rules.list.help"), epilog=example(shell, "cli.rules.list.example"))
    def list_rules(
        family: str = option(shell, "--family", help="cli.rules.family", default=""),
        authority: str = option(shell, "--authority", help="cli.rules.by.authority", default=""),
        status: str = option(shell, "--status", help="cli.rules.by.status", default=""),
        evidence: str = option(shell, "--evidence", help="cli.rules.by.evidence", default=""),
        standing: str = option(shell, "--standing", help="cli.rules.by.standing", default=""),
        summary: bool = option(shell, "--summary", help="cli.rules.list.summary", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import judging, readings, rulepages
        from auditor.ownrules import own_packs

        every = rulepages.all_rules(own_packs(shell.folder).added)
        asked = {"family": family.upper(), "evidence": evidence.upper()}
        asked |= {"authority": authority.lower(), "status": status.lower(), "standing": standing.lower()}
        rules = _asked(shell, every, {name: value for name, value in asked.items() if value})
        counts = rulepages.summary(rules)
        if as_json:
            shell.json(counts if summary else [_as_json(rule, shell.lang) for rule in rules])
        elif summary:
            for name, table in counts.items():
                _show_counts(shell, name, table)
            rulecards.show_counting(shell, readings.counting(judging.known_judgements(None, []), rules))
        else:
            _print(shell, rules)
            shell.say("cli.rules.list.note")


def _asked(shell: Shell, every: Sequence[Rule], asked: Mapping[str, str]) -> list[Rule]:
    """The rules that fit every filter. Raises UsageError where one fits none, saying what there is."""
    from auditor.errors import UsageError
    from auditor.rulepages import family_order

    rules = list(every)
    for name, value in asked.items():
        there = {str(getattr(rule, name)) for rule in every}
        if value not in there and name == "family":
            known = ", ".join(sorted(there, key=family_order))
            raise UsageError(detail=shell("cli.rules.no_family", family=value, known=known))
        rules = [rule for rule in rules if str(getattr(rule, name)) == value]
    if not rules:
        raise UsageError(detail=shell("cli.rules.list.nothing"))
    return rules


def _print(shell: Shell, rules: Sequence[Rule]) -> None:
    """Two lines a rule, no table: eight columns leave nothing readable on a usual screen, and ids are copied."""
    title = shell("cli.rules.list.title", n=len(rules), scoring=sum(r.scores for r in rules))
    shell.out.print(title, style="bold", markup=False)
    for rule in rules:
        status = shell(f"rule.status.{rule.status}")
        about = [
            rule.family,
            shell(f"severity.{rule.severity}"),
            f"{shell(f'authority.{rule.authority}')} [{rule.evidence}]",
            shell(f"standing.{rule.standing}"),
            status if rule.origin == "program" else f"{status}, {shell(f'rule.origin.{rule.origin}')}",
        ]
        shell.out.print(f"{rule.id}: {_in(rule.title, shell.lang)}", markup=False)
        shell.out.print(f"  {'  ·  '.join(about)}", style="dim", markup=False)


def _show_counts(shell: Shell, name: str, counts: Mapping[str, int]) -> None:
    from auditor.rulepages import value_in_words

    table = Table()
    table.add_column(shell(f"cli.rules.column.{name}"), overflow="fold")
    table.add_column(shell("cli.rules.column.n"), justify="right")
    for key, n in counts.items():
        table.add_row(value_in_words(name, key, shell.words), shell.number(n))
    shell.out.print(table)


def _add_show(group: typer.Typer, shell: Shell) -> None:
    @group.command("show", help=shell("cli.rules.show.help"), epilog=example(shell, "cli.rules.show.example"))
    def show(
        id: str = typer.Argument(..., help=shell("cli.rules.id")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:

        from auditor import rulepages
        from auditor.errors import UsageError
        from auditor.ownrules import own_packs
        from indicators.sources import resolve

        every = rulepages.all_rules(own_packs(shell.folder).added)
        rule = next((r for r in every if r.id == id), None)
        if rule is None:
            raise UsageError(detail=shell("cli.rules.unknown", id=id))
        found = _as_json(rule, shell.lang)
        if as_json:
            cited = [
                {
                    "tag": s.tag,
                    "title": s.cited(shell.lang),
                    "address": s.address,
                    "kind": s.kind,
                    "mark": s.mark,
                }
                for s in resolve(rule.sources)
            ]
            shell.json(found | {"cited": cited})
        else:
            _say_card(shell, rulepages.card(rule, shell.words))

    @group.command(
        "pages", help=shell("cli.rules.pages.help"), epilog=example(shell, "cli.rules.pages.example")
    )
    def pages(
        folder: Path = typer.Argument(..., help=shell("cli.rules.pages.folder")),
        html: bool = option(shell, "--html", help="cli.rules.pages.html", default=False),
    ) -> None:
        from auditor import rulepages
        from auditor.ownrules import own_packs

        write = rulepages.write_html if html else rulepages.write_pages
        rules = rulepages.all_rules(own_packs(shell.folder).added)
        written = write(folder, shell.words, rules)
        shell.say("cli.rules.pages.done", n=shell.number(len(written)), folder=folder)


def _say_card(shell: Shell, one: Card) -> None:
    """One rule as its page tells it: in the reader's language, with no key of the file format."""

    def line(text: str) -> None:
        shell.out.print(text, markup=False, soft_wrap=True)

    line(f"{one.rule.id}: {one.title}")
    line(one.explanation)
    line(one.standing)
    for name, value in one.facts:
        line(f"  {name}: {value}")
    for listing in one.lists:
        line(f"{listing.title}:")
        # patterns are for who writes rules, and there may be a hundred: one paragraph
        for each in ("; ".join(listing.lines),) if listing.code else listing.lines:
            line(f"  - {each}")
