"""``auditor sample``: how much to read and on which days, and which differences are more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.calibration.frame import Item
    from auditor.calibration.noise import Comparison
    from auditor.calibration.sampling import Need
    from auditor.store import Store
    from auditor.workspace import Workspace


def add(app: typer.Typer, shell: Shell) -> None:
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="sample", help=shell("cli.sample.help"))
    _add_plan(group, shell)
    _add_days(group, shell)
    _add_compare(group, shell)


def _add_plan(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "plan", help=shell("cli.sample.plan.help"), epilog=example(shell, "cli.sample.plan.example")
    )
    def plan(
        margin: float = option(
            shell, "--margin", "-m", help="cli.sample.margin", default=5.0, min=0.5, max=50
        ),
        share: float = option(shell, "--share", help="cli.sample.share", default=None, min=1, max=99),
        people: float = option(shell, "--people", help="cli.sample.people", default=2.0, min=0.1, max=50),
        minutes: float = option(shell, "--minutes", help="cli.sample.minutes", default=6.0, min=0.5, max=120),
        coders: int = option(shell, "--coders", help="cli.sample.coders", default=2, min=1, max=20),
        by_days: bool = option(shell, "--by-days", help="cli.sample.by_days", default=False),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.calibration.sampling import need, past_of
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        by_outlet = {name: list[Any]() for name, _ in outlets_of(workspace)}
        for item in collected(workspace):
            by_outlet.setdefault(item.outlet, []).append(item)
        needs = {}
        for outlet, items in by_outlet.items():
            rows = [(i.published, i.counts.people.women, i.counts.people.known) for i in items]
            needs[outlet] = need(
                margin / 100,
                past=past_of(rows),
                population=len(items) or None,
                share=share / 100 if share else None,
                people=people,
                by_days=by_days,
            )
        if as_json:
            found = {o: dataclasses.asdict(n) | {"hours": n.hours(minutes, coders)} for o, n in needs.items()}
            shell.json(found)
            return
        names = dict(outlets_of(workspace))
        named = {names.get(outlet, outlet): one for outlet, one in needs.items()}
        shell.out.print(_needs(shell, named, minutes, coders))
        shell.say("cli.sample.plan.rule", margin=shell.number(margin, 1))
        shell.say("cli.sample.plan.hours", minutes=shell.number(minutes, 1), coders=coders)
        if any(not n.measured for n in needs.values()):
            shell.say("cli.sample.plan.assumed", people=shell.number(people, 1))


def _needs(shell: Shell, needs: dict[str, Need], minutes: float, coders: int) -> Table:
    table = Table(title=shell("cli.sample.plan.title"), title_justify="left")
    for at, column in enumerate(("outlet", "population", "articles", "people", "days", "effect", "hours")):
        table.add_column(
            shell(f"cli.sample.column.{column}"),
            justify="right" if at else "left",
            # a name is read, and figures do not break: the heads do
            min_width=None if at else 20,
            overflow="fold",
        )
    for outlet, n in needs.items():
        effect = f"{shell.number(n.effect, 2)}{'' if n.measured else ' *'}"
        if n.day_effect is not None:
            effect += f" × {shell.number(n.day_effect, 2)}"
        table.add_row(
            outlet,
            shell.number(n.population) if n.population else shell("cli.unknown"),
            shell.number(n.articles),
            shell.number(n.people),
            "–" if n.days is None else shell.number(n.days),
            effect,
            shell.number(n.hours(minutes, coders), 1),
        )
    return table


def _add_days(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "days", help=shell("cli.sample.days.help"), epilog=example(shell, "cli.sample.days.example")
    )
    def days(
        weeks: int = option(shell, "--weeks", help="cli.sample.weeks", default=0, min=0, max=26),
        parts: int = option(shell, "--parts", help="cli.sample.parts", default=2, min=1, max=12),
        count: int = option(shell, "--days", help="cli.sample.count", default=0, min=0, max=366),
        first: str = option(shell, "--from", help="cli.init.from", default=""),
        last: str = option(shell, "--to", help="cli.init.to", default=""),
        seed: int = option(shell, "--seed", help="cli.sample.seed", default=1, min=0),
        output: Path = option(shell, "--output", "-o", help="cli.sample.output", default=None),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.calibration.pages import SamplingPage, write_sampling
        from auditor.errors import UsageError
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        if bool(weeks) == bool(count):
            raise UsageError(detail="--weeks / --days")
        start, end = _period(shell, workspace, first, last)
        drawn = _drawn(shell, start, end, weeks, parts, count, seed)
        key = "sample.rule.weeks" if weeks else "sample.rule.days"
        rule = shell(key, weeks=weeks, parts=parts, n=count)
        items = collected(workspace)
        page = SamplingPage(
            province=workspace.config.province,
            period=(start.isoformat(), end.isoformat()),
            seed=seed,
            rule=rule,
            outlets=outlets_of(workspace),
            items=items,
            days=drawn,
        )
        target = output or workspace.reports / f"{shell('sample.page.file')}-{seed}.html"
        write_sampling(target, page, shell.words)
        wanted = {day.isoformat() for day in drawn}
        if as_json:
            chosen = [i for i in items if i.published in wanted]
            listed = [
                {"article": i.article, "outlet": i.outlet, "published": i.published, "url": i.url}
                for i in chosen
            ]
            shell.json(
                {"seed": seed, "rule": rule, "days": sorted(wanted), "articles": listed, "page": str(target)}
            )
            return
        articles = sum(i.published in wanted for i in items)
        shell.say("cli.sample.days.done", days=len(drawn), articles=shell.number(articles), file=target)


def _period(shell: Shell, workspace: Workspace, first: str, last: str) -> tuple[date, date]:
    """The period asked for, else the workspace's. Raises UsageError where it has no two ends."""
    from auditor.errors import UsageError
    from auditor.workspace import day_or_usage_error

    for value, name in ((first, "--from"), (last, "--to")):
        day_or_usage_error(value, name)
    config = workspace.config
    ends = first or config.period_from, last or config.period_to
    if not all(ends) or ends[0] > ends[1]:
        raise UsageError(detail=shell("cli.sample.no_period"))
    return date.fromisoformat(ends[0]), date.fromisoformat(ends[1])


