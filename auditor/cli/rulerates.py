"""``auditor rules rates``: how often women and men are marked in words, per outlet, topic or zone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.table import Table

from auditor.cli.base import Shell, example, option
from auditor.cli.rulecards import open_corpora

if TYPE_CHECKING:
    from auditor.marking import Ratio

_COLUMNS = ("group", "women", "men", "share", "interval", "items", "people")


def add_to(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "rates", help=shell("cli.rules.rates.help"), epilog=example(shell, "cli.rules.rates.example")
    )
    def rates(
        corpora: list[Path] = typer.Argument(None, metavar="[CORPUS]...", help=shell("cli.rules.corpus")),
        by: str = option(shell, "--by", help="cli.rules.rates.by", default="outlet"),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import marking
        from auditor.errors import UsageError
        from auditor.judging import every_rule

        if by not in (marking.OUTLET, marking.TOPIC, marking.ZONE):
            raise UsageError(detail=f"--by {by} ≠ outlet, topic, zone")
        given, edition, workspace = open_corpora(shell, corpora or [])
        items = [item for corpus in given for item in marking.read(corpus, edition=edition, jobs=jobs)]
        found = marking.ratios(items, by)
        if as_json:
            shell.json({"items": len(items), "by": by, "rates": [_as_json(ratio) for ratio in found]})
            return
        rules, names = every_rule(), _names(shell, by, workspace)
        for rule in dict.fromkeys(ratio.rule for ratio in found):
            shell.out.print(f"\n{rule}: {rules[rule].title[shell.lang]}", highlight=False)
            shell.out.print(_table(shell, [ratio for ratio in found if ratio.rule == rule], by, names))
        shell.say(
            "cli.rules.rates.note",
            n=shell.number(len(items)),
            marks=marking.LEAST_MARKS,
            items=marking.LEAST_ITEMS,
        )


def _as_json(ratio: Ratio) -> dict[str, object]:
    return {
        "rule": ratio.rule,
        "group": ratio.group,
        "women": ratio.women,
        "men": ratio.men,
        "items_marking": len(ratio.pairs),
        "items": ratio.items,
        "share": ratio.share,
        "interval": ratio.interval,
        "people_share": ratio.people_share,
    }


def _table(shell: Shell, ratios: list[Ratio], by: str, names: Mapping[str, str]) -> Table:
    table = Table(box=None)
    for column in _COLUMNS:
        shown = f"cli.rules.rates.{by}" if column == "group" else f"cli.rules.rates.{column}"
        table.add_column(shell(shown), overflow="fold", justify="left" if column == "group" else "right")
    for ratio in ratios:
        low, high = ratio.interval or (0.0, 0.0)
        table.add_row(
            escape(_group(shell, ratio.group, by, names)),
            shell.number(ratio.women),
            shell.number(ratio.men),
            shell("cli.rules.rates.few") if ratio.share is None else shell.percent(ratio.share),
            "–" if ratio.interval is None else f"{shell.percent(low)} – {shell.percent(high)}",
            shell.number(len(ratio.pairs)),
            "–" if ratio.people_share is None else shell.percent(ratio.people_share),
        )
    return table


def _names(shell: Shell, by: str, workspace: Path | None) -> Mapping[str, str]:
    """What outlets and topics are called, by id and code."""
    from auditor.marking import OUTLET, TOPIC
    from auditor.workspace import Workspace
    from indicators.indexes import load_edition

    if by == TOPIC:
        every = next(one for one in load_edition("gmmp-2020").code_lists if one.id == "topic")
        return {code: f"{code} {title[shell.lang]}" for code, title in every.codes}
    if by == OUTLET and workspace is not None:
        return {outlet.id: outlet.name for outlet in Workspace.open(workspace).register().outlets}
    return {}


def _group(shell: Shell, group: str, by: str, names: Mapping[str, str]) -> str:
    if by == "zone":
        return shell(f"zone.{group}")
    return names.get(group, group) or shell("cli.rules.rates.none")
