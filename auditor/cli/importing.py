"""``auditor import``: articles that already exist, and what outlets declared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option
from auditor.cli.plainly import plainly

if TYPE_CHECKING:
    from auditor.importing import WrongRow

EXIT_WRONG_ROWS = 5
SHOWN_ROWS = 20


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("import", help=shell("cli.import.help"), epilog=example(shell, "cli.import.example"))
    def import_(
        source: Path = typer.Argument(None, help=shell("cli.import.source")),
        mapping: Path = option(shell, "--map", "-m", help="cli.import.map", default=None),
        adoption: Path = option(shell, "--adoption", help="cli.import.adoption", default=None),
    ) -> None:
        from auditor.errors import UsageError

        if (source is None) == (adoption is None):
            raise UsageError(detail=shell("cli.import.either"))
        if adoption is not None:
            _adoption(shell, adoption)
        else:
            _articles(shell, source, mapping)


def _adoption(shell: Shell, file: Path) -> None:
    from auditor.adoption import adoption_stage
    from auditor.cli.output import say_problems
    from auditor.workspace import Workspace

    workspace = Workspace.open(shell.folder)
    with workspace.lock(), workspace.store() as store:
        result = adoption_stage(workspace, store, file)
    say_problems(shell, result.problems)
    shell.say("cli.import.declared", n=result.kept, wrong=sum(p.fatal for p in result.problems))
    if any(p.fatal for p in result.problems):
        raise typer.Exit(EXIT_WRONG_ROWS)


def _articles(shell: Shell, source: Path, mapping: Path | None) -> None:
    from auditor.cli.progress import Bars
    from auditor.errors import InputError
    from auditor.importing import import_stage
    from auditor.mapping import load_mapping
    from auditor.workspace import Workspace

    shown = 0

    def wrong(row: WrongRow) -> None:
        nonlocal shown
        shown += 1
        if shown <= SHOWN_ROWS:
            shell.note(f"import.{row.reason}", row=row.row, detail=plainly(shell, row.detail), style="yellow")

    workspace = Workspace.open(shell.folder)
    chosen = load_mapping(mapping, source)
    with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
        result = import_stage(workspace, store, source, chosen, tick=bars, on_wrong=wrong)
    if not result.rows:
        raise InputError(file=str(source), detail="0")
    if shown > SHOWN_ROWS:
        shell.note("cli.import.more", n=shell.number(shown - SHOWN_ROWS), style="yellow")
    shell.say(
        "cli.import.done", rows=shell.number(result.rows), new=shell.number(result.new), changed=shell.number(result.changed),
        same=shell.number(result.same), wrong=shell.number(result.wrong_count),
    )  # fmt: skip
    if result.new or result.changed:
        shell.say("cli.import.next")
    if result.wrong_count:
        raise typer.Exit(EXIT_WRONG_ROWS)
