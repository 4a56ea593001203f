"""``auditor counted``: which bodies the province counts, from which day, on what ground."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.counted import Choice, Single
    from auditor.workspace import Workspace
    from crawlers.register import Register


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="counted", help=shell("cli.counted.help"))
    _add_set(group, shell)
    _add_show(group, shell)
    _add_withdraw(group, shell)


def _add_set(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "set", help=shell("cli.counted.set.help"), epilog=example(shell, "cli.counted.set.example")
    )
    def set_choice(  # noqa: PLR0917  one parameter an option
        since: str = option(shell, "--from", help="cli.counted.from", default=...),
        until: str = option(shell, "--to", help="cli.counted.until", default=""),
        kind: list[str] = option(shell, "--kind", help="cli.counted.kind", default=[]),
        listed: bool = option(shell, "--listed", help="cli.counted.listed", default=False),
        include: list[str] = option(shell, "--include", help="cli.counted.include", default=[]),
        exclude: list[str] = option(shell, "--exclude", help="cli.counted.exclude", default=[]),
        include_from: Path = option(shell, "--include-from", help="cli.counted.include_from", default=None),
        exclude_from: Path = option(shell, "--exclude-from", help="cli.counted.exclude_from", default=None),
        by: str = option(shell, "--by", help="cli.counted.by", default=...),
        on: str = option(shell, "--on", help="cli.counted.on", default=""),
        basis: str = option(shell, "--basis", help="cli.counted.basis", default=...),
        place: str = option(shell, "--place", help="cli.counted.place", default=""),
    ) -> None:
        from datetime import UTC, datetime

        from auditor.counted import Choice, bodies_on, decision_of, problem_of
        from auditor.decisions.ledger import keep
        from auditor.errors import UsageError
        from auditor.workspace import Workspace
        from crawlers.register import KINDS

        workspace = Workspace.open(shell.folder)
        register = workspace.register()
        choice = Choice(
            kinds=tuple(dict.fromkeys(kind)),
            listed=listed,
            include=_singles(shell, workspace, register, "--include", include, include_from),
            exclude=_singles(shell, workspace, register, "--exclude", exclude, exclude_from),
            since=since,
            until=until,
            decided=on or datetime.now(UTC).date().isoformat(),
            basis=basis.strip(),
            who=by.strip(),
            place=_place(shell, workspace, place),
        )
        problem = "kind" if set(kind) - set(KINDS) else problem_of(choice)
        if problem:
            raise UsageError(detail=shell(f"cli.counted.wrong.{problem}", known=", ".join(KINDS)))
        if not bodies_on(workspace, register, since, choice.place or None, choice=choice):
            raise UsageError(detail=shell("cli.counted.nobody", day=_day(since)))
        with workspace.lock():
            keep(workspace, [decision_of(choice)])
        shell.say("cli.counted.kept", since=_day(since), until=_until(shell, choice), style="green")
        _say_bodies(shell, workspace, register, since, choice.place)
        shell.say("cli.next.counted")


def _add_show(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "show", help=shell("cli.counted.show.help"), epilog=example(shell, "cli.counted.show.example")
    )
    def show(
        day: str = option(shell, "--day", help="cli.counted.day", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.counted import bodies_on, choice_on, choices, name_of
        from auditor.workspace import Workspace, day_or_usage_error

        workspace = Workspace.open(shell.folder)
        register = workspace.register()
        on = day_or_usage_error(day, "--day") or workspace.config.day
        made = choices(workspace)
        if as_json:
            found = bodies_on(workspace, register, on)
            shell.json(
                {"choices": [dataclasses.asdict(c) for c in made], "day": on, "bodies": [o.id for o in found]}
            )
            return
        for one in made:
            counted = "; ".join(shell(f"kind.{k}") for k in one.kinds) or shell("cli.counted.all")
            if one.listed:
                counted = shell("cli.counted.listed.only")
            where = f"{one.place}: {counted}" if one.place else counted
            shell.say("cli.counted.choice", since=_day(one.since), until=_until(shell, one), counted=where)
            for way, singles in (("include", one.include), ("exclude", one.exclude)):
                for single in singles:
                    name = name_of(register, single.outlet, on)
                    told = shell(f"cli.counted.way.{way}")
                    shell.say("cli.counted.choice.single", way=told, name=name, reason=single.reason)
            shell.say("cli.counted.choice.source", decided=_day(one.decided), who=one.who, basis=one.basis)
        if not choice_on(workspace, on).since:
            shell.say("rate.denominator.config", day=_day(on), style="yellow")
        _say_bodies(shell, workspace, register, on)


def _add_withdraw(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "withdraw",
        help=shell("cli.counted.withdraw.help"),
        epilog=example(shell, "cli.counted.withdraw.example"),
    )
    def withdraw(
        since: str = option(shell, "--from", help="cli.counted.withdraw.from", default=...),
        place: str = option(shell, "--place", help="cli.counted.place", default=""),
        by: str = option(shell, "--by", help="cli.counted.by", default=...),
        reason: str = option(shell, "--reason", help="cli.counted.withdraw.reason", default=...),
    ) -> None:
        from auditor.counted import choices, withdrawal_of
        from auditor.decisions.ledger import keep
        from auditor.decisions.model import MAX_REASON
        from auditor.errors import UsageError
        from auditor.workspace import Workspace, day_or_usage_error

        workspace = Workspace.open(shell.folder)
        day_or_usage_error(since, "--from")
        if not by.strip() or not 0 < len(reason.strip()) <= MAX_REASON:
            raise UsageError(detail="--by, --reason")
        with workspace.lock():
            meant = _place(shell, workspace, place)
            found = [one for one in choices(workspace) if (one.since, one.place) == (since, meant)]
            if not found:
                raise UsageError(detail=shell("cli.counted.wrong.none", since=since))
            keep(workspace, [withdrawal_of(found[0], by.strip(), reason.strip())])
        shell.say("cli.counted.taken_back", since=_day(since))
        _say_bodies(shell, workspace, workspace.register(), workspace.config.day)


def _singles(
    shell: Shell, workspace: Workspace, register: Register, option_: str, given: list[str], file: Path | None
) -> tuple[Single, ...]:
    """What "id: reason" and a table say, each body one of the province's. Raises UsageError."""
    from auditor.cli.outlets import refuse_unknown
    from auditor.counted import Single
    from auditor.errors import UsageError
    from auditor.territory import places
    from crawlers.register import slug

    own = {slug(place) for place in places(workspace)}
    found: dict[str, Single] = {}
    for text in given:
        id, colon, reason = (part.strip() for part in text.partition(":"))
        if not (id and colon and reason):
            raise UsageError(detail=shell("cli.counted.wrong.single", option=option_, text=text))
        outlet = register.get(id)
        if outlet is None:
            refuse_unknown(shell, id)
        elif not own & {slug(place.value) for place in outlet.provinces}:
            raise UsageError(detail=shell("cli.counted.wrong.place", option=option_, id=id))
        if id in found:
            raise UsageError(detail=shell("cli.counted.wrong.twice", option=option_, id=id))
        found[id] = Single(id, reason)
    for one in _of_file(shell, workspace, register, file):
        if one.outlet in found:
            raise UsageError(detail=shell("cli.counted.wrong.twice", option=f"{option_}-from", id=one.outlet))
        found[one.outlet] = one
    return tuple(found.values())


