"""The rule types: one small module each. A rule is YAML; what it can express is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from indicators.model import Zone
from indicators.rules.model import Rule
from indicators.rules.reading import Reading, Span


class Matcher(Protocol):
    """A rule ready to be tried. ``keys`` are the folded phrases the automaton watches for on its behalf: without one of
    them in the text :meth:`find` is not called. A matcher without keys is asked about every item.
    """

    keys: tuple[str, ...]
    zone: Zone | None

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]: ...


Classes = Mapping[str, Sequence[str]]


def rule_types() -> dict[str, Callable[[Rule, Classes], Matcher]]:
    """All types by the name a pack uses."""
    from indicators.rules.types import (  # noqa: PLC0415  they import us
        absence,
        advert,
        asymmetry,
        cooccurrence,
        headline,
        identification,
        phrase,
        rate,
        told,
    )

    return {
        "phrase": phrase.Phrase,
        "cooccurrence": cooccurrence.Cooccurrence,
        "told": told.Told,
        "headline": headline.Headline,
        "absence": absence.Absence,
        "advert": advert.Advert,
        "rate": rate.Rate,
        "asymmetry": asymmetry.Asymmetry,
        "identification": identification.Identification,
    }
