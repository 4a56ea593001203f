"""A data package: report.json, one CSV file a table, and a dictionary that says what every column and code means.

Frictionless Data Package 2.0 (https://datapackage.org), which R, Python and spreadsheets read without this program; beside it
syntax for SPSS (PSPP) and a script for R that give every column its label. A package has the same bytes whenever it is made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.errors import InputError, UsageError
from auditor.export.bytes import report_bytes
from auditor.export.labelled import r_script, spss_syntax
from auditor.export.model import SUPPRESSED, Field, Table, to_csv
from auditor.export.tables import Tables
from auditor.figures import province_report
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace
from crawlers.register import slug
from reports.figures import ProvinceReport
from reports.files import whole_file
from reports.papers import Circulation
from reports.papers.circulating import circulated, published

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
REPORT, PACKAGE, README = "report.json", "datapackage.json", "README.txt"


class TargetExists(InputError):
    """A folder that holds other files is not filled. Values: file."""

    code = "export_exists"


@dataclass(frozen=True, slots=True)
class Exported:
    """A package as written: its tables with their numbers of rows."""

    path: Path
    circulation: str
    tables: Mapping[str, int]


def export(
    workspace: Workspace, target: Path, words: Words, *, circulation: str = "public", outlet: str = ""
) -> Exported:
    """Writes the package of the last scoring as a folder, or as a file where the name ends in .zip.

    Raises UsageError, NothingToDo, TargetExists, WriteError.
    """
    from auditor.proof.sealed import pack  # noqa: PLC0415  its bundles are made of packages

    circle = circle_of(workspace, circulation, outlet)
    with workspace.store(readonly=True) as store:
        report = province_report(workspace, store, words)
        made = report.provenance.scored if report.provenance else ""
        members = package_members(
            replace(report, produced=made or report.produced), store, workspace, words, circle, outlet
        )
    if target.suffix.lower() == ".zip":
        pack(target, members)
    else:
        _folder(target, members)
    rows = {
        n.removeprefix("data/").removesuffix(".csv"): c.count(b"\n") - 1
        for n, c in members.items()
        if n.startswith("data/")
    }
    return Exported(target, str(circle), rows)


def circle_of(workspace: Workspace, circulation: str, outlet: str) -> Circulation:
    """The readers that a command names. Raises UsageError."""
    if circulation not in list(Circulation):
        raise UsageError(detail=f"--circulation {circulation}? {', '.join(Circulation)}")
    circle = Circulation(circulation)
    if (circle == Circulation.OUTLET) != bool(outlet):
        raise UsageError(detail="--circulation outlet --outlet …")
    if outlet and workspace.register().get(outlet) is None:
        raise UsageError(detail=f"--outlet {outlet}? (auditor outlets list)")
    return circle


def _folder(target: Path, members: Mapping[str, bytes]) -> None:
    """Only into a folder of our own: somebody else's files are not mixed with ours."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / PACKAGE).is_file()):
        raise TargetExists(file=str(target))
    for name, data in members.items():
        with whole_file(target / name) as beside:
            beside.write_bytes(data)


def shown_to(report: ProvinceReport, circle: Circulation, outlet: str = "") -> ProvinceReport:
    """The report as it leaves the department."""
    return published(report) if circle == Circulation.PUBLIC else circulated(report, circle, outlet)


def package_members(
    report: ProvinceReport,
    store: Store,
    workspace: Workspace,
    words: Words,
    circle: Circulation,
    outlet: str = "",
) -> dict[str, bytes]:
    """Every file of a package by name."""
    tables = Tables(report, store, workspace, words, circle, outlet).all()
    shown = shown_to(report, circle, outlet)
    found = {table.file: to_csv(table) for table in tables}
    found[REPORT] = report_bytes(shown, words)
    for table in tables:
        # with the mark that Windows editors and SPSS know UTF-8 by
        found[f"spss/{table.name}.sps"] = b"\xef\xbb\xbf" + spss_syntax(table, words).encode()
    found["r/read.R"] = r_script(tables, words).encode()
    found[README] = _readme(shown, tables, circle, words).encode()
    found[PACKAGE] = (
        json.dumps(_descriptor(shown, tables, circle, words, found), ensure_ascii=False, indent=1) + "\n"
    ).encode()
    return found


def _descriptor(
    report: ProvinceReport,
    tables: Iterable[Table],
    circle: Circulation,
    words: Words,
    members: Mapping[str, bytes],
) -> dict[str, Any]:
    title = words("export.title", province=report.province, as_of=report.as_of)
    return {
        "$schema": PROFILE,
        "name": f"auditor-{slug(report.province)}-{report.as_of}",
        "title": title,
        "description": words(f"export.circulation.{circle}"),
        "version": __version__,
        # RFC 3339, of the scoring: the same package has the same bytes tomorrow
        "created": report.produced,
        "province": report.province,
        "fictitious": report.fictitious,
        "as_of": report.as_of,
        "circulation": str(circle),
        "edition": report.edition,
        "resources": [
            *(_resource(table, words, members) for table in tables),
            {
                "name": "report",
                "path": REPORT,
                "title": words("export.report"),
                "mediatype": "application/json",
                "bytes": len(members[REPORT]),
                "hash": f"sha256:{hashlib.sha256(members[REPORT]).hexdigest()}",
            },
        ],
    }


def _resource(table: Table, words: Words, members: Mapping[str, bytes]) -> dict[str, Any]:
    data = members[table.file]
    schema: dict[str, Any] = {
        "$schema": TABLE_PROFILE,
        "fields": [_field(f, words) for f in table.fields],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "header": True},
        "schema": schema,
    }


def _field(one: Field, words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "type": one.type, "title": one.title}
    if one.type == "boolean":
        found |= {"trueValues": ["1"], "falseValues": ["0"]}
    if one.labels:
        found["categories"] = [
            {"value": int(code) if one.type == "integer" else code, "label": label}
            for code, label in one.labels.items()
        ]
    if one.suppressed:
        found["missingValues"] = [
            {"value": "", "label": words("export.unknown")},
            {"value": str(SUPPRESSED), "label": words("export.suppressed")},
        ]
    return found


def _readme(report: ProvinceReport, tables: Iterable[Table], circle: Circulation, words: Words) -> str:
    def lines() -> Iterator[str]:
        yield words("export.title", province=report.province, as_of=report.as_of)
        if report.fictitious:
            yield words("report.fictitious")
        yield words(f"export.circulation.{circle}")
        yield report.denominator
        yield ""
        for table in tables:
            yield f"{table.file}  {table.title} ({len(table.rows)})"
        yield f"{REPORT}  {words('export.report')}"
        yield f"{PACKAGE}  {words('export.dictionary')}"
        yield f"spss/*.sps  {words('export.spss')}"
        yield f"r/read.R  {words('export.r')}"
        yield ""
        yield words("export.numbers", suppressed=SUPPRESSED)

    # Notepad of older Windows knows no other end of a line
    return "\r\n".join(lines()) + "\r\n"
