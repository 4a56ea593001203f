"""How much each person says and where: place and length of words, for figures beside the plain count of sources.

Two items may both have a woman among their sources and still give her one sentence at the end. Derived from an analysis
alone; nothing here enters a score by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.model import Analysis, Record, Zone


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says in an item.

    ``order`` counts speakers by first appearance from 1; ``first`` is the zone of the first statement; ``direct`` and
    ``indirect`` are lengths in whitespace syllables, ``statements`` the number of spans.
    """

    speaker: str
    order: int
    first: Zone
    direct: int
    indirect: int
    statements: int

    @property
    def syllables(self) -> int:
        """All that is said, in the speaker's own words or reported."""
        return self.direct + self.indirect


def spoken(analysis: Analysis, record: Record) -> Mapping[str, Speech]:
    """What everybody says in an item, by speaker (a person's id or "org:NAME"), in order of first appearance.

    Statements of nobody known are left out.
    """
    bounds = _bounds(record)
    found: dict[str, Speech] = {}
    for quote in sorted(analysis.quotes, key=lambda q: q.start):
        if quote.speaker is None:
            continue
        length = len(quote.text.split())
        direct = length if quote.kind == "direct" else 0
        old = found.get(quote.speaker)
        if old is None:
            zone = next((z for end, z in bounds if quote.start < end), Zone.BODY)
            found[quote.speaker] = Speech(quote.speaker, len(found) + 1, zone, direct, length - direct, 1)
        else:
            found[quote.speaker] = Speech(
                old.speaker,
                old.order,
                old.first,
                old.direct + direct,
                old.indirect + length - direct,
                old.statements + 1,
            )
    return found


def spoken_syllables(analysis: Analysis) -> Mapping[str, int]:
    """Syllables said, direct and reported together, by speaker."""
    total: dict[str, int] = {}
    for quote in analysis.quotes:
        if quote.speaker is not None:
            total[quote.speaker] = total.get(quote.speaker, 0) + len(quote.text.split())
    return total


def _bounds(record: Record) -> list[tuple[int, Zone]]:
    """Ends of the zones of a record's text, in order; parts are joined by one blank line."""
    ends: list[tuple[int, Zone]] = []
    at = 0
    for zone, text in record.parts:
        ends.append((at + len(text) + 2, zone))
        at += len(text) + 2
    return ends
