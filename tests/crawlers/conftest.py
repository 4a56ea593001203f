from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from crawlers_web import Web


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    yield server
    server.close()


class FrozenClock:
    """Sleeping takes no time, but is remembered."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def now(self) -> dt.datetime:
        return dt.datetime(2031, 5, 20, 3, 0, tzinfo=dt.UTC) + dt.timedelta(seconds=self.time - 1_000)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()
