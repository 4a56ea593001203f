"""``auditor replay``: show again, from the archived pages alone, what the figures stand on."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("replay", help=shell("cli.replay.help"), epilog=example(shell, "cli.replay.example"))
    def replay(
        year: int = option(shell, "--year", help="cli.replay.year", default=None, min=1990, max=2100),
        keep: bool = option(shell, "--keep", help="cli.replay.keep", default=False),
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.cli.progress import Bars
        from auditor.replay import replay_stage
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        first, last = (f"{year}-01-01", f"{year}-12-31") if year else ("", "")
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            result = replay_stage(workspace, store, first=first, last=last, keep=keep, jobs=jobs, tick=bars)
        if as_json:
            shell.json(dataclasses.asdict(result) | {"identical": result.identical})
        else:
            shell.say(
                "cli.replay.texts", read=shell.number(result.read), same=shell.number(result.same_text),
                other=shell.number(result.other_text), failed=shell.number(result.failed),
            )  # fmt: skip
            shell.say(
                "cli.replay.analyses", same=shell.number(result.same), other=shell.number(result.other),
                missing=shell.number(result.missing),
            )  # fmt: skip
            for url in result.named:
                shell.out.print(f"  {url}", markup=False)
            if keep and result.other_text:
                shell.say("cli.replay.kept")
        if not result.identical:
            raise typer.Exit(1)
