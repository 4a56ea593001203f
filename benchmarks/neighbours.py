"""Make indicators/vocab/neighbours.csv: how much the words beside a capitalised word speak for a person.

    python benchmarks/neighbours.py > indicators/vocab/neighbours.csv

Learned from the unannotated press of AUDITOR_SHARED (default ../shared), of which single words and pairs of words are all
that is kept. Persons are the bare repetitions of names that the item elsewhere has with an address, or whole with a family
name; the others are places, faiths, brands and the like of the word lists, and capitalised words that nothing in their item
makes a person. A logistic regression with an L1 penalty weighs the neighbours against each other; words are kept
from ``LEAST`` places on. Names beside names count as "Aa", numbers as "0". Articles that stand in the measuring sets are
left out. Needs NumPy, which comes with the development requirements.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from indicators.lexicon import HONORIFIC, NOTNAME, PLACE, load_lexicon  # noqa: E402
from indicators.model import Record  # noqa: E402
from indicators.people.runs import is_syllable  # noqa: E402
from indicators.people.spot import Spot  # noqa: E402
from indicators.people.spots import SpotFinder  # noqa: E402
from indicators.people.weighing import around  # noqa: E402
from indicators.text import Document  # noqa: E402

SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
CORPORA = ("baomoi-2017", "mds-2013", "vntc-2007", "headlines-2025-26")
LEAST, SMALLEST = 15, 0.2
# places of one name and of one listed word that count in an item
MOST_NAMED, MOST_LISTED = 4, 2
PENALTY, STEPS = 3.0, 400
LEXICON = load_lexicon()


def measured() -> set[str]:
    """The beginnings of the titles of the measuring set."""
    path = SHARED / "gold" / "input.jsonl"
    return {title(json.loads(line)["title"]) for line in path.open(encoding="utf-8")}


def title(text: str) -> str:
    return " ".join(text.split()).casefold()[:40]


def documents() -> Iterator[Document]:
    barred = measured()
    for name in CORPORA:
        with gzip.open(SHARED / "data" / "articles" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for raw in map(json.loads, lines):
                head, _, body = (raw.get("text") or "").replace("\r\n", "\n").partition("\n")
                head, body = raw.get("title") or head, raw.get("body") or body
                if title(head) not in barred:
                    yield Document(Record(id="-", title=head, lead=raw.get("lead") or "", body=body))


def proven(spots: list[Spot]) -> set[tuple[str, ...]]:
    """Names and their ends that address, a family name or a given name from abroad prove."""
    found = set()
    for spot in spots:
        addressed = spot.trigger is not None and HONORIFIC in spot.trigger.entry.kinds
        whole = len(spot.key) > 2 and spot.key[0] in LEXICON.strong and not spot.foreign
        abroad = len(spot.key) > 1 and spot.foreign
        told = spot.title is not None or spot.trigger is not None or spot.key[0] in LEXICON.foreign
        if spot.sure and (addressed or whole or (abroad and told)):
            found |= {spot.key[at:] for at in range(len(spot.key))}
    return found


def examples() -> Iterator[tuple[list[str], bool]]:
    for document in documents():
        norm = document.norm
        hits = LEXICON.hits(document.folded)
        spots = SpotFinder(document, LEXICON, hits, weigh=False).find()
        names, seen = proven(spots), Counter[object]()
        for spot in spots:
            if spot.trigger or spot.title or spot.lead != spot.start:
                continue
            person = spot.key in names
            opens = norm[max(0, spot.start - 2) : spot.start].strip(" ")[-1:] in '.!?…:"“”\n('
            if not person and (spot.sure or spot.likely or (len(spot.pieces) == 1 and opens)):
                continue
            seen[person, spot.key] += 1
            if seen[person, spot.key] <= MOST_NAMED:
                yield list(around(norm, spot.start, spot.end)), person
        taken, last = {spot.start for spot in spots}, -1
        for hit in hits:
            if hit.start < last or not hit.entry.kinds & {PLACE, NOTNAME}:
                continue
            last = hit.end
            capital = norm[hit.start].isupper() and norm[norm.rfind(" ", 0, hit.end) + 1].isupper()
            if capital and hit.start not in taken:
                seen[hit.entry.form] += 1
                if seen[hit.entry.form] <= MOST_LISTED:
                    yield list(around(norm, hit.start, hit.end)), False


def usable(neighbour: str) -> bool:
    """Vietnamese words, marks, names and numbers; no shreds of addresses."""
    return all(w in ("Aa", "0") or not w[0].isalpha() or is_syllable(w) for w in neighbour[2:].split())


def fit(rows: list[list[int]], labels: list[bool], size: int) -> tuple[np.ndarray, float]:
    """AdaGrad with soft thresholds; the rarer class counts by the root of how much rarer it is."""
    flat = np.array([i for row in rows for i in row])
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    y = np.array(labels, dtype=float)
    share = np.where(y == 1, np.sqrt((len(y) - y.sum()) / y.sum()), 1.0)
    weights, start = np.zeros(size), 0.0
    squares, square = np.full(size, 1e-6), 1e-6
    for _ in range(STEPS):
        told = np.bincount(owner, weights[flat], len(rows)) + start
        error = (1 / (1 + np.exp(-told)) - y) * share
        slope = np.bincount(flat, error[owner], size)
        squares += slope * slope
        square += error.sum() ** 2
        weights -= 0.5 * slope / np.sqrt(squares)
        weights = np.sign(weights) * np.maximum(np.abs(weights) - 0.5 * PENALTY / np.sqrt(squares), 0)
        start -= 0.5 * error.sum() / np.sqrt(square)
    return weights, start


def main() -> None:
    if not SHARED.is_dir():
        print("SKIPPED: no held material", file=sys.stderr)
        return
    made = list(examples())
    counts = Counter(n for found, _ in made for n in found)
    kept = sorted(n for n, count in counts.items() if count >= LEAST and usable(n))
    index = {n: i for i, n in enumerate(kept)}
    rows = [[index[n] for n in found if n in index] for found, _ in made]
    weights, start = fit(rows, [person for _, person in made], len(kept))
    print(
        "# How much the words beside a capitalised word speak for a person: log odds; the first line is where one starts."
    )
    print(
        f"# side: L before, R behind. Learned from {len(made)} places in unannotated press, {sum(p for _, p in made)} of them persons,"
    )
    print(
        "# by benchmarks/neighbours.py, 2026-11. Aa: a word with a capital, 0: a number, ^ and $: the ends of a line."
    )
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["side", "words", "weight"])
    out.writerow(["", "", f"{start:.2f}"])
    for neighbour, i in index.items():
        if abs(weights[i]) >= SMALLEST:
            out.writerow([neighbour[0], neighbour[2:], f"{weights[i]:.2f}"])


if __name__ == "__main__":
    main()
