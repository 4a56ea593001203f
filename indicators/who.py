"""Who is in an item, who speaks in it, and how sure we are: people and statements read together."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.lexicon import Lexicon
from indicators.model import Person, Quote
from indicators.text import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """People and statements of one item; speakers are people's ids."""

    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()


def read_people(document: Document, lexicon: Lexicon) -> Reading:
    """Everybody in the item and everything they are reported to have said."""
    return Reading()
