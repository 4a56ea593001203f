"""One person, many ways of naming: joins the spots of an item into individuals and keeps namesakes apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from indicators.lexicon import Lexicon
from indicators.model import Zone
from indicators.people.runs import is_initial, plain
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
    _told: set[str] = field(default_factory=set)
    _read: int = 0

    @property
    def sexes(self) -> set[str]:
        """What the words before the names say, without kin words, which may stand for a relation.

        Each spot is read once, however often one asks: a text may name somebody thousands of times.
        """
        for spot in self.spots[self._read :]:
            self._told |= _sexes(spot)
        self._read = len(self.spots)
        return self._told


def _sexes(spot: Spot) -> set[str]:
    return {sex for rung, sex, _ in spot.sex_words if sex and rung != "kin"}


def merge(spots: list[Spot], lexicon: Lexicon, *, abroad: bool = False) -> list[Individual]:
    """Individuals in order of first appearance. Every kept spot gets the index of its person. Linear in the spots.

    ``abroad``: the item tells of China or Korea, whose people go by the family name: ông Quý for Quý Kiến An.
    """
    _promote(spots)
    full = [s for s in spots if s.sure and _is_full(s, lexicon)]
    often = Counter(spot.key for spot in full)
    people: list[Individual] = []
    index = _Index()
    # D. Trump after Donald Trump
    for spot in sorted(full, key=lambda s: (-len(s.key), is_initial(s.pieces[0].text), s.start)):
        once = often[spot.key] == 1
        person = index.exact(spot) or index.only(spot) or index.alike(spot, once=once)
        if person is None:
            person = Individual(spot.key, spot.foreign)
            people.append(person)
            index.add(person)
        person.spots.append(spot)
    latest = _Latest(people)
    loose: list[Spot] = []
    for spot in sorted(spots, key=lambda s: s.start):
        if spot.sure and _is_full(spot, lexicon):
            continue
        person = index.exact(spot) or latest.of(index.fitting(spot), spot)
        if person is not None:
            person.spots.append(spot)
            latest.note(person, spot)
            continue
        loose.append(spot)
    groups = _loose(loose)
    if abroad:
        groups = _by_family(groups, people)
    else:
        # Mr. Đàm of Đàm Vĩnh An
        formal = [group for group in groups if all(map(_formal, group.spots))]
        groups = [group for group in groups if group not in formal] + _by_family(formal, people)
    people.extend(groups)
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
_SIGNED = re.compile(r" ?/ ?[A-ZĐ]{2,}| ?[-–] ?(?:TTXVN|VOV|VTV|VNA|VTC|NLĐ)(?!\w)")
_BYLINE_REST = re.compile(r"\s*(?:[/(|–-][^.\n]{0,60})?\Z")


# "... như vậy. Theo Minh An/Báo Mới", "... như vậy. Minh An - Thu Hà", "... Minh An (Theo Báo Mới)": at the end of a line
_BEFORE_SIGNED = re.compile(r"(?:[.!?…”\"\])] |(?<!\n)(?<=[^\W\d_] )[-–&] |(?:Theo|NT|PV|CTV) )\Z")
_AFTER_SIGNED = re.compile(
    r"\s*(?:theo [A-ZĐ][^\d\n.]{1,30}(?:\.[a-z]{2,3})?|(?:thực hiện|lược ghi|ghi|tổng hợp|lược dịch|biên dịch|dịch|sưu tầm|biên soạn)\.?|(?:[-–&]|/) ?[A-ZĐ][^\d\n.]{0,50}|[-–]|/[A-ZĐ][^\d\n]{1,30}|\((?:Theo|theo|Tổng hợp|tổng hợp|T/h|t/h|Dịch|dịch|[A-ZĐ])[^\d\n()]{1,40}\)|(?:Ảnh|Video|Clip|Đồ họa|Nguồn|Tổng hợp|Theo):? [^\n.]{1,40})?\s*(?:\n|\Z)"
)


# Minh An (minhan@paper.vn): whoever gives an address wrote the item
_WRITES_FROM = re.compile(
    r" ?[(–-]? ?[\w.-]{2,30}(?:@|\.(?:com|net|org|edu|info)(?!\w)|\.vn(?!\w))", re.IGNORECASE
)
_ENDS = re.compile(r"\s*\Z")
# the last words of an item without a full stop are its writer's name, unless they are what a clause was about
_ASKS_FOR = re.compile(
    r"(?<!\w)(?:là|của|với|và|cho|bởi|do|gặp|tên|như|hoặc|hay|về|từ|cùng|lẫn|đến|tới|bị|được|nhờ|giúp|mang|gọi|thay|hơn|bằng|phải|sau|trước|mời) \Z"
)


def _signs(spot: Spot, norm: str) -> bool:
    """Does a name sign its line rather than stand in it?"""
    if spot.trigger is not None or spot.title is not None:
        return False
    if _WRITES_FROM.match(norm, spot.end):
        return True
    if _AFTER_SIGNED.match(norm, spot.end) is None:
        return False
    low = max(0, spot.start - 8)
    if _BEFORE_SIGNED.search(norm, low, spot.start) is not None:
        return True
    before = norm[low : spot.start].lower()
    return (
        len(spot.pieces) > 1
        and norm[spot.start - 2 : spot.start - 1].islower()
        and _ENDS.match(norm, spot.end) is not None
        and _ASKS_FOR.search(before) is None
    )


# "vào vai An", "nhân vật An", "An (Bình đóng)": somebody of a film or a book
_PLAYED = re.compile(
    r"(?<!\w)(?:vai|vai diễn|nhân vật|nhân vật chính|nhân vật nữ|nhân vật nam|nhân vật nữ chính|nhân vật nam chính|hóa thân thành|hoá thân thành|nhập vai|thủ vai)(?: (?:là|nàng|chàng|cô|anh|ông|bà|cậu|cô nàng|anh chàng|cô gái|chàng trai|vua|hoàng hậu|công chúa))? \Z"
)
_PLAYED_BY = re.compile(
    r" ?\((?:do )?(?:[^()\n]{2,30} (?:đóng|thủ vai|thủ diễn|thể hiện|vào vai|lồng tiếng|thủ vai chính)|(?:đóng|thủ vai|vai))\)"
)


# one of these stands in every such place
_OF_PLAYS = ("vai", "nhân vật", "thân thành", "đóng)", "thủ diễn)", "thể hiện)", "lồng tiếng)")
# whoever is named more often, or with address or office, is rather in the news
_SELDOM = 3


def _is_played(person: Individual, document: Document) -> bool:
    """Is it a character, whom an actor plays?"""
    if len(person.spots) > _SELDOM or any(map(_in_office, person.spots)):
        return False
    return any(_plays(spot, document) for spot in person.spots)


def _in_office(spot: Spot) -> bool:
    told = [hit for hit in (spot.title, spot.trigger) if hit is not None]
    return any(hit.entry.sex or (hit is spot.title and "nhân vật" not in hit.entry.form) for hit in told)


def _plays(spot: Spot, document: Document) -> bool:
    return (
        _PLAYED.search(document.folded, max(0, spot.lead - 26), spot.start) is not None
        or _PLAYED_BY.match(document.folded, spot.end) is not None
    )


def without_bylines(people: list[Individual], document: Document) -> list[Individual]:
    """Leaves out those whose name is all that a sentence or line says: writers and photographers sign so."""
    kept = []
    played = any(word in document.folded for word in _OF_PLAYS)
    for person in people:
        if all(_SIGNED.match(document.norm, spot.end) and spot.trigger is None for spot in person.spots):
            continue
        if all(_signs(spot, document.norm) for spot in person.spots):
            continue
        if played and _is_played(person, document):
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


_ARTICLE = re.compile(r"(?:al|el|ul|ad|as|ash)-\w")


def _is_full(spot: Spot, lexicon: Lexicon) -> bool:
    if len(spot.pieces) < 2:
        return False
    if spot.foreign or spot.key[0] in lexicon.strong or spot.key[0] in lexicon.weak:
        return True
    return len(spot.pieces) >= 3


def _parts(whole: tuple[str, ...], *, foreign: bool) -> set[tuple[str, ...]]:
    """By which shorter names somebody goes: Ngọc Anh of Trần Ngọc Anh, Park of Park Hang Seo, D. Trump."""
    parts = {whole[at:] for at in range(1, len(whole))}
    parts |= {whole[:at] for at in range(1 if foreign else 2, len(whole))}
    if foreign:
        parts |= {(word,) for word in whole} if len(whole) > 1 else set()
        if _ARTICLE.match(whole[-1]):
            # Tổng thống Assad after Bashar al-Assad
            parts.add((whole[-1].partition("-")[2],))
        if len(whole) > 1 and len(whole[0]) > 2:
            parts |= {(whole[0][0] + ".", *whole[at:]) for at in range(1, len(whole))}
    return parts


def _letters(key: tuple[str, ...]) -> list[str]:
    """The letters of a name withheld (P.K.C.); none of other names and of single initials."""
    if len(key) != 1 or not key[0].count(".") or not is_initial(key[0].upper()):
        return []
    return [letter for letter in key[0].split(".") if letter]


def _agree(spot: Spot, person: Individual) -> bool:
    """No word before one name contradicts a word before the other."""
    mine = _sexes(spot)
    return not (mine and person.sexes and not mine & person.sexes)


class _Index:
    """People by every name they may go by, so that each naming finds its person in constant time."""

    def __init__(self) -> None:
        self.whole: dict[tuple[str, ...], Individual] = {}
        self.by_part: dict[tuple[str, ...], list[Individual]] = {}
        self.near: dict[tuple[int, tuple[str, ...]], list[Individual]] = {}
        self.slips: dict[tuple[str, ...], list[Individual]] = {}

    def add(self, person: Individual) -> None:
        self.whole.setdefault(person.key, person)
        last = person.key[-1]
        parts = _parts(person.key, foreign=person.foreign)
        end = last.rstrip(".").rsplit(".", 1)[-1]
        if len(end) == 1:
            parts |= {(end,), (end + ".",)}
        for part in parts - {person.key}:
            self.by_part.setdefault(part, []).append(person)
        if not person.foreign and len(person.key) >= _WHOLE:
            self.slips.setdefault(_unmarked(person.key), []).append(person)
        if len(person.key) > 1 and (person.foreign or len(person.key) >= _WHOLE):
            for at in range(len(person.key) - (not person.foreign)):
                self.near.setdefault((at, _without(person.key, at)), []).append(person)

    def exact(self, spot: Spot) -> Individual | None:
        return self.whole.get(spot.key)

    def only(self, spot: Spot) -> Individual | None:
        """The one longer name this one is part of."""
        found = [p for p in self.by_part.get(spot.key, ()) if _agree(spot, p)]
        return found[0] if len(found) == 1 else None

    def fitting(self, spot: Spot) -> list[Individual]:
        return [p for p in self.by_part.get(spot.key, ()) if _agree(spot, p)]

    def _misheard(self, spot: Spot) -> Individual | None:
        for at in range(len(spot.key) - 1) if len(spot.key) >= _WHOLE else ():
            for person in self.near.get((at, _without(spot.key, at)), ()):
                far = spot.start - max(s.end for s in person.spots) >= _FAR
                if (
                    far
                    and not person.foreign
                    and _sound_alike(spot.key[at], person.key[at])
                    and _agree(spot, person)
                ):
                    return person
        return None

    def alike(self, spot: Spot, *, once: bool) -> Individual | None:
        """A name in another spelling: one letter of a long word from abroad differs, or marks before the given name; or,
        where it stands ``once`` and far behind, a family or middle name much like it: Lê Hoài An, Lê Hoàng An.
        """
        if not spot.foreign:
            found = self.slips.get(_unmarked(spot.key), ()) if len(spot.key) >= _WHOLE else ()
            slip = next((person for person in found if _agree(spot, person)), None)
            return slip or (self._misheard(spot) if once else None)
        for at, word in enumerate(spot.key):
            for person in self.near.get((at, _without(spot.key, at)), ()):
                if _one_letter(word, person.key[at]) and _agree(spot, person):
                    return person
        return None


def _unmarked(key: tuple[str, ...]) -> tuple[str, ...]:
    """Trần Thi Hạ for Trần Thị Hạ: a slip of marks; the given name as printed, by which sisters differ."""
    return (*map(plain, key[:-1]), key[-1])


def _without(key: tuple[str, ...], at: int) -> tuple[str, ...]:
    return key[:at] + key[at + 1 :]


_LONG = 5
# a family name, a middle and a given name
_WHOLE = 3


# brothers and sisters differ by these, and stand in one list rather than far apart
_MARKED = frozenset({"thị", "văn"})
_FAR = 60
_ALIKE = 0.6


def _sound_alike(one: str, other: str) -> bool:
    """Hoài and Hoàng, Phan and Phạm: do two syllables share most of their letters?"""
    if one in _MARKED or other in _MARKED:
        return False
    return SequenceMatcher(None, plain(one), plain(other)).ratio() >= _ALIKE


def _one_letter(one: str, other: str) -> bool:
    """Do two long words differ by one letter: changed, added or left out?"""
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


class _Latest:
    """Who of several was named last before a place: asked in order of the text."""

    def __init__(self, people: list[Individual]) -> None:
        self.starts = {id(p): sorted(s.start for s in p.spots) for p in people}
        self.noted: dict[int, int] = {}

    def note(self, person: Individual, spot: Spot) -> None:
        self.noted[id(person)] = spot.start

    def of(self, found: list[Individual], spot: Spot) -> Individual | None:
        """The last one named before, else the first one after."""
        if not found:
            return None
        before = [(at, p) for p in found if (at := self._before(p, spot.start)) >= 0]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        return min(found, key=lambda p: self.starts[id(p)][0])

    def _before(self, person: Individual, start: int) -> int:
        starts = self.starts[id(person)]
        at = bisect_left(starts, start)
        return max(starts[at - 1] if at else -1, self.noted.get(id(person), -1))


def _loose(loose: list[Spot]) -> list[Individual]:
    """Names that belong to no full name: persons of their own where a sure place names them."""
    groups: list[Individual] = []
    by_part: dict[tuple[str, ...], list[Individual]] = {}
    by_end: dict[tuple[str, ...], list[Individual]] = {}
    # P.K.C. before P. and C.
    for spot in sorted((s for s in loose if s.sure), key=lambda s: (-len(s.key), -_dots(s.key), s.start)):
        home = next((g for g in by_part.get(spot.key, ()) if _agree(spot, g)), None)
        if home is None:
            home = Individual(spot.key, spot.foreign)
            groups.append(home)
            initials = _initials(spot.key)
            parts = {spot.key} | initials
            parts |= _parts(spot.key, foreign=spot.foreign or len(spot.key) == 2)
            for part in parts:
                by_part.setdefault(part, []).append(home)
            for part in {spot.key, spot.key[-1:]} | initials:
                by_end.setdefault(part, []).append(home)
        home.spots.append(spot)
    for spot in loose:
        if not spot.sure and spot.key in by_end:
            by_end[spot.key][0].spots.append(spot)
    return groups


def _formal(spot: Spot) -> bool:
    return spot.trigger is not None and spot.trigger.entry.form.rstrip(".") in ("mr", "mrs", "ms", "ngài")


def _by_family(groups: list[Individual], people: list[Individual]) -> list[Individual]:
    """Joins single names to the one full name that begins with them; what is left over stays a person of its own."""
    bearers: dict[str, list[Individual]] = {}
    for person in people:
        if len(person.key) > 1:
            bearers.setdefault(person.key[0], []).append(person)
    left = []
    for group in groups:
        found = bearers.get(group.key[0], []) if len(group.key) == 1 else []
        if len(found) == 1 and _agree(group.spots[0], found[0]):
            found[0].spots += group.spots
        else:
            left.append(group)
    return left


def _dots(key: tuple[str, ...]) -> int:
    return key[0].count(".") if _letters(key) else 0


def _initials(key: tuple[str, ...]) -> set[tuple[str, ...]]:
    """P. and C. of P.K.C.; chị D for chị D."""
    letters = [key[0][0]] if len(key) == 1 and len(key[0].rstrip(".")) == 1 else _letters(key)
    if not letters or (len(letters) < 2 and len(key[0].rstrip(".")) > 1):
        return set()
    return {(end + dot,) for end in (letters[0], letters[-1]) for dot in ("", ".")}
