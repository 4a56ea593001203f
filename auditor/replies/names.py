"""Takes the names of people out of what is written about an item: opinions and answers are printed and travel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from auditor.replies.describing import article_of
from auditor.store import Store
from indicators.analyse import analyse, load_engine
from indicators.model import Analysis, Record

CUT = "[…]"


def people_of(store: Store, item: str) -> frozenset[str]:
    """How the people of an item are named in it."""
    row = article_of(store, item) if item else None
    found = (
        store.one("SELECT json FROM analyses WHERE article = ? ORDER BY id DESC", (row["id"],))
        if row is not None
        else None
    )
    if found is None:
        return frozenset()
    people = Analysis.from_dict(json.loads(found["json"])).people
    said = (m.text for person in people if person.named for m in person.mentions)
    # "chị" alone names nobody
    return frozenset(text for text in said if any(word[:1].isupper() for word in text.split()))


def without_names(text: str, known: Iterable[str] = ()) -> str:
    """The text with people's names cut: those known from the item, and those that the program finds itself."""
    analysis = analyse(Record(id="", body=text), load_engine())
    spans = [(m.start, m.end) for p in analysis.people if p.named for m in p.mentions]
    for name in known:
        spans += [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    left: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if left and start <= left[-1][1]:
            left[-1] = (left[-1][0], max(end, left[-1][1]))
        else:
            left.append((start, end))
    for start, end in reversed(left):
        text = text[:start] + CUT + text[end:]
    return text
