"""The checklists: one file per edition of the index, versioned, with its sources."""

from indicators.indexes.edition import editions, load_edition, packaged
from indicators.indexes.model import Band, CodeList, Edition, Gap, Indicator, Line, Plan, SheetField

__all__ = [
    "Band",
    "CodeList",
    "Edition",
    "Gap",
    "Indicator",
    "Line",
    "Plan",
    "SheetField",
    "editions",
    "load_edition",
    "packaged",
]
