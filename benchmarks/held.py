"""Run the program over the held material and print what docs/MEASUREMENTS.md shows.

    python benchmarks/held.py [corpora|gold|dev|training|fresh|unread|pages ...]

The held material (AUDITOR_SHARED, default ../shared) is press text and pages of others, for measuring only; nothing of
it is printed but counts. Without it the script says SKIPPED and ends with 0.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
MAPPINGS = ROOT / "docs" / "mappings"
CORPORA = {
    "mds-2013": "aggregator.yaml",
    "baomoi-2017": "",
    "vntc-2007": "plain-text.yaml",
    "headlines-2025-26": "headlines.yaml",
}
AUDITOR = [sys.executable, "-c", "from auditor.cli import main; main()"]


def auditor(*words: object, ok: tuple[int, ...] = (0,)) -> tuple[str, float]:
    """One command; its standard output and seconds. Any other exit code than ``ok`` ends the measurement."""
    started = time.perf_counter()
    run = subprocess.run(
        [*AUDITOR, *map(str, words)], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    seconds = time.perf_counter() - started
    if run.returncode not in ok:
        sys.exit(f"auditor {' '.join(map(str, words))} ended with {run.returncode}\n{run.stderr[-2000:]}")
    return run.stdout, seconds


def lines_of(path: Path) -> list[dict]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def counts(analyses: list[dict]) -> str:
    people = sum(len(a["people"]) for a in analyses)
    women = sum(p["gender"] == "female" for a in analyses for p in a["people"])
    men = sum(p["gender"] == "male" for a in analyses for p in a["people"])
    quotes = sum(len(a["quotes"]) for a in analyses)
    findings = [f for a in analyses for f in a["findings"]]
    scoring = sum(f["scores"] and f["voice"] in ("narrator", "chosen") for f in findings)
    return f"{people} | {women} | {men} | {people - women - men} | {quotes} | {len(findings)} | {scoring}"


def corpora() -> None:
    print(
        "| corpus | records | rows kept | import, rows/s | analyse, articles/s (1 process) | people | women | men | unknown | statements | findings | that may score |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    folder = Path(tempfile.mkdtemp())
    for name, mapping in CORPORA.items():
        source, workspace = SHARED / "data" / "articles" / f"{name}.jsonl.gz", folder / name
        total = len(lines_of(source))
        auditor("init", workspace, "--province", "Hà Nội")
        _, importing = auditor(
            "-w", workspace, "import", source, *(("--map", MAPPINGS / mapping) if mapping else ()), ok=(0, 5)
        )
        _, analysing = auditor("-w", workspace, "analyse", "--jobs", 1)
        status = json.loads(auditor("-w", workspace, "status", "--json")[0])["counts"]
        import sqlite3

        with sqlite3.connect(workspace / "auditor.sqlite") as conn:
            analyses = [json.loads(row[0]) for row in conn.execute("SELECT json FROM analyses")]
        if name == "mds-2013":
            scored = json.loads(auditor("-w", workspace, "score", "--json")[0])
        print(
            f"| {name} | {total} | {status['articles']} | {total / importing:.0f} | {len(analyses) / analysing:.0f} | {counts(analyses)} |"
        )
    print(
        f"\nmds-2013 scored: {scored['outlets']} sources, {scored['items']} articles, {scored['undated']} without a date"
    )
    stream = folder / "baomoi.jsonl"
    _, seconds = auditor(
        "analyse", SHARED / "data" / "articles" / "baomoi-2017.jsonl.gz", "-o", stream, "--jobs", 2
    )
    syllables = sum(
        len(" ".join((r["title"], r["lead"], r["body"])).split())
        for r in lines_of(SHARED / "data" / "articles" / "baomoi-2017.jsonl.gz")
    )
    print(
        f"`auditor analyse baomoi-2017 --jobs 2`: {len(lines_of(stream))} analyses in {seconds:.1f} s, {syllables / seconds:,.0f} syllables/s, start-up included"
    )
    print(
        f"peak memory of the largest child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
    )


def gold() -> None:
    _scores(SHARED / "gold", ("", "dev-random", "dev-enriched", "dev-party"))


def dev(which: str = "annotations") -> None:
    folder = Path(tempfile.mkdtemp())
    words = [sys.executable, ROOT / "benchmarks" / "devset.py", "unpack", folder, which]
    subprocess.run(words, check=True, capture_output=True)
    _scores(folder, ("", "random", "enriched", "party"))


def training() -> None:
    """What the weights were fitted on: no evidence of anything, shown beside the others for that reason."""
    dev("training")


def fresh() -> None:
    """Articles annotated after the work was done, whose errors nobody read: how the program fares on what it has not seen."""
    dev("fresh")


def unread() -> None:
    """Forty more, annotated once when everything was done; nobody has looked at what the program does with them."""
    dev("unread")


def _scores(folder: Path, kinds: tuple[str, ...]) -> None:
    """The held scorer's tables for all articles and by kind, with 95 % intervals by resampling articles."""
    out = Path(tempfile.mkdtemp()) / "out.jsonl"
    auditor("analyse", folder / "input.jsonl", "-o", out, "--jobs", 1)
    for only in kinds:
        print(f"\n`{only or 'all'}`\n\n```")
        words = [
            sys.executable,
            SHARED / "tools" / "score_gold.py",
            folder,
            out,
            "--only",
            only,
            "--boot",
            "1000",
        ]
        run = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
        print(run.stdout + run.stderr + "```")


def pages() -> None:
    folder = Path(tempfile.mkdtemp())
    found = sorted((SHARED / "data" / "pages").glob("*.html.gz"))
    seconds = 0.0
    for page in found:
        text, took = auditor("extract", page, "--json")
        seconds += took
        (folder / page.name.replace(".html.gz", ".json")).write_text(text, encoding="utf-8")
    print(f"{len(found)} pages read without a crash, {seconds / len(found):.2f} s each with start-up\n\n```")
    run = subprocess.run(
        [sys.executable, SHARED / "tools" / "score_pages.py", SHARED / "gold" / "pages", folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    print(run.stdout + run.stderr + "```")


def main() -> None:
    if not (SHARED / "gold").is_dir():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
        return
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h %cs"], capture_output=True, text=True, cwd=ROOT
    ).stdout.strip()
    print(f"commit {commit}, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    for part in sys.argv[1:] or ("corpora", "gold", "dev", "training", "fresh", "pages"):
        parts = {
            "corpora": corpora,
            "gold": gold,
            "dev": dev,
            "training": training,
            "fresh": fresh,
            "unread": unread,
            "pages": pages,
        }
        parts[part]()


if __name__ == "__main__":
    main()
