"""What an editor would lose if a pattern changed unseen: the hits somebody read would no longer be the hits there are."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def firings():
    spec = importlib.util.spec_from_file_location("firings", ROOT / "benchmarks" / "firings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_change_is_listed(firings):
    old = {"c": {"sha256": "1", "items": 2, "firings": {"a": 3, "b": 1}}}
    new = {"c": {"sha256": "1", "items": 2, "firings": {"a": 4, "d": 2}}}
    assert firings.differences(old, old) == []
    assert firings.differences(old, new) == [
        "c: a fires 4 times, pinned 3",
        "c: b fires 0 times, pinned 1",
        "c: d fires 2 times, pinned 0",
    ]
    other = {"c": {**new["c"], "sha256": "2"}}
    assert firings.differences(old, other) == ["c: another corpus than the one pinned"]


@pytest.mark.held
def test_the_rules_fire_as_often_as_pinned(firings, shared):
    """A wanted change: python benchmarks/firings.py --accept, and a line in CHANGELOG.md that says why."""
    pinned = json.loads(firings.FILE.read_text(encoding="utf-8"))
    assert firings.differences(pinned, firings.measure(shared / "data" / "articles")) == []
