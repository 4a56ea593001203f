"""Vợ chồng A và B: where the sex of one is known, the other is the wife or the husband."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from indicators.lexicon import Lexicon
from indicators.people.merge import Individual
from indicators.people.names import SURE, probability_of_name
from indicators.text import Document

_PAIR = re.compile(
    r"(?<!\w)vợ chồng(?: (?:trẻ|nghệ sĩ|ca sĩ|diễn viên|doanh nhân|đại gia|nhà giáo|bị cáo|đối tượng))? \Z"
)
_AND = re.compile(r"(?: \([^()\n]{1,40}\))?(?: và | - | – |-|, | & )")
_OTHER = {"female": "male", "male": "female"}


def couples(document: Document, people: Sequence[Individual], lexicon: Lexicon) -> None:
    """Marks one of a married pair by the other, as kin words do. Says nothing where both or none are known."""
    if "vợ chồng " not in document.folded:
        return
    spots = sorted(
        ((spot.start, spot.lead, spot.end, p) for p in people for spot in p.spots), key=lambda s: s[0]
    )
    for (start, lead, end, one), (_, next_lead, _, other) in itertools.pairwise(spots):
        if one is other or not _AND.fullmatch(document.norm, end, next_lead):
            continue
        if not any(_PAIR.search(document.folded, max(0, at - 30), at) for at in (start, lead)):
            continue
        first, second = _sex(one, lexicon), _sex(other, lexicon)
        if first and not second:
            other.marks.append(("kin", _OTHER[first], "vợ chồng"))
        elif second and not first:
            one.marks.append(("kin", _OTHER[second], "vợ chồng"))


def _sex(person: Individual, lexicon: Lexicon) -> str:
    """The sex that address or the name tells, or ""."""
    if person.sexes:
        return next(iter(person.sexes)) if len(person.sexes) == 1 else ""
    chance = probability_of_name(person, lexicon)
    if chance is None or 1 - SURE < chance < SURE:
        return ""
    return "female" if chance >= SURE else "male"
