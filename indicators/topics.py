"""What an item is about, as the index asks: women at the centre, gender as a topic, violence, law."""

from __future__ import annotations

from indicators.lexicon import Lexicon
from indicators.model import Labels, Person
from indicators.text import Document


def label(document: Document, lexicon: Lexicon, people: tuple[Person, ...]) -> Labels:
    """The labels of one item."""
    return Labels()
