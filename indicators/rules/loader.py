"""Packs in, a rule set out: nothing loads whose own examples fail.

Reading 80 rules, checking them against the schema and trying their examples takes about half a second; the verdict is
remembered per content of pack and engine in the user's cache folder, so that a start stays fast. Without a writable
cache the work is done each time.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError
from indicators.model import Evidence, Gender, Labels, Mention, Person, Record, Voice, Zone
from indicators.rules.engine import RuleSet
from indicators.rules.judgements import Judgement, Tally, own_files, read_judgements, tallies, version_of
from indicators.rules.model import (
    ADDED,
    FINDING_VOICES,
    ON_REQUEST,
    PROGRAM,
    Example,
    OfDays,
    Rule,
    RuleContext,
)
from indicators.rules.pattern import Watched, at_once, watched
from indicators.rules.stages import advice
from indicators.sources import known, resolve
from indicators.text import Document

_HERE = Path(str(importlib.resources.files("indicators.rules")))
_COMMON = frozenset(
    "id family type title explanation indicators severity authority evidence status alternatives by_day stages sources voices "
    "zones topics_except when valid_from valid_to rows note must_fire must_not_fire by_law law_when".split()
)
# what a rule says about itself; all else decides where it fires, and so its version
_WORDS = frozenset(
    "id family title explanation indicators severity authority evidence alternatives by_day stages sources rows note status must_fire "
    "must_not_fire by_law law_when".split()
)
_OF_PHRASES = frozenset({"phrase", "cooccurrence", "advert", "told", "headline"})
_REQUIRED = ("family", "type", "indicators", "severity", "authority", "evidence")


def load_packs(
    paths: Iterable[Path | str] | None = None,
    *,
    today: date | None = None,
    experimental: bool = False,
    judgements: Sequence[Judgement] | None = None,
    added: Iterable[Path | str] = (),
) -> RuleSet:
    """The rules of the packs given (files or folders), or of the program's own packs.

    Experimental rules are listed and tested, but fire only on request. ``judgements`` decide which rules score; those
    that came with the program where none are given. ``added``: packs of a newsroom's own, whose rules never score.

    Raises DataFileError (file, line, detail) for a pack that is broken or whose examples fail. ``today`` stands in for
    the date of items that have none.
    """
    files = [(file, _origin(file)) for file in _files(paths)]
    files += [(file, ADDED) for file in _files(added)]
    classes = word_classes()
    rules: list[Rule] = []
    hashes: dict[str, str] = {}
    seen: dict[str, str] = {}
    for file, origin in files:
        text = read_text(file)
        # the program's own packs are read by every command and page; others change under the hands of who writes them
        pack, found = (_own_pack if _own(file) else _pack)(file, text, today)
        if origin != PROGRAM:
            found = [replace(rule, origin=origin) for rule in found]
        if pack in hashes:
            raise DataFileError(
                "double pack", file=str(file), line=line_of(text, ["pack"]), detail=f"pack {pack} is taken"
            )
        hashes[pack] = hashlib.sha256(text.encode()).hexdigest()
        for rule in found:
            if rule.id in seen:
                raise _mistake(file, text, rule.at, f"rule {rule.id} is already in {seen[rule.id]}")
            seen[rule.id] = file.name
        rules += found
    hashes["_engine"] = engine_hash()
    versions = {rule.id: rule.version for rule in rules}
    if judgements is None and paths is None:
        counted = _own_tallies(versions)
    else:
        counted = tallies(read_judgements(own_files()) if judgements is None else judgements, versions)
    rules = [replace(rule, tally=counted[rule.id]) if rule.id in counted else rule for rule in rules]
    return RuleSet(rules, classes, hashes=hashes, today=today, experimental=experimental)


def _own_tallies(versions: Mapping[str, str]) -> dict[str, Tally]:
    """What the program's own readers found, kept like a pack: thousands of lines say the same until a file or rule changes."""
    files = own_files()
    told = hashlib.sha256(json.dumps([engine_hash(), *sorted(versions.items())]).encode())
    for file in files:
        told.update(file.read_bytes() + b"\0")
    kept = _recall(f"judged-{told.hexdigest()}", {"tallies"})
    if kept is None:
        counted = tallies(read_judgements(files), versions)
        kept = {"tallies": {rule: [t.yes, t.no, t.unsure] for rule, t in counted.items()}}
        _remember(f"judged-{told.hexdigest()}", kept)
    return {rule: Tally(*counts) for rule, counts in kept["tallies"].items()}


