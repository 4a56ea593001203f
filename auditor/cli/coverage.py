"""``auditor coverage``: what was had of what outlets list, month by month, and how complete its fields are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.health import Month, Week


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("coverage", help=shell("cli.coverage.help"), epilog=example(shell, "cli.coverage.example"))
    def coverage(
        outlet: str = option(shell, "--outlet", "-o", help="cli.edits.outlet", default=""),
        fields: bool = option(shell, "--fields", help="cli.coverage.fields", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor import health
        from auditor.cli.outlets import refuse_unknown
        from auditor.workspace import Workspace

        with Workspace.open(shell.folder).store(readonly=True) as store:
            months = health.coverage(store, outlet=outlet)
            weeks = [w for w in health.completeness(store) if not outlet or w.outlet == outlet]
        if not months and not weeks:
            refuse_unknown(shell, outlet)
        if as_json:
            shell.json({"months": [dataclasses.asdict(m) for m in months],
                        "weeks": [dataclasses.asdict(w) | {"shares": dict(w.shares)} for w in weeks]})  # fmt: skip
        elif fields:
            shell.out.print(_weeks(shell, weeks))
        else:
            shell.out.print(_months(shell, months))


def _table(shell: Shell, title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=shell(title), title_justify="left")
    for at, column in enumerate(columns):
        table.add_column(
            shell(f"cli.coverage.column.{column}"), justify="left" if at < 2 else "right", no_wrap=at == 1
        )
    return table


def _months(shell: Shell, months: list[Month]) -> Table:
    from auditor.cli.outlets import called

    table = _table(
        shell, "cli.coverage.title", ("outlet", "month", "found", "fetched", "extracted", "failed", "skipped")
    )
    name = called(shell)
    for m in months:
        reasons = [
            "; ".join(f"{shell(f'reason.{r}')}: {n}" for r, n in part) for part in (m.failed, m.skipped)
        ]
        month = m.month or shell("cli.coverage.no_month")
        table.add_row(
            name(m.outlet), month, *(shell.number(n) for n in (m.found, m.fetched, m.extracted)), *reasons
        )
    return table


def _weeks(shell: Shell, weeks: list[Week]) -> Table:
    from auditor.cli.outlets import called
    from auditor.health import FIELDS

    table = _table(shell, "cli.coverage.fields_title", ("outlet", "week", "articles", *FIELDS))
    name = called(shell)
    for w in weeks:
        table.add_row(
            name(w.outlet), w.week, shell.number(w.articles), *(shell.percent(share) for _, share in w.shares)
        )
    return table
