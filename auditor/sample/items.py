"""Read planted items and fill in names, places and the year (format: items/README.md)."""

from __future__ import annotations

import functools
import importlib.resources
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from auditor.sample import names
from indicators.datafile import parse_yaml, read_text

OUTLETS = (
    "bao-tinh dai-pttx cong-thong-tin bao-phu-nu bao-lao-dong chuyen-de-an-ninh bao-tuoi-tre trang-truyen-thanh "
    "bao-kinh-te"
).split()
FAMILIES = {f"F{i}" for i in (*range(1, 17), 18)}
BECAUSE = {"quoted", "criticised", "name", "homograph", "ratio", "legal", "own_words", "topic"}
KINDS = {"tin", "bai", "phong-su", "thong-bao", "tuyen-dung", "quang-cao", "y-kien", "video"}
_LITERAL_YEAR = re.compile(r"(?<![/\d])\b(19|20)\d\d\b(?!/)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PlantedPerson:
    """One individual a careful reader finds in an item; fields as in the contract of an analysis."""

    name: str
    named: bool
    sex: str
    evidence: str
    function: str
    source: bool
    quoted: bool
    listed: bool
    victim: bool
    family_role: bool
    minor: bool


@dataclass(frozen=True, slots=True)
class PlantedWording:
    """A wording and whether it counts; ``because`` says why not."""

    text: str
    family: str
    voice: str
    counts: bool
    because: str


@dataclass(frozen=True, slots=True)
class PlantedItem:
    """One item as an outlet publishes it, with its truths. ``published`` is ISO 8601 at +07:00.

    ``agency``: a news agency's copy, wherever it stands; ``reworked``: what those that repost it write instead;
    ``later``: what its page says from the second visit on, without a word about the change.
    """

    id: str
    kind: str
    genre: str
    outlet: str
    reposted_by: tuple[str, ...]
    section: str
    published: str
    author: str
    title: str
    lead: str
    body: tuple[str, ...]
    box: str
    captions: tuple[str, ...]
    labels: Mapping[str, bool]
    people: tuple[PlantedPerson, ...]
    wordings: tuple[PlantedWording, ...]
    agency: bool = False
    reworked: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Title, lead, body with its box, captions: everything a reader sees of the item."""
        return "\n\n".join(filter(None, (self.title, self.lead, *self.body, self.box, *self.captions)))


def _initials(full: str, only_given: bool = False) -> str:
    parts = full.split()
    return f"{parts[-1][0]}." if only_given else "".join(f"{part[0]}." for part in parts)


class _Filler:
    def __init__(self, raw: Mapping[str, Any], province: str, year: int) -> None:
        self.values: dict[str, str] = dict(names.places(province))
        self.values["year"] = str(year)
        self.full: dict[str, str] = {}
        given_taken: set[str] = set()
        for slot, truth in (raw.get("people") or {}).items():
            full = truth.get("fixed") or ""
            attempt = 0
            while not full:
                name = names.person(
                    truth["sex"], truth.get("name", "clear"), province, year, raw["id"], slot, attempt
                )
                if name.split()[-1] not in given_taken and name.split()[0] not in {
                    other.split()[0] for other in self.full.values() if attempt < 5
                }:
                    full = name
                attempt += 1
            given_taken.add(full.split()[-1])
            self.full[slot] = full
            self.values |= {
                slot: full,
                f"{slot}.g": full.split()[-1],
                f"{slot}.i": _initials(full),
                f"{slot}.ig": _initials(full, only_given=True),
                f"{slot}.u": full.upper(),
            }

    def __call__(self, text: str) -> str:
        return _PLACEHOLDER.sub(lambda m: self._value(m.group(1)), text).strip()

    def _value(self, slot: str) -> str:
        if offset := re.fullmatch(r"year([+-]\d+)", slot):
            return str(int(self.values["year"]) + int(offset.group(1)))
        return self.values[slot]


def fill(raw: Mapping[str, Any], province: str, year: int) -> PlantedItem:
    """One item with its placeholders filled. Raises KeyError naming an unknown placeholder or a missing field."""
    filler = _Filler(raw, province, year)
    people = [
        _person(truth, filler.full[slot], named=True) for slot, truth in (raw.get("people") or {}).items()
    ]
    people += [_person(truth, filler(truth["text"]), named=False) for truth in raw.get("unnamed") or ()]
    wordings = tuple(
        PlantedWording(filler(w["text"]), w["family"], w["voice"], bool(w["counts"]), w.get("because", ""))
        for w in raw.get("wordings") or ()
    )
    return PlantedItem(
        id=raw["id"],
        kind=raw["kind"],
        genre=raw["genre"],
        outlet=raw["outlet"],
        reposted_by=tuple(raw.get("reposted_by") or ()),
        section=raw["section"],
        published=f"{year}-{raw['date']}T{raw.get('time', '08:00')}:00+07:00",
        author=filler(raw.get("author", "")),
        title=filler(raw["title"]),
        lead=filler(raw.get("lead", "")),
        body=tuple(filler(p) for p in raw["body"]),
        box=filler(raw.get("box", "")),
        captions=tuple(filler(c) for c in raw.get("captions") or ()),
        labels=dict(raw["labels"]),
        people=tuple(people),
        wordings=wordings,
        agency=bool(raw.get("agency", False)),
        reworked=tuple((filler(old), filler(new)) for old, new in raw.get("reworked") or ()),
        later=tuple((filler(old), filler(new)) for old, new in raw.get("later") or ()),
    )


def rewritten(item: PlantedItem, changes: Iterable[tuple[str, str]]) -> PlantedItem:
    """The item in other words; its truths stay those of the first text."""

    def write(text: str) -> str:
        for old, new in changes:
            text = text.replace(old, new)
        return text

    return replace(
        item,
        title=write(item.title),
        lead=write(item.lead),
        body=tuple(map(write, item.body)),
        box=write(item.box),
    )


def _person(truth: Mapping[str, Any], name: str, *, named: bool) -> PlantedPerson:
    return PlantedPerson(
        name=name,
        named=named,
        sex=truth["sex"],
        evidence=truth["evidence"],
        function=truth["function"],
        source=bool(truth["source"]),
        quoted=bool(truth["quoted"]),
        listed=bool(truth.get("listed", False)),
        victim=bool(truth.get("victim", False)),
        family_role=bool(truth.get("family_role", False)),
        minor=bool(truth.get("minor", False)),
    )


@functools.cache
def _raw_items() -> tuple[Mapping[str, Any], ...]:
    folder = importlib.resources.files("auditor.sample") / "items"
    found: list[Mapping[str, Any]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            found += yaml.load(
                entry.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            )
    return tuple(found)


def items(province: str = "lac-giang", year: int = 2025) -> list[PlantedItem]:
    """All planted items of a province and year, in order of publication."""
    return sorted((fill(raw, province, year) for raw in _raw_items()), key=lambda i: (i.published, i.id))


def shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """The word shingles of a text, case folded, for telling reposts from resemblance."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


def problems(raws: Iterable[Mapping[str, Any]], province: str = "lac-giang", year: int = 2025) -> list[str]:
    """What is wrong with planted items, one line each; an empty list is the only good answer."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    texts: dict[str, set[tuple[str, ...]]] = {}
    for raw in raws:
        name = str(raw.get("id", "?"))
        seen[name] += 1
        try:
            item = fill(raw, province, year)
        except (KeyError, TypeError, AttributeError) as err:
            found.append(f"{name}: {type(err).__name__} {err}")
            continue
        found += [f"{name}: {problem}" for problem in _item_problems(raw, item)]
        texts[name] = shingles(item.text)
    found += [f"{name}: the id occurs {n} times" for name, n in seen.items() if n > 1]
    ids = sorted(texts)
    index: dict[tuple[str, ...], list[str]] = {}
    for name in ids:
        for shingle in texts[name]:
            index.setdefault(shingle, []).append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for holders in index.values():
        for i, one in enumerate(holders):
            for other in holders[i + 1 :]:
                shared[one, other] += 1
    for (one, other), n in shared.items():
        share = n / min(len(texts[one]), len(texts[other]))
        if share > 0.2:
            found.append(f"{one} and {other} share {share:.0%} of their 5-word shingles")
    return found


def _item_problems(raw: Mapping[str, Any], item: PlantedItem) -> Iterable[str]:
    if item.outlet not in OUTLETS or not set(item.reposted_by) <= set(OUTLETS):
        yield f"unknown outlet {item.outlet} {item.reposted_by}"
    if item.kind not in KINDS:
        yield f"unknown kind {item.kind}"
    if set(item.labels) != {"women_central", "gender_topic", "gbv", "law_reference"}:
        yield f"labels are {sorted(item.labels)}"
    for slot in raw.get("people") or {}:
        if f"{{{slot}" not in str(raw):
            yield f"{slot} is never used"
    for old, _ in (*item.reworked, *item.later):
        if old not in item.text:
            yield f"{old!r} is to be rewritten and is not in the text"
    for person in item.people:
        yield from _person_problems(person, item.text)
    for wording in item.wordings:
        yield from _wording_problems(wording, item.text)
    if _LITERAL_YEAR.search(" ".join([str(raw.get("title")), str(raw.get("lead")), *map(str, raw["body"])])):
        yield "a literal year in the text (use {year}, {year-1}, or leave it out; a law's number may stand in /QĐ, /NĐ form)"


def _person_problems(person: PlantedPerson, text: str) -> Iterable[str]:
    given = person.name.split()[-1]
    forms = {person.name, given, person.name.upper(), _initials(person.name), _initials(person.name, True)}
    if not any(form in text for form in forms):
        yield f"{person.name} is not in the text"
    if person.sex not in {"female", "male", "other", "unknown"}:
        yield f"sex {person.sex}"
    if person.quoted and not person.source:
        yield f"{person.name} is quoted but no source"


def _wording_problems(wording: PlantedWording, text: str) -> Iterable[str]:
    if wording.text not in text:
        yield f"the wording {wording.text!r} is not in the text"
    if wording.family not in FAMILIES:
        yield f"family {wording.family}"
    if wording.counts and (wording.voice not in {"narrator", "chosen"} or wording.because):
        yield f"{wording.text!r} counts, yet voice {wording.voice} because {wording.because}"
    if not wording.counts and wording.because not in BECAUSE:
        yield f"{wording.text!r} does not count because {wording.because!r}"


def _main() -> int:
    """``python -m auditor.sample.items FILE...``: what is wrong with these files (or with all of them)."""
    raws: list[Mapping[str, Any]] = []
    for path in sys.argv[1:]:
        raws += parse_yaml(read_text(Path(path)), path)
    chosen = raws or list(_raw_items())
    found = problems(chosen)
    counted = [w for raw in chosen for w in raw.get("wordings") or ()]
    hard = sum(not w["counts"] for w in counted)
    print(*found, f"{len(chosen)} items, {len(counted)} wordings, {hard} hard negatives", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(_main())
