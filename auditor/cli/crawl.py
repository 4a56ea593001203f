"""``auditor crawl``: collect what the workspace's outlets published."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("crawl", help=shell("cli.crawl.help"), epilog=example(shell, "cli.crawl.example"))
    def crawl(
        outlet: list[str] = option(shell, "--outlet", "-o", help="cli.crawl.outlet", default=[]),
        limit: int = option(shell, "--limit", help="cli.crawl.limit", default=None, min=1),
        workers: int = option(shell, "--workers", help="cli.crawl.workers", default=64, min=1, max=64),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.backup import purge_archive
        from auditor.cli.progress import Bars
        from auditor.collecting import crawl_stage
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            result = crawl_stage(workspace, store, tick=bars, outlets=outlet, limit=limit, workers=workers)
            purged = purge_archive(workspace, store)
        if as_json:
            shell.json(dataclasses.asdict(result))
            return
        shell.say(
            "cli.crawl.done", outlets=result.outlets, requests=shell.number(result.requests),
            collected=shell.number(result.collected), skipped=shell.number(result.skipped), failed=shell.number(result.failed),
        )  # fmt: skip
        if result.edited:
            shell.say("cli.crawl.edited", n=shell.number(result.edited))
        register = workspace.register() if result.unreachable else None
        for id in result.unreachable:
            known = register.get(id) if register else None
            shell.say("cli.crawl.unreachable", outlet=known.name if known else id, style="yellow")
        if purged.files:
            shell.say("cli.crawl.purged", n=purged.files, days=workspace.config.retention_days)
        shell.say("cli.crawl.next")
