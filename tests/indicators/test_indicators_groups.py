"""Which body speaks: "công ty" and "thông cáo" leave a reader asking whose words an item prints."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Record
from indicators.text import Document
from indicators.who import read_people


def speakers(body: str, title: str = "") -> list[str | None]:
    """The speaker of each statement in order: a person's name, "org:NAME", or None."""
    reading = read_people(Document(Record(id="t", title=title, body=body)), load_lexicon())
    names = {person.id: person.name for person in reading.people}
    return [names.get(q.speaker or "", q.speaker) for q in reading.quotes]


NAMED_BEFORE = [
    # the group that spoke before
    (
        "Công an huyện Bến Lau xác định ba người đã bỏ trốn. Họ kêu gọi những người này sớm ra trình diện.",
        "org:Công an huyện Bến Lau",
    ),
    (
        "Tờ Sao Cồn đăng ảnh cô trong bộ áo cũ. Theo báo này, người mẫu đã sụt mười cân trong một tháng.",
        "org:Tờ Sao Cồn",
    ),
    (
        "Công ty Chè Bến Lau vừa mở xưởng mới. Công ty cho biết xưởng sẽ nhận hai trăm công nhân.",
        "org:Công ty Chè Bến Lau",
    ),
    # a paper speaks for whoever issued it, be the issuer named before it or behind
    (
        "Trong một thông cáo hôm qua, Bộ Thủy lợi Cồn Đảo cho biết đập vẫn an toàn. Thông cáo nêu rõ nước hồ đang rút dần.",
        "org:thông cáo của Bộ Thủy lợi Cồn Đảo",
    ),
    (
        "Sở Y tế Lạc Giang ra thông báo về dịch. “Ca bệnh đã giảm một nửa so với tuần trước”, thông báo cho biết.",
        "org:thông báo của Sở Y tế Lạc Giang",
    ),
]


@pytest.mark.parametrize(("body", "expected"), NAMED_BEFORE)
def test_a_body_without_its_name_gets_the_one_it_was_given_before(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    "body",
    [
        # somebody else spoke since
        "Công an huyện Bến Lau xác định ba người đã bỏ trốn. Ông Cù Huy Thẩm cho biết ông không hay gì. Họ cho biết đường đã thông.",
        # no body spoke before
        "Tờ Sao Cồn đăng ảnh con đường mới. Họ cho biết đường đã thông từ hôm qua.",
    ],
)
def test_nobody_speaks_where_no_body_fits(body):
    assert speakers(body)[-1] is None


PLACED = [
    # the body in front of a chain of places
    (
        "Ngày 10/7, chính quyền xã Bến Lau, huyện Cồn Đảo, Nghệ An cho biết, ba em nhỏ đã về nhà an toàn.",
        "org:chính quyền xã Bến Lau",
    ),
    # an office with a name that goes on as a clause is a new subject, not a description of the one before
    (
        "Đi cùng Chủ tịch Cù Huy Thẩm, Thứ trưởng Mạc Văn Tỵ sẽ đọc diễn văn, kêu gọi các nước cùng giữ rừng.",
        "Mạc Văn Tỵ",
    ),
    # Á ends a sentence and is no initial
    (
        "Chủ tịch Cù Huy Thẩm đi thăm châu Á. Hôm nay, Thứ trưởng Mạc Văn Tỵ đọc diễn văn, kêu gọi các nước cùng giữ rừng.",
        "Mạc Văn Tỵ",
    ),
]


@pytest.mark.parametrize(("body", "expected"), PLACED)
def test_the_subject_is_found_past_places_and_offices(body, expected):
    assert speakers(body)[-1] == expected


