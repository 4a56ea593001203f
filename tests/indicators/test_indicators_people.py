"""Who is in an item: what a reader would count, and what must not be counted."""

from __future__ import annotations

import unicodedata

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Analysis, Evidence, Gender, Person, Record


@pytest.fixture(scope="module")
def engine():
    return load_engine(packs=[])


def read(engine, body: str, title: str = "", lead: str = "") -> Analysis:
    return analyse(Record(id="t", title=title, lead=lead, body=body), engine)


def named(analysis: Analysis) -> dict[str, Person]:
    return {p.name: p for p in analysis.people if p.named}


@pytest.mark.parametrize(
    ("text", "name", "gender", "evidence"),
    [
        (
            "Bà Đinh Hoài Nhã cho biết tổ hợp tác đã ra mắt.",
            "Đinh Hoài Nhã",
            Gender.FEMALE,
            Evidence.HONORIFIC,
        ),
        (
            "Ông Lương Khôi Đạt, Giám đốc Sở, cho biết đã nhận đơn.",
            "Lương Khôi Đạt",
            Gender.MALE,
            Evidence.HONORIFIC,
        ),
        (
            "Nữ giám đốc Phan Khánh Bằng đã ký quyết định.",
            "Phan Khánh Bằng",
            Gender.FEMALE,
            Evidence.EXPLICIT,
        ),
        ("Đồng chí Vũ Thị Mẫn dự hội nghị.", "Vũ Thị Mẫn", Gender.FEMALE, Evidence.NAME),
        ("Đại úy Hoàng Văn Khoát phụ trách tổ công tác.", "Hoàng Văn Khoát", Gender.MALE, Evidence.NAME),
        ("Chị H. (28 tuổi) trình báo sự việc.", "H.", Gender.FEMALE, Evidence.HONORIFIC),
        ("Anh N.T.K. điều khiển xe máy.", "N.T.K.", Gender.MALE, Evidence.HONORIFIC),
        ("Bé gái Lò Mai San được đưa vào viện.", "Lò Mai San", Gender.FEMALE, Evidence.EXPLICIT),
        ("Bà H'Linh Niê dệt thổ cẩm từ nhỏ.", "H'Linh Niê", Gender.FEMALE, Evidence.HONORIFIC),
        ("Ông Giàng A Sử mở lớp dạy khèn.", "Giàng A Sử", Gender.MALE, Evidence.HONORIFIC),
        (
            "Tổng thống nước này là bà Maria Holm, nhậm chức năm ngoái.",
            "Maria Holm",
            Gender.FEMALE,
            Evidence.HONORIFIC,
        ),
    ],
)
def test_a_person_is_found_with_sex_and_its_evidence(engine, text, name, gender, evidence):
    people = named(read(engine, text))
    assert name in people
    assert (people[name].gender, people[name].evidence) == (gender, evidence)


def test_dong_chi_is_no_evidence_and_a_name_of_both_sexes_decides_nothing(engine):
    person = named(read(engine, "Đồng chí Nguyễn Thanh An phát biểu tại hội nghị."))["Nguyễn Thanh An"]
    assert person.gender is Gender.UNKNOWN
    assert person.probability_female is None


@pytest.mark.parametrize(
    "text",
    [
        "Xe dừng trên đường Nguyễn Hữu Tấn lúc 8 giờ.",
        "Học sinh Trường THPT Lê Hồng Khang nghỉ học.",
        "Công nhân sống ở ngõ 12 phố Trần Quý Đôn.",
        "Tác phẩm được trao Giải thưởng Phan Bội Hoài.",
        "Phiên chợ họp sáng thứ bảy. Ảnh: Đỗ Minh Quân",
        "Nhà trường mở lại cửa. Bệnh viện Đặng Văn Ngữu tiếp nhận.",
        "Chuyến tàu từ Hà Nội vào Thành phố Hồ Chí Minh bị chậm.",
        "Bà con nông dân Bà Rịa được mùa.",
    ],
)
def test_names_of_streets_schools_prizes_and_photographers_are_no_people(engine, text):
    assert named(read(engine, text)) == {}


def test_all_ways_of_naming_one_person_are_one(engine):
    text = (
        "Bà Trịnh Ngọc Diệu, Chủ tịch Hội, mở đầu buổi lễ. Sau đó bà Diệu trao quà. "
        "Chủ tịch Trịnh Ngọc Diệu cảm ơn mọi người. Diệu cũng là người lập quỹ."
    )
    people = named(read(engine, text))
    assert list(people) == ["Trịnh Ngọc Diệu"]
    texts = {m.text for m in people["Trịnh Ngọc Diệu"].mentions}
    assert {"Trịnh Ngọc Diệu", "bà Diệu"} <= texts


