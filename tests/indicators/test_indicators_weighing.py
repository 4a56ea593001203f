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
