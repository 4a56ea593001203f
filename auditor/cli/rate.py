"""``auditor rate``: the province's rate with its definitions, and the other ways to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.rateviews import Slice
    from reports.figures import Ladder, ProductRate


def add(app: typer.Typer, shell: Shell) -> None:
    @app.command("rate", help=shell("cli.rate.help"), epilog=example(shell, "cli.rate.example"))
    def rate(
        base: str = option(shell, "--base", help="cli.rate.base", default=""),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        import dataclasses
        from datetime import date

        from auditor import adoption, rateviews
        from auditor.cli.output import rate_json, say_rate
        from auditor.figurewords import ladder_figures
        from auditor.rate import FORMAL, PILOT, compute, rule_in_words
        from auditor.workspace import Workspace, day_or_usage_error
        from auditor.yearpaper import choice_in_words

        day_or_usage_error(base, "--base")
        workspace = Workspace.open(shell.folder)
        register = workspace.register()
        day = date.fromisoformat(workspace.config.day)
        with workspace.store(readonly=True) as store:
            result = compute(workspace, store, register, lang=shell.lang)
            said = adoption.current(workspace, store, workspace.config.day)
        views: dict[str, tuple[Slice, ...]] = {
            "ladder": rateviews.ladder(result.outlets, result.adoption, day),
            "product": rateviews.by_product(result.outlets, result.adoption, day),
            "group": rateviews.by_group(result.outlets, result.adoption, day),
        }
        since = date.fromisoformat(base) if base else None
        if since:
            views["base"] = tuple(
                rateviews.on_register_of(workspace, register, said, since, level) for level in (PILOT, FORMAL)
            )
        crossed = rateviews.by_product_in_groups(result.outlets, result.adoption, day)
        pending = rateviews.inherited(register, result.outlets, result.adoption, said, day)
        if as_json:
            found = rate_json(result) | {
                name: [dataclasses.asdict(s) for s in slices] for name, slices in views.items()
            }
            found["product_in_group"] = [dataclasses.asdict(c) for c in crossed if c.group is not None]
            found["inherited"] = [
                {"outlet": p.outlet.id, "predecessor": p.predecessor.id, "level": p.level, "until": str(p.until), "expired": p.expired}
                for p in pending
            ]  # fmt: skip
            shell.json(found)
            return
        shell.say("cli.rate.rule", rule=rule_in_words(workspace, shell.words))
        say_rate(shell, result)
        _say_ladder(shell, ladder_figures(result, workspace, shell.words))
        for view in ("product", "group"):
            shell.say(f"cli.rate.by_{view}")
            for found_slice in views[view]:
                name = shell(f"cli.rate.{view}.{found_slice.key or 'none'}")
                shell.say("cli.rate.slice", name=name, rate=_in_words(shell, found_slice))
        _say_crossed(shell, crossed)
        if since:
            shell.say("cli.rate.on_base", day=since.strftime("%d/%m/%Y"))
            for key, found_slice in zip(("pilot", "formal"), views["base"], strict=True):
                shell.say(
                    "cli.rate.slice", name=shell(f"cli.rate.base.{key}"), rate=_in_words(shell, found_slice)
                )
            gap = rateviews.breaks(workspace, register, since)
            if gap.ended or gap.begun:
                shell.say("cli.rate.break", ended=len(gap.ended), begun=len(gap.begun), style="yellow")
            if gap.after:
                when = shell(
                    "breaks.when.days", first=since.strftime("%d/%m/%Y"), last=day.strftime("%d/%m/%Y")
                )
                shell.out.print(f"  {choice_in_words(gap, when, shell.words)}", style="yellow", markup=False)
        for one in pending:
            key = "cli.rate.inherited_expired" if one.expired else "cli.rate.inherited"
            shell.say(
                key,
                outlet=one.outlet.name,
                predecessor=one.predecessor.name,
                until=one.until.strftime("%d/%m/%Y"),
                style="yellow",
            )
        shell.say("cli.next.rate")


def _say_ladder(shell: Shell, found: Ladder) -> None:
    """The three readings of the rate, each with its definition, and the papers that make a level verified."""
    from reports.levels import reading_rows, rungs_in_words
    from reports.wording import Wording

    say = Wording(shell.words)
    shell.say("cli.rate.ladder")
    for name, definition, text in reading_rows(found, say):
        shell.say("cli.rate.slice", name=f"{name} ({definition})", rate=text)
    shell.out.print(f"  {rungs_in_words(found, say)}", markup=False, highlight=False)


def _say_crossed(shell: Shell, crossed: Iterable[ProductRate]) -> None:
    from reports.levels import product_rows
    from reports.wording import Wording

    shell.say("cli.rate.by_product_in_groups")
    cells = [cell for cell in crossed if cell.group is not None]
    for product, group, pilot, formal in product_rows(cells, Wording(shell.words)):
        shell.say("cli.rate.crossed", product=product, group=group, pilot=pilot, formal=formal)


def _in_words(shell: Shell, found: Slice) -> str:
    share = shell.percent(found.applied / found.counted)
    return shell("rate.words", applied=found.applied, counted=found.counted, percent=share)
