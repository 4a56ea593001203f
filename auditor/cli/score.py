"""``auditor score``: outlets against the index, from what was analysed."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("score", help=shell("cli.score.help"), epilog=example(shell, "cli.score.example"))
    def score(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        import dataclasses

        from auditor.cli.progress import Bars
        from auditor.pipeline import score_stage
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            result = score_stage(workspace, store, tick=bars)
        if as_json:
            shell.json(dataclasses.asdict(result))
        else:
            shell.say("cli.score.done", outlets=result.outlets, items=shell.number(result.items))
            if result.undated:
                shell.say("cli.score.undated", n=shell.number(result.undated), style="yellow")
            if result.missing:
                shell.say("cli.score.missing", n=shell.number(result.missing), style="yellow")
