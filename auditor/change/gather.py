"""Two years of a workspace as cells by outlet: from articles where a figure is made of them, from scores for all others, from
declarations for the rate. Reads only; scoring both years again under today's rules is :func:`rescore`.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.adoption import current
from auditor.calibration.frame import KEY, PAIRS, Item, Pair
from auditor.calibration.noise import MINIMUM
from auditor.calibration.outcome import Outcome
from auditor.change.coders import added, coded
from auditor.change.formpoints import SIDES, points
from auditor.change.model import Change, TooLittle
from auditor.change.parts import Beside, change_of
from auditor.change.split import Cell, cell_of, total
from auditor.change.units import bodies, units
from auditor.collecting import Tick, no_tick
from auditor.editions import edition_of
from auditor.errors import InputError, NothingToDo
from auditor.pipeline import NOT_SCORED, analyse_stage, score_stage
from auditor.rate import FORMAL, PILOT
from auditor.store import Store
from auditor.territory import joined
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.years import Year, at
from indicators.errors import IndicatorError
from indicators.indexes.model import Edition
from indicators.model import Analysis, Gender
from indicators.scoring import ItemMeta, measure

QUOTED = "quoted"
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of two years. ``own_rules``: was the first year published under other rules; ``notes``: keys below
    ``change.note.`` with their values.
    """

    province: str
    fictitious: bool
    years: tuple[Year, Year]
    found: tuple[Change | TooLittle, ...]
    notes: tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """One article, and part and whole of it under each figure."""

    item: Item
    quoted: Pair


def compare_years(
    workspace: Workspace, store: Store, years: tuple[Year, Year], words: Words, *, seed: int = 0
) -> Comparison:
    """Every figure of both years, the rate first. Raises NothingToDo where a year was not scored, InputError for broken files."""
    gathered = _Gathered(workspace, store, years, words, seed)
    return Comparison(
        workspace.config.province,
        workspace.config.fictitious,
        years,
        tuple(
            found
            for found in (*gathered.rates(), *gathered.points(), *gathered.articles(), *gathered.scores())
            if found
        ),
        tuple(gathered.notes),
    )


def rescore(
    workspace: Workspace,
    store: Store,
    years: Sequence[Year],
    *,
    tick: Tick = no_tick,
    jobs: int | None = None,
) -> None:
    """Both years analysed and scored under today's rules and edition, the second also under the edition the first was
    published by; all of it beside the earlier results, none of which is touched.
    """
    analyse_stage(workspace, store, jobs=jobs, tick=tick)
    runs = _runs(store, years[0])
    if runs:
        old = edition_now(workspace, runs[0])
        if old is not None and old.sha256 != edition_of(workspace).sha256:
            for year in years:
                then = at(workspace, year)
                score_stage(replace(then, config=replace(then.config, edition=old.id)), store, tick=tick)
    for year in years:
        score_stage(at(workspace, year), store, tick=tick)
    with contextlib.suppress(NothingToDo):
        # reports show the last scoring, which has to stay the one of the workspace's own period
        score_stage(workspace, store, tick=tick)


def edition_now(workspace: Workspace, run: sqlite3.Row) -> Edition | None:
    """The edition a run used, if it is still here as it was."""
    try:
        found = edition_of(workspace, run["edition"])
    except (InputError, IndicatorError):
        return None
    return found if found.sha256 == run["edition_sha256"] else None


def _runs(store: Store, year: Year) -> list[sqlite3.Row]:
    return list(
        store.rows(
            "SELECT * FROM score_runs WHERE period_from = ? AND period_to = ? ORDER BY run", year.period
        )
    )


def _rules(run: sqlite3.Row) -> tuple[int, str]:
    return run["engine"], run["edition_sha256"]


