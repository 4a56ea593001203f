"""Reported speech: what somebody is said to have said, where no marks show it.

Found from verbs of saying, from "theo X" and from headlines "X: ...". Whether what follows a verb is its content or merely
its object (công bố nguyên nhân, tiết lộ ảnh) is told by a link (rằng, là, a colon), by who stands right before the
verb, and by words that only a clause has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from indicators.contents import HIGHLY
from indicators.extents import HEADLESS, SHORTEST, ExtentFinder
from indicators.lexicon import Hit, Lexicon
from indicators.model import Zone
from indicators.people.merge import Individual
from indicators.speakers import NOBODY, Speaker
from indicators.text import Document

_SKIP = re.compile(
    r"(?: (?:thêm|rằng|là|lại|rõ|tiếp(?! tục)|luôn|như sau|như là|thẳng|ngay|thêm rằng)(?!\w))*(?: ?[:,](?=[ \n])| rằng(?= )| là(?= ))?[ \n]*"
)
_ADDRESSEE = re.compile(
    r" (?:với|tới|trước|trên|tại|trong|qua|cùng|vào|sau|về|cho|thêm về|thêm với)(?P<who> [^.!?\n:;,“”\"]{2,90}?)(?P<link>:(?= |\n)| rằng,?(?= )|, )"
)
_COLON = re.compile(r"[^.!?\n:“”\"]{0,90}?(?<! gồm):(?= ?)")
_ADVERBS = re.compile(r"(?: [^\W\d]+){1,4} rằng,? ")
# nêu thực tế: ..., đặt vấn đề: ...
_NAMED = re.compile(r"(?: [^\W\d]+){1,4}(?<! gồm): ")
_EARLIER = re.compile(
    r"trước (?:kia|đây|đó|khi|hết|giờ|mắt|tiên|nay|tình hình|thực trạng)|từ (?:khi|lúc|nhỏ|ngày|tháng|đầu|năm)|trong (?:lúc|khi)"
    r"|như (?:vậy|thế) (?:để|là|thì|sẽ|nhằm|mới)(?!\w)|(?:cho )?(?:đến|tới) (?:nay|giờ|thời điểm|lúc này)(?!\w)|về (?:thăm|nước|quê|nhà|lâu dài|cơ bản)(?!\w)"
)
# xác nhận trên địa bàn vừa xảy ra ...: verbs behind which a place or a time begins what is stated
_STATES = frozenset(
    "xác nhận,xác định,phản ánh,dự báo,dự đoán,cho thấy,kết luận,khai,nhận định,tố cáo,trình báo,tường trình,khai báo,tố giác".split(
        ","
    )
)
_WHERE = re.compile(
    r"(?:trên (?:địa bàn|thực tế|cả nước|thế giới|tuyến)|tại (?:địa (?:bàn|phương)|khu vực|hiện trường|thời điểm|xã|phường|huyện|quận|thôn)|vào (?:khoảng|lúc|ngày|sáng|trưa|chiều|tối|đêm|rạng sáng|năm|tháng|hồi|thời điểm)|trước (?:ngày|lúc))(?!\w)"
)
_LISTENER = re.compile(
    r" (?:báo|phóng viên|pv|truyền thông|nhà báo|đài|tờ|hãng|chúng tôi|người viết|bạn bè|cơ quan|công an|[\w.]*online|đàn ông)\b"
)
_ADDRESSES = frozenset(("trả lời", "trả lời phỏng vấn"))
# wishes have nobody they are addressed to behind "với"
_WISHES = frozenset(("mong muốn", "hy vọng", "hi vọng", "mong"))
# verbs that open a sentence whose subject stands behind the first comma
_LEADING_VERBS = frozenset(
    "cho rằng,khẳng định,nhấn mạnh,nhận định,đánh giá,cho biết,cho hay,thừa nhận,lo ngại,nhắc lại,tin rằng,tin tưởng,lưu ý,nhìn nhận,nhận thấy,cảnh báo,tuyên bố,chỉ ra,nêu rõ,đề nghị,yêu cầu,mong muốn,hy vọng,kêu gọi,phủ nhận,bác bỏ".split(
        ","
    )
)
_WORD = re.compile(r"\w+")
# nhiều hãng “tố” đối thủ trốn thuế: the verb itself in marks
_OWN_MARKS = re.compile(r"[“\"‘'][^\W\d_]+(?: [^\W\d_]+)?[”\"’'] ")
# nói với khách hàng là có xe rẻ
_NUMBER = re.compile(r"\(?\d{1,2}[.)]?")
_TOLD_THAT = re.compile(
    r" với (?:(?!này |đây |đó |điều |việc )[^\W\d_]+ ){1,4}(?:(?<!đã )(?<!này )(?<!đây )(?<!đó )(?<!cũng )là|rằng) "
)
_BULLETS = re.compile(
    r"(?:\s*\n[ \t]*(?:[-–—+•*]|\d{1,2}[.)]|[a-zđ]\)|Một là|Hai là|Ba là|Bốn là|Năm là|Thứ (?:nhất|hai|ba|tư|năm))[^\n]+)+"
)
_NEXT_LINE = re.compile(r"\s*\n\s*([^\n]{20,})")
_CLAUSE_CUT = re.compile(r"[,;]? (?:và|đồng thời|nhưng|song|còn|trong khi)(?= )|[,;](?= )")
_BEFORE_NAME = re.compile(r", | [-–—] ")
_TAIL = 14
# trốn về quê, xin vào làm: no words behind which somebody asks
_DEEDS = frozenset({"xin", "lệnh cho"})
_NEAR_START = 60
# theo thông tin ban đầu, ..., báo A đưa tin: what the paper says
_SOURCED = re.compile(r"theo (?!(?:thông tin|nguồn tin|tin)(?!\w))")
_DESCRIBED = 80
_PASSIVE = re.compile(r" (?:bị|được) ")
_LEAST = 4
# after these a verb of saying speaks of the matter, not its content
_NOT_AFTER = {
    "weak": frozenset(
        "về với của cho và hay hoặc như theo bởi bằng cùng lẫn ra vào lên đến tới gì này đó trước trên tại thì".split()
    ),
    "mark": frozenset(
        "về với của cho và hay hoặc như theo bởi bằng cùng lẫn ra vào lên đến tới gì này đó trước trên tại thì".split()
    ),
    "order": frozenset("vì do để nhằm về với của và hay hoặc như theo bởi bằng gì này đó".split()),
    "that": frozenset("về với của và hay hoặc như bởi gì này đó trước cùng lẫn".split()),
}
_TO_SOMEBODY = frozenset(("nói", "kể", "hứa", "khoe", "tâm sự", "thú nhận", "thổ lộ", "nói dối", "than thở"))
# a mark, a comma, a dash and blanks between marked words and whoever said them
_BEHIND_MARKS = 5


@dataclass(slots=True)
class Statement:
    """One statement in offsets of the normal form. ``person`` indexes the individuals; ``org`` names a body.

    ``cue`` is where the clause that attributes it begins, if that stands before it in the same sentence; ``according``:
    behind "theo ông A".
    """

    start: int
    end: int
    kind: str
    person: int = -1
    org: str = ""
    cue: int = -1
    according: bool = False

    @property
    def known(self) -> bool:
        """Is somebody named as the speaker?"""
        return self.person >= 0 or bool(self.org)


@dataclass(frozen=True, slots=True)
class _Content:
    """Where the content of a verb begins, and what joins it: "", "comma", "is" (là), "that" (rằng) or "colon"."""

    begin: int
    link: str


class ReportedReader(ExtentFinder):
    """Reads reported speech of one document into ``found``."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        super().__init__(document, lexicon, hits, people)
        self.found: list[Statement] = []

    def read_reported(self) -> None:
        """Adds all reported statements outside the marked words found before."""
        for hit in self.marking:
            if not self._in_marks(hit.start):
                self._verb(hit)

    # --- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, hit: Hit) -> None:
        sentence = self._sentence_start(hit.start)
        stop = self._stop(hit.end)
        content = self._content(hit, stop)
        if content is None:
            if self._behind_marks(hit, sentence):
                self.reporting.append((hit.start, self._subject(hit, sentence)))
            else:
                self._on_lines(hit, sentence, stop)
            return
        begin, link = content.begin, content.link
        # theo như bà A nói thì ...
        begin += 4 if self.folded.startswith("thì ", begin) else 0
        stop = self._enumerated(begin, stop) if link == "colon" else stop
        words = self.folded[begin:stop].rstrip(" .!?…").split()
        if not words or (self.norm[begin] == "." and self.norm[begin + 1 : begin + 2].isupper()):
            # ..., báo A đưa tin.Nạn nhân: no blank behind the stop
            self._postposed(hit, sentence, [])
            return
        if self._in_marks(begin):
            return
        if (link == "comma" and self._listed(hit)) or self._leads(hit, begin, stop, sentence):
            return
        subject = self._subject(hit, sentence)
        if link not in ("that", "colon") and self._behind_marks(hit, sentence):
            self.reporting.append((hit.start, subject))
            return
        if not subject and self._coordinated(hit, sentence):
            subject = self.reporting[-1][1]
        if not subject:
            subject = self._taken_over(hit, sentence)
        if not self._reports(hit, words, begin, stop, link, subject, sentence):
            self._postposed(hit, sentence, words)
            return
        if hit.entry.form == "đánh giá" and HIGHLY.match(self.folded, begin):
            begin = hit.start
        end = self._clipped(hit, begin, stop, sentence, self._content_end(begin, stop, hit, subject))
        if end - begin > 8:
            self.reporting.append((hit.start, subject))
            cue = self._cue(hit, sentence)
            self.found.append(Statement(begin, end, "indirect", subject.person, subject.org, cue))

    def _attributes_again(self, hit: Hit, sentence: int) -> bool:
        """Đại biểu A cũng đề nghị ...: a sentence that says who says it ends what another was told to say."""
        in_case = self.folded.startswith(("trong trường hợp ", "trường hợp "), sentence)
        sure = hit.entry.say != "weak" and not in_case
        return sure and not self._subordinate(hit, sentence) and self._near(hit, sentence)

    def _enumerated(self, begin: int, stop: int) -> int:
        """Ông A chỉ đạo: 1. Thu hồi văn bản. 2. Làm rõ trách nhiệm.: where the last of numbered sentences ends."""
        if not _NUMBER.fullmatch(self.norm, begin, stop):
            return stop
        sentences = self.document.sentences
        i = self.document.sentence_at(begin) + 1
        while (
            i + 2 < len(sentences)
            and _NUMBER.fullmatch(self.norm, sentences[i + 1][0], sentences[i + 1][1])
            and "\n" not in self.norm[sentences[i][1] : sentences[i + 1][0]]
        ):
            i += 2
        return sentences[min(i, len(sentences) - 1)][1]

    def _behind_marks(self, hit: Hit, sentence: int) -> bool:
        """“...”, ông A nói trong cuộc họp: does the verb attribute the marked words right before its subject?"""
        begin = self._after_blanks(self._own_clause(sentence, hit.start))
        i = bisect_left(self._marked, (begin, 0)) - 1
        if i < 0 or not begin - _BEHIND_MARKS <= self._marked[i][1] <= begin:
            return False
        opened, closed = self._marked[i]
        if self.norm[begin].isupper() and self._after_colon(opened):
            return False
        opens = not self.norm[min(sentence, opened) : opened].strip(" “\"‘'«-–")
        parted = any(char in ",-–—" for char in self.norm[closed:begin]) or self.norm[closed - 1] in "!?,"
        return opens and parted and not self._coordinated(hit, sentence)

    def _leads(self, hit: Hit, begin: int, stop: int, sentence: int) -> bool:
        """Reads "Cho rằng ..., Thủ tướng đề nghị ...": content before the comma, and behind it whoever says both."""
        low = self.folded[sentence : hit.start].strip(" -–")
        if hit.entry.form not in _LEADING_VERBS or (low and not HEADLESS.fullmatch(low)):
            return False
        for cut in _BEFORE_NAME.finditer(self.norm, begin + SHORTEST, stop):
            if not (self._may_speak(cut.end()) and self._speaks_on(cut.end(), stop)):
                continue
            says = self._first_say(cut.end(), stop)
            subject = self._subject(says, sentence) if says else self._segment_speaker(cut.end(), stop)
            cao = self.folded.startswith("cao ", begin)
            if (subject or self._starts_head(cut.end())) and (cao or self._is_clause(begin, cut.start())):
                begin = hit.start if cao else begin
                self.found.append(Statement(begin, cut.start(), "indirect", subject.person, subject.org))
                return True
        return False

    def _speaks_on(self, at: int, stop: int) -> bool:
        """Does whoever is named at an offset say or do something before the next comma, or behind a description?"""
        says = self._first_say(at, stop)
        if says is not None:
            own = self._after_blanks(self._own_clause(at, says.start))
            # a name with a comma in it, or a description behind a name
            if own == at or (own - at < _DESCRIBED and not self._is_clause(at, own)):
                return True
        comma = self.norm.find(",", at, stop)
        return self._is_clause(at, comma if comma > 0 else stop) and says is None

    def _listed(self, hit: Hit) -> bool:
        """..., đoàn kết, nhất trí, ...: inside a statement a verb between commas is a part of a list."""
        last = self.found[-1] if self.found else None
        inside = last is not None and last.kind == "indirect" and last.start < hit.start < last.end
        return inside and hit.entry.say != "that" and self.folded[hit.start - 2 : hit.start] == ", "

    def _taken_over(self, hit: Hit, sentence: int) -> Speaker:
        """Who speaks where no subject is known by name: the capitals alone before the verb, or who ordered just before."""
        if self._named_alone(sentence, hit.start):
            begin = self._after_blanks(self._own_clause(sentence, hit.start))
            name = self.norm[self._after_thereupon(begin, hit.start) : hit.start].strip(" ,")
            return Speaker(org=name.removeprefix("như ").removeprefix("Như ")[:120])
        return self.reporting[-1][1] if self._goes_on_ordering(hit, sentence) else NOBODY

    def _cue(self, hit: Hit, sentence: int) -> int:
        """Where the clause with a verb of saying begins, if it is one of its own; -1 where it is part of another."""
        low = max(sentence, hit.start - 120)
        cuts = [m.start() for m in _CLAUSE_CUT.finditer(self.folded, low, hit.start)]
        if cuts:
            return cuts[-1]
        return sentence if self._attributes_again(hit, sentence) else -1

    def _content(self, hit: Hit, stop: int) -> _Content | None:
        """Where the content begins; None where what follows is no content or stands on the next lines."""
        norm, folded = self.norm, self.folded
        told = hit.end
        if norm[told : told + 1] in "”’\"'" and (own := _OWN_MARKS.match(norm, max(0, hit.start - 1))):
            told = max(told, own.end() - 1)
        skip = _SKIP.match(norm, told, stop + 1)
        begin = skip.end() if skip else told
        joined = skip.group().strip() if skip else ""
        if begin >= stop:
            return None if ":" in joined else _Content(stop, "")
        link = ""
        if ":" in joined:
            link = "colon"
        elif re.search(r"rằng\b", joined) or hit.entry.form.endswith((" rằng", " là")):
            link = "that"
        elif re.search(r"là\b", joined):
            link = "is"
        elif "," in joined:
            link = "comma"
        first = _WORD.match(folded, begin)
        if not link and hit.entry.form in _ADDRESSES and _LISTENER.match(folded, begin - 1):
            return None
        shut = _NOT_AFTER[hit.entry.say]
        it_is = folded.startswith("đó là ", begin)
        opens = it_is or hit.entry.form.endswith(" sẽ") or bool(_EARLIER.match(folded, begin))
        placed = hit.entry.form in _STATES and _WHERE.match(folded, begin)
        if link or opens or placed or first is None or first.group() not in shut:
            more = None if link else _ADVERBS.match(folded, hit.end, min(stop, hit.end + 40))
            if more:
                return _Content(more.end(), "that")
            named = None if link else _NAMED.match(norm, hit.end, stop)
            return _Content(named.end(), "colon") if named else _Content(begin, link)
        that = _TOLD_THAT.match(self.folded, hit.end, stop) if hit.entry.form in _TO_SOMEBODY else None
        if that and not norm[that.end()].isupper():
            return _Content(that.end(), "that")
        return self._after_addressee(hit, stop)

    def _after_addressee(self, hit: Hit, stop: int) -> _Content | None:
        """Reads past "với báo chí", "tại buổi họp báo", "về vụ việc" to the link behind."""
        found = _ADDRESSEE.match(self.folded, hit.end)
        if found and found.end() < stop and not found.group("who").endswith("gồm"):
            link = found.group("link").strip()
            begin = found.end()
            while begin < stop and self.norm[begin] == " ":
                begin += 1
            if link == ":":
                return _Content(begin, "colon")
            if link.startswith("rằng"):
                return _Content(begin, "that")
            # tại Le Havre, tây bắc nước Pháp: a place is no listener
            listener = _LISTENER.match(found.group("who")) or (
                self.norm[found.start("who") + 1].isupper() and self._is_clause(begin, stop)
            )
            timed = self._subordinate(hit, self._sentence_start(hit.start))
            if hit.entry.say != "order" and listener and not timed:
                return _Content(begin, "that")
            opens = hit.start > self._sentence_start(hit.start)
            if (
                (hit.entry.say == "that" or hit.entry.form in _WISHES)
                and opens
                and (self._is_clause(begin, stop) or self.norm[begin].isupper())
            ):
                # khẳng định với vai trò ..., A sẵn sàng ...
                return _Content(hit.end + 1, "")
        colon = _COLON.match(self.norm, hit.end)
        # phát biểu tại hội nghị, ông A nhấn mạnh: ... is what the verb right before the colon reports
        if colon and colon.end() < stop and self._last_say(hit.end, colon.end()) is None:
            begin = colon.end()
            while begin < stop and self.norm[begin] == " ":
                begin += 1
            return _Content(begin, "colon")
        return None

    def _on_lines(self, hit: Hit, sentence: int, stop: int) -> None:
        """Reads "ông A yêu cầu:" and the lines of the list below."""
        near = self._subject(hit, sentence)
        if not near or self.norm[stop - 1 : stop] != ":":
            return
        listed = _BULLETS.match(self.norm, stop)
        if listed:
            for line in re.finditer(r"[^\n]+", listed.group()):
                start = stop + line.start()
                end = stop + line.end()
                while start < end and not self.norm[start].isalnum():
                    start += 1
                if end - start > 15:
                    self.found.append(Statement(start, end, "indirect", near.person, near.org))
            return
        after = _NEXT_LINE.match(self.norm, stop)
        if after and after.group(1)[0] not in "“\"‘'«-–" and self.document.zone_at(stop - 1) == Zone.BODY:
            begin = after.start(1)
            end = self._content_end(begin, self._stop(begin), hit, near)
            self.found.append(Statement(begin, end, "indirect", near.person, near.org))

    def _postposed(self, hit: Hit, sentence: int, words: list[str]) -> None:
        """Reads "..., ông A cho biết.", "..., AFP đưa tin hôm 4/5.", where the content stands before."""
        if hit.entry.form in self.lexicon.words["that_only"] | self.lexicon.words["ordered"] | _DEEDS:
            return
        if hit.entry.say == "mark":
            # ..., cô đưa ra câu hỏi: without marks these report nothing
            return
        # theo ông A, ...; ông A khẳng định ..., hãng B đưa tin: what A says
        source = _SOURCED.match(self.folded, sentence) is not None
        first = self._first_say(sentence, min(hit.start, sentence + _NEAR_START))
        if source or (first is not None and first.entry.say == "that" and self._subject(first, sentence)):
            return
        if words and (len(words) > _TAIL or words[0].strip(",") not in self.lexicon.words["tail_after"]):
            return
        cuts = list(_BEFORE_NAME.finditer(self.norm, max(sentence, hit.start - 200), hit.start))
        for cut in reversed(cuts):
            start, end = cut.end(), cut.start()
            told = hit.entry.say != "that" and self._marking_in(start, hit.start)
            if told or not self._may_speak(start):
                continue
            if self._starts_title(start) and len(cuts) > 1 and cut is cuts[-1]:
                # an apposition: ông A, giám đốc B, cho biết
                continue
            if self._behind_name_alone(cuts, cut):
                continue
            if _PASSIVE.search(self.folded, start, hit.start):
                return
            subject = self._segment_speaker(start, hit.start)
            subject = subject or Speaker(org=self._capital_name((start, hit.start), []))
            named = bool(subject) or self._speaks_unnamed(start, hit.start)
            if (
                named
                and len(_WORD.findall(self.norm, sentence, end)) >= _LEAST
                and not self._in_marks(end - 1)
            ):
                self.found.append(Statement(sentence, end, "indirect", subject.person, subject.org))
                self.reporting.append((hit.start, subject))
            return

    def _behind_name_alone(self, cuts: list[re.Match[str]], cut: re.Match[str]) -> bool:
        """..., A, một nhân viên của B cho biết: what stands behind a name between commas describes who bears it."""
        at = cuts.index(cut)
        if not at or not self._apposes(cut.end()):
            return False
        start, end = cuts[at - 1].end(), cut.start()
        return any(a <= start + 1 and end - 1 <= b for a, b, _ in self.places_in(start, end))
