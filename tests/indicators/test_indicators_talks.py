"""Talks and openings: a lost answer takes an interviewee's whole voice out of the count."""

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


FIRST = "Đề án phải qua nhiều bước nên không thể làm vội."
SECOND = "Trong quý sau sẽ trình lên tỉnh cùng bản đồ mới."
WITH = "Phóng viên trao đổi với ông Cù Huy Thẩm, Giám đốc Sở Xây dựng, về đề án này."


@pytest.mark.parametrize(
    "talk",
    [
        f"{WITH} Vì sao đề án chậm, thưa ông? - {FIRST} Bao giờ thì xong? - {SECOND} Xin cảm ơn ông!",
        f"{WITH} PV: Vì sao đề án chậm? Ông Cù Huy Thẩm: {FIRST} PV: Bao giờ thì xong? Ông Cù Huy Thẩm: {SECOND}",
        f"{WITH} Ông có thể cho biết vì sao chậm? {FIRST} Bao giờ thì xong thưa ông? {SECOND}",
        f"{WITH}\nVì sao đề án chậm?\n- {FIRST}\nBao giờ thì xong?\n- {SECOND}",
    ],
)
def test_the_answers_of_a_talk_are_found_however_its_lines_are_glued(engine, talk):
    answers = [(who, text) for kind, who, text in statements(engine, talk) if kind == "direct"]
    assert answers == [("Cù Huy Thẩm", FIRST), ("Cù Huy Thẩm", SECOND)]


def test_what_leads_up_to_a_dash_is_the_question_even_without_its_mark(engine):
    talk = (
        f"{WITH}\nVì sao đề án chậm?\n- {FIRST}\nBao giờ thì xong?\n- {SECOND}\n"
        "Nhiều người dân vẫn còn lo lắng về giá đền bù đất trong khu quy hoạch này...\n- Giá sẽ theo bảng mới của tỉnh."
    )
    said = [text for kind, _, text in statements(engine, talk) if kind == "direct"]
    assert said == [FIRST, SECOND, "Giá sẽ theo bảng mới của tỉnh."]


def test_a_joke_in_one_line_keeps_its_turns_and_a_glued_list_has_none(engine):
    joke = "Kẽm hỏi: - Đâu mất rồi nhỉ? - Nó vừa ở đây mà! Kẽm gãi đầu: - Thế thì lạ thật đấy."
    assert [t for _, _, t in statements(engine, joke)] == [
        "Đâu mất rồi nhỉ?",
        "Nó vừa ở đây mà!",
        "Thế thì lạ thật đấy.",
    ]
    plan = "Kế hoạch gồm ba phần như sau: - Nâng cấp đường vào bản. - Trồng lại rừng đầu nguồn. - Mở lớp dạy nghề."
    assert statements(engine, plan) == []


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "Cho rằng mình bị xử ép trong vụ này, ông Cù Huy Thẩm làm đơn gửi lên tỉnh.",
            "Cù Huy Thẩm",
            "mình bị xử ép trong vụ này",
        ),
        (
            "Nhấn mạnh rừng là nguồn nước của cả vùng, bà Vi Thị Lụa đề nghị các xã lập chốt gác.",
            "Vi Thị Lụa",
            "rừng là nguồn nước của cả vùng",
        ),
        (
            "Đánh giá cao nỗ lực của bà con, bà Vi Thị Lụa cho rằng vụ chè tới sẽ khá hơn.",
            "Vi Thị Lụa",
            "Đánh giá cao nỗ lực của bà con",
        ),
    ],
)
def test_what_opens_a_sentence_ends_before_whoever_says_it(engine, text, who, content):
    assert statements(engine, text)[0] == ("indirect", who, content)


def test_where_and_when_marked_words_were_said_is_no_second_statement(engine):
    text = "“Chúng tôi không đồng ý với cách làm ấy”, ông Cù Huy Thẩm nói trong cuộc họp báo thường kỳ hôm 10/7 ở tỉnh."
    assert [kind for kind, *_ in statements(engine, text)] == ["direct"]


def test_a_source_right_before_marked_words_says_them(engine):
    text = "Theo ông Cù Huy Thẩm, “chưa có năm nào khách về đông như năm nay”."
    assert statements(engine, text) == [
        ("direct", "Cù Huy Thẩm", "chưa có năm nào khách về đông như năm nay")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tướng còn khẳng định sai phạm này không chỉ là trách nhiệm của một người.",
        "Công văn nêu rõ, trong những ngày vừa qua báo chí đã đưa tin về đoạn clip này.",
        "Bởi theo nhiều bác sĩ công tác ở đây thì đáng lẽ phải đưa ngay nạn nhân sang bệnh viện gần đó.",
        "Theo nhận xét của các chủ vườn trong vùng, chưa có năm nào quả sai như năm nay.",
    ],
)
def test_small_words_and_papers_hide_no_report(engine, text):
    assert [kind for kind, *_ in statements(engine, text)] == ["indirect"]


