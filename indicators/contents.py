"""What stands behind a verb of saying: a clause, and so perhaps what was said, or the mere object of the verb?"""

from __future__ import annotations

import re
from bisect import bisect_left

from indicators.lexicon import ORG, TITLE, Hit, opening
from indicators.speakers import Speaker, SpeakerFinder

# công an ra lệnh bắt, tổng thống ra lệnh mở cuộc điều tra: deeds
_WARRANTS = frozenset("bắt khởi tạm khám truy mở phong thu".split())
_DATES = (["năm"], ["ngày"], ["tháng"], ["hôm"])
# số tiền này là của bà A, các bị can không phải là người làm thuê: no object has a copula of its own so early
_COPULA = re.compile(
    r"(?:[^\W_]+ ){2,7}?(?:(?:không|chưa|cũng|đều|vốn|chính|chỉ) ){0,2}(?:phải )?là (?!để|khi)"
)
HIGHLY = re.compile(r"(?:rất |khá )?cao ")
_PRONOUNS = re.compile(r"(?:họ|mình|chúng tôi|chúng ta|cả hai|hai bên|hai người|người này|vị này|ai) ")
_DATED = re.compile(r"(?:ngày|hôm|sáng|chiều|tối|tháng|năm|vào|hồi|mới đây|gần đây)(?!\w)")
_CONCERNING = (" liên quan", " có hiệu lực", " chung của", " nêu trên", " nói trên")
_EARLY = 7
_MODAL_REACH = 2
_NOUNS = 30
# what is confessed in few words is a deed: khai nhận toàn bộ hành vi
_CONFESSES = frozenset(("khai nhận", "thừa nhận", "thú nhận", "tâm sự"))
_AS_NOUNS = frozenset(("thông tin", "nhận thấy"))
_SUBJECT = 70
LONG_CONTENT = 12


