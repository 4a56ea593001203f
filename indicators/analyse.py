"""The one entry: a record in, its analysis out. The audit, the draft checker and the interfaces all call this.

Layers in order: text (:mod:`indicators.text`), statements, people, labels, and the rules, which see all of them.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import metadata
from pathlib import Path

from indicators import rules
from indicators.errors import UnknownEdition
from indicators.lexicon import Lexicon, load_lexicon
from indicators.model import Analysis, EngineStamp, Labels, Quote, Record, Voice, sha256
from indicators.people.knowledge import Holder, own_table
from indicators.reported import Statement
from indicators.rules import RuleContext, RuleSet
from indicators.rules.engine import RuleReading
from indicators.text import Document
from indicators.topics import label
from indicators.voices import VoiceMap
from indicators.who import Reading, read_people

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything an analysis needs beside the record, loaded once.

    ``fingerprints`` has a content hash a layer: "text", "people", "index" and "rules:<pack>"; a stored analysis is stale
    where one of them differs.
    """

    edition: str
    lexicon: Lexicon
    ruleset: RuleSet
    stamp: EngineStamp
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def load_engine(
    edition: str = "vn-2014",
    packs: Sequence[str | Path] | None = None,
    *,
    added: Sequence[str | Path] = (),
    experimental: bool = False,
    holders: Sequence[Holder] = (),
) -> Engine:
    """The engine for one index edition. Raises UnknownEdition, DataFileError.

    ``packs`` in place of the program's own, ``added``: a newsroom's own beside them (their rules never score),
    ``experimental``: rules on trial fire as well; ``holders``: a department's own office holders.
    """
    own = None if packs is None else tuple(map(str, packs))
    return _load(edition, own, tuple(map(str, added)), experimental, tuple(holders))


@functools.lru_cache(maxsize=8)
def _load(
    edition: str,
    packs: tuple[str, ...] | None,
    added: tuple[str, ...],
    experimental: bool,
    holders: tuple[Holder, ...],
) -> Engine:
    index = _HERE / "indexes" / f"{edition}.yaml"
    known = sorted(path.stem for path in (_HERE / "indexes").glob("*.yaml"))
    # names only, so that an edition can never be a path out of the folder
    if edition not in known:
        raise UnknownEdition(f"no index edition {edition!r}", edition=edition, known=", ".join(known))
    own = None if packs is None else [Path(p) for p in packs]
    ruleset = rules.load_packs(own, added=[Path(p) for p in added], experimental=experimental)
    lexicon = load_lexicon()
    if holders:
        lexicon = replace(lexicon, holders=own_table(holders))
    fingerprints = {
        "text": _hash_files([_HERE / "text.py", _HERE / "model.py"]),
        "people": _hash_files(_people_files()),
        "index": _hash_files([index]),
    }
    if holders:
        told = "".join(f"{asdict(holder)};" for holder in holders)
        fingerprints["people"] = sha256(fingerprints["people"] + told)
    fingerprints |= {f"rules:{pack}": value for pack, value in sorted(ruleset.hashes.items())}
    both = "".join(f"{key}={value};" for key, value in sorted(fingerprints.items()) if key != "index")
    stamp = EngineStamp(version=_version(), index=edition, rules=sha256(both))
    return Engine(edition, lexicon, ruleset, stamp, fingerprints)


def _people_files() -> Iterator[Path]:
    for name in (
        "according", "analyse", "bodies", "bodywords", "carrying", "clauses", "contents", "dialogue", "extents", "groups", "letters", "lexicon", "marks", "meant", "naming",
        "quotes", "reported", "speakers", "subjects", "tidying", "topics", "voices", "who",
    ):  # fmt: skip
        yield _HERE / f"{name}.py"
    yield from sorted((_HERE / "people").glob("*.py"))
    yield from sorted(path for path in (_HERE / "vocab").iterdir() if path.suffix in (".yaml", ".csv"))


def _hash_files(paths: Iterable[Path]) -> str:
    """One hash over names and contents; line ends count alike, so that every system computes the same."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()


def _version() -> str:
    try:
        return metadata.version("auditor")
    except metadata.PackageNotFoundError:  # run from a bare source tree
        return "0"


def analyse(record: Record, engine: Engine | None = None) -> Analysis:
    """What one item shows, with the evidence for it. Never raises on a text, however broken."""
    engine = engine or load_engine()
    document = Document(record)
    reading = read_people(document, engine.lexicon)
    labels = label(document, engine.lexicon, reading)
    voices = VoiceMap(document, engine.lexicon, reading)
    context = RuleContext(
        people=reading.people,
        quotes=reading.quotes,
        labels=labels,
        voice_of=voices.voice_of,
        published=record.published,
    )
    read = engine.ruleset.read(document, context)
    return Analysis(
        id=record.id,
        url=record.url,
        text_sha256=sha256(document.text),
        engine=engine.stamp,
        people=reading.people,
        quotes=reading.quotes,
        labels=_completed(labels, read),
        findings=read.findings,
    )


def _completed(labels: Labels, read: RuleReading) -> Labels:
    """Labels with what only the rules know: who names a bad wording in order to criticise it challenges stereotypes."""
    return replace(labels, challenges_stereotype=True) if read.criticises else labels


# what an earlier analysis must share with the engine for its people, statements and labels to be kept
KEPT_LAYERS = ("text", "people")


def reanalyse(record: Record, earlier: Analysis, engine: Engine | None = None) -> Analysis:
    """The same as :func:`analyse`, in a tenth of the time: people, statements and labels are those of an earlier analysis
    of the same text, only the rules run again. For whoever knows that the earlier engine had the same ``KEPT_LAYERS``.

    An analysis of another text is not used, nor one of the 2 % of texts whose offsets change in the normal form.
    """
    engine = engine or load_engine()
    document = Document(record)
    digest = sha256(document.text)
    if earlier.text_sha256 != digest or not document.plain:
        return analyse(record, engine)

    @functools.cache
    def reading() -> Reading:
        """Made when the first hit asks: most items have none."""
        said = tuple(_as_read(quote) for quote in earlier.quotes)
        marks = tuple((start, end) for start, end, _ in document.marks)
        hits = tuple(engine.lexicon.hits(document.folded))
        return Reading(earlier.people, earlier.quotes, hits, said, marks)

    @functools.cache
    def voices() -> VoiceMap:
        return VoiceMap(document, engine.lexicon, reading())

    def voice_of(start: int, end: int) -> Voice:
        return voices().voice_of(start, end)

    labels = earlier.labels
    if labels.challenges_stereotype:
        # perhaps only for what earlier rules found
        labels = label(document, engine.lexicon, reading())
    context = RuleContext(
        people=earlier.people,
        quotes=earlier.quotes,
        labels=labels,
        voice_of=voice_of,
        published=record.published,
    )
    read = engine.ruleset.read(document, context)
    return Analysis(
        id=record.id,
        url=record.url,
        text_sha256=digest,
        engine=engine.stamp,
        people=earlier.people,
        quotes=earlier.quotes,
        labels=_completed(labels, read),
        findings=read.findings,
    )


def _as_read(quote: Quote) -> Statement:
    """A statement of an earlier analysis: whether a person or a body speaks is all that voices ask of it."""
    speaker = quote.speaker or ""
    body = speaker.removeprefix("org:") if speaker.startswith("org:") else ""
    return Statement(quote.start, quote.end, quote.kind, 0 if speaker and not body else -1, body)
