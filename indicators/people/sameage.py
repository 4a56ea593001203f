"""Bé trai 7 tuổi in the headline, and in the body An, 7 tuổi: one age tells that a description and a name mean one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from indicators.people.merge import Individual
from indicators.text import Document

_CALLING = r"(?: (?!\d)[^\s.,;:()“”\"]+){0,3}?"
_DESCRIBED = re.compile(
    r"(?<!\w)(?:(?P<f>bé gái|cháu gái|em gái|cô gái|thiếu nữ|nữ sinh|người phụ nữ|phụ nữ|người đàn bà|cụ bà|cô bé|người mẹ|bà mẹ|sản phụ|thai phụ|nữ [^\W\d_]+(?: [^\W\d_]+)?|bà cụ|bà lão)"
    r"|(?P<m>bé trai|cháu trai|em trai|chàng trai|nam thanh niên|thanh niên|nam sinh|người đàn ông|đàn ông|gã đàn ông|cụ ông|cậu bé|người cha|ông bố|(?<!việt )nam [^\W\d_]+(?: [^\W\d_]+)?|ông cụ|ông lão|gã trai))"
    rf"{_CALLING},? (?P<age>\d{{1,3}})\Z"
)
_AGED = re.compile(r"(?: \((?:[^()\n]{0,24}, )?|, (?:mới |năm nay )?)(\d{1,3}) tuổi")
_SPOTS = 20
# so far before the age its bearer is described
_REACH = 45


def same_age(document: Document, people: Sequence[Individual]) -> None:
    """Marks whoever alone has the age of somebody described, where all descriptions of that age tell one sex."""
    folded = document.folded
    at = folded.find(" tuổi")
    if at < 0:
        return
    bearers: defaultdict[str, list[Individual]] = defaultdict(list)
    for person in people:
        for age in {own.group(1) for s in person.spots[:_SPOTS] if (own := _AGED.match(folded, s.end))}:
            bearers[age].append(person)
    sexes: defaultdict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    while bearers and at >= 0:
        hit = _DESCRIBED.search(folded, max(0, at - _REACH), at)
        if hit is not None and hit["age"] in bearers:
            sexes[hit["age"]].add("female" if hit["f"] else "male")
            words.setdefault(hit["age"], f"{hit.group()} tuổi")
        at = folded.find(" tuổi", at + 1)
    for age, told in sexes.items():
        found = bearers[age]
        if len(told) == 1 and len(found) == 1 and not (found[0].sexes - told):
            found[0].marks.append(("explicit", next(iter(told)), words[age]))
