"""What somebody is in a story: function, occupation, victim, family role, minor, or merely listed as present."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.lexicon import CUE, TITLE, Hit
from indicators.model import Gender, Zone
from indicators.people.ages import is_minor
from indicators.people.family import FamilyReader
from indicators.people.merge import Individual
from indicators.people.officeholders import BREAK
from indicators.people.offices import Office, OfficeReader
from indicators.people.places import References
from indicators.people.spots import Spot
from indicators.people.victims import VictimReader
from indicators.reported import Statement
from indicators.text import Document

# GMMP: pupil, child, suspect are occupations only where nothing else is given
_PUPIL, _CHILD, _VILLAGER, _CRIMINAL = 20, 22, 23, 25
_STARS = frozenset({1, 18, 19})
_COMRADE = frozenset({"đồng chí", "đ/c"})
_PLAIN_ADDRESS = frozenset("ông,bà,anh,chị,em,cháu,cụ,bác,cô,chú,bé".split(","))
# "Dự đối thoại còn có các đồng chí …"
_ATTEND = re.compile(
    r"(?:cùng |tham |tới |đến |về )?(?:dự|tham gia|có mặt tại) [^,.;:()]{0,60}?(?:còn |cũng )?có (?:các |đồng chí |đ/c |ông |bà |sự )"
)
_FOR_A_BODY = (
    r"đại diện|người phát ngôn|phát ngôn viên|phát ngôn|người đứng đầu|người phụ trách|phụ trách|trạm phó|trạm trưởng|đồn phó|đồn trưởng|hạt trưởng|hạt phó|đại biểu quốc hội|"
    r"thành viên (?:ban|hội đồng|ủy ban|bch|bct|đoàn)"
)
_SPEAKS_FOR = re.compile(
    rf"(?: \([^()\n]{{0,60}}\))?(?:,| -| –) (?:hiện |nguyên |cũng )?(?:là )?(?:một )?(?:người )?(?:{_FOR_A_BODY}|hội đồng|ban (?:quản lý|chỉ đạo|giám đốc|lãnh đạo|chấp hành|tổ chức)|(?:một )?(?:nhân viên|cán bộ|thành viên) (?:của|tại|thuộc))(?! (?:duy nhất|cho))(?!\w)"
)
# người phát ngôn Bộ X, bà A; ĐB A
_FOR_BEFORE = re.compile(
    r"(?<!\w)(?:người phát ngôn|phát ngôn viên|người đứng đầu|người phụ trách|đb|đbqh)(?: (?!(?:cho|đã|và|với|cùng|gặp|của ông|của bà)(?!\w))[^\s.,;:“”\"()]+){0,12}(?: \([^()\n]{1,40}\))?(?:,? (?:ông|bà|anh|chị))?,? \Z"
)
_APPOSED = re.compile(r"(?: \([^()\n]{0,60}\))?(?:,| -| –| \()? ?(?:là |nguyên |cựu |hiện là )?")
# who presides or speaks is there for an office, also where no words are reported
_PRESIDES = re.compile(
    r"(?:[ ,–-]+(?!(?:và|nhưng|rằng) )[^.;:“”\"]{0,120}?)? (?:(?:đã|cùng|đồng|sẽ) )*(?:chủ trì|phát biểu|điều hành|thay mặt|báo cáo|trình bày|kết luận|tuyên bố khai mạc|chỉ đạo)(?!\w)"
)
# so many places of a name are looked at, and so near the head of a sentence a name begins it
_LOOKED = 12
_HEAD = 3
_AGED = re.compile(r" ?\((?:[^()]{0,20}, )?(?:\d{1,2} tuổi|sn|sinh|\d{4}|ngụ|trú|quê|ở)")
_BESIDE = re.compile(r"(?<!\w)(?:với|cùng|của|cho|và|bởi|như|gặp|thay|từ|tới|đến|vai) \Z")
# so far before a name, in characters, an office may stand that is the bearer's
_ROW = 80
# politics, administration, police and army, law, business, associations
_OFFICES = frozenset({2, 3, 4, 10, 11, 16})
_PRESIDED = re.compile(r"(?:chủ trì|phát biểu|báo cáo|trình bày)[^.;:“”\"]{0,60}\Z")
_ELSE = re.compile(
    r" (?!(?:dự|tham|đến|tới|cùng|và|đã|về|có|với|làm|chủ|là|đại|ở|tại|từ|thuộc|hay|hoặc|nguyên|kiêm|lẫn) )[a-zđâăêôơưáàảãạéèíìóòúùýếềểễệấầẩẫậắằẳẵặốồổỗộớờởỡợứừửữự]"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What the roles of one person are; fields as in :class:`indicators.model.Person`."""

    function: str
    occupation: str
    code: int | None
    victim: bool
    family_role: bool
    listed: bool
    minor: bool | None


