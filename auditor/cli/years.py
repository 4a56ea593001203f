"""``auditor years``: the rate, the promises and the forms of several years, one beside the other."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.years import YearReading
    from reports.papers import Circulation
    from reports.tables import TablePaper

SUFFIXES = (".html", ".xlsx", ".pdf", ".json")


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("years", help=shell("cli.years.help"), epilog=example(shell, "cli.years.example"))
    def years(
        first: int = option(shell, "--from", help="cli.years.from", default=None),
        last: int = option(shell, "--to", help="cli.years.to", default=None),
        output: Path = option(shell, "--output", "-o", help="cli.years.output", default=None),
        edition: str = option(shell, "--edition", help="cli.form.edition", default=""),
        circulation: str = option(shell, "--circulation", "-c", help="cli.circulation", default="internal"),
        outlet: str = option(shell, "--outlet", help="cli.circulation.outlet", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.editions import edition_of
        from auditor.errors import UsageError
        from auditor.export.package import circle_of
        from auditor.workspace import Workspace
        from auditor.yearpaper import year_paper
        from auditor.years import read_years, years_of
        from reports.papers import Circulation

        suffix_or_usage_error(shell, output)
        workspace = Workspace.open(shell.folder)
        circle = circle_of(workspace, circulation, outlet)
        inside = circle == Circulation.INTERNAL
        if not inside and output is None and not as_json:
            # the screen is the department's; what leaves it is a file
            raise UsageError(detail=shell("cli.years.circulation"))
        meant = edition_of(workspace, edition)
        with workspace.store(readonly=True) as store:
            asked = years_of(workspace, store, first or 0, last or 0)
            readings = read_years(workspace, store, asked, meant, lang=shell.lang)
        raw = {"province": workspace.config.province, "years": [_plain(r, circle, outlet) for r in readings]}
        if not inside:
            raw["circulation"] = str(circle)
        if output is not None:
            title = f"{meant.title[shell.lang]} ({meant.id})"
            paper = year_paper(workspace, readings, title, shell.words, circle, outlet)
            write_tables(shell, paper, raw, output)
        if as_json:
            shell.json(raw)
        elif inside:
            _show(shell, readings)


def suffix_or_usage_error(shell: Shell, output: Path | None) -> None:
    """Before anything is computed. Raises UsageError."""
    from auditor.errors import UsageError

    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise UsageError(detail=shell("cli.years.suffix", name=output.name))


def write_tables(shell: Shell, paper: TablePaper, raw: dict[str, Any], output: Path) -> None:
    """The tables in the format that the file's name asks for."""
    import json

    from reports.files import write_text
    from reports.pdf import write_tables_pdf
    from reports.tables import write_tables_html, write_tables_xlsx

    suffix = output.suffix.lower()
    if suffix == ".json":
        write_text(output, json.dumps(raw, ensure_ascii=False, indent=1, default=str) + "\n")
    elif suffix == ".xlsx":
        write_tables_xlsx(paper, shell.words, output)
    elif suffix == ".pdf":
        write_tables_pdf(paper, shell.words, output)
    else:
        write_tables_html(paper, shell.words, output)
    shell.note("cli.years.written", path=output)


def _plain(whole: YearReading, circle: Circulation, outlet: str) -> dict[str, Any]:
    """One year for a machine: bodies by their ids, where these readers may know them."""
    from auditor.forms import due
    from auditor.yearcircles import cut, totals

    reading = cut(whole, circle, outlet)
    return {
        "year": reading.year.number,
        "period": reading.year.period,
        "as_of": reading.year.day,
        "outlets": [o.id for o in reading.outlets],
        "ladder": [dataclasses.asdict(s) for s in reading.ladder],
        "pilot": dataclasses.asdict(reading.pilot),
        "formal": dataclasses.asdict(reading.formal),
        "todays_bodies": {
            "pilot": dataclasses.asdict(reading.successors[0]),
            "formal": dataclasses.asdict(reading.successors[1]),
        },
        "product": [dataclasses.asdict(s) for s in reading.products],
        "group": [dataclasses.asdict(s) for s in reading.groups],
        "product_in_group": [dataclasses.asdict(s) for s in reading.crossed if s.group is not None],
        "places": {place: [dataclasses.asdict(s) for s in ladder] for place, ladder in reading.places},
        "inherited": [
            {"outlet": i.outlet.id, "predecessor": i.predecessor.id, "level": i.level, "until": str(i.until), "expired": i.expired}
            for i in reading.inherited
        ],
        "ended": [o.id for o in reading.breaks.ended],
        "begun": [o.id for o in reading.breaks.begun],
        "taken_in": [o.id for o in reading.breaks.taken_in],
        "left_out": [o.id for o in reading.breaks.left_out],
        "choice_changed": reading.breaks.after is not None,
        "moved": [{"outlet": m.outlet.id, "from": m.before, "to": m.after} for m in reading.moved],
        "deadline": reading.plan.deadline,
        "report_deadlines": due.plain(reading.plan.reports, reading.year.day),
        "collecting": totals(whole, circle),
        "senders": [
            {"id": s.sender.id, "standing": s.standing, "received": s.received, "revisions": s.revisions, "reason": s.reason}
            for s in reading.collecting
        ],
    }  # fmt: skip


def _show(shell: Shell, readings: Sequence[YearReading]) -> None:
    from auditor.yearcircles import totals
    from auditor.yearpaper import breaks_in_words, changes_of, deadline_in_words, sent_on, slices_of

    table = Table(title=shell("years.table.rates"), title_justify="left")
    for at, name in enumerate(("year", "day", "reading", "applied", "share")):
        table.add_column(shell(f"years.column.{name}"), justify="right" if at > 2 else "left")
    for reading in readings:
        day = "/".join(reversed(reading.year.day.split("-"))) if shell.lang == "vi" else reading.year.day
        for at, (name, one) in enumerate(slices_of(reading, shell.words)):
            share = shell.percent(one.applied / one.counted) if one.counted else "–"
            table.add_row(
                *((str(reading.year.number), day) if not at else ("", "")),
                name, f"{one.applied}/{one.counted}", share,
                end_section=False,
            )  # fmt: skip
        table.add_section()
    shell.out.print(table)
    shell.say("years.lead.day")
    shell.say("years.lead.successors", day=day)
    shell.say("years.lead.readings")
    shell.say("years.lead.later")
    for line in breaks_in_words(readings, shell.words):
        shell.out.print(line, style="yellow", markup=False)
    for reading in readings:
        for change, who, note in changes_of(reading, shell.words):
            shell.out.print(
                f"  {reading.year.number}: {f'{who}: ' if who else ''}{change}{f' ({note})' if note else ''}",
                markup=False,
            )
    for reading in readings:
        said: dict[str, Any] = totals(reading)
        if said["asked"] or said["out_of_scope"]:
            said |= {"year": reading.year.number, "deadline": deadline_in_words(reading, shell.words)}
            shell.say("years.collecting.line", **said)
        if reading.plan.reports:
            shell.say("years.reports.line", year=reading.year.number, told=sent_on(reading, shell.words))
    if len(readings) > 1:
        first, second = (reading.year.number for reading in readings[-2:])
        shell.say("cli.next.years", first=first, second=second)