def program_packs() -> Path:
    """The folder of the packs that every item is held against."""
    return _HERE / "packs"


def on_request_packs() -> list[Path]:
    """The program's packs for other texts, such as village conventions: loaded by the editions that name them."""
    return sorted((_HERE / "packs" / "on-request").glob("*.yaml"))


def _origin(file: Path) -> str:
    return ON_REQUEST if file.resolve().parent == (_HERE / "packs" / "on-request").resolve() else PROGRAM


def _files(paths: Iterable[Path | str] | None) -> list[Path]:
    if paths is None:
        return sorted((_HERE / "packs").glob("*.yaml"))
    found: list[Path] = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return found


@functools.cache
def word_classes() -> Mapping[str, Sequence[str]]:
    """The classes of words that the patterns of any pack may name."""
    file = _HERE / "classes.yaml"
    raw = parse_yaml(read_text(file), str(file))
    return {name: tuple(words) for name, words in raw.items()}


@functools.cache
def lexicon_rows() -> Mapping[str, Any]:
    """The ``table`` of rows that rules may stand on, and the reason for each that no rule sees (``unseen``) or only ``partly``."""
    file = _HERE / "rows.yaml"
    found: Mapping[str, Any] = parse_yaml(read_text(file), str(file))
    return found


def _mistake(file: Path, text: str, at: Sequence[str | int], detail: str) -> DataFileError:
    return DataFileError(detail, file=str(file), line=line_of(text, at), detail=detail)


@functools.lru_cache(maxsize=256)
def _own(file: Path) -> bool:
    return (_HERE / "packs").resolve() in file.resolve().parents


@functools.lru_cache(maxsize=64)
def _own_pack(file: Path, text: str, today: date | None) -> tuple[str, list[Rule]]:
    return _pack(file, text, today)


def _pack(file: Path, text: str, today: date | None) -> tuple[str, list[Rule]]:
    classes = word_classes()
    key = hashlib.sha256(f"{engine_hash()} {sys.version_info[:2]} {text}".encode()).hexdigest()
    kept = _recall(key)
    raw = kept["pack"] if kept is not None else parse_yaml(text, str(file))
    if kept is None:
        validate(raw, "indicators.rules", "pack.schema.json", text, str(file))
    own = {name: tuple(words) for name, words in raw.get("classes", {}).items()}
    every = {**classes, **own}
    rules = [_rule(raw, n, file, text, every) for n in range(len(raw["rules"]))]
    if kept is None:
        _try_examples(rules, every, file, text, today)
        kept = {"pack": raw, "watched": _watched(rules, every)}
        _remember(key, kept)
    watch = MappingProxyType(
        {pattern: Watched(tuple(keys), whole) for pattern, (keys, whole) in kept["watched"].items()}
    )
    rules = [replace(rule, watched=watch) for rule in rules]
    return str(raw["pack"]), rules


def _watched(
    rules: Iterable[Rule], classes: Mapping[str, Sequence[str]]
) -> dict[str, tuple[tuple[str, ...], bool]]:
    """What the automaton waits for on behalf of each pattern of a pack."""
    patterns = {pattern for rule in rules if rule.type in _OF_PHRASES for pattern in rule.body["match"]}
    found = {pattern: watched(pattern, classes) for pattern in sorted(patterns)}
    return {pattern: (watch.keys, watch.whole) for pattern, watch in found.items()}


