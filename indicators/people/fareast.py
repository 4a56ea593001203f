"""Names of the Far East in Latin letters, whose short syllables look Vietnamese: Song Hye Kyo, Park Hang-seo, Tae Yeon."""

from __future__ import annotations

import functools

from indicators.people.context import Context
from indicators.people.spot import Spot

_KOREA = ("sao hàn", "hàn quốc", "xứ hàn", "kpop", "k-pop", "kbiz", "xứ kim chi")
# a family name and two syllables
_WHOLE = 3
_LONGEST = 6


class FarEast:
    """Answers for one document."""

    def __init__(self, context: Context) -> None:
        self.folded, self.lexicon = context.folded, context.lexicon

    @functools.cached_property
    def _of_korea(self) -> bool:
        return any(word in self.folded for word in _KOREA)

    def names(self, spot: Spot) -> bool:
        """Is it such a name, by its words alone?"""
        return self._korean(spot) or self._by_family(spot)

    def _by_family(self, spot: Spot) -> bool:
        """A family name of the Far East and short syllables that Vietnamese names lack, or a hyphen."""
        first, *rest = spot.pieces
        if first.low not in self.lexicon.asian_surnames or any(p.low in self.lexicon.tails for p in rest):
            return False
        if len(spot.pieces) == _WHOLE:
            given = self.lexicon.names.given
            return all(len(p.text) <= _LONGEST and not p.text.isupper() for p in rest) and (
                spot.foreign or not any(p.low in given for p in rest)
            )
        return len(rest) == 1 and "-" in rest[0].text and not rest[0].text.isupper()

    def _korean(self, spot: Spot) -> bool:
        """Nam Joo Hyuk, Tae Yeon: syllables of Korean names, one at least no Vietnamese word, or an item about Korea."""
        if len(spot.pieces) not in (2, _WHOLE) or any(p.text.isupper() for p in spot.pieces):
            return False
        low = [p.low for p in spot.pieces]
        if not all(word in self.lexicon.korean_syllables for word in low[-2:]):
            return False
        if len(low) == _WHOLE:
            return low[0] in self.lexicon.korean_families and (spot.foreign or self._unmarked(low))
        return spot.foreign or (self._of_korea and low[0] not in self.lexicon.strong)

    def _unmarked(self, low: list[str]) -> bool:
        """Lee Min Ho: no marks at all, and a syllable that no Vietnamese bears."""
        names = self.lexicon.names
        return all(word.isascii() for word in low) and any(
            word not in names.given and word not in names.middle for word in low[1:]
        )
