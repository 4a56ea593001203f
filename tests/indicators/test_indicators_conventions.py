"""A provision that is said in plain words must not look clean beside the line it belongs to.

Forty invented provisions of village conventions, five a class, written before the pack was widened. ``TRIED`` were looked at while
widening it, ``SET_ASIDE`` only once at the end. Both were written by who widened it, so that plain sentences of other people are found
less often; ``INDIRECT``, written afterwards, say the same by hints: two of eighteen are found, and the program says so beside every
line ("chưa thấy câu nào chương trình nhận ra; người đọc xem lại").
"""

from __future__ import annotations

from datetime import date

import pytest

from indicators.model import Record
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.rules.loader import on_request_packs
from indicators.text import Document

# class: (discriminates, does not)
TRIED = {
    "inheritance": (
        (
            "Cha mẹ mất, nhà và vườn để phần con trai, con gái về nhà chồng thì thôi.",
            "Di sản chia con trai hai phần, con gái một phần.",
        ),
        "Di sản chia đều cho các con, kể cả con gái đã đi lấy chồng.",
    ),
    "worship": (
        ("Giỗ tổ do con trai trưởng chủ trì, con gái về dự lo cơm nước.",),
        "Con gái, con dâu cùng đứng lễ trước bàn thờ tổ.",
    ),
    "feasts": (
        (
            "Cỗ làng: mâm trên dành cho cánh đàn ông, phụ nữ ăn sau.",
            "Chiếu giữa đình chỉ nam giới được ngồi.",
        ),
        "Mâm cỗ xếp theo tuổi, cụ ông cụ bà ngồi cùng gian trên.",
    ),
    "naming": (("Con sinh ra mang họ cha.",), "Con sinh ra mang họ cha hoặc họ mẹ."),
    "housework": (
        (
            "Phụ nữ lo việc bếp núc, nội trợ trong gia đình.",
            "Người vợ chăm lo con cái, người chồng lo việc lớn.",
        ),
        "Vợ chồng chia nhau việc bếp núc, chăm con.",
    ),
    "fines": (
        ("Gái chưa chồng mà có con thì vạ một con lợn.",),
        "Ai chửi bới nhau, dù nam hay nữ, nộp vạ như nhau.",
    ),
    "sons": (
        (
            "Nhà nào đẻ được con trai thì làm mâm cơm báo làng.",
            "Quỹ họ mừng cháu đích tôn năm trăm nghìn, cháu gái không mừng.",
        ),
        "Quỹ họ mừng mỗi cháu mới sinh, trai hay gái, hai trăm nghìn.",
    ),
    "representation": (
        ("Họp thôn mỗi nhà một suất, do ông chủ nhà đi.",),
        "Họp thôn mỗi nhà một suất, vợ hay chồng đi đều được.",
    ),
}
SET_ASIDE = {
    "inheritance": (
        ("Con gái lấy chồng coi như người ngoài họ, phần ruộng giao lại cho anh em trai.",),
        "Con trai hay con gái ở với cha mẹ đều được hưởng phần hương hỏa.",
    ),
    "worship": (
        ("Con gái không đứng lễ trước bàn thờ tổ.", "Việc khấn vái trong từ đường là của đàn ông."),
        "Giỗ tổ do các con luân phiên chủ trì, trai gái như nhau.",
    ),
    "feasts": (
        ("Chị em dọn cỗ xong mới được ngồi ăn ở gian dưới.",),
        "Nam nữ ngồi chung mâm, ai đến trước ngồi trước.",
    ),
    "naming": (
        ("Trẻ khai sinh lấy họ của bố.", "Tên con gái không biên vào phả, chỉ ghi số."),
        "Phả ghi đủ tên con trai, con gái, con dâu, con rể.",
    ),
    "housework": (
        ("Việc giặt giũ, cơm nước do đàn bà trong nhà đảm đương.",),
        "Đàn ông trong thôn cùng nấu cỗ, rửa bát ngày hội.",
    ),
    "fines": (
        (
            "Đàn bà chửi nhau phạt năm chục nghìn, đàn ông nhắc nhở.",
            "Con gái đi đêm bị bắt gặp nộp vạ cho xóm.",
        ),
        "Không ai bị phạt vì sinh con khi chưa cưới.",
    ),
    "sons": (
        ("Sinh con gái đầu lòng chưa được tính là có người nối.",),
        "Sinh con gái hay con trai đều báo thôn để vào sổ.",
    ),
    "representation": (
        ("Đàn bà chỉ đi họp thay khi chồng vắng.", "Người ký vào sổ hộ là chồng hoặc cha."),
        "Chủ hộ do các thành viên bầu, bất kể nam nữ.",
    ),
}
INDIRECT = (
    "Nhà chỉ có con gái thì gia sản về tay bác cả.",
    "Ruộng vườn cha mẹ để lại, con gái lấy chồng xa chỉ được ít tiền làm kỷ niệm.",
    "Rể không được chia phần trong họ vợ, con gái theo rể.",
    "Hương hỏa phải về chi trưởng, chi trưởng không có trai thì chuyển chi thứ.",
    "Cúng giao thừa ở đình phải là người nam, tuổi đẹp.",
    "Đàn bà con gái tránh xa gian thờ khi làm lễ.",
    "Ngày lễ, bên nam ngồi chiếu hoa, bên nữ ngồi chiếu cói.",
    "Cỗ dọn cho nam trước, nữ sau.",
    "Con dòng nào theo họ nội dòng ấy.",
    "Cháu ngoại không vào phả.",
    "Làm dâu phải thức khuya dậy sớm, cơm dẻo canh ngọt.",
    "Nuôi con khéo hay vụng là ở người mẹ.",
    "Gái hư làm mất tiếng làng thì cả nhà nộp lợn.",
    "Vợ bỏ đi, nhà ngoại đền trâu.",
    "Nhà ba đời độc đinh được xóm giúp cầu tự.",
    "Chưa có cháu trai thì chưa yên lòng tổ tiên.",
    "Tiếng nói trong họp là của người đàn ông trụ cột.",
    "Giấy mời họp ghi tên ông, bà không phải đến.",
)
HARMLESS = (
    "Con gái, con rể về giỗ đều được mời lên nhà trên.",
    "Phụ nữ mang thai được miễn ngày công.",
    "Đàn ông, đàn bà trong thôn cùng họp bàn việc làm đường.",
    "Con dâu mới về được ghi tên vào sổ hộ khẩu nhà chồng theo nguyện vọng.",
    "Thôn có tổ phụ nữ tiết kiệm, mỗi tháng góp hai mươi nghìn đồng.",
    "Nam, nữ thanh niên tập văn nghệ tại nhà văn hóa.",
    "Người chồng có hành vi bạo lực bị nhắc nhở và báo Ủy ban nhân dân xã.",
    "Gia đình sinh con báo trưởng thôn trong mười ngày.",
    "Trưởng ban công tác mặt trận, chi hội trưởng phụ nữ dự họp thôn.",
    "Con trai đến tuổi thực hiện nghĩa vụ quân sự theo luật.",
    "Vợ hoặc chồng ký vào bản cam kết của hộ.",
    "Phụ nữ và trẻ em được khám sức khỏe định kỳ.",
    "Cấm thách cưới, cấm ép con gái lấy chồng sớm.",
    "Mỗi dòng họ cử một đại diện, khuyến khích cử phụ nữ.",
    "Con trai con gái đi học đều được thưởng từ quỹ khuyến học.",
    "Bữa cơm ngày hội do các xóm luân phiên nấu.",
    "Nhà có tang, xóm giúp việc bếp núc, dựng rạp.",
    "Mẹ và con được thôn thăm hỏi khi mới sinh.",
)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(on_request_packs(), today=date(2026, 6, 1))


