"""What a child or a survivor would lose: being a stranger to the reader."""

from datetime import date

import pytest

from indicators.analyse import analyse
from indicators.model import Evidence, Gender, Labels, Person, Record, Voice
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.text import Document


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(today=date(2026, 6, 1))


def alarms(rules: RuleSet, text: str, *, published: str = "2026-03-02", **more):
    document = Document(Record(id="1", body=text, published=published))
    context = RuleContext(labels=Labels(gbv=True), published=published, **more)
    return [f for f in rules.match(document, context) if f.rule.startswith(("nhan-ra", "co-the-duoi-18"))]


CASE = "Cháu L.T.M. ({born}, trú thôn Khe Sim, xã Nậm Vằng) bị dâm ô; công an đang điều tra."


def test_a_finding_is_a_red_alarm_that_never_scores(rules):
    (alarm,) = alarms(rules, CASE.format(born="SN 2015"))
    assert (alarm.severity, alarm.scores, alarm.standing, alarm.family) == ("urgent", False, "advice", "F18")
    assert alarm.text == "Cháu L.T.M. (SN 2015, trú thôn Khe Sim, xã Nậm Vằng)"


@pytest.mark.parametrize(
    ("born", "published", "found"),
    [
        ("SN 2009", "2026-03-02", True),
        ("SN 2008", "2026-03-02", False),  # 17 or 18: a milder finding asks for the day of birth
        ("SN 2008, học sinh lớp 12", "2026-03-02", True),  # a class beside it: seventeen
        ("sinh ngày 15/9/2008", "2026-03-02", True),
        ("sinh ngày 15/1/2008", "2026-03-02", False),
        ("SN 2004", "2017-08-01", True),
        ("SN 2004", "2017-06-30", True),
        ("SN 1995", "2004-12-31", False),  # before the law on children was in force
        ("SN 2009", "", False),  # no day, no age
        ("sinh năm 2012", "2026-03-02", True),
        ("9 tuổi", "", True),
        ("19 tuổi", "2026-03-02", False),
    ],
)
def test_ages_are_counted_at_the_day_of_publication(rules, born, published, found):
    text = CASE.format(born=born).replace("Cháu", "Em")
    assert ("nhan-ra-tre-em" in told(alarms(rules, text, published=published))) is found


@pytest.mark.parametrize(
    "whose",
    ["con anh Lê Văn Tám", "con của anh Lê Văn Tám", "con gái anh Lê Văn Tám", "con ruột của chị Lê Thị Tám"],
)
def test_a_parents_full_name_is_a_clue_however_the_child_is_called_theirs(rules, whose):
    assert "nhan-ra-tre-em" in told(
        alarms(rules, f"Cháu bé 9 tuổi, {whose} ở thôn Bái, xã Cát Hải, bị dâm ô.")
    )
    assert "nhan-ra-tre-em" not in told(alarms(rules, f"Cháu bé 9 tuổi bị dâm ô; mẹ {whose} đã chuyển đi."))


PERHAPS = "co-the-duoi-18-tuoi"


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("SN 2008, trú xã Suối Mơ", {PERHAPS}),
        ("sinh năm 2008, sinh viên năm nhất, trú xã Suối Mơ", {PERHAPS}),
        ("SN 2008, học sinh Trường THPT Suối Mơ", {"nhan-ra-tre-em"}),
        ("SN 2008, học sinh, trú xã Suối Mơ", {"nhan-ra-tre-em"}),
        ("SN 2008, lớp 12A, trú xã Suối Mơ", {"nhan-ra-tre-em"}),
        ("SN 2009, trú xã Suối Mơ", {"nhan-ra-tre-em"}),
        # certain ages
        ("18 tuổi, trú xã Suối Mơ", set()),
        ("sinh ngày 15/1/2008, trú xã Suối Mơ", set()),
        ("SN 2007, trú xã Suối Mơ", set()),
    ],
)
def test_a_year_of_birth_leaves_the_birthday_open(rules, born, found):
    text = f"Công an tạm giữ Trần Văn Ngọ ({born}) vì cướp giật."
    one = alarms(rules, text, published="2026-06-02")
    assert told(one) == found
    assert all((f.severity == "warning") == (f.rule == PERHAPS) and not f.scores for f in one)


