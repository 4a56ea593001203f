"""What several commands end with: the rate in words, what was wrong in a table, where the report is."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.base import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.adoption import Problem
    from auditor.rate import RateResult
    from auditor.store import Store
    from auditor.workspace import Workspace
    from reports.figures import Milestone, Rate

FORMATS = ("html", "xlsx", "pdf", "json")


def say_rate(shell: Shell, result: RateResult) -> None:
    """Both levels as "đạt k/N cơ quan (x,x %)", each beside the last and the next promise."""
    from auditor.rate import in_words

    for name, rate in (("pilot", result.pilot), ("formal", result.formal)):
        shell.say(f"cli.rate.{name}", rate=in_words(rate, shell.words), style="bold")
        if rate.verified is not None and rate.applied:
            shell.say("cli.rate.verified", verified=rate.verified, applied=rate.applied)
        _say_milestones(shell, rate)
    if result.pilot.missing:
        shell.say("cli.rate.missing", names="; ".join(result.pilot.missing), style="yellow")
    if result.outlets and len(result.pilot.missing) == len(result.outlets):
        # nothing known is no zero: the sentence keeps 0,0 % from being quoted
        shell.say("cli.rate.nothing_sent", style="yellow")


def _say_milestones(shell: Shell, rate: Rate) -> None:
    from reports.wording import Wording

    wording = Wording(shell.words)

    def say(key: str, milestones: Iterable[Milestone], *, due: bool) -> None:
        for m in milestones:
            shell.say(key, year=m.year, share=shell.percent(m.share), issuer=m.issuer)
            stands = wording.against(rate, m, due=due) if due and m.at_due else ""
            for line in filter(None, (stands, wording.appraised(rate, m, due=due))):
                shell.say("cli.rate.against", text=line)

    say("cli.rate.last", rate.last, due=True)
    say("cli.rate.next", rate.next, due=False)


def rate_json(result: RateResult) -> dict[str, object]:
    """The rate for a machine."""
    import dataclasses

    return {
        "as_of": result.as_of,
        "pilot": dataclasses.asdict(result.pilot),
        "formal": dataclasses.asdict(result.formal),
    }


def say_problems(shell: Shell, problems: Iterable[Problem]) -> None:
    """Every wrong cell of an adoption table, with its row and column."""
    problems = tuple(problems)
    if problems:
        shell.note("cli.adoption.problems", style="yellow")
    for p in problems:
        shell.note(f"adoption.{p.reason}", row=p.row, column=p.column, value=p.value, style="yellow")


def write_report(
    shell: Shell,
    workspace: Workspace,
    store: Store,
    formats: Iterable[str] = FORMATS,
    folder: Path | None = None,
) -> dict[str, Path]:
    """The report in these formats; answers where each stands. Raises what reports.errors names."""
    import reports
    from auditor.figures import province_report

    found = province_report(workspace, store, shell.words)
    target = folder or workspace.reports
    target.mkdir(parents=True, exist_ok=True)
    stem = f"bao-cao-{found.as_of}" if shell.lang == "vi" else f"report-{found.as_of}"
    writers = {
        "html": reports.write_html,
        "xlsx": reports.write_xlsx,
        "pdf": reports.write_pdf,
        "json": reports.write_json,
    }
    paths: dict[str, Path] = {}
    for name in formats:
        paths[name] = target / f"{stem}.{name}"
        writers[name](found, shell.words, paths[name])
    return paths


def show_in_browser(path: Path) -> bool:
    """Open a file with whatever shows web pages here; False where nothing does."""
    return webbrowser.open(path.resolve().as_uri())
