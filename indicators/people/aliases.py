"""Lò Văn Tấu (tức Hai Nhái), ca sĩ Mây Trắng tên thật là Lê Thị Hạnh: two names of one person, told so in words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from indicators.people.merge import Individual
from indicators.people.spots import Spot
from indicators.text import Document

# "tự" and "tức" mean two names only behind brackets, a comma or a dash: elsewhere by oneself, and to be angry
_WORDS = (
    r"(?:(?:có |còn có |hay |thường |với )?(?:tên thật|tên khai sinh|tên cúng cơm|tên gọi khác|tên thường gọi|tên thánh|tên Tây|nghệ danh|bút danh|pháp danh"
    r"|biệt danh|biệt hiệu|bí danh|hỗn danh|tên cũ|tên lóng)|(?:còn|thường|hay)(?: được)? gọi)(?: (?:của )?(?:anh|chị|ông|bà|cô|y|hắn))?(?: là)?"
)
_BETWEEN = re.compile(
    rf"(?:(?: ?[(\[]|,| -| –)? ?{_WORDS}|(?: ?[(\[]|,| -| –) ?tức(?: là)?| ?[(\[]tự) [“\"'‘]?\Z"
)
# the longest of these words with what may stand around them
_REACH = 34
_HINTS = ("tên ", "danh", "biệt hiệu", "(tự ", "tức ", "gọi ")


def second_names(people: list[Individual], document: Document) -> list[Individual]:
    """Joins those whom the text says to be one under two names; the first one stays the name.

    Linear in the places of names. The order of first appearance is kept.
    """
    if not any(hint in document.folded for hint in _HINTS):
        return people
    joined: dict[int, int] = {}
    for first, second in _pairs(people, document):
        first, second = _root(joined, first), _root(joined, second)  # noqa: PLW2901
        if first != second and not _apart(people[first], people[second]):
            joined[second] = first
    for second in joined:
        first = _root(joined, second)
        people[first].spots = sorted(people[first].spots + people[second].spots, key=lambda spot: spot.start)
        people[first].extra += people[second].extra
    kept = [person for at, person in enumerate(people) if at not in joined]
    kept.sort(key=lambda person: person.spots[0].start)
    return kept


def _pairs(people: list[Individual], document: Document) -> Iterator[tuple[int, int]]:
    places: list[tuple[Spot, int]] = sorted(
        ((spot, at) for at, person in enumerate(people) for spot in person.spots),
        key=lambda place: place[0].start,
    )
    for (before, first), (after, second) in itertools.pairwise(places):
        gap = after.start - before.end
        if first != second and 0 < gap <= _REACH and _BETWEEN.match(document.norm, before.end, after.start):
            yield first, second


def _root(joined: dict[int, int], at: int) -> int:
    while at in joined:
        at = joined[at]
    return at


def _apart(one: Individual, other: Individual) -> bool:
    """Do words before the names tell that they differ in sex?"""
    return bool(one.sexes and other.sexes and one.sexes != other.sexes)