def _of_file(shell: Shell, workspace: Workspace, register: Register, file: Path | None) -> list[Single]:
    """The bodies of a table; nothing is kept where one cell is wrong, and every wrong cell is named. Raises UsageError."""
    if file is None:
        return []
    from auditor.countedlists import read_singles
    from auditor.errors import UsageError
    from auditor.territory import places

    found, wrong = read_singles(file, register, tuple(places(workspace)))
    if wrong:
        told = "\n".join(
            f"  {shell('cli.counted.cell', row=w.row, column=w.column)}: {shell(f'cli.counted.cell.{w.reason}', value=w.value)}"
            for w in wrong
        )
        raise UsageError(detail=shell("cli.counted.wrong.file", file=file.name, told=told))
    return found


def _place(shell: Shell, workspace: Workspace, place: str) -> str:
    """The province as the register writes it, "" for the workspace's own. Raises UsageError."""
    from auditor.errors import UsageError
    from auditor.territory import places
    from crawlers.register import slug

    known = places(workspace)
    if not place.strip() or slug(place) == slug(known[0]):
        return ""
    found = next((name for name in known if slug(name) == slug(place)), "")
    if not found:
        raise UsageError(detail=shell("cli.counted.wrong.joined", known="; ".join(known)))
    return found


def _say_bodies(shell: Shell, workspace: Workspace, register: Register, day: str, place: str = "") -> None:
    from datetime import date

    from auditor.counted import bodies_on

    found = bodies_on(workspace, register, day, place or None)
    shell.say("cli.counted.bodies", day=_day(day), n=len(found), style="bold")
    for outlet in found:
        name = outlet.name_on(date.fromisoformat(day))
        shell.say("cli.counted.body", name=name, id=outlet.id, kind=shell(f"kind.{outlet.kind}"))


def _until(shell: Shell, choice: Choice) -> str:
    if not choice.until:
        return shell("rate.denominator.open")
    return shell("rate.denominator.until", day=_day(choice.until))


def _day(day: str) -> str:
    from datetime import date

    return date.fromisoformat(day).strftime("%d/%m/%Y")
