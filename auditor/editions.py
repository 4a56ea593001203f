"""Which edition a workspace means, and who held its words against the booklet.

An edition is one of the program's, or a department's own file in the folder ``indexes`` of the workspace. Confirmations
are kept apart from the edition, among the workspace's decisions or beside an edition file, so that a newer program brings
new editions without losing who read what. A confirmation holds for the very words it was given for: where
they change, it lapses.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from auditor.decisions import ledger
from auditor.decisions.model import WORDING, Decision, holding
from auditor.errors import InputError, UsageError
from auditor.workspace import CONFIG, DEFAULT_EDITION, Workspace
from indicators.datafile import parse_yaml, read_text
from indicators.errors import UnknownEdition
from indicators.indexes import Edition, Indicator, Line, ReportForm, editions, load_edition

if TYPE_CHECKING:
    from auditor.words import Words

FOLDER = "indexes"
CONFIRMED = "confirmed-wording.yaml"
MAX_BYTES = 2_000_000
MAX_TEXT = 1000
_FIELDS = ("edition", "code", "page", "by", "on", "text", "title_sha256")
Entry = TypeVar("Entry", Line, Indicator, ReportForm)


class PageOutside(UsageError):
    """By the table of contents the line cannot stand on that page. Values: code, page, pages."""

    code = "page_outside"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One reading of one line against the booklet. ``text``: its words there, "" where they are ours already;
    ``title_sha256``: of the words it was given for; ``on``: the day, ISO 8601.
    """

    edition: str
    code: str
    page: int
    by: str
    on: str
    title_sha256: str
    text: str = ""


def edition_of(workspace: Workspace, name: str = "") -> Edition:
    """The edition a workspace is scored by, or another of that id, with what was confirmed there."""
    return find_edition(name or workspace.config.edition, workspace.path)


def find_edition(name: str, folder: Path | None = None) -> Edition:
    """An edition by id or file. ``folder``: a workspace, whose own editions and confirmations count.

    Raises UnknownEdition, DataFileError, InputError.
    """
    edition, beside = _found(name, folder)
    given = [] if folder is None or not (folder / CONFIG).is_file() else confirmations_of(folder)
    return with_confirmations(edition, [*given, *(read_confirmations(beside) if beside else ())])


def _found(name: str, folder: Path | None) -> tuple[Edition, Path | None]:
    """The edition, and the file of confirmations beside it where it is a file."""
    if name in editions():
        return load_edition(name), None
    own = folder / FOLDER / f"{name}.yaml" if folder is not None and Path(name).name == name else None
    if own is not None and own.is_file():
        return load_edition(own), None
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return load_edition(path), path.with_suffix(".confirmed.yaml")
    known = [*editions(), *(own_editions(folder) if folder is not None else ())]
    raise UnknownEdition(f"no edition {name}", edition=name, known=", ".join(known))


def confirmations_of(folder: Path) -> list[Confirmation]:
    """What was confirmed in a workspace. Raises StoreError, and InputError for a broken old file."""
    return ledger.as_kept(confirmation_of, holding(ledger.decisions_of(folder, WORDING)))


def decision_of(one: Confirmation) -> Decision:
    """A confirmation as a workspace keeps it."""
    return Decision(
        WORDING, one.by, (one.edition, one.code), "confirmed", at=one.on,
        code=one.code, version=one.edition, detail=asdict(one),
    )  # fmt: skip


def confirmation_of(one: Decision) -> Confirmation:
    """The confirmation a decision keeps. Raises TypeError, KeyError or InputError for what is none."""
    return _confirmation(dict(one.detail), Path(CONFIRMED))


def decisions_in_file(file: Path) -> list[Decision]:
    """A file of confirmations as a workspace kept them once. Raises InputError."""
    return [decision_of(one) for one in read_confirmations(file)]


def own_editions(folder: Path) -> list[str]:
    """Ids of the editions a workspace brings itself."""
    return sorted(file.stem for file in (folder / FOLDER).glob("*.yaml"))


def engine_edition(edition: Edition) -> str:
    """The edition of the program that the analysis knows: the nearest that this one derives from."""
    known = editions()
    return next((name for name in (edition.id, *edition.extends) if name in known), DEFAULT_EDITION)


