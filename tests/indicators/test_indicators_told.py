"""Words around a name that tell its bearer's sex, and capitals that are no part of it: what a reader would see at once."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Person
from indicators.text import Document
from indicators.who import read_people


def people(text: str) -> dict[str, Person]:
    return {p.name: p for p in read_people(Document.of(text), load_lexicon()).people if p.named}


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Khán giả chờ nữ HLV cá tính Tóc Mây lên tiếng.", "Tóc Mây", "female"),
        ("Đó là nữ diễn viên người Pháp Camo Dubel.", "Camo Dubel", "female"),
        ("Gái bán dâm bị bắt quả tang là N.T.K., sinh năm 1970.", "N.T.K.", "female"),
        ("Ba nữ diễn viên Jang Mi Kyo, Lee Soo Byo và Park Si Kyo đến sớm.", "Park Si Kyo", "female"),
        ("Các chàng trai gồm Lee Soo Byo, Park Si Kyo cùng hát.", "Park Si Kyo", "male"),
        ("Cô gái thích phim của Lý Vũ Xuân.", "Lý Vũ Xuân", "unknown"),
        ("Những người đẹp phía sau Lý Vũ Xuân đều vắng mặt.", "Lý Vũ Xuân", "unknown"),
        ("Cha mẹ Lý Vũ Xuân đã đến.", "Lý Vũ Xuân", "unknown"),
        ("Hôm qua anh trai Nguyễn Thị Vy bị bắt.", "Nguyễn Thị Vy", "female"),
        ("Đại biểu Tôn Nữ Thị Ngần phát biểu.", "Tôn Nữ Thị Ngần", "female"),
    ],
)
def test_words_before_a_name_tell_the_sex_only_where_they_are_said_of_it(
    text: str, name: str, gender: str
) -> None:
    assert people(text)[name].gender == gender


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cô đến cùng bạn đời Victor Lindol Vẻ đẹp ấy khiến fan nhớ mãi.", "Victor Lindol"),
        ("Ca sĩ Trang Nhàn với bài hát mới.", "Trang Nhàn"),
        ("Lúc 14h, diễn viên điện ảnh Yến Thi đến.", "Yến Thi"),
        ("Theo cáo trạng, phụ lái tàu Hà Minh Tạo phải chịu trách nhiệm.", "Hà Minh Tạo"),
        ("Góp ý có ĐB Khúc Thị Duyệt, Thái Bình.", "Khúc Thị Duyệt"),
        ("Chủ tịch Trung Quốc Tập Văn Bích đến dự.", "Tập Văn Bích"),
        ("Giám đốc Quỹ Tiền tệ Quốc tế Christine Lamarde dự phiên thảo luận.", "Christine Lamarde"),
    ],
)
def test_a_name_is_found_whole_beside_words_that_also_head_things(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anh rời quê Ba Tràm, Hà Lạng để đi làm.",
        'Chiếc "lò xo" ấy khiến mọi người vui.',
        "Cô đóng vai chính trong Pitch Harmony (2012) rồi nghỉ.",
    ],
)
def test_villages_scare_quotes_and_films_are_nobody(text: str) -> None:
    assert not people(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Khán giả tiếc khi chia tay Đình Hải và Ngọc Tiên.", {"Đình Hải", "Ngọc Tiên"}),
        ("Y. khóc suốt đêm.", {"Y."}),
        ("Chúng tôi gặp L., 20 tuổi, quê miền Tây.", {"L."}),
        ("Một người bạn tên Huy cũng bị đánh.", {"Huy"}),
        ("Bà De T.Lâm lên đường.", {"De T. Lâm"}),
        ("Cô hát trong Đoàn Nghệ thuật Sông Quê.", set()),
        ("Hai em P.T.N. và C.T.A. học lớp 9.", {"P.T.N.", "C.T.A."}),
        ("Tòa tuyên bị cáo Tâm 11 năm tù.", {"Tâm"}),
        ("Anh ta chở em N. Theo Lan, việc này đã rõ.", {"N."}),
        ("Chiếc tàu tên Huy đã rời bến.", set()),
    ],
)
def test_short_names_count_where_only_a_person_can_be_meant(text: str, names: set[str]) -> None:
    assert set(people(text)) == names
