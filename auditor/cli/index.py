"""``auditor index``: the editions of the index as data, how a department makes its own, and who confirmed the wording."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.table import Table

from auditor.cli.base import Shell, describe, example, option

if TYPE_CHECKING:
    from auditor.conventions import Review
    from indicators.indexes import Edition, Indicator, ReportForm
    from indicators.indexes.comparing import Difference

_COLOURS = {"hint": "cyan", "warning": "yellow", "urgent": "bold red"}


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.index.help"), no_args_is_help=True)
    app.add_typer(group, name="index")
    _add_reading(group, shell)
    _add_checking(group, shell)
    _add_deriving(group, shell)
    _add_using(group, shell)


def _add_reading(group: typer.Typer, shell: Shell) -> None:
    @group.command("list", help=shell("cli.index.list.help"), epilog=example(shell, "cli.index.list.example"))
    def list_editions(as_json: bool = option(shell, "--json", help="cli.json", default=False)) -> None:
        from auditor.editions import find_edition, own_editions
        from indicators.indexes import editions

        found = [find_edition(name, shell.folder) for name in (*editions(), *own_editions(shell.folder))]
        if as_json:
            shell.json(
                [
                    {
                        "id": e.id,
                        "title": dict(e.title),
                        "indicators": len(e.indicators),
                        "confirmed": sum(i.confirmed for i in e),
                        "extends": list(e.extends),
                    }
                    for e in found
                ]
            )
            return
        for edition in found:
            shell.say(
                "cli.index.line", id=edition.id, title=edition.title[shell.lang], n=len(edition.indicators)
            )

    @group.command("show", help=shell("cli.index.show.help"), epilog=example(shell, "cli.index.show.example"))
    def show(
        edition: str = typer.Argument("vn-2014", help=shell("cli.edition_or_file")),
        code: str = typer.Argument("", help=shell("cli.index.show.code")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.editions import find_edition, mark_in_words
        from auditor.errors import UsageError
        from indicators.indexes.comparing import plain

        found = find_edition(edition, shell.folder)
        one = found.get(code) if code else None
        form = next((f for f in found.forms if f.code == code), None)
        if form is not None:
            if as_json:
                shell.json(plain(form))
            else:
                _show_forms(shell, found, form)
            return
        if code and one is None:
            raise UsageError(f"no code {code}", detail=f"{code} (auditor index show)")
        if as_json:
            shell.json(plain(one or found))
            return
        if one is not None:
            _show_line(shell, found, one)
            return
        table = _table(
            shell, found.title[shell.lang], "cli.index.column", "code title method unit mark wording"
        )
        for i in found.indicators:
            cells = (i.code, i.title[shell.lang], shell(f"method.{i.method}"), shell(f"unit.{i.unit}"))
            table.add_row(*map(escape, (*cells, i.evidence, mark_in_words(i, shell.words))))
        shell.out.print(table)
        if found.forms:
            _show_forms(shell, found)
        _show_absent(shell, found)
        if found.code_sheet:
            _show_sheet(shell, found)


def _add_checking(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "validate", help=shell("cli.index.validate.help"), epilog=example(shell, "cli.index.validate.example")
    )
    def validate(files: list[Path] = typer.Argument(None, help=shell("cli.index.files"))) -> None:
        from auditor.editions import find_edition, own_editions
        from auditor.errors import AuditorError
        from indicators.errors import IndicatorError
        from indicators.indexes import editions

        bad = 0
        chosen = [str(f) for f in files] if files else [*editions(), *own_editions(shell.folder)]
        for one in chosen:
            try:
                _show_gaps(shell, find_edition(one, shell.folder))
            except (IndicatorError, AuditorError) as err:
                bad += 1
                shell.err.print(describe(shell, err)[0], style="bold red", markup=False)
        shell.say("cli.index.validate.done", n=len(chosen), bad=bad, style="green" if not bad else "yellow")
        if bad:
            raise typer.Exit(5)

    @group.command("diff", help=shell("cli.index.diff.help"), epilog=example(shell, "cli.index.diff.example"))
    def diff(
        before: str = typer.Argument(..., help=shell("cli.edition_or_file")),
        after: str = typer.Argument(..., help=shell("cli.edition_or_file")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.editions import find_edition
        from indicators.indexes.comparing import differences, plain

        old, new = find_edition(before, shell.folder), find_edition(after, shell.folder)
        found = differences(old, new)
        if as_json:
            shell.json([plain(d) for d in found])
        elif found:
            _show_differences(shell, old, new, found)
        else:
            shell.say("cli.index.diff.none", a=old.id, b=new.id, style="green")


def _add_deriving(group: typer.Typer, shell: Shell) -> None:
    @group.command("new", help=shell("cli.index.new.help"), epilog=example(shell, "cli.index.new.example"))
    def new(
        file: Path = typer.Argument(..., help=shell("cli.index.new.file")),
        base: str = option(shell, "--from", help="cli.edition_or_file", default="vn-2014"),
        title: str = option(shell, "--title", help="cli.index.new.title", default=""),
    ) -> None:
        from auditor.derived import write_derived

        edition = write_derived(file, base, title)
        shell.say("cli.index.new.done", style="green", file=file, id=edition.id, base=base)
        shell.say("cli.index.new.next", file=file, base=base)

    @group.command(
        "confirm", help=shell("cli.index.confirm.help"), epilog=example(shell, "cli.index.confirm.example")
    )
    def confirm(
        code: str = typer.Argument(..., help=shell("cli.index.confirm.code")),
        page: int = option(shell, "--page", help="cli.index.confirm.page", default=...),
        by: str = option(shell, "--by", help="cli.index.confirm.by", default=...),
        text: str = option(shell, "--text", help="cli.index.confirm.text", default=""),
        edition: str = option(shell, "--edition", help="cli.edition_or_file", default="vn-2014"),
    ) -> None:
        from contextlib import nullcontext

        from auditor.editions import confirm as record
        from auditor.editions import find_edition
        from auditor.workspace import Workspace

        # beside a file where one is named; else in the workspace: the program's own files stay as they are
        named = edition.endswith((".yaml", ".yml"))
        with nullcontext() if named else Workspace.open(shell.folder).lock():
            file = record(edition, code, page, by, text=text, folder=shell.folder)
        found = find_edition(edition, shell.folder)
        entry = next(e for e in found.entries if e.code == code)
        shell.say("cli.index.confirm.done", style="green", code=code, title=entry.title["vi"], file=file)
        left = sum(not i.confirmed and i.wording == "working" for i in found)
        shell.say("cli.index.confirm.left", n=left, edition=found.id)
        forms = [form.code for form in found.forms if form.wording == "working"]
        if forms:
            shell.say("cli.index.confirm.left_forms", n=len(forms), codes=", ".join(forms), edition=found.id)


def _add_using(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "pages", help=shell("cli.index.pages.help"), epilog=example(shell, "cli.index.pages.example")
    )
    def pages(
        chosen: list[str] = typer.Argument(None, help=shell("cli.index.pages.editions")),
        folder: Path = option(shell, "--out", help="cli.index.pages.out", default=Path("indicators-pages")),
    ) -> None:
        from auditor.indexpages import write_pages

        for file in write_pages(folder, chosen or [], shell.folder, shell.words):
            shell.say("cli.index.pages.done", file=file)

    @group.command(
        "assess", help=shell("cli.index.assess.help"), epilog=example(shell, "cli.index.assess.example")
    )
    def assess(
        files: list[Path] = typer.Argument(..., help=shell("cli.index.assess.files")),
        edition: str = option(shell, "--edition", help="cli.edition_or_file", default="huong-uoc"),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.conventions import review
        from auditor.editions import find_edition
        from auditor.errors import AuditorError
        from indicators.indexes.comparing import plain

        found = find_edition(edition, shell.folder)
        worst = 0
        answers: list[object] = []
        for file in files:
            try:
                reviewed = review(file, found)
            except (AuditorError, OSError) as error:
                # one scan among a hundred conventions must not cost the other ninety-nine
                sentence, code = describe(shell, error)
                worst = max(worst, code)
                shell.err.print(sentence, style="bold red", markup=False)
                answers.append({"file": str(file), "unread": getattr(error, "code", "system")})
                continue
            if as_json:
                lines = [{"code": r.indicator.code, "passages": plain(r.passages)} for r in reviewed.lines]
                about = {"file": reviewed.file, "edition": found.id, "unread_pages": reviewed.unread_pages}
                answers.append({**about, "indicators": lines})
            else:
                _show_review(shell, reviewed)
        if as_json:
            shell.json(answers)
        if worst:
            raise typer.Exit(worst)


def _table(shell: Shell, title: str, prefix: str, columns: str) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for column in columns.split():
        table.add_column(shell(f"{prefix}.{column}"), overflow="fold")
    return table


def _show_gaps(shell: Shell, edition: Edition) -> None:
    for gap in edition.gaps:
        fields = ", ".join(shell(f"index.field.{name}") for name in gap.fields)
        shell.say(
            "cli.index.validate.gap",
            file=gap.file,
            line=gap.line,
            code=gap.code,
            fields=fields,
            style="yellow",
        )


def _show_line(shell: Shell, edition: Edition, one: Indicator) -> None:
    """All that one line says, as its page does."""
    from auditor.indexpages import indicator_facts

    table = _table(shell, f"{one.code}. {one.title[shell.lang]}", "cli.index.show.column", "field value")
    if one.question:
        table.add_row(shell("index.field.question"), escape(one.question[shell.lang]))
    for name, value in indicator_facts(one, edition, shell.words):
        table.add_row(escape(name), escape(value))
    shell.out.print(table)


def _show_forms(shell: Shell, edition: Edition, only: ReportForm | None = None) -> None:
    """The report forms, or one of them with the lines it asks."""
    from auditor.indexpages import form_cells

    table = Table(title=escape(shell("index.forms.title")), title_justify="left")
    names = [shell(f"index.field.{name}") for name in ("title", "answers", "page")]
    for column in (
        shell("cli.index.column.code"), *names, shell("index.forms.lines"), shell("index.field.wording"),
    ):  # fmt: skip
        table.add_column(column, overflow="fold")
    for form in (only,) if only else edition.forms:
        table.add_row(*map(escape, form_cells(form, edition, shell.words)))
    shell.out.print(table)
    if only:
        shell.out.print(escape(", ".join(i.code for i in edition if only.answers in i.answers)))


def _show_absent(shell: Shell, edition: Edition) -> None:
    """What lines lack and why, one row a field and reason."""
    rows: dict[tuple[str, str], list[str]] = {}
    for i in edition:
        for name, words in i.absent.items():
            rows.setdefault((name, words[shell.lang]), []).append(i.code)
    if not rows:
        return
    table = _table(shell, shell("cli.index.show.absent"), "cli.index.show.column", "field why codes")
    for (name, why), codes in sorted(rows.items(), key=lambda row: -len(row[1])):
        every = len(codes) == len(edition.indicators)
        lines = shell("cli.index.show.all_lines") if every else ", ".join(codes)
        table.add_row(*map(escape, (shell(f"index.field.{name}"), why, lines)))
    shell.out.print(table)


def _show_sheet(shell: Shell, edition: Edition) -> None:
    from auditor.indexpages import answered_by

    title = shell("cli.index.show.sheet", n=len(edition.code_sheet))
    table = _table(shell, title, "index.sheet", "field asks sheets ours")
    for field in edition.code_sheet:
        sheets = ", ".join(shell(f"index.sheet.{name}") for name in field.sheets)
        ours = "; ".join(answered_by(field, shell.words))
        table.add_row(*map(escape, (field.code, field.title[shell.lang], sheets, ours)))
    shell.out.print(table)


def _show_differences(shell: Shell, old: Edition, new: Edition, found: tuple[Difference, ...]) -> None:
    title = shell("cli.index.diff.title", a=old.id, b=new.id, n=len(found))
    table = _table(shell, title, "cli.index.diff.column", "code what before after")
    for d in found:
        what = shell(f"cli.index.diff.{d.what}")
        field = f"{what}: {shell(f'index.field.{d.field}')}" if d.field else what
        before, after = _cell(shell, d.before, d.field), _cell(shell, d.after, d.field)
        kind, _, name = d.code.rpartition(" ")
        code = shell(f"index.sheet.of.{kind}", code=name) if kind else name
        table.add_row(*map(escape, (code, field, before, after)))
    shell.out.print(table)


def _cell(shell: Shell, value: object, field: str = "") -> str:
    """One value of an edition as a reader knows it."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, list):
        return "; ".join(_cell(shell, each, field) for each in value)
    if isinstance(value, dict):
        return _mapping(shell, value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if shell.lang == "vi" else ".")
    prefix = {
        "wording": "index.wording", "method": "method", "unit": "unit", "answers": "index.answers",
        "sheets": "index.sheet", "ours": "index.sheet.ours", "part": "index.sheet.part",
    }  # fmt: skip
    key = f"{prefix.get(field, '')}.{value}"
    return shell(key) if key in shell.words else str(value)


