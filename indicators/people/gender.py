"""Woman or man, by what the item says: a ladder of evidence from explicit words down to the name, and no guess below it."""

from __future__ import annotations

import re
from collections import Counter

from indicators.lexicon import Lexicon
from indicators.model import Evidence, Gender
from indicators.people.cues import around
from indicators.people.knowledge import known
from indicators.people.merge import Individual
from indicators.people.names import SURE as NAME_SURE
from indicators.people.names import probability_of_name
from indicators.text import Document

_RUNGS = ("explicit", "honorific", "office", "kin", "pronoun")
# measured by benchmarks/names.py (2026-11): honorific 62 of 62, pronoun and explicit about one wrong in fifteen where
# many are named together; rounded towards doubt
_RELIABLE = {
    "explicit": 0.97,
    "honorific": 0.995,
    "office": 0.99,
    "knowledge": 0.99,
    "kin": 0.97,
    "pronoun": 0.95,
}
_ABROAD = re.compile(
    r"trung quốc|hàn quốc|nhật bản|đài loan|triều tiên|hong kong|hồng kông|singapore|malaysia|bắc kinh|trung hoa"
)


def _votes(person: Individual, document: Document) -> dict[str, Counter[tuple[str, str]]]:
    """How often each rung speaks for each sex, and with which words."""
    votes: dict[str, Counter[tuple[str, str]]] = {rung: Counter() for rung in _RUNGS}
    for spot in person.spots:
        for rung, sex, words in (*spot.sex_words, *around(document, spot)):
            if sex:
                votes[rung][sex, words] += 1
    for rung, sex, words in person.marks:
        votes[rung][sex, words] += 1
    return votes


def decide(
    person: Individual, document: Document, lexicon: Lexicon
) -> tuple[Gender, Evidence, str, float | None]:
    """Sex, the rung that decided it, its words, and the probability of a woman."""
    votes = _votes(person, document)
    for sex, words in votes["explicit"]:
        # described as trans or non-binary: that stands whatever the address is
        if sex == Gender.OTHER:
            return Gender.OTHER, Evidence.EXPLICIT, words, None
    for rung in _RUNGS:
        if rung == "kin" and (figure := known(person, document, lexicon)) is not None:
            sure = _RELIABLE["knowledge"]
            p_woman = sure if figure.sex == "female" else round(1 - sure, 4)
            return Gender(figure.sex), Evidence.KNOWLEDGE, figure.source, p_woman
        sexes: Counter[str] = Counter()
        for (sex, _), count in votes[rung].items():
            sexes[sex] += count
        if not sexes:
            continue
        ranked = sexes.most_common(2)
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            continue
        sex = ranked[0][0]
        named = probability_of_name(person, lexicon)
        if rung in ("kin", "pronoun") and named is not None and _against(named, sex):
            continue
        words = next(w for (s, w), _ in votes[rung].most_common() if s == sex)
        sure = _RELIABLE[rung]
        return Gender(sex), Evidence(rung), words, sure if sex == "female" else round(1 - sure, 4)
    chance = None if _from_abroad(person, document) else probability_of_name(person, lexicon)
    if chance is not None and (chance >= NAME_SURE or chance <= 1 - NAME_SURE):
        sex = "female" if chance >= NAME_SURE else "male"
        return Gender(sex), Evidence.NAME, person.name, round(chance, 4)
    return Gender.UNKNOWN, Evidence.NONE, "", None


def from_abroad(folded: str) -> bool:
    """Does an item tell of China, Korea or their neighbours, whose names stand in Vietnamese letters?"""
    return _ABROAD.search(folded) is not None


def _from_abroad(person: Individual, document: Document) -> bool:
    """Chinese and Korean names in Vietnamese letters: counts of Vietnamese names say nothing about them."""
    return any(
        _ABROAD.search(document.folded, max(spot.lead, spot.start - 12), spot.start) for spot in person.spots
    )


def _against(chance: float, sex: str) -> bool:
    return chance >= NAME_SURE if sex == "male" else chance <= 1 - NAME_SURE
