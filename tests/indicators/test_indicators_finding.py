"""Who is found and who is not: each case is a person a newsroom's count would lose, or somebody it would invent."""

from __future__ import annotations

import pytest

from indicators.lexicon import load_lexicon
from indicators.model import Gender, Person
from indicators.people.descriptions import Describer
from indicators.text import Document
from indicators.who import read_people


def people(text: str, *, named: bool = True) -> dict[str, Person]:
    found = read_people(Document.of(text), load_lexicon()).people
    return {person.name: person for person in found if person.named == named}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # office, then the common noun for its seat
        ("Phó Chủ tịch UBND xã Bạch Kim Ngân cho biết tuyến đường đã xong.", "Bạch Kim Ngân"),
        ("Giám đốc trung tâm Mai Thị Diệp khuyến nghị học ngoại ngữ.", "Mai Thị Diệp"),
        # a place in the same run of capitals
        ("Bí thư Đảng ủy xã Hương Vân Tăng Văn Bình dự lễ.", "Tăng Văn Bình"),
        # address and occupation that end in a family name
        ("Ông Hoàng Đình Thi, trưởng thôn, đồng ý.", "Hoàng Đình Thi"),
        ("Doanh nhân Vũ Công Định giữ phần vốn lớn.", "Vũ Công Định"),
        # from abroad: an office in apposition, initials before a family name, the Far East
        ("Dự họp có Somsak Phetvongsa, Thứ trưởng Bộ Nội vụ Lào.", "Somsak Phetvongsa"),
        ("Cựu tổng thống George K.L. Harper đã tới.", "George K.L. Harper"),
        ("Jung Hye Bin bật khóc khi nhận giải.", "Jung Hye Bin"),
        # initials of a whole name
        ("Tòa soạn nhận thư của V.T.L., nhân viên ngân hàng.", "V.T.L."),
        # a nickname in quotation marks
        ('Công an bắt Hùng "sẹo" vào tối qua.', "Hùng"),
    ],
)
def test_nobody_is_lost(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Công ty vận tải Hoàng Long mở thêm hai tuyến.",
        "Cử tri Quảng Xương mong đường sớm xong.",
        "Người dân Yên Lạc trồng thêm cây.",
        "Buổi lễ diễn ra trên đường Lê Hồng Phong, Nguyễn Huệ và Trần Phú.",
        "Máy tính của LG Electronics Mobile bán chạy.",
        "Nội dung bài viết đã hết.\nAnh Tuấn",
    ],
)
def test_firms_crowds_streets_and_signatures_are_nobody(text: str) -> None:
    assert people(text) == {}


def test_in_one_list_with_persons_stand_persons() -> None:
    found = people("Ca sĩ Trần Thu Hương, Hiền Vân, Minh Khôi và Đỗ Quang Hải cùng hát.")
    assert set(found) == {"Trần Thu Hương", "Hiền Vân", "Minh Khôi", "Đỗ Quang Hải"}


def test_address_in_the_plural_holds_for_the_whole_list() -> None:
    found = people("Dự buổi gặp có các bà Trần Thanh An, Lê Minh Anh và Phạm Khánh An.")
    assert [person.gender for person in found.values()] == [Gender.FEMALE] * 3


def test_one_address_before_a_list_is_the_first_ones_alone() -> None:
    found = people("Nữ ca sĩ Trần Thanh An và Lê Minh Anh Xyz lên sân khấu.")
    assert found["Trần Thanh An"].gender == Gender.FEMALE
    assert found["Lê Minh Anh Xyz"].gender == Gender.UNKNOWN


@pytest.mark.parametrize(
    ("text", "gender", "evidence"),
    [
        ("Trung úy Lê Thanh An, nữ chiến sĩ trẻ nhất đội, lên đường.", "female", "explicit"),
        ("Bị can Lê Thanh An, giới tính nam, bị truy nã.", "male", "explicit"),
        ("Lê Thanh An, chồng chị Hường, làm ca đêm.", "male", "kin"),
        ("Con gái út của bà, Lê Thanh An, đang học năm cuối.", "female", "kin"),
        ("Lê Thanh An, 25 tuổi, là người chuyển giới nữ.", "other", "explicit"),
        ("Hoa hậu chuyển giới Lê Thanh An ra sách.", "other", "explicit"),
        ("Sao nữ tuổi teen Lê Thanh An ra đĩa đầu tay.", "female", "explicit"),
        ("Tay vợt nam Lê Thanh An vào vòng hai.", "male", "explicit"),
        ("Cậu nhóc Lê Thanh An đạp xe đến lớp.", "male", "explicit"),
        ("Cô nhóc Lê Thanh An đạp xe đến lớp.", "female", "explicit"),
        ("Linh mục Lê Thanh An đến thăm.", "male", "office"),
        ("Đồng chí Lê Thanh An phát biểu.", "unknown", "none"),
        ("Mục sư Lê Thanh An phát biểu.", "unknown", "none"),
    ],
)
def test_sex_is_read_from_what_stands_beside_the_name(text: str, gender: str, evidence: str) -> None:
    person = people(text)["Lê Thanh An"]
    assert (person.gender, person.evidence) == (gender, evidence)
    assert bool(person.evidence_text) == (gender != "unknown")


def test_an_age_behind_a_single_name_makes_the_kin_word_its_own() -> None:
    """Behind con gái she may be the mother; with two years she is the daughter."""
    assert people("Chị chăm con gái Kibo 2 tuổi.")["Kibo"].evidence == "kin"
    assert people("Anh chăm con trai Kibo 2 tuổi.")["Kibo"].gender == Gender.MALE
    assert people("Anh gặp con trai Kibo ở chợ.")["Kibo"].gender != Gender.MALE


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Một nhân viên trong nhà hàng kể lại vụ việc.", "nhân viên trong nhà hàng", "unknown"),
        ("Bé gái 5 tuổi được cứu sống.", "Bé gái 5 tuổi", "female"),
        ("Chồng tôi đi làm xa đã ba năm.", "Chồng tôi", "male"),
        ("Đại diện Công ty Ánh Dương cho biết sẽ bồi thường.", "Đại diện Công ty Ánh Dương", "unknown"),
    ],
)
def test_somebody_without_a_name_is_somebody(text: str, name: str, gender: str) -> None:
    found = people(text, named=False)
    assert name in found
    assert found[name].gender == gender


@pytest.mark.parametrize(
    "text",
    [
        "Các công nhân đã về quê.",
        "Cô ấy là một ca sĩ.",
        "Ông Lê Văn Bình, Chủ tịch Hội Nông dân tỉnh, đã tới.",
        "Bà Lê Thị Bình là Phó Giám đốc Sở Y tế.",
        "Bố mẹ tôi sống ở quê.",
        "Bé gái 5 tuổi Lê Thị Bình được cứu sống.",
    ],
)
def test_groups_predicates_and_people_with_names_are_no_unnamed_persons(text: str) -> None:
    assert people(text, named=False) == {}


def test_a_description_ends_where_its_clause_does() -> None:
    text = "Người đại diện hãng hàng không Mây Xanh cho biết đã rõ."
    document = Document.of(text)
    lexicon = load_lexicon()
    describer = Describer(document, lexicon, lexicon.hits(document.folded))
    assert text[: describer.end(len("Người đại diện"))] == "Người đại diện hãng hàng không Mây Xanh"
