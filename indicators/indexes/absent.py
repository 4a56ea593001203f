"""Why a line says nothing about a field: every line either has it or gives the reason, in data and not in a page's words.

Reasons stand in a block ``absent``: of the edition (for ``all`` lines, or those of one method), or of a line, which goes before. An
edition of the program that leaves a gap does not load; a department's own loads and is told of its gaps by `auditor index validate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from indicators.indexes.deriving import Raw
from indicators.indexes.model import Gap

Words = Mapping[str, str]
# what Build 1 of an edition asks of every line beyond what its schema requires
FIELDS = (
    "question", "verification", "sources", "tags", "measure", "formula", "minimum_n", "points", "bands", "validity",
)  # fmt: skip
_ALL = "all"


def missing(raw: Mapping[str, Any], entry: Mapping[str, Any], formulas: Mapping[str, str]) -> Iterator[str]:
    """The fields a line does not have."""
    for name in FIELDS:
        if name == "validity":
            given = any(each.get(end) for each in (entry, raw) for end in ("valid_from", "valid_to"))
        elif name == "formula":
            given = bool(entry.get("formula") or formulas.get(entry.get("measure") or ""))
        else:
            given = entry.get(name) not in (None, "", [], {})
        if not given:
            yield name


def reason(raw: Mapping[str, Any], entry: Mapping[str, Any], name: str) -> Words | None:
    """Why a line lacks a field: its own words, those for its method, or those for all lines."""
    of_edition = raw.get("absent") or {}
    for block in (entry.get("absent"), of_edition.get(entry["method"]), of_edition.get(_ALL)):
        if block and name in block:
            words: Words = block[name]
            return words
    return raw.get("validity_note") if name == "validity" else None


def reasons(
    raw: Mapping[str, Any], entry: Mapping[str, Any], formulas: Mapping[str, str]
) -> Mapping[str, Words]:
    """The reason for every field a line lacks and explains."""
    found = {name: reason(raw, entry, name) for name in missing(raw, entry, formulas)}
    return MappingProxyType({name: MappingProxyType(dict(words)) for name, words in found.items() if words})


def gaps(found: Raw, formulas: Mapping[str, str]) -> tuple[Gap, ...]:
    """Lines with fields that are neither there nor explained, each with the file and line it was last written in."""
    listed: list[Gap] = []
    for entry in found.value["indicators"]:
        left = tuple(n for n in missing(found.value, entry, formulas) if not reason(found.value, entry, n))
        if left:
            place = found.origin("indicators", entry["code"])
            listed.append(Gap(entry["code"], left, str(place.path), place.line))
    return tuple(listed)


def check_reasons(found: Raw, formulas: Mapping[str, str]) -> None:
    """Raises DataFileError for a line that gives a reason for lacking what it has."""
    for entry in found.value["indicators"]:
        own = entry.get("absent") or {}
        left = set(missing(found.value, entry, formulas))
        for name in own:
            if name not in left:
                place = found.origin("indicators", entry["code"])
                raise place.mistake(
                    f"{entry['code']}: has {name} and a reason for its absence", "absent", name
                )
