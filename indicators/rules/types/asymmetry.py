"""``asymmetry``: inside one item, people of one sex are shown in a way those of the other are not.

Each form alone is harmless (an age, "chị", "bác sĩ"); only the difference says something, and it is a question to the
editor, never more. Compared are grown-up, named people whose sex is known and who speak in the item. ``aspect``:
"family" (a family role although the occupation is known), "age", "looks", "address" (given name and "cô", "anh" against
"ông", "bà" or the full name), "title" (rank or office at the first mention), "function" (those of one sex speak of their own
experience only, those of the other as experts or for an organisation only). ``match`` lists the wordings that show it,
for address those that make small. Symmetric: women or men may be the ones shown so. The finding points at the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indicators.model import Gender, Person, Zone
from indicators.rules.model import Rule
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes

# how far before or after a mention its form of address, title or age stands, in letters
_BESIDE = 30
# who lends a voice to an experience, and who speaks with authority
_TELLS = frozenset({"experience", "popular", "eyewitness"})
_KNOWS = frozenset({"expert", "spokesperson"})
# in these the one shown must be heard: of patients, brides, people wanted, age and family are the news
_OF_SPEAKERS = frozenset({"age", "family", "function"})
# GMMP codes: heads of state, politicians, officials, police; and who is accused
_OFFICES, _ACCUSED = frozenset({1, 2, 3, 4}), 25
_AGE = re.compile(r"^ ?[,(]? ?(?:(?:sn|sinh năm) ?\d{4}|\d{2} tuổi|\d{2}\))")


class Asymmetry:
    """Tried on every item in which women and men speak."""

    keys: tuple[str, ...] = ()
    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        self._aspect = str(rule.body["aspect"])
        self._test = compile_all(rule.body.get("match", ()), classes)
        # of the sex that is not shown so, this many must speak: one could be chance
        self._others = int(rule.body.get("sources_min", 2))

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        women = [p for p in reading.context.people if _comparable(p, Gender.FEMALE)]
        men = [p for p in reading.context.people if _comparable(p, Gender.MALE)]
        for every, others in ((women, men), (men, women)):
            shown = [p for p in every if self._asked_about(p)]
            if self._aspect == "function" and not all(p.function in _KNOWS for p in others):
                continue
            if shown and len(others) >= self._others:
                spans = [self._span(reading, person) for person in shown]
                first = spans[0]
                if first is not None and all(spans) and not any(self._span(reading, p) for p in others):
                    return [first]
        return []

    def _asked_about(self, person: Person) -> bool:
        """Whose age, family or experience may be compared: who has a say of her own, and is no party to the case."""
        if self._aspect in _OF_SPEAKERS and (not person.quoted or person.gmmp_occupation == _ACCUSED):
            return False
        # who is somebody's wife, or holds an office, is asked for that
        return self._aspect != "function" or not (person.family_role or person.gmmp_occupation in _OFFICES)

    def _span(self, reading: Reading, person: Person) -> Span | None:
        """Where the person is shown so, or None."""
        spans = [reading.document.normal(m.start, m.end) for m in person.mentions]
        if self._aspect == "family":
            return spans[0] if person.family_role and person.occupation and spans else None
        if self._aspect == "function":
            return spans[0] if person.function in _TELLS and spans else None
        if self._aspect == "address":
            # made small only where no mention gives the full form
            small = [span for span in spans if self._shows(reading, span)]
            return small[0] if len(small) == len(spans) > 1 else None
        checked = spans[:1] if self._aspect == "title" else spans
        return next((span for span in checked if self._shows(reading, span)), None)

    def _shows(self, reading: Reading, span: Span) -> bool:
        start, end = span
        text = reading.folded
        if self._aspect == "age":
            return _AGE.match(text[end : end + _BESIDE]) is not None
        if self._aspect == "looks":
            begin, stop = reading.sentence(start)
            return reading.has(self._test, (max(begin, start - 2 * _BESIDE), min(stop, end + 2 * _BESIDE)))
        begin = max(reading.sentence(start)[0], start - _BESIDE)
        if self._aspect == "address":
            # cô Mơ, with or without the form inside the mention; never cô Lò Thị Mơ
            words = text[begin:end].split()
            before = text.rfind(words[-2], begin, end) if len(words) > 1 else -1
            alone = before >= 0 and (before < start or len(text[start:end].split()) <= 2)
            return alone and reading.has(
                self._test, (before, before + len(words[-2]) if before >= 0 else end)
            )
        return reading.has(self._test, (begin, end))


def _comparable(person: Person, gender: Gender) -> bool:
    return (
        person.gender is gender
        and person.named
        and (person.source or person.quoted)
        and not person.listed
        and not person.victim
        and person.minor is not True
    )
