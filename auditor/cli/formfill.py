"""``auditor form fill``: the figures of the report, put into a sheet that somebody else made."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option


def add_to(group: typer.Typer, shell: Shell) -> None:
    @group.command("fill", help=shell("cli.form.fill.help"), epilog=example(shell, "cli.form.fill.example"))
    def fill(
        template: Path = typer.Argument(None, metavar="[MAU.xlsx]", help=shell("cli.form.fill.template")),
        places: Path = option(shell, "--map", "-m", help="cli.form.fill.map", default=None),
        output: Path = option(shell, "--output", "-o", help="cli.form.fill.output", default=None),
        names: bool = option(shell, "--names", help="cli.form.fill.names", default=False),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.figures import province_report
        from auditor.filling import outlet_values, province_values, read_filling
        from auditor.workspace import Workspace
        from reports import inplace
        from reports.wording import Wording

        for file in () if names else (template, places):
            if file is not None and not file.exists():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
        if not names and (template is None or places is None):
            raise UsageError(detail=shell("cli.form.fill.both"))
        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            report = province_report(workspace, store, shell.words)
        say = Wording(shell.words)
        if names:
            _list(shell, "cli.form.fill.cells", province_values(report, say))
            if report.outlets:
                _list(shell, "cli.form.fill.columns", outlet_values(1, report.outlets[0], say))
            return
        target = output or workspace.reports / template.name
        if target.resolve() == template.resolve():
            raise UsageError(detail=shell("cli.form.fill.same"))
        filling = read_filling(places, report, say)
        replaced = target.exists()
        done = inplace.fill(template, filling.entries, target)
        if replaced:
            shell.note("cli.replaced", path=target, style="yellow")
        shell.say("cli.form.fill.done", n=shell.number(done), path=target)
        for sheet, cell, name in filling.unknown:
            shell.note("cli.form.fill.unknown", sheet=sheet, cell=cell, name=name, style="yellow")


def _list(shell: Shell, title: str, values: Mapping[str, object]) -> None:
    shell.say(title)
    for name, value in values.items():
        shell.out.print(f"  {name}: {escape('–' if value is None else str(value)[:70])}", highlight=False)
