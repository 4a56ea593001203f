"""The little language of phrases, so that a rule is a line of text and not a regular expression.

=================  ==========================================================
``phái yếu``       these syllables, at word boundaries, in any case
``(a | b c)``      one of these
``(a | b)?``       or nothing
``[nghề]``         one of a class of the pack or of classes.yaml
``<3>``            a gap of at most three syllables, inside one sentence
``<3,2>``          at most three syllables, a comma, at most two more: where one clause ends and another begins
=================  ==========================================================

Read into a tree at load time. Small patterns become plain phrases, which an automaton finds in one pass; of the others the
rarest part (:func:`anchors`) is waited for, and an expression of the whole (:func:`source`) is tried in its sentence.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from indicators.text import normalise

# a phrase with more variants than this is a mistake
MAX_VARIANTS = 6000
# patterns with no more variants than this are watched for as plain phrases; with 400 rules 16 makes the start a third faster
# than 64 and the pass no slower (11/2026)
MAX_PLAIN = 16
# how much rarer a phrase is for every syllable more: 27,000 phrases of the packs counted in 3,000 items (11/2026)
_RARER = 25.0
# and what it costs to have one more to wait for: start-up and memory, held against trying an expression more often
_EACH = 5e-5
# a gap longer than a sentence's clause says nothing about what stands around it, and long gaps in a row take long to try
MAX_GAP = 20
_TOKEN = re.compile(r"\(|\)\??|\||\[[^\]]+\]\??|<\d+(?:,\d+)?>|[^\s()\[\]|<>]+")
_BETWEEN = r"[ :,“”\"'‘’«»()–-]+"
# a comma behind closing marks; a blank or mark comes next, so that the comma of a number is none
_COMMA = r"[ ”\"'’»)]*,"


class PatternError(ValueError):
    """A phrase that cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many syllables of anything; ``behind``: then a comma, and up to so many more."""

    words: int
    behind: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """The phrases waited for on behalf of a pattern. ``whole``: they are all it stands for; else one of them stands in
    whatever it matches.
    """

    keys: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Either:
    """One of several; ``optional``: or nothing."""

    options: tuple[Tree, ...]
    optional: bool = False


Tree = tuple["str | Gap | Either", ...]
Variant = tuple["str | Gap", ...]
Classes = Mapping[str, Sequence[str]]


@functools.lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A phrase in the form texts are matched in."""
    return normalise(text)[0].lower()


def parse(pattern: str, classes: Classes) -> Tree:
    """A pattern as a tree. Raises PatternError."""
    tokens = _TOKEN.findall(pattern)
    options, at = _options(tokens, 0, classes)
    if at != len(tokens):
        raise PatternError(f"unbalanced bracket in “{pattern}”")
    found: Tree = options[0] if len(options) == 1 else (Either(tuple(options)),)
    if _number(found) > MAX_VARIANTS:
        raise PatternError(f"more than {MAX_VARIANTS} variants")
    if _nullable(found) or _opens(found) or _closes(found):
        raise PatternError(f"“{pattern}” may match nothing, or begins or ends with a gap")
    return found


def _options(tokens: list[str], at: int, classes: Classes) -> tuple[list[Tree], int]:
    done: list[Tree] = []
    run: list[str | Gap | Either] = []
    while at < len(tokens) and not tokens[at].startswith(")"):
        if tokens[at] == "|":
            done.append(tuple(run))
            run = []
            at += 1
            continue
        node, at = _node(tokens, at, classes)
        run.append(node)
    return [*done, tuple(run)], at


def _node(tokens: list[str], at: int, classes: Classes) -> tuple[str | Gap | Either, int]:
    token = tokens[at]
    if token == "(":  # noqa: S105  a bracket, no password
        options, at = _options(tokens, at + 1, classes)
        if at >= len(tokens):
            raise PatternError("a bracket is not closed")
        filled = tuple(option for option in options if option)
        return Either(filled, tokens[at] == ")?" or len(filled) < len(options)), at + 1
    if token.startswith("["):
        name = token.rstrip("?")[1:-1]
        if name not in classes:
            raise PatternError(f"no class [{name}]")
        return Either(tuple((fold(word),) for word in classes[name]), token.endswith("?")), at + 1
    if token.startswith("<"):
        numbers = token[1:-1].split(",")
        if any(len(number) > 2 or int(number) > MAX_GAP for number in numbers):
            raise PatternError(f"a gap of more than {MAX_GAP} syllables")
        return Gap(*map(int, numbers)), at + 1
    return fold(token), at + 1


