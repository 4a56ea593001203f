"""What is publicly known of a figure: a sourced table of office holders and players, and no guess beyond it."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.lexicon import VOCAB, Lexicon, fold
from indicators.people.eponyms import sex_of
from indicators.people.runs import is_syllable, plain
from indicators.text import Document

if TYPE_CHECKING:
    from indicators.people.merge import Individual

# a family name alone speaks only beside an office (GMMP codes of rulers, politicians, officials, the armed forces) ...
_OFFICES = frozenset({1, 2, 3, 4})
# ... or, for a player, beside a sportsman's title or in an item about the game
_SPORT = 19
_GAME = ("bóng đá", "cầu thủ", "tiền đạo", "tiền vệ", "hậu vệ", "thủ môn", "ghi bàn", "world cup", "premier league",
         "champions league", "la liga", "serie a", "bundesliga", "ngoại hạng")  # fmt: skip
COUNTRIES = ("trung quốc", "hàn quốc", "nhật bản", "đài loan", "triều tiên", "hong kong", "hồng kông", "singapore", "malaysia", "bắc kinh", "trung hoa")  # fmt: skip
_SUFFIXES = frozenset({"jr", "jr.", "ii", "iii"})
_SHORTEST = 4
# no evidence of a sex, but of somebody in office
_ADDRESS = frozenset({"đồng chí", "đ/c", "đc", "đ/c."})
# a namesake of today
_AGED = re.compile(r" ?[(,] ?(?:\d{1,3} tuổi|SN |sinh năm)")


@dataclass(frozen=True, slots=True)
class Known:
    """What the table says of one name. ``titles``: a Vietnamese name counts only beside one of them."""

    sex: str
    source: str
    titles: tuple[str, ...]
    plays: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office, as a department's own table says: ``sex`` female or male, ``titles`` the offices, ``source`` the paper
    that tells both.
    """

    name: str
    sex: str
    titles: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """Whole names, and family names from abroad whose bearers are all of one sex; ``written``: Sino-Vietnamese readings."""

    whole: Mapping[str, Known]
    family: Mapping[str, Known]
    written: Mapping[str, Known]


def from_abroad(folded: str) -> bool:
    """Does an item tell of China, Korea or their neighbours, whose names stand in Vietnamese letters?"""
    return any(country in folded for country in COUNTRIES)


def key_of(name: str) -> str:
    """A name without marks, hyphens and blanks: Moon Jae-in, Moon Jae In."""
    return "".join(c for c in plain(name.lower()) if c.isalnum())


@functools.cache
def table() -> Table:
    """The table shipped with the program."""
    whole: dict[str, Known | None] = {}
    family: dict[str, Known | None] = {}
    with (VOCAB / "knowledge.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            titles = tuple(row["titles"].split("|")) if row["titles"] else ()
            known = Known(row["sex"], row["source"], titles, row["source"].startswith("openfootball"))
            words = [word for word in row["name"].lower().split() if word not in _SUFFIXES]
            if titles:
                # with its marks: without them Vietnamese names fall together
                _put(whole, "".join(words), known)
                continue
            _put(whole, key_of("".join(words)), known)
            last = plain(words[-1])
            if len(last) >= _SHORTEST and not is_syllable(last) and "-" not in last:
                _put(family, last, known)
    names = {name: one for name, one in whole.items() if one}
    return Table(names, {name: one for name, one in family.items() if one}, dict(_written(names)))


def _written(names: Mapping[str, Known]) -> Iterator[tuple[str, Known]]:
    """Tập Cận Bình for Xi Jinping: with its marks, as it stands in an item."""
    with (VOCAB / "written-names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            figure = names.get(key_of(row["name"]))
            if figure is not None:
                yield "".join(fold(row["written"]).split()), figure


def _put(names: dict[str, Known | None], name: str, known: Known) -> None:
    """Keeps a name; None where its bearers differ in sex."""
    old = names.get(name, known)
    names[name] = old if old is not None and old.sex == known.sex else None


def own_table(holders: Iterable[Holder]) -> dict[str, Known]:
    """A department's table by name, with its marks; nobody where two holders of one name differ in sex."""
    bearers: dict[str, list[Holder]] = {}
    for holder in holders:
        bearers.setdefault("".join(fold(holder.name).split()), []).append(holder)
    found = {}
    for name, same in bearers.items():
        titles = tuple(fold(title) for holder in same for title in holder.titles)
        if len({holder.sex for holder in same}) == 1:
            found[name] = Known(same[0].sex, same[0].source, titles, plays=False)
    return found


def is_known(words: str) -> bool:
    """Is this the whole name of somebody from abroad whom the table knows?"""
    known = table().whole.get(key_of(words))
    return known is not None and not known.titles


def plays(word: str) -> bool:
    """Is this, without marks, the family name of players of the table and of nobody else in it?"""
    found = table().family.get(word)
    return found is not None and found.plays


def known(person: Individual, document: Document, lexicon: Lexicon) -> Known | None:
    """What the table says of somebody, where the item leaves no doubt that it is they."""
    key = person.key
    if not person.named or not key:
        return None
    if len(key) == 1:
        return _by_family(person, document, lexicon)
    own: Known | None = lexicon.holders.get("".join(key))
    if own is not None and _in_office(person, own.titles):
        return own
    if (read := table().written.get("".join(key))) is not None and from_abroad(document.folded):
        return read
    home = table().whole.get("".join(key))
    if home is not None and home.titles:
        return home if _holds(person, home.titles) else None
    return _past(person, document) or _abroad(key)


def _past(person: Individual, document: Document) -> Known | None:
    past = sex_of(person.key)
    if past and not any(_AGED.match(document.norm, spot.end) for spot in person.spots):
        return Known(past, "[K] history", (), plays=False)
    return None


def _abroad(key: tuple[str, ...]) -> Known | None:
    abroad = table().whole.get(key_of("".join(key)))
    return abroad if abroad is not None and not abroad.titles else None


def _by_family(person: Individual, document: Document, lexicon: Lexicon) -> Known | None:
    name = person.key[0]
    found = table().family.get(name) if person.foreign else None
    if found is None or name in lexicon.foreign or name in lexicon.not_given:
        return None
    codes = {hit.entry.code for spot in person.spots for hit in (spot.trigger, spot.title) if hit}
    if found.plays:
        return found if _SPORT in codes or any(word in document.folded for word in _GAME) else None
    return found if codes & _OFFICES else None


def _in_office(person: Individual, titles: tuple[str, ...]) -> bool:
    """Does the item give the person an office of the department's table, or the address of officials?"""
    return any(
        hit.entry.form in _ADDRESS or any(_is_part(hit.entry.form, title) for title in titles)
        for spot in person.spots
        for hit in (spot.trigger, spot.title)
        if hit is not None
    )


def _is_part(form: str, title: str) -> bool:
    """Bí thư of Bí thư Tỉnh ủy Lạc Giang, and the reverse; Giám đốc is no part of Phó Giám đốc."""
    return f"{title} ".startswith(f"{form} ") or f"{form} ".startswith(f"{title} ")


def _holds(person: Individual, titles: tuple[str, ...]) -> bool:
    """Does the item give the person one of these offices, held or left?"""
    for spot in person.spots:
        for hit in (spot.trigger, spot.title):
            if hit is not None and any(
                hit.entry.form == title
                or hit.entry.form.startswith(title + " ")
                or hit.entry.form.endswith(" " + title)
                for title in titles
            ):
                return True
    return False
