"""The page as received, so that every figure can be shown again years later: WARC, one file a run.

A record is complete on disk before its reference is handed out; a run that was killed leaves at most one cut record at
the end of its file, and everything before it stays readable.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.errors import ArchiveError
from crawlers.model import ArchiveRef, Fetched

NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-z]{1,16}\.warc\.gz")
READ_ERRORS = (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, IndexError)
# what is ours to say of an exchange, and no header of the server's
OURS = ("final-url", "attempts")


class Archive:
    """A folder of WARC files; this run's is made when the first page is stored. Safe to use from many threads."""

    def __init__(self, folder: Path, *, run: str = "", now: dt.datetime | None = None) -> None:
        self.folder = Path(folder)
        stamp = (now or dt.datetime.now(dt.UTC)).strftime("%Y%m%dT%H%M%SZ")
        self.file = f"{stamp}-{run or secrets.token_hex(4)}.warc.gz"
        self._out: BinaryIO | None = None
        self._writer: WARCWriter | None = None
        self._lock = threading.Lock()
        self._stored: dict[tuple[str, str], ArchiveRef] = {}

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            if self._out is not None:
                self._out.close()
            self._out = self._writer = None

    def store(self, fetched: Fetched) -> ArchiveRef:
        """Write one answer and say where it stands; the same bytes of the same address are written once a run."""
        digest = hashlib.sha256(fetched.body).hexdigest()
        with self._lock:
            known = self._stored.get((fetched.url, digest))
            if known is None:
                try:
                    known = self._write(fetched, digest)
                except OSError as error:
                    raise ArchiveError(f"{self.file}: {error}", file=self.file, detail=str(error)) from error
                self._stored[fetched.url, digest] = known
            return known

    def _write(self, fetched: Fetched, digest: str) -> ArchiveRef:
        if self._out is None or self._writer is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._out = (self.folder / self.file).open("ab")
            self._writer = WARCWriter(self._out, gzip=True)
        offset = self._out.tell()
        head = StatusAndHeaders(f"{fetched.status} OK", list(_http_headers(fetched)), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            fetched.url,
            "response",
            payload=io.BytesIO(fetched.body),
            length=len(fetched.body),
            http_headers=head,
            warc_headers_dict={
                "WARC-Date": fetched.fetched_at,
                "WARC-Payload-Digest": f"sha256:{digest}",
                "WARC-X-Final-Url": _line(fetched.final_url),
                "WARC-X-Attempts": str(fetched.attempts),
            },
        )
        try:
            self._writer.write_record(record)
            self._out.flush()
        except OSError:
            # a full disk: take the half record away again, so that the next one starts clean
            self._out.truncate(offset)
            raise
        return ArchiveRef(self.file, offset, record.rec_headers.get_header("WARC-Record-ID"), digest)

    def read(self, ref: ArchiveRef) -> Fetched:
        """The answer as it was stored, its digest checked. Raises ArchiveError."""
        # a reference may come from a restored database: nothing but our own names, nothing outside the folder
        if not NAME.fullmatch(ref.file):
            raise ArchiveError(f"{ref.file}: no archive file", file=ref.file, detail="name")
        try:
            with (self.folder / ref.file).open("rb") as stream:
                stream.seek(ref.offset)
                record = next(iter(ArchiveIterator(stream)))
                found = to_fetched(record)
        except (*READ_ERRORS, StopIteration) as error:
            raise ArchiveError(
                f"{ref.file}@{ref.offset}: {error}", file=ref.file, detail=str(error)
            ) from error
        if found is None or hashlib.sha256(found.body).hexdigest() != ref.sha256:
            raise ArchiveError(
                f"{ref.file}@{ref.offset}: other bytes than stored", file=ref.file, detail="digest"
            )
        return found

    def files(self) -> tuple[str, ...]:
        """Names of all archive files, oldest first."""
        return tuple(sorted(path.name for path in self.folder.glob("*.warc.gz") if NAME.fullmatch(path.name)))


def _line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _http_headers(fetched: Fetched) -> Iterator[tuple[str, str]]:
    for key, value in fetched.headers.items():
        # cookies identify us, not the page
        if key not in ("set-cookie", "content-length", "transfer-encoding", "content-encoding"):
            yield _line(key), _line(value)
    yield "content-length", str(len(fetched.body))


def to_fetched(record: ArcWarcRecord, max_bytes: int = 50_000_000) -> Fetched | None:
    """One WARC or ARC record as an answer; None for those that are no web page's answer."""
    if record.rec_type not in ("response", "resource"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or ""
    if not url.startswith(("http://", "https://")):
        return None
    headers: dict[str, str] = {}
    status = 200
    if record.http_headers is not None:
        headers = {key.lower(): value for key, value in record.http_headers.headers}
        code = record.http_headers.get_statuscode()
        status = int(code) if code and code.isdigit() else 0
    elif kind := record.rec_headers.get_header("Content-Type"):
        headers = {"content-type": kind}
    body = record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        return None
    # a file that ends inside a record is read by warcio without a word
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("the record is cut short")
    say = record.rec_headers.get_header
    attempts = say("WARC-X-Attempts") or "1"
    when = say("WARC-Date") or ""
    return Fetched(
        url,
        say("WARC-X-Final-Url") or url,
        status,
        headers,
        body,
        when,
        int(attempts) if attempts.isdigit() else 1,
    )
