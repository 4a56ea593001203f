"""What the rules do not see: items without a finding are read at random, and what readers mark there estimates recall.

Sheets hold whole texts and stay with whoever reads them; only counts come back.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.analysing import numbered_lines
from auditor.corpora import Corpus
from auditor.errors import InputError
from auditor.judging import Found, mapping_of, outside_the_program
from indicators.rules.judgements import item_key
from indicators.shares import wilson


@dataclass(frozen=True, slots=True)
class Missed:
    """One sheet as read. ``quiet`` and ``found``: different texts of the corpus without and with a finding; ``read``: those
    of the sheet that were read, ``with_missed`` those in which something was missed; ``wordings`` by family.

    ``right``: the share of findings held right by readers, taken as known; recall counts items.
    """

    quiet: int
    found: int
    read: int
    with_missed: int
    wordings: Mapping[str, int]
    right: float = 1.0

    @property
    def share(self) -> float | None:
        """The share of items without findings in which something was missed."""
        return self.with_missed / self.read if self.read else None

    @property
    def share_interval(self) -> tuple[float, float] | None:
        return wilson(self.with_missed, self.read) if self.read else None

    @property
    def recall(self) -> float | None:
        """Of the items in which a careful editor would mark something, the share in which the rules find something right."""
        return None if self.share is None else self._recall(self.share)

    @property
    def recall_interval(self) -> tuple[float, float] | None:
        """95 %: the ends of the interval of what was missed, turned round."""
        if self.share_interval is None:
            return None
        low, high = self.share_interval
        return self._recall(high), self._recall(low)

    def _recall(self, share: float) -> float:
        right = self.found * self.right
        total = right + self.quiet * share
        return right / total if total else 0.0


def write_sheet(
    file: Path, corpus: Corpus, found: Found, *, n: int, seed: int = 0, quiet_only: bool = True
) -> int:
    """A random sample of the items without findings (or of all), whole, to be read; returns how many.

    A reader sets ``read`` and adds to ``missed`` one entry a wording: {"family": "F8", "words": "…", "note": "…"}.
    """
    outside_the_program(file)
    drawn_from = found.quiet if quiet_only else found.texts
    ordered = sorted(drawn_from, key=lambda key: hashlib.sha256(f"{seed} {key}".encode()).hexdigest())
    wanted = {key: place for place, key in enumerate(ordered[:n])}
    rows: dict[int, str] = {}
    about = {"quiet": len(found.quiet), "found": len(found.texts) - len(found.quiet), "corpus": corpus.sha256}
    for record in corpus.records():
        place = wanted.get(item_key(record.text))
        if place is not None and place not in rows:
            row = {"read": False, "missed": [], "item": ordered[place], "published": record.published}
            rows[place] = json.dumps({**row, "text": record.text, **about}, ensure_ascii=False)
    file.write_text("".join(rows[place] + "\n" for place in sorted(rows)), encoding="utf-8")
    return len(rows)


def read_sheets(files: Sequence[Path], right: float = 1.0) -> Missed:
    """What readers marked in these sheets, each of another corpus or another part of it. Raises InputError.

    Two readers of one sheet: an item counts as missed where one of them marks something.
    """
    sizes: dict[str, tuple[int, int]] = {}
    marked: dict[tuple[str, str], set[str]] = {}
    for file in files:
        with numbered_lines(file) as lines:
            for number, line in lines.read():
                row = mapping_of(line, file, number)
                if not row.get("read"):
                    continue
                sizes[str(row.get("corpus"))] = (_count(row, "quiet", file), _count(row, "found", file))
                families = marked.setdefault((str(row.get("corpus")), str(row.get("item"))), set())
                families |= {_family(one, f"{file}:{number}") for one in row.get("missed") or ()}
    return Missed(
        quiet=sum(quiet for quiet, _ in sizes.values()),
        found=sum(found for _, found in sizes.values()),
        read=len(marked),
        with_missed=sum(bool(families) for families in marked.values()),
        wordings=dict(sorted(Counter(f for each in marked.values() for f in each).items())),
        right=right,
    )


def _count(row: Mapping[str, object], name: str, file: Path) -> int:
    value = row.get(name)
    if not isinstance(value, int):
        raise InputError(str(file), file=str(file), detail=name)
    return value


def _family(one: object, where: str) -> str:
    if not isinstance(one, dict) or not isinstance(one.get("family"), str):
        raise InputError(where, file=where, detail='missed: [{"family": "F8", "words": "…"}]')
    return str(one["family"])
