"""Finding articles by their words, for human readers: typed with or without diacritics, shown with the words around.

SQLite's tokenizer drops all diacritics (đ is folded in the schema), so that "phu nu" finds "Phụ nữ" - and "dai" finds
"đại". Where the words asked for carry diacritics, every hit is checked again against the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from auditor.store.database import Store

AROUND = 60
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One article with the words found and some of those around them."""

    article: int
    outlet: str
    url: str
    published: str
    title: str
    excerpt: str


def search(store: Store, words: str, *, limit: int = 20) -> list[Hit]:
    """Articles that hold these words one after the other, the best match first."""
    wanted = unicodedata.normalize("NFC", words).lower()
    tokens = _WORD.findall(wanted)
    if not tokens:
        return []
    plain = all(_folded(token) == token for token in tokens)
    pattern = re.compile(r"\W+".join(map(re.escape, tokens)))
    phrase = '"' + " ".join(_folded(token) for token in tokens) + '"'
    hits: list[Hit] = []
    for row in store.rows(
        """SELECT a.* FROM articles_fts f JOIN articles a ON a.id = f.rowid
           WHERE articles_fts MATCH ? ORDER BY f.rank""",
        (phrase,),
    ):
        text = "\n".join((row["title"], row["lead"], row["body"]))
        excerpt = _excerpt(text, pattern, folded=plain)
        if excerpt is None:
            continue
        hits.append(Hit(row["id"], row["outlet"], row["url"], row["published"], row["title"], excerpt))
        if len(hits) >= limit:
            break
    return hits


def _excerpt(text: str, pattern: re.Pattern[str], *, folded: bool) -> str | None:
    composed = unicodedata.normalize("NFC", text)
    # letter by letter, so that places stay
    shown = "".join(_folded(c) if folded else c.lower() for c in composed)
    if len(shown) != len(composed):
        shown = composed.lower()
    found = pattern.search(shown)
    if found is None:
        return "" if folded else None
    start, end = max(0, found.start() - AROUND), found.end() + AROUND
    return " ".join(composed[start:end].split())


def _folded(text: str) -> str:
    """Lower case without diacritics, đ as d."""
    low = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in low if not unicodedata.combining(c))
