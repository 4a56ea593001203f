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


@pytest.mark.parametrize("marks", ['""{}""', "“{}”", '"{}"', "«{}»", "“ {} “", "‘{}’"])
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


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ông Mạc Văn Tứ thăm các hộ bị ngập và yêu cầu xã Cồn Lau sửa ngay cây cầu gỗ.",
            "xã Cồn Lau sửa ngay cây cầu gỗ.",
        ),
        (
            "Bà Vi Thị Lụa tiết lộ sẽ mở thêm hai lớp học vào mùa thu.",
            "sẽ mở thêm hai lớp học vào mùa thu.",
        ),
        (
            "Thủ tướng Nhật Bản cho biết sẽ gửi chuyên gia tới vùng lũ.",
            "sẽ gửi chuyên gia tới vùng lũ.",
        ),
        (
            "Ban tổ chức cho biết, khách sẽ được uống trà miễn phí.",
            "khách sẽ được uống trà miễn phí.",
        ),
        (
            "UBND xã Cồn Lau đã có công văn đề nghị các trường trong huyện cho học sinh nghỉ học hết ngày thứ sáu.",
            "các trường trong huyện cho học sinh nghỉ học hết ngày thứ sáu.",
        ),
        (
            "Giá cá sẽ còn tăng đến cuối năm, giới buôn bán nhận định.",
            "Giá cá sẽ còn tăng đến cuối năm",
        ),
        (
            "Về giá thu mua, theo bà Vi Thị Lụa, nông dân vẫn chưa có lãi.",
            "nông dân vẫn chưa có lãi.",
        ),
        (
            "Ông Mạc Văn Tứ nêu thực tế: Người trồng bưởi vẫn phải tự tìm chỗ bán.",
            "Người trồng bưởi vẫn phải tự tìm chỗ bán.",
        ),
        (
            "Cụ Vi Thị Lụa hỏi vì sao trạm y tế xã Cồn Lau vẫn đóng cửa.",
            "vì sao trạm y tế xã Cồn Lau vẫn đóng cửa.",
        ),
        (
            "Ông Mạc Văn Tứ khẳng định tiếp tục mở rộng vườn bưởi ra bờ sông.",
            "tiếp tục mở rộng vườn bưởi ra bờ sông.",
        ),
    ],
)
def test_what_is_said_asked_or_promised_is_found_in_full(engine, text, content):
    assert [(kind, said) for kind, _, said in statements(engine, text)] == [("indirect", content)]


@pytest.mark.parametrize(
    "text",
    [
        "Chuyện ấy khiến nhiều người nhớ lại trận lụt đã cuốn trôi cây cầu gỗ.",
        "Tôi cho rằng anh nên về nhà và xin lỗi mẹ.",
        "Ông Mạc Văn Tứ sang thăm trường mới, theo lời mời của bà Vi Thị Lụa.",
        "Bà Vi Thị Lụa chia sẻ hình ảnh vườn bưởi.",
        "Anh Mạc Văn Tứ làm việc ở trung tâm thông tin cứu trợ của huyện Cồn Lau.",
        "Người dân nên lưu ý mốc thời gian nộp đơn để khỏi lỡ việc.",
        "Chị ngồi chờ suốt buổi sáng với hy vọng sẽ gặp lại con trai ở bến đò.",
    ],
)
def test_objects_causes_letters_and_nouns_are_no_statements(engine, text):
    assert statements(engine, text) == []


def test_what_somebody_else_wants_is_part_of_what_is_reported(engine):
    said = "mấy hôm nay nước sông vẫn lớn nên bến đò vắng khách, Công ty Đất Mới yêu cầu công nhân nghỉ làm."
    text = f"Ông Mạc Văn Tứ cho biết {said}"
    assert [words for _, _, words in statements(engine, text)] == [said]


def test_a_part_in_marks_stays_in_its_clause_and_a_whole_clause_does_not(engine):
    part = "Ông Mạc Văn Tứ khẳng định vườn bưởi của ông ở bãi Đông vẫn “sống khỏe qua mùa lũ” và sẽ ra quả vào tháng chạp này."
    assert [kind for kind, _, _ in statements(engine, part)] == ["indirect"]
    whole = "Ông Mạc Văn Tứ nói “sẽ không bao giờ bán vườn bưởi này”."
    assert [kind for kind, _, _ in statements(engine, whole)] == ["direct"]


def test_straight_marks_inside_straight_marks(engine):
    text = 'Bà Vi Thị Lụa nói: "Họ bán lại cái "hợp đồng" cho người khác để ăn chênh lệch".'
    assert statements(engine, text) == [
        ("direct", "Vi Thị Lụa", 'Họ bán lại cái "hợp đồng" cho người khác để ăn chênh lệch')
    ]


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        ("Đồng thời, các xã phải trồng lại cây trên đê.", True),
        ("Việc này không khó, chỉ cần người dân cùng góp sức làm trong vài ngày.", True),
        ("Công ty Đất Mới đã trao mười suất quà cho học sinh nghèo của xã bên.", False),
    ],
)
def test_a_statement_goes_on_where_the_sentence_judges_and_stops_at_new_deeds(engine, second, goes_on):
    text = f"Ông Mạc Văn Tứ nhấn mạnh, đê sông phải được đắp xong trước mùa mưa. {second} Trời đổ mưa."
    (only,) = statements(engine, text)
    assert (second in only[2]) is goes_on


def test_an_office_before_the_colon_of_a_headline_speaks(engine):
    assert [
        s[2] for s in statements(engine, "Trời mưa.", title="Chủ tịch xã Cồn Lau: Cần đắp lại đê sông")
    ] == ["Cần đắp lại đê sông"]
