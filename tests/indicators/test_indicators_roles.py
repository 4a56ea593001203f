"""Victim, suspect, family, office, age: what a newsroom is told about whom it shows as what."""

from __future__ import annotations

import pytest

from indicators.analyse import analyse, load_engine
from indicators.model import Person, Record

ENGINE = load_engine(packs=[])


def people(text: str, published: str = "") -> dict[str, Person]:
    found = analyse(Record(id="x", body=text, published=published), ENGINE).people
    return {p.name: p for p in found if p.named}


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Anh Kha Văn Tửu (31 tuổi) bị xe tải tông tử vong.", {"Kha Văn Tửu"}),
        ("Nạn nhân được xác định là bà Mạc Thị Sen.", {"Mạc Thị Sen"}),
        ("Đỗ Văn Ngữ rút dao đâm anh Kha Văn Tửu rồi bỏ trốn.", {"Kha Văn Tửu"}),
        ("Hai người bị thương là anh Kha Văn Tửu và chị Mạc Thị Sen.", {"Kha Văn Tửu", "Mạc Thị Sen"}),
        ("Người bị chiếm đoạt tiền nhiều nhất là bà Mạc Thị Sen.", {"Mạc Thị Sen"}),
        ("Đỗ Văn Ngữ bị khởi tố vì đánh người.", set()),
        ("Ông Kha Văn Tửu đánh giá cao kết quả.", set()),
        ("Tám con bò của ông Kha Văn Tửu bị chết.", set()),
        ("Tiền đạo Kha Văn Tửu bị chấn thương.", set()),
        ("Người dân đưa chị Mạc Thị Sen đến trạm xá cấp cứu.", {"Mạc Thị Sen"}),
        ("Chị Mạc Thị Sen cùng nhiều phụ nữ khác ở đây bị đánh đập.", {"Mạc Thị Sen"}),
        ("Anh Kha Văn Tửu (con trai bà Mạc Thị Sen) bị xe tải tông tử vong.", {"Kha Văn Tửu"}),
        ("Công an khởi tố vụ án dâm ô em Mạc Thị Sen.", {"Mạc Thị Sen"}),
        ("Chủ tịch xã Kha Văn Tửu là cán bộ lâu năm.", set()),
    ],
)
def test_who_suffers_is_the_victim_and_nobody_else(text, victims):
    assert {name for name, p in people(text).items() if p.victim} == victims


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Chồng bà là ông Kha Văn Tửu, giáo viên.", {"Kha Văn Tửu"}),
        ("Bà Mạc Thị Sen, mẹ của ba đứa trẻ, kể lại.", {"Mạc Thị Sen"}),
        ("Công an mời vợ chồng ông Kha Văn Tửu làm việc.", {"Kha Văn Tửu"}),
        ("Vợ ông Kha Văn Tửu bán hàng ở chợ.", set()),
        ("Cháu Mạc Thị Sen được đưa về nhà.", set()),
        ("Anh Kha Văn Tửu (45 tuổi, bố em Ban) kể lại.", {"Kha Văn Tửu"}),
        ("Ông Kha Văn Tửu và bà Mạc Thị Sen là vợ chồng.", {"Kha Văn Tửu", "Mạc Thị Sen"}),
        ("Chị Mạc Thị Sen mở tiệm. Bà mẹ hai con bán bánh.", {"Mạc Thị Sen"}),
        ("Cha mẹ Mạc Thị Sen ở xa.", set()),
    ],
)
def test_a_family_word_counts_for_the_one_it_stands_for(text, family):
    assert {name for name, p in people(text).items() if p.family_role} == family


@pytest.mark.parametrize(
    ("text", "name", "occupation", "code"),
    [
        ("Đại tá Kha Văn Tửu, Trưởng Công an huyện Bắc Lũng, cho biết.", "Kha Văn Tửu", "Trưởng Công an huyện Bắc Lũng", 3),
        ("Ông Kha Văn Tửu (Giám đốc Bệnh viện Bắc Lũng) nói rõ.", "Kha Văn Tửu", "Giám đốc Bệnh viện Bắc Lũng", 6),
        ("Giám đốc công ty Mây Tre, bà Mạc Thị Sen, cho hay.", "Mạc Thị Sen", "Giám đốc công ty Mây Tre", 11),
        ("Đối tượng Đỗ Văn Ngữ bị bắt.", "Đỗ Văn Ngữ", "", 25),
    ],
)  # fmt: skip
def test_the_office_is_printed_as_it_stands(text, name, occupation, code):
    found = people(text)[name]
    assert (found.occupation, found.gmmp_occupation) == (occupation, code)


