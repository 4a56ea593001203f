"""How often every rule fires on the held corpora: pinned, so that no change of a pattern goes unseen.

    python benchmarks/firings.py             # compare with firings.json; every difference is listed, exit 1 where there is one
    python benchmarks/firings.py --accept    # pin what is found now; refused while CHANGELOG.md is as committed
    python benchmarks/firings.py --accept --because "Why."   # the same, and the reason becomes a line of CHANGELOG.md

Counted is what the patterns find when every word is the outlet's own and every item is about violence: people, voices and
labels are others' work and have floors of their own, so a better reader of people moves nothing here, and the whole takes
seconds. Experimental rules and packs loaded on request are pinned with the rest. What asks who speaks cannot be: such rules
are named in the file, by reason. A pin belongs to one corpus, named by its hash.
Without the held material the script says SKIPPED and ends with 0; tests/indicators/test_indicators_firings.py runs it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indicators.rules.model import Rule

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
FILE = ROOT / "benchmarks" / "firings.json"
CHANGES = ROOT / "CHANGELOG.md"
# the part of the file that names rules no pin covers
LEFT_OUT = "not pinned"
CORPORA = ("headlines-2025-26", "vntc-2007", "baomoi-2017", "mds-2013")
# items without a day count as of this one: rules have dates, and the pin must not depend on today
TODAY = date(2026, 7, 2)


def measure(folder: Path) -> dict[str, dict[str, object]]:
    """Corpus hash, items and firings per rule of every corpus, and by reason the rules of which nothing is pinned."""
    from auditor.judging import file_corpus
    from indicators.model import Labels
    from indicators.rules import RuleContext, load_packs
    from indicators.rules.loader import on_request_packs, program_packs
    from indicators.text import Document

    rules = load_packs([program_packs(), *on_request_packs()], today=TODAY, experimental=True)
    labels = Labels(gbv=True)
    found: dict[str, dict[str, object]] = {LEFT_OUT: dict(left_out(rules.rules))}
    for name in CORPORA:
        corpus = file_corpus(folder / f"{name}.jsonl.gz")
        counts: Counter[str] = Counter()
        items = 0
        for record in corpus.records():
            items += 1
            document = Document(record)
            context = RuleContext(labels=labels, published=record.published)
            counts.update(finding.rule for finding in rules.match(document, context))
            for rate in rules.rates(document):
                counts[rate.rule] += rate.women + rate.men
        found[name] = {"sha256": corpus.sha256, "items": items, "firings": dict(sorted(counts.items()))}
    return found


def left_out(rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Ids of the rules that need to know who speaks or which words are whose, by what they need."""
    named: dict[str, list[str]] = {}
    for rule in rules:
        if rule.status == "retired":
            named.setdefault("retired", []).append(rule.id)
        elif rule.type == "asymmetry":
            named.setdefault("compares people", []).append(rule.id)
        elif {"voices_missing", "sources_only"} & set(rule.body):
            named.setdefault("asks who speaks", []).append(rule.id)
        elif rule.type == "told":
            named.setdefault("asks whose words", []).append(rule.id)
    return {why: sorted(ids) for why, ids in sorted(named.items())}


def refused(because: str) -> bool:
    """A pin moves with a line for the people whose findings move: a new one in CHANGELOG.md, or ``because``."""
    if because:
        return False
    return (
        subprocess.run(["git", "diff", "--quiet", "HEAD", "--", CHANGES], cwd=CHANGES.parent).returncode != 1
    )


def tell(because: str) -> None:
    """The reason as the first line of the newest section of CHANGELOG.md."""
    before, mark, after = CHANGES.read_text(encoding="utf-8").partition("\n* ")
    CHANGES.write_text(f"{before}{mark}{because.strip()}\n* {after}", encoding="utf-8")


def differences(old: dict[str, dict[str, object]], new: dict[str, dict[str, object]]) -> list[str]:
    """One line a difference between two measurements."""
    lines = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, {}), new.get(name, {})
        if name == LEFT_OUT:
            lines += [] if before == after else [f"{name}: {after}, pinned {before}"]
            continue
        if before.get("sha256") != after.get("sha256"):
            lines.append(f"{name}: another corpus than the one pinned")
            continue
        was, now = before["firings"], after["firings"]
        assert isinstance(was, dict)
        assert isinstance(now, dict)
        lines += [
            f"{name}: {rule} fires {now.get(rule, 0)} times, pinned {was.get(rule, 0)}"
            for rule in sorted({*was, *now})
            if was.get(rule, 0) != now.get(rule, 0)
        ]
    return lines


if __name__ == "__main__":
    if not (SHARED / "data" / "articles").is_dir():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
        sys.exit(0)
    measured = measure(SHARED / "data" / "articles")
    changes = differences(json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}, measured)
    print(*changes, sep="\n")
    if "--accept" not in sys.argv:
        sys.exit(bool(changes))
    reason = sys.argv[sys.argv.index("--because") + 1] if "--because" in sys.argv[:-1] else ""
    if changes and refused(reason):
        sys.exit(
            'Not accepted: CHANGELOG.md says nothing new. Add a line that says why, or give --because "..."'
        )
    if changes and reason:
        tell(reason)
    FILE.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
