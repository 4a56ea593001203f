"""An edition of the index as data: what is asked, who answers, how it is answered, and on whose word we have it."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indicators.errors import DataFileError, UnknownEdition
from indicators.indexes.absent import check_reasons, gaps, reasons
from indicators.indexes.checking import check
from indicators.indexes.deriving import Raw, read_raw
from indicators.indexes.model import (
    Band,
    CodeList,
    Edition,
    Gap,
    Indicator,
    Line,
    Plan,
    ReportForm,
    SheetField,
)

_HERE = Path(str(importlib.resources.files("indicators.indexes")))
SCHEMA = "index.schema.json"


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


def schema_text() -> str:
    """The form of an edition, for editors that complete and check while one writes."""
    return (_HERE / SCHEMA).read_text(encoding="utf-8")


def packaged(name: str) -> Path:
    """The file of an edition that comes with the program."""
    return _HERE / f"{name}.yaml"


@functools.cache
def _own(name: str) -> Edition:
    return _load(packaged(name))


def _load(path: Path) -> Edition:
    from indicators.measures import FORMULAS  # noqa: PLC0415  measures know this package

    found = read_raw(path, _HERE)
    check(found)
    check_reasons(found, FORMULAS)
    left = gaps(found, FORMULAS)
    ours = next((gap for gap in left if Path(gap.file).parent == _HERE), None)
    if ours is not None:
        # a department's own edition is only told of its gaps: files of earlier releases go on working
        detail = f"{ours.code}: neither there nor explained under absent: {', '.join(ours.fields)}"
        raise DataFileError(detail, file=ours.file, line=ours.line, detail=detail)
    return _edition(found, FORMULAS, left)


def _edition(found: Raw, formulas: Mapping[str, str], left: tuple[Gap, ...]) -> Edition:
    raw = found.value
    return Edition(
        id=raw["edition"],
        title=MappingProxyType(raw["title"]),
        issuer=raw.get("issuer", ""),
        sources=tuple(raw.get("sources", ())),
        valid_from=_day(raw.get("valid_from")),
        valid_to=_day(raw.get("valid_to")),
        note=MappingProxyType(raw.get("note", {})),
        categories=tuple(_line(r) for r in raw["categories"]),
        sections=tuple(_line(r) for r in raw["sections"]),
        objectives=tuple(_line(r) for r in raw["objectives"]),
        indicators=tuple(_indicator(r, formulas, raw) for r in raw["indicators"]),
        sha256=found.sha256,
        extends=found.chain,
        code_lists=tuple(
            CodeList(c["id"], MappingProxyType(c["title"]),
                     tuple((e["code"], MappingProxyType(e["title"])) for e in c["codes"]),
                     c.get("evidence", ""), tuple(c.get("sources", ())), _words(c.get("note")))
            for c in raw.get("code_lists") or ()
        ),
        code_sheet=tuple(_field(f) for f in raw.get("code_sheet") or ()),
        packs=tuple(raw.get("packs", ())),
        subject=raw.get("subject", "media"),
        validity_note=_words(raw.get("validity_note")),
        gaps=left,
        lines_end=raw.get("lines_end"),
        forms=tuple(_form(f) for f in raw.get("forms") or ()),
    )  # fmt: skip


def _field(raw: Mapping[str, Any]) -> SheetField:
    return SheetField(
        code=raw["code"],
        title=MappingProxyType(raw["title"]),
        part=raw["part"],
        sheets=tuple(raw["sheets"]),
        ours=raw["ours"],
        evidence=raw["evidence"],
        sources=tuple(raw.get("sources", ())),
        rule=_words(raw.get("rule")),
        values=raw.get("values", ""),
        indicator=raw.get("indicator", ""),
        measure=raw.get("measure", ""),
        question=raw.get("question", ""),
        maps=tuple(raw.get("maps", ())),
        note=_words(raw.get("note")),
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


def _form(raw: Mapping[str, Any]) -> ReportForm:
    return ReportForm(
        code=raw["code"],
        title=MappingProxyType(raw["title"]),
        wording=raw["wording"],
        evidence=raw["evidence"],
        sources=tuple(raw.get("sources", ())),
        page=raw.get("page"),
        answers=raw["answers"],
        last_page=raw.get("last_page"),
    )


def _indicator(raw: Mapping[str, Any], formulas: Mapping[str, str], edition: Mapping[str, Any]) -> Indicator:
    measure = raw.get("measure")
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
        verification=_words(raw.get("verification")),
        measure=measure,
        minimum_n=raw.get("minimum_n"),
        points=raw.get("points"),
        bands=tuple(Band(b["at_least"], b["points"]) for b in raw.get("bands") or ()),
        tags=tuple(raw.get("tags", ())),
        note=_note(raw.get("note")),
        question=_words(raw.get("question")),
        formula=raw.get("formula") or formulas.get(measure or ""),
        plan=_plan(raw.get("plan")),
        maps=tuple(raw.get("maps", ())),
        code_list=raw.get("code_list"),
        valid_from=_day(raw.get("valid_from")),
        valid_to=_day(raw.get("valid_to")),
        outlets=tuple(raw.get("outlets", ())),
        absent=reasons(edition, raw, formulas),
    )


def _note(raw: Mapping[str, str] | str | None) -> Mapping[str, str] | None:
    """A note in both languages; one given as a text alone is shown to readers of either."""
    return _words({"vi": raw, "en": raw} if isinstance(raw, str) and raw else raw or None)


def _words(raw: Mapping[str, str] | None) -> Mapping[str, str] | None:
    return MappingProxyType(dict(raw)) if raw else None


def _plan(raw: Mapping[str, Any] | None) -> Plan | None:
    if not raw:
        return None
    window = raw.get("window")
    return Plan(
        wanted=raw["wanted"],
        per=raw.get("per", "year"),
        window=(window["from"], window["to"]) if window else None,
        labels=tuple(raw.get("labels", ())),
        words=tuple(raw.get("words", ())),
    )


def _day(value: Any) -> date | None:
    """A day that :func:`check` has already read once."""
    return date.fromisoformat(value) if value else None
