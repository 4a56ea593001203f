"""Reported speech, marks and dialogue: a source that is not found is a voice that the report does not count."""

from __future__ import annotations

import time

import pytest

from indicators.analyse import analyse, load_engine
from indicators.lexicon import load_lexicon
from indicators.marks import find_marks
from indicators.model import Record, Zone
from indicators.speech import spoken, spoken_syllables
from indicators.text import Document
from indicators.who import read_people


@pytest.fixture(scope="module")
def engine():
    return load_engine(packs=[])


def statements(engine, body: str, title: str = "") -> list[tuple[str, str | None, str]]:
    analysis = analyse(Record(id="t", title=title, body=body), engine)
    names = {p.id: p.name for p in analysis.people}
    return [(q.kind, names.get(q.speaker or "", q.speaker), q.text) for q in analysis.quotes]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('Chị nói: "Vườn đã xanh lại”. Rồi chị đi.', ["Vườn đã xanh lại"]),
        ("Chị nói: ''Vườn đã xanh lại\". Rồi chị đi.", ["Vườn đã xanh lại"]),
        ("Chị nói: “Vườn đã xanh lại “.\n“Nước cũng về rồi “.", ["Vườn đã xanh lại", "Nước cũng về rồi"]),
        ("Chị nói: “Vườn “nhà” đã xanh lại”. Xong.", ["Vườn “nhà” đã xanh lại"]),
        ("“Hiệp sĩ’ đến và nói: “Vườn đã xanh lại”.", ["Hiệp sĩ", "Vườn đã xanh lại"]),
        ("Chị nói: “Vườn đã xanh lại.\nNgười ta bảo “nước về”.", ["Vườn đã xanh lại.", "nước về"]),
    ],
)
def test_mixed_nested_and_unclosed_marks_keep_their_own_words(text, inside):
    assert [text[a:b] for a, b, _ in find_marks(text)] == inside


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        # the verb after a chain of descriptions
        (
            "Ông Cù Huy Thẩm, Phó Chủ tịch UBND xã Bến Mây, huyện Mai Sơn, tỉnh Lạc Giang cho biết cầu đã sửa xong.",
            "Cù Huy Thẩm",
            "cầu đã sửa xong.",
        ),
        (
            "Ông Cù Huy Thẩm, chủ vườn, đề nghị xã sửa cầu trước mùa mưa.",
            "Cù Huy Thẩm",
            "xã sửa cầu trước mùa mưa.",
        ),
        # the person in the description of another is not the speaker
        (
            "Bà Lục Thị Xoan, em gái ông Cù Huy Thẩm, nói cầu đã sửa xong.",
            "Lục Thị Xoan",
            "cầu đã sửa xong.",
        ),
        # past an addressee, and past adverbs, to the link
        ("Bà Lục Thị Xoan nói với phóng viên rằng cầu đã sửa xong.", "Lục Thị Xoan", "cầu đã sửa xong."),
        ("Bà Lục Thị Xoan trả lời rất gọn rằng cầu đã sửa xong.", "Lục Thị Xoan", "cầu đã sửa xong."),
        # content before, attribution with a time after it
        (
            "Cầu sẽ sửa xong trước mùa mưa, bà Lục Thị Xoan cho biết hôm 4/5.",
            "Lục Thị Xoan",
            "Cầu sẽ sửa xong trước mùa mưa",
        ),
        # a body that is named beside the verb
        (
            "Chiều 4/5, Sở Xây dựng Lạc Giang thông báo cầu sẽ đóng hai ngày.",
            "org:Sở Xây dựng Lạc Giang",
            "cầu sẽ đóng hai ngày.",
        ),
        (
            "Theo báo cáo của Sở Xây dựng Lạc Giang, cầu sẽ đóng hai ngày.",
            "org:Sở Xây dựng Lạc Giang",
            "cầu sẽ đóng hai ngày.",
        ),
        (
            "Gia đình bà Lục Thị Xoan cho biết cầu đã sửa xong.",
            "org:Gia đình bà Lục Thị Xoan",
            "cầu đã sửa xong.",
        ),
    ],
)
def test_a_report_has_its_source_and_its_content(engine, text, who, content):
    assert ("indirect", who, content) in statements(engine, text)


