"""The parts a printed page is made of, as plain data: headings, sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
# a cell is its lines; a line of what is said by the way begins with this
ASIDE = "\u0001"


def heading(level: int, text: str) -> Block:
    """``level``: 1 for a numbered part, 2 for an outlet, 3 below."""
    return {"kind": "heading", "level": level, "text": text}


def line(text: str, style: str = "plain") -> Block:
    """``style``: plain, quiet, caution or big."""
    return {"kind": "line", "text": text, "style": style}


def bullets(items: Iterable[str], *, numbered: bool = False) -> Block:
    """A list; without items nothing is shown."""
    return {"kind": "list", "items": list(items), "numbered": numbered}


def terms(items: Iterable[tuple[str, str]]) -> Block:
    """Words and what they mean."""
    return {"kind": "terms", "items": [list(item) for item in items]}


def table(
    title: str, columns: Sequence[tuple[str, float, bool]], rows: Iterable[Sequence[Sequence[str] | str]]
) -> Block:
    """``columns``: head, width as a share of the line, and whether numbers stand in it."""
    return {
        "kind": "table",
        "title": title,
        "columns": [{"head": head, "width": width, "number": number} for head, width, number in columns],
        "rows": [
            [[cell] if isinstance(cell, str) else [c for c in cell if c] for cell in row] for row in rows
        ],
    }


def aside(text: str) -> str:
    """A line of a cell that is said by the way; "" stays nothing."""
    return ASIDE + text if text else ""
