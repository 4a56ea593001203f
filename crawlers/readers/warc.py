"""Whoever already holds a web archive should not have to crawl again: pages out of WARC and ARC files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import READ_ERRORS, to_fetched
from crawlers.errors import Unparsable
from crawlers.model import Fetched

HTML = ("text/html", "application/xhtml+xml")


def pages(path: Path, *, html_only: bool = True) -> Iterator[Fetched]:
    """Every web page of the file in order. A broken file yields what is readable, then raises Unparsable."""
    count = 0
    try:
        with Path(path).open("rb") as stream:
            for record in ArchiveIterator(stream, arc2warc=True):
                found = to_fetched(record)
                count += bool(record.rec_type)
                kind = (
                    found.headers.get("content-type", "").partition(";")[0].strip().lower() if found else ""
                )
                if found and found.status == 200 and found.body and (not html_only or kind in ("", *HTML)):
                    yield found
    except (*READ_ERRORS, zlib.error, AttributeError, TypeError) as error:
        detail = f"record {count + 1}: {error}"
        raise Unparsable(f"{path}: {detail}", file=str(path), detail=detail) from error
    if not count:
        raise Unparsable(f"{path}: holds no record", file=str(path), detail="no record")