def test_who_presides_stands_for_an_office_and_a_list_of_the_charged_is_the_story():
    text = "Đồng chí Kha Văn Tửu, Chủ tịch UBND huyện Bắc Lũng, chủ trì hội nghị."
    assert people(text)["Kha Văn Tửu"].function == "spokesperson"
    text = "Ba nghi phạm gồm: Đỗ Văn Ngữ (41 tuổi), Kha Văn Tửu (44 tuổi) và Lò Văn Ban (35 tuổi)."
    assert {p.function for p in people(text).values()} == {"subject"}


@pytest.mark.parametrize(
    ("text", "published", "minor"),
    [
        ("Em Mạc Thị Sen (SN 2010) kể lại.", "2025-05-01", True),
        ("Chị Mạc Thị Sen (SN 1990) kể lại.", "2025-05-01", False),
        ("Em Mạc Thị Sen (SN 2010) kể lại.", "", None),
        # eighteen by the year alone: nobody knows before the birthday
        ("Mạc Thị Sen (SN 2007) kể lại.", "2025-05-01", None),
        ("Mạc Thị Sen (SN 2007, học sinh) kể lại. Mạc Thị Sen, học sinh lớp 12, đi học.", "2025-05-01", True),
        ("Mạc Thị Sen (sinh ngày 3/9/2007) kể lại.", "2025-05-01", True),
        ("Mạc Thị Sen (sinh ngày 3/2/2007) kể lại.", "2025-05-01", False),
        ("Em Mạc Thị Sen, học sinh lớp 5, kể lại.", "", True),
    ],
)
def test_children_are_known_by_age_year_or_school(text, published, minor):
    assert people(text, published)["Mạc Thị Sen"].minor is minor


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tướng nước Bắc Lũng, Mạc Thị Sen, cho biết cảnh báo đã nâng lên.",
        "Phó Chủ tịch UBND xã Lạc Giang, huyện Bắc Lũng Mạc Thị Sen cho biết hàng về muộn.",
        "Người đứng đầu bộ phận tại Bắc Lũng của Hội Kể chuyện, bà Mạc Thị Sen, cho biết tiền đã đủ.",
        "ĐB Mạc Thị Sen (Bắc Lũng) cho rằng cần thêm tiền.",
    ],
)
def test_an_office_in_front_of_the_name_and_its_body_speaks_for_that_body(text):
    assert people(text)["Mạc Thị Sen"].function == "spokesperson"


def test_who_begins_a_sentence_is_told_of_and_who_comes_along_is_not():
    text = "Kha Văn Tửu về Bắc Lũng. Kha Văn Tửu hát. Kha Văn Tửu múa. Lò Thị Ban (20 tuổi) mặc áo đỏ. Trời mưa to khi dân đi chợ với Mạc Thị Sen."
    found = people("Chuyện ở chợ\n" + text)
    assert {name: p.function for name, p in found.items()} == {
        "Kha Văn Tửu": "subject",
        "Lò Thị Ban": "subject",
        "Mạc Thị Sen": "other",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Bác sĩ Mạc Thị Sen, Trưởng khoa Nhi Bệnh viện Bắc Lũng, cho biết trẻ ho nhiều.",
        "Giám đốc Trung tâm Nghiên cứu Mây Tre, bà Mạc Thị Sen, cho rằng mây ngày càng hiếm.",
    ],
)
def test_heads_of_wards_and_research_centres_are_asked_for_what_they_know(text):
    assert people(text)["Mạc Thị Sen"].function == "expert"


def test_a_victim_whose_words_are_printed_tells_and_the_story_tells_of_the_others():
    told = people("Chị Mạc Thị Sen bị hành hung ở bến xe. Chị Sen cho biết không quen ai ở đó.")
    said = people("Chị Mạc Thị Sen bị hành hung ở bến xe. “Tôi không quen ai ở đó”, chị Sen nói.")
    assert told["Mạc Thị Sen"].function == "subject"
    assert said["Mạc Thị Sen"].function == "experience"


def test_who_is_named_once_and_quoted_is_a_voice_of_the_people():
    found = people("Nhiều người đến xem hội. “Hội năm nay vui hơn”, Mạc Thị Sen nói.")
    assert found["Mạc Thị Sen"].function == "popular"
