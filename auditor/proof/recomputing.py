"""Every figure once more, from texts to report, on a copy of the store: the workspace itself is not touched."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor.collecting import Tick, no_tick
from auditor.editions import edition_of, engine_edition
from auditor.errors import UsageError
from auditor.export.package import package_members, shown_to
from auditor.figures import province_report
from auditor.ownrules import own_packs
from auditor.pipeline import keep_engine, score_stage
from auditor.proof.model import Difference, shown
from auditor.store import Store
from auditor.store.connection import guarded
from auditor.words import Words
from auditor.workspace import STORE, Workspace
from indicators.model import Analysis
from reports import to_json
from reports.figures import ProvinceReport
from reports.papers import Circulation

_SCORE = (
    "outcome", "value", "numerator", "n", "articles", "low", "high", "unknown", "minimum", "points", "max_points", "note", "parts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The report as it comes out now, and what of the kept scores is not what comes out. ``package``: the files of a data
    package for the circle that was asked for.
    """

    report: ProvinceReport
    differences: tuple[Difference, ...]
    package: Mapping[str, bytes] = field(default_factory=dict)


def recompute(
    workspace: Workspace,
    store: Store,
    fresh: Iterable[tuple[int, Analysis]],
    words: Words,
    *,
    as_of: str = "",
    package: tuple[Circulation, str] | None = None,
    tick: Tick = no_tick,
) -> Recomputed:
    """Scores and report from the store with ``fresh`` analyses in the place of its own.

    ``as_of``: the day of the report, where the workspace names none; ``package``: for which readers and outlet a data package
    is wanted. Raises NothingToDo and what the stages raise.
    """
    with tempfile.TemporaryDirectory(prefix="auditor-verify-") as folder:
        file = Path(folder) / STORE
        # through the connection that reads, so that both see the same moment
        with contextlib.closing(sqlite3.connect(file)) as new, guarded(store.file):
            store.conn.backup(new)
        with Store.open(file) as copy:
            engine = own_packs(workspace.path).engine(engine_edition(edition_of(workspace)))
            copy.put_analyses(keep_engine(copy, engine), fresh)
            # the scores of every run go, so that none is taken for what would come out
            copy.execute("DELETE FROM runs WHERE stage = 'score'")
            score_stage(workspace, copy, tick=tick)
            found = [*_scores(store, copy), *_copies(store, copy)]
            day = replace(workspace.config, as_of=workspace.config.as_of or as_of)
            dated = Workspace(workspace.path, day)
            report = province_report(dated, copy, words)
            made = package_members(report, copy, dated, words, *package) if package else {}
    return Recomputed(report, tuple(found), made)


def as_reported(report: ProvinceReport, raw: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The report for the readers that ``raw`` was made for, as JSON would give it."""
    circle = str(raw.get("circulation", ""))
    if circle:
        if circle not in list(Circulation):
            raise UsageError(detail=f"circulation: {circle}")
        outlet = next((str(o.get("id", "")) for o in raw["outlets"]), "")
        report = shown_to(report, Circulation(circle), outlet)
    found: dict[str, Any] = json.loads(json.dumps(to_json(report, words), ensure_ascii=False))
    return found


def _scores(store: Store, copy: Store) -> list[Difference]:
    found: list[Difference] = []
    for table in ("scores", "own_scores", "unreplied_scores"):
        held, made = (
            {
                (row["outlet"], row["code"]): row
                for row in each.rows(f"SELECT * FROM {table} WHERE run = (SELECT max(run) FROM score_runs)")  # noqa: S608
            }
            for each in (store, copy)
        )
        for key in dict.fromkeys([*held, *made]):
            place = f"{table}[{key[0]}, {key[1]}]"
            what = " › ".join(key)
            if key not in held or key not in made:
                there, here = (
                    str(made_or[key]["value"]) if key in made_or else "" for made_or in (held, made)
                )
                found.append(Difference("score", place, there, here, what))
                continue
            found += [
                Difference("score", f"{place}.{name}", shown(held[key][name]), shown(made[key][name]), what)
                for name in _SCORE
                if held[key][name] != made[key][name]
            ]
    return found


def _copies(store: Store, copy: Store) -> list[Difference]:
    """Who copied whom, which decides what is own copy."""
    held, made = (
        {
            row["article"]: (row["of_article"], row["kind"])
            for row in each.rows("SELECT * FROM reposts WHERE run = (SELECT max(run) FROM score_runs)")
        }
        for each in (store, copy)
    )
    return [
        Difference("copies", f"reposts[{article}]", str(held.get(article, "")), str(made.get(article, "")))
        for article in sorted(held.keys() | made.keys())
        if held.get(article) != made.get(article)
    ]
