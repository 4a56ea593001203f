"""The figures that a change may not lower, measured on the held material and the development set.

    python benchmarks/floors.py             # measure and compare with floors.json; exit 1 where one is missed
    python benchmarks/floors.py --write     # raise floors to what is measured now, less a margin
    python benchmarks/floors.py --lower     # the same, and let floors sink; needs a line in CHANGELOG.md that says why

A floor belongs to one corpus, named by the hash of its texts and annotations. Without the held material the script says
SKIPPED and ends with 0; tests/test_gates.py runs it as a test.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
FILE = ROOT / "benchmarks" / "floors.json"
# a floor stands this far below what was measured: one article more or less must not fail a change
MARGIN = 0.01
FIGURES = (
    "person", "unnamed", "people_female", "people_male", "sources_female", "sources_male", "gender_decided",
    "gender_right_when_decided", "function_accuracy", "victim", "family_role", "quotes_direct_lenient",
    "quotes_all_lenient", "speaker_direct", "speaker_all", "label_women_central", "label_gbv",
)  # fmt: skip


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corpus_hash(folder: Path) -> str:
    """One hash over all texts and annotations of a gold folder."""
    digest = hashlib.sha256()
    for file in sorted([*(folder / "docs").glob("*.txt"), *(folder / "ann").glob("*.json")]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def measure(folder: Path) -> dict[str, float]:
    """The figures of one gold folder by the held scorer."""
    from indicators.analyse import analyse
    from indicators.model import Record

    found = {}
    for line in (folder / "input.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            record = Record.from_mapping(json.loads(line))
            found[record.id] = json.loads(json.dumps(analyse(record).to_dict()))
    report = _module(SHARED / "tools" / "score_gold.py").score(folder, found)
    assert not report["missing"], report["missing"]
    assert not report["malformed"], report["malformed"]
    return {name: report[name]["f1"] if isinstance(report[name], dict) else report[name] for name in FIGURES}


def corpora(scratch: Path) -> dict[str, Path]:
    """The gold folders there are: the held one and the project's own, unpacked into ``scratch``."""
    _module(ROOT / "benchmarks" / "devset.py").unpack(scratch)
    return {"gold": SHARED / "gold", "dev": scratch}


def compare() -> list[str]:
    """Every floor that is missed, one line each; every figure is printed."""
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    missed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, folder in corpora(Path(scratch)).items():
            if corpus_hash(folder) != floors[name]["sha256"]:
                missed.append(f"{name}: the corpus is another one than the floors were measured on")
            for figure, value in measure(folder).items():
                floor = floors[name]["floors"][figure]
                print(f"{name:5} {figure:28} {value:.4f} (floor {floor:.4f})")
                if value < floor:
                    missed.append(f"{name}: {figure} is {value:.4f}, its floor {floor:.4f}")
    return missed


def write(lower: bool) -> None:
    old = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    new = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, folder in corpora(Path(scratch)).items():
            digest = corpus_hash(folder)
            before = old.get(name, {}).get("floors", {}) if old.get(name, {}).get("sha256") == digest else {}
            measured = {
                figure: round(max(value - MARGIN, 0.0), 4) for figure, value in measure(folder).items()
            }
            kept = (
                measured
                if lower
                else {figure: max(value, before.get(figure, 0.0)) for figure, value in measured.items()}
            )
            new[name] = {"sha256": digest, "floors": kept}
    FILE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if not (SHARED / "gold").is_dir():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
    elif {"--write", "--lower"} & set(sys.argv):
        write("--lower" in sys.argv)
    else:
        problems = compare()
        print(*problems, sep="\n")
        sys.exit(bool(problems))
