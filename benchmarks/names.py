"""How much a name alone tells of its bearer's sex, and how reliable each rung of the ladder is.

    python benchmarks/names.py            # tables for docs/MEASUREMENTS.md

Names: the held list of AUDITOR_SHARED (default ../shared), kept out of the counts. Rungs: the project's own development
set (benchmarks/devset.py), every named person whose sex its annotation knows. Nothing is printed but counts.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))

from indicators.lexicon import fold, load_lexicon  # noqa: E402  after the path is set
from indicators.model import Record  # noqa: E402  after the path is set
from indicators.people.gender import NAME_SURE  # noqa: E402  after the path is set
from indicators.people.names import probability_female  # noqa: E402  after the path is set
from indicators.text import Document  # noqa: E402  after the path is set
from indicators.who import read_people  # noqa: E402  after the path is set

Row = tuple[list[str], str, float | None]
LEVELS = sorted({0.5, 0.7, 0.8, NAME_SURE, 0.9, 0.95, 0.98, 0.99})
BINS = (0.0, 0.02, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.98, 1.0)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def held_names() -> list[Row]:
    counts = load_lexicon().names
    with gzip.open(SHARED / "data" / "names" / "test-names.csv.gz", "rt", encoding="utf-8") as lines:
        found = []
        for row in csv.DictReader(lines):
            syllables = [fold(part) for part in row["name"].split()]
            found.append((syllables, row["sex"], probability_female(syllables, counts)))
        return found


def right(rows: Iterable[Row]) -> tuple[int, int]:
    """How many are right, of how many."""
    verdicts = [(p > 0.5) == (sex == "female") for _, sex, p in rows if p is not None]
    return sum(verdicts), len(verdicts)


def decided(rows: Iterable[Row], level: float) -> list[Row]:
    return [row for row in rows if row[2] is not None and max(row[2], 1 - row[2]) >= level]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def abstention(rows: list[Row]) -> None:
    print(f"{len(rows)} held names; the program decides from {NAME_SURE} on.\n")
    lines = []
    for level in LEVELS:
        ok, n = right(decided(rows, level))
        women = [row for row in decided(rows, level) if row[1] == "female"]
        men = [row for row in decided(rows, level) if row[1] != "female"]
        lines.append(
            (f"{level:.2f}", share(n, len(rows)), share(ok, n), share(*right(women)), share(*right(men)))
        )
    table(("confidence", "decided", "right when decided", "of women", "of men"), lines)


def reliability(rows: list[Row]) -> None:
    lines = []
    for low, high in itertools.pairwise(BINS):
        inside = [
            row
            for row in rows
            if row[2] is not None and (low <= row[2] < high or (high == 1 and row[2] == 1))
        ]
        if inside:
            said = sum(row[2] for row in inside if row[2] is not None) / len(inside)
            seen = sum(row[1] == "female" for row in inside) / len(inside)
            lines.append((f"{low:.2f} to {high:.2f}", len(inside), f"{said:.3f}", f"{seen:.3f}"))
    table(("probability of a woman", "names", "said (mean)", "seen (share of women)"), lines)
    error = sum((row[2] - (row[1] == "female")) ** 2 for row in rows if row[2] is not None)
    known = sum(row[2] is not None for row in rows)
    print(
        f"Brier score {error / known:.4f} over {known} names; {len(rows) - known} names with no known part.\n"
    )


def middle_kind(syllables: list[str]) -> str:
    middle = syllables[1:-1]
    counts = load_lexicon().names.middle
    if not middle:
        return "none (two syllables)"
    if middle[0] in ("thị", "văn"):
        return middle[0].capitalize()
    women, men = counts.get(" ".join(middle)) or counts.get(middle[0]) or (0, 0)
    if women + men < 5:
        return "rare (seen fewer than 5 times)"
    if women >= 0.8 * (women + men):
        return "mostly women's"
    return "mostly men's" if men >= 0.8 * (women + men) else "of both"


def by_middle(rows: list[Row]) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[middle_kind(row[0])].append(row)
    lines = []
    for kind in sorted(groups, key=lambda kind: -len(groups[kind])):
        ok, n = right(decided(groups[kind], NAME_SURE))
        lines.append((kind, len(groups[kind]), share(n, len(groups[kind])), share(ok, n), n - ok))
    table(("middle name", "names", "decided", "right when decided", "wrong"), lines)


def by_family(rows: list[Row]) -> None:
    """Where it can be told at all, the family name tells of an origin; the program never uses it."""
    lexicon = load_lexicon()
    kinds = {
        "the ten most frequent": set("nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi".split()),
        "other frequent": set(lexicon.strong),
    }
    lines = []
    seen: set[str] = set()
    for kind, names in kinds.items():
        inside = [row for row in rows if row[0][0] in names - seen]
        seen |= names
        ok, n = right(decided(inside, NAME_SURE))
        lines.append((kind, len(inside), share(n, len(inside)), share(ok, n)))
    rest = [row for row in rows if row[0][0] not in seen]
    ok, n = right(decided(rest, NAME_SURE))
    lines.append(("others, minority names among them", len(rest), share(n, len(rest)), share(ok, n)))
    table(("family name", "names", "decided", "right when decided"), lines)


def rungs() -> None:
    """The ladder over the development set: each rung's cases and how many were right."""
    import devset

    sys.path.insert(0, str(SHARED / "tools"))
    import score_gold

    folder = Path(tempfile.mkdtemp())
    devset.unpack(folder)
    lexicon = load_lexicon()
    seen: dict[str, list[bool]] = defaultdict(list)
    unknown = 0
    for line in (folder / "input.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        truth = json.loads((folder / "ann" / f"{raw['id']}.json").read_text(encoding="utf-8"))
        people = read_people(Document(Record.from_mapping(raw)), lexicon).people
        wanted = [p for p in truth["people"] if p["named"] and not p.get("disputed")]
        found = [
            {"name": p.name, "mentions": [m.text for m in p.mentions], "person": p} for p in people if p.named
        ]
        for i, j in score_gold.match_people(wanted, found)[0].items():
            person = found[j]["person"]
            if wanted[i]["gender"] == "unknown":
                unknown += person.gender != "unknown"
            else:
                seen[person.evidence].append(person.gender == wanted[i]["gender"])
    total = sum(map(len, seen.values()))
    lines = [
        (
            rung,
            len(seen[rung]),
            share(len(seen[rung]), total),
            "–" if rung == "none" else share(sum(seen[rung]), len(seen[rung])),
        )
        for rung in ("explicit", "honorific", "office", "knowledge", "kin", "pronoun", "name", "none")
    ]
    table(("rung that decided", "people", "share", "right"), lines)
    print(f"Decided although the annotation leaves the sex open: {unknown} people.\n")


def main() -> None:
    if not (SHARED / "data" / "names").is_dir():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
        return
    rows = held_names()
    print("### Names alone\n")
    abstention(rows)
    reliability(rows)
    by_middle(rows)
    by_family(rows)
    print("### Rungs of the ladder, on the development set\n")
    rungs()


if __name__ == "__main__":
    main()
