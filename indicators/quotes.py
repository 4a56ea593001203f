"""Statements and who made them: words in marks, dash dialogue, and reported speech.

A statement is looked for from three sides: pairs of quotation marks, verbs of saying, and "theo X". Speakers are found
before, after or around it, or carried over from the statement before.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator

from indicators.lexicon import Hit, Lexicon
from indicators.model import Zone
from indicators.people.merge import Individual
from indicators.reported import Statement
from indicators.speakers import CLAUSE, NOBODY, Speaker
from indicators.text import Document
from indicators.tidying import MARKED_CLAUSE, Tidier

# fewer marked words inside a reported clause are a coined word or a title rather than the speaker's own: of 3 to 8, six
# agree best with readers of 240 articles on who is quoted (F1 .85, three .83)
_PART = 6
_NEAR = 12
_ABOUT_REACH = 60
_FRAGMENT = 7
# a verb, a colon, a blank and the mark
_BESIDE = 4
_LINKS = ("", "là", "rằng", "thêm", "lại", "với", "luôn", "rằng mình", "thẳng", "to", "lớn", "khẽ")
# whom words are said to, between the verb and the mark
_SAID_TO = re.compile(
    r"(?: (?:thẳng|thầm|nhỏ|khẽ|to|lớn|vọng|rõ|lại|thêm|ngay))* (?P<to>(?:với|cho|cùng|vào mặt|vào tai|lên với) )?(?P<who>[^,.;:!?“”\"\n]{2,60}?)(?P<link> là| rằng)?[,:]? ?"
)
_MOST_ADDRESSED = 6
_ADDRESSED = 3
_WORD = re.compile(r"\w+")
_TRAILERS = re.compile(r"(?:,| -| –)? ?(?:theo|trích|dẫn)\b")
_MYSELF = re.compile(r"(?<!\w)(?:chúng )?tôi(?!\w)")
_MATTER = re.compile(
    r"(?<!\w)(?:đối với|bao gồm|gồm|về|như|với|với (?:các |những )?(?:bí quyết|tiêu chí|tiêu chuẩn|mục tiêu|chủ đề|nội dung|lý do|tội danh|phương pháp|hình thức|công thức|ưu điểm|thành phần|yêu cầu|điều kiện)(?: [^\W\d_]+){0,3}) ?:\Z"
)
# hội thảo “...”, do Sở A tổ chức
_MADE_BY = re.compile(
    r"do (?!đó|vậy)[^.,;:\n“”\"]{2,90}? (?:tổ chức|chủ trì|thực hiện|phát động|khởi xướng|biên soạn|sáng tác|đạo diễn|sản xuất|chủ biên|phối hợp|đứng ra|tài trợ|xuất bản|ban hành)(?!\w)"
)
# câu nói “...” của ông A
_WORDS_OF = re.compile(
    r"(?<!\w)(?:lời|câu|câu nói|phát ngôn|tuyên bố|phát biểu|bình luận|khẳng định|nhận xét|chia sẻ|khẩu hiệu|lời kêu gọi)(?: [^\W\d_]+){0,4} [“\"‘'«]\Z"
)
# chỉ vì câu nói “...” mà bị đánh: words that were said, whoever said them
_UTTERANCE = re.compile(
    r"(?<!\w)(?:câu nói|lời nói|câu hỏi|câu trả lời|lời nhắn|tin nhắn|lời dặn|lời hứa|lời thề|lời đe dọa)(?: (?:với|có|kèm|mang))?(?: nội dung)?:? [“\"‘'«]\Z"
)
_UTTERED = 5
# a bracket or a small letter behind the marks, where whoever wrote them may be named
_UNDERSIGNED = re.compile(r"[”\"’'»][”\"’'».]? ?(?:\n{0,2}(?P<open>\() ?(?=\w)|(?=[^\W\d_A-ZĐ]))(?P<who>)")
_NAME_REACH = 60
# bà A nhớ lời ông B dặn: “...”: the words of whoever is remembered
_RECALLED = re.compile(
    r"(?<!\w)(?:nhớ|nhắc)(?: (?:mãi|lại|như in|hoài))* (?:lời|câu nói)(?: (?:dạy|dặn|dặn dò|khuyên|nói|hứa|căn dặn))?(?: của)? (?P<who>[^.,;:\n“”\"]{2,80}):\Z"
)
# toàn bộ chia sẻ của A: “...”, bài đăng của B có đoạn: “...”
_WORDS_BEFORE = re.compile(
    r"(?<!\w)(?:chia sẻ|lời|lời nói|lời kể|lời giải thích|tâm sự|phát biểu|ý kiến|nhận xét|bình luận|câu nói|câu trả lời|bài viết|bài đăng|bức thư|lá thư|thư|dòng trạng thái|status|tuyên bố|thông điệp|phát ngôn|nội dung|phương châm|khẩu hiệu|quan điểm|suy nghĩ|cảm nhận|chú thích|dòng chú thích)(?: [^\W\d_]+){0,3}? của (?P<who>[^.,;:\n“”\"]{2,60}?)"
    r"(?: (?:như sau|rằng|là|về|trên|tại|gửi|với|viết|có đoạn|có nội dung|dành cho)(?: [^:\n“”]{0,50})?)?:\Z"
)
_PREDICATE = re.compile(r" (?:được|bị|do|diễn ra|gồm|khai mạc|thu hút|ra mắt|vừa được|đã được|sẽ được)(?!\w)")
_NAME_ENDS = re.compile(r"[,.;:]")
_OF_WHOM = re.compile(r" của ")
# “...”; “...” là những bình luận của cư dân mạng
_COMMENTS = re.compile(
    r"[”\"’'»] ?(?:; ?[“\"‘«]|là (?:(?:những|các|một trong|số|dòng|nhiều|lời|ý kiến) ){0,4}(?:bình luận|chia sẻ|lời|câu nói|ý kiến|nhận xét|dòng trạng thái|status|tâm sự|thắc mắc|nội dung)(?!\w))"
)
# behind the last of several comments: whose they are
_COMMENTS_OF = re.compile(
    r"(?<=[”\"’'»]) là (?:[^\W\d_]+ ){1,6}?(?:bình luận|chia sẻ|ý kiến|nhận xét|tâm sự|thắc mắc)(?: [^\W\d_]+){0,3}? (?:của|mà|từ) "
)
_CUT = re.compile(r"[,;:.(“”\"\n]| (?:để lại|gửi|dành|viết|đăng|khi|trên|dưới|sau|về)(?!\w)")
# "theo", a name, an office and what it is called
_SOURCE_REACH = 120
# whoever leads a body: lãnh đạo may be any of its heads, another office only itself
_LEADERS = frozenset({"lãnh đạo", "đại diện lãnh đạo", "vị lãnh đạo", "người đứng đầu"})
_OFFICE = re.compile(
    r"(?:đại diện lãnh đạo|vị lãnh đạo|lãnh đạo|người đứng đầu|phó chủ tịch|chủ tịch|phó bí thư|bí thư|phó giám đốc|tổng giám đốc|giám đốc|hiệu trưởng|viện trưởng|cục trưởng|tổng cục trưởng|vụ trưởng|chi cục trưởng|bộ trưởng|thứ trưởng|trưởng công an|trưởng phòng|trưởng ban|trưởng thôn|chánh văn phòng|chánh thanh tra|thủ tướng|tổng thống|thị trưởng|thống đốc|người phát ngôn|phát ngôn viên)(?!\w)"
)
_HEADS_OF = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|giám đốc|trưởng|hiệu trưởng|viện trưởng|cục trưởng|vụ trưởng|chánh|bộ trưởng|thứ trưởng|thị trưởng|chỉ huy)(?!\w)"
)
_HEADS_OF_PLACES = re.compile(r"(?<!\w)(?:chủ tịch|bí thư)(?!\w)")
# words for a body that say nothing of which it is, and those that say little
_ANY_BODY = frozenset("ubnd ủy uỷ ban nhân dân của nhà này trên".split())
_KINDS = frozenset("tp tỉnh huyện quận xã phường".split())
_BEHIND_NAME = re.compile(r"(?:,| -| –| \() ?[^,.;:()\n]{3,80}")
_TITLE_REACH = 80
_MOST_NAMINGS = 12
_LINE = re.compile(r"[^\n]+")
_CAPTION_WITHIN = re.compile(
    r"(?<=[.!?…]) (?:Ảnh(?: (?:minh họa|tư liệu|chụp màn hình|internet|cắt từ (?:clip|video)))?(?:: ?[^.!?\n”\"]{1,40})?\.|[^.!?\n“”\"()]{10,120} ?\((?:Ảnh|Nguồn|Hình)[^()\n]{0,50}\)\.?) (?=[A-ZĐÂÔƯ])"
)
_HEARSAY = re.compile(
    r"(?:(?:các|những|nhiều|một số|một vài|một|không ít|có|vài|rất nhiều|hàng loạt) )?(?:luồng |loại |bản )?"
    r"(?:nguồn tin|nguồn thông tin|nguồn|ý kiến|thông tin|tin|tin tức|tin đồn|lời đồn|đồn đoán|xác minh(?= ban)|điều tra(?= ban))"
    r"(?: (?:khác|ban đầu|bước đầu|sơ bộ|riêng|gần đây|mới nhất|thân cận|thân tín|trái chiều|đáng tin cậy|này|nói trên|rò rỉ|không chính thức|trên mạng|trên mạng xã hội|chưa được kiểm chứng|hành lang|nội bộ|địa phương|giấu tên|tại chỗ|thứ (?:hai|ba|nhất)))*"
)


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.replace("thành phố", "tp")))


class StatementReader(Tidier):
    """Reads the statements of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        super().__init__(document, lexicon, hits, people)
        self.marks: list[tuple[int, int, int]] = []

    def read(self) -> list[Statement]:
        """All statements, by start; none overlaps another."""
        self._according_starts = [hit.start for hit in self.according]
        self._direct()
        marked = sorted([(s.start, s.end) for s in self.found] + self._asides)
        self._marked = marked
        self._marked_starts = [a for a, _ in marked]
        self.read_reported()
        self.read_sources()
        return self._name_officers(self._name_front(self._without_hearsay(self._tidy())))

    @staticmethod
    def _without_hearsay(statements: list[Statement]) -> list[Statement]:
        """Nhiều nguồn tin cho rằng, có ý kiến đề nghị: words for what is heard, without whoever says it, are nobody."""
        for one in statements:
            if one.org and _HEARSAY.fullmatch(one.org.lower()):
                one.org = ""
        return statements

    def quoted_people(self, statements: list[Statement]) -> set[int]:
        """Whose own words stand in marks, be it but a part of a reported clause."""
        quoted = {s.person for s in statements if s.kind == "direct"}
        marks = [
            m
            for m in self.marks
            if len(_WORD.findall(self.norm, m[0], m[1])) >= _PART
            and not self._is_name(m[0], m[1])
            and not self._is_cited(m[0])
        ]
        starts = [m[0] for m in marks]
        for one in statements:
            i = bisect_left(starts, one.start)
            if one.person >= 0 and i < len(marks) and marks[i][1] <= one.end + 1:
                quoted.add(one.person)
        return quoted - {-1}

    def _name_officers(self, statements: list[Statement]) -> list[Statement]:
        """Lãnh đạo UBND TP nói, Chủ tịch Lạc Giang yêu cầu: the one speaker with a name whom the item calls so elsewhere."""
        spoke = {one.person for one in statements if one.person >= 0 and self.people[one.person].named}
        known: dict[int, int] = {}
        for one in statements:
            if one.person >= 0 and not self.people[one.person].named and spoke:
                if one.person not in known:
                    known[one.person] = self._officer_named(self.people[one.person].name, spoke)
                one.person = known[one.person] if known[one.person] >= 0 else one.person
        return statements

    def _officer_named(self, called: str, spoke: set[int]) -> int:
        """Who of those who spoke holds the office somebody without a name is called by, if one alone; else -1."""
        office = _OFFICE.match(called.lower())
        if office is None:
            return -1
        words = _words_of(called[office.end() :].lower()) - _ANY_BODY
        of = words - _KINDS or words
        if office.group() not in _LEADERS:
            heads = re.compile(rf"(?<!phó )(?<!\w){office.group()}(?!\w)")
        else:
            heads = _HEADS_OF if words - _KINDS else _HEADS_OF_PLACES
        fit = [
            i
            for i in spoke
            if of
            and any(
                heads.search(beside) and of <= _words_of(beside)
                for beside in itertools.islice(self._said_of(i), _MOST_NAMINGS)
            )
        ]
        return fit[0] if len(fit) == 1 else -1

    def _said_of(self, person: int) -> Iterator[str]:
        """The title before each naming of somebody, and what stands behind a comma or a dash."""
        for spot in self.people[person].spots:
            low = max(self._sentence_start(spot.start), spot.start - _TITLE_REACH)
            before = self.folded[low : spot.start].rsplit(",", 1)[-1]
            behind = _BEHIND_NAME.match(self.folded, spot.end)
            yield before + " " + (behind.group() if behind else "")

    def _name_front(self, statements: list[Statement]) -> list[Statement]:
        """Words of nobody in title or lead are those of whoever says them below, else of the one who is quoted most."""
        counts: dict[tuple[int, str], int] = {}
        for one in statements:
            if one.known and one.kind == "direct":
                counts[one.person, one.org] = counts.get((one.person, one.org), 0) + 1
        for one in statements:
            if (
                one.known
                or one.kind != "direct"
                or self.document.zone_at(one.start) not in (Zone.TITLE, Zone.LEAD)
            ):
                continue
            words = self.folded[one.start : one.end].strip(" .!?…")
            again = next((s for s in statements if s.known and words in self.folded[s.start : s.end]), None)
            if again is not None:
                one.person, one.org = again.person, again.org
            elif counts:
                one.person, one.org = max(counts, key=lambda key: counts[key])
        return statements

    # --- direct ------------------------------------------------------------------------------------------------

    def _direct(self) -> None:
        last = NOBODY
        last_end = -1
        self.marks = list(self.document.marks)
        self.note_speakers()
        for start, end, close in self.marks:
            words = len(_WORD.findall(self.norm, start, end))
            if words < 2 or self._is_name(start, end):
                continue
            speaker, attributed, cue = self._attribution(start, end, close)
            if words < 3 and not (attributed and self._ends_clause(close)):
                continue
            near = last_end >= 0 and start - last_end < 250 and "\n\n" not in self.norm[last_end:start]
            if not attributed:
                whole = self._is_whole(start, end, close)
                if not (whole and words >= 6):
                    sentence = self._sentence_start(start)
                    uttered = words >= _UTTERED and _UTTERANCE.search(self.folded, max(0, start - 30), start)
                    if not uttered and (words < 7 or not self._carries_clause(start, end, sentence)):
                        continue
                    says = self._last_say(sentence, start)
                    if not uttered:
                        speaker = (
                            self._subject(says, sentence) if says else self._first_person(sentence, start)
                        )
                    if not speaker and not uttered:
                        continue
            if not speaker:
                speaker = self._unattributed(start, last if near else NOBODY, last_end)
                speaker = NOBODY if self._told_of(speaker.person, start, end) else speaker
            self.speaks(start, speaker.person)
            for begin, stop in self._pieces(start, end):
                self.found.append(Statement(begin, stop, "direct", speaker.person, speaker.org, cue))
            last, last_end = speaker, end
        self.read_dialogue()

    def _told_of(self, person: int, start: int, end: int) -> bool:
        """Is somebody named in words whose speaker says "tôi" of himself?"""
        named = any(i == person and at in self._name_places for at, _, i in self.places_in(start, end))
        return named and _MYSELF.search(self.folded, start, end) is not None

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines of words in marks, without a caption glued between their sentences."""
        for line in _LINE.finditer(self.norm, start, end):
            begin = line.start()
            for caption in _CAPTION_WITHIN.finditer(self.norm, begin, line.end()):
                yield begin, caption.start()
                begin = caption.end()
            yield begin, line.end()

    def _attribution(self, start: int, end: int, close: int) -> tuple[Speaker, bool, int]:
        """Who is said to say the marked words, whether anything says so at all, and where a clause before says so."""
        norm = self.norm
        after = close + 1
        while after < len(norm) and norm[after] in "”\"’'» .,":
            if norm[after] == "." and norm[after + 1 : after + 2] == "\n":
                break
            after += 1
        sentence_end = self._sentence_end(after, self._line_end(after))
        dash = re.match(r"[-–—]+ ?", norm[after : after + 3])
        begin = after + (dash.end() if dash else 0)
        closed = norm[max(0, end - 1)] in ".!?…" or "." in norm[close:after]
        # “...?” thì bị cáo B đáp: ... is of the words behind
        after_that = norm[begin : begin + 1].isupper() or norm.startswith("thì ", begin)
        announced = after_that and self._after_colon(start)
        # a few marked words in the middle of a clause are none that a clause behind them attributes
        fragment = norm[max(0, start - 3) : start - 1].rstrip(" “\"'‘«")[-1:].isalnum() and (
            len(_WORD.findall(norm, start, end)) < _FRAGMENT
        )
        if (not closed or dash or norm[end - 1] in "!?") and not announced and not fragment:
            speaker = self._attribution_behind(end, begin, sentence_end, norm[close:after], bool(dash))
        else:
            whole = closed and norm[begin : begin + 1].isupper() and self._is_whole(start, end, close)
            speaker = (self._signed(begin, sentence_end) or None) if whole else None
        if speaker is None and not announced:
            speaker = self._undersigned(start, end, close)
        if speaker is None:
            speaker = self._owned_words(start, end, close, sentence_end)
        return self._attribution_before(start, end) if speaker is None else (speaker, True, -1)

    def _attribution_behind(
        self, end: int, begin: int, stop: int, between: str, dash: bool
    ) -> Speaker | None:
        """Reads "“...”, ông A nói" and "“...”, theo ông A"."""
        norm = self.norm
        parted = "," in between or norm[end - 1] in "!?"
        if _MADE_BY.match(self.folded, begin, stop):
            return None
        speaker = self._speaker_around(begin, stop, sure=dash or parted or norm[end - 1] == ",")
        opens = norm[begin : begin + 1].islower() and not self._starts_say(begin)
        if speaker is not None and (dash or opens or parted or norm[end - 1] == ","):
            return speaker
        # the blank before "theo" belongs to what is read
        trailer = _TRAILERS.match(self.folded, max(end + 1, begin - 1))
        if (trailer or self.folded.startswith("theo ", begin)) and not norm[begin].isupper():
            return self._entity(begin, stop) or None
        return None

    def _undersigned(self, start: int, end: int, close: int) -> Speaker | None:
        """Reads "“...” (bà A, xã B)" and "“...” bạn A (lớp B)": a sentence in marks that nothing but a name stands behind."""
        signed = _UNDERSIGNED.match(self.norm, close)
        if signed is None or not self._is_whole(start, end, close):
            return None
        at = signed.start("who")
        for begin, last, person in self.places_in(at, min(len(self.norm), at + _NAME_REACH)):
            named = begin == at or not self.norm[at:begin].strip() or self._starts_title(at)
            rest = self.norm[last : last + 2].strip()[:1]
            return (
                Speaker(person)
                if named and rest in (("", ",", ")", "-", "–") if signed.group("open") else ("(",))
                else None
            )
        return None

    def _owned_words(self, start: int, end: int, close: int, stop: int) -> Speaker | None:
        """Reads câu nói “...” của ông A, and “...”; “...” là những bình luận, which nobody says."""
        of = _OF_WHOM.match(self.folded, close + 1)
        if of and _WORDS_OF.search(self.folded, max(0, start - 60), start):
            cut = _NAME_ENDS.search(self.norm, of.end(), stop)
            return self._segment_speaker(of.end(), cut.start() if cut else stop) or None
        opens = (
            self.norm[max(0, start - 3) : start - 1].rstrip()[-1:] in '.;,:!?…”"'
            and self.norm[start].isupper()
        )
        comment = opens and len(_WORD.findall(self.norm, start, end)) >= MARKED_CLAUSE
        return self._commenters(close) if comment and _COMMENTS.match(self.folded, close) else None

    def _commenters(self, close: int) -> Speaker:
        """Whose the comments side by side are: “...”; “...” là những bình luận mà dân mạng để lại; nobody where none tells."""
        of = _COMMENTS_OF.search(self.norm, close, self._line_end(close))
        cut = _CUT.search(self.norm, of.end(), of.end() + _SOURCE_REACH) if of else None
        return self._group(of.end(), cut.start() if cut else of.end() + _SOURCE_REACH) if of else NOBODY

    def _attribution_before(self, start: int, end: int) -> tuple[Speaker, bool, int]:
        """Reads "X nói: “..." and "Theo X, “..."."""
        norm = self.norm
        self._behind = None
        open_at = start - 1
        while open_at > 0 and norm[open_at - 1] in " “\"‘'«":
            open_at -= 1
        sentence = self._sentence_start(open_at)
        i = bisect_left(self.marking_starts, open_at) - 1
        hit = self.marking[i] if i >= 0 and self.marking[i].start >= sentence else None
        colon = norm[max(0, open_at - 1) : open_at] == ":"
        if hit is not None and colon and self._answered(hit):
            # khi bà A hỏi: “...?” thì ông B lúng túng: “...”
            hit = None
        recalled = _RECALLED.search(self.folded, sentence, open_at) if colon else None
        if colon and not recalled and (hit is None or not self._subject(hit, sentence)):
            recalled = _WORDS_BEFORE.search(self.folded, sentence, open_at)
        if recalled:
            return self._segment_speaker(*recalled.span("who")), True, -1
        shows = hit is not None and hit.entry.form == "cho thấy"
        if hit is not None and not shows and (colon or self._right_behind(hit, open_at, start, end)):
            cue = self._cue(hit, sentence)
            who = self._subject(hit, sentence)
            if colon and not who and CLAUSE.search(norm, hit.end, open_at - 1):
                # nói lời sau cùng, bị cáo bật khóc: “...”
                who = self._before_colon(sentence, open_at)
            return who, True, cue if cue >= 0 else sentence
        source = self._theo_before(sentence, open_at)
        if colon and source is None:
            found = self._before_colon(sentence, open_at)
            in_title = self.document.zone_at(start) == Zone.TITLE
            long = len(_WORD.findall(norm, start, end)) >= 5
            if hit is None and norm[start].islower() and not in_title and self._names_matter(open_at):
                # thanh tra đối với: “việc chấp hành ...”, với bí quyết: “ăn ngủ điều độ”
                return NOBODY, False, -1
            return (found or NOBODY), bool(found) or hit is not None or in_title or long, -1
        return source or NOBODY, source is not None, -1

    def _theo_before(self, sentence: int, at: int) -> Speaker | None:
        """Reads "Theo ông A, “...”": the source right before marked words; None where there is none."""
        if self.folded[at - 2 : at] not in (", ", ": ") and self.folded[at - 1 : at] not in (",", ":"):
            return None
        i = bisect_left(self._according_starts, at) - 1
        hit = self.according[i] if i >= 0 else None
        if hit is None or hit.start < sentence or at - hit.end > _SOURCE_REACH:
            return None
        name = self._after_blanks(hit.end)
        if not (self._is_source(name) or self.places_in(name, name + 2)):
            return None
        cut = self.norm.find(",", name, at)
        return self._source(hit.start, cut if cut >= 0 else at)

    def _answered(self, hit: Hit) -> bool:
        """Does a sentence in marks stand behind a verb, so that the words behind it are somebody else's?"""
        last = self.found[-1] if self.found else None
        return last is not None and last.start >= hit.end and self.norm[last.end - 1] in "?!.…"

    def _names_matter(self, at: int) -> bool:
        """Does a preposition, or a noun that no words are said by, stand right before a colon?"""
        return _MATTER.search(self.folded, max(0, at - 60), at) is not None

    def _right_behind(self, hit: Hit, open_at: int, start: int, end: int) -> bool:
        """Do marked words follow the verb at once, behind whom it is said to, or, where they are long, after a word or two?"""
        between = self.folded[hit.end : open_at].strip(" ,")
        short = len(_WORD.findall(self.norm, start, end)) < MARKED_CLAUSE
        loud = hit.entry.form in self.lexicon.words["spoken"] and (not short or self._ends_clause(end))
        if loud and self._to_somebody(hit.end, open_at):
            return True
        if short:
            return between in _LINKS
        return open_at - hit.end <= _NEAR

    def _to_somebody(self, begin: int, end: int) -> bool:
        """Nói với hai em trai là, hỏi chồng, quát thẳng vào mặt bà: whom the words are said to, and no more?"""
        said = _SAID_TO.fullmatch(self.folded, begin, end)
        if said is None:
            return False
        words = len(said.group("who").split())
        if words > _MOST_ADDRESSED or (words > _ADDRESSED and not said.group("link")):
            # nói với báo giới tình hình “đang xấu đi”: a part of what is reported
            return False
        return bool(said.group("to")) or self._may_speak(said.start("who"))

    def _ends_clause(self, close: int) -> bool:
        """Do the marks close a sentence or a clause?"""
        return self.norm[close + 1 : close + 2] in ("", ".", ",", "\n", ";", "!", "?")

    def _starts_say(self, at: int) -> bool:
        hit = self._first_say(at, at + 40)
        return hit is not None and hit.start == at

    def _is_name(self, start: int, end: int) -> bool:
        """Is it the name of a work, a charge, a motto? Told by the word before, or by capitals throughout."""
        i = bisect_left(self.marking_starts, start) - 1
        if i >= 0 and 0 <= start - self.marking[i].end <= _BESIDE:
            return False
        about = i >= 0 and self.folded.startswith(" về ", self.marking[i].end)
        if about and start - self.marking[i].end < _ABOUT_REACH and self._after_colon(start):
            # nói về cuốn sách: “Tôi viết nó ...”
            return False
        before = self.folded[max(0, start - 30) : start - 1].rstrip(" :“\"'‘«").split()
        if any(" ".join(before[-n:]) in self.lexicon.words["name_before"] for n in (1, 2, 3)):
            return True
        words = self.norm[start:end].split()
        return len(words) <= 8 and sum(w[:1].isupper() for w in words) >= 0.8 * len(words)

    def _is_cited(self, start: int) -> bool:
        """Tư tưởng “...”, gọi là “...”: words in marks that the speaker speaks about and does not say."""
        before = self.folded[max(0, start - 30) : start - 1].rstrip(" :“\"‘'«")
        return any(before.endswith(" " + words) for words in self.lexicon.words["criticised_before"])

    def _carries_clause(self, start: int, end: int, sentence: int) -> bool:
        """Do marked words in the middle of a sentence make up most of what a verb before them reports?"""
        says = self._last_say(sentence, start)
        begin = says.end if says else sentence
        stop = self._sentence_end(end, len(self.norm))
        return (end - start) >= 0.3 * (stop - begin)

    def _is_whole(self, start: int, end: int, close: int) -> bool:
        """Marked words that stand as sentences of their own."""
        norm = self.norm
        before = norm[max(0, start - 3) : start - 1].rstrip(" ")
        ends = norm[end - 1] in ".!?…"
        if not ends and _PREDICATE.match(self.folded, close + 1):
            # “Diễn đàn A” được tổ chức ...
            return False
        opens = not before or before[-1] in '.!?…\n:”"-–' or (before[-1] == "," and ends)
        return (
            opens
            and (norm[start].isupper() or norm[start] in "…." or norm[start].isdigit())
            and (ends or norm[close + 1 : close + 2] in ("", "\n", ".", ",", " "))
        )
