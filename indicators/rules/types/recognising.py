"""Who of an item could be recognised, and by what: the readers behind rules of the type ``identification``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indicators.model import Person
from indicators.people.ages import ADULT, Age
from indicators.people.harm import ACCUSED
from indicators.rules.fitting import ACCUSED as OF_ACCUSED
from indicators.rules.fitting import FROM_7, HARMED, UNDER_16
from indicators.rules.reading import Reading, Span
from indicators.rules.types.ages import BESIDE, BIRTHDAY, told_age
from indicators.rules.types.belonging import Belonging, Told, same_name
from indicators.rules.types.childhood import CHILDHOOD, CHILDREN, OWN_CHILD, age_told, is_child, is_small
from indicators.rules.types.phrase import longest

# weights: four points let a neighbour know who is meant (a full name alone; initials with year, hamlet and commune)
FULL_NAME, GIVEN_NAME, INITIALS, AGE = 4, 2, 1, 1
KIN_WHOLE, KIN_NAMED, KIN_SHORT, SCHOOL, CLASS, PLACE = 3, 2, 1, 2, 1, 1
NEEDED = 4

_VIET = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_UP, _LOW = f"A-Z{_VIET}", f"a-z{_VIET.lower()}"
_NAME = rf"[{_UP}][{_LOW}]+(?: [{_UP}][{_LOW}]+){{0,4}}"
_INITIALS = rf"(?:[{_UP}][{_LOW}]* ?\.? ?){{0,3}}[{_UP}]\.(?:[{_UP}]\b)?"
_WHO = rf"(?P<short>{_INITIALS})|(?P<long>{_NAME})"
_CHILD = re.compile(
    rf"\b(?P<noun>[Cc]háu|[Bb]é|(?<![Tt]rẻ )[Ee]m|[Cc]on|[Hh]ọc sinh|[Nn]ữ sinh|[Nn]am sinh|[Tt]hiếu nữ|[Tt]hiếu niên)"
    rf"(?: (?:gái|trai|bé|học sinh|là))?(?: tên(?: là)?)?,? (?:{_WHO})"
)
# Trần Văn Ngọ (SN 2010; Trần Văn Ngọ, 14 tuổi; (cùng 17 tuổi
_AGE_BEHIND = (
    rf" ?[,(] ?(?:cùng )?(?=(?:SN|sn|[Ss]inh năm|[Ss]inh)[ :.]*{BIRTHDAY}(?:19|20)\d\d|\d{{1,2}} tuổi)"
)
_PERSON = re.compile(rf"(?:{_WHO}){_AGE_BEHIND}")
# the same without a name: a quick way to see that there is none
_TOLD_AGE = re.compile(_AGE_BEHIND.removeprefix(" ?"))
_AGE_NEXT = re.compile(_AGE_BEHIND)
# a class tells the age: lớp 9 is fourteen; who is in lớp 12 may be eighteen
_GRADE = r"lớp (?P<grade>[1-9]|1[01])(?!\d)"
_PUPILS = (
    re.compile(
        rf"\b[Hh]ọc sinh (?:cùng )?{_GRADE}[^.;\n]{{0,60}}?(?:\bgồm|\blà|:)(?: có| các em)?:? (?:{_WHO})"
    ),
    re.compile(
        rf"(?:\b(?:[Ee]m|[Cc]háu|[Bb]é|[Bb]ạn|[Aa]nh|[Cc]hị) )?(?:{_WHO})(?:,| \(|, là| là) ?học sinh {_GRADE}"
    ),
    re.compile(
        rf"\b(?:[Hh]ọc sinh|[Nn]ữ sinh|[Nn]am sinh|[Ee]m|[Cc]háu)(?: là)? (?:{_WHO}),? \(?(?:đang )?(?:học )?{_GRADE}"
    ),
)
# ông Lê Văn Tám, bị cáo Tám, bố đẻ là Lê Văn Tám: before what was done to an own child
_PARENT = re.compile(
    rf"\b(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Bb]ị cáo|[Bb]ị can|[Đđ]ối tượng|[Nn]ghi phạm|là|với|giữ|tố|bắt) (?P<name>{_NAME})"
)
_FIRST_GRADE = 5
# of the last class some are eighteen
_LAST_CLASS = re.compile(rf"(?:{_WHO})(?:,| \(|, là| là) ?học sinh (?:lớp )?12(?!\d)")
_VICTIM = re.compile(
    rf"\b(?:[Nn]ạn nhân|[Bb]ị hại|[Nn]gười bị hại)(?: là)?(?: (?:em|cháu|chị|cô|bà|bé))?,? (?:{_WHO})"
)
_SCHOOL = re.compile(
    rf"\b(?<!của học sinh )[Tt]rường (?:(?:mầm non|[Mm]ẫu giáo|[Tt]iểu học|THCS|THPT|TH|[Tt]rung học(?: cơ sở| phổ thông)?|PTDT\w*|"
    rf"[Dd]ân tộc nội trú|[Cc]ấp [123]|Mầm non|Trung học) ){{1,3}}[{_UP}0-9]\w*(?: [{_UP}]\w*){{0,4}}"
)
_CLASS = re.compile(r"\blớp \d{1,2}(?:/\d|[A-Ka-k]\d?)?\b")
_PLACES = tuple(
    re.compile(rf"\b(?:{kind}) (?:[{_UP}][{_LOW}]+|\d{{1,2}}\b)")
    for kind in (
        "[Tt]hôn|[Bb]ản|[Ll]àng|[Ấấ]p|[Bb]uôn|[Xx]óm|[Ss]óc|[Pp]lei|[Kk]hu phố|[Tt]ổ dân phố|[Tt]ổ|[Đđ]ội",
        "[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu",
    )
)
_FORMER = re.compile(rf"\b(?:huyện|quận|thị xã) [{_UP}][\w ]{{1,20}} \(?cũ\b")
_KIN = re.compile(
    rf"\b(?<!khủng )(?:[Mm]ẹ|[Cc]ha|[Bb]ố|[Bb]à ngoại|[Bb]à nội|[Ôô]ng ngoại|[Ôô]ng nội|[Cc]hị gái|[Aa]nh trai|dì|chú|bác)(?: (?:ruột|đẻ))?(?: của)?"
    rf"(?: (?:em|cháu|bé|nạn nhân|bị hại))?(?: [{_UP}][\w.]*)?,?(?: là)?(?: (?:anh|chị|ông|bà))? (?:{_NAME})"
    rf"|(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à) {_NAME}(?: \([^)]{{1,60}}\))?,? \(?(?:là )?(?:mẹ|cha|bố|bà|ông|chị|anh)(?: (?:ruột|đẻ|ngoại|nội|gái|trai))?"
    rf"(?: của)? (?:em|cháu|bé|nạn nhân|bị hại)"
    rf"|\b(?<!mẹ )(?<!cha )(?<!bố )(?<!vợ )con(?: gái| trai| ruột)?(?: ruột)?(?: của)? (?:anh|chị|ông|bà) {_NAME}"
)
# kin with initials alone tell less: "gia đình anh L.V.K.", "mẹ cháu là chị M."
_KIN_SHORT = re.compile(
    rf"\b(?:[Gg]ia đình|[Mm]ẹ|[Cc]ha|[Bb]ố|[Bb]à ngoại|[Bb]à nội|[Ôô]ng ngoại|[Ôô]ng nội)(?: (?:ruột|đẻ))?(?: của)?(?: (?:em|cháu|bé|nạn nhân|bị hại))?"
    rf"(?: [{_UP}][\w.]*)?,?(?: là)? (?:anh|chị|ông|bà) (?:{_INITIALS})"
    rf"|\b(?<!mẹ )(?<!cha )(?<!bố )(?<!vợ )con(?: gái| trai)?(?: ruột)?(?: của)? (?:anh|chị|ông|bà) (?:{_INITIALS})"
)
_WHOLE_NAME = re.compile(rf"[{_UP}][{_LOW}]+(?: [{_UP}][{_LOW}]+){{2}}")
_CLUES = (_KIN, _KIN_SHORT, _SCHOOL, _CLASS, *_PLACES, _FORMER)
# what the authorities do to somebody says that there is a case, whatever the deed
_DEALT_WITH = re.compile(
    r"(?<!\w)(?:bắt (?:giữ|quả tang|khẩn cấp|tạm giam)|bị bắt|(?:công an|cảnh sát)(?: [^\s.;]+){0,8} bắt|triệu tập|tạm giữ|tạm giam|khởi tố|truy tố|"
    r"truy nã|tuyên phạt|xử phạt|lập biên bản|lập hồ sơ|đưa vào (?:trường giáo dưỡng|cơ sở)|lĩnh án|đầu thú|tự thú|bị cáo|bị can|nghi phạm|nghi can|"
    r"bị (?:xử lý|phạt tù|kết án|đưa ra xét xử|tình nghi)|áp giải|khám xét)(?!\w)"
)
_SUSPECT = 25
# said just before a name, or behind it: the person is the one harmed, though somebody is arrested in the same sentence
_HARMED = re.compile(
    r"(?:nạn nhân|bị hại|bé gái|bé trai|cháu bé|(?:xâm hại|hiếp dâm|dâm ô|hành hung|đánh|giao cấu)(?: với| đối với)?) [^.;:]{0,20}\Z"
)
_HARMED_BEHIND = re.compile(
    r"\A[^.;:]{0,90}?(?<!\w)bị (?:xâm hại|hiếp dâm|cưỡng hiếp|cưỡng bức|dâm ô|sàm sỡ|hãm hiếp|bạo hành|đánh|hành hạ|hành hung|bắt cóc|lừa bán|đâm|giết)(?!\w)"
)
_CHILDLIKE = frozenset({"cháu", "bé", "thiếu niên", "thiếu nữ", "học sinh"})
# (SN 2008, học sinh, trú …)
_PUPIL_BESIDE = re.compile(r"[^.;\n]*?(?<!\w)(?<!cựu )(?<!của )học sinh(?! cũ)(?!\w)")
# of the law on children, and of that on personal data
_CHILD_OF_THE_LAW, _ASKED = 16, 7
_PARTNER = r"(?:chồng|vợ|bạn trai|bạn gái|người yêu|người tình|tình cũ|hôn phu|bạn đời|gã chồng|người chồng|người vợ)"
# a partner may also leave, sue or miss somebody: no violence
_NO_VIOLENCE = (
    r"(?:bỏ|chia tay|ly hôn|ly dị|phản bội|lừa dối|ngoại tình|cắm sừng|phụ bạc|chê|giận|từ chối|bỏ rơi|kiện|lừa|phát hiện|bắt gặp|bắt quả tang|"
    r"ghen|nghi ngờ|trách|mắng|giục|thúc|cấm|ngăn|can ngăn|phản đối|trêu|tố|đòi|quên|cho)"
)
_BY_PARTNER = re.compile(
    rf"(?: đã| từng| thường xuyên| liên tục| nhiều lần| cũng| lại)? bị (?:chính )?{_PARTNER}(?: (?:cũ|hờ|cô|chị|anh|mình|sắp cưới|của mình))*"
    rf"(?: [{_UP}]\w*\.?){{0,4}}(?: ?\([^()\n]{{1,60}}\))?,? (?!{_NO_VIOLENCE}\b)\w"
)
# "đòi thả vợ con mình ra" names a partner who does nothing
_OF_PARTNER = re.compile(rf"(?<!\w){_PARTNER}(?! con(?!\w))(?!\w)")
# Chị A (28 tuổi, trú thôn B) bị Trần Văn H. …: who did it may stand between, and hides nobody
_DETAILS = r"(?: ?\([^()\n]{1,120}\)|, (?:SN|sinh năm|\d{1,2} tuổi|trú|ngụ|ở|quê)[^.;\n]{1,80}?,)?"
_SUFFERS = re.compile(
    rf"\b(?:(?P<title>[Cc]hị|[Cc]ô|[Bb]à|[Aa]nh|[Ôô]ng) )?(?:{_WHO}){_DETAILS}(?P<act>(?: đã| từng| liên tục| nhiều lần)? bị )"
)
_ACTOR = re.compile(rf"(?:[^.;:,\n“”\"]|(?<=\b[{_UP}])\.|,(?= (?:\d|SN|trú|ngụ))){{0,70}}?")
# what was done to children is told by the rule about children, also where their parents are named
_OF_CHILDREN = re.compile(
    r"(?<!\w)(?:mầm non|mẫu giáo|nhà trẻ|bảo mẫu|(?:mẹ|cha|bố|phụ huynh) (?:của )?(?:cháu|bé|em)|(?:bé|cháu|trẻ|trẻ em|con mình|con gái|con trai) bị)(?!\w)"
)
# "Hắn là Lò Văn Tấu": whatever else the reader of people takes him for
_NAMED_AS_OFFENDER = re.compile(
    r"(?<!\w)(?:hắn|gã|thủ phạm|hung thủ|đối tượng|nghi phạm|nghi can|bị can|bị cáo|kẻ gây án)(?: này)?(?: được xác định)?(?: là)? \Z"
)
_OTHER_NAME = re.compile(r" ?\((?:tên thật|tên khai sinh|tức|tự|biệt danh|còn gọi)(?: là)? \Z")
_CHANGED = re.compile(
    r"tên (?:các )?(?:nhân vật|nạn nhân|cháu|em)?[^.]{0,20}(?:đã|được) (?:được )?(?:thay đổi|đổi)|tên đã đổi"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Somebody who could be recognised: where named, how much the name tells, and the age, if told; ``open``: eighteen by the
    year of birth alone; ``small``: called bé; ``parent``: of the child that is meant; ``last_class``: in the class of which some are eighteen.
    """

    span: Span
    name: int
    age: int | None
    noun: str = ""
    guessed: bool = False
    partner: bool = False
    open: bool = False
    small: bool = False
    parent: bool = False
    last_class: bool = False


