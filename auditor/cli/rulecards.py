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
    from auditor.judging import Corpus, Found, Hit, RuleStats
    from auditor.readings import Articles, Counting
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
    _add_stats(group, shell)
    _add_judge(group, shell)


def _add_stats(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "stats", help=shell("cli.rules.stats.help"), epilog=example(shell, "cli.rules.stats.example")
    )
    def stats(
        corpora: list[Path] = typer.Argument(None, metavar="[CORPUS]...", help=shell("cli.rules.corpus")),
        rule: list[str] = option(shell, "--rule", help="cli.rules.only", default=[]),
        pack: list[str] = option(shell, "--pack", help="cli.rules.pack", default=[]),
        experimental: bool = option(shell, "--experimental", help="cli.rules.experimental", default=False),
        judged: list[Path] = option(shell, "--judged", help="cli.rules.judgements", default=[]),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
        as_json: bool = option(shell, "--json", help="cli.json", default=False),
    ) -> None:
        from auditor import judging, readings
        from indicators.tallies import VoiceTally

        only = known(shell, rule)
        packs = judging.packs_for(only, on_request=pack, experimental=experimental)
        given, edition, kept = open_corpora(shell, corpora or [])
        found = [judging.search(c, edition=edition, jobs=jobs, only=only, packs=packs) for c in given]
        for each in found:
            tell_failed(shell, each)
        items, hits = sum(f.items for f in found), [hit for f in found for hit in f.hits]
        rules = [r for r in judging.rules_of(packs, edition).values() if not only or r.id in only]
        words = judging.known_judgements(kept, judged)
        voices = VoiceTally.of(hit.voice for hit in hits)
        cards = judging.stats(items, hits, rules, words)
        count = readings.counting(words, rules)
        if as_json:
            names = {"corpus": given[0].sha256, "corpora": {c.name: c.sha256 for c in given}}
            apart = {"narrator": voices.narrator, "chosen": voices.chosen}
            shell.json({**names, "items": items, "voices": apart, "rules": [_as_json(c) for c in cards]})
            return
        for one, here in zip(given, found, strict=True):
            shell.say("cli.rules.stats.corpus", name=one.name, n=shell.number(here.items), sha256=one.sha256)
        shell.out.print(_table(shell, cards))
        for card in cards:
            if card.sample is not None:
                hidden = card.rule.family == PROTECTED
                sample = shell("cli.rules.protected") if hidden else _shown(card.sample)
                shell.out.print(f"{card.rule.id}: {sample}")
        shell.say("cli.voices", narrator=shell.number(voices.narrator), chosen=shell.number(voices.chosen))
        shell.say("cli.rules.stats.quiet", n=shell.number(sum(not card.findings for card in cards)))
        show_counting(shell, count)
        scoring = {card.rule.id: card.findings for card in cards if card.rule.scores}
        if whole := readings.weighted(scoring, count.by_rule):
            shell.say(
                "cli.rules.counting.weighted",
                precision=shell.percent(whole.precision),
                interval=f"{shell.percent(whole.interval[0])} – {shell.percent(whole.interval[1])}",
                n=shell.number(whole.findings),
            )


def show_counting(shell: Shell, count: Counting) -> None:
    """What counts, and how right it is, by rules that score and by those whose findings somebody confirmed."""
    shell.say(
        "cli.rules.counting.proven", rules=shell.number(count.proven_rules), **figures(shell, count.proven)
    )
    articles = count.articles
    if articles.read:
        shell.say(
            "cli.rules.counting.articles",
            n=shell.number(articles.read),
            touched=shell.number(articles.touched),
            touched_share=_share_of(shell, articles, articles.touched),
            wrong=shell.number(articles.wrong),
            wrong_share=_share_of(shell, articles, articles.wrong),
        )
    shell.say(
        "cli.rules.counting.unproven",
        rules=shell.number(count.unproven_rules),
        right=shell.number(count.unproven.yes),
        other=shell.number(count.unproven.no + count.unproven.unsure),
    )


