"""What an editor would lose if a pattern changed unseen: the hits somebody read would no longer be the hits there are."""

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

from auditor.judging import every_rule
from indicators.rules.loader import ON_REQUEST

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


def test_no_pin_moves_without_a_word_to_users(firings, tmp_path, monkeypatch):
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text("# Changelog\n\n## 0.1.0\n\nAll.\n\n* Older.\n", encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    monkeypatch.setattr(firings, "CHANGES", changes)
    assert firings.refused("")
    assert not firings.refused("A rule lost a word.")
    firings.tell("A rule lost a word.")
    assert changes.read_text(encoding="utf-8").endswith("All.\n\n* A rule lost a word.\n* Older.\n")
    assert not firings.refused("")


def test_what_is_not_pinned_is_named(firings):
    pinned = json.loads(firings.FILE.read_text(encoding="utf-8"))
    rules = every_rule()
    assert pinned[firings.LEFT_OUT] == firings.left_out(rules.values())
    assert "khong-co-tieng-noi-nu" in pinned[firings.LEFT_OUT]["asks who speaks"]
    assert firings.differences({firings.LEFT_OUT: {"a": ["b"]}}, {firings.LEFT_OUT: {"a": []}})


def test_rules_on_trial_and_packs_on_request_are_pinned(firings):
    pinned = json.loads(firings.FILE.read_text(encoding="utf-8"))
    rules = every_rule()
    fired = [rules[rule] for name in firings.CORPORA for rule in pinned[name]["firings"]]
    assert any(rule.status == "experimental" for rule in fired)
    assert any(rule.origin == ON_REQUEST for rule in fired)


@pytest.mark.slow
@pytest.mark.held
def test_the_rules_fire_as_often_as_pinned(firings, shared):
    """A wanted change: python benchmarks/firings.py --accept, and a line in CHANGELOG.md that says why."""
    pinned = json.loads(firings.FILE.read_text(encoding="utf-8"))
    assert firings.differences(pinned, firings.measure(shared / "data" / "articles")) == []
