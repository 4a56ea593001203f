"""``auditor coding``: articles that two people read, how far they agree, and figures corrected by what they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.calibration.agreement import Agreement
    from auditor.calibration.outcome import Line, Outcome
    from auditor.calibration.pages import SamplingPage
    from auditor.calibration.questions import Question
    from auditor.calibration.records import Coding, Drawn, Kept, Sample
    from auditor.calibration.sheets import Filled
    from auditor.workspace import Workspace

EXIT_WRONG_CELLS = 5
SHOWN = 50


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="coding", help=shell("cli.coding.help"))
    _add_draw(group, shell)
    _add_settle(group, shell)
    _add_import(group, shell)
    _add_agreement(group, shell)
    _add_correct(group, shell)


def _add_draw(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "draw", help=shell("cli.coding.draw.help"), epilog=example(shell, "cli.coding.draw.example")
    )
    def draw(
        who: list[str] = option(shell, "--who", help="cli.coding.who", default=[]),
        articles: int = option(shell, "--articles", "-n", help="cli.coding.articles", default=0, min=0),
        per_outlet: int = option(shell, "--per-outlet", help="cli.coding.per_outlet", default=0, min=0),
        ask: list[str] = option(shell, "--ask", help="cli.coding.ask", default=[]),
        name: str = option(shell, "--name", help="cli.coding.name", default=""),
        seed: int = option(shell, "--seed", help="cli.sample.seed", default=1, min=0),
        texts: bool = option(shell, "--texts", help="cli.coding.texts", default=False),
    ) -> None:
        from auditor.calibration import drawing, pages, questions, records
        from auditor.calibration.correction import MINIMUM_CODED
        from auditor.calibration.frame import read_frame
        from auditor.editions import edition_of
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        _two(shell, who)
        edition = edition_of(workspace)
        asked = questions.choose(edition, ask)
        with workspace.lock(), workspace.store(readonly=True) as store:
            made = drawing.draw_sample(
                workspace, store, read_frame(workspace, store), asked, name=name or f"{shell('coding.file.sample')}-{seed}",
                seed=seed, total=articles, per_outlet=per_outlet,
            )  # fmt: skip
            folder = records.write_sample(workspace, made.sample).parent
            pages.write_codebook(
                folder / f"{shell('coding.file.codebook')}.html", asked, edition, shell.words
            )
            pages.write_sampling(
                folder / f"{shell('sample.page.file')}.html",
                _page(shell, workspace, made.sample),
                shell.words,
            )
            if texts:
                pages.write_reading(
                    folder / f"{shell('coding.file.texts')}.html", made.sample, store, shell.words
                )
        _write_sheets(shell, workspace, made.sample, asked, who, folder)
        shell.say(
            "cli.coding.draw.done", n=len(made.sample.items), all=shell.number(sum(map(len, made.sample.frame.values()))),
            outlets=len(made.by_outlet), found=made.with_findings, empty=made.without_people, folder=folder,
        )  # fmt: skip
        enough = sum(n >= MINIMUM_CODED for n in made.by_outlet.values())
        if enough < len(made.by_outlet):
            short = [o for o, n in made.by_outlet.items() if n < MINIMUM_CODED]
            more = any(len(made.sample.frame[o]) >= MINIMUM_CODED for o in short)
            shell.note(
                "cli.coding.draw.few", minimum=MINIMUM_CODED, enough=enough, outlets=len(made.by_outlet), style="yellow",
                more=shell(f"cli.coding.draw.{'more' if more else 'all'}", minimum=MINIMUM_CODED),
            )  # fmt: skip


def _two(shell: Shell, who: Sequence[str]) -> None:
    """Two readers at least, with names that make different files. Raises UsageError."""
    from auditor.errors import UsageError
    from crawlers.register import slug

    names = {slug(one) for one in who}
    if len(who) < 2 or len(names) < len(who) or "" in names:
        raise UsageError(detail=shell("cli.coding.two"))


def _page(shell: Shell, workspace: Workspace, sample: Sample) -> SamplingPage:
    from auditor.calibration.pages import SamplingPage
    from auditor.cli.sample import outlets_of

    named = dict(outlets_of(workspace))
    outlets = [(o, named.get(o, o)) for o in sample.frame]
    rule = shell("sample.rule.coding", n=len(sample.items))
    return SamplingPage(workspace.config.province, sample.period, sample.seed, rule, outlets, sample.items)


def _write_sheets(
    shell: Shell,
    workspace: Workspace,
    sample: Sample,
    asked: Sequence[Question],
    who: Sequence[str],
    folder: Path,
    items: Sequence[Drawn] | None = None,
) -> None:
    from auditor.calibration.sheets import write_sheet
    from auditor.cli.sample import outlets_of
    from auditor.editions import edition_of
    from auditor.errors import UsageError
    from crawlers.register import slug

    edition, named = edition_of(workspace), dict(outlets_of(workspace))
    for one in who:
        kind = "sheet" if items is None else "settle"
        file = folder / f"{shell(f'coding.file.{kind}')}-{slug(one)[:60]}.xlsx"
        if file.exists():
            # somebody may have filled it in already
            raise UsageError(detail=shell("cli.coding.sheet_exists", file=file))
        write_sheet(file, sample, asked, one, edition=edition, words=shell.words, items=items, named=named)
        shell.say("cli.coding.sheet", file=file)


def _add_settle(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "settle", help=shell("cli.coding.settle.help"), epilog=example(shell, "cli.coding.settle.example")
    )
    def settle(
        who: str = option(shell, "--who", help="cli.coding.settle.who", default=...),
        sample: str = option(shell, "--sample", help="cli.coding.sample", default=""),
    ) -> None:
        from auditor.calibration import records
        from auditor.calibration.outcome import differing
        from auditor.calibration.questions import by_ids
        from auditor.errors import UsageError
        from auditor.workspace import Workspace
        from crawlers.register import slug

        workspace = Workspace.open(shell.folder)
        if not slug(who):
            raise UsageError(detail="--who")
        drawn = records.read_sample(workspace, sample)
        found = differing(drawn, records.read_codings(workspace, drawn.id))
        if found:
            folder = records.folder_of(workspace, drawn.id)
            _write_sheets(shell, workspace, drawn, by_ids(drawn.questions), [who], folder, found)
        shell.say("cli.coding.settle.done", n=len(found))


def _add_import(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "import", help=shell("cli.coding.import.help"), epilog=example(shell, "cli.coding.import.example")
    )
    def import_(
        files: list[Path] = typer.Argument(..., help=shell("cli.coding.files")),
        final: bool = option(shell, "--final", help="cli.coding.final", default=False),
    ) -> None:
        from auditor.calibration import records, sheets
        from auditor.calibration.questions import by_ids
        from auditor.errors import InputError
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        wrong = False
        with workspace.lock():
            for file in _sheets_in(files):
                try:
                    sample = records.read_sample(workspace, sheets.sample_of(file)[0])
                    filled = sheets.read_sheet(file, sample, by_ids(sample.questions), final=final)
                except InputError as error:
                    # one broken file among a hundred does not keep out the others
                    from auditor.cli.base import describe

                    shell.err.print(describe(shell, error)[0], style="bold red", markup=False)
                    wrong = True
                    continue
                kept = records.add_codings(workspace, filled.codings)
                wrong |= bool(filled.wrong)
                _say_filled(shell, filled, kept)
        if wrong:
            raise typer.Exit(EXIT_WRONG_CELLS)


def _sheets_in(files: Sequence[Path]) -> list[Path]:
    """The files named, and all workbooks of the folders named; Excel's lock files are none."""
    found: list[Path] = []
    for file in files:
        found += (
            sorted(p for p in file.glob("*.xlsx") if not p.name.startswith("~$")) if file.is_dir() else [file]
        )
    return found


