"""Who holds an office, whose initials these are, and what is a village: a reader would miss or invent people."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Person
from indicators.text import Document
from indicators.who import read_people


def people(text: str) -> list[Person]:
    return list(read_people(Document.of(text), load_lexicon()).people)


def named(text: str) -> list[str]:
    return [person.name for person in people(text) if person.named]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chủ tịch Hội Phạm Thị Thơm cho biết hội viên rất phấn khởi.", "Phạm Thị Thơm"),
        ("Phó Giám đốc Sở Tô Hải Yến khẳng định sẽ làm.", "Tô Hải Yến"),
        ("Giám đốc Sở Công Thương Kiều Minh Tuấn chúc mừng doanh nghiệp.", "Kiều Minh Tuấn"),
        ("Hôm qua, Chủ tịch UBND TP Nguyễn Văn Thuận yêu cầu các sở vào cuộc.", "Nguyễn Văn Thuận"),
        ("Phó Giám đốc Bảo hiểm xã hội tỉnh Từ Thanh Sơn cho biết thêm.", "Từ Thanh Sơn"),
        ("Tổ trưởng tổ hòa giải Trịnh Bá Long khẳng định như vậy.", "Trịnh Bá Long"),
        ("Hôm qua, thống đốc bang Borno Kashim Dantata cho biết đã tăng quân.", "Kashim Dantata"),
        ("Đại sứ Việt Nam tại Brazil Đỗ Bá Toàn giới thiệu mục đích.", "Đỗ Bá Toàn"),
        ("Công an bắt Tạ Văn Sửu (trú xã Cẩm Mai) và Tăng Thị Bưởi (SN 1996).", "Tăng Thị Bưởi"),
        ("Sáng nay, Chủ tịch UBND xã Cẩm Khê Trần Tấn cho biết thêm.", "Trần Tấn"),
        ("Sáng nay, Giám đốc bến xe Đỗ Đình Hạo cho hay như vậy.", "Đỗ Đình Hạo"),
        ("Hôm qua, Bí thư Đoàn Thái Thị Ngọc Bích nói rất vui.", "Thái Thị Ngọc Bích"),
        ("Người nhà đưa chị đến nhà Nguyễn Văn Hợi để chữa bệnh.", "Nguyễn Văn Hợi"),
    ],
)
def test_a_name_behind_an_office_or_a_place_is_not_lost(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Xuôi theo suối, Bến Cọ hiện ra. Bến Cọ có 30 hộ. Người Bến Cọ sống bằng nghề cá.",
        "Cuộc họp diễn ra tại trụ sở Phường Mai Liên, do phường chủ trì.",
        "Cả xóm đổi đời nhờ lấy chồng Đài, chồng Hàn.",
        "Anh ta trú tại Trần Phú, Hà Nội từ năm ngoái.",
    ],
)
def test_villages_and_streets_are_nobody(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chủ tịch UBND TP yêu cầu các đơn vị rà soát lại.", "Chủ tịch UBND TP"),
        ("Bí thư Đảng ủy xã cho biết sẽ hỗ trợ các hộ.", "Bí thư Đảng ủy xã"),
    ],
)
def test_an_office_that_speaks_is_somebody(text: str, name: str) -> None:
    found = [person for person in people(text) if not person.named]
    assert [person.name for person in found] == [name]
    assert found[0].source


def test_an_office_held_by_somebody_named_is_not_counted_twice() -> None:
    text = "Ông Lê Văn Sáu, Chủ tịch UBND xã, có mặt từ sớm. Chủ tịch UBND xã yêu cầu dân chờ."
    assert [person.name for person in people(text)] == ["Lê Văn Sáu"]


def test_initials_of_one_person_are_one_person() -> None:
    text = "Nạn nhân P.K.C. (24 tuổi) trình báo công an. Theo lời P., kẻ gian đã bỏ chạy. Chị C. bật khóc."
    assert named(text) == ["P.K.C."]


def test_a_contest_is_no_part_of_a_name() -> None:
    assert named("Miss Universe Harnita Sandoval phát biểu tại lễ trao giải.") == ["Harnita Sandoval"]


def test_those_who_also_attended_are_listed_and_who_acts_is_not() -> None:
    listed = people("Dự đối thoại còn có các đồng chí Trần Văn Ba, Lê Thị Tư cùng đại diện các sở.")
    assert [person.listed for person in listed] == [True, True]
    acting = people("Trưởng ban tổ chức Lê Văn Hẹ hẹn sang năm và mời mọi người tham dự.")
    assert [person.listed for person in acting] == [False]


def test_a_credit_between_glued_paragraphs_ends_its_sentence() -> None:
    document = Document.of(
        "Đoàn tới dự lễ. Ảnh: Minh An/TTXVN Đồng chí Lê Nam phát biểu. Ảnh: Thu Hà Theo kế hoạch."
    )
    shown = [document.norm[start:end] for start, end in document.sentences]
    assert shown == [
        "Đoàn tới dự lễ.", "Ảnh: Minh An/TTXVN", "Đồng chí Lê Nam phát biểu.", "Ảnh: Thu Hà", "Theo kế hoạch.",
    ]  # fmt: skip


def test_a_name_signed_with_its_newsroom_is_a_byline() -> None:
    assert named("Hai bên sẽ họp lại vào tháng sau. Đào Thị Bích/VOV.VN") == []
