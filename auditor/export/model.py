"""A table as it leaves the program: every column with its title, type and what its codes mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# a number that is there and is not told, since too few stand behind it; no figure of ours is negative
SUPPRESSED = -9
# Excel takes what begins with one of these for a formula, also in a CSV file
_FORMULA = ("=", "+", "-", "@", "\t")
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``type`` as in Frictionless Table Schema: string, integer, number, boolean, date; ``labels``: by code."""

    name: str
    type: str
    title: str
    labels: Mapping[str, str] = field(default_factory=dict)
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"data/{self.name}.csv"


def to_csv(table: Table) -> bytes:
    """UTF-8, commas, decimal points, one line a row; an empty cell is "not known"."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f.name for f in table.fields])
    writer.writerows([text_of(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8")


def text_of(cell: Cell) -> str:
    """One cell; texts stay on their line and are formulas nowhere."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, int | float):
        return repr(cell)
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def longest(table: Table, name: str) -> int:
    """Bytes of the longest text of a column, at least one: SPSS reserves so many."""
    at: Sequence[int] = [i for i, f in enumerate(table.fields) if f.name == name]
    return max((len(text_of(row[at[0]]).encode()) for row in table.rows), default=1) or 1
