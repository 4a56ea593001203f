"""Who stands as the subject of a verb of saying: a person or a body, named, meant, or described behind the name."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from indicators.groups import GroupFinder
from indicators.lexicon import KIN, ORG, PLACE, TITLE, Hit
from indicators.meant import Reference
from indicators.model import Zone

CLAUSE = re.compile(r"[,;:–—]|(?: -|(?<=[^\W\d])-) |[“”\"«»]")
_TIMES = re.compile(
    r"\([^()\n]{0,80}\)|(?<!\w)(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|tháng|năm|cùng|mới đây|nay|qua|hôm nay|lúc|liên tục|công khai|thành khẩn)(?!\w)"
)
# a group named in more words is rather a clause; so is what holds one of these
_LONGEST_GROUP = 10
_LONGEST_STRETCH = 14
_TELLS = frozenset("tôi là thì mà nếu vì bởi".split())
_BRACKETS = re.compile(r"\([^()\n]{0,160}\)")
FARTHEST = 700
_PREPOSITIONS = frozenset(
    "với của về cho từ tại ở trong cùng bởi theo nhờ gặp tới đến trên trước sau khi".split()
)
_ADDRESSED = _PREPOSITIONS | {"gửi", "dẫn", "yêu", "mời", "báo"}
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
# descriptions that stand for whoever was named last
_ANAPHORS = (
    "vị này", "người này", "ông này", "bà này", "anh này", "cô này", "chị này", "bị cáo", "bị can", "nghi phạm ", "nữ ca sĩ", "nam ca sĩ", "người đẹp",
    "nữ diễn viên", "nam diễn viên", "ca sĩ ", "diễn viên ", "đối tượng ", "cô gái", "chàng trai", "người chồng", "người vợ", "nữ nghệ sĩ", "nam nghệ sĩ",
    "nữ sinh", "nam sinh", "tài xế", "tổng bí thư", "thủ tướng", "chủ tịch nước", "tổng thống", "ngoại trưởng", "bộ trưởng", "thứ trưởng", "chủ tịch quốc hội",
    "nhà lãnh đạo", "vị lãnh đạo", "vị giám đốc", "vị đại diện", "nữ bộ trưởng", "nữ giám đốc", "hlv", "nhà cầm quân", "chiến lược gia", "cầu thủ", "luật sư", "bác sĩ", "tiến sĩ", "đồng chí",
)  # fmt: skip
_ACCUSED = ("bị cáo", "bị can", "nghi phạm ", "đối tượng ")
# "Trả lời ông A, Sở B cho biết": whom a clause merely concerns
_CONCERNS = (
    "trả lời ", "liên quan", "theo ", "về ", "trước ", "sau ", "từ ", "với ", "vụ ", "đối với ", "bắt ", "khám ", "tiếp ", "làm việc", "điều tra", "khởi tố", "xét ", "nhận ", "qua ",
)  # fmt: skip
# words that a predicate begins with, and no subject; but "không ít người"
_PREDICATES = frozenset(
    "đã đang sẽ vẫn cũng không chưa vừa từng phải cần rất luôn liền bèn lại chỉ chẳng".split()
)
_SOME = ("không ít", "không chỉ", "chỉ có", "cũng có")
_FIRST_PERSON = re.compile(r"[-–•* ]*(?:chúng tôi|tôi|mình|chúng ta|chúng mình|bạn)(?!\w)")
# groups and papers that state something: their own words name them
_BODIES = re.compile(
    r"(?:(?:các|những|nhiều|một số|đa số|phần lớn|nhóm|cả|hai|ba|bốn|năm|giới|phía|một vài|số đông|không ít|hầu hết|toàn bộ|mọi|tất cả|hầu như|đông đảo|phần đông|vợ chồng|ban|tổ|đoàn|đội|lực lượng|\d+) |(?:bản |kết quả|tài liệu|báo cáo|đơn |văn bản|lời |thông tin|nguồn tin|nghiên cứu|dư luận|ý kiến|thống kê|số liệu|khảo sát|kết luận|hồ sơ|biên bản|cáo trạng|thông cáo|tờ |trang ))"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person's index, or the name of a body, or (-1, "") for nobody."""

    person: int = -1
    org: str = ""

    def __bool__(self) -> bool:
        return self.person >= 0 or bool(self.org)


NOBODY = Speaker()


