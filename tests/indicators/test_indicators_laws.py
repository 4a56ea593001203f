"""Nobody takes a report seriously that holds an item of 2007 against a law of 2022: the law is that of the item's day."""

from __future__ import annotations

import re
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
    for day in ("2001-05-01", "2007-05-01", "2008-06-30"):
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
    for day in ("2008-07-01", "2013-06-01", "2017-08-01", "2023-06-30"):
        under = _found(rules, "danh-con-de-day", _example(rules, "danh-con-de-day"), day)
        assert (under.authority, under.standing, under.sources) == ("law", "unproven", ("LPCBLGD07",))
        assert "Luật Phòng, chống bạo lực gia đình 2007" in under.message and "2022" not in under.message


def test_without_its_law_a_point_of_law_rests_on_the_handbook_that_is_left(rules):
    text = _example(rules, "tre-tu-nguyen")
    early, late = (_found(rules, "tre-tu-nguyen", text, day) for day in ("1999-06-01", "2026-06-30"))
    assert (early.authority, early.standing, early.sources) == ("guideline", "advice", ("NOCS",))
    assert (late.authority, late.standing) == ("law", "unproven")


@pytest.mark.parametrize(
    ("day", "laws", "said", "other"),
    [
        ("1990-05-01", [], "", "Luật Báo chí"),
        ("2007-05-01", ["LBC89", "ND51"], "51/2002", "2016"),
        ("2016-12-31", ["LBC89", "ND51"], "51/2002", "2016"),
        ("2017-01-01", ["LBC2016"], "2016", "1989"),
        ("2026-06-30", ["LBC2016"], "2016", "2025"),
        ("2026-07-01", ["S105"], "2025", "2016"),
        ("", ["S105"], "2025", "2016"),
    ],
)
def test_the_press_law_is_that_of_the_day(rules, day, laws, said, other):
    found = _found(rules, "trinh-bay-chi-tiet", _example(rules, "trinh-bay-chi-tiet"), day)
    assert found.authority == "guideline"
    assert [s.tag for s in resolve(found.sources) if s.kind == "law"] == laws
    assert said in found.message and other not in found.message


# family of laws: the rule that shows it, and the law on each of some days
FAMILIES = [
    ("day-vo", {"2008-06-30": [], "2008-07-01": ["LPCBLGD07"], "2023-06-30": ["LPCBLGD07"], "2023-07-01": ["S98"]}),
    ("nghia-vu-chan-goi", {"2013-06-01": ["LPCBLGD07"], "2026-06-30": ["S98"]}),
    ("tre-tu-nguyen", {"2000-06-30": [], "2013-06-01": ["BLHS99"], "2017-12-31": ["BLHS99"], "2018-01-01": ["BLHS15"]}),
    ("ham-viec-nhe", {"2011-12-31": [], "2012-01-01": ["LMBN11"], "2025-06-30": ["LMBN11"], "2025-07-01": ["LMBN24"]}),
    ("lay-chong-nam-15-tuoi", {"2001-01-01": ["LHNGD00"], "2014-12-31": ["LHNGD00"], "2015-01-01": ["LHNGD14"]}),
    ("bi-quyet-sinh-con-trai", {"2003-10-03": ["ND104"], "2026-06-30": ["ND104"], "2026-07-01": ["LDS25"], "": ["LDS25"]}),
    ("chua-chong-tuyen-dung", {"2013-05-01": ["BLLD2012"], "2020-12-31": ["BLLD2012"], "2021-01-01": ["BLLD2019"]}),
    ("goi-thu-pham-truoc-ban-an", {"2013-12-31": ["HP1992"], "2014-01-01": ["HP2013"], "": ["HP2013"]}),
    ("tre-em-lop-truong", {"2005-01-01": ["LTE04"], "2017-05-31": ["LTE04"], "2017-06-01": ["S107"], "2017-07-01": ["S107", "S106"]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "days"), FAMILIES)
def test_every_law_has_its_predecessor_on_items_older_than_itself(rules, rule, days):
    for day, laws in days.items():
        found = _found(rules, rule, _example(rules, rule), day)
        assert [s.tag for s in resolve(found.sources) if s.kind == "law"] == laws, day


def test_no_explanation_and_no_alternative_names_a_law_of_certain_years(rules):
    dated = re.compile(
        r"(Luật|Bộ luật|Nghị định|Pháp lệnh|Hiến pháp|Law|Decree|Code|Constitution)\b[^.;:]{0,60}\b(19|20)\d\d"
    )
    for rule in rules.rules:
        laws = [one for one in resolve(rule.sources) if one.kind == "law"]
        if laws and rule.valid_from and all(one.in_force(rule.valid_from) and not one.until for one in laws):
            continue  # its only law holds on every day of the rule
        for text in (*rule.explanation.values(), *rule.alternatives):
            assert not dated.search(text), (rule.id, text)


def test_what_one_could_write_is_right_on_the_day(rules):
    text = _example(rules, "quan-he-voi-tre")
    then, now, undated = (
        _found(rules, "quan-he-voi-tre", text, day).alternatives for day in ("2013-06-01", "2018-01-01", "")
    )
    assert "hiếp dâm trẻ em, giao cấu với trẻ em (theo tội danh)" in then
    assert "hiếp dâm người dưới 16 tuổi (theo tội danh)" in now and now == undated
    assert "hiếp dâm người dưới 16 tuổi (theo tội danh)" not in then
    for rule in rules.rules:
        for advice in rule.by_day:
            for text in advice.texts:
                assert "111" not in text or str(advice.since) == "2017-12-06", rule.id
        assert (
            not any("111" in text or "1800 1567" in text for text in rule.alternatives)
            or rule.id == "duong-day-cu"
        )


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
    later = {"DLCN25", "TPNCTN24"}
    assert later < set(rule.by_law)
    assert not any(laws[tag].in_force(date(2025, 12, 31)) for tag in later)
    assert all(laws[tag].in_force(date(2026, 6, 30)) for tag in later)


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