def _say_filled(shell: Shell, filled: Filled, kept: Kept) -> None:
    for one in filled.wrong[:SHOWN]:
        shell.note(
            f"coding.wrong.{one.reason}",
            file=one.file,
            cell=one.cell,
            column=one.column,
            value=one.value,
            style="yellow",
        )
    if len(filled.wrong) > SHOWN:
        shell.note("cli.coding.import.more", n=len(filled.wrong) - SHOWN, style="yellow")
    shell.say(
        "cli.coding.import.done", file=filled.file, who=filled.who, rows=len(filled.codings), new=kept.new, blank=filled.blank,
        wrong=len(filled.wrong),
    )  # fmt: skip
    if kept.changed:
        shell.note("cli.coding.import.changed", n=kept.changed, who=filled.who, style="yellow")


def _add_agreement(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "agreement", help=shell("cli.coding.agreement.help"), epilog=example(shell, "cli.coding.agreement.example")
    )  # fmt: skip
    def agreement(
        sample: str = option(shell, "--sample", help="cli.coding.sample", default=""),
        ratio: bool = option(shell, "--ratio", help="cli.coding.ratio", default=False),
        seed: int = option(shell, "--seed", help="cli.sample.seed", default=1, min=0),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.calibration.agreement import INTERVAL, RATIO
        from auditor.calibration.outcome import agreements
        from auditor.calibration.questions import by_ids

        drawn, codings = _coded(shell, sample)
        asked = by_ids(drawn.questions)
        found = agreements(asked, codings, counts=RATIO if ratio else INTERVAL, seed=seed)
        if as_json:
            shell.json(
                {name: dataclasses.asdict(one) | {"standing": one.standing} for name, one in found.items()}
            )
        elif not found:
            shell.say("cli.coding.agreement.none")
        else:
            _show_agreements(shell, asked, found)


def _coded(shell: Shell, sample: str) -> tuple[Sample, list[Coding]]:
    from auditor.calibration import records
    from auditor.workspace import Workspace

    workspace = Workspace.open(shell.folder)
    drawn = records.read_sample(workspace, sample)
    return drawn, records.read_codings(workspace, drawn.id)


def _show_agreements(shell: Shell, asked: Sequence[Question], found: Mapping[str, Agreement]) -> None:
    from auditor.calibration.questions import TRAIT
    from auditor.calibration.sheets import heads

    table = Table(title=shell("cli.coding.agreement.title"), title_justify="left")
    for at, column in enumerate(
        ("answer", "units", "same", "alpha", "interval", "ac1", "marginals", "standing")
    ):
        table.add_column(shell(f"cli.coding.column.{column}"), justify="right" if 0 < at < 6 else "left")
    labels = heads(asked, shell.lang)
    traits = {field for q in asked if q.kind == TRAIT for field in q.fields}
    for name, one in found.items():
        ends = [shell.number(end, 2) for end in one.interval] if one.interval else []
        # a yes or no is told as the coders gave it
        given = "; ".join(
            f"{shell(f'coding.value.{int(value)}') if name in traits else shell.number(value)}: {times}"
            for value, times in one.marginals
        )
        table.add_row(
            labels[name],
            shell.number(one.units),
            shell.percent(one.same),
            "–" if one.alpha is None else shell.number(one.alpha, 3),
            "–".join(ends) if all(e[0] != "-" for e in ends) else " … ".join(ends),
            "–" if one.ac1 is None else shell.number(one.ac1, 3),
            given,
            shell(f"coding.standing.{one.standing}"),
        )
    shell.out.print(table)
    shell.say("cli.coding.agreement.rule")


def _add_correct(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "correct", help=shell("cli.coding.correct.help"), epilog=example(shell, "cli.coding.correct.example")
    )
    def correct(
        sample: str = option(shell, "--sample", help="cli.coding.sample", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.calibration.carrying import calibrated
        from auditor.cli.sample import outlets_of
        from auditor.editions import edition_of
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            drawn, asked, _, found = calibrated(workspace, store, edition_of(workspace), sample)
        if as_json:
            shell.json(_for_machines(drawn, found))
        else:
            _show_corrected(shell, asked, found, dict(outlets_of(workspace)))


def _for_machines(drawn: Sample, found: Outcome) -> dict[str, object]:
    import dataclasses

    lines = [
        {"indicator": line.indicator.code, "outlet": line.outlet, "weak": line.weak}
        | dataclasses.asdict(line.result)
        for line in found.lines
    ]
    counts = {"changed": found.changed, "added": found.added, "unread": found.unread}
    return {"sample": drawn.id, "seed": drawn.seed, "lines": lines} | counts


def _show_corrected(
    shell: Shell, asked: Sequence[Question], found: Outcome, named: Mapping[str, str]
) -> None:
    """Outlets of which too few articles were coded are told once, below: a line each for every indicator would hide the others."""
    from auditor.calibration.correction import MINIMUM_CODED
    from auditor.calibration.sheets import heads

    table = Table(title=shell("cli.coding.correct.title"), title_justify="left")
    for at, column in enumerate(("indicator", "outlet", "machine", "corrected", "interval", "coded")):
        table.add_column(
            shell(f"cli.coding.column.{column}"), justify="right" if at > 1 else "left", overflow="fold"
        )
    few = {
        line.outlet: line.result.coded for line in found.lines if line.outlet and line.result.note == "few"
    }
    for line in found.lines:
        if line.outlet not in few:
            table.add_row(*_line(shell, line, named))
    shell.out.print(table)
    shell.say("cli.coding.correct.rule")
    if any(line.result.note == "few" for line in found.lines):
        told = "; ".join(f"{named.get(o, o)} ({shell.number(n)})" for o, n in few.items())
        shell.say("cli.coding.correct.few", minimum=MINIMUM_CODED, told=f" {told}." if told else "")
    labels = heads(asked, shell.lang)
    for weak in sorted({line.weak for line in found.lines if line.weak}):
        shell.note("cli.coding.correct.weak", answer=labels[weak], style="yellow")
    for name in ("unread", "changed", "added"):
        if count := getattr(found, name):
            shell.note(f"cli.coding.correct.{name}", n=shell.number(count), style="yellow")


def _line(shell: Shell, line: Line, named: Mapping[str, str]) -> tuple[str, ...]:
    one = line.result
    value = shell("coding.uncorrected") if one.value is None else shell.percent(one.value)
    ends = (
        ""
        if one.interval is None
        else f"{'–'.join(shell.number(end * 100, 1) for end in one.interval)}\u00a0%"
    )
    return (
        line.indicator.code,
        named.get(line.outlet, line.outlet) or shell("cli.coding.all_outlets"),
        "–" if one.machine is None else shell.percent(one.machine),
        f"{value} !" if line.weak and one.value is not None else value,
        ends,
        f"{shell.number(one.coded)}/{shell.number(one.articles)}",
    )