class Recognising:
    """The persons of one rule's ``who``, and the clues around them."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._who = str(body["who"])
        self._needed = int(body.get("needed", NEEDED))

    def find(self, reading: Reading, cases: Sequence[Span]) -> tuple[list[Span], frozenset[str]]:
        """Where to point for the one person most easily recognised, and what a law may ask of them; nothing for nobody."""
        best: tuple[int, _Subject, Span] | None = None
        for subject in self._subjects(reading, cases):
            if self._who == "survivor" and self._left_to_others(reading, subject):
                continue
            if (
                subject.open
                and self._who != "survivor"
                and self._pupil(reading, subject) != (self._who == "minor")
            ):
                continue
            scope = self._scope(reading, subject.span)
            # a victim whom only the item's reader knows as one may be the victim of something else
            near = reading.sentence(subject.span[0]) if subject.guessed else scope
            if not (
                self._concerns(reading, cases, near, told=subject.age is not None)
                or self._by_role(reading, subject)
            ):
                continue
            weight = self._weight(reading, subject, scope)
            # a child called "bé" is told of more fully elsewhere, where its age stands
            rank = weight - AGE * subject.small
            if weight >= self._needed and (best is None or rank > best[0]):
                best = rank, subject, scope
        if best is None:
            return [], frozenset()
        subject, scope = best[1:]
        spans = self._spans(
            reading, subject, scope, self._around(reading, subject, scope, minor=self._who != "survivor")
        )
        return spans, self._told_of(reading, subject)

    def _told_of(self, reading: Reading, subject: _Subject) -> frozenset[str]:
        """What a law may ask of the person; an age nobody tells excludes no law on children."""
        young = subject.age is None or subject.age < _CHILD_OF_THE_LAW
        facts = {UNDER_16} if young else set()
        if young and (subject.age is None or subject.age >= _ASKED):
            facts.add(FROM_7)
        accused = not subject.parent and self._accused(reading, subject)
        return frozenset(facts | {OF_ACCUSED if accused else HARMED})

    @staticmethod
    def _accused(reading: Reading, subject: _Subject) -> bool:
        """Do the authorities deal with the person, and not as with one who was harmed?"""
        said = reading.document.norm[slice(*subject.span)]
        people = [p for p in reading.context.people if p.named and p.name in said]
        if any(p.victim for p in people):
            return False
        if any(p.gmmp_occupation == _SUSPECT for p in people):
            return True
        start, end = reading.sentence(subject.span[0])
        before = reading.folded[start : subject.span[0]]
        behind = reading.folded[subject.span[1] : end]
        if _HARMED.search(before[-BESIDE:]) or _HARMED_BEHIND.search(behind):
            return False
        return bool(
            _DEALT_WITH.search(before) or _NAMED_AS_OFFENDER.search(before) or _DEALT_WITH.search(behind)
        )

    @staticmethod
    def _spans(reading: Reading, subject: _Subject, scope: Span, around: Belonging) -> list[Span]:
        """The person with what stands in brackets behind, and every clue of theirs elsewhere around them that must go as well."""
        norm = reading.document.norm
        start, end = subject.span
        details = re.compile(r" ?\([^()\n]{1,120}\)").match(norm, end)
        end = details.end() if details else end
        clues = [*around.spans(_KIN, "kin"), *around.spans(_SCHOOL, "school"), *around.spans(_CLASS)]
        return [(start, end), *longest(span for span in clues if span[1] <= start or span[0] >= end)]

    @classmethod
    def _around(cls, reading: Reading, subject: _Subject, scope: Span, *, minor: bool) -> Belonging:
        """Whose the clues around somebody are."""
        told = reading.kept(("told", scope), lambda: Told(reading, scope, _CLUES, _KIN))
        accused = minor and cls._accused(reading, subject)
        return Belonging(told, reading.document.norm, subject.span, child=minor, accused=accused)

    def _by_role(self, reading: Reading, subject: _Subject) -> bool:
        """Does the person's own part say that there is a case, although no wording does?"""
        norm = reading.document.norm
        if self._who == "survivor":
            return subject.partner
        people = [p for p in reading.context.people if p.named and p.name in norm[slice(*subject.span)]]
        if any(p.gmmp_occupation == _SUSPECT or (p.victim and reading.context.labels.gbv) for p in people):
            return True
        return subject.age is not None and bool(
            _DEALT_WITH.search(reading.folded, *reading.sentence(subject.span[0]))
        )

    @classmethod
    def _left_to_others(cls, reading: Reading, subject: _Subject) -> bool:
        """A child whose age stands beside the name has an alarm of its own; who speaks under her name decided so herself."""
        if subject.age is not None and (
            subject.age < ADULT or (subject.open and cls._pupil(reading, subject))
        ):
            return True
        said = reading.document.norm[slice(*subject.span)]
        if any(same_name(name, said) for name in reading.kept("young", lambda: _young(reading))):
            return True
        return subject.name == FULL_NAME and cls._speaks(reading, subject)

    @classmethod
    def _speaks(cls, reading: Reading, subject: _Subject) -> bool:
        """A grown-up who tells the newsroom her own story under her full name: whether she agreed no text can say."""
        said = reading.document.norm[slice(*subject.span)]
        people = (p for p in reading.context.people if p.named and p.name in said)
        return not cls._child(reading, subject) and any(
            p.quoted and p.function in {"experience", "subject"} for p in people
        )

    @classmethod
    def _pupil(cls, reading: Reading, subject: _Subject) -> bool:
        """Does a school, a class or a word for children of the person's own say that eighteen by the year is seventeen?"""
        if subject.noun.lower() in _CHILDLIKE:
            return True
        norm, scope = reading.document.norm, cls._scope(reading, subject.span)
        around = cls._around(reading, subject, scope, minor=True)
        beside = norm[subject.span[1] : subject.span[1] + 2 * BESIDE].lower()
        return around.any(_SCHOOL, "school") or around.any(_CLASS) or _PUPIL_BESIDE.match(beside) is not None

    @staticmethod
    def _child(reading: Reading, subject: _Subject) -> bool:
        """Children are told of by the rule about children."""
        if subject.age is not None:
            return subject.age < ADULT
        said = reading.document.norm[slice(*subject.span)]
        return any(p.minor and p.name in said for p in reading.context.people)

    def _sufferers(self, reading: Reading, cases: Sequence[Span]) -> Iterator[_Subject]:
        """Grown-ups to whom somebody in the same clause does what ``match`` tells, or a partner anything at all."""
        norm, day = reading.document.norm, reading.context.published
        starts = [start for start, _ in cases]
        for hit in _SUFFERS.finditer(norm):
            told = norm[hit.end("long" if hit["long"] is not None else "short") : hit.start("act")].lower()
            one = _aged(_subject(hit, norm, day), told_age(told, day))
            # what has neither title nor age may be a place: "vụ bé gái ở Hà Tĩnh bị bạo hành"
            if one.age is None and not hit["title"]:
                continue
            if self._child(reading, one) or not self._is_person(reading, hit):
                continue
            if reading.context.labels.gbv and _BY_PARTNER.match(norm, hit.start("act")):
                yield replace(one, partner=True)
            elif any(
                hit.end() <= at <= hit.end() + 90
                and _ACTOR.fullmatch(norm, hit.end(), at)
                and not ACCUSED.search(reading.folded, hit.end(), at)
                for at in starts
            ):
                yield one

    def _survivors(self, reading: Reading, cases: Sequence[Span]) -> Iterator[_Subject]:
        """Those called victims, those who suffer in a clause of the case, those the item's reader knows as victims."""
        norm, day = reading.document.norm, reading.context.published
        yield from (_subject(hit, norm, day) for hit in _VICTIM.finditer(norm))
        yield from self._sufferers(reading, cases)
        for name in {p.name for p in reading.context.people if p.victim and p.named and not _comments(p)}:
            kind = "short" if re.fullmatch(r"(?:\w\. ?){2,4}", name) and " " in name else "long"
            other = "long" if kind == "short" else "short"
            for hit in re.finditer(rf"\b(?:(?P<{other}>(?!))|(?P<{kind}>{re.escape(name)}))", norm):
                one = replace(_subject(hit, norm, day), guessed=True)
                by = reading.context.labels.gbv and _OF_PARTNER.search(
                    reading.folded, *reading.sentence(hit.start())
                )
                if _NAMED_AS_OFFENDER.search(reading.folded, max(0, hit.start() - BESIDE), hit.start()):
                    break
                if self._of_another(reading, hit.start()):
                    break
                if not _OF_CHILDREN.search(reading.folded, *reading.sentence(hit.start())):
                    yield replace(one, partner=bool(by))

    @staticmethod
    def _of_another(reading: Reading, at: int) -> bool:
        """Is this in brackets the second name of somebody whom the item does not tell of as a victim?"""
        norm = reading.document.norm
        opening = _OTHER_NAME.search(norm, max(0, at - BESIDE), at)
        return opening is not None and any(
            p.named and not p.victim and norm.endswith(p.name, 0, opening.start())
            for p in reading.context.people
        )

    def _subjects(self, reading: Reading, cases: Sequence[Span]) -> Iterator[_Subject]:
        norm, day = reading.document.norm, reading.context.published
        if self._who == "survivor":
            yield from self._survivors(reading, cases)
            return
        for hit in _CHILD.finditer(norm):
            one = _subject(hit, norm, day)
            if one.age is None and self._who == "minor":
                scope = self._scope(reading, one.span)
                noun = one.noun.lower()
                childlike = noun in _CHILDLIKE - {"học sinh"}
                child = is_child(reading, scope, one.span, noun, childlike=childlike)
                if child and self._is_person(reading, hit):
                    yield replace(one, small=is_small(norm[slice(*one.span)]))
            elif self._asked(one) and self._is_person(reading, hit):
                yield one
        if self._who == "maybe_minor":
            yield from self._named_with_age(reading)
            for hit in _LAST_CLASS.finditer(norm):
                one = _subject(hit, norm, day)
                if one.age is None and self._is_person(reading, hit):
                    yield replace(one, last_class=True)
            return
        # a child without a name is known by a parent told of with home or the child's school
        for hit in _KIN.finditer(norm) if any(word in reading.folded for word in CHILDREN) else ():
            if CHILDHOOD.search(reading.folded, *reading.sentence(hit.start())):
                yield _Subject(hit.span(), 0, age_told(reading, hit.span()))
        yield from self._own_children(reading)
        yield from self._named_with_age(reading)
        for hit in (hit for test in _PUPILS if "lớp " in norm for hit in test.finditer(norm)):
            if self._is_person(reading, hit):
                yield replace(_subject(hit, norm, day), age=int(hit["grade"]) + _FIRST_GRADE)

    @staticmethod
    def _own_children(reading: Reading) -> Iterator[_Subject]:
        """Parents named beside what they did to a child of their own; judges and neighbours who tell of it are none."""
        norm = reading.document.norm
        telling = [p.name for p in reading.context.people if p.named and (p.source or _comments(p))]
        for deed in OWN_CHILD.finditer(reading.folded):
            start, _ = reading.sentence(deed.start())
            for hit in reversed(list(_PARENT.finditer(norm, start, deed.start()))):
                words = hit["name"].count(" ") + 1
                if words > 1 and not any(same_name(name, hit["name"]) for name in telling):
                    weight = KIN_WHOLE if words > 2 else KIN_NAMED
                    yield _Subject(hit.span("name"), weight, age_told(reading, deed.span()), parent=True)
                    break

    def _named_with_age(self, reading: Reading) -> Iterator[_Subject]:
        norm, day = reading.document.norm, reading.context.published
        for hit in _PERSON.finditer(norm) if _TOLD_AGE.search(norm) else ():
            one = _subject(hit, norm, day)
            if self._asked(one) and self._is_person(reading, hit):
                yield one

    def _asked(self, one: _Subject) -> bool:
        """Is this an age the rule asks about? Of who may be seventeen only where the year of birth leaves it open."""
        if self._who == "maybe_minor":
            return one.open
        return one.age is not None and (one.age < ADULT or one.open)

    @staticmethod
    def _is_person(reading: Reading, hit: re.Match[str]) -> bool:
        """A full name must be one of a person the item's reader knows, if it knows any: "bé gái Nghệ An" is none. One of three words
        and more that an age stands beside is a person's, whatever stands before it ("lập biên bản Hà Văn Pín (SN 2010").
        """
        people, long = reading.context.people, hit.group("long")
        if long is None or not people:
            return True
        if long.count(" ") > 1 and _AGE_NEXT.match(reading.document.norm, hit.end("long")):
            return True
        return any(
            long in person.name or (" " in person.name and person.name in long)
            for person in people
            if person.named
        )

    @staticmethod
    def _scope(reading: Reading, span: Span) -> Span:
        """The person's paragraph: what is said of somebody stands there; short ones with their neighbours."""
        start, end = reading.paragraph(span[0])
        if end - start < 250:  # a line of a short item or a caption
            start, end = (
                reading.paragraph(max(0, start - 2))[0],
                reading.paragraph(min(len(reading.folded) - 1, end + 2))[1],
            )
        return start, end

    @staticmethod
    def _concerns(reading: Reading, cases: Sequence[Span], scope: Span, *, told: bool) -> bool:
        """Is the case told where the person is? Or is the item about it, and the person's age told?"""
        front = reading.opening if told else scope
        return any(scope[0] <= at < scope[1] or front[0] <= at < front[1] for at, _ in cases)

    def _weight(self, reading: Reading, subject: _Subject, scope: Span) -> int:
        """How much the name tells, and every clue around that is the person's own."""
        changed = reading.kept("changed", lambda: _CHANGED.search(reading.folded) is not None)
        weight = 0 if changed else subject.name
        weight += AGE * (subject.age is not None or subject.small)
        around = self._around(reading, subject, scope, minor=self._who != "survivor")
        if kin := list(around.spans(_KIN, "kin")):
            norm = reading.document.norm
            whole = any(_WHOLE_NAME.search(norm, *span) for span in kin)
            # a parent's whole name is known to the village; of grown-ups a partner's may be anybody's
            weight += KIN_WHOLE if whole and self._who != "survivor" else KIN_NAMED
        else:
            weight += KIN_SHORT * around.any(_KIN_SHORT, "kin")
        weight += SCHOOL * around.any(_SCHOOL, "school") + CLASS * around.any(_CLASS)
        return weight + sum(PLACE for place in (*_PLACES, _FORMER) if around.any(place))


def _young(reading: Reading) -> frozenset[str]:
    """The names beside which an age under 18 is told."""
    norm, day = reading.document.norm, reading.context.published
    found = (
        (hit["short"] or hit["long"], _subject(hit, norm, day).age)
        for test in (_CHILD, _PERSON)
        for hit in test.finditer(norm)
    )
    return frozenset(name for name, age in found if age is not None and age < ADULT)


def _subject(hit: re.Match[str], norm: str, day: str) -> _Subject:
    long = hit.group("long")
    name = INITIALS if long is None else FULL_NAME if " " in long else GIVEN_NAME
    noun = hit.groupdict().get("noun") or ""
    span = hit.start(), hit.end("long" if long is not None else "short")
    return _aged(_Subject(span, name, None, noun), told_age(norm[hit.end() : hit.end() + BESIDE], day))


def _aged(one: _Subject, age: Age | None) -> _Subject:
    return replace(one, age=age.years if age else None, open=age is not None and age.may_be_minor)


def _comments(person: Person) -> bool:
    """Experts and spokespersons speak about a case; they are not its victims, whatever word stands beside them."""
    return person.function in {"expert", "spokesperson"} or "luật" in person.occupation.lower()
