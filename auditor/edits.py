"""What did an outlet change after publishing, without a word about it? So that repair can be seen, and its absence too.

Texts of one article are compared paragraph by paragraph, then word by word; a new reading of the same page by a later
program is no edit and stays out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.store import Store

ZONES = ("title", "lead", "body")
# words left of and right of a change: enough to find the place
AROUND = 8
# a word takes the blank before it along: two changed words in a row are one change
_TOKENS = re.compile(r"\s*(?:\w+|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: ``sign`` "-" taken away, "+" put in, "" as before, "…" words left out of the display."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One changed paragraph; ``zone`` title, lead or body."""

    zone: str
    pieces: tuple[Piece, ...]

    @property
    def plain(self) -> str:
        """In one line: [-taken away-]{+put in+}."""
        marks = {"-": "[-{}-]", "+": "{{+{}+}}", "": "{}", "…": "…{}"}
        return "".join(marks[piece.sign].format(piece.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Edit:
    """One article whose page changed. ``seen``: when it was noticed; ``kind``: edited, or gone (taken down).

    ``archived``: where the page as it was stands in the archive, "" where retention took it away.
    """

    article: int
    outlet: str
    url: str
    title: str
    published: str
    seen: str
    kind: str
    changes: tuple[Change, ...] = ()
    archived: str = ""


def find_edits(store: Store, *, outlet: str = "", since: str = "") -> list[Edit]:
    """All edits noticed since the day, the latest first."""
    found = [*_edited(store), *_gone(store)]
    kept = [e for e in found if (not outlet or e.outlet == outlet) and e.seen >= since]
    return sorted(kept, key=lambda e: (e.seen, e.article), reverse=True)


def _edited(store: Store) -> Iterator[Edit]:
    rows = store.rows(
        """SELECT v.*, a.outlet, a.url, a.published, a.title AS now_title, a.lead AS now_lead, a.body AS now_body,
                  a.page_sha256 AS now_page
           FROM versions v JOIN articles a ON a.id = v.article ORDER BY v.article, v.id"""
    )
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) and rows[at + 1]["article"] == row["article"] else None
        page = following["page_sha256"] if following else row["now_page"]
        # versions of release 0.1.0 do not say why; another page is the outlet's doing
        if row["cause"] == "reading" or (not row["cause"] and page == row["page_sha256"]):
            continue
        changes = tuple(
            change
            for zone in ZONES
            for change in compare(row[zone], following[zone] if following else row[f"now_{zone}"], zone)
        )
        if changes:
            place = f"{row['archive_file']} {row['archive_record']}" if row["archive_file"] else ""
            yield Edit(row["article"], row["outlet"], row["url"], row["now_title"], row["published"], row["replaced"],
                       "edited", changes, place)  # fmt: skip


def _gone(store: Store) -> Iterator[Edit]:
    for row in store.rows(
        """SELECT a.id, a.outlet, a.url, a.title, a.published, a.archive_file, a.archive_record, min(v.at) AS at
           FROM visits v JOIN articles a ON a.id = v.article WHERE v.outcome = 'gone' GROUP BY a.id"""
    ):
        place = f"{row['archive_file']} {row['archive_record']}" if row["archive_file"] else ""
        yield Edit(row["id"], row["outlet"], row["url"], row["title"], row["published"], row["at"], "gone",
                   archived=place)  # fmt: skip


def compare(old: str, new: str, zone: str) -> list[Change]:
    """The paragraphs that differ; a paragraph moved or only spaced otherwise is no change."""
    before, after = ([" ".join(p.split()) for p in text.split("\n") if p.strip()] for text in (old, new))
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left = [p for p in before[i1:i2] if p not in after]
        right = [p for p in after[j1:j2] if p not in before]
        for at in range(max(len(left), len(right))):
            one = left[at] if at < len(left) else ""
            other = right[at] if at < len(right) else ""
            found.append(Change(zone, tuple(_pieces(one, other))))
    return found


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:
        # word by word, two different sentences are a riddle
        yield from (Piece(sign, text) for sign, text in (("-", old), ("+", new)) if text)
        return
    codes = matcher.get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            yield from _context(before[i1:i2], first=at == 0, last=at == len(codes) - 1)
            continue
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        if gone[:1] == come[:1] == " ":
            yield Piece("", " ")
            gone, come = gone[1:], come[1:]
        yield from (Piece(sign, text) for sign, text in (("-", gone), ("+", come)) if text)


def _context(tokens: list[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """What did not change, cut down to the words beside the change."""
    wide = AROUND
    if first and last:
        return
    if first:
        yield from ([Piece("…", "")] if len(tokens) > wide else []) + [Piece("", "".join(tokens[-wide:]))]
    elif last:
        yield Piece("", "".join(tokens[:wide]))
        yield from [Piece("…", "")] if len(tokens) > wide else []
    elif len(tokens) > 2 * wide:
        yield Piece("", "".join(tokens[:wide]))
        yield Piece("…", " ")
        yield Piece("", "".join(tokens[-wide:]))
    else:
        yield Piece("", "".join(tokens))
