"""``auditor country``: reports of many provinces as k of N for the ministry."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.country import Country


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("country", help=shell("cli.country.help"), epilog=example(shell, "cli.country.example"))
    def country(
        files: list[str] = typer.Argument(..., help=shell("cli.country.files")),
        expect: list[str] = option(shell, "--expect", help="cli.country.expect", default=[]),
        output: Path = option(shell, "--output", "-o", help="cli.years.output", default=None),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.cli.years import suffix_or_usage_error, write_tables
        from auditor.country import merge
        from auditor.countrypaper import country_paper
        from auditor.errors import UsageError
        from auditor.reportfiles import files_of, read_report

        suffix_or_usage_error(shell, output)
        reports = [read_report(file) for file in files_of(files)]
        made_up = [r.province for r in reports if r.fictitious]
        if 0 < len(made_up) < len(reports):
            raise UsageError(detail=shell("cli.country.mixed", made_up="; ".join(made_up)))
        found = merge(reports, expect)
        raw = _plain(found, shell)
        if output is not None:
            write_tables(shell, country_paper(found, shell.words), raw, output)
        if as_json:
            shell.json(raw)
        else:
            _show(shell, found)


def _plain(found: Country, shell: Shell) -> dict[str, Any]:
    """The country for a machine: rates, definitions and everything said beside them."""
    from auditor.country import codes, shares
    from auditor.countrypaper import notes

    return {
        "provinces": [
            {
                "province": r.province, "as_of": r.as_of, "edition": r.edition, "denominator": r.denominator,
                "pilot": dataclasses.asdict(r.pilot), "formal": dataclasses.asdict(r.formal),
                "file": r.file, "sha256": r.sha256, "period": list(r.period), "signer": r.signer,
            }
            for r in found.reports
        ],
        "total": {"pilot": dataclasses.asdict(found.pilot), "formal": dataclasses.asdict(found.formal)},
        "missing": list(found.missing),
        "counted_once": [dataclasses.asdict(one) for one in found.shared],
        "left_out": [{"file": d.file.file, "for": d.by.file, "reason": d.reason} for d in found.dropped],
        "content": {code: [dataclasses.asdict(s) for s in shares(found, code)] for code in codes(found)},
        "notes": list(notes(found, shell.words)),
    }  # fmt: skip


def _show(shell: Shell, found: Country) -> None:
    from auditor.countrypaper import notes, sum_in_words, total_in_words
    from reports.wording import Wording

    day = Wording(shell.words).day
    for report in found.reports:
        pilot, formal = (sum_in_words(_sum(rate), shell.words) for rate in (report.pilot, report.formal))
        shell.say("country.line", province=report.province, day=day(report.as_of), pilot=pilot, formal=formal)
    pilot, formal = (sum_in_words(rate, shell.words) for rate in (found.pilot, found.formal))
    total = total_in_words(found, shell.words)
    shell.say("country.total.line", total=total, pilot=pilot, formal=formal, style="bold")
    for note in notes(found, shell.words):
        shell.out.print(note, markup=False)


def _sum(rate: Any) -> Any:
    from auditor.country import Sum

    return Sum(rate.applied, rate.counted, rate.verified)
