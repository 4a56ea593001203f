"""Nobody takes a report seriously that holds an item of 2007 against a law of 2022: the law is that of the item's day."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.errors import DataFileError
from indicators.model import Labels, Record
from indicators.rules import RuleContext, load_packs
from indicators.sources import load_sources, resolve
from indicators.text import Document

DAYS = ("2007-05-01", "2013-06-01", "2017-08-01", "2026-06-30", "2026-07-01", "")


@pytest.fixture(scope="module")
def rules():
    return load_packs(today=date(2026, 1, 1))


def _found(rules, rule, text, day, lang="vi"):
    context = RuleContext(labels=Labels(gbv=True), published=day, lang=lang)
    return next(
        f for f in rules.match(Document(Record(id="x", title="", body=text)), context) if f.rule == rule
    )


def _example(rules, rule):
    one = next(r for r in rules.rules if r.id == rule)
    return next(e for e in one.examples if e.fires).text


def test_a_point_of_law_before_its_law_is_advice_that_names_no_law(rules):
    for day in ("2007-05-01", "2013-06-01", "2017-08-01"):
        before = _found(rules, "danh-con-de-day", _example(rules, "danh-con-de-day"), day)
        assert (before.authority, before.standing, before.scores) == ("ours", "advice", False)
        assert "Luật Phòng" not in before.message and before.sources == ()
        assert before.message.endswith("không có hiệu lực vào ngày đăng, nên đây chỉ là gợi ý.")
        told = _found(rules, "danh-con-de-day", _example(rules, "danh-con-de-day"), day, "en")
        assert told.message.endswith("so this is advice alone.") and "2022" not in told.message
    for day in ("2026-06-30", "2026-07-01", ""):
        after = _found(rules, "danh-con-de-day", _example(rules, "danh-con-de-day"), day)
        assert (after.authority, after.standing, after.sources) == ("law", "unproven", ("S98",))
        assert "Luật Phòng, chống bạo lực gia đình 2022" in after.message and "gợi ý" not in after.message


def test_without_its_law_a_point_of_law_rests_on_the_handbook_that_is_left(rules):
    text = _example(rules, "tre-tu-nguyen")
    early, late = (_found(rules, "tre-tu-nguyen", text, day) for day in ("2013-06-01", "2026-06-30"))
    assert (early.authority, early.standing, early.sources) == ("guideline", "advice", ("NOCS",))
    assert (late.authority, late.standing) == ("law", "unproven")


@pytest.mark.parametrize(
    ("day", "law", "other"),
    [
        ("2007-05-01", None, "Luật Báo chí"),
        ("2013-06-01", None, "Luật Báo chí"),
        ("2026-06-30", "LBC2016", "2025"),
        ("2026-07-01", "S105", "2016"),
        ("", "S105", "2016"),
    ],
)
def test_the_press_law_changes_on_the_first_of_july_2026(rules, day, law, other):
    found = _found(rules, "trinh-bay-chi-tiet", _example(rules, "trinh-bay-chi-tiet"), day)
    assert found.authority == "guideline"
    assert [s.tag for s in resolve(found.sources) if s.kind == "law"] == ([law] if law else [])
    assert other not in found.message
    if law:
        assert ("2025" if law == "S105" else "2016") in found.message


def test_every_rule_names_only_laws_of_the_day_and_no_day_of_the_run(rules):
    known = load_sources()
    for rule in rules.rules:
        if rule.type != "phrase" or rule.status != "active" or not set(rule.sources) & set(known):
            continue
        for day in DAYS:
            when = date.fromisoformat(day) if day else None
            example = next(e for e in rule.examples if e.fires)
            context = RuleContext(labels=Labels(gbv=True), published=day)
            document = Document(Record(id="x", title=example.title, body=example.text))
            for finding in rules.match(document, context):
                assert all(source.in_force(when) for source in resolve(finding.sources))


def test_children_are_protected_by_the_laws_of_2024_and_2025_from_2026_on(rules):
    rule = next(r for r in rules.rules if r.id == "nhan-ra-tre-em")
    laws = {tag: s for s in resolve(rule.sources) for tag in [s.tag]}
    assert (laws["DLCN25"].article, laws["DLCN25"].since) == ("Điều 24", date(2026, 1, 1))
    assert laws["TPNCTN24"].article == "Điều 134"
    assert set(rule.by_law) == {"DLCN25", "TPNCTN24"}
    assert not any(laws[tag].in_force(date(2025, 12, 31)) for tag in rule.by_law)
    assert all(laws[tag].in_force(date(2026, 6, 30)) for tag in rule.by_law)


def test_every_point_of_law_has_a_law_and_every_law_its_time(rules):
    for rule in rules.rules:
        laws = [s for s in resolve(rule.sources) if s.kind == "law"]
        assert laws or rule.authority != "law", rule.id
        assert all(s.since or s.adopted for s in laws), rule.id


def test_words_for_a_law_the_rule_does_not_rest_on_are_refused(tmp_path):
    pack = tmp_path / "p.yaml"
    pack.write_text(
        "pack: thu\ntitle: {vi: Thử, en: Try}\nrules:\n- {id: thu-mot, family: F1, type: phrase, title: {vi: a, en: a},\n"
        "  explanation: {vi: a, en: a}, by_law: {S98: {vi: b, en: b}}, indicators: [B1.2.4], severity: hint,\n"
        "  authority: ours, evidence: I, sources: [S99], match: [bông hoa biết nói],\n"
        "  must_fire: [Chị là bông hoa biết nói.], must_not_fire: [Hoa nở.]}\n",
        encoding="utf-8",
    )
    with pytest.raises(DataFileError, match="S98"):
        load_packs([pack])
