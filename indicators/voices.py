"""Whose words a span is: the outlet's own, a source's, a wording under criticism, or part of a name."""

from __future__ import annotations

from indicators.lexicon import Lexicon
from indicators.model import Quote, Voice, Zone
from indicators.text import Document


class VoiceMap:
    """The voices of one item. Offsets are of the normal form."""

    __slots__ = ("_document", "_quoted")

    def __init__(self, document: Document, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> None:
        self._document = document
        self._quoted: list[tuple[int, int]] = [(q.start, q.end) for q in quotes]

    def voice_of(self, start: int, end: int, zone: Zone | None = None) -> Voice:
        """Who says the words from ``start`` to ``end``."""
        return Voice.NARRATOR