def test_a_headline_that_names_its_source_is_a_statement(engine):
    found = statements(
        engine, "Ông Cù Huy Thẩm họp với dân.", title="Ông Cù Huy Thẩm: Cần sửa cầu trước mùa mưa"
    )
    assert found == [("indirect", "Cù Huy Thẩm", "Cần sửa cầu trước mùa mưa")]


def test_a_second_verb_in_the_sentence_begins_a_statement_of_its_own(engine):
    text = "Ông Cù Huy Thẩm cho biết cầu đã hỏng từ tháng trước và đề nghị xã sửa ngay trong tuần."
    assert [(who, words) for _, who, words in statements(engine, text)] == [
        ("Cù Huy Thẩm", "cầu đã hỏng từ tháng trước"),
        ("Cù Huy Thẩm", "xã sửa ngay trong tuần."),
    ]


def test_a_statement_goes_on_where_the_next_sentence_says_so_and_not_elsewhere(engine):
    carried = (
        "Ông Cù Huy Thẩm yêu cầu các thôn hoàn thành việc sửa cầu trước mùa mưa. "
        "Bên cạnh đó, các thôn cần cử người trực cầu trong những ngày nước lớn."
    )
    assert statements(engine, carried)[0][2] == carried.split("yêu cầu ")[1]
    turned = (
        "Ông Cù Huy Thẩm yêu cầu các thôn hoàn thành việc sửa cầu trước mùa mưa. "
        "Hiện nay, ba thôn ven suối vẫn phải đi đò."
    )
    assert statements(engine, turned)[0][2] == "các thôn hoàn thành việc sửa cầu trước mùa mưa."


@pytest.mark.parametrize(
    "text",
    [
        "Sở Xây dựng Lạc Giang công bố kết quả cuộc thi ảnh.",
        "Ông Cù Huy Thẩm bày tỏ sự biết ơn với bà con trong xã.",
        "Ông Cù Huy Thẩm có thông báo số 11 về phương án tuyển sinh.",
        "Cặp đôi “Mùa hoa cải” nói chuyện với nhau ở chợ.",
        "Chị Minh Khai, người thôn Hạ, dùng dép đi chợ từ sáng.",
        "Những món dễ hỏng:\n- Dây nguồn bị đứt hoặc công tắc bị hư.",
    ],
)
def test_objects_nouns_and_lists_are_no_statements(engine, text):
    assert statements(engine, text) == []


def test_an_interview_gives_the_answers_to_the_one_who_is_asked(engine):
    text = (
        "PV: Thưa ông, vườn năm nay thế nào?\nÔng Cù Huy Thẩm: Vườn năm nay đã xanh lại toàn bộ.\n"
        "PV: Có gì khó không?\nÔng Cù Huy Thẩm: Chúng tôi gặp khó vì thiếu nước."
    )
    assert statements(engine, text) == [
        ("direct", "Cù Huy Thẩm", "Vườn năm nay đã xanh lại toàn bộ."),
        ("direct", "Cù Huy Thẩm", "Chúng tôi gặp khó vì thiếu nước."),
    ]


def test_dash_dialogue_keeps_its_speaker_over_several_questions(engine):
    text = (
        "Phóng viên gặp ca sĩ Trương Mỹ Lệ.\n- Vì sao chị trở lại?\n- Tôi nhớ khán giả quá nên phải quay lại.\n"
        "- Chị có sợ không?\n- Tôi không sợ gì vì khán giả thương."
    )
    assert [who for _, who, _ in statements(engine, text)] == ["Trương Mỹ Lệ", "Trương Mỹ Lệ"]


def test_own_words_inside_a_report_make_a_person_quoted(engine):
    text = "Bà Lục Thị Xoan cho biết cầu hỏng đã lâu, “đi qua là run cả người” mỗi khi nước lớn."
    person = analyse(Record(id="t", body=text), engine).people[0]
    assert person.quoted
    assert person.source


def test_who_speaks_first_and_longest_can_be_counted(engine):
    record = Record(
        id="t",
        title="Ông Cù Huy Thẩm: Cần sửa cầu trước mùa mưa",
        body="Bà Lục Thị Xoan nói: “Cầu hỏng đã lâu lắm rồi”. Bà Xoan cho biết xã đã hứa sửa hai lần.",
    )
    analysis = analyse(record, engine)
    names = {p.id: p.name for p in analysis.people}
    found = {names[k]: v for k, v in spoken(analysis, record).items()}
    assert found["Cù Huy Thẩm"].first is Zone.TITLE
    assert (found["Cù Huy Thẩm"].order, found["Lục Thị Xoan"].order) == (1, 2)
    assert (found["Lục Thị Xoan"].direct, found["Lục Thị Xoan"].indirect) == (6, 6)
    assert sum(spoken_syllables(analysis).values()) == sum(s.syllables for s in found.values())


