"""Bodies that count, or do not, as a table: a province of three hundred grassroots stations names none of them on a command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.counted import MOST_SINGLE, Single
from auditor.decisions.model import MAX_REASON
from auditor.errors import InputError
from auditor.tables import read_table
from crawlers.register import Register, slug

# headings as an official writes them, with or without diacritics
_COLUMNS = {
    "outlet": ("co-quan", "ma-co-quan", "ten-co-quan", "co-quan-truyen-thong", "outlet", "id"),
    "reason": ("ly-do", "giai-trinh", "ghi-chu", "reason"),
}


@dataclass(frozen=True, slots=True)
class WrongCell:
    """One cell that cannot be. ``reason``: a key below ``cli.counted.cell.`` of the catalogue."""

    row: int
    column: str
    reason: str
    value: str = ""


def read_singles(
    file: Path, register: Register, places: tuple[str, ...]
) -> tuple[list[Single], list[WrongCell]]:
    """The bodies of a table (CSV, XLSX, YAML) with a reason each, and every wrong cell. Raises InputError."""
    if not file.is_file():
        raise InputError(f"{file} is missing", file=str(file), detail="missing")
    own = {slug(place) for place in places}
    known = {slug(o.name): o.id for o in register.outlets if own & {slug(p.value) for p in o.provinces}}
    known |= {o.id: o.id for o in register.outlets if own & {slug(p.value) for p in o.provinces}}
    found: dict[str, Single] = {}
    wrong: list[WrongCell] = []
    heads: dict[str, str] = {}
    for row, cells in read_table(file):
        if not heads:
            heads = {name: _head(cells, names) for name, names in _COLUMNS.items()}
            missing = [name for name, head in heads.items() if not head]
            if missing:
                return [], [WrongCell(1, _COLUMNS[name][0], "no_column") for name in missing]
        name, reason = (str(cells.get(heads[key]) or "").strip() for key in ("outlet", "reason"))
        id = known.get(name) or known.get(slug(name), "")
        if not id:
            wrong.append(WrongCell(row, heads["outlet"], "unknown" if name else "empty", name[:200]))
        elif id in found:
            wrong.append(WrongCell(row, heads["outlet"], "twice", name))
        elif not reason or len(reason) > MAX_REASON:
            wrong.append(WrongCell(row, heads["reason"], "reason"))
        elif len(found) >= MOST_SINGLE:
            wrong.append(WrongCell(row, heads["outlet"], "many", str(MOST_SINGLE)))
            break
        else:
            found[id] = Single(id, reason)
    if not (found or wrong):
        raise InputError(f"{file} holds no rows", file=str(file), detail="0")
    return list(found.values()), wrong


def _head(cells: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((head for head in cells if slug(head) in names), "")
