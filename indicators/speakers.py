"""Who says it: the person or body that stands as the subject of a verb of saying, before, after or further back."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from indicators.lexicon import KIN, ORG, TITLE, Hit
from indicators.meant import MeantFinder

CLAUSE = re.compile(r"[,;:–—]| - |[“”\"«»]")
_TIMES = re.compile(
    r"\([^()\n]{0,80}\)|(?<!\w)(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|tháng|năm|cùng|mới đây|nay|qua|hôm nay|lúc|liên tục|công khai|thành khẩn)(?!\w)"
)
# a group named in more words is rather a clause; so is what holds one of these
_LONGEST_GROUP = 10
_TELLS = frozenset("tôi là thì mà nếu vì bởi".split())
_WORDS = re.compile(r"\w+")
_BRACKETS = re.compile(r"\([^()\n]{0,160}\)")
_FARTHEST = 700
_ANNOUNCES = 15
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
# descriptions that stand for whoever was named last
_ANAPHORS = (
    "vị này", "người này", "ông này", "bà này", "anh này", "cô này", "chị này", "bị cáo", "bị can", "nghi phạm ", "nữ ca sĩ", "nam ca sĩ", "người đẹp",
    "nữ diễn viên", "nam diễn viên", "ca sĩ ", "diễn viên ", "đối tượng ", "cô gái", "chàng trai", "người chồng", "người vợ", "nữ nghệ sĩ", "nam nghệ sĩ",
    "nữ sinh", "nam sinh", "tài xế", "tổng bí thư", "thủ tướng", "chủ tịch nước", "tổng thống", "ngoại trưởng", "bộ trưởng", "thứ trưởng", "chủ tịch quốc hội",
    "nhà lãnh đạo", "vị lãnh đạo", "vị giám đốc", "vị đại diện", "nữ bộ trưởng", "nữ giám đốc", "hlv", "nhà cầm quân", "chiến lược gia", "cầu thủ", "luật sư", "bác sĩ", "tiến sĩ", "đồng chí",
)  # fmt: skip
# groups and papers that state something: their own words name them
_BODIES = re.compile(
    r"(?:(?:các|những|nhiều|một số|đa số|phần lớn|nhóm|cả|hai|ba|bốn|năm|giới|phía|một vài|số đông|không ít|hầu hết|toàn bộ|vợ chồng|ban|tổ|đoàn|đội|lực lượng|\d+) |(?:bản |kết quả|tài liệu|báo cáo|đơn |văn bản|lời |thông tin|nguồn tin|nghiên cứu|dư luận|ý kiến|thống kê|số liệu|khảo sát|kết luận|hồ sơ|biên bản|cáo trạng|thông cáo|tờ |trang ))"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person's index, or the name of a body, or (-1, "") for nobody."""

    person: int = -1
    org: str = ""

    def __bool__(self) -> bool:
        return self.person >= 0 or bool(self.org)


NOBODY = Speaker()