def test_a_victim_of_eighteen_by_the_year_keeps_the_red_alarm_of_survivors(rules):
    text = "Nạn nhân là chị Lò Thị Mơ (SN 2008, trú thôn Khe Sim, xã Nậm Vằng) bị hiếp dâm."
    assert told(alarms(rules, text, published="2026-06-02")) == {"nhan-ra-nguoi-bi-bao-luc"}
    told_of_elsewhere = f"Lò Thị Mơ (SN 2008) trú thôn Khe Sim. {text.replace('SN 2008, ', '')}"
    assert PERHAPS in told(alarms(rules, told_of_elsewhere, published="2026-06-02"))
    pupil = text.replace("SN 2008", "SN 2008, học sinh")
    assert told(alarms(rules, pupil, published="2026-06-02")) == {"nhan-ra-tre-em"}


def test_every_clue_adds_up_and_none_alone_is_enough(rules):
    clues = ["Cháu A.", "(9 tuổi)", "ở thôn Khe Sim,", "xã Nậm Vằng,", "huyện Suối Mơ cũ,"]
    for number in range(1, 4):
        assert alarms(rules, " ".join(clues[:number]) + " bị xâm hại.") == [], number
    assert alarms(rules, " ".join(clues) + " bị xâm hại.")


def test_suspects_under_age_are_protected_too(rules):
    assert alarms(rules, "Công an tạm giữ Trần Văn Ngọ (16 tuổi, trú xã Suối Mơ) vì cướp giật.")
    assert not alarms(rules, "Công an tạm giữ Trần Văn Ngọ (26 tuổi, trú xã Suối Mơ) vì cướp giật.")


def test_a_source_that_names_the_child_is_printed_by_the_outlet(rules):
    found = alarms(rules, CASE.format(born="SN 2015"), voice_of=lambda _s, _e: Voice.QUOTED)
    assert [f.voice for f in found] == [Voice.QUOTED]


def test_places_after_a_word_for_children_are_no_names(rules):
    people = (Person("p1", "Lò Văn Pín", True, (), Gender.MALE, Evidence.NAME),)
    assert not alarms(
        rules, "Bé gái Nghệ An (8 tuổi, lớp 2) bị bạo hành, theo anh Lò Văn Pín.", people=people
    )


def test_an_age_beside_a_full_name_says_that_it_is_a_persons():
    """ "lập biên bản Hà Văn Pín" was read as a hamlet "bản Hà Văn Pín", and the alarm stayed silent where anybody else was known."""
    text = (
        "Tổ tuần tra lập biên bản Hà Văn Pín (SN 2010, ngụ bản Na Hin, xã Khe Lạnh) vì đua xe.\n"
        "Ông Hà Văn Sửu cam kết quản lý con."
    )
    found = analyse(Record(id="-", title="Đua xe trong đêm", body=text, published="2026-01-10")).findings
    assert "nhan-ra-tre-em" in {f.rule for f in found}


def test_a_victim_of_something_else_is_no_survivor(rules):
    victim = (Person("p1", "Lò Thị Mơ", True, (), Gender.FEMALE, Evidence.NAME, victim=True),)
    told = "Chị Lò Thị Mơ, trú bản Na Hin, bị hiếp dâm khi đi làm về."
    flood = "Lũ cuốn trôi nhà chị Lò Thị Mơ ở bản Na Hin.\nCùng ngày, công an bắt một người hiếp dâm."
    assert alarms(rules, told, people=victim)
    assert not alarms(rules, flood, people=victim)


def test_good_reporting_stays_silent(rules):
    for text in (
        "Một bé gái 9 tuổi ở miền núi bị xâm hại; người bị tạm giữ là hàng xóm, 45 tuổi.",
        "Em Lò Văn Sơn, học sinh lớp 8 Trường THCS Suối Mơ, kể cách em và bạn phòng tránh bắt nạt.",
        "Cháu N. (tên nhân vật đã được thay đổi) được tư vấn sau khi bị bạo hành.",
    ):
        assert not alarms(rules, text), text


