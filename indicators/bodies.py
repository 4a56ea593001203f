"""Where people, titles, bodies and verbs of saying stand in a document, and how the name of a body is read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from indicators.bodywords import (
    ABOUT,
    ADMITS,
    FORCED,
    NUMBERS,
    ORGANISED,
    load_name_words,
    load_not_bodies,
    longest,
    owners,
    without_adverbs,
)
from indicators.lexicon import (
    ACCORDING,
    HONORIFIC,
    HOPE,
    KIN,
    ORG,
    PLACE,
    PLACE_HEAD,
    SAY,
    TITLE,
    Hit,
    Lexicon,
)
from indicators.people.merge import Individual
from indicators.people.runs import is_syllable
from indicators.text import Document

_VERBLESS = 30
_BODY = frozenset({ORG})
_OFFICE = frozenset({TITLE})
_LONGEST_OFFICE = 24
# Trưởng Ban chỉ đạo, Đơn đề nghị
_HEADS_OF_NAMES = frozenset({"ban", "bài", "bản", "đơn", "bộ", "đoạn", "cuộc", "tiếng", "lời", "câu"})
# behind its last capital a name has no more words than this
_MOST_SMALL = 4
# nhà phân tích, giới quan sát
_OBSERVERS = frozenset({"nhà", "giới", "gia"})
_OBSERVE = frozenset({"phân tích", "bình luận", "nhận định", "phê bình", "đánh giá", "dự báo", "nghiên cứu"})
_BY_TRADE = frozenset({"phân tích", "bình luận", "phê bình", "nghiên cứu"})
# nhân tố, xã giao; but nạn nhân nói, công an xã kể
_MADE_WITH = {"nhân": ("tố",), "xã": ("giao",)}
_JOINS = frozenset("và nhưng song rồi mà".split())
_HEADS = frozenset({ORG, TITLE, HONORIFIC, KIN})
_SAYING = frozenset({SAY, HOPE})
_PLACES = frozenset({PLACE, PLACE_HEAD})
_PAPER = re.compile(
    r"(?<!\w)(?:có|gửi|ra|ký|ban hành|nộp|phát đi|làm) [^.,;:\n]{0,50}?(?:công văn|văn bản|tờ trình|đơn|thư|công điện|thông báo|chỉ thị)(?: [^.,;:\n]{1,90})? \Z"
)
# what joins its content to a verb that reports with a link alone, at once or behind a few words
_LINKED = re.compile(r"(?: [^\W\d_]+){0,5}?(?: rằng(?!\w)| là(?!\w)|:)")
_LONG = 3000
# tháng 9, điều 23: no body by its number
_DATED = frozenset(
    "hôm tháng ngày năm quý tuần giờ lúc khoảng hơn gần thứ điều khoản mục chương phần bài câu số trang".split()
)
# nothing but adverbs takes no more letters
_LONGEST_BETWEEN = 120
_APPOSITION = re.compile(r", | - | – | \((?!\d)")
_TITLE_END = re.compile(r"[,.;:()\n]| - | – ")
# a body named by its common noun alone: ngành đường sắt, công ty, cảnh sát
_SHORT_NAME = 34
_CHAINED = re.compile(r"(?: chính phủ| quốc hội| nước| thường trực)?(?:, | kiêm |, kiêm | - | – )")
_LONGEST_TITLE = 60
_TENSE = frozenset("đã đang sẽ cũng vừa từng bị được".split())
_SHORT_TITLE = 4
# công ty quản lý của: how far before a name the group begins that is somebody's
_LONGEST_OWNER = 40
_ADDRESS = re.compile(r" (?:ông|bà|anh|chị|em|cháu|bé|cô|chú|bác|cụ)\Z")
_PARENTHESES = re.compile(r" ?\([^()\n]{0,80}\)?")


class BodyFinder:
    """Places of one document by kind. All offsets are of the normal form."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        self.document, self.lexicon = document, lexicon
        self.norm, self.folded = document.norm, document.folded
        self.says = [h for h in hits if not h.entry.kinds.isdisjoint(_SAYING)]
        self.says = [h for h in longest([h for h in self.says if self._is_joined(h)]) if self._is_verb(h)]
        marking = self.says
        self.says = [h for h in marking if h.entry.say != "mark"]
        self.marking = marking
        self.marking_starts = [h.start for h in marking]
        self.say_starts = [h.start for h in self.says]
        self.according = longest([h for h in hits if ACCORDING in h.entry.kinds])
        self.heads = [h for h in hits if not h.entry.kinds.isdisjoint(_HEADS) and not self._is_second_half(h)]
        self.head_starts = [h.start for h in self.heads]
        places = [
            (self._behind_owner(s.lead, s.start), s.end, i) for i, p in enumerate(people) for s in p.spots
        ]
        places += [(a, b, i) for i, p in enumerate(people) for a, b in p.extra]
        places = self._with_their_names(people, places)
        called = self._heads_called(people, places)
        self.heads = [h for h in self.heads if h.start not in called]
        self.head_starts = [h.start for h in self.heads]
        places += [(h.start, h.end, i) for h, i in called.values()]
        self.places = sorted(places)
        self.place_starts = [a for a, _, _ in self.places]
        # direct statements found so far: what stands inside them reports nothing
        self._marked: list[tuple[int, int]] = []
        self._marked_starts: list[int] = []
        self.people = people
        # insides of quotation marks and where they close; given before reading
        self.marks: list[tuple[int, int, int]] = []
        # names that nothing but their place tells to be a person's
        self.bare = {
            s.start
            for p in people
            if all(o.trigger is None and o.title is None for o in p.spots)
            for s in p.spots
            if s.lead == s.start
        }
        self.places_named = [h for h in hits if not h.entry.kinds.isdisjoint(_PLACES)]
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
                apposed = self._apposed_title(spot.end)
                # Bí thư Tỉnh ủy chủ trì hội nghị: the office and its house are a title, what was done is not
                short = " ".join(apposed.split()[:_SHORT_TITLE])
                for title in dict.fromkeys((apposed, short, self._title_before(spot.lead))):
                    if title:
                        self.titles.setdefault(title, []).append((spot.start, i))
                    if " ubnd " in title:
                        # Chủ tịch UBND huyện is Chủ tịch huyện
                        self.titles.setdefault(title.replace(" ubnd ", " "), []).append((spot.start, i))
        for listed in self.titles.values():
            listed.sort()
        self.titles_longest_first = sorted(self.titles, key=len, reverse=True)

    def _heads_called(
        self, people: list[Individual], places: list[tuple[int, int, int]]
    ) -> dict[int, tuple[Hit, int]]:
        """Khoa cho biết, Trường bị bắt: what looks like the head of a body and is the given name of one person of the item."""
        given: dict[str, list[int]] = {}
        for i, person in enumerate(people):
            if person.named and not person.foreign and len(person.key) > 1:
                given.setdefault(person.key[-1], []).append(i)
        taken = {start for start, _, _ in places}
        return {
            h.start: (h, given[h.entry.form][0])
            for h in self.heads
            if len(given.get(h.entry.form, ())) == 1
            and ORG in h.entry.kinds
            and self.norm[h.start].isupper()
            and not self.norm[h.end + 1 : h.end + 2].isupper()
            and h.start not in taken
        }

    def _with_their_names(
        self, people: list[Individual], places: list[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """Bác sĩ Thái, whom nothing joined to Tô Văn Thái: a description that ends in the given name of one person alone."""
        given: dict[str, list[int]] = {}
        for i, person in enumerate(people):
            if person.named and not person.foreign and len(person.key) > 1:
                given.setdefault(person.key[-1], []).append(i)
        joined = []
        for start, end, i in places:
            last = self.norm.rfind(" ", start, end) + 1
            who = given.get(self.folded[last:end], []) if last > start and not people[i].named else []
            known = len(who) == 1 and self.norm[last].isupper() and self.norm[start + 1 : last].islower()
            joined.append((start, end, who[0] if known and end - start <= _SHORT_NAME else i))
        return joined

    def _is_second_half(self, hit: Hit) -> bool:
        """Is what looks like the head of a body the end of another word: thượng viện, pháp luật, cơ sở?"""
        if " " in hit.entry.form or not _BODY.issuperset(hit.entry.kinds & _HEADS):
            return False
        if hit.entry.form == "vụ" and not self.norm[hit.end + 1 : hit.end + 2].isupper():
            return True
        first = self.folded.rfind(" ", max(0, hit.start - 8), hit.start - 1) + 1
        return self.folded[first : hit.end] in load_not_bodies()

    def _apposed_title(self, at: int) -> str:
        """Ông A, Chủ tịch UBND xã, ...: the title of several words between commas right behind a name, else ""."""
        lead = _APPOSITION.match(self.folded, at)
        if lead is None or not self._starts_title(lead.end()):
            return ""
        end = _TITLE_END.search(self.folded, lead.end(), lead.end() + _LONGEST_TITLE)
        # trao quyết định cho ông A, Chủ tịch nước nêu rõ ...: no apposition, but the next subject
        if end is None or self._first_say(lead.end(), end.start()):
            return ""
        title = self.folded[lead.end() : end.start()].strip()
        return title if " " in title and _TENSE.isdisjoint(title.split()) else ""

    def _title_before(self, lead: int) -> str:
        """Phó Thủ tướng, Bộ trưởng Ngoại giao A: the office in front of the one that stands right before a name, else ""."""
        i = bisect_left(self.head_starts, lead)
        for head in reversed(self.heads[max(0, i - 4) : i]):
            if TITLE in head.entry.kinds and _CHAINED.fullmatch(self.folded, head.end, lead):
                return head.entry.form
        return ""

    def _is_clause(self, begin: int, stop: int) -> bool:
        """Does a stretch hold a word that only a clause has: a mark of tense, a negation, a pronoun?"""
        words = self.folded[begin : min(stop, begin + 200)].split()[:_VERBLESS]
        return any(word.strip(",.;:()") in self.lexicon.words["clause"] for word in words[:-1])

    def places_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Namings of people that begin between two offsets: start, end, index of the person."""
        return self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]

    def _starts_title(self, at: int) -> bool:
        i = bisect_left(self.head_starts, at)
        while i < len(self.heads) and self.heads[i].start == at:
            if TITLE in self.heads[i].entry.kinds:
                return True
            i += 1
        return False

    def _is_office(self, at: int) -> bool:
        """Does the name of a body begin here?"""
        return any(
            h.start == at and ORG in h.entry.kinds for h in self._from(self.heads, self.head_starts, at)
        )

    def _title_near(self, at: int) -> bool:
        """Does a title stand in the few words before a body's name: Giám đốc Sở ...?"""
        i = bisect_left(self.head_starts, at)
        return any(TITLE in h.entry.kinds and at - h.end < 25 for h in self.heads[max(0, i - 4) : i])

    def _starts_place(self, at: int) -> bool:
        return any(h.start == at for h in self._from(self.places_named, self.place_named_starts, at))

    @staticmethod
    def _from(hits: list[Hit], starts: list[int], at: int) -> list[Hit]:
        i = bisect_left(starts, at)
        return hits[i : i + 2]

    def _after_blanks(self, at: int) -> int:
        while at < len(self.norm) and self.norm[at] == " ":
            at += 1
        return at

    def _only_between(self, segment: tuple[int, int]) -> bool:
        text = self.folded[segment[0] : segment[1]]
        if len(text) > _LONGEST_BETWEEN:
            return False
        return all(word in self.lexicon.between for word in self._without_adverbs(text).split())

    def _without_adverbs(self, text: str) -> str:
        """A text with blanks for adverbs of several syllables that may stand between a speaker and a verb: tiếp tục."""
        return without_adverbs(text, self.lexicon.between)

    def _segment_org(self, start: int, end: int) -> str:
        i = bisect_left(self.head_starts, start)
        while i < len(self.heads) and self.heads[i].start < end:
            hit = self.heads[i]
            i += 1
            if ORG not in hit.entry.kinds:
                continue
            if self._in_office(hit) or self._is_deed(hit):
                continue
            capital = self.norm[hit.start].isupper() or self.norm[hit.end + 1 : hit.end + 2].isupper()
            alone = hit.start == self._after_blanks(start) and end - start <= _SHORT_NAME
            if not capital and ((" " not in hit.entry.form and not alone) or self._member(start, hit.start)):
                continue
            kept = self._name_words(hit, end)
            if kept:
                many = "" if capital else self._how_many(start, hit.start)
                return (many + " ".join(kept))[:120]
        words = _PARENTHESES.sub("", self.norm[start:end]).strip(" ,.;").split(" ")
        while words and words[-1].lower() in self.lexicon.between:
            words.pop()
        numbered = bool(words) and _DATED.isdisjoint(word.lower() for word in words)
        caps = [w for w in words if w[:1].isupper() or (numbered and w.isdigit())]
        if words and words[0].lower() in self.lexicon.words["no_body"]:
            return ""
        if len(words) == 1 and not self._alone_names(start, words[0]):
            return ""
        if (
            0 < len(words) <= 5
            and words[0][:1].isupper()
            and words[-1] in caps
            and len(caps) >= len(words) - 1
        ):
            return " ".join(words)
        return ""

    def _is_deed(self, body: Hit) -> bool:
        """..., tổ chức điều tra ban đầu: does what looks like an organisation say that something is organised?"""
        if body.entry.form != "tổ chức" or not self.norm[body.start].islower():
            return False
        return ORGANISED.match(self.folded, body.end) is not None or self.folded.endswith(
            ("đã ", "sẽ ", "đang ", "vừa ", "để ", "cho "), 0, body.start
        )

    def _how_many(self, start: int, head: int) -> str:
        """Nhiều nhân chứng, các nhà phân tích: what stands before a common noun, if nothing else does."""
        begin = self._after_blanks(start)
        return self.norm[begin:head] if self.folded[begin:head].strip() in NUMBERS else ""

    def _name_words(self, hit: Hit, end: int) -> list[str]:
        """The words of a body's name from its head on: up to a verb, or a word that no name goes on with."""
        ends, joined = self.lexicon.words["org_end"], load_name_words()
        says = self._first_say(hit.end + 1, end)
        stop = says.start if says is not None else end
        words = _PARENTHESES.sub("", self.norm[hit.start : stop]).strip(" ,.;").split()
        own = len(hit.entry.form.split())
        kept: list[str] = []
        for at, word in enumerate(words):
            pair = " ".join(words[at : at + 2])
            whole = " ".join(words[max(0, at - 1) : at + 1]).lower() in joined or pair.lower() in joined
            if at >= own and (pair in ends or (word in ends and not whole)):
                break
            kept.append(word)
        while kept and (kept[-1].lower() in self.lexicon.between or kept[-1] in _JOINS):
            kept.pop()
        last = max((at for at, word in enumerate(kept) if word[0].isupper()), default=0)
        if not last:
            return kept
        for at in range(last + 1, min(last + _MOST_SMALL, len(kept))):
            pair = " ".join(kept[at - 1 : at + 1])
            if pair.lower() in joined or pair == "Tổ chức":
                last = at
        return kept[: last + 1] if len(kept) - last > _MOST_SMALL + 1 else kept

    def _in_office(self, body: Hit) -> bool:
        """Bộ trưởng, nhà lãnh đạo: is what looks like the head of a body a part of a word for a person?"""
        i = bisect_left(self.head_starts, body.start - _LONGEST_OFFICE)
        while i < len(self.heads) and self.heads[i].start <= body.start:
            hit = self.heads[i]
            if (
                hit.end >= body.end
                and hit.end - hit.start > body.end - body.start
                and hit.entry.kinds & _HEADS == _OFFICE
            ):
                return True
            i += 1
        return False

    def _alone_names(self, start: int, word: str) -> bool:
        """May one word with a capital name a body: NATO, Reuters, Nga, Tỉnh, but not Rồi, nor Tuấn, at the start of a
        sentence?
        """
        at = self._after_blanks(start)
        opens = self._sentence_start(at) == at
        return not opens or word.isupper() or not is_syllable(word.lower()) or self._starts_place(at)

    def _member(self, start: int, at: int) -> bool:
        """Cựu nữ công an, cán bộ công an: does what stands before a body make it one person of it?"""
        before = self.folded[start:at].split()
        return bool(before) and before[-1] in self.lexicon.words["member"]

    def _behind_owner(self, lead: int, start: int) -> int:
        """Where a naming begins behind the group that is somebody's: người nhà chị A, hàng xóm của chị A are not chị A."""
        of = self.folded.find(" của ", lead, start)
        if of > 0 and self.folded[lead:of] in self.lexicon.words["owned_of"]:
            return min(start, of + 5)
        words = " ".join(self.folded[lead:start].split(" ", 2)[:2])
        if " " in words and words in self.lexicon.words["owned"]:
            return min(start, lead + len(words) + 1)
        return lead

    def _owner(self, start: int, at: int) -> int:
        """Where the name of a group begins that stands right before a person's: gia đình, công ty quản lý của; else -1."""
        text = _ADDRESS.sub("", self.folded[max(start, at - _LONGEST_OWNER) : at].rstrip())
        found = owners(self.lexicon.words["owned"], self.lexicon.words["owned_of"]).search(text)
        return max(start, at - _LONGEST_OWNER) + found.start() if found else -1

    def _is_joined(self, hit: Hit) -> bool:
        """Has a verb that reports with a link alone one, and is it no part of a name?"""
        alone = hit.entry.form in self.lexicon.words["that_only"]
        # Bảo Trâm, Khai Tâm
        name = hit.entry.form in ("bảo", "khai") and self.norm[hit.start].isupper()
        if name and self.norm[hit.end + 1 : hit.end + 2].isupper():
            return False
        return not alone or _LINKED.match(self.folded, hit.end) is not None

    @staticmethod
    def _observes(said: list[str], form: str) -> bool:
        """Nhà dự báo, giới phê bình, chuyên gia phân tích: those who do it by trade; chuyên gia nhận định reports."""
        if not said or said[-1] not in _OBSERVERS or form not in _OBSERVE:
            return False
        return said[-1] != "gia" or form in _BY_TRADE

    def _is_verb(self, hit: Hit) -> bool:
        """Is a one-syllable verb itself here, and not part of triển khai, tiếng nói, giao dịch?"""
        if self.norm[hit.start].isupper() and self.norm[max(0, hit.start - 2)] not in '.!?:\n“”"-–':
            return hit.start == 0
        if (hit.entry.say == "order" or hit.entry.form == "chỉ đạo") and self._in_paper(hit.start):
            return True
        before = self.folded[max(0, hit.start - 14) : hit.start].rstrip()
        # bà Quyền cho hay, ông Đạt đánh giá: a name is none of the words below
        said = [] if self._behind_name(hit.start) else before.split()
        listed = self.lexicon.words
        admits = hit.entry.form in ADMITS and said[-1:] == ["phải"] and said[-2:-1] in FORCED
        if (
            said
            and not admits
            and (
                not listed["refused" if hit.entry.form in listed["surely_said"] else "not_said"].isdisjoint(
                    (said[-1], " ".join(said[-2:]), " ".join(said[-3:]))
                )
                or " ".join(said[-2:]) in listed["meeting"]
            )
            and not any(before.endswith(name) for name in listed["named_so"])
        ):
            return False
        if (
            hit.entry.form in listed["nounlike"] and said and said[-1] in listed["noun_before"]
        ) or self._observes(said, hit.entry.form):
            return False
        if " " in hit.entry.form:
            whole = self.folded[hit.start : hit.end + 8].split()
            return " ".join(whole[: hit.entry.form.count(" ") + 2]).rstrip(",.;:") not in listed["crossed"]
        after = self.folded[hit.end : hit.end + 9].lstrip().split(" ", 1)[0].rstrip(",.;)")
        since = after == "từ" and hit.entry.form == "kể"
        word = self.folded[max(0, hit.start - 9) : hit.start].rstrip().rsplit(" ", 1)[-1]
        joined = (
            word in listed["not_before"]
            and hit.entry.form in _MADE_WITH.get(word, (hit.entry.form,))
            and not self._behind_person(hit)
        )
        about = after == "về" and ABOUT.match(self.norm, hit.end) is not None
        about = about or self.folded.startswith(" văn phòng ", hit.end)
        return not since and not joined and (about or after not in listed["not_after"])

    def _behind_person(self, hit: Hit) -> bool:
        """Ông Công nói, Cù Huy Nhân kể: is the word before a one-syllable verb the last of a person's name?"""
        if hit.entry.form in ("giao", "khai") or not self._behind_name(hit.start):
            return False
        before = "".join(self.norm[max(0, hit.start - 24) : hit.start].split()[-2:-1])
        entry = self.lexicon.entry(before.lower())
        return before[:1].isupper() or (entry is not None and HONORIFIC in entry.kinds)

    def _behind_name(self, at: int) -> bool:
        """Does a word with a capital inside a sentence stand right before an offset?"""
        start = self.norm.rfind(" ", max(0, at - 12), at - 1) + 1
        return (
            self.norm[start : start + 1].isupper()
            and self.folded[start : at - 1] not in _HEADS_OF_NAMES
            and start > 1
            and self.norm[start - 2] not in '.!?:\n“"-–'
            and self.norm[at - 1 : at] == " "
        )

    def _in_paper(self, at: int) -> bool:
        """Sở A đã gửi công văn đề nghị ...: a request that somebody puts into a paper."""
        return bool(_PAPER.search(self.folded, max(0, at - 170), at))

    def _first_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, start)
        return self.says[i] if i < len(self.says) and self.says[i].end <= end else None

    def _marking_from(self, at: int) -> Hit | None:
        i = bisect_left(self.marking_starts, at)
        return self.marking[i] if i < len(self.marking) else None

    def _last_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, end) - 1
        return self.says[i] if i >= 0 and self.says[i].start >= start else None

    def _in_marks(self, at: int) -> bool:
        i = bisect_right(self._marked_starts, at) - 1
        return i >= 0 and self._marked[i][1] > at

    def _sentence_start(self, at: int) -> int:
        """The start of the sentence at an offset, at most ``_LONG`` before it."""
        i = self.document.sentence_at(at)
        start = self.document.sentences[i][0] if i >= 0 else 0
        if at - start <= _LONG:
            return start
        blank = self.norm.find(" ", at - _LONG, at)
        return blank + 1 if blank >= 0 else at - _LONG

    def _sentence_end(self, at: int, limit: int) -> int:
        """The end of the sentence at an offset, at most ``_LONG`` behind it: no text makes reading slower than linear."""
        limit = min(limit, at + _LONG)
        i = self.document.sentence_at(at)
        if i < 0:
            return limit
        return min(max(self.document.sentences[i][1], at), limit)

    def _line_end(self, at: int) -> int:
        end = self.norm.find("\n", at, at + _LONG)
        return min(len(self.norm), at + _LONG) if end < 0 else end
