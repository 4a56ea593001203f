"""``auditor officials``: whose sex no article tells although they hold an office, and the table that settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.officials import Unclear

_SHOWN = 30


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command(
        "officials", help=shell("cli.officials.help"), epilog=example(shell, "cli.officials.example")
    )
    def officials(
        fill: bool = option(shell, "--add", help="cli.officials.add", default=False),
        least: int = option(shell, "--at-least", help="cli.officials.least", default=1, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import officials as table
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        file = table.file_of(workspace.path)
        before = table.rows(file) if file is not None else []
        with workspace.store(readonly=True) as store:
            found = [one for one in table.unclear(workspace, store) if one.items >= least]
        if as_json:
            shell.json(
                {
                    "table": str(file) if file is not None else None,
                    "people": len(before),
                    "filled": sum(bool(row.sex) for row in before),
                    "unclear": [
                        {"name": one.name, "items": one.items, "titles": list(one.titles), "elsewhere": dict(one.elsewhere)}
                        for one in found
                    ],
                }
            )  # fmt: skip
        else:
            if file is None:
                shell.say("cli.officials.none")
            else:
                done = sum(bool(row.sex) for row in before)
                shell.say("cli.officials.has", path=file.name, n=len(before), done=done)
            _show(shell, found, fill=fill)
        if fill and found:
            with workspace.lock():
                path, n = table.write(workspace, found, shell.words)
            shell.note("cli.officials.added", path=path, n=n)


def _show(shell: Shell, found: list[Unclear], *, fill: bool) -> None:
    from auditor.officials import elsewhere

    if not found:
        shell.say("cli.officials.clear")
        return
    shell.say("cli.officials.title", n=len(found), style="bold")
    for one in found[:_SHOWN]:
        titles = "; ".join(title for title, _ in one.titles.most_common(2))
        told = elsewhere(one, shell.words)
        key = "cli.officials.line_elsewhere" if told else "cli.officials.line"
        line = shell(key, name=one.name, titles=titles, items=one.items, told=told)
        shell.out.print(f"  {escape(line)}", highlight=False)
    if len(found) > _SHOWN:
        shell.say("cli.officials.more", n=len(found) - _SHOWN)
    if not fill:
        shell.say("cli.officials.next")
