"""``auditor paper``: drafts of the papers a department signs."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("paper", help=shell("cli.paper.help"), epilog=example(shell, "cli.paper.example"))
    def paper(
        kind: str = typer.Argument(..., help=shell("cli.paper.kind")),
        level: str = option(shell, "--level", "-l", help="cli.paper.level", default="department"),
        circulation: str = option(shell, "--circulation", "-c", help="cli.paper.circulation", default=""),
        outlet: str = option(shell, "--outlet", help="cli.paper.outlet", default=""),
        month: str = option(shell, "--month", help="cli.paper.month", default=""),
        output: Path = option(shell, "--output", "-o", help="cli.paper.output", default=None),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import contextlib

        from auditor.errors import UsageError
        from auditor.papers import make
        from auditor.papers.monthly import of_period, period_of
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        period = period_of(month) if month else None
        if month and (period is None or kind not in ("briefing", "scorecard")):
            raise UsageError(detail=shell("cli.paper.month.wrong", text=month))
        with workspace.store(readonly=True) as kept, contextlib.ExitStack() as stack:
            store = kept
            if period:
                workspace, store = stack.enter_context(of_period(workspace, kept, period))
            paths = make(
                workspace,
                store,
                shell.words,
                kind,
                level=level,
                circulation=circulation,
                outlet=outlet,
                folder=output,
            )
        if as_json:
            shell.json([str(path) for path in paths])
            return
        for path in paths:
            shell.say("cli.paper.written", path=path)
        shell.note("cli.paper.draft" if paths else "cli.paper.nobody_silent", style="yellow")
        if kind == "scorecard" and paths:
            shell.note("cli.paper.reply_form", outlet=outlet, style="yellow")
