"""Whose words: a quotation given to whoever happens to be named near it makes a speaker of somebody who said nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indicators import analyse as reading
from indicators.analyse import analyse, load_engine
from indicators.model import Record


@pytest.fixture(scope="module")
def engine():
    return load_engine(packs=[])


def said(engine, body: str, words: str) -> str | None:
    """Who says the words; "-" where no statement holds them."""
    analysis = analyse(Record(id="t", body=body), engine)
    names = {p.id: p.name for p in analysis.people}
    speaker = next((q.speaker for q in analysis.quotes if words in q.text), "-")
    return names.get(speaker or "", speaker)


@pytest.mark.parametrize(
    ("body", "words", "who"),
    [
        (
            "Khi hội thẩm Cù Thị Hoài hỏi: “Vì sao bị cáo lấy tiền?” thì bị cáo Tô Văn Lực thú thiệt: “Dạ, bị cáo túng quá”.",
            "túng quá",
            "Tô Văn Lực",
        ),
        (
            "Khi hội thẩm Cù Thị Hoài hỏi: “Vì sao bị cáo lấy tiền?” thì bị cáo Tô Văn Lực thú thiệt: “Dạ, bị cáo túng quá”.",
            "Vì sao",
            "Cù Thị Hoài",
        ),
        (
            "Phát biểu tại hội nghị, ông Tô Văn Lực, Bí thư Tỉnh ủy, nhấn mạnh: Các cấp ủy phải nêu gương.",
            "Các cấp ủy",
            "Tô Văn Lực",
        ),
        (
            "Anh Tô Văn Lực nghe máy. Giọng nói ở bên kia đường dây gấp gáp: “Chuẩn bị tiền ngay, đừng báo công an”.",
            "Chuẩn bị tiền",
            None,
        ),
        (
            "Chị Cù Thị Hoài ngồi một góc. “Tôi chỉ gặp chị Hoài có hai lần thôi, không thân gì cả”.",
            "chỉ gặp",
            None,
        ),
        (
            "Chị Tô Thị Hạnh đọc to. Nguyên văn lời nhắn nhủ của chị Cù Thị Hoài như sau: “Mọi người sống cho tử tế với nhau nhé”.",
            "sống cho tử tế",
            "Cù Thị Hoài",
        ),
        ("Ông Tô Văn Lực cho PV biết, cầu sẽ thông xe đúng hạn.", "cầu sẽ", "Tô Văn Lực"),
        ("Ông Tô Văn Lực buộc phải thừa nhận là cầu xây chậm.", "cầu xây chậm", "Tô Văn Lực"),
        (
            "Nhà văn Cù Thị Hoài nói về cuốn sách: “Tôi viết nó trong ba năm, mỗi ngày một trang”.",
            "ba năm",
            "Cù Thị Hoài",
        ),
        (
            "Thủ môn Tô Văn Lực cứu thua nhiều lần. Tiền đạo Cù Huy Nam lập cú đúp. “Tôi chỉ làm đúng nhiệm vụ”, người gác đền nói.",
            "đúng nhiệm vụ",
            "Tô Văn Lực",
        ),
        (
            "HLV Tô Văn Lực gặp lại đội cũ. Trọng tài Cù Huy Nam bị chê. “Chúng tôi bị xử ép”, nhà cầm quân người Hà Tiên phân tích.",
            "bị xử ép",
            "Tô Văn Lực",
        ),
        (
            "Các tiền đạo như Bo'ro lập công. Ngài Hạnh phúc chia sẻ. “Tuần trước Bo'ro ghi bàn, tôi mừng lắm”.",
            "Tuần trước",
            None,
        ),
        (
            "Bà Cù Thị Hoài kiện ông Tô Văn Lực vì cho rằng ông đã lấn hai mét đất của bà.",
            "đã lấn",
            "Cù Thị Hoài",
        ),
    ],
)
def test_words_belong_to_whoever_is_said_to_say_them(engine, body, words, who):
    assert said(engine, body, words) == who


@pytest.mark.parametrize(
    "body",
    [
        "Đoàn tiến hành thanh tra đối với: “việc chấp hành pháp luật về đất đai và xây dựng tại xã”.",
        "Hội thảo về “Quản lý rừng đầu nguồn và đời sống của bà con”, do Sở Nông nghiệp tổ chức, khai mạc sáng nay.",
    ],
)
def test_matters_and_titles_in_marks_are_nobodys_words(engine, body):
    assert analyse(Record(id="t", body=body), engine).quotes == ()


def test_a_caption_glued_into_a_quotation_is_no_part_of_it(engine):
    body = (
        "Ông Tô Văn Lực cho biết: “Nhà tôi ở đây đã ba mươi năm rồi. Căn nhà nằm sát bờ sông (Ảnh: Bạn đọc cung cấp) "
        "Chưa bao giờ tôi thấy nước lên nhanh như vậy”."
    )
    texts = [q.text for q in analyse(Record(id="t", body=body), engine).quotes]
    assert len(texts) == 2
    assert not any("Căn nhà" in text for text in texts)


@pytest.mark.parametrize(
    ("body", "who", "text"),
    [
        (
            "Cuộc thăm dò của Viện Lạc Hòa công bố trên báo Sông Xanh cho thấy tỷ lệ hài lòng đã tăng hai điểm.",
            "org:Cuộc thăm dò của Viện Lạc Hòa",
            "tỷ lệ hài lòng đã tăng hai điểm.",
        ),
        (
            "Ông Tô Văn Lực và đồng nghiệp nhận định chỉ có giống lúa này chịu được mặn.",
            "Tô Văn Lực",
            "chỉ có giống lúa này chịu được mặn.",
        ),
        (
            "Bà Cù Thị Hoài khi thăm làng chài đã tuyên bố tỉnh sẽ xây kè trong năm nay.",
            "Cù Thị Hoài",
            "tỉnh sẽ xây kè trong năm nay.",
        ),
        (
            "Theo như bà Cù Thị Hoài kể lại thì bến đò cũ đã bỏ hoang từ lâu.",
            "Cù Thị Hoài",
            "bến đò cũ đã bỏ hoang từ lâu.",
        ),
        ("Ông Tô Văn Lực công bố họ sẽ trả lại vé cho khách.", "Tô Văn Lực", "họ sẽ trả lại vé cho khách."),
        (
            "Theo hợp đồng, bên thuê phải trả đất trước tháng ba.",
            "org:hợp đồng",
            "bên thuê phải trả đất trước tháng ba.",
        ),
    ],
)
def test_studies_those_with_others_and_travellers_report_too(engine, body, who, text):
    analysis = analyse(Record(id="t", body=body), engine)
    names = {p.id: p.name for p in analysis.people}
    assert [(names.get(q.speaker or "", q.speaker), q.text) for q in analysis.quotes] == [(who, text)]


def statements(engine, body: str, title: str = "") -> list[tuple[str | None, str]]:
    analysis = analyse(Record(id="t", title=title, body=body), engine)
    names = {p.id: p.name for p in analysis.people}
    return [(names.get(q.speaker or "", q.speaker), q.text) for q in analysis.quotes]


def test_a_paper_that_passes_on_what_a_source_says_is_not_the_source(engine):
    said = statements(
        engine, "Theo các nhân chứng, xe tải lao sang lề trái rồi lật nhào, báo Sông Xanh đưa tin."
    )
    assert [who for who, _ in said] == ["org:các nhân chứng"]
    said = statements(engine, "Ông Tô Văn Lực khẳng định cầu vẫn an toàn, hãng tin Sông Xanh đưa tin.")
    assert [who for who, _ in said] == ["Tô Văn Lực"]


def test_whoever_asks_for_work_says_nothing(engine):
    assert statements(engine, "Bị truy nã ở Hà Tiên, Tô Văn Lực trốn ra bắc và xin vào làm công nhân.") == []


def test_what_was_confessed_follows_behind_theo_do(engine):
    body = "Tại cơ quan công an, Tô Văn Lực khai nhận toàn bộ sự việc. Theo đó, Lực lẻn vào kho lúc nửa đêm lấy mười bao thóc."
    assert statements(engine, body) == [("Tô Văn Lực", "Lực lẻn vào kho lúc nửa đêm lấy mười bao thóc.")]


def test_the_headline_is_what_somebody_claims_behind_a_dateline(engine):
    body = "(Sông Xanh) - Đó là khẳng định của ông Tô Văn Lực tại hội nghị sáng nay."
    assert statements(engine, body, "Lạc Hòa dẫn đầu vùng về trồng rừng") == [
        ("Tô Văn Lực", "Lạc Hòa dẫn đầu vùng về trồng rừng")
    ]


def test_words_that_merely_announce_marked_words_are_no_statement(engine):
    said = statements(
        engine, "Nói thêm về học trò, ông Tô Văn Lực cho rằng: “Cậu ấy đã thay đổi hoàn toàn sau chuyến đi”."
    )
    assert said == [("Tô Văn Lực", "Cậu ấy đã thay đổi hoàn toàn sau chuyến đi")]


@pytest.mark.parametrize(
    ("body", "words", "who"),
    [
        (
            "Cư dân mạng: “Người nhà quê cũng bị coi thường mà thôi”.",
            "coi thường",
            "org:Cư dân mạng",
        ),
        (
            "Nhiều người dân chỉ trích bà Cù Thị Hoài nặng nề. “Bà Hoài làm thế là coi thường dân làng”.",
            "coi thường",
            "org:Nhiều người dân",
        ),
        (
            "Tô Văn Lực cầm gậy chĩa vào ông Cù Huy Nam quát: “Ông cho vợ con tôi về ngay bây giờ”.",
            "Ông cho vợ con",
            "Tô Văn Lực",
        ),
        (
            "Thủ tướng Tô Văn Lực chủ trì họp. Thủ tướng giao Văn phòng Chính phủ tiếp thu các ý kiến tại cuộc họp, sớm hoàn tất dự thảo.",
            "tiếp thu các ý kiến",
            "Tô Văn Lực",
        ),
        ("Anh Tô Văn Lực cho thấy mình là người biết chờ đợi, dù ở hoàn cảnh nào.", "biết chờ đợi", "-"),
        ("Hình ảnh do đài Sông Xanh công bố được cho là chụp từ vệ tinh hôm qua.", "vệ tinh", "-"),
        ("Yêu cầu: Tốt nghiệp phổ thông, trên 18 tuổi, biết bơi và biết lái xuồng.", "Tốt nghiệp", "-"),
        ("Anh Tô Văn Lực có đeo dây bảo hộ cẩn thận nên không bị rơi xuống đất.", "cẩn thận", "-"),
        ("Báo Sông Xanh sẽ thông tin cụ thể hơn vụ việc này trên số báo ngày mai.", "cụ thể", "-"),
        ("Theo tìm hiểu của phóng viên, nguyên nhân là do tranh giành khách.", "tranh giành", "-"),
    ],
)
def test_groups_speak_and_what_only_looks_like_saying_does_not(engine, body, words, who):
    assert said(engine, body, words) == who


def test_every_module_that_reads_statements_makes_a_stored_analysis_stale():
    here = Path(reading.__file__).parent
    hashed = {path.name for path in reading._people_files() if path.parent == here}
    text = {"model", "text", "errors", "datafile"}
    seen, ask = set(), ["who", "topics", "voices"]
    while ask:
        name = ask.pop()
        file = here / f"{name}.py"
        if name in seen or name in text or not file.exists():
            continue
        seen.add(name)
        ask += re.findall(r"^from indicators\.(\w+) import", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert {f"{name}.py" for name in seen} <= hashed
