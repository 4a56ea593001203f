"""Blame and excuses that police, courts and officials tell: the bulletin keeps its source and gets the hint to add context."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record

TOLD = [
    "Công an cho biết do nhẹ dạ cả tin, em bị lừa bán.",
    "Theo Công an tỉnh, do hám lợi nên chị bị lừa bán sang bên kia biên giới.",
    "Công an huyện cho biết, do thiếu hiểu biết, nạn nhân bị lừa bán làm vợ.",
    "Công an cho biết em ham chơi nên bị lừa bán.",
    "Theo công an, vì ăn mặc hở hang nên cô gái bị sàm sỡ.",
    "Công an cho biết do đi chơi khuya nên cô gái bị hiếp dâm.",
    "Theo công an, do mâu thuẫn tình cảm nên nam thanh niên đâm bạn gái trọng thương.",
    "Tòa nhận định do ghen tuông, bị cáo tưới xăng đốt vợ.",
    "Lãnh đạo xã cho biết do ghen tuông nên người chồng chém vợ.",
    "Ông Lò Văn Mẫu, chủ tịch xã, cho biết vì cả tin, hai nữ sinh bị lừa bán.",
    "Đại tá Lò Văn Mẫu nói các em nhẹ dạ, cả tin nên bị kẻ xấu dụ dỗ, xâm hại.",
    "Công an xã cho biết người chồng uống rượu say rồi đánh vợ tử vong.",
]


def hints(text: str) -> set[str]:
    return {f.rule for f in analyse(Record(id="-", body=text)).findings if f.rule.endswith("-theo-loi-ke")}


@pytest.mark.parametrize("text", TOLD)
def test_blame_told_by_somebody_gets_one_hint_to_add_context(text):
    assert len(hints(text)) == 1


@pytest.mark.parametrize("text", TOLD)
def test_where_the_context_is_given_nothing_is_asked(text):
    assert (
        hints(f"{text} Chuyên gia nói lỗi thuộc về người gây ra; tổng đài 111 trực suốt ngày đêm.") == set()
    )


@pytest.mark.parametrize(
    "text",
    [
        # greed of who sold them, no reason found in them
        "Theo công an, do hám lợi, nghi can đã lừa bán hai cô gái.",
        "Công an cho biết do cả tin, bà bị lừa mất tiền đầu tư.",
        "Công an cho biết do đi chơi khuya, hai thanh niên bị ngã xe.",
        "Công an cho biết tài xế uống rượu say rồi về nhà.",
    ],
)
def test_other_causes_told_by_police_are_left_alone(text):
    assert hints(text) == set()
