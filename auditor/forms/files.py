"""Sheets of a file that came back, whoever made it: bounded before it is opened, and read as plain cells.

A workbook and a Word file give the same: sheets by name, rows of cells by number, and how a person calls a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from xlsxwriter.utility import xl_col_to_name

from auditor.errors import InputError
from auditor.farcells import far_cell

# a form has 40 kB; pictures pasted into one make it a few MB
MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ENTRIES = 2000
# the longest form has some 50 lines; whoever adds notes below stays far under this
MAX_ROWS = 1000
MAX_COLUMNS = 200
SUFFIXES = (".xlsx", ".docx")


class NoForm(InputError):
    """The file is no form of ours, or no file that may be opened. Values: file, detail."""

    code = "no_form"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the head's number, its cells, and the rows below as (number, cells). ``more``: rows that were not read.

    ``table``: its number in a Word file, whose cells have no names; 0 in a workbook.
    """

    name: str
    head_row: int
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    more: int = 0
    table: int = 0

    def cell(self, row: int, column: str) -> str:
        """How a spreadsheet names a cell; a missing column stands at the head."""
        at = self.head.index(column) if column in self.head else 0
        return f"{xl_col_to_name(at)}{row}"


def read_sheets(path: Path) -> Mapping[str, Sheet]:
    """The tables of a file by name. Raises NoForm."""
    if not path.exists():
        raise NoForm(f"{path} is missing", file=str(path), detail="missing")
    if path.suffix.lower() not in SUFFIXES:
        raise NoForm(f"{path}: {path.suffix}", file=path.name, detail=path.suffix or "?")
    _bounded(path)
    if path.suffix.lower() == ".docx":
        word = _word(path)
        return {name: sheet for name, (table, rows) in word.items() if (sheet := _sheet(name, rows, table))}
    return {name: sheet for name, rows in _workbook(path).items() if (sheet := _sheet(name, rows))}


def _bounded(path: Path) -> None:
    """Refuses what is too large, or unpacks to too much: the sizes that an archive claims are held against what is there."""
    try:
        reason = _too_much(path)
    except OSError as error:
        raise NoForm(str(error), file=path.name, detail=error.strerror or str(error)) from error
    except Exception as error:
        # whatever a crafted archive makes zipfile, zlib or lzma raise
        raise NoForm(f"{path}: {error}", file=path.name, detail="zip") from error
    if reason:
        raise NoForm(f"{path}: {reason}", file=path.name, detail=reason)


def _too_much(path: Path) -> str:
    if path.stat().st_size > MAX_FILE:
        return f"> {MAX_FILE // 1024**2} MB"
    with ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            return f"zip > {MAX_UNPACKED // 1024**2} MB"
        # an entry that claims less than it holds fails its checksum
        if damaged := archive.testzip():
            return damaged
        return far_cell(archive, MAX_ROWS * 20, MAX_COLUMNS) if path.suffix.lower() == ".xlsx" else ""


def _workbook(path: Path) -> dict[str, list[tuple[int, list[Any]]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_path(str(path))
        return {
            name: list(
                enumerate(
                    book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MAX_ROWS * 20), 1
                )
            )
            for name in book.sheet_names[:20]
        }
    except (CalamineError, ValueError, OSError) as error:
        raise NoForm(f"{path}: {error}", file=path.name, detail=str(error)[:200]) from error


def _word(path: Path) -> dict[str, tuple[int, list[tuple[int, list[Any]]]]]:
    """Tables of a Word file with their numbers; a table is named by the paragraph right above it."""
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    found: dict[str, tuple[int, list[tuple[int, list[Any]]]]] = {}
    above, number = "", 0
    try:
        for block in Document(str(path)).iter_inner_content():
            if isinstance(block, Table):
                rows = block._tbl.tr_lst[: MAX_ROWS * 20]
                number += 1
                found[above] = (
                    number,
                    [(at, [_text(tc) for tc in row.tc_lst]) for at, row in enumerate(rows, 1)],
                )
            elif block.text.strip():
                above = block.text.strip()
    except Exception as error:
        # python-docx raises what its parts raise: KeyError, lxml errors, its own
        raise NoForm(f"{path}: {error}", file=path.name, detail=str(error)[:200]) from error
    return found


def _text(cell: Any) -> str:
    """A cell's words in order, insertions of a tracked change with them and deletions without; python-docx skips both."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines = []
    for paragraph in cell.iter(f"{word}p"):
        parts = (
            "\n" if node.tag == f"{word}br" else node.text or ""
            for node in paragraph.iter(f"{word}t", f"{word}br")
        )
        lines.append("".join(parts))
    return "\n".join(lines).strip()


def _sheet(name: str, rows: Sequence[tuple[int, list[Any]]], table: int = 0) -> Sheet | None:
    kept = [(number, cells) for number, cells in rows if any(cell not in (None, "") for cell in cells)]
    if not kept:
        return None
    (head_row, head), *rest = kept
    return Sheet(
        name,
        head_row,
        tuple(str(cell).strip() for cell in head),
        tuple((number, tuple(cells)) for number, cells in rest[:MAX_ROWS]),
        max(0, len(rest) - MAX_ROWS),
        table,
    )
