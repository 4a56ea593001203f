"""Individuals without a name: the wife of somebody, a spokesman, a woman driver.

Only those are taken whom the text singles out by their own words: "một ..." (one of them), a relation to somebody, an age,
representatives and offices named alone. Descriptions that more likely mean somebody named are left alone.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indicators.lexicon import KIN, ORG, SAY, TITLE, Hit, Lexicon
from indicators.model import Gender
from indicators.people.descriptions import Describer
from indicators.people.merge import Individual
from indicators.people.runs import UPPER
from indicators.text import Document

_ONE = re.compile(
    r"(?<![\w.,])(?:một|1)(?: trong (?:số |những |các |\d ))? (?:vị |cựu |nguyên |viên |tên |em |bạn |anh |chị )?"
)
# what "một ..." cannot single out after these: a predicate, a comparison, a part played
_NOT_ONE = re.compile(
    r"(?<!\w)(?:là|như|trở thành|làm|thành|vai|với tư cách|từ|chỉ là|mỗi|bất kỳ|phải có|không|chưa|nào|cần|muốn) \Z"
)
_MANY = re.compile(
    r"(?<!\w)(?:các|những|nhiều|một số|vài|hai|ba|bốn|năm|mấy|toàn thể|tập thể|nhóm|cặp|số|mọi|mỗi|đôi|giữa|lượt|\d+)(?: (?:người|vị|em|cháu|anh|chị))? \Z"
)
_GENERAL = re.compile(r"(?: (?:như|nào|thường|luôn|phải|cần|nên|đều)|\?)")
_AGED = re.compile(r" (\d{1,2}) tuổi")
_THIS = re.compile(r" (?:này|đó|ấy|trên|nói trên|kia)(?!\w)")
_NAME_NEAR = re.compile(
    rf"(?: tên(?: là)?| là|,| \(| -| –|:)? ?(?:(?:ông|bà|anh|chị|cô|em|cháu|bé|cụ) )?[{UPPER}]"
)
_OWNERS = "tôi|em|anh|chị|ông|bà|cô|y|hắn|nạn nhân|bị cáo|cháu|bé|anh ta|anh ấy|cô ấy|cô ta|chị ấy|ông ấy|bà ấy|nghi phạm|hung thủ|ca sĩ|nữ ca sĩ|diễn viên|nam ca sĩ"
_OWNED = re.compile(rf" (?:của )?(?:{_OWNERS})(?!\w)(?! (?:[{UPPER}]|gái|trai|ruột|rể|dâu|họ|út|ta))")
_NOT_REP = re.compile(r" (?:cho|các|những|nhiều|một số|lãnh đạo|hai|toàn|diện)(?!\w)")
_OFFICES = frozenset({2, 3, 11})


def find_unnamed(
    document: Document, lexicon: Lexicon, hits: Sequence[Hit], people: list[Individual]
) -> list[Individual]:
    """Unnamed individuals in order of appearance, each with its mentions in ``extra``."""
    return _Finder(document, lexicon, hits, people).find()


@functools.lru_cache(maxsize=4)
def _nouns(lexicon_words: frozenset[str]) -> re.Pattern[str]:
    """One expression for a list of nouns, the longest first."""
    listed = "|".join(re.escape(word) for word in sorted(lexicon_words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


class _Finder:
    """Finds the unnamed of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: Sequence[Hit], people: list[Individual]
    ) -> None:
        self.document, self.lexicon, self.hits, self.people = document, lexicon, hits, people
        self.norm, self.folded = document.norm, document.folded
        self.describer = Describer(document, lexicon, hits)
        self.spots = [spot for person in people for spot in person.spots]
        self.taken = sorted((s.lead, s.end) for s in self.spots)
        self.found: dict[tuple[str, ...], Individual] = {}
        # what is described already: spans that do not overlap, in order
        self.covered: list[tuple[int, int]] = []
        words = lexicon.people
        self.nouns = words["female"] | words["male"] | words["neutral"]

    def find(self) -> list[Individual]:
        self._relations()
        self._owned()
        self._with()
        self._representatives()
        self._single()
        self._aged()
        self._definite()
        self._offices()
        made = sorted(self.found.values(), key=lambda person: person.extra[0])
        for person in made:
            self._sex(person)
        return made

    # --- bookkeeping -------------------------------------------------------------------------------------------

    def _add(self, key: tuple[str, ...], *spans: tuple[int, int]) -> None:
        """A person under a key, or one more mention; the first span is the name."""
        person = self.found.get(key)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        i = bisect_left(self.covered, (start, start))
        if (i < len(self.covered) and self.covered[i][0] < end) or (i and self.covered[i - 1][1] > start):
            return
        self.covered.insert(i, (start, end))
        if person is None:
            person = self.found[key] = Individual(key, foreign=False, named=False)
            person.name = self.norm[spans[0][0] : spans[0][1]]
        person.extra += [span for span in dict.fromkeys(spans) if span[0] < span[1]]

    def _overlaps(self, start: int, end: int) -> bool:
        i = bisect_left(self.taken, (start, start))
        if i < len(self.taken) and self.taken[i][0] < end:
            return True
        return i > 0 and self.taken[i - 1][1] > start

    def _is_named(self, start: int, end: int) -> bool:
        """Does a name stand in apposition to the words, before or after?"""
        gap = _NAME_NEAR.match(self.norm, end)
        if gap and self._overlaps(gap.end() - 1, gap.end()) and gap.group()[:1] != "":
            return True
        before = self.norm[max(0, start - 3) : start]
        return before.endswith((", ", "- ", "– ", "(")) and self._overlaps(
            start - 4, start - len(before.lstrip()) + 1
        )

    def _many(self, start: int) -> bool:
        return _MANY.search(self.folded, max(0, start - 22), start) is not None

    def _says(self, end: int) -> bool:
        """Does a verb of saying follow, with small words between?"""
        at = end + 1
        for _ in range(3):
            if at in self._say_starts:
                return True
            blank = self.folded.find(" ", at)
            if blank < 0 or self.folded[at:blank] not in self.lexicon.between:
                return False
            at = blank + 1
        return False

    @functools.cached_property
    def _say_starts(self) -> set[int]:
        return {hit.start for hit in self.hits if SAY in hit.entry.kinds}

    # --- kinds of descriptions ---------------------------------------------------------------------------------

    def _relations(self) -> None:
        """Vợ ông Tú, mẹ của Lan: kin of somebody named, unless the name itself follows as an apposition."""
        leads = {spot.lead: (at, spot) for at, person in enumerate(self.people) for spot in person.spots}
        for hit in self._kin():
            at = hit.end + 1
            of = self.folded.startswith("của ", at)
            owner = leads.get(at + 4 if of else at)
            if owner is None:
                continue
            person, spot = owner
            if not of and spot.lead in (spot.start, hit.start):
                continue
            if _NAME_NEAR.match(self.norm, spot.end) and self._overlaps(spot.end + 2, spot.end + 14):
                continue
            key = ("kin", hit.entry.form.rsplit(" ", 1)[-1], str(person))
            self._add(key, (hit.start, spot.end))

    def _kin(self) -> Iterator[Hit]:
        last = -1
        for hit in self.hits:
            if KIN in hit.entry.kinds and hit.entry.kin_sex and hit.start >= last:
                last = hit.end
                # vợ chồng ông Tú are two
                pair = self.folded.startswith(" chồng", hit.end) or _PAIR.search(
                    self.folded, max(0, hit.start - 5), hit.start
                )
                if not pair and not self._many(hit.start):
                    yield hit

    def _owned(self) -> None:
        """Chồng tôi, mẹ nạn nhân, bạn trai của em: kin of somebody not named there."""
        named = {
            words.lower()
            for person in self.people
            for s in person.spots
            for rung, _, words in s.sex_words
            if rung == "kin"
        }
        sexes = self._private_sexes
        for hit in self._kin():
            owner = _OWNED.match(self.folded, hit.end)
            form = hit.entry.form
            if owner is None or form in named or self._overlaps(hit.start, owner.end()):
                continue
            if self._is_named(hit.start, owner.end()):
                continue
            # "vợ anh" where a woman is named in the story is rather she
            if form in _SPOUSES and hit.entry.kin_sex in sexes:
                continue
            self._add(("kin", form.removeprefix("người "), "-"), (hit.start, owner.end()))

    def _with(self) -> None:
        """Cường và vợ: kin of somebody named, without more words."""
        for hit in self._kin():
            end = _WITH.search(self.folded, max(0, hit.start - 6), hit.start)
            if end is None or not self._overlaps(end.start() - 1, end.start()):
                continue
            if _NAME_NEAR.match(self.norm, hit.end) or self._overlaps(hit.start, hit.end + 2):
                continue
            if hit.entry.kin_sex not in self._private_sexes:
                self._add(("kin", hit.entry.form, "-"), (hit.start, hit.end))

    def _representatives(self) -> None:
        """Đại diện Công ty X, người phát ngôn Bộ Y: somebody who speaks for a body."""
        for hit in _nouns(self.lexicon.people["speaks_for"]).finditer(self.folded):
            start, noun = hit.span()
            if _NOT_REP.match(self.folded, noun) or self._many(start):
                continue
            if self.folded.endswith(("văn phòng ", "cơ quan ", "kiêm ", "là ", "trưởng "), 0, start):
                continue
            rep = hit.group().endswith(("đại diện", "người phát ngôn", "phát ngôn viên"))
            if rep and (owner := self._owners.get(noun + 5)) and self.folded.startswith(" của ", noun):
                self._add(("says", self.folded[start:owner]), (start, owner))
                continue
            end = self.describer.end(noun)
            if end <= noun + 4 or self._overlaps(start, end + 1) or self._is_named(start, end):
                continue
            acts = hit.group().startswith("chủ ") and _AUX.match(self.folded, end)
            if not (self._says(end) or acts):
                continue
            if self.folded.startswith("một ", max(0, start - 4), start):
                continue
            self._add(
                ("says", self.folded[start:end].removeprefix("người ").removeprefix("vị ")), (start, end)
            )
        for hit in _SOMEBODY.finditer(self.folded):
            if self._says(hit.end()) and not self._overlaps(*hit.span()):
                self._add(("says", hit.group()), hit.span())

    def _single(self) -> None:
        """Một nữ tài xế, một người bạn: one of them."""
        nouns = _nouns(self.nouns)
        for hit in _ONE.finditer(self.folded):
            noun = nouns.match(self.folded, hit.end())
            if noun is None or _NOT_ONE.search(self.folded, max(0, hit.start() - 16), hit.start()):
                continue
            end = self.describer.end(noun.end())
            if noun.group() == "người" and end < noun.end() + 3 and not self._says(end):
                continue
            if self._overlaps(hit.start(), end + 1) or self._is_named(hit.start(), end):
                continue
            if _GENERAL.match(self.folded, end):
                continue
            long, short = (hit.start(), end), (hit.start(), noun.end())
            first, second = (long, short) if _TELLING.match(self.norm, noun.end()) else (short, long)
            bare = ((noun.start(), end), (noun.start(), noun.end()))
            self._add(("one", self.folded[noun.start() : end]), first, second, *bare)

    def _aged(self) -> None:
        """Bé gái 5 tuổi, nạn nhân 8 tuổi, where nobody named is of that age."""
        for hit in _nouns(self.nouns).finditer(self.folded):
            age = _AGED.match(self.folded, hit.end())
            if age is None or self._many(hit.start()) or self._overlaps(hit.start(), age.end() + 1):
                continue
            if self._is_named(hit.start(), age.end()) or age.group(1) in self._ages:
                continue
            # "cầu thủ 28 tuổi" is mostly somebody named in the story
            if self._may_be_named(self._word_sex(hit.group())):
                continue
            self._add(("aged", age.group(1)), (hit.start(), age.end()), hit.span())

    @functools.cached_property
    def _ages(self) -> set[str]:
        """The ages printed right after names."""
        near = " ".join(self.folded[s.end : s.end + 22] for s in self.spots)
        return {age.group(1) for age in re.finditer(r"(\d{1,2}) tuổi", near)}

    def _definite(self) -> None:
        """Người chồng, nạn nhân, tài xế: persons of the story, where nobody named may be meant."""
        groups: dict[str, list[tuple[int, int]]] = {}
        for hit in _nouns(self.lexicon.people["definite"]).finditer(self.folded):
            start, end = hit.span()
            if self._many(start) or self._overlaps(start, end + 1) or self._is_named(start, end):
                continue
            if re.search(
                r"(?<!\w)(?:một|là|như|làm|cho|thành|vai|gia đình|số) \Z",
                self.folded[max(0, start - 9) : start],
            ):
                continue
            groups.setdefault(hit.group(), []).append((start, end))
        named = " ".join(key[-1] for key in self.found)
        for noun, spans in groups.items():
            sex = self._word_sex(noun)
            shown = any(_THIS.match(self.folded, end) for _, end in spans)
            if (noun in _GENERIC and not shown) or len(spans) < _OFTEN or self._may_be_named(sex):
                continue
            if noun in named:
                continue
            for span in spans:
                self._add(("the", noun), span)

    def _may_be_named(self, sex: str) -> bool:
        """May a description of this sex ("" where it tells none) mean one of those named?"""
        return any(not sex or not known or known == sex for known in self._private_sexes)

    @functools.cached_property
    def _private_sexes(self) -> set[str]:
        """What is known of the sexes of those named who hold no office: any of them may be the one meant."""
        known: set[str] = set()
        for person in self.people:
            title = next((s.title.entry.code for s in person.spots if s.title is not None), None)
            if title in _PUBLIC:
                continue
            sexes = {sex for s in person.spots for _, sex, _ in s.sex_words} | {
                sex for _, sex, _ in person.marks
            }
            known.add(sexes.pop() if len(sexes) == 1 else "")
        return known

    def _offices(self) -> None:
        """Bộ trưởng Bộ Tài chính, Giám đốc Học viện X: an office alone, whose holder the item does not name."""
        held = {s.title.entry.form for s in self.spots if s.title is not None}
        shared = {self.document.sentence_at(s.start) for s in self.spots}
        # an office in the same sentence as a name is rather that person's
        near = {hit.entry.form for hit in self._titles if self.document.sentence_at(hit.start) in shared}
        last = -1
        listed: dict[int, list[tuple[int, int]]] = {}
        for hit in self._titles:
            form = hit.entry.form
            if hit.entry.code not in _OFFICES or hit.start < last:
                continue
            last = hit.end
            if form in held or form in _MEMBERS or self._many(hit.start):
                continue
            if self._holds(hit.start):
                continue
            if form not in near and (seat := self._speaking_seat(hit)):
                self._add(("office", self.folded[hit.start : seat]), (hit.start, seat))
                continue
            if hit.end + 1 not in self._organisations:
                continue
            end = self.describer.end(hit.end)
            if end <= hit.end or self._overlaps(hit.start, end + 2) or self._is_named(hit.start, end):
                continue
            if not re.search(rf" [{UPPER}]", self.norm[hit.end : end]):
                continue
            if self._says(end) and form not in near:
                self._add(("office", self.folded[hit.start : end]), (hit.start, end))
            else:
                listed.setdefault(self.document.sentence_at(hit.start), []).append((hit.start, end))
        for sentence, spans in listed.items():
            self._office_list(self.document.sentences[sentence], spans)

    def _speaking_seat(self, hit: Hit) -> int:
        """Chủ tịch UBND tỉnh yêu cầu, Bí thư Đảng ủy xã cho biết: where an office without a place's name ends that is
        said to speak; 0 where it is none or something else follows.
        """
        body = hit.entry.form.rsplit(" ", 1)[-1] in _BODIES
        seat = _SEAT.match(self.folded, hit.end)
        if seat is None and not body:
            return 0
        end = seat.end() if seat else hit.end
        if self._overlaps(hit.start, end + 1) or not self._says(end):
            return 0
        return end

    def _office_list(self, sentence: tuple[int, int], spans: list[tuple[int, int]]) -> None:
        """A list of offices without a name is a list of persons; with years it is the career of one."""
        inside = self.taken[bisect_left(self.taken, (spans[0][0], 0)) :]
        if len(spans) < _LIST or (inside and inside[0][0] < sentence[1]):
            return
        opened = _OPENED.search(self.folded, max(0, spans[0][0] - 12), spans[0][0])
        if opened and not _CAREER.search(self.folded, *sentence):
            for start, end in spans:
                self._add(("office", self.folded[start:end]), (start, end))

    def _holds(self, start: int) -> bool:
        """Is the office said of somebody: "ông A là ...", "kiêm ...", "chức ..."?"""
        return _SAID_OF.search(self.folded, max(0, start - 14), start) is not None

    @functools.cached_property
    def _organisations(self) -> set[int]:
        return {hit.start for hit in self.hits if ORG in hit.entry.kinds}

    @functools.cached_property
    def _owners(self) -> dict[int, int]:
        """Where spots begin, with their address or without, and where they end."""
        return {start: s.end for s in self.spots for start in (s.start, s.lead)}

    @functools.cached_property
    def _titles(self) -> list[Hit]:
        return [hit for hit in self.hits if TITLE in hit.entry.kinds]

    # --- sex ---------------------------------------------------------------------------------------------------

    def _word_sex(self, words: str) -> str:
        """What a describing word itself says about sex."""
        noun = _nouns(self.nouns).search(words)
        found = noun.group() if noun else words
        for sex in (Gender.FEMALE, Gender.MALE):
            if found in self.lexicon.people[sex]:
                return sex
        first = words.removeprefix("một ").split(" ", 1)[0]
        return {"nữ": "female", "nam": "male"}.get(first, "")

    def _sex(self, person: Individual) -> None:
        words = person.name.lower()
        if person.key[0] == "kin":
            for hit in self.lexicon.hits(words):
                if KIN in hit.entry.kinds and hit.start == 0:
                    person.marks.append(("kin", hit.entry.kin_sex, hit.entry.form))
                    return
        sex = self._word_sex(words)
        if sex:
            person.marks.append(("explicit", sex, words))


