"""Who teaches how to write about LGBTI persons, men, sons, disability, sport and jobs must not be scored for the examples."""

from datetime import date

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record
from indicators.rules import RuleContext, load_packs
from indicators.rules.loader import on_request_packs
from indicators.text import Document

GROUPS = {"F11", "F12", "F13", "F14", "F15", "F16", "F17"}

GUIDANCE = [
    (
        "Tập huấn viết về người khuyết tật: dùng từ thế nào?",
        "Lớp tập huấn cho phóng viên nêu các từ nên tránh: “tàn tật”, “tật nguyền”, “câm điếc”, “người điên”, “thiểu năng”. "
        "Giảng viên khuyên không nên gọi người khuyết tật là tật nguyền hay kể đám cưới cổ tích. "
        "Thay vì gọi “như người bình thường”, hãy viết “như mọi người”. Không nói ai đó gắn chặt với xe lăn.",
    ),
    (
        "Hướng dẫn đưa tin về người LGBTI",
        "Đồng tính không phải là bệnh. Không dùng các từ như pê đê, bê đê, bóng lộ, ô môi. "
        "Đừng gọi người chuyển giới là “giả gái”. Cẩm nang đề nghị không viết “thú nhận là người đồng tính” mà viết “công khai”. "
        "Các tít như “Gã đồng tính lừa tiền” gắn xu hướng tính dục với tội phạm, cần được sửa.",
    ),
    (
        "Nam giới cũng là nạn nhân của định kiến giới",
        "Câu “đàn ông không được khóc”, “đàn ông phải là trụ cột gia đình” gây áp lực cho nhiều người. "
        "Nghiên cứu chỉ ra chuẩn “đàn ông đích thực” khiến nam giới giấu bệnh. "
        "Những lời chê sợ vợ, ăn bám vợ cần được bỏ. Chuyên gia cho rằng quan niệm con trai phải mạnh mẽ là lạc hậu.",
    ),
    (
        "Xóa bỏ tâm lý ưa thích con trai",
        "Tư tưởng nối dõi tông đường, “nhất nam viết hữu, thập nữ viết vô” vẫn ăn sâu. "
        "Nghị định cấm tuyên truyền phương pháp sinh con trai. "
        "Cán bộ dân số vận động các gia đình sinh con một bề dừng ở hai con.",
    ),
    (
        "Báo chí thể thao và phụ nữ",
        "Tài liệu khuyến nghị không gọi vận động viên là “búp bê”, không viết “gái xinh trên khán đài”. "
        "Thay vì ca ngợi nhan sắc, hãy nêu thành tích. Gọi các tuyển thủ là “các cô gái vàng” cũng nên cân nhắc.",
    ),
    (
        "Rà soát tin tuyển dụng",
        "Cán bộ hướng dẫn doanh nghiệp bỏ các câu “chỉ nhận nam”, “nữ chưa lập gia đình”, “ngoại hình ưa nhìn” trong tin "
        "tuyển dụng. Mức lương, chế độ phải ghi rõ. Hồ sơ, liên hệ nộp tại trung tâm.",
    ),
]

FAIR_CONVENTION = """QUY ƯỚC THÔN
Điều 1. Mỗi hộ gia đình cử một người đại diện từ đủ 18 tuổi dự họp thôn, nam hoặc nữ.
Điều 2. Nhà trai, nhà gái không thách cưới; nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi được kết hôn. Không tảo hôn.
Điều 3. Gia đình có người mất báo trưởng thôn; con cháu trong nhà chịu tang theo phong tục.
Điều 4. Vợ chồng bình đẳng, cùng nuôi dạy con; người gây bạo lực gia đình bị báo công an xã.
Điều 5. Con trai, con gái đều được đi học; quỹ khuyến học thưởng học sinh giỏi 200.000 đồng.
Điều 6. Mỗi người trong độ tuổi lao động đóng 2 ngày công một năm; phụ nữ mang thai được miễn.
Điều 7. Người dự lễ hội ăn mặc lịch sự; phụ nữ và nam giới cùng tham gia đội tế, rước kiệu.
Điều 8. Cụ ông, cụ bà từ 70 tuổi được mừng thọ. Con gái, con dâu, con rể cùng góp giỗ họ."""

UNFAIR_CONVENTION = """LỆ LÀNG
Điều 1. Ruộng công chia theo suất đinh trong thôn.
Điều 2. Vợ bỏ chồng phải trả lại gấp đôi tiền cưới.
Điều 3. Chỉ con trai trưởng được làm chủ tang.
Điều 4. Đàn bà ngồi mâm dưới trong ngày giỗ họ.
Điều 5. Sản phụ mới sinh ở lán ngoài rừng một tháng.
Điều 6. Vợ chồng xô xát thì tự giải quyết, không làm ồn xóm."""


@pytest.mark.parametrize(("title", "body"), GUIDANCE, ids=[title for title, _ in GUIDANCE])
def test_guidance_that_names_a_wording_to_reject_it_is_no_finding(title: str, body: str) -> None:
    engine = load_engine()
    families = {rule.id: rule.family for rule in engine.ruleset.rules}
    found = analyse(Record(id="1", title=title, body=body), engine).findings
    assert [f.rule for f in found if families[f.rule] in GROUPS] == []


def convention(text: str) -> set[str]:
    rules = load_packs(on_request_packs(), today=date(2026, 7, 2))
    return {f.rule for f in rules.match(Document.of(text), RuleContext(published="2026-06-01"))}


def test_a_fair_convention_gets_no_remark() -> None:
    assert convention(FAIR_CONVENTION) == set()


def test_provisions_that_leave_women_out_are_shown_to_the_reviewer() -> None:
    assert convention(UNFAIR_CONVENTION) >= {
        "hu-dat-theo-suat-dinh",
        "hu-bo-chong-tra-le",
        "hu-chu-tang-con-trai",
        "hu-mam-tren-chieu-duoi",
        "hu-kieng-ky-kinh-o-cu",
        "hu-bao-luc-noi-bo",
    }


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Những lời chê ăn bám vợ cần được bỏ.", False),
        ("Quan niệm con hư tại mẹ là lạc hậu.", False),
        ("Anh ta ăn bám vợ. Những lời chê cần được bỏ.", True),
    ],
)
def test_what_a_sentence_rejects_is_no_finding_without_marks_either(body: str, told: bool) -> None:
    families = {rule.id: rule.family for rule in load_engine().ruleset.rules}
    found = analyse(Record(id="1", title="Bản tin", body=body), load_engine()).findings
    assert bool([f for f in found if families[f.rule] in {"F6", "F12"}]) is told
