"""A document is there whole or not at all: whoever opens yesterday's report while today's is written sees one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reports.errors import WriteError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; it takes the place of ``path`` when the block ends well, else it goes.

    Raises WriteError for whatever the system refuses.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        # no directory sync: after a power cut the old report is as good as the new one
        beside.replace(path)
    except OSError as error:
        raise WriteError(f"{path}: {error}", file=str(path), detail=error.strerror or str(error)) from error
    finally:
        # what was refused a line above is refused here too; the first refusal is the one to tell
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """UTF-8, lines ended by a single line feed on every system."""
    with whole_file(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