def _nullable(phrase: Tree) -> bool:
    """May it stand for nothing?"""
    return all(isinstance(node, Either) and _skips(node) for node in phrase)


def _skips(node: Either) -> bool:
    return node.optional or any(_nullable(option) for option in node.options)


def _opens(phrase: Tree) -> bool:
    """May it begin with a gap?"""
    for node in phrase:
        if isinstance(node, Gap):
            return True
        if isinstance(node, str):
            return False
        if any(_opens(option) for option in node.options):
            return True
        if not _skips(node):
            return False
    return False


def _closes(phrase: Tree) -> bool:
    """May it end with a gap?"""
    for node in reversed(phrase):
        if isinstance(node, Gap):
            return True
        if isinstance(node, str):
            return False
        if any(_closes(option) for option in node.options):
            return True
        if not _skips(node):
            return False
    return False


def _number(phrase: Tree) -> int:
    """How many variants it stands for, those counted twice that can be read in two ways."""
    total = 1
    for node in phrase:
        if isinstance(node, Either):
            total *= sum(map(_number, node.options)) + node.optional
    return total


def gapped(phrase: Tree) -> bool:
    """Is there a gap anywhere in it?"""
    return any(
        isinstance(node, Gap) or (isinstance(node, Either) and any(map(gapped, node.options)))
        for node in phrase
    )


def variants(pattern: str, classes: Classes) -> tuple[Variant, ...]:
    """All phrases a pattern stands for, in order, without repetition. Neighbouring words are joined."""
    return expand(parse(pattern, classes))


def expand(phrase: Tree) -> tuple[Variant, ...]:
    """All variants of a tree."""
    return tuple(dict.fromkeys(_joined(variant) for variant in _variants(phrase)))


def _variants(phrase: Tree) -> list[Variant]:
    run: list[Variant] = [()]
    for node in phrase:
        if isinstance(node, Either):
            options = [variant for option in node.options for variant in _variants(option)]
            if node.optional:
                options.append(())
            run = [left + right for left in run for right in options]
        else:
            run = [(*left, node) for left in run]
    return run


def _joined(variant: Variant) -> Variant:
    out: list[str | Gap] = []
    for part in variant:
        if out and isinstance(part, str) and isinstance(out[-1], str):
            out[-1] += " " + part
        else:
            out.append(part)
    return tuple(out)


def anchors(phrase: Tree) -> frozenset[str]:
    """Phrases of which one stands in whatever the tree matches: the fewest and rarest, and so the cheapest to wait for."""
    best: tuple[float, int, frozenset[str]] | None = None
    for first in range(len(phrase)):
        run: Tree = ()
        for node in phrase[first:]:
            run = (*run, node)
            if isinstance(node, Gap) or _number(run) > MAX_VARIANTS // 10:
                break
            if _nullable(run):
                continue
            keys = frozenset(_longest(variant) for variant in expand(run))
            found = (sum(_EACH + _RARER ** -(key.count(" ") + 1) for key in keys), len(keys), keys)
            if best is None or found[:2] < best[:2]:
                best = found
    if best is None:  # one node alone with too many variants
        return frozenset(_longest(variant) for variant in expand(phrase))
    return best[2]


def _longest(variant: Variant) -> str:
    return max((part for part in variant if not isinstance(part, Gap)), key=len)


def watched(pattern: str, classes: Classes) -> Watched:
    """What the automaton waits for on behalf of a pattern. Raises PatternError."""
    tree = parse(pattern, classes)
    if not gapped(tree) and _number(tree) <= 2 * MAX_PLAIN:
        found = expand(tree)
        if len(found) <= MAX_PLAIN:
            return Watched(tuple(str(variant[0]) for variant in found), whole=True)
    return Watched(tuple(sorted(anchors(tree))), whole=False)


class _Irregular(Exception):
    """A tree that must be written variant by variant: an option that begins or ends with a gap, or may be nothing."""


def source(phrase: Tree) -> str:
    """The regular expression of a tree, without the word boundaries around it."""
    try:
        return _sequence(phrase)
    except _Irregular:
        return _either(dict.fromkeys(map(_written, expand(phrase))))


