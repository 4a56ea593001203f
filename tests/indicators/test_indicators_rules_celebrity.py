"""Entertainment pages and letters: what an auditor would miss if looks, pet names and one-sided advice went unmarked."""

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record

PAIRS = [
    ("co-nang-anh-chang", "Nữ ca sĩ đến Huế tối qua. Cô nàng chọn áo dài.", "Nam ca sĩ đến Huế tối qua. Anh chàng chọn áo dài."),
    ("net-nu-tinh", "Bộ váy mang lại nét dịu dàng, nữ tính.", "Bộ vest mang lại vẻ lịch lãm, nam tính."),
    ("khen-xinh-theo-quan-he", "Tiền đạo về quê với người vợ xinh đẹp.", "Nữ ca sĩ về quê với người chồng điển trai."),
    ("ta-mat-ta-da", "Nữ diễn viên có gương mặt thanh tú.", "Nam ca sĩ có gương mặt góc cạnh."),
    ("khoe-dang-khoe-sac", "Nữ diễn viên khoe làn da.", "Nam ca sĩ khoe cơ bụng."),
    ("dep-nhu-tien", "Nữ diễn viên đẹp như thiên thần.", "Nam diễn viên đẹp như tài tử."),
    ("tuoi-va-hon-nhan", "Chị Hoa, 33 tuổi, chưa chồng, dẫn đầu đoàn đua.", "Anh Nam, 33 tuổi, chưa vợ, dẫn đầu đoàn đua."),
    ("me-hai-con-trong-bai", "Giải thuộc về người phụ nữ hai con.", "Giải thuộc về người đàn ông hai con."),
    ("chi-em-ban-loan", "Mẫu túi khiến chị em mê mẩn.", "Mẫu xe khiến anh em mê mẩn."),
    ("khuyen-mot-chieu", "Các bà vợ đừng nhắc lỗi của chồng.", "Các ông chồng nên chiều chuộng vợ."),
]  # fmt: skip

FAIR = [
    "Nữ ca sĩ hát ba bài mới, nhận giải thưởng và cảm ơn khán giả.",
    "Người mẫu mở lớp dạy nghề cho phụ nữ trong làng. Chị sinh năm 1990.",
    "Hoa đào khoe sắc, ca sĩ hát giữa vườn. Phong cảnh đẹp như tranh.",
    "Hai vợ chồng nên chia việc nhà; vợ chồng cùng chăm con.",
    "Con người đẹp hơn nhờ âm nhạc, nam ca sĩ nói.",
]


def rules_in(text: str, title: str = "Tin") -> set[str]:
    record = Record(id="a", title=title, lead="", body=text)
    return {finding.rule for finding in analyse(record, load_engine()).findings}


@pytest.mark.parametrize(("rule", "woman", "man"), PAIRS, ids=lambda value: str(value)[:24])
def test_women_and_men_are_marked_alike(rule: str, woman: str, man: str) -> None:
    assert rule in rules_in(woman)
    assert rule in rules_in(man)


@pytest.mark.parametrize("text", FAIR)
def test_work_and_merit_stay_silent(text: str) -> None:
    assert not rules_in(text)


def test_a_fashion_page_may_show_clothes_but_not_bodies() -> None:
    title = "Người mẫu diện váy đỏ trên thảm đỏ"
    assert "goi-duc-trang-thoi-trang" in rules_in("Cô khoe được vòng 1 đầy đặn.", title)
    assert not rules_in("Váy may bằng lụa Vạn Phúc, của một nhà thiết kế trẻ.", title)


def test_a_beauty_contest_may_speak_of_beauty() -> None:
    assert "nguoi-dep-thay-ten" not in rules_in("Người đẹp giành giải phụ.", "Chung kết cuộc thi hoa hậu")
    assert "nguoi-dep-thay-ten" in rules_in("Nữ diễn viên về nước. Người đẹp này không nói thêm.")
