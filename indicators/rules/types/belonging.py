"""Whose school, kin or home is this? A clue recognises somebody only where it is theirs, as far as the text shows it.

An item may tell of a mother who is beaten and of her child, of a child and of the man who is accused. A clue belongs to whoever is
named last before it in its sentence, else to whoever is named first behind it; where a sentence names nobody, it is taken for the case's, and so
for the person's. Who lives under one roof (husband and wife, parents and child) shares the home; "cùng thôn" is told of both.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indicators.rules.reading import Reading, Span
from indicators.rules.types.ages import BIRTHDAY

_VIET = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_UP, _LOW = f"A-Z{_VIET}", f"a-z{_VIET.lower()}"
_NAME = rf"[{_UP}][{_LOW}]+(?: [{_UP}][{_LOW}]+){{0,4}}"
_INITIALS = rf"(?:[{_UP}][{_LOW}]* ?\.? ?){{0,3}}[{_UP}]\.(?:[{_UP}]\b)?"
_TITLED = re.compile(
    rf"\b(?P<title>[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Cc]hú|[Bb]ác|[Dd]ì|[Ee]m|[Cc]háu|[Bb]é|[Nn]ạn nhân|[Bb]ị hại|[Bb]ị can|[Bb]ị cáo|"
    rf"[Nn]ghi phạm|[Đđ]ối tượng)(?: (?:gái|trai|giáo|là))? (?P<name>{_INITIALS}|{_NAME})"
)
_AGED = re.compile(
    rf"(?P<name>{_INITIALS}|{_NAME}) ?[,(] ?(?=(?:SN|sn|[Ss]inh năm|[Ss]inh)[ :.]*{BIRTHDAY}(?:19|20)\d\d|\d{{1,2}} tuổi)"
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
# how many of a household are passed over in one sentence
_MOST = 8
MINE, ANOTHERS = True, False
# what a mention without a name is
_CHILDREN, _GROWN_UP, _HARMED, _DEALT_WITH, _BY = "child", "grown", "victim", "accused", "doer"
# what _kin_of answers
_OF_CHILD, _OF = "child", "của "
_UNNAMED = (
    (_CHILD, _CHILDREN),
    (_GROWN, _GROWN_UP),
    (_VICTIM, _HARMED),
    (_ACCUSED, _DEALT_WITH),
    (_DOER, _BY),
)


class Mention(NamedTuple):
    """Somebody told of. ``name`` bare, "" for one without; ``kind`` of those; ``home``: named as who lives with somebody, or
    (``kin``) as a child's kin.
    """

    start: int
    end: int
    name: str = ""
    kind: str = ""
    home: bool = False
    kin: bool = False


class Clue(NamedTuple):
    """Something that may recognise. ``owners``: who may own it, nearest first; ``both``: told of two; ``taught``: a school behind a
    teacher; ``kin``: how words for kin name whose it is.
    """

    span: Span
    owners: tuple[Mention, ...]
    both: bool
    taught: bool
    kin: str


class Told:
    """Who and what a stretch of text tells of, read once for all persons in it."""

    def __init__(
        self, reading: Reading, scope: Span, tests: Iterable[re.Pattern[str]], kin: re.Pattern[str]
    ) -> None:
        self._reading, self._scope = reading, scope
        norm = reading.document.norm
        self._kin = [hit.span() for hit in kin.finditer(norm, *scope)]
        self.mentions = sorted(self._mentions(norm))
        self._starts = [one.start for one in self.mentions]
        self.clues = {test: [self._clue(hit.span()) for hit in test.finditer(norm, *scope)] for test in tests}

    def _clue(self, span: Span) -> Clue:
        start, end = span
        norm, folded = self._reading.document.norm, self._reading.folded
        beside = max(0, start - _NEAR)
        return Clue(
            span,
            self._owners(start, end),
            both=_BOTH.search(folded, beside, start) is not None,
            taught=_STAFF.search(folded, beside, start) is not None,
            kin=_kin_of(norm[start:end]),
        )

    def _owners(self, start: int, end: int) -> tuple[Mention, ...]:
        """The last one before in the sentence that is nobody's household, with those passed over; else the first behind."""
        first, last = self._reading.sentence(start)
        passed: list[Mention] = []
        at = bisect_left(self._starts, start) - 1
        while at >= 0 and self.mentions[at].start >= first and len(passed) < _MOST:
            one = self.mentions[at]
            if one.end <= start:
                passed.append(one)
                if not (one.home or one.kin):
                    return tuple(passed)
            at -= 1
        at = bisect_left(self._starts, end)
        while at < len(self.mentions) and self.mentions[at].start < min(last, end + _NEAR):
            one = self.mentions[at]
            if not (one.home or one.kin):
                between = self._reading.document.norm[end : one.start]
                return (*passed, one) if ";" not in between and ":" not in between else tuple(passed)
            at += 1
        return tuple(passed)

    def _mentions(self, norm: str) -> Iterator[Mention]:
        folded, scope = self._reading.folded, self._scope
        taken: list[Span] = []
        for hit in _CHILD_OF.finditer(norm, *scope):
            taken.append(hit.span())
            yield Mention(*hit.span(), kind=_CHILDREN)
        of_children = sorted(taken)
        kin = [span for span in self._kin if not _kin_of(norm[slice(*span)]).startswith(_OF)]
        for start, end, name in self._named(norm):
            if _within(of_children, start, end):
                continue
            taken.append((start, end))
            home = _AT_HOME.search(folded, max(scope[0], start - _NEAR), start) is not None
            yield Mention(start, end, _bare(name), home=home, kin=_within(kin, start, end))
        taken.sort()
        for test, kind in _UNNAMED:
            for hit in test.finditer(folded, *scope):
                if not _overlaps(taken, *hit.span()):
                    yield Mention(*hit.span(), kind=kind)

    def _named(self, norm: str) -> Iterator[tuple[int, int, str]]:
        scope = self._scope
        found: dict[int, tuple[int, str]] = {}
        for test in (_TITLED, _AGED):
            for hit in test.finditer(norm, *scope):
                found.setdefault(hit.start("name"), (hit.end("name"), hit["name"]))
        names = sorted(
            {p.name for p in self._reading.context.people if p.named and p.name}, key=len, reverse=True
        )
        if names:
            people = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
            for hit in people.finditer(norm, *scope):
                found.setdefault(hit.start(), (hit.end(), hit.group()))
        last = 0
        for start, (end, name) in sorted(found.items()):
            # a part of a name ("Kh." in L.V.Kh.) is no other person
            if start >= last:
                yield start, end, name
                last = end


