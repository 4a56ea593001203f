"""Two names of one person are one person; who calls somebody, or is angry with somebody, is another."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record


def named(body: str) -> list[str]:
    return [p.name for p in analyse(Record(id="-", title="Tin trong ngày", body=body)).people if p.named]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Công an bắt Lò Văn Tấu (tức Hai Nhái, SN 1975, trú xã Nậm Vằng) về tội trộm cắp.", "Lò Văn Tấu"),
        ("Tòa phạt Lò Thị Nguyệt (tự Năm Thoa, 40 tuổi) ba năm tù.", "Lò Thị Nguyệt"),
        (
            "Ca sĩ Hoàng Ngân Sa tên thật là Lê Thị Hạnh, sinh năm 1990. Lê Thị Hạnh đi hát từ nhỏ.",
            "Hoàng Ngân Sa",
        ),
        ("Ông Trần Văn Bình, bí danh Lê Sơn, kể lại những ngày ở rừng.", "Trần Văn Bình"),
        ("Diễn viên Lò Thị Mơ - nghệ danh Hoàng Ngân Sa - dự lễ.", "Lò Thị Mơ"),
    ],
)
def test_a_second_name_is_no_second_person(body, name):
    assert named(body) == [name]


@pytest.mark.parametrize(
    "body",
    [
        "Sáng nay ông Trần Văn Bình gọi Lê Văn Cường vào phòng.",
        "Anh Trần Văn Bình, chị Lê Thị Hạnh cùng đi.",
        "Ông Trần Văn Bình (tức bà Lê Thị Hạnh) là nhầm lẫn của bản tin trước.",
    ],
)
def test_other_words_between_two_names_leave_two(body):
    assert len(named(body)) == 2
