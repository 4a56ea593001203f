"""What is a statement and what is not: a missed one hides a source, a made-up one invents it."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record


@pytest.fixture(scope="module")
def engine():
    return load_engine(packs=[])


def said(engine, body: str, title: str = "", lead: str = "") -> list[str]:
    analysis = analyse(Record(id="t", title=title, lead=lead, body=body), engine)
    return [q.text for q in analysis.quotes]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # a name or a noun right before the verb that elsewhere makes it a noun
        ("Bà Mạc Thị Quyền cho hay, cầu mới đã thông xe.", "cầu mới đã thông xe."),
        (
            "Cán bộ điều tra vụ việc cho biết thêm, hai người chưa tới làm việc.",
            "hai người chưa tới làm việc.",
        ),
        # words for a body right before a verb that needs somebody there
        ("Lực lượng chức năng xác định lô gỗ này không phải là gỗ lậu.", "lô gỗ này không phải là gỗ lậu."),
    ],
)
def test_a_statement_is_found(engine, text, content):
    assert content in said(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        # what a body hopes for
        "Với mẫu xe mới, hãng Mộc Lan hy vọng sẽ vượt qua thời kỳ khó khăn.",
        "Người dân xóm Bãi lo ngại nước sẽ còn dâng cao hơn.",
        # the outlet refers to what it told before
        "Như Báo Lạc Giang đã đưa tin, vào tối 3/5 cầu Mây bị sập một nhịp.",
        "Thay vì được nghỉ như bà Mai hứa, các bạn phải ở lại trường cả đêm.",
        # what somebody notices or suspects
        "Sau một thời gian, chị Mai nhận thấy căn nhà không còn như trước.",
        "Do anh Nam nghi ngờ vợ có người khác nên hai người cãi nhau.",
    ],
)
def test_what_nobody_says_is_no_statement(engine, text):
    assert said(engine, text) == []
