"""``auditor analyse``: a file of records into a file of analyses, or the articles of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option
from auditor.cli.plainly import plainly

if TYPE_CHECKING:
    from auditor.analysing import JsonlResult

EXIT_WRONG_LINES = 5
SHOWN_LINES = 20


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("analyse", help=shell("cli.analyse.help"), epilog=example(shell, "cli.analyse.example"))
    def analyse(
        source: str = typer.Argument("", help=shell("cli.analyse.source")),
        output: str = option(shell, "--output", "-o", help="cli.analyse.output", default="-"),
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        edition: str = option(shell, "--edition", help="cli.edition", default=""),
    ) -> None:
        from auditor.cli.progress import Bars

        if source:
            from auditor.analysing import analyse_jsonl
            from auditor.workspace import DEFAULT_EDITION

            with Bars(shell) as bars:
                result = analyse_jsonl(
                    source, output, jobs=jobs, edition=edition or DEFAULT_EDITION, tick=bars
                )
            _say_lines(shell, result)
            if result.wrong_count:
                raise typer.Exit(EXIT_WRONG_LINES)
            return
        from auditor.pipeline import analyse_stage
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            done = analyse_stage(workspace, store, jobs=jobs, tick=bars)
        shell.say("cli.analyse.done", analysed=shell.number(done.done), fresh=shell.number(done.fresh))


def _say_lines(shell: Shell, result: JsonlResult) -> None:
    for wrong in result.wrong[:SHOWN_LINES]:
        shell.note(
            f"line.{wrong.reason}", number=wrong.number, detail=plainly(shell, wrong.detail), style="yellow"
        )
    if result.wrong_count > SHOWN_LINES:
        shell.note("cli.import.more", n=shell.number(result.wrong_count - SHOWN_LINES), style="yellow")
    shell.note(
        "cli.analyse.lines",
        read=shell.number(result.read),
        written=shell.number(result.written),
        wrong=shell.number(result.wrong_count),
    )
