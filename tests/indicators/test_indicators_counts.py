"""Everybody and the voices the newsroom chose: an outlet is judged by whom it asks, not by who was arrested."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.counts import Count, TwoCounts, gmmp_code, is_chosen, two_counts
from indicators.model import Evidence, Gender, Person, Record


def person(function: str, gender: Gender = Gender.FEMALE, **values) -> Person:
    return Person(
        id="p1", name="Kha Thị Mận", named=True, mentions=(), gender=gender, evidence=Evidence.HONORIFIC,
        function=function, **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("function", "chosen"),
    [
        ("expert", True),
        ("spokesperson", True),
        ("experience", True),
        ("eyewitness", True),
        ("popular", True),
        ("subject", False),
        ("other", False),
    ],
)
def test_newsmakers_are_no_choice_of_the_newsroom(function, chosen):
    assert is_chosen(person(function, source=True)) is chosen


def test_who_says_nothing_was_not_asked():
    assert not is_chosen(person("expert"))


def test_attendants_are_counted_apart():
    assert not is_chosen(person("spokesperson", source=True, listed=True))


def test_unknown_sex_is_told_and_not_shared_out():
    count = Count(female=1, male=3, unknown=6)
    assert count.total == 10
    assert count.share_of_women == 0.25
    assert Count(unknown=2).share_of_women is None


def test_the_two_counts_of_an_item_and_of_many():
    engine = load_engine(packs=[])
    body = (
        "Công an huyện bắt giữ Kha Văn Tửu (31 tuổi) về hành vi trộm cắp. Bà Mạc Thị Sen, Trưởng Công an xã, "
        "cho biết xe đã được trả lại. Luật sư Nguyễn Thị Bưởi khẳng định bị hại có quyền đòi bồi thường."
    )
    counts = two_counts(analyse(Record(id="x", body=body), engine))
    assert counts.everybody == Count(female=2, male=1)
    assert counts.chosen == Count(female=2)
    assert sum([counts, counts], TwoCounts()).chosen == Count(female=4)


def test_an_occupation_that_is_not_stated_has_a_code_of_its_own():
    assert gmmp_code(person("popular")) == 0
    assert gmmp_code(person("expert", gmmp_occupation=6)) == 6