def _split(phrase: Tree) -> tuple[Tree, Tree] | None:
    """The phrase with and without its first optional part between two gaps; None where there is none."""
    for at in range(1, len(phrase) - 1):
        before, node, after = phrase[at - 1 : at + 2]
        if not (isinstance(before, Gap) and isinstance(after, Gap)):
            continue
        if before.behind is None is after.behind and isinstance(node, Either) and node.optional:
            gap = Gap(before.words + after.words)
            filled = Either(node.options)
            return (*phrase[:at], filled, *phrase[at + 1 :]), (*phrase[: at - 1], gap, *phrase[at + 2 :])
    return None


def _sequence(phrase: Tree) -> str:
    split = _split(phrase)
    if split is not None:
        return _either(map(_sequence, split))
    out, ahead = "", ""
    before: str | Gap | None = None
    for node in phrase:
        if isinstance(node, Gap):
            if ahead or not isinstance(before, str):
                raise _Irregular
            before = node
            continue
        body = re.escape(node).replace(r"\ ", " +") if isinstance(node, str) else _alternatives(node)
        if isinstance(node, Either) and _skips(node):
            if any(map(_nullable, node.options)):
                raise _Irregular
            if isinstance(before, str) and not ahead:
                out += f"(?: +{body})?"
            else:
                ahead += f"(?:{body} +)?"
            continue
        out += _between(before) + ahead + body
        before, ahead = "", ""
    if ahead or isinstance(before, Gap):
        raise _Irregular
    return out


def _alternatives(node: Either) -> str:
    if any(_opens(option) or _closes(option) for option in node.options):
        raise _Irregular
    return _either(dict.fromkeys(map(_sequence, node.options)))


# with more first letters it takes longer to look for them
_FEW = 2


def _either(sources: Iterable[str]) -> str:
    ordered = sorted(sources, key=lambda s: (-len(s), s))
    return ordered[0] if len(ordered) == 1 else "(?:" + "|".join(ordered) + ")"


def _between(before: str | Gap | None) -> str:
    if before is None:
        return ""
    return _gap(before) + _BETWEEN if isinstance(before, Gap) else " +"


def _gap(gap: Gap) -> str:
    """The words of a gap, each behind what stands before it."""
    words = rf"(?:{_BETWEEN}\w+){{0,{gap.words}}}?"
    return words if gap.behind is None else rf"{words}{_COMMA}(?:{_BETWEEN}\w+){{0,{gap.behind}}}?"


def _written(variant: Variant) -> str:
    out = ""
    for before, part in zip((None, *variant), variant, strict=False):
        if isinstance(part, Gap):
            out += _gap(part)
        else:
            out += (_BETWEEN if isinstance(before, Gap) else "") + re.escape(part).replace(r"\ ", " +")
    return out


def regex(trees: Iterable[Tree]) -> re.Pattern[str]:
    """One expression for several trees, at word boundaries. Raises PatternError for none."""
    sources = list(dict.fromkeys(map(source, trees)))
    if not sources:
        raise PatternError("no pattern")
    return re.compile(_at_word(sources) + r"(?!\w)")


def _at_word(sources: list[str]) -> str:
    """The sources where a word begins. A few first letters stand before all conditions, so that most places of a text are
    passed over at once: a third of the time.
    """
    heads = sorted({source[0] for source in sources})
    if len(heads) > _FEW or not all(map(str.isalpha, heads)):
        return r"(?<!\w)" + _either(sources)
    rests = "|".join(
        rf"(?<={head}){_either(source[1:] for source in sources if source[0] == head)}" for head in heads
    )
    return rf"[{''.join(heads)}](?<!\w.)(?:{rests})"


class Test:
    """One expression for a list of patterns, made when it is first asked: all 700 of them take half a second."""

    __slots__ = ("_classes", "_compiled", "_patterns")

    def __init__(self, patterns: Sequence[str], classes: Mapping[str, Sequence[str]]) -> None:
        self._patterns, self._classes = patterns, classes
        self._compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """The expression itself. Raises PatternError for a pattern that is none."""
        if self._compiled is None:
            self._compiled = regex(parse(pattern, self._classes) for pattern in self._patterns)
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


def checking() -> bool:
    """Is a pack being checked, so that every expression is made at once?"""
    return _now.get()


def compile_all(patterns: Iterable[str], classes: Mapping[str, Sequence[str]]) -> Test | None:
    """A test for a list of patterns; None for none."""
    kept = tuple(patterns)
    if not kept:
        return None
    test = Test(kept, classes)
    if checking():
        test.expression()
    return test
