"""Names glued to what stands beside them (a credit, a dash, an initial), and names whose form tells a sex."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record


def named(body: str) -> list[str]:
    return [p.name for p in analyse(Record(id="1", title="Tin trong ngày", body=body)).people if p.named]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Hôm qua, ông H. McBell nói rằng kế hoạch đã xong.", ["H. McBell"]),
        ("Theo ông H. Bell, kế hoạch đã xong.", ["H. Bell"]),
        ("Đường dài ở H. Krông Mẫu vừa làm xong.", []),
        ("Hãng tin dẫn lời Sovann Bellow- chủ tịch đảng nhấn mạnh việc đó.", ["Sovann Bellow"]),
        ("Hãng tin dẫn lời Sovann Bellow – chủ tịch đảng nhấn mạnh việc đó.", ["Sovann Bellow"]),
        ("Hãng tin dẫn lời Sovann Bellow, chủ tịch đảng, về việc đó.", ["Sovann Bellow"]),
        ("Anh Mười ở đây. Tàu của anh Mười Tiếp đó ra khơi. Anh Mười vui.", ["Mười"]),
        ("Khách thăm Cung điện Bellmont và khu vực đập Bara Mẫu Hòa.", []),
        ("Trực ban CAP Hòa Thọ Mẫu (Q. Mẫu) tiếp nhận tin.", []),
        ("Lan Doeman, chị gái của thủy thủ, vừa tới.", ["Lan Doeman"]),
        ("Balok Bellow, anh trai nạn nhân, vừa tới.", ["Balok Bellow"]),
        ("Nhà nghiên cứu địa chất học Đài Loan Balok Bellow vừa tới.", ["Balok Bellow"]),
        ("Ca sĩ nổi tiếng một thời từng sống rất lâu ở Pháp Balok Hall vừa tới.", []),
        ("Ảnh: AP Ông Bell và bà Doe gặp nhau.", ["Bell", "Doe"]),
        ("Bà kể lại cho chị Th. Hoàng Văn Mẫu khai đã bỏ trốn.", ["Th.", "Hoàng Văn Mẫu"]),
    ],
)
def test_who_is_named(body, names):
    assert named(body) == names


@pytest.mark.parametrize(
    ("body", "sex"),
    [
        ("Giám đốc Zvetina Bellova cho biết.", "female"),
        ("Giám đốc Zvetin Bellov cho biết.", "male"),
        ("Giám đốc Zvetina Casanova cho biết.", "unknown"),
        ("Giám đốc Azrul bin Bellman cho biết.", "male"),
        ("Giám đốc Azrul binti Bellman cho biết.", "female"),
        ("Tại Nhật Bản, giám đốc Zatsuhiko Berota cho biết.", "male"),
        ("Tại Nhật Bản, giám đốc Zatsumiko Belloda cho biết.", "unknown"),
        ("Tại Nhật Bản, giám đốc Zatsumiko Berota cho biết.", "female"),
        ("Tại Brazil, giám đốc Zatsumiko Berota cho biết.", "unknown"),
        ("Thủ tướng Anglela Belloda cho biết. Thủ tướng Angela Belloda về nước.", "female"),
    ],
)
def test_the_form_of_a_name_from_abroad(body, sex):
    people = [p for p in analyse(Record(id="1", title="Tin trong ngày", body=body)).people if p.named]
    assert [str(p.gender.value) for p in people] == [sex]


def test_a_childs_own_word_stands_against_a_pronoun_that_may_mean_another():
    body = "Con trai Zonik học lớp một. Đưa đón Zonik đi học, cô thấy vui."
    people = [p for p in analyse(Record(id="1", title="Tin trong ngày", body=body)).people if p.named]
    assert [str(p.gender.value) for p in people] == ["unknown"]
