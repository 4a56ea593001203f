"""People without a name: told apart where the text tells them apart, and never counted beside their own name."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Person, Record

ENGINE = load_engine(packs=[])


def unnamed(body: str, **parts: str) -> list[Person]:
    return [p for p in analyse(Record(id="x", body=body, **parts), ENGINE).people if not p.named]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Một nữ tài xế dừng xe giúp đoàn khách.", ["nữ tài xế"]),
        ("Tổ tuần tra thấy một người ngồi trên xe tải, liền chặn lại.", ["một người ngồi trên xe tải"]),
        ("Tối qua, nạn nhân đã được đưa về nhà. Nạn nhân bị gãy tay.", ["nạn nhân"]),
        ("Chủ quán cho biết hàng về muộn.", ["Chủ quán"]),
        ("Đại diện Công ty Mây Tre cho biết hàng về muộn.", ["Đại diện Công ty Mây Tre"]),
        ("Theo phát ngôn viên Hãng Mây Tre, hàng về muộn.", ["phát ngôn viên Hãng Mây Tre"]),
        ("Giám đốc Sở Y tế Lạc Giang đã ký văn bản.", ["Giám đốc Sở Y tế Lạc Giang"]),
        ("Anh Kha Văn Tửu làm ở mỏ. Vợ anh Tửu bán hàng ở chợ.", ["Vợ anh Tửu"]),
        ("Anh Kha Văn Tửu nhờ mẹ trông cửa hàng.", ["mẹ"]),
        ("Anh Kha Văn Tửu ly hôn vợ rồi về quê. Cô giáo của làng là chị Mạc Thị Sen.", ["vợ"]),
        ("Chồng chị Mạc Thị Sen đi biển. Tối qua chồng chị về bến.", ["Chồng chị Mạc Thị Sen"]),
        (
            "Chủ tịch tỉnh yêu cầu Giám đốc Sở Giao thông Lạc Giang báo cáo.",
            ["Chủ tịch tỉnh", "Giám đốc Sở Giao thông Lạc Giang"],
        ),
        ("Luật sư của anh Kha Văn Tửu nộp đơn.", ["Luật sư của anh Kha Văn Tửu"]),
    ],
)
def test_somebody_told_of_without_a_name_is_one_person(text, names):
    assert [p.name for p in unnamed(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Các tài xế phải đổi bằng trước tháng sáu.",
        "Hai nạn nhân được đưa về nhà.",
        "Bà Mạc Thị Sen là một người mẹ.",
        "Ông Kha Văn Tửu, 61 tuổi, một người trồng chè, kể lại.",
        "Tuyên bố của ông Kha Văn Tửu gây chú ý.",
        "Cha mẹ em Lò Thị Ban ở xa.",
        "Nhiều người khác cho rằng giá còn tăng.",
        "Ông Kha Văn Tửu là một nông dân giỏi, một người bạn tốt.",
        "Chị Mạc Thị Sen hát bài “Phía sau một cô gái” rất hay.",
        "Người phát ngôn hợp tác xã tại Bắc Lũng, ông Kha Văn Tửu, cho biết hàng về muộn.",
        "Người đại diện phần vốn góp phải báo cáo.",
        "Ban Giám đốc Bệnh viện Bắc Lũng đã họp.",
        "Phòng Quản lý đô thị Bắc Lũng đã họp.",
        "Một người mẹ có thể yếu đuối khi mệt.",
        "Người đàn ông đã ngồi đó.",
        "Cha, mẹ trẻ em có trách nhiệm khai sinh.",
        "Anh Kha Văn Tửu và bà xã Mạc Sen về Bắc Lũng.",
        "Bà Mạc Thị Sen (ở Bắc Lũng), chủ doanh nghiệp Mây Tre ở thị xã, cho biết hàng về muộn.",
        "Ông Kha Văn Lộc, hàng xóm của anh Kha Văn Tửu, kể lại.",
        "Bà Mạc Thị Sen gặp trợ lý đại diện thương mại Lào.",
        "Anh, một người đàn ông thành đạt, nên nghĩ lại.",
    ],
)
def test_groups_predicates_and_halves_of_words_are_nobody(text):
    assert unnamed(text) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Một người đàn ông bị ong đốt", "Anh Kha Văn Tửu được đưa về nhà. Nạn nhân đã tỉnh."),
        ("Cứu một cô gái ở hồ", "Chị Mạc Thị Sen trượt chân. Cô gái được đưa lên bờ."),
        (
            "Bắt một thanh niên trộm xe",
            "Nghi phạm Đỗ Văn Ngữ khai lấy hai xe. Trước đó, một thanh niên bẻ khóa.",
        ),
        ("Chuyện nhà", "Anh Kha Văn Tửu và chị Mạc Thị Sen có ba con. Vợ anh Tửu bán hàng."),
    ],
)
def test_who_has_a_name_in_the_item_is_not_counted_again(title, text):
    assert unnamed(text, title=title) == []


def test_several_words_for_one_stranger_are_one_person():
    text = "Một bé trai đã ngã xuống mương. Cậu bé được người đi đường bế lên, nạn nhân bị xây xát."
    (boy,) = unnamed(text)
    assert boy.gender == "male"
    assert {m.text for m in boy.mentions} >= {"Một bé trai", "Cậu bé", "nạn nhân"}


def test_of_two_women_named_neither_is_taken_for_a_third():
    text = "Bà Hồ Thị Kha mở lớp. Chị Lý Thị Bân học may. Ông Tống Văn Sự phụ trách xưởng, vợ ông Tống Văn Sự bán hàng."
    assert [p.name for p in unnamed(text)] == ["vợ ông Tống Văn Sự"]


def test_a_stranger_told_of_four_thousand_times_is_one():
    few, many = "Một nữ tài xế dừng xe. Mẹ tôi nói. " * 10, "Một nữ tài xế dừng xe. Mẹ tôi nói. " * 4000
    assert len(unnamed(many)) == len(unnamed(few))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Theo lãnh đạo Sở Y tế Lạc Giang, hàng về muộn.", ["lãnh đạo Sở Y tế Lạc Giang"]),
        (
            "Tổ công tác làm việc với đại diện Công ty Mây Tre (huyện Bắc Lũng).",
            ["đại diện Công ty Mây Tre"],
        ),
        (
            "Đại diện Phòng GD&ĐT quận Hai Bà Trưng đã làm việc với nhà trường.",
            ["Đại diện Phòng GD&ĐT quận Hai Bà Trưng"],
        ),
        ("Chủ tịch UBND tỉnh giao Sở Y tế báo cáo.", ["Chủ tịch UBND tỉnh"]),
        (
            "Giám đốc Sở GD&ĐT Lạc Giang đã ký. Giám đốc Sở Giáo dục và Đào tạo Lạc Giang yêu cầu báo cáo.",
            ["Giám đốc Sở GD&ĐT Lạc Giang"],
        ),
        ("Sau khi hội ý, chủ tọa đã cho nghỉ giải lao.", ["chủ tọa"]),
        ("Năm 1960, bà Mạc Thị Sen cùng cha, mẹ và anh trai lên Bắc Lũng.", ["cha", "mẹ", "anh trai"]),
        ("Em trai của người lái xe kể lại sự việc.", ["Em trai của người lái xe"]),
        ("Một giáo viên khác kéo tai em bé.", ["giáo viên"]),
        ("Theo chủ tiệm sửa xe, hàng về muộn.", ["chủ tiệm"]),
        ("Cán bộ địa phương kể lại sự việc.", ["Cán bộ địa phương"]),
        ("Hội trao thư cho Thủ tướng Hàn Quốc.", ["Thủ tướng Hàn Quốc"]),
    ],
)
def test_offices_representatives_and_relatives_are_persons_as_well(text, names):
    assert [p.name for p in unnamed(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Nam giới có lúc quên hẳn vợ mình đang ở bên cạnh.",
        "Bà Mạc Thị Sen, Phó hiệu trưởng Trường Tiểu học Bắc Lũng, cho biết hàng về muộn.",
        "Kiểm sát viên Kha Văn Tửu đại diện Viện kiểm sát nhân dân Bắc Lũng đọc cáo trạng.",
        "Ông Kha Văn Tửu, nguyên Phó chủ tịch UBND Bắc Lũng, nguyên Chủ tịch Hội Nông dân Bắc Lũng, đã nghỉ hưu.",
    ],
)
def test_offices_of_the_named_and_relatives_of_nobody_are_no_further_persons(text):
    assert unnamed(text) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Một người dân gần đó kể lại sự việc.", "người dân gần đó"),
        ("Một người khách nước ngoài kể lại sự việc.", "người khách nước ngoài"),
        ("Một bé trai 5 tuổi người Lào bị ngã xuống giếng.", "bé trai 5 tuổi"),
        ("Một du khách nữ bị ngã xuống suối.", "du khách nữ"),
    ],
)
def test_the_words_that_tell_somebody_apart_are_among_the_mentions(text, mention):
    (only,) = unnamed(text)
    assert mention in [m.text.lower() for m in only.mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whoever else is named or accused, a calling tells somebody apart
        (
            "Công an bắt nghi phạm Đèo Văn Khoát. Một nhân viên an ninh bị thương khi khống chế anh ta.",
            ["nhân viên an ninh"],
        ),
        (
            "Anh Kha Văn Tửu bị ngã. Cán bộ công an xã Bắc Lũng cho biết vụ việc xảy ra lúc trưa.",
            ["Cán bộ công an"],
        ),
        ("Hiệu trưởng đã xin lỗi. Chiều qua, hiệu trưởng bị đình chỉ.", ["Hiệu trưởng"]),
        ("Một võ sư bị ngã.", ["võ sư"]),
        ("Một hàng xóm của ông Kha Văn Tửu kể lại sự việc.", ["hàng xóm của ông Kha Văn Tửu"]),
        ("Theo thông tin từ một cán bộ xã, bé trai bị ngã.", ["cán bộ xã", "bé trai"]),
        (
            "Một quan chức Lào cho biết máy bay bị rơi. Một quan chức Thái Lan cho biết chưa rõ nguyên nhân.",
            ["quan chức Lào", "quan chức Thái Lan"],
        ),
        (
            "Xe tải tông anh Kha Văn Tửu bị thương. Tài xế rời hiện trường. Tài xế bị bắt sau đó.",
            ["Tài xế"],
        ),
    ],
)
def test_a_calling_tells_somebody_apart_beside_people_with_names(text, names):
    assert [p.name for p in unnamed(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whose name the item keeps back
        (
            "Chị Mạc Thị Sen kể chuyện. Bé được một bà mẹ 28 tuổi giấu tên sinh ra ở Bắc Lũng.",
            ["bà mẹ"],
        ),
        ("Anh Kha Văn Tửu mua hàng của một đối tượng không rõ lai lịch.", ["đối tượng"]),
        # who is of age is no child
        ("Chị Mạc Thị Sen, 25 tuổi, sinh con. Cô bé này nặng ba cân.", ["Cô bé"]),
        (
            "Anh Tửu bị ngã. Một người trong nhóm của Kha Văn Lộc đã bỏ chạy.",
            ["Một người trong nhóm của Kha Văn Lộc"],
        ),
        ("Một tên trong nhóm rút dao đâm anh Kha Văn Tửu.", ["Một tên trong nhóm"]),
        ("Tôi gặp anh Kha Văn Tửu ở chợ. Tối ấy chồng tôi đi vắng.", ["chồng tôi"]),
        (
            "Chủ nhà nghỉ bị đánh. Sáng nay chủ nhà nghỉ trình báo. Khách tên Kha Văn Tửu bỏ trốn.",
            ["Chủ nhà nghỉ"],
        ),
        ("Chị Mạc Thị Sen bỏ đi. Đứa con của chị ở lại Bắc Lũng.", ["Đứa con của chị"]),
        # somebody else than those named, somebody of an age of his own
        ("Kha Văn Tửu bị bắt. Tối ấy Tửu gọi một thanh niên khác đến.", ["thanh niên"]),
        ("Kha Văn Tửu bị bắt vì tống tiền một thanh niên 28 tuổi.", ["thanh niên"]),
        # told of once in a story of harm where nobody has a name
        ("Xe tải tông vào nhà dân khiến hai xe hư hỏng. Trên xe có người phụ nữ lớn tuổi.", ["người phụ nữ"]),
        # a driver and the owner of a shop, beside people with names who are neither
        ("Ông Kha Văn Tửu bị thương. Công an truy tìm tài xế xe đầu kéo.", ["tài xế xe đầu kéo"]),
        ("Ông Kha Văn Tửu bị đâm, chủ tiệm vàng bị thương nhẹ.", ["chủ tiệm vàng"]),
        # the small word is part of the noun
        ("Kha Văn Tửu bị giam cùng một bạn tù người Lạc Giang.", ["bạn tù"]),
    ],
)
def test_who_has_no_name_in_the_item_is_one_person(text, names):
    assert [p.name for p in unnamed(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        # the second office of the one before, the wife beside whom the husband is told of
        "Thượng tá Kha Văn Tửu – Trưởng phòng Tham mưu, người phát ngôn Công an Lạc Giang cho biết vụ việc xảy ra lúc trưa.",
        "Bà Mạc Thị Sen mất tích. Ông Kha Văn Tửu (47 tuổi, chồng bà Sen) cùng vợ ra vườn từ sáng.",
        "Ông Kha Văn Lộc (40 tuổi, anh ruột Tửu) đang ngồi ăn. Kha Văn Tửu dùng dao đâm vào ngực của anh trai.",
        "Kha Văn Tửu bị bắt. Lúc đó đối tượng lái xe của anh Kha Văn Lộc bỏ chạy.",
        "Ông Đèo Văn Khoát làm chủ nhà nghỉ. Chủ nhà nghỉ bị đánh. Sáng nay chủ nhà nghỉ trình báo.",
        # whoever is asked for money, any woman
        "Kha Văn Tửu bị đâm vì không trả tiền cho chủ nợ.",
        "Mỗi người vợ nên biết cách tránh bạo hành. Nếu người vợ bị đánh, hãy gọi công an.",
    ],
)
def test_who_has_a_name_is_not_counted_again(text):
    assert not unnamed(text)


def test_the_boy_of_an_age_is_one_person_in_title_and_body():
    (only,) = unnamed("Một bé trai 10 tuổi bị ngã xuống giếng.", title="Cậu bé 10 tuổi bị ngã")
    assert {"cậu bé 10 tuổi", "một bé trai 10 tuổi"} <= {m.text.lower() for m in only.mentions}
