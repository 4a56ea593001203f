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
        ("Ông Công nói cầu mới đã thông xe từ hôm qua.", "cầu mới đã thông xe từ hôm qua."),
        (
            "Cán bộ điều tra vụ việc cho biết thêm, hai người chưa tới làm việc.",
            "hai người chưa tới làm việc.",
        ),
        # words for a body right before a verb that needs somebody there
        ("Lực lượng chức năng xác định lô gỗ này không phải là gỗ lậu.", "lô gỗ này không phải là gỗ lậu."),
        # sources without "theo" and without a verb
        ("Thông tin ban đầu, tối 3/5 một xe tải đâm vào nhà dân.", "tối 3/5 một xe tải đâm vào nhà dân."),
        ("Nguồn tin từ Công an tỉnh Lạc Giang, ba người đã ra đầu thú.", "ba người đã ra đầu thú."),
        # what a paper or somebody announced, told in the next sentence
        (
            "Sở Giáo dục Lạc Giang vừa công bố kết quả khảo sát các trường. Theo đó, 40 trường còn thiếu phòng học.",
            "40 trường còn thiếu phòng học.",
        ),
        # behind a comma stands no object
        (
            "Nhà văn Cù Huy Thẩm chia sẻ, sự ra đời của Viện là một niềm vui lớn.",
            "sự ra đời của Viện là một niềm vui lớn.",
        ),
        (
            "Công an nhận được đơn tố cáo của một người ở xã Bến Mây, huyện Mai Sơn về việc bị lừa mua sim số đẹp.",
            "bị lừa mua sim số đẹp.",
        ),
        # the body of an office, and commas in brackets, belong to who is named
        (
            "Theo ông Cù Huy Thẩm, Trưởng phòng quản lý dược, Sở Y tế, mô hình này là phù hợp.",
            "mô hình này là phù hợp.",
        ),
        (
            "Theo lời khai của Cù Huy Thẩm (trú thôn 2, xã Bến Mây, huyện Mai Sơn), tối đó anh ta ở nhà.",
            "tối đó anh ta ở nhà.",
        ),
        (
            "Theo bác sĩ Cù Huy Thẩm, hiện nay, bệnh này đã có thuốc chữa.",
            "hiện nay, bệnh này đã có thuốc chữa.",
        ),
        ("Nhiều hãng xe ở Lạc Giang “tố” đối thủ trốn thuế và phá giá.", "đối thủ trốn thuế và phá giá."),
        ("Sau đó, ông Nam nói với nhiều khách hàng là có nguồn xe giá rẻ.", "có nguồn xe giá rẻ."),
        ("Đoàn của Sở Y tế Lạc Giang đã kiểm tra kho, yêu cầu chủ cơ sở dừng bán.", "chủ cơ sở dừng bán."),
        # numbered sentences in one line
        (
            "Thứ trưởng Cù Huy Thẩm chỉ đạo: 1. Thu hồi văn bản số 23. 2. Làm rõ trách nhiệm của cục.",
            "1. Thu hồi văn bản số 23. 2. Làm rõ trách nhiệm của cục.",
        ),
        # asked of a court
        ("Bị cáo Nam xin tòa xem xét giảm nhẹ hình phạt.", "tòa xem xét giảm nhẹ hình phạt."),
        # said first, told by whom afterwards
        (
            "Thị trường này còn thiếu nhiều tôm sạch. Đó là ý kiến của ông Cù Huy Thẩm tại hội nghị sáng nay.",
            "Thị trường này còn thiếu nhiều tôm sạch.",
        ),
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
        # nouns, and what nobody said yet
        "Năm 1998 người này bị bắt với 35 cáo buộc liên quan đến ma túy.",
        "Xã thực hiện nghiêm các kết luận, kiến nghị có hiệu lực của thanh tra tỉnh.",
        "Chủ tịch xã Bến Mây sẽ báo cáo tổng hợp đánh giá của người dân tại hội nghị.",
        # the end of one word and the beginning of the next, nouns, lists and places
        "Chủ tịch xã Bến Mây đã thụ lý giải quyết đơn của ba hộ dân trong thôn.",
        "Thí sinh phải nộp phiếu trả lời trắc nghiệm cho cán bộ coi thi có mặt tại phòng.",
        "Chị Mai chia sẻ hình ảnh mâm cơm gồm: rau luộc, đậu phụ và một bát mắm có ớt.",
        "Ông Cù Huy Thẩm phát biểu tại Lạc Giang, phía bắc Mai Sơn.",
        # a letter of somebody without a name
        "Mình chỉ khuyên bạn là đừng nghĩ cách trả thù kiểu đó nữa.",
        # goes on with a deed, and nobody announced it
        "Chiều 11/6 chị Mai có mặt ở bến xe Mây. Theo đó, chị đi xe về Lạc Giang cùng bạn.",
        # what somebody notices or suspects
        "Sau một thời gian, chị Mai nhận thấy căn nhà không còn như trước.",
        "Do anh Nam nghi ngờ vợ có người khác nên hai người cãi nhau.",
    ],
)
def test_what_nobody_says_is_no_statement(engine, text):
    assert said(engine, text) == []
