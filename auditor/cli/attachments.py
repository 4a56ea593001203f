"""``auditor attachments``: the files that articles offer, and their words on demand."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command(
        "attachments", help=shell("cli.attachments.help"), epilog=example(shell, "cli.attachments.example")
    )
    def attachments(
        outlet: str = option(shell, "--outlet", "-o", help="cli.edits.outlet", default=""),
        read: bool = option(shell, "--read", help="cli.attachments.read", default=False),
        limit: int = option(shell, "--limit", help="cli.attachments.limit", default=50, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses
        import itertools

        from auditor.attachments import attachments_of, fetch, ready
        from auditor.cli.outlets import called
        from auditor.collecting import archive_of, make_session
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            found = list(itertools.islice(attachments_of(store, outlet=outlet), limit))
        folder = workspace.path / "attachments"
        if read and found:
            with workspace.lock(), make_session(workspace) as session, archive_of(workspace) as archive:
                ready(session, workspace.register(), found)
                found = [fetch(item, session, archive, folder) for item in found]
        if as_json:
            shell.json([dataclasses.asdict(item) for item in found])
            return
        name = called(shell)
        for item in found:
            shell.out.print(f"{name(item.outlet)}: {item.title}", style="bold", markup=False)
            shell.out.print(f"  {item.url}", markup=False)
            if item.file:
                shell.say("cli.attachments.written", file=folder / item.file, style="green")
            elif item.reason:
                shell.say("cli.attachments.failed", reason=shell(f"reason.{item.reason}"), style="yellow")
        shell.say("cli.attachments.done", n=shell.number(len(found)))
