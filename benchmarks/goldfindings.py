"""Every finding in the sixty held articles, read and classed: would a careful editor accept it?

    python benchmarks/goldfindings.py    # compare goldfindings.csv with what the program finds now; exit 1 where they differ

A line a finding: hash of the article's name, offsets, rule, class (right, wrong, unsure). Never a word of an article. A finding
that is new is told with its article's hash, to be read and added by hand; one that is gone stays until somebody takes it out.
Without the held material the script says SKIPPED and ends with 0.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
FILE = ROOT / "benchmarks" / "goldfindings.csv"
COLUMNS = ("document", "start", "end", "rule", "class")
CLASSES = ("right", "wrong", "unsure")

Place = tuple[str, int, int, str]


def key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def read(file: Path) -> dict[Place, str]:
    """The class of every finding that was read."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(r["document"], int(r["start"]), int(r["end"]), r["rule"]): r["class"] for r in rows}


def found(file: Path) -> dict[Place, bool]:
    """What the program finds now, and whether it scores."""
    from indicators.analyse import analyse
    from indicators.model import Record

    places: dict[Place, bool] = {}
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line:
            record = Record.from_mapping(json.loads(line))
            for finding in analyse(record).findings:
                places[key(record.id), finding.start, finding.end, finding.rule] = finding.scores
    return places


def differences(known: dict[Place, str], now: dict[Place, bool]) -> list[str]:
    """One line a finding that nobody read, or that the program no longer makes."""
    lines = [f"not read: {' '.join(map(str, place))}" for place in sorted(now.keys() - known.keys())]
    return lines + [f"gone: {' '.join(map(str, place))}" for place in sorted(known.keys() - now.keys())]


def counts(known: dict[Place, str], now: dict[Place, bool]) -> str:
    """Findings of now by class, and of them those that score."""
    every = Counter(known.get(place, "not read") for place in now)
    scoring = Counter(known.get(place, "not read") for place, scores in now.items() if scores)
    return "\n".join(
        f"{name}: {len(list(kinds.elements()))} findings, "
        + ", ".join(f"{kinds[one]} {one}" for one in (*CLASSES, "not read"))
        for name, kinds in (("all", every), ("scoring", scoring))
    )


if __name__ == "__main__":
    if not (SHARED / "gold" / "input.jsonl").is_file():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
        sys.exit(0)
    sys.path.insert(0, str(ROOT))
    classed, made = read(FILE), found(SHARED / "gold" / "input.jsonl")
    changes = differences(classed, made)
    print(counts(classed, made), *changes, sep="\n")
    sys.exit(bool(changes))
