"""Who said it: a speaker given wrongly puts words into somebody's mouth and counts a woman as silent who spoke."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.meant import load_references
from indicators.model import Record
from indicators.text import Document
from indicators.who import read_people


def speakers(body: str, title: str = "") -> list[str | None]:
    """The speaker of each statement in order: a person's name, "org:NAME", or None."""
    reading = read_people(Document(Record(id="t", title=title, body=body)), load_lexicon())
    names = {person.id: person.name for person in reading.people}
    return [names.get(q.speaker or "", q.speaker) for q in reading.quotes]


# whom a pronoun or a description alone means
MEANT = [
    ("Bà Vi Thị Lụa trồng chè ở xóm Cồn. Bà cho biết vụ này được mùa lớn.", "Vi Thị Lụa"),
    (
        "Bà Vi Thị Lụa gặp ông Cù Huy Thẩm ở chợ. Năm nay chè được giá. Ông cho biết vụ sau sẽ trồng thêm.",
        "Cù Huy Thẩm",
    ),
    (
        "Bà Vi Thị Lụa gặp ông Cù Huy Thẩm ở chợ. Năm nay chè được giá. Bà cho biết vụ sau sẽ trồng thêm.",
        "Vi Thị Lụa",
    ),
    # whom the item calls "anh" is not meant by "ông"
    (
        "Ông Cù Huy Thẩm và anh Mạc Văn Tỵ cùng giữ rừng. Anh khẳng định rừng không mất một cây nào.",
        "Mạc Văn Tỵ",
    ),
    # nobody named after a preposition is the subject
    (
        "Ông Cù Huy Thẩm vừa ký hợp đồng với ông Mạc Văn Tỵ. Ông cho biết hàng sẽ giao trong tháng.",
        "Cù Huy Thẩm",
    ),
    ("Ca sĩ Vi Thị Lụa vừa ra đĩa mới. Nữ ca sĩ cho biết cô tự viết lời cho cả tám bài.", "Vi Thị Lụa"),
    ("Cô bé Vi Thị Lụa học lớp bốn ở xóm Cồn. Em kể nhà ở rất xa trường và phải qua đò.", "Vi Thị Lụa"),
    (
        "Ông Cù Huy Thẩm, Chủ tịch UBND xã Bến Lau, đi kiểm đê. Vị chủ tịch xã này nói rằng đê vẫn an toàn.",
        "Cù Huy Thẩm",
    ),
]


@pytest.mark.parametrize(("body", "expected"), MEANT)
def test_a_pronoun_or_a_description_speaks_for_whoever_fits(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    "body",
    [
        # a question to whoever is interviewed is no statement of theirs
        "Bà Vi Thị Lụa trồng chè. Bà có cho rằng nghề này sẽ còn lâu dài không?",
        # somebody without a name came between
        "Ông Cù Huy Thẩm giữ rừng. Một kiểm lâm viên đi tuần ban đêm. Người này cho biết rừng vẫn yên.",
        # the sex excludes the only one named
        "Bà Vi Thị Lụa trồng chè. Ông cho biết vụ này được mùa lớn.",
        "Bà Vi Thị Lụa trồng chè ở xóm. Mọi người trong xóm bảo: “Chè nhà bà ấy ngon nhất vùng này đấy”.",
    ],
)
def test_nobody_speaks_where_nobody_named_fits(body):
    assert "Vi Thị Lụa" not in speakers(body)
    assert "Cù Huy Thẩm" not in speakers(body)


# what stands between the name and the verb
BETWEEN = [
    "Ông Mạc Văn Tỵ (38 tuổi) - bố của em Mạc Thị Lan - kể: “Tôi chờ con ở bến suốt cả đêm hôm ấy”.",
    "Ông Mạc Văn Tỵ, bố của em Mạc Thị Lan, kể: “Tôi chờ con ở bến suốt cả đêm hôm ấy”.",
    "Ông Mạc Văn Tỵ ở thôn Đồng Lau, xã Bến Lau, huyện Lạc Giang bảo: “Nước lên nhanh lắm, không kịp chạy”.",
    "Bác sĩ Mạc Văn Tỵ - Khoa Cấp cứu, Bệnh viện Lạc Giang cho biết ca mổ kéo dài hơn bốn tiếng.",
    "“Tôi chờ con ở bến suốt cả đêm hôm ấy”, ông Mạc Văn Tỵ ngậm ngùi.",
    "“Tôi chờ con ở bến suốt cả đêm hôm ấy”, đó là chia sẻ của ông Mạc Văn Tỵ, người lái đò.",
    "“Tôi chờ con ở bến suốt cả đêm hôm ấy”. Ông Mạc Văn Tỵ nghẹn ngào chia sẻ như thế.",
    "“Nước lên nhanh lắm, cả xóm không kịp chạy”, báo Lạc Giang dẫn lời ông Mạc Văn Tỵ.",
    "Nghe tin ấy, ông Mạc Văn Tỵ thở dài buồn bã: “Nước lên nhanh lắm, cả xóm không kịp chạy”.",
]


