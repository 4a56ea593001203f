"""Whose clue it is: a mother's alarm must not point at her child's school, nor a child's at the home of the accused."""

import time
from datetime import date

import pytest

from indicators.model import Evidence, Gender, Labels, Person, Record
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.text import Document

SURVIVOR, MINOR = "nhan-ra-nguoi-bi-bao-luc", "nhan-ra-tre-em"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(today=date(2026, 6, 1))


def alarms(rules: RuleSet, text: str, **more) -> dict[str, list[str]]:
    """The words at which each of the two alarms points."""
    document = Document(Record(id="1", body=text, published="2026-03-02"))
    context = RuleContext(labels=Labels(gbv=True), published="2026-03-02", **more)
    found: dict[str, list[str]] = {}
    for one in rules.match(document, context):
        if one.rule in (SURVIVOR, MINOR):
            found.setdefault(one.rule, []).append(one.text)
    return found


MOTHER = "Nạn nhân M. (30 tuổi) bị chồng bạo hành nhiều năm."


@pytest.mark.parametrize(
    "child",
    [
        "Con gái chị học lớp 5 Trường Tiểu học Suối Mơ, thôn Khe Sim.",
        "Cháu bé học lớp 5 Trường Tiểu học Suối Mơ, ở với bà ngoại là bà Lò Thị Sen.",
        "Lúc ấy ở Trường Tiểu học Suối Mơ, xã Nậm Vằng, cháu H. vừa tan học.",
    ],
)
def test_the_school_class_and_kin_of_her_child_do_not_make_a_survivor_known(rules, child):
    assert SURVIVOR not in alarms(rules, f"{MOTHER} {child}")


@pytest.mark.parametrize(
    "own",
    [
        "Chị là giáo viên Trường Tiểu học Suối Mơ.",
        "Nạn nhân trú thôn Khe Sim, xã Nậm Vằng.",
        "Ở thôn Khe Sim, xã Nậm Vằng, nạn nhân sống cùng nhà chồng.",
        "Mẹ của nạn nhân là bà Lò Thị Sen kể lại.",
        "Chồng chị là Hà Văn Pín (SN 1990, trú thôn Khe Sim, xã Nậm Vằng).",  # one home
        "Vụ việc xảy ra ở thôn Khe Sim, xã Nậm Vằng.",  # nobody else is named: the case's place
    ],
)
def test_her_own_work_home_and_kin_do(rules, own):
    assert SURVIVOR in alarms(rules, f"{MOTHER} {own}")


def test_the_alarm_for_her_points_at_nothing_of_the_child(rules):
    text = (
        "Nạn nhân là chị Lò Thị Mơ (30 tuổi, trú bản Na Hin), giáo viên Trường THCS Khe Lạnh, bị chồng bạo hành. "
        "Con gái chị học lớp 5 Trường Tiểu học Suối Mơ; bà ngoại của cháu là bà Lò Thị Sen."
    )
    assert alarms(rules, text)[SURVIVOR] == [
        "Nạn nhân là chị Lò Thị Mơ (30 tuổi, trú bản Na Hin)",
        "Trường THCS Khe Lạnh",
    ]


def test_both_are_known_each_by_their_own(rules):
    text = (
        "Nạn nhân là chị Lò Thị Mơ (30 tuổi, trú bản Na Hin) bị chồng bạo hành. "
        "Cháu H. (9 tuổi, học sinh lớp 3 Trường Tiểu học Suối Mơ) cũng bị đánh đập."
    )
    found = alarms(rules, text)
    assert found[SURVIVOR] == ["Nạn nhân là chị Lò Thị Mơ (30 tuổi, trú bản Na Hin)"]
    assert not any("Mơ (30" in words for words in found[MINOR])
    assert any("H." in words for words in found[MINOR])


def test_the_home_of_the_accused_is_not_the_child_s(rules):
    text = "Công an bắt Hà Văn Pín (SN 1980, trú thôn Khe Sim, xã Nậm Vằng) vì dâm ô cháu A. (9 tuổi)."
    assert alarms(rules, text) == {}
    assert MINOR in alarms(rules, text.replace("(9 tuổi)", "(9 tuổi, trú cùng thôn Khe Sim, xã Nậm Vằng)"))