SURVIVOR = "Chị Lò Thị Mơ (28 tuổi, trú thôn Khe Sim, xã Nậm Vằng)"
SUFFERS = (Person("p1", "Lò Thị Mơ", True, (), Gender.FEMALE, Evidence.NAME, victim=True, minor=False),)


def told(found) -> set[str]:
    return {f.rule for f in found}


@pytest.mark.parametrize(
    "deed",
    [
        "bị chồng đánh gãy tay",
        "bị chồng cũ dùng dao đâm trọng thương",
        "bị người yêu cũ tạt axit",
        # words that stand in no list: who did it decides
        "bị chồng dìm xuống ao",
        "bị chồng Trần Văn Ngọ (SN 1990) nhốt trong kho ba ngày",
        "nhiều lần bị chồng dội nước sôi",
    ],
)
def test_whom_a_partner_hurts_is_a_survivor_whatever_the_word(rules, deed):
    assert told(alarms(rules, f"{SURVIVOR} {deed}.", people=SUFFERS)) == {"nhan-ra-nguoi-bi-bao-luc"}


@pytest.mark.parametrize("deed", ["bị chồng ly hôn", "bị chồng bỏ đi", "bị vợ giục về", "bị sốt xuất huyết"])
def test_what_a_partner_may_do_without_violence_is_no_case(rules, deed):
    assert not alarms(rules, f"Chị Lò Thị Mơ (28 tuổi, trú thôn Khe Sim) {deed}.")


@pytest.mark.parametrize(
    "deed",
    [
        "bị Trần Văn H. hiếp dâm",
        "bị Trần Văn H. (SN 1990, trú cùng xã) hiếp dâm",
        "bị một người đàn ông sàm sỡ trong thang máy",
    ],
)
def test_who_did_it_hides_nobody(rules, deed):
    assert told(alarms(rules, f"{SURVIVOR} {deed}.")) == {"nhan-ra-nguoi-bi-bao-luc"}


def test_who_is_accused_of_it_is_no_survivor(rules):
    for deed in ("bị bắt vì hiếp dâm", "bị cáo buộc sàm sỡ", "bị khởi tố về tội hiếp dâm"):
        assert not alarms(rules, f"Anh Trần Văn Ngọ (28 tuổi, trú thôn Khe Sim) {deed}."), deed


def test_places_are_not_those_who_suffer(rules):
    assert not alarms(rules, "Vụ bé gái ở Khe Sim Thượng bị bạo hành: bắt giữ người cha dượng.")


@pytest.mark.parametrize(
    "text",
    [
        "Công an bắt quả tang {} tàng trữ ma túy.",
        "{} bị bắt vì trộm xe.",
        "Công an triệu tập {} vì đua xe.",
        "{} bị xử phạt vì gây rối.",
        # deeds that stand in no list: what the authorities do decides
        "{} bị xử phạt vì phá rừng phòng hộ.",
        "Công an triệu tập {} vì ném đá vào tàu hỏa.",
        "Cảnh sát huyện lập biên bản {} vì buôn pháo.",
    ],
)
def test_minors_the_authorities_deal_with_are_protected_whatever_the_deed(rules, text):
    young, grown = (f"Trần Văn Ngọ ({age} tuổi, trú xã Suối Mơ)" for age in (16, 26))
    assert told(alarms(rules, text.format(young))) == {"nhan-ra-tre-em"}
    assert not alarms(rules, text.format(grown))


def test_a_minor_known_as_suspect_or_victim_needs_no_word_of_the_case(rules):
    suspect = Person(
        "p1", "Trần Văn Ngọ", True, (), Gender.MALE, Evidence.NAME, gmmp_occupation=25, minor=True
    )
    text = "Trần Văn Ngọ (16 tuổi, trú xã Suối Mơ) cùng nhóm bạn chặt phá rừng phòng hộ."
    assert alarms(rules, text, people=(suspect,))
    assert not alarms(rules, text.replace("chặt phá", "trồng lại"))


def test_a_nursery_case_is_told_by_the_rule_about_children(rules):
    mother = (Person("p1", "Lò Thị Mơ", True, (), Gender.FEMALE, Evidence.NAME, victim=True),)
    text = "Chị Lò Thị Mơ (trú khu phố 2), mẹ cháu bé bị bạo hành ở Trường Mầm non Suối Mơ, kể với báo."
    assert told(alarms(rules, text, people=mother)) == {"nhan-ra-tre-em"}


