"""Players of a competition that only men, or only women, enter: the sex of those whose name leaves it open.

An item about a match in a men's league names its players by family name alone, often with nothing else that tells. What
the league admits is known (``vocab/competitions.yaml``). It counts only in an item that is about the game and names
competitions of one sex, and for nobody who stands beside a word for those around the players. Coaches of women's teams
are of both sexes, and so count only where they are called players.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from indicators.lexicon import VOCAB, forms, one_of, read_yaml
from indicators.text import Document

if TYPE_CHECKING:
    from indicators.people.merge import Individual

# the GMMP code of sport
_SPORT = 19
_SHARE = 0.02
_SIGNS = ("trận", "cầu thủ", "bóng", "hlv", "tay vợt", "huấn luyện viên", "mùa giải")
_MANY = 10
_COACHES = (
    "hlv",
    "huấn luyện viên",
    "trợ lý",
    "chiến lược gia",
    "thuyền trưởng",
    "nhà cầm quân",
    "trọng tài",
)


@functools.cache
def _words(group: str) -> re.Pattern[str]:
    return re.compile(one_of(forms(read_yaml(VOCAB / "competitions.yaml"), group)))


@functools.lru_cache(maxsize=1)
def _played_by(folded: str) -> tuple[str, str]:
    """Whose game an item tells of, and the competition it names; ("", "") where it tells of none, or of both."""
    # nine of ten items have none of these
    if not any(word in folded for word in _SIGNS):
        return "", ""
    men, women = _words("men").search(folded), _words("women").search(folded)
    named = men or women
    if named is None or (men and women):
        return "", ""
    told = sum(1 for _ in _words("game").finditer(folded))
    if told < min(_MANY, _SHARE * len(folded.split())):
        return "", ""
    return ("male" if men else "female"), named.group()


def player_of(person: Individual, document: Document) -> tuple[str, str]:
    """The sex a competition tells of somebody, and the competition; ("", "") where it tells nothing."""
    sex, competition = _played_by(document.folded)
    if not sex or not person.named or len(person.name) == 1:
        return "", ""
    called = [hit.entry for spot in person.spots for hit in (spot.trigger, spot.title) if hit]
    if any(entry.code != _SPORT for entry in called):
        return "", ""
    plays = any(not entry.form.startswith(_COACHES) for entry in called)
    if called and (sex == "male" or plays):
        return sex, competition
    if sex == "female" or any(_beside(document, spot.start) for spot in person.spots):
        return "", ""
    return sex, competition


def _beside(document: Document, at: int) -> bool:
    begin, end = document.sentences[document.sentence_at(at)]
    return _words("beside").search(document.folded, begin, end) is not None
