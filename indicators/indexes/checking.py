"""What a schema cannot say of an edition: parents exist, measures are known, formulas read, each has what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from indicators.indexes.deriving import BLOCKS, Origin, Raw

_LABELS = frozenset({"women_central", "gender_topic", "gbv", "law_reference", "challenges_stereotype"})
# what a field of a coding sheet must say besides, by how it is answered
_NEEDED = {"measured": "measure", "coded": "question", "by_hand": "note", "none": "note"}
Entry = Mapping[str, Any]


def check(found: Raw) -> None:
    """Raises DataFileError naming the file and the line of the first mistake, in order of the blocks."""
    raw = found.value
    seen: set[str] = set()
    for block in BLOCKS:
        for entry in raw.get(block) or ():
            code, place = entry["code"], found.origin(block, entry["code"])
            if code in seen:
                raise place.mistake(f"code {code} is there twice", "code")
            if block in {"sections", "objectives"} and _parent(code) not in seen:
                raise place.mistake(f"{code}: its parent {_parent(code)} is missing", "code")
            seen.add(code)
    answering: set[str] = set()
    for entry in raw.get("forms") or ():
        if entry["answers"] in answering:
            raise found.origin("forms", entry["code"]).mistake(f"two forms for {entry['answers']}", "answers")
        answering.add(entry["answers"])
    lists = {entry["id"] for entry in raw.get("code_lists") or ()}
    for name in ("valid_from", "valid_to"):
        _day(found.origin(), raw, name)
    for entry in raw["indicators"]:
        place = found.origin("indicators", entry["code"])
        _indicator(entry, place, seen, lists)
    _sheet(found, {entry["code"] for entry in raw["indicators"]}, lists)


def _sheet(found: Raw, indicators: set[str], lists: set[str]) -> None:
    """The fields of the coding sheet: each once, each leading to what there is, each gap with its reason."""
    from indicators.measures import MEASURES  # noqa: PLC0415  it knows this package

    place, seen = found.origin(), set[str]()
    for number, field in enumerate(found.value.get("code_sheet") or ()):
        code, at = field["code"], ("code_sheet", number)
        if code in seen:
            raise place.mistake(f"code {code} is there twice", *at, "code")
        seen.add(code)
        if field.get("values") and field["values"] not in lists:
            raise place.mistake(f"no code list {field['values']}", *at, "values")
        if field.get("indicator") and field["indicator"] not in indicators:
            raise place.mistake(f"field {code}: no indicator {field['indicator']}", *at, "indicator")
        if field.get("measure") and field["measure"] not in MEASURES:
            known = ", ".join(sorted(MEASURES))
            raise place.mistake(f"unknown measure {field['measure']}; known: {known}", *at, "measure")
        needed = _NEEDED.get(field["ours"])
        if needed and not field.get(needed):
            raise place.mistake(f"field {code}: {field['ours']} needs {needed}", *at, "ours")


def _indicator(entry: Entry, place: Origin, seen: set[str], lists: set[str]) -> None:
    if entry["objective"] not in seen:
        raise place.mistake(f"no objective {entry['objective']}", "objective")
    if entry.get("code_list") and entry["code_list"] not in lists:
        raise place.mistake(f"no code list {entry['code_list']}", "code_list")
    for name in ("valid_from", "valid_to"):
        _day(place, entry, name)
    bands = [band["at_least"] for band in entry.get("bands") or ()]
    if len(bands) != len(set(bands)):
        raise place.mistake(f"{entry['code']}: two bands begin at the same value", "bands")
    most = max((band["points"] for band in entry.get("bands") or ()), default=None)
    if most is not None and entry.get("points") is not None and most > entry["points"]:
        raise place.mistake(
            f"{entry['code']}: a band gives {most} of at most {entry['points']} points", "bands"
        )
    _measure(entry, place)


def _measure(entry: Entry, place: Origin) -> None:
    from indicators import formula  # noqa: PLC0415  it knows this package through its neighbours
    from indicators.measures import MEASURES  # noqa: PLC0415

    measure = entry.get("measure")
    if measure is not None and measure not in MEASURES:
        known = ", ".join(sorted(MEASURES))
        raise place.mistake(f"unknown measure {measure}; known: {known}", "measure")
    if entry["method"] == "measured" and measure is None:
        raise place.mistake(f"{entry['code']} is measured but names no measure")
    if measure == "planned_items" and not entry.get("plan"):
        raise place.mistake(f"{entry['code']}: planned_items needs a plan", "measure")
    if measure == "formula" and not entry.get("formula"):
        raise place.mistake(f"{entry['code']}: the measure formula needs a formula", "measure")
    if entry.get("formula"):
        try:
            tree = formula.parse(entry["formula"])
            if measure == "formula":
                formula.division(tree)
        except formula.FormulaError as error:
            raise place.mistake(f"{entry['code']}: {error}", "formula") from error
    if entry.get("plan"):
        _plan(entry, place)


def _plan(entry: Entry, place: Origin) -> None:
    from indicators.rules.pattern import PatternError, at_once, compile_all  # noqa: PLC0415

    plan = entry["plan"]
    for either in plan.get("labels") or ():
        if unknown := set(either.split("+")) - _LABELS:
            raise place.mistake(
                f"unknown label {min(unknown)}; known: {', '.join(sorted(_LABELS))}", "plan", "labels"
            )
    window = plan.get("window")
    if window:
        for end in ("from", "to"):
            try:
                # a window recurs every year; 29 February does not
                date.fromisoformat(f"2025-{window[end]}")
            except ValueError as error:
                raise place.mistake(f"{window[end]} is no day (MM-DD)", "plan", "window", end) from error
        if window["from"] > window["to"]:
            raise place.mistake("a window lies inside one calendar year", "plan", "window")
    try:
        with at_once():
            compile_all(plan.get("words") or (), {})
    except PatternError as error:
        raise place.mistake(str(error), "plan", "words") from error


def _day(place: Origin, raw: Mapping[str, Any], name: str) -> None:
    value = raw.get(name)
    if value is None:
        return
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise place.mistake(f"{name}: no date (YYYY-MM-DD)", name) from error


def _parent(code: str) -> str:
    return code.rsplit(".", 1)[0] if "." in code else code[0]
