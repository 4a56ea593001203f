"""Streets named after figures of history, characters of films, and whoever signs an item. All sentences are made up."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record
from indicators.people.eponyms import sex_of


def _named(text: str) -> dict[str, str]:
    made = analyse(Record(id="a", title="Tin trong ngày", lead="", body=text))
    return {person.name: person.gender.value for person in made.people if person.named}


@pytest.mark.parametrize(
    "text",
    [
        "Nhà hàng ở 57 Huỳnh Thúc Kháng vừa mở cửa.",
        "Hai xe tông nhau tại Lý Tự Trọng.",
        "Quán nằm trong hẻm (Lê Duẩn, Q.1).",
        "Kẹt xe kéo dài ở ngã tư Tràng Tiền- Đinh Tiên Hoàng.",
        "Mọi người đi từ Ngô Thì Nhậm lên chợ.",
    ],
)
def test_a_street_is_nobody(text: str) -> None:
    assert _named(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "sex"),
    [
        ("Bài học bàn về thơ của Chế Lan Viên.", "Chế Lan Viên", "male"),
        ("Tổng Bí thư Lê Duẩn từng nói như vậy.", "Lê Duẩn", "male"),
        ("Bài học bàn về thơ của Hồ Xuân Hương.", "Hồ Xuân Hương", "female"),
        ("Bà Tố Hữu cho biết trời mưa.", "Tố Hữu", "female"),
    ],
)
def test_a_figure_of_history_has_a_sex_and_a_namesake_her_own(text: str, name: str, sex: str) -> None:
    assert _named(text) == {name: sex}


def test_a_namesake_of_today_is_not_known() -> None:
    assert _named("Công an bắt giữ Tố Hữu (43 tuổi) và nhiều người khác.").get("Tố Hữu") != "male"
    assert sex_of(("hữu",)) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lê Văn Lực trong vai Đỗ Sương được khen.", {"Lê Văn Lực"}),
        ("Phim có nhân vật Trần Sương (Lê Văn Lực đóng).", {"Lê Văn Lực"}),
        ("Ông Trần Sương (Lê Văn Lực đóng) là lái xe.", {"Trần Sương", "Lê Văn Lực"}),
        ("Chiếc xe hỏng nặng, tài xế trong xe không bị thương Trần Sương", set()),
        ("Lãnh đạo xã đã trao quà cho Trần Sương", {"Trần Sương"}),
        ("Trời mưa to suốt đêm. Trần Sương (suong@baomau.example)", set()),
        ("Một nhóm cầu thủ U.23 đã về nước.", set()),
        ("Ông Lê Văn Lực, nguyên chủ tịch UBND Q.Cẩm Khê, đã tới.", {"Lê Văn Lực"}),
        ("Bộ trưởng Kinh tế và Tài chính Pa-na-ma cho biết trời mưa.", set()),
        ("Hầm Hải Vân đóng cửa 30 phút.", set()),
        ("Em học ở trường THCS Bán công Trần Sương cho biết trời mưa.", set()),
        ("Hiệu trưởng trường THCS Bán công Lê Thị Sương cho biết trời mưa.", {"Lê Thị Sương"}),
        ("Mẫu mặc áo dài. Trang điểm: Trần Sương. Stylist: Lê Lực.", set()),
        (
            "Chị Mai Thị Sương bị ốm. Nhà chị Mai Thị Sương nghèo. Giúp chị Mai Thị Sương Sáng 13/5, xã trao quà.",
            {"Mai Thị Sương"},
        ),
    ],
)
def test_characters_and_those_who_sign_are_left_out(text: str, names: set[str]) -> None:
    assert set(_named(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "sex"),
    [
        ("Bé trai 7 tuổi được cứu sống. Hôm qua An Khê, 7 tuổi, đã về nhà.", "An Khê", "male"),
        ("Bé gái 7 tuổi được cứu sống. Hôm qua An Khê, 7 tuổi, đã về nhà.", "An Khê", "female"),
        ("Bé trai 7 tuổi và bé gái 7 tuổi bị lạc. Hôm qua An Khê, 7 tuổi, đã về.", "An Khê", "unknown"),
        ("Bé trai 9 tuổi được cứu sống. Hôm qua An Khê, 7 tuổi, đã về nhà.", "An Khê", "unknown"),
        ("Công an bắt Giàng A Tủa (24 tuổi).", "Giàng A Tủa", "male"),
        ("Nghệ nhân H'Bia Niê cho biết trời mưa.", "H'Bia Niê", "female"),
        ("Nghệ nhân Y Bia Niê cho biết trời mưa.", "Y Bia Niê", "male"),
        ("Ông Lực là ca sĩ. Từ khi ông Lực gặp Nguyễn Khê, nam ca sĩ đã thay đổi.", "Nguyễn Khê", "unknown"),
        ("Ông Lực là ca sĩ. Ông Lực gặp Nguyễn Khê, nam ca sĩ trẻ, hôm qua.", "Nguyễn Khê", "male"),
    ],
)
def test_sex_by_age_by_custom_and_by_apposition(text: str, name: str, sex: str) -> None:
    assert _named(text)[name] == sex


@pytest.mark.parametrize(
    ("noun", "sex"), [("Thiếu nữ", "female"), ("Chàng trai", "male"), ("Cô gái trẻ", "female")]
)
def test_a_word_for_a_woman_or_a_man_means_whom_the_item_told_of_last(noun: str, sex: str) -> None:
    assert (
        _named(f"Nguyễn Khê đến nhà hàng xóm lúc tối, cho biết trời mưa. {noun} sau đó đi về.")["Nguyễn Khê"]
        == sex
    )
    other = f"Nguyễn Khê gặp một cô gái và một chàng trai lúc tối, cho biết trời mưa. {noun} sau đó đi về."
    assert _named(other)["Nguyễn Khê"] == "unknown"


def test_a_name_misspelled_far_behind_is_no_second_person() -> None:
    told = "Nhiều người dân đã đến xem và hỏi thăm tình hình, nhưng cơ quan chức năng chưa trả lời vì còn chờ kết quả."
    text = "Ông Lê Hoài Sương đã tới. {} Ông Lê {} Sương cho biết trời mưa."
    assert set(_named(text.format(told, "Hoàng"))) == {"Lê Hoài Sương"}
    assert len(_named(text.format(told, "Đức"))) == 2
    assert len(_named(text.format("", "Hoàng"))) == 2
    women = text.replace("Ông", "Bà").replace("Hoài", "Thị")
    assert len(_named(women.format(told, "Thu"))) == 2


def test_sex_and_name_behind_an_office_and_its_seat() -> None:
    assert _named("Nữ phát ngôn viên Bộ Quốc phòng Nga Xorenka Maltva cho biết trời mưa.") == {
        "Xorenka Maltva": "female"
    }
    assert "Ramón dela Cruzo" in _named("Ông Ramón dela Cruzo cho biết trời mưa.")
    assert set(_named("Đội bóng của bầu Lực thắng đậm.")) == {"Lực"}
    assert not _named("Đại hội bầu Ban Chấp hành gồm 25 ủy viên.")
    assert not _named("Đại hội đã bầu Đoàn Chủ tịch gồm năm đại biểu.")


def test_a_short_credit_and_a_formal_address_belong_to_somebody_else_or_to_the_full_name() -> None:
    assert set(_named("Vụ tai nạn xảy ra lúc tối - Ảnh: T.Hà Anh Lực điều trị tại bệnh viện.")) == {"Lực"}
    assert set(_named("Tối qua Lê Vĩnh Sương đã hát. Mr. Lê cho biết trời mưa.")) == {"Lê Vĩnh Sương"}
    assert set(_named("Ông Lê Vĩnh Sương và bà Lê Thị Mơ đã hát. Mr. Lê cho biết trời mưa.")) >= {"Lê"}
    assert _named("Hôm qua em gái Bình là Trần Hoài Khê đã về.")["Trần Hoài Khê"] == "female"
    assert _named("Người bố trí trên xe là Trần Hoài Khê, đã về.")["Trần Hoài Khê"] == "unknown"
    assert _named("Thi thể được tìm thấy Ông Suchi Jirayun đã tới.") == {"Suchi Jirayun": "male"}