# last words of offices that name their body, and the common nouns for seats that may follow
_BODIES = frozenset("ubnd hđnd ủy sở đoàn đội".split())
_SEAT = re.compile(
    r"(?: (?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|đảng ủy|công an|hội phụ nữ|hội nông dân|hội|mttq))?"
    r" (?:tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|thành phố|tp|thôn|bản|ấp|sở|công ty|nhà trường|hợp tác xã)(?![\w.])"
    r"|(?: (?:ubnd|hđnd|đảng ủy))(?!\w)"
)
_SAID_OF = re.compile(
    r"(?<!\w)(?:là|làm|kiêm|chức|chức vụ|giữ|vụ:|bổ nhiệm|nguyên|cựu|trở thành|bầu|gửi|đồng chí) \Z"
)
_SPOUSES = frozenset(
    {"vợ", "chồng", "bạn gái", "bạn trai", "người yêu", "bà xã", "ông xã", "vợ cũ", "chồng cũ"}
)
_PAIR = re.compile(r"(?<!\w)(?:vợ|bố|cha|ba|má|mẹ|ông|bà|đứa|con|anh|chị) \Z")
# what is part of the shortest description that tells somebody apart
_TELLING = re.compile(rf" (?:của|thuộc|tại|ở|trong|công an|cấp cao|[{UPPER}])")
_WITH = re.compile(r" (?:và|cùng) \Z")
_AUX = re.compile(r" (?:đã|đang|sẽ|vừa|bị|được|thừa nhận)(?!\w)")
_MEMBERS = frozenset(
    {
        "đại biểu",
        "ủy viên",
        "đại biểu quốc hội",
        "đảng viên",
        "cán bộ",
        "chuyên viên",
        "thành viên",
        "lãnh đạo",
    }
)
_GENERIC = frozenset(
    {
        "người đàn ông",
        "người phụ nữ",
        "cô gái",
        "chàng trai",
        "người vợ",
        "người chồng",
        "người mẹ",
        "người cha",
        "người bố",
        "em bé",
        "đứa trẻ",
        "bệnh nhân",
        "người đàn bà",
        "thiếu nữ",
    }
)
# so many offices in a row are a list of those who hold them
_LIST = 3
_OPENED = re.compile(r"(?:gồm|gồm có|có|cùng|với)(?: các)?:? \Z")
_CAREER = re.compile(r"năm \d{4}|nhiệm kỳ|chức vụ|từng (?:là|giữ)")
_SOMEBODY = re.compile(r"(?<!\w)(?:một người|người khác)(?: (?:ở|tại|gần|sống|trong) [^,.;:\n]{3,40}?)?(?= )")
# said once, a definite noun is too often a figure of speech
_OFTEN = 2
# offices and callings whose bearers are not the ones that "nạn nhân" or "cô gái" mean
_PUBLIC = frozenset({2, 3, 4, 5, 6, 8, 9, 10, 11, 16})
