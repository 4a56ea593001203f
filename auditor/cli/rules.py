"""``auditor rules``: what the wording rules look for, and on what they rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli import rulecards, rulereading
from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from indicators.rules.model import Rule
    from indicators.sources import Source


def _as_json(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "family": rule.family,
        "type": rule.type,
        "title": _in(rule.title, lang),
        "explanation": _in(rule.explanation, lang),
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
        "voices": sorted(map(str, rule.voices)),
        "zones": sorted(map(str, rule.zones)),
        "alternatives": list(rule.alternatives),
        "sources": list(rule.sources),
    }


def _source_line(shell: Shell, source: Source) -> str:
    """Title, kind and address of one source, as a person reads it."""
    kind = f" ({shell(f'source_kind.{source.kind}')})" if source.kind else ""
    title = source.name(shell.lang)
    address = f" {source.address}" if source.address and source.address != title else ""
    return f"{source.tag}: {title}{kind}{address}" if title != source.tag else title


def _in(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or texts.get("vi") or ""


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.rules.help"), no_args_is_help=True)
    app.add_typer(group, name="rules")

    @group.command("list", help=shell("cli.rules.list.help"), epilog=example(shell, "cli.rules.list.example"))
    def list_rules(
        family: str = option(shell, "--family", help="cli.rules.family", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.errors import UsageError
        from indicators.rules import load_packs

        every = load_packs().rules
        rules = [r for r in every if not family or r.family == family.upper()]
        if not rules:
            known = sorted({r.family for r in every}, key=lambda f: int(f[1:]))
            raise UsageError(detail=shell("cli.rules.no_family", family=family, known=", ".join(known)))
        if as_json:
            shell.json([_as_json(rule, shell.lang) for rule in rules])
            return
        table = Table(
            title=shell("cli.rules.list.title", n=len(rules), scoring=sum(r.scores for r in rules)),
            title_justify="left",
        )
        for column in ("id", "family", "title", "severity", "authority", "evidence", "standing"):
            table.add_column(shell(f"cli.rules.column.{column}"), overflow="fold")
        for rule in rules:
            table.add_row(
                rule.id,
                rule.family,
                _in(rule.title, shell.lang),
                shell(f"severity.{rule.severity}"),
                shell(f"authority.{rule.authority}"),
                rule.evidence,
                shell(f"standing.{rule.standing}"),
            )
        shell.out.print(table)
        shell.say("cli.rules.list.note")

    @group.command("show", help=shell("cli.rules.show.help"), epilog=example(shell, "cli.rules.show.example"))
    def show(
        id: str = typer.Argument(..., help=shell("cli.rules.id")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import yaml

        from auditor.errors import UsageError
        from indicators.rules import load_packs
        from indicators.sources import resolve

        rule = next((r for r in load_packs().rules if r.id == id), None)
        if rule is None:
            raise UsageError(detail=shell("cli.rules.unknown", id=id))
        found = _as_json(rule, shell.lang)
        if as_json:
            cited = [
                {"tag": s.tag, "title": s.name(shell.lang), "address": s.address, "kind": s.kind}
                for s in resolve(rule.sources)
            ]
            shell.json(found | {"cited": cited})
        else:
            named = found | {"sources": [_source_line(shell, s) for s in resolve(rule.sources)]}
            text = yaml.safe_dump(named, allow_unicode=True, sort_keys=False, width=1000)
            shell.out.print(text, markup=False, soft_wrap=True)
            shell.say(f"standing.{rule.standing}.long", **rulecards.figures(shell, rule.tally))

    rulecards.add_to(group, shell)
    rulereading.add_to(group, shell)
