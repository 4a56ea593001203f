"""Whom of the named a description may mean: "nạn nhân", "vợ ông Tú" and "một cô gái" are mostly people with a name.

A newsroom varies its words: the man of the headline is "một người đàn ông" in the lead, "nạn nhân" further on, and has a
name in between. Counted apart from his name he would be counted three times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.model import Gender, Zone
from indicators.people.merge import Individual
from indicators.text import Document

# offices and callings whose bearers are not the ones that "nạn nhân" or "cô gái" mean
_PUBLIC = frozenset({2, 3, 4, 5, 6, 8, 9, 10, 11, 16})
_SUSPECT = 25
_FAMILY = r"(?:vợ|chồng|mẹ|bố|cha|con trai|con gái|anh trai|em trai|chị gái|em gái|con|anh ruột|em ruột|chị ruột|bà nội|bà ngoại|ông nội|ông ngoại|con dâu|con rể|bà xã|ông xã|cô dâu|chú rể|hôn phu|hôn thê)"
_KIN_BEFORE = re.compile(rf"(?<!\w){_FAMILY}(?:[ ,:–-]+[^\s,.;:]+){{0,5}}?[ ,:–-]+\Z")
_KIN_AFTER = re.compile(rf"(?: \((?:[^()\n]{{0,50}}?, )?|,? là|,| -| –|, \d+ tuổi,) ?{_FAMILY}(?!\w)")
# A, 25 tuổi; B (SN 1980)
_OF_AGE = re.compile(
    r"(?:,| \(|, sinh năm| \(sinh năm)? ?(?:(?:1[89]|[2-9]\d) tuổi|(?:sn|sinh năm|sinh) ?:? ?(?:\d{1,2}[/.-]\d{1,2}[/.-])?19[0-9]\d)(?!\w)"
)
_PARENT_BEFORE = re.compile(
    r"(?<!\w)(?:vợ|chồng|(?:bà |người )?mẹ(?: trẻ)?|(?:ông |người )?bố(?: trẻ)?|cha) \Z"
)
_ELDERS = frozenset({"ông", "bà", "cụ", "bác", "cụ bà", "cụ ông"})
_GROWN = _ELDERS | {"anh", "chị", "cô", "chú", "thầy", "dì", "đồng chí"}
# pupils, children, athletes and artists may be under age
_YOUNG = frozenset({18, 19, 20, 22})
_CHILDREN = frozenset({"bé", "cháu", "bé gái", "bé trai", "cháu bé", "cháu gái", "cháu trai"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a description can be measured against: sex ("" unknown) and kind of one of the named."""

    sex: str
    public: bool
    suspect: bool
    child: bool
    elder: bool
    grown: bool
    kin: bool
    first: int


class Meant:
    """Answers for one document. People are told by their index."""

    def __init__(self, document: Document, people: Sequence[Individual], genders: Sequence[Gender]) -> None:
        self.document = document
        self.standings = [
            self._standing(person, gender) for person, gender in zip(people, genders, strict=True)
        ]
        self._found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._suspects = {standing.sex for standing in self.standings if standing.suspect}
        self._relatives = {
            (sex, child): self._possible(sex, child=child)
            for sex in ("female", "male")
            for child in (False, True)
        }

    def _possible(self, sex: str, *, child: bool) -> tuple[set[int], set[int]]:
        """Those named who may be somebody's relative of this sex, and of these whom a family word is used of."""
        found = {
            i
            for i, standing in enumerate(self.standings)
            if not standing.public
            and (standing.sex == sex or (child and standing.child and not standing.sex))
            and (child or not standing.child)
        }
        return found, {i for i in found if self.standings[i].kin}

    def _standing(self, person: Individual, gender: Gender) -> Standing:
        codes = {s.title.entry.code for s in person.spots if s.title is not None}
        address = {s.trigger.entry.form for s in person.spots if s.trigger is not None}
        return Standing(
            sex=str(gender) if gender in (Gender.FEMALE, Gender.MALE) else "",
            public=bool(codes & _PUBLIC),
            suspect=_SUSPECT in codes,
            child=bool(address & _CHILDREN),
            elder=bool(address & _ELDERS),
            grown=bool(codes - _YOUNG or address & _GROWN)
            or any(
                spot.speaks or _OF_AGE.match(self.document.folded, spot.end) or self._parent(spot.lead)
                for spot in person.spots
            ),
            kin=self._told_as_kin(person),
            first=self._first(person),
        )

    def _parent(self, at: int) -> bool:
        """Bà mẹ trẻ A, vợ B: nobody calls a child so."""
        return _PARENT_BEFORE.search(self.document.folded, max(0, at - 16), at) is not None

    def _first(self, person: Individual) -> int:
        """Where the body begins to tell of somebody: title and lead only point there."""
        starts = [spot.start for spot in person.spots]
        body = [at for at in starts if self.document.zone_at(at) not in (Zone.TITLE, Zone.LEAD)]
        return min(body or starts, default=0)

    def _told_as_kin(self, person: Individual) -> bool:
        """Does a family word stand beside the name somewhere?"""
        folded = self.document.folded
        return any(
            _KIN_BEFORE.search(folded, max(0, s.lead - 28), s.start) or _KIN_AFTER.match(folded, s.end)
            for s in person.spots[:12]
        )

    def of(self, sex: str, kind: str) -> bool:
        """May anybody named be meant by a word of this sex ("" where it tells none) and kind?"""
        return bool(self._fitting(sex, kind))

    def first_named(self, sex: str, kind: str, after: int, until: int) -> list[int]:
        """Those who may be meant and whom the body begins to tell of between two offsets."""
        fitting = self._fitting(sex, kind)
        low, high = bisect_right(fitting, (after, len(self.standings))), bisect_right(fitting, (until, -1))
        return [i for _, i in fitting[low:high]]

    def _fitting(self, sex: str, kind: str) -> list[tuple[int, int]]:
        """Where the body begins to tell of each who may be meant, in order, with their index; found once."""
        key = (sex, kind)
        if key not in self._found:
            self._found[key] = sorted(
                (standing.first, i) for i, standing in enumerate(self.standings) if _fits(standing, sex, kind)
            )
        return self._found[key]

    def suspects(self, sex: str) -> bool:
        """Is a suspect named who may be of this sex?"""
        return any(s in self._suspects for s in ({sex, ""} if sex else {"", "female", "male"}))

    def kin(self, sex: str, *, owner: int, child: bool, own: bool = False, told: bool = False) -> bool:
        """May a relative of this sex of the one with index ``owner`` (-1: of somebody else) be one of the named?

        Yes where only one comes into question, or one of whom a family word is used. ``own``: one of those of that sex
        is whom the relative is of.
        """
        found, kin = self._relatives[sex, child]
        return (not told and len(found) - (own or owner in found) == 1) or len(kin) > (owner in kin)


def _fits(standing: Standing, sex: str, kind: str) -> bool:
    if standing.public or (sex and standing.sex and standing.sex != sex):
        return False
    if kind == "child":
        return standing.child or not (standing.grown or standing.suspect)
    if kind == "victim":
        return not standing.suspect
    if kind == "young":
        return not standing.child and not standing.elder
    if kind == "elder":
        return standing.elder
    return kind == "suspect" or not standing.child