def _share_of(shell: Shell, articles: Articles, n: int) -> str:
    low, high = articles.interval(n)
    return shell(
        "cli.rules.counting.share",
        share=shell.percent(n / articles.read),
        low=shell.percent(low),
        high=shell.percent(high),
    )


def _add_judge(group: typer.Typer, shell: Shell) -> None:
    @group.command(
        "judge", help=shell("cli.rules.judge.help"), epilog=example(shell, "cli.rules.judge.example")
    )
    def judge(  # noqa: PLR0917  one parameter an option
        corpus: Path = typer.Argument(None, help=shell("cli.rules.corpus")),
        rule: list[str] = option(shell, "--rule", help="cli.rules.only", default=[]),
        pack: list[str] = option(shell, "--pack", help="cli.rules.pack", default=[]),
        experimental: bool = option(shell, "--experimental", help="cli.rules.experimental", default=False),
        who: str = option(shell, "--who", help="cli.rules.who", default="", envvar="AUDITOR_READER"),
        per_rule: int = option(shell, "--per-rule", help="cli.rules.per_rule", default=None, min=1),
        seed: int = option(shell, "--seed", help="cli.rules.seed", default=0),
        places: Path = option(shell, "--places", help="cli.rules.places", default=None),
        waiting_only: bool = option(shell, "--waiting", help="cli.rules.waiting", default=False),
        limit: int = option(shell, "--limit", help="cli.rules.limit", default=None, min=1),
        out: Path = option(shell, "--out", help="cli.rules.out", default=None),
        export: Path = option(shell, "--export", help="cli.rules.export", default=None),
        verdicts: Path = option(shell, "--verdicts", help="cli.rules.verdicts", default=None),
        carry: bool = option(shell, "--carry", help="cli.rules.carry", default=False),
        item: str = option(shell, "--item", help="cli.rules.item", default=""),
        jobs: int = option(shell, "--jobs", help="cli.rules.jobs", default=None, min=1),
    ) -> None:
        from auditor import judging
        from auditor.decisions.findings import judgements_of
        from auditor.workspace import Workspace
        from indicators.rules.judgements import UNPROVEN, read_judgements

        (given,), edition, kept = open_corpora(shell, [corpus] if corpus else [])
        if item:
            print(judging.text_of(given, item))
            return
        own = None if out else kept
        file = _file(shell, out or kept, given.name, who, silent=export is not None)
        only = known(shell, rule)
        packs = judging.packs_for(only, on_request=pack, experimental=experimental)
        found = judging.search(given, edition=edition, jobs=jobs, only=only, packs=packs)
        tell_failed(shell, found)
        rules = judging.rules_of(packs, edition)
        wanted = judging.at_places(found.hits, places, given.sha256) if places else found.hits
        if waiting_only:
            wanted = [hit for hit in wanted if rules[hit.rule].standing == UNPROVEN]
        if own is not None:
            old = judgements_of(own)
        else:
            old = read_judgements([file]) if file is not None and file.exists() else []
        # a workspace's articles become more; what was read in them stays read
        within = given.sha256 if corpus else None
        done = judging.carried(old, found.hits, within)
        waiting = judging.unjudged(judging.chosen(wanted, per_rule, seed), done, within, who, seed)[:limit]
        if export is not None:
            n = judging.export(export, waiting, rules)
            shell.say("cli.rules.exported", n=shell.number(n), file=export)
            return
        lost, added, stopped = 0, [], False
        if verdicts is not None:
            added, lost = judging.read_verdicts(verdicts, found.hits, given.sha256, who)
        elif not carry:
            added, stopped = _ask(shell, waiting, given.sha256, who)
        if own is not None:
            workspace = Workspace.open(own)
            total = judging.keep_judgements(workspace, added, found.hits, within)
            _tell_recorded(shell, len(added), total, workspace.store_file, lost)
        elif file is not None:
            total = judging.record_judgements(file, added, found.hits, within)
            _tell_recorded(shell, len(added), total, file, lost)
        if stopped:
            raise typer.Abort


