"""Figures of history after whom towns name their streets: 57 Trần Hưng Đạo, ở Lê Lợi, (Quang Trung, Q.1) are no people."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from indicators.lexicon import VOCAB, forms, read_yaml
from indicators.people.context import Context
from indicators.people.runs import Piece

# a house number right before; somewhere to be, to come from or to go to; one of two ends of a stretch of road
_BEFORE = re.compile(
    r"(?<![.,:/\d])\d{1,4}[a-zđ]?(?:/\d+)* \Z|(?<!\w)(?:ở|tại|trên|từ|đến|tới|ra|về|qua|vào|lên|xuống|dọc|gần|sang|thuộc|khu vực|khu|hướng|giao|góc|đầu|cuối|đoạn|nhà chờ|trục|lối|mặt tiền|phía|vỉa hè|chợ|bờ kè|cầu|hẻm|ngõ|rẽ|quẹo|phường|trường|thpt|thcs|bv|bệnh viện) \Z"
    r"|\w ?[-–] ?\Z"
)
_LINKED = re.compile(r"[-–] ?\Z")
# "- Trần Phú": a line of a dialogue or list begins so, no stretch of road
_OPENS = re.compile(r"(?:\A|\n|[.:!?”\"]) ?[-–] ?\Z")
_AFTER = re.compile(
    r" ?[,(] ?\(?(?:[qp]\.|(?:quận|phường|tp|tx|thành phố|huyện|thị xã|hà nội|đà nẵng|hải phòng|cần thơ|huế)(?!\w))|(?<! )[-–] ?[^\W\d_]| [-–] (?!nguyên|cựu|bí|chủ|phó|giám|trưởng|người|nhà|vị|anh|là)[^\W\d_]+ "
)


@functools.cache
def _sexes() -> Mapping[str, str]:
    raw = read_yaml(VOCAB / "eponyms.yaml")
    return dict.fromkeys(forms(raw, "men"), "male") | dict.fromkeys(forms(raw, "women"), "female")


def sex_of(key: Sequence[str]) -> str:
    """The sex of somebody of history by that name, or ""."""
    return _sexes().get(" ".join(key), "") if len(key) > 1 else ""


def is_street(context: Context, part: Sequence[Piece]) -> bool:
    """Does the name stand where a street does, with nothing beside it that tells of a person?"""
    if not sex_of([piece.low for piece in part]):
        return False
    start, end = part[0].start, part[-1].end
    if (
        context.address_before(start) is not None
        or context.speaks_next(end)
        or context.acts_next(end)
        or context.title_follows(end)
    ):
        return False
    low = max(0, start - 14)
    before = _BEFORE.search(context.folded, low, start)
    if before and not (_LINKED.search(before.group()) and _OPENS.search(context.folded, low, start)):
        return True
    return _AFTER.match(context.folded, end) is not None
