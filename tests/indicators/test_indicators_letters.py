"""A letter's wording is its writer's; a newsroom's report on children must not pass for one, or nothing in it counts."""

from __future__ import annotations

import pytest

from indicators.letters import is_letter
from indicators.model import Record
from indicators.text import Document

LETTERS = (
    "Tôi năm nay ba mươi tuổi, quê ở Bến Lau. Tôi lấy chồng đã năm năm. Tôi đi làm xa, tôi ít về nhà. Giờ tôi phải làm sao? Mong mọi người cho tôi lời khuyên.",
    "Em năm nay hai mươi tuổi, quê ở Bến Lau. Em quen anh đã ba năm. Em rất buồn, em không ngủ được. Mẹ em khuyên em thôi. Giờ em phải làm sao? Mong mọi người cho em lời khuyên.",
    "Mình và chồng cưới nhau được năm năm. Chồng mình đi làm xa. Mình ở nhà với hai con, mình thấy mệt. Mình nói mà anh không nghe. Mình nên làm gì bây giờ?",
)
REPORTS = (
    "Trường Tiểu học Bến Lau trao quà cho học sinh. Các em được nhận sách vở. Nhiều em nhà ở xa. Cô hiệu trưởng gửi các em lời chúc. Các em vui mừng. Có ba mươi em thuộc hộ nghèo. Các em lớn giúp các em nhỏ.",
    "Hội phụ nữ xã mở lớp cho các mẹ. Chị em mang con theo. Con nhỏ được trông ở nhà trẻ. Nhiều mẹ nói về con, chăm con, dạy con. Hãy giúp em bé ngủ ngon. Chào các mẹ ra về.",
    "Thưa các bác sĩ, câu hỏi đầu tiên được nêu ra ở trạm y tế xã. Bà con hỏi, trạm trưởng trả lời từng người một.",
)


def read(text: str) -> bool:
    return is_letter(Document(Record(id="-", title="Bến Lau", body=text)), [])


@pytest.mark.parametrize("text", LETTERS)
def test_who_writes_of_oneself_and_asks_for_advice_writes_a_letter(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_on_children_is_the_newsrooms_own(text: str) -> None:
    assert not read(text)
