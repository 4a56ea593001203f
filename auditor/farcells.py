"""One cell in the last corner of a sheet, and whoever reads the sheet as a rectangle asks for 17 thousand million cells:
calamine then ends the whole process (0.9.1, 11/2026). So the corners are looked at before a workbook is opened.
"""

from __future__ import annotations

import re
from zipfile import ZipFile, ZipInfo

from lxml import etree

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PIECE = 1 << 20


def far_cell(archive: ZipFile, rows: int, columns: int) -> str:
    """The first cell beyond so many rows or columns of any sheet, as a spreadsheet names it; "" where there is none.

    A part that claims to hold cells and is no XML is answered with its name: another reader may take it for a sheet.
    """
    for entry in archive.infolist():
        try:
            if found := _far(archive, entry, rows, columns):
                return found
        except etree.XMLSyntaxError:
            if _may_be_a_sheet(archive, entry):
                return entry.filename
    return ""


def _far(archive: ZipFile, entry: ZipInfo, rows: int, columns: int) -> str:
    with archive.open(entry) as stream:
        parts = etree.iterparse(
            stream, events=("end",), tag=("{*}c", "{*}row"), resolve_entities=False, load_dtd=False, no_network=True
        )  # fmt: skip
        for _, node in parts:
            # spreadsheets write rows and cells that only have a format down to the last row: nobody reads those
            place = _place(node) if len(node) and etree.QName(node).localname == "c" else ""
            node.clear()
            # what is read already is not kept: an empty node still has 100 bytes
            while node.getprevious() is not None:
                del node.getparent()[0]
            if place and _beyond(place, rows, columns):
                return place[:20]
    return ""


def _place(cell: etree._Element) -> str:
    """Where a cell stands; one that does not say so stands in its row."""
    row = cell.getparent()
    return str(cell.get("r") or (row.get("r") if row is not None else None) or "")


def _beyond(place: str, rows: int, columns: int) -> bool:
    """Is it a row or a cell too far out, or no place that a spreadsheet writes?"""
    if place.isascii() and place.isdigit():
        return len(place) > 7 or int(place) > rows
    found = _REFERENCE.fullmatch(place)
    if found is None:
        return True
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column > columns or int(found[2]) > rows


def _may_be_a_sheet(archive: ZipFile, entry: ZipInfo) -> bool:
    before = b""
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            seen = before + piece
            if any("sheetData".encode(code) in seen for code in ("utf-8", "utf-16-le", "utf-16-be")):
                return True
            before = seen[-40:]
    return False