def test_an_incident_before_a_colon_says_nothing(engine):
    assert (
        statements(
            engine, "Không có gì.", title="Vụ cháy chợ Bến Lau: hai gian hàng phải đóng cửa vô thời hạn"
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "UBND TP Lạc Giang giao các Sở Tài nguyên đôn đốc UBND huyện Bến Lau thông báo thu hồi đất trong tháng này.",
            "org:UBND TP Lạc Giang",
            "các Sở Tài nguyên đôn đốc UBND huyện Bến Lau thông báo thu hồi đất trong tháng này.",
        ),
        (
            "Ông Cù Huy Thẩm xin rút khỏi ban quản lý chợ vì lý do sức khỏe.",
            "Cù Huy Thẩm",
            "rút khỏi ban quản lý chợ vì lý do sức khỏe.",
        ),
        (
            "Ông Cù Huy Thẩm biện hộ rằng xe nào cũng chạy đúng đường.",
            "Cù Huy Thẩm",
            "xe nào cũng chạy đúng đường.",
        ),
        (
            "Quan điểm của Sở Giáo dục là nghiêm túc rút kinh nghiệm trong quản lý học sinh.",
            "org:Sở Giáo dục",
            "nghiêm túc rút kinh nghiệm trong quản lý học sinh.",
        ),
        (
            "Công an huyện nhận được tin báo của gia đình bà Vi Thị Lụa về việc có người chặn đường lấy xe.",
            "org:gia đình bà Vi Thị Lụa",
            "có người chặn đường lấy xe.",
        ),
    ],
)
def test_charges_requests_excuses_stands_and_tips_are_statements(engine, text, who, content):
    assert statements(engine, text) == [("indirect", who, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Cù Huy Thẩm giao hàng cho khách ở xa hàng trăm cây số mỗi ngày trong tuần.",
        "Ông Cù Huy Thẩm xin lỗi bà con và xin tiền về quê thăm mẹ già đang ốm.",
        "Bà Vi Thị Lụa giới thiệu giống chè mới cho các hộ trong bản đang thiếu việc.",
    ],
)
def test_deeds_with_the_same_words_are_none(engine, text):
    assert statements(engine, text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Theo bà Vi Thị Lụa, xưởng đã nhận đủ người làm. Tuy nhiên, theo Sở Công Thương, lương ở đây còn thấp.",
            ["xưởng đã nhận đủ người làm.", "lương ở đây còn thấp."],
        ),
        ("Có ý kiến cho rằng nên bỏ kỳ thi này từ năm sau.", ["nên bỏ kỳ thi này từ năm sau."]),
        ("Các chuyên gia nhận định giá chè sẽ còn tăng mạnh.", ["giá chè sẽ còn tăng mạnh."]),
        ("Nữ ca sĩ Vi Thị Lụa khoe đôi chân dài trong bộ váy mới ở bãi biển Cồn Đảo hôm qua.", []),
        ("Doanh nhân này còn khẳng định sẽ không bán xưởng cho ai.", ["sẽ không bán xưởng cho ai."]),
        (
            "Theo người nhà chị Vi Thị Lụa, cả bản mừng khi nhận được tin báo có người thấy con thuyền.",
            ["cả bản mừng khi nhận được tin báo có người thấy con thuyền."],
        ),
    ],
)
def test_sources_groups_and_shown_things(engine, text, content):
    assert [said for _, _, said in statements(engine, text)] == content


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Anh Mạc Văn Tỵ bảo với vợ “em về trước đi”. Chị nghe theo.", "em về trước đi"),
        ("Chị Cù Thị Hoa hỏi chồng “anh định đi đâu”, rồi khóc.", "anh định đi đâu"),
        ("Ông Cù Huy Thẩm nói thẳng với cán bộ xã là “tôi không ký”.", "tôi không ký"),
    ],
)
def test_words_said_to_somebody_named_between_are_direct(body: str, words: str) -> None:
    found = analyse(Record(id="x", body=body)).quotes
    assert [(q.kind, q.text) for q in found] == [("direct", words)]


def test_a_few_marked_words_inside_what_is_told_are_no_quotation_of_their_own() -> None:
    body = "Ông Cù Huy Thẩm nói với báo giới rằng tình hình “đang xấu đi” từ đầu năm nay."
    assert [q.kind for q in analyse(Record(id="x", body=body)).quotes] == ["indirect"]
