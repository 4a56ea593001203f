"""Where rules are tried: a file of JSON lines (or .jsonl.gz), or the articles of a workspace."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.analysing import GZIP_ERRORS, numbered_lines, open_binary
from auditor.errors import InputError
from auditor.pipeline import NOT_SCORED
from auditor.store import Store
from indicators.errors import RecordError
from indicators.model import Record

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Items to try the rules on. ``sha256`` names the content; ``records`` gives it, as often as asked."""

    name: str
    sha256: str
    records: Callable[[], Iterator[Record]]


def file_corpus(path: Path) -> Corpus:
    """A file of JSON lines. Raises InputError."""
    digest = hashlib.sha256()
    try:
        with open_binary(path) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except GZIP_ERRORS as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=str(error)) from error
    return Corpus(path.name, digest.hexdigest(), lambda: _file_records(path))


def _file_records(path: Path) -> Iterator[Record]:
    with numbered_lines(path) as lines:
        for number, line in lines.read():
            record = _record(line, number)
            if record is not None:
                yield record


def _record(line: bytes, number: int) -> Record | None:
    """A record of a line in one of the usual forms: title, lead, body; or one text whose first line is the title."""
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict):
            return None
        raw = {
            **raw,
            "id": str(raw.get("id") or raw.get("url") or number),
            "captions": raw.get("captions") or (),
        }
        if not raw.get("body") and isinstance(text := raw.get("text"), str):
            raw["title"], _, raw["body"] = text.replace("\r\n", "\n").partition("\n")
        raw["published"] = _iso(str(raw.get("published") or raw.get("day") or ""))
        for part in ("title", "lead", "body"):
            raw[part] = (raw.get(part) or "").strip()
        return Record.from_mapping(raw)
    except (ValueError, RecordError, AttributeError, RecursionError):
        return None


def _iso(day: str) -> str:
    hit = _DAY_FIRST.match(day)
    return f"{hit[3]}-{int(hit[2]):02}-{int(hit[1]):02}" if hit else day


def store_corpus(store: Store, name: str) -> Corpus:
    """The articles of a workspace."""
    kept = f"kind NOT IN ({', '.join('?' * len(NOT_SCORED))})"
    digest = hashlib.sha256()
    for row in store.rows(f"SELECT text_sha256 FROM articles WHERE {kept} ORDER BY text_sha256", NOT_SCORED):  # noqa: S608
        digest.update(row["text_sha256"].encode())
    return Corpus(
        name, digest.hexdigest(), lambda: (article.record for article in store.articles(kept, NOT_SCORED))
    )
