"""One person, many ways of naming: joins the spots of an item into individuals and keeps namesakes apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indicators.lexicon import Lexicon
from indicators.model import Zone
from indicators.people.runs import is_initial
from indicators.people.spots import Spot
from indicators.text import Document


@dataclass(slots=True)
class Individual:
    """One person while the item is being read. ``key`` is the fullest name so far."""

    key: tuple[str, ...]
    foreign: bool
    spots: list[Spot] = field(default_factory=list)
    name: str = ""
    named: bool = True
    extra: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def sexes(self) -> set[str]:
        """What the words before the names say, without kin words, which may stand for a relation."""
        return {sex for spot in self.spots for rung, sex, _ in spot.sex_words if sex and rung != "kin"}


def merge(spots: list[Spot], lexicon: Lexicon) -> list[Individual]:
    """Individuals in order of first appearance. Every kept spot gets the index of its person."""
    _promote(spots)
    full = [s for s in spots if s.sure and _is_full(s, lexicon)]
    people: list[Individual] = []
    by_key: dict[tuple[str, ...], Individual] = {}
    for spot in sorted(full, key=lambda s: (-len(s.key), s.start)):
        person = by_key.get(spot.key) or _longer(spot, people)
        if person is None:
            person = Individual(spot.key, spot.foreign)
            people.append(person)
            by_key[spot.key] = person
        person.spots.append(spot)
    index = _Endings(people)
    loose: list[Spot] = []
    for spot in sorted(spots, key=lambda s: s.start):
        if spot.sure and _is_full(spot, lexicon):
            continue
        person = by_key.get(spot.key) or index.find(spot)
        if person is not None:
            person.spots.append(spot)
            continue
        loose.append(spot)
    _loose(loose, people)
    for person in people:
        person.spots.sort(key=lambda s: s.start)
    people.sort(key=lambda p: p.spots[0].start)
    for at, person in enumerate(people):
        for spot in person.spots:
            spot.person = at
            if spot.nickname:
                person.extra += {(spot.start, spot.nickname), (spot.lead, spot.nickname)}
        best = max(person.spots, key=lambda s: (len(s.pieces), not s.pieces[0].text.isupper(), -s.start))
        person.key = best.key
        person.name = " ".join(p.text for p in best.pieces)
    return people


# Minh An/VOV.VN: a name signed with its newsroom, wherever it stands
_SIGNED = re.compile(r" ?/ ?[A-ZĐ]{2,}")
_BYLINE_REST = re.compile(r"\s*(?:[/(|–-][^.\n]{0,60})?\Z")


def without_bylines(people: list[Individual], document: Document) -> list[Individual]:
    """Leaves out those whose name is all that a sentence or line says: writers and photographers sign so."""
    kept = []
    for person in people:
        if all(_SIGNED.match(document.norm, spot.end) and spot.trigger is None for spot in person.spots):
            continue
        if len(person.spots) == 1 and person.spots[0].trigger is None and person.spots[0].title is None:
            spot = person.spots[0]
            start, end = document.sentences[document.sentence_at(spot.start)]
            alone = start == spot.start and _BYLINE_REST.match(document.norm[spot.end : end])
            if alone and document.zone_at(start) == Zone.BODY:
                continue
        kept.append(person)
    return kept


def known_names(people: list[Individual], folded: str) -> None:
    """Adds places where a name of two or more words stands in other letters: headlines in capitals, slips."""
    taken = {spot.start for person in people for spot in person.spots}
    for person in people:
        if len(person.key) < 2 or (person.foreign and len(person.name) < 8):
            continue
        name = person.name.lower()
        at = folded.find(name)
        while at >= 0:
            end = at + len(name)
            if at not in taken and not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
                person.extra.append((at, end))
            at = folded.find(name, end)


def _promote(spots: list[Spot]) -> None:
    """A name that is likely at every one of its two or more places is a person's."""
    groups: dict[tuple[str, ...], list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.key, []).append(spot)
    for group in groups.values():
        if len(group) >= 2 and all(s.likely or s.sure for s in group):
            for spot in group:
                spot.sure = True
    # an unknown foreign name of two words, and elsewhere one of its words with address or as a speaker
    alone = {s.key[0] for s in spots if len(s.key) == 1 and s.foreign and (s.sure or s.speaks)}
    for spot in spots:
        if spot.foreign and 2 <= len(spot.key) <= 3 and alone & set(spot.key):
            spot.sure = True


