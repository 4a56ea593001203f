"""``auditor promises``: what plans promise beside the rate, each with its source plan, and what came of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.promises import Reading
    from auditor.workspace import Workspace


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("promises", help=shell("cli.promises.help"), epilog=example(shell, "cli.promises.example"))
    def promises(
        output: Path = option(shell, "--output", "-o", help="cli.years.output", default=None),
        score: bool = option(shell, "--score", help="cli.promises.score", default=False),
        new: bool = option(shell, "--new", help="cli.promises.new", default=False),
        check: str = option(shell, "--check", help="cli.promises.check", default=""),
        on: str = option(shell, "--as-of", help="cli.promises.as_of", default=""),
        by: str = option(shell, "--by", help="cli.promises.by", default=""),
        withdraw: str = option(shell, "--withdraw", help="cli.promises.withdraw", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import promises as promised
        from auditor.cli.years import suffix_or_usage_error, write_tables
        from auditor.promisepaper import promise_paper
        from auditor.workspace import Workspace

        suffix_or_usage_error(shell, output)
        workspace = Workspace.open(shell.folder)
        if new:
            _write_new(shell, workspace.path / promised.FILE)
            return
        if check:
            _check(shell, workspace, check, on, by, withdraw)
            return
        if score:
            _score(workspace)
        with workspace.store(readonly=True) as store:
            readings, seen = promised.read_promises(workspace, store)
        raw = {
            "province": workspace.config.province,
            "as_of": workspace.config.day,
            "promises": [dataclasses.asdict(reading) for reading in readings],
            "traces": [dataclasses.asdict(trace) for trace in seen],
        }
        paper = promise_paper(workspace, readings, seen, shell.words)
        if output is not None:
            write_tables(shell, paper, raw, output)
        if as_json:
            shell.json(raw)
        elif readings:
            _show(shell, readings)
            if not any(trace.of or trace.without for trace in seen):
                shell.note("promises.traces.unscored", style="yellow")
        else:
            shell.say("promises.none")


def _check(shell: Shell, workspace: Workspace, promise: str, day: str, by: str, withdraw: str) -> None:
    """Records who checked the figures of a promise (of one day, where it is named), or takes that back."""
    from auditor import promisechecks
    from auditor.decisions.ledger import keep
    from auditor.decisions.model import MAX_NAME, MAX_REASON
    from auditor.errors import UsageError
    from auditor.promises import promises_of

    if not by.strip() or len(by) > MAX_NAME or len(withdraw) > MAX_REASON:
        raise UsageError(detail="--by, --withdraw")
    _, figures = promises_of(workspace)
    meant = [f for f in figures if f.promise == promise and (not day or f.as_of == day)]
    if not meant:
        known = "; ".join(f"{f.promise} {f.as_of}" for f in figures) or "–"
        raise UsageError(detail=shell("cli.promises.check.none", known=known))
    answer = promisechecks.WITHDRAWN if withdraw else promisechecks.CHECKED
    with workspace.lock():
        keep(workspace, [promisechecks.decision_of(f, by, answer=answer, reason=withdraw) for f in meant])
    shell.say(f"cli.promises.check.{answer}", n=len(meant), who=by.strip(), style="green")


def _score(workspace: object) -> None:
    """The period under the edition of the programme too; the workspace's own result stays the last one."""
    import contextlib
    from dataclasses import replace
    from typing import cast

    from auditor.errors import NothingToDo
    from auditor.pipeline import score_stage
    from auditor.promises import EDITION

    own = cast("Workspace", workspace)
    with own.store() as store:
        score_stage(replace(own, config=replace(own.config, edition=EDITION)), store)
        with contextlib.suppress(NothingToDo):
            # reports show the last scoring, which has to stay the one of the workspace's edition
            score_stage(own, store)


def _write_new(shell: Shell, file: Path) -> None:
    from auditor.errors import UsageError

    if file.exists():
        raise UsageError(detail=shell("cli.promises.exists", path=file))
    file.write_text(shell("promises.template"), encoding="utf-8", newline="\n")
    shell.say("cli.promises.written", path=file)


def _show(shell: Shell, readings: list[Reading]) -> None:
    from auditor.promisepaper import figure_in_words, result_in_words, source_in_words, wanted_in_words
    from reports.wording import Wording

    say = Wording(shell.words)
    for reading in readings:
        promise = reading.promise
        shell.out.print(f"[bold]{escape(promise.title[shell.lang])}[/bold]", highlight=False)
        plan = f"{promise.issuer[shell.lang]}: {promise.plan} [{promise.evidence}]"
        wanted = wanted_in_words(promise, shell.words, say)
        shell.out.print(f"  {escape(plan)}. {escape(wanted)}", highlight=False)
        told = f"{figure_in_words(reading, shell.words, say)}. {result_in_words(reading, shell.words, say)}"
        source = source_in_words(reading, shell.words, say)
        # a figure and its source are two sentences
        shell.out.print(f"  {escape(f'{told}. {source}' if source else told)}", highlight=False)
