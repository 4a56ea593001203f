"""``auditor status``: what the workspace holds and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.forms.plan import CollectingPlan
    from auditor.health import Alarm
    from auditor.workspace import Workspace

TABLES = ("addresses", "articles", "analyses", "people", "quotes", "findings", "failures")


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("status", help=shell("cli.status.help"), epilog=example(shell, "cli.status.example"))
    def status(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        import dataclasses
        from datetime import date

        from auditor import health
        from auditor.cli.forms import say_deadlines
        from auditor.forms import due
        from auditor.replies.records import cases
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
            alarms = health.alarms(store, workspace.config)
            waiting = sum(not case.outcome for case in cases(workspace.path, store))
        config = workspace.config
        plan = _plan(workspace)
        if as_json:
            shell.json({"report_deadlines": due.plain(plan.reports, config.day) if plan else [], "province": config.province, "as_of": config.day, "counts": counts, "last_runs": runs, "replies_waiting": waiting,
                        "failures": [{"stage": s, "reason": r, "count": n} for s, r, n in failures],
                        "alarms": [dataclasses.asdict(alarm) for alarm in alarms]})  # fmt: skip
            if alarms:
                raise typer.Exit(1)
            return
        shell.say(
            "cli.status.head",
            province=config.province,
            day=date.fromisoformat(config.day).strftime("%d/%m/%Y"),
            style="bold",
        )
        for table, count in counts.items():
            shell.say("cli.status.count", name=shell(f"cli.status.{table}"), n=shell.number(count))
        if plan is not None:
            say_deadlines(shell, plan, config.day)
        for run in runs:
            key = "cli.status.run" if run["ended"] else "cli.status.unfinished"
            shell.say(key, stage=shell(f"stage.{run['stage']}"), at=_moment(run["ended"] or run["started"]))
        for stage, reason, count in failures:
            shell.say(
                "cli.status.failure",
                stage=shell(f"stage.{stage}"),
                reason=shell(f"reason.{reason}"),
                n=count,
                style="yellow",
            )
        if waiting:
            shell.say("cli.status.replies", n=waiting, style="yellow")
        if not counts["articles"]:
            shell.say("cli.status.empty", style="yellow")
        for alarm in alarms:
            _say_alarm(shell, alarm)
        if alarms:
            raise typer.Exit(1)


def _plan(workspace: Workspace) -> CollectingPlan | None:
    """What the province decided about collecting, None where it decided nothing."""
    from auditor.editions import edition_of
    from auditor.forms.plan import FILE, load_plan

    return load_plan(workspace, edition_of(workspace)) if (workspace.path / FILE).is_file() else None


def _say_alarm(shell: Shell, alarm: Alarm) -> None:
    if alarm.field == "silent":
        shell.say("cli.status.silent", outlet=alarm.outlet, past=shell.number(alarm.past), style="bold red")
        return
    shell.say(
        "cli.status.alarm",
        outlet=alarm.outlet,
        field=shell(f"cli.coverage.column.{alarm.field}"),
        n=alarm.n,
        now=shell.percent(alarm.now),
        past=shell.percent(alarm.past),
        style="bold red",
    )


def _moment(at: str) -> str:
    """A moment as people write it, by the clocks of Viet Nam; as it stands where it is none."""
    from datetime import datetime, timedelta, timezone

    try:
        return datetime.fromisoformat(at).astimezone(timezone(timedelta(hours=7))).strftime("%d/%m/%Y %H:%M")
    except ValueError:
        return at
