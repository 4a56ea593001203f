"""How far proceedings have come, so that advice about somebody accused says as much as the item and no more.

Before the investigation's decision a person is a suspect, then bị can, bị cáo at the trial; guilt is nobody's before a
judgment. What words say a stage, and what is written at it: ``stages.yaml``.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.datafile import parse_yaml, read_text
from indicators.rules.pattern import Test, compile_all

if TYPE_CHECKING:
    from indicators.rules.reading import Reading

UNKNOWN = "unknown"
# in the order of proceedings
STAGES = ("suspect", "charged", "tried", "sentenced", "convicted", "cleared")
_TRIED, _SENTENCED = STAGES.index("tried"), STAGES.index("sentenced")

Span = tuple[int, int]
Advice = Mapping[str, tuple[str, ...]]


@functools.cache
def _data() -> Mapping[str, Any]:
    file = Path(str(importlib.resources.files("indicators.rules"))) / "stages.yaml"
    found: Mapping[str, Any] = parse_yaml(read_text(file), str(file))
    return found


@functools.cache
def _tests() -> tuple[tuple[tuple[Test | None, Test | None], ...], Test | None]:
    data = _data()
    pairs = [tuple(compile_all(data["stages"][s][kind], {}) for kind in ("names", "events")) for s in STAGES]
    return tuple((names, events) for names, events in pairs), compile_all(data["not"], {})


def advice(given: str | Mapping[str, Sequence[str]] | None) -> Advice:
    """What a rule advises by stage: the name of a common set, or its own. Raises KeyError for a set there is not."""
    if given is None:
        return {}
    found = _data()["sets"][given] if isinstance(given, str) else given
    return {stage: tuple(texts) for stage, texts in found.items()}


def stage_at(reading: Reading, offset: int) -> str:
    """The stage of whom the text speaks of at ``offset``, :data:`UNKNOWN` where nothing says it.

    What the paragraph calls the person comes first, then what title and first lines say, then what the paragraph and at last
    the whole item tell; a judgment told somewhere in the body may be another's, and says nothing of guilt here.
    """
    called = _latest(reading, reading.paragraph(offset), names_only=True)
    front = _latest(reading, reading.opening)
    if called >= 0:
        return STAGES[front if called == _TRIED and front == _SENTENCED else called]
    for found in (front, _latest(reading, reading.paragraph(offset))):
        if found >= 0:
            return STAGES[found]
    whole = _latest(reading, (0, len(reading.folded)))
    return STAGES[min(whole, _TRIED)] if whole >= 0 else UNKNOWN


def _latest(reading: Reading, span: Span, *, names_only: bool = False) -> int:
    """The number of the latest stage said within a span, -1 for none."""
    tests, denied = _tests()
    text = reading.folded
    away = [hit.span() for hit in denied.finditer(text, *span)] if denied else []
    for number in range(len(STAGES) - 1, -1, -1):
        names, events = tests[number]
        for at in _ends(text, span, names, None if names_only else events):
            if not any(start <= at < end for start, end in away):
                return number
    return -1


def _ends(text: str, span: Span, *tests: Test | None) -> Iterator[int]:
    for test in tests:
        if test is not None:
            yield from (hit.end() - 1 for hit in test.finditer(text, *span))
