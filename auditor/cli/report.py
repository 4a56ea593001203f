"""``auditor report``: the documents."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("report", help=shell("cli.report.help"), epilog=example(shell, "cli.report.example"))
    def report(
        format: list[str] = option(shell, "--format", "-f", help="cli.report.format", default=[]),
        output: Path = option(shell, "--output", "-o", help="cli.report.output", default=None),
        open_it: bool = option(shell, "--open", help="cli.report.open", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.cli.output import FORMATS, show_in_browser, write_report
        from auditor.errors import UsageError
        from auditor.workspace import Workspace

        formats = tuple(format) or FORMATS
        if unknown := set(formats) - set(FORMATS):
            raise UsageError(
                detail=shell(
                    "cli.report.formats", wrong=", ".join(sorted(unknown)), formats=", ".join(FORMATS)
                )
            )
        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            paths = write_report(shell, workspace, store, formats, output)
        if as_json:
            shell.json({name: str(path) for name, path in paths.items()})
        else:
            for form, path in paths.items():
                shell.say("cli.report.written", form=form.upper(), path=path)
            shell.say("cli.next.report")
        if open_it and "html" in paths and not show_in_browser(paths["html"]):
            shell.note("cli.report.no_browser", path=paths["html"], style="yellow")
