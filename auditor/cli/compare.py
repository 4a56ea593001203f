"""``auditor compare``: why did the figures move between two years?"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.change.gather import Comparison


_YEARS = re.compile(r"\d{4}|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d")


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("compare", help=shell("cli.compare.help"), epilog=example(shell, "cli.compare.example"))
    def compare(
        first: str = typer.Argument(..., help=shell("cli.compare.first")),
        second: str = typer.Argument(..., help=shell("cli.compare.second")),
        figure: list[str] = option(shell, "--figure", "-f", help="cli.compare.figure", default=[]),
        rescore: bool = option(shell, "--rescore", help="cli.compare.rescore", default=False),
        output: Path = option(shell, "--output", "-o", help="cli.years.output", default=None),
        jobs: int = option(shell, "--jobs", "-j", help="cli.analyse.jobs", default=None, min=1, max=64),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.change.telling import change_paper
        from auditor.cli.years import suffix_or_usage_error, write_tables
        from auditor.errors import UsageError

        suffix_or_usage_error(shell, output)
        years = [text for text in (first, second) if _YEARS.fullmatch(text)]
        if len(years) == 1 or (not years and rescore):
            raise UsageError(detail=shell("cli.compare.either"))
        found = _of_years(shell, first, second, rescore, jobs) if years else _of_files(shell, first, second)
        found = _chosen(shell, found, figure)
        raw = _plain(found, shell)
        if output is not None:
            write_tables(shell, change_paper(found, shell.words), raw, output)
        if as_json:
            shell.json(raw)
        else:
            _show(shell, found)


def _of_years(shell: Shell, first: str, second: str, rescore: bool, jobs: int | None) -> Comparison:
    from auditor.change import gather
    from auditor.cli.progress import Bars
    from auditor.errors import UsageError
    from auditor.workspace import Workspace
    from auditor.years import named

    workspace = Workspace.open(shell.folder)
    one, other = (named(workspace, text) for text in (first, second))
    if one is None or other is None:
        raise UsageError(detail=shell("cli.compare.either"))
    if one.period[1] >= other.period[0]:
        raise UsageError(detail=shell("cli.compare.order", first=one.label, second=other.label))
    years = (one, other)
    if rescore:
        with workspace.lock(), workspace.store() as store, Bars(shell) as bars:
            gather.rescore(workspace, store, years, tick=bars, jobs=jobs)
    with workspace.store(readonly=True) as store:
        return gather.compare_years(workspace, store, years, shell.words)


def _of_files(shell: Shell, first: str, second: str) -> Comparison:
    from auditor.change.reports import compare_reports
    from auditor.reportfiles import files_of, read_report

    one, other = (read_report(file) for file in files_of([first, second])[:2])
    return compare_reports(one, other, shell.words)


def _chosen(shell: Shell, found: Comparison, wanted: list[str]) -> Comparison:
    """The figures asked for. Raises UsageError for one that is in neither year."""
    from auditor.errors import UsageError

    known = [one.figure for one in found.found]
    for name in wanted:
        if name not in known:
            raise UsageError(detail=shell("cli.compare.no_figure", figure=name, known=", ".join(known)))
    return dataclasses.replace(found, found=tuple(o for o in found.found if not wanted or o.figure in wanted))


def _plain(found: Comparison, shell: Shell) -> dict[str, Any]:
    from auditor.change.model import PARTS, Change
    from auditor.change.telling import notes_in_words, own_in_words, unit_of, whole_in_words

    figures = []
    for one in found.found:
        raw = dataclasses.asdict(one)
        if isinstance(one, Change):
            raw |= {
                "change": one.change,
                "parts": {cause: one.part(cause) for cause in PARTS},
                "spans": {part.cause: part.span for part in one.parts if part.span},
                "own": [
                    dataclasses.asdict(own)
                    | {
                        "change": own.change,
                        "text": own_in_words(own, shell.words, sampled=one.sampled, unit=unit_of(one)),
                    }
                    for own in one.own
                ],
                "text": whole_in_words(one, shell.words),
            }
        figures.append(raw)
    return {
        "province": found.province,
        "years": [dataclasses.asdict(year) for year in found.years],
        "figures": figures,
        "notes": list(notes_in_words(found, shell.words)),
    }


def _show(shell: Shell, found: Comparison) -> None:
    """Each outlet against itself stands first."""
    from auditor.change.model import Change
    from auditor.change.telling import (
        notes_in_words,
        own_in_words,
        too_little_in_words,
        unit_of,
        whole_in_words,
    )

    changes = [one for one in found.found if isinstance(one, Change)]
    shell.say("change.own.title", style="bold")
    for change in changes:
        shell.out.print(change.title, markup=False, style="bold")
        if not (change.before.part or change.after.part or change.change):
            shell.say("change.own.nothing")
            continue
        for own in change.own:
            line = own_in_words(own, shell.words, sampled=change.sampled, unit=unit_of(change), headed=True)
            shell.out.print(f"  {line}", markup=False)
    shell.out.print()
    shell.say("change.whole.title", style="bold")
    for one in found.found:
        told = (
            whole_in_words(one, shell.words)
            if isinstance(one, Change)
            else too_little_in_words(one, shell.words)
        )
        shell.out.print(told, markup=False)
    shell.out.print()
    for note in notes_in_words(found, shell.words):
        shell.out.print(note, markup=False)
    if any(key in {"unread", "not_rescored"} for key, _ in found.notes):
        shell.say("change.rescore")
    shell.say("change.others")
