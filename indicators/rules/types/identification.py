"""``identification``: a child, or a survivor of violence, whom readers can recognise although no rule of wording is broken.

No single word does it: initials, a year of birth, a mother's name, a class, a hamlet are harmless one by one and identify
together. Every clue has a weight; ``needed`` of them in what the item says around the person make findings, for one person
an item: at the person, and at every further clue. ``who``: "minor" (everybody under 18, suspects included; ages are computed from birth
and the day of publication), "maybe_minor" (eighteen by the year of birth alone, and no school, class or word for children says more;
with one of these it is "minor") or "survivor" (a named victim of the acts in ``match``). ``match``: wordings of the case.
Where none is told, roles decide: a minor whom the authorities deal with or who is a victim in an item about violence, a
grown-up to whom a partner did something in such an item, whatever the word for it. The usual ``except`` and ``require`` hold, by ``front`` or ``item``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from indicators.model import Zone
from indicators.rules.model import Rule
from indicators.rules.pattern import compile_all
from indicators.rules.reading import Reading, Span
from indicators.rules.types import Classes
from indicators.rules.types.phrase import split

if TYPE_CHECKING:
    from indicators.rules.types.recognising import Recognising

# where one of these stands somebody may have a part in a case that no wording in ``match`` tells
ROLE_KEYS = {
    "minor": ("tuổi", "sn", "sinh năm", "sinh ngày", "học sinh lớp", "cháu", "bé"),
    "maybe_minor": ("sn", "sinh năm"),
    "survivor": ("bị chồng", "bị vợ", "bị bạn trai", "bị bạn gái", "bị người yêu", "bị người tình", "bị tình cũ", "bị gã chồng", "bị người chồng", "bị chính chồng"),
}  # fmt: skip


class Identification:
    """Tried on items with a wording of the case. Who is meant is worked out in a module of its own, which is read with the first such
    item: its expressions take 25 ms to compile, a sixth of the start-up of all packs.
    """

    zone: Zone | None = None

    def __init__(self, rule: Rule, classes: Classes) -> None:
        body = rule.body
        plain, gapped = split(body["match"], classes)
        if gapped:
            raise ValueError("identification looks for phrases without gaps")
        self._cases = frozenset(plain)
        self.keys = (*plain, *(k for k in ROLE_KEYS[str(body["who"])] if k not in self._cases))
        self._body = body
        self._require = [(k, compile_all(v, classes)) for k, v in body.get("require", {}).items()]
        self._except = [(k, compile_all(v, classes)) for k, v in body.get("except", {}).items()]
        self._ready: Recognising | None = None

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        if not all(reading.has(test, reading.scope(kind, 0)) for kind, test in self._require):
            return []
        if any(reading.has(test, reading.scope(kind, 0)) for kind, test in self._except):
            return []
        if self._ready is None:
            from indicators.rules.types.recognising import Recognising  # noqa: PLC0415  see the class

            self._ready = Recognising(self._body)
        spans, told = self._ready.find(reading, [span for key, span in hits if key in self._cases])
        for span in spans:
            reading.tell_of(self, span, told)
        return spans
