"""Somebody else's workbook filled in where it is empty, and nothing of it touched: a ministry checks its own sheet.

A library that reads a workbook and writes it anew loses what it does not know (charts, controls, printer settings). So the
package is copied part by part as it is, and only in the sheets named the cells named get a value. Formulas are never
overwritten. What they gave before is dropped, since it is no longer true, and the workbook is told to compute them when it is opened
(ECMA-376, part 1: 18.2.2, 18.3.1.4): Excel heeds the wish, LibreOffice the missing result.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from reports.errors import ReportError
from reports.files import whole_file

MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})\Z")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d*)(?::([A-Z]{1,3})([1-9]\d*))?\Z")
# what forms print where something is to be written in
_DOTS = re.compile(r"[\s.…_]*\Z")
# 18.8.30: number formats of the standard that are days
_STANDARD_DAYS = frozenset(map(str, (14, 15, 16, 17, 22)))
_OWN_DAY = re.compile(r"[dy]", re.I)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]')
_DAY_ZERO = date(1899, 12, 30)

Value = str | int | float | date


class TemplateError(ReportError):
    """The workbook cannot be filled as asked. Values: file, sheet, cell, detail."""

    code = "template"

    def __init__(self, file: Path, *, sheet: str = "", cell: str = "", detail: str = "") -> None:
        super().__init__(
            f"{file} {sheet} {cell} {detail}", file=str(file), sheet=sheet, cell=cell, detail=detail
        )


class NoWorkbook(TemplateError):
    """No .xlsx workbook, or one too large."""

    code = "template_no_workbook"


class NoSuchSheet(TemplateError):
    """``detail``: the sheets there are."""

    code = "template_sheet"


class NoSuchCell(TemplateError):
    """The name of the cell is none."""

    code = "template_cell"


class MergedCell(TemplateError):
    """The cell is hidden under a merged one; ``detail``: its range."""

    code = "template_merged"


class FormulaCell(TemplateError):
    """A formula stands there."""

    code = "template_formula"


class TakenCell(TemplateError):
    """Something other than dots stands there; ``detail``: its beginning."""

    code = "template_taken"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value for one cell."""

    sheet: str
    cell: str
    value: Value


def fill(template: Path, entries: Iterable[Entry], path: Path) -> int:
    """Writes a copy of the workbook with these cells filled in; answers how many.

    Raises TemplateError for what is no .xlsx workbook, a sheet it does not have, and cells that hold a formula, something other
    than dots, or are covered by a merged one; WriteError. Nothing is written then.
    """
    by_sheet: dict[str, list[Entry]] = {}
    for entry in entries:
        by_sheet.setdefault(entry.sheet, []).append(entry)
    package = _package(template)
    parts = _sheets(package, template)
    changed: dict[str, bytes] = {}
    for name, some in by_sheet.items():
        if name not in parts:
            detail = "; ".join(parts)
            raise NoSuchSheet(template, sheet=name, detail=detail)
        changed[parts[name]] = _filled(package, parts[name], some, template)
    for part in parts.values():
        # a sum on another sheet is out of date too
        if b"<f" in (sheet := changed.get(part, package[part])):
            changed[part] = _without_results(_parsed(sheet, template))
    changed["xl/workbook.xml"] = _computes_anew(package["xl/workbook.xml"])
    with whole_file(path) as beside, zipfile.ZipFile(template) as given, zipfile.ZipFile(beside, "w") as out:
        for info in given.infolist():
            out.writestr(
                info, changed.get(info.filename, package[info.filename]), compress_type=info.compress_type
            )
    return sum(map(len, by_sheet.values()))


def _package(template: Path) -> dict[str, bytes]:
    try:
        if template.stat().st_size > MAX_BYTES:
            raise NoWorkbook(template, detail=f"> {MAX_BYTES} bytes")
        with zipfile.ZipFile(template) as package:
            if sum(info.file_size for info in package.infolist()) > MAX_UNPACKED:
                raise NoWorkbook(template, detail=f"> {MAX_UNPACKED} bytes")
            found = {info.filename: package.read(info) for info in package.infolist()}
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NoWorkbook(template, detail=str(error)) from error
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(found):
        raise NoWorkbook(template, detail=".xlsx?")
    return found


