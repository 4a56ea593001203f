"""What no document may carry, whoever filled the figures: words that make a child or survivor recognisable, values of
indicators that were not measured, and characters that break a file or mislead its reader. Every format starts from
:func:`prepare`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from reports.figures import Example, IndicatorFigure, Outcome, OwnCopy, ProvinceReport

PROTECTED_FAMILY = "F18"

# C0 and C1 controls, lone surrogates and non-characters break XML, JSON readers or UTF-8; direction marks can make
# a line of a table read backwards. Tab and line feed stay.
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

T = TypeVar("T")


def prepare(report: ProvinceReport) -> ProvinceReport:
    """The same report, fit to be shown."""
    return _Fit(frozenset(_hidden_texts(report))).clean(report)


def protected(example: Example) -> bool:
    """Must the words of this finding stay out? True for identification findings and wherever no quote was given."""
    return example.family == PROTECTED_FAMILY or not (example.whole_item or example.quote.strip())


def clean_text(text: str) -> str:
    """The text without what breaks or misleads; a replacement character marks what was there."""
    return _DIRECTION.sub("", _BROKEN.sub("\ufffd", text.replace("\r\n", "\n")))


def _protect(example: Example) -> Example:
    """Rule, zone, offsets and hashes remain: enough for someone with the workspace to find the place.

    The address goes too, since the slug of a headline often names the child.
    """
    return replace(example, quote="", message="", alternatives=(), url="", voice="")


def _hidden_texts(value: Any) -> Iterator[str]:
    """Hashes of the texts in which somebody is recognisable, by the findings of any outlet in the report."""
    if isinstance(value, Example):
        if value.family == PROTECTED_FAMILY and value.sha256:
            yield value.sha256
    elif isinstance(value, tuple):
        for item in value:
            yield from _hidden_texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _hidden_texts(getattr(value, field.name))


class _Fit:
    """Walks the whole tree, so that a field added later is covered without anybody thinking of it.

    ``hidden``: texts whose address is shown beside no finding, since the slug of the headline would name whom another finding of the
    same text, or of its copy elsewhere, protects.
    """

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden

    def clean(self, value: T) -> T:
        shown: Any = value
        if isinstance(value, str):
            # members of an enumeration are ours, and their type must stay
            shown = value if isinstance(value, Enum) else clean_text(value)
        elif isinstance(value, float):
            # not a number is "not known"; no format has a word for it
            shown = value if math.isfinite(value) else None
        elif isinstance(value, tuple):
            shown = tuple(self.clean(item) for item in value)
        elif is_dataclass(value) and not isinstance(value, type):
            shown = replace(value, **{f.name: self.clean(getattr(value, f.name)) for f in fields(value)})
            if isinstance(shown, Example):
                shown = self._example(shown)
            if isinstance(shown, (IndicatorFigure, OwnCopy)) and shown.outcome != Outcome.MEASURED:
                shown = replace(shown, value=None, interval=None)
        return shown  # type: ignore[no-any-return]

    def _example(self, example: Example) -> Example:
        if protected(example):
            return _protect(example)
        if example.sha256 in self._hidden:
            example = replace(example, url="")
        # the headline is where such a finding is pinned, not what is wrong
        return replace(example, quote="") if example.whole_item else example