@pytest.mark.parametrize("body", BETWEEN)
def test_the_speaker_is_found_behind_descriptions_and_without_a_verb_of_saying(body):
    assert speakers(body)[-1] == "Mạc Văn Tỵ"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Trả lời ông Mạc Văn Tỵ, Sở Xây dựng tỉnh Lạc Giang cho biết cầu sẽ xong trong năm nay.",
            "org:Sở Xây dựng tỉnh Lạc Giang",
        ),
        (
            "Sở Tài nguyên - Môi trường tỉnh Lạc Giang cho biết đã lấy mẫu nước ở ba giếng.",
            "org:Sở Tài nguyên - Môi trường tỉnh Lạc Giang",
        ),
        # a rule that is quoted is nobody's own words
        (
            "Ông Cù Huy Thẩm giữ đền. Khoản 2 Điều 7 Nghị định về lễ hội quy định: “Không chen lấn, xô đẩy nơi thờ tự”.",
            "org:Nghị định về lễ hội",
        ),
        # and who goes on from there is whoever reported last
        (
            "Công an huyện Lạc Giang cho biết vừa bắt một nhóm trộm. Theo đó, bà Vi Thị Lụa mất hai con trâu trong đêm.",
            "org:Công an huyện Lạc Giang",
        ),
    ],
)
def test_a_body_speaks_for_itself(body, expected):
    assert speakers(body)[-1] == expected


def test_who_is_interviewed_answers_even_where_the_question_names_another():
    body = (
        "Phóng viên trao đổi với bà Vi Thị Lụa, Giám đốc Trung tâm Giống, về vụ chè mới.\n"
        "Vụ này có được mùa không, thưa bà?\n"
        "- Chúng tôi thu hơn năm ngoái gần hai mươi tấn chè búp.\n"
        "Ông Cù Huy Thẩm nói giống cũ vẫn tốt hơn, bà nghĩ sao?\n"
        "- Giống cũ chịu rét kém nên chúng tôi phải thay dần."
    )
    answers = [who for who in speakers(body) if who != "Cù Huy Thẩm"]
    assert answers == ["Vi Thị Lụa", "Vi Thị Lụa"]


def test_an_office_in_a_headline_is_its_only_holder_in_the_item():
    body = "Bà Vi Thị Lụa, Chủ tịch UBND xã Bến Lau, đi kiểm đê chiều qua."
    assert speakers(body, "Chủ tịch xã Bến Lau: Phải gia cố đê trước mùa mưa")[0] == "Vi Thị Lụa"


def test_words_behind_a_colon_are_not_given_to_who_speaks_next():
    body = (
        "Bà Vi Thị Lụa nói với phóng viên báo Lạc Giang: “Không ai được đốt rừng nữa!” Ông Cù Huy Thẩm cho biết "
        "sẽ lập chốt ở cửa rừng."
    )
    assert speakers(body) == ["Vi Thị Lụa", "Cù Huy Thẩm"]


def test_swapping_the_sexes_swaps_the_speakers():
    body = "{0} Vi Lụa gặp {1} Cù Thẩm ở chợ. Chè được giá. {2} cho biết vụ sau sẽ trồng thêm chè."
    assert speakers(body.format("Bà", "ông", "Bà"))[-1] == speakers(body.format("Ông", "bà", "Ông"))[-1]
    assert speakers(body.format("Bà", "ông", "Ông"))[-1] == speakers(body.format("Ông", "bà", "Bà"))[-1]


def test_the_weights_prefer_no_sex():
    refs = load_references()
    assert {sex for sex in refs.pronouns.values() if sex} == {"female", "male"}
    assert not [key for key in refs.weights if "female" in key or "male" in key]


@pytest.mark.parametrize(
    "who", ["nữ ca sĩ cho biết", "cô gái khẳng định", "chị vợ than thở", "bác sĩ nói", "luật sư bào chữa nói"]
)
def test_words_of_somebody_else_behind_marks_are_not_those_of_the_one_named_before(who):
    text = (
        "Sáng 12/3, vụ việc xảy ra tại xã Hòa Sơn. Anh Cù Huy Thẩm bị đưa về trụ sở. "
        f"“Giá lúa vụ này giảm quá mạnh, chúng tôi không biết làm sao”, {who}."
    )
    assert "Cù Huy Thẩm" not in speakers(text)


@pytest.mark.parametrize("who", ["chuyên gia quân sự nói", "anh nghẹn ngào nói", "bác sĩ nói"])
def test_an_expert_by_name_stays_the_speaker_behind_marks(who):
    text = (
        "Sáng 12/3, bác sĩ Cù Huy Thẩm cho biết: “Giá lúa vụ này giảm quá mạnh”. Trời vẫn còn mưa. "
        f"“Chúng tôi không biết làm sao với số thóc này”, {who}."
    )
    assert speakers(text) == ["Cù Huy Thẩm"] * 2


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Người dân bức xúc", "org:Người dân"),
        ("Nhiều hộ dân ở xã Hòa Sơn lo lắng", "org:Nhiều hộ dân ở xã Hòa Sơn"),
        ("Mọi người lại mừng cho anh", None),
    ],
)
def test_a_crowd_and_how_it_feels_before_a_colon(before, who):
    text = f"Sáng 12/3, mưa lớn. {before}: “Giá lúa vụ này giảm quá mạnh, không biết làm sao”."
    assert speakers(text) == [who]


@pytest.mark.parametrize("where", ["tại hội nghị sáng 12/3", "khi thăm xã", "trước báo giới"])
def test_a_sentence_behind_marks_says_that_it_was_said_so(where):
    text = f"“Giá lúa vụ này giảm quá mạnh”. Bộ trưởng Cù Huy Thẩm nhấn mạnh như vậy {where}. Trời mưa."
    assert speakers(text) == ["Cù Huy Thẩm"]
