"""What the words right around a name tell of its bearer's sex, beyond the address before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.model import Gender
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
_FEMALE = "cô gái|người phụ nữ|phụ nữ|thiếu nữ|bé gái|người đàn bà|nữ sinh|cô bé|cô giáo|người con gái|nàng"
_MALE = "chàng trai|người đàn ông|đàn ông|nam thanh niên|bé trai|nam sinh|cậu bé|thầy giáo|chàng"
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
_KIN = rf"(?<!\w)(?<!bố )(?<!cha )(?<!vợ )(?<!hai )(?<!các )(?<!công )(?<!tuyên )(?<!phân )(?:(?P<f>{_WOMEN})|(?P<m>{_MEN}))(?: (?:cả|út|lớn|đầu lòng|riêng|nuôi|thứ hai|cũ))?"
_WHOSE = r" (?:của )?(?:anh|chị|ông|bà|cô|em|tôi|mình|y|hắn|nạn nhân|cháu|bé)(?: [^\W\d_]+){0,4}"
# "vợ anh An, chị Bình"; without an owner a comma rather ends a clause: "vì vợ, An sẵn sàng ..."
_KIN_BEFORE = (
    re.compile(rf"{_KIN}{_WHOSE}(?:,| là| tên là| tên|:| -| –) \Z"),
    re.compile(rf"{_KIN}(?: là| tên là| tên|:| -| –) \Z"),
)
# "vợ anh An, một phụ nữ ...": what follows tells of her
_OWNED = re.compile(
    rf"(?<!\w)(?:{_WOMEN}|{_MEN})(?: của)?(?: (?:anh|chị|ông|bà|cô|em|bé|cháu|chú|y|tên))? \Z"
)
# people who say, or of whom it is said, that they are trans or neither woman nor man
_OTHER = r"(?:chuyển giới|phi nhị giới|phi nhị nguyên(?: giới)?|không nhị nguyên(?: giới)?|liên giới tính|non-binary)"
_OTHER_AFTER = re.compile(
    rf"(?:,? (?:vốn |hiện |cũng )?là|,)(?: một)?(?: [^\s.;\n]+){{0,12}}? (?:người|phụ nữ|đàn ông|nam|nữ|cô gái|chàng trai|mẫu|hậu) {_OTHER}"
)
_OTHER_BEFORE = re.compile(rf"{_OTHER}(?: (?:nữ|nam))?(?: người \w+)?(?: tên(?: là)?)? \Z")


def around(document: Document, spot: Spot) -> Iterator[Mark]:
    """The cues beside one naming, as marks."""
    folded = document.folded
    low = max(0, spot.lead - 50)
    yield from _other(folded, spot)
    if not _OWNED.search(folded, low, spot.start):
        yield from _after(document, spot)
    for before in _KIN_BEFORE:
        kin = before.search(folded, low, spot.lead)
        if kin:
            yield "kin", _sex(kin["f"] is not None), kin["f"] or kin["m"]
            return


def _after(document: Document, spot: Spot) -> Iterator[Mark]:
    norm = document.norm
    after = _SEX_AFTER.match(norm, spot.end)
    if after:
        word = next(g for g in after.groups() if g)
        yield "explicit", _sex(word.lower() == "nữ"), word
    noun = _NOUN_AFTER.match(document.folded, spot.end)
    if noun:
        yield "explicit", _sex(noun["f"] is not None), noun["f"] or noun["m"]
    kin = _KIN_AFTER.match(norm, spot.end)
    if kin:
        yield "kin", _sex(kin["f"] is not None), kin["f"] or kin["m"]


def _other(folded: str, spot: Spot) -> Iterator[Mark]:
    hit = _OTHER_AFTER.match(folded, spot.end, min(len(folded), spot.end + 110)) or _OTHER_BEFORE.search(
        folded, max(0, spot.start - 45), spot.start
    )
    if hit:
        yield "explicit", Gender.OTHER, hit.group().strip(" ,")


def _sex(female: bool) -> str:
    return "female" if female else "male"
