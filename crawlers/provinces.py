"""Which province was where? 63 until 30 June 2025, 34 since: plans of the old ones still count, and so do their bodies."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from jsonschema import Draft202012Validator

from crawlers import yamlfile
from crawlers.register import packaged, slug, within

# what stands before the name in papers, with and without diacritics
_TITLE = re.compile(r"(?:(?:tỉnh|tinh|thành phố|thanh pho|tp)\s+|t\.?p\.\s*)", re.IGNORECASE)
# what newsrooms write for the one name that is too long for a headline
_SHORT = {"hcm": "Hồ Chí Minh", "tphcm": "Hồ Chí Minh"}
_SCHEMA = {
    "type": "object",
    "required": ["merged_on", "sources", "provinces"],
    "additionalProperties": False,
    "properties": {
        "merged_on": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "sources": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "provinces": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "into", "mark"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "into": {"type": "string", "minLength": 1},
                    "mark": {"enum": ["C", "A", "K", "I", "?"]},
                    "from": {"type": "string"},
                    "to": {"type": "string"},
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Province:
    """A province under one name for [start, end); ``into``: whose territory it is today. ``mark``: how sure."""

    name: str
    into: str
    start: dt.date | None = None
    end: dt.date | None = None
    mark: str = "?"

    def holds(self, on: dt.date) -> bool:
        return within(on, self.start, self.end)


@functools.cache
def provinces(path: Path | None = None) -> tuple[Province, ...]:
    """Every province of the file, sorted as there. Raises RegisterError."""
    file = path or packaged().parent / "provinces.yaml"
    data, _ = yamlfile.load(file, Draft202012Validator(_SCHEMA))
    merged = yamlfile.day(data["merged_on"])
    return tuple(
        Province(
            name=row["name"],
            into=row["into"],
            start=yamlfile.day(row.get("from")),
            end=yamlfile.day(row.get("to")) or (merged if row["into"] != row["name"] else None),
            mark=row["mark"],
        )
        for row in data["provinces"]
    )


def on(day: dt.date) -> tuple[Province, ...]:
    """The provinces of a day."""
    return tuple(p for p in provinces() if p.holds(day))


def today_of(name: str) -> str:
    """Whose territory a province is today; an unknown name (a made-up province) is its own."""
    return next((p.into for p in provinces() if slug(p.name) == slug(name)), name)


def bare(name: str) -> str:
    """A province as people write it ("TP. Hồ Chí Minh", "tỉnh Bắc Kạn") by the name alone, as the register has it."""
    name = unicodedata.normalize("NFC", name).strip()
    title = _TITLE.match(name)
    name = (name[title.end() :] if title else name) or name
    return _SHORT.get(slug(name), name)


def predecessors(name: str) -> tuple[str, ...]:
    """The provinces that today's province was made of, itself among them where the name goes on."""
    return tuple(p.name for p in provinces() if slug(p.into) == slug(name))
