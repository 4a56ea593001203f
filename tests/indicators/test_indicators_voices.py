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
