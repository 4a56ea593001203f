"""``auditor backup`` and ``auditor restore``: the whole workspace in one file, and back."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("backup", help=shell("cli.backup.help"), epilog=example(shell, "cli.backup.example"))
    def backup(
        target: Path = typer.Argument(..., help=shell("cli.backup.target")),
        archive: bool = option(shell, "--archive/--no-archive", help="cli.backup.archive", default=True),
    ) -> None:
        from auditor.backup import backup as write
        from auditor.workspace import Workspace

        found = write(Workspace.open(shell.folder), target, with_archive=archive)
        shell.say("cli.backup.done", path=target, files=found.files, style="green")

    @app.command("restore", help=shell("cli.restore.help"), epilog=example(shell, "cli.restore.example"))
    def restore(
        source: Path = typer.Argument(..., help=shell("cli.restore.source")),
        folder: Path = typer.Argument(..., help=shell("cli.restore.folder")),
        force: bool = option(shell, "--force", help="cli.restore.force", default=False),
    ) -> None:
        from auditor.backup import restore as read
        from auditor.errors import InputError

        if not source.is_file():
            raise InputError(file=str(source), detail="missing")
        found = read(source, folder, force=force)
        shell.say("cli.restore.done", path=folder, files=found.files, style="green")
