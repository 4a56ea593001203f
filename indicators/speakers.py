"""Who says it: the person or body a statement is attributed to, before, after or in the middle of it, or further back."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right

from indicators.lexicon import KIN, Hit
from indicators.naming import NOBODY, Speaker
from indicators.subjects import CLAUSE, FARTHEST, VOICE, SubjectFinder

__all__ = ["CLAUSE", "NOBODY", "Speaker", "SpeakerFinder"]

# a sentence that does nothing but name the speaker of the words before
_LONGEST_SIGNATURE = 90
_LIKE_THAT = (" như vậy", " như thế", " thế")
# behind words in marks: "AFP dẫn lời ông A", "là ý kiến của bạn đọc B"
_PASSED_ON = re.compile(
    r"[^.,;:“”\"\n]{0,50}?(?:dẫn|trích) (?:lại )?(?:lời|phát biểu của|tuyên bố của|thông báo của|thông cáo của) (?:của )?|(?:đó |đây |vẫn )?là (?:những |các |một trong những |một trong số |hàng loạt |một số |lời )?(?:ý kiến|nhận xét|lời|chia sẻ|phát biểu|khẳng định|câu nói|lời khẳng định|tâm sự|nhận định|quan điểm|suy nghĩ|lời kể|câu trả lời|cảm nhận|lời nhắn nhủ|kiến nghị|mong muốn|phương châm|triết lý|lời khuyên|lời nhắn|lời nhắn gửi|mong ước|ước mơ|tuyên bố|phát ngôn|đề xuất|đề nghị|yêu cầu|lời tâm sự|lời than|trăn trở|băn khoăn|thắc mắc|câu hỏi|dòng trạng thái|dòng chia sẻ|bình luận|lập luận|tâm niệm|lời dặn|lời hứa|chỉ đạo|thông điệp|cảm xúc|lời mở đầu|nỗi niềm|nỗi lo|đánh giá)(?: [^\W\d_]+){0,3}? (?:của|mà|do|từ) "
    r"|(?:câu nói|lời nói|lời khẳng định|lời chia sẻ|lời tâm sự|lời nhận xét|lời động viên|lời dặn|lời hứa)(?: (?:này|ấy|đó|trên))? của "
)
_SAID_WHEN = re.compile(
    r"[,;:.“”\"\n]| (?:khi|trong|tại|về|sau|trước|với|dành cho|gửi|lúc|trên|ngày|vào)(?!\w)"
)
# ông A nhận được tin nhắn: “...”: not whoever receives it
_RECEIVED = re.compile(
    r"(?<!\w)nhận (?:được )?(?:một |1 |những |nhiều |hai |ba )?(?:tin nhắn|bức thư|lá thư|thư|email|cuộc gọi|cuộc điện thoại|điện thoại|lời nhắn|thông báo|tin báo|giấy báo|lời mời|câu trả lời|phản hồi|hồi âm)(?! của)"
)
_EVEN = re.compile(r"(?:ngay cả|kể cả|đến cả|chính) ")
_OPENS = 40
_POINTED = (" trên", " này", " đó", " được", " nói trên", " ấy")
_WORDS = re.compile(r"\w+")
_SENTENCE = 9
# "Khoản 3 Điều 4 Thông tư 15 quy định: ...": a paper at the start of a sentence that quotes it
_PROVISION = re.compile(
    r"(?:(?:tại |theo )?(?:điểm|khoản|điều|mục|chương) [\w.]+(?:,| của)? ?){0,4}"
    r"(?P<paper>(?:bộ luật|luật|nghị định|thông tư|hiến pháp|nghị quyết|quyết định|chỉ thị|công văn|pháp lệnh|quy chế|bản án|cáo trạng|đáp án|hướng dẫn|thông cáo|thông báo|tuyên bố|báo cáo|văn bản|kết luận|biên bản|tờ trình|công điện)(?!\w)(?! sư))"
)
_PROVIDES = re.compile(
    r"(?<!\w)(?:quy định|qui định|ghi|nêu|viết|có đoạn|có nội dung|hướng dẫn|chỉ rõ)(?!\w)"
)
_PAPER_ENDS = re.compile(
    r",|:| (?:quy định|qui định|hiện hành|ghi|nêu|viết|có|không|chỉ|mà|đã|cũng|hướng dẫn)(?!\w)"
)
# lines that ask, and the words of an introduction that lead to an interview
_ASKED = re.compile(r"\?[”\"]?[ ]*(?:\n|[-–] )")
_FEWEST_QUESTIONS = 2
_TALKS = re.compile(
    r"(?<!\w)(?:phỏng vấn|trao đổi|trò chuyện|nói chuyện|trả lời|đối thoại|chia sẻ|giao lưu|tiếp xúc)(?!\w)"
)
# points of whoever a talk is held with, beside one for every naming in the introduction, and how near the name stands
_TALKED_WITH = 3.0
_TALK_REACH = 80
_POLITE = re.compile(
    r"(?<!\w)thưa (?:ông|bà|anh|chị|bác|giáo sư|tiến sĩ|bác sĩ|bộ trưởng|thứ trưởng|luật sư)(?!\w)"
)
_ANNOUNCES = 15
_LABEL = 4
# words of a crowd and of how it speaks before a colon, at most
_CROWD = 10
# trades of which an item meets many: teachers, doctors, lawyers, workers, pupils, residents (titles.yaml)
_MANY = frozenset({5, 6, 7, 10, 12, 13, 14, 20, 23})
# a body speaks where its verb stands no farther from the start of the sentence
_NEAR_START = 80
# words for an expert who was just quoted by name: the same one
_SAME_EXPERT = ("chuyên gia ", "nhà nghiên cứu ", "nhà phân tích ", "nhà khoa học ", "học giả ")
# behind a verb: the words before were said so at a time or a place
_SAID_SO = re.compile(
    r"(?: rõ)? như (?:vậy|thế|trên) (?:khi|tại|trong|trước|vào|hôm|sáng|chiều|ở|với|lúc|sau|về)(?!\w)"
)
# how near a name, and beside which of the first namings, a trade is looked for
_BESIDE_NAME = 50
_FIRST_NAMINGS = 6


class SpeakerFinder(SubjectFinder):
    """Finds speakers in one document. All offsets are of the normal form."""

    # did somebody whom nothing names stand beside the verb behind the marks read last, and between which offsets?
    _unknown = False
    _behind: tuple[int, int] | None = None

    def _entity(self, start: int, end: int) -> Speaker:
        comma = self.norm.find(",", start, end)
        return self._segment_speaker(start, comma if comma > 0 else end)

    def _speaker_around(self, start: int, stop: int, *, sure: bool = False) -> Speaker | None:
        """Reads "bà Mai nói", "nói bà Mai" right after marked words; None where no verb of saying follows."""
        passed_on = _PASSED_ON.match(self.folded, start, min(stop, start + 90))
        if passed_on:
            cut = CLAUSE.search(self.norm, passed_on.end(), stop)
            return self._segment_speaker(passed_on.end(), cut.start() if cut else stop)
        i = bisect_left(self.marking_starts, start)
        if i + 1 < len(self.marking) and self._is_paper_noun(self.marking[i], self.marking[i + 1]):
            i += 1
        hit = (
            self.marking[i]
            if i < len(self.marking) and self.marking[i].end <= min(stop, start + 160)
            else None
        )
        if hit is not None and hit.start - start <= 1 and self.folded.startswith(_POINTED, hit.end):
            # "...", nhận định trên được đưa ra tại hội nghị
            return NOBODY
        if hit is None or not (sure or self._may_follow(start, hit)):
            return self._unsaid(start, stop) if sure else None
        found = self._segment_speaker(start, hit.start) if hit.start - start > 1 else NOBODY
        if not found:
            found = self._segment_speaker(hit.end, stop)
        if not found and hit.start - start > 1:
            # "...", cán bộ xã chia sẻ: one of many says it, and not the last speaker
            others = self._references.others
            first = self.folded[start : hit.start].split(" ", 3)
            one_of_many = not others.isdisjoint((first[0], " ".join(first[:2]), " ".join(first[:3])))
            if one_of_many or self._is_somebody_else(start, hit.start):
                self._unknown = True
            if not (CLAUSE.search(self.norm, start, hit.start) or self._is_pronoun(start, hit.start)):
                self._behind = start, hit.start
        return found

    def _is_pronoun(self, start: int, end: int) -> bool:
        """Anh, bà ấy nghẹn ngào: does nothing but a pronoun and how somebody speaks stand here?"""
        words = _WORDS.findall(self._without_adverbs(self.folded[start:end]))
        rest = self.lexicon.between | self._references.suffixes
        return words[:1] != [] and words[0] in self._references.pronouns and rest.issuperset(words[1:])

    def _is_paper_noun(self, noun: Hit, verb: Hit) -> bool:
        """“...”, thông báo cho biết: a word for a paper right before its verb is no verb."""
        return verb.start - noun.end == 1 and noun.entry.form in self._groups.papers

    def _signed(self, start: int, stop: int) -> Speaker:
        """Reads "“...”. Chuyên gia A thẳng thắn chia sẻ.": a sentence behind the marks that only says who said it."""
        if self.folded.startswith(("đó là ", "đây là "), start):
            said = _PASSED_ON.match(self.folded, start, stop)
            cut = _SAID_WHEN.search(self.folded, said.end(), stop) if said else None
            return self._segment_speaker(said.end(), cut.start() if cut else stop) if said else NOBODY
        i = bisect_left(self.say_starts, start)
        for verb in self.says[i : i + 2]:
            # “...”. Bộ trưởng A nhấn mạnh như vậy khi thăm tỉnh.
            if start < verb.start and verb.end < stop and _SAID_SO.match(self.folded, verb.end, stop):
                return self._subject(verb, start)
        end = stop
        while end > start and self.norm[end - 1] in ".!?… ":
            end -= 1
        for words in _LIKE_THAT:
            if self.folded.endswith(words, start, end):
                end -= len(words)
        if not 0 < end - start <= _LONGEST_SIGNATURE or CLAUSE.search(self.norm, start, end):
            return NOBODY
        hit = self._last_say(start, stop)
        if hit is None or hit.end != end or hit.start <= start:
            return NOBODY
        return self._subject(hit, start)

    def _unsaid(self, start: int, stop: int) -> Speaker | None:
        """Reads "“...”, anh trầm ngâm.": whoever stands right behind a sentence in marks, though no verb says it is said."""
        closed = min(start, len(self.norm))
        while closed > 0 and self.norm[closed - 1] in " ,.-–—":
            closed -= 1
        i = bisect_right(self._quote_starts, closed) - 1
        if i < 0 or not closed - 3 <= self.marks[i][2] <= closed or not self._opens_sentence(i):
            return None
        cut = CLAUSE.search(self.norm, start, stop)
        end = cut.start() if cut else stop
        meant = self._pronoun(_WORDS.findall(self.folded, start, end))
        if meant is not None and not self._names_somebody(start, end):
            return Speaker(self._choose(start, meant))
        words = self.folded[start:end].split()[:3]
        for size in (2, 3):
            if len(words) >= size and words[size - 1] in self._groups.pointing:
                return Speaker(org=self._body_meant(start, start + len(" ".join(words[:size]))) or "")
        between = self.norm[closed : start + 1]
        parted = between[-1:].islower() or not {",", "("}.isdisjoint(between)
        if not parted and not {"-", "–", "—"}.isdisjoint(between):
            # behind a short title and a dash stands rather who wrote or sings it
            parted = len(_WORDS.findall(self.norm, self.marks[i][0], self.marks[i][1])) >= _SENTENCE
        here = self.places_in(start, start + 3)
        if here and parted:
            return Speaker(here[0][2])
        # "...", Phó trưởng phòng Giáo dục A bức xúc
        titled = parted and self._starts_title(start) and not self._is_clause(start, end)
        found = self._first_person(start, end, strict=True) if titled else NOBODY
        return found or self._paper_named(start, end)

    def _paper_named(self, start: int, end: int) -> Speaker | None:
        """Reads "“...”, tờ Marca mô tả": a body by its common noun and the capitals behind it, before an unknown verb."""
        if not self._is_office(start) or not self.norm[start].islower():
            return None
        words = self.norm[start:end].split()
        size = next((at for at, word in enumerate(words) if at and not word[0].isupper()), 0)
        while 1 < size < len(words) - 1 and words[size + 1][0].isupper():
            size += 2
        return Speaker(org=" ".join(words[:size])) if size > 1 else None

    def _opens_sentence(self, mark: int) -> bool:
        """Do marked words begin a sentence, a line or a statement?"""
        opened = self.marks[mark][0]
        before = self.norm[max(0, opened - 6) : opened].rstrip(" “\"‘'«")
        return not before or before[-1] in '.!?…\n:”"-–'

    def _may_follow(self, start: int, hit: Hit) -> bool:
        """Right after marked words, is it an attribution, and not the sentence going on?"""
        if hit.start - start <= 1:
            return True
        if not self.norm[start : start + 1].islower():
            return True
        i = bisect_left(self.head_starts, start)
        head = i < len(self.heads) and self.heads[i].start == start
        j = bisect_left(self.place_starts, start)
        person = j < len(self.places) and self.places[j][0] <= start + 1
        first = self.folded[start : start + 12].split(" ", 1)[0]
        return head or person or first in self.lexicon.words["somebody"] or hit.start - start < 12

    @functools.cached_property
    def _interviewee(self) -> Speaker:
        """Who answers in an item of questions and answers: whom its introduction names as talked with, else most often."""
        asked = [m.start() for m in itertools.islice(_ASKED.finditer(self.norm), _FEWEST_QUESTIONS)]
        if len(asked) < _FEWEST_QUESTIONS:
            return NOBODY
        points: dict[int, float] = {}
        for start, _, person in self.places_in(0, asked[0]):
            if self.people[person].named and not self._is_quoted(start):
                points[person] = points.get(person, 0.0) + 1.0
        introduced = False
        for talk in _TALKS.finditer(self.folded, 0, asked[0]):
            person = self._talks(*talk.span())
            if person in points:
                introduced = True
                points[person] += _TALKED_WITH
        if not points or not (introduced or _POLITE.search(self.folded)):
            return NOBODY
        return Speaker(max(points, key=lambda person: points[person]))

    def _talks(self, start: int, end: int) -> int:
        """Whom a word for a talk joins: trao đổi với ông A, ông A trả lời phỏng vấn; -1 where nobody stands near."""
        behind = self.places_in(end, end + _TALK_REACH)
        if behind:
            return behind[0][2]
        before = self.places_in(max(0, start - _TALK_REACH), start)
        return before[-1][2] if before else -1

    def _before_colon(self, sentence: int, at: int) -> Speaker:
        """Reads "Nghe vậy, ông ngậm ngùi: ...": who is the subject of the last clause before a colon."""
        paper = self._provision(sentence, at)
        if paper:
            return Speaker(org=paper)
        cuts = [m.end() for m in CLAUSE.finditer(self.norm, max(sentence, at - FARTHEST), at - 1)]
        own = (cuts[-1] if cuts else sentence), at - 1
        strange = self._somebody_else(*own) and not self._first_person(*own, strict=True)
        if strange or self._from_afar(*own):
            return self._crowd_feeling(*own) if strange else NOBODY
        house = self._house_named(*own)
        if house:
            return Speaker(org=house)
        for start, end in reversed(list(itertools.pairwise([sentence, *cuts, at - 1]))):
            meant = self._meant(start, end)
            if meant is not None and meant >= 0:
                return Speaker(meant)
            begin = self._after_lead(self._after_blanks(start), end)
            last = (start, end) == own
            found = self._first_person(start, end, strict=True) or (
                self._titled(begin) if last else self._officer(begin)
            )
            if found:
                return found
        return self._label(sentence, at) or self._first_person(sentence, at)

    def _crowd_feeling(self, start: int, end: int) -> Speaker:
        """Người dân trong xã bức xúc: “...”: the crowd before a word for how it speaks, in a short clause."""
        begin = self._after_blanks(start)
        text = self.folded[begin:end].rstrip()
        feels = len(self._without_adverbs(text).rstrip()) < len(text) and text.count(" ") < _CROWD
        return self._group(begin, end) if feels and not self._from_afar(start, end) else NOBODY

    def _label(self, sentence: int, at: int) -> Speaker:
        """Cư dân mạng: “...”: the group that alone stands before a colon."""
        short = len(_WORDS.findall(self.norm, sentence, at)) <= _LABEL
        return self._group(self._after_blanks(sentence), at - 1) if short else NOBODY

    def _house_named(self, start: int, end: int) -> str:
        """Ngay cả tạp chí A cũng phải thú nhận: ...: the body with a name that the clause before a colon begins with."""
        begin = self._after_lead(self._after_blanks(start), end)
        even = _EVEN.match(self.folded, begin, end)
        begin = even.end() if even else begin
        named = self._name_at(begin) and self._is_clause(begin, end)
        return self._segment_org(begin, end) if named else ""

    def _provision(self, sentence: int, at: int) -> str:
        """The paper whose words stand behind a colon, by the start of the sentence; "" where it is none."""
        found = _PROVISION.match(self.folded, self._after_lead(sentence, at), at)
        if found is None or not _PROVIDES.search(self.folded, found.end("paper"), at):
            return ""
        end = _PAPER_ENDS.search(self.folded, found.end("paper"), at)
        return self.norm[found.start("paper") : end.start() if end else at].strip()

    def _after_colon(self, start: int) -> bool:
        """Do words in marks stand right behind a colon?"""
        return self.norm[max(0, start - 5) : start].rstrip(" “\"‘'«").endswith(":")

    def _unattributed(self, at: int, last: Speaker, since: int) -> Speaker:
        """Whose words stand alone: those of the last speaker, unless somebody else was brought in since."""
        unknown, self._unknown = self._unknown, False
        behind, self._behind = self._behind, None
        own = behind or self._own_before(at)
        if unknown:
            return NOBODY
        found = self._going_on(at, last, since)
        if own is not None and (self._somebody_else(*own) or self._from_afar(*own)):
            same = (
                behind is not None
                and found.person >= 0
                and (
                    (found == last and self.folded.startswith(_SAME_EXPERT, behind[0]))
                    or self._is_trade_of(found.person, behind[0])
                )
            )
            return found if same else NOBODY
        if found.person < 0 or own is None:
            return found
        reference = self._reference(*own)
        # bà vô tư hỏi: “...” is not of the only one named before, a man
        return NOBODY if reference is not None and self._sex_fits(found.person, reference) is None else found

    def _is_trade_of(self, person: int, at: int) -> bool:
        """“...”, chuyên gia quân sự nói: does the trade named here stand beside a name of who would else speak?"""
        i = bisect_left(self.head_starts, at)
        forms = [h.entry.form for h in self.heads[i : i + 4] if h.start == at and h.entry.code in _MANY]
        spots = self.people[person].spots[:_FIRST_NAMINGS]
        return any(
            form in self.folded[max(0, spot.start - _BESIDE_NAME) : spot.end + _BESIDE_NAME]
            for form in forms
            for spot in spots
        )

    def _from_afar(self, start: int, end: int) -> bool:
        """Are the words behind those of a letter or a call that somebody got?"""
        return bool(VOICE.search(self.folded, start, end) or _RECEIVED.search(self.folded, start, end))

    def _going_on(self, at: int, last: Speaker, since: int) -> Speaker:
        """The last speaker, if nobody was brought in since, else who most likely speaks."""
        if last:
            i = self.document.sentence_at(since) + 1
            brought = False
            while i < len(self.document.sentences) and self.document.sentences[i][0] < at:
                start, end = self.document.sentences[i]
                first = self._first_person(start, min(end, at), strict=True)
                brought = brought or (bool(first) and first != last)
                i += 1
            if not brought:
                return last
        return self._before_sentence(at)

    def _own_before(self, at: int) -> tuple[int, int] | None:
        """The stretch with the subject of the verb or the clause with a colon right before words in marks."""
        sentence = self._sentence_start(at - 2)
        hit = self._last_say(sentence, at)
        if hit is not None and at - hit.end <= _ANNOUNCES:
            own = self._segments(hit, sentence)[-1]
            return None if self._only_between(own) else own
        if not self._after_colon(at):
            return None
        colon = self.norm.rfind(":", sentence, at)
        cuts = [
            m.end() for m in CLAUSE.finditer(self.norm, max(sentence, colon - FARTHEST), max(sentence, colon))
        ]
        return (cuts[-1] if cuts else sentence), max(sentence, colon)

    def _somebody_else(self, start: int, end: int) -> bool:
        """Is the subject right before words in marks a group, the writer or somebody without a name?"""
        begin = self._after_lead(self._after_blanks(start), end)
        return self._is_somebody_else(begin, end) or self._not_named(begin, end) or self._is_bystander(begin)

    def _is_bystander(self, at: int) -> bool:
        """Bà nội bé, bác sĩ trực: does a relative or one of many of a trade, without a name, begin here?"""
        i = bisect_left(self.head_starts, at)
        here = [h for h in self.heads[i : i + 4] if h.start == at]
        longest = max((h.end for h in here), default=at)
        return any(h.end == longest and (KIN in h.entry.kinds or h.entry.code in _MANY) for h in here)

    def _is_somebody_else(self, start: int, end: int) -> bool:
        """Does a stretch begin as a group, the writer or somebody without a name?"""
        words = [word.strip(",-–") for word in self.folded[start:end].split()[:3]]
        words = [word for word in words if word]
        if not words or words[0] in self._references.pronouns:
            return False
        return not self._references.indefinite.isdisjoint({words[0], " ".join(words[:2])})

    def _before_sentence(self, at: int) -> Speaker:
        """Who most likely speaks at a place that says nothing of it: the subject of saying in the sentence before,
        else whoever the item speaks of.
        """
        i = self.document.sentence_at(at)
        if i >= 0 and self.document.sentences[i][0] >= at - 3:
            i -= 1
        if i < 0:
            return NOBODY
        start, end = self.document.sentences[i]
        end = min(end, at)
        source = self._begins_with_source(start, end)
        if source is not None:
            return source
        hit = self._last_say(start, end)
        found = self._subject(hit, start) if hit is not None else NOBODY
        if found.org and (hit is None or hit.entry.say != "that" or hit.start - start > _NEAR_START):
            begin = self._after_lead(self._after_blanks(start), end)
            if hit is not None and self._group(begin, hit.start):
                # người dân chỉ trích A nặng nề. “...”: theirs, and not A's
                return found
            found = NOBODY
        return found or self._opening(start, end) or Speaker(self._choose(at, None))

    def _begins_with_source(self, start: int, end: int) -> Speaker | None:
        """Theo chuyên gia A, đội B sẽ thắng. “...”: the source of the sentence before; None where it is no person."""
        if not self.folded.startswith("theo ", start):
            return None
        comma = self.norm.find(",", start, end)
        begin = start + 5
        if comma < 0 or not (self._personal(begin) or self.folded.startswith("cựu ", begin)):
            return None
        return self._segment_speaker(begin, comma)

    def _opening(self, start: int, end: int) -> Speaker:
        """Nam diễn viên tỏ ra tiếc nuối. “...”: whom the sentence before begins with, meant or by a title."""
        begin = self._after_lead(self._after_blanks(start), end)
        if self.places_in(begin, begin + 1):
            return NOBODY
        words = self.folded[begin : min(end, begin + _OPENS)].split()[:2]
        meant = self._pronoun(words)
        return Speaker(self._choose(begin, meant)) if meant is not None else self._titled(begin)
