"""A workbook written whole or not at all, in which what strangers wrote stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from reports.errors import WriteError
from reports.files import whole_file

# given strings stay strings: a cell that begins with "=" must not become a formula
_AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def height(cells: Iterable[tuple[str, int]]) -> float:
    """Points a row needs for these (text, column width): LibreOffice does not fit rows of a foreign file to their text, and Excel
    no merged ones.
    """
    most = max(
        (sum(ceil((len(line) or 1) / width) for line in text.split("\n")) for text, width in cells), default=1
    )
    # 409 is the highest that a spreadsheet allows
    return min(409.0, 15.0 * most + 3)


def fitting(values: Iterable[object], widths: Iterable[int]) -> float:
    """The height of a row of cells in columns of these widths; figures take one line."""
    cells = zip(values, widths, strict=False)
    return height((value, max(width - 2, 4)) for value, width in cells if isinstance(value, str))


@contextmanager
def whole_book(path: Path) -> Iterator[Any]:
    """A workbook to fill; it takes the place of ``path`` when the block ends well. Raises WriteError."""
    try:
        with whole_file(path) as beside:
            # in memory: no copies in the system's temporary folder, and the same bytes for the same figures
            book = xlsxwriter.Workbook(str(beside), _AS_GIVEN | {"in_memory": True})
            yield book
            book.close()
    except XlsxFileError as error:
        raise WriteError(f"{path}: {error}", file=str(path), detail=str(error)) from error
