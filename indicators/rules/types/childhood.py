"""What says that somebody is a child where no age is told: words for children, and what is done to children alone."""

from __future__ import annotations

import re

from indicators.rules.reading import Reading, Span

# a grown-up may be somebody's cháu: without an age these words say that a child is meant
CHILDHOOD = re.compile(
    r"\b(?:cháu bé|bé (?:gái|trai)|trẻ em|em bé|học sinh|lớp \d|mầm non|mẫu giáo|tiểu học|con riêng|nữ sinh|nam sinh)\b"
)
# one of these stands in every such word
CHILDREN = ("bé", "trẻ em", "học sinh", "lớp ", "mầm non", "mẫu giáo", "tiểu học", "con riêng", "nữ sinh", "nam sinh")  # fmt: skip
# "cháu Đ. bị xâm hại": of a grown-up nobody writes so; "cháu H. đánh bà" is a grandson of any age
_DONE = (
    r"(?:xâm hại|hiếp dâm|cưỡng hiếp|hãm hiếp|cưỡng bức|cưỡng dâm|dâm ô|giao cấu|sàm sỡ|giở trò|ấu dâm|bạo hành|hành hạ|"
    r"bắt cóc|lừa bán|xâm phạm tình dục|quan hệ tình dục)"
)
_BEHIND = re.compile(
    rf"\A[^.;:!?\n]{{0,140}}?(?<!\w)(?:bị|là nạn nhân của vụ|là bị hại trong vụ) (?:[^\s.;:]+ ){{0,6}}?{_DONE}(?!\w)"
)
_BEFORE = re.compile(
    rf"(?<!\w){_DONE}(?: tình dục)?(?: nhiều lần| trót lọt| tập thể)?(?: đối với| với| là| của)? (?:[^\s.;:]+ ){{0,2}}\Z"
)
# offences of which the law knows nobody but children as victims; "em" is said to grown-ups too
_OF_CHILDREN = re.compile(
    r"(?<!\w)(?:dâm ô|ấu dâm|(?:hiếp dâm|cưỡng dâm|giao cấu|quan hệ tình dục(?: khác)?|xâm hại(?: tình dục)?|mua bán|bạo hành|hành hạ) (?:với |đối với )?"
    r"(?:trẻ em|trẻ|người (?:dưới (?:16|13)|từ (?:đủ )?13)))(?!\w)"
)
# whose parents are anh and chị is young: of a grown-up "con ông Tám" is said
_OF_YOUNG = re.compile(
    r"\A(?: \([^()\n]{1,40}\))?,? (?:là )?con (?:gái |trai |ruột |đầu |cả |út |đầu lòng |thứ \w+ )*(?:của )?(?:vợ chồng )?(?:anh|chị) "
)
_BY_OWN_HAND = re.compile(
    r"\A[^.;:!?\n]{0,60}?(?<!\w)(?:tự tử|tự sát|tự vẫn|treo cổ|nhảy cầu|nhảy sông|uống thuốc (?:trừ sâu|diệt cỏ|chuột))(?!\w)"
)
PUPILS = frozenset({"học sinh", "nữ sinh", "nam sinh", "em"})
_SCHOOL_OF_CHILDREN = re.compile(
    r"(?<!\w)(?:trường (?:tiểu học|thcs|mầm non|mẫu giáo)|thcs|trung học cơ sở|tiểu học|cấp (?:1|2|i|ii))(?!\w)"
)
# a father or mother who is named tells which child it was
OWN_CHILD = re.compile(
    r"(?<!\w)(?:hiếp dâm|cưỡng hiếp|dâm ô|xâm hại(?: tình dục)?|giao cấu|giở trò(?: đồi bại)?|cưỡng bức|bạo hành|hành hạ)(?: với| đối với)?(?: chính)?(?: hai| ba)? "
    r"con (?:gái|trai|ruột|đẻ|riêng|nuôi|của mình)(?!\w)"
)
_NEAR = 160
# bé, cháu bé: of twelve years at most, which narrows the circle as an age does
_SMALL = ("bé ", "cháu bé ", "em bé ")
_AGE = re.compile(
    r"(?<!\w)(?:bé(?: gái| trai)?|cháu(?: bé| gái| trai)?|em|con(?: gái| trai)?|nạn nhân|bị hại)(?: mới| chỉ| khoảng| chưa đầy| hơn| đang)*,? ?\(?(?P<age>\d{1,2}) tuổi"
)


def is_child(reading: Reading, scope: Span, span: Span, noun: str, *, childlike: bool) -> bool:
    """Does a text without an age say that who stands at ``span`` is a child? ``noun``: the word for them; ``childlike``: cháu, bé and
    the like.
    """
    if childlike and (
        CHILDHOOD.search(reading.folded, *scope) or _OF_CHILDREN.search(reading.folded, *scope)
    ):
        return True
    start, end = reading.sentence(span[0])
    if childlike:
        before = reading.folded[max(start, span[0] - _NEAR) : span[0]]
        behind = reading.folded[span[1] : end]
        if noun == "thiếu niên" or _BEFORE.search(before):
            return True
        if any(test.search(behind) for test in (_BEHIND, _OF_YOUNG, _BY_OWN_HAND)):
            return True
    if noun in PUPILS and _SCHOOL_OF_CHILDREN.search(reading.folded, start, end):
        return True
    # "bà con Việt Nam", and whose son or daughter somebody is, is said of any age
    return noun != "con" and _OF_CHILDREN.search(reading.folded, start, end) is not None


def is_small(said: str) -> bool:
    """Is somebody called so a small child?"""
    return said.lower().startswith(_SMALL)


def age_told(reading: Reading, span: Span) -> int | None:
    """The age of the child of a sentence that names only the parents: "cháu bé 9 tuổi, con chị Mai"."""
    found = _AGE.search(reading.folded, *reading.sentence(span[0]))
    return int(found["age"]) if found is not None else None