class _Gathered:
    """What both years have in common, read once."""

    def __init__(
        self, workspace: Workspace, store: Store, years: tuple[Year, Year], words: Words, seed: int
    ) -> None:
        self._workspace, self._store, self._years, self._words = workspace, store, years, words
        self._seed = seed
        self.notes: list[tuple[str, dict[str, str]]] = []
        self._register = workspace.register()
        self._bodies = [bodies(workspace, self._register, year.day) for year in years]
        self._unit, self._named = units(self._register, self._bodies[0], self._bodies[1], years[1].day)
        runs = [_runs(store, year) for year in years]
        if not runs[1] or not runs[0]:
            missing = years[1] if runs[0] else years[0]
            raise NothingToDo(f"{missing.number} is not scored", stage="change", detail=missing.label)
        self._now = runs[1][-1]
        first = _rules(runs[0][0])
        self._published = next(run for run in reversed(runs[0]) if _rules(run) == first)
        self._same_rules = first == _rules(self._now)
        self._before = next((r for r in reversed(runs[0]) if _rules(r) == _rules(self._now)), None)
        self._after_old = next((r for r in reversed(runs[1]) if _rules(r) == first), None)
        self._edition = edition_now(workspace, self._now) or edition_of(workspace, self._now["edition"])
        self._articles = [self._read(year, self._now["engine"]) for year in years]
        self._coded: list[Outcome | None] = []
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        for year, run, articles in zip(self._years, (self._before, self._now), self._articles, strict=True):
            if not articles:
                raise NothingToDo("not analysed", stage="change", detail=year.label)
            unread = self._unread(year)
            if unread:
                self._note("unread", year=year.label, n=str(unread))
            if run is None:
                self._note("not_rescored", year=year.label)
        if not self._same_rules:
            self._note(
                "other_rules",
                year=self._years[0].label,
                old=self._published["edition"],
                new=self._now["edition"],
            )
            if self._before is not None and self._before["items"] != self._published["items"]:
                self._note("other_items", then=str(self._published["items"]), now=str(self._before["items"]))

    def _note(self, key: str, **values: str) -> None:
        self.notes.append((key, values))

    def _unread(self, year: Year) -> int:
        """Articles of the year without an analysis under the rules compared by."""
        config = at(self._workspace, year).config
        rows = self._store.rows(
            """SELECT published FROM articles WHERE kind NOT IN ('listing', 'other') AND published <> '' AND NOT EXISTS (
                 SELECT 1 FROM analyses n WHERE n.article = articles.id AND n.engine = ?
                 AND n.text_sha256 = articles.text_sha256)""",
            (self._now["engine"],),
        )
        return sum(config.covers(row["published"]) for row in rows)

    def _read(self, year: Year, engine: int) -> list[_Article]:
        config = at(self._workspace, year).config
        found = []
        for row in self._store.analyses(engine):
            if row["kind"] in NOT_SCORED or not config.covers(row["published"]):
                continue
            analysis = Analysis.from_dict(json.loads(row["json"]))
            counts = measure(analysis, ItemMeta(kind=row["kind"]))
            if counts.advert:
                continue
            heard = [p.gender for p in analysis.people if p.quoted and not p.listed]
            known = [gender for gender in heard if gender != Gender.UNKNOWN]
            item = Item(
                article=row["id"],
                outlet=row["outlet"],
                text=row["text_sha256"][:KEY],
                published=row["published"][:10],
                url=row["url"],
                found=row["findings"] > 0,
                counts=counts,
            )
            found.append(_Article(item, (float(known.count(Gender.FEMALE)), float(len(known)))))
        return found

    # --- figures made of articles -------------------------------------------------------------------------------------

    def articles(self) -> Iterator[Change | TooLittle | None]:
        """Women's share among those quoted, and every indicator whose part and whole an article has."""
        old = [] if self._same_rules else self._read(self._years[0], self._published["engine"])
        # the first year was corrected, if at all, against the counts of its own rules
        for year, articles in zip(self._years, (old or self._articles[0], self._articles[1]), strict=True):
            items = [one.item for one in articles]
            self._coded.append(coded(at(self._workspace, year), year, items, self._edition))
        corrected = [year.label for year, found in zip(self._years, self._coded, strict=True) if found]
        if len(corrected) < len(self._years):
            self._note("corrected_one" if corrected else "uncorrected", year="".join(corrected))
        yield self._of_articles(QUOTED, self._words("change.figure.quoted"), "", None, old)
        for indicator in self._edition:
            if indicator.measure is not None and indicator.measure in PAIRS:
                title = f"{indicator.code} {indicator.title[self._words.lang]}"
                yield self._of_articles(indicator.code, title, indicator.measure, indicator.minimum_n, old)

    def _of_articles(
        self, figure: str, title: str, measured: str, minimum: int | None, old: Sequence[_Article]
    ) -> Change | TooLittle | None:
        cells = [
            self._cells(articles, known, measured)
            for articles, known in zip(self._articles, self._bodies, strict=True)
        ]
        beside = Beside()
        if not self._same_rules:
            if measured:
                published = self._share(self._published, figure, self._bodies[0])
                if published is None:
                    self._note("not_published", figure=title, year=self._years[0].label)
                after_old = self._share(self._after_old, figure, self._bodies[1])
            else:
                part, whole = total(self._cells(old, self._bodies[0], measured))
                published, after_old = (part / whole if whole else None), None
                if published is None:
                    self._note("no_old_analyses", figure=title)
            beside = Beside(published, after_old)
        if measured:
            beside = replace(beside, coder=(added(self._coded[0], figure), added(self._coded[1], figure)))
        return change_of(
            figure,
            title,
            (cells[0], cells[1]),
            self._named,
            beside,
            minimum=minimum or MINIMUM,
            seed=self._seed,
        )

    def _cells(self, articles: Sequence[_Article], known: Sequence[str], measured: str) -> dict[str, Cell]:
        pairs: dict[str, list[Pair]] = {}
        for one in articles:
            if one.item.outlet in known:
                pair = PAIRS[measured](one.item.counts) if measured else one.quoted
                pairs.setdefault(self._unit[one.item.outlet], []).append(pair)
        return {unit: cell_of(found) for unit, found in pairs.items()}

    def _share(self, run: sqlite3.Row | None, code: str, known: Sequence[str]) -> float | None:
        """The ratio of totals of one run over the province's bodies; None where the run or the indicator is not there."""
        if run is None:
            return None
        rows = self._store.rows(
            "SELECT outlet, numerator, n FROM scores WHERE run = ? AND code = ? AND n IS NOT NULL",
            (run["run"], code),
        )
        kept = [row for row in rows if row["outlet"] in known]
        whole = sum(row["n"] for row in kept)
        return sum(row["numerator"] or 0 for row in kept) / whole if whole else None

    # --- figures of which only scores are known -----------------------------------------------------------------------

    def scores(self) -> Iterator[Change | TooLittle | None]:
        """Every other indicator that was measured in both years; chance by the intervals of its scores."""
        if self._before is None:
            return
        for indicator in self._edition:
            if indicator.measure is None or indicator.measure in PAIRS:
                continue
            code = indicator.code
            cells = [
                self._scored(run, code, known)
                for run, known in zip((self._before, self._now), self._bodies, strict=True)
            ]
            beside = Beside()
            if not self._same_rules:
                beside = Beside(
                    self._share(self._published, code, self._bodies[0]),
                    self._share(self._after_old, code, self._bodies[1]),
                )
            title = f"{code} {indicator.title[self._words.lang]}"
            needed = indicator.minimum_n or MINIMUM
            yield change_of(
                code, title, (cells[0], cells[1]), self._named, beside, minimum=needed, seed=self._seed
            )

    def _scored(self, run: sqlite3.Row, code: str, known: Sequence[str]) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        for row in self._store.rows(
            "SELECT * FROM scores WHERE run = ? AND code = ? AND outcome = 'measured' AND n > 0",
            (run["run"], code),
        ):
            if row["outlet"] in known and row["numerator"] is not None:
                spread = (row["high"] - row["low"]) / (2 * _Z) if row["low"] is not None else 0.0
                unit = self._unit[row["outlet"]]
                cells[unit] = _joined(cells.get(unit), Cell(row["numerator"], row["n"], (), spread))
        return cells

    def points(self) -> Iterator[Change | TooLittle | None]:
        """The points of forms by the edition compared by; a form of another edition asks other things."""
        years = [points(self._workspace, self._register, year, self._edition) for year in self._years]
        for side in SIDES:
            cells: list[dict[str, Cell]] = []
            for year in years:
                found: dict[str, Cell] = {}
                for id, cell in year[side].items():
                    unit = self._unit.get(id, id)
                    found[unit] = _joined(found.get(unit), cell)
                cells.append(found)
            title = self._words(f"change.figure.points.{side}")
            pair = (cells[0], cells[1])
            yield change_of(f"points.{side}", title, pair, self._named, sampled=False, seed=self._seed)

    # --- the rate -----------------------------------------------------------------------------------------------------

    def rates(self) -> Iterator[Change | TooLittle | None]:
        """The readings of the rate; nothing is drawn, so chance plays no part."""
        said = [current(self._workspace, self._store, year.day) for year in self._years]
        counted = [bodies(self._workspace, self._register, y.day, counted=True) for y in self._years]
        for key, level, basis in (
            ("lenient", PILOT, "declared"),
            ("formal", FORMAL, "declared"),
            ("middle", PILOT, "verified"),
            ("strict", FORMAL, "verified"),
        ):
            cells: list[dict[str, Cell]] = []
            for rows, ids in zip(said, counted, strict=True):
                found: dict[str, Cell] = {}
                for id in ids:
                    row = rows.get(id)
                    applies = row is not None and (
                        row.proves(level) if basis == "verified" else (row.level or 0) >= level
                    )
                    unit = self._unit[id]
                    found[unit] = _joined(found.get(unit), Cell(float(applies), 1.0))
                cells.append(found)
            title = self._words(f"change.figure.{key}")
            beside = Beside(self._published_rate(level, basis, cells[0]))
            yield change_of(
                f"rate.{key}",
                title,
                (cells[0], cells[1]),
                self._named,
                beside,
                sampled=False,
                seed=self._seed,
            )

    def _published_rate(self, level: int, basis: str, now: Mapping[str, Cell]) -> float | None:
        """The first year's rate as it was kept then; None where it is the same, or was none."""
        row = self._store.one(
            "SELECT applied, counted FROM rates WHERE as_of = ? AND level = ? AND basis = ? ORDER BY run LIMIT 1",
            (self._years[0].day, level, basis),
        )
        part, whole = total(now)
        if row is None or not row["counted"] or (row["applied"], row["counted"]) == (part, whole):
            return None
        if set(joined(self._workspace)) - set(joined(self._workspace, self._years[0].day)):
            # the province was a smaller one; what it published then is no other definition of the same
            return None
        return float(row["applied"] / row["counted"])


def _joined(first: Cell | None, second: Cell) -> Cell:
    """Two bodies as one unit; their errors are independent."""
    if first is None:
        return second
    whole = first.whole + second.whole
    spread = ((first.spread * first.whole) ** 2 + (second.spread * second.whole) ** 2) ** 0.5 / whole
    return Cell(first.part + second.part, whole, first.pairs + second.pairs, spread)
