"""What an editor on the crime and family desk would lose: a checker that cries at law, prevention, culture and sport."""

from datetime import date

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Labels, Record
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.text import Document

FAMILIES = {"F7", "F8", "F9", "F10", "F18"}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(today=date(2026, 6, 1))


def fired(rules: RuleSet, text: str, *, title: str = "", gbv: bool = True) -> set[str]:
    context = RuleContext(labels=Labels(gbv=gbv), published="2026-06-01")
    return {f.rule for f in rules.match(Document.of(text, title=title), context) if f.family in FAMILIES}


# words of the families in their everyday, legal, medical, cultural or preventive sense, the item about violence or not
HARMLESS = [
    "Công an khởi tố bị can về tội hiếp dâm người dưới 16 tuổi theo Điều 142 Bộ luật Hình sự.",
    "Tòa tuyên phạt bị cáo 12 năm tù về tội giao cấu với người từ đủ 13 tuổi đến dưới 16 tuổi.",
    "Bị cáo bị truy tố về tội chứa mại dâm và tội mua bán người.",
    "Người bị bạo lực gia đình có quyền yêu cầu bố trí nơi tạm lánh.",
    "Trẻ em gọi 111 khi bị xâm hại; tổng đài trực 24/24 giờ.",
    "Hội phụ nữ xã tập huấn phòng ngừa xâm hại tình dục cho học sinh.",
    "Tổ hòa giải đã hòa giải thành 12 vụ mâu thuẫn gia đình.",
    "Bác sĩ khuyên người bệnh đi khám khi có ý nghĩ tự tử.",
    "Chuyên gia: trầm cảm sau sinh cần được điều trị, gia đình cần ở bên người mẹ.",
    "Lực lượng cứu hộ kịp thời cứu người phụ nữ nhảy cầu.",
    "Vận động viên nhảy cầu giành huy chương vàng.",
    "Hai vợ chồng nuôi ong, trồng bưởi, mỗi năm thu trăm triệu đồng.",
    "Chồng nấu cơm, vợ dạy con học; cả nhà vui vẻ.",
    "Cô dâu chú rể trao nhẫn trong lễ cưới tập thể.",
    "Nghệ sĩ vào vai Hoạn Thư trong vở cải lương mới.",
    "Khách du lịch mua hoa ở chợ Tết.",
    "Nhà vườn điều hàng cho khách qua mạng.",
    "Con gái chị làm giáo viên, con trai làm y tá.",
    "Đội tuyển thua vì mất bình tĩnh trong hiệp hai.",
    "Tài xế say rượu đâm vào dải phân cách.",
    "Nhóm trộm chó bị bắt quả tang.",
    "Sau khi ly hôn, hai người cùng nuôi con.",
    "Ông bà chung sống hạnh phúc sáu mươi năm.",
    "Cảnh báo thủ đoạn lừa đảo qua mạng: không gửi ảnh cá nhân cho người lạ.",
    "Hàng nghìn nạn nhân bị lừa bán sang nước ngoài đã được giải cứu, hỗ trợ hồi hương.",
    "Tình thầy trò ấm áp ở điểm trường vùng cao.",
    "Phim truyền hình kể chuyện tình tay ba thời bao cấp.",
    "Nam thanh niên nảy sinh ý định khởi nghiệp khi thấy chè quê rớt giá.",
    "Cơ quan chức năng hé lộ nguyên nhân vụ cháy kho hàng.",
    "Học sinh lớp 5 đạt giải nhất cuộc thi vẽ tranh về quyền trẻ em.",
    "Chị em không nên cam chịu, hãy báo tin cho trưởng thôn, công an xã.",
    "Ghen tị với thành công của bạn bè là cảm xúc thường gặp.",
]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("gbv", [False, True])
def test_harmless_words_stay_silent(rules: RuleSet, text: str, gbv: bool) -> None:
    assert fired(rules, text, gbv=gbv) == set()


# each a headline of the kind the press still prints, and the rule an editor should meet
HEADLINES = [
    ("Ghen tuông, chồng chém vợ rồi bỏ trốn", "vi-ghen"),
    ("Níu kéo bất thành, nam thanh niên tạt axit bạn gái cũ", "niu-keo-bat-thanh"),
    ("Nhậu về, người đàn ông đánh vợ nhập viện", "nhau-ve-danh-vo"),
    ("Nỗi lòng của người chồng sát hại vợ", "ke-giet-khai-gi"),
    ("Nữ sinh dính bẫy của chủ trọ, bị xâm hại", "sa-bay"),
    ("Bắt người đàn ông nhiều lần quan hệ với bé gái 12 tuổi", "quan-he-voi-tre"),
    ("Triệt phá đường dây bán dâm nghìn đô", "duong-day-hang-sang"),
    ("Phát hiện nữ sinh lớp 9 bán dâm", "mai-dam-tre-em"),
    ("Thất tình, nam sinh nhảy cầu", "tu-tu-vi-tinh"),
    ("Hot girl lừa đảo hầu tòa", "nhan-sac-nu-bi-cao"),
]


@pytest.mark.parametrize(("title", "rule"), HEADLINES)
def test_headlines_are_met(rules: RuleSet, title: str, rule: str) -> None:
    assert rule in fired(rules, "Công an đang điều tra vụ việc.", title=title)


@pytest.mark.parametrize(("title", "rule"), HEADLINES)
def test_the_advice_is_no_hit_itself(rules: RuleSet, title: str, rule: str) -> None:
    found = rules.get(rule)
    assert found is not None
    for advice in (*found.alternatives, *(text for texts in found.stages.values() for text in texts)):
        assert rule not in fired(rules, f"{advice[0].upper()}{advice[1:]}."), advice


GUIDANCE = (
    "Cẩm nang khuyên phóng viên không dùng những cách gọi như “yêu râu xanh”, “hại đời”, “gái gọi”, “kẻ thứ ba”. "
    "Tít “Giết vợ vì ghen” hay “Cái kết đắng cho người thứ ba” đổ lỗi cho nạn nhân. "
    "Cũng không nên viết “sa bẫy”, “cái ngàn vàng”, “người tình nhí”."
)


def test_guidance_that_rejects_a_wording_is_no_finding() -> None:
    record = Record(id="g", title="Đưa tin về bạo lực: những từ nên tránh", body=GUIDANCE)
    assert [f.rule for f in analyse(record, load_engine()).findings if f.family in FAMILIES] == []
