"""What no document may carry, whoever filled the figures: words that make a child or survivor recognisable, values of
indicators that were not measured, and characters that break a file or mislead its reader. Every format starts from
:func:`prepare`.
"""

from __future__ import annotations

import math
import re
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
    return _clean(report)


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


def _clean(value: T) -> T:
    """Walks the whole tree, so that a field added later is covered without anybody thinking of it."""
    shown: Any = value
    if isinstance(value, str):
        # members of an enumeration are ours, and their type must stay
        shown = value if isinstance(value, Enum) else clean_text(value)
    elif isinstance(value, float):
        # not a number is "not known"; no format has a word for it
        shown = value if math.isfinite(value) else None
    elif isinstance(value, tuple):
        shown = tuple(_clean(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        shown = replace(value, **{f.name: _clean(getattr(value, f.name)) for f in fields(value)})
        if isinstance(shown, Example) and protected(shown):
            shown = _protect(shown)
        elif isinstance(shown, Example) and shown.whole_item:
            # the headline is where such a finding is pinned, not what is wrong
            shown = replace(shown, quote="")
        if isinstance(shown, (IndicatorFigure, OwnCopy)) and shown.outcome != Outcome.MEASURED:
            shown = replace(shown, value=None, interval=None)
    return shown  # type: ignore[no-any-return]
