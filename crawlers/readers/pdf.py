"""The words of a PDF, page by page, so that a scan is told from a text: a page of pictures has none.

Hostile files are expected. A process of its own reads them, with bounds on bytes, pages, letters, time and, where the system
has such limits, memory: what a file breaks there breaks nothing here. Lines of the page become paragraphs again.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from crawlers import legacy
from crawlers.errors import TooLarge, Unparsable

MAX_BYTES = 20_000_000
# the longest conventions seen in public have some 40 pages
MAX_PAGES = 300
MAX_LETTERS = 3_000_000
SECONDS = 30
_MEMORY = 1_500_000_000
_REFUSED = 3
# a line that begins a paragraph: a provision, a number, a letter, a bullet; or text wholly in capitals
_HEAD = re.compile(
    r"(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+\w+|\d{1,3}[.)/]|[a-zđ][.)]|[-–+•*])(?:\s|$)"
)
_END = re.compile(r"[.;:!?…”\"]$")
# hyphens and fillers that mean nothing in a text
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\u00ad\u200b\ufeff]")


# letters with marks that are words of their own; any other that stands alone was torn out of one
_OWN_WORDS = frozenset("ở ý à ạ ô ơ ừ ủ ổ ả ê".split())
_TORN_SHARE, _TORN_LEAST = 0.02, 3
# what lies so far to the right of a letter, in letter heights, is another word; so far below, another line
_GAP, _LINE = 0.18, 0.5


@dataclass(frozen=True, slots=True)
class PdfText:
    """``pages``: the lines of each page as they stand, "" where it has none; ``text``: the paragraphs of all of them."""

    pages: tuple[str, ...]
    text: str

    @property
    def empty_pages(self) -> int:
        """Pages without a letter: pictures, or blank."""
        return sum(not any(map(str.isalpha, page)) for page in self.pages)


def read(data: bytes, *, seconds: float = SECONDS) -> PdfText:
    """The text of a PDF. Raises Unparsable for what is none, is locked or breaks the reader, TooLarge past a bound."""
    if len(data) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES} bytes", url="")
    if b"%PDF-" not in data[:1024]:
        raise Unparsable("no PDF")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "crawlers.readers.pdf"],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "PYTHONIOENCODING": "utf-8",
            },
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge(f"PDF: more than {seconds} seconds", url="") from error
    if run.returncode == _REFUSED:
        detail = run.stdout.decode("utf-8", "replace").strip()
        raise (TooLarge(detail, url="") if detail.startswith("more than") else Unparsable(f"PDF: {detail}"))
    try:
        pages = json.loads(run.stdout)
    except ValueError as error:
        raise Unparsable("PDF: the reader broke off") from error
    return PdfText(tuple(map(str, pages)), paragraphs("\n".join(map(str, pages))))


def paragraphs(text: str) -> str:
    """Lines joined to paragraphs, one a line, also over the end of a page; text in the fonts of the 1990s becomes Unicode."""
    lines = [" ".join(_UNSEEN.sub("", line).split()) for line in text.replace("\r", "\n").split("\n")]
    found: list[str] = []
    for line in lines:
        if not line or line.isdecimal():  # the number of a page
            continue
        goes_on = bool(found) and not _HEAD.match(line) and not _END.search(found[-1])
        if goes_on and line.isupper() == found[-1].isupper():
            found[-1] += f" {line}"
        else:
            found.append(line)
    return "\n".join(legacy.lines(found))


def _child() -> int:
    """Reads standard input, writes a JSON list of page texts; runs in a process of its own."""
    _limit()
    import pypdfium2  # noqa: PLC0415  native code that only this process loads

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read(MAX_BYTES + 1))
        if len(document) > MAX_PAGES:
            return _refuse(f"more than {MAX_PAGES} pages")
        pages: list[str] = []
        for number in range(len(document)):
            pages.append(_page(document[number].get_textpage()))
            if sum(map(len, pages)) > MAX_LETTERS:
                return _refuse(f"more than {MAX_LETTERS} letters")
    except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError) as error:
        return _refuse(str(error) or type(error).__name__)
    sys.stdout.write(json.dumps(pages))
    return 0


def _page(textpage: Any) -> str:
    """The words of a page. Where a font lacks letters with marks, others draw them, and they come out behind the line: then all
    letters are put in order by where they stand.
    """
    text = str(textpage.get_text_range())
    if not torn(text):
        return text
    placed = _by_place(textpage)
    if torn(placed):
        raise ValueError("letters torn from their words")
    return placed


def torn(text: str) -> bool:
    """Do letters with marks stand alone, as no text has them?"""
    words = text.split()
    lone = sum(len(w) == 1 and w.isalpha() and not w.isascii() and w.lower() not in _OWN_WORDS for w in words)
    return lone >= max(_TORN_LEAST, _TORN_SHARE * len(words))


def _by_place(textpage: Any) -> str:
    letters = []
    for at in range(textpage.count_chars()):
        letter = textpage.get_text_range(at, 1)
        if letter.strip():
            left, bottom, right, top = textpage.get_charbox(at, loose=True)
            letters.append((bottom, top, left, right, letter))
    letters.sort(key=lambda one: (-one[0], one[2]))
    lines: list[list[tuple[float, float, float, float, str]]] = []
    for one in letters:
        if not lines or lines[-1][0][0] - one[0] > _LINE * (one[1] - one[0]):
            lines.append([])
        lines[-1].append(one)
    return "\n".join(map(_line_of, lines))


def _line_of(letters: list[tuple[float, float, float, float, str]]) -> str:
    told, end = "", None
    for bottom, top, left, right, letter in sorted(letters, key=lambda one: one[2]):
        if end is not None and left - end > _GAP * (top - bottom):
            told += " "
        told += letter
        end = right
    return told


def _refuse(why: str) -> int:
    sys.stdout.write(why)
    return _REFUSED


def _limit() -> None:
    """Bounds on memory and processor time, where the system knows them."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    for kind, bound in (
        (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)
    ):  # fmt: skip
        # macOS refuses the first, a narrower bound that is set already refuses any
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    sys.exit(_child())
