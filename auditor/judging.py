"""The hits of the rules in a corpus, and what readers say about them: the ground on which a rule may score.

A corpus is a file of JSON lines (or .jsonl.gz) or the workspace's own articles. Judgements keep places, never texts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor import workers
from auditor.analysing import GZIP_ERRORS, numbered_lines, open_binary
from auditor.errors import InputError
from auditor.pipeline import NOT_SCORED
from auditor.store import Store
from indicators.analyse import load_engine
from indicators.errors import RecordError
from indicators.model import Analysis, Finding, Record
from indicators.rules.judgements import (
    Judgement,
    Tally,
    check,
    item_key,
    own_files,
    read_judgements,
    tallies,
    write_judgements,
)
from indicators.rules.model import Rule

# letters of context on each side of a hit: a sentence or two
AROUND = 110
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
FILE = "rule-judgements.jsonl"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Items to try the rules on. ``sha256`` names the content; ``records`` gives it, as often as asked."""

    name: str
    sha256: str
    records: Callable[[], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding with its surroundings, for a reader's eyes. ``item`` as in Judgement."""

    rule: str
    version: str
    item: str
    start: int
    end: int
    zone: str
    title: str
    before: str
    text: str
    after: str

    @property
    def order(self) -> str:
        """A fixed order that has nothing to do with the corpus: the first n hits are a random sample."""
        return hashlib.sha256(f"{self.rule} {self.item} {self.start}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RuleStats:
    """The report card of one rule. ``per_thousand``: findings per 1,000 items; ``sample``: one of them, or None."""

    rule: Rule
    findings: int
    per_thousand: float
    tally: Tally
    sample: Hit | None


def file_corpus(path: Path) -> Corpus:
    """A file of JSON lines. Raises InputError."""
    digest = hashlib.sha256()
    try:
        with open_binary(path) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except GZIP_ERRORS as error:
        raise InputError(f"{path}: {error}", file=str(path), detail=str(error)) from error
    return Corpus(path.name, digest.hexdigest(), lambda: _file_records(path))


def _file_records(path: Path) -> Iterator[Record]:
    with numbered_lines(path) as lines:
        for number, line in lines.read():
            record = _record(line, number)
            if record is not None:
                yield record


def _record(line: bytes, number: int) -> Record | None:
    """A record of a line in one of the usual forms: title, lead, body; or one text whose first line is the title."""
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict):
            return None
        raw = {
            **raw,
            "id": str(raw.get("id") or raw.get("url") or number),
            "captions": raw.get("captions") or (),
        }
        if not raw.get("body") and isinstance(text := raw.get("text"), str):
            raw["title"], _, raw["body"] = text.replace("\r\n", "\n").partition("\n")
        raw["published"] = _iso(str(raw.get("published") or raw.get("day") or ""))
        for part in ("title", "lead", "body"):
            raw[part] = (raw.get(part) or "").strip()
        return Record.from_mapping(raw)
    except (ValueError, RecordError, AttributeError, RecursionError):
        return None


def _iso(day: str) -> str:
    hit = _DAY_FIRST.match(day)
    return f"{hit[3]}-{int(hit[2]):02}-{int(hit[1]):02}" if hit else day


def store_corpus(store: Store, name: str) -> Corpus:
    """The articles of a workspace."""
    kept = f"kind NOT IN ({', '.join('?' * len(NOT_SCORED))})"
    digest = hashlib.sha256()
    for row in store.rows(f"SELECT text_sha256 FROM articles WHERE {kept} ORDER BY text_sha256", NOT_SCORED):  # noqa: S608
        digest.update(row["text_sha256"].encode())
    return Corpus(
        name, digest.hexdigest(), lambda: (article.record for article in store.articles(kept, NOT_SCORED))
    )


def rules_by_id(edition: str) -> dict[str, Rule]:
    """The rules of the program."""
    return {rule.id: rule for rule in load_engine(edition).ruleset.rules}


def find_hits(
    corpus: Corpus, *, edition: str, jobs: int | None = None, only: frozenset[str] = frozenset()
) -> tuple[int, list[Hit]]:
    """The number of items, and all findings (of the rules in ``only``, if any), each item's text once."""
    rules = rules_by_id(edition)
    hits: list[Hit] = []
    items = 0
    seen: set[str] = set()
    parts = workers.chunks(corpus.records())
    for part, found in workers.run(
        workers.analyse_records, parts, edition=edition, jobs=workers.sensible_jobs(jobs)
    ):
        items += len(part)
        for record, analysis in zip(part, found, strict=True):
            if isinstance(analysis, Analysis) and (key := item_key(record.text)) not in seen:
                seen.add(key)
                hits += [
                    _hit(record, key, finding, rules[finding.rule])
                    for finding in analysis.findings
                    if not only or finding.rule in only
                ]
    return items, hits


def _hit(record: Record, key: str, finding: Finding, rule: Rule) -> Hit:
    text = record.text
    return Hit(
        rule=rule.id,
        version=rule.version,
        item=key,
        start=finding.start,
        end=finding.end,
        zone=str(finding.zone),
        title=record.title,
        before=text[max(0, finding.start - AROUND) : finding.start].replace("\n", " / "),
        text=text[finding.start : finding.end].replace("\n", " / "),
        after=text[finding.end : finding.end + AROUND].replace("\n", " / "),
    )


def stats(
    items: int, hits: Sequence[Hit], rules: Iterable[Rule], judged: Sequence[Judgement]
) -> list[RuleStats]:
    """The report card of every rule, those with most findings first."""
    rules = list(rules)
    counts = Counter(hit.rule for hit in hits)
    samples: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda h: h.order):
        samples.setdefault(hit.rule, hit)
    counted = tallies(judged, {rule.id: rule.version for rule in rules})
    found = [
        RuleStats(
            rule=rule,
            findings=counts[rule.id],
            per_thousand=1000 * counts[rule.id] / items if items else 0.0,
            tally=counted.get(rule.id, Tally()),
            sample=samples.get(rule.id),
        )
        for rule in rules
    ]
    return sorted(found, key=lambda s: (-s.findings, s.rule.id))


