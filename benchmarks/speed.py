"""How fast the whole analysis is, beside plain underthesea on the same articles; prints what docs/MEASUREMENTS.md shows.

    python benchmarks/speed.py [--articles 600] [--peer 40] [--many 100000]

One process, one core, start-up and loading apart. Needs the held corpus baomoi-2017 (AUDITOR_SHARED, default ../shared);
without it the script says SKIPPED and ends with 0. ``--many 0`` leaves out the memory run, which takes about eight minutes.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import resource
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from indicators.analyse import analyse, load_engine
from indicators.model import Record
from indicators.text import Document

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "data" / "articles" / "baomoi-2017.jsonl.gz"
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)


def syllables(text: str) -> int:
    """Words between white space."""
    return len(text.split())


def articles(most: int, *, others: bool = False) -> list[Record]:
    """Articles evenly drawn from the whole corpus; ``others``: not these, but as many between them."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // most)
    return [
        Record(id=str(i), title=row["title"], lead=row.get("lead") or "", body=row["body"])
        for i, row in enumerate(rows[step // 2 if others else 0 :: step])
    ]


def memory() -> float:
    """Resident memory of this process now, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:  # no /proc: the highest so far
        scale = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def speed(records: list[Record]) -> tuple[int, float]:
    """Syllables and processor seconds of the whole analysis. Processor time, so that other work does not count."""
    words = sum(syllables(r.text) for r in records)
    started = time.process_time()
    for record in records:
        analyse(record)
    return words, time.process_time() - started


def peer(records: list[Record]) -> float:
    """Processor seconds of underthesea's tagger and name finder, sentence by sentence, its models loaded before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from underthesea import ner, pos_tag

        pos_tag("Một câu.")
        ner("Một câu.")
        started = time.process_time()
        for record in records:
            document = Document(record)
            for start, end in document.sentences:
                pos_tag(document.norm[start:end])
                ner(document.norm[start:end])
        return time.process_time() - started


def lengths(records: list[Record]) -> Iterator[tuple[int, float]]:
    """Milliseconds for one text of each length, made of real paragraphs; the best of three."""
    text = "\n".join(r.body for r in records)
    while len(text) < max(LENGTHS):
        text += "\n" + text
    for length in LENGTHS:
        record = Record(id="long", title="", body=text[:length])
        best = min(_seconds(record) for _ in range(3))
        yield length, best * 1000


def _seconds(record: Record) -> float:
    started = time.process_time()
    analyse(record)
    return time.process_time() - started


def flat(records: list[Record], many: int) -> Iterator[tuple[int, float]]:
    """Resident memory while ``many`` articles pass by, at ten points."""
    marks = {round(many * tenth / 10) for tenth in range(1, 11)}
    for at, record in enumerate(itertools.islice(itertools.cycle(records), many), start=1):
        analyse(record)
        if at in marks or at == min(1000, many):
            yield at, memory()


def main() -> None:
    """Print the measurement as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=600, help="articles for the speed of the analysis")
    parser.add_argument("--peer", type=int, default=40, help="articles for the comparison with underthesea")
    parser.add_argument("--many", type=int, default=100_000, help="articles for the memory run")
    args = parser.parse_args()
    if not CORPUS.exists():
        print(f"SKIPPED: {CORPUS} is missing (AUDITOR_SHARED)")
        return
    records = articles(args.articles)
    load_engine()
    # expressions and models are compiled when first needed, most of them by a few hundred articles: 4 % of a first pass
    speed(articles(args.articles, others=True))
    words, seconds = speed(records)
    sample = records[:: max(1, len(records) // args.peer)][: args.peer]
    own_words, own = speed(sample)
    other = peer(sample)
    print("## Speed\n")
    print(
        f"baomoi-2017, {len(records):,} articles, {words:,} whitespace syllables, one core ({platform.machine()}), Python {platform.python_version()}, processor time, start-up apart.\n"
    )
    print("| what | syllables a second | ratio |")
    print("|---|---:|---:|")
    print(f"| whole analysis, all rules, {len(records):,} articles | {words / seconds:,.0f} | |")
    print(
        f"| whole analysis, the {len(sample)} articles of the comparison | {own_words / own:,.0f} | {other / own:,.0f} |"
    )
    print(
        f"| underthesea `pos_tag` + `ner` by sentence, the same {len(sample)} | {own_words / other:,.0f} | 1 |"
    )
    print("\n| characters in one text | milliseconds | microseconds a character |")
    print("|---:|---:|---:|")
    for length, best in lengths(records):
        print(f"| {length:,} | {best:,.1f} | {best * 1000 / length:.2f} |")
    if args.many:
        print("\n| articles passed | resident memory, MB |")
        print("|---:|---:|")
        for at, held in flat(records, args.many):
            print(f"| {at:,} | {held:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
