"""How many planted reposts are found, and how many of different articles are taken for copies?

``python benchmarks/copies.py ARTICLES.jsonl[.gz]``: every article of at least 60 words goes to outlet "a"; every tenth is
planted once more at outlet "b", each time in another way; every other article stands at outlet "c", where nothing may be found.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from auditor.copies import find_copies, words
from auditor.store import NewArticle, Store
from auditor.workspace import Config


def read(path: Path) -> list[str]:
    raw = path.read_bytes()
    data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    texts = [json.loads(line) for line in data.splitlines()]
    bodies = [t.get("body") or t.get("text") or "" for t in texts]
    # the corpus may hold one text twice: that is no mistake of ours
    return list({" ".join(words(b)): b for b in bodies if len(words(b)) >= 60}.values())


def variants(body: str, draw: random.Random) -> dict[str, str]:
    sentences = re.split(r"(?<=[.!?])\s+", body)
    kept = [s for s in sentences if draw.random() > 0.15] or sentences
    swapped = re.sub(
        r"\b(\w+) (\w+)\b", lambda m: m[0] if draw.random() > 0.04 else f"{m[1]} và {m[2]}", body
    )
    return {
        "exact": body,
        "header and source line": f"(ABC) - Sáng nay.\n{body}\nTheo Báo A",
        "15 % of the sentences dropped": " ".join(kept),
        "a word put in every 50": swapped,
    }


def main(path: Path) -> None:
    draw = random.Random(2026)
    bodies = read(path)
    planted: dict[str, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.sqlite", create=True) as store:
        with store.transaction():
            for n, body in enumerate(bodies):
                outlet = "c" if n % 2 else "a"
                store.put_article(
                    NewArticle(
                        f"{outlet}/{n}", outlet, "x", kind="article", body=body, published="2025-01-01"
                    )
                )
                if n % 10 == 0:
                    for name, text in variants(body, draw).items():
                        key = f"b/{n}/{name}"
                        planted[key] = (f"{outlet}/{n}", name)
                        store.put_article(
                            NewArticle(
                                key, f"b{name}", "x", kind="article", body=text, published="2025-01-02"
                            )
                        )
        keys = {row["id"]: row["key"] for row in store.rows("SELECT id, key FROM articles")}
        began = time.perf_counter()
        found = {keys[id]: keys[c.source] for id, c in find_copies(store, Config(province="x")).items()}
        seconds = time.perf_counter() - began
    hits = Counter(name for key, (source, name) in planted.items() if found.get(key) == source)
    total = Counter(name for _, name in planted.values())
    print(f"{len(keys)} articles, {len(keys) / seconds:.0f} articles/s")
    for name, count in total.items():
        print(f"{name}: {hits[name]}/{count} = {hits[name] / count:.3f}")
    others = {key: source for key, source in found.items() if key not in planted}
    print(f"not planted, taken for copies: {len(others)} of {len(bodies)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