GOES_ON = [
    # a clause without a subject goes on with whoever spoke before it
    (
        "Trao đổi với báo chí, ông Cù Huy Thẩm cho biết, đã nhận được công văn trên và khẳng định: “Rừng này phải được giữ lại cho con cháu”.",
        "Cù Huy Thẩm",
    ),
    # a second verb right behind the first
    (
        "Sở Y tế Quảng Nam cho biết và cũng nhấn mạnh rằng bệnh viện đủ thuốc cho cả mùa dịch.",
        "org:Sở Y tế Quảng Nam",
    ),
    # whose main clause follows
    (
        "Thủ tướng Cù Huy Thẩm đi thăm rừng. Cho rằng rừng Cồn là của chung, Thủ tướng yêu cầu các xã giữ lấy từng gốc cây.",
        "Cù Huy Thẩm",
    ),
    # a comma inside a name
    (
        "Hôm qua, Bộ Văn hóa, Thể thao và Du lịch đã có văn bản đề nghị các tỉnh dừng ngay lễ hội chọi trâu.",
        "org:Bộ Văn hóa, Thể thao và Du lịch",
    ),
    # whom a house cites, and the house of a reporter
    (
        "Đài Sao Cồn dẫn thông báo của Sở Y tế Quảng Nam cho biết bệnh viện đủ thuốc.",
        "org:Sở Y tế Quảng Nam",
    ),
    ("Theo phóng viên TTXVN, mưa lớn kéo dài suốt đêm ở vùng núi phía bắc.", "org:TTXVN"),
    (
        "Tờ Sao Cồn đăng ảnh cô. “Cô ấy như lọt thỏm trong bộ áo rộng”, tờ này miêu tả.",
        "org:Tờ Sao Cồn",
    ),
    # the end of another word is no body
    (
        "Người Tây Ban Nha chỉ biết chờ. Bộ Quốc phòng Pháp cho biết tàu sẽ rời cảng.",
        "org:Bộ Quốc phòng Pháp",
    ),
]


