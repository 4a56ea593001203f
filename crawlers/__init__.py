"""Which articles did this outlet publish, and what exactly did the page say?"""

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
    PageKind,
    Skipped,
    Validators,
)

__all__ = [
    "ArchiveRef",
    "Article",
    "Asked",
    "Collected",
    "CrawlEvent",
    "Failed",
    "Fetched",
    "Finished",
    "Found",
    "PageKind",
    "Skipped",
    "Validators",
]
