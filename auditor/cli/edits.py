"""``auditor edits``: what outlets changed in articles after publishing them."""

from __future__ import annotations

import typer
from rich.text import Text

from auditor.cli.base import Shell, example, option

STYLES = {"-": "red strike", "+": "green", "": "", "…": "dim"}


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("edits", help=shell("cli.edits.help"), epilog=example(shell, "cli.edits.example"))
    def edits(
        outlet: str = option(shell, "--outlet", "-o", help="cli.edits.outlet", default=""),
        since: str = option(shell, "--since", help="cli.edits.since", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.cli.outlets import called, refuse_unknown
        from auditor.edits import find_edits
        from auditor.workspace import Workspace, day_or_usage_error

        day_or_usage_error(since, "--since")
        with Workspace.open(shell.folder).store(readonly=True) as store:
            found = find_edits(store, outlet=outlet, since=since)
        if not found:
            refuse_unknown(shell, outlet)
        if as_json:
            shell.json([dataclasses.asdict(e) | {"changes": [{"zone": c.zone, "text": c.plain} for c in e.changes]}
                        for e in found])  # fmt: skip
            return
        name = called(shell)
        for edit in found:
            shell.out.print(Text(edit.title, style="bold"))
            key = "cli.edits.gone" if edit.kind == "gone" else "cli.edits.seen"
            shell.say(
                key,
                outlet=name(edit.outlet),
                published=edit.published[:10],
                seen=edit.seen[:10],
                url=edit.url,
            )
            for change in edit.changes:
                # colours say it on a screen, signs in a file
                line = (
                    Text.assemble(
                        *((("…" if p.sign == "…" else "") + p.text, STYLES[p.sign]) for p in change.pieces)
                    )
                    if shell.out.is_terminal
                    else Text(change.plain)
                )
                shell.out.print(Text(f"  {shell(f'cli.edits.zone.{change.zone}')}: ").append_text(line))
        shell.say("cli.edits.done", n=shell.number(len(found)))
