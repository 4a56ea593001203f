"""How does a person read this?"""

import importlib
from typing import TYPE_CHECKING

from reports.errors import ReportError, WriteError
from reports.figures import (
    Adoption,
    Coverage,
    Example,
    Failure,
    IndicatorFigure,
    Interval,
    Milestone,
    Outcome,
    OutletFigures,
    ProvinceReport,
    Rate,
    Words,
)

if TYPE_CHECKING:
    from reports.html import render_html, write_html
    from reports.jsonfile import to_json, write_json
    from reports.pdf import write_pdf
    from reports.xlsx import write_opinions, write_xlsx

# writers are loaded when somebody writes: whoever checks a draft waits a quarter of a second less
_WRITERS = {
    "render_html": "html",
    "write_html": "html",
    "to_json": "jsonfile",
    "write_json": "jsonfile",
    "write_pdf": "pdf",
    "write_opinions": "xlsx",
    "write_xlsx": "xlsx",
}

__all__ = [
    "Adoption",
    "Coverage",
    "Example",
    "Failure",
    "IndicatorFigure",
    "Interval",
    "Milestone",
    "Outcome",
    "OutletFigures",
    "ProvinceReport",
    "Rate",
    "ReportError",
    "Words",
    "WriteError",
    "render_html",
    "to_json",
    "write_html",
    "write_json",
    "write_opinions",
    "write_pdf",
    "write_xlsx",
]


def __getattr__(name: str) -> object:
    """A writer, its module loaded now (PEP 562)."""
    if name not in _WRITERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_WRITERS[name]}"), name)
