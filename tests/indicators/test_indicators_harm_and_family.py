"""Who suffers and who is told of as a relative, where it takes more than the words beside the name."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record

ENGINE = load_engine(packs=[])


def told(body: str, what: str) -> set[str]:
    people = analyse(Record(id="x", body=body), ENGINE).people
    return {p.name for p in people if p.named and getattr(p, what)}


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Kha Văn Tửu (ở Bắc Lũng) - giáo viên ở Lạc Giang - bị xe tải tông.", {"Kha Văn Tửu"}),
        ("Viên đạn găm trúng vào chân anh Kha Văn Tửu.", {"Kha Văn Tửu"}),
        (
            "Cậu bé Kha Văn Tửu (13 tuổi) bị hổ vồ vào vai, bà Lò Thị Ban bị cá sấu tấn công.",
            {"Kha Văn Tửu", "Lò Thị Ban"},
        ),
        ("Cháu Lò Thị Ban bị “yêu râu xanh” bắt cóc.", {"Lò Thị Ban"}),
        ("Bị hại Kha Văn Lộc đã có mặt ở Bắc Lũng.", {"Kha Văn Lộc"}),
        ("Chị Mạc Thị Sen trình báo rằng tiệm bị kẻ trộm đột nhập.", {"Mạc Thị Sen"}),
        ("Bị chồng đánh đập suốt ba năm, chị Mạc Thị Sen bỏ đi.", {"Mạc Thị Sen"}),
        (
            "Công an khởi tố Đèo Văn Khoát về tội lừa đảo. Bà Mạc Thị Sen đã chuyển 2 tỷ đồng cho Khoát.",
            {"Mạc Thị Sen"},
        ),
        ("Hắn dùng dao khống chế buộc chị Mạc Thị Sen xuống xe.", {"Mạc Thị Sen"}),
        ("Sợi cáp căng lên khiến cha con anh Kha Văn Tửu bị vết cắt sâu ở cổ.", {"Kha Văn Tửu"}),
        (
            "Anh Kha Văn Tửu điều khiển xe máy chở theo chị Mạc Thị Sen va chạm với xe máy do anh Đèo Văn Khoát điều khiển. Vụ tai nạn làm 1 người tử vong, 2 người bị thương.",
            {"Kha Văn Tửu", "Mạc Thị Sen", "Đèo Văn Khoát"},
        ),
        (
            "Lũ làm hai người chết (anh Kha Văn Tửu, ở Bắc Lũng; chị Mạc Thị Sen).",
            {"Kha Văn Tửu", "Mạc Thị Sen"},
        ),
        (
            "Chị Mạc Thị Sen cùng 2 người khách là bà Lò Thị Ban và bà Đèo Thị Nhả bị bỏng nặng.",
            {"Mạc Thị Sen", "Lò Thị Ban", "Đèo Thị Nhả"},
        ),
        ("Cháu Lò Thị Ban (8 tuổi) bị một người hàng xóm có hành vi xâm hại tình dục.", {"Lò Thị Ban"}),
        ("Đèo Văn Khoát mua axit tạt mù cả hai mắt ông Kha Văn Tửu.", {"Kha Văn Tửu"}),
        ("“Họ lao vào chém nhiều nhát vào vai tôi”, anh Kha Văn Tửu nhớ lại.", {"Kha Văn Tửu"}),
        (
            "Xe máy do anh Kha Văn Tửu điều khiển va chạm với xe máy do chị Mạc Thị Sen điều khiển. Cả hai người bị hất xuống đường.",
            {"Kha Văn Tửu", "Mạc Thị Sen"},
        ),
        (
            "Anh Kha Văn Tửu đi bộ qua đường. Một xe tải lao tới khiến người đàn ông này tử vong.",
            {"Kha Văn Tửu"},
        ),
        ("Công an khám nghiệm tử thi Kha Văn Tửu (23 tuổi).", {"Kha Văn Tửu"}),
        ("Đó là câu chuyện đau lòng của Lò Thị Ban bị kẻ lạ bắt cóc.", {"Lò Thị Ban"}),
        ("Ông Kha Văn Tửu, một trong sáu người xuống giếng, bị ngất xỉu.", {"Kha Văn Tửu"}),
        (
            "Đèo Văn Khoát bị khởi tố vì lừa đảo. Ông Kha Văn Tửu đặt mua hai xe máy và đã chuyển cho Khoát 2 tỷ đồng.",
            {"Kha Văn Tửu"},
        ),
    ],
)
def test_who_came_to_harm_is_a_victim(text, victims):
    assert told(text, "victim") == victims


@pytest.mark.parametrize(
    "text",
    [
        "“Con trai tôi bị thương nặng”, ông Kha Văn Tửu nói.",
        "Xe tải do tài xế Đèo Văn Khoát điều khiển tông hai xe máy khiến ba người bị thương.",
        "“Tôi thấy nhiều nạn nhân kêu cứu”, chị Mạc Thị Sen kể.",
        "Ông Kha Văn Tửu 'chết' năm năm bỗng trở về.",
        "Bóng đá: cầu thủ Kha Văn Tửu ghi bàn, thủ môn bắt bóng. Trận đấu dừng khi Tửu bị hậu vệ đánh ngã, bàn thắng được công nhận.",
        "Bà Mạc Thị Sen khẳng định, việc trẻ bị bạo hành là không thể chấp nhận.",
    ],
)
def test_who_drives_a_lorry_or_tells_of_others_is_none(text):
    assert told(text, "victim") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Công an bắt giữ Kha Văn Tửu (SN 1980), trú Bắc Lũng; Đèo Văn Khoát (SN 1983), trú Lạc Giang.",
        "Kha Văn Tửu bị bắt. Giấy tờ giả mang tên Đèo Văn Khoát (29 tuổi).",
        "Nhóm thanh niên gồm Kha Văn Tửu (20 tuổi), Đèo Văn Khoát (22 tuổi) kéo tới quán.",
    ],
)
def test_who_is_named_with_an_age_beside_a_suspect_is_no_victim(text):
    people = analyse(Record(id="x", title="Một người bị đâm tử vong", body=text), ENGINE).people
    assert not [p.name for p in people if p.named and p.victim]


def test_a_gang_that_a_victim_hired_is_no_victim():
    text = "Chủ quán có mâu thuẫn với nạn nhân Lộc nên thuê nhóm đối tượng gồm Kha Văn Tửu và Đèo Văn Khoát."
    assert told(text, "victim").isdisjoint({"Kha Văn Tửu", "Đèo Văn Khoát"})


@pytest.mark.parametrize(
    ("text", "relatives"),
    [
        ("Đạo diễn Kha Văn Tửu cùng người vợ đảm đang- Mạc Thị Sen về quê.", {"Mạc Thị Sen"}),
        ("Bị bắt là Kha Văn Tửu. Tửu chính là em ruột của Đèo Văn Khoát.", {"Kha Văn Tửu"}),
        ("Chị Mạc Thị Sen (dì của cháu Ban) đi qua thấy vậy.", {"Mạc Thị Sen"}),
        ("Kha Văn Lộc (cháu gọi Tửu bằng chú) đã bỏ trốn.", {"Kha Văn Lộc"}),
        ("Anh Kha Văn Tửu (30 tuổi, cũng là cháu ruột của ông Khoát) kể lại.", {"Kha Văn Tửu"}),
        ("Vợ chồng Kha Văn Tửu và Mạc Thị Sen mở quán.", {"Kha Văn Tửu", "Mạc Thị Sen"}),
        ("Ai cũng quý chị Mạc Thị Sen. Cô em gái này hay cười.", {"Mạc Thị Sen"}),
        (
            "Anh Kha Văn Tửu gặp chị Mạc Thị Sen. Anh Tửu kết hôn với chị Sen. Anh Tửu đi xa. Chị Sen ở nhà. Người vợ dệt vải.",
            {"Mạc Thị Sen"},
        ),
        (
            "Chị Mạc Thị Sen nấu cơm thì thấy con gái là cháu Lò Thị Ban chạy về gọi mẹ.",
            {"Mạc Thị Sen", "Lò Thị Ban"},
        ),
        ("Chị Mạc Thị Sen đã có con riêng. Cháu bé kể cho mẹ nghe.", {"Mạc Thị Sen"}),
        ("Anh Tửu về nước với cậu con trai nhỏ tên Kha Văn Lộc.", {"Kha Văn Lộc"}),
        ("Ông bảo vệ hai cô em gái Mạc Thị Sen và Mạc Thị Lan.", {"Mạc Thị Sen", "Mạc Thị Lan"}),
        ("Ông Hòa, bố Sen, đã đưa con đi học. Sen học lớp 5.", {"Hòa", "Sen"}),
        ("Chị Mạc Thị Sen bế bé Bông ra sân. Chị rất thương con gái.", {"Bông"}),
        # whose relative it is may be told by a pronoun
        ("Chị Mạc Thị Sen bỏ đi. Con gái của chị còn nhỏ. Cháu nhớ mẹ từng ngày.", {"Mạc Thị Sen"}),
        ("Tòa tuyên án Kha Văn Tửu và Kha Văn Lộc (em bị cáo Tửu).", {"Kha Văn Lộc"}),
        ("Bác ruột của Kha Văn Lộc kể về đứa cháu ham chơi.", {"Kha Văn Lộc"}),
        (
            "Tửu đá cho đội Lạc Giang. Tửu về quê với người vợ trẻ. Sen mở quán. Sen bán hàng khi chồng vắng nhà. Anh Tửu nhớ nhà, chị Sen cũng vậy.",
            {"Tửu", "Sen"},
        ),
    ],
)
def test_family_words_reach_whoever_they_stand_for(text, relatives):
    assert told(text, "family_role") == relatives


@pytest.mark.parametrize(
    ("text", "suspects"),
    [
        (
            "Lò Thị Ban 3 năm tù. Kha Văn Tửu, Kha Văn Lộc cùng lĩnh 4 năm tù giam.",
            {"Lò Thị Ban", "Kha Văn Tửu", "Kha Văn Lộc"},
        ),
        (
            "Công an bắt được 3 thanh niên tham gia vụ cướp gồm Kha Văn Tửu, Kha Văn Lộc, Đèo Văn Khoát.",
            {"Kha Văn Tửu", "Kha Văn Lộc", "Đèo Văn Khoát"},
        ),
        ("Công an khởi tố bị can, tạm giam ông Kha Văn Tửu.", {"Kha Văn Tửu"}),
        ("Nghi phạm được xác định tên là Kha Văn Tửu, ở Bắc Lũng.", {"Kha Văn Tửu"}),
        ("Một trong 4 khách bị bắt quả tang ở Bắc Lũng là Kha Văn Tửu.", {"Kha Văn Tửu"}),
        ("Ông Kha Văn Tửu đi chợ về thì đối tượng bỏ trốn.", set()),
    ],
)
def test_who_is_accused_caught_or_sentenced_is_a_suspect(text, suspects):
    people = analyse(Record(id="x", body="Trời mưa ở Bắc Lũng.\n" + text), ENGINE).people
    assert {p.name for p in people if p.gmmp_occupation == 25} == suspects


def victims(title: str, body: str) -> set[str]:
    people = analyse(Record(id="x", title=title, body=body), ENGINE).people
    return {p.name for p in people if p.named and p.victim}


def test_who_is_named_once_with_an_age_where_the_title_tells_of_harm_is_a_victim():
    text = (
        "Trên xe còn có anh Kha Văn Tửu (19 tuổi, ở Bắc Lũng). Xe tải do Đèo Văn Khoát (40 tuổi) điều khiển."
    )
    assert victims("Hai người bị thương ở Bắc Lũng", text) == {"Kha Văn Tửu"}
    assert victims("Hội chợ ở Bắc Lũng", text) == set()


def test_a_list_behind_those_hurt_is_a_list_of_victims():
    text = "Hai người bị thương đang được điều trị tại bệnh viện gồm: Kha Văn Tửu và Mạc Thị Sen."
    assert told(text, "victim") == {"Kha Văn Tửu", "Mạc Thị Sen"}


def test_a_loss_told_in_the_title_makes_a_victim():
    assert victims("Chị Mạc Thị Sen mất túi xách ở bến xe", "Chị Sen đến Bắc Lũng sáng nay.") == {
        "Mạc Thị Sen"
    }


@pytest.mark.parametrize(
    ("title", "text", "family"),
    [
        (
            "Chồng chém vợ ở Bắc Lũng",
            "Công an khởi tố anh Kha Văn Tửu. Chị Mạc Thị Sen đang nằm viện.",
            {"Kha Văn Tửu", "Mạc Thị Sen"},
        ),
        ("Chuyện ở Bắc Lũng", "Ông Kha Văn Tửu chở con trai (Kha Văn Lộc, 14 tuổi) về nhà.", {"Kha Văn Lộc"}),
        (
            "Chuyện ở Bắc Lũng",
            "Bố mẹ của anh Kha Văn Tửu là ông Kha Văn Lộc và bà Mạc Thị Sen đã về quê.",
            {"Kha Văn Lộc", "Mạc Thị Sen"},
        ),
    ],
)
def test_family_words_of_the_title_before_a_bracket_and_for_two(title, text, family):
    people = analyse(Record(id="x", title=title, body=text), ENGINE).people
    assert {p.name for p in people if p.named and p.family_role} == family


@pytest.mark.parametrize(
    ("text", "relatives"),
    [
        # whom somebody cares for is no "daughter of Ban"
        ("Chị Mạc Thị Sen chăm sóc con gái Ban 2 tuổi.", {"Ban"}),
        # a given name that sounds like a woman's says less than the word
        ("Em trai anh Kha Văn Tửu là Kha Hồng Thắm.", {"Kha Hồng Thắm"}),
        # in brackets behind another name the address is a relation
        ("Tòa phạt tù Kha Văn Lộc (Lộc, em Kha Văn Tửu) và Đèo Văn Khoát.", {"Kha Văn Lộc"}),
    ],
)
def test_the_word_is_the_one_of_whose_name_follows(text, relatives):
    assert told(text, "family_role") == relatives