def _rule(
    raw: Mapping[str, Any], number: int, file: Path, text: str, classes: Mapping[str, Sequence[str]]
) -> Rule:
    at: tuple[str | int, ...] = ("rules", number)
    merged: dict[str, Any] = {**raw.get("defaults", {}), **raw["rules"][number]}
    if str(merged.get("valid_to", "9")) < str(merged.get("valid_from", "")):
        raise _mistake(file, text, (*at, "valid_to"), f"{merged['id']}: valid_to is before valid_from")
    if missing := _lacking(merged, own=_own(file)):
        raise _mistake(file, text, at, f"{merged['id']}: {missing} is missing")
    body = {name: value for name, value in merged.items() if name not in _COMMON}
    own = raw.get("classes", {})
    if own:
        body["classes"] = classes
    try:
        days = [date.fromisoformat(merged[k]) if k in merged else None for k in ("valid_from", "valid_to")]
        return Rule(
            id=merged["id"],
            family=merged["family"],
            type=merged["type"],
            title=MappingProxyType(merged["title"]),
            explanation=MappingProxyType(merged["explanation"]),
            indicators=tuple(merged["indicators"]),
            severity=merged["severity"],
            authority=merged["authority"],
            evidence=merged["evidence"],
            status=merged.get("status", "active"),
            pack=raw["pack"],
            body=MappingProxyType(body),
            alternatives=tuple(merged.get("alternatives", ())),
            stages=advice(merged.get("stages")),
            sources=known(merged.get("sources", ())),
            voices=frozenset(map(Voice, merged["voices"])) if "voices" in merged else FINDING_VOICES,
            zones=frozenset(map(Zone, merged.get("zones", Zone))),
            topics_except=tuple(merged.get("topics_except", ())),
            when=MappingProxyType(dict(merged.get("when", {}))),
            valid_from=days[0],
            valid_to=days[1],
            row=tuple(merged.get("rows", ())),
            note=merged.get("note", ""),
            at=at,
            examples=tuple(_examples(merged, at)),
            by_law=_by_law(merged),
            by_day=_by_day(merged),
            law_when=_law_when(merged),
            version=version_of({k: v for k, v in merged.items() if k not in _WORDS} | {"classes": own}),
        )
    except (ValueError, TypeError) as error:
        raise _mistake(file, text, at, f"{merged['id']}: {error}") from error


def _lacking(merged: Mapping[str, Any], *, own: bool) -> str:
    """The first thing a rule does not tell, or "". The program's own also name sources, unless they are its own idea, and
    what to write instead; a house style need not.
    """
    missing = [name for name in _REQUIRED if name not in merged]
    if not missing and merged["type"] in _OF_PHRASES and not merged.get("match"):
        missing.append("match")
    if not missing and own and merged["authority"] != "ours" and not merged.get("sources"):
        missing.append("sources")
    if not missing and own and not merged.get("alternatives") and not merged.get("stages"):
        missing.append("alternatives")
    return missing[0] if missing else ""


def _by_day(merged: Mapping[str, Any]) -> tuple[OfDays, ...]:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    found = tuple(
        OfDays(tuple(a["texts"]), day(a.get("from")), day(a.get("to"))) for a in merged.get("by_day", ())
    )
    if any(a.since and a.until and a.until < a.since for a in found):
        raise ValueError("by_day: the last day is before the first")
    return found


