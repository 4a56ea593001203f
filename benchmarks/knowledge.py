"""Make indicators/vocab/knowledge.csv: public figures whose sex openly licensed sources state, for the rung "knowledge".

    python benchmarks/knowledge.py OFFICES_DIR SQUADS_DIR > indicators/vocab/knowledge.csv

OFFICES_DIR holds one CSV a country, named as its repository under github.com/every-politician-scrapers: the file
html/holders21.csv (for Israel html/current.csv) at the commit below (holders of offices since 2000, exported from
Wikidata, CC0; where it has no column `gender`, that of html/bio.csv is added). SQUADS_DIR holds 2014--brazil/squads/*.txt of github.com/openfootball/worldcup
(public domain by its README): the men's World Cup, so that all are men. Extracts with the same columns and lines do as
well. Nobody enters for any other reason than standing in these sources; left out are ambassadors, names in other letters
than Latin ones, names of one word (a first name, or a nickname that is also an ordinary word), and people whose sex the
source leaves open.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

COMMITS = {
    "china-ministers": "00d40ec9608f3958ebb3378c67cb84dfe2322e16",
    "france-cabinet": "052856ad14c200ccb84108623743e1a053e36dba",
    "indonesia-ministers": "0b9f9ed98587278c6b1fc14678790a1779720664",
    "iraq-ministers": "0611aa7f194a68a71f11bcbdf4cd96c84474d132",
    "israel-ministers": "263d914f5ecb7d84b8d217f57fae13eb82773727",
    "japan-ministers": "07e1674536defd1da2c5f925a46bd7de0b8d57dd",
    "laos": "0efe638d1c53b844cef4f203251368482cefb0b1",
    "malaysia-ministers": "0e30708bbd912627e15949dbcce253bb2253db45",
    "north-korea": "217f54af2438c0911a79e5c874685a2407dc205c",
    "philippines-ministers": "0ade574065316b39b1645318a4d7dec81dc62494",
    "russia-cabinet": "03ca6b4ed0f631ec3336357da56f7a5c1fb78adc",
    "singapore-ministers": "11f5d8d975ef9cefcc721302c7390f4f3d62ee51",
    "south-korea-ministers": "024320b8513bd18d926f30b503c35993dd7d0015",
    "ukraine-cabinet": "01032c37a4965c825ee114f591623e7dc6dbc02d",
    "united-kingdom-cabinet": "0354171be99ad4edc1d4b16dce2e8d4a095ace4d",
    "us-cabinet": "015b6ef9c58c5b01583eb8563eaffcbe2a7c43e3",
    "vietnam": "103692fba2323149ebebfe51f015cc1a3b5176ad",
}
SQUADS = "7eb1904bebd5f0d537794873078af0e9979086ac"
_PLAYER = re.compile(r"^(?:\s*\(\d+\)\s+[A-Z]{2}\s+)?(?P<name>[^#\d()][^#()]*?)\s*(?:##.*)?$")
# how the Vietnamese press words an office of the country; a Vietnamese name counts only beside one of them
_TITLES = (
    (r"^President$", ("chủ tịch nước",)),
    (r"^Vice President$", ("phó chủ tịch nước",)),
    (r"^Prime Minister$", ("thủ tướng",)),
    (r"^Deputy Prime Minister$", ("phó thủ tướng",)),
    (r"^Minister of (?:Defence|Public Security)$", ("bộ trưởng", "đại tướng", "thượng tướng")),
    (r"^Chief of General Staff$", ("tổng tham mưu trưởng", "đại tướng", "thượng tướng")),
    (r"^(?:Minister|Head) of", ("bộ trưởng",)),
    (r"^Chairman of the National Assembly$", ("chủ tịch quốc hội",)),
    (r"^Governor of the State Bank$", ("thống đốc",)),
)


@dataclass
class Figure:
    """One person of the table."""

    name: str
    sex: str
    source: str
    roles: list[str] = field(default_factory=list)
    since: str = ""
    until: str = ""
    titles: list[str] = field(default_factory=list)


def usable(name: str) -> bool:
    """Two words or more, in Latin letters."""
    letters = [c for c in name if c.isalpha()]
    return " " in name and all(unicodedata.name(c, "").startswith("LATIN") for c in letters)


def offices(path: Path, figures: dict[str, Figure]) -> None:
    country = path.stem
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = re.sub(r" \([^)]*\)$", "", printed(row))
            if row["position"].startswith("ambassador") or not usable(name):
                continue
            if row["gender"] not in ("male", "female"):
                continue
            one = figures.setdefault(
                row["personID"], Figure(name, row["gender"], f"wikidata:{row['personID']}")
            )
            role = f"{row['position']} ({country})"
            if role not in one.roles:
                one.roles.append(role)
            start, end = row["start"][:4], row["end"][:4] or "9999"
            one.since = min(one.since or start, start)
            one.until = max(one.until, end)
            if country == "vietnam":
                found = next((words for office, words in _TITLES if re.search(office, row["position"])), ())
                one.titles += [word for word in found if word not in one.titles]


def printed(row: dict[str, str]) -> str:
    """The name with its marks: of the label and the name of the English article the one that has more of them."""
    names = (row["person"], row.get("enwiki") or "")
    return max(names, key=lambda name: sum(ord(c) > 0x7F for c in name))


def squads(path: Path, figures: dict[str, Figure]) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        player = _PLAYER.match(line)
        if player and usable(player["name"]):
            name = player["name"]
            figures.setdefault(
                name,
                Figure(name, "male", f"openfootball:{path.stem}", ["men's World Cup 2014"], "2014", "2014"),
            )


def main() -> None:
    figures: dict[str, Figure] = {}
    for path in sorted(Path(sys.argv[1]).glob("*.csv")):
        offices(path, figures)
    for path in sorted(Path(sys.argv[2]).glob("*.txt")):
        squads(path, figures)
    print(
        "# Public figures and office holders: who is a woman and who a man, as openly licensed sources state."
    )
    print(
        "# wikidata:Q…: Wikidata (CC0), as exported by github.com/every-politician-scrapers, html/holders21.csv:"
    )
    for repository, commit in COMMITS.items():
        print(f"#   {repository} {commit}")
    print(
        f"# openfootball:…: github.com/openfootball/worldcup {SQUADS}, 2014--brazil/squads (public domain)."
    )
    print("# An extract of these files: heads of state and government, major offices, sixteen squads; read")
    print(
        "# 2026-11-22. Made by benchmarks/knowledge.py. `until` 9999: in office when the source was exported."
    )
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("name", "sex", "role", "since", "until", "titles", "source"))
    for one in sorted(figures.values(), key=lambda one: (one.name, one.source)):
        out.writerow(
            (
                one.name,
                one.sex,
                "; ".join(one.roles),
                one.since,
                one.until,
                "|".join(one.titles),
                one.source,
            )
        )


if __name__ == "__main__":
    main()
