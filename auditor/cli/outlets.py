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
                read_outlet(file)
            except RegisterError as err:
                bad += 1
                shell.err.print(describe(shell, err)[0], style="bold red", markup=False)
        shell.say("cli.outlets.check.done", n=len(chosen), bad=bad, style="green" if not bad else "yellow")
        if bad:
            raise typer.Exit(5)


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
