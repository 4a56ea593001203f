"""The steps from articles to scores, each of which can be run alone, twice, and after a crash.

A stage does what is missing or stale by fingerprints and nothing else: a text that changed, or an engine of other rules
or word lists, costs an analysis; another period, threshold or edition costs only the score.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from auditor import __version__, copies, workers
from auditor.collecting import (
    CrawlResult,
    ExtractResult,
    Tick,
    archive_of,
    crawl_stage,
    extract_stage,
    no_tick,
)
from auditor.copies import Copy, find_copies
from auditor.decisions import Decisions, read_decisions
from auditor.editions import edition_of, engine_edition
from auditor.errors import NothingToDo
from auditor.ownrules import own_packs
from auditor.rate import RateResult, rate_stage
from auditor.store import Store, dumps
from auditor.store.rows import StoredArticle
from auditor.workspace import Config, Workspace
from indicators import scoring
from indicators.analyse import KEPT_LAYERS, Engine
from indicators.model import Analysis, Record
from indicators.plans import Wordings
from indicators.presenters import sex_of_name
from indicators.tallies import Tally

__all__ = [
    "AnalyseResult",
    "CrawlResult",
    "ExtractResult",
    "RateResult",
    "ScoreResult",
    "analyse_stage",
    "archive_of",
    "crawl_stage",
    "extract_stage",
    "rate_stage",
    "score_stage",
]

# kinds of page that are no article and enter no score
NOT_SCORED = ("listing", "other")
_PRESENT = """SELECT 1 FROM analyses n WHERE n.article = articles.id AND n.engine = ?
              AND n.text_sha256 = articles.text_sha256"""
_SCORES = ("scores", "own_scores", "unreplied_scores")
# analyses written in one transaction: some 0.5 s of work at most is done again after a kill
COMMIT = 128


@dataclass(frozen=True, slots=True)
class AnalyseResult:
    """What one run of the analysis did. ``fresh``: articles whose analysis was up to date."""

    done: int
    fresh: int
    failed: int
    engine: int


def analyse_stage(
    workspace: Workspace,
    store: Store,
    *,
    jobs: int | None = None,
    tick: Tick = no_tick,
    limit: int | None = None,
) -> AnalyseResult:
    """Analyses every article that has no analysis of its present text by the present engine."""
    base = engine_edition(edition_of(workspace))
    packs = own_packs(workspace.path)
    engine = packs.engine(base)
    number = keep_engine(store, engine)
    kept = f"kind NOT IN ({', '.join('?' * len(NOT_SCORED))})"
    stale = f"{kept} AND NOT EXISTS ({_PRESENT})"
    every = store.number(f"SELECT count(*) FROM articles WHERE {kept}", NOT_SCORED)  # noqa: S608
    total = store.number(f"SELECT count(*) FROM articles WHERE {stale}", (*NOT_SCORED, number))  # noqa: S608
    todo = min(total, limit) if limit is not None else total
    if not todo:
        return AnalyseResult(0, every - total, 0, number)
    run = store.begin_run("analyse", __version__)
    records = _records(store.articles(stale, (*NOT_SCORED, number)), todo)
    like = _engines_with_the_same_people(store, engine, number)
    items = ((record, _earlier(store, record, like)) for record in records)
    jobs = workers.sensible_jobs(jobs, todo)
    done = failed = 0
    waiting: list[tuple[int, Analysis]] = []
    parts = workers.chunks(items)
    for part, found in workers.run(workers.analyse_again, parts, edition=base, jobs=jobs, packs=packs):
        for (record, _), analysis in zip(part, found, strict=True):
            if isinstance(analysis, str):
                failed += 1
                store.fail("analyse", "failed", outlet=record.outlet, url=record.url, detail=analysis)
            elif analysis.engine.rules != engine.stamp.rules:
                # a worker that started after the program was updated; the next run does these again
                failed += 1
                store.fail("analyse", "engine_changed", outlet=record.outlet, url=record.url)
            else:
                waiting.append((int(record.id), analysis))
        if len(waiting) >= COMMIT:
            store.put_analyses(number, waiting)
            waiting.clear()
        done += len(part)
        tick("analyse", done, todo)
    store.put_analyses(number, waiting)
    store.end_run(run)
    return AnalyseResult(done - failed, every - total, failed, number)


def _engines_with_the_same_people(store: Store, engine: Engine, number: int) -> tuple[int, ...]:
    """Engines that differ from the present one in their rules alone: their people, statements and labels still hold."""
    found = []
    for row in store.rows("SELECT id, fingerprints FROM engines WHERE id != ? ORDER BY id DESC", (number,)):
        layers = json.loads(row["fingerprints"])
        if all(layers.get(name) == engine.fingerprints[name] for name in KEPT_LAYERS):
            found.append(row["id"])
    return tuple(found)


def _earlier(store: Store, record: Record, engines: tuple[int, ...]) -> str:
    """The latest analysis of the article's present text by one of these engines, as JSON, or ""."""
    if not engines:
        return ""
    row = store.one(
        f"""SELECT n.json FROM analyses n JOIN articles a ON a.id = n.article AND a.text_sha256 = n.text_sha256
            WHERE n.article = ? AND n.engine IN ({", ".join("?" * len(engines))}) ORDER BY n.id DESC LIMIT 1""",  # noqa: S608
        (int(record.id), *engines),
    )
    return str(row["json"]) if row is not None else ""


