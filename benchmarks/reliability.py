"""Make indicators/vocab/reliability.csv: how often each rung of the ladder of gender evidence is right.

    python benchmarks/reliability.py --write

without --write it prints the table; a shell's > would empty the file that the analysis reads meanwhile.

Two sets. `read`: people of the measuring texts and of the development set, against what readers say. `wide`: people of
the unannotated press, of whom two rungs tell something: explicit words, kin words and the table of public figures
against ông, bà, anh, chị before the name; address, offices, competitions and pronouns against a name that is all but certain
(kept out of sight for pronouns; for competitions explicit words first). The analysis takes (right + 1) / (of + 2) over both as the probability of a rung, and leaves undecided what
falls below its stated confidence. Needs the held material; without it nothing is printed but a word of it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import devset  # noqa: E402  after the path is set

from indicators.lexicon import VOCAB, load_lexicon  # noqa: E402
from indicators.model import Record  # noqa: E402
from indicators.people import gender, pronouns  # noqa: E402
from indicators.people.games import player_of  # noqa: E402
from indicators.people.knowledge import known  # noqa: E402
from indicators.people.merge import Individual, merge  # noqa: E402
from indicators.people.names import probability_of_name  # noqa: E402
from indicators.people.spots import SpotFinder  # noqa: E402
from indicators.text import Document  # noqa: E402
from indicators.who import read_people  # noqa: E402

SHARED = Path(os.environ.get("AUDITOR_SHARED", HERE.parents[1] / "shared"))
RUNGS = ("explicit", "honorific", "office", "knowledge", "kin", "pronoun", "game")
HEAD = """# How often each rung of the ladder is right. read: against readers, on the measuring texts and the
# development set; wide: against another rung, in unannotated press. Made by benchmarks/reliability.py.
"""
# a name of such a probability counts as truth
CERTAIN = 0.97
Seen = Counter[tuple[str, str, bool]]


def read(folder: Path, seen: Seen) -> None:
    """Against readers."""
    sys.path.insert(0, str(SHARED / "tools"))
    import score_gold

    lexicon = load_lexicon()
    for line in (folder / "input.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        truth = json.loads((folder / "ann" / f"{raw['id']}.json").read_text(encoding="utf-8"))
        people = [p for p in read_people(Document(Record.from_mapping(raw)), lexicon).people if p.named]
        wanted = [p for p in truth["people"] if p["named"] and not p.get("disputed")]
        found = [{"name": p.name, "mentions": [m.text for m in p.mentions]} for p in people]
        for i, j in score_gold.match_people(wanted, found)[0].items():
            person, sex = people[j], wanted[i]["gender"]
            if sex in ("female", "male") and person.gender in ("female", "male"):
                seen["read", str(person.evidence), person.gender == sex] += 1


def records() -> Iterator[Record]:
    for path in sorted((SHARED / "data" / "articles").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                raw: dict[str, Any] = json.loads(line)
                if raw.get("body") or raw.get("text"):
                    yield Record(
                        id=str(raw["id"]),
                        title=raw.get("title") or "",
                        lead=raw.get("lead") or "",
                        body=raw.get("body") or raw["text"],
                    )


def wide(seen: Seen) -> None:
    """One rung against another."""
    lexicon = load_lexicon()
    for record in records():
        document = Document(record)
        hits = lexicon.hits(document.folded)
        abroad = gender.from_abroad(document.folded)
        people = merge(SpotFinder(document, lexicon, hits).find(), lexicon, abroad=abroad)
        for person in people:
            addressed = {
                sex for spot in person.spots for rung, sex, _ in spot.sex_words if rung == "honorific"
            }
            told = gender.told(person, document)
            chance = probability_of_name(person, lexicon)
            certain = chance is not None and not 1 - CERTAIN < chance < CERTAIN
            if certain:
                truth = "female" if chance is not None and chance > 0.5 else "male"
                for rung in ("honorific", "office"):
                    if told.get(rung) in ("female", "male"):
                        seen["wide", rung, told[rung] == truth] += 1
            sex, _ = player_of(person, document)
            if sex and (certain or told.get("explicit") in ("female", "male")):
                stated = told.get("explicit") or ("female" if (chance or 0) > 0.5 else "male")
                seen["wide", "game", sex == stated] += 1
            if len(addressed) == 1:
                truth = next(iter(addressed))
                for rung in ("explicit", "kin"):
                    if told.get(rung) in ("female", "male"):
                        seen["wide", rung, told[rung] == truth] += 1
                if (figure := known(person, document, lexicon)) is not None:
                    seen["wide", "knowledge", figure.sex == truth] += 1
                continue
            if person.sexes or not certain:
                continue
            sex = masked(person, people, document, hits)
            if sex:
                seen["wide", "pronoun", sex == truth] += 1


def masked(person: Individual, people: list[Individual], document: Document, hits: list[Any]) -> str:
    """What pronouns tell of somebody whose name were unknown."""
    lexicon = load_lexicon()
    for other in people:
        other.marks.clear()
        other.extra.clear()
    pronouns.pronouns(document, people, lexicon, hits, unknown=person)
    return gender.told(person, document).get("pronoun", "")


def main() -> None:
    if not (SHARED / "gold").is_dir():
        print("SKIPPED: held material not found (AUDITOR_SHARED)")
        return
    seen: Seen = Counter()
    read(SHARED / "gold", seen)
    folder = Path(tempfile.mkdtemp())
    devset.unpack(folder)
    read(folder, seen)
    wide(seen)
    table = io.StringIO(HEAD)
    table.seek(0, io.SEEK_END)
    out = csv.writer(table, lineterminator="\n")
    out.writerow(("rung", "set", "right", "of"))
    for rung in RUNGS:
        for kind in ("read", "wide"):
            right, wrong = seen[kind, rung, True], seen[kind, rung, False]
            out.writerow((rung, kind, right, right + wrong))
    if "--write" in sys.argv[1:]:
        (VOCAB / "reliability.csv").write_text(table.getvalue(), encoding="utf-8", newline="\n")
    else:
        print(table.getvalue(), end="")


if __name__ == "__main__":
    main()
