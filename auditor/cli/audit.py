"""``auditor audit``: everything between collecting and the report, in one go."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("audit", help=shell("cli.audit.help"), epilog=example(shell, "cli.audit.example"))
    def audit(
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.adoption import adoption_stage
        from auditor.cli.output import rate_json, say_problems, say_rate
        from auditor.cli.progress import Bars
        from auditor.pipeline import analyse_stage, rate_stage, score_stage
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            analysed = analyse_stage(workspace, store, jobs=jobs, tick=bars)
            scored = score_stage(workspace, store, tick=bars)
            declared = adoption_stage(workspace, store)
            rate = rate_stage(workspace, store)
        say_problems(shell, declared.problems)
        if as_json:
            shell.json(rate_json(rate))
            return
        shell.say(
            "cli.analyse.done", analysed=shell.number(analysed.done), fresh=shell.number(analysed.fresh)
        )
        shell.say("cli.score.done", outlets=scored.outlets, items=shell.number(scored.items))
        say_rate(shell, rate)
        shell.say("cli.audit.next")
