"""What this room hands to the others; the JSON form is the contract ``auditor.analysis/1``.

Offsets in these classes are Unicode code points into the text as given (:attr:`Record.text`), end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from indicators.errors import RecordError

SCHEMA = "auditor.analysis/1"


class Gender(StrEnum):
    """What the text tells; UNKNOWN is a value, never a guess."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Evidence(StrEnum):
    """The rung of the ladder that decided a gender."""

    EXPLICIT = "explicit"
    HONORIFIC = "honorific"
    KIN = "kin"
    PRONOUN = "pronoun"
    OFFICE = "office"
    NAME = "name"
    KNOWLEDGE = "knowledge"
    NONE = "none"


class Zone(StrEnum):
    """Part of an item."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    ADVERT = "advert"


class Voice(StrEnum):
    """Who speaks. CHOSEN: a source's words that the outlet put into title, lead or caption."""

    NARRATOR = "narrator"
    QUOTED = "quoted"
    CHOSEN = "chosen"
    CRITICISED = "criticised"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Record:
    """One item as given. ``published`` is ISO 8601 or "" where unknown; ``kind`` as in crawlers.PageKind, or ""."""

    id: str
    title: str = ""
    lead: str = ""
    body: str = ""
    captions: tuple[str, ...] = ()
    url: str = ""
    outlet: str = ""
    published: str = ""
    kind: str = ""

    @property
    def parts(self) -> tuple[tuple[Zone, str], ...]:
        """The non-empty parts in reading order."""
        whole = ((Zone.TITLE, self.title), (Zone.LEAD, self.lead), (Zone.BODY, self.body))
        return tuple(
            (zone, text) for zone, text in (*whole, *((Zone.CAPTION, c) for c in self.captions)) if text
        )

    @property
    def text(self) -> str:
        """The text all offsets point into: the parts joined by a blank line."""
        return "\n\n".join(text for _, text in self.parts)

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> Record:
        """A record from JSON. Raises RecordError on a missing id or a field that is no text."""
        if not isinstance(raw, Mapping) or raw.get("id") in (None, ""):
            raise RecordError("a record needs an id", detail="id")
        values: dict[str, str] = {}
        for key in ("title", "lead", "body", "url", "outlet", "published", "kind"):
            value = raw.get(key)
            if value is not None and not isinstance(value, str):
                raise RecordError(f"{key} is not a text", detail=key)
            values[key] = value or ""
        captions = raw.get("captions") or ()
        if isinstance(captions, str) or not all(isinstance(c, str) for c in captions):
            raise RecordError("captions is not a list of texts", detail="captions")
        return cls(id=str(raw["id"]), captions=tuple(captions), **values)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is referred to."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One individual of one item, all ways of referring merged. Fields as in the contract.

    ``probability_female`` is calibrated, in [0, 1], None where undecided; ``function`` and ``gmmp_occupation`` follow
    the Global Media Monitoring Project; ``listed``: named only in a list of those present.
    """

    id: str
    name: str
    named: bool
    mentions: tuple[Mention, ...]
    gender: Gender
    evidence: Evidence
    evidence_text: str = ""
    probability_female: float | None = None
    function: str = "unknown"
    occupation: str = ""
    gmmp_occupation: int | None = None
    victim: bool = False
    family_role: bool = False
    quoted: bool = False
    source: bool = False
    listed: bool = False
    minor: bool | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement; ``kind`` is "direct" or "indirect", ``speaker`` a person's id, "org:NAME" or None."""

    start: int
    end: int
    text: str
    kind: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule fired. ``scores``: may it influence a score without a person's confirmation?

    ``standing``: what the rule's findings may do ("proven", "unproven": once a person confirms, "demoted", "advice").
    """

    rule: str
    family: str
    indicators: tuple[str, ...]
    start: int
    end: int
    text: str
    zone: Zone
    voice: Voice
    severity: str
    scores: bool
    message: str
    authority: str = ""
    alternatives: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """What an item is about, as the index asks."""

    women_central: bool = False
    gender_topic: bool = False
    gbv: bool = False
    law_reference: bool = False
    challenges_stereotype: bool = False
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineStamp:
    """What produced an analysis: program version, index edition, one hash over rule packs and word lists."""

    version: str
    index: str
    rules: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one item shows, with the evidence for it."""

    id: str
    url: str
    text_sha256: str
    engine: EngineStamp
    people: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    labels: Labels
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The form of ``auditor.analysis/1``, ready for JSON."""
        from dataclasses import asdict  # noqa: PLC0415  slow import, needed here only

        raw = asdict(self)
        if not self.url:
            del raw["url"]
        return {"schema": SCHEMA} | raw

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Analysis:
        """The opposite of :meth:`to_dict`; fields of a newer program are ignored."""
        return cls(
            id=raw["id"],
            url=raw.get("url", ""),
            text_sha256=raw["text_sha256"],
            engine=EngineStamp(**{k: raw["engine"][k] for k in ("version", "index", "rules")}),
            people=tuple(_person(p) for p in raw["people"]),
            quotes=tuple(Quote(**{k: q[k] for k in Quote.__slots__}) for q in raw["quotes"]),
            labels=_labels(raw["labels"]),
            findings=tuple(_finding(f) for f in raw["findings"]),
        )


def _person(raw: Mapping[str, Any]) -> Person:
    known: dict[str, Any] = {k: v for k, v in raw.items() if k in Person.__slots__}
    known["mentions"] = tuple(Mention(m["start"], m["end"], m["text"]) for m in raw["mentions"])
    known["gender"], known["evidence"] = Gender(raw["gender"]), Evidence(raw["evidence"])
    return Person(**known)


def _labels(raw: Mapping[str, Any]) -> Labels:
    known: dict[str, Any] = {k: v for k, v in raw.items() if k in Labels.__slots__}
    return Labels(**known | {"topics": tuple(raw.get("topics", ()))})


def _finding(raw: Mapping[str, Any]) -> Finding:
    known: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k in Finding.__slots__
    }
    known["zone"], known["voice"] = Zone(raw["zone"]), Voice(raw["voice"])
    return Finding(**known)


def sha256(text: str) -> str:
    """Hex digest of a text's UTF-8; lone surrogates, which broken input may hold, are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
