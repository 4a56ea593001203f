"""Names as agencies print them, with a hyphen between blanks, and names behind the country of a post."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record


def named(body: str) -> list[str]:
    return [p.name for p in analyse(Record(id="1", title="Tin trong ngày", body=body)).people if p.named]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Người phát ngôn, ông Park Soo - Hyun cho biết hai bên sẽ gặp.", ["Park Soo - Hyun"]),
        ("Ông Lee Jae - Yong bị triệu tập.", ["Lee Jae - Yong"]),
        ("Bà Choi Soon - sil bị triệu tập.", ["Choi Soon - sil"]),
        ("Đại sứ Việt Nam tại Pháp Nguyễn Thị Mẫu tới dự.", ["Nguyễn Thị Mẫu"]),
        ("Đại sứ Việt Nam tại Mỹ Phạm Quang Mẫu tới dự.", ["Phạm Quang Mẫu"]),
        ("Ông Lò Văn Mẫu giữ chức Phó Ban Dân vận Tỉnh ủy.", ["Lò Văn Mẫu"]),
    ],
)
def test_who_is_named(body, names):
    assert named(body) == names


def test_a_hyphen_between_two_vietnamese_names_parts_two_people():
    assert "Kim Anh - Lan Hương" not in named("Ca sĩ Kim Anh - Lan Hương hát chung.")
