"""The checklists: one file per edition of the index, versioned, with its sources."""

from indicators.indexes.edition import SCHEMA, editions, load_edition, packaged, schema_text
from indicators.indexes.model import (
    Band,
    CodeList,
    Edition,
    Gap,
    Indicator,
    Line,
    Plan,
    ReportForm,
    SheetField,
)

__all__ = [
    "SCHEMA",
    "Band",
    "CodeList",
    "Edition",
    "Gap",
    "Indicator",
    "Line",
    "Plan",
    "ReportForm",
    "SheetField",
    "editions",
    "load_edition",
    "packaged",
    "schema_text",
]
