"""``auditor index``: the editions of the index, as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.index.help"), no_args_is_help=True)
    app.add_typer(group, name="index")

    @group.command("list", help=shell("cli.index.list.help"), epilog=example(shell, "cli.index.list.example"))
    def list_editions(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        from indicators.indexes import editions, load_edition

        found = [load_edition(name) for name in editions()]
        if as_json:
            shell.json([{"id": e.id, "title": dict(e.title), "indicators": len(e.indicators)} for e in found])
            return
        for edition in found:
            shell.say(
                "cli.index.line", id=edition.id, title=edition.title[shell.lang], n=len(edition.indicators)
            )

    @group.command("show", help=shell("cli.index.show.help"), epilog=example(shell, "cli.index.show.example"))
    def show(
        edition: str = typer.Argument("vn-2014", help=shell("cli.edition_or_file")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from indicators.indexes import load_edition

        found = load_edition(edition)
        if as_json:
            shell.json(_plain(found))
            return
        table = Table(title=found.title[shell.lang], title_justify="left")
        for column in ("code", "title", "method", "unit", "mark", "wording"):
            table.add_column(shell(f"cli.index.column.{column}"), overflow="fold")
        for i in found.indicators:
            wording = shell("cli.index.confirmed") if i.confirmed else shell("cli.index.working")
            table.add_row(
                i.code, i.title[shell.lang], shell(f"method.{i.method}"), i.unit, i.evidence, wording
            )
        shell.out.print(table)

    @group.command(
        "validate", help=shell("cli.index.validate.help"), epilog=example(shell, "cli.index.validate.example")
    )
    def validate(files: list[Path] = typer.Argument(None, help=shell("cli.index.files"))) -> None:
        from auditor.cli.base import describe
        from indicators.errors import IndicatorError
        from indicators.indexes import editions, load_edition

        bad = 0
        chosen: list[str | Path] = [*files] if files else [*editions()]
        for one in chosen:
            try:
                load_edition(one)
            except IndicatorError as err:
                bad += 1
                shell.err.print(describe(shell, err)[0], style="bold red", markup=False)
        shell.say("cli.index.validate.done", n=len(chosen), bad=bad, style="green" if not bad else "yellow")
        if bad:
            raise typer.Exit(5)


def _plain(value: object) -> object:
    """An edition as JSON takes it; its mappings are read-only views, which dataclasses.asdict cannot copy."""
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
