"""Who says it: the person or body that stands as the subject of a verb of saying, before, after or further back."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from indicators.lexicon import ACCORDING, HONORIFIC, KIN, ORG, PLACE, PLACE_HEAD, SAY, TITLE, Hit, Lexicon
from indicators.people.merge import Individual
from indicators.text import Document

CLAUSE = re.compile(r"[,;:–—]| - |[“”\"«»]")
_PARENTHESES = re.compile(r" ?\([^()\n]{0,80}\)?")
_PREPOSITIONS = frozenset(
    "với của về cho từ tại ở trong cùng bởi theo nhờ gặp tới đến trên trước sau khi".split()
)
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
    r"(?:(?:các|những|nhiều|một số|đa số|nhóm|hai|ba|giới|phía|một vài|số đông) |(?:bản |kết quả|tài liệu|báo cáo|đơn |văn bản|lời |thông tin|nguồn tin|nghiên cứu|dư luận|ý kiến|thống kê|số liệu|khảo sát|kết luận|hồ sơ|biên bản|cáo trạng|thông cáo|tờ |trang ))"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person's index, or the name of a body, or (-1, "") for nobody."""

    person: int = -1
    org: str = ""

    def __bool__(self) -> bool:
        return self.person >= 0 or bool(self.org)


NOBODY = Speaker()


