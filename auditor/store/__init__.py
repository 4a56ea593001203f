"""The one SQLite file of a workspace. Everything public is named here."""

from auditor.store.connection import StoreBroken, StoreLocked, StoreMissing
from auditor.store.database import Store, dumps, now
from auditor.store.rows import NewArticle, StoredArticle

__all__ = [
    "NewArticle",
    "Store",
    "StoreBroken",
    "StoreLocked",
    "StoreMissing",
    "StoredArticle",
    "dumps",
    "now",
]
