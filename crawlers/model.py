"""What this room hands to the others: articles, what a request brought, and what a crawl tells as it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, str] = MappingProxyType({})


class PageKind(StrEnum):
    """What a page is to a reader; values as in the contract ``auditor.page/1``."""

    ARTICLE = "article"
    VIDEO = "video"
    PHOTO = "photo"
    DOCUMENT = "document"
    LISTING = "listing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Article:
    """One page as read, and which method gave each field.

    ``url`` is the canonical address; ``body`` holds one paragraph a line; ``published`` and ``modified`` are ISO 8601
    (with +07:00 where a time is known), or None where the page does not say; ``links`` (listings only) are absolute
    addresses of the article pages it links to, in order, each once; ``credit`` is the line that says whose text it is
    ("(TTXVN)", "Theo Báo X"), as printed; ``attachments`` are absolute addresses of files that the item offers (.pdf, .docx …).
    """

    url: str
    kind: PageKind
    title: str = ""
    lead: str = ""
    body: str = ""
    captions: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str = ""
    links: tuple[str, ...] = ()
    methods: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    outlet: str = ""
    credit: str = ""
    attachments: tuple[str, ...] = ()

    def to_page(self) -> dict[str, Any]:
        """The form of ``auditor.page/1``, ready for JSON."""
        return {
            "schema": "auditor.page/1",
            "url": self.url,
            "kind": str(self.kind),
            "title": self.title,
            "lead": self.lead,
            "body": self.body,
            "captions": list(self.captions),
            "author": list(self.author),
            "published": self.published,
            "modified": self.modified,
            "articles": list(self.links),
            "methods": dict(self.methods),
        }


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer gave us to ask "anything new?" with; empty strings where it gave nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer. ``status`` 304 means unchanged (no body). ``headers`` keys are lower-case. ``fetched_at`` is UTC."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: str
    attempts: int = 1

    @property
    def validators(self) -> Validators:
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


@dataclass(frozen=True, slots=True)
class ArchiveRef:
    """Where a page as received stands: WARC file (name inside the archive folder), byte offset, record id, digest."""

    file: str
    offset: int
    record_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The crawl asked for a feed, sitemap, listing, robots.txt or page; ``purpose`` says which (page: "article").

    "revisit": a page held before that has not changed since (a status of 304, or 200 with the same bytes).
    """

    outlet: str
    purpose: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class Found:
    """Addresses of articles that one feed, sitemap or listing named; ``via`` is its address, ``how`` the kind.

    ``days``: the day each was published as that source says, "" where it does not; as long as ``urls``, or empty.
    """

    outlet: str
    how: str
    via: str
    urls: tuple[str, ...]
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """One article page, fetched, archived and read; ``again``: a page held before whose bytes are others now."""

    outlet: str
    article: Article
    fetched: Fetched
    archived: ArchiveRef | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """An address that was not asked for; ``reason``: known, robots, window, opt_out, limit, foreign."""

    outlet: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An address that brought nothing usable; ``reason`` as in :mod:`crawlers.errors`, ``detail`` in English."""

    outlet: str
    url: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Held:
    """A page collected before that may be looked at again: what to ask "changed?" with, and the digest it had."""

    url: str
    validators: Validators
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The crawl of one outlet is over; ``note``: "" or why it stopped early (unreachable, budget, interrupted)."""

    outlet: str
    note: str = ""


CrawlEvent = Asked | Found | Collected | Skipped | Failed | Finished
