"""When the same words are fine: a sentence for every row of the table of contexts in which a wording is no finding."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record

ENGINE = load_engine()


def found(text: str) -> list[str]:
    title, _, body = text.rpartition("|")
    return [f.rule for f in analyse(Record(id="-", title=title, body=body), ENGINE).findings]


FINE = {
    "quoted to criticise": "Quan niệm “nhất nam viết hữu” là lạc hậu, cần xóa bỏ.",
    "direct speech of a source": "Bà Lò Thị Mẫu nói: “Lấy chồng thì phải theo chồng”.",
    "the critical term itself": "Hội thảo bàn về định kiến giới, trọng nam khinh nữ, thói gia trưởng và đổ lỗi cho nạn nhân.",
    "names of movements": "Công đoàn tổng kết phong trào “Giỏi việc nước, đảm việc nhà”.",
    "institutions": "Hội Liên hiệp Phụ nữ và Ngôi nhà bình yên nhận bằng khen.",
    "legal terms": "Luật bảo vệ nạn nhân bị mua bán, người bán dâm, con ngoài giá thú và lao động nữ.",
    "policy and statistics": "Tỷ lệ nữ lãnh đạo tăng, nữ công nhân nghỉ thai sản được giữ việc.",
    "sex is needed": "Đội bóng đá nữ thắng trận đầu; phụ nữ mang thai được tiêm phòng.",
    "the Union": "Chị em hội viên góp vốn mua giống gà.",
    "contests": "Hoa hậu Mẫu trao vương miện cho người đẹp đăng quang.",
    "real titles": "Hoa khôi bóng chuyền VTV Cup nhận cúp.",
    "titles of works": "Vở “Người đàn bà trên thảo nguyên” công diễn.",
    "classics": "Truyện Kiều kể nàng Kiều hồng nhan bạc phận.",
    "folk songs": "Ca dao có câu hồng nhan bạc phận.",
    "herself": "Tôi là gái ế và tôi vui với điều đó.",
    "herself, in a row": "Năm ấy tôi ba mươi tuổi, mình là gái ế cũng được.",
    "history": "Đội quân tóc dài và phong trào Ba đảm đang đi vào lịch sử.",
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_context_in_which_the_wording_is_fine_is_no_finding(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Gái ế rủ nhau du lịch.", "gai-e"),
        ("Chị gái tôi là gái ế ở làng.", "gai-e"),
        ("Người mẫu hồng nhan bạc phận ấy ra đi ở tuổi 30.", "hong-nhan"),
        ("Vai diễn trong Truyện Kiều. Cô hồng nhan bạc phận ấy ra đi ở tuổi 30.", "hong-nhan"),
    ],
)
def test_the_same_wording_of_another_or_of_the_outlet_stays_one(text, rule):
    assert rule in found(text)
