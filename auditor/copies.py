"""Whose text is this article? Own copy, an agency's, a press release, or what another outlet wrote first.

Texts are compared across outlets; inside one only the very same title and text are one article (posted under two
addresses), since an outlet may tell its own story twice. Across outlets two ways, because each misses what the other finds: paragraphs word
for word (one text inside a longer one), and MinHash over runs of five words (a text reworked in every paragraph). What a
page itself says ("(TTXVN)", "Theo Báo X") counts beside that. The earliest article of a cluster is its source.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.store import Store
from auditor.workspace import Config
from crawlers import credits

if TYPE_CHECKING:
    from rensa import RMinHash

# paragraphs shorter than this recur by chance ("Ảnh: ..."); a repost shares most of the rest
PARAGRAPH = 40
PARAGRAPHS_SHARE = 0.8
# MinHash as measured on 100,000 articles with 2,000 planted reposts (2026): recall 1.000 exact, 1.000 with a header and
# a source line added, 0.995 with 15 % of the sentences dropped
PERMUTATIONS, BANDS, SEED = 128, 32, 42
SIMILAR = 0.5
RUN = 5
# a text of fewer words is two sentences of agenda or weather: alike without being copied
LEAST_WORDS = 30
PORTALS = frozenset({"portal"})
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
# a source line that names a medium, not where a fact comes from ("Nguồn: UBND xã")
_MEDIUM = re.compile(r"^\W*(?:nguồn|theo)\W+(?:báo|đài|tạp chí|trang|cổng|chuyên đề)\b", re.I)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is not the outlet's own: of which article, and how alike (1.0 word for word).

    ``kind``: repost (another outlet's), again (the outlet's own, under a second address), agency, release (a press
    release), credited (the page names a medium whose article is not here). ``source`` is the article itself where its source is not held.
    """

    article: int
    source: int
    kind: str
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class _Text:
    id: int
    outlet: str
    title: str
    words: tuple[str, ...]
    paragraphs: tuple[str, ...]
    credit: str
    release: bool


def fingerprint() -> str:
    """A hash of everything that decides what counts as a copy."""
    files = (Path(__file__), Path(credits.__file__), Path(credits.__file__).with_suffix(".yaml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def find_copies(store: Store, config: Config, kinds: Mapping[str, str] | None = None) -> dict[int, Copy]:
    """Articles of the period that are no own copy, by id. ``kinds``: the kind of each outlet in the register."""
    matcher = _Matcher()
    found: dict[int, Copy] = {}
    facts: dict[int, tuple[str, str, bool]] = {}
    posted: dict[tuple[str, bytes], int] = {}
    again: dict[int, Copy] = {}
    for text in _texts(store, config):
        key = (text.outlet, _hash("\n".join((*words(text.title), "", *text.words))))
        if text.words and (first := posted.setdefault(key, text.id)) != text.id:
            again[text.id] = Copy(text.id, first, "again")
            continue
        facts[text.id] = (text.outlet, text.credit, text.release)
        source, similarity = matcher.source_of(text)
        if source is not None:
            # always the first of the cluster, not the one in between
            root = found[source].source if source in found else source
            found[text.id] = Copy(text.id, root, "repost", similarity)
    return _named(found, facts, kinds or {}) | again


def _named(
    found: dict[int, Copy], facts: Mapping[int, tuple[str, str, bool]], kinds: Mapping[str, str]
) -> dict[int, Copy]:
    """Say what each cluster is; one member that prints an agency's mark speaks for all."""
    agency = {
        found[id].source if id in found else id for id, fact in facts.items() if credits.agency(fact[1])
    }
    named: dict[int, Copy] = {}
    for id, (outlet, credit, _) in facts.items():
        copy = found.get(id)
        root = copy.source if copy else id
        if root in agency:
            named[id] = replace(copy or Copy(id, id, ""), kind="agency")
        elif copy:
            first_outlet, _, release = facts[root]
            official = release or kinds.get(first_outlet, "") in PORTALS
            named[id] = replace(copy, kind="release" if official else "repost")
        elif _MEDIUM.match(credit) and kinds.get(outlet, "") not in PORTALS:
            named[id] = Copy(id, id, "credited")
    return named


def _texts(store: Store, config: Config) -> Iterator[_Text]:
    """The period's articles, the earliest first; those without a day last."""
    order = store.rows("SELECT id, published FROM articles ORDER BY published = '', published, id")
    for place in order:
        if not config.covers(place["published"]):
            continue
        row = store.one(
            "SELECT id, outlet, title, lead, body, credit FROM articles WHERE id = ?", (place["id"],)
        )
        if row is None:
            continue
        yield _Text(
            id=row["id"],
            outlet=row["outlet"],
            title=row["title"],
            words=tuple(words(f"{row['lead']}\n{row['body']}")),
            paragraphs=tuple(_paragraphs(row["body"])),
            credit=row["credit"],
            release=credits.release(row["title"], row["lead"]),
        )


class _Matcher:
    """Finds, for articles in order of time, the one of another outlet that each was taken from."""

    def __init__(self) -> None:
        # 20 ms to import, which commands that score nothing should not pay
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

        self._sketch: Callable[..., RMinHash] = RMinHash
        self._near = RMinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._sketches: dict[int, RMinHash] = {}
        self._outlets: dict[int, str] = {}
        self._owner: dict[bytes, int] = {}

    def source_of(self, text: _Text) -> tuple[int | None, float]:
        """The earlier article it was taken from, or None, and how alike they are."""
        by_paragraph = self._by_paragraph(text)
        by_words = self._by_words(text)
        self._outlets[text.id] = text.outlet
        return max(by_paragraph, by_words, key=lambda hit: (hit[1], -(hit[0] or 0)))

    def _by_paragraph(self, text: _Text) -> tuple[int | None, float]:
        shared: dict[int, int] = {}
        length = 0
        for paragraph in text.paragraphs:
            length += len(paragraph)
            first = self._owner.setdefault(_hash(paragraph), text.id)
            if first != text.id and self._outlets[first] != text.outlet:
                shared[first] = shared.get(first, 0) + len(paragraph)
        if not shared:
            return None, 0.0
        source = max(shared, key=lambda s: (shared[s], -s))
        share = shared[source] / length
        return (source, share) if share >= PARAGRAPHS_SHARE else (None, 0.0)

    def _by_words(self, text: _Text) -> tuple[int | None, float]:
        if len(text.words) < LEAST_WORDS:
            return None, 0.0
        sketch = self._sketch(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update([" ".join(text.words[i : i + RUN]) for i in range(len(text.words) - RUN + 1)])
        best: tuple[int | None, float] = (None, 0.0)
        for other in sorted(self._near.query(sketch)):
            if (
                self._outlets[other] != text.outlet
                and (like := sketch.jaccard(self._sketches[other])) >= SIMILAR
            ):
                best = max(best, (other, like), key=lambda hit: hit[1])
        self._near.insert(text.id, sketch)
        self._sketches[text.id] = sketch
        return best


def words(text: str) -> list[str]:
    """The words of a text, composed and in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _paragraphs(body: str) -> list[str]:
    lines = (_BLANKS.sub(" ", line).strip() for line in body.splitlines())
    return [line for line in lines if len(line) >= PARAGRAPH]


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=12).digest()
