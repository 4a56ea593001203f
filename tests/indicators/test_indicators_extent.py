"""Where statements end: glued headings and captions, the sentences that go on, what the outlet adds."""

from __future__ import annotations

import pytest

from indicators.text import Document


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Đoàn công tác thăm chợ Mây Theo ông Lò Văn A, chợ sẽ mở lại.", "Đoàn công tác thăm chợ Mây"),
        ("Cây cầu gãy nhịp giữa Sau khi sự việc xảy ra, xã đã cấm đường.", "Cây cầu gãy nhịp giữa"),
        ("Bà con trồng ngô (ảnh tư liệu) Tuy nhiên, giá vẫn thấp.", "Bà con trồng ngô (ảnh tư liệu)"),
        ("Khách xếp hàng mua vé Sáng 5/3, ga mở thêm cửa.", "Khách xếp hàng mua vé"),
    ],
)
def test_a_glued_heading_or_caption_is_a_sentence_of_its_own(text: str, first: str) -> None:
    document = Document.of(text)
    start, end = document.sentences[0]
    assert document.norm[start:end] == first


@pytest.mark.parametrize(
    "text",
    [
        "Chị hát ca khúc Trong đêm vắng rất hay.",
        "Ông là chủ tịch Hiệp hội Các trường nghề của tỉnh.",
        "Anh Tại và anh Theo đều có mặt.",
        "Cô đọc bài Những mùa ngô cho cả lớp nghe.",
    ],
)
def test_names_and_works_do_not_end_a_sentence(text: str) -> None:
    assert len(Document.of(text).sentences) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nhà chị Mạc Thị Th. (24 tuổi) ở cuối xóm bị dột.", 1),
        ("Bé Tr. chạy ra ngõ gọi mẹ.", 1),
        ("Ông trú tại thôn A. Bà ở thôn bên.", 2),
        ("Người trình báo là anh Kh. Theo anh, mọi việc đã xong.", 2),
    ],
)
def test_initials_end_a_sentence_only_before_what_opens_one(text: str, number: int) -> None:
    assert len(Document.of(text).sentences) == number
