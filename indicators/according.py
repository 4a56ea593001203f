"""Statements without a verb of saying: "theo ông A, ...", and headlines "Ông A: ..."."""

from __future__ import annotations

import itertools
import re

from indicators.extents import CAPTION, HOLDS
from indicators.lexicon import HONORIFIC, ORG, TITLE, Entry, Hit
from indicators.model import Zone
from indicators.reported import ReportedReader, Statement
from indicators.speakers import NOBODY, Speaker

_WORD = re.compile(r"\w+")
_PREFIX = re.compile(
    r"(?:(?:cũng|còn|và|nhưng|song|tuy nhiên|tuy vậy|dù vậy|thế nhưng|trong khi đó|trong khi|ngoài ra|bên cạnh đó|mặt khác|trước đó|sau đó|đồng thời|hiện|hiện tại|hiện nay|nếu|vẫn|cụ thể|cụ thể hơn|đáng chú ý|đáng lưu ý|được biết|riêng|bởi|vì|bởi vì|do|theo đó|như vậy|thực tế|trên thực tế|thậm chí|đặc biệt|ngay cả|chỉ|rồi|bởi vậy|tương tự|cần nói rõ rằng|trái lại|ngược lại|mới đây|gần đây)[, ]*){0,3}\Z"
)
_TOPIC = re.compile(
    r"(?:về|tại|với|trước|khi|trong|từ|do|để|trên|đối với|liên quan|riêng|ở|sau|qua|vì|nếu|cho đến|đến|ngoài|cùng với|giải pháp|nguyên nhân)\b"
)
_LEAST = 4
# "Theo báo A, ông B, Giám đốc C, cho biết ...": how far behind the source stands the verb of whoever it cites
_SOON = 90
_NAMED_REACH = 220
_NEAR_START = 60
# what somebody reports to the police or a paper
_TIP = re.compile(
    r"n(?<!\w.)hận (?:được )?(?:tin báo|tin trình báo|trình báo|tin tố giác|tố giác|đơn tố cáo|đơn trình báo|đơn tố giác|đơn kêu cứu|đơn khiếu nại|tin|phản ánh)"
    r"(?: (?:của|từ) (?P<who>[^.;:\n“”\"]{2,160}?))? về việc "
)
# "Thông tin ban đầu, ...", "Nguồn tin từ Sở A, ...": a source without "theo" and without a verb
_WORD_FROM = re.compile(
    r"(?:(?:còn|và|cũng|như|hiện|tuy nhiên|trong khi đó|trước đó|ngoài ra|bước đầu),? )?(?:cũng |như )?(?:những )?(?:thông tin|nguồn tin|tin|tin tức|thông báo|thông cáo)"
    r"(?: (?:riêng|mới nhất|chính thức|sơ bộ|bước đầu|nhanh|tức|điều tra|vụ việc))?(?P<first> (?:ban|bước) đầu)?(?: (?:được )?(?:từ|của|trên|do|phía) (?!được |đã |bị |này |là |sẽ |cũng |cho )(?P<who>[^.,;:\n“”\"]{2,90}?))?(?:, |: )"
)
_NO_VERB = Entry("", frozenset())
# "Theo đó, ..." goes on with what a sentence before announced
_THEREBY = re.compile(r"theo đó,? ")
_ANNOUNCED = re.compile(
    r"(?<!\w)(?:công bố|ban hành|phát đi|đưa ra|ra|có|ký|gửi|hé lộ|tiết lộ|thông báo|thông qua|nêu|phát hiện thấy|lời khai|báo cáo)(?!\w)"
    r"(?:[^.;\n]{0,60}?(?<!\w)(?:báo cáo|kết quả|quyết định|thông cáo|văn bản|kết luận|thông báo|công văn|bản án|nghị định|nghị quyết|thông tư|quy định|chỉ thị|tường trình|số liệu|thống kê|nghiên cứu|khảo sát|điều|cái tên|mức thu nhập)(?!\w))"
)
_TOLD_ALL = frozenset(
    "khai nhận,thừa nhận,thú nhận,khai,khai báo,kể lại,thuật lại,tường trình,trình bày,trình báo,tố cáo".split(
        ","
    )
)
# (Báo A) - Đó là ...
_DATELINE = re.compile(r"\([^()\n]{2,40}\) ?[-–] ?")
# "Đó là ý kiến của ông A ...": the sentence before is what was said
_THAT_WAS = re.compile(
    r"(?:đó|đây|trên đây|trên)(?: cũng| chính| vẫn)? là (?:một trong (?:những|các) )?(?:những |các |một )?(?:số )?(?:nội dung )?"
    r"(?:ý kiến|thông tin|nhận định|chia sẻ|khẳng định|lời khẳng định|lời chia sẻ|quan điểm|tâm sự|lời tâm sự|đề nghị|kiến nghị|đề xuất|cảnh báo|lời cảnh báo|nhận xét|phát biểu|đánh giá|phát ngôn|tuyên bố|chia sẻ thẳng thắn|yêu cầu|chỉ đạo|khuyến cáo|lời khuyên|kết luận|dự báo|bức xúc|băn khoăn|trăn trở)"
    r"(?: (?:chung|trên|chính thức|mới nhất|đáng chú ý|quan trọng|thẳng thắn))?"
    r"(?: mà (?P<by>[^.,;:\n“”\"]{2,120}?) (?:đã |vừa )?(?:đưa ra|chia sẻ|cho biết|nhấn mạnh|nêu|khẳng định|đặt ra|cung cấp|công bố|thông tin)"
    r"| (?:của|từ|do) (?P<of>[^.,;:\n“”\"]{2,120}?)(?=,|[.]| (?:tại|trong|khi|về|đưa ra|đã|vừa|nêu|cung cấp|công bố|trước|sau|vào|ngày|sáng|chiều|tối|với)\b)"
    r"| (?:được|đã được|vừa được)(?: (?P<from>[^.,;:\n“”\"]{2,120}?))? (?:đưa ra|chia sẻ|nêu|nêu ra|cho biết|công bố|nhấn mạnh|đề cập|cung cấp|khẳng định|đặt ra))(?!\w)"
)
# in letters: theo tôi, theo em nghĩ thì; what the outlet saw itself, timetables and customs
_MYSELF = re.compile(
    r"(?:(?:ghi nhận|tìm hiểu|quan sát|khảo sát)(?: thực tế| nhanh)? của (?:nhóm )?(?:phóng viên|pv|chúng tôi|người viết)|(?:phóng viên|pv) (?:tìm hiểu|ghi nhận|[\w.]+ tại)|lịch(?: trình| thi đấu)?|dự kiến|thông lệ|thường lệ|kết quả bốc thăm)(?!\w)"
    r"|(?:tôi|mình|chúng tôi|bản thân tôi|ý tôi|ý mình)(?!\w)|em (?:nghĩ|thấy|cảm nhận|được biết|biết|thì)(?!\w)"
)
# theo Điều 5, Nghị định 10 của Chính phủ: the law says so, and neither its number alone nor who made it
_LAW = re.compile(
    r"(?:đúng )?(?:(?:quy định|qui định|hướng dẫn|nội dung)(?: tại| của| trong)? )?(?:(?:điểm|khoản|điều|mục|chương) \w+(?:,| của| tại)? ?){0,4}"
    r"(?:bộ luật|luật|nghị định|thông tư|thông tư liên ngành|thông tư liên tịch|pháp lệnh|hiến pháp)(?!\w)(?! sư| gia)(?=[^,]{0,60}[\dA-ZĐ])|(?:điểm|khoản|điều) \w+,? (?:điểm|khoản|điều|bộ luật|luật|nghị định|thông tư)"
)
# Điều 5 Luật Đê điều cũng quy định bến đò phải có phao: behind a comma as well
_LAW_SAYS = re.compile(
    r"(?:[^,.;:\n“”\"]{2,80}, )?(?:tại |ngoài ra,? |theo đó,? |bên cạnh đó,? |đồng thời,? |cũng |và )*"
    r"(?P<law>(?:(?:điểm|khoản|điều|mục|chương) \w+(?:,| của| tại)? ?){0,4}(?:bộ luật|luật|nghị định|thông tư|pháp lệnh|hiến pháp|nghị quyết số|quyết định số|quy chế)(?!\w)(?! sư| gia)[^.;:\n“”\"]{0,110}?)(?<!không)(?<!chưa)"
    r"(?:,? (?:cũng|đã|còn|hiện|hiện hành))* (?:quy định|qui định|nêu)(?: rõ)?(?: rằng|:|,| là)? (?!về |một số |trách nhiệm |tại |của |này |trên |những |mức |các |rõ )"
)
_OF = re.compile(r" (?:của|từ|do|trên|đăng trên) ")
_ENDS_SOURCE = re.compile(r", |(?<= ban đầu) (?!của |từ |về |do |trên |tại )| thì (?:thấy )?|: ")


