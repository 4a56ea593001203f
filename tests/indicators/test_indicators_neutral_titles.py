"""A good title must not hide what the text below it does: minute description of a rape is found though the label sees no violence."""

import pytest

from indicators.analyse import analyse
from indicators.model import Record

ITEMS = {
    "charged": (
        "Khởi tố một đối tượng",
        "Cơ quan điều tra vừa khởi tố Lò Văn Tấu, trú xã Nậm Vằng. Lợi dụng lúc vắng nhà, Tấu lột quần áo và hiếp dâm cháu gái 13 tuổi. "
        "Vụ việc đang được điều tra theo quy trình, các đơn vị phối hợp làm rõ những tình tiết còn lại.",
    ),
    "tried": (
        "12 năm tù cho bị cáo Tấu",
        "Tòa án tỉnh mở phiên xét xử. Theo cáo trạng, bị cáo lột quần áo, giao cấu nhiều lần. Tấu bị tuyên phạt 12 năm tù về tội hiếp "
        "dâm người dưới 16 tuổi. Phiên tòa kết thúc vào buổi chiều.",
    ),
}
TELLING = "trinh-bay-chi-tiet"


def of(title: str, body: str):
    return analyse(Record(id="-", title=title, body=body, published="2026-06-02"))


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_a_neutral_title_hides_no_minute_description(item):
    found = {f.rule: f for f in of(*item).findings}
    assert found[TELLING].text == "lột quần áo"


def test_the_label_stays_what_title_and_front_say():
    title, body = ITEMS["tried"]
    long = "Phiên tòa bắt đầu từ sáng sớm. " * 20 + "\n" + body
    analysis = of(title, long)
    assert not analysis.labels.gbv
    assert TELLING in {f.rule for f in analysis.findings}


def test_names_for_a_suspect_follow_the_stage_below_a_neutral_title():
    title, body = ITEMS["charged"]
    long = "Buổi sáng trời nhiều mây. " * 20 + "\n" + body.replace("Lợi dụng", "Gã bệnh hoạn này lợi dụng")
    analysis = of(title, long)
    (named,) = [f for f in analysis.findings if f.rule == "ke-ac-quy"]
    assert not analysis.labels.gbv
    assert named.alternatives[0] == "bị can"


@pytest.mark.parametrize(
    "body",
    [
        "Nhóm bạn lột quần áo mưa, lội qua suối cứu người.",
        "Ông kể vùng quê bị hạn hán cưỡng bức phải bỏ ruộng, mọi người cởi quần áo ướt hong bên bếp.",
        "Nhà phê bình gọi đó là hiếp dâm ngôn ngữ. Diễn viên cởi quần áo thay phục trang trên sân khấu.",
    ],
)
def test_without_an_offence_by_its_name_nothing_is_found(body):
    assert TELLING not in {f.rule for f in of("Chuyện cuối tuần", body).findings}


GUILT = "goi-co-toi-kem-ten"
CASE = "Người chồng đâm vợ trọng thương tại phòng trọ. {} Công an đã tạm giữ hình sự để điều tra."


@pytest.mark.parametrize(
    "called",
    [
        "Hung thủ Nguyễn Văn Ba bỏ trốn trong đêm.",
        "Hung thủ là Lê Văn Ba, trú cùng xã.",
        "Tên tội phạm đã khai nhận toàn bộ.",
        "Hàng xóm không ngờ kẻ thủ ác ở ngay cạnh nhà.",
    ],
)
def test_nobody_is_the_culprit_before_a_judgment(called):
    (one,) = [f for f in of("Bắt người đâm vợ", CASE.format(called)).findings if f.rule == GUILT]
    assert (one.standing, one.scores) == ("unproven", False)
    assert "người bị tạm giữ" in one.alternatives


@pytest.mark.parametrize(
    "called",
    [
        "Công an truy tìm hung thủ suốt đêm.",
        "Nghi phạm Nguyễn Văn Ba bỏ trốn trong đêm.",
        "Tòa từng tuyên phạt hung thủ Nguyễn Văn Ba 3 năm tù.",
        "Hung thủ lê con dao trên nền gạch.",
    ],
)
def test_who_is_sought_unnamed_or_was_judged_is_no_finding(called):
    assert GUILT not in {f.rule for f in of("Bắt người đâm vợ", CASE.format(called)).findings}
