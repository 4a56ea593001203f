"""``auditor rules agreement``, ``sample`` and ``missed``: two readings held against each other, and what no rule saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from auditor.cli.base import Shell, example, option
from auditor.cli.rulecards import open_corpora, show_counting, tell_failed

if TYPE_CHECKING:
    from auditor.missed import Missed
    from auditor.readings import Agreement, Counting
    from indicators.rules.judgements import Tally


def add_to(group: typer.Typer, shell: Shell) -> None:
    _add_agreement(group, shell)
    _add_sample(group, shell)
    _add_missed(group, shell)


def _add_agreement(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "agreement", help=shell("cli.rules.agreement.help"), epilog=example(shell, "cli.rules.agreement.example")
    )  # fmt: skip
    def agreement(
        files: list[Path] = typer.Argument(None, help=shell("cli.rules.judgements")),
        reader: list[str] = option(shell, "--reader", help="cli.rules.reader", default=[]),
        third: Path = option(shell, "--third", help="cli.rules.third", default=None),
        n: int = option(shell, "--n", help="cli.rules.third_n", default=50, min=0),
        differing: bool = option(shell, "--differing", help="cli.rules.differing", default=False),
        seed: int = option(shell, "--seed", help="cli.rules.seed", default=0),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import judging, readings

        judged = judging.known_judgements(_workspace(shell), files or [])
        judged = [one for one in judged if not reader or one.who in reader]
        rules = judging.every_rule()
        versions = {rule.id: rule.version for rule in rules.values()}
        pairs = readings.agreements(judged)
        count = readings.counting(judged, rules.values())
        if third is not None:
            places = readings.third_reading(judged, versions, sample=n, differing=differing, seed=seed)
            shell.say(
                "cli.rules.third.done", n=shell.number(readings.write_places(third, places)), file=third
            )
            return
        if as_json:
            thirds = [asdict(one) for one in readings.thirds(judged)]
            shell.json({"pairs": [_pair(p) for p in pairs], "thirds": thirds, "counting": _counting(count)})
            return
        if not pairs:
            shell.say("cli.rules.agreement.none")
        for pair in pairs:
            _show(shell, pair)
        for one in readings.thirds(judged):
            shell.say("cli.rules.agreement.third", **asdict(one))
        show_counting(shell, count)


def _workspace(shell: Shell) -> Path | None:
    """The folder meant, where it is a workspace."""
    from auditor.workspace import CONFIG

    return shell.folder if (shell.folder / CONFIG).is_file() else None


def _pair(one: Agreement, *, rules: bool = True) -> dict[str, object]:
    return {
        "readers": [one.first, one.second],
        "both": one.both,
        "same": one.same,
        "share": one.same / one.both,
        "same_right": one.same_right,
        "share_right": one.same_right / one.both,
        "kappa": one.kappa,
        "ac1": one.ac1,
        "table": {f"{a}{b}": count for (a, b), count in sorted(one.table.items())},
        **({"rules": {rule: _pair(each, rules=False) for rule, each in one.by_rule.items()}} if rules else {}),
    }  # fmt: skip


def _counting(count: Counting) -> dict[str, object]:
    return {
        "proven": {"rules": count.proven_rules, **_tally(count.proven)},
        "articles": {
            "read": count.articles.read,
            "touched": count.articles.touched,
            "touched_interval": count.articles.interval(count.articles.touched),
            "wrong": count.articles.wrong,
            "wrong_interval": count.articles.interval(count.articles.wrong),
        },
        "unproven": {"rules": count.unproven_rules, **_tally(count.unproven)},
        "rules": {rule: _tally(tally) for rule, tally in count.by_rule.items()},
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "y": tally.yes, "n": tally.no, "?": tally.unsure,
        "precision": tally.precision, "precision_interval": tally.interval,
    }  # fmt: skip


def _show(shell: Shell, one: Agreement) -> None:
    def decimal(value: float | None) -> str:
        return "–" if value is None else shell.number(value, 2)

    shell.say(
        "cli.rules.agreement.pair",
        first=one.first,
        second=one.second,
        both=shell.number(one.both),
        same=shell.number(one.same),
        share=shell.percent(one.same / one.both),
        right=shell.percent(one.same_right / one.both),
        kappa=decimal(one.kappa),
        ac1=decimal(one.ac1),
    )
    table = Table()
    for column in ("id", "both", "same", "share", "ac1"):
        table.add_column(shell(f"cli.rules.column.{column}"), no_wrap=column == "id")
    for rule, each in sorted(one.by_rule.items(), key=lambda r: (r[1].same - r[1].both, r[0])):
        cells = (shell.number(each.both), shell.number(each.same), shell.percent(each.same / each.both))
        table.add_row(rule, *cells, decimal(each.ac1))
    shell.out.print(table)


def _add_sample(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "sample", help=shell("cli.rules.sample.help"), epilog=example(shell, "cli.rules.sample.example")
    )
    def sample(
        corpus: Path = typer.Argument(None, help=shell("cli.rules.corpus")),
        without_findings: bool = option(
            shell, "--without-findings", help="cli.rules.without_findings", default=False
        ),
        n: int = option(shell, "--n", help="cli.rules.sample.n", default=50, min=1),
        seed: int = option(shell, "--seed", help="cli.rules.seed", default=0),
        out: Path = option(shell, "--out", help="cli.rules.sample.out", default=...),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
    ) -> None:
        from auditor import judging, missed

        (given,), edition, _ = open_corpora(shell, [corpus] if corpus else [])
        judging.outside_the_program(out)
        found = judging.search(given, edition=edition, jobs=jobs)
        tell_failed(shell, found)
        written = missed.write_sheet(out, given, found, n=n, seed=seed, quiet_only=without_findings)
        shell.say(
            "cli.rules.sample.done",
            n=shell.number(written),
            quiet=shell.number(len(found.quiet)),
            texts=shell.number(len(found.texts)),
            file=out,
        )


def _add_missed(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "missed", help=shell("cli.rules.missed.help"), epilog=example(shell, "cli.rules.missed.example")
    )
    def missed(
        sheets: list[Path] = typer.Argument(..., help=shell("cli.rules.missed.sheets")),
        judged: list[Path] = option(shell, "--judged", help="cli.rules.judgements", default=[]),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor.missed import read_sheets

        right = _right(shell, judged)
        found = read_sheets(sheets, 1.0 if right is None else right)
        if as_json:
            shell.json(_missed_as_json(found, right))
        elif found.share is None:
            shell.say("cli.rules.missed.unread", style="yellow")
        else:
            _show_missed(shell, found, known=right is not None)


def _missed_as_json(found: Missed, right: float | None) -> dict[str, object]:
    names = ("quiet", "found", "read", "with_missed", "share", "share_interval", "recall", "recall_interval")
    return {
        **{name: getattr(found, name) for name in names},
        "wordings": dict(found.wordings),
        "right": right,
    }


def _show_missed(shell: Shell, found: Missed, *, known: bool) -> None:
    shell.say(
        "cli.rules.missed.share",
        read=shell.number(found.read),
        missed=shell.number(found.with_missed),
        share=shell.percent(found.share or 0.0),
        interval=_range(shell, found.share_interval or (0.0, 0.0)),
    )
    for family, count in found.wordings.items():
        shell.out.print(f"  {family}: {shell.number(count)}", markup=False)
    shell.say(
        "cli.rules.missed.recall",
        recall=shell.percent(found.recall or 0.0),
        interval=_range(shell, found.recall_interval or (0.0, 0.0)),
        found=shell.number(found.found),
        quiet=shell.number(found.quiet),
        right=shell.percent(found.right) if known else shell("cli.rules.missed.assumed"),
    )


def _right(shell: Shell, files: Sequence[Path]) -> float | None:
    """The share of all hits read that readers hold right; None where nothing was read."""
    from auditor import judging
    from indicators.rules.judgements import YES, verdicts

    rules = judging.every_rule().values()
    judged = judging.known_judgements(_workspace(shell), files)
    said = list(verdicts(judged, {rule.id: rule.version for rule in rules}).values())
    return said.count(YES) / len(said) if said else None


def _range(shell: Shell, interval: tuple[float, float]) -> str:
    return f"{shell.percent(interval[0])} – {shell.percent(interval[1])}"
