"""The vocabulary as data: every word list of the people layer, loaded once, each with its source in its file."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick

from indicators.datafile import parse_yaml, read_text
from indicators.errors import DataFileError
from indicators.text import normalise

# share of the countries from which on a name from abroad is a woman's or a man's
FOREIGN_SURE = 0.9
VOCAB = Path(__file__).parent / "vocab"
# lists of saying.yaml that are words beside the verbs
_SAYING_LISTS = (
    "carry", "leads_on", "stops_story", "not_before", "not_after", "not_said", "org_end", "clause", "object", "somebody",
    "evidence", "owned", "owned_of", "member", "meeting", "tail_after", "object_only", "nounlike", "noun_before", "no_body",
    "prone", "noun_content", "that_only", "ordered", "thing_told", "asked_for", "modal", "papers", "named_so", "seldom", "not_told", "linked",
    "surely_said", "refused", "hopes", "crossed", "spoken",
)  # fmt: skip

# lists of people.yaml whose words are looked for in whole texts
_IN_TEXT = ("speaks_for", "speaking", "attached", "nouns", "parts")

# what a vocabulary hit may be; one form may be several
HONORIFIC = "honorific"
KIN = "kin"
TITLE = "title"
SAY = "say"
ACCORDING = "according"
HOPE = "hope"
ORG = "org"
PLACE_HEAD = "place"
THING_HEAD = "thing"
PLACE = "gazetteer"
NOTNAME = "notname"
OPENER = "opener"
CREDIT = "credit"
CUE = "cue"
DOES = "does"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the word lists say about one form. ``cues`` are the names of label and voice lists it stands in."""

    form: str
    kinds: frozenset[str]
    sex: str = ""
    kin_sex: str = ""
    code: int | None = None
    function: str = ""
    say: str = ""
    cues: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """One form at one place of the normal form. A tuple, since hundreds are made an item: half the time of a dataclass."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How often each part of a name was borne by women and by men."""

    given: Mapping[str, tuple[int, int]]
    middle: Mapping[str, tuple[int, int]]
    last_two: Mapping[str, tuple[int, int]]
    women: int
    men: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the people layer. ``automaton`` finds every form in one pass over a folded text, ``nouns`` the words
    of the lists in ``_IN_TEXT``. ``openers``: single words that are nothing but openers of sentences; they are half of all words
    known and matter only with a capital, so that they are looked up there.
    """

    automaton: Any
    entries: Mapping[str, Entry]
    openers: Mapping[str, Entry]
    strong: frozenset[str]
    weak: frozenset[str]
    foreign: Mapping[str, str]
    foreign_rare: Mapping[str, str]
    not_given: frozenset[str]
    asian_surnames: frozenset[str]
    korean_families: frozenset[str]
    korean_syllables: frozenset[str]
    korean: Mapping[str, tuple[int, int]]
    tails: frozenset[str]
    widen: frozenset[str]
    between: frozenset[str]
    names: NameCounts
    words: Mapping[str, frozenset[str]]
    codes: Mapping[str, int]
    people: Mapping[str, frozenset[str]]
    nouns: Any
    # a department's own office holders by name (indicators.people.knowledge)
    holders: Mapping[str, Any] = field(default_factory=dict)

    def is_family(self, low: str) -> bool:
        """Is it a family name, if only where a full name can stand?"""
        return low in self.strong or low in self.weak

    def hits(self, folded: str) -> list[Hit]:
        """Every form at syllable boundaries but ``openers``, by start, the longest first. Linear in length."""
        found: list[Hit] = []
        padded = folded + " "
        for last, entry in self.automaton.iter(folded):
            end = last + 1
            if padded[end].isalnum() and padded[last].isalnum():
                continue
            start = end - len(entry.form)
            if start and padded[start - 1].isalnum() and padded[start].isalnum():
                continue
            found.append(Hit(start, end, entry))
        # found by their ends, and so the longest of one start comes first when they are turned round
        found.reverse()
        found.sort(key=itemgetter(0))
        return found

    def described(self, folded: str) -> dict[str, list[tuple[int, int]]]:
        """Where the words of the lists in ``_IN_TEXT`` stand, for each list as its expression would find them: from the left,
        the longest, none over another. One pass for all, a third of the time of five expressions.
        """
        found: dict[str, list[tuple[int, int]]] = {name: [] for name in _IN_TEXT}
        padded = folded + " "
        for last, (size, names) in self.nouns.iter(folded):
            end = last + 1
            start = end - size
            if _in_word(padded[end]) or (start and _in_word(padded[start - 1])):
                continue
            for name in names:
                found[name].append((start, end))
        return {name: _apart(spans) for name, spans in found.items()}

    def entry(self, form: str) -> Entry | None:
        """What the word lists say about a folded form, if they hold it."""
        return self.entries.get(form)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def read_yaml(path: Path) -> Mapping[str, Any]:
    """One vocabulary file. Raises DataFileError with file and line."""
    raw = parse_yaml(read_text(path), str(path))
    if not isinstance(raw, dict):
        raise DataFileError(f"{path.name}: no mapping", file=str(path), line=1, detail="no mapping")
    return raw


def forms(raw: Mapping[str, Any], key: str) -> Iterator[str]:
    """The forms of a group, separated by commas or, where they contain some, as a list; folded as texts are."""
    value = raw.get(key) or ""
    for form in value if isinstance(value, list) else str(value).split(","):
        form = fold(form)  # noqa: PLW2901
        if form:
            yield form


@functools.lru_cache(maxsize=64)
def opening(words: frozenset[str]) -> tuple[str, ...]:
    """The words as what a text may begin with, for one call of ``startswith``."""
    return tuple(f"{word} " for word in words)


def one_of(words: Iterable[str]) -> str:
    """An expression for whole words, the longest first, that shares their beginnings: three to five times as fast as the
    words one after the other, since the engine of ``re`` tries each of them at each place.
    """
    tree: dict[str, Any] = {}
    for word in words:
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return rf"(?<!\w){_branch(tree)}(?!\w)"


def _branch(tree: Mapping[str, Any]) -> str:
    parts = [re.escape(letter) + _branch(rest) for letter, rest in sorted(tree.items()) if letter]
    if not parts:
        return ""
    inside = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{inside})?" if "" in tree else inside


def fold(text: str) -> str:
    """A word as texts are folded: normal form, lower case, single blanks."""
    return " ".join(normalise(unicodedata.normalize("NFC", text))[0].lower().split())


class _Builder:
    """Collects what each form is before the automaton is made."""

    def __init__(self) -> None:
        self.raw: dict[str, dict[str, Any]] = {}

    def add(self, form: str, kind: str, **values: Any) -> None:
        entry = self.raw.setdefault(form, {"kinds": set(), "cues": set()})
        entry["kinds"].add(kind)
        cue = values.pop("cue", None)
        if cue:
            entry["cues"].add(cue)
        for key, value in values.items():
            entry.setdefault(key, value)

    def automaton(self) -> tuple[Any, dict[str, Entry], dict[str, Entry]]:
        """What is looked for in whole texts, the same by form, and the openers that are not looked for."""
        made, entries, openers = ahocorasick.Automaton(), {}, {}
        for form, values in self.raw.items():
            kinds, cues = frozenset(values.pop("kinds")), frozenset(values.pop("cues"))
            entry = Entry(form, kinds, cues=cues, **values)
            if kinds == {OPENER} and form.isalnum():
                openers[form] = entry
            else:
                made.add_word(form, entry)
                entries[form] = entry
        made.make_automaton()
        return made, entries, openers


@functools.cache
def load_lexicon() -> Lexicon:
    """The vocabulary shipped with the program. Raises DataFileError."""
    build = _Builder()
    _address(build)
    _titles(build, titles := read_yaml(VOCAB / "titles.yaml"))
    saying = read_yaml(VOCAB / "saying.yaml")
    weak_say = frozenset(forms(saying, "weak"))
    for key, say in (("that", "that"), ("that_only", "weak"), ("order", "order"), ("mark", "mark")):
        for form in forms(saying, key):
            build.add(form, SAY, say="weak" if form in weak_say else say)
    for form in forms(saying, "hope"):
        build.add(form, HOPE, say="order")
    for form in forms(saying, "according"):
        build.add(form, ACCORDING)
    organisations = read_yaml(VOCAB / "organisations.yaml")
    for key, kind in (("org", ORG), ("place", PLACE_HEAD), ("thing", THING_HEAD), ("credit", CREDIT)):
        for form in forms(organisations, key):
            build.add(form, kind)
    names = read_yaml(VOCAB / "names.yaml")
    for key, kind in (("places", PLACE), ("notnames", NOTNAME), ("openers", OPENER)):
        for form in forms(names, key):
            build.add(form, kind)
    acts = read_yaml(VOCAB / "acts.yaml")
    for key, kind in (("does", DOES), ("done", DONE)):
        for form in forms(acts, key):
            build.add(form, kind)
    people = _people()
    foreign, rare = _foreign(names)
    words = _cues(build)
    for key in _SAYING_LISTS:
        words[key] = frozenset(forms(saying, key))
    weak = frozenset(forms(names, "weak"))
    automaton, entries, openers = build.automaton()
    return Lexicon(
        automaton=automaton,
        entries=entries,
        openers=openers,
        strong=frozenset(forms(names, "strong")) - weak,
        weak=weak,
        foreign=foreign,
        foreign_rare=rare,
        not_given=frozenset(forms(names, "foreign_not")),
        asian_surnames=frozenset(forms(names, "asian_surnames")),
        korean_families=frozenset(forms(names, "korean_families")),
        korean_syllables=frozenset(forms(names, "korean_syllables")),
        korean=_korean_counts(VOCAB / "korean-names.csv"),
        tails=frozenset(forms(organisations, "tail")),
        widen=frozenset(forms(titles, "before")),
        between=frozenset(forms(saying, "between")),
        names=_name_counts(VOCAB / "names-by-sex.csv"),
        words=words,
        codes=read_yaml(VOCAB / "topics.yaml")["codes"],
        people=people,
        nouns=_nouns(people),
    )


def _people() -> dict[str, frozenset[str]]:
    """The lists of words for people without a name, and with "nouns" and "parts" those that are looked for together."""
    raw = read_yaml(VOCAB / "people.yaml")
    lists = {key: frozenset(forms(raw, key)) for key in raw if key not in ("id", "source")}
    nouns = (
        lists["female"]
        | lists["male"]
        | lists["neutral"]
        | lists["definite"]
        | lists["functionary"]
        | lists["speaking"]
    )
    # whom these words tell of may have a name in the item; a driver or a doctor is told by the calling
    private = (
        lists["female"] | lists["male"] | lists["victim"] | lists["suspect"] | lists["child"] | lists["elder"]
    )
    return lists | {"private": private, "nouns": nouns, "parts": lists["definite"] | lists["functionary"]}


def _nouns(people: Mapping[str, frozenset[str]]) -> Any:
    listed: dict[str, list[str]] = {}
    for name in _IN_TEXT:
        for form in people[name]:
            listed.setdefault(form, []).append(name)
    made = ahocorasick.Automaton()
    for form, names in listed.items():
        made.add_word(form, (len(form), tuple(names)))
    made.make_automaton()
    return made


def _address(build: _Builder) -> None:
    honorifics, kin = read_yaml(VOCAB / "honorifics.yaml"), read_yaml(VOCAB / "kin.yaml")
    for sex in ("female", "male", "neutral"):
        value = "" if sex == "neutral" else sex
        for form in forms(honorifics, sex):
            build.add(form, HONORIFIC, sex=value)
        for form in forms(kin, sex):
            build.add(form, KIN, kin_sex=value)


def _titles(build: _Builder, raw: Mapping[str, Any]) -> None:
    for group in raw["groups"]:
        for form in forms(group, "forms"):
            build.add(form, TITLE, code=group["code"], function=group["function"])


def _cues(build: _Builder) -> dict[str, frozenset[str]]:
    """Lists of labels, voices and roles: forms that count as cues, by the name of their list."""
    words: dict[str, frozenset[str]] = {}
    for name in ("topics.yaml", "voices.yaml", "roles.yaml"):
        path = VOCAB / name
        for key, value in read_yaml(path).items():
            if key in ("id", "source") or not isinstance(value, (str, list)):
                continue
            listed = frozenset(forms({key: value}, key))
            words[key] = listed
            for form in listed:
                build.add(form, CUE, cue=key)
    return words


def _foreign(raw: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Given names from abroad and their sex, "" where both bear them; then those of one or two lists alone, which
    tell a sex but no name, since many are ordinary words. The short list by hand overrules the counts.
    """
    made: dict[str, str] = {}
    rare: dict[str, str] = {}
    with (VOCAB / "foreign-names.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        # thirty thousand rows: a dictionary for each takes twice as long
        columns = list(map(next(rows).index, ("name", "women", "men")))
        for bearer, of_women, of_men in (map(row.__getitem__, columns) for row in rows):
            women, men = int(of_women), int(of_men)
            (made if women + men > 2 else rare)[bearer] = (
                "female"
                if women >= FOREIGN_SURE * (women + men)
                else "male"
                if men >= FOREIGN_SURE * (women + men)
                else ""
            )
    for name in forms(raw, "foreign_not"):
        made.pop(name, None)
    male, female = set(forms(raw, "foreign_male")), set(forms(raw, "foreign_female"))
    made |= dict.fromkeys(male, "male") | dict.fromkeys(female, "female") | dict.fromkeys(male & female, "")
    return made, rare


def _korean_counts(path: Path) -> dict[str, tuple[int, int]]:
    """In how many names of women and of men a syllable stands, by its place: "first min"."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {f"{row['part']} {row['syllable']}": (int(row["women"]), int(row["men"])) for row in rows}


def _name_counts(path: Path) -> NameCounts:
    parts: dict[str, dict[str, tuple[int, int]]] = {"given": {}, "middle": {}, "last two": {}}
    women = men = 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            pair = (int(row["women"]), int(row["men"]))
            key = fold(row["syllables"])
            old = parts[row["part"]].get(key, (0, 0))
            parts[row["part"]][key] = (old[0] + pair[0], old[1] + pair[1])
            if row["part"] == "given":
                women, men = women + pair[0], men + pair[1]
    return NameCounts(parts["given"], parts["middle"], parts["last two"], women, men)
