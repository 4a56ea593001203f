"""Whose words a span is: the outlet's own, a source's, a wording under criticism, or part of a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from indicators.letters import is_letter
from indicators.lexicon import CUE, Hit, Lexicon
from indicators.model import Voice, Zone
from indicators.text import Document
from indicators.who import Reading

_FRONT = frozenset({Zone.TITLE, Zone.LEAD, Zone.CAPTION})
_JOINS = re.compile(r" |,? ?(?:- |– |-|–|và )?")
# what no title of a work or name of a house goes on over
_NO_TITLE = re.compile(
    r"[,.;:!?“”\"()\n]| (?:đã|được|là|của|do|vừa|sẽ|bị|cho|vì|nhưng|khi|với|gồm|những|các|có|đang|này) "
)
_LONGEST_TITLE = 40
# statements of people in a reader's letter; more are a report
MOST_TOLD = 3
# words about wording right before it: không nên dùng từ ..., đừng gọi ... là, thay cụm từ ... bằng
_GAP = r"(?:[^.,;!?\n]|, ?(?=[“\"‘']))"
_MARK = r"[“\"‘']?"
_NOT = r"(?:không|đừng|chớ|tránh|thôi|ngừng|hạn chế|phản đối|chấm dứt|từ chối|không được|không nên|xin đừng)(?: việc| nên| được)?"
_WORDS = r"(?:từ|cụm từ|từ ngữ|chữ|hai chữ|cách gọi|danh xưng|lối nói|lời|câu|câu nói|tiếng)"
_REFUSED = re.compile(
    rf"(?<!\w)(?:{_NOT} (?:gọi|ví|coi|xem|gán|gắn) {_GAP}{{0,40}}?(?:là|như|cho|mác) {_MARK}"
    rf"|{_NOT} (?:sử dụng|lạm dụng|dùng|viết|nói)(?: các| những)? (?:{_WORDS}(?!\w){_GAP}{{0,50}}|[“\"‘'])"
    rf"|(?:thay|thay thế|bỏ|loại bỏ|gạch|xóa|sửa)(?: các| những)? (?:cụm từ|từ ngữ|từ|chữ|cách gọi|danh xưng){_GAP}{{0,20}})\Z"
)
_REFUSED_REACH = 80
# heads that condemn what they name, at most so far before it: tư tưởng trọng nam khinh nữ, hủ tục bắt vợ
_CONDEMNED_REACH = 14
# a charge is the law's wording
_CHARGED = re.compile(r"(?<!\w)tội(?: danh)?:? [“\"‘']?\Z")
# a saying that is rejected stands soon after the word for it
_HEAD_REACH = 100


class VoiceMap:
    """The voices of one item. Offsets are of the normal form."""

    __slots__ = ("_before", "_condemning", "_direct", "_direct_starts", "_document", "_letter", "_lexicon", "_mark_starts", "_marks", "_movements", "_name_ends", "_rejecting", "_rejecting_deed", "_spoken", "_spoken_starts", "_work_ends")  # fmt: skip

    def __init__(self, document: Document, lexicon: Lexicon, reading: Reading) -> None:
        self._document, self._lexicon = document, lexicon
        self._spoken = [(s.start, s.end) for s in reading.statements if s.kind == "direct" or s.known]
        self._spoken_starts = [start for start, _ in self._spoken]
        self._direct = [(s.start, s.end) for s in reading.statements if s.kind == "direct"]
        self._direct_starts = [start for start, _ in self._direct]
        self._marks = list(reading.marks)
        # an interview has its "tôi" in answers, which are statements of somebody
        told = sum(s.person >= 0 for s in reading.statements)
        self._letter = told <= MOST_TOLD and is_letter(document, self._marks)
        self._mark_starts = [start for start, _ in self._marks]
        cues = [h for h in reading.hits if CUE in h.entry.kinds]
        self._movements = [(h.start, h.end) for h in cues if "movements" in h.entry.cues]
        self._movements += _chains(document.folded, [h for h in cues if "slogans" in h.entry.cues])
        self._name_ends = sorted({h.end for h in cues if "name_before" in h.entry.cues})
        self._work_ends = sorted({h.end for h in cues if "works" in h.entry.cues})
        self._rejecting = {document.sentence_at(h.start) for h in cues if "rejecting" in h.entry.cues}
        self._rejecting_deed = {
            document.sentence_at(h.start) for h in cues if "rejecting_deed" in h.entry.cues
        }
        self._condemning = sorted(h.end for h in cues if "condemning" in h.entry.cues)
        self._before: dict[int, list[int]] = {}
        for hit in cues:
            if "criticised_before" in hit.entry.cues:
                self._before.setdefault(document.sentence_at(hit.start), []).append(hit.end)

    def voice_of(self, start: int, end: int, zone: Zone | None = None) -> Voice:
        """Who says the words from ``start`` to ``end``. ``zone`` is found where it is not given."""
        if self._is_name(start, end):
            return Voice.NAME
        if self._is_criticised(start):
            return Voice.CRITICISED
        if _within(self._spoken, self._spoken_starts, start, end):
            zone = zone or self._document.zone_at(start)
            return Voice.CHOSEN if zone in _FRONT else Voice.QUOTED
        if self._letter and (zone or self._document.zone_at(start)) == Zone.BODY:
            return Voice.QUOTED
        return Voice.NARRATOR

    def _is_name(self, start: int, end: int) -> bool:
        """Part of a movement's, prize's or work's name."""
        if any(a <= start and end <= b for a, b in self._movements):
            return True
        inside = _within(self._marks, self._mark_starts, start, end)
        norm, folded = self._document.norm, self._document.folded
        if _CHARGED.search(folded, max(0, start - 14), start):
            return True
        if inside is not None:
            at = inside[0] - 1
            while at > 0 and norm[at - 1] in " :,":
                at -= 1
            return self._head_at(at)
        # phong trào Ba đảm đang: a capital right after the head
        if norm[start : start + 1].isupper() and self._head_at(norm.rfind(" ", 0, start)):
            return True
        # phim Người đàn bà trên thảo nguyên: a capital after the head, and nothing that ends a title since
        i = bisect_right(self._work_ends, start) - 1
        if i < 0 or start - self._work_ends[i] > _LONGEST_TITLE:
            return False
        head = self._work_ends[i]
        return norm[head + 1 : head + 2].isupper() and not _NO_TITLE.search(norm, head, end)

    def _head_at(self, at: int) -> bool:
        i = bisect_left(self._name_ends, at)
        return i < len(self._name_ends) and self._name_ends[i] == at

    def _is_criticised(self, start: int) -> bool:
        """In marks, or after quan niệm, định kiến ..., with words of rejection in the same or the next sentence; or named
        as what should not be said.
        """
        i = bisect_right(self._condemning, start) - 1
        if i >= 0 and start - self._condemning[i] <= _CONDEMNED_REACH:
            return True
        if _REFUSED.search(self._document.folded, max(0, start - _REFUSED_REACH), start):
            return True
        sentence = self._document.sentence_at(start)
        near = {sentence, sentence + 1}
        rejected = not near.isdisjoint(self._rejecting)
        if not rejected and near.isdisjoint(self._rejecting_deed):
            return False
        if any(0 <= start - end <= _HEAD_REACH for end in self._before.get(sentence, ())):
            return True
        marked = _within(self._marks, self._mark_starts, start, start + 1)
        spoken = _within(self._direct, self._direct_starts, start, start + 1)
        return rejected and marked is not None and spoken is None


def _chains(folded: str, parts: list[Hit]) -> list[tuple[int, int]]:
    """Stretches of two or more parts of slogans with nothing but a comma, a dash or "và" between them."""
    chains: list[tuple[int, int]] = []
    first = last = None
    for hit in parts:
        if last is not None and first is not None and _JOINS.fullmatch(folded, last.end, hit.start):
            last = hit
            chains.append((first.start, hit.end))
        elif last is None or hit.start >= last.end:
            first = last = hit
    return chains


def _within(spans: list[tuple[int, int]], starts: list[int], start: int, end: int) -> tuple[int, int] | None:
    i = bisect_right(starts, start) - 1
    if i >= 0 and spans[i][1] >= end:
        return spans[i]
    return None
