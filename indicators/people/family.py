"""Family roles: is a word such as vợ, mẹ, con trai used for somebody, as the media monitoring projects count it?

Only the word used for the person counts: in "vợ ông Tú" it says something about the wife and nothing about Tú.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.lexicon import KIN, Hit
from indicators.model import Gender, Zone
from indicators.people.kinship import MARRIED, OUR_COUPLE, POINTED, THIS, counterparts, is_kin, of_two
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.people.runs import UPPER
from indicators.people.spots import Spot
from indicators.text import Document

# in the kin list because they tell the sex or begin a name, but no words of family
_NO_FAMILY = frozenset(
    "cháu,bạn gái,bạn trai,người yêu,người tình,bạn thân,tình cũ,chị em,anh em,người chị,cụ cố,con".split(",")
)
_OWNER = rf"(?:của|cũ|cả|út|đầu|lớn|nhỏ|riêng|ruột|nuôi|thứ|hai|ba|đầu lòng|anh|chị|ông|bà|cô|cậu|chú|cháu|em|mình|tôi|y|hắn|họ|bé|cụ|nạn nhân|bị cáo|bị can|nữ|nam|ca sĩ|diễn viên|cầu thủ|[{UPPER}][\w.]*)"
_BEFORE = re.compile(
    rf"(?: {_OWNER}){{0,6}}(?:,| tên|, tên| -| –)? \Z|(?: [^\s,.;:()“”\"–-]+){{0,5}} ?[-–] ?\Z|(?: [^\s,.;:()]+){{0,4}},? tên (?:là )?\Z|(?: [^\s,.;:]+){{0,6}}?(?:,? là| tên là|:) (?:[^\s,.;:]+ )?\Z"
)
# chở con trai (Lộc, 14 tuổi), chồng chị (anh Tửu)
_IN_BRACKET = re.compile(rf"(?: {_OWNER}){{0,3}} \((?:là |tên |tên là )?\Z")
# bố mẹ anh Tửu là ông Khoát và bà Sen
_TWO = re.compile(
    r"(?<!\w)(?:bố mẹ|cha mẹ|ba mẹ|ba má|ông bà nội|ông bà ngoại|hai con gái|hai con trai|hai con|2 con)(?!\w)"
)
# one of these stands in every such word
_OF_TWO = ("bố mẹ", "cha mẹ", "ba mẹ", "ba má", "ông bà n", "hai con", "2 con")
_ARE_CALLED = re.compile(rf"(?: {_OWNER}){{0,6}}(?:,? (?:là|gồm|tên là):?|,|:| \()? ?\Z")
_AFTER = re.compile(
    r"(?:,? \d{1,3} tuổi)?(?:,? (?:(?:chính|hiện|vốn|từng|cũng|cũng chính|đồng thời|thực ra|sắp|đã) )?(?:là|làm|trở thành|lên chức)|,| -| –| \(|,? và là) (?:một |người |cô |cậu |cũng là |hiện là |là )?"
)
# what may stand before the word in brackets: (cũng là cháu ruột của ông B)
_OPENING = re.compile(r"(?:(?:chính|hiện|vốn|từng|cũng|cũng chính|đồng thời) )?(?:là )?(?:một |người )?")
# words of address that are words of family only with "của" or "ruột" behind them
_RELATIVE = re.compile(
    r"(?:bác|chú|cậu|dì|cô|mợ|thím|dượng|anh|chị|em|cháu|ông|bà)(?: (?:gái|trai|họ|ruột|rể|dâu|út|cả))?(?: ruột| của)(?! (?:các|những|nhóm|băng|làng|cả|nước|mọi))(?!\w)"
    r"|cháu gọi [^.;:()\n]{2,40} (?:là|bằng) (?:bác|chú|cậu|dì|cô|mợ|thím|dượng|ông|bà)(?!\w)"
)
_CALLS = re.compile(r"(?<!\w)gọi \Z")
_CALLED_SO = re.compile(
    r" (?:là|bằng) (?:bác|chú|cậu|dì|cô|mợ|thím|dượng|ông|bà)(?: (?:nội|ngoại|ruột|họ))?(?=[ ),.;])(?! (?:ta|ấy|này))"
)
# uncles and aunts as the press writes them before a name
_UNCLES = frozenset("ông chú,ông bác,ông cậu,bà cô,bà dì,bà bác,bà mợ,bà thím,ông dượng".split(","))
_GROUP = re.compile(
    r"(?<!\w)(?:vợ chồng|mẹ con|hai mẹ con|cha con|bố con|ba mẹ con|hai vợ chồng|anh em sinh đôi|chị em sinh đôi|anh em|chị em ruột|anh em ruột|bà cháu|ông cháu|cặp vợ chồng|cặp vợ chồng trẻ)(?: [^\s,.;:()]+){0,3} \Z"
)
_PAIRED = (" - ", " – ", "-", " và ", " & ")
# bố mẹ A, trẻ em gái
_PARENTS = re.compile(r"(?<!\w)(?:bố|cha|ba|trẻ) \Z")
# A và B là vợ chồng
_ARE = re.compile(
    r"\.? (?:vốn |đều |hiện |từng |chính )?là (?:hai |cặp |đôi )?(?:vợ chồng|anh em|chị em|mẹ con|cha con|bố con)(?! (?:kết nghĩa|xã hội|tốt))"
)
_PARENT_OF = re.compile(
    r"(?<!\w)(bà mẹ|ông bố|người mẹ|mẹ|bố) (?:(?:một|hai|ba|bốn|năm|[1-5]) con|trẻ|đơn thân|bỉm sữa)(?!\w)"
)
# relations that are named by the one they are to: "mẹ vợ anh A" is never A
_TO = frozenset(
    "mẹ vợ,mẹ chồng,bố vợ,bố chồng,cha vợ,cha chồng,em vợ,em chồng,anh chồng,anh vợ,chị dâu,em dâu,con dâu,con rể,anh rể,em rể".split(
        ","
    )
)
# words that stand for somebody named elsewhere where only one private person of that sex is in the story
_STANDS_FOR = frozenset(
    "vợ,chồng,người vợ,người chồng,người mẹ,người cha,người bố,bà mẹ,ông bố,ông chồng,bà vợ,cô vợ,mẹ trẻ,người mẹ trẻ,mẹ đơn thân,người vợ cũ,người chồng cũ".split(
        ","
    )
)
_FRONT = (Zone.TITLE, Zone.LEAD)
_SPOUSES = frozenset({"vợ", "chồng"})
_BESIDE = re.compile(r"(?<!\w)(?:và|cùng|với|khoe|đưa|bế|chở) \Z")
# "bố Lan" may be Lan's father; "con trai Lan" is Lan
_PARENT = re.compile(r"(?:vợ|chồng|bố|mẹ|cha|má)(?!\w)")
_BY_ITSELF = re.compile(
    r"(?:\A|[.,;:!?…“”\"\n(-] ?|(?<!\w)(?:cùng|và|với|của|là|do|bởi|khi|còn|đưa|chở|bế|sát hại|giết|đâm|chém|đánh|gọi|nhờ|thấy|theo) )\Z"
)
_SEVERAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|cả hai|[2-9])(?: cô| cậu| người| đứa| bé)? \Z")
# said of one spouse, it makes the other one who is named beside a wife or a husband
_SPOUSE_OF = {"vợ": ("chồng", "ông xã", "người chồng"), "chồng": ("vợ", "bà xã", "người vợ")}
# the word for the one whom a relative is of
_CHILD = frozenset(
    {
        "con trai",
        "con gái",
        "cậu con trai",
        "cô con gái",
        "con trai út",
        "con gái út",
        "con trai đầu lòng",
        "con gái đầu lòng",
    }
)
_CHILD_ADDRESS = frozenset({"bé", "cháu", "bé gái", "bé trai", "cháu bé", "cháu gái", "cháu trai"})
_OF = (" ", " của ")
_GETS = re.compile(r"(?<!\w)(?:cưới|lấy|hỏi|kiếm|tìm|có|chưa|không|làm|như|là|kén|bỏ|nhiều|nhà) \Z")
_MINE = re.compile(r" (?:của )?(?:tôi|em|bạn|chúng tôi|mình|con)(?!\w)")
_HAS = re.compile(
    r"(?: đã| từng| hiện| cũng)*(?: có| cùng| và| với| bàn với| đưa| chở)(?: (?:một|hai|ba|1|2|3|đứa|người|cô|cậu|cả))* "
)
_AND = (" và ", " cùng ", " cùng với ", " với ", " bên ")
_MANY = re.compile(
    r"(?<!\w)(?:các|những|nhiều|mọi|mỗi|một|hai|ba|bốn|không|chưa) (?:người |đứa |anh |chị )?\Z"
)


# the two of a couple are named so often at least
_CHIEF = 3
# so many places of one family word are looked at in a text
_MOST = 40


class FamilyReader:
    """Reads who in a document has a family role; ask with ``person in reader.persons``."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[Hit],
        people: Sequence[Individual],
        references: References,
        genders: Sequence[Gender],
    ) -> None:
        self.document, self.people, self.references = document, people, references
        self.norm, self.folded = document.norm, document.folded
        self.genders = genders
        # a family word, the one it stands for (-1: nobody with a name), and the one whose relative that is
        self.told: list[tuple[str, int, int, int]] = []
        self.sexes = [{str(g)} if g in (Gender.FEMALE, Gender.MALE) else set() for g in genders]
        self.kin = [h for h in hits if KIN in h.entry.kinds and is_kin(self.folded, h)]
        self.kin_starts = [h.start for h in self.kin]
        self.persons: set[int] = set()
        self._pairs: set[int] = set()
        # words that are known to stand for somebody already
        self._given: set[int] = set()
        for at, person in enumerate(people):
            called = [s for i, s in enumerate(person.spots) if self._called(person, i)]
            if person.key[0] == "kin" or called:
                self.persons.add(at)
            for spot in called:
                if _SEVERAL.search(self.folded, max(0, spot.lead - 12), spot.lead):
                    # hai cô em gái A và B
                    first = references.after(spot.lead)
                    if first is not None:
                        self.persons.update(r.person for r in references.joined_after(first))
        bare: list[Hit] = []
        last = -1
        for hit in self.kin:
            if hit.end <= last:
                continue
            last = hit.end
            if hit.entry.form not in _NO_FAMILY - {"con"} and not self._before_name(hit):
                bare.append(hit)
        self.bare = bare
        for reference in references.all:
            if _CALLS.search(self.folded, max(0, reference.start - 6), reference.start) and _CALLED_SO.match(
                self.folded, reference.end
            ):
                self.persons.add(reference.person)
            if _ARE.match(self.folded, self._behind(reference.end)):
                self.persons.add(reference.person)
                self.persons.update(r.person for r in references.joined_before(reference))
            elif self._apposed(reference) or self._grouped(reference):
                self.persons.add(reference.person)
                self.persons.update(self._with(reference))
        self._parents()
        self._two()
        self._counterparts()
        self._children()
        self._couple()

    def _couple(self) -> None:
        """A story of one woman and one man who are married: its "vợ" and "chồng" are they."""
        known = [i for i, p in enumerate(self.people) if p.named and self.sexes[i]]
        most = max((len(self.people[i].spots) for i in known), default=0)
        chief = [
            i for i in known if 3 * len(self.people[i].spots) >= most and len(self.people[i].spots) >= _CHIEF
        ]
        if len(chief) != 2 or self.sexes[chief[0]] == self.sexes[chief[1]]:
            return
        if not any(word in self.folded for word in MARRIED):
            return
        for i, other in (chief, chief[::-1]):
            words = counterparts("chồng" if self.genders[i] is Gender.FEMALE else "vợ", self.genders[i])
            for hit in self.kin:
                if hit.entry.form not in words or hit.start in self._given or of_two(self.folded, hit):
                    continue
                owner = self._whose(hit)
                if owner.person == other if owner is not None else not self._in_general(hit):
                    self.persons.add(i)
                    break

    def _grouped(self, reference: Reference) -> bool:
        """Vợ chồng ông A, cặp vợ chồng ca sĩ A - B: a word for the pair stands before the name."""
        low = max(0, reference.start - 44)
        before = self.references.before(reference.start)
        if before is not None and before.end > low:
            if self.folded[before.end : reference.start] in _PAIRED and before.person in self._pairs:
                return True
            low = before.end
        # "vợ chồng A": the second half may be read as a word before the name
        end = (
            reference.start + 6
            if self.folded.startswith(("chồng ", "con "), reference.start)
            else reference.start
        )
        if not _GROUP.search(self.folded, low, end) and not _GROUP.search(self.folded, low, reference.start):
            return False
        self._pairs.add(reference.person)
        return True

    def _parents(self) -> None:
        """Bà mẹ hai con, ông bố trẻ: said of whoever of that sex was named last."""
        told_of = "mẹ " in self.folded or "bố " in self.folded
        for hit in _PARENT_OF.finditer(self.folded) if told_of else ():
            sex = "male" if hit.group(1).endswith("bố") else "female"
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start()) - 2)][0]
            near = [
                r.person for r in self.references.between(start, hit.start()) if sex in self.sexes[r.person]
            ]
            if near:
                self.persons.add(near[-1])
        for told in self.kin:
            if told.entry.form not in POINTED or not THIS.match(self.folded, told.end):
                continue
            start = self.document.sentences[max(0, self.document.sentence_at(told.start) - 1)][0]
            before = [
                r.person for r in self.references.between(start, told.start) if self.people[r.person].named
            ]
            if before and not self._sex_speaks_against(told.entry.kin_sex, before[-1]):
                self.persons.add(before[-1])
        at = self.folded.find(OUR_COUPLE)
        while at >= 0:
            who = self.references.before(at)
            start = self.document.sentences[max(0, self.document.sentence_at(at))][0]
            if who is not None and who.start >= start and self.people[who.person].named:
                self.persons.add(who.person)
            at = self.folded.find(OUR_COUPLE, at + 1)

    def _two(self) -> None:
        """Bố mẹ anh Tửu là ông Khoát và bà Sen; hai con Lộc, Ban: a word for two, and both are named."""
        for hit in _TWO.finditer(self.folded) if any(word in self.folded for word in _OF_TWO) else ():
            for who in self.references.between(hit.end(), hit.end() + 50)[:2]:
                both = list(self.references.joined_after(who))
                if _ARE_CALLED.fullmatch(self.norm, hit.end(), who.start) and len(both) == 1:
                    self.persons.update({who.person, both[0].person})
                    break

    def _counterparts(self) -> None:
        """Ông A, bố B, đưa con đi; con gái chị C ... gọi mẹ: who has a relative, and is told of by the word for the other side."""
        for hit in self.kin:
            owner = self._whose(hit)
            if owner is not None:
                self.told.append((hit.entry.form, -1, owner.person, hit.start))
            elif has := self._has(hit):
                self.told.append((hit.entry.form, -1, has.person, hit.start))
        usable: dict[str, list[Hit]] = {}
        for hit in self.kin:
            found = usable.setdefault(hit.entry.form, [])
            if len(found) < _MOST and not of_two(self.folded, hit):
                found.append(hit)
        named = {(form, relative) for form, relative, *_ in self.told if relative >= 0}
        tried: set[tuple[int, str]] = set()
        for form, _, owner_of, at in self.told:
            if owner_of in self.persons or (owner_of, form) in tried:
                continue
            tried.add((owner_of, form))
            for word in sorted(counterparts(form, self.genders[owner_of])):
                if any(other == word and who != owner_of for other, who in named):
                    # another one is called so
                    continue
                for hit in usable.get(word, ()):
                    if hit.start != at and hit.start not in self._given and self._may_be(hit, owner_of):
                        self.persons.add(owner_of)
                        self._given.add(hit.start)
                        break

    def _has(self, hit: Hit) -> Reference | None:
        """Chị D. đã có con riêng; anh E cùng vợ: whose relative is told of right behind the name."""
        owner = self.references.before(hit.start)
        if owner is None or not _HAS.fullmatch(self.folded, owner.end, hit.start):
            return None
        return owner

    def _whose(self, hit: Hit) -> Reference | None:
        """The one right behind a family word, whose relative it is."""
        owner = self.references.after(hit.start)
        if owner is not None and owner.start == hit.start and owner.end > hit.end:
            return owner
        owner = self.references.after(hit.end)
        return owner if owner is not None and self.folded[hit.end : owner.start] in _OF else None

    def _children(self) -> None:
        """Con trai, con gái mình: of the only child who has a name in the item."""
        young = [
            i
            for i, person in enumerate(self.people)
            if person.named
            and any(s.trigger is not None and s.trigger.entry.form in _CHILD_ADDRESS for s in person.spots)
        ]
        if len(young) != 1:
            return
        for hit in self.bare:
            if hit.entry.form in _CHILD and self._may_be(hit, young[0]):
                self.persons.add(young[0])
                return

    def _may_be(self, hit: Hit, person: int) -> bool:
        """May a family word stand for somebody: of no other sex, and with no other owner behind it?"""
        return not self._sex_speaks_against(hit.entry.kin_sex, person) and not self._of_somebody(hit)

    def _with(self, reference: Reference) -> set[int]:
        """A và B là con của C: said of both."""
        if not self.folded.startswith((" là con", " là anh", " là hai"), self._behind(reference.end)):
            return set()
        return {r.person for r in self.references.joined_before(reference)}

    def _behind(self, end: int) -> int:
        close = self.folded.find(")", end, end + 60)
        return close + 1 if self.folded.startswith(" (", end) and close > 0 else end

    def _called(self, person: Individual, at: int) -> bool:
        """Vợ Nguyễn Thị A, Mẹ Việt Nam anh hùng B: the word stands right before the name."""
        spot = person.spots[at]
        words = {words.lower() for rung, _, words in spot.sex_words if rung == "kin"}
        if spot.trigger is not None and KIN in spot.trigger.entry.kinds and self._bears(spot):
            words.add(spot.trigger.entry.form)
        if spot.trigger is not None and spot.trigger.entry.form in _UNCLES:
            return True
        if at and len(spot.pieces) < 3:
            words = {word for word in words if not _PARENT.match(word)}
        lead = self.folded[spot.lead : spot.start]
        if _PARENTS.search(self.folded, max(0, spot.lead - 6), spot.lead):
            return False
        if words - _NO_FAMILY - _TO:
            return True
        return lead.startswith(("mẹ ", "bà mẹ ", "má ")) and (not at or len(spot.pieces) >= 3)

    def _bears(self, spot: Spot) -> bool:
        """Is the family word the bearer's own, though it may as well be "vợ (của) Dũng"? Full names mostly are called so,
        single ones and spouses only beside somebody else: "cùng vợ Mạc Thị Sen", "khoe con trai Tửu".
        """
        if spot.trigger is None:
            return False
        spouse = spot.trigger.entry.form in _SPOUSES
        if len(spot.pieces) >= 2 and not spouse:
            return True
        return _BESIDE.search(self.folded, max(0, spot.trigger.start - 8), spot.trigger.start) is not None

    def _sex_speaks_against(self, sex: str, person: int) -> bool:
        sexes = self.sexes[person]
        return bool(sex and sexes and sex not in sexes)

    def _before_name(self, hit: Hit) -> bool:
        """Vợ ông là bà A; con gái út của bà, B; mẹ cháu, chị C."""
        for who in self.references.between(hit.end, hit.end + 50)[:2]:
            gap = self.norm[hit.end : who.start]
            if self.folded.startswith("tên ", who.start):
                gap += "tên "
            bracket = _IN_BRACKET.fullmatch(gap)
            told = _BEFORE.fullmatch(gap) and re.search(r"[,:–-]|(?<!\w)(?:là|tên)(?!\w)", gap)
            if not (told or bracket):
                continue
            if gap.strip() == "," and not self._opens(hit):
                continue
            if self._sex_speaks_against(hit.entry.kin_sex, who.person):
                continue
            if hit.entry.form == "con" and " là " not in gap:
                continue
            self.persons.add(who.person)
            self._tell(hit, who)
            if _MANY.search(self.folded, max(0, hit.start - 16), hit.start):
                self.persons.update(r.person for r in self.references.joined_after(who))
            return True
        return False

    def stand_for(self, private: set[int]) -> None:
        """Người chồng, vợ ...: of the only private person of that sex named just before.

        A spouse needs somebody of the other sex close by, or the word speaks of nobody in the story.
        """
        by_sex: dict[str, set[int]] = {"female": set(), "male": set()}
        for i in private:
            for sex in self.sexes[i]:
                by_sex.setdefault(sex, set()).add(i)
        for hit in self.bare:
            form, sex = hit.entry.form, hit.entry.kin_sex
            if form not in _STANDS_FOR or len(by_sex[sex]) != 1 or self._of_somebody(hit):
                continue
            if hit.start in self._given or of_two(self.folded, hit) or self._in_general(hit):
                continue
            others = by_sex["male" if sex == "female" else "female"]
            if self.document.zone_at(hit.start) in _FRONT and len(others) == 1:
                # Chồng chém vợ: the one woman and the one man whom the body names
                self.persons.update(by_sex[sex])
                continue
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start) - 3)][0]
            near = [r.person for r in self.references.between(start, hit.start)]
            own = [i for i in near if i in by_sex[sex]]
            if not own:
                continue
            beside = len(others) == 1 or bool(others.intersection(near))
            if form not in _SPOUSES or beside or self._spouse_told(form, start, hit.start, own[-1]):
                self.persons.add(own[-1])

    def _in_general(self, hit: Hit) -> bool:
        """Cưới vợ, có chồng, người chồng của tôi: nobody yet, or somebody of whoever writes."""
        return bool(
            _GETS.search(self.folded, max(0, hit.start - 12), hit.start) or _MINE.match(self.folded, hit.end)
        )

    def _spouse_told(self, form: str, start: int, end: int, person: int) -> bool:
        """Chồng chị A ... của vợ, chị A và chồng ...: is the other spouse told of before, beside this one?"""
        low, high = bisect_left(self.kin_starts, start), bisect_left(self.kin_starts, end)
        for hit in self.kin[low:high]:
            if hit.entry.form not in _SPOUSE_OF[form]:
                continue
            owner, first = self.references.after(hit.end), self.references.before(hit.start)
            if owner is not None and owner.person == person and self.folded[hit.end : owner.start] in _OF:
                return True
            if first is not None and first.person == person and self.folded[first.end : hit.start] in _AND:
                return True
        return False

    def _of_somebody(self, hit: Hit) -> bool:
        """Vợ ông Tú, mẹ của bé, các bà mẹ: somebody else, or nobody in particular."""
        after = self.references.after(hit.end)
        if after is not None and self.folded[hit.end : after.start] in (" ", " của "):
            return True
        return bool(_MANY.search(self.folded, max(0, hit.start - 10), hit.start))

    def _tell(self, hit: Hit, relative: Reference) -> None:
        """Vợ ông A là bà B; thấy con gái là cháu C: whose relative, by the word behind or as the one told of before."""
        owner = self._whose(hit)
        if owner is None or owner.person == relative.person:
            owner = self.references.before(hit.start)
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
            if owner is None or owner.start < start or owner.person == relative.person:
                return
        self.told.append((hit.entry.form, relative.person, owner.person, hit.start))

    def _opens(self, hit: Hit) -> bool:
        """Vợ, chị A: without an owner the word must not belong to somebody named before."""
        return _BY_ITSELF.search(self.folded, max(0, hit.start - 10), hit.start) is not None

    def _apposed(self, reference: Reference) -> bool:
        """Bà A, mẹ của B; ông C (chồng bà D); chị E là con gái."""
        window = self.folded[reference.end : reference.end + 130]
        skip = 0
        if window.startswith((" (", "(")) and ")" in window[:90]:
            cut = window.index(")") + 1
            inner = window[:cut].strip(" (")
            opened = reference.end + cut - len(window[:cut].lstrip(" ("))
            parts = [opened, *(opened + m.end() for m in re.finditer(r"[,;-] ", inner))]
            parts += [
                m.end() for part in list(parts) if (m := _OPENING.match(self.folded, part)) and m.end() > part
            ]
            if any(self._kin_at(part, reference.person) for part in parts):
                return bool(inner)
            skip = cut
        gap = _AFTER.match(window, skip)
        return gap is not None and self._kin_at(reference.end + gap.end(), reference.person)

    def _kin_at(self, at: int, person: int) -> bool:
        if _RELATIVE.match(self.folded, at):
            return True
        i = bisect_left(self.kin_starts, at)
        while i < len(self.kin) and self.kin[i].start == at:
            hit = self.kin[i]
            i += 1
            if hit.entry.form in _NO_FAMILY - {"con"} or self._sex_speaks_against(hit.entry.kin_sex, person):
                continue
            rest = without_parentheses(self.folded[hit.end : hit.end + 14])
            if hit.entry.form == "con" and not rest.startswith((" của ", " ông ", " bà ", " út", " duy nhất", " anh ", " chị ", " cả", " thứ")):  # fmt: skip
                continue
            return True
        return False