def test_namesakes_of_different_sex_stay_apart(engine):
    people = [
        p for p in read(engine, "Ông Phùng Xuân Hải gặp chị Hải ở chợ. Chị Hải bán cá.").people if p.named
    ]
    assert sorted((p.name, p.gender) for p in people) == [
        ("Hải", Gender.FEMALE),
        ("Phùng Xuân Hải", Gender.MALE),
    ]


def test_a_headline_in_capitals_does_not_swallow_the_words_after_the_name(engine):
    analysis = read(
        engine,
        "Sáng nay, bà Phạm Thị Thu Vân nhận nhiệm vụ.",
        title="BÀ PHẠM THỊ THU VÂN ĐƯỢC BẦU LÀM CHỦ TỊCH",
    )
    assert list(named(analysis)) == ["Phạm Thị Thu Vân"]


def test_those_on_an_attendance_list_are_marked_and_speakers_are_not(engine):
    text = (
        "Dự hội nghị có các đồng chí: Bùi Văn Lãm, Phó Bí thư; Ngô Thị Hường, Trưởng ban. "
        "Ông Tạ Quang Nghĩa nhấn mạnh rằng các xã cần rà soát lại danh sách hộ nghèo."
    )
    listed = {name: person.listed for name, person in named(read(engine, text)).items()}
    assert listed == {"Bùi Văn Lãm": True, "Ngô Thị Hường": True, "Tạ Quang Nghĩa": False}


def test_decomposed_text_gives_the_same_people_and_its_own_words(engine):
    text = "Bà Đặng Thúy Hòa, 52 tuổi, cho biết: “Chúng tôi đã mở thêm hai lớp học buổi tối”."
    composed = read(engine, unicodedata.normalize("NFC", text))
    decomposed = read(engine, unicodedata.normalize("NFD", text))
    assert [(p.gender, p.evidence, p.quoted, p.source) for p in composed.people] == [
        (p.gender, p.evidence, p.quoted, p.source) for p in decomposed.people
    ]
    assert [len(p.mentions) for p in composed.people] == [len(p.mentions) for p in decomposed.people]
    for person in decomposed.people:
        assert all(m.text == unicodedata.normalize("NFD", m.text) for m in person.mentions)


def test_both_placements_of_tone_marks_are_one_person(engine):
    people = named(read(engine, "Bà Lê Thị Thuý Hoà đến sớm. Bà Lê Thị Thúy Hòa về muộn."))
    assert len(people) == 1


@pytest.mark.parametrize(
    ("text", "name", "sex"),
    [
        (
            "Một lãnh đạo Công an huyện xác nhận đơn vị đang làm rõ vụ việc.",
            "lãnh đạo Công an huyện",
            Gender.UNKNOWN,
        ),
        ("Hôm qua, vợ ông Kha Bửu Toại đã đến nhận lại xe.", "vợ ông Kha Bửu Toại", Gender.FEMALE),
        ("Lúc đó một người phụ nữ chạy ra kêu cứu.", "người phụ nữ", Gender.FEMALE),
    ],
)
def test_individuals_without_a_name_are_counted_too(engine, text, name, sex):
    unnamed = {p.name: p.gender for p in read(engine, text).people if not p.named}
    assert unnamed == {name: sex}


def test_a_child_and_a_survivor_are_known_as_such(engine):
    people = named(
        read(engine, "Nạn nhân Mạc Thu Hạnh (12 tuổi) được đưa đi cấp cứu. Bà Mạc Thị Sen (61 tuổi) ở cạnh.")
    )
    assert people["Mạc Thu Hạnh"].victim
    assert people["Mạc Thu Hạnh"].minor is True
    assert people["Mạc Thị Sen"].minor is False
    assert not people["Mạc Thị Sen"].victim


SWAP = {"Bà": "Ông", "bà": "ông", "Chị": "Anh", "chị": "anh", "nữ": "nam", "Thị": "Văn", "vợ": "chồng"}


def test_swapping_every_gendered_cue_swaps_the_counts(engine):
    text = (
        "Bà Hồ Thị Kha, nữ giám đốc trung tâm, cho biết lớp học mở từ tháng ba. "
        "Chị Lý Thị Bân nói rằng ban đầu rất khó. Ông Tống Văn Sự phụ trách xưởng, vợ ông Tống Văn Sự bán hàng."
    )
    back = SWAP | {value: key for key, value in SWAP.items()}
    swapped = " ".join(
        next((word.replace(key, value) for key, value in back.items() if word.strip(",.") == key), word)
        for word in text.split()
    )

    def count(analysis, gender):
        return sum(p.gender is gender for p in analysis.people)

    one, other = read(engine, text), read(engine, swapped)
    assert count(one, Gender.FEMALE) == count(other, Gender.MALE) == 3
    assert count(one, Gender.MALE) == count(other, Gender.FEMALE) == 1