class SubjectFinder(GroupFinder):
    """Finds speakers in one document. All offsets are of the normal form."""

    # --- speakers ----------------------------------------------------------------------------------------------

    def _segments(self, hit: Hit, sentence: int) -> list[tuple[int, int]]:
        """The stretches between commas, dashes and marks before a verb; brackets hide what is in them."""
        sentence = max(sentence, hit.start - FARTHEST)
        open_text = _BRACKETS.sub(lambda m: " " * len(m.group()), self.norm[sentence : hit.start])
        cuts = [sentence + m.end() for m in CLAUSE.finditer(open_text)]
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

    def _find_subject(self, hit: Hit, sentence: int) -> Speaker:
        segments = self._segments(hit, sentence)
        own = segments[-1]
        if not self.norm[own[0] : own[1]].strip(" ") or self._only_between(own):
            return self._person_before(segments[:-1]) or self._org_before(segments[:-1])
        meant = self._meant(*own)
        if meant is not None:
            return Speaker(meant)
        body = self._body_meant(*own)
        if body is not None:
            return Speaker(org=body)
        if len(segments) > 1 and self._goes_on(*own):
            before = self._person_before(segments[:-1]) or self._org_before(segments[:-1])
            if before:
                return before
        return self._of_apposition(segments) or self._of_segment(segments, hit.start)

    def _goes_on(self, start: int, end: int) -> bool:
        """Ông A cho biết, đã nhận được công văn và khẳng định ...: a clause behind a comma that has no subject."""
        begin = self._after_lead(self._after_blanks(start), end)
        if not self.norm[begin].islower() or self.folded.startswith(_SOME, begin):
            return False
        if self.folded[begin:end].split(" ", 1)[0] in _PREDICATES:
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
        if (self._apposes(own[0]) and self.norm[begin].islower() and not named) or self._starts_place(begin):
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
        here = self._first_person(*own)
        if not here and len(segments) > 1:
            name = self._over_dash(segments[-2][0], stop, own[0])
            if name:
                return Speaker(org=name)
        if len(segments) > 1 and (self._starts_title(begin) or self.folded.startswith(_APPOSED, begin)):
            return here or self._person_before(segments[:-1]) or self._segment_speaker(*own)
        if not here and len(segments) > 1 and self._starts_place(begin):
            here = self._segment_speaker(*self._before_places(segments))
        return (
            here or self._segment_speaker(*own) or self._titled(begin) or self._person_before(segments[:-1])
        )

    def _before_places(self, segments: list[tuple[int, int]]) -> tuple[int, int]:
        """Chính quyền xã A, huyện B, tỉnh C cho biết: the stretch in front of a chain of places."""
        at = len(segments) - 2
        while at > 0 and self._starts_place(self._after_blanks(segments[at][0])):
            at -= 1
        return segments[at]

    def _bare_title(self, own: tuple[int, int]) -> Speaker:
        """Nghe bà A hát, đồng chí đề nghị: a title alone stands for its bearer and describes nobody before it."""
        words = self.folded[own[0] : own[1]].split()
        while len(words) > 1 and words[-1] in self.lexicon.between:
            words.pop()
        text = " ".join(words)
        alone = text == "đồng chí" or text in self.titles
        return self._titled(self._after_blanks(own[0])) if alone else NOBODY

    def _over_dash(self, start: int, end: int, cut: int) -> str:
        """Sở Tài nguyên - Môi trường: the name of a body that goes on over a dash, else ""."""
        if self.norm[cut - 3 : cut] not in (" - ", " – ") or self._starts_title(cut):
            return ""
        name = self._segment_org(start, end)
        return name if len(name) > cut - start and self.norm[cut : cut + 1].isupper() else ""

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

    def _body_around(self, start: int, at: int, end: int) -> str:
        """The body whose name ends in what looks like a person's: Sở Xây dựng Lạc Giang; "" where a title tells better."""
        if at not in self.bare:
            return ""
        i = bisect_left(self.head_starts, at)
        for head in self.heads[max(0, i - 3) : i]:
            if head.start < start or ORG not in head.entry.kinds or not self.norm[head.start].isupper():
                continue
            if self._title_near(head.start) or self.folded[start : head.start].strip():
                continue
            name = self._segment_org(head.start, end)
            if len(name) >= end - head.start - 1:
                return name
        return ""

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

    def _beside(self, start: int, end: int) -> Speaker:
        """The person whose name, else the body whose name ends right before the verb, but for adverbs and times."""
        words = _TIMES.sub(lambda m: " " * len(m.group()), self.folded[start:end])
        while words.strip():
            words = words.rstrip()
            last = words.rfind(" ") + 1
            if words[last:] in self.lexicon.between or words[last:][0].isdigit():
                words = words[:last]
            else:
                break
        stop = start + len(words.rstrip())
        i = bisect_left(self.place_starts, stop) - 1
        # the longest first: vợ ông A is not ông A
        for at, last, person in self.places[max(0, i - 2) : i + 1]:
            if at >= start and stop - 1 <= last <= stop + 1:
                body = self._body_around(start, at, last)
                if body:
                    return Speaker(org=body)
                word = self.folded[max(start, at - 12) : at].split()
                if not (word and word[-1] in _PREPOSITIONS) and self._owner(start, at) < 0:
                    return Speaker(self._first_of_pair(start, at, person))
                return NOBODY
        i = bisect_left(self.head_starts, stop)
        for head in self.heads[max(0, i - 4) : i]:
            if head.start < start or ORG not in head.entry.kinds or not self.norm[head.start].isupper():
                continue
            before = self.folded[max(start, head.start - 30) : head.start].split()
            if len(before) < 3 or before[-1] in _ADDRESSED or self._title_near(head.start):
                continue
            name = self._segment_org(head.start, stop)
            if name and len(name) >= stop - head.start - 1:
                return Speaker(org=name)
        return NOBODY

    def _first_of_pair(self, start: int, at: int, person: int) -> int:
        """Of "ông A và bà B cho rằng" the one named first; else the person given."""
        if not self.folded.endswith(" và ", start, at):
            return person
        i = bisect_left(self.place_starts, at) - 1
        return (
            self.places[i][2]
            if i >= 0 and at - 4 <= self.places[i][1] <= at - 3 and self.places[i][0] >= start
            else person
        )

    def _titled(self, at: int) -> Speaker:
        """Tổng Bí thư, bị cáo, nữ ca sĩ, đồng chí without a name: who bore that title last."""
        text = self.folded[at : at + 40]
        for form in self.titles_longest_first:
            if text.startswith(form) and not text[len(form) : len(form) + 1].isalnum():
                return Speaker(self._among({i for _, i in self.titles[form]}, at))
        if self.document.zone_at(at) in (Zone.TITLE, Zone.LEAD):
            holder = self._holder(at)
            if holder:
                return holder
        form = next((form for form in _ANAPHORS if text.startswith(form)), "")
        if not form:
            return NOBODY
        borne = self._starts_title(at) and form not in _ACCUSED
        return Speaker(self._choose(at, Reference(self._sex_of_noun(form), noun=form.strip(), borne=borne)))

    def _holder(self, at: int) -> Speaker:
        """Chủ tịch TP Lạc Giang: ... in a headline: the only one of the item who holds such an office."""
        i = bisect_left(self.head_starts, at)
        office = next(
            (h.entry.form for h in self.heads[i : i + 3] if h.start == at and TITLE in h.entry.kinds), ""
        )
        if not office:
            return NOBODY
        bearers = {
            person
            for form, listed in self.titles.items()
            if form == office or form.startswith(office + " ")
            for _, person in listed
        }
        return Speaker(bearers.pop()) if len(bearers) == 1 else NOBODY

    def _adjacent(self, hit: Hit, sentence: int) -> bool:
        """Does a person or body stand right before the verb, but for small words?"""
        text = self.folded[sentence : hit.start].rstrip()
        end = sentence + len(text)
        for _ in range(3):
            last = self.folded.rfind(" ", sentence, end) + 1
            if last > sentence and self.folded[last:end] in self.lexicon.between:
                end = last - 1
            else:
                break
        i = bisect_right(self.place_starts, end) - 1
        for j in range(i, max(i - 3, -1), -1):
            if self.places[j][1] == end or self.places[j][1] == end - 1:
                return True
        return bool(self._segment_org(max(sentence, end - 60), end))

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

    def _acts(self, start: int, end: int) -> bool:
        """Bộ trưởng A sẽ có bài diễn văn, kêu gọi ...: does a stretch that begins with an office go on as a clause?"""
        return self.norm[self._after_blanks(start)].isupper() and self._is_clause(start, end)

    def _org_before(self, segments: list[tuple[int, int]]) -> Speaker:
        for start, end in reversed(segments):
            name = self._segment_org(start, end) or (self._country(start) if start == segments[0][0] else "")
            if name:
                return Speaker(org=name)
        return NOBODY

    def _country(self, at: int) -> str:
        """The country at the start of a sentence: Qatar bác bỏ cáo buộc, đồng thời cho rằng ..."""
        at = self._after_blanks(at)
        for hit in self._from(self.places_named, self.place_named_starts, at):
            if (
                hit.start == at
                and PLACE in hit.entry.kinds
                and self.norm[hit.end + 1 : hit.end + 2].islower()
            ):
                return self.norm[hit.start : hit.end]
        return ""

    def _segment_speaker(self, start: int, end: int) -> Speaker:  # noqa: PLR0911  a list of decisions in order
        """The person, else the body, that a stretch of words names as speaker."""
        start = self._after_blanks(start)
        if self.folded[start:end].rstrip(" ,") == "đó":
            return Speaker(*self._last_said(start))
        meant = self._meant(start, end)
        if meant is not None:
            return Speaker(meant)
        body = self._body_meant(start, end)
        if body is not None:
            return Speaker(org=body)
        person = self._first_person(start, end)
        name = self._segment_org(start, end)
        if person.person >= 0 and name:
            at = next(
                a for a, _, i in self.places[bisect_left(self.place_starts, start) :] if i == person.person
            )
            # "Công an bắt ông A cho biết" is rare, "Giám đốc Sở A Nguyễn B" the rule: the person speaks
            if self.folded.find(name.lower(), start, end) < at and not self._starts_title(start):
                between = self.folded[start:at]
                if any(f" {word} " in between for word in ("bắt", "về", "với", "của")):
                    return Speaker(org=name)
        if person:
            return person
        if self.folded.startswith(("một ", "1 "), start) and self._one_person(start):
            return NOBODY
        named = self._by_name(name)
        if named:
            return named
        titled = self._titled(start)
        if not titled and name and self._starts_office_holder(self._after_lead(start, end)):
            return NOBODY
        if titled or name:
            return titled or Speaker(org=name)
        return self._group(start, end)

    def _group(self, start: int, end: int) -> Speaker:
        """Nhiều người, các bác sĩ, bản báo cáo: who or what speaks without any name."""
        if _FIRST_PERSON.match(self.folded, start) or not _BODIES.match(
            self.folded, self._after_lead(start, end)
        ):
            return NOBODY
        words = self.norm[self._after_lead(start, end) : end].split()
        if len(words) > _LONGEST_STRETCH:
            return NOBODY
        ends = self.lexicon.words["org_end"] - {"bị", "có"}
        kept = list(itertools.takewhile(lambda w: w not in ends, words))
        while kept and kept[-1].lower() in self.lexicon.between:
            kept.pop()
        if not kept or len(kept) > _LONGEST_GROUP or not _TELLS.isdisjoint(w.lower() for w in kept):
            return NOBODY
        return Speaker(org=" ".join(kept).strip(" ,;"))

    def _one_person(self, at: int) -> bool:
        """Một sĩ quan cảnh sát, một lãnh đạo xã: somebody of a body, though without a name, and not the body."""
        behind = self.folded.find(" ", at) + 1
        return self._personal(behind) or self.folded.startswith(("lãnh đạo ", "đại diện "), behind)

    def _by_name(self, name: str) -> Speaker:
        """The one person of the item whose name ends, or abroad begins, in the given words."""
        words = tuple(name.lower().split())[-3:]
        if not words:
            return NOBODY
        for size in range(len(words), 0, -1):
            tail = words[-size:]
            found = [
                i
                for i, p in enumerate(self.people)
                if p.named
                and len(p.key) >= size
                and (p.key[-size:] == tail or (p.foreign and p.key[:size] == tail))
            ]
            if len(found) == 1 and size == len(words):
                return Speaker(found[0])
        return NOBODY

    def _starts_office_holder(self, at: int) -> bool:
        """Chủ tịch UBND tỉnh, Giám đốc Sở: one person, though without a name, and not the body."""
        i = bisect_left(self.head_starts, at)
        here = list(itertools.takewhile(lambda h: h.start == at, self.heads[i : i + 4]))
        # đại sứ is a person, đại sứ quán a body: the longest form tells
        longest = max((h.end for h in here), default=at)
        kinds = [h.entry.kinds for h in here if h.end == longest]
        return any(TITLE in k and ORG not in k for k in kinds)

    def _first_person(self, start: int, end: int, *, strict: bool = False) -> Speaker:
        """The first person named or meant between two offsets who is no object of a preposition, else any."""
        spare = NOBODY
        i = bisect_left(self.place_starts, start)
        while i < len(self.places) and self.places[i][0] < end:
            at, stop, person = self.places[i]
            if stop <= end + 1:
                word = self.folded[max(start, at - 12) : at].split()
                if word and word[-1] == "phía":
                    return Speaker(org=self.norm[at - 5 : stop])
                owner = self._owner(start, at)
                if owner >= 0:
                    return Speaker(org=self.norm[owner:stop])
                if not word or word[-1] not in _PREPOSITIONS:
                    return Speaker(person)
                if not spare:
                    spare = Speaker(person)
            i += 1
        if strict or (
            spare
            and self.folded[start:end]
            .lstrip()
            .startswith(("trao đổi", "trả lời", "chia sẻ", "nói chuyện", "liên hệ", "gặp"))
        ):
            return NOBODY
        return spare
