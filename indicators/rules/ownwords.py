"""Words the outlet passes on though no quotation mark says so: what somebody says of herself, and what an old poem says.

"Tôi là gái ế và tôi vui" is her own word for herself; "chồng tôi là soái ca" is about another. "Truyện Kiều kể ...", "ca dao có
câu ..." tell what the work says. Proverbs ("tục ngữ có câu") are not let through: items use them to teach.
"""

from __future__ import annotations

import re

from indicators.model import Voice
from indicators.text import Document

# how far before a hit the one who speaks, or the work that is told, may stand, in letters
_REACH = 70
_OPENS = r"\A|[.,;:!?“\"(…–]"
_CLAUSE = rf"(?:{_OPENS}|(?<!\w)(?:và|nhưng|vì|nên|rằng|thì|dù|bởi|bảo|kể|nghĩ|thấy|ừ)(?= ))"
_SELF = re.compile(
    # "cô thấy mình là" is the outlet's
    rf"(?:{_CLAUSE} ?(?:tôi|tớ|bản thân tôi|chính tôi|tự tôi)|(?:{_OPENS}) ?mình)(?: (?:vốn|cũng|đã|vẫn|chỉ|đang|từng|sẽ|thì|vì|bị|được|hay|tự))*"
    r" (?:là|làm|thành|trở thành|gọi là|coi là|nhận là|nhận mình là|gọi mình là|mang tiếng là|mang tiếng)"
    r"(?: (?:một|cái|con|đứa|cô|người|kẻ|chàng|anh|bà|hạng|dân))*[ “\"‘']*\Z"
)
_WORK = (
    r"(?:truyện kiều|đoạn trường tân thanh|kim vân kiều|chinh phụ ngâm|cung oán ngâm khúc|cung oán|lục vân tiên|truyện lục vân tiên|"
    r"chuyện người con gái nam xương|truyền kỳ mạn lục|thơ hồ xuân hương|thơ nôm|thơ cổ|văn học trung đại|truyện nôm|"
    r"nguyễn du|ca dao|dân ca|câu hát ru|lời ru)"
)
_TELLS = r"(?:kể|tả|viết|có câu|có lời|than|nói|ví|gọi|ngâm|hát|khắc họa|dựng|mở đầu)"
_CLASSIC = re.compile(rf"(?<!\w){_WORK}(?: [^.;!?\n]*?)?(?::| {_TELLS}(?!\w))[^.;!?\n]*\Z")


def passed_on(document: Document, start: int) -> Voice | None:
    """Whose words a hit at ``start`` is where the outlet only passes it on: QUOTED, NAME for a classic, or None."""
    first = document.sentences[document.sentence_at(start)][0] if document.sentences else 0
    before = document.folded[max(first, start - _REACH) : start]
    if _SELF.search(before):
        return Voice.QUOTED
    return Voice.NAME if _CLASSIC.search(before) else None
