"""``told``: blame or an excuse that the outlet takes over from somebody, without marks: police, an indictment, neighbours.

Newsrooms pass such sentences on because a source stands beside them; guidance asks for context there, not for silence. So it
is a question and never scores. ``match`` and ``together`` as in ``cooccurrence``; ``by``: wordings of who tells it, of which
one stands in the sentence, or before it in the paragraph where the sentence goes on reporting the same source. Words inside
quotation marks are the source's own and are left alone. One hint an item: the first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indicators.model import Voice
from indicators.rules.model import Rule
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.cooccurrence import Cooccurrence

# where a stretch of a paragraph says whether its end lies inside marks
_OPENED = re.compile(r"[“«][^”»\n]*\Z")
_STRAIGHT = re.compile(r'"')


class Told(Cooccurrence):
    """A phrase in somebody's account, retold."""

    def __init__(self, rule: Rule, classes: Classes) -> None:
        super().__init__(rule, classes)
        self._by = compile_all(rule.body["by"], classes)

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        return next(
            (
                [span]
                for span in super().find(reading, hits)
                if self._is_told(reading, span) and not self.rejects(reading, span)
            ),
            [],
        )

    def _is_told(self, reading: Reading, span: Span) -> bool:
        first, last = reading.sentence(span[0])
        line = reading.paragraph(span[0])[0]
        before = reading.folded[line : span[0]]
        if _OPENED.search(before) or len(_STRAIGHT.findall(before)) % 2:
            return False
        if reading.has(self._by, (first, last)):
            return True
        return reading.voice(span) is not Voice.NARRATOR and reading.has(self._by, (line, first))