@pytest.mark.parametrize(
    "home",
    [
        "Gia đình anh L.V.K. (trú thôn Khe Sim, xã Nậm Vằng) trình báo con gái là cháu A. (9 tuổi) bị xâm hại.",
        "Cháu A. (9 tuổi) bị xâm hại. Mẹ cháu là chị Lò Thị Mây (trú thôn Khe Sim) trình báo.",
        "Cháu A. (9 tuổi) bị ông V. (46 tuổi, trú cùng thôn Khe Sim, xã Nậm Vằng) xâm hại.",
    ],
)
def test_the_home_of_parents_and_of_a_neighbour_is_the_child_s(rules, home):
    assert MINOR in alarms(rules, home)


def test_another_child_s_class_is_not_counted(rules):
    two = "Cháu A. (9 tuổi) bị xâm hại. Bạn của em là cháu Lê Văn Mận học lớp 3 Trường Tiểu học Suối Mơ kể với thầy."
    people = (Person("p1", "Lê Văn Mận", True, (), Gender.MALE, Evidence.NAME),)
    found = alarms(rules, two, people=people).get(MINOR, [])
    assert not any(words.startswith(("A.", "Cháu A")) for words in found)


def test_a_part_of_a_name_is_no_other_person(rules):
    text = "Gia đình anh L.V.K. (trú thôn Khe Sim, xã Nậm Vằng) trình báo con gái là cháu L.T.A (8 tuổi) bị xâm hại. Cháu A sợ."
    people = (
        Person("p1", "K.", True, (), Gender.MALE, Evidence.NAME),
        Person("p2", "A", True, (), Gender.FEMALE, Evidence.NAME, victim=True),
    )
    assert list(alarms(rules, text, people=people)) == [MINOR], "and no second alarm for a grown-up"


def test_a_child_is_no_grown_up_survivor(rules):
    assert SURVIVOR not in alarms(rules, "Nạn nhân M. (9 tuổi, trú thôn Khe Sim, xã Nậm Vằng) bị cưỡng bức.")
    assert SURVIVOR in alarms(rules, "Nạn nhân M. (29 tuổi, trú thôn Khe Sim, xã Nậm Vằng) bị cưỡng bức.")


@pytest.mark.parametrize(
    "text",
    [
        "Theo ông Trần Văn Ba, Hiệu trưởng Trường THPT Suối Mơ, nữ sinh H. (16 tuổi, lớp 10A) là nạn nhân vụ xâm hại.",
        "Cô Lê Thị Thu, giáo viên Trường THCS Suối Mơ, phát hiện em N. (13 tuổi) bị xâm hại.",
    ],
)
def test_the_school_of_those_who_teach_a_child_is_the_child_s(rules, text):
    assert MINOR in alarms(rules, text)


def test_the_home_of_who_did_it_is_not_the_survivor_s(rules):
    for who in ("một bảo vệ", "một đồng nghiệp", "đối tượng", "Hà Văn Pín (SN 1980),"):
        text = f"Nạn nhân M. (24 tuổi) bị {who} trú thôn Khe Sim, xã Nậm Vằng cưỡng bức."
        assert SURVIVOR not in alarms(rules, text), who


@pytest.mark.parametrize(
    "unit",
    [
        "Cháu {name} (9 tuổi, lớp 4, trú thôn Khe Sim) bị xâm hại. ",
        "Nạn nhân {name} (29 tuổi, trú thôn Khe Sim) bị cưỡng bức. ",
        "Mẹ cháu {name} là chị Lò Thị {name} ở Trường Tiểu học Suối Mơ. Cháu {name} bị bạo hành. ",
    ],
)
def test_hundreds_of_persons_in_one_paragraph_are_read_once(rules, unit):
    """Each of them looks at the clues of the paragraph; who owns a clue is worked out once (it took 14 s for 400)."""
    names = [f"{a}{b}{c}" for a in "BCDGH" for b in "aeiou" for c in "nmtchpgkl"][:200]
    text = "".join(unit.format(name=name) for name in names * 2)
    start = time.process_time()
    alarms(rules, text)
    assert time.process_time() - start < 4


def test_who_is_told_of_with_a_day_of_birth_owns_the_clues_behind(rules):
    text = "Nạn nhân M. (30 tuổi) bị chồng bạo hành. Lò Văn Tấu, sinh ngày 3/9/1988, trú thôn Khe Sim, xã Nậm Vằng, can ngăn."
    assert alarms(rules, text) == {}, "hamlet and commune are the neighbour's"
