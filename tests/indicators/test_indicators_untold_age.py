"""Children of whom no age is told: the word for them, whose child they are and what was done say that they are children."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record

CHILD, MAYBE = "nhan-ra-tre-em", "co-the-duoi-18-tuoi"
# neither title says what the item is about
TITLES = ("Tin trong ngày", "Khởi tố một đối tượng")


def alarms(body: str, title: str = TITLES[0]) -> dict[str, list[str]]:
    text = f"Sáng 12/3, cơ quan công an cho biết vừa có báo cáo.\n{body}\nVụ việc đang được làm rõ."
    found: dict[str, list[str]] = {}
    for finding in analyse(Record(id="1", title=title, body=text, published="2026-03-12")).findings:
        if finding.rule in (CHILD, MAYBE):
            found.setdefault(finding.rule, []).append(finding.text)
    return found


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Cháu Đ., con anh Lê Văn Tám ở đặc khu Cát Hải, bị xâm hại tình dục.", ["Cháu Đ.", "con anh Lê Văn Tám"]),
        ("Cháu N.T.Đ, con anh Lê Văn Tám, bị dâm ô.", ["Cháu N.T.Đ", "con anh Lê Văn Tám"]),
        ("Đối tượng hiếp dâm cháu Đ., con bà Lê Thị Tám ở xã Cát Hải.", ["cháu Đ.", "con bà Lê Thị Tám"]),
        ("Cháu bé 9 tuổi, con chị Nguyễn Thị Mai, bị dâm ô.", ["con chị Nguyễn Thị Mai"]),
        ("Em Đ., con ông Lê Văn Tám, xã Cát Hải, bị đối tượng dâm ô.", ["Em Đ.", "con ông Lê Văn Tám"]),
        ("Cháu gái tên Hạnh, con ông Lê Văn Tám, bị hiếp dâm.", ["Cháu gái tên Hạnh", "con ông Lê Văn Tám"]),
        ("Bé gái Nguyễn Thị Na bị dâm ô.", ["Bé gái Nguyễn Thị Na"]),
    ],
)  # fmt: skip
def test_the_offence_and_the_parent_say_that_it_is_a_child(title, body, parts):
    assert alarms(body, title) == {CHILD: parts}


@pytest.mark.parametrize("noun", ["Bé gái", "Bé trai"])
@pytest.mark.parametrize("deed", ["bị hiếp dâm", "bị dâm ô", "bị bạo hành", "bị bắt cóc"])
def test_girls_and_boys_alike(noun, deed):
    assert alarms(f"{noun} H. ở thôn Bái, xã Cát Hải {deed}.") == {CHILD: [f"{noun} H."]}


def test_an_offence_against_children_named_a_sentence_before():
    body = "Bị cáo bị truy tố về tội giao cấu với người dưới 16 tuổi. Cháu H., con bà Trần Thị Nụ, trú thôn Bái, là bị hại."
    assert alarms(body) == {CHILD: ["Cháu H.", "con bà Trần Thị Nụ"]}


def test_a_child_who_saw_it_or_did_it():
    parts = ["Cháu Đ.", "con anh Lê Văn Tám"]
    assert alarms("Cháu Đ., con anh Lê Văn Tám ở đặc khu Cát Hải, chứng kiến bố hành hung mẹ.") == {
        CHILD: parts
    }
    assert alarms("Cháu Đ., con anh Lê Văn Tám ở đặc khu Cát Hải, bị tạm giữ vì trộm cắp.") == {CHILD: parts}
    grown = "Cháu Đ., con ông Lê Văn Tám ở đặc khu Cát Hải, đến đón vợ bị hành hung."
    assert alarms(grown) == {}


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Học sinh Lò Văn Pín, lớp 11 Trường THPT Suối Mơ, bị khởi tố vì đua xe.", ["Học sinh Lò Văn Pín", "lớp 11", "Trường THPT Suối Mơ"]),
        ("Em Mận, học sinh lớp 8A Trường THCS Suối Mơ, bị quay clip nóng.", ["Em Mận", "lớp 8A", "Trường THCS Suối Mơ"]),
        ("Nữ sinh Lò Thị Mận bị nhóm bạn đánh hội đồng tại Trường THCS Suối Mơ.", ["Nữ sinh Lò Thị Mận"]),
        ("Thiếu niên Lò Văn Pín trộm xe, bị công an xã Cát Hải tạm giữ.", ["Thiếu niên Lò Văn Pín"]),
        ("Cháu T. tự tử, để lại thư cho bố là anh Lê Văn Tám ở xã Cát Hải.", ["Cháu T.", "bố là anh Lê Văn Tám"]),
        ("Bố đẻ là Lê Văn Tám, trú thôn Bái, nhiều lần hiếp dâm con gái ruột.", ["Lê Văn Tám"]),
        ("Bà Lò Thị Tám bị khởi tố vì bạo hành con riêng của chồng, trú thôn Bái.", ["Lò Thị Tám"]),
    ],
)  # fmt: skip
def test_pupils_teenagers_suicide_and_children_of_who_did_it(body, parts):
    assert alarms(body) == {CHILD: parts}


@pytest.mark.parametrize(
    "body",
    [
        "Ông Lê Văn Tám, trưởng thôn Bái, cho biết bị can đã nhiều lần hiếp dâm con gái ruột.",
        "Nữ sinh Lò Thị Mận, Trường Đại học Suối Mơ, bị nhóm bạn đánh hội đồng.",
    ],
)
def test_who_tells_of_it_and_students_are_no_such_children(body):
    assert CHILD not in alarms(body)


@pytest.mark.parametrize("who", ["Em P.T.L", "Trần Văn Ngọ", "Hoàng Thị Ngọ"])
def test_a_pupil_of_the_last_class_may_be_seventeen(who):
    body = f"{who}, học sinh lớp 12 Trường THPT Suối Mơ, trú xã Cát Hải, bị tạm giữ về hành vi cướp giật."
    assert alarms(body) == {MAYBE: [who, "lớp 12", "Trường THPT Suối Mơ"]}
    assert alarms(body.replace(", học sinh lớp 12", ", bảo vệ")) == {}
    assert alarms(body.replace(who, f"{who}, 19 tuổi")) == {}


def test_the_age_is_taken_before_the_word_for_a_child():
    body = "Bé A. bị xâm hại, trú thôn Bái, xã Cát Hải. Nạn nhân là cháu Lê Thị K.A. (SN 2016, đang học lớp 2, trú tại xã Cát Hải)."
    assert alarms(body)[CHILD][0].startswith("cháu Lê Thị K.A.")


@pytest.mark.parametrize(
    "body",
    [
        # of any age: a grandson, a daughter, a younger colleague
        "Cháu H. đánh bà nội, trú thôn Bái, xã Cát Hải, con anh Lê Văn Tám.",
        "Chị Đ., con ông Lê Văn Tám ở xã Cát Hải, bị chồng lừa.",
        "Em Đ. ở thôn Bái, xã Cát Hải bị mất xe trong đợt trộm cắp.",
        "Ông Lê Văn Tám kể con trai ông bị bắt cóc khi đi lính.",
        # nobody is harmed
        "Bé An ở thôn Bái, xã Cát Hải đi học võ. Công an bắt nhóm cướp giật.",
        # too little to know who it is
        "Bé gái H. bị dâm ô.",
        "Cháu Đ. ở xã Cát Hải bị xâm hại.",
    ],
)
def test_kin_alone_makes_nobody_a_child_and_little_recognises_nobody(body):
    assert alarms(body) == {}
