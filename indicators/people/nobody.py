"""Capitals that stand for several or for a paper rather than for one person in the news."""

from __future__ import annotations

import re

from indicators.lexicon import HONORIFIC, Hit
from indicators.people.context import ADDRESS, Context
from indicators.people.runs import UPPER, Piece, is_initial, is_syllable
from indicators.people.spot import Spot
from indicators.people.titlewords import CONTESTS

# Q.Cẩm Khê, P.4
_DISTRICTS = ("Q.", "P.", "H.", "F.", "X.")
_GROUP = re.compile(r"(?<!\w)(?:các|những|nhóm|hai|ba) \Z")
_ANOTHER = re.compile(r"(?: \([^()\n]{1,30}\))?(?:,| và | cùng | hay | hoặc |;| & )")
_SECOND = re.compile(rf"(?:,| và| cùng| -| –)(?: ông| bà)? [{UPPER}]")
_CITED = re.compile(r"[^()\n]{0,160}[ ,](?:19|20)\d\d[a-z]? ?[;)]")


def of_group(context: Context, trigger: Hit, part: list[Piece]) -> bool:
    """Các cô gái T-ara: a word in the plural before one name that is no full one, and no list after it."""
    return (
        HONORIFIC in trigger.entry.kinds
        and trigger.entry.form not in ADDRESS
        and not is_syllable(part[-1].low)
        and _GROUP.search(context.folded, max(0, trigger.start - 8), trigger.start) is not None
        and not _ANOTHER.match(context.norm, part[-1].end)
    )


def of_couple(context: Context, trigger: Hit, part: list[Piece]) -> bool:
    """Ông bà Bell: two, unless both names follow."""
    return (
        trigger.entry.form == "bà"
        and context.folded.endswith("ông ", 0, trigger.start)
        and not _SECOND.match(context.norm, part[-1].end)
    )


def cited(context: Context, spot: Spot) -> bool:
    """(Bell, 2012): a paper, and nobody in the news; cầu thủ U.23, chủ tịch UBND Q.Cẩm Khê: a code."""
    after = context.norm[spot.end : spot.end + 1]
    last = spot.pieces[-1].text
    if is_initial(last) and (after.isdigit() or (after.isupper() and last in _DISTRICTS)):
        return True
    begin = context.norm.rfind("(", max(0, spot.start - 160), spot.start)
    return (
        begin >= 0
        and context.norm.find(")", begin, spot.start) < 0
        and _CITED.match(context.norm, spot.end) is not None
    )


def two_places(piece: Piece) -> bool:
    """Kim Mã-Yên Nghĩa: two words of Vietnamese, each with its capital, joined by a hyphen."""
    one, dash, other = piece.text.partition("-")
    return (
        bool(dash)
        and not piece.text.isascii()
        and other[:1].isupper()
        and is_syllable(one.lower())
        and is_syllable(other.lower())
    )


def without_contest(part: list[Piece]) -> list[Piece]:
    """Miss Universe Anna Bell: the contest is no part of the name, and alone it is nobody."""
    at = 0
    while at < len(part) and part[at].low in CONTESTS:
        at += 1
    return part[at:]
