"""``auditor demo``: audit the embedded, fictitious province from end to end."""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.sample.province import SampleProvince
    from auditor.workspace import Workspace

FOLDER = Path("auditor-demo")
# the sample's hosts are this machine: nobody needs to be spared, and a newcomer should not wait
SAMPLE_DELAY = 0.0


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("demo", help=shell("cli.demo.help"), epilog=example(shell, "cli.demo.example"))
    def demo(
        folder: Path = typer.Argument(FOLDER, help=shell("cli.demo.folder")),
        province: str = option(shell, "--province", help="cli.demo.province", default="lac-giang"),
        year: int = option(shell, "--year", help="cli.demo.year", default=2025, min=2000, max=2100),
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        open_it: bool = option(shell, "--open", help="cli.report.open", default=False),
        years: bool = option(shell, "--years", help="cli.demo.years", default=False),
    ) -> None:
        if years:
            from auditor.cli.demoyears import run

            run(shell, Path(f"{FOLDER}-years") if folder == FOLDER else folder, jobs)
            return
        from auditor.errors import UnknownProvince
        from auditor.sample.names import PROVINCES
        from auditor.sample.province import sample

        if province not in PROVINCES:
            raise UnknownProvince(province=province, known=", ".join(PROVINCES))
        started = time.monotonic()
        chosen = sample(province, year)
        shell.say(
            "cli.demo.intro", province=chosen.name, outlets=len(chosen.outlets), items=len(chosen.placed)
        )
        report = _run(shell, chosen, folder, jobs)
        shell.say("cli.demo.seconds", seconds=shell.number(time.monotonic() - started, 1))
        shell.say("cli.demo.next", folder=folder, report=report.with_suffix(".json"))
        if open_it:
            from auditor.cli.output import show_in_browser

            if not show_in_browser(report):
                shell.note("cli.report.no_browser", path=report, style="yellow")


def prepare(chosen: SampleProvince, folder: Path, resolve: dict[str, tuple[str, int]]) -> Workspace:
    """The workspace of a sample province: made anew, or the one of an earlier run with its present ports.

    Raises WorkspaceExists where the folder holds a workspace that is not this sample's.
    """
    from auditor.workspace import CONFIG, Config, Workspace, WorkspaceExists

    config = Config(
        province=chosen.name,
        period_from=f"{chosen.year}-01-01",
        period_to=f"{chosen.year}-12-31",
        as_of=f"{chosen.year}-12-31",
        contact="demo@auditor.example",
        delay=SAMPLE_DELAY,
        # whoever runs it twice is to see what was edited in between
        revisit_hours=0,
        fictitious=True,
        allow_private=True,
    )
    if (folder / CONFIG).exists():
        workspace = Workspace.open(folder)
        found = workspace.config
        if not found.fictitious or (found.province, found.as_of) != (config.province, config.as_of):
            raise WorkspaceExists(folder=str(folder))
    else:
        workspace = Workspace.create(folder, config)
        chosen.write_outlets(workspace.outlets)
        chosen.write_declarations(folder)
        chosen.write_targets(folder)
        from auditor.sample.compare import manifest

        text = json.dumps(manifest(chosen), ensure_ascii=False, indent=1)
        (folder / "manifest.json").write_text(text, encoding="utf-8")
    # ports are new in every run and therefore never written down
    return dataclasses.replace(workspace, config=dataclasses.replace(workspace.config, resolve=resolve))


def _visits(folder: Path) -> int:
    """How many crawls the folder has seen."""
    from auditor.workspace import CONFIG, Workspace

    if not (folder / CONFIG).exists():
        return 0
    with Workspace.open(folder).store() as store:
        return store.number("SELECT count(*) FROM runs WHERE stage = 'crawl'")


def _run(shell: Shell, chosen: SampleProvince, folder: Path, jobs: int | None) -> Path:
    from auditor.adoption import adoption_stage
    from auditor.cli.output import say_problems, say_rate, write_report
    from auditor.cli.progress import Bars
    from auditor.pipeline import analyse_stage, crawl_stage, rate_stage, score_stage
    from auditor.sample.server import SampleServer

    with SampleServer(chosen.sites, chosen.dead, visit=_visits(folder)) as server:
        workspace = prepare(chosen, folder, server.resolve)
        with workspace.lock(), workspace.store() as store:
            with Bars(shell) as bars:
                crawled = crawl_stage(workspace, store, tick=bars, workers=len(chosen.outlets))
                analyse_stage(workspace, store, jobs=jobs, tick=bars)
                score_stage(workspace, store, tick=bars)
                declared = adoption_stage(workspace, store)
                rate = rate_stage(workspace, store)
            say_problems(shell, declared.problems)
            paths = write_report(shell, workspace, store)
        server.write_log(folder / "server.log")
        items = {placed.path for placed in chosen.placed}
        fetched = sum(hit.status == 200 and hit.path in items for hit in server.hits)
    shell.say(
        "cli.demo.crawled", requests=shell.number(len(server.hits)), bodies=shell.number(fetched),
        new=shell.number(crawled.collected), edited=shell.number(crawled.edited), log=folder / "server.log",
    )  # fmt: skip
    names = {outlet.id: outlet.name for outlet in workspace.register().outlets}
    for outlet in crawled.unreachable:
        shell.say("cli.crawl.unreachable", outlet=names.get(outlet, outlet), style="yellow")
    say_rate(shell, rate)
    for form, path in paths.items():
        shell.say("cli.report.written", form=form.upper(), path=path)
    return paths["html"]
