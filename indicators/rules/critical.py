"""One list of what rejects a wording, for all rules: an editor who writes “đừng gọi phụ nữ độc thân là gái ế” uses no such word.

Frames hold wherever a rule's wording stands; a rule's own ``except`` may name more (``words``), since what rejects a saying
("định kiến" beside a generalisation) need not reject a label. Either way the wording is criticised: never a finding, and the
item challenges stereotypes. The list: ``critical.yaml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from indicators.datafile import parse_yaml, read_text
from indicators.rules.pattern import Test, compile_all, fold
from indicators.text import Document

Span = tuple[int, int]
# how far a frame reaches, in letters: the longest sayings of the packs with what leads to them
_REACH = 90
_STOP = re.compile(r"[.;!?\n…]|(?<!\w)(?:nhưng|hãy|mà hãy|thay vào đó|trong khi)(?!\w)")


@functools.cache
def _data() -> Mapping[str, Sequence[str]]:
    file = Path(str(importlib.resources.files("indicators.rules"))) / "critical.yaml"
    found: Mapping[str, Sequence[str]] = parse_yaml(read_text(file), str(file))
    return found


@functools.cache
def _test(kind: str) -> Test | None:
    return compile_all(_data()[kind], {})


@functools.cache
def critical_words() -> frozenset[str]:
    """The patterns that, in a rule's own ``except``, say that the wording is rejected and not only meant otherwise."""
    return frozenset(map(fold, _data()["words"]))


def rejected(document: Document) -> Iterator[Span]:
    """The stretches of an item in which a wording is named in order to reject it, in the normal form."""
    text = document.folded
    opens, nouns, closes, sentence = map(_test, ("opens", "nouns", "closes", "sentence"))
    if opens is not None:
        for hit in opens.finditer(text):
            if text.startswith(",", hit.end()):
                continue  # "vượt qua định kiến, ..." tells a story
            stop = _STOP.search(text, hit.end(), hit.end() + _REACH)
            yield hit.start(), stop.start() if stop else min(len(text), hit.end() + _REACH)
    if nouns is not None and closes is not None:
        for hit in closes.finditer(text):
            begin = max(document.sentences[document.sentence_at(hit.start())][0], hit.start() - _REACH)
            for noun in nouns.finditer(text, begin, hit.start()):
                if not _STOP.search(text, noun.end(), hit.start()):
                    yield noun.end(), hit.start()
                    break
    if sentence is not None:
        for hit in sentence.finditer(text):
            yield document.sentences[document.sentence_at(hit.start())]
