"""One naming of a person, as found in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from indicators.lexicon import Hit
from indicators.people.runs import Piece, is_syllable, plain


@dataclass(slots=True)
class Spot:
    """One naming of a person. ``start`` to ``end`` is the name alone, ``lead`` begins with its title or address.

    ``sure``: the place alone tells that it is a person; others count only beside a sure one of the same name;
    ``likely``: counts where nothing in the item speaks against it; ``nickname``: where one in quotation marks ends, or 0;
    ``shared``: the address stands before another name of its list.
    """

    start: int
    end: int
    pieces: list[Piece]
    lead: int
    trigger: Hit | None = None
    sure: bool = True
    likely: bool = False
    speaks: bool = False
    foreign: bool = False
    person: int = -1
    title: Hit | None = None
    nickname: int = 0
    shared: bool = False
    sex_words: list[tuple[str, str, str]] = field(default_factory=list)

    _key: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The folded words of the name; those from abroad without marks. Fixed once it has been asked for, until shortened."""
        if not self._key:
            self._key = tuple(self._word(piece.low) for piece in self.pieces)
        return self._key

    def shorten(self) -> None:
        """Takes away the last word."""
        self.pieces = self.pieces[:-1]
        self.end, self._key = self.pieces[-1].end, ()

    def _word(self, low: str) -> str:
        if self.foreign and not is_syllable(low):
            return plain(low)
        return low.rstrip(".") if len(low) > 2 else low
