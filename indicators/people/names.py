"""What a Vietnamese name alone tells of its bearer's sex: a calibrated probability, and None where it tells nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.lexicon import PLACE, Lexicon, NameCounts
from indicators.people.runs import is_initial, is_syllable

if TYPE_CHECKING:
    from indicators.people.merge import Individual

# from here on the name alone decides: on held names 0.89 decided, 0.990 right. From 0.80 on it would be 0.91 and 0.987, and one
# man more among 374 people of read articles: no gain for guesses at names that both sexes bear (2026-11)
SURE = 0.85

# smoothing of counts towards even odds, and how far the parts of a name speak independently of each other;
# chosen on the counted four fifths, measured on the held fifth: see docs/MEASUREMENTS.md
_PRIOR = 2.0
_GIVEN, _MIDDLE, _PAIR = 0.9, 0.75, 0.35
# a name without Thị and Văn is rather a man's: more women than men bear their mark, and rare given names are men's; the
# 1,988 addressed people in unannotated press ask for -0.4, even caution on both sides for -0.25 (2026-11)
_UNMARKED = -0.25


def probability_female(syllables: Sequence[str], counts: NameCounts) -> float | None:
    """Probability that a person of this full name (folded syllables, family name first) is a woman."""
    if not syllables:
        return None
    given = syllables[-1]
    middle = list(syllables[1:-1])
    known = False
    scale = counts.men / counts.women
    marked = bool(middle) and middle[0] in ("thị", "văn")
    score = 0.0 if marked else _UNMARKED
    for weight, pair in (
        (_GIVEN / 2 if marked else _GIVEN, counts.given.get(given)),
        (1.0 if marked else _MIDDLE, _middle(middle, counts)),
        (_PAIR, counts.last_two.get(" ".join(syllables[-2:])) if len(syllables) > 2 and not marked else None),
    ):
        if pair is not None:
            known = True
            score += weight * math.log((pair[0] * scale + _PRIOR) / (pair[1] + _PRIOR))
    if not known:
        return None
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _middle(middle: Sequence[str], counts: NameCounts) -> tuple[int, int] | None:
    """The counts of the whole middle, else of its last syllable; Thị and Văn count wherever they open it."""
    if not middle:
        return None
    if middle[0] in ("thị", "văn"):
        return counts.middle.get(middle[0])
    # Nguyễn Đức Thùy An: of two the second belongs to the given name, the first is rather a second family name
    return (
        counts.middle.get(" ".join(middle)) or counts.middle.get(middle[-1]) or counts.middle.get(middle[0])
    )


def probability_of_name(person: Individual, lexicon: Lexicon) -> float | None:  # noqa: PLR0911, PLR0912  a list of decisions reads best in order
    """What the name alone says; None for initials, single names and unknown foreign ones."""
    key = person.key
    if (native := _of_highlands(key)) is not None:
        return native
    if (korean := _korean(key, lexicon)) is not None:
        return korean
    if person.foreign:
        first = key[0] if key[0] not in lexicon.asian_surnames else ""
        for word in (" ".join(key[:2]), first, first.split("-", 1)[0]):
            sex = lexicon.foreign.get(word)
            if sex:
                return 0.97 if sex == "female" else 0.03
        sex = lexicon.foreign_rare.get(first)
        if sex and len(key) > 1:
            return 0.93 if sex == "female" else 0.07
        return None
    if len(key) < 2 or is_initial(key[-1]):
        if "thị" in key[1:]:
            return 0.995
        if "văn" in key[1:]:
            return 0.005
        # Nga: a country as well
        land = lexicon.entry(key[0])
        if len(key) > 1 or (land is not None and PLACE in land.kinds):
            return None
        return _one(key[0], lexicon.names)
    if " ".join(key[:2]) in _CLAN:
        return _CLAN[" ".join(key[:2])]
    if "thị" in key[2:-1] or (key[1] == "thị" and key[0] not in lexicon.strong and len(key) > 2):
        return 0.99
    if len(key) == 2 and key[0] in lexicon.weak:
        return _two(key, lexicon.names)
    if key[0] in lexicon.foreign and key[0] not in lexicon.strong:
        sex = lexicon.foreign[key[0]]
        return None if not sex else 0.97 if sex == "female" else 0.03
    if key[0] not in lexicon.strong and key[0] not in lexicon.weak:
        return probability_female(("", *key), lexicon.names)
    return probability_female(key, lexicon.names)


# Êđê family names stand last
_EDE = frozenset(
    "niê,mlô,êban,byă,ayũn,kbuôr,ktla,ksơr,hđơk,adrơng,kđoh,hwing,bkrông,knul,kriêng,hmok,hlong,eñuôl,ênuôl,bdap".split(
        ","
    )
)
# a name of three words
_THREE = 3


def _of_highlands(key: Sequence[str]) -> float | None:
    """Giàng A Páo, Y Thắng Niê, H'Lan Niê: peoples of the highlands mark their sons by A or Y, their daughters by H'."""
    first = key[0].replace("’", "'")
    if first.startswith("h'") and len(first) > _THREE:
        return 0.98
    if first == "y" and len(key) > 1 and key[-1] in _EDE:
        return 0.02
    if len(key) == _THREE and key[1] == "a" and is_syllable(key[0]) and is_syllable(key[2]):
        return 0.02
    return None


# log odds from which on the syllables of a Korean name tell: 0.982 of 1,214 spellings right, each left out of the
# counts it was judged by (2026-11)
_KOREAN_SURE = 2.0


def _korean(key: Sequence[str], lexicon: Lexicon) -> float | None:
    """Song Mi Na, Mi Na, Park Mi-na, Mi-na Park: what the two syllables of a Korean given name tell."""
    hyphened = next((word.split("-") for word in key if word.count("-") == 1), None)
    given = hyphened if hyphened and len(key) <= 2 else list(key[-2:])
    if len(given) != 2 or len(key) > 3:
        return None
    if len(key) > len(given) and not hyphened and key[0] not in lexicon.korean_families:
        return None
    if any(syllable not in lexicon.korean_syllables for syllable in given):
        return None
    names = lexicon.names
    if all(word in names.given or word in names.middle for word in given):
        # Vietnamese as well
        return None
    odds = 0.0
    for part, syllable in zip(("first", "second"), given, strict=True):
        women, men = lexicon.korean.get(f"{part} {syllable}", (0, 0))
        odds += math.log((women + 1) / (men + 1))
    if abs(odds) < _KOREAN_SURE:
        return None
    return 0.97 if odds > 0 else 0.03


# of 94 single names of addressed people in unannotated press that are so much a woman's or a man's 90 told their sex (2026-11)
_ONE_SURE, _ONE_LEAST = 0.97, 100


def _one(given: str, counts: NameCounts) -> float | None:
    """Hùng, Thủy: a given name alone, where hardly anybody of the other sex bears it."""
    women, men = counts.given.get(given, (0, 0))
    if women + men < _ONE_LEAST:
        return None
    share = women * counts.men / counts.women
    chance = (share + 0.5) / (share + men + 1)
    if 1 - _ONE_SURE < chance < _ONE_SURE:
        return None
    return 0.95 if chance > 0.5 else 0.05


# the royal clan names its sons and its daughters by a word of their own
_CLAN = {"tôn nữ": 0.995, "tôn thất": 0.005}
# so many bearers make a word a usual middle name
_USUAL = 30


def _two(key: Sequence[str], counts: NameCounts) -> float | None:
    """Quang Hải, Hà Chi: a family name that is a word too is here rather a middle name, unless the two readings
    contradict each other.
    """
    family = probability_female(key, counts)
    if sum(counts.middle.get(key[0], (0, 0))) < _USUAL:
        return family
    middle = probability_female(("", *key), counts)
    if key[0] in ("thị", "văn") or family is None or middle is None:
        return middle
    return middle if (middle - 0.5) * (family - 0.5) > 0 else None
