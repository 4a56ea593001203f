"""The one SQLite file of a workspace. Everything public is named here."""

from auditor.store.connection import StoreBroken, StoreLocked, StoreMissing
from auditor.store.database import Store, dumps, now
from auditor.store.rows import NewArticle, StoredArticle
from auditor.store.search import Hit, search

__all__ = [
    "Hit",
    "NewArticle",
    "Store",
    "StoreBroken",
    "StoreLocked",
    "StoreMissing",
    "StoredArticle",
    "dumps",
    "now",
    "search",
]
