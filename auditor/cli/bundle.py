"""``auditor bundle``: one signed file with everything behind a report; look at one, open one, and the key that signs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.proof.opening import Checked


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(help=shell("cli.bundle.help"), no_args_is_help=False, invoke_without_command=True)
    app.add_typer(group, name="bundle")
    _add_write(group, shell)
    _add_check(group, shell)
    _add_open(group, shell)
    _add_key(group, shell)


def _add_write(group: typer.Typer, shell: Shell) -> None:
    @group.callback(epilog=example(shell, "cli.bundle.example"))
    def write(
        ctx: typer.Context,
        output: Path = option(shell, "--output", "-o", help="cli.bundle.output", default=None),
        circulation: str = option(shell, "--circulation", "-c", help="cli.circulation", default="internal"),
        outlet: str = option(shell, "--outlet", help="cli.circulation.outlet", default=""),
        archive: bool = option(shell, "--archive/--no-archive", help="cli.bundle.archive", default=False),
        signed: bool = option(shell, "--signed/--unsigned", help="cli.bundle.signed", default=True),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        if ctx.invoked_subcommand is not None:
            return
        import dataclasses

        from auditor.errors import UsageError
        from auditor.proof.bundling import bundle
        from auditor.workspace import Workspace

        if output is None:
            raise UsageError(detail=shell("cli.bundle.no_output"))
        made = bundle(
            Workspace.open(shell.folder), output, shell.words, circulation=circulation, outlet=outlet, with_archive=archive,
            signed=signed,
        )  # fmt: skip
        if as_json:
            shell.json(dataclasses.asdict(made))
            return
        if made.fresh_key:
            shell.say("cli.bundle.key_made", folder=shell.folder)
        shell.say(
            "cli.bundle.done", path=made.path, size=shell.number(made.size), sha256=made.sha256, style="green"
        )
        shell.say(f"proof.circulation.{made.circulation}")
        _say_parts(shell, made.parts)
        _say_signer(shell, made.signer)
        shell.say("cli.bundle.next", path=made.path)


def _add_check(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "check", help=shell("cli.bundle.check.help"), epilog=example(shell, "cli.bundle.check.example")
    )
    def check(
        file: Path = typer.Argument(..., help=shell("cli.bundle.file")),
        signer: str = option(shell, "--signer", help="cli.bundle.signer", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.proof.opening import check as look

        _there(file)
        found = look(file, signer=signer)
        if as_json:
            shell.json(dataclasses.asdict(found))
            return
        _say_checked(shell, found)


def _add_open(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "open", help=shell("cli.bundle.open.help"), epilog=example(shell, "cli.bundle.open.example")
    )
    def open_it(
        file: Path = typer.Argument(..., help=shell("cli.bundle.file")),
        folder: Path = typer.Argument(..., help=shell("cli.bundle.folder")),
        signer: str = option(shell, "--signer", help="cli.bundle.signer", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.cli.verify import say_differences
        from auditor.proof.opening import open_bundle

        _there(file)
        found = open_bundle(file, folder, signer=signer)
        if as_json:
            shell.json(dataclasses.asdict(found))
        else:
            _say_checked(shell, found.checked)
            shell.say("cli.bundle.opened", folder=folder)
            if found.same is None:
                shell.say("cli.bundle.no_store")
            elif found.same:
                shell.say("cli.bundle.same", style="green")
            else:
                shell.say("cli.bundle.other", style="bold red")
                say_differences(shell, found.differences)
            if found.same is not None:
                shell.say("cli.bundle.verify", folder=folder, report=folder / "bundle" / "report.json")
        if found.same is False:
            raise typer.Exit(1)


def _add_key(group: typer.Typer, shell: Shell) -> None:
    @group.command("key", help=shell("cli.bundle.key.help"), epilog=example(shell, "cli.bundle.key.example"))
    def key(
        save: Path = option(shell, "--save", help="cli.bundle.key.save", default=None),
        load: Path = option(shell, "--load", help="cli.bundle.key.load", default=None),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.proof import signing
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        fresh = False
        if load is not None:
            _there(load)
            signing.load_key(workspace, load)
        elif not signing.public_key(workspace.path):
            signing.make_key(workspace)
            fresh = True
        if save is not None:
            signing.save_key(workspace, save)
        signer = signing.signer_of(workspace.path)
        private = signing.has_private(workspace.path)
        if as_json:
            shell.json({"fingerprint": signer, "private": private, "made": fresh})
            return
        if fresh:
            shell.say("cli.bundle.key_made", folder=shell.folder)
        shell.say("cli.bundle.key.shown", fingerprint=signer, style="bold")
        shell.say("cli.bundle.key.can" if private else "cli.bundle.key.cannot")
        if save is not None:
            shell.say("cli.bundle.key.saved", path=save, style="yellow")


def _there(file: Path) -> None:
    from auditor.errors import InputError

    if not file.is_file():
        raise InputError(file=str(file), detail="missing")


def _say_checked(shell: Shell, found: Checked) -> None:
    from reports.prepare import clean_text

    head: Mapping[str, Any] = found.head
    told = {name: clean_text(head[name]) for name in ("province", "as_of", "version")}
    shell.say(
        "cli.bundle.checked",
        edition=clean_text(head["edition"]["id"]),
        count=shell.number(found.members),
        style="green",
        **told,
    )
    shell.say(f"proof.circulation.{head['circulation']}")
    _say_parts(shell, found.parts)
    _say_signer(shell, found.signer)
    if found.signer and not found.expected:
        shell.say("cli.bundle.compare", style="yellow")
    if not found.signer and found.named:
        shell.say("cli.bundle.named", fingerprint=clean_text(found.named), style="yellow")


def _say_parts(shell: Shell, parts: Mapping[str, int]) -> None:
    listed = "; ".join(
        f"{shell(f'proof.part.{name}')} ({shell.number(count)})" for name, count in parts.items()
    )
    shell.say("cli.bundle.parts", parts=listed)


def _say_signer(shell: Shell, signer: str) -> None:
    if signer:
        shell.say("cli.bundle.by", fingerprint=signer)
    else:
        shell.say("cli.bundle.unsigned", style="yellow")