def _parsed(data: bytes, template: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoWorkbook(template, detail=str(error)[:200]) from error
    if root.getroottree().docinfo.doctype:
        raise NoWorkbook(template, detail="DOCTYPE")
    return root


def _sheets(package: Mapping[str, bytes], template: Path) -> dict[str, str]:
    """The part of every sheet, by its name."""
    relations = {
        one.get("Id"): one.get("Target", "")
        for one in _parsed(package["xl/_rels/workbook.xml.rels"], template).iter(
            f"{{{_PACKAGE}}}Relationship"
        )
    }
    found: dict[str, str] = {}
    for sheet in _parsed(package["xl/workbook.xml"], template).iter(f"{{{_MAIN}}}sheet"):
        target = relations.get(sheet.get(f"{{{_OFFICE}}}id"), "")
        part = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
        if part in package:
            found[sheet.get("name", "")] = part
    return found


def _filled(package: Mapping[str, bytes], part: str, entries: Iterable[Entry], template: Path) -> bytes:
    root = _parsed(package[part], template)
    strings, days = _strings(package, template), _day_looks(package, template)
    covered = _covered(root)
    data = root.find(f"{{{_MAIN}}}sheetData")
    if data is None:
        raise NoWorkbook(template, detail=f"{part}: sheetData")
    for entry in entries:
        where = {"sheet": entry.sheet, "cell": entry.cell}
        match = _CELL.match(entry.cell)
        if match is None:
            raise NoSuchCell(template, **where)
        if entry.cell in covered:
            raise MergedCell(template, **where, detail=covered[entry.cell])
        cell = _cell(data, match[1], int(match[2]))
        if cell.find(f"{{{_MAIN}}}f") is not None:
            raise FormulaCell(template, **where)
        if not _DOTS.match(held := _held(cell, strings)):
            raise TakenCell(template, **where, detail=held[:60])
        value = entry.value
        if isinstance(value, date) and cell.get("s", "0") not in days:
            # in a cell that is not made for days, a day would show as a number
            value = f"{value:%d/%m/%Y}"
        _put(cell, value)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    out: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return out


def _without_results(root: etree._Element) -> bytes:
    for cell in root.iter(f"{{{_MAIN}}}c"):
        value = cell.find(f"{{{_MAIN}}}v")
        if value is not None and cell.find(f"{{{_MAIN}}}f") is not None:
            cell.remove(value)
            cell.attrib.pop("t", None)
    return _written(root)


def _day_looks(package: Mapping[str, bytes], template: Path) -> set[str]:
    """The looks that show a number as a day: those of the standard, and the workbook's own with a day, month or year in it."""
    data = package.get("xl/styles.xml")
    if data is None:
        return set()
    styles = _parsed(data, template)
    own = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iter(f"{{{_MAIN}}}numFmt")}
    looks = styles.find(f"{{{_MAIN}}}cellXfs")
    found = set()
    for number, look in enumerate(looks if looks is not None else ()):
        kind = look.get("numFmtId", "0")
        if kind in _STANDARD_DAYS or _OWN_DAY.search(_QUOTED.sub("", own.get(kind, ""))):
            found.add(str(number))
    return found


def _strings(package: Mapping[str, bytes], template: Path) -> list[str]:
    data = package.get("xl/sharedStrings.xml")
    if data is None:
        return []
    items = _parsed(data, template).iter(f"{{{_MAIN}}}si")
    return ["".join(t.text or "" for t in item.iter(f"{{{_MAIN}}}t")) for item in items]


def _covered(root: etree._Element) -> dict[str, str]:
    """Cells that a merged one hides, with its range: what is written there is seen by nobody."""
    found: dict[str, str] = {}
    for merged in root.iter(f"{{{_MAIN}}}mergeCell"):
        ref = merged.get("ref", "")
        match = _RANGE.match(ref)
        if match and match[3]:
            left, right = _number(match[1]), _number(match[3])
            rows = range(int(match[2]), min(int(match[4]), int(match[2]) + 2000) + 1)
            for row in rows:
                for column in range(left, min(right, left + 200) + 1):
                    if (column, row) != (left, int(match[2])):
                        found[f"{_letters(column)}{row}"] = ref
    return found


def _cell(data: etree._Element, column: str, row: int) -> etree._Element:
    """The cell of that name, made in its place where the sheet has none; its look stays."""
    line = _child(data, "row", row, str(row))
    return _child(line, "c", _number(column), f"{column}{row}")


def _child(parent: etree._Element, tag: str, wanted: int, name: str) -> etree._Element:
    """The row or cell of that number among its like, which stand in order; made where there is none."""
    here = 0
    for at, child in enumerate(parent):
        told = child.get("r", "")
        match = _CELL.match(told)
        # the standard lets a row or cell go without its number: it is the next one then
        here = _number(match[1]) if match else int(told) if told.isdigit() else here + 1
        if here == wanted:
            return child
        if here > wanted:
            made = etree.Element(f"{{{_MAIN}}}{tag}", r=name)
            parent.insert(at, made)
            return made
    return etree.SubElement(parent, f"{{{_MAIN}}}{tag}", r=name)


def _held(cell: etree._Element, strings: list[str]) -> str:
    value = cell.findtext(f"{{{_MAIN}}}v") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
        return strings[int(value)]
    return value + "".join(t.text or "" for t in cell.iter(f"{{{_MAIN}}}t"))


def _put(cell: etree._Element, value: Value) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    number = (value - _DAY_ZERO).days if isinstance(value, date) else value
    etree.SubElement(cell, f"{{{_MAIN}}}v").text = repr(number)


def _computes_anew(workbook: bytes) -> bytes:
    """The workbook with the wish that all formulas be computed when it is opened; nothing else changes."""
    if b"fullCalcOnLoad" in workbook:
        return workbook
    text, n = re.subn(rb"<((?:\w+:)?calcPr)\b", rb'<\1 fullCalcOnLoad="1"', workbook, count=1)
    if n:
        return text
    # its place in the sequence of the schema is after definedNames
    for after in (rb"definedNames", rb"externalReferences", rb"functionGroups", rb"sheets"):
        pattern = rb"(</((?:\w+:)?)" + after + rb">)"
        text, n = re.subn(pattern, rb'\1<\2calcPr fullCalcOnLoad="1"/>', workbook, count=1)
        if n:
            return text
    return workbook


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = 26 * found + ord(letter) - 64
    return found


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
