"""An editor who reads a law on trafficking beside a quarrel at home stops reading: only the law that fits the item is named."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.model import Labels, Record
from indicators.rules import RuleContext, load_packs
from indicators.sources import resolve
from indicators.text import Document

PACKS = Path(__file__).resolve().parents[2] / "indicators" / "rules" / "packs"
# laws of one day that a rule names together because both hold for the same situation, by the reason
TOGETHER = {
    frozenset({"LBC89", "ND51"}): "the decree carries the law out",
    frozenset({"S107", "S106"}): "the decree carries the law out",
    frozenset({"S141", "BLLD2019"}): "hiring is under the law on equality and the Labour Code alike",
    frozenset({"S141", "BLLD2012"}): "the same, under the former Labour Code",
    frozenset({"S141", "S147"}): "an advert that leaves housework to her is under both",
}


@pytest.fixture(scope="module")
def rules():
    every = [*sorted(PACKS.glob("*.yaml")), *sorted((PACKS / "on-request").glob("*.yaml"))]
    return load_packs(every, today=date(2026, 6, 1), experimental=True)


def named(rules, rule: str, text: str, day: str = "2026-03-02", **more) -> list[str]:
    """The laws of the first finding of a rule."""
    return [one.tag for one in resolve(first(rules, rule, text, day, **more).sources) if one.kind == "law"]


def first(rules, rule: str, text: str, day: str = "2026-03-02", *, caption: str = "", kind: str = ""):
    record = Record(
        id="1", title="", body=text, published=day, kind=kind, captions=(caption,) if caption else ()
    )
    context = RuleContext(labels=Labels(gbv=True), published=day)
    return next(f for f in rules.match(Document(record), context) if f.rule == rule)


def test_no_law_on_trafficking_beside_violence_at_home(rules):
    rule = "nhan-ra-nguoi-bi-bao-luc"
    home = "Nạn nhân là chị Lò Thị Mơ, trú bản Na Hin, bị chồng bạo hành nhiều năm."
    assert named(rules, rule, home) == []
    assert "mua bán người" not in first(rules, rule, home).message
    sold = "Nạn nhân Lò Văn Mão (SN 1995, trú thôn Khe Sim) bị lừa bán ra nước ngoài, bị ép bán dâm, vừa trốn về."
    assert named(rules, rule, sold) == ["LMBN24"]
    assert named(rules, rule, sold, "2020-03-02") == ["LMBN11"]
    # somebody else is sold, at the end of a long item
    other = (
        f"{home}\n{'Hàng xóm kể lại chuyện ấy. ' * 20}\nỞ nơi khác, một đường dây mua bán người bị triệt phá."
    )
    assert named(rules, rule, other) == []


SUSPECT = "Công an tạm giữ Trần Văn Ngọ ({age} tuổi, trú xã Suối Mơ) vì cướp giật."
VICTIM = "Cháu Lò Thị Mơ ({age} tuổi, trú xã Suối Mơ) bị dâm ô; công an đang điều tra."


@pytest.mark.parametrize(
    ("text", "day", "laws"),
    [
        (SUSPECT.format(age=16), "2026-03-02", ["TPNCTN24"]),  # the law on children ends at 16
        (SUSPECT.format(age=15), "2026-03-02", ["S107", "S106", "TPNCTN24", "DLCN25"]),
        (SUSPECT.format(age=17), "2019-03-02", ["BLTTHS15"]),
        (SUSPECT.format(age=15), "2016-03-02", ["LTE04"]),
        (VICTIM.format(age=9), "2026-03-02", ["S107", "S106", "TPNCTN24b", "DLCN25"]),
        (VICTIM.format(age=5), "2026-03-02", ["S107", "S106", "TPNCTN24b"]),  # consent is asked from 7 on
        (VICTIM.format(age=17), "2026-03-02", ["TPNCTN24b"]),
        (VICTIM.format(age=9).replace("; công an đang điều tra", ""), "2026-03-02", ["S107", "S106", "DLCN25"]),
        (VICTIM.format(age=9), "2019-03-02", ["S107", "S106", "BLTTHS15"]),
    ],
)  # fmt: skip
def test_a_child_is_protected_by_the_laws_of_its_age_and_part(rules, text, day, laws):
    assert named(rules, "nhan-ra-tre-em", text, day) == laws


def test_who_is_harmed_is_not_taken_for_the_one_arrested_in_the_same_sentence(rules):
    text = (
        "Công an bắt giữ Hà Văn Pín (SN 1980) vì dâm ô cháu Lò Thị Mơ (9 tuổi, trú xã Suối Mơ, thôn Khe Sim)."
    )
    assert "TPNCTN24" not in named(rules, "nhan-ra-tre-em", text)
    assert "TPNCTN24b" in named(rules, "nhan-ra-tre-em", text)


def test_where_no_law_fits_the_alarm_stays_red_and_says_so(rules):
    found = first(rules, "nhan-ra-tre-em", SUSPECT.format(age=17), "2016-03-02")
    assert (found.severity, found.authority, found.standing) == ("urgent", "ours", "advice")
    assert found.message.endswith("áp dụng cho trường hợp này, nên đây chỉ là gợi ý.")


@pytest.mark.parametrize(
    ("rule", "text", "laws"),
    [
        ("nan-nhan-thanh-gai", "Cô gái bị lừa bán sang bên kia biên giới làm vợ người lạ.", ["LMBN24"]),
        ("nan-nhan-thanh-gai", "Nghèo đến mức bán vợ đợ con.", []),
        ("ham-viec-nhe", "Ham việc nhẹ lương cao, nam thanh niên bị lừa bán sang nước ngoài.", ["LMBN24"]),
        ("ham-viec-nhe", "Vì ham tiền, cô gái sập bẫy.", []),
        ("quai-thai", "Bé trai sinh ra như người ngoài hành tinh", ["S107"]),
        ("quai-thai", "Tin đồn về quái thai lan khắp chợ.", []),
        ("nha-cua-nan-nhan", "Phòng trọ nơi xảy ra vụ hiếp dâm đã được niêm phong.", []),
        ("nha-cua-nan-nhan", "Căn nhà nơi xảy ra vụ việc. Bé gái bị xâm hại tình dục đang được chăm sóc.", ["S106"]),
        ("me-cua-nan-nhan", "Chị Nguyễn Thị Mơ, mẹ của bé gái, kể lại.", ["S107", "S106"]),
        ("me-cua-nan-nhan", "Bà Nguyễn Thị Mơ, mẹ của nạn nhân, kể về người con 30 tuổi.", []),
        ("nguoi-than-xam-hai-co-ten", "Bị can Lò Văn Sửu (SN 1975, ngụ xã Khe Lạnh) dâm ô cháu ruột mới 8 tuổi.", ["S107", "S106"]),
        ("nguoi-than-xam-hai-co-ten", "Lò Văn Sửu (SN 1975, trú xã Khe Lạnh) cưỡng hiếp em vợ 25 tuổi.", []),
        ("tre-em-lop-truong", "Cháu bé học lớp 4 Trường Tiểu học Suối Mơ bị xâm hại nhiều lần.", ["S107", "S106"]),
        ("tre-em-lop-truong", "Nữ sinh là học sinh lớp 12 trường Suối Mơ, nạn nhân vụ xâm hại.", []),
        ("hu-bao-luc-noi-bo", "Người chồng được dạy vợ khi vợ hỗn.", ["S98"]),
        ("hu-bao-luc-noi-bo", "Cấm báo công an việc gia đình.", ["S98b"]),
    ],
)  # fmt: skip
def test_only_the_law_that_fits_the_item_is_named(rules, rule, text, laws):
    assert named(rules, rule, text) == laws


def test_a_picture_of_a_grown_up_is_no_point_of_the_law_on_children(rules):
    for text, laws in (
        ("Bé gái bị xâm hại trong thang máy.", ["S107", "S106"]),
        ("Cô gái bị sàm sỡ trong thang máy.", []),
    ):
        found = first(rules, "anh-cat-tu-camera", text, caption="Hình ảnh cắt từ camera an ninh")
        assert [one.tag for one in resolve(found.sources) if one.kind == "law"] == laws
        assert found.authority == ("law" if laws else "ours")


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Tuyển bảo vệ, không dị tật, dị hình. Lương 8 triệu, nộp hồ sơ.", ["BLLD2019", "LNKT2010"]),
        ("Cần tuyển công nhân, có giấy xét nghiệm HIV âm tính. Lương 9 triệu, nộp hồ sơ.", ["BLLD2019", "HIV2006"]),
    ],
)  # fmt: skip
def test_disability_and_hiv_have_laws_of_their_own(rules, text, laws):
    assert named(rules, "tuyen-hiv-khuyet-tat", text, kind="job_advert") == laws


def test_laws_of_one_day_for_several_situations_each_say_when_they_are_meant(rules):
    """Of two laws of a rule that are in force at once, at least one has a condition, or both hold together for a reason."""
    for rule in rules.rules:
        laws = [one for one in resolve(rule.sources) if one.kind == "law"]
        for one, other in combinations(laws, 2):
            at_once = one.in_force(other.since or date(1, 1, 1)) or other.in_force(one.since or date(1, 1, 1))
            conditioned = {one.tag, other.tag} & set(rule.law_when)
            if at_once and not conditioned:
                assert frozenset({one.tag, other.tag}) in TOGETHER, (rule.id, one.tag, other.tag)


PACK = """\
pack: thu
title: {vi: "Thử", en: "Try"}
rules:
  - id: thu-1
    title: {vi: "thử", en: "try"}
    family: F9
    type: phrase
    indicators: [B1.5.2]
    severity: hint
    authority: guideline
    evidence: C
    sources: [S99, LMBN24]
    law_when:
      LMBN24: {sentence: ["bị bán"]}
    match: ["thử lời"]
    explanation: {vi: "x", en: "x"}
    must_fire: ["thử lời"]
    must_not_fire: ["lời thử"]
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("LMBN24: {", "LMBN11: {", "law_when"),  # not among the sources
        ("LMBN24: {", "S99: {", "law_when"),  # no law
        ('{sentence: ["bị bán"]}', '{sentences: ["bị bán"]}', "sentences"),
        ('{sentence: ["bị bán"]}', "{person: [accused]}", "identification"),
        ('["bị bán"]', '["(bị bán"]', ""),
    ],
)
def test_a_mistake_in_a_condition_is_named_with_file(tmp_path, old, new, words):
    file = tmp_path / "thu.yaml"
    file.write_text(PACK, encoding="utf-8")
    assert load_packs([file]).rules
    file.write_text(PACK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_packs([file])
    assert caught.value.values["file"] == str(file)
    assert words in str(caught.value.values["detail"])
