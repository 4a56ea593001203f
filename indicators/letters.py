"""A reader's letter that an outlet prints speaks for its writer: its wording is a source's, not the newsroom's.

Columns such as "Tâm sự" or "Bạn đọc viết" rarely say so in the text; what tells is somebody who writes of himself or herself
throughout and turns to the newsroom or the readers. Both are needed: columnists write "tôi" too, and answers to letters ask.
"""

from __future__ import annotations

import re

from indicators.model import Zone
from indicators.text import Document

# of the syllables outside quotation marks, so many say "I", and at least so often
RATE, LEAST = 1 / 60, 5
_SELVES = ("mình", "tui", "em", "cháu", "con")
# em, cháu and con are children, girls and brides as well: not behind a word that counts or relates them
_SELF = re.compile(
    r"(?<!\w)(?:(?:các|những|nhiều|mấy|số|một|hai|ba|bốn|mười|mươi|trăm|chị|anh|trẻ|mẹ|bà|ông|cha|bố|hội|bé|mang|chăm|dạy|nuôi|sinh|về)"
    r" (?:em|cháu|con)|(tôi|mình|tui|em|cháu|con)(?! (?:bé|nhỏ|gái|trai|đường|người)(?!\w)))(?!\w)"
)
_I = re.compile(r"(?<!\w)tôi(?!\w)")
# turning to those who print or read: greetings, thanks, questions for advice, a name in place of an author
_TURNS = re.compile(
    r"(?<!\w)(?:(?:kính )?(?:chào|gửi|thưa) (?:các |quý |anh |chị |chuyên mục|chương trình|tòa soạn|toà soạn|ban biên tập|bạn đọc|mọi người|bác sĩ|luật sư)"
    r"|(?:mong|xin|rất mong|cầu xin|nhờ|hãy)(?: được)?(?: các| quý| anh| chị| mọi| bạn)*(?: \w+){0,3} (?:cho (?:tôi|em|mình|cháu) (?:lời khuyên|ý kiến|biết|một lời)"
    r"|tư vấn|chia sẻ (?:với|cùng|cho) (?:tôi|em|mình)|giúp (?:tôi|em|mình|cháu)|khuyên (?:tôi|em|mình))"
    r"|(?:tôi|em|mình) (?:nên|phải|biết) (?:làm (?:gì|sao|thế nào)|xử sự|ứng xử)(?: \w+){0,3}\?"
    r"|(?:tôi|em) (?:viết|gửi) (?:những dòng|bức thư|lá thư|thư|tâm sự|bài) (?:này|cho|đến|tới)"
    r"|độc giả [^.\n]{0,30}\Z|ý kiến bạn đọc|thư bạn đọc|bạn đọc viết|tâm sự (?:gửi|của bạn))"
)
# a report on children says so too, without anybody who turns to the newsroom
_TO_CHILDREN = re.compile(
    r"(?<!\w)(?:(?:kính )?(?:chào|gửi|thưa) (?:các|quý) (?:em|con|cháu|mẹ|bé|bạn nhỏ)|giúp (?:em|cháu|mình) (?:bé|nhỏ|gái|trai))(?!\w)"
)


def is_letter(document: Document, marks: list[tuple[int, int]]) -> bool:
    """Whether the body is written by a reader. ``marks``: the insides of quotation marks, in offsets of the normal form."""
    spans = [(part.start, part.end) for part in document.parts if part.zone == Zone.BODY]
    if not spans:
        return False
    own: list[str] = []
    for start, end in spans:
        at = start
        for a, b in marks:
            if start <= a < end:
                own.append(document.folded[at:a])
                at = max(at, b)
        own.append(document.folded[at:end])
    text = " ".join(own)
    said = len(_I.findall(text)) if "tôi" in text else 0
    if not said:
        # the letters occur at least as often as the words: most items are no letters by that alone
        if sum(map(text.count, _SELVES)) < LEAST:
            return False
        said, text = sum(bool(hit) for hit in _SELF.findall(text)), _TO_CHILDREN.sub(" ", text)
    if said < LEAST or said < RATE * len(text.split()):
        return False
    return _TURNS.search(text) is not None
