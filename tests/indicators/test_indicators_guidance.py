"""What an editor would lose trust over: a finding in a handbook that says what not to write, or in a word that means something else.

The six texts in guidance/ are made up for this test: a handbook, a training note, a column, a circular of a Union, a legal
explainer and a style sheet. Each quotes bad wordings in order to reject them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Record
from indicators.rules.mentions import Mentions
from indicators.text import Document

TEXTS = sorted((Path(__file__).parent / "guidance").glob("*.txt"))
ENGINE = load_engine()


def record(text: str, name: str = "-") -> Record:
    title, _, body = text.strip().partition("\n\n")
    return Record(id=name, title=title if body else "", body=body or title)


def found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in analyse(record(text), ENGINE).findings]


def test_there_are_six_kinds_of_guidance():
    assert len(TEXTS) == 6
    assert all(300 <= len(text.read_text(encoding="utf-8").split()) <= 500 for text in TEXTS)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_guidance_that_rejects_a_wording_is_no_finding(file):
    """No scoring finding, and no hint in quotations, names of movements or legal terms: none of these texts holds any other."""
    assert found(file.read_text(encoding="utf-8")) == []


@pytest.mark.held
def test_seeds_are_no_findings(shared):
    """Plans and circulars on equality speak about stereotypes and name movements."""
    for file in sorted((shared / "seeds").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        hits = analyse(record(text), ENGINE).findings
        assert [f.rule for f in hits if f.scores] == [], file.name
        inside = [f.rule for f in hits if text.count("“", 0, f.start) > text.count("”", 0, f.start)]
        assert inside == [], file.name


HARMLESS = {
    "lộ hàng": ["Kẻ gian làm tiết lộ hàng loạt thông tin khách hàng.", "Bản ghi âm tiết lộ hàng chục cuộc gọi."],
    "lộ thiên": ["Mỏ than lộ thiên ở thôn Đông ngừng khai thác.", "Pho tượng đặt lộ thiên giữa sân đình."],
    "hậu phương": ["Hoa hậu Phương Mẫu dự lễ khai giảng.", "Tuyến hậu phương gửi gạo ra mặt trận."],
    "gái trẻ": ["Một cô gái trẻ mở xưởng gốm ở làng.", "Những cô gái trẻ tình nguyện hiến máu."],
    "góa phụ": ["Loài nhện góa phụ đen xuất hiện ở vùng đồi.", "Nhà thơ có biệt danh Góa Phụ ra tập mới."],
    "bống": ["Nồi cá bống kho tiêu thơm lừng.", "Các bé hát bài Cái bống."],
    "trà xanh": ["Giá chè xanh, trà xanh tăng nhẹ.", "Bác sĩ khuyên uống trà xanh mỗi sáng."],
    "tuesday": ["Sent: Tuesday, May 11, 4:00 AM", "Chương trình Ruby Tuesday phát tối thứ ba."],
    "một vụ": ["Thêm một vụ cháy rừng ở xã.", "Lại một vụ lúa được mùa."],
    "trụ cột": ["Trụ cột của đội bóng trở lại sân.", "Nông nghiệp là trụ cột của kinh tế huyện."],
    "vui vẻ": ["Cả lớp vui vẻ ra về.", "Bà con vui vẻ hiến đất làm đường."],
    "bắt quả tang": ["Công an bắt quả tang nhóm đánh bạc.", "Kiểm lâm bắt quả tang xe chở gỗ."],
    "thả rông": ["Xã cấm thả rông trâu bò.", "Chó thả rông cắn một cụ ông."],
    "chị em": ["Hai chị em cùng đỗ đại học.", "Anh chị em công nhân nhận quà Tết."],
    "bà": ["Bà con thôn Đông góp công làm cầu.", "Xe khách chạy tuyến Bà Rịa.", "Du khách lên Bà Nà."],
    "nữ + nghề": ["Ca sĩ nữ và ca sĩ nam cùng hát.", "Nữ tài xế và nam tài xế đều được khen.", "Ba nữ bác sĩ trực đêm."],
    "đảm đang": ["Chị được tặng danh hiệu Phụ nữ ba đảm đang.", "Phẩm chất tự tin, tự trọng, trung hậu, đảm đang."],
    "cô giáo": ["Cô giáo Mơ và thầy giáo Pín dạy lớp ghép.", "Học trò tặng hoa cô giáo cũ."],
    "tố": ["Công ty tố đối tác chậm trả tiền.", "Khởi tố bị can về tội dâm ô với người dưới 16 tuổi."],
    "ả, y, hắn": ["Trận gió yên ả trôi qua thôn.", "Đoàn Ả Rập Xê Út thăm cảng.", "Y tế xã tiêm phòng sởi."],
    "thị": ["Thị trấn mở chợ đêm.", "Đô thị mới có công viên.", "Bà Nguyễn Thị Mẫu nhận bằng khen."],
    "phẩm chất, khẩu hiệu": ["Phong trào giỏi việc nước, đảm việc nhà được phát động.", "Tám chữ vàng: anh hùng, bất khuất, trung hậu, đảm đang."],
    "thuật ngữ": ["Luật quy định về xâm hại tình dục trẻ em.", "Người bán dâm được hỗ trợ học nghề.", "Con ngoài giá thú được thừa kế."],
    "bóng, cong, phò": ["Đội bóng đá nữ tập trung.", "Đường cong qua núi.", "Tướng quân phò tá nhà vua."],
    "gà, hàng": ["Gà trống gáy sáng.", "Hàng ế được trả lại kho."],
}  # fmt: skip


@pytest.mark.parametrize(
    "sentence", [s for each in HARMLESS.values() for s in each], ids=[w for w, each in HARMLESS.items() for _ in each]
)  # fmt: skip
def test_the_same_syllables_in_a_harmless_sentence_are_nothing(sentence):
    """One and more sentences for every row of the list of wordings that fail on real text."""
    assert found(sentence) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Hot girl” bán trà thu hút khách ở chợ phiên.",
        "Tòa nhà mới khánh thành\n\nMột “hot girl” cắt băng, cả phố ra xem.",
        # one sentence of guidance does not clean the rest of an item
        "Hội nghị về báo chí\n\nDiễn giả khuyên không dùng “chân dài”.\nTan họp, một “hot girl” ra hát.",
        "Nói không với tệ nạn\n\nXã viết “không ma túy” lên tường; một “hot girl” đọc lời hứa.",
    ],
)
def test_marks_alone_do_not_wave_a_finding_away(text):
    assert any("hot girl" in words.lower() for _, words in found(text))


@pytest.mark.parametrize(
    ("text", "words", "mentioned"),
    [
        ("Không gọi nữ kỹ sư là “bóng hồng”.", "bóng hồng", True),
        ("Các từ “ả”, “thị” và “mụ” nên bỏ.", "mụ", True),
        ("Cách nói “trót dại” là làm nhẹ hành vi.", "trót dại", True),
        ("Cách nói “trót dại” bào chữa; “ham vui” là đổ lỗi cho nạn nhân.", "ham vui", True),
        ("Thay vì “chân dài”, anh cưới cô giáo làng.", "chân dài", False),
        ("Anh né tránh “chân dài” ở quán.", "chân dài", False),
        ("“Chân dài” xúc phạm cảnh sát giao thông.", "chân dài", False),
        ("“Chân dài” bị kỳ thị sau vụ lộ ảnh.", "chân dài", False),
        ("“Chân dài” là người bị kỳ thị ở xóm.", "chân dài", False),
        ("“Chân dài” sai lầm khi lái xe.", "chân dài", False),
        ("Thay vì “chân dài”, hãy viết người mẫu.", "chân dài", True),
        ("Từ “chân dài” đến bà chủ xưởng mộc", "chân dài", False),
        ("Ông không nói về “chân dài” nào cả.", "chân dài", False),
        ("Anh gọi cô là “chân dài” của xóm.", "chân dài", False),
        ("Người ta bảo “chân dài” thì hay quên.", "chân dài", False),
        ("Quan niệm ấy lạc hậu. Người ta bảo “chân dài” thì hay quên.", "chân dài", True),
        ("Tránh viết những lời như “" + "dài " * 20 + "chân dài” trong tin.", "chân dài", False),
    ],
)
def test_words_spoken_about_are_told_from_words_used(text, words, mentioned):
    document = Document.of(text)
    at = document.folded.rindex(words)
    assert Mentions(document).holds((at, at + len(words))) is mentioned
