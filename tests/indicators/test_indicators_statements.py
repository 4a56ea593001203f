"""Statements: which words are whose. A statement given to the wrong person falsifies the share of voices."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record


@pytest.fixture(scope="module")
def engine():
    return load_engine(packs=[])


def statements(engine, body: str, title: str = "") -> list[tuple[str, str | None, str]]:
    analysis = analyse(Record(id="t", title=title, body=body), engine)
    names = {p.id: p.name for p in analysis.people}
    return [(q.kind, names.get(q.speaker or "", q.speaker), q.text) for q in analysis.quotes]


WORDS = "Chúng tôi đã trồng lại toàn bộ vườn bưởi sau bão"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "“ {} “", "‘{}’"])
def test_words_in_any_marks_belong_to_the_speaker_before_them(engine, marks):
    text = f"Bà Trương Mỹ Lệ nói: {marks.format(WORDS)}."
    assert ("direct", "Trương Mỹ Lệ", WORDS) in statements(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS}”, ông Cù Huy Thẩm cho biết.",
        f"“{WORDS}” - ông Cù Huy Thẩm nói.",
        f"Ông Cù Huy Thẩm, chủ vườn ở xã Đông, chia sẻ: “{WORDS}”.",
        f"Ông Cù Huy Thẩm ra vườn từ sớm. Ông cho biết: “{WORDS}”.",
        f"Ông Cù Huy Thẩm đứng dậy. “{WORDS}.”",
    ],
)
def test_the_speaker_stands_before_after_or_in_the_sentence_before(engine, text):
    found = [(kind, who) for kind, who, _ in statements(engine, text)]
    assert found == [("direct", "Cù Huy Thẩm")]


def test_scare_quotes_and_titles_are_no_statements(engine):
    text = "Chị Vi Thúy Nga tham gia mô hình “Vườn rau sạch”. Giá đất ở đây đang “sốt”."
    assert [s for s in statements(engine, text) if s[0] == "direct"] == []


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "Bà Lục Thị Xoan cho biết lớp học sẽ mở vào tháng tới.",
            "Lục Thị Xoan",
            "lớp học sẽ mở vào tháng tới.",
        ),
        (
            "Theo ông Lục Văn Chài, lớp học sẽ mở vào tháng tới.",
            "Lục Văn Chài",
            "lớp học sẽ mở vào tháng tới.",
        ),
        ("Công an xã Đông khẳng định rằng hồ sơ đã đủ.", "org:Công an xã Đông", "hồ sơ đã đủ."),
        (
            "Ông Lục Văn Chài yêu cầu các thôn báo cáo trước thứ sáu.",
            "Lục Văn Chài",
            "các thôn báo cáo trước thứ sáu.",
        ),
    ],
)
def test_reported_speech_without_marks(engine, text, who, content):
    assert ("indirect", who, content) in statements(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "Theo quy định, hồ sơ nộp trước thứ sáu.",
        "Xã đã triển khai ba mô hình mới trong năm nay.",
        "Đài Tiếng nói tỉnh phát lại chương trình vào buổi tối.",
        "Bà Lục Thị Xoan theo dõi buổi tập từ đầu đến cuối.",
    ],
)
def test_words_that_only_look_like_saying(engine, text):
    assert statements(engine, text) == []


def test_a_statement_lies_inside_one_line(engine):
    text = "Bà Trương Mỹ Lệ kể: “Nước lên rất nhanh trong đêm.\nSáng ra thì ruộng đã trắng xóa”."
    found = statements(engine, text)
    assert len(found) == 2
    assert all("\n" not in words and who == "Trương Mỹ Lệ" for _, who, words in found)


def test_sources_and_quoted_persons_are_marked(engine):
    analysis = analyse(
        Record(
            id="t",
            body=f"Bà Trương Mỹ Lệ nói: “{WORDS}”. Ông Cù Huy Thẩm cho biết giá bưởi đang tăng. Chị Vi Nga gật đầu.",
        ),
        engine,
    )
    flags = {p.name: (p.source, p.quoted) for p in analysis.people}
    assert flags == {"Trương Mỹ Lệ": (True, True), "Cù Huy Thẩm": (True, False), "Vi Nga": (False, False)}


def test_those_around_somebody_speak_for_themselves(engine):
    text = f"“{WORDS}”, phía ông Cù Huy Thẩm và Công ty Đất Mới cho biết."
    assert statements(engine, text) == [("direct", "org:phía ông Cù Huy Thẩm", WORDS)]


def test_the_aside_of_a_dash_dialogue_is_no_statement(engine):
    text = "Ông Mạc Văn Tứ ngồi bên bếp.\n— Tôi chỉ sợ con tủi — ông nói ngắn gọn, tay vẫn thái lá."
    assert statements(engine, text) == [("direct", "Mạc Văn Tứ", "Tôi chỉ sợ con tủi")]


def test_a_dash_dialogue_goes_on_behind_its_aside(engine):
    text = "Trời đã tối.\n- Con tôi đi từ sáng - bà Vi Thị Lụa nói, mắt nhìn ra cổng. - Nó chưa ăn gì cả."
    assert statements(engine, text) == [
        ("direct", "Vi Thị Lụa", "Con tôi đi từ sáng"),
        ("direct", "Vi Thị Lụa", "Nó chưa ăn gì cả."),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Đại sứ quán Cồn Lau khẳng định, mọi hồ sơ đã được trả lại.", "org:Đại sứ quán Cồn Lau"),
        ("Theo nội dung truy tố, nhóm này đã lấy hai chiếc xe máy.", "org:nội dung truy tố"),
        (
            "Ông Tạ Văn Tố, Chủ tịch UBND xã, dự họp. Chủ tịch UBND xã yêu cầu sửa ngay cây cầu gỗ.",
            "Tạ Văn Tố",
        ),
        ("CLTV và Reuters đều đưa tin, hai nước sẽ mở lại cửa khẩu.", "org:CLTV và Reuters"),
    ],
)
def test_bodies_papers_and_titles_speak(engine, text, who):
    assert [(kind, speaker) for kind, speaker, _ in statements(engine, text)] == [("indirect", who)]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng nay, UBND xã Cồn Lau tổ chức họp báo công bố quyết định thành lập trạm y tế mới.",
        "Khi Công ty Lạc Giang yêu cầu nhà thầu nộp hồ sơ, anh Mạc Văn Tứ đã đi vắng.",
        "Điều này cho thấy họ có nhiều cây giống tốt.",
    ],
)
def test_what_merely_dates_or_names_an_act_is_no_statement(engine, text):
    assert statements(engine, text) == []


def test_of_two_who_say_it_together_the_first_named_speaks(engine):
    text = "Ông Mạc Văn Tứ và bà Vi Thị Lụa cho rằng cây cầu phải được sửa trước mùa mưa."
    assert [who for _, who, _ in statements(engine, text)] == ["Mạc Văn Tứ"]
