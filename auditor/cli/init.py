"""``auditor init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("init", help=shell("cli.init.help"), epilog=example(shell, "cli.init.example"))
    def init(
        folder: Path = typer.Argument(..., help=shell("cli.init.folder")),
        province: str = option(shell, "--province", "-p", help="cli.init.province", default=...),
        contact: str = option(shell, "--contact", help="cli.init.contact", default=""),
        period_from: str = option(shell, "--from", help="cli.init.from", default=""),
        period_to: str = option(shell, "--to", help="cli.init.to", default=""),
        as_of: str = option(shell, "--as-of", help="cli.as_of", default=""),
        edition: str = option(shell, "--edition", help="cli.edition", default="vn-2014"),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.workspace import Config, Workspace, day_or_usage_error
        from crawlers.register import load as load_register
        from crawlers.register import packaged, slug
        from indicators.errors import UnknownEdition
        from indicators.indexes import editions

        if edition not in editions():
            # a file would work here and fail in every command after it
            raise UnknownEdition(edition, edition=edition, known=", ".join(editions()))
        register = load_register(packaged())
        name = next((p for p in register.provinces() if slug(p) == slug(province)), province.strip())
        if not name:
            raise UsageError(detail="--province")
        config = Config(
            province=name,
            period_from=day_or_usage_error(period_from, "--from"),
            period_to=day_or_usage_error(period_to, "--to"),
            as_of=day_or_usage_error(as_of, "--as-of"),
            edition=edition,
            contact=contact,
        )
        workspace = Workspace.create(folder, config)
        shell.say("cli.init.done", style="green", folder=workspace.path)
        known = register.on(config.day, name)
        if known:
            shell.say("cli.init.known", n=len(known), province=name)
        else:
            shell.say("cli.init.unknown", style="yellow", province=name, folder=workspace.outlets)
        shell.say("cli.init.next", folder=workspace.path)
