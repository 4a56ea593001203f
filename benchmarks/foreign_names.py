"""Make indicators/vocab/foreign-names.csv: given names from abroad by sex, from three openly licensed packages.

    python benchmarks/foreign_names.py FAKER_WHEEL NAMES_SDIST MIMESIS_WHEEL > indicators/vocab/foreign-names.csv

FAKER_WHEEL is the wheel of `faker` (MIT), whose person lists cover some eighty countries; NAMES_SDIST the source archive
of `names` (MIT), which carries the name files of the United States census of 1990 (public domain); MIMESIS_WHEEL the
wheel of `mimesis` (MIT), whose person lists cover some thirty languages. Nothing is installed: the lists are read from
the archives. A given name counts once for each country, of the last one once for each language, that has it as a woman's
or a man's name.
Left out: names that are also a Vietnamese syllable, for which the counts of Vietnamese names speak. Names of one country
alone, many of them ordinary words, serve for telling a sex and not for finding names.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indicators.people.runs import is_syllable, plain

# the rarer half of the census lists is mostly misspellings and ordinary words
CENSUS, FREQUENT = 1000, 200
Counts = dict[str, Counter[str]]


def usable(name: str, counts: Counter[str]) -> bool:
    return bool(re.fullmatch(r"[a-z'-]{3,}", name)) and not is_syllable(name) and counts.total() >= 1


def lists(source: bytes) -> Iterator[tuple[str, set[str]]]:
    """The lists of given names in one module, with their sex."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        key = node.targets[0].id
        if not key.startswith("first") or not (sex := re.search("female|male", key)):
            continue
        words = (n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant))
        yield sex[0], {plain(word.lower()) for word in words if isinstance(word, str)}


def faker(path: str, given: Counts) -> None:
    with zipfile.ZipFile(path) as wheel:
        for file in sorted(wheel.namelist()):
            if not re.search(r"providers/person/[^/]+/__init__\.py$", file) or "/vi_VN/" in file:
                continue
            found: dict[str, set[str]] = defaultdict(set)
            for sex, names in lists(wheel.read(file)):
                found[sex] |= names
            for sex, names in found.items():
                for name in names:
                    given[name][sex] += 1


def census(path: str, given: Counts) -> None:
    with tarfile.open(path) as archive:
        for member in archive:
            kind = re.search(r"dist\.(female|male)\.first$", member.name)
            file = archive.extractfile(member) if kind else None
            if kind is None or file is None:
                continue
            for at, line in enumerate(file.read().decode("ascii").splitlines()[:CENSUS]):
                # a frequent name weighs as much as several countries
                given[line.split()[0].lower()][kind[1]] += 3 if at < FREQUENT else 1


def mimesis(path: str, given: Counts) -> None:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with zipfile.ZipFile(path) as wheel:
        for file in sorted(wheel.namelist()):
            locale = re.fullmatch(r"mimesis/datasets/([a-z]{2})[a-z-]*/person\.json", file)
            if locale is None:
                continue
            names = json.loads(wheel.read(file)).get("names", {})
            for sex in ("female", "male"):
                found[locale[1]][sex] |= {plain(name.lower()) for name in names.get(sex, ())}
    for by_sex in found.values():
        for sex, listed in by_sex.items():
            for name in listed:
                given[name][sex] += 1


def main() -> None:
    given: Counts = defaultdict(Counter)
    faker(sys.argv[1], given)
    census(sys.argv[2], given)
    mimesis(sys.argv[3], given)
    print("# Given names from abroad: in how many countries a woman's and a man's name.")
    print(
        f"# Sources: {Path(sys.argv[1]).name} (MIT), person providers; {Path(sys.argv[2]).name} (MIT), name files of the US census of 1990 (public domain)."
    )
    print(f"#   {Path(sys.argv[3]).name} (MIT), person lists.")
    print("# Made by benchmarks/foreign_names.py; Vietnamese syllables are left out.")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("name", "women", "men"))
    for name in sorted(given):
        if usable(name, given[name]):
            out.writerow((name, given[name]["female"], given[name]["male"]))


if __name__ == "__main__":
    main()
