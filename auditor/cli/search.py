"""``auditor search``: find stored articles by words, for people; figures never come from here."""

from __future__ import annotations

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("search", help=shell("cli.search.help"), epilog=example(shell, "cli.search.example"))
    def search(
        words: str = typer.Argument(..., help=shell("cli.search.words")),
        limit: int = option(shell, "--limit", help="cli.search.limit", default=20, min=1, max=1000),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.cli.outlets import called
        from auditor.store import search as find
        from auditor.workspace import Workspace

        with Workspace.open(shell.folder).store(readonly=True) as store:
            hits = find(store, words, limit=limit)
        if as_json:
            shell.json([dataclasses.asdict(hit) for hit in hits])
            return
        name = called(shell)
        for hit in hits:
            shell.out.print(f"[bold]{escape(hit.title)}[/bold]")
            shell.out.print(
                f"  {escape(hit.excerpt)}\n  {escape(name(hit.outlet))} {escape(hit.published[:10])} {escape(hit.url)}"
            )
        shell.say("cli.search.done", n=shell.number(len(hits)))
