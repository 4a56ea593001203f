"""A folder of saved pages is the archive most newsrooms have: each file as if it had just been fetched."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from crawlers.errors import Unparsable
from crawlers.model import Fetched

SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
MAX_BYTES = 50_000_000


def read(path: Path) -> bytes:
    """The bytes of one saved page, .gz unpacked. Raises Unparsable."""
    try:
        with Path(path).open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
            stream.seek(0)
            if packed:
                with gzip.open(stream) as inner:
                    data = inner.read(MAX_BYTES + 1)
            else:
                data = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unparsable(f"{path}: {error}", file=str(path), detail=str(error)) from error
    if len(data) > MAX_BYTES:
        raise Unparsable(f"{path}: larger than {MAX_BYTES} bytes", file=str(path), detail="size")
    return data


def files(folder: Path) -> tuple[Path, ...]:
    """The saved pages below a folder, sorted; links that lead out of it are left alone."""
    root = Path(folder).resolve()
    found = (path for path in root.rglob("*") if path.name.lower().endswith(SUFFIXES) and path.is_file())
    return tuple(sorted(path for path in found if path.resolve().is_relative_to(root)))


def pages(folder: Path) -> Iterator[Fetched | Unparsable]:
    """Every saved page as an answer with an empty address; a file that cannot be read comes as its error."""
    for path in files(folder):
        try:
            body = read(path)
        except Unparsable as error:
            yield error
            continue
        when = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).isoformat(timespec="seconds")
        yield Fetched("", str(path), 200, {"content-type": "text/html"}, body, when.replace("+00:00", "Z"))
