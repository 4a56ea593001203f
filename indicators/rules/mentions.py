"""Words that are spoken about, not used: guidance quotes a bad wording in order to say that it is one.

Three ways to tell for words in quotation marks: a word for words before them (những từ như “...”), advice against
them (không viết “...”), or a verdict behind them (“...” là miệt thị). An item that does so again and again is guidance, and
all short marked words in it are spoken about. In an item that rejects a belief so are the sayings of nobody in particular
(người ta an ủi “...”). Without marks the frames of :mod:`indicators.rules.critical` tell it (đừng gọi ..., những lời chê ... cần được bỏ).
Marks alone prove nothing: an outlet may use a wording in marks as well, and must not be able to wave
a finding away with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from indicators.rules.critical import rejected
from indicators.text import Document

Span = tuple[int, int]
# marked words longer than this are statements, not wordings
_WORDING = 14
# how far before the marks the advice or the word for words stands, in letters
_BEFORE = 90
# so many sentences that speak about words make an item guidance: news that reports one rejected saying has one or two
_GUIDANCE = 3
_JOIN = re.compile(r"[”\"»'’]?(?: |,|;|/|–|-|và|hay|hoặc|với|như)*[“\"«'‘]?")
# the plural or a compound: "từ “hot girl” đến doanh nhân" is a way from one to the other
_NOUN = re.compile(
    r"(?:(?:các|những|mấy|nhiều) (?:từ|chữ|cụm từ|câu|tít|cách|lối)(?: \w+){0,4}|cụm từ|từ ngữ|từ khóa|chữ|"
    r"(?:cách|lối|kiểu) (?:gọi|viết|nói|khen|ví|diễn đạt|đặt tít)(?: \w+){0,2}|(?:cái|dòng) tít(?: \w+){0,6}|(?:nhận|đặt|sửa|rút|giật|chạy) tít(?: kiểu| lối| theo kiểu)?|(?:kiểu|lối) tít|tít (?:kiểu|lối)|"
    r"từ không dùng(?: \w+){0,6})(?: như| là| sau| này)*[ :]*[“\"«'‘]?$"
)
_ADVICE = re.compile(
    r"(?<!\w)(?:không|đừng|chớ|tránh|không nên|không được|tuyệt đối không|hạn chế)(?: \w+){0,3}? "
    r"(?:viết|dùng|sử dụng|gọi|khen|khuyên|(?:đặt|rút|giật|chạy) tít|nhận câu)(?!\w)"
)
# "thay vì “hot girl”, anh chọn cô giáo" is news; where the sentence speaks of writing it is advice
_INSTEAD = re.compile(
    r"(?<!\w)(?<!né )(?<!lẩn )(?<!lảng )(?:tránh|thay vì|thay cho)[ :]*(?:\w+ ){0,3}[“\"«'‘]?$"
)
_WRITING = re.compile(r"(?<!\w)(?:viết|dùng từ|cách gọi|cách nói|lối khen|lối nói|đặt tít)(?!\w)")
# a verdict on the words, not on a deed: “Hot girl” xúc phạm công an is news about her
_VERDICT = re.compile(
    r"(?<!\w)(?:là|mang tính|mang ý|hàm ý|thể hiện|vừa|nghe)(?: (?!bị |người |nạn )\w+){0,4} (?:miệt thị|phiến diện|định kiến|"
    r"sáo|sáo mòn|đổ lỗi|làm nhẹ|bào chữa|sai lầm|phản cảm|kỳ thị|xúc phạm|hạ thấp|lỗi thời|lạc hậu)(?!\w)"
    r"|(?<!\w)biến (?:một nửa|phụ nữ|nam giới|họ) (?:\w+ )*?thành(?!\w)|(?<!\w)khiến người đọc (?:chú ý|tưởng)(?!\w)"
)
# "Tít “...” đổ lỗi cho nạn nhân": one headline and what it does, nobody's deed
_HEADLINE = re.compile(r"(?<!\w)(?:tít|tít bài|tiêu đề|dòng tít)[ :]*[“\"«'‘]?$")
_DOES = re.compile(r"\W*(?:đã |đang |chỉ |như )?(?:đổ lỗi|làm nhẹ|bào chữa|hạ thấp|miệt thị|xúc phạm)(?!\w)")
# "Gọi “...” là sai": who is told to have been called so is not; a rumour in marks that is wrong was not called anything
_CALLED = re.compile(r"(?<!\w)(?:gọi|coi|xem)(?: \w+){0,4}[ :]*[“\"«'‘]?$")
_WRONG = re.compile(
    r"\W*là (?:hoàn toàn |rất )?(?:sai|không đúng|nhầm|không nên)(?=[.,;:!?)]| vì|\s*$)", re.MULTILINE
)
_NOBODY = re.compile(
    r"(?<!\w)(?:người ta|có người|nhiều người|ai cũng|ai đó|không ít người|các cụ|người đời|thiên hạ|dân gian|mọi người)(?!\w)"
)
_REJECTED = re.compile(
    r"(?<!\w)(?:định kiến|quan niệm|tư tưởng|hủ tục|suy nghĩ)(?: \w+){0,5} (?:lạc hậu|sai lầm|cổ hủ|lỗi thời|cần (?:được )?xóa bỏ|phải xóa bỏ)"
    r"(?!\w)"
)


class Mentions:
    """The marked words of one item that are spoken about. Offsets are of the normal form."""

    __slots__ = ("_spans", "_starts")

    def __init__(self, document: Document) -> None:
        self._spans = _merged([*_mentioned(document), *rejected(document)])
        self._starts = [start for start, _ in self._spans]

    def holds(self, span: Span) -> bool:
        """Does the span lie in marked words that are spoken about?"""
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._spans[at][1]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, overlapping ones as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _mentioned(document: Document) -> list[Span]:
    text = document.folded
    marks = [(start, end) for start, end, _ in document.marks]
    short = [mark for mark in marks if text.count(" ", *mark) < _WORDING]
    rejects = _REJECTED.search(text) is not None
    about = [
        mark for chain in _chains(text, short) if _spoken_about(document, chain, rejects) for mark in chain
    ]
    sentences = {document.sentence_at(start) for start, _ in about}
    return short if len(sentences) >= _GUIDANCE else about


def _chains(text: str, marks: Sequence[Span]) -> list[list[Span]]:
    """Marks with nothing but commas, "và", "hay" between them: what holds for one holds for all."""
    chains: list[list[Span]] = []
    for mark in marks:
        if chains and _JOIN.fullmatch(text, chains[-1][-1][1], mark[0]):
            chains[-1].append(mark)
        else:
            chains.append([mark])
    return chains


def _spoken_about(document: Document, chain: Sequence[Span], rejects: bool) -> bool:
    """Does the sentence around a chain of marks speak about the words in them?"""
    text = document.folded
    first, last = chain[0][0], chain[-1][1]
    # a mark may hold a full stop, and so end a sentence for whoever splits them
    begin = document.sentences[document.sentence_at(max(0, first - 2))][0] if first > 1 else 0
    before = text[max(begin, first - _BEFORE) : first]
    if _NOUN.search(before) or _ADVICE.search(before) or (rejects and _NOBODY.search(before)):
        return True
    end = document.sentences[document.sentence_at(max(0, last - 1))][1]
    if _INSTEAD.search(before) and _WRITING.search(text, begin, max(end, last)):
        return True
    if _HEADLINE.search(before) and _DOES.match(text, last):
        return True
    if _CALLED.search(before) and _WRONG.match(text, last):
        return True
    return _VERDICT.search(text, last, max(end, last)) is not None