class SpeakerFinder:
    """Finds speakers in one document. All offsets are of the normal form."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        self.document, self.lexicon = document, lexicon
        self.norm, self.folded = document.norm, document.folded
        self.says = [h for h in hits if SAY in h.entry.kinds]
        self.says = [h for h in _longest(self.says) if self._is_verb(h)]
        marking = self.says
        self.says = [h for h in marking if h.entry.say != "mark"]
        self.marking = marking
        self.marking_starts = [h.start for h in marking]
        self.say_starts = [h.start for h in self.says]
        self.according = _longest([h for h in hits if ACCORDING in h.entry.kinds])
        self.heads = [h for h in hits if h.entry.kinds & {ORG, TITLE, HONORIFIC, KIN}]
        self.head_starts = [h.start for h in self.heads]
        places = [(s.lead, s.end, i) for i, p in enumerate(people) for s in p.spots]
        places += [(a, b, i) for i, p in enumerate(people) for a, b in p.extra]
        self.places = sorted(places)
        self.place_starts = [a for a, _, _ in self.places]
        # direct statements found so far: what stands inside them reports nothing
        self._marked: list[tuple[int, int]] = []
        self._marked_starts: list[int] = []
        self.people = people
        self.places_named = [h for h in hits if h.entry.kinds & {PLACE, PLACE_HEAD}]
        self.place_named_starts = [h.start for h in self.places_named]
        self.titles: dict[str, list[tuple[int, int]]] = {}
        for i, person in enumerate(people):
            for spot in person.spots:
                for hit in (spot.trigger, spot.title):
                    if hit is not None and (TITLE in hit.entry.kinds or hit.entry.form == "đồng chí"):
                        self.titles.setdefault(hit.entry.form, []).append((spot.start, i))
                lead = self.folded[spot.lead : spot.start].strip()
                if lead and (" " in lead) and len(lead) < 40:
                    self.titles.setdefault(lead, []).append((spot.start, i))
        for listed in self.titles.values():
            listed.sort()

    def _starts_title(self, at: int) -> bool:
        i = bisect_left(self.head_starts, at)
        while i < len(self.heads) and self.heads[i].start == at:
            if TITLE in self.heads[i].entry.kinds:
                return True
            i += 1
        return False

    # --- speakers ----------------------------------------------------------------------------------------------

    def _subject(self, hit: Hit, sentence: int) -> Speaker:
        """Who is the subject of a verb of saying."""
        cuts = [m.end() for m in CLAUSE.finditer(self.norm, sentence, hit.start)]
        bounds = [sentence, *cuts, hit.start]
        segments = list(itertools.pairwise(bounds))
        own = segments[-1]
        if self.norm[own[0] : own[1]].strip(" ") and not self._only_between(own):
            begin = self._after_blanks(own[0])
            if len(segments) > 1 and (self._starts_title(begin) or self.folded.startswith(_APPOSED, begin)):
                earlier = self._person_before(segments[:-1])
                here = self._first_person(*own)
                return here or earlier or self._segment_speaker(*own)
            here = self._first_person(*own)
            if not here and len(segments) > 1 and self._starts_place(begin):
                earlier = self._segment_speaker(*segments[-2])
                if earlier:
                    return earlier
            return (
                here
                or self._segment_speaker(*own)
                or self._titled(begin)
                or self._person_before(segments[:-1])
            )
        return self._person_before(segments[:-1]) or self._org_before(segments[:-1])

    def _starts_place(self, at: int) -> bool:
        return any(h.start == at for h in self._from(self.places_named, self.place_named_starts, at))

    @staticmethod
    def _from(hits: list[Hit], starts: list[int], at: int) -> list[Hit]:
        i = bisect_left(starts, at)
        return hits[i : i + 2]

    def _titled(self, at: int) -> Speaker:
        """Tổng Bí thư, bị cáo, nữ ca sĩ, đồng chí without a name: who bore that title last."""
        text = self.folded[at : at + 40]
        for form in sorted(self.titles, key=len, reverse=True):
            if text.startswith(form) and not text[len(form) : len(form) + 1].isalnum():
                # of several who bore it, whom the item names most
                bearers = [i for _, i in self.titles[form]]
                return Speaker(max(bearers, key=lambda i: len(self.people[i].spots)))
        if text.startswith(_ANAPHORS):
            i = bisect_left(self.place_starts, at) - 1
            if i >= 0 and at - self.places[i][1] < 600:
                return Speaker(self.places[i][2])
        return NOBODY

    def _after_blanks(self, at: int) -> int:
        while at < len(self.norm) and self.norm[at] == " ":
            at += 1
        return at

    def _only_between(self, segment: tuple[int, int]) -> bool:
        return all(word in self.lexicon.between for word in self.folded[segment[0] : segment[1]].split())

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
        for start, end in reversed(segments):
            found = self._first_person(start, end)
            if found:
                return found
        return NOBODY

    def _org_before(self, segments: list[tuple[int, int]]) -> Speaker:
        for start, end in reversed(segments):
            name = self._segment_org(start, end)
            if name:
                return Speaker(org=name)
        return NOBODY

    def _segment_speaker(self, start: int, end: int) -> Speaker:
        """The person, else the body, that a stretch of words names as speaker."""
        start = self._after_blanks(start)
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
        titled = self._titled(start)
        if titled or name:
            return titled or Speaker(org=name)
        if _BODIES.match(self.folded, start) and len(self.folded[start:end].split()) <= 14:
            ends = self.lexicon.words["org_end"] - {"bị", "có"}
            kept = list(itertools.takewhile(lambda w: w not in ends, self.norm[start:end].split()))
            return Speaker(org=" ".join(kept).strip(" ,")) if kept else NOBODY
        return NOBODY

    def _first_person(self, start: int, end: int) -> Speaker:
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
                if owner:
                    return Speaker(org=self.norm[owner:stop])
                if not word or word[-1] not in _PREPOSITIONS:
                    return Speaker(person)
                if not spare:
                    spare = Speaker(person)
            i += 1
        if spare and self.folded[start:end].lstrip().startswith(
            ("trao đổi", "trả lời", "chia sẻ", "nói chuyện", "liên hệ", "gặp")
        ):
            return NOBODY
        return spare

    def _owner(self, start: int, at: int) -> int:
        """Where the name of a group begins that stands right before a person's: gia đình, hãng; 0 where none does."""
        text = self.folded[start:at].rstrip()
        for head in self.lexicon.words["owned"]:
            if text.endswith(head) and not text[: -len(head)][-1:].isalnum():
                return start + len(text) - len(head)
        return 0

    def _is_verb(self, hit: Hit) -> bool:
        """Is a one-syllable verb itself here, and not part of triển khai, tiếng nói, giao dịch?"""
        if self.norm[hit.start].isupper() and self.norm[max(0, hit.start - 2)] not in '.!?:\n“”"-–':
            return hit.start == 0
        said = self.folded[max(0, hit.start - 10) : hit.start].rstrip().split()
        if said and said[-1] in self.lexicon.words["not_said"]:
            return False
        if " " in hit.entry.form:
            return True
        before = self.folded[max(0, hit.start - 9) : hit.start].rstrip().rsplit(" ", 1)[-1]
        after = self.folded[hit.end : hit.end + 9].lstrip().split(" ", 1)[0].rstrip(",.")
        words = self.lexicon.words
        return before not in words["not_before"] and after not in words["not_after"]

    def _segment_org(self, start: int, end: int) -> str:
        i = bisect_left(self.head_starts, start)
        while i < len(self.heads) and self.heads[i].start < end:
            hit = self.heads[i]
            i += 1
            if ORG not in hit.entry.kinds:
                continue
            capital = self.norm[hit.start].isupper() or self.norm[hit.end + 1 : hit.end + 2].isupper()
            if " " not in hit.entry.form and not capital:
                continue
            text = _PARENTHESES.sub("", self.norm[hit.start : end]).strip(" ,.")
            kept: list[str] = []
            for word in text.split():
                if kept and word in self.lexicon.words["org_end"]:
                    break
                kept.append(word)
            while kept and kept[-1].lower() in self.lexicon.between:
                kept.pop()
            if kept:
                return " ".join(kept)[:120]
        words = _PARENTHESES.sub("", self.norm[start:end]).strip(" ,.").split(" ")
        while words and words[-1].lower() in self.lexicon.between:
            words.pop()
        caps = [w for w in words if w[:1].isupper()]
        if words and len(words) <= 5 and caps and words[-1][:1].isupper() and len(caps) >= len(words) - 1:
            return " ".join(words)
        return ""

    def _entity(self, start: int, end: int) -> Speaker:
        comma = self.norm.find(",", start, end)
        return self._segment_speaker(start, comma if comma > 0 else end)

    def _speaker_around(self, start: int, stop: int) -> Speaker | None:
        """Reads "bà Mai nói", "nói bà Mai" right after marked words; None where no verb of saying follows."""
        hit = self._first_say(start, min(stop, start + 160))
        if hit is None or not self._may_follow(start, hit):
            return None
        found = self._segment_speaker(start, hit.start) if hit.start - start > 1 else NOBODY
        if not found:
            found = self._segment_speaker(hit.end, stop)
        return found

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

    def _before_sentence(self, at: int) -> Speaker:
        """The speaker of the sentence before: its subject of saying, else its first person."""
        i = self.document.sentence_at(at)
        if i >= 0 and self.document.sentences[i][0] >= at - 3:
            i -= 1
        for back in range(2):
            if i - back < 0:
                break
            start, end = self.document.sentences[i - back]
            end = min(end, at)
            hit = self._last_say(start, end)
            found = self._subject(hit, start) if hit is not None else NOBODY
            found = found or self._first_person(start, end)
            if found:
                return found
        return NOBODY

    # --- places ------------------------------------------------------------------------------------------------

    def _first_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, start)
        return self.says[i] if i < len(self.says) and self.says[i].end <= end else None

    def _last_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, end) - 1
        return self.says[i] if i >= 0 and self.says[i].start >= start else None

    def _in_marks(self, at: int) -> bool:
        i = bisect_right(self._marked_starts, at) - 1
        return i >= 0 and self._marked[i][1] > at

    def _sentence_start(self, at: int) -> int:
        i = self.document.sentence_at(at)
        return self.document.sentences[i][0] if i >= 0 else 0

    def _sentence_end(self, at: int, limit: int) -> int:
        i = self.document.sentence_at(at)
        if i < 0:
            return limit
        return min(max(self.document.sentences[i][1], at), limit)


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept
