"""``auditor status``: what the workspace holds and what is missing."""

from __future__ import annotations

import typer

from auditor.cli.base import Shell, example, option

TABLES = ("addresses", "articles", "analyses", "people", "quotes", "findings", "failures")


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("status", help=shell("cli.status.help"), epilog=example(shell, "cli.status.example"))
    def status(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            counts = {table: store.number(f"SELECT count(*) FROM {table}") for table in TABLES}  # noqa: S608
            failures = [
                tuple(r)
                for r in store.rows(
                    "SELECT stage, reason, sum(count) FROM failures WHERE solved = 0 GROUP BY 1, 2 ORDER BY 3 DESC"
                )
            ]
            runs = [
                {"stage": row["stage"], "started": row["started"], "ended": row["ended"]}
                for row in store.rows(
                    "SELECT * FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY stage) ORDER BY id"
                )
            ]
        config = workspace.config
        if as_json:
            shell.json({"province": config.province, "as_of": config.day, "counts": counts, "last_runs": runs,
                        "failures": [{"stage": s, "reason": r, "count": n} for s, r, n in failures]})  # fmt: skip
            return
        shell.say("cli.status.head", province=config.province, day=config.day, style="bold")
        for table, count in counts.items():
            shell.say("cli.status.count", name=shell(f"cli.status.{table}"), n=shell.number(count))
        for run in runs:
            key = "cli.status.run" if run["ended"] else "cli.status.unfinished"
            shell.say(key, stage=shell(f"stage.{run['stage']}"), at=run["ended"] or run["started"])
        for stage, reason, count in failures:
            shell.say(
                "cli.status.failure",
                stage=shell(f"stage.{stage}"),
                reason=shell(f"reason.{reason}"),
                n=count,
                style="yellow",
            )
        if not counts["articles"]:
            shell.say("cli.status.empty", style="yellow")
