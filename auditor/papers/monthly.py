"""The month's sheet for the press briefing: the same paper over another period than the workspace's, which stays as it is.

A department comments on the press every month and reports once a year: a sheet must not cost a change of ``auditor.toml`` and a
new scoring of the year. Scores of the month are made on a copy of the store and thrown away.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from auditor.errors import NothingToDo
from auditor.pipeline import score_stage
from auditor.store import Store
from auditor.store.connection import guarded
from auditor.workspace import STORE, Workspace, is_day

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


def period_of(text: str) -> tuple[str, str] | None:
    """First and last day of "2025-11" (15/10 to 14/11, as Nghị định 09/2019/NĐ-CP counts months [C]) or "2025-11-01..2025-11-30"; None
    for a text that is neither.
    """
    if _MONTH.fullmatch(text):
        last = dt.date.fromisoformat(f"{text}-14")
        first = (last.replace(day=1) - dt.timedelta(days=1)).replace(day=15)
        return first.isoformat(), last.isoformat()
    first_, dots, last_ = text.partition("..")
    if not dots or not (is_day(first_) and is_day(last_)) or first_ > last_:
        return None
    return first_, last_


@contextlib.contextmanager
def of_period(
    workspace: Workspace, store: Store, period: tuple[str, str]
) -> Iterator[tuple[Workspace, Store]]:
    """The workspace as it is asked for in the period, with a store that holds its scores; nothing is written to either.

    Figures are as of the period's last day, or the workspace's where that is earlier. Raises NothingToDo without any item.
    """
    first, last = period
    config = replace(
        workspace.config, period_from=first, period_to=last, as_of=min(last, workspace.config.day)
    )
    dated = replace(workspace, config=config)
    with tempfile.TemporaryDirectory(prefix="auditor-month-") as folder:
        file = Path(folder) / STORE
        with contextlib.closing(sqlite3.connect(file)) as new, guarded(store.file):
            store.conn.backup(new)
        with Store.open(file) as copy:
            if not _items(copy, *period):
                raise NothingToDo(
                    f"no item from {first} to {last}", stage="month", detail=f"{first} – {last}"
                )
            try:
                score_stage(dated, copy)
            except NothingToDo as error:
                # there are items, but none was read by today's rules
                raise NothingToDo(str(error), stage="month_unread", detail=f"{first} – {last}") from error
            yield dated, copy


def _items(store: Store, first: str, last: str) -> int:
    return store.number(
        "SELECT count(*) FROM articles WHERE kind NOT IN ('listing', 'other') AND substr(published, 1, 10) BETWEEN ? AND ?",
        (first, last),
    )
