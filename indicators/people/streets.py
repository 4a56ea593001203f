"""Streets in a row: đường A - B, các tuyến đường như: A (quận 1); B, C. None of them is somebody, though many bear a person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.people.context import Context
from indicators.people.runs import Piece

_HEADS = frozenset(
    "đường,phố,các đường,các phố,tuyến đường,tuyến phố,trục đường,con đường,cung đường,đoạn đường,đường phố,đại lộ,quốc lộ,tỉnh lộ,cao tốc,ngã tư,ngã ba,ngã năm,ngã sáu,ngã bảy,nút giao,giao lộ,vòng xoay,cầu vượt,đ.,hẻm,ngõ".split(
        ","
    )
)
_OPENED = re.compile(
    r"(?<!\w)(?:đường(?! dây| lối| biên| hàng| thủy| sắt| ống)|(?<!thành )(?<!khu )phố|ngã tư|giao lộ|nút giao)(?: [^\W\d_]+){0,3}?,? (?:như|gồm|gồm có|là|sau)(?: là)?:? \Z"
)
_OPENING = ("như ", "như: ", "gồm ", "gồm: ", "có ", "có: ", "là ", "là: ", "sau ", "sau: ")
_WINDOW = 50
_INSIDE = re.compile(r" \([^()\n]{0,28}")
_JOINED = re.compile(
    r"(?:\.[A-Z]+)?(?: \([^()\n]{1,30}\))?(?:, | - | – |- | và |, và |; |…, )(?:(?:đường|phố) )?"
)
# what may follow the name of a street in a list; a verb of another kind tells that it is somebody
_AFTER = re.compile(
    r"[,;.()…–\-/:\n]|\Z| (?:[-–(]|(?:và|đến|tới|giao|đoạn|thuộc|có|đều|nơi|ra|về|vào|rồi|hướng|tại|ở|cũng|luôn|thường|được|bị ùn|bị ngập|bị kẹt|tắc|kẹt|ngập|ùn)(?!\w))"
)
_AGED = re.compile(r" ?[(,]? ?(?:\d{1,2} tuổi|SN |sinh năm )")
_MOST = 5


class Streets:
    """Remembers, in order of the runs, where a row of streets goes on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.norm, self.folded = context.norm, context.folded
        self.until = -1

    def own(self, run: Sequence[Piece]) -> bool:
        """Is the whole run one more of a row of streets?"""
        start, end = run[0].start, run[-1].end
        joined = False
        if 0 <= self.until < start:
            joined = _JOINED.fullmatch(self.norm, self.until, start) is not None
            if not joined and _INSIDE.fullmatch(self.norm, self.until, start):
                # đường A (quận B); C
                return False
        self.until = -1
        if len(run) > _MOST:
            return False
        for hit in self.context.ending.get(start - 1, ()):
            if hit.entry.form in _HEADS:
                self.until = end
                return False
        if not joined and not (
            self.folded.endswith(_OPENING, 0, start)
            and _OPENED.search(self.folded, max(0, start - _WINDOW), start)
        ):
            return False
        if _AGED.match(self.norm, end) or not _AFTER.match(self.norm, end) or self.context.speaks_next(end):
            return False
        self.until = end
        return True
