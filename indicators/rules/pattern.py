"""The little language of phrases, so that a rule is a line of text and not a regular expression.

=================  ==========================================================
``phái yếu``       these syllables, at word boundaries, in any case
``(a | b c)``      one of these
``(a | b)?``       or nothing
``[nghề]``         one of a class of the pack or of classes.yaml
``<3>``            a gap of at most three syllables, inside one sentence
=================  ==========================================================

Expanded at load time into plain phrases, which an automaton finds in one pass, and into small regular expressions
where there are gaps, tried only in sentences that contain their longest part.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from indicators.text import normalise

# a phrase with more variants than this is a mistake: 2,000 cost 6 ms to compile
MAX_VARIANTS = 6000
_TOKEN = re.compile(r"\(|\)\??|\||\[[^\]]+\]\??|<\d+>|[^\s()\[\]|<>]+")
_BETWEEN = r"[ :,“”\"'‘’«»()–-]+"


class PatternError(ValueError):
    """A phrase that cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many syllables of anything."""

    words: int


Variant = tuple["str | Gap", ...]


def fold(text: str) -> str:
    """A phrase in the form texts are matched in."""
    return normalise(text)[0].lower()


def variants(pattern: str, classes: Mapping[str, Sequence[str]]) -> tuple[Variant, ...]:
    """All phrases a pattern stands for, in order, without repetition. Neighbouring words are joined."""
    tokens = _TOKEN.findall(pattern)
    found, at = _alternatives(tokens, 0, classes)
    if at != len(tokens):
        raise PatternError(f"unbalanced bracket in “{pattern}”")
    joined = dict.fromkeys(_joined(v) for v in found)
    if any(not v or isinstance(v[0], Gap) or isinstance(v[-1], Gap) for v in joined):
        raise PatternError(f"“{pattern}” may match nothing, or begins or ends with a gap")
    return tuple(joined)


def _alternatives(
    tokens: list[str], at: int, classes: Mapping[str, Sequence[str]]
) -> tuple[list[Variant], int]:
    done: list[Variant] = []
    run: list[Variant] = [()]
    while at < len(tokens) and not tokens[at].startswith(")"):
        token = tokens[at]
        if token == "|":  # noqa: S105  a bar, no password
            done += run
            run = [()]
            at += 1
            continue
        options, at = _element(tokens, at, classes)
        run = [left + right for left in run for right in options]
        if len(run) > MAX_VARIANTS:
            raise PatternError(f"more than {MAX_VARIANTS} variants")
    return done + run, at


def _element(tokens: list[str], at: int, classes: Mapping[str, Sequence[str]]) -> tuple[list[Variant], int]:
    token = tokens[at]
    if token == "(":  # noqa: S105
        options, at = _alternatives(tokens, at + 1, classes)
        if at >= len(tokens):
            raise PatternError("a bracket is not closed")
        return ([*options, ()] if tokens[at] == ")?" else options), at + 1
    if token.startswith("["):
        name = token.rstrip("?")[1:-1]
        if name not in classes:
            raise PatternError(f"no class [{name}]")
        options = [(fold(word),) for word in classes[name]]
        return ([*options, ()] if token.endswith("?") else options), at + 1
    if token.startswith("<"):
        return [(Gap(int(token[1:-1])),)], at + 1
    return [(fold(token),)], at + 1


def _joined(variant: Variant) -> Variant:
    out: list[str | Gap] = []
    for part in variant:
        if out and isinstance(part, str) and isinstance(out[-1], str):
            out[-1] += " " + part
        else:
            out.append(part)
    return tuple(out)


def regex(found: Iterable[Variant]) -> re.Pattern[str] | None:
    """One expression for many variants, longest first, at word boundaries; None for none."""
    ordered = sorted({_source(v) for v in found}, key=lambda s: (-len(s), s))
    if not ordered:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(ordered) + r")(?!\w)")


def _source(variant: Variant) -> str:
    out = ""
    for before, part in zip((None, *variant), variant, strict=False):
        if isinstance(part, Gap):
            out += rf"(?:{_BETWEEN}\w+){{0,{part.words}}}?"
        else:
            out += (_BETWEEN if isinstance(before, Gap) else "") + re.escape(part).replace(r"\ ", " +")
    return out


class Test:
    """One expression for a list of patterns, made when it is first asked: all 700 of them take half a second."""

    __slots__ = ("_classes", "_compiled", "_patterns")

    def __init__(self, patterns: Sequence[str], classes: Mapping[str, Sequence[str]]) -> None:
        self._patterns, self._classes = patterns, classes
        self._compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """The expression itself. Raises PatternError for a pattern that is none."""
        if self._compiled is None:
            found = regex(v for pattern in self._patterns for v in variants(pattern, self._classes))
            if found is None:
                raise PatternError("no pattern")
            self._compiled = found
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.expression().search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.expression().match(text, start)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self.expression().finditer(text, start, end)


_now: ContextVar[bool] = ContextVar("now", default=False)


@contextmanager
def at_once() -> Iterator[None]:
    """While a pack is checked every expression is made at once, so that a mistake is found where it stands."""
    token = _now.set(True)
    try:
        yield
    finally:
        _now.reset(token)


def compile_all(patterns: Iterable[str], classes: Mapping[str, Sequence[str]]) -> Test | None:
    """A test for a list of patterns; None for none."""
    kept = tuple(patterns)
    if not kept:
        return None
    test = Test(kept, classes)
    if _now.get():
        test.expression()
    return test
