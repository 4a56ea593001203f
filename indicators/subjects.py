"""Who stands as the subject of a verb of saying: a person or a body, named, meant, or described behind the name."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left

from indicators.bodywords import ORGANISED, STUDY, load_name_words
from indicators.lexicon import KIN, PLACE, Hit
from indicators.naming import CITES, NOBODY, PREPOSITIONS, TIMES, NamingFinder, Speaker

CLAUSE = re.compile(r"[,;:–—]|(?: -|(?<=[^\W\d])-) |[“”\"«»]")
_BRACKETS = re.compile(r"\([^()\n]{0,160}\)")
FARTHEST = 700
_APPOSED = (
    "một trong ",
    "người ",
    "nguyên ",
    "cựu ",
    "hiện ",
    "là ",
    "con ",
    "vợ ",
    "chồng ",
    "mẹ ",
    "bố ",
    "trú ",
    "ngụ ",
    "quê ",
    "sinh ",
    "một ",
)
_LIVES = ("ở ", "trú ", "ngụ ", "quê ", "tại ", "sống ", "hiện ở ", "thôn ", "xóm ")
# "Trả lời ông A, Sở B cho biết": whom a clause merely concerns
_CONCERNS = (
    "trả lời ", "liên quan", "theo ", "về ", "trước ", "sau ", "từ ", "với ", "vụ ", "đối với ", "bắt ", "khám ", "tiếp ", "làm việc", "điều tra", "khởi tố", "xét ", "nhận ", "qua ",
)  # fmt: skip
# Bộ Văn hóa, Thể thao và Du lịch
_NAME_COMMA = re.compile(
    r"(?:Bộ|Sở|Phòng|Ban|Tổng cục|Cục|Vụ|Ủy ban|Uỷ ban|Viện|Trung tâm|Chi cục) [^,.;:\n]{3,30}, (?!Bộ|Sở|Cục|Ban|Tổng|Ủy|Viện|Vụ|Trung tâm|Trường|Công|UBND)[A-ZĐ][^\W\d_]*(?: [^\W\d_]+){1,3} (?:và|&) [A-ZĐ]"
)
_JOINED = frozenset("và nhưng song rồi đồng thời".split())
_MOST_JOINED = 24
_LONGEST_TIME = 40
_MOST_VERBS = 6
_MOST_TWINS = 4
_ANDS = (["và"], ["nhưng"], ["song"])
# ông A bị bắt nhưng hãng B lại cho rằng: another subject
_TURN = re.compile(r"(?<= )(?:nhưng|song|trong khi|trong khi đó|tuy nhiên|thì) ")
# mọi người vui mừng khi Đài A công bố: behind a conjunction a subject of its own, if it has a capital
_WHEN = re.compile(r"(?<= )(?:khi|bởi vì|vì|nếu) ")
_PAPER_REACH = 60
_ISSUES = re.compile(
    r" (?:(?:đã|vừa|mới|tiếp tục|cũng|còn|từng|sẽ) )*(?:có|ra|gửi|ban hành|ký|phát đi|làm|trình|ký ban hành|đưa ra) (?:một |các |nhiều )?"
    r"(?:văn bản|công văn|tờ trình|thông báo|thông cáo|công điện|chỉ thị|thư|đơn|kết luận)(?: (?:khẩn|hỏa tốc|chính thức|báo chí|phản hồi|trả lời))?(?: số [\w./-]+)? ?\Z"
)
_BY = re.compile(r"(?<!\w)(?:bị|được) ")
_TWO = 2
# con trai bà A là anh B cho biết
_IS = re.compile(r"(?<= )là ")
# đầu dây bên kia, một giọng phụ nữ: somebody whom nobody sees
VOICE = re.compile(
    r"(?<!\w)(?<!với )(?<!cho )(?:(?:bên kia )?đầu dây(?: bên kia)?(?= (?:là|có|vang|một|giọng|người|nói|đáp|trả)|:)|đầu dây bên kia|bên kia (?:đường dây|đầu dây)|giọng (?:nói )?(?:ở )?(?:bên kia|đầu dây|trong điện thoại|qua điện thoại)|một giọng (?:nói|phụ nữ|đàn ông|nữ|nam|lạ|con gái|con trai))(?!\w)"
)
_PREDICATES = frozenset(
    "đã đang sẽ vẫn cũng không chưa vừa từng phải cần rất luôn liền bèn lại chỉ chẳng".split()
)
# names by their capitals alone: words at most, words behind the last capital, small words that end names
_LONGEST_CAPITAL = 12
_MOST_BEHIND = 3
_FEW_FIRST = 2
_NAME_ENDS = frozenset("xã báo hội đoàn viện".split())
_SOME = ("không ít", "không chỉ", "chỉ có", "cũng có")


class SubjectFinder(NamingFinder):
    """Finds speakers in one document. All offsets are of the normal form."""

    # --- speakers ----------------------------------------------------------------------------------------------

    def _segments(self, hit: Hit, sentence: int) -> list[tuple[int, int]]:
        """The stretches between commas, dashes and marks before a verb; brackets hide what is in them."""
        sentence = max(sentence, hit.start - FARTHEST)
        open_text = _BRACKETS.sub(lambda m: " " * len(m.group()), self.norm[sentence : hit.start])
        open_text = _NAME_COMMA.sub(lambda m: m.group().replace(",", " "), open_text)
        cuts = [sentence + m.end() for m in CLAUSE.finditer(open_text)]
        turns = list(_TURN.finditer(self.folded, max([sentence, *cuts]), hit.start))
        turn = turns[-1] if turns else None
        if turn and not self._only_between((turn.end(), hit.start)):
            cuts.append(turn.end())
        whens = list(_WHEN.finditer(self.folded, max([sentence, *cuts]), hit.start))
        if whens and self.norm[whens[-1].end()].isupper():
            cuts.append(whens[-1].end())
        is_named = _IS.search(self.folded, max([sentence, *cuts]), hit.start)
        if is_named and self.places_in(is_named.end(), is_named.end() + 1):
            cuts.append(is_named.end())
        bounds = [sentence, *cuts, hit.start]
        return list(itertools.pairwise(bounds))

    def _subject(self, hit: Hit, sentence: int) -> Speaker:
        """Who is the subject of a verb of saying; remembered, since who spoke last is who is meant next."""
        found = self._subjects.get(hit.start)
        if found is None:
            found = self._subjects[hit.start] = self._find_subject(hit, sentence)
            self.speaks(hit.start, found.person, found.org)
        return found

    @functools.cached_property
    def _subjects(self) -> dict[int, Speaker]:
        return {}

    def note_speakers(self) -> None:
        """Reads who is the subject of each verb in the order of the text, since words in marks are read before the rest."""
        for hit in self.says:
            if not self._is_quoted(hit.start):
                self._subject(hit, self._sentence_start(hit.start))

    def _find_subject(self, hit: Hit, sentence: int) -> Speaker:  # noqa: PLR0911  decisions in order
        for _ in range(_MOST_TWINS):
            twin = self._twin(hit, sentence)
            if twin is None:
                break
            hit = twin
        segments = self._segments(hit, sentence)
        cited = [m.end() for m in CITES.finditer(self.folded, segments[-1][0], hit.start)]
        if cited:
            segments = [*segments[:-1], (segments[-1][0], cited[-1]), (cited[-1], hit.start)]
        own = segments[-1]
        issues = self._issues(hit, own[0])
        if issues and issues.start() > own[0]:
            # Trường A đã có văn bản đề nghị: the school, and not its paper
            own = own[0], issues.start()
            segments = [*segments[:-1], own]
        if VOICE.search(self.folded, *own):
            return NOBODY
        if not self.norm[own[0] : own[1]].strip(" ") or self._only_between(own) or self._only_when(own):
            return self._before(segments[:-1]) or self._main_subject(hit, own[0])
        apposed = self._body_apposed(segments) or self._study(hit, *own)
        if apposed:
            return Speaker(org=apposed)
        stood = self._stands_for(*own)
        if stood is not None:
            return stood
        # bà A, mẹ của B, cho biết: a description of the one named before
        partner = None if self._head_of(segments) else self._partner(*own)
        if partner is not None:
            return partner
        if len(segments) > 1 and self._goes_on(*own):
            before = self._before(segments[:-1])
            if before:
                return before
        return self._of_apposition(segments) or self._of_segment(segments, own[1])

    def _study(self, hit: Hit, start: int, end: int) -> str:
        """The study or the survey that shows something, by its own name; "" where none does."""
        if hit.entry.form != "cho thấy":
            return ""
        begin = self._after_lead(self._after_blanks(start), end)
        shows = STUDY.match(self.norm, begin, end)
        return shows.group().strip()[:120] if shows and not self.places_in(begin, begin + 1) else ""

    def _issues(self, hit: Hit, low: int) -> re.Match[str] | None:
        """... đã có văn bản đề nghị: what says that somebody puts it into a paper, right before the verb."""
        return _ISSUES.search(self.folded, max(low, hit.start - _PAPER_REACH), hit.start)

    def _only_when(self, own: tuple[int, int]) -> bool:
        """Công an quận A, hôm qua, cho biết: does nothing but a time stand before the verb?"""
        if own[1] - own[0] > _LONGEST_TIME:
            return False
        words = TIMES.sub(" ", self._without_adverbs(self.folded[own[0] : own[1]])).split()
        return all(word in self.lexicon.between or not word[0].isalpha() for word in words)

    def _stands_for(self, start: int, end: int) -> Speaker | None:
        """Whom a pronoun, a description or a word for a body before a verb means; None where it is none of them."""
        begin = self._after_lead(self._after_blanks(start), end)
        pointed = any(f" {word} " in self.folded[begin:end] for word in ("này", "ấy", "đó", "trên"))
        if self.folded.startswith("vị ", begin) and not pointed and not self._names_somebody(start, end):
            officer = self._officer(begin + 3) or self._holder(begin + 3)
            if officer:
                return officer
        meant = self._meant(start, end)
        if meant is not None:
            return Speaker(meant)
        body = self._body_meant(start, end)
        return None if body is None else Speaker(org=body)

    def _main_subject(self, hit: Hit, start: int) -> Speaker:
        """Cho rằng rừng phải giữ, ông A đề nghị ...: whose main clause follows the one that the sentence begins with."""
        first = self.folded[hit.end + 1 : hit.end + 12].split(" ", 1)[0]
        if (
            self.norm[start : hit.start].strip()
            or not self.norm[hit.start].isupper()
            or first in PREPOSITIONS
        ):
            return NOBODY
        stop = self._sentence_end(hit.end, hit.end + FARTHEST)
        i = bisect_left(self.say_starts, hit.end)
        for verb in self.says[i : i + _MOST_VERBS]:
            if verb.end > stop:
                break
            begin, end = self._segments(verb, hit.end)[-1]
            if begin == hit.end or self._only_between((begin, end)) or self._goes_on(begin, end):
                continue
            meant = self._meant(begin, end)
            if meant is not None:
                return Speaker(meant)
            at = self._after_blanks(begin)
            near = self.places_in(at, at + 1)
            return Speaker(near[0][2]) if near else self._bare_title((begin, end)) or self._titled(at)
        return NOBODY

    def _twin(self, hit: Hit, sentence: int) -> Hit | None:
        """Ông A cho biết và cũng nhấn mạnh ...: the verb that another with the same subject stands right behind."""
        low = max(sentence, hit.start - _MOST_JOINED)
        i = bisect_left(self.say_starts, hit.start) - 1
        if i < 0 or self.says[i].end <= low:
            return None
        gap = self.folded[self.says[i].end : hit.start].split()
        joined = bool(gap) and gap[0] in _JOINED
        return (
            self.says[i] if joined and all(w in _JOINED or w in self.lexicon.between for w in gap) else None
        )

    def _goes_on(self, start: int, end: int) -> bool:
        """Ông A cho biết, đã nhận được công văn và khẳng định ...: a clause behind a comma that has no subject."""
        begin = self._after_lead(self._after_blanks(start), end)
        if self.norm[start - 3 : start] in (" - ", " – ") and self.folded[start:end].split()[-1:] in _ANDS:
            # sự hợp tác Việt - Nga và cho rằng
            return True
        if not self.norm[begin : begin + 1].islower() or self.folded.startswith(_SOME, begin):
            return False
        organises = self.folded.startswith("tổ chức ", begin) and ORGANISED.match(self.folded, begin + 7)
        if organises or self.folded[begin:end].split(" ", 1)[0] in _PREDICATES:
            return True
        says = self._first_say(begin, end)
        return (
            says is not None
            and says.start == begin
            and says.entry.form not in self.lexicon.words["nounlike"]
            and not self.folded.startswith((" như ", " theo "), says.end)
        )

    def _of_apposition(self, segments: list[tuple[int, int]]) -> Speaker:
        """Ông A, bố của em B, kể; chị C, ở xã D, huyện E cho biết: whose description stands right before the verb."""
        own = segments[-1]
        begin = self._after_blanks(own[0])
        if len(segments) < 2:
            return NOBODY
        # an office before a name is rather that of a second person
        named = self._names_somebody(*own) and self._starts_title(begin)
        if (
            self._apposes(own[0]) and self.norm[begin : begin + 1].islower() and not named
        ) or self._starts_place(begin):
            return self._head_of(segments)
        # BS A - Khoa B, Bệnh viện C cho biết
        return self._head_of(segments, first=True) if self._is_office(begin) else NOBODY

    def _of_segment(self, segments: list[tuple[int, int]], stop: int) -> Speaker:
        """The person or body named in the last stretch before a verb, else whom it describes."""
        own = segments[-1]
        begin = self._after_blanks(own[0])
        found = self._beside(own[0], stop) or self._bare_title(own) or self._described(segments)
        if found:
            return found
        here = self._first_person(*own, strict=self._not_named(*own))
        if not here and len(segments) > 1:
            name = self._over_dash(segments[-2][0], stop, own[0])
            if name:
                return Speaker(org=name)
        if len(segments) > 1 and (self._starts_title(begin) or self.folded.startswith(_APPOSED, begin)):
            return here or self._person_before(segments[:-1]) or self._segment_speaker(*own)
        if not here and len(segments) > 1 and self._starts_place(begin):
            here = self._segment_speaker(*self._before_places(segments))
        return (
            here
            or self._segment_speaker(*own)
            or self._titled(begin)
            or Speaker(org=self._country(begin))
            or self._person_before(segments[:-1])
            or self._called(own)
            or Speaker(org=self._capital_name(own, segments))
        )

    def _body_apposed(self, segments: list[tuple[int, int]]) -> str:
        """AB-Test - tổ chức bảo mật độc lập xác nhận; Telmex, nhà mạng lớn nhất nước cho biết: the name that a body described
        in small letters stands behind; else "".
        """
        if len(segments) < _TWO:
            return ""
        own, before = segments[-1], segments[-2]
        begin = self._after_blanks(own[0])
        described = self.norm[begin : begin + 1].islower() and self._is_office(begin)
        if not described or not self._without_capitals(begin, own[1]) or self.places_in(*before):
            return ""
        start = self._after_lead(self._after_blanks(before[0]), before[1])
        words = _BRACKETS.sub(" ", self.norm[start : before[1]]).strip(" ,-–").split()
        named = 0 < len(words) <= _LONGEST_CAPITAL and all(word[0].isupper() for word in words)
        return " ".join(words) if named and not self._starts_place(start) else ""

    def _without_capitals(self, start: int, end: int) -> bool:
        """Does no name stand in a stretch?"""
        return self.norm[start:end] == self.folded[start:end]

    def _called(self, own: tuple[int, int]) -> Speaker:
        """Khoa cho biết, Trường kể lại: nothing but the given name of one person of the item."""
        words = self.norm[
            own[0] : own[0] + len(self._without_adverbs(self.folded[own[0] : own[1]]).rstrip())
        ].split()
        while len(words) > 1 and words[-1] in self.lexicon.between:
            words.pop()
        return self._by_name(words[0]) if len(words) == 1 and words[0][0].isupper() else NOBODY

    def _capital_name(self, own: tuple[int, int], segments: list[tuple[int, int]]) -> str:
        """Nhân dân Nhật báo, Tân Hoa xã ngày 19/10, Trường Đại học A: a name that no list knows, by its capitals; else ""."""
        begin = self._after_lead(self._after_blanks(own[0]), own[1])
        if len(segments) > 1 and self._behind_dash(own[0]):
            begin = self._after_lead(self._after_blanks(segments[-2][0]), own[1])
        if not self.norm[begin : begin + 1].isupper() or self._is_clause(begin, own[1]):
            return ""
        words = TIMES.split(_BRACKETS.sub(" ", self.norm[begin : own[1]]), maxsplit=1)[0].split()
        last = max((at for at, word in enumerate(words) if not word[0].islower()), default=0)
        small = sum(word[0].islower() for word in words[:last])
        if (
            not 0 < last <= _LONGEST_CAPITAL
            or len(words) - last > _MOST_BEHIND
            or small > last / 2
            or (words[0].lower() in self.lexicon.words["no_body"] and words[0] != "Người")
            or self._starts_title(begin)
            or self.places_in(begin, own[1])
        ):
            return ""
        if len(words) > last + 1 and (
            words[last + 1] in _NAME_ENDS or " ".join(words[last : last + 2]).lower() in load_name_words()
        ):
            last += 1
        return " ".join(words[: last + 1]).strip(" ,")

    def _before_places(self, segments: list[tuple[int, int]]) -> tuple[int, int]:
        """Chính quyền xã A, huyện B, tỉnh C cho biết: the stretch in front of a chain of places."""
        at = len(segments) - 2
        while at > 0 and self._starts_place(self._after_blanks(segments[at][0])):
            at -= 1
        return segments[at]

    def _bare_title(self, own: tuple[int, int]) -> Speaker:
        """Nghe bà A hát, đồng chí đề nghị: a title alone stands for its bearer and describes nobody before it."""
        words = self._without_adverbs(self.folded[own[0] : own[1]]).split()
        while len(words) > 1 and words[-1] in self.lexicon.between:
            words.pop()
        text = " ".join(words)
        alone = text == "đồng chí" or text in self.titles
        return self._titled(self._after_blanks(own[0])) if alone else NOBODY

    def _over_dash(self, start: int, end: int, cut: int) -> str:
        """Sở Tài nguyên - Môi trường: the name of a body that goes on over a dash, else ""."""
        if not self._behind_dash(cut) or self._starts_title(self._after_blanks(cut)):
            return ""
        name = self._segment_org(start, end)
        return name if len(name) > cut - start and self.norm[self._after_blanks(cut)].isupper() else ""

    def _behind_dash(self, cut: int) -> bool:
        """Does a dash between blanks stand right before a place?"""
        before = self.norm[max(0, cut - 4) : cut].rstrip()
        return before.endswith((" -", " –"))

    def _described(self, segments: list[tuple[int, int]]) -> Speaker:
        """Ông A, Phó Chủ tịch xã B, huyện C, tỉnh D cho biết: the person at the head of a chain of descriptions."""
        if self._first_person(*segments[-1]):
            return NOBODY
        return self._head_of(segments, first=self._is_office(self._after_blanks(segments[-1][0])))

    def _head_of(self, segments: list[tuple[int, int]], *, first: bool = False) -> Speaker:
        """The person whose name ends a stretch that nothing but descriptions follow; ``first``: and begins it."""
        for at in range(len(segments) - 2, max(-1, len(segments) - 7), -1):
            start, end = segments[at]
            found = self._first_person(start, end, strict=True)
            if found:
                opens, rest = next(
                    ((a, b) for a, b, person in self.places_in(start, end) if person == found.person),
                    (start, end),
                )
                if first and self.folded.startswith(
                    _CONCERNS, self._after_lead(self._after_blanks(start), opens)
                ):
                    return NOBODY
                behind = _BRACKETS.sub("", self.norm[rest:end]).strip(" ,;–-—")
                return found if not behind or self._lives(rest, end) else NOBODY
            if self._is_clause(start, end):
                break
        return NOBODY

    def _lives(self, start: int, end: int) -> bool:
        """Lão ngư A ở thôn B: does nothing but where somebody lives stand behind a name?"""
        return self.folded.startswith(_LIVES, self._after_blanks(start)) and not self._is_clause(start, end)

    def _apposes(self, start: int) -> bool:
        """Does a stretch between commas begin as a title or description of the one before?"""
        begin = self._after_blanks(start)
        kin = any(
            h.start == begin and KIN in h.entry.kinds for h in self._from(self.heads, self.head_starts, begin)
        )
        return (
            self.folded.startswith(_APPOSED, begin)
            or self._starts_title(begin)
            or (kin and self.norm[begin].islower())
        )

    def _person_before(self, segments: list[tuple[int, int]]) -> Speaker:
        """The nearest person named before, but rather a subject than whom a preposition or a description names."""
        spare = loose = NOBODY
        for start, end in reversed(segments[-4:]):
            found = self._first_person(start, end, strict=True)
            if found and start > segments[0][0] and self._apposes(start) and not self._acts(start, end):
                spare = spare or found
            elif found:
                return found
            elif not spare:
                loose = loose or self._first_person(start, end)
        return spare or loose

    def _before(self, segments: list[tuple[int, int]]) -> Speaker:
        """The subject of the clauses before one that has none."""
        apposed = self._body_apposed(segments)
        if apposed:
            return Speaker(org=apposed)
        return (
            self._agent_before(segments)
            or self._person_before(segments)
            or self._first_named(segments)
            or self._office_before(segments)
            or self._org_before(segments)
        )

    def _agent_before(self, segments: list[tuple[int, int]]) -> Speaker:
        """Công ty bị người dân phản ánh đến xã, cho rằng ...: who complains, and not who is complained of."""
        start, end = segments[-1] if segments else (0, 0)
        says = self._last_say(start, end)
        passive = _BY.search(self.folded, start, says.start) if says is not None else None
        if says is None or passive is None or not self._may_speak_here(passive.end()):
            return NOBODY
        return self._segment_speaker(passive.end(), says.start)

    def _may_speak_here(self, at: int) -> bool:
        first = self.folded[at : at + 24].split(" ", 2)[:2]
        somebody = self.lexicon.words["somebody"]
        i = bisect_left(self.head_starts, at)
        head = i < len(self.heads) and self.heads[i].start == at
        return head or (bool(first) and (first[0] in somebody or " ".join(first) in somebody))

    def _first_named(self, segments: list[tuple[int, int]]) -> Speaker:
        """The one whose naming begins a sentence, or the stretch behind its first comma, however long the sentence is."""
        for start, _ in segments[:_FEW_FIRST]:
            begin = self._after_lead(self._after_blanks(start), segments[-1][1])
            here = self.places_in(begin, begin + 1)
            if here:
                return Speaker(here[-1][2])
        return NOBODY

    def _office_before(self, segments: list[tuple[int, int]]) -> Speaker:
        """Phó Thủ tướng bày tỏ vui mừng ... và cho rằng: whoever bears the office that a stretch before begins with."""
        found = (self._titled(self._after_lead(self._after_blanks(a), b)) for a, b in reversed(segments[-3:]))
        return next((one for one in found if one), NOBODY)

    def _acts(self, start: int, end: int) -> bool:
        """Bộ trưởng A sẽ có bài diễn văn, kêu gọi ...: does a stretch that begins with an office go on as a clause?"""
        begin = self._after_blanks(start)
        return self.norm[begin : begin + 1].isupper() and self._is_clause(start, end)

    def _org_before(self, segments: list[tuple[int, int]]) -> Speaker:
        spare = ""
        if not segments:
            return NOBODY
        begin = self._after_lead(self._after_blanks(segments[0][0]), segments[0][1])
        if self._is_office(begin) and self._is_clause(begin, segments[0][1]):
            return Speaker(org=self._segment_org(*segments[0]))
        for start, end in reversed(segments):
            name = self._segment_org(start, end) or (self._country(start) if start == segments[0][0] else "")
            # Công an quận A, TP B, cho biết: behind a body stands where it is
            if name and start > segments[0][0] and self._starts_place(self._after_blanks(start)):
                spare = spare or name
            elif name:
                return Speaker(org=name)
        return Speaker(org=spare) if spare else NOBODY

    def _country(self, at: int) -> str:
        """The country at the start of a sentence: Qatar bác bỏ cáo buộc, đồng thời cho rằng ..."""
        at = self._after_blanks(at)
        for hit in self._from(self.places_named, self.place_named_starts, at):
            if (
                hit.start == at
                and PLACE in hit.entry.kinds
                and hit.entry.form not in self._references.pronouns
                and self.norm[hit.end + 1 : hit.end + 2].islower()
                and self.folded[hit.end + 1 : hit.end + 6].split(" ")[0] not in _JOINED
            ):
                return self.norm[hit.start : hit.end]
        return ""
