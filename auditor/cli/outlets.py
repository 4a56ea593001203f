"""``auditor outlets``: who is in the register, and whether its files are right."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawlers.register import Outlet, Register


def _register(shell: Shell) -> Register:
    """The workspace's register where there is a workspace, else the one that comes with the program."""
    from auditor.workspace import CONFIG, Workspace
    from crawlers.register import load

    if (shell.folder / CONFIG).exists():
        return Workspace.open(shell.folder).register()
    return load()


def _day(shell: Shell, on: str) -> str:
    from auditor.workspace import CONFIG, Config, Workspace, day_or_usage_error

    if on:
        return day_or_usage_error(on, "--on")
    if (shell.folder / CONFIG).exists():
        return Workspace.open(shell.folder).config.day
    return Config(province="-").day


def _province(shell: Shell) -> str:
    from auditor.workspace import CONFIG, Workspace

    return Workspace.open(shell.folder).config.province if (shell.folder / CONFIG).exists() else ""


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.outlets.help"), no_args_is_help=True)
    app.add_typer(group, name="outlets")
    _add_page(group, shell)
    _add_history(group, shell)

    @group.command(
        "list", help=shell("cli.outlets.list.help"), epilog=example(shell, "cli.outlets.list.example")
    )
    def list_outlets(
        on: str = option(shell, "--on", help="cli.outlets.on", default=""),
        province: str = option(shell, "--province", "-p", help="cli.outlets.province", default=""),
        every: bool = option(shell, "--all", help="cli.outlets.all", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        register, day = _register(shell), _day(shell, on)
        province = "" if every else _known_province(register, province) or _province(shell)
        found = register.on(day, province or None)
        if as_json:
            shell.json([_as_json(outlet) for outlet in found])
            return
        on_day = datetime.date.fromisoformat(day)
        title = "cli.outlets.list.title_of" if province else "cli.outlets.list.title"
        shell.say(title, style="bold", n=len(found), day=on_day.strftime("%d/%m/%Y"), province=province)
        for outlet in found:
            _line(shell, outlet, on_day, with_province=not province)
        if province and not found:
            _gone(shell, province, on_day)

    @group.command(
        "show", help=shell("cli.outlets.show.help"), epilog=example(shell, "cli.outlets.show.example")
    )
    def show(
        id: str = typer.Argument(..., help=shell("cli.outlets.id")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.errors import UsageError

        outlet = _register(shell).get(id)
        if outlet is None:
            raise UsageError(detail=shell("cli.outlets.unknown", id=id))
        if as_json:
            shell.json(_as_json(outlet))
            return
        import yaml

        shell.out.print(yaml.safe_dump(_as_json(outlet), allow_unicode=True, sort_keys=False), markup=False)

    @group.command(
        "check", help=shell("cli.outlets.check.help"), epilog=example(shell, "cli.outlets.check.example")
    )
    def check(
        files: list[Path] = typer.Argument(None, help=shell("cli.outlets.files")),
    ) -> None:
        from auditor.cli.base import describe
        from crawlers.errors import RegisterError
        from crawlers.register import packaged, read_outlet

        folder = shell.folder / "outlets"
        chosen = files or sorted((folder if folder.is_dir() else packaged()).glob("*.yaml"))
        bad = 0
        for file in chosen:
            try:
                wrong = _misread(shell, read_outlet(file))
            except RegisterError as err:
                wrong = True
                shell.err.print(describe(shell, err)[0], style="bold red", markup=False)
            bad += wrong
        shell.say("cli.outlets.check.done", n=len(chosen), bad=bad, style="green" if not bad else "yellow")
        if bad:
            raise typer.Exit(5)


def _add_history(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "history",
        help=shell("cli.outlets.history.help"),
        epilog=example(shell, "cli.outlets.history.example"),
    )
    def history(
        id: str = typer.Argument(..., help=shell("cli.outlets.id")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.errors import UsageError

        register = _register(shell)
        told = register.family(id)
        if not told:
            raise UsageError(detail=shell("cli.outlets.unknown", id=id))
        if as_json:
            shell.json([_as_json(outlet) for outlet in told])
            return
        for outlet in told:
            _tell(shell, register, outlet)

    @group.command(
        "provinces",
        help=shell("cli.outlets.provinces.help"),
        epilog=example(shell, "cli.outlets.provinces.example"),
    )
    def list_provinces(
        on: str = option(shell, "--on", help="cli.outlets.on", default=""),
    ) -> None:
        from crawlers import provinces

        day = _day(shell, on)
        on_day = datetime.date.fromisoformat(day)
        found = provinces.on(on_day)
        register = _register(shell)
        table = Table(
            title=shell("cli.outlets.provinces.title", n=len(found), day=on_day.strftime("%d/%m/%Y")),
            title_justify="left",
        )
        for column in ("province", "made_of", "bodies", "mark"):
            table.add_column(shell(f"cli.outlets.column.{column}"), overflow="fold")
        for province in found:
            parts = [n for n in provinces.predecessors(province.name) if n != province.name]
            others = (
                ", ".join(parts)
                if province.into == province.name
                else shell("cli.outlets.now_in", province=province.into)
            )
            table.add_row(
                province.name, others, str(len(register.on(day, province.name))), rf"\[{province.mark}]"
            )
        shell.out.print(table)


def _add_page(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "page", help=shell("cli.outlets.page.help"), epilog=example(shell, "cli.outlets.page.example")
    )
    def page(
        file: Path = typer.Argument(..., help=shell("cli.outlets.page.file")),
        saved: Path = typer.Argument(..., help=shell("cli.extract.page")),
        url: str = option(shell, "--url", help="cli.outlets.page.url", default=""),
        name: str = option(shell, "--name", help="cli.outlets.page.name", default=""),
    ) -> None:
        from auditor.cli.extract import read_page
        from auditor.errors import UsageError
        from crawlers import expected, register

        if not url:
            raise UsageError(detail=shell("cli.outlets.page.no_url"))
        written = expected.write(register.read_outlet(file), read_page(saved), url, name)
        shell.say("cli.outlets.page.done", file=written, style="green")


def _line(shell: Shell, outlet: Outlet, day: datetime.date, *, with_province: bool) -> None:
    """One body in two lines, no table: ids are typed into other commands, and one broken over lines cannot be copied."""
    hosts = [host for site in outlet.sites if site.holds(day) for host in site.hosts]
    about = [shell(f"kind.{outlet.kind}"), *([outlet.province_on(day)] if with_province else [])]
    about.append(", ".join(hosts) or shell("cli.outlets.no_site"))
    shell.out.print(f"{outlet.name_on(day)} [{outlet.evidence.mark}]", markup=False)
    shell.out.print(f"  {outlet.id}  ·  {'  ·  '.join(about)}", style="dim", markup=False)


def _gone(shell: Shell, province: str, day: datetime.date) -> None:
    """A province without a body on the day may be part of another one by then."""
    from crawlers import provinces
    from crawlers.register import slug

    today = provinces.today_of(province)
    if slug(today) != slug(province) and slug(province) not in {slug(p.name) for p in provinces.on(day)}:
        shell.note("cli.outlets.list.gone", province=province, today=today)


def _tell(shell: Shell, register: Register, outlet: Outlet) -> None:
    """The life of one body, in a few lines, each with how sure it is."""

    def day(value: datetime.date | None) -> str:
        return value.strftime("%d/%m/%Y") if value else shell("cli.outlets.history.open")

    shell.out.print(f"[bold]{outlet.name}[/bold]  [dim]{outlet.id}[/dim]")
    shell.say("cli.outlets.history.life", kind=shell(f"kind.{outlet.kind}"), start=day(outlet.valid_from),
              end=day(outlet.valid_to), mark=outlet.evidence.mark)  # fmt: skip
    for names, key in ((outlet.names, "name"), (outlet.provinces, "province")):
        if len(names) > 1:
            for one in names:
                shell.say(
                    f"cli.outlets.history.{key}", value=one.value, start=day(one.start), end=day(one.end)
                )
    for step in outlet.succession:
        successors = (register.get(id) for id in step.to)
        shell.say(
            f"cli.outlets.history.{step.kind}", day=day(step.date or outlet.valid_to), mark=step.evidence.mark,
            decision=f", {step.decision}" if step.decision else "", to=", ".join(o.name for o in successors if o),
        )  # fmt: skip
    for step in outlet.succession:
        for line in (*step.evidence.source, step.evidence.note):
            if line:
                shell.out.print(f"    {line}", style="dim", markup=False)
    for field in ("opt_out", "permission"):
        if text := getattr(outlet, field):
            shell.say(f"cli.outlets.history.{field}", text=text)
    for complaint in outlet.complaints:
        shell.say(
            "cli.outlets.history.complaint",
            day=day(complaint.date),
            text=complaint.about,
            answer=complaint.answer,
        )


def _misread(shell: Shell, outlet: Outlet) -> bool:
    """Say every field of the outlet's stored pages that is read otherwise; True where there is one."""
    if not expected_pages(outlet):
        return False
    # only now: readers cost a second to load, and few outlets have pages beside them
    from crawlers import expected

    found = list(expected.check(outlet))
    for d in found:
        said, read = (str(value)[:300] for value in (d.expected, d.read))
        shell.note("cli.outlets.page.differs", outlet=outlet.id, file=d.file, field=d.field, expected=said, read=read,
                   style="bold red")  # fmt: skip
    return bool(found)


def expected_pages(outlet: Outlet) -> bool:
    """Does the outlet have stored pages with expected fields?"""
    return any((Path(outlet.file).parent / "pages" / outlet.id).glob("*.json"))


def called(shell: Shell) -> Callable[[str], str]:
    """What a reader calls an outlet: its name, where the register has the id; a broken register must not keep a listing away."""
    from auditor.errors import AuditorError
    from crawlers.errors import CollectError

    try:
        names = {outlet.id: outlet.name for outlet in _register(shell).outlets}
    except (AuditorError, CollectError):
        names = {}
    return lambda id: names.get(id, id)


def refuse_unknown(shell: Shell, outlet: str) -> None:
    """An empty table would read as "nothing happened" where the id is only mistyped. Raises UsageError."""
    from auditor.errors import UsageError

    if outlet and all(o.id != outlet for o in _register(shell).outlets):
        raise UsageError(detail=shell("cli.outlets.unknown", id=outlet))


def _known_province(register: Register, province: str) -> str:
    """The name as the register writes it, whoever typed it without diacritics or with its title. Raises UnknownProvince."""
    from auditor.errors import UnknownProvince
    from crawlers import provinces
    from crawlers.register import slug

    names = {slug(n): n for n in (*register.provinces(), *(p.name for p in provinces.provinces()))}
    key = slug(provinces.bare(province))
    if key and key not in names:
        raise UnknownProvince(province=province, known=", ".join(names[k] for k in sorted(names)))
    return names.get(key, "")


def _as_json(outlet: Outlet) -> dict[str, object]:
    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if v not in (None, "", (), [], {})}
        if isinstance(value, (list, tuple)):
            return [plain(v) for v in value]
        return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)

    found = plain(dataclasses.asdict(outlet))
    assert isinstance(found, dict)  # noqa: S101  asdict gives a dict
    found.pop("file", None)
    return found
