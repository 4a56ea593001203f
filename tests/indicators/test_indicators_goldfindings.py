"""What a reader of the figures would miss: a finding in the held articles that nobody read, or a class nobody gave."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gold():
    spec = importlib.util.spec_from_file_location("goldfindings", ROOT / "benchmarks" / "goldfindings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_record_holds_places_and_classes_and_no_text(gold):
    head, *lines = gold.FILE.read_text(encoding="utf-8").splitlines()
    assert tuple(head.split(",")) == gold.COLUMNS
    known = gold.read(gold.FILE)
    assert len(known) == len(lines) > 40
    assert set(known.values()) <= set(gold.CLASSES)
    for document, start, end, rule in known:
        assert len(document) == 16
        assert 0 <= start < end
        assert rule.replace("-", "").isalnum()


def test_what_nobody_read_and_what_is_gone_is_told(gold):
    known = {("a", 0, 3, "x"): "right", ("a", 5, 9, "y"): "wrong"}
    now = {("a", 0, 3, "x"): True, ("b", 1, 2, "x"): False}
    assert gold.differences(known, now) == ["not read: b 1 2 x", "gone: a 5 9 y"]
    assert gold.counts(known, now).splitlines() == [
        "all: 2 findings, 1 right, 0 wrong, 0 unsure, 1 not read",
        "scoring: 1 findings, 1 right, 0 wrong, 0 unsure, 0 not read",
    ]
