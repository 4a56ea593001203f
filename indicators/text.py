"""A text as given, and the form of it that rules match on, joined by an exact map of offsets.

The text given is the text shown: everything found in the normal form is reported in offsets of the original. The normal
form is NFC, with invisible characters removed, no-break and exotic blanks as blanks, Ð as Đ, and one placement of tone
marks (hòa, thúy; the older one, 99 % of today's press).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.marks import find_marks
from indicators.model import Mention, Record, Zone

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u034f"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_FOLD = str.maketrans(
    {**dict.fromkeys(_BLANKS, " "), "Ð": "Đ", "ð": "đ", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
)
_UNUSUAL = re.compile(f"[{_INVISIBLE}{_BLANKS}Ðð\u0300-\u036f\u2028\u2029\r\u0340\u0341]")
_TONES = "\u0301\u0300\u0309\u0303\u0323"


def _late_tones() -> dict[str, str]:
    """oà -> òa and so on: the pairs whose tone may stand on either vowel, in all cases of letters."""
    pairs: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for one in (first, first.upper()):
            for other in (second, second.upper()):
                for tone in _TONES:
                    late = one + unicodedata.normalize("NFC", other + tone)
                    pairs[late] = unicodedata.normalize("NFC", one + tone) + other
    return pairs


_LATE = _late_tones()
# only at the end of a syllable (hoà, but hoàng) and never after q (quý); the first letter stands before all conditions,
# so that most places are passed over at once: a tenth of the time
_LATE_RE = re.compile(f"[oOuU](?<![qQ].)[{''.join(sorted({pair[1] for pair in _LATE}))}](?![^\\W\\d_])")
# "… Ảnh: Minh An/TTXVN Đồng chí B …": glued paragraphs, where a credit ends a sentence without a full stop; only where
# an agency in capitals or an unmistakable first word shows its end
_CREDIT_NAME = r"[A-ZĐÂÔƯÊĂÁÀÝÍÚÓ][^\W\d_]*"
_CREDIT_END = (
    rf"[ẢảNn](?<!\w.)(?:(?:(?<=[Ảả])(?i:nh(?: tư liệu| minh họa)?)|(?<=[Nn])(?i:guồn)): ?(?:(?:{_CREDIT_NAME} ?){{1,4}}/ ?)?[A-ZĐ]{{3,8}}(?= [A-ZĐ][^\W\d_A-ZĐ])"
    rf"|(?<=[Ảả])(?i:nh): ?{_CREDIT_NAME}(?:(?: [^\W\d_A-ZĐ]{{2,5}})|(?: {_CREDIT_NAME}){{0,3}})(?= (?:Đồng chí|Ông|Bà|Theo|Tại|Trong|Phát biểu|Sau khi|Ngày|Chiều|Sáng|Các|Trước đó|Cùng|Cũng|Thông tin|Khi|Khoảng|Hiện|Do|Như|Để|Với|Từ|Tuy nhiên|Ngoài ra|Bên cạnh|Cụ thể|Đại diện|Có|Lúc|Vào|Vụ|Đến|Trả lời|Được biết|Nhiều|Một|Những|Liên quan|Cơ quan|Qua|Về|Trên|Sau|Trước|Đây|Đó) ?[^\W\d_]))"
)
# "... (Ảnh: Minh An) Tại ...", "... Ảnh chụp màn hình Khi ..."
_CREDIT_SHUT = re.compile(
    r"\((?:[ẢảNn](?i:nh|guồn)|[Hh]ình)[^()\n]{0,60}\)(?= +[A-ZĐÂÔƯ][^\W\d_])|Ảnh (?:chụp màn hình|minh họa|tư liệu|cắt từ clip|cắt từ video|internet)(?= [A-ZĐÂÔƯ][^\W\d_])"
)
_CREDIT = re.compile(_CREDIT_END)
# a credit holds a colon behind one of these
_CREDIT_COLON = re.compile(r":(?<=[hHnNuUaA]:)")
# "... ở cầu Cần Thơ Theo ông A, ...": headings and captions glued to what follows, without a full stop; only words that open
# sentences and neither names nor the titles of works
_GLUED = re.compile(
    r"(?:T(?:heo|ại|r(?:ong|ên|ước (?:đ(?:ó|ây)|khi|sự việc|t(?:ình hình|hời)|thông tin|câu hỏi|những)|ao đổi)|uy (?:nhiên|vậy|thế)|hông tin (?:từ|ban đầu|với)|ối (?:ngày|nay|qua|\d[\d./-]*)|hay vì)"
    r"|S(?:au(?! đại học)|áng (?:ngày|nay|qua|\d[\d./-]*)|ự việc)|N(?:g(?:oài ra|ay (?:sau|khi|lập tức)|ày \d[\d./-]*)|hư vậy|hận (?:được|thấy|định|xét)|ếu|hưng|hững|hiều (?:người|ý kiến))|B(?:ên cạnh|ởi vậy)"
    r"|Đ(?:ến (?:nay|ngày|khoảng|giờ)|áng chú ý|ây (?:là|cũng|không|sẽ|thật|thực)|ối với|iều (?:này|đó|đáng)|ồng thời|ó (?:là|chính)|ể|ược (?:biết|hỏi|tin))|Liên quan|Lúc (?:này|đó|ấy)|Hiện (?:nay|tại|cô|anh|chị|ông|bà|các|vụ|cơ quan|công an)|Hôm (?:nay|qua)"
    r"|C(?:hiều (?:ngày|nay|qua|\d[\d./-]*)|ùng (?:ngày|với|thời điểm)|ũng (?:theo|trong|tại|như)|ác|ó thể|ả hai|uối (?:cùng|chương trình|năm|tháng|ngày))|Rạng sáng|Phát biểu|Một (?:số|người|điểm|cán bộ|trong)|M(?:ới đây|ặc dù)|Khi|V(?:ới|ì vậy|ào (?:năm|ngày|khoảng|lúc|tháng)|ụ việc)|Qua (?:xác minh|điều tra|kiểm tra|đó)|Ở|Dưới đây)(?=[ ,(](?![A-ZĐ])|(?<=Theo) [A-ZĐ])"
)
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)|[.!?…]*[\"”’»)\]]*(?=\s))")


@dataclass(frozen=True, slots=True)
class Part:
    """One zone of the item, in offsets of the normal form."""

    zone: Zone
    start: int
    end: int


class Document:
    """One record, ready to be read. Build it with :meth:`of`; all methods take and give offsets of ``norm``
    unless they say otherwise; :meth:`given` turns them into offsets of ``record.text``.
    """

    __slots__ = ("__dict__", "_ends", "_starts", "norm", "parts", "record", "text")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.text
        self.norm, self._starts, self._ends = normalise(self.text)
        self.parts = tuple(self._find_parts())

    @classmethod
    def of(cls, text: str, *, title: str = "", lead: str = "", id: str = "-") -> Document:
        """A document from loose texts, for tests and for drafts without structure."""
        return cls(Record(id=id, title=title, lead=lead, body=text))

    def _find_parts(self) -> Iterator[Part]:
        at = 0
        for zone, text in self.record.parts:
            start, end = self._norm_offset(at), self._norm_offset(at + len(text))
            yield Part(zone, start, end)
            at += len(text) + 2

    def _norm_offset(self, given: int) -> int:
        """The first normal offset whose character starts at or after ``given``."""
        if self._starts is None:
            return given
        lo, hi = 0, len(self._starts)
        while lo < hi:
            mid = (lo + hi) // 2
            if self._starts[mid] < given:
                lo = mid + 1
            else:
                hi = mid
        return lo

    @functools.cached_property
    def folded(self) -> str:
        """``norm`` in lower case, letter by letter, so that offsets stay."""
        low = self.norm.lower()
        if len(low) == len(self.norm):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.norm)

    @property
    def plain(self) -> bool:
        """Are offsets of the text as given and of the normal form the same?"""
        return self._starts is None

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the text as given for a non-empty span of the normal form."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def normal(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the normal form for a non-empty span of the text as given: the opposite of :meth:`given`."""
        if self._starts is None or self._ends is None:
            return start, end
        return bisect_left(self._starts, start), bisect_left(self._ends, end) + 1

    def mention(self, start: int, end: int) -> Mention:
        """A span with the words as given."""
        first, last = self.given(start, end)
        return Mention(first, last, self.text[first:last])

    def zone_at(self, offset: int) -> Zone:
        """The zone a normal offset lies in."""
        at = bisect_right(self._part_starts, offset) - 1
        return self.parts[max(at, 0)].zone if self.parts else Zone.BODY

    @functools.cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    @functools.cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Sentences in order, as spans of the normal form; none crosses a line or a zone."""
        found: list[tuple[int, int]] = []
        for part in self.parts:
            found += _sentences(self.norm, part.start, part.end)
        return tuple(found)

    @functools.cached_property
    def marks(self) -> tuple[tuple[int, int, int], ...]:
        """The insides of quotation marks and where they close, as :func:`find_marks` finds them."""
        return tuple(find_marks(self.norm))

    @functools.cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index into ``sentences`` of the one at, or the last one before, an offset; -1 where there is none."""
        return bisect_right(self._sentence_starts, offset) - 1


