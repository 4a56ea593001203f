"""Whose school, kin or home is this? A clue recognises somebody only where it is theirs, as far as the text shows it.

An item may tell of a mother who is beaten and of her child, of a child and of the man who is accused. A clue belongs to whoever is
named last before it in its sentence, else to whoever is named first behind it; where a sentence names nobody, it is taken for the case's, and so
for the person's. Who lives under one roof (husband and wife, parents and child) shares the home; "cùng thôn" is told of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indicators.rules.reading import Reading, Span

_VIET = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_UP, _LOW = f"A-Z{_VIET}", f"a-z{_VIET.lower()}"
_NAME = rf"[{_UP}][{_LOW}]+(?: [{_UP}][{_LOW}]+){{0,4}}"
_INITIALS = rf"(?:[{_UP}][{_LOW}]* ?\.? ?){{0,3}}[{_UP}]\.(?:[{_UP}]\b)?"
_TITLED = re.compile(
    rf"\b(?P<title>[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Cc]hú|[Bb]ác|[Dd]ì|[Ee]m|[Cc]háu|[Bb]é|[Nn]ạn nhân|[Bb]ị hại|[Bb]ị can|[Bb]ị cáo|"
    rf"[Nn]ghi phạm|[Đđ]ối tượng)(?: (?:gái|trai|giáo|là))? (?P<name>{_INITIALS}|{_NAME})"
)
_AGED = re.compile(
    rf"(?P<name>{_INITIALS}|{_NAME}) ?[,(] ?(?=(?:SN|sn|[Ss]inh năm)[ :.]*(?:19|20)\d\d|\d{{1,2}} tuổi)"
)
# children without a name; "em" may be a grown-up's
_CHILD = re.compile(
    r"(?<!\w)(?:cháu bé|cháu gái|cháu trai|cháu|bé gái|bé trai|em bé|bé|trẻ|con (?:gái|trai|riêng|ruột|đẻ|nhỏ)|nữ sinh|nam sinh|"
    r"học sinh)(?!\w)"
)
# whose child it is says nothing of whose school: "con gái chị Mơ học lớp 5"
_CHILD_OF = re.compile(
    rf"\b[Cc]on (?:gái |trai |riêng |ruột |đẻ |nhỏ |út |cả )*(?:của )?(?:[Aa]nh|[Cc]hị|[Cc]ô|[Bb]à|[Ôô]ng|nạn nhân|mình)(?: {_NAME}|(?: [{_UP}]\.)+)?(?!\w)"
)
_GROWN = re.compile(
    r"(?<!\w)(?:chị ấy|chị này|chị ta|cô ấy|người phụ nữ|phụ nữ này|nữ công nhân|nữ nhân viên|cô gái|chị(?= [a-zà-ỹ]))(?!\w)"
)
_VICTIM = re.compile(r"(?<!\w)(?:nạn nhân|bị hại)(?!\w)")
_ACCUSED = re.compile(
    r"(?<!\w)(?:đối tượng|nghi phạm|nghi can|bị can|bị cáo|hung thủ|thủ phạm|kẻ (?:xấu|gây án|hiếp dâm|xâm hại)|hắn|gã|"
    r"(?:một|người) (?:người )?(?:đàn ông|thanh niên))(?!\w)"
)
# "bị một bảo vệ trú thôn Khe Sim": who did it, whatever the word for them
_DOER = re.compile(r"(?<!\w)(?:bị|do) (?:một|hai|ba|nhóm|kẻ|tên|người|gã)(?: (?!bị|hại)[^\W\d_]+){1,2}(?!\w)")
# the school of those who teach a child is the child's
_STAFF = re.compile(
    r"(?<!\w)(?:hiệu trưởng|phó hiệu trưởng|hiệu phó|ban giám hiệu|giáo viên|cô giáo|thầy giáo|chủ nhiệm|bảo mẫu|tổng phụ trách)"
    r"(?: (?:lớp \w+|của|tại|ở|chủ nhiệm))* \Z"
)
# who stands behind one of these lives with the person
_AT_HOME = re.compile(
    r"(?<!\w)(?:gia đình|chồng|vợ|cha|bố|mẹ|dượng|mẹ kế|ông nội|ông ngoại|bà nội|bà ngoại|bố mẹ|cha mẹ)(?: ruột| đẻ| kế)?"
    r"(?:,? (?:của )?(?:em|cháu|bé|nạn nhân|bị hại|chị|mình))?,?(?: là)?(?: (?:anh|chị|ông|bà))? \Z"
)
_BOTH = re.compile(
    r"(?<!\w)(?:cùng|chung) (?:(?:trú|ngụ|ở|sống)(?: tại| ở)? )?(?:(?:thôn|bản|làng|ấp|buôn|xóm|tổ|khu phố|xã|phường) [^.;()\n]{1,30}, )*\Z"
)
# a name alone, of one word, may be the child's: "mẹ của Na"
_OF_NAMED = re.compile(
    rf" của (?P<name>(?:anh|chị|ông|bà|bị can|bị cáo|nghi phạm|đối tượng) {_NAME}|[{_UP}][{_LOW}]+(?: [{_UP}][{_LOW}]+)+)"
)
_NEAR = 60
MINE, ANOTHERS = True, False


class Belonging:
    """Who is told of in a stretch of text, seen from one person: themselves, or another."""

    def __init__(
        self,
        reading: Reading,
        own: Span,
        scope: Span,
        *,
        child: bool,
        accused: bool,
        kin: Iterable[Span] = (),
    ) -> None:
        self._reading, self._own, self._child, self._accused = reading, own, child, accused
        self._name = _bare(reading.document.norm[slice(*own)])
        self._home = [span for span in kin if self.kin(span)] if child else []
        self._told = sorted(self._mentions(scope))

    def mine(self, clue: Span) -> bool:
        """Does the clue belong to the person, as far as the text shows it?"""
        start, end = clue
        norm = self._reading.document.norm
        if self._own[0] <= start and end <= self._own[1]:
            return MINE
        if _BOTH.search(self._reading.folded, max(0, start - _NEAR), start):
            return True
        first, last = self._reading.sentence(start)
        before = [one for one in self._told if first <= one[0] < start and one[1] <= start]
        if before:
            return before[-1][2]
        behind = [one for one in self._told if end <= one[0] < min(last, end + _NEAR)]
        if behind and not re.search(r"[;:]", norm[end : behind[0][0]]):
            return behind[0][2]
        return MINE

    def school(self, clue: Span) -> bool:
        """The same of a named school; a pupil's is also told of by the teachers named with it."""
        start = clue[0]
        taught = self._child and _STAFF.search(self._reading.folded, max(0, start - _NEAR), start)
        return bool(taught) or self.mine(clue)

    def kin(self, clue: Span) -> bool:
        """Is this the person's own kin? "Mẹ của bé" is the child's, "bố của Trần Văn A" that man's."""
        said = self._reading.document.norm[slice(*clue)]
        if self._child:
            named = _OF_NAMED.search(said)
            return (
                named is None
                or said.startswith("con ")
                or self._same(named["name"])
                or bool(_CHILD.search(said))
            )
        if _CHILD.search(said.lower()) or re.search(r"(?<!\w)em(?!\w)", said) or said.startswith("con "):
            return False
        return self.mine(clue)

    def _mentions(self, scope: Span) -> Iterator[tuple[int, int, bool]]:
        norm, folded = self._reading.document.norm, self._reading.folded
        yield (*self._own, MINE)
        taken: list[Span] = [self._own]
        for hit in _CHILD_OF.finditer(norm, *scope):
            taken.append(hit.span())
            yield (*hit.span(), self._child)
        of_children = taken[1:]
        for start, end, name in self._named(norm, scope):
            mine = self._same(name)
            if any(first <= start and end <= last for first, last in of_children):
                continue
            if any(first < end and start < last for first, last in (self._own, *self._home)):
                # the person, or somebody told of as their kin
                continue
            if not mine and _AT_HOME.search(folded, max(scope[0], start - _NEAR), start):
                continue
            taken.append((start, end))
            yield start, end, mine
        for test, mine in self._unnamed():
            for hit in test.finditer(folded, *scope):
                if not any(hit.start() < end and start < hit.end() for start, end in taken):
                    yield hit.start(), hit.end(), mine

    def _unnamed(self) -> Iterable[tuple[re.Pattern[str], bool]]:
        """Words for people without a name: who is meant depends on whose clues are looked for."""
        return (
            (_CHILD, self._child),
            (_GROWN, not self._child),
            (_VICTIM, not self._accused),
            (_ACCUSED, self._accused),
            (_DOER, ANOTHERS),
        )

    def _named(self, norm: str, scope: Span) -> Iterator[tuple[int, int, str]]:
        found: dict[int, tuple[int, str]] = {}
        for test in (_TITLED, _AGED):
            for hit in test.finditer(norm, *scope):
                found.setdefault(hit.start("name"), (hit.end("name"), hit["name"]))
        for person in self._reading.context.people:
            if person.named and person.name:
                for hit in re.finditer(rf"(?<!\w){re.escape(person.name)}(?!\w)", norm[slice(*scope)]):
                    found.setdefault(scope[0] + hit.start(), (scope[0] + hit.end(), person.name))
        last = 0
        for start, (end, name) in sorted(found.items()):
            # a part of a name ("Kh." in L.V.Kh.) is no other person
            if start >= last:
                yield start, end, name
                last = end

    def _same(self, name: str) -> bool:
        """Is it the person's name, or the end of it?"""
        return same_name(name, self._name)


def same_name(one: str, other: str) -> bool:
    """Is one the other, or its end: em M. for L.T.M., chị Mơ for Lò Thị Mơ?"""
    first, second = _bare(one), _bare(other)
    return bool(first and second) and (first.endswith(second) or second.endswith(first))


def _bare(name: str) -> str:
    """A name without title, points and blanks, for comparing."""
    bare = re.sub(
        r"^(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Ee]m|[Cc]háu|[Bb]é|[Nn]ạn nhân|[Bb]ị hại|[Bb]ị can|[Bb]ị cáo|[Nn]ghi phạm|[Đđ]ối tượng|là|gái|trai|[Hh]ọc sinh|[Nn]ữ sinh|[Nn]am sinh|[Tt]hiếu (?:nữ|niên)|[Cc]on|,| )+ ",
        "",
        name.strip(),
    )
    return re.sub(r"[\s.]+", "", bare).lower()