class ContentJudge(SpeakerFinder):
    """Judges the contents of verbs of saying in one document."""

    def _lacks_sign(  # noqa: PLR0911  a list of decisions in order
        self, hit: Hit, words: list[str], begin: int, stop: int, link: str, subject: Speaker
    ) -> bool:
        """Does a verb that reports only with a sign of its own lack it?"""
        form, listed = hit.entry.form, self.lexicon.words
        # Chủ tịch sẽ báo cáo tổng hợp ý kiến: nobody said it yet
        yet = hit.entry.say == "weak" and self.folded.endswith(" sẽ ", 0, hit.start)
        if not link and subject and form in _AS_NOUNS:
            return yet or not self._told_by(hit, begin, stop, subject)
        # xác định được nghi phạm: a deed as well
        warrant = (form == "ra lệnh" and words[0] in _WARRANTS) or (form == "xác định" and words[0] == "được")
        if yet or warrant or form in listed["that_only"]:
            return True
        if form == "xin":
            return listed["asked_for"].isdisjoint((words[0], " ".join(words[:2])))
        if form == "trả lời" and not link and (self.norm[begin].isupper() or self._starts_head(begin)):
            return True
        if form == "cho thấy" and subject.person >= 0 and not link:
            # anh cho thấy mình biết chờ đợi: what others see in him
            return True
        if form == "công bố" and not link and _DATED.match(self.folded, begin):
            # kết quả công bố ngày 7/6 cho thấy ...
            return True
        if form in ("khoe", "khoe khoang"):
            # otherwise it is shown: khoe dáng, khoe nhà mới
            return not (words[0] in listed["modal"] or self._starts_clause(begin, stop))
        if form in listed["ordered"]:
            return not self._charges(begin, stop)
        # what a body hopes for is the outlet's reading of it
        hopes = form in listed["hopes"] and subject.person < 0
        return (not link and (form in listed["linked"] or hopes)) or (
            hopes and link == "comma" and form != "lo ngại"
        )

    def _told_by(self, hit: Hit, begin: int, stop: int, subject: Speaker) -> bool:
        """Ông A thông tin con đường đã mở lại, HĐXX nhận thấy bị cáo ...: no noun in a list, and no thought of a person."""
        if hit.entry.form == "nhận thấy":
            return bool(subject.org)
        listed = self.folded[hit.start - 2 : hit.start] == ", " or self._is_noun(hit)
        return not listed and self._is_clause(begin, self._after_words(begin, stop))

    def _content_points(self, hit: Hit, begin: int, stop: int) -> float:
        """Does a clause begin here, or a mere object of the verb: công bố kết quả, tiết lộ ảnh?"""
        if hit.entry.say == "order":
            return 0.0
        if hit.entry.say == "that":
            # khai nhận hành vi phạm tội
            mere = self._is_object(begin) and not self._is_clause(begin, stop)
            deed = 2.0 if hit.entry.form in _CONFESSES else 1.0
            return -deed if mere and stop - begin < _SUBJECT else 0.0
        words, form = self.lexicon.words, hit.entry.form
        if form == "đánh giá" and HIGHLY.match(self.folded, begin):
            return 1.0
        points = -1.0 if form in words["seldom"] else -0.5 if form in words["prone"] else 0.0
        first = self.folded[begin : begin + 24].split(" ", _MODAL_REACH)
        if first and (first[0] in words["modal"] or self._starts_clause(begin, stop)):
            points += 1.0
        elif self._is_clause(begin, self._after_words(begin, stop)):
            points += 0.5
        # behind a comma stands no object: chia sẻ, sự ra đời của Viện nhằm ...
        comma = form not in words["linked"] and self.folded.rfind(",", hit.end, begin) >= 0
        if comma or _COPULA.match(self.folded, begin, stop):
            return points
        if self.folded.startswith(opening(words["object_only"]), begin):
            points -= 1.5
        elif self._is_object(begin):
            points -= 0.0 if form in words["noun_content"] and stop - begin > _NOUNS else 0.5
        return points

    def _after_words(self, begin: int, stop: int) -> int:
        """Behind the first few words: a clause says early that it is one, an object has its own clauses later."""
        at = begin
        for _ in range(_EARLY):
            at = self.folded.find(" ", at + 1, stop)
            if at < 0:
                return stop
        return at

    def _charges(self, begin: int, stop: int) -> bool:
        """Giao Sở A chủ trì rà soát ...: does a body or an office with something to do follow, and no mere thing?"""
        at = begin + 4 if self.folded.startswith("các ", begin) else begin
        here = {
            kind
            for hit in self._from(self.heads, self.head_starts, at)
            if hit.start == at
            for kind in hit.entry.kinds
        }
        charged = ORG in here or (TITLE in here and self.norm[at].isupper())
        return charged and len(self.folded[begin:stop].split()) >= LONG_CONTENT

    def _starts_clause(self, begin: int, stop: int) -> bool:
        """Does a clause with somebody as its subject begin here: tố cáo ông A đã ...?"""
        i = bisect_left(self.place_starts, begin)
        named = i < len(self.places) and self.places[i][0] == begin
        named = named or _PRONOUNS.match(self.folded, begin) is not None
        return (named or self._starts_head(begin)) and self._is_clause(begin, min(stop, begin + _SUBJECT))

    def _is_noun(self, hit: Hit) -> bool:
        """Nội dung yêu cầu, thực hiện cam kết: a noun that is a verb elsewhere."""
        before = self.folded[max(0, hit.start - 24) : hit.start].split()
        words = self.lexicon.words
        if hit.entry.form not in words["nounlike"]:
            return False
        # 35 cáo buộc; các kiến nghị liên quan đến ...
        counted = bool(before) and before[-1].isdigit() and before[-2:-1] not in _DATES
        noun = (
            counted
            or " ".join(before[-2:]) in words["noun_before"]
            or self.folded.startswith(_CONCERNING, hit.end)
        )
        return noun and not self._in_paper(hit.start)

    def _starts_head(self, at: int) -> bool:
        i = bisect_left(self.head_starts, at)
        return i < len(self.heads) and self.heads[i].start == at

    def _is_object(self, begin: int) -> bool:
        """Does a noun of speaking or showing begin here: công bố kết quả, tiết lộ ảnh, bày tỏ quan ngại?"""
        words = self.folded[begin : begin + 30].split()[:2]
        objects = self.lexicon.words["object"] | self.lexicon.words["object_only"]
        return not words or words[0].strip(",.") in objects or " ".join(words) in objects