class SourceReader(ReportedReader):
    """Reads what "theo" and headlines attribute, beside what verbs report."""

    def read_sources(self) -> None:
        """Adds the statements outside the marked words found before."""
        for hit in self.according:
            if not self._in_marks(hit.start):
                self._according(hit)
        for at, (start, stop) in enumerate(self.document.sentences):
            self._nominal(start, stop)
            self._told_from(start, stop)
            self._thereby(at)
            self._that_was(at)
        self._headline()

    def _nominal(self, start: int, stop: int) -> None:
        """Reads "Quan điểm của Sở A là ..." and "nhận được tin báo của bà B về việc ..."."""
        holds = HOLDS.match(self.folded, start, stop)
        if holds:
            speaker = self._segment_speaker(holds.start("who"), holds.end("who"))
            self._say_outside(holds.end(), min(stop, self._stop(holds.end())), speaker)
            return
        law = _LAW_SAYS.match(self.folded, start, stop)
        if law and self._is_clause(law.end(), stop):
            says = Speaker(org=self.norm[law.start("law") : law.end("law")].strip(" ,")[:120])
            end = min(stop, self._stop(law.end()))
            self._say_outside(law.end(), self._content_end(law.end(), end, self._said_by(law), says), says)
            return
        told = _TIP.search(self.folded, start, stop)
        if told and self._is_clause(told.end(), stop):
            who = told.start("who") >= 0
            speaker = self._segment_speaker(told.start("who"), told.end("who")) if who else NOBODY
            self._say_outside(told.end(), min(stop, self._stop(told.end())), speaker)

    def _told_from(self, start: int, stop: int) -> None:
        """Reads "Thông tin ban đầu, ..." and "Nguồn tin từ Sở A, ..."."""
        told = _WORD_FROM.match(self.folded, start, stop)
        if told is None or not (told.group("first") or told.group("who")):
            return
        who = told.start("who")
        speaker = self._segment_speaker(who, told.end("who")) if who >= 0 else NOBODY
        self._say_outside(told.end(), self._content_end(told.end(), stop, self._said_by(told)), speaker)

    @staticmethod
    def _said_by(words: re.Match[str]) -> Hit:
        """Words that attribute what stands behind them, as if they were a verb."""
        return Hit(words.start(), words.end() - 1, _NO_VERB)

    def _thereby(self, at: int) -> None:
        """Reads "Theo đó, ..." behind a sentence that announces a paper, a finding or what somebody said."""
        start, stop = self.document.sentences[at]
        lead = _THEREBY.match(self.folded, start, stop)
        if lead is None or at == 0 or self._first_say(lead.end(), min(stop, lead.end() + _NEAR_START)):
            return
        begin, end = self.document.sentences[at - 1]
        last = [who for place, who in self.reporting if begin <= place < end]
        announced = _ANNOUNCED.search(self.folded, begin, end)
        if not last and announced is None and not self._admitted(begin, end):
            return
        if last and "\n" not in self.norm[end:start] and self._lengthened(last[-1], begin, end, lead, stop):
            return
        if not last and (admitted := self._admitted(begin, end)):
            last = [admitted]
        speaker = last[-1] if last else NOBODY
        if announced is not None and not last:
            comma = self.norm.rfind(",", begin, announced.start())
            speaker = self._segment_speaker(begin if comma < 0 else comma + 1, announced.start())
        self._say_outside(lead.end(), self._content_end(lead.end(), stop, self._said_by(lead)), speaker)

    def _admitted(self, begin: int, end: int) -> Speaker:
        """Cả hai khai nhận toàn bộ sự việc: who says something whose content the next sentence gives."""
        says = self._last_say(begin, end)
        return self._subject(says, begin) if says and says.entry.form in _TOLD_ALL else NOBODY

    def _lengthened(self, who: Speaker, begin: int, end: int, lead: re.Match[str], stop: int) -> bool:
        """Ông A cho biết .... Theo đó, ...: what goes on with a statement of the sentence before is a part of it."""
        told = next((s for s in self.found if s.kind == "indirect" and begin <= s.end - 1 < end), None)
        if told is None or told.end < end - 1 or (told.person, told.org) != (who.person, who.org):
            return False
        told.end = self._content_end(lead.end(), stop, self._said_by(lead), who)
        return True

    def _that_was(self, at: int) -> None:
        """Reads "Đó là ý kiến của ông A ...": the sentence before is the statement."""
        start, stop = self.document.sentences[at]
        dateline = _DATELINE.match(self.folded, start, stop)
        told = _THAT_WAS.match(self.folded, dateline.end() if dateline else start, stop)
        if told is None or at == 0:
            return
        begin, end = self.document.sentences[at - 1]
        if CAPTION.search(" " + self.norm[begin:end]):
            return
        group = next((name for name in ("by", "of", "from") if told.start(name) >= 0), "")
        speaker = self._segment_speaker(told.start(group), told.end(group)) if group else NOBODY
        self._say_outside(begin, end, speaker)

    def _say_outside(self, begin: int, stop: int, speaker: Speaker) -> None:
        """Adds a statement outside marked words; what else begins inside is tidied later."""
        if len(_WORD.findall(self.norm, begin, stop)) >= _LEAST and not self._in_marks(begin):
            self.found.append(Statement(begin, stop, "indirect", speaker.person, speaker.org))

    def _according(self, hit: Hit) -> None:
        sentence = self._sentence_start(hit.start)
        stop = self._stop(hit.end)
        name = hit.end + 1
        if self.folded.startswith("như ", name):
            name += 4
        after = self.folded[name : name + 12].split(" ", 1)[0].strip(",")
        if after == "đó" or (hit.entry.form.endswith("lời") and after in self.lexicon.words["not_told"]):
            return
        if _MYSELF.match(self.folded, name) or _MYSELF.match(self.folded, hit.start + 5):
            return
        told = hit.entry.form.endswith("lời")
        near = self.places_in(name, min(stop, name + 30))
        if name >= stop or not (told or near or self._is_source(name)):
            return
        before = self.folded[sentence : hit.start]
        first = (
            self.norm[hit.start].isupper()
            or before.rstrip().endswith((";", ":"))
            or _PREFIX.match(before.lstrip(" -–"))
        )
        if first or self._only_topic(sentence, hit.start, name, stop):
            self._according_first(hit, name, stop)
        elif before.rstrip().endswith((",", "-", "–")):
            end = hit.start
            while end > sentence and self.norm[end - 1] in " ,-–":
                end -= 1
            if end - sentence > 15 and not self._in_marks(end - 1) and self.norm[end - 1] not in '”"':
                said = self._first_say(sentence, min(end, sentence + _NEAR_START))
                if said is not None and said.entry.say == "that" and self._subject(said, sentence):
                    return  # nhiều nhân chứng cho biết ..., theo hãng tin A: what the witnesses say
                last = self._ends_source(name, stop)
                if last is not None and last.group().startswith(" thì "):
                    self._according_first(hit, name, stop)
                    return
                speaker = self._source(hit.start, last.start() if last else stop)
                self.found.append(Statement(sentence, end, "indirect", speaker.person, speaker.org))

    def _only_topic(self, sentence: int, theo: int, name: int, stop: int) -> bool:
        """Về giá thu mua, theo bà A, ...: does what stands before merely name the matter, and the content follow?"""
        if not self.folded[sentence:theo].rstrip().endswith(","):
            return False
        ends = self._ends_source(name, stop)
        if ends is None or len(_WORD.findall(self.norm, ends.end(), stop)) < _LEAST:
            return False
        return bool(_TOPIC.match(self.folded, sentence)) or not self._is_clause(sentence, theo)

    def _according_first(self, hit: Hit, name: int, stop: int) -> None:
        """Reads "Theo ông A, Giám đốc B, ..." and "Theo Luật C thì ..."."""
        ends = self._ends_source(name, stop)
        if ends is None:
            return
        content = ends.end()
        for _ in range(3):
            again = self.norm.find(", ", content, stop)
            if again < 0 or not self._apposed(content, again):
                break
            content = again + 2
        if content >= stop or self._in_marks(content) or len(_WORD.findall(self.norm, content, stop)) < 3:
            return
        says = self._first_say(content, min(stop, content + _NAMED_REACH))
        told = says is not None and says.entry.say == "that" and self._near(says, content)
        if told and says is not None and says.end > content + _SOON:
            told = not self._is_clause(content, says.start)
        if told and says is not None and self._subject(says, content).person >= 0:
            return
        law = _LAW.match(self.folded, name, content)
        speaker = (
            Speaker(org=self.norm[name : content - 2].strip(" ,")[:120])
            if law
            else self._source(hit.start, ends.start())
        )
        end = self._content_end(content, stop, hit, speaker)
        self.found.append(Statement(content, end, "indirect", speaker.person, speaker.org, according=True))

    def _apposed(self, start: int, end: int) -> bool:
        """Is a stretch between commas a title, a place or an age of the one before, and not the content?"""
        if end - start > 110 or self._is_clause(start, end):
            return False
        text = self.folded[start:end]
        if text.startswith(("trú ", "ngụ ", "quê ", "sinh ", "nguyên ", "cựu ", "hiện là ", "hiện đang ", "hiện ở ", "hiện trú ", "hiện công tác ", "phó ", "trưởng ", "kiêm ", "huyện ", "tỉnh ", "tp")):  # fmt: skip
            return True
        if text.endswith(" tuổi") or self._starts_title(start) or self._starts_place(start):
            return True
        # Cục trưởng Cục Thú y, Bộ Nông nghiệp, ...: the body that an office or a body is part of, and nothing but its name
        bodies = self._from(self.heads, self.head_starts, start)
        named = self.norm[start].isupper() and any(h.start == start and ORG in h.entry.kinds for h in bodies)
        return named and len(self._segment_org(start, end)) >= len(self.norm[start:end].strip(" )"))

    def _ends_source(self, name: int, stop: int) -> re.Match[str] | None:
        """Where the name of a source ends: at a comma outside brackets, a colon or "thì"."""
        for found in _ENDS_SOURCE.finditer(self.norm, name, stop):
            before = self.norm[name : found.start()]
            if before.count("(") <= before.count(")"):
                return found
        return None

    def _source(self, theo: int, end: int) -> Speaker:
        """Whom "theo ..." names: the one behind "của", a person, a body, else the paper itself."""
        start = theo + 5 if self.folded.startswith("theo ", theo) else theo
        while self.folded.startswith("theo ", start):
            start += 5
        start += (
            self.folded[start : start + 10].find("theo ") + 5
            if "theo " in self.folded[start : start + 10]
            else 0
        )
        if self.folded.startswith("như ", start):
            start += 4
        says = self._first_say(start + 1, end)
        if (
            says is not None
            and says.end == end
            and self._first_person(start, end).person < 0
            and says.start - start > 3
        ):
            end = says.start
        of = _OF.search(self.folded, start, end)
        paper = self._is_paper(start)
        if of and (paper or of.start() - start < 20):
            found = self._segment_speaker(of.end(), end)
            if found:
                return found
            if paper:
                return Speaker(org=self.norm[of.end() : end].strip(" ,"))
        if paper and self.folded.startswith(
            ("thông tin", "nguồn tin", "tin ", "kế hoạch", "tìm hiểu"), start
        ):
            return NOBODY
        found = self._segment_speaker(start, end)
        if not found and paper:
            return Speaker(org=self.norm[start:end].strip(" ,")[:120])
        return found

    def _is_incident(self, at: int) -> bool:
        """Vụ cháy chợ: ... is about what happened; Vụ Pháp chế: ... lets a department speak."""
        return self.folded.startswith("vụ ", at) and self.norm[at + 3].islower()

    def _says_below(self, name: str) -> bool:
        """Does a body of this name say something in the item?"""
        low = name.lower()
        return any(
            one.org and low in (one.org.lower(), one.org.lower().split(" ", 1)[-1]) for one in self.found
        )

    def _headline(self) -> None:
        """Reads "Ông A: Cần sửa luật" as what headlines make of a statement."""
        part = next(iter(self.document.parts), None)
        if part is None or part.zone != Zone.TITLE:
            return
        colon = self.norm.find(": ", part.start, part.end)
        if colon < 0 or len(_WORD.findall(self.norm, part.start, colon)) > 12:
            return
        begin = colon + 2
        if self._in_marks(begin) or len(_WORD.findall(self.norm, begin, part.end)) < 4:
            return
        speaker = self._segment_speaker(part.start, colon)
        if any(char.isdigit() for char in self.norm[part.start : colon]) or self._is_incident(part.start):
            return
        here = [h for h in itertools.islice(self.heads, 3) if h.start == part.start]
        titled = any(h.entry.kinds & {TITLE, HONORIFIC} and ORG not in h.entry.kinds for h in here)
        if speaker.org and not titled and (not here or self._starts_place(part.start)):
            # Lạc Giang: Cháy chợ tells where; but a body that says something below says this too
            here = [] if not self._says_below(speaker.org) else self.heads[:1]
        if not speaker and (self._starts_place(part.start) or self._is_clause(part.start, colon)):
            return  # Bà Rịa: Cháy chợ; Nạn nhân bị đuối nước: Huy động người nhái
        if speaker.person >= 0 or titled or (speaker.org and here):
            self.found.append(Statement(begin, part.end, "indirect", speaker.person, speaker.org))
