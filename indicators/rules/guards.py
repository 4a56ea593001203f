"""When a phrase is meant and when it is not: the conditions a rule sets on the surroundings of a hit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from indicators.model import Voice
from indicators.rules.critical import critical_words
from indicators.rules.pattern import Test, compile_all, fold
from indicators.rules.reading import Reading, Span

_SCOPES = ("sentence", "paragraph", "front", "item")
# where a critical word speaks of the hit itself; an item about prejudice may use a wording all the same
_NEARBY = ("sentence", "before", "within", "after")
# how far the text directly before or after a hit is looked at: the longest exception has 40 letters
_NEAR = 60
# the classes of two-syllable words that no hit may take apart, at its beginning and at its end
_WORDS_BEFORE, _WORDS_AFTER = "từ trước", "từ sau"
_SYLLABLE = re.compile(r"\w+")
_TWO_BEFORE = re.compile(r"\w+ \w+$")
_TWO_AFTER = re.compile(r"\w+ \w+")
_TRIM = " ,“”\"'‘’«»():–-"


class Guard:
    """The ``except`` and ``require`` blocks of a rule, and its ``case`` and ``ambiguous`` marks.

    ``within``: longer phrases that contain the hit; ``before``, ``after``: what stands directly beside it; ``sentence``,
    ``paragraph``, ``front`` (title, lead, first lines), ``item``: what stands anywhere there. Every entry of ``require`` must hold, none of ``except`` may.
    Entries of ``except`` that reject the wording (:func:`critical_words`) are asked about apart: such a hit is criticised.
    """

    __slots__ = (
        "_ambiguous",
        "_case",
        "_except",
        "_rejects",
        "_require",
        "_words_after",
        "_words_before",
    )

    def __init__(self, body: Mapping[str, Any], classes: Mapping[str, Sequence[str]]) -> None:
        given: Mapping[str, Sequence[str]] = body.get("except", {})
        critical = critical_words()
        self._rejects = _compiled(
            {k: [p for p in given[k] if fold(p) in critical] for k in _NEARBY if k in given}, classes
        )
        rest = {k: [p for p in v if k not in _NEARBY or fold(p) not in critical] for k, v in given.items()}
        self._except = _compiled(rest, classes)
        self._require = _compiled(body.get("require", {}), classes)
        self._ambiguous = bool(body.get("ambiguous", False))
        self._case = str(body.get("case", "any"))
        self._words_before = frozenset(map(fold, classes.get(_WORDS_BEFORE, ())))
        self._words_after = frozenset(map(fold, classes.get(_WORDS_AFTER, ())))

    def allows(self, reading: Reading, span: Span) -> bool:
        """May a hit at this span become a finding? The dear test, by the segmenter, comes last."""
        if self._case != "any" and not _case_fits(reading, span, self._case):
            return False
        if _cuts_word(reading.folded, span, self._words_before, self._words_after):
            return False
        if not all(_holds(reading, span, kind, test) for kind, test in self._require.items()):
            return False
        if any(
            _holds(reading, span, kind, test) and not (kind == "sentence" and _is_rejected(reading, span))
            for kind, test in self._except.items()
        ):
            return False
        return not self._ambiguous or reading.words(span)

    def rejects(self, reading: Reading, span: Span) -> bool:
        """Does the rule's own list say that the wording is named here in order to reject it?"""
        return any(_holds(reading, span, kind, test) for kind, test in self._rejects.items())


def _is_rejected(reading: Reading, span: Span) -> bool:
    """Does a frame say so? Then "quan niệm" in the sentence says no more than the frame itself, and the hit is to be counted."""
    return reading.voice(span) is Voice.CRITICISED


def _cuts_word(text: str, span: Span, before: frozenset[str], after: frozenset[str]) -> bool:
    """Does the hit begin or end inside one of the words that are never taken apart?"""
    start, end = span
    first = _TWO_BEFORE.search(text, max(0, start - _NEAR), _syllable_end(text, start))
    if first and first.start() < start and first.group() in before:
        return True
    last = _TWO_AFTER.match(text, text.rfind(" ", start, end) + 1 or start)
    return last is not None and last.end() > end and last.group() in after


def _syllable_end(text: str, start: int) -> int:
    hit = _SYLLABLE.match(text, start)
    return hit.end() if hit else start


def _compiled(block: Mapping[str, Any], classes: Mapping[str, Sequence[str]]) -> dict[str, Test]:
    found = {kind: compile_all(patterns, classes) for kind, patterns in block.items()}
    return {kind: test for kind, test in found.items() if test is not None}


def _holds(reading: Reading, span: Span, kind: str, test: Test) -> bool:
    start, end = span
    text = reading.folded
    if kind in _SCOPES:
        return test.search(text, *reading.scope(kind, start)) is not None
    if kind == "within":
        first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
        return any(hit.start() <= start and hit.end() >= end for hit in test.finditer(text, first, last))
    if kind == "before":
        stop = len(text[:start].rstrip(_TRIM))
        return any(hit.end() == stop for hit in test.finditer(text, max(0, stop - _NEAR), stop))
    begin = len(text) - len(text[end:].lstrip(_TRIM))
    return test.match(text, begin) is not None


def _case_fits(reading: Reading, span: Span, case: str) -> bool:
    """``plain``: no capital but at the start of a sentence or in a line all in capitals; ``lower``: none at all."""
    shown = reading.document.norm[slice(*span)]
    if shown == shown.lower():
        return True
    if case == "lower":
        return False
    start, end = reading.paragraph(span[0])
    line = reading.document.norm[start:end]
    if line == line.upper():
        return True
    lead = reading.document.norm[reading.sentence(span[0])[0] : span[0]].strip(_TRIM + "“‘-–.")
    return not lead and shown[1:] == shown[1:].lower()
