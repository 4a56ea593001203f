"""``auditor decisions``: who decided what, exports for other workspaces, and decisions that come from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.decisions.history import Asked, Entry

MOST = 50


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="decisions", help=shell("cli.decisions.help"))
    _add_list(group, shell)
    _add_export(group, shell)
    _add_import(group, shell)


def _asked(kind: list[str], who: str, outlet: str, about: str, since: str, *, holding: bool) -> Asked:
    from auditor.decisions.history import Asked
    from auditor.workspace import day_or_usage_error

    return Asked(tuple(kind), who, outlet, about, day_or_usage_error(since, "--since"), replaced=not holding)


def _found(shell: Shell, asked: Asked) -> list[Entry]:
    from auditor.decisions.history import entries
    from auditor.editions import edition_of
    from auditor.ownrules import own_packs
    from auditor.workspace import Workspace
    from indicators.rules import load_packs

    workspace = Workspace.open(shell.folder)
    rules = load_packs(added=own_packs(workspace.path).added).rules
    with workspace.store(readonly=True) as store:
        return entries(workspace.path, store, asked, edition=edition_of(workspace), rules=rules)


def _add_list(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "list", help=shell("cli.decisions.list.help"), epilog=example(shell, "cli.decisions.list.example")
    )
    def list_all(
        kind: list[str] = option(shell, "--kind", help="cli.decisions.kind", default=[]),
        who: str = option(shell, "--who", help="cli.decisions.who", default=""),
        outlet: str = option(shell, "--outlet", help="cli.decisions.outlet", default=""),
        about: str = option(shell, "--about", help="cli.decisions.about", default=""),
        since: str = option(shell, "--since", help="cli.decisions.since", default=""),
        holding: bool = option(shell, "--holding", help="cli.decisions.holding", default=False),
        limit: int = option(shell, "--limit", "-n", help="cli.decisions.limit", default=MOST, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.cli.outlets import called, refuse_unknown

        found = _found(shell, _asked(kind, who, outlet, about, since, holding=holding))
        if outlet and not found:
            # of bodies that are no outlet (a department that sends a form) there may be decisions as well
            refuse_unknown(shell, outlet)
        if as_json:
            shell.json([e.decision.as_json() | {"key": e.decision.key, "holds": e.holds} for e in found])
            return
        name = called(shell)
        for entry in found[-limit:]:
            _show(shell, entry, name)
        shown = min(limit, len(found))
        shell.say("cli.decisions.list.done", n=shell.number(len(found)), shown=shell.number(shown))


def _show(shell: Shell, entry: Entry, name: Callable[[str], str]) -> None:
    one = entry.decision
    told = name(one.outlet)
    subject = [
        # the id too: the command's own filters take it
        one.outlet if told == one.outlet else f"{told} ({one.outlet})",
        one.code,
        one.item[:8] and f"#{one.item[:8]}",
        one.version and f"@{one.version[:12]}",
    ]
    if one.span:
        subject.append(f"[{one.span[0]}–{one.span[1]}]")
    shell.say(
        "cli.decisions.line" if entry.holds else "cli.decisions.line.replaced",
        at=local(one.at) or "–",
        who=one.who or "–",
        kind=shell(f"decision.kind.{one.kind}"),
        subject=" ".join(filter(None, subject)),
        answer=_answer(shell, one.kind, one.answer),
        style="" if entry.holds else "dim",
    )
    if one.reason:
        shell.out.print(f"    {one.reason}", markup=False)


def local(at: str) -> str:
    """A moment of the register (kept in UTC) by the clocks of Viet Nam; a day alone, or what is no moment, as it is."""
    import datetime as dt

    if not at.endswith("Z"):
        return at
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{moment.astimezone(dt.timezone(dt.timedelta(hours=7))):%Y-%m-%d %H:%M:%S}"


def _answer(shell: Shell, kind: str, answer: str) -> str:
    for key in (f"decision.answer.{kind}.{answer}", f"reply.type.{answer}", f"reply.outcome.{answer}", f"form.state.{answer}"):  # fmt: skip
        if key in shell.words:
            return shell(key)
    return answer


def _add_export(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "export",
        help=shell("cli.decisions.export.help"),
        epilog=example(shell, "cli.decisions.export.example"),
    )
    def export(
        file: Path = typer.Argument(..., help=shell("cli.decisions.export.file")),
        kind: list[str] = option(shell, "--kind", help="cli.decisions.kind", default=[]),
        who: str = option(shell, "--who", help="cli.decisions.who", default=""),
        outlet: str = option(shell, "--outlet", help="cli.decisions.outlet", default=""),
        about: str = option(shell, "--about", help="cli.decisions.about", default=""),
        since: str = option(shell, "--since", help="cli.decisions.since", default=""),
    ) -> None:
        from auditor.decisions import write_export

        found = _found(shell, _asked(kind, who, outlet, about, since, holding=False))
        n = write_export(file, [entry.decision for entry in found])
        shell.say("cli.decisions.export.done", n=shell.number(n), file=file)


def _add_import(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "import",
        help=shell("cli.decisions.import.help"),
        epilog=example(shell, "cli.decisions.import.example"),
    )
    def import_all(
        files: list[Path] = typer.Argument(..., help=shell("cli.decisions.import.files")),
    ) -> None:
        from auditor.decisions import merge, read_export
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        # all are read before any is kept: a damaged file among them changes nothing
        given = [(file, read_export(file)) for file in files]
        with workspace.lock(), workspace.store() as store, store.transaction():
            for file, made in given:
                new = len(merge(store, made))
                shell.say(
                    "cli.decisions.import.done",
                    file=file,
                    n=shell.number(new),
                    known=shell.number(len(made) - new),
                )
        shell.note("cli.decisions.import.next", style="yellow")