def known_judgements(workspace_file: Path | None) -> list[Judgement]:
    """Those that came with the program, and those of a workspace."""
    files = own_files()
    if workspace_file is not None and workspace_file.exists():
        files.append(workspace_file)
    return read_judgements(files)


def carried(judged: Iterable[Judgement], hits: Iterable[Hit], corpus: str) -> list[Judgement]:
    """Judgements of this corpus moved to the present version of their rule where that still makes the same hit.

    A verdict is about a wording in its place; what a new version no longer finds keeps its old version, and so counts
    for nothing.
    """
    made = {(hit.rule, hit.item, hit.start, hit.end): hit.version for hit in hits}
    return [
        replace(one, version=version)
        if one.corpus == corpus and (version := made.get((one.rule, one.item, one.start, one.end)))
        else one
        for one in judged
    ]


def unjudged(hits: Iterable[Hit], judged: Iterable[Judgement], corpus: str, who: str) -> list[Hit]:
    """What this reader has not judged yet, in the order of reading."""
    done = {
        (j.rule, j.version, j.item, j.start, j.end) for j in judged if j.corpus == corpus and j.who == who
    }
    waiting = [h for h in hits if (h.rule, h.version, h.item, h.start, h.end) not in done]
    return sorted(waiting, key=lambda h: (h.rule, h.order))


def judgement(hit: Hit, corpus: str, verdict: str, reason: str, who: str) -> Judgement:
    """A judgement of a hit. Raises InputError for a verdict without the reason it needs."""
    one = Judgement(
        hit.rule, hit.version, corpus, hit.item, hit.start, hit.end, verdict, " ".join(reason.split()), who
    )
    if problem := check(one):
        raise InputError(problem, file=f"{hit.rule} {hit.item}", detail=problem)
    return one


def export(file: Path, hits: Iterable[Hit]) -> int:
    """Hits with their surroundings and an empty verdict, to be filled in; it holds text, so it stays with the reader."""
    lines = [json.dumps({"verdict": "", "reason": "", **asdict(hit)}, ensure_ascii=False) for hit in hits]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def read_verdicts(file: Path, hits: Iterable[Hit], corpus: str, who: str) -> tuple[list[Judgement], int]:
    """The verdicts of an exported file that are filled in, and the number of those that fit no present hit."""
    made: dict[tuple[object, ...], Hit] = {(h.rule, h.item, h.start, h.end): h for h in hits}
    found: list[Judgement] = []
    lost = 0
    with numbered_lines(file) as lines:
        for number, line in lines.read():
            raw = _mapping(line, file, number)
            if not raw.get("verdict"):
                continue
            hit = made.get((raw.get("rule"), raw.get("item"), raw.get("start"), raw.get("end")))
            if hit is None:
                lost += 1
                continue
            found.append(judgement(hit, corpus, str(raw["verdict"]), str(raw.get("reason") or ""), who))
    return found, lost


def _mapping(line: bytes, file: Path, number: int) -> Mapping[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}:{number}", file=f"{file}:{number}", detail=str(error)) from error
    if not isinstance(raw, dict):
        raise InputError(f"{file}:{number}", file=f"{file}:{number}", detail="{…}")
    return raw


def record_judgements(file: Path, added: Iterable[Judgement], hits: Sequence[Hit], corpus: str) -> int:
    """Adds to a file of judgements; a reader's newer word on a hit replaces their older one. Returns what it then holds."""
    old = read_judgements([file]) if file.exists() else []
    every: dict[tuple[object, ...], Judgement] = {}
    for one in [*carried(old, hits, corpus), *added]:
        every[(*one.place, one.version, one.who)] = one
    write_judgements(file, every.values())
    return len(every)
