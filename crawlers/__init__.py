"""Which articles did this outlet publish, and what exactly did the page say?

The public names of the room; everything else is its own business. Names load when first used, so that a command that
only reads the register does not wait for the HTML readers.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from crawlers.model import (
    ArchiveRef,
    Article,
    Asked,
    Collected,
    CrawlEvent,
    Failed,
    Fetched,
    Finished,
    Found,
    Held,
    PageKind,
    Skipped,
    Validators,
)

if TYPE_CHECKING:
    from crawlers.archive import Archive
    from crawlers.discover import address_key, canonical
    from crawlers.fetch import Session
    from crawlers.memory import Memory, NoMemory
    from crawlers.register import Channel, Outlet, Register, Site

_LATER = {
    "Archive": "crawlers.archive",
    "Memory": "crawlers.memory",
    "NoMemory": "crawlers.memory",
    "address_key": "crawlers.discover",
    "canonical": "crawlers.discover",
    "Session": "crawlers.fetch",
    "Channel": "crawlers.register",
    "Outlet": "crawlers.register",
    "Register": "crawlers.register",
    "Site": "crawlers.register",
}

__all__ = [
    "Archive",
    "ArchiveRef",
    "Article",
    "Asked",
    "Channel",
    "Collected",
    "CrawlEvent",
    "Failed",
    "Fetched",
    "Finished",
    "Found",
    "Held",
    "Memory",
    "NoMemory",
    "Outlet",
    "PageKind",
    "Register",
    "Session",
    "Site",
    "Skipped",
    "Validators",
    "address_key",
    "canonical",
]


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(name)
