"""Progress that a person can follow: bars on a terminal, one plain line now and then elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from auditor.cli.base import Shell

PLAIN_SECONDS = 5.0


class Ticker(Protocol):
    """What stages call: how far a named piece of work is; ``total`` 0 where nobody knows yet."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


class Bars:
    """A context manager that is also the callback. ``stage`` is a key below ``stage.`` of the catalogue, or a name."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._rich = shell.err.is_terminal
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=shell.err, disable=not self._rich,
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}
        self._state: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
        if not self._rich:
            for stage, (done, total) in self._state.items():
                self._plain(stage, done, total)

    def __call__(self, stage: str, done: int, total: int) -> None:
        key = f"stage.{stage}"
        name = self._shell(key) if key in self._shell.words else stage
        if self._rich:
            if stage not in self._tasks:
                self._tasks[stage] = self._progress.add_task(name, total=total or None)
            self._progress.update(self._tasks[stage], completed=done, total=total or None)
            return
        self._state[stage] = (done, total)
        now = time.monotonic()
        if now - self._said.setdefault(stage, now) >= PLAIN_SECONDS:
            self._said[stage] = now
            self._plain(stage, done, total)

    def _plain(self, stage: str, done: int, total: int) -> None:
        key = f"stage.{stage}"
        name = self._shell(key) if key in self._shell.words else stage
        self._shell.err.print(f"{name}: {done}/{total}" if total else f"{name}: {done}", markup=False)
