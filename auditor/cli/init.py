"""``auditor init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.base import Shell, example, option

PRESS = ("newspaper", "broadcaster", "press_and_broadcaster", "magazine", "supplement")


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
        kind: list[str] = option(shell, "--kind", help="cli.init.kind", default=[]),
    ) -> None:
        from auditor.errors import UsageError
        from auditor.forms.plan import year_to
        from auditor.workspace import Config, Workspace, day_or_usage_error
        from crawlers.provinces import bare, today_of
        from crawlers.register import KINDS, packaged, slug
        from crawlers.register import load as load_register
        from indicators.errors import UnknownEdition
        from indicators.indexes import editions
        from reports.wording import Wording

        if edition not in editions():
            # a file would work here and fail in every command after it
            raise UnknownEdition(edition, edition=edition, known=", ".join(editions()))
        register = load_register(packaged())
        typed = bare(province)
        name = next((p for p in register.provinces() if slug(p) == slug(typed)), typed)
        if not name:
            raise UsageError(detail="--province")
        if wrong := set(kind) - set(KINDS):
            raise UsageError(detail=f"--kind {', '.join(sorted(wrong))} ({', '.join(KINDS)})")
        real = any(slug(p.value) == slug(name) for o in register.outlets for p in o.provinces)
        as_of = day_or_usage_error(as_of, "--as-of")
        first, last = day_or_usage_error(period_from, "--from"), day_or_usage_error(period_to, "--to")
        usual = not first and not last
        if usual:
            first, last = year_to(Config(province=name, as_of=as_of).day)
        config = Config(
            province=name,
            period_from=first,
            period_to=last,
            as_of=as_of,
            edition=edition,
            contact=contact,
            # portals are no press bodies; who counts them says so, and the report prints it
            kinds=tuple(kind) or (PRESS if real else ()),
        )
        workspace = Workspace.create(folder, config)
        shell.say("cli.init.done", style="green", folder=workspace.path)
        told = "cli.init.period.usual" if usual else "cli.init.period"
        shell.say(told, period=Wording(shell.words).period((first, last)))
        known = register.on(config.day, name, config.kinds or None)
        if known:
            counted = "; ".join(shell(f"kind.{k}") for k in config.kinds)
            shell.say("cli.init.known", n=len(known), province=name)
            shell.say("cli.init.counted", kinds=counted)
        elif slug(today := today_of(name)) != slug(name):
            shell.say("cli.outlets.list.gone", style="yellow", province=name, today=today)
        else:
            shell.say("cli.init.unknown", style="yellow", province=name, folder=workspace.outlets)
        shell.say("cli.init.next", folder=workspace.path)
