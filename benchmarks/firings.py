"""How often every rule fires on the held corpora: pinned, so that no change of a pattern goes unseen.

    python benchmarks/firings.py             # compare with firings.json; every difference is listed, exit 1 where there is one
    python benchmarks/firings.py --accept    # pin what is found now; needs a line in CHANGELOG.md that says why

Counted is what the patterns find when every word is the outlet's own and every item is about violence: people, voices and
labels are others' work and have floors of their own, so a better reader of people moves nothing here, and the whole takes
seconds. Types that ask for people (asymmetry, missing voices) are not covered. A pin belongs to one corpus, named by its hash.
Without the held material the script says SKIPPED and ends with 0; tests/indicators/test_indicators_firings.py runs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
FILE = ROOT / "benchmarks" / "firings.json"
CORPORA = ("headlines-2025-26", "vntc-2007", "baomoi-2017", "mds-2013")
# items without a day count as of this one: rules have dates, and the pin must not depend on today
TODAY = date(2026, 7, 2)


def measure(folder: Path) -> dict[str, dict[str, object]]:
    """Corpus hash, items and firings per rule of every corpus."""
    from auditor.judging import file_corpus
    from indicators.model import Labels
    from indicators.rules import RuleContext, load_packs
    from indicators.text import Document

    rules = load_packs(today=TODAY)
    labels = Labels(gbv=True)
    found: dict[str, dict[str, object]] = {}
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


def differences(old: dict[str, dict[str, object]], new: dict[str, dict[str, object]]) -> list[str]:
    """One line a difference between two measurements."""
    lines = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, {}), new.get(name, {})
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
    if "--accept" in sys.argv:
        FILE.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        sys.exit(bool(changes))
