"""Which tables leave the program, for which readers: with the outlets' names inside the department, without any in public."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditor.decisions import read_decisions
from auditor.export.model import SUPPRESSED, Cell, Field, Table
from auditor.ownrules import own_packs
from auditor.rateviews import PRODUCTS
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace
from indicators.rules import load_packs
from reports.figures import IndicatorFigure, Outcome, ProvinceReport, Rate
from reports.papers import Circulation
from reports.papers.circulating import circulated, groups, standings
from reports.prepare import prepare
from reports.small import SMALL

_LEVELS = ("0", "1", "2")


@dataclass(frozen=True, slots=True)
class _Row:
    """Counts of one outlet in one month, or of one rule; numbers of people, never who."""

    outlet: str
    key: str
    values: tuple[int, ...]


class Tables:
    """The tables of one report for one circle of readers."""

    def __init__(
        self,
        report: ProvinceReport,
        store: Store,
        workspace: Workspace,
        words: Words,
        circle: Circulation,
        outlet: str = "",
    ) -> None:
        self._report = circulated(report, circle, outlet)
        self._store, self._config, self._words = store, workspace.config, words
        self._public = circle == Circulation.PUBLIC
        self._only = outlet
        rules = load_packs(added=own_packs(workspace.path).added).rules
        self._decided = read_decisions(workspace.path, rules, store, report.period)
        # the limits of a code's meaning are those of the whole report, outlets or not
        self._whole = prepare(report)

    def all(self) -> tuple[Table, ...]:
        """In the order in which a person reads them."""
        common = (self._rates(), self._ladder(), self._products(), self._goals(), self._indicators())
        if self._public:
            return (*common, self._groups(), self._standings(), self._months(), self._rules())
        return (*common, self._outlets(), self._scores(), self._months(), self._rules())

    def _table(
        self, name: str, fields: Iterable[tuple[str, str]], rows: Iterable[tuple[Cell, ...]], *key: str
    ) -> Table:
        columns = tuple(self._field(n, t) for n, t in fields)
        return Table(name, self._words(f"export.table.{name}"), columns, tuple(rows), key)

    def _field(self, name: str, kind: str) -> Field:
        labels = self._labels(name)
        hidden = (
            (self._public or bool(self._only))
            and kind in ("integer", "number")
            and name not in ("level", "year")
        )
        return Field(name, kind, self._words(f"export.field.{name}"), labels, hidden)

    def _labels(self, name: str) -> Mapping[str, str]:
        words = self._words
        coded: dict[str, Callable[[], dict[str, str]]] = {
            "level": lambda: {code: words(f"level.{code}") for code in _LEVELS},
            "adoption": lambda: {code: words(f"level.{code}") for code in _LEVELS},
            "adoption_proven": lambda: {code: words(f"level.{code}") for code in _LEVELS},
            "product": lambda: {code: words(f"cli.rate.product.{code}") for code in PRODUCTS},
            "reading": lambda: {
                key: words(f"report.ladder.{key}") for key in ("strict", "middle", "lenient")
            },
            "correction": lambda: {s: words(f"export.correction.{s}") for s in ("uncorrected", "beside")},
            "outcome": lambda: {str(o): words(f"outcome.{o}") for o in Outcome},
            "own_outcome": lambda: {str(o): words(f"outcome.{o}") for o in Outcome},
            "kind": lambda: {o.kind: words(f"kind.{o.kind}") for o in self._whole.outlets if o.kind},
            "severity": lambda: {s: words(f"severity.{s}") for s in ("hint", "warning", "urgent")},
        }
        return coded[name]() if name in coded else {}

    # rates and what was promised

    def _rates(self) -> Table:
        rows = [self._rate(rate) for rate in (self._report.pilot, self._report.formal)]
        fields = (
            ("level", "integer"), ("as_of", "date"), ("applied", "integer"), ("counted", "integer"), ("share", "number"),
            ("verified", "integer"), ("silent", "integer"),
        )  # fmt: skip
        return self._table("rates", fields, rows, "level")

    def _rate(self, rate: Rate) -> tuple[Cell, ...]:
        as_of = self._report.as_of
        verified, silent = (
            SUPPRESSED if name in rate.withheld else count
            for name, count in (("verified", rate.verified), ("missing", len(rate.missing)))
        )
        return (rate.level, as_of, rate.applied, rate.counted, rate.share, verified, silent)

    def _ladder(self) -> Table:
        ladder = self._report.ladder
        rows: list[tuple[Cell, ...]] = [
            (one.key, self._words(f"report.ladder.{one.key}.is"), one.applied, one.counted, one.share)
            for one in (ladder.readings if ladder else ())
        ]
        fields = (("reading", "string"), ("definition", "string"), ("applied", "integer"), ("counted", "integer"), ("share", "number"))  # fmt: skip
        return self._table("ladder", fields, rows, "reading")

    def _products(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                cell.product, cell.group if cell.group != "" else "unknown", cell.counted,
                SUPPRESSED if cell.pilot is None else cell.pilot, SUPPRESSED if cell.formal is None else cell.formal,
            )
            for cell in self._report.products
        ]  # fmt: skip
        fields = (("product", "string"), ("owners", "string"), ("counted", "integer"), ("pilot", "integer"), ("formal", "integer"))  # fmt: skip
        return self._table("products", fields, rows)

    def _goals(self) -> Table:
        rows = [
            (
                rate.level,
                m.year,
                m.share,
                m.at_least,
                due,
                m.issuer,
                m.source,
                m.evidence_mark,
                m.at_due.applied if m.at_due else None,
                m.at_due.counted if m.at_due else None,
            )
            for rate in (self._report.pilot, self._report.formal)
            for due, found in ((True, rate.last), (False, rate.next))
            for m in found
        ]
        fields = (
            ("level", "integer"), ("year", "integer"), ("planned", "number"), ("at_least", "boolean"), ("due", "boolean"),
            ("issuer", "string"), ("source", "string"), ("mark", "string"), ("due_applied", "integer"), ("due_counted", "integer"),
        )  # fmt: skip
        return self._table("goals", fields, rows)

    def _indicators(self) -> Table:
        seen: dict[str, IndicatorFigure] = {}
        for outlet in self._whole.outlets:
            for figure in outlet.indicators:
                seen.setdefault(figure.code, figure)
        rows = [(f.code, f.title, f.unit, f.method, f.evidence_mark, f.confirmed) for f in seen.values()]
        fields = (
            ("code", "string"), ("title", "string"), ("unit", "string"), ("method", "string"), ("mark", "string"),
            ("confirmed", "boolean"),
        )  # fmt: skip
        return self._table("indicators", fields, rows, "code")

    # per outlet

    def _outlets(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                o.id, o.name, o.kind, o.counted, o.adoption.level, o.adoption.date or None, o.adoption.verified,
                o.adoption.proven, *o.measured, o.articles,
                o.people, o.sources, o.findings, o.findings_narrator, o.findings_chosen, o.findings_waiting,
                o.findings_confirmed, o.reposts, o.coverage.listed, o.coverage.collected, o.coverage.first_day or None, o.coverage.last_day or None,
            )
            for o in self._report.outlets
        ]  # fmt: skip
        fields = (
            ("outlet", "string"), ("name", "string"), ("kind", "string"), ("in_rate", "boolean"), ("adoption", "integer"),
            ("adoption_date", "date"), ("adoption_verified", "boolean"), ("adoption_proven", "integer"),
            ("indicators_measured", "integer"), ("indicators_asked", "integer"), ("articles", "integer"), ("people", "integer"),
            ("sources", "integer"), ("findings", "integer"), ("findings_narrator", "integer"),
            ("findings_chosen", "integer"), ("findings_waiting", "integer"),
            ("findings_confirmed", "integer"), ("reposts", "integer"), ("listed", "integer"), ("collected", "integer"),
            ("first_day", "date"), ("last_day", "date"),
        )  # fmt: skip
        return self._table("outlets", fields, rows, "outlet")

    def _scores(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for outlet in self._report.outlets:
            for f in outlet.indicators:
                own, right = f.own, f.corrected
                rows.append(
                    (
                        outlet.id, f.code, str(f.outcome), f.value, f.interval.low if f.interval else None,
                        f.interval.high if f.interval else None, f.numerator, f.n, f.articles, f.unknown, f.unknown_share,
                        f.minimum, f.points, f.max_points, str(own.outcome) if own else None,
                        own.value if own else None, own.n if own else None, right.value if right else None,
                        right.interval.low if right else None, right.interval.high if right else None,
                        right.coded if right else None, f.note,
                    )
                )  # fmt: skip
        fields = (
            ("outlet", "string"), ("code", "string"), ("outcome", "string"), ("value", "number"), ("low", "number"),
            ("high", "number"), ("numerator", "integer"), ("n", "integer"), ("read", "integer"), ("unknown", "integer"),
            ("unknown_share", "number"), ("minimum", "integer"), ("points", "number"), ("max_points", "number"),
            ("own_outcome", "string"), ("own_value", "number"), ("own_n", "integer"), ("corrected", "number"),
            ("corrected_low", "number"), ("corrected_high", "number"), ("coded", "integer"), ("note", "string"),
        )  # fmt: skip
        return self._table("scores", fields, rows, "outlet", "code")

    # in public: what no single outlet can be read from

    def _groups(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                "; ".join(self._words(f"kind.{kind}") if kind else "–" for kind in group.kinds), group.counted,
                SUPPRESSED if group.pilot is None else group.pilot, SUPPRESSED if group.formal is None else group.formal,
            )
            for group in groups(self._report.outlets, public=True)
        ]  # fmt: skip
        fields = (("group", "string"), ("counted", "integer"), ("pilot", "integer"), ("formal", "integer"))
        return self._table("groups", fields, rows)

    def _standings(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for one in standings(self._report.outlets):
            low = SUPPRESSED if one.low is None and one.measured else one.low
            high = SUPPRESSED if one.high is None and one.measured else one.high
            right: tuple[Cell, Cell] = one.corrected or (None, None)
            # lowest and highest are the machine's, whatever stands behind them
            status = ("beside" if one.corrected else "uncorrected") if one.measured else None
            many: tuple[Cell, Cell] = (one.measured, one.asked) if one.told else (SUPPRESSED, SUPPRESSED)
            rows.append((one.code, *many, low, high, status, *right))
        fields = (
            ("code", "string"), ("measured", "integer"), ("asked", "integer"), ("lowest", "number"), ("highest", "number"),
            ("correction", "string"), ("corrected_lowest", "number"), ("corrected_highest", "number"),
        )  # fmt: skip
        return self._table("standings", fields, rows, "code")

    # counts of articles, people and findings

    def _months(self) -> Table:
        names = ("articles", "people_female", "people_male", "people_other", "people_unknown", "sources_female",
                 "sources_male", "sources_other", "sources_unknown", "findings")  # fmt: skip
        counts = (("month", "string"), *((name, "integer") for name in names))
        return self._counted("months", counts, self._by_month(), "month")

    def _rules(self) -> Table:
        counts = (("rule", "string"), ("family", "string"), ("severity", "string"),
                  ("hits", "integer"), ("hits_counting", "integer"), ("hit_articles", "integer"))  # fmt: skip
        return self._counted("rules", counts, self._by_rule(), "rule")

    def _counted(
        self, name: str, fields: tuple[tuple[str, str], ...], rows: Iterable[_Row], key: str
    ) -> Table:
        """Per outlet; in public the sum over outlets, where enough of them are in it."""
        if not self._public:
            mine = [r for r in rows if not self._only or r.outlet == self._only]
            told: list[tuple[Cell, ...]] = [(r.outlet, *r.key.split("\t"), *r.values) for r in mine]
            return self._table(name, (("outlet", "string"), *fields), told, "outlet", key)
        sums: dict[str, list[int]] = {}
        outlets: dict[str, int] = {}
        for row in rows:
            held = sums.setdefault(row.key, [0] * len(row.values))
            sums[row.key] = [a + b for a, b in zip(held, row.values, strict=True)]
            outlets[row.key] = outlets.get(row.key, 0) + 1
        public: list[tuple[Cell, ...]] = []
        for label, values in sorted(sums.items()):
            few = outlets[label] < SMALL
            cells = (SUPPRESSED if few or 0 < value < SMALL else value for value in values)
            public.append((*label.split("\t"), *cells))
        return self._table(name, fields, public, key)

    def _by_month(self) -> Iterator[_Row]:
        found: dict[tuple[str, str], list[int]] = {}
        for row in self._analyses():
            counts = found.setdefault((row["outlet"], row["published"][:7]), [0] * 10)
            counts[0] += 1
            counts[9] += sum(1 for _ in self._findings(row))
            for person in self._store.conn.execute(
                "SELECT gender, source, quoted, listed FROM people WHERE analysis = ?", (row["analysis"],)
            ):
                if person["listed"]:
                    # who only attended was not chosen as a voice
                    continue
                at = ("female", "male", "other", "unknown").index(person["gender"])
                counts[1 + at] += 1
                counts[5 + at] += bool(person["source"] or person["quoted"])
        return (_Row(outlet, month, tuple(counts)) for (outlet, month), counts in sorted(found.items()))

    def _by_rule(self) -> Iterator[_Row]:
        found: dict[tuple[str, str], list[int]] = {}
        for row in self._analyses():
            demoted = self._decided.of(row["text_sha256"]).demoted
            seen: set[str] = set()
            for finding in self._findings(row):
                key = "\t".join((finding["rule"], finding["family"], finding["severity"]))
                counts = found.setdefault((row["outlet"], key), [0, 0, 0])
                counting = bool(finding["scores"]) and finding["rule"] not in demoted
                for at, value in enumerate((1, int(counting), int(key not in seen))):
                    counts[at] += value
                seen.add(key)
        return (_Row(outlet, key, tuple(counts)) for (outlet, key), counts in sorted(found.items()))

    def hits(self) -> Iterator[tuple[str, str, int]]:
        """Outlet, family and number of findings, a line for each rule."""
        for row in self._by_rule():
            yield row.outlet, row.key.split("\t")[1], row.values[0]

    def _analyses(self) -> Iterator[sqlite3.Row]:
        """The articles that the figures are of, with the number of their analysis."""
        for row in self._store.conn.execute(
            """SELECT a.outlet, a.published, n.id AS analysis, n.text_sha256 FROM analyses n
               JOIN articles a ON a.id = n.article AND a.text_sha256 = n.text_sha256
               WHERE n.engine = (SELECT engine FROM score_runs ORDER BY run DESC LIMIT 1)
                 AND a.kind NOT IN ('listing', 'other') ORDER BY a.id"""
        ):
            if self._config.covers(row["published"]) and not self._decided.leaves_out(
                row["outlet"], row["text_sha256"]
            ):
                yield row

    def _findings(self, row: sqlite3.Row) -> Iterator[sqlite3.Row]:
        """The findings of one analysis, but those that were taken back."""
        withdrawn = self._decided.of(row["text_sha256"]).withdrawn
        for finding in self._store.conn.execute(
            "SELECT rule, family, severity, scores, start, stop FROM findings WHERE analysis = ?",
            (row["analysis"],),
        ):
            if (finding["rule"], finding["start"], finding["stop"]) not in withdrawn:
                yield finding
