"""One stored page an outlet, with what a person says it holds: so that a changed selector, or a changed site, is seen.

``<outlets>/pages/<id>/<name>.html.gz`` is the page as received, ``<name>.json`` the expected fields. :func:`write` makes
the latter from what is read today; the person who adds the outlet corrects it by hand, and from then on it rules.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawlers.errors import Unparsable
from crawlers.extract import extract
from crawlers.model import Article
from crawlers.register import Outlet, Site, bare_host, slug
from crawlers.yamlfile import mistake

SCHEMA = "auditor.expected/1"
FIELDS = ("kind", "title", "lead", "body", "captions", "author", "published", "section", "credit", "links")
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one stored page that is read otherwise than expected."""

    file: str
    field: str
    expected: Any
    read: Any


def folder_of(outlet: Outlet) -> Path:
    """Where the stored pages of an outlet stand."""
    return Path(outlet.file).parent / "pages" / outlet.id


def write(outlet: Outlet, page: bytes, url: str, name: str = "", fetched_at: str = "") -> Path:
    """Stores a page with the fields read from it today; answers the file to correct. Raises Unparsable, OSError."""
    fields = _fields(_read(outlet, page, url, fetched_at))
    if not fields["title"]:
        raise Unparsable(f"{url}: no headline was read", url=url, detail="title")
    folder = folder_of(outlet)
    folder.mkdir(parents=True, exist_ok=True)
    stem = slug(name or fields["title"])[:60] or "page"
    (folder / f"{stem}.html.gz").write_bytes(gzip.compress(page, mtime=0))
    file = folder / f"{stem}.json"
    told = {"schema": SCHEMA, "url": url, "fetched_at": fetched_at, **fields}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return file


def check(outlet: Outlet) -> Iterator[Difference]:
    """Every field of the outlet's stored pages that is read otherwise. Raises RegisterError for a broken file."""
    for file in sorted(folder_of(outlet).glob("*.json")):
        told = _told(file)
        page = _page(file.with_suffix(".html.gz"), file)
        read = _fields(_read(outlet, page, told["url"], told.get("fetched_at", "")))
        for field in FIELDS:
            if field in told and told[field] != read[field]:
                yield Difference(file.name, field, told[field], read[field])


def _told(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise mistake(file, getattr(error, "lineno", 1), f"no JSON: {error}") from error
    if not isinstance(told, dict) or told.get("schema") != SCHEMA or not isinstance(told.get("url"), str):
        raise mistake(file, 1, f"no {SCHEMA} with an url")
    return told


def _page(path: Path, told: Path) -> bytes:
    try:
        with gzip.open(path) as packed:
            page = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise mistake(told, 1, f"{path.name}: {error}") from error
    if len(page) > MAX_BYTES:
        raise mistake(told, 1, f"{path.name}: larger than {MAX_BYTES} bytes")
    return page


def _read(outlet: Outlet, page: bytes, url: str, fetched_at: str) -> Article:
    return extract(page, url, site=_site(outlet, url), fetched_at=fetched_at or None)


def _site(outlet: Outlet, url: str) -> Site | None:
    host = bare_host(re.sub(r"^https?://([^/:?#]*).*$", r"\1", url))
    return next((s for s in outlet.sites if host in {bare_host(h) for h in s.hosts}), None)


def _fields(article: Article) -> dict[str, Any]:
    """What is compared; the body as a list of paragraphs, which a person can read and correct."""
    values = {name: getattr(article, name) for name in FIELDS if name != "body"}
    values |= {"kind": str(article.kind), "body": article.body.split("\n") if article.body else []}
    return {name: list(v) if isinstance(v := values[name], tuple) else v for name in FIELDS}
