"""Make indicators/vocab/foreign-names.csv: given and family names from abroad, from two openly licensed packages.

    python benchmarks/foreign_names.py FAKER_WHEEL NAMES_SDIST > indicators/vocab/foreign-names.csv

FAKER_WHEEL is the wheel of `faker` (MIT), whose person lists cover some eighty countries; NAMES_SDIST the source archive
of `names` (MIT), which carries the name files of the United States census of 1990 (public domain). Nothing is installed:
the lists are read from the archives. A given name counts once for each country that has it as a woman's or a man's name;
a name that is also a Vietnamese syllable is left out, since counts of Vietnamese names speak for those.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indicators.people.runs import is_syllable

# the rarer half of the census lists is mostly misspellings and ordinary words
CENSUS_GIVEN, CENSUS_FAMILY = 1000, 6000
_LIST = re.compile(
    r"(first_names(?:_female|_male)?|last_names|(?:first|last)_romanized_names|.*romanized.*)\Z"
)


def plain(name: str) -> str:
    """Letters as the press prints them without marks: José and Jose are one."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return bare.replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("đ", "d").replace("æ", "ae")


def usable(name: str) -> bool:
    return bool(re.fullmatch(r"[a-zçñ'-]{3,}", name)) and not is_syllable(name)


def names_in(value: ast.expr) -> list[str]:
    return [
        node.value
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def faker(path: str, given: dict[str, Counter[str]], family: Counter[str]) -> None:
    with zipfile.ZipFile(path) as wheel:
        for file in sorted(wheel.namelist()):
            if not re.search(r"providers/person/[^/]+/__init__\.py$", file) or "/vi_VN/" in file:
                continue
            women: set[str] = set()
            men: set[str] = set()
            last: set[str] = set()
            for node in ast.walk(ast.parse(wheel.read(file))):
                if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                    continue
                key = node.targets[0].id
                target = (
                    last
                    if "last_name" in key or "last_romanized" in key
                    else women
                    if "female" in key
                    else men
                    if "_male" in key
                    else None
                )
                if target is not None and ("name" in key) and not re.search("format|prefix|suffix", key):
                    target |= {plain(name) for name in names_in(node.value)}
            for name in women:
                given[name]["women"] += 1
            for name in men:
                given[name]["men"] += 1
            family.update(last)


def census(path: str, given: dict[str, Counter[str]], family: Counter[str]) -> None:
    with tarfile.open(path) as archive:
        for member in archive:
            kind = re.search(r"dist\.(female|male|all)\.(first|last)$", member.name)
            file = archive.extractfile(member) if kind else None
            if kind is None or file is None:
                continue
            rows = [line.split()[0].lower() for line in file.read().decode("ascii").splitlines()]
            if kind[1] == "all":
                family.update(rows[:CENSUS_FAMILY])
                continue
            for at, name in enumerate(rows[:CENSUS_GIVEN]):
                # frequent names weigh as much as several countries
                given[name]["women" if kind[1] == "female" else "men"] += 3 if at < 200 else 1


def main() -> None:
    from collections import defaultdict

    given: dict[str, Counter[str]] = defaultdict(Counter)
    family: Counter[str] = Counter()
    faker(sys.argv[1], given, family)
    census(sys.argv[2], given, family)
    print(
        "# Names from abroad. given: in how many countries a woman's and a man's name; family: in how many a family name (column women)."
    )
    print(
        f"# Sources: {Path(sys.argv[1]).name} (MIT), person providers; {Path(sys.argv[2]).name} (MIT), name files of the US census of 1990 (public domain)."
    )
    print("# Made by benchmarks/foreign_names.py; names that are also Vietnamese syllables are left out.")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("part", "name", "women", "men"))
    for name in sorted(given):
        if usable(name):
            out.writerow(("given", name, given[name]["women"], given[name]["men"]))
    for name in sorted(family):
        if usable(name) and len(name) > 3:
            out.writerow(("family", name, family[name], ""))


if __name__ == "__main__":
    main()
