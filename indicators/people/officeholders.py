"""Holders of offices without a name: Bộ trưởng Bộ Tài chính, Chủ tịch UBND xã cho biết."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from indicators.lexicon import TITLE, Hit
from indicators.people.gather import Gatherer
from indicators.people.runs import UPPER

_OFFICES = frozenset({2, 3, 11})
# last words of offices that name their body, and the common nouns for seats that may follow
_BODIES = frozenset("ubnd hđnd ủy sở đoàn đội".split())
_SEAT = re.compile(
    r"(?: (?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|đảng ủy|công an|hội phụ nữ|hội nông dân|hội|mttq))?"
    r" (?:tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|thành phố|tp|thôn|bản|ấp|sở|công ty|nhà trường|hợp tác xã)(?![\w.])"
    r"|(?: (?:ubnd|hđnd|đảng ủy))(?!\w)"
)
_SAID_OF = re.compile(
    r"(?<!\w)(?:là|làm|kiêm|chức|chức vụ|giữ|vụ:|bổ nhiệm|nguyên|cựu|trở thành|bầu|gửi|đồng chí) \Z"
)
_LAND = re.compile(rf" [{UPPER}]")
# Đoàn chủ tịch, Ban giám đốc, Nhóm bạn của Chủ tịch
_PART_OF = re.compile(
    r"(?<!\w)(?:ban|đoàn|phòng|hội|nhóm bạn|nhóm bạn của|cơ quan|chiếc ghế|ghế|cương vị|quyền|phó|các|những|nhiều) \Z"
)
_ONE_HEAD = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|giám đốc|tổng thanh tra|tổng kiểm toán|phó thủ tướng|tổng cục phó|tổng giám đốc|tư lệnh|tham mưu trưởng|thủ hiến|tổng lãnh sự|tham tán|quốc vụ khanh|đồn trưởng|trạm trưởng|hạt trưởng|đội trưởng|trưởng khoa|trưởng đồn|trưởng trạm|bộ trưởng|thứ trưởng|ngoại trưởng|thị trưởng|đại sứ|lãnh sự|thống đốc|tổng thư ký|tổng thống|thủ tướng|cục trưởng|vụ trưởng|chi cục trưởng|tổng cục trưởng|viện trưởng|trưởng (?:phòng|ban|công an|đoàn|thôn|bản|ấp|đại diện)|chánh (?:văn phòng|thanh tra|án)|công sứ|đặc phái viên|chủ nhiệm|tỉnh trưởng|người phát ngôn|thư ký|trợ lý|cố vấn)"
)
# said of the office, not of who holds it
_HELD = re.compile(r"(?:,? (?:theo|có thẩm quyền|quy định|định kỳ|phải|cần|chịu trách nhiệm trước))(?!\w)")
# the head of the own state; of another country it is somebody in the news
_OWN_STATE = re.compile(rf"(?i:thủ tướng|chủ tịch nước)(?! (?!Chính phủ|CHXHCN|Việt Nam)[{UPPER}])")
_MEMBERS = frozenset(
    {
        "đại biểu",
        "ủy viên",
        "đại biểu quốc hội",
        "đảng viên",
        "cán bộ",
        "chuyên viên",
        "thành viên",
        "lãnh đạo",
    }
)
# so many offices in a row are a list of those who hold them
_LIST = 3
_OPENED = re.compile(r"(?:gồm|gồm có|có|cùng|với)(?: các)?:? \Z")
_CAREER = re.compile(r"năm \d{4}|nhiệm kỳ|chức vụ|từng (?:là|giữ)")
# so far from a name, in characters, a row of offices may still be that person's
_ROW = 130
# a verb or the end of the clause: what stands behind it is said of somebody else
BREAK = re.compile(
    r"[.\n“”\"]|(?<!\w)(?:đã|đang|sẽ|vừa|cho biết|cho hay|cho rằng|được|bị|cùng|yêu cầu|đề nghị|giao|gặp|tiếp|nói|trình|mời|gửi|đến|tới|rằng|thì|nhưng|khi|để|chỉ đạo|phối hợp|chủ trì|do|dẫn|phát biểu|kiểm tra|làm việc)(?!\w)"
)
# what office holders do beside speaking
_DOES = re.compile(
    r" (?:(?:đã|đang|sẽ|vừa|cũng|đồng thời) )*(?:giao|phân công|chỉ đạo|ban hành|ký|phê duyệt|trao|quyết định|bổ nhiệm|chấp thuận|chủ trì|làm việc|trực tiếp|có mặt|có văn bản|có công văn|tiếp|đến|tới|thăm|kiểm tra|ra quyết định|nhận trách nhiệm|xin lỗi|bị)(?!\w)"
)
_SHORT = {
    "gd&đt": "giáo dục và đào tạo", "gd-đt": "giáo dục và đào tạo", "gdđt": "giáo dục và đào tạo", "gtvt": "giao thông vận tải", "gtcc": "giao thông công chính", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân",
    "tp.": "thành phố ", "tp": "thành phố", "ubmttq": "ủy ban mặt trận tổ quốc", "hđqt": "hội đồng quản trị", "nn&ptnt": "nông nghiệp và phát triển nông thôn", "vh-tt&dl": "văn hóa, thể thao và du lịch", "vhttdl": "văn hóa, thể thao và du lịch", "tn&mt": "tài nguyên và môi trường", "kh&đt": "kế hoạch và đầu tư",
    "lđ-tb&xh": "lao động - thương binh và xã hội", "lđtbxh": "lao động - thương binh và xã hội", "cty": "công ty",
}  # fmt: skip


def _written_out(words: str) -> str:
    """Words with the abbreviations of bodies spelt out."""
    return " ".join(_SHORT.get(word, word) for word in words.replace("tp.", "tp ").split())


class OfficeHolders(Gatherer):
    """Finds offices that stand for whoever holds them."""

    def _offices(self) -> None:
        """Bộ trưởng Bộ Tài chính, Giám đốc Học viện X: an office alone, whose holder the item does not name."""
        held = {s.title.entry.form for s in self.spots if s.title is not None}
        # an office beside a name is that person's, wherever the item tells of it again
        near = {hit.entry.form for hit in self._titles if self._beside_name(hit)}
        # one that does nothing is rather that of somebody named in its sentence
        named = {self.document.sentence_at(spot.start) for spot in self.spots}
        shared = {hit.entry.form for hit in self._titles if self.document.sentence_at(hit.start) in named}
        last = -1
        listed: dict[int, list[tuple[int, int]]] = {}
        for hit in self._titles:
            form = hit.entry.form
            if hit.entry.code not in _OFFICES or hit.start < last:
                continue
            last = hit.end
            if form in held or form in _MEMBERS or self._many(hit.start):
                continue
            if self._holds(hit.start):
                continue
            if form not in near and (seat := self._speaking_seat(hit)):
                self._hold(hit.start, seat)
                continue
            if not self._leads(hit):
                continue
            end = self.describer.end(hit.end)
            if end <= hit.end or self._overlaps(hit.start, end + 2) or self._is_named(hit.start, end):
                continue
            if not re.search(rf" [{UPPER}]", self.norm[hit.end : end]):
                continue
            acts = self._says(end) or _DOES.match(self.folded, end) is not None
            if form not in near and (acts or (form not in shared and not self._of_state(hit.start, end))):
                self._hold(hit.start, end)
            else:
                listed.setdefault(self.document.sentence_at(hit.start), []).append((hit.start, end))
        for sentence, spans in listed.items():
            self._office_list(self.document.sentences[sentence], spans)

    def _hold(self, start: int, end: int) -> None:
        """One office, however it is written: Giám đốc Sở GD&ĐT is the one of Sở Giáo dục và Đào tạo."""
        words = _written_out(self.folded[start:end])
        for key in self.found:
            if key[0] == "office" and (key[1].startswith(words + " ") or words.startswith(key[1] + " ")):
                words = key[1]
                break
        self._add(("office", words), (start, end))

    def _beside_name(self, hit: Hit) -> bool:
        """Ông A, Ủy viên Trung ương Đảng, Bộ trưởng Bộ B; Bộ trưởng Bộ B, ông A: is somebody named who holds it?"""
        i = bisect_left(self.taken, (hit.start, hit.start))
        near = i and self.taken[i - 1][1] > hit.start - _ROW
        if near and not BREAK.search(self.folded, self.taken[i - 1][1], hit.start):
            return True
        if i == len(self.taken) or self.taken[i][0] > hit.end + _ROW:
            return False
        return BREAK.search(self.folded, hit.end, self.taken[i][0]) is None

    def _leads(self, hit: Hit) -> bool:
        """Giám đốc Sở X, Đại sứ Lào: the office of one, with the body or country it leads or stands for behind it."""
        if self.folded.startswith(("đặc phái viên ttx", "đặc phái viên báo", "đặc phái viên vov"), hit.start):
            # a byline
            return False
        if hit.end + 1 not in self._organisations and not _LAND.match(self.norm, hit.end):
            return False
        before = _PART_OF.search(self.folded, max(0, hit.start - 12), hit.start)
        return before is None and _ONE_HEAD.search(hit.entry.form) is not None

    def _of_state(self, start: int, end: int) -> bool:
        """Thủ tướng Chính phủ đã ban hành: an office that acts through papers, which are no news of a person."""
        return bool(_OWN_STATE.match(self.norm, start) or _HELD.match(self.folded, end))

    def _speaking_seat(self, hit: Hit) -> int:
        """Chủ tịch UBND tỉnh yêu cầu, Bí thư Đảng ủy xã cho biết: where an office without a place's name ends that is
        said to speak; 0 where it is none or something else follows.
        """
        body = hit.entry.form.rsplit(" ", 1)[-1] in _BODIES
        seat = _SEAT.match(self.folded, hit.end)
        if seat is None and not body:
            return 0
        end = seat.end() if seat else hit.end
        if self.norm[end + 1 : end + 2].isupper():
            # Giám đốc Sở Giao thông: the body has a name
            return 0
        if self._overlaps(hit.start, end + 1) or not (self._says(end) or _DOES.match(self.folded, end)):
            return 0
        return end

    def _office_list(self, sentence: tuple[int, int], spans: list[tuple[int, int]]) -> None:
        """A list of offices without a name is a list of persons; with years it is the career of one."""
        inside = self.taken[bisect_left(self.taken, (spans[0][0], 0)) :]
        if len(spans) < _LIST or (inside and inside[0][0] < sentence[1]):
            return
        opened = _OPENED.search(self.folded, max(0, spans[0][0] - 12), spans[0][0])
        if opened and not _CAREER.search(self.folded, *sentence):
            for start, end in spans:
                self._hold(start, end)

    def _holds(self, start: int) -> bool:
        """Is the office said of somebody: "ông A là ...", "kiêm ...", "chức ..."?"""
        return _SAID_OF.search(self.folded, max(0, start - 14), start) is not None

    @functools.cached_property
    def _titles(self) -> list[Hit]:
        return [hit for hit in self.hits if TITLE in hit.entry.kinds]
