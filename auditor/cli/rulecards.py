"""``auditor rules stats`` and ``auditor rules judge``: what the rules find in a corpus, and whether readers agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.table import Table

from auditor.cli.base import Shell, example, option

if TYPE_CHECKING:
    from auditor.judging import Corpus, Hit, RuleStats
    from indicators.rules.judgements import Judgement, Tally

# the family whose words are never repeated outside the article: they may identify a child or survivor
PROTECTED = "F18"


def figures(shell: Shell, tally: Tally) -> dict[str, str]:
    """The figures of a tally as the catalogue's sentences want them."""
    low, high = tally.interval or (0.0, 0.0)
    return {
        "judged": shell.number(tally.judged),
        "right": shell.number(tally.yes),
        "precision": shell.percent(tally.precision) if tally.precision is not None else "–",
        "interval": f"{shell.percent(low)} – {shell.percent(high)}" if tally.judged else "–",
    }


def add_to(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "stats", help=shell("cli.rules.stats.help"), epilog=example(shell, "cli.rules.stats.example")
    )
    def stats(
        corpus: Path = typer.Argument(None, help=shell("cli.rules.corpus")),
        rule: list[str] = option(shell, "--rule", help="cli.rules.only", default=[]),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import judging

        given, edition, kept = _open(shell, corpus)
        only = _known(shell, edition, rule)
        items, hits = judging.find_hits(given, edition=edition, jobs=jobs, only=only)
        rules = [r for r in judging.rules_by_id(edition).values() if not only or r.id in only]
        cards = judging.stats(items, hits, rules, judging.known_judgements(kept))
        if as_json:
            shell.json({"corpus": given.sha256, "items": items, "rules": [_as_json(c) for c in cards]})
        else:
            shell.say("cli.rules.stats.corpus", name=given.name, n=shell.number(items), sha256=given.sha256)
            shell.out.print(_table(shell, cards))
            quiet = sum(not card.findings for card in cards)
            shell.say("cli.rules.stats.quiet", n=shell.number(quiet))

    @group.command(
        "judge", help=shell("cli.rules.judge.help"), epilog=example(shell, "cli.rules.judge.example")
    )
    def judge(
        corpus: Path = typer.Argument(None, help=shell("cli.rules.corpus")),
        rule: list[str] = option(shell, "--rule", help="cli.rules.only", default=[]),
        who: str = option(shell, "--who", help="cli.rules.who", default="", envvar="AUDITOR_READER"),
        limit: int = option(shell, "--limit", help="cli.rules.limit", default=None, min=1),
        out: Path = option(shell, "--out", help="cli.rules.out", default=None),
        export: Path = option(shell, "--export", help="cli.rules.export", default=None),
        verdicts: Path = option(shell, "--verdicts", help="cli.rules.verdicts", default=None),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
    ) -> None:
        from auditor import judging
        from auditor.errors import UsageError
        from indicators.rules.judgements import read_judgements

        given, edition, kept = _open(shell, corpus)
        file = out or kept
        if file is None and export is None:
            raise UsageError(detail=shell("cli.rules.no_out"))
        if not who.strip() and export is None:
            raise UsageError(detail=shell("cli.rules.no_who"))
        _, hits = judging.find_hits(given, edition=edition, jobs=jobs, only=_known(shell, edition, rule))
        old = read_judgements([file]) if file is not None and file.exists() else []
        waiting = judging.unjudged(hits, judging.carried(old, hits, given.sha256), given.sha256, who)[:limit]
        if export is not None:
            shell.say("cli.rules.exported", n=shell.number(judging.export(export, waiting)), file=export)
            return
        lost = 0
        if verdicts is not None:
            added, lost = judging.read_verdicts(verdicts, hits, given.sha256, who)
        else:
            added = _ask(shell, waiting, given.sha256, who)
        total = judging.record_judgements(file, added, hits, given.sha256)
        shell.say("cli.rules.judged", n=shell.number(len(added)), total=shell.number(total), file=file)
        if lost:
            shell.note("cli.rules.lost", style="yellow", n=shell.number(lost))


def _open(shell: Shell, corpus: Path | None) -> tuple[Corpus, str, Path | None]:
    """The corpus asked for, the edition to read it with, and the workspace's own file of judgements, if any."""
    from auditor import judging
    from auditor.workspace import Workspace

    if corpus is not None:
        return judging.file_corpus(corpus), "vn-2014", None
    workspace = Workspace.open(shell.folder)
    store = workspace.store(readonly=True)
    found = judging.store_corpus(store, workspace.path.name)
    return found, workspace.config.edition, workspace.path / judging.FILE


def _known(shell: Shell, edition: str, ids: Sequence[str]) -> frozenset[str]:
    from auditor import judging
    from auditor.errors import UsageError

    known = judging.rules_by_id(edition)
    for one in ids:
        if one not in known:
            raise UsageError(detail=shell("cli.rules.unknown", id=one))
    return frozenset(ids)


def _as_json(card: RuleStats) -> dict[str, object]:
    return {
        "rule": card.rule.id,
        "version": card.rule.version,
        "standing": card.rule.standing,
        "findings": card.findings,
        "per_thousand": round(card.per_thousand, 3),
        "judged": {"y": card.tally.yes, "n": card.tally.no, "?": card.tally.unsure},
        "precision": card.tally.precision,
        "precision_interval": card.tally.interval,
    }


def _table(shell: Shell, cards: Sequence[RuleStats]) -> Table:
    table = Table(show_lines=False)
    for column in ("id", "findings", "per_thousand", "judged", "precision", "interval", "standing", "sample"):
        table.add_column(shell(f"cli.rules.column.{column}"), overflow="fold", no_wrap=column == "id")
    for card in cards:
        if not card.findings:
            continue
        shown = figures(shell, card.tally)
        table.add_row(
            card.rule.id,
            shell.number(card.findings),
            shell.number(card.per_thousand, 2),
            shown["judged"],
            shown["precision"],
            shown["interval"],
            shell(f"standing.{card.rule.standing}"),
            shell("cli.rules.protected") if card.rule.family == PROTECTED else _shown(card.sample),
        )
    return table


def _shown(hit: Hit | None) -> str:
    if hit is None:
        return ""
    return f"…{escape(hit.before[-45:])}[bold]{escape(hit.text[:60])}[/bold]{escape(hit.after[:45])}…"


def _ask(shell: Shell, waiting: Sequence[Hit], corpus: str, who: str) -> list[Judgement]:
    """One hit after the other; "q" ends, what was answered is kept."""
    from auditor import judging
    from indicators.rules.judgements import VERDICTS, YES

    found: list[Judgement] = []
    for number, hit in enumerate(waiting, start=1):
        shell.out.print(
            f"\n[bold]{hit.rule}[/bold]  {number}/{len(waiting)}  {hit.zone}  {escape(hit.title)}"
        )
        shell.out.print(
            f"…{escape(hit.before)}[bold reverse]{escape(hit.text)}[/bold reverse]{escape(hit.after)}…"
        )
        verdict = ""
        while verdict not in (*VERDICTS, "q"):
            verdict = typer.prompt(shell("cli.rules.ask"), default="", show_default=False).strip().lower()
        if verdict == "q":
            break
        reason = ""
        while verdict != YES and not reason:
            reason = typer.prompt(shell("cli.rules.ask_reason"), default="", show_default=False).strip()[:120]
        found.append(judging.judgement(hit, corpus, verdict, reason, who))
    return found
