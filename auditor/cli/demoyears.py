"""``auditor demo --years``: three made-up provinces over three years, ready to be read."""

from __future__ import annotations

import time
from pathlib import Path

from auditor.cli.base import Shell


def run(shell: Shell, folder: Path, jobs: int | None) -> None:
    """Makes the three workspaces and writes the last year's report of each. Raises WorkspaceExists."""
    from auditor.cli.output import write_report
    from auditor.cli.progress import Bars
    from auditor.rate import compute, in_words
    from auditor.sample.threeyears import make_all

    started = time.monotonic()
    shell.say("cli.demo.years.intro")
    with Bars(shell) as bars:
        workspaces = make_all(folder, jobs=jobs, tick=bars)
    for workspace in workspaces:
        with workspace.store(readonly=True) as store:
            found = compute(workspace, store, lang=shell.lang)
            paths = write_report(shell, workspace, store)
            articles = store.number("SELECT count(*) FROM articles")
        shell.say(
            "cli.demo.years.province", province=workspace.config.province, articles=shell.number(articles),
            outlets=found.pilot.counted, rate=in_words(found.pilot, shell.words), style="bold",
        )  # fmt: skip
        shell.say("cli.report.written", form="HTML", path=paths["html"])
    shell.say("cli.demo.seconds", seconds=shell.number(time.monotonic() - started, 1))
    shell.say("cli.demo.years.next", folder=folder)
