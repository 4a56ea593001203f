"""Blame that an outlet takes over from the police or from neighbours gets a question, and never more than that."""

import pytest

from indicators.analyse import analyse
from indicators.model import Record, Voice
from indicators.rules import load_packs
from indicators.rules.model import ADVICE

PACK = "f08c-told-by-others"
ACCOUNT = "Theo cáo trạng, do ghen tuông, Trần Văn Mẫu đâm vợ trọng thương ngay trước cổng chợ."


def hints(*paragraphs: str, title: str = "Xét xử vụ đâm vợ ở chợ Mẫu") -> list:
    rules = {rule.id for rule in load_packs().rules if rule.pack == PACK}
    found = analyse(Record(id="t", title=title, body="\n".join(paragraphs))).findings
    return [finding for finding in found if finding.rule in rules]


def test_a_motive_told_by_the_indictment_gets_a_hint_that_never_scores():
    [hint] = hints(ACCOUNT)
    assert (hint.severity, hint.scores, hint.standing) == ("hint", False, ADVICE)
    assert hint.text == "do ghen tuông"


def test_the_sentences_that_go_on_reporting_the_same_source_belong_to_it():
    [hint] = hints(
        "Sáng nay, Công an huyện Mẫu cho biết đã có kết luận ban đầu về vụ án. Theo đó, do ghen tuông, anh Tú đã sát hại vợ rồi bỏ trốn."
    )
    assert hint.text == "do ghen tuông"


@pytest.mark.parametrize(
    "said",
    [
        "Bị cáo khai: “Do ghen tuông, tôi đâm vợ trọng thương”.",
        'Tại phiên tòa, bị cáo khai rằng "do ghen tuông nên đâm vợ".',
    ],
)
def test_words_in_quotation_marks_are_the_sources_own(said):
    assert hints(said) == []


def test_context_in_the_item_lifts_the_question():
    assert hints(ACCOUNT, "Trước đó, chị nhiều lần bị chồng đánh đập và đã trình báo công an xã.") == []
    assert hints(ACCOUNT, "Người cần trợ giúp gọi tổng đài 111.") == []


def test_one_question_an_item_is_enough():
    again = "Cơ quan điều tra nhắc lại: do ghen tuông, Mẫu đâm vợ trọng thương rồi bỏ trốn."
    assert len(hints(ACCOUNT, again)) == 1


def test_the_outlets_own_excuse_is_no_question_but_the_older_rules_business():
    found = analyse(Record(id="t", title="Đâm vợ", body="Trong cơn ghen, Mẫu đâm vợ trọng thương.")).findings
    assert {f.voice for f in found if f.family == "F8"} <= {Voice.NARRATOR, Voice.CHOSEN}
    assert hints("Trong cơn ghen, Mẫu đâm vợ trọng thương.") == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Theo Công an, nạn nhân ăn mặc hở hang nên bị đối tượng hiếp dâm.", "ăn mặc hở hang"),
        ("Đối tượng khai do nạn nhân lẳng lơ nên mới hiếp dâm.", "nạn nhân lẳng lơ"),
        ("Theo cáo trạng, cô gái sống buông thả nên bị hắn hiếp dâm.", "cô gái sống buông thả"),
        ("Theo Công an xã, do chủ quan nên nữ sinh bị sàm sỡ.", "do chủ quan nên"),
    ],
)
def test_blame_on_a_survivor_told_by_the_police_gets_one_hint_that_never_scores(said, words):
    [hint] = hints(said, title="Khởi tố vụ án ở xã Mẫu")
    assert (hint.text, hint.severity, hint.scores, hint.standing) == (words, "hint", False, ADVICE)
    assert hints(said, "Người cần trợ giúp gọi tổng đài 111.", title="Khởi tố vụ án ở xã Mẫu") == []


def test_without_the_police_the_same_words_stay_the_outlets():
    said = "Nạn nhân ăn mặc hở hang nên bị đối tượng hiếp dâm."
    found = analyse(Record(id="t", title="Khởi tố vụ án ở xã Mẫu", body=said)).findings
    assert [f.severity for f in found if f.rule.startswith("nan-nhan-an-mac")] == ["urgent"]
    assert hints(said, title="Khởi tố vụ án ở xã Mẫu") == []