class SpeakerFinder(MeantFinder):
    """Finds speakers in one document. All offsets are of the normal form."""

    # --- speakers ----------------------------------------------------------------------------------------------

    def _segments(self, hit: Hit, sentence: int) -> list[tuple[int, int]]:
        """The stretches between commas, dashes and marks before a verb; brackets hide what is in them."""
        sentence = max(sentence, hit.start - _FARTHEST)
        open_text = _BRACKETS.sub(lambda m: " " * len(m.group()), self.norm[sentence : hit.start])
        cuts = [sentence + m.end() for m in CLAUSE.finditer(open_text)]
        bounds = [sentence, *cuts, hit.start]
        return list(itertools.pairwise(bounds))

    def _subject(self, hit: Hit, sentence: int) -> Speaker:
        """Who is the subject of a verb of saying; remembered, since who spoke last is who is meant next."""
        found = self._find_subject(hit, sentence)
        self.speaks(hit.start, found.person)
        return found

    def _find_subject(self, hit: Hit, sentence: int) -> Speaker:
        segments = self._segments(hit, sentence)
        own = segments[-1]
        if not self.norm[own[0] : own[1]].strip(" ") or self._only_between(own):
            return self._person_before(segments[:-1]) or self._org_before(segments[:-1])
        begin = self._after_blanks(own[0])
        meant = self._meant(*own)
        if meant is not None:
            return Speaker(meant)
        found = self._beside(own[0], hit.start) or self._described(segments)
        if found:
            return found
        here = self._first_person(*own)
        if len(segments) > 1 and (self._starts_title(begin) or self.folded.startswith(_APPOSED, begin)):
            return here or self._person_before(segments[:-1]) or self._segment_speaker(*own)
        if not here and len(segments) > 1 and self._starts_place(begin):
            here = self._segment_speaker(*segments[-2])
        return (
            here or self._segment_speaker(*own) or self._titled(begin) or self._person_before(segments[:-1])
        )

    def _described(self, segments: list[tuple[int, int]]) -> Speaker:
        """Ông A, Phó Chủ tịch xã B, huyện C, tỉnh D cho biết: the person at the head of a chain of descriptions."""
        if self._first_person(*segments[-1]) or len(segments) < 2:
            return NOBODY
        for at in range(len(segments) - 2, max(-1, len(segments) - 7), -1):
            start, end = segments[at]
            found = self._first_person(start, end, strict=True)
            if found:
                ends = any(
                    person == found.person and end - 4 <= last <= end
                    for _, last, person in self.places_in(start, end)
                )
                return found if ends else NOBODY
            if self._is_clause(start, end):
                break
        return NOBODY

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
        for at, last, person in reversed(self.places[max(0, i - 2) : i + 1]):
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
                # of several who bore it, whom the item names most
                bearers = [i for _, i in self.titles[form]]
                return Speaker(max(bearers, key=lambda i: len(self.people[i].spots)))
        if text.startswith(_ANAPHORS):
            i = bisect_left(self.place_starts, at) - 1
            if i >= 0 and at - self.places[i][1] < 600:
                return Speaker(self.places[i][2])
        return NOBODY

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
        spare = NOBODY
        for start, end in reversed(segments[-4:]):
            found = self._first_person(start, end, strict=bool(spare))
            if found and start > segments[0][0] and self._apposes(start):
                spare = spare or found
            elif found:
                return found
        return spare

    def _org_before(self, segments: list[tuple[int, int]]) -> Speaker:
        for start, end in reversed(segments):
            name = self._segment_org(start, end)
            if name:
                return Speaker(org=name)
        return NOBODY

    def _segment_speaker(self, start: int, end: int) -> Speaker:  # noqa: PLR0911  a list of decisions in order
        """The person, else the body, that a stretch of words names as speaker."""
        start = self._after_blanks(start)
        meant = self._meant(start, end)
        if meant is not None:
            return Speaker(meant)
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
        named = self._by_name(name)
        if named:
            return named
        titled = self._titled(start)
        if not titled and name and self._starts_office_holder(start):
            return NOBODY
        if titled or name:
            return titled or Speaker(org=name)
        if _BODIES.match(self.folded, start) and len(self.folded[start:end].split()) <= 14:
            ends = self.lexicon.words["org_end"] - {"bị", "có"}
            kept = list(itertools.takewhile(lambda w: w not in ends, self.norm[start:end].split()))
            while kept and kept[-1].lower() in self.lexicon.between:
                kept.pop()
            if not kept or len(kept) > _LONGEST_GROUP or not _TELLS.isdisjoint(w.lower() for w in kept):
                return NOBODY
            return Speaker(org=" ".join(kept).strip(" ,;"))
        return NOBODY

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
                and len(p.key) > size
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

    def _entity(self, start: int, end: int) -> Speaker:
        comma = self.norm.find(",", start, end)
        return self._segment_speaker(start, comma if comma > 0 else end)

    def _speaker_around(self, start: int, stop: int, *, sure: bool = False) -> Speaker | None:
        """Reads "bà Mai nói", "nói bà Mai" right after marked words; None where no verb of saying follows."""
        i = bisect_left(self.marking_starts, start)
        hit = (
            self.marking[i]
            if i < len(self.marking) and self.marking[i].end <= min(stop, start + 160)
            else None
        )
        if hit is None or not (sure or self._may_follow(start, hit)):
            return self._unsaid(start, stop) if sure else None
        found = self._segment_speaker(start, hit.start) if hit.start - start > 1 else NOBODY
        if not found:
            found = self._segment_speaker(hit.end, stop)
        return found

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
        here = self.places_in(start, start + 3)
        if not here or self.norm[start].isupper():
            return None
        return Speaker(here[0][2])

    def _opens_sentence(self, mark: int) -> bool:
        """Do marked words begin a sentence, a line or a statement?"""
        opened = self.marks[mark][0]
        before = self.norm[max(0, opened - 6) : opened].rstrip(" “\"‘'«")
        return not before or before[-1] in '.!?…\n:”"-–'

    def _may_follow(self, start: int, hit: Hit) -> bool:
        """Right after marked words, is it an attribution, and not the sentence going on?"""
        if hit.start - start <= 1:
            return True
        if not self.norm[start].islower():
            return True
        i = bisect_left(self.head_starts, start)
        head = i < len(self.heads) and self.heads[i].start == start
        j = bisect_left(self.place_starts, start)
        person = j < len(self.places) and self.places[j][0] <= start + 1
        first = self.folded[start : start + 12].split(" ", 1)[0]
        return head or person or first in self.lexicon.words["somebody"] or hit.start - start < 12

    def _before_colon(self, sentence: int, at: int) -> Speaker:
        """Reads "Nghe vậy, ông ngậm ngùi: ...": who is the subject of the last clause before a colon."""
        cuts = [m.end() for m in CLAUSE.finditer(self.norm, max(sentence, at - _FARTHEST), at - 1)]
        for start, end in reversed(list(itertools.pairwise([sentence, *cuts, at - 1]))):
            meant = self._meant(start, end)
            if meant is not None and meant >= 0:
                return Speaker(meant)
            found = self._first_person(start, end, strict=True)
            if found:
                return found
        return self._first_person(sentence, at)

    def _unattributed(self, at: int, last: Speaker, since: int) -> Speaker:
        """Whose words stand alone: those of the last speaker, unless somebody else was brought in since."""
        if self._somebody_else(at):
            return NOBODY
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

    def _somebody_else(self, at: int) -> bool:
        """Is the subject of the verb right before words in marks a group, a paper or somebody without a name?"""
        sentence = self._sentence_start(at - 2)
        hit = self._last_say(sentence, at)
        if hit is None or at - hit.end > _ANNOUNCES:
            return False
        own = self._segments(hit, sentence)[-1]
        text = self.folded[own[0] : own[1]].strip(" ,-–")
        if not text or self._only_between(own):
            return False
        words = text.split()
        groups = self.lexicon.words["somebody"] | self._references.indefinite | self.lexicon.words["evidence"]
        return bool({words[0], " ".join(words[:2])} & groups) or self._is_office(self._after_blanks(own[0]))

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
        hit = self._last_say(start, end)
        found = self._subject(hit, start) if hit is not None else NOBODY
        return found or Speaker(self._choose(at, None))