def _by_law(merged: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    given: Mapping[str, Mapping[str, str]] = merged.get("by_law", {})
    for source in resolve(given):
        if source.kind != "law" or source.tag not in merged.get("sources", ()):
            raise ValueError(f"by_law: {source.tag} is no law among the sources of the rule")
    return MappingProxyType({tag: MappingProxyType(words) for tag, words in given.items()})


def _law_when(merged: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    given: Mapping[str, Mapping[str, Any]] = merged.get("law_when", {})
    for source in resolve(given):
        if source.kind != "law" or source.tag not in merged.get("sources", ()):
            raise ValueError(f"law_when: {source.tag} is no law among the sources of the rule")
    if merged["type"] != "identification" and any("person" in block for block in given.values()):
        raise ValueError("law_when: person is for rules of the type identification")
    return MappingProxyType({tag: MappingProxyType(dict(block)) for tag, block in given.items()})


def _examples(merged: Mapping[str, Any], at: tuple[str | int, ...]) -> Iterable[Example]:
    for name, fires in (("must_fire", True), ("must_not_fire", False)):
        for number, given in enumerate(merged[name]):
            raw: Mapping[str, Any] = {"text": given} if isinstance(given, str) else given
            labels: dict[str, Any] = {
                **(dict(merged.get("when", {})) if fires else {}),
                **raw.get("labels", {}),
            }
            if not fires and "labels" not in raw:
                labels = dict(merged.get("when", {}))
            labels["topics"] = tuple(labels.get("topics", ()))
            yield Example(
                text=raw["text"],
                fires=fires,
                at=(*at, name, number),
                title=raw.get("title", ""),
                labels=Labels(**labels),
                voice=Voice(raw.get("voice", "narrator")),
                published=raw.get("published", ""),
                kind=raw.get("kind", ""),
                caption=raw.get("caption", ""),
                people=(
                    *(_speaker(n, Gender(g)) for n, g in enumerate(raw.get("speakers", ()))),
                    *(_person(n, one, raw) for n, one in enumerate(raw.get("people", ()))),
                ),
            )


def _speaker(number: int, gender: Gender) -> Person:
    return Person(str(number), f"P{number}", True, (), gender, Evidence.EXPLICIT, source=True)


def _person(number: int, raw: Mapping[str, Any], example: Mapping[str, Any]) -> Person:
    """A speaker of an example, wherever its text has the name or the last word of it."""
    text = "\n\n".join(part for part in (example.get("title", ""), example["text"]) if part)
    name, given = raw["name"], raw["name"].split()[-1]
    found = [m.span() for m in re.finditer(rf"{re.escape(name)}|{re.escape(given)}", text)]
    return Person(
        f"p{number}", name, True, tuple(Mention(a, b, text[a:b]) for a, b in found), Gender(raw["sex"]),
        Evidence.EXPLICIT, occupation=raw.get("occupation", ""), family_role=raw.get("family_role", False), source=True,
        quoted=True,
        function=raw.get("function", "other"),
    )  # fmt: skip


def _try_examples(
    rules: Iterable[Rule], classes: Mapping[str, Sequence[str]], file: Path, text: str, today: date | None
) -> None:
    for rule in rules:
        try:
            with at_once():
                alone = RuleSet([rule], classes, today=today, experimental=True)
        except (ValueError, KeyError, TypeError) as error:
            raise _mistake(file, text, rule.at, f"{rule.id}: {error}") from error
        for example in rule.examples:
            if rule.status != "retired" and _fires(alone, example) != example.fires:
                said = "does not fire on" if example.fires else "fires on"
                raise _mistake(file, text, example.at, f"{rule.id} {said} “{example.text[:80]}”")


def _fires(alone: RuleSet, example: Example) -> bool:
    document = Document(
        Record(
            id="-",
            title=example.title,
            body=example.text,
            kind=example.kind,
            captions=(example.caption,) if example.caption else (),
        )
    )
    context = RuleContext(
        people=example.people,
        labels=example.labels,
        voice_of=lambda _start, _end: example.voice,
        published=example.published,
    )
    if alone.rules[0].type == "rate":
        return bool(alone.rates(document))
    return bool(alone.match(document, context))


@functools.cache
def engine_hash() -> str:
    """One hash over the code, word classes and laws that decide what a finding means."""
    digest = hashlib.sha256()
    data = [
        _HERE / name
        for name in (
            "classes.yaml",
            "critical.yaml",
            "stages.yaml",
            "sources.yaml",
            "laws.yaml",
            "pack.schema.json",
        )
    ]
    for file in sorted(
        [
            *_HERE.rglob("*.py"),
            *data,
            *(_HERE.parent / name for name in ("text.py", "sources.py", "datafile.py")),
        ]
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "auditor" / "packs"


def _recall(key: str, needed: Set[str] = frozenset({"pack", "watched"})) -> Mapping[str, Any] | None:
    """What was kept of a pack, or None where there is nothing or it is damaged; only data, so that it can never run."""
    try:
        digest, _, text = (_cache_folder() / f"{key}.json").read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            return None
        found = json.loads(text)
    except (OSError, ValueError, RuntimeError):
        return None
    return found if isinstance(found, dict) and needed <= set(found) else None


def _remember(key: str, kept: object) -> None:
    try:
        folder = _cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(kept, ensure_ascii=False)
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, delete=False, encoding="utf-8", newline="\n"
        ) as out:
            out.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
        Path(out.name).replace(folder / f"{key}.json")
    except (OSError, TypeError, RuntimeError):
        return  # a cache that cannot be written costs time, nothing else
