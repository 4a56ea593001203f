"""Does a statement go on in the next sentence, though nothing says so?

Vietnamese news names the speaker once and goes on: Theo đó, ... Ngoài ra, ... or merely the same matter in the next
sentence. What people say is general: it denies, judges, demands, says what is and will be. What the outlet adds itself
tells what happened and names somebody new. Points are whole and quarter ones; of 110 sentences of the development set
that nothing else decides, they give 73 % the right side, the words that open the sentence alone 68 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.lexicon import Lexicon

_WORD = re.compile(r"\w{4,}")
_DATED = re.compile(r"(?:\w+ ){0,2}(?:ngày |lúc |khoảng )?\d")
_ENOUGH = 0.45
_SHORT = 8
_SHARED = 2
# signs inside a sentence and their points
_SIGNS: Mapping[re.Pattern[str], float] = {
    # demands and forecasts
    re.compile(r"\b(?:cần|phải|sẽ|nên|hãy|không được|tuyệt đối)\b"): 0.5,
    # denials and judgements
    re.compile(r"(?<!\w)(?:không|chưa|chẳng)(?!\w)"): 0.5,
    re.compile(r" là "): 0.5,
    # deeds that are done
    re.compile(r"(?<!\w)đã(?!\w)"): -0.5,
}
_THERE_IS = re.compile(r"(?<!\w)có(?!\w)")


def goes_on(
    text: str,
    folded: str,
    before: tuple[int, int],
    here: tuple[int, int],
    lexicon: Lexicon,
    *,
    last: bool,
    lift: float,
) -> bool:
    """Does the sentence ``here`` go on with the statement that ended in the sentence ``before``?

    ``last``: nothing follows in its paragraph; ``lift``: points for what went before, a suspect's story, a colon, a
    sentence that went on already.
    """
    own = folded[here[0] : here[1]]
    words = own.split(None, 40)
    if not words:
        return False
    opening = own[:24]
    if _begins(opening, lexicon.words["stops_story"]) or _DATED.match(opening):
        return False
    score = lift - 0.5 * last - 1.0 * (len(words) < _SHORT)
    if _begins(opening, lexicon.words["carry"]):
        score += 1.0
    elif _begins(opening, lexicon.words["leads_on"]):
        score += 0.5
    score += sum(points for sign, points in _SIGNS.items() if sign.search(own))
    score += 0.25 * bool(_THERE_IS.search(own, 0, 40))
    # a new name right behind the first word: Công ty A, Ông B
    score -= 1.0 * text[here[0] + len(words[0]) + 1 : here[1]][:1].isupper()
    shared = set(_WORD.findall(own[:600])) & set(_WORD.findall(folded[before[0] : before[1]][:600]))
    score += 0.25 * (len(shared) >= _SHARED)
    return score >= _ENOUGH


def _begins(opening: str, words: frozenset[str]) -> bool:
    first = opening.replace(",", " ")
    parts = first.split(" ")
    return any(" ".join(parts[:n]) in words for n in (1, 2, 3, 4))
