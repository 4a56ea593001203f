"""Whose words a wording is: a rule that takes a criticised or quoted word for the outlet's own accuses wrongly."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Record, Voice
from indicators.text import Document
from indicators.topics import label
from indicators.voices import VoiceMap
from indicators.who import read_people


def voice(words: str, body: str, title: str = "") -> Voice:
    document = Document(Record(id="t", title=title, body=body))
    lexicon = load_lexicon()
    voices = VoiceMap(document, lexicon, read_people(document, lexicon))
    start = document.folded.index(words)
    return voices.voice_of(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "title", "body", "expected"),
    [
        ("phái yếu", "", "Chương trình dành cho phái yếu trong tỉnh.", Voice.NARRATOR),
        ("phái yếu", "", "Ông Cù Huy Thẩm nói: “Tôi nghĩ phái yếu nên ở nhà nhiều hơn”.", Voice.QUOTED),
        (
            "phái yếu",
            "Ông Cù Huy Thẩm: “Phái yếu nên ở nhà nhiều hơn”",
            "Ông Cù Huy Thẩm phát biểu hôm qua.",
            Voice.CHOSEN,
        ),
        ("phái yếu", "", "Quan niệm coi phụ nữ là phái yếu đã lạc hậu, cần xóa bỏ.", Voice.CRITICISED),
        ("đảm việc nhà", "", "Phong trào “Giỏi việc nước, đảm việc nhà” được phát động.", Voice.NAME),
        ("đảm đang", "", "Chị em thi đua theo phong trào Ba đảm đang.", Voice.NAME),
    ],
)
def test_voice_of_a_wording(words, title, body, expected):
    assert voice(words, body, title) is expected


# every wording below stands twice: where it must not be held against the outlet, and where it must
SLOGAN = "Hội phát động phong trào giỏi việc nước, đảm việc nhà ở mười hai xã."
BOTH_WAYS = [
    ("đảm việc nhà", SLOGAN, Voice.NAME),
    ("đảm việc nhà", "Chị vừa lo việc cơ quan vừa đảm việc nhà.", Voice.NARRATOR),
    ("đảm đang", "Hội viên rèn luyện tự tin, tự trọng, trung hậu, đảm đang.", Voice.NAME),
    ("đảm đang", "Nữ chủ tịch xã nổi tiếng đảm đang.", Voice.NARRATOR),
    ("đàn bà", "Tối nay chiếu phim Người đàn bà trên bến Lau.", Voice.NAME),
    ("đàn bà", "Đoàn làm phim Bến Lau đã gặp một đàn bà goá.", Voice.NARRATOR),
    ("phái yếu", "Quan niệm coi phụ nữ là phái yếu vẫn còn. Cách nghĩ ấy đã lỗi thời.", Voice.CRITICISED),
    ("phái yếu", "Quan niệm coi phụ nữ là phái yếu có từ lâu. Hội thi mở ra hôm qua.", Voice.NARRATOR),
    ("phái yếu", "Bài viết phê phán cách gọi “phái yếu” trên mặt báo.", Voice.CRITICISED),
    ("yêu râu xanh", "Vụ “yêu râu xanh” ở xã Cồn Lau khiến dư luận bức xúc.", Voice.NARRATOR),
    (
        "do ghen tuông",
        "Theo cơ quan Công an huyện Lạc Giang, do ghen tuông nên người chồng ra tay.",
        Voice.QUOTED,
    ),
    ("do ghen tuông", "Do ghen tuông nên người chồng ra tay.", Voice.NARRATOR),
    ("gái ế", "Chị Vi Thị Lụa cười: “Tôi là gái ế của xóm này đấy”.", Voice.QUOTED),
    ("gái ế", "Ở tuổi ba mươi, gái ế của xóm vẫn mở quán.", Voice.NARRATOR),
    # named as what should not be said
    ("phái yếu", "Cô giáo nhắc học sinh không nên dùng từ “phái yếu” để chỉ phụ nữ.", Voice.CRITICISED),
    ("phái yếu", "Anh không nói chuyện với phái yếu suốt buổi tiệc.", Voice.NARRATOR),
    ("chân dài", "Báo không dùng những từ như “phái yếu”, “chân dài” trong bài.", Voice.CRITICISED),
    ("chân dài", "Ông không dùng tiền để mua chuộc chân dài.", Voice.NARRATOR),
    ("bình hoa di động", "Đừng gọi nữ tiếp viên là bình hoa di động nữa.", Voice.CRITICISED),
    (
        "bình hoa di động",
        "Gọi nữ tiếp viên là “bình hoa di động” là xúc phạm, bà Vi Thị Lụa nói.",
        Voice.CRITICISED,
    ),
    ("bình hoa di động", "Cuộc thi có dàn bình hoa di động phục vụ khách.", Voice.NARRATOR),
    # what condemns the words it names
    ("trọng nam khinh nữ", "Tư tưởng trọng nam khinh nữ vẫn còn nặng ở nhiều thôn.", Voice.CRITICISED),
    ("ghen tuông", "Thói ghen tuông của người vợ đã dẫn tới án mạng.", Voice.NARRATOR),
    # the law's own wording
    ("dâm ô", "Bị cáo bị truy tố về tội dâm ô đối với người dưới 16 tuổi.", Voice.NAME),
    ("dâm ô", "Ông ta dâm ô ba đứa trẻ trong xóm.", Voice.NARRATOR),
]


@pytest.mark.parametrize(("words", "body", "expected"), BOTH_WAYS)
def test_the_same_wording_is_a_name_or_under_criticism_or_the_outlets_own(words, body, expected):
    assert voice(words, body) is expected


def test_a_sources_wording_in_the_headline_was_chosen_by_the_outlet():
    title = "Công an huyện Lạc Giang: Người chồng ra tay do ghen tuông"
    assert voice("do ghen tuông", "Vụ việc xảy ra tối qua.", title) is Voice.CHOSEN


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # the words stand without marks in the headline, with marks below
        ("“Phái yếu nên làm việc nhẹ”", "Ông Cù Huy Thẩm nói: “Phái yếu nên làm việc nhẹ”."),
        ("Chủ tịch xã: Phái yếu nên làm việc nhẹ", "Ông Cù Huy Thẩm, Chủ tịch xã Bến Lau, dự hội nghị."),
        ("Ông Cù Huy Thẩm cho rằng phái yếu nên làm việc nhẹ", "Hội nghị diễn ra hôm qua."),
    ],
)
def test_a_headline_that_passes_on_a_sources_words_chose_them(title, body):
    assert voice("phái yếu", body, title) is Voice.CHOSEN


def labels(title: str, body: str = ""):
    document = Document(Record(id="t", title=title, body=body))
    lexicon = load_lexicon()
    return label(document, lexicon, read_people(document, lexicon))


def test_labels_follow_the_subject():
    assert labels("Khởi tố bị can về tội hiếp dâm").gbv
    assert not labels("Khai trương chợ đêm").gbv
    assert labels("Tập huấn về bình đẳng giới cho cán bộ xã").gender_topic
    assert labels("Tọa đàm", "Luật Bình đẳng giới quy định rõ điều này.").law_reference


def test_a_powerful_businessman_is_no_human_right():
    # syllable boundaries are not word boundaries: doanh nhân | quyền lực
    assert not labels("Một doanh nhân quyền lực bị bắt").law_reference


LETTER = (
    "Tôi và anh yêu nhau đã ba năm. Tôi làm ở xa nên tôi ít khi về. Gia đình tôi bảo tôi là gái ế nên tôi buồn lắm.\n"
    "Tôi không biết nói với ai. Hôm qua tôi gọi mà anh không nghe, tôi khóc cả đêm. Xin các anh chị cho tôi lời khuyên."
)
COLUMN = LETTER.replace("Xin các anh chị cho tôi lời khuyên.", "Tôi nghĩ chuyện ấy ở đâu cũng có.")
REPORT = (
    "Chị Lê Thị Mẫu kể: “Tôi buồn lắm, tôi khóc cả đêm, tôi không biết tôi nên làm gì, tôi sợ, xin cho tôi lời khuyên.”\n"
    "Cả xóm gọi chị là gái ế, nhưng chị vẫn đi làm mỗi ngày và nuôi mẹ già trong căn nhà nhỏ ven sông Mơ."
)


@pytest.mark.parametrize(
    ("body", "expected"), [(LETTER, Voice.QUOTED), (COLUMN, Voice.NARRATOR), (REPORT, Voice.NARRATOR)]
)
def test_a_readers_letter_speaks_for_its_writer(body, expected):
    assert voice("gái ế", body, "Nỗi buồn ven sông") is expected


def test_the_headline_over_a_letter_is_the_newsrooms():
    assert voice("gái ế", LETTER, "Bị gọi là gái ế, tôi phải làm sao") is Voice.NARRATOR