def _mapping(shell: Shell, value: dict[str, object]) -> str:
    if set(value) == {"vi", "en"}:
        return str(value[shell.lang])
    if set(value) == {"at_least", "points"}:
        return f"≥ {shell.percent(float(str(value['at_least'])))} → {_cell(shell, value['points'])}"
    return ", ".join(f"{key}: {_cell(shell, each)}" for key, each in value.items())


def _show_review(shell: Shell, found: Review) -> None:
    shell.say("cli.index.assess.title", file=found.file, title=found.edition.title[shell.lang], style="bold")
    for line in found.lines:
        indicator = line.indicator
        key = "cli.index.assess.read" if line.passages else "cli.index.assess.nothing"
        shell.say(key, code=indicator.code, title=indicator.title[shell.lang], n=len(line.passages))
        for p in line.passages:
            where = p.provision or shell("cli.index.assess.line", line=p.line)
            severity = f"[{_COLOURS.get(p.severity, '')}]{escape(shell(f'severity.{p.severity}'))}[/]"
            shell.out.print(
                f"    {escape(where)}: {severity} “{escape(p.text)}” [dim]({escape(p.rule)})[/dim]"
            )
            shell.out.print("        " + escape(p.message))
            if p.alternatives:
                shell.out.print(
                    "        " + escape(shell("cli.check.alternatives", text="; ".join(p.alternatives)))
                )
    if found.unread_pages:
        shell.say("cli.index.assess.unread_pages", n=found.unread_pages, style="yellow")
    shell.say("cli.index.assess.summary", n=found.passages, letters=shell.number(found.letters))
    shell.say("cli.index.assess.note", note=found.edition.note[shell.lang], style="dim")