def confirm(name: str, code: str, page: int, by: str, *, text: str = "", folder: Path) -> Path:
    """Record that somebody held the words of a line against the booklet; answers where it is kept: the store of the
    workspace, or the file beside an edition named as a file.

    Raises UsageError where there is nothing to confirm, InputError for a file that cannot be read.
    """
    edition, beside = _found(name, folder)
    entry = next((e for e in edition.entries if e.code == code), None)
    if entry is None:
        raise UsageError(f"no code {code}", detail=f"{edition.id}: {code}? (indicator)")
    if not by.strip() or page < 1 or len(text) > MAX_TEXT or len(by) > MAX_TEXT:
        raise UsageError("no name, or no page", detail="--by, --page, --text")
    if entry.wording == "own":
        raise UsageError("own words", detail=f"{code}: wording = own")
    pages = edition.pages_of(code)
    if pages and not any(first <= page and (last is None or page <= last) for first, last in pages):
        raise PageOutside(code=code, page=page, pages=_pages_in_words(pages))
    if beside is None and not (folder / CONFIG).is_file():
        raise UsageError("no workspace", detail="--workspace")
    day = datetime.now(UTC).date().isoformat()
    words = " ".join(text.split())
    digest = _hash(_words_of(entry, edition))
    new = Confirmation(edition.id, code, page, " ".join(by.split()), day, digest, words)
    if beside is not None:
        rest = [c for c in read_confirmations(beside) if (c.edition, c.code) != (edition.id, code)]
        _write(beside, [*rest, new])
        return beside
    workspace = Workspace.open(folder)
    # what an old file says wrong would come to light at every later command
    read_confirmations(folder / CONFIRMED)
    ledger.keep(workspace, [replace(decision_of(new), at="")])
    return workspace.store_file


def read_confirmations(file: Path) -> list[Confirmation]:
    """What a file records; nothing where there is none. Raises InputError for one that is broken."""
    if not file.is_file():
        return []
    if file.stat().st_size > MAX_BYTES:
        raise InputError(file=str(file), detail=f"> {MAX_BYTES} bytes")
    raw = parse_yaml(read_text(file), str(file))
    if not isinstance(raw, list):
        raise InputError(file=str(file), detail=", ".join(_FIELDS))
    return [_confirmation(each, file) for each in raw]


def _confirmation(raw: Any, file: Path) -> Confirmation:
    try:
        values: dict[str, Any] = {name: raw[name] for name in _FIELDS if name in raw}
        values["on"] = str(values["on"])
        found = Confirmation(**values)
    except (TypeError, KeyError) as error:
        raise InputError(str(error), file=str(file), detail=", ".join(_FIELDS)) from error
    texts = (found.edition, found.code, found.by, found.on, found.title_sha256, found.text)
    if not all(isinstance(t, str) for t in texts) or not isinstance(found.page, int):
        raise InputError(file=str(file), detail=", ".join(_FIELDS))
    return found


def _write(file: Path, entries: Iterable[Confirmation]) -> None:
    """All at once: a crash leaves the old file."""
    rows = [{name: asdict(c)[name] for name in _FIELDS if asdict(c)[name] != ""} for c in entries]
    head = "# Câu chữ đã đối chiếu với sách; do `auditor index confirm` ghi. / Wording held against the booklet.\n"
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(head + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), encoding="utf-8")
    os.replace(fresh, file)


def with_confirmations(edition: Edition, given: Iterable[Confirmation]) -> Edition:
    """The edition with each line marked that somebody confirmed as it stands, and the booklet's words where they differ."""
    ids = {edition.id, *edition.extends}
    by_code = {c.code: c for c in given if c.edition in ids}
    if not by_code:
        return edition

    def marked(entries: tuple[Entry, ...]) -> Iterator[Entry]:
        for entry in entries:
            yield _marked(entry, by_code.get(entry.code), edition)

    return replace(
        edition,
        categories=tuple(marked(edition.categories)),
        sections=tuple(marked(edition.sections)),
        objectives=tuple(marked(edition.objectives)),
        indicators=tuple(marked(edition.indicators)),
        forms=tuple(marked(edition.forms)),
    )


def _words_of(entry: Line | Indicator, edition: Edition) -> str:
    """What somebody held against the booklet: a title, and of a report form the lines it asks as well."""
    asked = [i for i in edition if entry.answers in i.answers] if isinstance(entry, ReportForm) else []
    return "\n".join([entry.title["vi"], *(f"{i.code} {i.title['vi']}" for i in asked)])


def _pages_in_words(pages: Iterable[tuple[int, int | None]]) -> str:
    return ", ".join(f"{first}–{last or '…'}" for first, last in pages)


def _marked(entry: Entry, found: Confirmation | None, edition: Edition) -> Entry:
    if found is None or found.title_sha256 != _hash(_words_of(entry, edition)):
        return entry
    title: Mapping[str, str] = entry.title
    if found.text:
        title = MappingProxyType({**entry.title, "vi": found.text})
    return replace(
        entry, title=title, wording="confirmed", page=found.page, confirmed_by=found.by, confirmed_on=found.on
    )


def wording_in_words(entry: Line | Indicator, words: Words) -> str:
    """On whose word a line stands, where there is more to say than the mark itself; else ""."""
    if entry.wording == "own":
        return words("index.wording.own")
    if entry.confirmed_by:
        day = datetime.fromisoformat(entry.confirmed_on).strftime("%d/%m/%Y")
        return words("index.wording.by", by=entry.confirmed_by, page=entry.page or "?", day=day)
    return ""


def mark_in_words(entry: Line | Indicator, words: Words) -> str:
    """The mark of a line's wording, always."""
    if isinstance(entry, ReportForm) and entry.wording == "working":
        return words("form.working")
    return wording_in_words(entry, words) or words(f"index.wording.{entry.wording}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
