"""Read a village convention against an edition: which provisions a person should reconsider, and under which indicator.

The program sees wordings, never meanings, so that every outcome is either "a person decides" or "nothing found", never a
pass. A scan without text is said to be one: it must not look like a convention in which nothing was found.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.drafts import MAX_DRAFT_BYTES, MAX_UNREADABLE, ScanWithoutText, decode, from_text, read_draft
from auditor.errors import InputError
from indicators.indexes import Edition, Indicator
from indicators.model import Record

if TYPE_CHECKING:
    from indicators.model import Finding

SUFFIXES = (".docx", ".pdf", ".txt")
DEFAULT = "huong-uoc"
# the shortest convention of one page has some 1,500 letters; below this a file holds a heading and pictures
MIN_LETTERS = 200
_PACKS = Path(__file__).parent.parent / "indicators" / "rules" / "packs" / "on-request"
# older conventions count "Điều thứ 4", "Khoản thứ 1"; lineages "3.1."
_PROVISION = re.compile(
    r"^[ \t]*((?:Điều|ĐIỀU|Khoản|KHOẢN|Chương|CHƯƠNG|Mục|MỤC)[ \t]+(?:thứ[ \t]+|THỨ[ \t]+)?\w+|\d{1,3}(?:\.\d{1,2})?[.)])",
    re.MULTILINE,
)


class NotAConventionEdition(InputError):
    """The edition assesses what outlets publish. Values: edition."""

    code = "no_convention_edition"


@dataclass(frozen=True, slots=True)
class Passage:
    """One wording to reconsider. ``provision``: "Điều 5" where the text has such headings; offsets into the text."""

    rule: str
    provision: str
    start: int
    end: int
    line: int
    text: str
    message: str
    severity: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One indicator of the edition, with the passages a person reads; none: nothing was found."""

    indicator: Indicator
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One convention. ``letters``: how much text it has; ``unread_pages``: pages of a PDF that are pictures or blank."""

    file: str
    edition: Edition
    letters: int
    lines: tuple[Reviewed, ...]
    unread_pages: int = 0

    @property
    def passages(self) -> int:
        """Different places to read; one place may stand under two indicators."""
        return len({(p.start, p.rule) for line in self.lines for p in line.passages})


def review(file: Path, edition: Edition) -> Review:
    """One file against a convention edition. Raises InputError and its kinds."""
    from indicators.analyse import analyse, load_engine  # noqa: PLC0415  word lists take a second to load

    if edition.subject != "convention":
        raise NotAConventionEdition(edition=edition.id)
    record, unread = read_convention(file)
    engine = load_engine(_base(edition), [_pack(name) for name in edition.packs])
    findings = analyse(record, engine).findings
    lines = tuple(
        Reviewed(
            i, tuple(_passage(f, record) for f in findings if not i.found_under.isdisjoint(f.indicators))
        )
        for i in edition
    )
    return Review(str(file), edition, _letters(record.text), lines, unread)


def _base(edition: Edition) -> str:
    from auditor.editions import engine_edition  # noqa: PLC0415  conventions need no workspace otherwise

    return engine_edition(edition)


def _pack(name: str) -> Path:
    """The file of a pack that is loaded on request. Raises InputError; names are checked by the schema."""
    path = _PACKS / f"{name}.yaml"
    if not path.is_file():
        raise InputError(file=f"{name}.yaml", detail=", ".join(sorted(p.stem for p in _PACKS.glob("*.yaml"))))
    return path


def read_convention(path: Path) -> tuple[Record, int]:
    """The text of a convention, and the number of its pages without text. Raises ScanWithoutText, InputError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(file=str(path), detail=f"{path.suffix or '?'} ≠ {', '.join(SUFFIXES)}")
    if path.stat().st_size > MAX_DRAFT_BYTES:
        raise InputError(file=str(path), detail=f"> {MAX_DRAFT_BYTES} bytes")
    if suffix == ".pdf":
        return _pdf(path)
    name = str(path)
    record = _word(path) if suffix == ".docx" else from_text(decode(path.read_bytes(), name), name)
    if not _letters(record.text):
        raise InputError(file=str(path), detail="no text")
    return record, 0


def _word(path: Path) -> Record:
    try:
        record = read_draft(path)
    except InputError as error:
        if error.values.get("detail") == "no text" and _pictures(path):
            raise ScanWithoutText(file=str(path)) from error
        raise
    if _letters(record.text) < MIN_LETTERS and _pictures(path):
        raise ScanWithoutText(file=str(path))
    return record


def _pictures(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return any(name.startswith("word/media/") for name in package.namelist())


def _pdf(path: Path) -> tuple[Record, int]:
    from crawlers.errors import CollectError  # noqa: PLC0415  conventions are rare
    from crawlers.readers import pdf  # noqa: PLC0415

    try:
        found = pdf.read(path.read_bytes())
    except CollectError as error:
        raise InputError(str(error), file=str(path), detail=str(error)) from error
    if _letters(found.text) < MIN_LETTERS and found.empty_pages:
        raise ScanWithoutText(file=str(path))
    if not _letters(found.text):
        raise InputError(file=str(path), detail="no text")
    if found.text.count("\ufffd") > len(found.text) * MAX_UNREADABLE:
        raise InputError(file=str(path), detail="no letters")
    return Record(id=str(path), body=found.text), found.empty_pages


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text)


def _passage(finding: Finding, record: Record) -> Passage:
    text = record.text
    heads = [m for m in _PROVISION.finditer(text, 0, finding.end) if m.start() <= finding.start]
    return Passage(
        rule=finding.rule,
        provision=heads[-1].group(1).strip() if heads else "",
        start=finding.start,
        end=finding.end,
        line=text.count("\n", 0, finding.start) + 1,
        text=finding.text,
        message=finding.message,
        severity=finding.severity,
        alternatives=finding.alternatives,
    )