def found(rules: RuleSet, provision: str) -> list[str]:
    document = Document(Record(id="1", body=f"Điều 5. {provision}"))
    return [f.rule for f in rules.match(document, RuleContext())]


def of(sentences: dict[str, tuple[tuple[str, ...], str]], *, bad: bool) -> list[str]:
    return [one for wrong, right in sentences.values() for one in (wrong if bad else (right,))]


def test_the_sentences_are_half_tried_and_half_set_aside():
    for half in (TRIED, SET_ASIDE):
        assert len(half) == 8
        assert (len(of(half, bad=True)), len(of(half, bad=False))) == (12, 8)


@pytest.mark.parametrize("provision", [*of(TRIED, bad=True), *of(SET_ASIDE, bad=True)])
def test_a_plain_provision_that_discriminates_is_found(rules, provision):
    assert found(rules, provision)


@pytest.mark.parametrize("provision", [*of(TRIED, bad=False), *of(SET_ASIDE, bad=False), *HARMLESS])
def test_what_treats_both_alike_is_not(rules, provision):
    assert found(rules, provision) == []


def test_of_what_is_only_hinted_at_most_is_missed(rules):
    """Why nothing found is never called clean; a number that grows is good news, and is then told here and in the docstring."""
    assert sum(bool(found(rules, one)) for one in INDIRECT) == 2


@pytest.mark.parametrize(
    ("provision", "rule"),
    [
        # a long ban whose last part keeps her out of the genealogy
        (
            "Con gái không được dự họp họ, không được vào từ đường, không được ghi gia phả.",
            "hu-gia-pha-con-trai",
        ),
        ("Con dâu không được bưng lễ, cầm phả, ghi gia phả của chi họ.", "hu-gia-pha-con-trai"),
    ],
)
def test_a_part_of_a_longer_ban_is_found(rules, provision, rule):
    assert rule in found(rules, provision)
