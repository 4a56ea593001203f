"""The checklists: one file per edition of the index, versioned, with its sources."""

from indicators.indexes.edition import editions, load_edition, packaged
from indicators.indexes.model import Band, CodeList, Edition, Indicator, Line, Plan

__all__ = ["Band", "CodeList", "Edition", "Indicator", "Line", "Plan", "editions", "load_edition", "packaged"]
