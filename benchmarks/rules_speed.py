"""What the rules cost and how it grows with their number: for docs/MEASUREMENTS.md.

    python benchmarks/rules_speed.py [items]

Times are of one core, the best of three passes, since others may use the machine: the pass over the rules alone (people,
voices and labels given), per 500-word item and per MB of text, with 50, 100, 200, 400 of the loaded rules; and the start-up of the
compiled packs (processor time, cache warm), each in a process of its own. Text: the held corpus, else made up of the packs' own examples.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
STEPS = (50, 100, 200, 400)
WORDS = 500
PASSES = 3

START = """
import time
a = time.process_time()
from indicators.rules import load_packs
b = time.process_time()
rules = load_packs()
c = time.process_time()
print(len(rules), b - a, c - b)
"""


def texts(number: int) -> list[str]:
    """So many texts of some 500 words."""
    from auditor.corpora import file_corpus
    from indicators.rules import load_packs

    held = SHARED / "data" / "articles" / "baomoi-2017.jsonl.gz"
    if held.is_file():
        words = [w for record in file_corpus(held).records() for w in record.text.split()]
    else:
        print("SKIPPED the held corpus (AUDITOR_SHARED): texts are made of the packs' own examples")
        pieces = [e.text for rule in load_packs().rules for e in rule.examples if not e.fires] * 40
        random.Random(1).shuffle(pieces)
        words = " ".join(pieces).split()
    return [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)][:number]


def main() -> None:
    from indicators.model import Labels
    from indicators.rules import RuleContext, RuleSet, load_packs
    from indicators.rules.loader import word_classes
    from indicators.text import Document

    given = texts(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    documents = [Document.of(text) for text in given]
    for document in documents:
        _ = document.folded, document.sentences  # made for people and quotes as well, so no cost of the rules
    size = sum(len(text.encode()) for text in given)
    rules = list(load_packs().rules)
    random.Random(0).shuffle(rules)
    context = RuleContext(labels=Labels(gbv=True), published="2026-01-01")
    print(f"{len(given)} items of {WORDS} words, {size / 1e6:.1f} MB; {len(rules)} rules loaded\n")
    print("| rules | phrases watched | compile, ms | ms per item | s per MB |\n|---|---|---|---|---|")
    for count in sorted({min(step, len(rules)) for step in (*STEPS, len(rules))}):
        began = time.process_time()
        some = RuleSet(rules[:count], word_classes())
        compiled = time.process_time() - began
        best = min(timed(some, documents, context) for _ in range(PASSES))
        each, megabyte = 1000 * best / len(given), best / (size / 1e6)
        print(f"| {count} | {some.watched} | {1000 * compiled:.0f} | {each:.3f} | {megabyte:.3f} |")
    runs = [started() for _ in range(5)]
    print(
        f"\nstart-up: {runs[0][0]:.0f} rules, import {1000 * statistics.median(r[1] for r in runs):.0f} ms, ",
        end="",
    )
    print(f"compiled packs {1000 * statistics.median(r[2] for r in runs):.0f} ms (median of 5)")


def timed(rules: object, documents: list[object], context: object) -> float:
    began = time.process_time()
    for document in documents:
        rules.match(document, context)  # type: ignore[attr-defined]
    return time.process_time() - began


def started() -> tuple[float, float, float]:
    """Rules, seconds of import, seconds of loading in a fresh process whose cache is warm."""
    run = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, cwd=ROOT, check=True)
    count, imported, loaded = map(float, run.stdout.split())
    return count, imported, loaded


if __name__ == "__main__":
    main()