def _records(articles: Iterator[StoredArticle], limit: int) -> Iterator[Record]:
    for count, article in enumerate(articles):
        if count >= limit:
            return
        yield article.record


def keep_engine(store: Store, engine: Engine) -> int:
    """The engine's row. Its key leaves the index edition out: that decides scores, not what a text shows."""
    layers = {name: value for name, value in engine.fingerprints.items() if name != "index"}
    key = hashlib.sha256(dumps(sorted(layers.items())).encode()).hexdigest()
    return store.engine(
        key,
        version=engine.stamp.version,
        edition=engine.stamp.index,
        rules=engine.stamp.rules,
        fingerprints=engine.fingerprints,
    )


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """One scoring. ``items``: articles inside the period; ``undated``: left out since their day is not known.

    ``same``: nothing had changed since the run before, whose number this is.
    """

    run: int
    outlets: int
    items: int
    undated: int
    missing: int
    same: bool = False


def score_stage(
    workspace: Workspace, store: Store, *, tick: Tick = no_tick, seed: int = 0, resamples: int = 1000
) -> ScoreResult:
    """Scores every outlet with articles in the period; older scores stay. Raises NothingToDo without analyses."""
    config = workspace.config
    edition = edition_of(workspace)
    loaded = own_packs(workspace.path).engine(engine_edition(edition))
    engine = keep_engine(store, loaded)
    inputs, items, undated = _inputs(store, engine, config)
    asked = (config.period_from, config.period_to)
    decided = read_decisions(workspace.path, loaded.ruleset.rules, store, asked)
    kinds = {outlet.id: outlet.kind for outlet in workspace.register().outlets}
    code = [scoring.fingerprint(), copies.fingerprint(), decided.sha256, sorted(kinds.items())]
    inputs = hashlib.sha256(dumps([inputs, edition.sha256, code, seed, resamples]).encode()).hexdigest()
    missing = _unanalysed(store, engine)
    if not items and not undated:
        raise NothingToDo("nothing is analysed", stage="analyse", detail="analyse")
    last = store.one("SELECT * FROM score_runs ORDER BY run DESC LIMIT 1")
    if last and last["inputs_sha256"] == inputs:
        outlets = store.number("SELECT count(DISTINCT outlet) FROM scores WHERE run = ?", (last["run"],))
        return ScoreResult(last["run"], outlets, last["items"], undated, missing, same=True)
    copied = find_copies(store, config, kinds)
    wordings = Wordings(edition)
    measures = _measures(store, engine, config, copied, tick, items, wordings, decided)
    items -= measures.left_out
    period = (config.period_from, min(filter(None, (config.period_to, config.as_of)), default=""))
    scored: dict[str, dict[str, tuple[scoring.Score, ...]]] = {name: {} for name in _SCORES}
    for table, outlet, part in measures.parts(decided, edition.id):
        found = scoring.score(
            part, edition, seed=seed, resamples=resamples, period=period, kind=kinds.get(outlet, "")
        )
        if table != "unreplied_scores":
            found = tuple(_standing(one, outlet, edition.id, decided) for one in found)
        scored[table][outlet] = found
    with store.transaction():
        run = store.begin_run("score", __version__)
        store.execute(
            "INSERT INTO score_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (run, engine, edition.id, edition.sha256, config.period_from, config.period_to, inputs, items, undated),
        )  # fmt: skip
        store.executemany(
            "INSERT INTO reposts (run, article, of_article, kind, similarity) VALUES (?, ?, ?, ?, ?)",
            [(run, c.article, c.source, c.kind, round(c.similarity, 3)) for c in copied.values()],
        )
        for table, by_outlet in scored.items():
            store.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  our names
                [_score_row(run, outlet, score) for outlet, scores in by_outlet.items() for score in scores],
            )
        store.end_run(run)
    return ScoreResult(run, len(scored["scores"]), items, undated, missing)


def _standing(score: scoring.Score, outlet: str, edition: str, decided: Decisions) -> scoring.Score:
    """A score, without its value where an objection to the figure itself was accepted."""
    if not decided.withholds(outlet, score.code, edition) or score.outcome != scoring.MEASURED:
        return score
    return scoring.Score(
        score.code, scoring.NEEDS_REVIEW, max_points=score.max_points, note="objection_accepted"
    )