def normalise(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    """The normal form and, unless it is the identity map, the original start and end of each of its characters.

    Linear in length. Fast path: composed text without unusual characters, which is 98 % of the press.
    """
    if not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text):
        return _tone_places(text), None, None
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    length = len(text)
    at = 0
    while at < length:
        stop = at + 1
        while stop < length and (unicodedata.combining(text[stop]) or text[stop] in _INVISIBLE):
            stop += 1
        cluster = text[at:stop]
        composed = unicodedata.normalize("NFC", "".join(c for c in cluster if c not in _INVISIBLE)).translate(
            _FOLD
        )
        for char in composed:
            out.append(char)
            starts.append(at)
            ends.append(stop)
        at = stop
    return _tone_places("".join(out)), starts, ends


def _tone_places(text: str) -> str:
    return _LATE_RE.sub(lambda m: _LATE.get(m.group(), m.group()), text)


# a full stop after one of these ends no sentence
_ABBREVIATIONS = frozenset(
    "tp ts ths gs pgs bs cn ks kts ls nsnd nsut tt tx p q h st mr mrs ms dr no vs tr sn đ/c ptcn ubnd catp cty gs.ts pgs.ts ths.bs bv kh cn-tncn".split()
)
# letters that stand for one sound at the head of a name: bé Tr., chị Th.
_INITIALS = frozenset("Ch Gh Gi Kh Ng Ngh Nh Ph Qu Th Tr".split())
# what no name goes on with
_OPENS = re.compile(
    r" (?:Ông|Bà|Anh|Chị|Cô|Em|Cháu|Theo|Tại|Sau|Khi|Trong|Ngày|Hiện|Nhưng|Tuy nhiên|Đến|Vì|Do|Từ|Trước|Lúc|Nạn nhân|Qua|Thấy|Người|Các|Một|Những|Đối|Sự việc|Vụ|Với|Bị|Chiều|Sáng|Tối|Trưa|Khoảng|Cơ quan|Công an|Được|Nghe|Họ|Ngoài|Đồng thời|Lực lượng)(?= )"
)
# words of a heading or caption before what is glued to it
_LEAST_GLUED = 3
_NAMED_BEHIND = frozenset(
    "mục báo trang phim bài cuốn sách tập khúc hát trình vở thơ truyện đề kịch luật tên hội nghị ban bộ nhóm đảng đoàn mạng đàn quỹ"
    " anh ông bà chị cô chú em cháu thầy bác tên họ xã thôn".split()
)
# one letter and a word: châu Á, nước Ý
_WORDS = "ÁÝ"


