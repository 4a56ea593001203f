"""Which of a rule's laws fit the item: a law on trafficking is not named where nobody is sold.

A rule may rest on several laws for several situations. ``law_when`` says of a law where it is named: ``sentence``, ``paragraph``, ``front``
or ``item`` hold wordings one of which must stand there (around the hit), ``person`` what must be so of the person an
identification rule speaks of (see :data:`PERSON`). A law without such a block always fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from indicators.rules.pattern import Test, compile_all
from indicators.rules.reading import Reading, Span

# a child is under 16 (law on children), and from 7 is asked for consent; an age nobody tells excludes none of the three
UNDER_16, FROM_7, ACCUSED, HARMED = "under_16", "from_7", "accused", "not_accused"
PERSON = frozenset({UNDER_16, FROM_7, ACCUSED, HARMED})
_SCOPES = ("sentence", "paragraph", "front", "item")
Fits = Callable[[str], bool]


class Fitting:
    """The ``law_when`` of one rule, ready to be asked."""

    __slots__ = ("_person", "_words")

    def __init__(self, given: Mapping[str, Mapping[str, Any]], classes: Mapping[str, Sequence[str]]) -> None:
        self._words: dict[str, list[tuple[str, Test]]] = {}
        self._person: dict[str, frozenset[str]] = {}
        for tag, block in given.items():
            tests = [(kind, compile_all(block[kind], classes)) for kind in _SCOPES if kind in block]
            self._words[tag] = [(kind, test) for kind, test in tests if test is not None]
            self._person[tag] = frozenset(block.get("person", ()))

    def of(self, reading: Reading, span: Span, person: frozenset[str]) -> Fits:
        """The question for one hit; ``person``: what the matcher knows of whom the hit speaks of."""

        def fits(tag: str) -> bool:
            words = self._words.get(tag)
            if words and not any(
                test.search(reading.folded, *reading.scope(kind, span[0])) for kind, test in words
            ):
                return False
            return self._person.get(tag, frozenset()) <= person

        return fits


def always(_tag: str) -> bool:
    """What is asked of a rule alone, without an item: all its laws."""
    return True