def test_the_house_of_a_survivor_is_as_red_as_the_name(rules):
    document = Document(Record(id="1", body="Căn nhà nơi xảy ra vụ hiếp dâm nằm cuối xóm."))
    found = rules.match(document, RuleContext(labels=Labels(gbv=True)))
    assert {f.rule: f.severity for f in found}["nha-cua-nan-nhan"] == "urgent"


def test_the_school_of_those_robbed_is_no_clue_to_the_suspect(rules):
    text = "Công an tạm giữ Trần Văn Ngọ (16 tuổi) vì lấy xe của học sinh trường Trung học cơ sở Suối Mơ."
    assert [f.text for f in alarms(rules, text)] == ["Trần Văn Ngọ (16 tuổi)"]


def test_who_is_sold_for_labour_or_tells_her_own_story_is_left_to_the_editor():
    def red(title: str, body: str) -> bool:
        found = analyse(Record(id="-", title=title, body=body, published="2026-03-02")).findings
        return any(f.rule == "nhan-ra-nguoi-bi-bao-luc" for f in found)

    told = "Chị Lò Thị Mơ (SN 1990, trú bản Na Hin, xã Nậm Vằng) nhiều năm bị chồng đánh đập, bạo hành."
    assert red("Nhiều năm bị bạo hành", told)
    own = f"{told} Chị Mơ chia sẻ: “Tôi kể chuyện của mình để chị em khác biết đường kêu cứu”."
    assert not red("Nhiều năm bị bạo hành", own)
    sold = "Nạn nhân là anh Lò Văn Mão (SN 1995, trú thôn Khe Sim, xã Nậm Vằng) bị lừa bán ra nước ngoài"
    assert not red("Trốn về từ xứ người", f"{sold} làm lao động khổ sai.")
    assert red("Trốn về từ xứ người", f"{sold}, bị ép bán dâm.")
    caught = "Nạn nhân cung cấp giọng nói của kẻ hiếp dâm. Công an đã tìm ra thủ phạm. Hắn là Lò Văn Tấu, 20 tuổi, trú xã Nậm Vằng."
    assert not red("Tìm ra người gây án qua thư điện tử", caught)
    # the other name of one who is no victim
    court = "Phiên tòa xét xử ca sĩ Hoby Nanter (tên thật là Oran Felix Nadd, 62 tuổi) đã kết thúc. Với tội danh dâm ô với trẻ em,"
    fine = "Hoby Nanter bị tuyên phạt 3 năm tù giam. Tòa buộc Hoby bồi thường cho hai nạn nhân, mỗi người 5 triệu đồng."
    assert not red("Ca sĩ lĩnh án vì dâm ô trẻ em", f"{court} {fine}")
    # a child is a red alarm whoever speaks and whatever for
    child = "Cháu Lò Văn Mão (13 tuổi, trú thôn Khe Sim, xã Nậm Vằng) bị xâm hại. Cháu Mão kể: “Cháu sợ lắm”."
    found = analyse(Record(id="-", title="Làm rõ vụ xâm hại", body=child, published="2026-03-02")).findings
    assert any(f.rule == "nhan-ra-tre-em" for f in found)


@pytest.mark.parametrize(
    "whom",
    [
        "cháu bé",
        "nữ sinh",
        "nam sinh 16 tuổi",
        "thiếu niên",
        "người bị hại",
        "người làm chứng",
        "người bị buộc tội",
    ],
)
def test_advice_fits_girl_and_boy_pupil_or_not_victim_witness_and_suspect(rules, whom):
    text = "Công an tạm giữ Trần Văn Ngọ (16 tuổi, trú xã Suối Mơ) vì cướp giật."
    (advice,) = {f.alternatives for f in alarms(rules, text) if f.rule == "nhan-ra-tre-em"}
    assert any(whom in one for one in advice)
    assert not alarms(
        rules, f"Công an tỉnh làm việc với {advice[0]}, {advice[1]} và {advice[2]} về vụ dâm ô."
    )
