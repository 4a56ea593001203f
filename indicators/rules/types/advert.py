"""``advert``: wordings of job adverts, looked for in items that are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.model import Zone
from indicators.rules.reading import Reading, Span
from indicators.rules.types.phrase import Phrase


class Advert(Phrase):
    """A phrase in an item that its kind, all three marks of a job advert (offer, terms, contact), or an offer for an opening gives away."""

    zone: Zone | None = Zone.ADVERT

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        return super().find(reading, hits) if reading.advert else []
