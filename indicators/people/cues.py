"""What the words right around a name tell of its bearer's sex, beyond the address before it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from indicators.model import Gender
from indicators.people.runs import UPPER
from indicators.people.spot import Spot
from indicators.text import Document

Mark = tuple[str, str, str]
"""Rung, sex, words."""

_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_AGE = r"(?:\d{1,3} tuổi, |sinh năm \d{4}, |SN \d{4}, )?"
# (nữ, 25 tuổi); , nữ chiến sĩ trẻ nhất; giới tính nam: on the text as printed, since Nam is a name and a place
_SEX_AFTER = re.compile(
    rf" ?\((?:[^)\n]{{0,25}}[,;] ?)?(nữ|nam|Nữ|Nam)(?=[,;)])|(?:(?:,| -| –)(?! (?:nữ|nam)(?: [{_LOWER}]+){{1,3}} [A-ZĐ])| là)(?: một)? {_AGE}(nữ|nam)(?=[,;)]| [{_LOWER}])|,? giới tính:? (nữ|nam)\b"
)
_FEMALE = "cô bạn|cô nàng|cô em|cô vợ|cô con gái|bà mẹ|bà chủ|bà vợ|cô chủ|cô dâu|cô học trò|nàng thơ|mẹ đơn thân|góa phụ|quý cô|quý bà|cô gái|người phụ nữ|phụ nữ|thiếu nữ|bé gái|người đàn bà|nữ sinh|cô bé|cô giáo|người con gái|nàng"
_MALE = "anh bạn|anh chàng|cậu bạn|cậu em|cậu con trai|cậu học trò|ông chồng|anh chồng|ông bố|ông chủ|chú rể|ông bố đơn thân|quý ông|chàng trai|người đàn ông|đàn ông|nam thanh niên|bé trai|nam sinh|cậu bé|thầy giáo|chàng"
_NOUN_AFTER = re.compile(
    rf"(?:,| -| –|,? (?:hiện |vốn |cũng )?là)(?: một| cậu| cô)? {_AGE}(?:(?P<f>{_FEMALE})|(?P<m>{_MALE}))(?!\w)"
)
_WOMEN = "vợ|mẹ|con gái|chị gái|em gái|bà xã|bạn gái|con dâu|người vợ|người mẹ|cháu gái|vợ cũ|vị hôn thê|chị ruột|bà nội|bà ngoại"
_MEN = "chồng|bố|cha|con trai|anh trai|em trai|ông xã|bạn trai|con rể|người chồng|người cha|cháu trai|chồng cũ|hôn phu|anh ruột|ông nội|ông ngoại"
# whose: by "của", or by an address with its name or nothing behind it; ", vợ anh mang bầu" is a clause of its own
_OWNER = (
    r"(?:của(?!\w)|(?:anh|chị|ông|bà|cô|em|bé|cháu|chú|nạn nhân|nam|nữ|ca sĩ|diễn viên|cựu)(?= [A-ZĐ]|[,.;)])"
    r"|(?:tôi|mình)(?!\w)|[A-ZĐÂÔƯÊĂÁÀÝÍÚÓ])"
)
_KIN_AFTER = re.compile(
    rf"(?:,| -| –| \(|,? là) {_AGE}(?:(?P<f>{_WOMEN})|(?P<m>{_MEN}))(?: (?:cả|út|lớn|riêng|nuôi|thứ hai))? {_OWNER}"
)
_KIN = rf"(?<!\w)(?<!bố )(?<!cha )(?<!vợ )(?<!hai )(?<!các )(?<!công )(?<!tuyên )(?<!phân )(?:(?P<f>{_WOMEN})|(?P<m>{_MEN}))(?: (?:cả|út|lớn|đầu lòng|riêng|nuôi|thứ hai|cũ|chung|ruột|duy nhất))?"
_WHOSE = r" (?:của )?(?:anh|chị|ông|bà|cô|em|tôi|mình|y|hắn|nạn nhân|cháu|bé)(?: [^\W\d_]+){0,4}"
# "vợ anh An, chị Bình"; without an owner a comma rather ends a clause: "vì vợ, An sẵn sàng ..."
_KIN_BEFORE = (
    re.compile(rf"{_KIN}{_WHOSE}(?:,| là| tên là| tên|:| -| –) \Z"),
    re.compile(rf"{_KIN}(?: là| tên là| tên|:| -| –) \Z"),
)
# "em trai Bình là": whose, by a name alone; on the text as printed
_KIN_OF_NAME = re.compile(rf"{_KIN}(?: của)?(?: [{UPPER}][^\W\d_]*){{1,4}} là \Z")
_KIN_ENDS = (", ", " là ", " tên ", ": ", " - ", " – ")
# "nữ HLV cá tính Tóc Tiên", "cô gái 19 tuổi quê Hòa An tên là Lan", "gái bán dâm bị bắt là T.": who is described so
# right before the name; only with words between that describe, since a verb has another object
_KNOWN_AS = "ca sĩ|ca sỹ|diễn viên|nghệ sĩ|nghệ sỹ|danh ca|sinh viên|học sinh|doanh nhân|giám đốc|cầu thủ|tay vợt|vận động viên|vđv|hlv|huấn luyện viên|mc|chính trị gia|bệnh nhân|chính khách|nạn nhân|tài xế|lái xe|người mẫu|siêu mẫu|công nhân|bác sĩ|giáo viên|thủ tướng|tổng thống|bộ trưởng|nhà văn|nhà thơ|nhà báo|đạo diễn|rapper|luật sư|thạc sĩ|tiến sĩ|nhạc sĩ|võ sĩ|kình ngư|bị cáo|bị can|nghi phạm|thanh niên|nhân viên|cảnh sát|đại gia|idol|nghị sĩ|ứng viên|thí sinh|khách hàng|hành khách|du khách|tiếp viên|phóng viên|biên tập viên|chủ nhân|chủ quán|chiến sĩ|đại úy|trung úy|thượng úy|phi công|phi hành gia|y tá|điều dưỡng|tử tù|phạm nhân|quái|tướng|ngôi sao|khoa học gia|kiến trúc sư|đô vật|cung thủ|xạ thủ|võ sư|tù nhân|đảng viên|cán bộ|hiệu trưởng"
_WOMAN_WORDS = "cô gái|phụ nữ|thiếu nữ|người đẹp|nữ sinh|cô nàng|mỹ nhân|kiều nữ|bóng hồng|hoa hậu|á hậu|á khôi|hoa khôi|nàng|bà mẹ|ngọc nữ|cô bé|cô giáo|gái bán dâm|gái mại dâm|gái gọi|tú bà|sản phụ|thai phụ|bé gái|hot girl|quý bà|người đàn bà|cô nhóc"
_WOMAN_SAID = rf"nữ (?:{_KNOWN_AS})|(?:{_KNOWN_AS}|sao) nữ|{_WOMAN_WORDS}"
_MAN_WORDS = "chàng trai|đàn ông|(?<!nữ )(?<!đoàn )(?<!hội )(?<!báo )(?<!trào )(?<!hiệp )thanh niên(?! (?:xung|tình|cộng))|nam sinh|anh chàng|mỹ nam|cậu bé|thầy giáo|bé trai|quý ông|gã|hot boy|nam thần|cậu nhóc|chàng"
_MAN_SAID = rf"nam (?:{_KNOWN_AS})|(?:{_KNOWN_AS}|sao) nam|{_MAN_WORDS}"
# one of these stands in every such description: a quick way to see that there is none
_SAID = (
    "nữ ",
    "nam ",
    *_WOMAN_WORDS.split("|"),
    *(word.rpartition(")")[2] for word in _MAN_WORDS.split("|")),
)
_DESCRIBING = r"trẻ tuổi|trẻ|xinh đẹp|xinh|đẹp|nổi tiếng|tài năng|cá tính|sexy|gợi cảm|nóng bỏng|quyến rũ|kỳ cựu|gạo cội|bất hạnh|xấu số|tội nghiệp|đáng thương|dũng cảm|khuyết tật|nghèo|bỉm sữa|đơn thân|hàng đầu|đình đám|đầu tiên|duy nhất|lừng danh|huyền thoại|này|ấy|tuổi teen|(?:\d+|một|hai|ba|bốn|năm) con|\d{1,2} tuổi"
_FROM = rf"(?:(?:người|gốc|quê|xứ|đến từ|ở) )?[{UPPER}][\w-]*(?: [{UPPER}][\w-]*){{0,2}}"
_NAMED_AS = r"(?:bị [^\s,.;:]+(?: [^\s,.;:]+){0,3} )?là|(?:có |mang )?tên(?: thật)?(?: là)?|nghệ danh|là"
_DESCRIBED = re.compile(
    rf"(?<!\w)(?<!chồng )(?<!con )(?<!mẹ )(?:(?P<f>(?i:{_WOMAN_SAID}))|(?<!việt )(?<!Việt )(?P<m>(?i:{_MAN_SAID})))"
    rf"(?:,? (?:{_DESCRIBING}|{_FROM})){{0,4}}(?: (?:{_NAMED_AS}))? \Z"
)
# "cô gái phụ bán quán cà phê tên Lan": words between, none of them somebody else or done to somebody else
_CALLED = re.compile(
    rf"(?<!\w)(?<!chồng )(?<!con )(?<!mẹ )(?<!yêu )(?:(?P<f>{_WOMAN_SAID})|(?<!việt )(?P<m>{_MAN_SAID}))"
    rf"(?: (?!(?:{_WOMEN}|{_MEN}|{_WOMAN_WORDS}|đàn ông|chàng trai|thanh niên|anh|chị|ông|bà|cô|em|bé|cháu|người|bạn|yêu|quen|gặp|với|cùng|và|của|cho|bị|chó|mèo|tàu|bố|con|đối tượng|kẻ)(?!\w))[^\W\d_]+){{1,7}}"
    r" (?:có tên|mang tên|tên thật|tên)(?: là)? \Z"
)
_CALLED_ENDS = ("tên ", "tên là ", "tên thật ", "tên thật là ")
_ENDS_IN_NAME = re.compile(rf" (?:{_DESCRIBING}|{_NAMED_AS}) \Z|(?: người| gốc)(?: [{UPPER}]\S*){{1,3}} \Z")
# "vợ anh An, một phụ nữ ...": what follows tells of her
_OWNED = re.compile(
    rf"(?<!\w)(?:{_WOMEN}|{_MEN})(?: của)?(?: (?:anh|chị|ông|bà|cô|em|bé|cháu|chú|y|tên))? \Z"
)
_OWNED_ENDS = tuple(
    f"{word} " for word in f"{_WOMEN}|{_MEN}|của|anh|chị|ông|bà|cô|em|bé|cháu|chú|y|tên".split("|")
)
# people who say, or of whom it is said, that they are trans or neither woman nor man
_OTHER = r"(?:chuyển giới|phi nhị giới|phi nhị nguyên(?: giới)?|không nhị nguyên(?: giới)?|liên giới tính|non-binary)"
_OTHER_AFTER = re.compile(
    rf"(?:,? (?:vốn |hiện |cũng )?là|,)(?: một)?(?: [^\s.;\n]+){{0,12}}? (?:người|phụ nữ|đàn ông|nam|nữ|cô gái|chàng trai|mẫu|hậu) {_OTHER}"
)
_OTHER_BEFORE = re.compile(rf"{_OTHER}(?: (?:nữ|nam))?(?: người \w+)?(?: tên(?: là)?)? \Z")


def described(norm: str, start: int) -> bool:
    """Is somebody described right before, in words that a name ends: nữ HLV cá tính ..., cô gái 19 tuổi tên ...?"""
    low = max(0, start - 70)
    if _ENDS_IN_NAME.search(norm, low, start) is None:
        return False
    said = _DESCRIBED.search(norm, low, start)
    return said is not None and _ENDS_IN_NAME.search(said.group()) is not None


# what stands right before a name counts before what stands further off
_TOLD = frozenset({"explicit", "honorific"})


@functools.lru_cache(maxsize=2)
def _said_in(folded: str) -> tuple[str, ...]:
    """Which of these words stand in a text at all."""
    return tuple(word for word in _SAID if word in folded)


def around(document: Document, spot: Spot) -> Iterator[Mark]:
    """The cues beside one naming, as marks."""
    folded = document.folded
    low = max(0, spot.lead - 50)
    yield from _other(folded, spot)
    # tried only behind a word one of them can end in: nine of ten namings stand elsewhere
    owned = folded.endswith(_OWNED_ENDS, low, spot.start) and _OWNED.search(folded, low, spot.start)
    if not owned:
        yield from _after(document, spot)
    if not any(rung in _TOLD for rung, _, _ in spot.sex_words):
        first = max(0, spot.lead - 70)
        window = folded[first : spot.lead]
        said = any(word in window for word in _said_in(folded)) and _DESCRIBED.search(
            document.norm, first, spot.lead
        )
        if not said and folded.endswith(_CALLED_ENDS, first, spot.start):
            said = _CALLED.search(folded, first, spot.start)
        if said:
            yield "explicit", _sex(said["f"] is not None), said["f"] or said["m"]
    for before in (*_KIN_BEFORE, _KIN_OF_NAME) if folded.endswith(_KIN_ENDS, low, spot.lead) else ():
        kin = before.search(document.norm if before is _KIN_OF_NAME else folded, low, spot.lead)
        if kin:
            yield "kin", _sex(kin["f"] is not None), kin["f"] or kin["m"]
            return


def _after(document: Document, spot: Spot) -> Iterator[Mark]:
    norm = document.norm
    after = _SEX_AFTER.match(norm, spot.end)
    if after and not _clause_ends(document, spot, after):
        word = next(g for g in after.groups() if g)
        yield "explicit", _sex(word.lower() == "nữ"), word
    noun = _NOUN_AFTER.match(document.folded, spot.end)
    if noun:
        yield "explicit", _sex(noun["f"] is not None), noun["f"] or noun["m"]
    kin = _KIN_AFTER.match(norm, spot.end)
    if kin:
        yield "kin", _sex(kin["f"] is not None), kin["f"] or kin["m"]


# "Từ khi yêu An, nam ca sĩ đã ...": the comma ends a clause, and who follows is somebody else
_CLAUSE = re.compile(
    r"(?:kể )?(?:từ khi|từ lúc|từ ngày|sau khi|trước khi|trong khi|trong lúc|khi|lúc|vì|do|để|nhờ|dù|tuy|mặc dù|nếu|bởi|theo|với|cùng với|bên cạnh|ngoài|cùng|trước|sau|khác với|giống|từng)(?!\w)"
)
_SUBJECT = re.compile(
    r",? (?:nữ|nam)(?: [^\s,.;:()]+){1,3}? (?:đã|đang|sẽ|vẫn|còn|cũng|lại|luôn|từng|vừa|chỉ|bị|được|cho|có|khiến|không|chưa|phải|nói|kể|chia sẻ|bày tỏ|tỏ ra|trở|quyết định)(?!\w)"
)


def _clause_ends(document: Document, spot: Spot, after: re.Match[str]) -> bool:
    if not after.group().startswith(","):
        return False
    begin = document.sentences[document.sentence_at(spot.start)][0]
    clause = document.folded.rfind(", ", begin, spot.lead)
    opens = _CLAUSE.match(document.folded, begin) or (
        clause >= 0 and _CLAUSE.match(document.folded, clause + 2)
    )
    return bool(opens) and _SUBJECT.match(document.folded, spot.end) is not None


def _other(folded: str, spot: Spot) -> Iterator[Mark]:
    hit = _OTHER_AFTER.match(folded, spot.end, min(len(folded), spot.end + 110)) or _OTHER_BEFORE.search(
        folded, max(0, spot.start - 45), spot.start
    )
    if hit:
        yield "explicit", Gender.OTHER, hit.group().strip(" ,")


def _sex(female: bool) -> str:
    return "female" if female else "male"
