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
        _known_province(register, province)
        province = "" if every else province or _province(shell)
        found = register.on(day, province or None)
        if as_json:
            shell.json([_as_json(outlet) for outlet in found])
            return
        title = "cli.outlets.list.title_of" if province else "cli.outlets.list.title"
        table = Table(title=shell(title, n=len(found), day=day, province=province), title_justify="left")
        for column in ("id", "name", "kind", "province", "site", "mark"):
            # ids are typed into other commands: one that is broken over lines cannot be copied
            whole = column == "id"
            table.add_column(shell(f"cli.outlets.column.{column}"), overflow="fold", no_wrap=whole)
        for outlet in found:
            sites = ", ".join(host for site in outlet.sites for host in site.hosts) or shell(
                "cli.outlets.no_site"
            )
            mark = outlet.evidence.mark
            table.add_row(
                outlet.id,
                outlet.name_on(datetime.date.fromisoformat(day)),
                shell(f"kind.{outlet.kind}"),
                outlet.province,
                sites,
                f"[{mark}]".replace("[", r"\["),
            )
        shell.out.print(table)

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


def _known_province(register: Register, province: str) -> None:
    from auditor.errors import UnknownProvince
    from crawlers.register import slug

    if province and slug(province) not in {slug(p) for p in register.provinces()}:
        raise UnknownProvince(province=province, known=", ".join(register.provinces()))


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