def _sentences(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    ends = [hit.span() for hit in _SENTENCE_END.finditer(norm, start, end)]
    if _CREDIT_COLON.search(norm, start, end):
        ends = sorted([*ends, *(hit.span() for hit in _CREDIT.finditer(norm, start, end))])
    if _CREDIT_SHUT.search(norm, start, end):
        ends = sorted([*ends, *(hit.span() for hit in _CREDIT_SHUT.finditer(norm, start, end))])
    glued = [hit.start() for hit in _GLUED.finditer(norm, start, end) if _is_glued(norm, hit.start())]
    if glued:
        ends = sorted([*ends, *((at - 1, at) for at in glued)])
    for at, stop in ends:
        mark = norm[at:stop]
        if mark == " ":
            if norm.count(" ", begin, at) >= _LEAST_GLUED or norm.startswith(("Ảnh: ", "Nguồn: "), begin):
                yield from _trimmed(norm, begin, stop)
                begin = stop
            continue
        if mark != "\n":
            rest = norm[stop : stop + 2].lstrip()
            if mark == "." and _is_abbreviation(norm, begin, at):
                continue
            if rest and rest[0].islower():
                continue
        yield from _trimmed(norm, begin, stop)
        begin = stop
    yield from _trimmed(norm, begin, end)


def _is_glued(norm: str, at: int) -> bool:
    """Does a word that opens sentences stand behind one that nothing closes, and not behind one that a name follows?"""
    if norm[at - 1] != " " or not (norm[at - 2].isalnum() or norm[at - 2] in ")”%"):
        return False
    before = norm[max(0, at - 12) : at - 1].rsplit(" ", 1)[-1].lower()
    return before not in _NAMED_BEHIND


def _is_abbreviation(norm: str, begin: int, dot: int) -> bool:
    at = dot
    while at > begin and (norm[at - 1].isalpha() or norm[at - 1] in "./"):
        at -= 1
    word = norm[at:dot]
    last = word.rsplit(".", 1)[-1]
    if last in _INITIALS or (len(last) == 1 and last.isupper() and last not in _WORDS):
        # chị H. đi, bà Lê Thị Th. (38 tuổi); but: trú tại xã A. Ông T. kể
        return _OPENS.match(norm, dot + 1) is None
    return last.lower() in _ABBREVIATIONS


def _trimmed(norm: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and norm[start].isspace():
        start += 1
    while stop > start and norm[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop
