"""People whom no address, title or verb vouches for: without the weighing a reader loses the heroine of a story."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.people.weighing import around, neighbours
from indicators.text import Document
from indicators.who import read_people


def named(text: str, title: str = "") -> list[str]:
    reading = read_people(Document.of(text, title=title), load_lexicon())
    return [person.name for person in reading.people if person.named]


def test_a_given_name_alone_is_found_where_the_item_repeats_it() -> None:
    text = (
        "Sáng chủ nhật, Hạnh quên chìa khóa ở quầy. Nhờ Hạnh gọi điện, người gác cổng mới quay lại. "
        "Từ đó, hai mẹ con rất quý Hạnh và thường mời Hạnh ăn cơm."
    )
    assert named(text) == ["Hạnh"]


def test_a_stage_name_without_a_calling_before_it_is_found() -> None:
    text = (
        "Dàn sao tụ hội tại đêm diễn. Thảo Vy thừa nhận mình rất hồi hộp, trong khi khán giả gọi tên Thảo Vy suốt buổi. "
        "Việc đứng cạnh Thảo Vy khiến nhiều người thích thú."
    )
    assert named(text) == ["Thảo Vy"]


def test_a_player_in_a_list_with_another_is_found() -> None:
    text = (
        "Trận đấu khép lại với tỷ số 2-1. Tiền đạo Marco Velardi mở tỷ số sau đường chuyền của Korsani. "
        "Velardi và Korsani cùng ghi bàn trong hiệp hai."
    )
    assert named(text) == ["Marco Velardi", "Korsani"]


@pytest.mark.parametrize(
    "text",
    [
        "Giá rau tăng mạnh trong tuần qua. Thu Thảo (tổng hợp)",
        "Nước dâng cao tại P.Thảo Điền. Người dân P.Thảo Điền được đưa tới nơi an toàn.",
        "Bưởi rất tốt cho da. Trong bưởi có nhiều nước. Bạn hãy dùng Bưởi mỗi ngày.",
        "Sức mua tại Mỹ Đức, Hà Nội giảm. Hàng từ Mỹ Đức, Hà Nội vẫn được chở đi.",
    ],
)
def test_bylines_places_and_things_stay_out(text: str) -> None:
    assert named(text) == []


def test_neighbours_do_not_cross_a_line() -> None:
    norm = "Dòng trên\nHạnh nói\nDòng dưới"
    start = norm.index("Hạnh")
    assert list(around(norm, start, start + 4)) == ["L ^", "R nói"]


def test_the_table_has_a_start_and_speaks_for_both_sides() -> None:
    table = neighbours()
    assert table[""] < 0 < table["R thừa nhận" if "R thừa nhận" in table else "R thừa"]
    assert table["L tỉnh"] < 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a lost full stop before the address, and behind the name
        ("Năm nay khách rất đông (Ảnh: AB) Anh Trịnh Quốc Lĩnh - chủ quán - chưa tin.", ["Trịnh Quốc Lĩnh"]),
        ("Nhà văn hóa mới [Ảnh: AB] Bà Mây nêu rõ lý do.", ["Mây"]),
        (
            "Ca sĩ Trương Mi hát mở màn. Khán giả thích phong cách của Trương Mi Trong bộ áo dài trắng.",
            ["Trương Mi"],
        ),
        (
            "Muốn Velardi ở lại, đội bóng phải chi thêm. Tiền đạo Marco Velardi chưa đồng ý.",
            ["Marco Velardi"],
        ),
        # Korean names, and what is none
        ("Sao Hàn 3/5: Min Seo gây chú ý. Min Seo cùng Tae Rin đi siêu thị.", ["Min Seo", "Tae Rin"]),
        ("Người dẫn là Nam Joo Eun của đài địa phương.", ["Nam Joo Eun"]),
        ("Diễn viên (Lee Min Gyu cao 1m87) tới Hà Nội.", ["Lee Min Gyu"]),
        # initials before a family name from abroad, but no firm
        ("Cố vấn an ninh quốc gia Mỹ H.R. McBellan cho rằng phải chờ.", ["H.R. McBellan"]),
        ("Hãng T.Velardi tăng giá vé.", []),
        ("Khách năm nay rất đông Anh Triệu Quốc Lĩnh - chủ quán - chưa tin.", ["Triệu Quốc Lĩnh"]),
        ("Theo một cư dân khác tên Mirela, khói dày đặc.", ["Mirela"]),
        ("Bà kể chuyện góa phụ Trắng, một nhân vật trong phim.", []),
        # glued captions say a name twice; a part of the world is no part of the name behind it
        ("Khán giả vây quanh Anna Velardi Anna Velardi ở cổng.", ["Anna Velardi"]),
        ("Chủ tịch Ủy ban châu Âu Jonas Velardi cho biết đã ký.", ["Jonas Velardi"]),
        ("Chuyến bay của AirVelardi hạ cánh an toàn. AirVelardi cho biết đã xin lỗi khách.", []),
        # who signs an item is nobody in it; who ends a line as the last of a list is
        ("Giá rau tăng mạnh trong tuần qua. Theo Nguyễn Hoài Lan/Báo Mới", []),
        ("Giá rau tăng mạnh trong tuần qua. Nguyễn Hoài Lan - Trần Hoài Vân", []),
        ("Giá rau tăng mạnh trong tuần qua. Lê Hoài Lan (Theo AB)", []),
        ("Đoạt giải là Nguyễn Hoài Lan, Trần Hoài Vân", ["Nguyễn Hoài Lan", "Trần Hoài Vân"]),
        # houses, ships, woods and magazines
        ("Vụ cháy xảy ra tại chung cư CT7B Dương Hòa, may không ai bị thương.", []),
        ("Người dân góp tiền bảo vệ Sơn Khê. Việc bảo vệ Sơn Khê là của mọi người.", []),
        ("Ủy ban hợp tác Lào-Việt Nam họp tại Hà Nội.", []),
        ("Tàu sân bay USS Carl Moore tới vùng biển này.", []),
    ],
)
def test_where_a_name_begins_and_what_is_none(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_a_slip_of_marks_makes_no_second_person_and_sisters_stay_two() -> None:
    assert len(named("Chị Trần Thi Hoài Lan tới sớm. Trần Thị Hoài Lan kể lại chuyện cũ.")) == 1
    assert len(named("Chị Trần Thị Lan tới sớm. Em gái là Trần Thị Lân kể lại chuyện cũ.")) == 2
