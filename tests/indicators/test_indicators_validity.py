"""A rule that fires on an item of a day on which it did not hold accuses an editor of what nobody asked of him."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators.errors import DataFileError
from indicators.model import Labels, Record
from indicators.rules import RuleContext, load_packs
from indicators.text import Document

PACK = (
    "pack: thu\ntitle: {{vi: Thử, en: Try}}\nrules:\n- {{id: thu-mot, family: F1, type: phrase, title: {{vi: a, en: a}},\n"
    "  explanation: {{vi: a, en: a}}, indicators: [B1.2.4], severity: hint, authority: ours, evidence: I, {days},\n"
    "  match: [bông hoa biết nói], must_fire: [{{text: Chị là bông hoa biết nói., published: '2020-06-01'}}], must_not_fire: [Hoa nở.]}}\n"
)


@pytest.fixture(scope="module")
def rules():
    return load_packs(today=date(2026, 7, 2))


def _fires(rules, rule, example, day) -> bool:
    given = {name: getattr(example.labels, name) for name in ("gbv", "women_central", "gender_topic")}
    record = Record(id="x", title=example.title, body=example.text, kind=example.kind or "article")
    context = RuleContext(labels=Labels(**given), published=day, people=example.people)
    return any(f.rule == rule for f in rules.match(Document(record), context))


def test_no_rule_with_a_first_day_fires_the_day_before(rules):
    dated = [rule for rule in rules.rules if rule.valid_from and rule.status == "active"]
    assert len(dated) >= 10
    shown = 0
    for rule in dated:
        before = (rule.valid_from - timedelta(days=1)).isoformat()
        for example in (e for e in rule.examples if e.fires):
            assert not _fires(rules, rule.id, example, before), rule.id
            shown += _fires(rules, rule.id, example, rule.valid_from.isoformat())
    assert shown >= 10, "and they do fire on their first day"


def _pack(tmp_path, days):
    file = tmp_path / "thu.yaml"
    file.write_text(PACK.format(days=days), encoding="utf-8")
    return file


def _found(rules, day) -> bool:
    document = Document(Record(id="x", title="", body="Chị là bông hoa biết nói."))
    return bool(list(rules.match(document, RuleContext(labels=Labels(), published=day))))


@pytest.mark.parametrize(
    ("day", "found"),
    [("2019-12-31", False), ("2020-01-01", True), ("2025-06-30", True), ("2025-07-01", False)],
)
def test_a_rule_that_ended_is_silent_on_later_items_and_found_on_those_of_its_time(tmp_path, day, found):
    file = _pack(tmp_path, "valid_from: '2020-01-01', valid_to: '2025-06-30'")
    assert _found(load_packs([file], today=date(2026, 1, 1)), day) is found


def test_an_item_without_a_day_counts_as_one_of_the_day_of_the_run(tmp_path):
    file = _pack(tmp_path, "valid_from: '2020-01-01', valid_to: '2025-06-30'")
    assert _found(load_packs([file], today=date(2025, 6, 30)), "")
    assert not _found(load_packs([file], today=date(2025, 7, 1)), "")


@pytest.mark.parametrize(
    "days",
    [
        "valid_from: '2020-01-01', valid_to: '2019-01-01'",
        "by_day: [{from: '2020-01-01', to: '2019-01-01', texts: [a]}]",
    ],
)
def test_days_that_run_backwards_are_refused(tmp_path, days):
    with pytest.raises(DataFileError, match="before"):
        load_packs([_pack(tmp_path, days)])
