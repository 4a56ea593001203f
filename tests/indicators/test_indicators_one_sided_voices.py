"""An editor who hears of missing women and never of missing men would call the rules one-sided, and be right."""

from auditor.judging import every_rule

WOMEN, MEN = "khong-co-tieng-noi-nu", "khong-co-tieng-noi-nam"
# told to an officer without asking; docs/rules.md says so
BY_DEFAULT = {"ngoai-hinh-mot-gioi", "xung-ho-mot-gioi"}


def test_both_sexes_have_a_rule_about_silence_on_the_same_terms():
    rules = every_rule()
    women, men = rules[WOMEN], rules[MEN]
    assert {women.body["voices_missing"], men.body["voices_missing"]} == {"female", "male"}
    for name in ("sources_min", "words_min"):
        assert women.body[name] == men.body[name]
    assert (women.status, women.severity, women.indicators) == (men.status, men.severity, men.indicators)


def test_docs_name_what_an_officer_sees_by_default():
    asymmetries = {r.id: r.status for r in every_rule().values() if r.type == "asymmetry"}
    assert {one for one, status in asymmetries.items() if status == "active"} == BY_DEFAULT
    assert every_rule()[WOMEN].status == "experimental"
