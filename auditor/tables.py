"""Tables as people send them: CSV of whatever separator and encoding, XLSX, YAML; rows with the numbers a person sees.

Files are untrusted: sizes are bounded, XLSX is read by calamine (no formulas run, no XML entities), YAML by the safe
loader.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import yaml

from auditor.errors import InputError
from auditor.farcells import far_cell
from indicators.datafile import parse_yaml

MAX_CELL = 4 * 1024 * 1024
MAX_XLSX = 200 * 1024 * 1024
# an XLSX of 200 MB may unpack to this; more is a bomb
MAX_UNPACKED = 2 * 1024**3
# a spreadsheet has no more rows; columns of a national export stay below two hundred
MAX_ROWS, MAX_COLUMNS = 1_048_576, 2_000
MAX_YAML = 5 * 1024 * 1024
# read at once to see how a file is written
SAMPLE = 256 * 1024


class WrongEncoding(InputError):
    """The bytes are no Unicode, and no encoding was named. Values: file, detail."""

    code = "input_encoding"


def detect_encoding(path: Path) -> str:
    """utf-8-sig or utf-16; anything else must be named in the mapping, since a guess would spoil tone marks silently.

    Raises WrongEncoding, InputError.
    """
    try:
        with path.open("rb") as stream:
            return encoding_of(stream, str(path))
    except OSError as error:
        raise InputError(str(error), file=str(path), detail=error.strerror or str(error)) from error


def encoding_of(stream: IO[bytes], name: str) -> str:
    """As :func:`detect_encoding`; reads the whole stream in pieces."""
    head = stream.read(SAMPLE)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    # Excel's "Unicode text" saved without a mark: every other byte of Latin text is zero
    if head[1:200:2].count(0) > 60:
        return "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    done = 0
    try:
        while head:
            decoder.decode(head)
            done += len(head)
            head = stream.read(SAMPLE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            f"{name}: no UTF-8", file=name, detail=f"byte {done + error.start}: {error.reason}"
        ) from error
    return "utf-8-sig"


def read_table(path: Path, *, encoding: str = "", sheet: str = "") -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a table with a heading row, as (number, {heading: cell}); numbers as a spreadsheet shows them.

    Cells are text, numbers, dates or None. Raises InputError kinds.
    """
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm", ".ods", ".xls"):
        return _headed(_sheet_rows(path, sheet), path)
    if suffix in (".yaml", ".yml"):
        return iter(_yaml_rows(path))
    return _headed(_csv_rows(path, encoding), path)


def _headed(rows: Iterator[tuple[int, list[Any]]], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    heading: list[str] | None = None
    for number, cells in rows:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if heading is None:
            heading = [unicodedata.normalize("NFC", str(cell or "").strip()) for cell in cells]
            continue
        padded = [*cells, *[None] * (len(heading) - len(cells))]
        # cells beyond the heading are kept under a name nobody maps, so that a reader may complain
        row = {name: value for name, value in zip(heading, padded, strict=False) if name}
        if any(cell not in (None, "") for cell in cells[len(heading) :]):
            row[""] = cells[len(heading) :]
        yield number, row
    if heading is None:
        raise InputError(f"{path} holds no table", file=str(path), detail="0")


def _csv_rows(path: Path, encoding: str) -> Iterator[tuple[int, list[Any]]]:
    encoding = encoding or detect_encoding(path)
    # a cell may hold a whole article
    csv.field_size_limit(MAX_CELL)
    with _text(path, encoding) as stream:
        sample = stream.read(SAMPLE)
        stream.seek(0)
        reader = csv.reader(stream, delimiter=_separator(sample))
        try:
            # numbered as a spreadsheet shows them: a cell with line breaks is one row
            for number, row in enumerate(reader, 1):
                yield number, list(row)
        except csv.Error as error:
            raise InputError(
                f"{path}: {error}", file=str(path), detail=f"{error} ({reader.line_num})"
            ) from error
        except UnicodeDecodeError as error:
            raise WrongEncoding(f"{path}: {error}", file=str(path), detail=str(error.reason)) from error


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    try:
        stream = path.open("r", encoding=encoding, newline="")
    except LookupError as error:
        raise InputError(str(error), file=str(path), detail=str(error)) from error
    except OSError as error:
        raise InputError(str(error), file=str(path), detail=error.strerror or str(error)) from error
    with stream:
        yield stream


def _separator(sample: str) -> str:
    """The separator that stands most often in the heading line; Excel in Vietnamese writes semicolons."""
    heading = next((line for line in sample.splitlines() if line.strip()), "")
    return max(",;\t|", key=heading.count)


def _sheet_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        if path.stat().st_size > MAX_XLSX:
            raise InputError(f"{path} is too large", file=str(path), detail=f"> {MAX_XLSX // 1024**2} MB")
        _refuse_bomb(path)
        workbook = CalamineWorkbook.from_path(str(path))
        name = sheet or workbook.sheet_names[0]
        table = workbook.get_sheet_by_name(name)
        rows = table.to_python(skip_empty_area=False)
    except OSError as error:
        raise InputError(str(error), file=str(path), detail=error.strerror or str(error)) from error
    except (CalamineError, IndexError, BadZipFile, ValueError) as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=f"{error}") from error
    for number, row in enumerate(rows, 1):
        yield number, [_cell(cell) for cell in row]


def _refuse_bomb(path: Path) -> None:
    if path.suffix.lower() == ".xls":
        return
    with ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise InputError(f"{path} unpacks to too much", file=str(path), detail="zip")
        if path.suffix.lower() != ".ods" and (cell := far_cell(archive, MAX_ROWS, MAX_COLUMNS)):
            raise InputError(f"{path}: a cell at {cell}", file=str(path), detail=f"{cell}?")


def _cell(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell if isinstance(cell, (str, int, float, bool, date, datetime)) else None


def _yaml_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        if path.stat().st_size > MAX_YAML:
            raise InputError(f"{path} is too large", file=str(path), detail=f"> {MAX_YAML // 1024**2} MB")
        text = path.read_bytes().decode(detect_encoding(path))
        raw = parse_yaml(text, str(path))
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(str(error), file=str(path), detail=error.strerror or str(error)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=str(error)) from error
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise InputError(f"{path} is no list of rows", file=str(path), detail="YAML: - outlet: ...")
    lines = [child.start_mark.line + 1 for child in node.value] if node is not None else []
    return [(line, {str(k): v for k, v in row.items()}) for line, row in zip(lines, raw, strict=True)]


def day_of(value: Any, forms: tuple[str, ...] = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")) -> str:
    """A day as ISO 8601 from a cell, "" where it is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    for form in forms:
        try:
            return datetime.strptime(str(value).strip(), form).date().isoformat()  # noqa: DTZ007  days have no zone
        except ValueError:
            continue
    return ""
