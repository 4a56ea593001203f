"""Analysing on all cores: chunks go out in order, answers come back in order, and memory stays flat.

Everything a worker process needs is at module level, since Windows and macOS start workers by importing this module.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from indicators.analyse import Engine, analyse, load_engine, reanalyse
from indicators.model import Analysis, Record
from indicators.people.knowledge import Holder

# 16 articles take some 50 ms: long against the cost of handing them over, short against a person's patience
CHUNK = 16
# a worker process needs 3 s to load its engine, and one process does some 220 articles a second (2 cores, 11/2026):
# below this number of items one process is done before a second one helps
WORTH_A_POOL = 1500

In = TypeVar("In")
Out = TypeVar("Out")

_engine: Engine | None = None


@dataclass(frozen=True, slots=True)
class Packs:
    """Which rules and office holders beside the program's own: all as in load_engine."""

    packs: tuple[str, ...] | None = None
    added: tuple[str, ...] = ()
    experimental: bool = False
    holders: tuple[Holder, ...] = ()

    def engine(self, edition: str) -> Engine:
        """The engine with these."""
        if self == _USUAL:
            return load_engine(edition)
        return load_engine(
            edition, self.packs, added=self.added, experimental=self.experimental, holders=self.holders
        )


_USUAL = Packs()


def start(edition: str, packs: Packs = _USUAL) -> None:
    """Loads a worker's engine once."""
    global _engine  # noqa: PLW0603  a worker process has one engine for its life
    _engine = packs.engine(edition)


def engine() -> Engine:
    """The engine of this worker."""
    if _engine is None:
        raise RuntimeError("start() comes first")
    return _engine


def analyse_records(records: list[Record]) -> list[Analysis | str]:
    """An analysis each, or in its place what went wrong."""
    found: list[Analysis | str] = []
    for record in records:
        try:
            found.append(analyse(record, engine()))
        except Exception as error:  # noqa: BLE001  one bad text must not cost the others; it becomes a failure row
            found.append(f"{type(error).__name__}: {error}")
    return found


def analyse_again(items: list[tuple[Record, str]]) -> list[Analysis | str]:
    """The same for records with an earlier analysis (JSON) whose people still hold, or "" where there is none."""
    found: list[Analysis | str] = []
    for record, earlier in items:
        try:
            if earlier:
                found.append(reanalyse(record, Analysis.from_dict(json.loads(earlier)), engine()))
            else:
                found.append(analyse(record, engine()))
        except Exception as error:  # noqa: BLE001  as above
            found.append(f"{type(error).__name__}: {error}")
    return found


def chunks(items: Iterable[In], size: int = CHUNK) -> Iterator[list[In]]:
    """Lists of ``size`` items."""
    pending = iter(items)
    while chunk := list(islice(pending, size)):
        yield chunk


def run(
    work: Callable[[list[In]], Out],
    parts: Iterable[list[In]],
    *,
    edition: str,
    jobs: int,
    packs: Packs = _USUAL,
) -> Iterator[tuple[list[In], Out]]:
    """``work`` on every part, in order, on ``jobs`` processes; each part comes back beside its result.

    At most two parts a worker are under way, so that neither input nor output is ever held as a whole.
    """
    if jobs <= 1:
        start(edition, packs)
        for part in parts:
            yield part, work(part)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=start, initargs=(edition, packs)) as pool:
        waiting: deque[tuple[list[In], Future[Out]]] = deque()
        try:
            for part in parts:
                waiting.append((part, pool.submit(work, part)))
                if len(waiting) > 2 * jobs:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            for _, future in waiting:
                future.cancel()


def sensible_jobs(jobs: int | None, items: int | None = None) -> int:
    """As asked; else all cores, or one where starting others would take longer than the work."""
    if jobs is not None:
        return max(1, jobs)
    if items is not None and items < WORTH_A_POOL:
        return 1
    return os.cpu_count() or 1
