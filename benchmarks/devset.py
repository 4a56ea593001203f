"""The project's own development set: annotations of held articles as offsets and hashes, without a word of their text.

    python benchmarks/devset.py unpack FOLDER [SET]           # a folder that ../shared/tools/score_gold.py can read, plus input.jsonl
    python benchmarks/devset.py pack DOCS ANN INDEX [SET]     # the opposite, for whoever annotates more (format: gold/GUIDE.md)

SET is a file of benchmarks/devset: "annotations" (the development set, the default), "training", "fresh" or "unread".

The articles come from the held corpora (AUDITOR_SHARED, default ../shared); each is found by corpus and id and checked
by the SHA-256 of its text. A text that changed, or is not there, is an error and never silently left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
FOLDER = ROOT / "benchmarks" / "devset"
CORPORA = {"baomoi": "baomoi-2017", "mds": "mds-2013", "vntc": "vntc-2007"}
# what two readings did not agree on: counts neither for nor against (gold/GUIDE.md)
FLAGS = ("optional", "disputed")
PERSON = ("named", "gender", "evidence", "function", "victim", "family_role", "quoted", "source")


def parts(corpus: str, raw: dict) -> dict:
    """Title, lead and body of a corpus record, as the annotated text was made from them."""
    if corpus == "vntc":
        text = raw["text"].replace("\r\n", "\n").strip()
        title, newline, body = text.partition("\n")
        if not newline:
            return {"title": "", "lead": "", "body": text}
        return {"title": title.strip(), "lead": "", "body": body.strip()}
    return {
        "title": raw["title"].strip(),
        "lead": (raw.get("lead") or "").strip(),
        "body": raw["body"].strip(),
    }


def articles() -> dict[tuple[str, str], dict]:
    found = {}
    for corpus, name in CORPORA.items():
        data = gzip.decompress((SHARED / "data" / "articles" / f"{name}.jsonl.gz").read_bytes()).decode()
        for line in data.split("\n"):
            if line:
                raw = json.loads(line)
                found[corpus, raw["id"]] = parts(corpus, raw)
    return found


def joined(article: dict) -> str:
    return "\n\n".join(part for part in (article["title"], article["lead"], article["body"]) if part)


def span(text: str, words: str) -> list[int]:
    """Where words stand; raises ValueError where they do not."""
    at = text.index(words)
    return [at, at + len(words)]


def place(text: str, marked: dict, used: Counter[str]) -> list[int]:
    """Where a marked span stands: as given, or where its words stand; the same words marked again stand there again."""
    if "start" in marked:
        return [marked["start"], marked["end"]]
    words = marked["text"]
    at = text.index(words)
    for _ in range(used[words]):
        following = text.find(words, at + 1)
        at = following if following >= 0 else at
    used[words] += 1
    return [at, at + len(words)]


def flags(marked: dict) -> dict:
    return {flag: True for flag in FLAGS if marked.get(flag)}


def pack(docs: Path, ann: Path, index: Path, which: str = "annotations") -> None:
    known = articles()
    lines = []
    for entry in json.loads(index.read_text(encoding="utf-8")):
        file = ann / f"{entry['doc']}.json"
        if not file.exists():
            continue
        text = joined(known[entry["corpus"], entry["id"]])
        read = (docs / f"{entry['doc']}.txt").read_bytes().decode()
        if read.split() != text.split() and "".join(read.split()) != "".join(text.split()):
            raise ValueError(f"{entry['doc']}: the text is not the corpus's")
        raw = json.loads(file.read_text(encoding="utf-8"))
        people = []
        for p in raw["people"]:
            name = p["name"] if p["name"] in text else p["mentions"][0]
            spans = {
                "id": p["id"],
                "name": span(text, name),
                "mentions": [span(text, m) for m in p["mentions"]],
            }
            if p["occupation"] and p["occupation"] in text:
                spans["occupation"] = span(text, p["occupation"])
            people.append(spans | {k: p[k] for k in PERSON} | flags(p))
        quotes = []
        used: Counter[str] = Counter()
        for q in raw["quotes"]:
            speaker = q["speaker"]
            if isinstance(speaker, str) and speaker.startswith("org:"):
                name = speaker[4:]
                speaker = {"org": span(text, name) if name in text else _nearest(text, name)}
            quotes.append({"at": place(text, q, used), "kind": q["kind"], "speaker": speaker} | flags(q))
        used = Counter()
        wording = [
            {"at": place(text, w, used), "family": w["family"], "voice": w["voice"]} | flags(w)
            for w in raw["wording"]
        ]
        disputed = {"article_disputed": raw["article_disputed"]} if raw.get("article_disputed") else {}
        lines.append({
            "doc": entry["doc"], "kind": entry["kind"], "corpus": entry["corpus"], "id": entry["id"],
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "people": people, "quotes": quotes, "article": raw["article"], "wording": wording, **disputed,
        })  # fmt: skip
    file = FOLDER / f"{which}.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} articles packed into {file.relative_to(ROOT)}")


def _nearest(text: str, name: str) -> list[list[int]]:
    """An organisation named by an annotator in words that stand apart in the text: the words that do."""
    return [span(text, word) for word in name.split() if word in text]


def unpack(folder: Path, which: str = "annotations") -> int:
    """Writes docs/, ann/ and input.jsonl; answers how many articles."""
    known = articles()
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "ann").mkdir(exist_ok=True)
    inputs = []
    for line in (FOLDER / f"{which}.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        article = known[raw["corpus"], raw["id"]]
        text = joined(article)
        if hashlib.sha256(text.encode()).hexdigest() != raw["sha256"]:
            raise ValueError(f"{raw['doc']}: the corpus's text is another one")

        def words(at: list, text: str = text) -> str:
            return " ".join(words(a) for a in at) if at and isinstance(at[0], list) else text[at[0] : at[1]]

        people = [
            {k: p[k] for k in ("id", *PERSON)}
            | flags(p)
            | {
                "name": words(p["name"]),
                "mentions": [words(m) for m in p["mentions"]],
                "occupation": words(p["occupation"]) if "occupation" in p else "",
            }
            for p in raw["people"]
        ]
        quotes = []
        for q in raw["quotes"]:
            speaker = f"org:{words(q['speaker']['org'])}" if isinstance(q["speaker"], dict) else q["speaker"]
            start, end = q["at"]
            quotes.append(
                {"text": words(q["at"]), "kind": q["kind"], "speaker": speaker, "start": start, "end": end}
                | flags(q)
            )
        wording = [
            {
                "text": words(w["at"]),
                "family": w["family"],
                "voice": w["voice"],
                "start": w["at"][0],
                "end": w["at"][1],
            }
            | flags(w)
            for w in raw["wording"]
        ]
        ann = {
            "doc": raw["doc"],
            "people": people,
            "quotes": quotes,
            "byline": [],
            "article": raw["article"],
            "wording": wording,
            **({"article_disputed": raw["article_disputed"]} if "article_disputed" in raw else {}),
        }
        (folder / "ann" / f"{raw['doc']}.json").write_text(
            json.dumps(ann, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        (folder / "docs" / f"{raw['doc']}.txt").write_text(text, encoding="utf-8")
        inputs.append({"id": raw["doc"], **article})
    text = "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in inputs)
    (folder / "input.jsonl").write_text(text, encoding="utf-8")
    return len(inputs)


if __name__ == "__main__":
    if sys.argv[1:2] == ["pack"]:
        pack(*map(Path, sys.argv[2:5]), *sys.argv[5:6])
    elif sys.argv[1:2] == ["unpack"]:
        print(unpack(Path(sys.argv[2]), *sys.argv[3:4]), "articles")
    else:
        sys.exit(__doc__)
