"""Woman or man, by what the item says: a ladder of evidence from explicit words down to the name, and no guess below it."""

from __future__ import annotations

import csv
import functools
import re
from collections import Counter
from collections.abc import Mapping
from operator import itemgetter

from indicators.lexicon import VOCAB, Lexicon
from indicators.model import Evidence, Gender
from indicators.people.cues import around
from indicators.people.endings import by_form
from indicators.people.games import player_of
from indicators.people.knowledge import COUNTRIES, from_abroad, known
from indicators.people.merge import Individual
from indicators.people.names import SURE as NAME_SURE
from indicators.people.names import probability_of_name
from indicators.text import Document

_RUNGS = ("explicit", "honorific", "office", "knowledge", "kin", "pronoun")
# a rung less reliable than this decides nothing
STATED = 0.9
__all__ = ["decide", "from_abroad", "reliability", "told"]
_JAPAN = ("nhật bản", "tokyo", "người nhật")
_ABROAD = re.compile("|".join(COUNTRIES))


def _votes(person: Individual, document: Document) -> dict[str, Counter[tuple[str, str]]]:
    """How often each rung speaks for each sex, and with which words."""
    marks = [mark for spot in person.spots for mark in (*spot.sex_words, *around(document, spot)) if mark[1]]
    votes: dict[str, Counter[tuple[str, str]]] = {}
    for rung, sex, words in (*marks, *person.marks):
        votes.setdefault(rung, Counter())[sex, words] += 1
    return votes


@functools.cache
def reliability() -> Mapping[str, float]:
    """The probability of each rung: (right + 1) / (of + 2) over all that was measured."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    with (VOCAB / "reliability.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            right[row["rung"]] += int(row["right"])
            of[row["rung"]] += int(row["of"])
    return {rung: round((right[rung] + 1) / (of[rung] + 2), 3) for rung in of}


def told(person: Individual, document: Document) -> dict[str, str]:
    """What each rung says; none where it says both as often."""
    return _told(_votes(person, document))


def _told(counted: Mapping[str, Counter[tuple[str, str]]]) -> dict[str, str]:
    found = {}
    for rung, votes in counted.items():
        sexes: Counter[str] = Counter()
        for (sex, _), count in votes.items():
            sexes[sex] += count
        ranked = sorted(sexes.items(), key=itemgetter(1), reverse=True)
        if not (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            found[rung] = ranked[0][0]
    return found


def decide(
    person: Individual, document: Document, lexicon: Lexicon
) -> tuple[Gender, Evidence, str, float | None]:
    """Sex, the rung that decided it, its words, and the probability of a woman."""
    votes = _votes(person, document)
    for sex, words in votes.get("explicit", ()):
        # described as trans or non-binary: that stands whatever the address is
        if sex == Gender.OTHER:
            return Gender.OTHER, Evidence.EXPLICIT, words, None
    rungs, sure = _told(votes), reliability()
    named = probability_of_name(person, lexicon)
    if named is None and person.foreign and person.key:
        named = _by_spelling(person, document, lexicon)
    for rung in _RUNGS:
        if rung == "knowledge":
            figure = known(person, document, lexicon)
            if figure is not None:
                return _decided(figure.sex, Evidence.KNOWLEDGE, figure.source, sure[rung])
            continue
        sex = rungs.get(rung, "")
        if not sex or sure[rung] < STATED:
            continue
        if rung in ("kin", "pronoun") and named is not None and _against(named, sex):
            continue
        if rung == "pronoun" and _called_child(person, sex):
            continue
        words = next(w for (s, w), _ in votes[rung].most_common() if s == sex)
        return _decided(sex, Evidence(rung), words, sure[rung])
    sex, competition = player_of(person, document)
    if sex:
        # before the name: Andrea, Dele and Miranda play in men's leagues
        return _decided(sex, Evidence.KNOWLEDGE, competition, sure["game"])
    chance = None if _from_abroad(person, document) else named
    if chance is not None and (chance >= NAME_SURE or chance <= 1 - NAME_SURE):
        sex = "female" if chance >= NAME_SURE else "male"
        return Gender(sex), Evidence.NAME, person.name, round(chance, 4)
    return Gender.UNKNOWN, Evidence.NONE, "", None


def _called_child(person: Individual, sex: str) -> bool:
    """Con trai Sonic, and "cô" further on: the child's own word or the parent's, the pronoun alone decides nothing."""
    return any(
        spot.trigger is not None
        and spot.trigger.entry.form.startswith(("con ", "cháu "))
        and spot.trigger.entry.kin_sex not in ("", sex)
        for spot in person.spots
    )


def _by_spelling(person: Individual, document: Document, lexicon: Lexicon) -> float | None:
    """By the form of the name, or by another spelling of it in the item: Anglela, Angela."""
    chance = by_form(person.key, japanese=any(word in document.folded for word in _JAPAN))
    if chance is not None or len(person.key) == 1:
        return chance
    for spot in person.spots:
        sex = lexicon.foreign.get(spot.key[0]) if len(spot.key) == len(person.key) else ""
        if sex and spot.key[0] != person.key[0]:
            return 0.97 if sex == Gender.FEMALE else 0.03
    return None


def _decided(sex: str, evidence: Evidence, words: str, sure: float) -> tuple[Gender, Evidence, str, float]:
    return Gender(sex), evidence, words, sure if sex == "female" else round(1 - sure, 4)


def _from_abroad(person: Individual, document: Document) -> bool:
    """Chinese and Korean names in Vietnamese letters: counts of Vietnamese names say nothing about them."""
    return any(
        _ABROAD.search(document.folded, max(spot.lead, spot.start - 12), spot.start) for spot in person.spots
    )


def _against(chance: float, sex: str) -> bool:
    return chance >= NAME_SURE if sex == "male" else chance <= 1 - NAME_SURE