def _score_row(run: int, outlet: str, score: scoring.Score) -> tuple[object, ...]:
    low, high = score.interval or (None, None)
    return (
        run, outlet, score.code, score.outcome, score.value, score.numerator, score.n, score.articles, low, high,
        score.unknown, score.minimum, score.points, score.max_points, score.note,
        dumps([asdict(part) for part in score.parts]),
    )  # fmt: skip


def _inputs(store: Store, engine: int, config: Config) -> tuple[str, int, int]:
    """A hash over everything a score depends on, the number of items in the period, and of those without a day."""
    digest = hashlib.sha256()
    items = undated = 0
    for row in store.rows(
        """SELECT a.id, a.outlet, a.kind, a.published, a.text_sha256, a.credit, a.presenters FROM analyses n
           JOIN articles a ON a.id = n.article AND a.text_sha256 = n.text_sha256
           WHERE n.engine = ? ORDER BY a.id""",
        (engine,),
    ):
        if row["kind"] in NOT_SCORED:
            continue
        if config.covers(row["published"]):
            items += 1
            digest.update(dumps(tuple(row)).encode())
        elif not row["published"]:
            undated += 1
    # reports say how many have no day; where there are none the hash stays that of earlier releases
    without_day = [undated] if undated else []
    digest.update(dumps([engine, config.period_from, config.period_to, *without_day]).encode())
    return digest.hexdigest(), items, undated


def _unanalysed(store: Store, engine: int) -> int:
    return store.number(
        """SELECT count(*) FROM articles WHERE kind NOT IN ('listing', 'other') AND NOT EXISTS (
             SELECT 1 FROM analyses n WHERE n.article = articles.id AND n.engine = ?
             AND n.text_sha256 = articles.text_sha256)""",
        (engine,),
    )


@dataclass(slots=True)
class _Measures:
    """What is counted of every item by outlet, and what was before objections were accepted; ``left_out``: items that
    are counted no more.
    """

    now: dict[str, list[scoring.ItemMeasures]]
    before: dict[str, list[scoring.ItemMeasures]]
    left_out: int = 0

    def parts(
        self, decided: Decisions, edition: str
    ) -> Iterator[tuple[str, str, list[scoring.ItemMeasures]]]:
        """What is to be scored: (table, outlet, items). Where nothing was copied, or no objection changed anything, the
        figures are the same and stand once.
        """
        withheld = (
            {outlet for outlet, _, of in decided.replied.withheld if of == edition}
            if decided.replied
            else set()
        )
        for outlet in sorted(self.now.keys() | self.before.keys()):
            found, before = self.now.get(outlet, []), self.before.get(outlet, [])
            own = [item for item in found if not item.repost]
            yield from ((table, outlet, part) for table, part in (
                ("scores", found),
                ("own_scores", own if len(own) < len(found) else []),
                ("unreplied_scores", before if before != found or outlet in withheld else []),
            ) if part)  # fmt: skip


def _measures(
    store: Store,
    engine: int,
    config: Config,
    copied: Mapping[int, Copy],
    tick: Tick,
    total: int,
    wordings: Wordings,
    decided: Decisions,
) -> _Measures:
    found = _Measures({}, {})
    done = 0
    for row in store.analyses(engine):
        if row["kind"] in NOT_SCORED or not config.covers(row["published"]):
            continue
        outlet, text = row["outlet"], row["text_sha256"]
        meta = scoring.ItemMeta(
            kind=row["kind"],
            repost=row["id"] in copied,
            published=row["published"],
            presenters=_presenters(json.loads(row["presenters"])),
            named=_named(store, row["id"], wordings),
            decisions=decided.of(text),
        )
        analysis = Analysis.from_dict(json.loads(row["json"]))
        if decided.leaves_out(outlet, text):
            found.left_out += 1
        else:
            found.now.setdefault(outlet, []).append(scoring.measure(analysis, meta))
        if decided.replied:
            before = replace(meta, decisions=decided.unreplied(text))
            found.before.setdefault(outlet, []).append(scoring.measure(analysis, before))
        done += 1
        if done % COMMIT == 0 or done == total:
            tick("score", done, total)
    return found


@functools.cache
def _sex_of(name: str) -> str:
    """What a presenter's name or title tells ("MC Lê Thị Mẫu"); they stand in a rundown, not in the text."""
    return str(sex_of_name(name))


def _presenters(names: list[str]) -> Tally | None:
    if not names:
        return None
    sexes = [_sex_of(name) for name in names]
    return Tally(sexes.count("female"), sexes.count("male"), sexes.count("other"), sexes.count("unknown"))


def _named(store: Store, article: int, wordings: Wordings) -> frozenset[str]:
    """Indicators of the edition whose own words stand in the article; texts are read only for editions that have any."""
    if not wordings:
        return frozenset()
    row = store.one("SELECT title, lead, body FROM articles WHERE id = ?", (article,))
    return wordings.named(*row) if row else frozenset()