def _tell_recorded(shell: Shell, added: int, total: int, file: Path, lost: int) -> None:
    shell.say("cli.rules.judged", n=shell.number(added), total=shell.number(total), file=file)
    if lost:
        shell.note("cli.rules.lost", style="yellow", n=shell.number(lost))


def tell_failed(shell: Shell, found: Found) -> None:
    """Records that could not be analysed are no records without findings."""
    if found.failed:
        shell.note(
            "cli.rules.failed", style="bold red", n=shell.number(len(found.failed)), detail=found.failed[0]
        )


def _file(shell: Shell, out: Path | None, corpus: str, who: str, *, silent: bool) -> Path | None:
    """The file of judgements meant; nothing is recorded without one and without a name behind it."""
    from auditor import judging
    from auditor.errors import UsageError

    if out is None and not silent:
        raise UsageError(detail=shell("cli.rules.no_out"))
    if not who.strip() and not silent:
        raise UsageError(detail=shell("cli.rules.no_who"))
    if out is None or (out.is_dir() and not who.strip()):
        return None
    return judging.file_for(out, corpus, who.strip())


def open_corpora(shell: Shell, files: Sequence[Path]) -> tuple[list[Corpus], str, Path | None]:
    """The corpora asked for, the edition to read them with, and the workspace's folder where its articles are meant."""
    from auditor import judging
    from auditor.editions import engine_edition, find_edition
    from auditor.workspace import Workspace

    if files:
        return [judging.file_corpus(file) for file in files], "vn-2014", None
    workspace = Workspace.open(shell.folder)
    store = workspace.store(readonly=True)
    found = judging.store_corpus(store, workspace.path.name)
    edition = engine_edition(find_edition(workspace.config.edition, workspace.path))
    return [found], edition, workspace.path


def known(shell: Shell, ids: Sequence[str]) -> frozenset[str]:
    """The rules named, also those on trial or loaded on request. Raises UsageError for one that there is not."""
    from auditor import judging
    from auditor.errors import UsageError

    every = judging.every_rule()
    for one in ids:
        if one not in every:
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
    for column in ("id", "findings", "per_thousand", "judged", "precision", "interval", "standing"):
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
        )
    return table


def _shown(hit: Hit) -> str:
    return f"…{escape(_line(hit.before)[-45:])}[bold]{escape(_line(hit.text)[:60])}[/bold]{escape(_line(hit.after)[:45])}…"


def _line(text: str) -> str:
    return text.replace("\n", " / ")


def _ask(shell: Shell, waiting: Sequence[Hit], corpus: str, who: str) -> tuple[list[Judgement], bool]:
    """One hit after the other; "q" ends. What was answered is kept, also where the reader is interrupted or the answers piped
    in run out: then the second value says so.
    """
    from auditor import judging

    found: list[Judgement] = []
    for number, hit in enumerate(waiting, start=1):
        shell.out.print(
            f"\n[bold]{hit.rule}[/bold]  {number}/{len(waiting)}  {hit.zone}  {escape(hit.title)}"
        )
        shell.out.print(
            # the marks are for a terminal without colours, and for whoever keeps the output
            f"…{escape(hit.before)}[bold reverse]»{escape(hit.text)}«[/bold reverse]{escape(hit.after)}…"
        )
        if hit.whole:
            shell.out.print(escape(hit.whole))
        try:
            verdict, reason = _answer(shell)
        except (typer.Abort, KeyboardInterrupt):
            return found, True
        if verdict == "q":
            break
        found.append(judging.judgement(hit, corpus, verdict, reason, who))
    return found, False


def _answer(shell: Shell) -> tuple[str, str]:
    """A verdict with its reason, or "q"; asked again until it is one."""
    from indicators.rules.judgements import VERDICTS, YES

    verdict = reason = ""
    while verdict not in (*VERDICTS, "q"):
        verdict = typer.prompt(shell("cli.rules.ask"), default="", show_default=False).strip().lower()
    while verdict not in (YES, "q") and not reason:
        reason = typer.prompt(shell("cli.rules.ask_reason"), default="", show_default=False).strip()[:120]
    return verdict, reason