def _spoken(statements: Sequence[Statement]) -> list[tuple[int, int, int]]:
    """What people are quoted with word for word: begin, end, and the index of who speaks."""
    return [(s.start, s.end, s.person) for s in statements if s.person >= 0 and s.kind == "direct"]


class RoleReader:
    """Reads the roles of all people of one document. ``sources``: indices of those who are reported to say something."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[Hit],
        people: Sequence[Individual],
        sources: set[int],
        genders: Sequence[Gender],
        *,
        statements: Sequence[Statement] = (),
    ) -> None:
        self.document, self.people = document, people
        self.folded = document.folded
        self.references = References(document, people)
        cues = [h for h in hits if CUE in h.entry.kinds]
        self.attendance = sorted(
            {document.sentence_at(h.start) for h in cues if "attendance" in h.entry.cues}
            | {i for i, (a, b) in enumerate(document.sentences) if _ATTEND.match(self.folded, a, b)}
        )
        self.titles = [
            h for h in hits if TITLE in h.entry.kinds and h.entry.function in ("spokesperson", "expert")
        ]
        self.title_starts = [h.start for h in self.titles]
        self.quoted = {s.person for s in statements if s.kind == "direct"}
        self.witness = [h.start for h in cues if "witness" in h.entry.cues]
        self.popular = [h.start for h in cues if "popular" in h.entry.cues]
        self.offices = OfficeReader(document, hits, self.references)
        self.victims = VictimReader(
            document, hits, people, self.references, sources, _spoken(statements), genders
        )
        self.hurt = self.victims.victims
        self.family = FamilyReader(document, hits, people, self.references, genders)
        self.office = [self.offices.read(p) if p.named else None for p in people]
        self.family.stand_for({i for i, p in enumerate(people) if p.named and self._private(i)})
        self.most = max((self._weight(person) for person in people if person.named), default=0)
        self.body = next((p.start for p in document.parts if p.zone == Zone.BODY), len(document.norm))

    def read(self, at: int, *, source: bool, in_title: bool) -> Role:
        """The roles of the person with index ``at``."""
        person = self.people[at]
        office = self.office[at]
        victim = at in self.hurt
        listed = not source and bool(person.spots) and all(self._listed(s) for s in person.spots)
        if listed:
            function = "other"
        elif source:
            function = self._speaks_as(at, office, in_title=in_title)
        else:
            function = self._stands_as(at, office, in_title=in_title)
        code = office.code if office is not None else None
        minor = is_minor(person, self.folded, self.document.record.published, code)
        return Role(
            function=function,
            occupation=office.text if office is not None else "",
            code=self._code(at, code, minor),
            victim=victim,
            family_role=at in self.family.persons,
            listed=listed,
            minor=minor,
        )

    def _private(self, at: int) -> bool:
        """No office, no profession that brings people into the news for others' sake."""
        office = self.office[at]
        return office is None or office.function in ("popular", "subject", "experience", "other")

    def _code(self, at: int, code: int | None, minor: bool | None) -> int | None:
        if code is not None and code not in (_VILLAGER, _CRIMINAL):
            return code
        if at in self.victims.suspects:
            return _CRIMINAL
        return _CHILD if minor else code

    # --- functions ---------------------------------------------------------------------------------------------

    def _speaks_as(self, at: int, office: Office | None, *, in_title: bool) -> str:  # noqa: PLR0911  a list of decisions reads best in order
        """The function of somebody who says something."""
        person = self.people[at]
        if at in self.victims.suspects and (office is None or in_title):
            return "subject"
        if at in self.hurt:
            # whose own words are printed tells of it; of the others the story tells (3 and 10 of 13, 2026-11)
            return "experience" if at in self.quoted else "subject"
        if office is not None and office.function in ("spokesperson", "expert"):
            return office.function
        if person.named and (function := self._beside_office(person)):
            return function
        if self._near(person, self.witness):
            return "eyewitness"
        if not person.named:
            says = person.key[0] == "says" and not person.key[1].startswith(("khác", "ở "))
            return "spokesperson" if says else "popular"
        if office is not None and office.code in _STARS:
            return "subject"
        if any(s.trigger is not None and s.trigger.entry.form in _COMRADE for s in person.spots):
            # the party press calls so whoever speaks for a committee, and leaves the office to the caption
            return "spokesperson"
        if self._near(person, self.popular) and self._weight(person) <= 3:
            return "popular"
        if self._weight(person) == 1 and at in self.quoted and not in_title:
            # one voice of many: of ten named once and quoted seven were so (2026-11)
            return "popular"
        if self._addressed(person) and not in_title:
            return "experience"
        # who has no office and is not in the lead speaks for oneself, however often
        chief = self._in_lead(person) if office is None else self._prominent(person)
        return "subject" if in_title or chief else "experience"

    def _stands_as(self, at: int, office: Office | None, *, in_title: bool) -> str:  # noqa: PLR0911  a list of decisions
        """Subject or other: of somebody who says nothing."""
        person = self.people[at]
        if at in self.hurt or at in self.victims.suspects:
            return "subject"
        if in_title:
            # a title names those, too, whom the one of the story only has to do with
            return "subject" if 5 * self._weight(person) >= 2 * self.most else "other"
        if office is not None and office.function == "spokesperson":
            if self._presides(person):
                return "spokesperson"
            # office holders stand in leads because of their office; the story is about those named most
            return (
                "subject"
                if self._weight(person) >= 3 and 3 * self._weight(person) >= 2 * self.most
                else "other"
            )
        if office is None or office.function != "spokesperson":
            begins, after = self._places(person)
            if 3 * begins >= min(len(person.spots), _LOOKED):
                return "subject"
            if after and not begins and 2 * self._weight(person) < self.most:
                return "other"
        return "subject" if self._prominent(person) else "other"

    def _places(self, person: Individual) -> tuple[int, int]:
        """How often the name begins a sentence or has an age or a home behind it, as of those a story tells of; and how
        often it stands behind "với", "của", as of those who come with them. On 578 people (2026-11) that begins were
        right of 3 in 4.
        """
        begins = after = 0
        for spot in person.spots[:_LOOKED]:
            start = self.document.sentences[max(0, self.document.sentence_at(spot.start))][0]
            begins += spot.lead - start <= _HEAD or _AGED.match(self.folded, spot.end) is not None
            after += _BESIDE.search(self.folded, max(0, spot.lead - 8), spot.lead) is not None
        return begins, after

    def _beside_office(self, person: Individual) -> str:
        """Ông A - Giám đốc ...; bà B, đại diện Cục C: an office beside the name that is too long to be printed as one."""
        for spot in person.spots[:6]:
            if _SPEAKS_FOR.match(self.folded, spot.end) or _FOR_BEFORE.search(
                self.folded, max(0, spot.lead - 90), spot.lead
            ):
                return "spokesperson"
            i = bisect_left(self.title_starts, spot.end)
            if i < len(self.titles) and _APPOSED.fullmatch(self.folded, spot.end, self.title_starts[i]):
                return self.titles[i].entry.function
            if function := self._office_before(spot):
                return function
        return ""

    def _office_before(self, spot: Spot) -> str:
        """Thủ tướng nước B, bà A; Phó Chủ tịch UBND xã C, huyện D A: the office of the one named behind its body."""
        i = bisect_left(self.title_starts, spot.lead) - 1
        if i < 0 or spot.lead - self.titles[i].end > _ROW or self.titles[i].end > spot.lead:
            return ""
        if self.titles[i].entry.code not in _OFFICES:
            return ""
        gap = (self.titles[i].end, spot.lead)
        return "" if BREAK.search(self.folded, *gap) else self.titles[i].entry.function

    def _presides(self, person: Individual) -> bool:
        """Đồng chí A chủ trì hội nghị; phát biểu tại lễ khai mạc, ông B ..."""
        for spot in person.spots[:12]:
            start, end = self.document.sentences[max(0, self.document.sentence_at(spot.start))]
            if _PRESIDES.match(self.folded, spot.end, end) or _PRESIDED.search(
                self.folded, start, spot.start
            ):
                return True
        return False

    @staticmethod
    def _addressed(person: Individual) -> bool:
        """Anh A, bà B: as the press speaks of people who are no public figures."""
        return any(s.trigger is not None and s.trigger.entry.form in _PLAIN_ADDRESS for s in person.spots)

    def _weight(self, person: Individual) -> int:
        return len(person.spots) + len(person.extra)

    def _prominent(self, person: Individual) -> bool:
        """Among the most often named, or named in the lead."""
        weight = self._weight(person)
        return self._in_lead(person) or (weight >= 3 and 2 * weight >= self.most)

    def _in_lead(self, person: Individual) -> bool:
        return any(spot.start < self.body for spot in person.spots)

    def _near(self, person: Individual, starts: list[int]) -> bool:
        """Does one of the words stand in a sentence that names the person by name, before or soon after the name?"""
        for spot in person.spots[:8]:
            i = bisect_left(starts, spot.lead - 40)
            if i < len(starts) and starts[i] <= spot.end + 40:
                between = self.folded[min(starts[i], spot.end) : max(starts[i], spot.lead)]
                if "." not in between and "\n" not in between:
                    return True
        return False

    def _listed(self, spot: Spot) -> bool:
        at = self.document.sentence_at(spot.start)
        i = bisect_right(self.attendance, at) - 1
        if i < 0 or self.attendance[i] != at:
            return False
        # "Trưởng ban A hẹn … mời … tham dự": who does something else is no attendant
        return not _ELSE.match(self.document.norm, spot.end)
