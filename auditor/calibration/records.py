"""Samples that were drawn, and what people answered about them: who said what about which article, when; the latest word
of a person holds.

A sample is a plain file, ``coding/SAMPLE/sample.json``: which articles were to be read, drawn from which, with which seed.
Answers are decisions (auditor.decisions). Neither holds a text; the sheets that do stay with whoever reads them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor.decisions.ledger import as_kept, decisions_of, keep, read_lines
from auditor.decisions.model import CODING, Decision, holding
from auditor.errors import InputError, NothingToDo
from auditor.workspace import Workspace
from reports.files import write_text

SCHEMA = "auditor.coding-sample/1"
FOLDER, SAMPLE = "coding", "sample.json"
# where answers stood in the workspace's folder once
FILE = "coding.jsonl"
# which articles of a province were in the frame; more is no file of ours
MAX_FILE = 200 * 1024 * 1024
Key = tuple[str, int, str, str, bool]
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One article to read, by its number in the store and the key of the text that was meant."""

    article: int
    text: str
    outlet: str
    published: str
    url: str
    title: str

    @property
    def code(self) -> str:
        """What names it in a sheet: short enough to read out, and tied to the text."""
        return f"{self.article}-{self.text[:8]}"


@dataclass(frozen=True, slots=True)
class Sample:
    """One draw. ``frame``: the articles it was drawn from, by outlet, as numbers with the key of their text."""

    id: str
    seed: int
    drawn_on: str
    period: tuple[str, str]
    edition: str
    questions: tuple[str, ...]
    items: tuple[Drawn, ...]
    frame: Mapping[str, Mapping[str, str]]

    @property
    def by_code(self) -> Mapping[str, Drawn]:
        return {item.code: item for item in self.items}


@dataclass(frozen=True, slots=True)
class Coding:
    """One person's answers about one article. ``final``: settles what two coders saw differently."""

    sample: str
    article: int
    text: str
    who: str
    answers: Mapping[str, int]
    final: bool = False
    note: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        """What a later word of the same person replaces; who settles has read the article once for that alone."""
        return self.sample, self.article, self.text, self.who, self.final


@dataclass(frozen=True, slots=True)
class Kept:
    """How many answers of a sheet are new, and how many replace what the same person had said."""

    new: int
    changed: int


def folder_of(workspace: Workspace, sample: str) -> Path:
    """Where a sample and its sheets stand. Raises InputError for a name that could lead elsewhere."""
    if not _ID.fullmatch(sample):
        raise InputError(f"{sample!r} names no sample", file=sample, detail="a-z 0-9 -")
    return workspace.path / FOLDER / sample


def write_sample(workspace: Workspace, sample: Sample) -> Path:
    """Keeps a draw; the same draw again is the same file, another one under its name is refused (InputError)."""
    file = folder_of(workspace, sample.id) / SAMPLE
    if file.exists() and _same(read_sample(workspace, sample.id), sample):
        return file
    if file.exists():
        raise SampleExists(f"{file} exists", file=str(file), detail=sample.id)
    write_text(file, json.dumps({"schema": SCHEMA} | asdict(sample), ensure_ascii=False, indent=1) + "\n")
    return file


def _same(one: Sample, other: Sample) -> bool:
    """But for the day it was drawn on."""
    return {**asdict(one), "drawn_on": ""} == {**asdict(other), "drawn_on": ""}


def read_sample(workspace: Workspace, name: str = "") -> Sample:
    """A sample by its name, else the one drawn last. Raises NothingToDo where none was, InputError for a broken file."""
    if not name:
        found = [_read(file) for file in (workspace.path / FOLDER).glob(f"*/{SAMPLE}")]
        if not found:
            raise NothingToDo("no sample is drawn", stage="coding", detail="coding")
        return max(found, key=lambda s: (s.drawn_on, s.id))
    return _read(folder_of(workspace, name) / SAMPLE)


def _read(file: Path) -> Sample:
    try:
        if file.stat().st_size > MAX_FILE:
            raise InputError(f"{file} is too large", file=str(file), detail=f"> {MAX_FILE // 1024**2} MB")
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw.pop("schema") != SCHEMA:
            raise InputError(f"{file}: another schema", file=str(file), detail=f"schema ≠ {SCHEMA}")
        lists: dict[str, Any] = {
            "items": tuple(Drawn(**item) for item in raw["items"]),
            "questions": tuple(raw["questions"]),
            "period": (raw["period"][0], raw["period"][1]),
        }
        return Sample(**raw | lists)
    except OSError as error:
        raise InputError(str(error), file=str(file), detail=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(f"{file}: {error}", file=str(file), detail=str(error)) from error


def read_codings(workspace: Workspace, sample: str = "") -> list[Coding]:
    """What people said, each person's latest word about an article. Raises StoreError, InputError naming a broken line."""
    held = holding(decisions_of(workspace.path, CODING))
    return as_kept(coding_of, [one for one in held if not sample or one.subject[0] == sample])


def add_codings(workspace: Workspace, codings: Iterable[Coding]) -> Kept:
    """Keeps what is new among these answers, behind all earlier ones."""
    known = {coding.key: coding for coding in read_codings(workspace)}
    fresh: list[Coding] = []
    changed = 0
    for coding in codings:
        before = known.get(coding.key)
        if before is None or (before.answers, before.note) != (coding.answers, coding.note):
            fresh.append(coding)
            changed += before is not None
            known[coding.key] = coding
    if fresh:
        keep(workspace, [decision_of(replace(coding, at="")) for coding in fresh])
    return Kept(len(fresh) - changed, changed)


def decision_of(one: Coding) -> Decision:
    """One person's answers about an article, as they are kept."""
    return Decision(
        CODING,
        one.who,
        one.key,
        "final" if one.final else "coded",
        at=one.at,
        item=one.text,
        detail={"answers": dict(one.answers), "note": one.note},
    )


def coding_of(one: Decision) -> Coding:
    """The answers a decision keeps. Raises ValueError, TypeError or KeyError for what is none."""
    sample, article, text, who, final = one.subject
    answers = {str(name): int(value) for name, value in one.detail["answers"].items()}
    note = str(one.detail.get("note", ""))
    return Coding(str(sample), int(article), str(text), str(who), answers, bool(final), note, one.at)


def decisions_in_file(file: Path) -> list[Decision]:
    """A file of answers as they were kept once. Raises InputError naming a broken line."""
    return read_lines(file, _of_line)


def _of_line(raw: Any) -> Decision:
    answers = {str(name): int(value) for name, value in raw["answers"].items()}
    return decision_of(Coding(**raw | {"answers": answers}))


class SampleExists(InputError):
    """Another sample stands under that name. Values: file, detail."""

    code = "sample_exists"