@pytest.mark.parametrize(("body", "expected"), GOES_ON)
def test_a_clause_or_a_word_is_read_whole(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize(
    "body",
    [
        # what is judged is not said by the meeting
        "“Tình hình tuy có yên hơn nhưng vẫn còn phức tạp” - nhận định trên được đưa ra tại Hội nghị Giao ban Lạc Giang.",
    ],
)
def test_a_meeting_speaks_for_nobody(body):
    assert speakers(body)[-1] is None


WHOLE = [
    # an office and its house are no body of their own
    (
        "Ông Cù Huy Thẩm, Phó Cục trưởng Cục Viễn thông, Bộ Thông tin và Truyền thông cho biết, mã vùng sẽ đổi trong tháng tới.",
        "Cù Huy Thẩm",
    ),
    ("Ông Cù Huy Thẩm chờ tin của BV Bến Lau nhưng lại cho rằng mình còn khỏe.", "Cù Huy Thẩm"),
    # a name ends before its verbs and goes on over the small letters of its words
    (
        "Bộ Ngoại giao Pháp khẳng định quan hệ bền vững và phủ nhận tin đồn về việc đóng cửa đại sứ quán.",
        "org:Bộ Ngoại giao Pháp",
    ),
    (
        "Theo đánh giá của Cục Hàng không Việt Nam, mưa là nguyên nhân chính khiến các chuyến bay bị chậm.",
        "org:Cục Hàng không Việt Nam",
    ),
    ("Theo các nhà phân tích, giá chè sẽ còn tăng cho đến cuối năm nay.", "org:các nhà phân tích"),
    # whoever was named, by what he or she is known for
    (
        "Ca sĩ Vi Thị Lụa vừa ra đĩa mới. Nghệ sĩ nổi tiếng cũng nhấn mạnh, đĩa này làm trong hai năm.",
        "Vi Thị Lụa",
    ),
    # a group is not whom it admires
    (
        "Ca sĩ Vi Thị Lụa vừa ra đĩa mới. Nhiều người hâm mộ của Vi Thị Lụa cho rằng đĩa này rất đáng chờ.",
        "org:Nhiều người hâm mộ của Vi Thị Lụa",
    ),
]


@pytest.mark.parametrize(("body", "expected"), WHOLE)
def test_who_speaks_is_told_from_whom_the_words_merely_touch(body, expected):
    assert speakers(body)[-1] == expected


GUESSED = [
    # words right before the marks tell of somebody without a name: nobody is credited with them
    "Chị Vi Thị Lụa chăm con ở viện. Trao đổi với báo chí, bác sĩ khoa hồi sức cho biết: “Cháu vẫn còn hôn mê sâu”.",
    "Anh Cù Huy Thẩm kể chuyện nhà. Hôm giỗ bố, mẹ tôi đã nói: “Anh em phải thương lấy nhau”.",
    "Chị Vi Thị Lụa vừa lấy chồng. Có lần, giữa bữa cơm, ông vô tình hỏi một câu: “Bao giờ thì nhà này có cháu bế đây”.",
    "Ông Cù Huy Thẩm làm phim mới. Khán giả xem thì nhiều người lại đưa ra nhận xét: “Chẳng có gì đáng xem ở phim này cả”.",
]


@pytest.mark.parametrize("body", GUESSED)
def test_words_of_somebody_without_a_name_are_not_put_into_the_mouth_of_the_one_named(body):
    said = speakers(body)[-1]
    assert said not in ("Vi Thị Lụa", "Cù Huy Thẩm")


BEHIND = [
    (
        "“Đây là việc chưa từng thấy ở thành phố này!”, Phó trưởng phòng Giáo dục Cù Huy Thẩm bức xúc.",
        "Cù Huy Thẩm",
    ),
    (
        "Nhà văn Mạc Văn Tỵ vừa ra sách. “Sách này tôi đọc một đêm là xong cả tập”, Vi Thị Lụa, chủ hiệu sách ở Bến Lau.",
        "Vi Thị Lụa",
    ),
]


@pytest.mark.parametrize(("body", "expected"), BEHIND)
def test_a_name_behind_the_marks_needs_no_verb_that_is_known(body, expected):
    assert speakers(body)[-1] == expected


@pytest.mark.parametrize("end", ["–", ", ", "- ", "(", ", -", "–\n"])
def test_a_text_that_breaks_off_behind_the_marks_is_read(end):
    assert speakers("Bà Vi Thị Lụa nói. “Đường đã thông từ hôm qua rồi”" + end)[-1] in ("Vi Thị Lụa", None)


RELATED = [
    # the one of the other sex whom the item names in one breath
    (
        "Ca sĩ Cù Huy Thẩm và bà Vi Thị Lụa vừa xây nhà mới. Bà xã của Cù Huy Thẩm chia sẻ, cô tự tay chọn từng viên gạch.",
        "Vi Thị Lụa",
    ),
    # nobody named fits: the owner did not say it
    (
        "Ca sĩ Cù Huy Thẩm vừa xây nhà mới. Hàng xóm của Cù Huy Thẩm chia sẻ, ngôi nhà có tới chín phòng ngủ.",
        "Hàng xóm của Cù Huy Thẩm",
    ),
    # who is cited by an agency, and what an agency merely passes on
    (
        "Mưa sẽ còn kéo dài hết tuần này, hãng tin Sao Cồn dẫn thông tin từ Sở Thủy lợi Quảng Nam cho biết.",
        "org:Sở Thủy lợi Quảng Nam",
    ),
    (
        "Nhiều nhân chứng cho biết chuông báo cháy hoàn toàn không kêu, theo hãng tin Sao Cồn.",
        "org:Nhiều nhân chứng",
    ),
    ("Theo tin tức trên báo Sao Cồn, mưa lớn đã làm sập một cây cầu ở xã Bến Lau.", "org:báo Sao Cồn"),
    # họ is the group, though somebody was named since
    (
        "Nhiều người lên án chủ quán. Họ cũng cho rằng bà Vi Thị Lụa đã chịu thiệt quá nhiều trong chuyện này.",
        "org:Nhiều người",
    ),
]


@pytest.mark.parametrize(("body", "expected"), RELATED)
def test_a_relative_a_citation_and_a_group_are_told_from_whom_they_name(body, expected):
    assert speakers(body)[-1] == expected


TURNS = [
    # another subject behind nhưng, trong khi, thì
    (
        "Ông Cù Huy Thẩm vẫn vắng mặt nhưng nguồn tin của tờ Sao Cồn lại cho rằng việc này chẳng có gì lạ.",
        "org:nguồn tin của tờ Sao Cồn",
    ),
    (
        "Bà Vi Thị Lụa đã ký nhưng khi giao hàng thì ông Cù Huy Thẩm nói rằng chè còn ướt quá.",
        "Cù Huy Thẩm",
    ),
    # a country with an adverb
    (
        "Bà Vi Thị Lụa đến Paris. Trong khi đó, Saudi Arabia thẳng thừng cho rằng chuyến đi này chẳng ích gì.",
        "org:Saudi Arabia",
    ),
    ("Nói về đêm diễn, ban tổ chức cho biết, vé đã bán hết từ tuần trước.", "org:ban tổ chức"),
    # no country at the end of a pair of them
    (
        "Phó Thủ tướng Cù Huy Thẩm vừa đến. Phó Thủ tướng vui mừng trước sự hợp tác Việt - Nga và cho rằng rừng là của chung.",
        "Cù Huy Thẩm",
    ),
]


@pytest.mark.parametrize(("body", "expected"), TURNS)
def test_a_turn_of_the_sentence_brings_its_own_speaker(body, expected):
    assert speakers(body)[-1] == expected


def test_a_pronoun_is_no_country():
    # Anh is England and he
    assert speakers("Anh đến từ hai giờ sáng. Anh cho biết, năm nào trường cũng đông như thế.") == [None]


COLONS = [
    # a body with a name before a colon, without a verb that is known
    (
        "Ông Cù Huy Thẩm vừa thắng giải. Ngay cả tạp chí Sao Cồn cũng phải công nhận: “Ông Thẩm là tay vợt hay nhất tỉnh”.",
        "org:tạp chí Sao Cồn",
    ),
    # somebody with a name, though of a trade that many have
    (
        "Bà Vi Thị Lụa hỏi. PGS-TS Cù Huy Thẩm: “Phải trồng lại cả cánh rừng này ngay trong năm nay”.",
        "Cù Huy Thẩm",
    ),
]


@pytest.mark.parametrize(("body", "expected"), COLONS)
def test_who_stands_before_a_colon_speaks(body, expected):
    assert speakers(body)[-1] == expected


def test_an_office_behind_the_name_is_known_by_its_house():
    # what was done there is no part of the title
    body = "Đồng chí Vi Văn Lụa, Bí thư Tỉnh ủy chủ trì hội nghị. Các sở đã họp. Bí thư Tỉnh ủy yêu cầu các sở rà soát lại dự án."
    assert speakers(body)[-1] == "Vi Văn Lụa"


RELATIVES = [
    # the mother, and not the daughter whom she is named by
    (
        "Hoa hậu Vi Thị Lụa vắng mặt. Tuy nhiên, mẹ hoa hậu Vi Thị Lụa cho biết: “Con tôi đang ốm nên không thể ra tòa được”.",
        None,
    ),
    # a description of the one named before it
    (
        "Bà Mạc Thị Tỵ, mẹ của Vi Thị Lụa cho biết, con gái bà xin phép ra ngoài từ buổi chiều hôm trước.",
        "Mạc Thị Tỵ",
    ),
    # who asks in court is not who answers
    (
        "Ông Cù Huy Thẩm trả lời ở tòa. Luật sư hỏi tiếp: “Tại sao trong hồ sơ lại không có tờ giấy này”.",
        None,
    ),
]


@pytest.mark.parametrize(("body", "expected"), RELATIVES)
def test_a_relative_or_a_lawyer_is_not_the_one_named(body, expected):
    assert speakers(body)[-1] == expected


def test_words_alone_are_of_whom_the_sentence_before_begins_with():
    body = "Diễn viên Cù Huy Thẩm xin lỗi nghệ sĩ Mạc Văn Tỵ. Nam diễn viên tỏ ra tiếc nuối vì làm buồn lòng ông Mạc Văn Tỵ. “Tôi nhận lỗi hoàn toàn trong chuyện này”."
    assert speakers(body)[-1] == "Cù Huy Thẩm"
