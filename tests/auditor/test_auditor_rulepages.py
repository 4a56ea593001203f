"""What an outlet that is shown a finding would lose: the page that says what the rule is, on what it rests, how right it is."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from auditor import rulepages
from auditor.cli import main
from auditor.words import Words
from indicators.rules.judgements import Tally

RULES = rulepages.all_rules()


def test_every_rule_stands_on_a_page_with_its_grounds(tmp_path):
    assert main(["rules", "pages", str(tmp_path / "md")]) == 0
    assert main(["rules", "pages", str(tmp_path / "html"), "--html"]) == 0
    contents = (tmp_path / "md" / "README.md").read_text(encoding="utf-8")
    assert any(rule.origin == "on_request" for rule in RULES)
    for rule in RULES:
        name = rulepages.page_name(rule.family)
        page = (tmp_path / "md" / name).read_text(encoding="utf-8")
        assert f'<a id="{rule.id}"></a>' in page
        assert f"]({name}#{rule.id})" in contents
        assert rule.version in (tmp_path / "html" / f"{rule.id}.html").read_text(encoding="utf-8")


def test_a_page_says_how_many_hits_were_right_and_what_stands_behind_the_rule():
    rule = next(r for r in RULES if r.sources and r.alternatives and r.authority == "guideline")
    read = replace(rule, tally=Tally(18, 1, 1), version="0123456789ab")
    card = rulepages.card(read, Words("vi"))
    assert "18/20" in card.standing
    assert "90,0 %" in card.standing
    assert "69,9 % – 97,2 %" in card.standing
    shown = {listing.title: listing.lines for listing in card.lists}
    assert shown["Có thể viết"] == rule.alternatives
    assert all(tag in line for tag, line in zip(rule.sources, shown["Căn cứ"], strict=True))
    assert len(shown["Bắt, ví dụ"]) == sum(e.fires for e in rule.examples)
    english = rulepages.card(replace(rule, tally=Tally()), Words("en"))
    assert "no hit was read yet" in english.standing


def test_a_rule_on_trial_is_told_as_one_that_does_not_fire(capsys):
    """It used to be "Đang dùng, chưa đủ kiểm chứng" and "đang thử nghiệm" at once."""
    for rule in (r for r in RULES if r.status == "experimental"):
        assert (rule.standing, rule.scores) == ("trial", False)
        for tally in (Tally(), Tally(18, 1, 1)):
            told = rulepages.card(replace(rule, tally=tally), Words("vi")).standing
            assert told.startswith("Đang thử nghiệm, không bắt")
            assert "Đang dùng" not in told
    assert main(["rules", "show", "bong-lo"]) == 0
    shown = capsys.readouterr().out
    assert "không bắt" in shown
    assert "chưa đủ kiểm chứng" not in shown.lower()
    for status, standing in (("experimental", "trial"), ("retired", "retired")):
        there = sum(rule.status == status for rule in RULES)
        assert rulepages.summary(RULES)["standing"].get(standing, 0) == there
    assert "đang thử nghiệm, không bắt" in Words("vi")("standing.trial")


def test_a_page_says_what_else_makes_a_rule_fire():
    rule = next(r for r in RULES if r.id == "trinh-bay-chi-tiet")
    shown = {listing.title: listing.lines for listing in rulepages.card(rule, Words("vi")).lists}
    assert shown["Cũng bắt, dù không thuộc loại tin, bài ấy, khi"] == ("tin, bài có: [tội tình dục]",)


def test_words_of_a_pack_cannot_become_markup():
    hostile = "<script>alert(1)</script> [x](javascript:y) | `z`"
    words = MappingProxyType({"vi": hostile, "en": hostile})
    rule = replace(RULES[0], title=words, explanation=words, alternatives=(hostile,), note=hostile)
    assert "<script" not in rulepages.html_page(rulepages.card(rule, Words("vi")), Words("vi"))
    section = "\n".join(rulepages._section(rulepages.card(rule, Words("vi"))))
    assert "<script" not in section
    assert "[x](" not in section


def test_rules_are_counted_by_what_they_rest_on(capsys):
    assert main(["rules", "list", "--summary", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert set(counts) >= {"family", "status", "standing", "authority", "evidence"}
    assert {sum(each.values()) for each in counts.values()} == {len(RULES)}
    assert list(counts["family"])[:3] == ["F1", "F2", "F3"]
    assert main(["rules", "list", "--summary"]) == 0
    assert "tài liệu hướng dẫn" in capsys.readouterr().out


def test_filters_narrow_the_list_together(capsys):
    assert main(["rules", "list", "--authority", "guideline", "--status", "active", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(r["authority"], r["status"]) for r in found} == {("guideline", "active")}
    assert main(["rules", "list", "--family", "f19", "--json"]) == 0
    assert {r["origin"] for r in json.loads(capsys.readouterr().out)} == {"on_request"}
    assert main(["rules", "list", "--authority", "nobody"]) == 2
    assert main(["rules", "list", "--family", "F99"]) == 2
    assert "F19" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["family", "type", "status", "origin", "standing", "evidence"])
def test_every_value_of_a_table_has_words(name):
    """A code in place of words tells an editor nothing."""
    for value in {str(getattr(rule, name)) for rule in RULES}:
        assert rulepages.value_in_words(name, value, Words("vi")).removeprefix(value), (name, value)


def test_an_on_request_rule_can_be_shown(capsys):
    assert main(["rules", "show", "hu-cam-tai-gia"]) == 0
    assert "H1.1.2" in capsys.readouterr().out


def test_the_program_s_own_pages_are_as_its_packs_say():
    # python -m auditor.rulepages writes them
    folder = Path(__file__).parents[2] / "docs" / "rules"
    rules = rulepages.all_rules()
    assert (folder / "README.md").read_text(encoding="utf-8") == rulepages.contents(rules, Words("vi"))
    for family in sorted({rule.family for rule in rules}):
        of_it = [rule for rule in rules if rule.family == family]
        page = (folder / rulepages.page_name(family)).read_text(encoding="utf-8")
        assert page == rulepages.page(family, of_it, Words("vi")), family
