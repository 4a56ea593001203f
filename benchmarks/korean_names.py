"""Make indicators/vocab/korean-names.csv: syllables of Korean given names by sex, in the spellings of the press.

    python benchmarks/korean_names.py FAKER_WHEEL FAKERJS_TARBALL > indicators/vocab/korean-names.csv

FAKER_WHEEL is the wheel of `faker` (MIT), FAKERJS_TARBALL the npm package `@faker-js/faker` (MIT); both list Korean given
names of women and of men. Each name counts once. A syllable counts under every usual spelling (영: yeong, young), so that
one that two syllables share tells less. Measured on the names themselves, each left out of the counts it is judged by:
printed to standard error.
"""

from __future__ import annotations

import csv
import itertools
import math
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path

INITIALS = "g|k kk n d tt r|l m b pp s ss - j jj ch k t p h".split()
VOWELS = "a|ah ae ya yae eo|u e yeo|yu|you ye o|oh wa wae oe yo u|oo wo we wi yu|yoo|you eu|u ui|ee|eui i|ee".split()
FINALS = "- k|g k k n n n t l k m l l l p l m p|b p t t ng t t k t p t".split()
OTHERS = {"시": {"shi"}, "신": {"shin"}, "식": {"shik"}, "이": {"yi", "lee"}}
_SILENT, _U = 11, 13
# from here on the counts decide (log odds)
SURE = 2.0
Counts = tuple[dict[str, list[int]], dict[str, list[int]]]


def spellings(syllable: str) -> set[str]:
    """How the press may write one syllable."""
    code = ord(syllable) - 0xAC00
    first, vowel, last = code // 588, code % 588 // 28, code % 28
    found = set()
    for parts in itertools.product(
        INITIALS[first].split("|"), VOWELS[vowel].split("|"), FINALS[last].split("|")
    ):
        a, b, c = (part.replace("-", "") for part in parts)
        if not (c and b in ("ah", "oh", "ee")):
            found.add(a + b + c)
        if first == _SILENT and vowel == _U:
            found |= {"woo" + c, "wu" + c}
    return found | OTHERS.get(syllable, set())


def python_lists(wheel: Path) -> tuple[set[str], set[str]]:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("faker/providers/person/ko_KR/__init__.py").decode()
    women = text[text.index("first_names_female = ") : text.index("first_names_male = ")]
    men = text[text.index("first_names_male = ") : text.index("first_names = ")]
    return set(re.findall('"([가-힣]+)"', women)), set(re.findall('"([가-힣]+)"', men))


def javascript_lists(tarball: Path) -> tuple[set[str], set[str]]:
    with tarfile.open(tarball) as archive:
        for member in archive:
            if not re.fullmatch(r"package/dist/ko-\w+\.js", member.name):
                continue
            file = archive.extractfile(member)
            text = file.read().decode() if file else ""
            lists = dict(re.findall(r"(female|male):`([가-힣.]+)`", text))
            return set(lists["female"].split(".")), set(lists["male"].split("."))
    return set(), set()


def count(women: set[str], men: set[str]) -> Counts:
    counts: Counts = (defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0]))
    for sex, names in enumerate((women, men)):
        for name in names:
            for at in (0, 1):
                for spelled in spellings(name[at]):
                    counts[at][spelled][sex] += 1
    return counts


def measure(counts: Counts, women: set[str], men: set[str]) -> None:
    of = decided = right = 0
    for sex, names in enumerate((women, men)):
        for name in names:
            for words in itertools.product(spellings(name[0]), spellings(name[1])):
                odds = 0.0
                for at in (0, 1):
                    pair = list(counts[at][words[at]])
                    pair[sex] -= 1
                    odds += math.log((pair[0] + 1) / (pair[1] + 1))
                of += 1
                if abs(odds) >= SURE:
                    decided += 1
                    right += (odds > 0) == (sex == 0)
    print(f"{decided} of {of} spellings decided, {right} right", file=sys.stderr)


def main(wheel: str, tarball: str) -> None:
    women, men = ({n for n in names if len(n) == 2} for names in python_lists(Path(wheel)))
    more_women, more_men = ({n for n in names if len(n) == 2} for names in javascript_lists(Path(tarball)))
    women, men = women | more_women, men | more_men
    counts = count(women, men)
    measure(counts, women, men)
    print(
        "# Syllables of Korean given names, in the spellings of the press: in how many women's and men's names."
    )
    print(
        f"# Sources: {Path(wheel).name} (MIT), {Path(tarball).name} (npm @faker-js/faker, MIT): {len(women)} and {len(men)} names."
    )
    print("# Made by benchmarks/korean_names.py. part: first or second syllable of the given name.")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("part", "syllable", "women", "men"))
    for part, table in zip(("first", "second"), counts, strict=True):
        for spelled, pair in sorted(table.items()):
            out.writerow((part, spelled, *pair))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
