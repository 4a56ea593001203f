"""Where statements end: glued headings and captions, the sentences that go on, what the outlet adds."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record
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


@pytest.fixture(scope="module")
def engine():
    return load_engine()


def reported(engine, text: str) -> list[str]:
    record = Record(id="t", title="Tin địa phương", lead="", body=text)
    return [q.text for q in analyse(record, engine).quotes if q.kind == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Theo cáo trạng, khoảng 20 giờ ngày 5/3, Lò Văn A đến nhà ông Giàng B. Sau đó, A lấy trộm chiếc xe đạp. Đến 22 giờ, A dắt xe ra chợ huyện bán cho người khác lấy tiền tiêu xài cho tới lúc bị bắt.",
        "Tại cơ quan công an, Lò Văn A khai đã vào nhà ông B. Tối 5/3, A quay lại lấy trộm chiếc xe đạp của con ông.",
    ],
)
def test_the_story_of_a_file_or_a_suspect_goes_on_by_itself(engine, text):
    assert reported(engine, text)[0].endswith(text[-20:])


@pytest.mark.parametrize(
    "text",
    [
        "Công ty Mây Trắng cho biết đã sửa xong cây cầu. Cô Lò Thị C bán rau ở đầu cầu từ nhiều năm.",
        "Bà Lò Thị C cho biết chợ sẽ mở lại. Bà con dựng lại sạp hàng ở chợ Mây",
    ],
)
def test_a_newcomer_or_a_line_that_nothing_closes_ends_the_statement(engine, text):
    assert reported(engine, text)[0].endswith((" cầu.", "mở lại."))


def test_a_named_newcomer_at_the_start_ends_a_story(engine):
    text = (
        "Tại cơ quan công an, Lò Văn A khai đã vào nhà ông B lấy chiếc xe đạp. "
        "Bà Lò Thị C, Chủ tịch Ủy ban nhân dân xã Mây, đã đến hiện trường thăm gia đình."
    )
    assert reported(engine, text)[0].endswith("xe đạp.")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Ông Lò Văn A đề nghị xã sửa lại cây cầu nhưng đến nay vẫn chưa được trả lời.", "cây cầu"),
        ("Bà Lò Thị C yêu cầu cửa hàng đổi chiếc tủ, nên chủ cửa hàng đã gọi thợ đến.", "chiếc tủ"),
        ("Ông Lò Văn A cho biết xã đã sửa cây cầu nhưng nước lũ vẫn cuốn đi.", "cuốn đi."),
    ],
)
def test_what_came_of_a_demand_is_no_part_of_it(engine, text, end):
    assert reported(engine, text)[0].endswith(end)


def direct(engine, text: str) -> list[str]:
    record = Record(id="t", title="Tin địa phương", lead="", body=text)
    return [q.text for q in analyse(record, engine).quotes if q.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sau khi “con mồi sập bẫy”, Lò Văn A lấy lý do tài khoản bị khóa và yêu cầu chuyển tiền.", []),
        ("Hai chiếc thuyền ra khơi để “phô trương sức mạnh”, bà Lò Thị C kể.", []),
        ("“Chợ đông lắm”, bà Lò Thị C kể.", ["Chợ đông lắm"]),
        ("Dân làng nhớ câu nói “Cầu gãy thì mình bắc lại” của ông Lò Văn A.", ["Cầu gãy thì mình bắc lại"]),
        (
            "Bài viết được nhiều người xem. “Ước gì chợ nhà mình cũng vui như thế”; “Nhớ quê quá đi thôi” là những bình luận bên dưới.",
            ["Ước gì chợ nhà mình cũng vui như thế", "Nhớ quê quá đi thôi"],
        ),
    ],
)
def test_a_fragment_in_a_clause_is_not_what_the_clause_behind_it_says(engine, text, words):
    assert direct(engine, text) == words


def test_words_in_marks_open_inside_words_that_were_never_closed(engine):
    text = 'Chị Lò Thị C kể: "Hôm ấy trời mưa to lắm. Mẹ tôi bảo: "Con ở nhà trông em nhé". Tôi vẫn ra chợ.'
    assert "Con ở nhà trông em nhé" in direct(engine, text)


def test_how_news_of_a_case_ends_is_nobody_s_statement(engine):
    text = (
        "Tại cơ quan công an, Lò Văn A khai đã vào nhà ông B lấy chiếc xe đạp. "
        "Hiện vụ việc đang được Công an huyện Mây tiếp tục điều tra, làm rõ."
    )
    assert reported(engine, text)[0].endswith("xe đạp.")


def test_the_story_of_a_judgment_goes_on_by_itself(engine):
    text = "Bản án xác định, tối 5/3 Lò Văn A đến nhà ông Giàng B. Sau đó, A lấy trộm chiếc xe đạp."
    assert reported(engine, text)[0].endswith("xe đạp.")


def test_others_who_say_something_else_end_a_statement(engine):
    text = "Theo báo Mây Trắng, chợ sẽ mở lại vào tháng tới và nhiều người bán hàng tin rằng khách sẽ đông hơn trước."
    assert reported(engine, text) == ["chợ sẽ mở lại vào tháng tới", "khách sẽ đông hơn trước."]


def test_a_caption_between_marked_sentences_is_left_out(engine):
    text = "Bà Lò Thị C kể: “Hôm ấy trời mưa to lắm. Ảnh minh họa. Cả xóm phải chạy lên đồi ngủ nhờ”."
    assert direct(engine, text) == ["Hôm ấy trời mưa to lắm.", "Cả xóm phải chạy lên đồi ngủ nhờ"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Khi cán bộ xã cho biết là cầu đã gãy nhịp giữa thì ông Lò Văn A quay xe về.",
            ["cầu đã gãy nhịp giữa"],
        ),
        (
            "Trong khi nhiều người cho rằng chợ nên đóng cửa sớm, bà Giàng Thị B vẫn bán đến khuya.",
            ["chợ nên đóng cửa sớm"],
        ),
        (
            "Bà Giàng Thị B cho biết cuộc họp diễn ra vào đêm qua nhưng không nêu rõ ai đã đến.",
            ["cuộc họp diễn ra vào đêm qua"],
        ),
        (
            "Ông Lò Văn A bác bỏ cáo buộc trên và cho rằng con đường đã được sửa đúng hạn.",
            ["con đường đã được sửa đúng hạn."],
        ),
    ],
)
def test_what_the_outlet_adds_or_another_says_is_no_part_of_a_statement(engine, text, said):
    assert reported(engine, text) == said


def test_what_somebody_was_asked_is_part_of_what_is_told(engine):
    text = "Chị Lò Thị C cho biết cậu bé học lớp 5, đã được cô giáo yêu cầu viết lại bài văn ở nhà."
    assert reported(engine, text) == ["cậu bé học lớp 5, đã được cô giáo yêu cầu viết lại bài văn ở nhà."]


def test_another_body_at_the_head_of_a_sentence_rather_ends_a_statement(engine):
    text = "Theo ông Lò Văn A, đê sông sẽ cao thêm hai mét. Công ty Đất Mới sẽ trồng tre ở chân đê."
    assert reported(engine, text) == ["đê sông sẽ cao thêm hai mét."]
