"""``auditor analyse``: records in, analyses out, as a stream of any length that loses nothing silently.

A line that is no record is reported with its number and reason and skipped; the others keep their order.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from auditor import workers
from auditor.collecting import Tick, no_tick
from auditor.errors import DiskFull, InputError
from indicators.analyse import analyse, load_engine
from indicators.errors import RecordError
from indicators.model import Analysis, Record

# the longest article seen has some 200 kB; a line beyond this is no article and would only eat memory
MAX_LINE = 32 * 1024 * 1024
KEPT_WRONG = 1000
GZIP_ERRORS = (gzip.BadGzipFile, EOFError, zlib.error)


class DamagedInput(InputError):
    """A packed file ends early or is damaged; what stands before was used. Values: file, detail, row."""

    code = "input_damaged"


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that brought no result. ``reason`` is a key below ``line.`` of the catalogue."""

    number: int
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class JsonlResult:
    """How a stream ended; ``wrong`` holds the first thousand, ``wrong_count`` counts all."""

    read: int
    written: int
    wrong: tuple[WrongLine, ...]
    wrong_count: int


def analyse_jsonl(
    source: str | Path,
    target: str | Path,
    *,
    edition: str = "vn-2014",
    jobs: int | None = None,
    tick: Tick = no_tick,
    on_wrong: Callable[[WrongLine], None] | None = None,
) -> JsonlResult:
    """Analyses every record of a .jsonl or .jsonl.gz file or "-" into another.

    Raises InputError (missing, unreadable, corrupt gz: after writing what stands before the damage), DiskFull.
    """
    load_engine(edition)  # an unknown edition is said before anything is written
    jobs = workers.sensible_jobs(jobs, _few(source))
    wrong: list[WrongLine] = []
    read = written = wrong_count = 0
    with write_lines(target) as write, numbered_lines(source) as lines:
        parts = workers.chunks(lines.read())
        for part, answers in workers.run(analyse_lines, parts, edition=edition, jobs=jobs):
            read += len(part)
            for answer in answers:
                if isinstance(answer, bytes):
                    write(answer)
                    written += 1
                    continue
                wrong_count += 1
                if on_wrong:
                    on_wrong(answer)
                if len(wrong) < KEPT_WRONG:
                    wrong.append(answer)
            tick("analyse", read, 0)
    if lines.damage is not None:
        raise lines.damage
    return JsonlResult(read, written, tuple(wrong), wrong_count)


def analyse_lines(lines: list[tuple[int, bytes]]) -> list[bytes | WrongLine]:
    """One output line, or what is wrong, for each input line."""
    return [_analyse_line(number, line) for number, line in lines]


def _analyse_line(number: int, line: bytes) -> bytes | WrongLine:
    if len(line) > MAX_LINE:
        return WrongLine(number, "too_long", str(len(line)))
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return WrongLine(number, "not_utf8", str(error.reason))
    try:
        record = Record.from_mapping(json.loads(text))
    except RecordError as error:
        return WrongLine(number, "not_a_record", str(error.values.get("detail", "")))
    except (ValueError, RecursionError) as error:
        return WrongLine(number, "not_json", str(error)[:200])
    try:
        return to_line(analyse(record, workers.engine()))
    except Exception as error:  # noqa: BLE001  a bug in one text must not cost the others; it is reported
        return WrongLine(number, "failed", f"{type(error).__name__}: {error}"[:200])


def to_line(analysis: Analysis) -> bytes:
    """One line of output; escapes only where broken input holds what UTF-8 cannot write."""
    raw: dict[str, Any] = analysis.to_dict()
    try:
        return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(raw, separators=(",", ":")).encode() + b"\n"


class NumberedLines:
    """The non-blank lines of a stream with their numbers, up to the end or the first damage."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self.damage: InputError | None = None

    def read(self) -> Iterator[tuple[int, bytes]]:
        number = 0
        while True:
            try:
                line = self._stream.readline(MAX_LINE + 1)
                number += 1
                if len(line) > MAX_LINE:
                    self._skip_rest(line)
            except GZIP_ERRORS as error:
                self.damage = DamagedInput(
                    f"{self._name}: {error}", file=self._name, detail=str(error), row=number + 1
                )
                return
            if not line:
                return
            if line.strip():
                yield number, line

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._stream.readline(MAX_LINE)


@contextmanager
def numbered_lines(source: str | Path) -> Iterator[NumberedLines]:
    """Opens a file, a gzipped file (by its first bytes, whatever its name) or "-". Raises InputError."""
    name = str(source)
    if name == "-":
        yield NumberedLines(sys.stdin.buffer, name)
        return
    with open_binary(Path(source)) as stream:
        yield NumberedLines(stream, name)


@contextmanager
def open_binary(path: Path) -> Iterator[IO[bytes]]:
    """A file's bytes, unpacked where its first bytes say gzip, whatever its name. Raises InputError.

    Damage found later raises one of GZIP_ERRORS while reading.
    """
    name = str(path)
    try:
        raw = path.open("rb")
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
    except OSError as error:
        raise InputError(f"{name}: {error}", file=name, detail=error.strerror or str(error)) from error
    with raw:
        if not packed and path.suffix == ".gz":
            raise InputError(
                f"{name} is no gzip file", file=name, detail="không phải tệp gzip / no gzip file"
            )
        if not packed:
            yield raw
            return
        with gzip.open(raw) as stream:
            yield stream  # type: ignore[misc]


@contextmanager
def write_lines(target: str | Path) -> Iterator[Callable[[bytes], object]]:
    """Writes a file beside its final name and moves it there at the end, so that a half file never looks whole."""
    name = str(target)
    if name == "-":
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if path.exists() and not path.is_file():
        # /dev/null, a pipe: written to as they are, never replaced by a file
        with _no_room(name), path.open("wb") as raw:
            yield raw.write
        return
    part = path.with_name(path.name + ".part")
    with _no_room(name):
        with part.open("wb") as raw:
            if path.suffix == ".gz":
                # no name and no time inside: the same input gives the same bytes
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as stream:
                    yield stream.write
            else:
                yield raw.write
        os.replace(part, path)


@contextmanager
def _no_room(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(f"{name}: disk full", file=name) from error
        raise


def _few(source: str | Path) -> int | None:
    """A guess at the number of records, only to choose between one process and many."""
    try:
        size = Path(source).stat().st_size
    except OSError:
        return None
    # 1,500 articles have some 4 MB, packed 1.3
    few = size < (1_300_000 if Path(source).suffix == ".gz" else 4_000_000)
    return workers.WORTH_A_POOL - 1 if few else None
