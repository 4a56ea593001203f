"""Who is a person and what is a street, a shop, a paper or the end of a caption. All names and sentences are made up."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record


def _named(text: str) -> dict[str, str]:
    made = analyse(Record(id="a", title="Tin trong ngày", lead="", body=text))
    return {person.name: person.gender.value for person in made.people if person.named}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hồ Thị Sương cho biết trời đã tạnh.", {"Hồ Thị Sương"}),
        ("Hôm qua, Hồ Kim Phụng đã tới dự.", {"Hồ Kim Phụng"}),
        ("Tối qua, Đường Văn Lực bị bắt.", {"Đường Văn Lực"}),
        ("Phố Hàng Bông và Hồ Tây đều ngập.", set()),
        ("Bộ trưởng Bộ XD-QH Nguyễn Lực cho biết mưa đã tạnh.", {"Nguyễn Lực"}),
        ("Ông Samir al-Haddad đã tới. Tổng thống Haddad nói sẽ ở lại.", {"Samir al-Haddad"}),
        ("Mateo Lopez del Campo thắng trận. Del Campo rất vui.", {"Mateo Lopez del Campo"}),
        ("Chị D. về nhà lúc tối. Sau đó chị D đi làm.", {"D."}),
        ("Một người tên H nói rằng trời mưa.", {"H"}),
        ("Nghệ sĩ Lê Thu Sương múa trong bộ váy Ảnh: An Khê", {"Lê Thu Sương"}),
        ("Nữ ca sĩ Lê Thu Sương Năm 2006 bị ngã.", {"Lê Thu Sương"}),
        ("Nhiều tuyến đường như Nguyễn Văn Sương (quận 10); Lê Văn Lực, Trần Thị Cúc đều ngập.", set()),
        ("Xe chạy trên đường Lê Văn Lực - Trần Văn Sương, rồi rẽ trái.", set()),
        ("Nhà ở số 12B Lê Văn Lực, Hà Nội.", set()),
        ("Công an phá đường dây gồm Lê Văn Lực, Trần Văn Sương.", {"Lê Văn Lực", "Trần Văn Sương"}),
        ("Kẻ trộm vào tiệm vàng Kim Sương lúc rạng sáng.", set()),
        ("Trẻ em ít đọc sách (Harrison, 2001).", set()),
        ("Giải diễn ra ở nhà thi đấu Lê Văn Lực.", set()),
        ("Phó trưởng công an xã Đồng Sương đã tới.", set()),
        ("Chủ doanh nghiệp Lộc Sương bị phạt.", set()),
    ],
)
def test_whoever_is_named_is_found_and_nothing_else_is(text: str, names: set[str]) -> None:
    assert set(_named(text)) == names


def test_a_team_is_read_whole() -> None:
    found = _named(
        "Đội hình dự kiến: Karvin - Bolsen, Trinko, Vaslik – Domaric, Selten – Urbik. Trận đấu bắt đầu lúc 20h."
    )
    assert set(found) == {"Karvin", "Bolsen", "Trinko", "Vaslik", "Domaric", "Selten", "Urbik"}


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Bị cáo Hùng bị phạt hai năm tù.", "male"),
        ("Bị cáo Hằng bị phạt hai năm tù.", "female"),
        ("Bị cáo An bị phạt hai năm tù.", "unknown"),
        ("Bị cáo Nguyễn Đức Thùy Dung bị phạt hai năm tù.", "female"),
    ],
)
def test_a_given_name_tells_only_where_hardly_anybody_of_the_other_sex_bears_it(text: str, sex: str) -> None:
    assert list(_named(text).values()) == [sex]


@pytest.mark.parametrize(("word", "sex"), [("cô bạn", "female"), ("anh bạn", "male")])
def test_who_is_called_a_friend_behind_the_name_has_the_sex_of_the_word(word: str, sex: str) -> None:
    found = _named(f"Nhà báo Lê An - {word} thời đi học của tôi - vừa về nước.")
    assert found == {"Lê An": sex}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CEO của hãng KLR John Bellow đã tới.", {"John Bellow"}),
        ("Cầu thủ mang áo số 7 Nikola Bresk đã sút bóng.", {"Nikola Bresk"}),
        ("Tác giả JK Bellow mất bản thảo.", {"JK Bellow"}),
        ("Đạo diễn Jordan Bellow-Kerr đã về nước.", {"Jordan Bellow-Kerr"}),
        ("Ông Nguyễn Văn Quý-Giám đốc nhà máy đã tới.", {"Nguyễn Văn Quý"}),
        ("Khách là gia đình ông bà Bellow cùng con nhỏ.", set()),
        ("Bộ trưởng Bộ Công an Lê Sương đã tới.", {"Lê Sương"}),
        ("Công an Tân Sương xác định đây là vụ án lớn.", set()),
        ("Chuyên gia Kelmar cho biết máy đã hỏng.", set()),
        ("Chị Công Huyền Tôn Nữ Thị Sương đã viết thư.", {"Công Huyền Tôn Nữ Thị Sương"}),
    ],
)
def test_offices_firms_and_long_names_are_read_to_their_end(text: str, names: set[str]) -> None:
    assert set(_named(text)) == names


def test_a_figure_written_as_read_in_vietnamese_is_known_where_the_item_tells_of_the_country() -> None:
    assert _named("Thủ tướng Trung Quốc Ôn Gia Bảo và bà Ngô Ái Anh đã tới.") == {
        "Ôn Gia Bảo": "male",
        "Ngô Ái Anh": "female",
    }
    assert _named("Bị can Lưu Diên Đông bị bắt ở Hà Giang.")["Lưu Diên Đông"] != "female"


def test_no_professor_is_a_little_girl() -> None:
    found = _named("Giáo sư Han Seok-won đã mổ cho em. Sau đó cô bé khóc nhiều.")
    assert found.get("Han Seok-won") != "female"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Họ mong các học trò của Bellowski thắng trận.", {"Bellowski"}),
        ("Du khách tới Cù Lao Chàm rất đông.", set()),
        ("Người dân chèo thuyền trên Hồ Núi Cốc.", set()),
    ],
)
def test_what_is_done_to_persons_alone_tells_a_person(text: str, names: set[str]) -> None:
    assert set(_named(text)) == names


@pytest.mark.parametrize(
    ("text", "sexes"),
    [
        ("Hai vợ chồng Đào Phong An và Nguyễn Thị Sương đã tới.", ["male", "female"]),
        ("Hai vợ chồng Đào Phong An và Nguyễn Văn Sương đã tới.", ["female", "male"]),
        ("Hai vợ chồng Đào Phong An và Lê Thanh An đã tới.", ["unknown", "unknown"]),
        ("Tuấn Minh quen cô gái phụ bán quán nước tên Hồng (20 tuổi).", ["male", "female"]),
        ("Cô gái yêu một chàng trai bán nước tên Hà (20 tuổi).", ["male"]),
        ("Một thanh niên tên Hà, 20 tuổi, bị bắt.", ["male"]),
        ("Nữ thanh niên tên Hà, 20 tuổi, bị bắt.", ["female"]),
        ("Công an bắt năm thanh niên gồm Lê Kim Châu, Lê Kim An.", ["male", "male"]),
    ],
)
def test_spouses_and_words_before_a_name_tell_its_sex(text: str, sexes: list[str]) -> None:
    assert list(_named(text).values()) == sexes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tuyến xe chạy từ Kim Mã-Yên Nghĩa mỗi ngày.", set()),
        ("Bộ trưởng đã tiếp Đoàn Đánh giá của tỉnh bạn.", set()),
        ("Nạn đói lan rộng khắp châu Á. Báo cáo nói như vậy.", set()),
        ("Thủ tướng tiếp Ngài Karlo Bellow vào chiều qua.", {"Karlo Bellow"}),
        ("Bác sĩ Lê Thu Sương, Trưởng khoa Khúc Xạ, đã tới.", {"Lê Thu Sương"}),
        ("Tiền vệ Mark Bellow ra sân. Họ bán Bellow Dựa vào đó, tờ báo đưa tin.", {"Mark Bellow"}),
    ],
)
def test_words_glued_to_a_name_are_not_part_of_it(text: str, names: set[str]) -> None:
    assert set(_named(text)) == names


def test_a_formation_opens_a_team_and_a_capital_address_is_no_name() -> None:
    found = _named(
        "Đội nhà (4-3-3): Karvin; Bolsen, Trinko, Vaslik; Domaric, Selten. Người trúng giải là Ông Thành ở xa."
    )
    assert found == dict.fromkeys(
        ["Karvin", "Bolsen", "Trinko", "Vaslik", "Domaric", "Selten"], "unknown"
    ) | {"Thành": "male"}
