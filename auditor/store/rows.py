"""Articles on their way into and out of the store."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawlers.model import ArchiveRef, Article
from indicators.model import Record, sha256

_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to keep. ``key`` makes it one: the canonical address, or for texts without one the import's own id.

    ``source`` says where it comes from: "crawl", or "import:" and the mapping's name.
    """

    key: str
    outlet: str
    source: str
    url: str = ""
    kind: str = ""
    title: str = ""
    lead: str = ""
    body: str = ""
    captions: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    section: str = ""
    methods: Mapping[str, str] = field(default_factory=dict)
    fetched_at: str = ""
    archived: ArchiveRef | None = None
    credit: str = ""
    presenters: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        article: Article,
        *,
        outlet: str,
        source: str,
        key: str = "",
        fetched_at: str = "",
        archived: ArchiveRef | None = None,
    ) -> NewArticle:
        """An article as the crawlers read it."""
        return cls(
            key=key or article.url,
            outlet=outlet or article.outlet,
            source=source,
            url=article.url,
            kind=str(article.kind),
            title=article.title,
            lead=article.lead,
            body=article.body,
            captions=article.captions,
            author=article.author,
            published=article.published or "",
            modified=article.modified or "",
            section=article.section,
            methods=dict(article.methods),
            fetched_at=fetched_at,
            archived=archived,
            credit=article.credit,
            attachments=article.attachments,
        )

    @property
    def text_sha256(self) -> str:
        """The hash of the text as an analysis sees it."""
        record = Record(id="-", title=self.title, lead=self.lead, body=self.body, captions=self.captions)
        return sha256(record.text)

    def values(self) -> dict[str, Any]:
        """The columns of ``articles``. Lone surrogates, which SQLite cannot keep, become U+FFFD."""
        ref = self.archived
        raw: dict[str, Any] = {
            name: getattr(self, name)
            for name in (
                "key", "outlet", "source", "url", "kind", "title", "lead", "body", "published", "modified",
                "section", "fetched_at", "credit",
            )
        }  # fmt: skip
        raw |= {
            "captions": json.dumps(self.captions, ensure_ascii=False),
            "author": json.dumps(self.author, ensure_ascii=False),
            "presenters": json.dumps(self.presenters, ensure_ascii=False),
            "attachments": json.dumps(self.attachments, ensure_ascii=False),
            "methods": json.dumps(dict(self.methods), ensure_ascii=False, sort_keys=True),
            "archive_file": ref.file if ref else "",
            "archive_offset": ref.offset if ref else 0,
            "archive_record": ref.record_id if ref else "",
            "page_sha256": ref.sha256 if ref else "",
        }
        clean = {name: _storable(value) for name, value in raw.items()}
        kept = Record(
            id="-",
            title=clean["title"],
            lead=clean["lead"],
            body=clean["body"],
            captions=tuple(json.loads(clean["captions"])),
        )
        return clean | {"text_sha256": sha256(kept.text)}


def _storable(value: object) -> Any:
    """SQLite keeps no lone surrogates, and ends a text at a NUL in some readers."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    return value


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as kept."""

    id: int
    key: str
    outlet: str
    source: str
    url: str
    kind: str
    title: str
    lead: str
    body: str
    captions: tuple[str, ...]
    published: str
    text_sha256: str
    fetched_at: str
    archived: ArchiveRef | None

    @classmethod
    def of(cls, row: sqlite3.Row) -> StoredArticle:
        archived = None
        if row["archive_file"]:
            archived = ArchiveRef(
                row["archive_file"], row["archive_offset"], row["archive_record"], row["page_sha256"]
            )
        plain = {
            name: row[name]
            for name in (
                "id", "key", "outlet", "source", "url", "kind", "title", "lead", "body", "published",
                "text_sha256", "fetched_at",
            )
        }  # fmt: skip
        return cls(captions=tuple(json.loads(row["captions"])), archived=archived, **plain)

    @property
    def record(self) -> Record:
        """What an analysis is made of."""
        return Record(
            id=str(self.id),
            title=self.title,
            lead=self.lead,
            body=self.body,
            captions=self.captions,
            url=self.url,
            outlet=self.outlet,
            published=self.published,
            kind=self.kind,
        )