def _is_full(spot: Spot, lexicon: Lexicon) -> bool:
    if len(spot.pieces) < 2:
        return False
    if spot.foreign or spot.key[0] in lexicon.strong or spot.key[0] in lexicon.weak:
        return True
    return len(spot.pieces) >= 3


def _longer(spot: Spot, people: list[Individual]) -> Individual | None:
    """The one longer name this one is part of: Ngọc Anh of Trần Ngọc Anh, Park of Park Hang Seo."""
    found = None
    for person in people:
        if _part_of(spot.key, person.key, person.foreign) and _agree(spot, person):
            if found is not None:
                return None
            found = person
    return found


def _part_of(short: tuple[str, ...], whole: tuple[str, ...], foreign: bool) -> bool:
    if len(short) >= len(whole):
        return False
    if whole[-len(short) :] == short:
        return True
    if foreign or len(short) >= 2:
        return whole[: len(short)] == short or (foreign and len(short) == 1 and short[0] in whole)
    return False


def _agree(spot: Spot, person: Individual) -> bool:
    """No word before one name contradicts a word before the other."""
    mine = {sex for rung, sex, _ in spot.sex_words if sex and rung != "kin"}
    theirs = person.sexes
    return not (mine and theirs and not mine & theirs)


class _Endings:
    """People by the last word of their names, so that short names find them in constant time."""

    def __init__(self, people: list[Individual]) -> None:
        self.by_word: dict[str, list[Individual]] = {}
        for person in people:
            words = set(person.key) if person.foreign else {person.key[-1], person.key[0]}
            for word in words:
                self.by_word.setdefault(word, []).append(person)
            if is_initial(person.spots[0].pieces[-1].text):
                self.by_word.setdefault(person.key[-1].rstrip("."), []).append(person)
            last = person.key[-1]
            if "." in last.rstrip("."):
                self.by_word.setdefault(last.rstrip(".").rsplit(".", 1)[-1], []).append(person)
                self.by_word.setdefault(last.rstrip(".").rsplit(".", 1)[-1] + ".", []).append(person)

    def find(self, spot: Spot) -> Individual | None:
        """The person a short name stands for: the last one named before it, else the first one after."""
        key = spot.key
        found = [p for p in self.by_word.get(key[-1], ()) if self._fits(key, p) and _agree(spot, p)]
        if not found:
            return None
        before = [p for p in found if p.spots[0].start < spot.start]
        if before:
            return max(before, key=lambda p: max(s.start for s in p.spots if s.start < spot.start))
        return min(found, key=lambda p: p.spots[0].start)

    @staticmethod
    def _fits(key: tuple[str, ...], person: Individual) -> bool:
        if key == person.key or _part_of(key, person.key, person.foreign):
            return True
        if len(key) == 1 and len(key[0].rstrip(".")) == 1:
            last = person.key[-1].rstrip(".").rsplit(".", 1)[-1]
            return last == key[0].rstrip(".")
        return False


def _letters(key: tuple[str, ...]) -> int:
    """Of how many letters a name withheld consists; 0 for other names."""
    return key[0].count(".") if len(key) == 1 and is_initial(key[0].upper()) else 0


def _stands_for(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """P. or C. of P.K.C."""
    if len(short) != 1 or len(whole) != 1 or len(short[0].rstrip(".")) != 1 or _letters(whole) < 2:
        return False
    letters = [letter for letter in whole[0].split(".") if letter]
    return short[0].rstrip(".") in (letters[0], letters[-1])


def _loose(loose: list[Spot], people: list[Individual]) -> None:
    """Names that belong to no full name: persons of their own where a sure place names them."""
    groups: list[Individual] = []
    # P.K.C. before P. and C.
    for spot in sorted((s for s in loose if s.sure), key=lambda s: (-len(s.key), -_letters(s.key), s.start)):
        home = next(
            (
                g
                for g in groups
                if _agree(spot, g)
                and (
                    g.key == spot.key
                    or _stands_for(spot.key, g.key)
                    or _part_of(spot.key, g.key, g.foreign or len(g.key) == 2)
                )
            ),
            None,
        )
        if home is None:
            home = Individual(spot.key, spot.foreign)
            groups.append(home)
        home.spots.append(spot)
    for spot in loose:
        if spot.sure:
            continue
        for group in groups:
            if (
                group.key == spot.key
                or (len(spot.key) == 1 and len(group.key) > 1 and group.key[-1] == spot.key[0])
                or _stands_for(spot.key, group.key)
            ):
                group.spots.append(spot)
                break
    people.extend(groups)
