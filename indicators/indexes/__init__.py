"""The checklists: one file per edition of the index, versioned, with its sources."""

from indicators.indexes.edition import Band, Edition, Indicator, Line, editions, load_edition

__all__ = ["Band", "Edition", "Indicator", "Line", "editions", "load_edition"]
