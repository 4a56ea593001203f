"""Speakers called by an office, by a body behind a time, or by a crowd. All people and bodies are fictitious."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Record
from indicators.text import Document
from indicators.who import read_people


def spoken(text: str) -> list[tuple[str, str]]:
    record = Record(id="t", title="Tin địa phương", lead="", body=text)
    reading = read_people(Document(record), load_lexicon())
    names = {p.id: p.name for p in reading.people}
    return [(names.get(q.speaker or "", q.speaker or ""), q.text) for q in reading.quotes]


@pytest.mark.parametrize("called", ["Lãnh đạo TP Lạc Giang", "Lãnh đạo UBND TP", "Lãnh đạo thành phố"])
def test_whoever_is_called_by_an_office_is_the_one_who_bears_it(called):
    text = (
        "Chủ tịch UBND TP Lạc Giang Cù Huy Thẩm cho biết cầu đã hỏng từ tháng trước. "
        f"Bà Lò Thị Mai nói rằng dân phải đi đò. {called} yêu cầu các phường sửa cầu trước mùa mưa."
    )
    assert [who for who, _ in spoken(text)] == ["Cù Huy Thẩm", "Lò Thị Mai", "Cù Huy Thẩm"]


@pytest.mark.parametrize("called", ["Lãnh đạo TP Hạ Khê", "Giám đốc TP Lạc Giang"])
def test_an_office_elsewhere_is_somebody_else(called):
    text = (
        "Chủ tịch UBND TP Lạc Giang Cù Huy Thẩm cho biết cầu đã hỏng từ tháng trước. "
        f"{called} yêu cầu các phường sửa cầu trước mùa mưa."
    )
    assert "Cù Huy Thẩm" not in [who for who, _ in spoken(text)][1:]


def test_a_time_between_a_body_and_its_verb_hides_nobody():
    text = (
        "Cơ quan điều tra Công an quận 6, TP Lạc Giang, hôm qua cho biết đã khởi tố vụ án hủy hoại tài sản."
    )
    assert spoken(text)[0][0].startswith("org:Cơ quan điều tra Công an quận 6")


def test_relatives_are_a_source_of_their_own():
    assert spoken("Người nhà bức xúc cho biết anh đã được ký hợp đồng từ đầu năm.")[0][0] == "org:Người nhà"


def test_an_adverb_between_a_joint_and_its_verb_changes_nothing():
    text = (
        "Bà Lò Thị Mai nói rằng dân phải đi đò, đồng thời nhiều lần kêu gọi các phường sửa cầu trước mùa mưa."
    )
    assert ("Lò Thị Mai", "các phường sửa cầu trước mùa mưa.") in spoken(text)


def test_a_paper_that_cites_somebody_by_a_long_title_says_nothing_itself():
    text = (
        "Theo báo Lạc Giang, ngày 17/6, Trung tá Cù Huy Thẩm – Trưởng Công an phường Hạ Khê và chỉ huy Đội Cảnh sát hình sự, "
        "Công an quận Lạc Giang cho biết, đến thời điểm này đã có ba người ra làm chứng."
    )
    assert [who for who, _ in spoken(text)] == ["Cù Huy Thẩm"]


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        (
            "Theo điều 9 quy chế này, sinh viên chuyển trường phải làm đủ thủ tục.",
            "org:điều 9 quy chế này",
            "sinh viên",
        ),
        ("Bà Lò Thị Mai tự nhận mình là người giữ lửa của xóm.", "Lò Thị Mai", "mình là"),
        ("Ông Cù Huy Thẩm ngỏ ý muốn tặng xã mảnh vườn ven suối.", "Cù Huy Thẩm", "muốn tặng"),
        ("Ông Cù Huy Thẩm tuyên thệ sẽ làm hết sức mình vì dân bản.", "Cù Huy Thẩm", "sẽ làm"),
        ("Người xưa có câu: “Nước chảy đá mòn, đường xa chân cứng”.", "org:Người xưa", "Nước chảy"),
    ],
)
def test_provisions_vows_and_sayings(text, who, said):
    assert [(a, b.startswith(said)) for a, b in spoken(text)] == [(who, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Nhưng theo em nghĩ thì chị nên đợi thêm một thời gian nữa.",
        "Theo tôi, chị nên nói chuyện với anh ấy một lần cho rõ.",
        "Cơ quan điều tra Công an huyện Lạc Giang đã ra lệnh bắt khẩn cấp ba người trong nhóm này.",
    ],
)
def test_letters_and_warrants_report_nobody(text):
    assert spoken(text) == []


def test_a_headline_that_names_a_place_reports_nobody():
    record = Record(
        id="t", title="Bà Rịa - Vũng Tàu: Hai người bị dây điện cắt ngang cổ", lead="", body="Mưa to."
    )
    assert read_people(Document(record), load_lexicon()).quotes == ()


def test_words_that_were_said_are_a_quotation_whoever_said_them():
    text = "Chỉ vì câu nói “Anh lấy con trâu nào” mà hai nhà Cù Huy Thẩm và Lò Văn Khu giận nhau cả năm."
    assert [said for _, said in spoken(text)] == ["Anh lấy con trâu nào"]


def test_victims_and_workers_say_what_they_say():
    text = "Nạn nhân kể rằng cầu đã hỏng từ tháng trước. Công an xã nói rằng dân phải đi đò."
    assert [said for _, said in spoken(text)] == ["cầu đã hỏng từ tháng trước.", "dân phải đi đò."]
