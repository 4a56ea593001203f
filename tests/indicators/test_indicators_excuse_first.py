"""What a careful editor would lose: an excuse that stands first in a headline without "vì", a choice told as a cause, a cure."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse
from indicators.model import Record

BEFORE_THE_ACT = {
    "co-truoc-hanh-vi",
    "loi-truoc-bi-hai",
    "sinh-hoat-truoc-xam-hai",
    "vi-ghen",
    "niu-keo-bat-thanh",
}
ILLNESS = {"dong-tinh-la-benh", "benh-dong-tinh"}

EXCUSES = [
    "Bị thách thức, chồng cứa cổ giết chết vợ",
    "Rượu chè với bạn, vợ cầm dao đâm chồng trọng thương",
    "Thua bài, chồng chém vợ rồi bỏ trốn",
    "Bị trách mắng, bạn gái đâm bạn trai",
    "Say rượu, chồng đánh chết vợ",
    "Nợ nần, túng quẫn, chồng sát hại vợ",
    "Vợ ngoại tình, chồng sát hại",
    "Bị vợ chửi, chồng đâm chết vợ",
    "Vợ đòi ly hôn, chồng sát hại",
    "Say rượu, gã đàn ông sát hại vợ",
    "Say xỉn về nhà, người đàn ông chém vợ trọng thương",
    "Thua cá độ, gã trai bóp cổ bạn gái",
    "Thất nghiệp, người đàn ông ra tay với vợ con",
    "Bực tức chuyện tiền bạc, người vợ đâm chồng",
    "Bị chê nghèo, nam thanh niên đâm bạn gái",
    "Bị bạn gái cắm sừng, nam sinh tạt axit",
    "Bị người yêu phản bội, cô gái đâm bạn trai",
    "Bị vợ cằn nhằn, người đàn ông vung dao",
    "Bị vợ bỏ, người chồng đốt nhà",
    "Bị vợ đuổi khỏi nhà, người đàn ông phóng hỏa",
    "Bị từ chối tình cảm, nam thanh niên đâm cô gái",
    "Bạn gái đòi chia tay, nam thanh niên sát hại",
    "Bạn trai có người mới, cô gái tạt axit",
    "Người yêu cũ không chịu quay lại, gã trai đâm chết",
    "Vợ không cho tiền mua rượu, chồng đánh chết",
    "Vợ đi làm về muộn, chồng đánh nhập viện",
    "Vợ không sinh được con trai, chồng hành hung",
    "Chồng say xỉn, vợ dùng dao đâm chết",
    "Vợ cũ có chồng mới, người đàn ông truy sát",
    "Vợ mải chơi TikTok, chồng đánh chết",
    "Vợ lắm lời, chồng ra tay đoạt mạng",
    "Người yêu đồng giới đòi chia tay, cô gái đâm trọng thương",
    "Níu kéo không thành, nam thanh niên đâm bạn gái",
    "Níu kéo bất thành, gã trai sát hại tình cũ",
    "Hàn gắn không được, chồng cũ chém vợ",
    "Không hàn gắn được, chồng cũ sát hại vợ",
    "Uất ức vì bị phụ tình, cô gái đầu độc người yêu",
    "Cãi nhau với vợ, chồng phóng hỏa đốt nhà",
    "Cãi vã, chồng siết cổ vợ",
    "Mâu thuẫn, chồng đâm vợ",
    "Ghen tuông, chồng giết vợ",
    "Nghi vợ ngoại tình, chồng giết vợ",
    "Phát hiện vợ ngoại tình, chồng đâm chết",
    "Áp lực cơm áo, người cha đầu độc vợ con",
    "Trầm cảm, người chồng sát hại vợ",
    "Vợ bỏ về nhà ngoại, chồng đến đâm",
    "Chồng ngoại tình, vợ đâm chết",
    "Chồng không đưa lương, vợ đâm",
]

ASSAULTS = [
    "Đi chơi về khuya, cô gái bị hiếp dâm",
    "Uống rượu say, cô gái bị hiếp dâm",
    "Say rượu, nữ công nhân bị đồng nghiệp hiếp dâm",
    "Đi làm về khuya, nữ công nhân bị khống chế hiếp dâm",
    "Mặc váy ngắn đi chơi, thiếu nữ bị sàm sỡ",
    "Nữ sinh đi hát karaoke bị cưỡng hiếp tập thể",
    "Theo bạn trai về phòng trọ, nữ sinh bị hiếp dâm",
    "Lên xe người lạ, cô gái bị xâm hại",
    "Nhận lời đi nhậu, nữ nhân viên bị giám đốc giở trò",
    "Quá chén, nam sinh bị bạn cùng phòng xâm hại",
    "Chàng trai uống say bị người đàn ông xâm hại",
    "Ngủ say, người phụ nữ bị hàng xóm giở trò đồi bại",
    "Đi bộ một mình lúc nửa đêm, cô gái bị sàm sỡ",
    "Quên khóa cửa, nữ sinh bị kẻ lạ hiếp dâm",
    "Ham vui, thiếu nữ bị nhóm bạn hiếp dâm",
    "Đi nhờ xe, cô gái trẻ bị tài xế cưỡng hiếp",
    "Hẹn hò qua mạng, chàng trai đồng tính bị cưỡng dâm",
    "Mặc hở hang, nữ hành khách bị sàm sỡ trên xe buýt",
]

# of the same words, and neither excuse nor blame
HARMLESS = [
    "Vợ không nghe điện thoại, chồng đi tìm thì thấy chị bị kẻ cướp đâm",
    "Vợ chửi hàng xóm, hàng xóm sang nhà đánh chết chồng",
    "Vợ đòi bán đất, anh trai chồng sang nhà cầm dao chém",
    "Áp lực học hành, con trai cầm dao đâm bạn, vợ chồng ông lên tiếng",
    "Bực tức, chủ quán chém khách, vợ khách kêu cứu",
    "Mâu thuẫn, anh ta đâm bạn trai của em gái",
    "Nghiên cứu: đòi ly hôn, phụ nữ dễ bị chồng sát hại",
    "Trầm cảm, chồng cũ ca sĩ cầm dao rạch tay",
    "Mâu thuẫn gia đình, anh rể đâm em vợ",
    "Bực tức hàng xóm, hai vợ chồng cầm dao truy sát",
    "Vợ từ chối trả lời, chồng giết lợn đãi khách",
    "Nợ nần, người phụ nữ đầu độc chủ nợ",
    "Ca khúc “Vợ đòi ly hôn, chồng đâm đầu vào rượu” gây sốt",
    "Say rượu, tài xế tông chết hai vợ chồng",
    "Chồng say rượu bị vợ đuổi ra khỏi nhà",
    "Vợ đòi ly hôn, chồng đòi chia đôi nhà",
    "Nợ nần, túng quẫn, vợ chồng bán nhà trả nợ",
    "Đi chơi về khuya, cô gái bị cướp xe",
    "Vợ ngoại tình, chồng tôi nên làm gì?",
    "Chồng đòi ly hôn, vợ đánh ghen",
    "Chồng ngoại tình, vợ đâm đơn ra tòa",
    "Vợ tử vong, chồng bị đâm trọng thương",
    "Chồng bạo hành nhiều năm, vợ đâm chết chồng trong lúc tự vệ",
    "Áp lực công việc, vợ chồng trẻ bỏ phố về quê",
    "Thua Thái Lan, tuyển nữ Việt Nam lỡ vé chung kết",
    "Bị bạn gái chia tay, nam sinh đỗ thủ khoa",
    "Vợ không qua khỏi, chồng nguy kịch sau vụ cháy",
    "Mâu thuẫn đất đai, anh trai chém em gái",
    "Mâu thuẫn khi đi xe, hai nhóm thanh niên chém nhau",
    "Vợ đi làm xa, chồng nuôi ba con ăn học",
    "Chồng chê vợ béo, vợ giảm 20 kg",
    "Bắt tạm giam người chồng sát hại vợ",
    "Chồng đâm vợ trọng thương rồi tự sát",
    "Vợ bầu 8 tháng, chồng vẫn đánh đập",
    "Chồng cũ dọa giết, người phụ nữ cầu cứu công an",
    "Sau ly hôn, người phụ nữ bị chồng cũ đâm trọng thương",
    "Người phụ nữ bị chồng cũ tạt axit sau khi ly hôn",
    "Phim Việt: Vợ ngoại tình, chồng sát hại tình địch",
    "Thua bạc, nam thanh niên cướp tiệm vàng",
    "Say xỉn, nhóm thanh niên đốt pháo, ném gạch vào nhà dân",
    "Vợ đi chợ, chồng ở nhà nổ súng bắn chim bị phạt",
    "Bị vợ mắng, người đàn ông bỏ nhà đi",
    "Bị chồng đuổi, người mẹ bế con cầu cứu",
    "Bạn gái đòi chia tay, nam sinh nhảy cầu",
    "Chồng mải cờ bạc, vợ một mình nuôi con",
    "Vợ chê chồng nghèo, hai người ra tòa",
    "Áp lực, hậu vệ tuyển nữ cầm dao mổ heo phụ mẹ",
    "Đi một mình, nữ phượt thủ chinh phục Tà Xùa",
    "Uống rượu say, nam thanh niên bị tai nạn tử vong",
    "Uống rượu say, nữ tài xế bị phạt nồng độ cồn",
    "Ngủ quên, cô gái bị bỏ lại trên xe",
    "Đi bar, ca sĩ bị chỉ trích",
    "Ham vui, nhóm bạn trẻ bị lạc trong rừng",
    "Người đàn ông say rượu sàm sỡ nữ sinh bị bắt",
    "Nam thanh niên say rượu bị tố sàm sỡ phụ nữ",
    "Đi nhậu về, tài xế bị quấy rối bởi tin nhắn rác",
    "Về khuya, nữ công nhân được công đoàn đưa đón",
    "Ngoại tình, trung úy bị kỷ luật",
    "Đòi ly hôn, vợ bị chồng kiện",
    "Đòi ly hôn, vợ chồng nghệ sĩ bị đồn đánh nhau",
    "Không chịu khai báo, chồng bị đánh thuế",
    "Nộp đơn ly hôn, người phụ nữ bị chồng đánh: pháp luật xử lý thế nào?",
]

TOLD = [
    "Theo công an, vì chị Hoa đòi chia tay nên Hùng đã ra tay sát hại.",
    "Cơ quan điều tra xác định do chị Hoa muốn ly hôn, Hùng mang dao đến đâm chị tử vong.",
    "Đại tá Nguyễn Văn Mẫu cho biết do ghen tuông, Hùng đâm chị Hoa trọng thương.",
    "Cáo trạng nêu vì nghi chị Hoa có người mới nên Hùng siết cổ chị.",
    "Theo điều tra ban đầu, Hùng níu kéo không được nên tạt axit chị Hoa.",
    "Bước đầu, Hùng khai do anh Tú có người mới nên đầu độc anh.",
    "Viện kiểm sát cho rằng Lan phát hiện anh Tú ngoại tình nên đâm anh.",
    "Công an xác định do anh Minh đòi chia tay anh Tú, Tú mang dao đâm anh Minh.",
    "Kết quả điều tra cho thấy chị Hoa dứt khoát chia tay nên Hùng nảy sinh ý định giết người.",
    "Thượng tá Mẫu thông tin, do bị chị Hoa cắt đứt tình cảm, Hùng phóng hỏa phòng trọ.",
]

OWN = [
    "Vì chị Hoa đòi chia tay nên Hùng đã ra tay sát hại.",
    "Do chị Hoa muốn ly hôn, Hùng mang dao đến đâm chị tử vong.",
    "Biết chị Hoa có người mới, Hùng mang dao đến đâm.",
    "Níu kéo chị Hoa không được, Hùng tạt axit.",
    "Ghen tuông, Hùng đâm chị Hoa.",
    "Chị Hoa từ chối hàn gắn nên Hùng bóp cổ chị đến chết.",
    "Anh Tú ngoại tình, Lan cầm kéo đâm anh.",
    "Bực tức vì chị Hoa nói lời chia tay, Hùng rút dao đâm liên tiếp.",
    "Nghi anh Minh có người mới, Tú đâm anh.",
    "Do chị Hoa không chịu quay lại, Hùng tưới xăng đốt chị.",
]

CURES = [
    "Đồng tính là bệnh, có thể chữa khỏi.",
    "Nhiều người đi chữa đồng tính ở thành phố.",
    "Bệnh đồng tính đang lan rộng.",
    "Cậu con trai mắc bệnh đồng tính từ nhỏ.",
    "Bài thuốc trị dứt đồng tính trong ba tháng.",
    "Song tính là một chứng rối loạn.",
    "Bác sĩ nói chuyển giới là một dạng bệnh tâm thần.",
    "Trung tâm này nhận cải tạo đồng tính cho thanh thiếu niên.",
    "Phương pháp thôi miên giúp thoát khỏi đồng tính.",
    "Cô gái khỏi bệnh đồng tính nhờ uống thuốc nam.",
    "Cha mẹ đưa con đi bác sĩ để chữa bệnh lesbian.",
    "Gay là bệnh có thể phòng tránh.",
    "Bệnh ái nam ái nữ có chữa được không?",
    "Thầy thuốc nhận chữa bệnh chuyển giới cho con bạn.",
    "Đồng tính do rối loạn tâm lý, cần trị liệu sớm.",
    "Nguyên nhân và cách điều trị bệnh đồng tính nam.",
    "Les là một dạng lệch lạc tâm lý.",
    "Làm thế nào để chữa khỏi song tính?",
    "Liệu pháp chuyển đổi giúp người đồng tính trở lại bình thường.",
    "Triệu chứng của bệnh đồng tính nữ",
    "Xu hướng tính dục đồng giới là bất thường về tâm thần.",
    "Anh trở lại là đàn ông bình thường sau khi hết đồng tính.",
    "Uống thuốc hết đồng tính",
    "Đồng tính có chữa được không?",
]

NO_ILLNESS = [
    "Đồng tính không phải là bệnh.",
    "Đồng tính không phải bệnh, không cần chữa.",
    "Bộ Y tế khẳng định đồng tính, song tính, chuyển giới không phải là bệnh.",
    "WHO bỏ đồng tính khỏi danh mục bệnh năm 1990.",
    "Công văn 4132/BYT-PC nghiêm cấm chữa trị đồng tính.",
    "Coi đồng tính là bệnh là định kiến.",
    "Không thể chữa đồng tính vì đó không phải là bệnh.",
    "Trước đây người ta từng coi đồng tính là bệnh.",
    "Năm 1973, Hội Tâm thần học Mỹ xóa đồng tính khỏi danh sách bệnh tâm thần.",
    "Nhiều phòng khám quảng cáo chữa đồng tính bị xử phạt.",
    "Đừng ép con đi chữa bệnh đồng tính.",
    "Bạn trẻ đồng tính bị gia đình ép đi chữa bệnh kể lại nỗi đau.",
    "Tổ chức này đấu tranh chống liệu pháp chữa đồng tính.",
    "Người đồng tính mắc bệnh tiểu đường được tư vấn.",
    "Người chuyển giới là bệnh nhân của khoa nội tiết.",
    "Dịch vụ y tế cho người đồng tính nhiễm HIV được mở rộng.",
    "Bác sĩ chữa bệnh cho người chuyển giới không phân biệt.",
    "Người đồng tính được điều trị dự phòng trước phơi nhiễm HIV.",
    "Chuyển giới là bệnh viện nào làm tốt?",
    "Bộ phim kể về cậu bé đồng tính bị cha bắt đi chữa bệnh.",
    "Nếu đồng tính là bệnh thì hôm nay tôi xin nghỉ ốm.",
    "Người đồng tính có thể chữa trị vô sinh bằng thụ tinh ống nghiệm.",
    "Anh đồng tình có thể chữa khỏi căn bệnh này.",
    "Các nước cấm chữa trị đồng tính ngày càng nhiều.",
    "Đề nghị không coi chuyển giới là rối loạn tâm thần.",
    "Người lưỡng tính là một hiện tượng sinh học.",
    "Theo chuyên gia, ý nghĩ đồng tính là bệnh khiến nhiều bạn trẻ tự ti.",
]


def found(title: str = "Tin trong ngày", lead: str = "", body: str = "Công an đang làm rõ.") -> set[str]:
    return {f.rule for f in analyse(Record(id="-", title=title, lead=lead, body=body)).findings}


@pytest.mark.parametrize("words", [*EXCUSES, *ASSAULTS])
def test_an_excuse_put_first_is_found_in_title_and_lead(words):
    assert found(words) & BEFORE_THE_ACT
    assert found(lead=f"{words}.") & BEFORE_THE_ACT


@pytest.mark.parametrize("words", HARMLESS)
def test_the_same_words_without_excuse_are_left_alone(words):
    assert not found(words) & BEFORE_THE_ACT
    assert not found(lead=f"{words}.") & BEFORE_THE_ACT


@pytest.mark.parametrize(
    ("one", "other"),
    [("chồng", "vợ"), ("bạn trai", "bạn gái"), ("chồng cũ", "vợ cũ"), ("bạn trai", "bạn trai cũ")],
)
@pytest.mark.parametrize(
    "form",
    [
        "Say rượu, {a} đánh chết {b}",
        "{A} đòi ly hôn, {b} sát hại",
        "Bị {a} chửi, {b} đâm chết",
        "Đòi chia tay, {a} bị {b} đâm",
    ],
)
def test_whoever_strikes_whom(form, one, other):
    for a, b in ((one, other), (other, one)):
        assert found(form.format(a=a, b=b, A=a.capitalize())) & BEFORE_THE_ACT


def test_one_headline_is_told_once():
    """Where an older rule says the same of the same words the reader is not told twice."""
    for title in (
        "Nghi vợ ngoại tình, chồng giết vợ",
        "Ghen tuông, chồng giết vợ",
        "Cãi vã, chồng siết cổ vợ",
        "Bị từ chối tình cảm, nam thanh niên đâm cô gái",
    ):
        shown = analyse(Record(id="-", title=title, body="Công an đang làm rõ.")).findings
        assert len([f for f in shown if f.family == "F8"]) == 1, title


@pytest.mark.parametrize("text", TOLD)
def test_a_choice_told_by_police_as_the_cause_gets_the_hint_to_add_context(text):
    assert any(rule.endswith("-theo-loi-ke") for rule in found(body=text))
    helped = f"{text} Hội Phụ nữ cho biết chị từng trình báo; đường dây nóng trực ngày đêm."
    assert not any(rule.endswith("-theo-loi-ke") for rule in found(body=helped))


@pytest.mark.parametrize("text", OWN)
def test_a_choice_told_by_the_outlet_as_the_cause_is_found_though_nobody_is_called_a_partner(text):
    assert found(body=text) & {"vi-doi-chia-tay", "nghi-ngoai-tinh-roi-danh"}


@pytest.mark.parametrize("text", CURES)
def test_who_one_loves_called_an_illness_is_found(text):
    assert found(body=f"{text} Bài đăng tuần qua.") & ILLNESS


@pytest.mark.parametrize("text", NO_ILLNESS)
def test_who_says_that_it_is_none_is_left_alone(text):
    assert not found(body=f"{text} Bài đăng tuần qua.") & ILLNESS


@pytest.mark.parametrize(
    "words",
    [
        "Không đặt tít “Say rượu, chồng đánh chết vợ”",
        "Vì sao không nên rút tít kiểu “say rượu, chồng đâm vợ”?",
        "Đừng viết “Đi chơi về khuya, cô gái bị hiếp dâm”",
        "Lớp học sửa tít “Đòi chia tay, cô gái bị sát hại”",
        "Gọi “bệnh đồng tính” là sai.",
    ],
)
def test_who_quotes_it_to_reject_it_is_left_alone_and_challenges(words):
    made = analyse(Record(id="-", title=words, body="Giảng viên cùng học viên phân tích."))
    assert not {f.rule for f in made.findings} & (BEFORE_THE_ACT | ILLNESS)
    assert made.labels.challenges_stereotype


def test_marks_and_a_rumour_excuse_nothing():
    assert found("Tin “bệnh đồng tính lan trong trường” là sai.") & ILLNESS