def test_a_text_without_a_full_stop_takes_no_time_out_of_proportion(engine):
    unit = "Ông An cho biết, “không và cho biết, "

    def seconds(times: int) -> float:
        # the best of three: a busy machine only ever makes a run slower
        runs = []
        for _ in range(3):
            start = time.process_time()
            analyse(Record(id="t", body=unit * times), engine)
            runs.append(time.process_time() - start)
        return min(runs)

    # four times the text: four to seven times the time, sixteen if every verb read its sentence to the end
    assert seconds(1600) < 12 * max(seconds(400), 0.02)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a law says so without "theo"
        (
            "Điều 5 Luật Bến Đò cũng quy định chủ đò phải có phao cứu sinh.",
            ["chủ đò phải có phao cứu sinh."],
        ),
        # a place or a time begins what is confirmed, a promise what is to come
        (
            "Ông Lò Văn A xác nhận trên địa bàn vừa xảy ra một vụ sạt lở.",
            ["trên địa bàn vừa xảy ra một vụ sạt lở."],
        ),
        ("Ông Lò Văn A hứa sẽ về thăm chợ vào dịp Tết.", ["về thăm chợ vào dịp Tết."]),
        # a noun with a copula of its own is no object; a verb that is more often a noun
        (
            "Ông Lò Văn A khai số tiền trên là của một người dân trong bản.",
            ["số tiền trên là của một người dân trong bản."],
        ),
        (
            "Ông Lò Văn A thông tin con đường sẽ được mở lại trong tuần tới.",
            ["con đường sẽ được mở lại trong tuần tới."],
        ),
        ("Phường cần vận động, thông tin đầy đủ tới bà con trong mùa lũ.", []),
        # what is counted, and what "theo đó" adds, goes on
        (
            "Ông Lò Văn A chỉ đạo: Thứ nhất, sửa mái chợ. Thứ hai, làm nhà xe. Thứ ba, báo cáo trước Tết.",
            ["Thứ nhất, sửa mái chợ. Thứ hai, làm nhà xe. Thứ ba, báo cáo trước Tết."],
        ),
        (
            "Bà Giàng Thị B cho biết, chợ có 200 quầy hàng. Theo đó, mỗi quầy rộng 4 m2.",
            ["chợ có 200 quầy hàng. Theo đó, mỗi quầy rộng 4 m2."],
        ),
        # the lines of a list that somebody orders are no talk
        (
            "Bà Giàng Thị B yêu cầu:\n- Các phòng rà soát lại quầy hàng.\n- Ban quản lý bố trí chỗ để xe.",
            ["Các phòng rà soát lại quầy hàng.", "Ban quản lý bố trí chỗ để xe."],
        ),
    ],
)
def test_content_begins_and_goes_on_in_many_ways(text, said):
    reading = read_people(Document(Record(id="t", body=text)), load_lexicon())
    assert [quote.text for quote in reading.quotes if quote.kind == "indirect"] == said


@pytest.mark.parametrize(
    "text",
    [
        "Theo ghi nhận của phóng viên, con đường đã ngập từ sáng sớm và chưa có ai tới dọn.",
        "Theo lịch trình, đoàn xiếc rời bến đò vào tối mai rồi đi tiếp lên vùng cao.",
        "Cô Lò Thị C tiết lộ một bức ảnh chụp ở bến đò từ mùa hè năm trước.",
        "Ban tổ chức hy vọng, hội chợ sẽ có hơn hai nghìn khách tới thăm mỗi ngày.",
        "Ông Lò Văn A khai nhận toàn bộ hành vi.",
        "Công an huyện đã xác định được nhóm người gây ra vụ xô xát ở bến đò tối qua.",
        "Hình xăm ấy gợi nhớ lại khoảng thời gian cô được cả nhà yêu thương.",
    ],
)
def test_what_the_outlet_saw_and_deeds_are_no_statements(text):
    reading = read_people(Document(Record(id="t", body=text)), load_lexicon())
    assert not reading.quotes
