"""An edition of the index as data: what is asked, who answers, how it is answered, and on whose word we have it."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indicators.datafile import line_of, parse_yaml, read_text, validate
from indicators.errors import DataFileError, UnknownEdition

_HERE = Path(str(importlib.resources.files("indicators.indexes")))


@dataclass(frozen=True, slots=True)
class Band:
    """From this value on (inclusive) so many points."""

    at_least: float
    points: float


@dataclass(frozen=True, slots=True)
class Line:
    """A category, section or objective. ``wording``: "confirmed" against the booklet, or "working": bản dịch làm việc,
    chờ đối chiếu. ``page``: of the booklet, None where not known.
    """

    code: str
    title: Mapping[str, str]
    wording: str
    evidence: str
    sources: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing the index asks. ``answers``: media_body, association, training; only the first enters the rate.

    ``method``: measured (by the program), assisted (the program finds candidates, a person decides) or declared.
    ``measure`` names a function of indicators.scoring; ``minimum_n`` is in units of ``unit``. ``points`` and ``bands``
    are None and empty where no authority gave any.
    """

    code: str
    title: Mapping[str, str]
    wording: str
    evidence: str
    objective: str
    answers: tuple[str, ...]
    unit: str
    method: str
    sources: tuple[str, ...] = ()
    page: int | None = None
    verification: Mapping[str, str] | None = None
    measure: str | None = None
    minimum_n: int | None = None
    points: float | None = None
    bands: tuple[Band, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""

    @property
    def confirmed(self) -> bool:
        return self.wording == "confirmed"

    def points_for(self, value: float) -> float | None:
        """The points of the highest band reached, None where the edition gives none."""
        reached = [band for band in self.bands if value >= band.at_least]
        return max(reached, key=lambda b: b.at_least).points if reached else (0.0 if self.bands else None)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, complete. ``sha256`` of the file as read."""

    id: str
    title: Mapping[str, str]
    issuer: str
    sources: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    note: Mapping[str, str]
    categories: tuple[Line, ...]
    sections: tuple[Line, ...]
    objectives: tuple[Line, ...]
    indicators: tuple[Indicator, ...]
    sha256: str

    def get(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return next((i for i in self.indicators if i.code == code), None)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)


def editions() -> list[str]:
    """Ids of the editions that come with the program."""
    return sorted(file.stem for file in _HERE.glob("*.yaml"))


def load_edition(id_or_path: str | Path) -> Edition:
    """An edition by id, or from a file. Raises UnknownEdition, or DataFileError with file, line and detail."""
    name = str(id_or_path)
    if name in editions():
        return _own(name)
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return _load(path)
    raise UnknownEdition(f"no edition {name}", edition=name, known=", ".join(editions()))


@functools.cache
def _own(name: str) -> Edition:
    return _load(_HERE / f"{name}.yaml")


def _load(path: Path) -> Edition:
    text = read_text(path)
    raw = parse_yaml(text, str(path))
    validate(raw, "indicators.indexes", "index.schema.json", text, str(path))
    _check(raw, text, path)
    return Edition(
        id=raw["edition"],
        title=MappingProxyType(raw["title"]),
        issuer=raw.get("issuer", ""),
        sources=tuple(raw.get("sources", ())),
        valid_from=_day(raw, "valid_from", text, path),
        valid_to=_day(raw, "valid_to", text, path),
        note=MappingProxyType(raw.get("note", {})),
        categories=tuple(_line(r) for r in raw["categories"]),
        sections=tuple(_line(r) for r in raw["sections"]),
        objectives=tuple(_line(r) for r in raw["objectives"]),
        indicators=tuple(_indicator(r) for r in raw["indicators"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _line(raw: Mapping[str, Any]) -> Line:
    return Line(
        code=raw["code"],
        title=MappingProxyType(raw["title"]),
        wording=raw["wording"],
        evidence=raw["evidence"],
        sources=tuple(raw.get("sources", ())),
        page=raw.get("page"),
    )


def _indicator(raw: Mapping[str, Any]) -> Indicator:
    verification = raw.get("verification")
    return Indicator(
        code=raw["code"],
        title=MappingProxyType(raw["title"]),
        wording=raw["wording"],
        evidence=raw["evidence"],
        objective=raw["objective"],
        answers=tuple(raw["answers"]),
        unit=raw["unit"],
        method=raw["method"],
        sources=tuple(raw.get("sources", ())),
        page=raw.get("page"),
        verification=MappingProxyType(verification) if verification else None,
        measure=raw.get("measure"),
        minimum_n=raw.get("minimum_n"),
        points=raw.get("points"),
        bands=tuple(Band(b["at_least"], b["points"]) for b in raw.get("bands") or ()),
        tags=tuple(raw.get("tags", ())),
        note=raw.get("note", ""),
    )


def _day(raw: Mapping[str, Any], key: str, text: str, path: Path) -> date | None:
    value = raw.get(key)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _mistake(text, path, [key], f"{key}: no date (YYYY-MM-DD)") from error


def _check(raw: Mapping[str, Any], text: str, path: Path) -> None:
    """What a schema cannot say: codes are unique, parents exist, measures are known, each has what its method needs."""
    from indicators.scoring import MEASURES  # noqa: PLC0415  scoring imports this module

    seen: set[str] = set()
    for block in ("categories", "sections", "objectives", "indicators"):
        for number, entry in enumerate(raw[block]):
            at = [block, number, "code"]
            code = entry["code"]
            if code in seen:
                raise _mistake(text, path, at, f"code {code} is there twice")
            if block in {"sections", "objectives"} and _parent(code) not in seen:
                raise _mistake(text, path, at, f"{code}: its parent {_parent(code)} is missing")
            seen.add(code)
    for number, entry in enumerate(raw["indicators"]):
        if entry["objective"] not in seen:
            raise _mistake(
                text, path, ["indicators", number, "objective"], f"no objective {entry['objective']}"
            )
        measure = entry.get("measure")
        if measure is not None and measure not in MEASURES:
            known = ", ".join(sorted(MEASURES))
            at = ["indicators", number, "measure"]
            raise _mistake(text, path, at, f"unknown measure {measure}; known: {known}")
        if entry["method"] == "measured" and measure is None:
            raise _mistake(
                text, path, ["indicators", number], f"{entry['code']} is measured but names no measure"
            )


def _parent(code: str) -> str:
    return code.rsplit(".", 1)[0] if "." in code else code[0]


def _mistake(text: str, path: Path, at: Sequence[str | int], detail: str) -> DataFileError:
    return DataFileError(detail, file=str(path), line=line_of(text, at), detail=detail)