class Belonging:
    """The clues of a stretch of text, seen from one person: theirs, or another's."""

    def __init__(self, told: Told, norm: str, own: Span, *, child: bool, accused: bool) -> None:
        self._told, self._own, self._child, self._accused = told, own, child, accused
        self._name = _bare(norm[slice(*own)])
        self._known: dict[Mention, bool | None] = {}

    def any(self, test: re.Pattern[str], of: str = "mine") -> bool:
        """Is one of these clues the person's own? ``of``: mine, school or kin."""
        asked = getattr(self, of)
        return any(asked(clue) for clue in self._told.clues[test])

    def spans(self, test: re.Pattern[str], of: str = "mine") -> list[Span]:
        """Where those stand that are the person's own."""
        asked = getattr(self, of)
        return [clue.span for clue in self._told.clues[test] if asked(clue)]

    def mine(self, clue: Clue) -> bool:
        """Does the clue belong to the person, as far as the text shows it?"""
        if clue.both or (self._own[0] <= clue.span[0] and clue.span[1] <= self._own[1]):
            return MINE
        for one in clue.owners:
            if one not in self._known:
                self._known[one] = self._mark(one)
            mark = self._known[one]
            if mark is not None:
                return mark
        return MINE

    def school(self, clue: Clue) -> bool:
        """The same of a named school; a pupil's is also told of by the teachers named with it."""
        return (self._child and clue.taught) or self.mine(clue)

    def kin(self, clue: Clue) -> bool:
        """Is this the person's own kin? "Mẹ của bé" is the child's, "bố của Trần Văn A" that man's."""
        if self._child:
            return not clue.kin.startswith(_OF) or same_name(clue.kin.removeprefix(_OF), self._name)
        return clue.kin != _OF_CHILD and self.mine(clue)

    def _mark(self, one: Mention) -> bool | None:
        """The person, somebody else, or (None) somebody of the same home, who says nothing of whose a clue is."""
        if one.start < self._own[1] and self._own[0] < one.end:
            return MINE
        if one.name:
            if same_name(one.name, self._name):
                return MINE
            return None if one.home or (one.kin and self._child) else ANOTHERS
        return {
            _CHILDREN: self._child,
            _GROWN_UP: not self._child,
            _HARMED: not self._accused,
            _DEALT_WITH: self._accused,
            _BY: ANOTHERS,
        }[one.kind]


def _kin_of(said: str) -> str:
    """Whose kin the words name: a child's, "của" and a name, or "" where they do not say."""
    if said.startswith("con ") or _CHILD.search(said.lower()) or re.search(r"(?<!\w)em(?!\w)", said):
        return _OF_CHILD
    named = _OF_NAMED.search(said)
    return f"{_OF}{named['name']}" if named else ""


def _within(spans: Sequence[Span], start: int, end: int) -> bool:
    """Does one of these sorted spans hold another? They do not overlap, so that the last one before decides."""
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]


def _overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, -1))
    return at > 0 and spans[at - 1][1] > start


def same_name(one: str, other: str) -> bool:
    """Is one the other, or its end: em M. for L.T.M., chị Mơ for Lò Thị Mơ?"""
    first, second = _bare(one), _bare(other)
    return bool(first and second) and (first.endswith(second) or second.endswith(first))


@lru_cache(4096)
def _bare(name: str) -> str:
    """A name without title, points and blanks, for comparing."""
    bare = re.sub(
        r"^(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Ee]m|[Cc]háu|[Bb]é|[Nn]ạn nhân|[Bb]ị hại|[Bb]ị can|[Bb]ị cáo|[Nn]ghi phạm|[Đđ]ối tượng|là|gái|trai|"
        r"[Hh]ọc sinh|[Nn]ữ sinh|[Nn]am sinh|[Tt]hiếu (?:nữ|niên)|[Cc]on|,| )+ ",
        "",
        name.strip(),
    )
    return re.sub(r"[\s.]+", "", bare).lower()
