"""Does a statement go on in the next sentence, though nothing says so?

Vietnamese news names the speaker once and goes on: Theo đó, ... Ngoài ra, ... or merely the same matter in the next
sentence. Told by how the sentence begins and by the words it shares with the one before; a doubtful sentence stays the
outlet's own. Weights are whole and half points set on the development set; see ``_ENOUGH``.
"""

from __future__ import annotations

import re

from indicators.lexicon import Lexicon

_WORD = re.compile(r"\w{4,}")
_DATED = re.compile(r"(?:\w+ ){0,2}(?:ngày |lúc |khoảng )?\d")
_NEED = re.compile(r"\b(?:cần|phải|sẽ|nên|hãy|không được|tuyệt đối)\b")
_ENOUGH = 0.6
_SHORT = 8
_SHARED = 3


def goes_on(
    folded: str,
    before: tuple[int, int],
    here: tuple[int, int],
    lexicon: Lexicon,
    *,
    last: bool,
    telling: bool,
) -> bool:
    """Does the sentence ``here`` go on with the statement that ended in the sentence ``before``?

    ``last``: nothing follows in its paragraph; ``telling``: a suspect or witness tells a story.
    """
    text = folded[here[0] : here[1]]
    words = text.split(None, 40)
    if not words:
        return False
    opening = text[:24]
    if _begins(opening, lexicon.words["stops_story"]) or _DATED.match(opening):
        return False
    score = 0.0
    if _begins(opening, lexicon.words["carry"]):
        score += 1.5
    elif _begins(opening, lexicon.words["leads_on"]):
        score += 0.5
    if _NEED.search(text):
        score += 0.5
    shared = set(_WORD.findall(text[:600])) & set(_WORD.findall(folded[before[0] : before[1]][:600]))
    score += 0.5 * min(len(shared), _SHARED) / _SHARED
    if telling:
        score += 0.5
    if len(words) < _SHORT:
        score -= 1
    if last:
        score -= 0.5
    return score >= _ENOUGH


def _begins(opening: str, words: frozenset[str]) -> bool:
    first = opening.replace(",", " ")
    parts = first.split(" ")
    return any(" ".join(parts[:n]) in words for n in (1, 2, 3, 4))
