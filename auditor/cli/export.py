"""``auditor export``: the figures as plain tables, for whoever counts further."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("export", help=shell("cli.export.help"), epilog=example(shell, "cli.export.example"))
    def export(
        target: Path = typer.Argument(..., help=shell("cli.export.target")),
        circulation: str = option(shell, "--circulation", "-c", help="cli.circulation", default="public"),
        outlet: str = option(shell, "--outlet", help="cli.circulation.outlet", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.export.package import export as write
        from auditor.workspace import Workspace

        replaced = target.is_file() or (target.is_dir() and any(target.iterdir()))
        found = write(
            Workspace.open(shell.folder), target, shell.words, circulation=circulation, outlet=outlet
        )
        if as_json:
            shell.json(dataclasses.asdict(found))
            return
        if replaced:
            shell.note("cli.replaced", path=target, style="yellow")
        shell.say("cli.export.done", path=found.path, text=shell(f"export.circulation.{found.circulation}"))
        for name, rows in found.tables.items():
            shell.say(
                "cli.export.table",
                file=f"data/{name}.csv",
                title=shell(f"export.table.{name}"),
                rows=shell.number(rows),
            )
