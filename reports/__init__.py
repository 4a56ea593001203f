"""How does a person read this?"""

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
from reports.html import render_html, write_html
from reports.jsonfile import to_json, write_json
from reports.pdf import write_pdf
from reports.xlsx import write_opinions, write_xlsx

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
