"""Names withheld: do initials stand for somebody, by what only a person has or does?"""

from __future__ import annotations

import re

from indicators.lexicon import NOTNAME, ORG, PLACE
from indicators.people.context import Context
from indicators.people.knowledge import plays
from indicators.people.runs import is_initial, is_syllable, plain
from indicators.people.spot import Spot

AGE = re.compile(
    r" ?(?:\(|, ?|– |- )?(?:\d{1,3} tuổi|SN ?\d{4}|sinh năm|sinh ngày|nam,|nữ,|(?:19\d\d|200\d)[,)])"
)
_AGED = re.compile(r"(?:,| \(|,? mới|,? năm nay)? ?\d{1,2} tuổi")


def initials_stand(context: Context, spot: Spot) -> bool:
    """Initials of a whole name, and something that only a person has or does."""
    last = spot.pieces[-1]
    points = sum(p.text.count(".") for p in spot.pieces)
    if not last.text.endswith(".") and len(last.text) > 3:
        # H.R. McBell; J. Doe where he acts, speaks or plays; no A.C. Milan
        thing = any(hit.entry.kinds & {PLACE, NOTNAME, ORG} for hit in context.starting.get(last.start, ()))
        if thing or is_syllable(last.low) or last.text.isupper() or not points:
            return False
        if points > 1 or plays(plain(last.low)):
            return True
    elif points < 2:
        return False
    return (
        context.title_follows(spot.end)
        or context.acts_next(spot.end)
        or context.speaks_next(spot.end)
        or context.acted_on(spot.start)
        or bool(AGE.match(context.norm, spot.end))
    )


def withheld(context: Context, spot: Spot) -> bool:
    """Y. khóc suốt đêm; gặp L., 20 tuổi: one initial, and what only a person does or has."""
    text = spot.pieces[0].text
    if context.folded.endswith("châu ", 0, spot.start):
        # châu Á.
        return False
    if len(spot.pieces) > 1 or text.count(".") != 1 or not is_initial(text):
        return False
    return (
        context.acts_next(spot.end)
        or context.speaks_next(spot.end)
        or _AGED.match(context.norm, spot.end) is not None
    )