def _drawn(
    shell: Shell, start: date, end: date, weeks: int, parts: int, count: int, seed: int
) -> Sequence[date]:
    from auditor.calibration.sampling import constructed_weeks, random_days
    from auditor.errors import UsageError

    try:
        if weeks:
            return constructed_weeks(start, end, weeks, seed=seed, parts=parts)
        return random_days(start, end, count, seed=seed)
    except ValueError as error:
        raise UsageError(detail=shell("cli.sample.too_short")) from error


def _add_compare(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "compare", help=shell("cli.sample.compare.help"), epilog=example(shell, "cli.sample.compare.example")
    )  # fmt: skip
    def compare(
        indicator: str = typer.Argument(..., help=shell("cli.sample.indicator")),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses

        from auditor.calibration.noise import RANKED, Share
        from auditor.calibration.noise import compare as held
        from auditor.workspace import Workspace

        workspace = Workspace.open(shell.folder)
        with workspace.store(readonly=True) as store:
            rows = _scores(store, indicator)
        names = dict(outlets_of(workspace))
        shares = [
            Share(names.get(r["outlet"], r["outlet"]), r["value"], None if r["low"] is None else (r["low"], r["high"]), r["n"] or 0, r["minimum"])
            for r in rows
        ]  # fmt: skip
        found = held(shares)
        if as_json:
            pairs = [dataclasses.asdict(p) | {"beyond_noise": p.beyond_noise} for p in found.pairs]
            shell.json(
                dataclasses.asdict(found) | {"pairs": pairs, "rule": shell("noise.rule", ranked=RANKED)}
            )
            return
        _say_comparison(shell, found)


def _scores(store: Store, indicator: str) -> list[Any]:
    from auditor.errors import NothingToDo, UsageError

    run = store.one("SELECT max(run) AS run FROM score_runs")
    if run is None or run["run"] is None:
        raise NothingToDo("nothing is scored", stage="score", detail="score")
    rows = store.rows(
        "SELECT * FROM scores WHERE run = ? AND code = ? ORDER BY outlet", (run["run"], indicator)
    )
    if not rows:
        raise UsageError(detail=f"{indicator} (auditor index show)")
    return list(rows)


def _say_comparison(shell: Shell, found: Comparison) -> None:
    from auditor.calibration.noise import RANKED

    for pair in found.clear:
        low, high = pair.interval
        shell.say(
            "noise.beyond", higher=pair.higher, lower=pair.lower, by=shell.number(pair.by * 100, 1),
            low=shell.number(low * 100, 1), high=shell.number(high * 100, 1),
        )  # fmt: skip
    shell.say("noise.within", n=len(found.pairs) - len(found.clear), all=len(found.pairs))
    if found.too_few:
        shell.say("noise.too_few", outlets=", ".join(found.too_few))
    for place in found.places:
        key = "noise.place" if place.best == place.worst else "noise.places"
        shell.say(key, outlet=place.name, best=place.best, worst=place.worst)
    if not found.places:
        shell.say("noise.no_places", outlets=found.outlets, ranked=RANKED)
    shell.say("noise.rule", ranked=RANKED)


def collected(workspace: Workspace) -> list[Item]:
    """The articles there are, none before the first scoring: a plan can be made before anything is collected."""
    from auditor.calibration.frame import read_frame
    from auditor.errors import NothingToDo

    try:
        with workspace.store(readonly=True) as store:
            return read_frame(workspace, store)
    except NothingToDo:
        return []


def outlets_of(workspace: Workspace) -> list[tuple[str, str]]:
    """Id and name of the province's outlets on the workspace's day, in the register's order."""
    config = workspace.config
    day = date.fromisoformat(config.day)
    return [(o.id, o.name_on(day)) for o in workspace.register().on(config.day, config.province)]
