"""What an item is about: the labels on which a newsroom's share of women's topics and of violence rests."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Labels, Record

ENGINE = load_engine(packs=[])


def labels(title: str, body: str) -> Labels:
    return analyse(Record(id="x", title=title, body=body), ENGINE).labels


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Khởi tố người chồng đâm vợ", "Bị can đâm vợ hai nhát tại nhà rồi bỏ trốn."),
        ("Bắt kẻ dâm ô bé gái", "Công an huyện tạm giữ một người để điều tra."),
        ("Án hôn nhân tăng", "Lý do ly hôn nhiều nhất là bạo lực gia đình. Số vụ bạo lực gia đình tăng 5%."),
        ("Con trai đánh mẹ vì tiền", "Người mẹ 70 tuổi phải nằm viện."),
        ("Xét xử vụ bé gái bị xâm hại", "Bị cáo nhận 12 năm tù."),
        # no word of the title tells it; a woman is the victim, and partners are told of
        (
            "Kẻ thủ ác khai gì?",
            "Chị Mạc Thị Sen tử vong trong phòng trọ. Kha Văn Tửu khai là người tình của chị. Tửu dùng dao khi người tình muốn về với chồng cũ. Người chồng cũ đang nuôi con riêng của vợ. Tửu và vợ đã ly thân.",
        ),
    ],
)
def test_violence_against_women_and_in_families_is_seen(title, body):
    assert labels(title, body).gbv


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Hai nhóm đánh nhau ở chợ", "Vợ chồng chủ quán đóng cửa từ sớm."),
        ("Đội nhà đánh bại chủ nhà", "Các cầu thủ ôm vợ con sau trận đấu."),
        ("Trộm xe rồi đâm người truy đuổi", "Anh bảo vệ bị đâm vào tay."),
        # half of another word
        ("Vợ cầu thủ được đánh giá cao", "Chồng cũ của chị đánh mất cơ hội."),
        ("Cầu thủ giấu vợ đốt một số tiền lớn", "Anh thua bạc ở Lạc Giang."),
        ("Chồng đánh cá, vợ bán hàng", "Hai vợ chồng dậy từ sớm."),
        ("Diễn viên đốt mắt người xem bên chồng cũ", "Bộ ảnh chụp ở Bắc Lũng."),
        # a woman suffers beside her husband, from nobody's hand
        (
            "Một phụ nữ bị ngã xuống giếng",
            "Chị Mạc Thị Sen tử vong. Chồng chị và con riêng của chồng chạy tới cứu.",
        ),
    ],
)
def test_other_crimes_and_words_in_passing_are_not_gender_based_violence(title, body):
    assert not labels(title, body).gbv


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Khi chồng vào bếp",
            "Các ông chồng học nấu ăn. Cuối tuần, chồng rửa bát còn vợ nghỉ. Bố đưa đón con.",
        ),
        ("Nghề của đàn ông?", "Cả năm thợ đều là phụ nữ."),
        ("Tỷ lệ nữ trong cấp ủy", "Tỉnh phấn đấu đạt 25% cán bộ nữ."),
    ],
)
def test_who_does_which_work_is_a_gender_topic(title, body):
    assert labels(title, body).gender_topic


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Nữ tài xế lùi xe vào sạp hàng", "Một người bị thương nhẹ, hai bên đã thỏa thuận."),
        ("Nữ giám đốc trả lời về nước sạch", "Bà cam kết thay ống trước Tết."),
        ("Nam ca sĩ chia sẻ về chuyến lưu diễn", "Nữ khán giả xếp hàng từ sớm. Anh chia sẻ nhiều kỷ niệm."),
    ],
)
def test_a_word_for_a_woman_alone_is_no_gender_topic(title, body):
    assert not labels(title, body).gender_topic


def test_a_woman_in_title_and_story_is_at_the_centre_and_a_commenting_one_is_not():
    assert labels(
        "Nữ thợ hàn đầu tiên của xưởng", "Chị Mạc Thị Sen vào nghề năm 20 tuổi. Chị Sen hàn khung."
    ).women_central
    body = "Ông Kha Văn Tửu sửa cầu suốt mười năm. Bà Mạc Thị Sen, Chủ tịch xã, cho biết ông Tửu không nhận tiền công."
    assert not labels("Người thợ vá cầu", body).women_central


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Hội nghị phổ biến Luật Bình đẳng giới.", True),
        ("Theo Luật Phòng, chống bạo lực gia đình, người bị bạo lực được tạm lánh.", True),
        ("Theo Luật Đất đai, hộ dân được bồi thường.", False),
        ("Bị cáo bị truy tố về tội dâm ô.", False),
    ],
)
def test_only_laws_on_equality_and_protection_are_a_reference(body, told):
    assert labels("Bản tin", body).law_reference is told


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Ba thiếu nữ bị dụ dỗ ra thành phố", "Một đối tượng dụ dỗ các cô gái miền núi đi làm gái bán dâm."),
        ("Cái giá của kẻ tạt axit người tình", "Ghen với tình nhân, bị cáo tạt mù hai mắt ông Tửu."),
        ("Nhóm thanh niên bắt cô gái về làm vợ", "Gia đình cô gái trình báo việc con bị bắt về làm vợ."),
    ],
)
def test_violence_is_seen_without_the_words_of_the_law(title, lead):
    assert labels(title, lead).gbv


def test_a_meeting_on_crime_is_no_report_of_violence():
    lead = "Bộ Chính trị, Quốc hội và Tỉnh ủy nghe báo cáo về tội phạm, trong đó có buôn bán phụ nữ."
    assert not labels("Hội nghị sơ kết nghị quyết phòng chống tội phạm", lead).gbv


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Đâm chết người vì bênh bạn gái",
            "Hai nhóm thanh niên cãi nhau ở quán nước, một người rút dao đâm.",
        ),
        ("Bắt nhóm chém người vì trêu bạn gái", "Hai nhóm thanh niên hỗn chiến."),
        ("Dìm hàng người yêu cũ, cô ca sĩ xin lỗi", "Người yêu cũ nói đã bỏ qua."),
    ],
)
def test_a_brawl_over_a_partner_is_no_violence_against_one(title, lead):
    assert not labels(title, lead).gbv
    assert labels("Đâm chết bạn gái rồi bỏ trốn", "Anh ta đâm bạn gái ở quán nước.").gbv
