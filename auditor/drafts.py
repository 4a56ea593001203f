"""Read a draft for checking: nothing is sent anywhere, nothing is kept."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from auditor.errors import InputError
from indicators.model import Record

MAX_DRAFT_BYTES = 20_000_000
SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".srt", ".vtt")
_Found = TypeVar("_Found")
# pages of a wrong encoding have a few unreadable letters, files that are no text have little else
MAX_UNREADABLE = 0.02
# a headline is one line of its own; longer ones are paragraphs
_TITLE_CHARS = 300
_PARTS = re.compile(rf"\A([^\n]{{1,{_TITLE_CHARS}}})\n\n(?:([^\n]+)\n\n)?(.+)\Z", re.DOTALL)


class ScanWithoutText(InputError):
    """The file shows pictures of pages and holds no text. Values: file."""

    code = "scan"


def read_draft(path: Path) -> Record:
    """A file as a record whose id is the path as given; "-" is standard input, plain text.

    Plain text and Word drafts: a first line with a blank line after it is the headline, a second such line the lead.
    Raises InputError for what is missing, too large, of another kind, or not readable as Unicode text.
    """
    name = str(path)
    if name != "-" and path.suffix.lower() not in SUFFIXES:
        raise InputError(file=name, detail=f"{path.suffix or '?'} ≠ {', '.join(SUFFIXES)}")
    data = sys.stdin.buffer.read(MAX_DRAFT_BYTES + 1) if name == "-" else path.read_bytes()
    if len(data) > MAX_DRAFT_BYTES:
        raise InputError(file=name, detail=f"> {MAX_DRAFT_BYTES} bytes")
    record = _record(path, data)
    if not record.text.strip():
        # an unreadable draft must never look like a clean one
        raise InputError(file=name, detail="no text")
    if record.text.count("\ufffd") > len(record.text) * MAX_UNREADABLE:
        raise InputError(file=name, detail="no letters")
    return record


def _record(path: Path, data: bytes) -> Record:
    name = str(path)
    if path.suffix.lower() in (".html", ".htm"):
        from crawlers.extract import extract  # noqa: PLC0415  heavy, and most drafts are text

        page = extract(data)
        return Record(
            id=name, title=page.title, lead=page.lead, body=page.body, captions=page.captions, url=page.url
        )
    if path.suffix.lower() == ".docx":
        from crawlers.readers import docx  # noqa: PLC0415

        lines = _read(docx.read, data, name).split("\n")
        return from_text(
            "\n\n".join([*lines[:2], "\n".join(lines[2:])]) if len(lines) > 2 else "\n".join(lines), name
        )
    if path.suffix.lower() == ".pdf":
        from crawlers.readers import pdf  # noqa: PLC0415

        found = _read(pdf.read, data, name)
        if found.empty_pages and not any(map(str.isalpha, found.text)):
            raise ScanWithoutText(file=name)
        return from_text(found.text, name)
    if path.suffix.lower() in (".srt", ".vtt"):
        from crawlers.readers import subtitles  # noqa: PLC0415

        form = path.suffix.lower().lstrip(".")
        return Record(id=name, body=_read(lambda text: subtitles.spoken(text, form), data, name))
    return from_text(decode(data, name), name)


def _read(reader: Callable[[bytes], _Found], data: bytes, name: str) -> _Found:
    """What a reader of pages makes of the editor's own file, with its complaints as those of this file."""
    from crawlers.errors import CollectError  # noqa: PLC0415

    try:
        return reader(data)
    except CollectError as error:
        raise InputError(str(error), file=name, detail=str(error)) from error


def decode(data: bytes, name: str) -> str:
    """Text from UTF-8 or UTF-16 with a mark; anything else is refused, since a wrong guess would garble the quotes."""
    for encoding, marks in (("utf-16", (b"\xff\xfe", b"\xfe\xff")), ("utf-8-sig", (b"",))):
        if data.startswith(marks):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as err:
                raise InputError(file=name, detail=f"UTF-8? ({err.reason}, byte {err.start})") from err
    return ""


def from_text(text: str, name: str) -> Record:
    """A plain text as a record; ``record.text`` keeps its lines, so that line numbers are those of the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if parts := _PARTS.match(text):
        title, lead, body = parts.groups()
        return Record(id=name, title=title, lead=lead or "", body=body)
    return Record(id=name, body=text)
