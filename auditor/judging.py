"""The hits of the rules in a corpus, and what readers say about them: the ground on which a rule may score.

Judgements keep places, never texts. Sheets hold text and stay with whoever reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from auditor import workers
from auditor.analysing import numbered_lines
from auditor.corpora import Corpus, file_corpus, store_corpus
from auditor.decisions.findings import FILE, decision_of, judgements_of
from auditor.decisions.ledger import keep
from auditor.errors import InputError, UsageError
from auditor.replies.effects import words
from auditor.replies.records import cases
from auditor.workers import Packs
from auditor.workspace import Workspace
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
from indicators.rules.loader import load_packs, on_request_packs, program_packs
from indicators.rules.model import ON_REQUEST, Rule

__all__ = ["FILE", "Corpus", "Hit", "Packs", "RuleStats", "file_corpus", "find_hits", "store_corpus"]

# a paragraph is shown whole; of one longer than this (some corpora have no line ends) so much on each side
AROUND = 600
# a paragraph shorter than this is shown with its neighbours: bylines, captions, lines of a dialogue
SHORT = 200
# what these rules miss or compare stands anywhere in the item: their readers get all of it
WHOLE = frozenset({"absence", "asymmetry"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding with its surroundings, for a reader's eyes. ``item`` as in Judgement; ``whole``: all of the text, for
    rules that speak of the item as a whole.
    """

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
    published: str = ""
    whole: str = ""
    voice: str = "narrator"

    def order(self, seed: int = 0) -> str:
        """A fixed order that has nothing to do with the corpus: the first n hits are a random sample."""
        salt = f"{seed} " if seed else ""
        return hashlib.sha256(f"{salt}{self.rule} {self.item} {self.start}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RuleStats:
    """The report card of one rule. ``per_thousand``: findings per 1,000 items; ``sample``: one of them, or None."""

    rule: Rule
    findings: int
    per_thousand: float
    tally: Tally
    sample: Hit | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found in a corpus. ``items``: records read; ``texts``: keys of the different texts among
    them; ``quiet``: of those in which nothing was found; ``failed``: what went wrong with records that could not be read.
    """

    items: int
    texts: list[str]
    hits: list[Hit]
    quiet: list[str]
    failed: list[str]


def every_rule() -> dict[str, Rule]:
    """All rules of the program, those of packs on request included."""
    return {rule.id: rule for rule in load_packs([program_packs(), *on_request_packs()]).rules}


def packs_for(ids: Iterable[str], *, on_request: Sequence[str] = (), experimental: bool = False) -> Packs:
    """The packs that must be loaded for these rules to fire, besides what was asked for by name.

    Raises UsageError for a pack that the program does not have.
    """
    rules = every_rule()
    files = {path.stem: path for path in on_request_packs()}
    wanted = set(on_request)
    for one in ids:
        rule = rules[one]
        experimental |= rule.status == "experimental"
        if rule.origin == ON_REQUEST:
            wanted.add(rule.pack)
    if unknown := sorted(wanted - set(files)):
        raise UsageError(detail=f"{unknown[0]} ≠ {', '.join(files)}")
    chosen = (str(program_packs()), *(str(files[name]) for name in sorted(wanted))) if wanted else None
    return Packs(chosen, (), experimental)


def rules_of(packs: Packs, edition: str) -> dict[str, Rule]:
    """The rules that are tried, by id."""
    return {rule.id: rule for rule in packs.engine(edition).ruleset.rules}


def find_hits(
    corpus: Corpus,
    *,
    edition: str,
    jobs: int | None = None,
    only: frozenset[str] = frozenset(),
    packs: Packs | None = None,
) -> tuple[int, list[Hit]]:
    """The number of items, and all findings (of the rules in ``only``, if any), each item's text once."""
    found = search(corpus, edition=edition, jobs=jobs, only=only, packs=packs)
    return found.items, found.hits


def search(
    corpus: Corpus,
    *,
    edition: str,
    jobs: int | None = None,
    only: frozenset[str] = frozenset(),
    packs: Packs | None = None,
) -> Found:
    """All findings of a corpus, and the texts in which nothing was found."""
    packs = packs or Packs()
    rules = rules_of(packs, edition)
    found = Found(0, [], [], [], [])
    items = 0
    seen: set[str] = set()
    parts = workers.chunks(corpus.records())
    run = workers.run(
        workers.analyse_records, parts, edition=edition, jobs=workers.sensible_jobs(jobs), packs=packs
    )
    for part, answers in run:
        items += len(part)
        for record, analysis in zip(part, answers, strict=True):
            if not isinstance(analysis, Analysis):
                found.failed.append(analysis)
                continue
            if (key := item_key(record.text)) in seen:
                continue
            seen.add(key)
            found.texts.append(key)
            found.hits.extend(
                _hit(record, key, finding, rules[finding.rule])
                for finding in analysis.findings
                if not only or finding.rule in only
            )
            if not analysis.findings:
                found.quiet.append(key)
    return replace(found, items=items)


def _hit(record: Record, key: str, finding: Finding, rule: Rule) -> Hit:
    text = record.text
    first, last = _around(text, finding.start, finding.end)
    return Hit(
        rule=rule.id,
        version=rule.version,
        item=key,
        start=finding.start,
        end=finding.end,
        zone=str(finding.zone),
        title=record.title,
        before=text[first : finding.start],
        text=text[finding.start : finding.end],
        after=text[finding.end : last],
        published=record.published,
        whole=text if rule.type in WHOLE else "",
        voice=str(finding.voice),
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph of a hit; a short one with its neighbours, a long one cut."""
    first, last = text.rfind("\n", 0, start) + 1, _line_end(text, end)
    if last - first < SHORT:
        first = text.rfind("\n", 0, max(0, first - 2)) + 1
        last = _line_end(text, min(len(text), last + 2))
    return max(first, start - AROUND), min(last, end + AROUND)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def text_of(corpus: Corpus, item: str) -> str:
    """The whole text of one item. Raises UsageError where the corpus has none of that key."""
    for record in corpus.records():
        if item_key(record.text) == item:
            return record.text
    raise UsageError(detail=f"no item {item} in {corpus.name}")


def chosen(hits: Iterable[Hit], per_rule: int | None, seed: int = 0) -> list[Hit]:
    """At most so many hits a rule, the same for every reader who names the same seed."""
    ordered = sorted(hits, key=lambda hit: (hit.rule, hit.order(seed)))
    if per_rule is None:
        return ordered
    taken: Counter[str] = Counter()
    kept: list[Hit] = []
    for hit in ordered:
        taken[hit.rule] += 1
        if taken[hit.rule] <= per_rule:
            kept.append(hit)
    return kept


def stats(
    items: int, hits: Sequence[Hit], rules: Iterable[Rule], judged: Sequence[Judgement]
) -> list[RuleStats]:
    """The report card of every rule, those with most findings first."""
    rules = list(rules)
    counts = Counter(hit.rule for hit in hits)
    samples: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda h: h.order()):
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


def known_judgements(workspace: Path | None, given: Sequence[Path] = ()) -> list[Judgement]:
    """Those of the files and folders given; else those that came with the program, and those of a workspace (its folder)."""
    files = [file for path in given for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    if given:
        return read_judgements(files)
    if workspace is None:
        return read_judgements(own_files())
    # a second reader who answers an outlet has read the hit, too
    return [*read_judgements(own_files()), *judgements_of(workspace), *words(cases(workspace))]


def carried(judged: Iterable[Judgement], hits: Iterable[Hit], corpus: str | None) -> list[Judgement]:
    """Judgements of this corpus (None: of any) moved to the present version of their rule where that still makes the same
    hit.

    A verdict is about a wording in its place; what a new version no longer finds keeps its old version, and so counts
    for nothing.
    """
    made = {(hit.rule, hit.item, hit.start, hit.end): hit.version for hit in hits}
    return [
        replace(one, version=version)
        if corpus in {None, one.corpus} and (version := made.get((one.rule, one.item, one.start, one.end)))
        else one
        for one in judged
    ]


def unjudged(
    hits: Iterable[Hit], judged: Iterable[Judgement], corpus: str | None, who: str, seed: int = 0
) -> list[Hit]:
    """What this reader has not judged yet in this corpus (None: in any), in the order of reading."""
    done = {
        (j.rule, j.version, j.item, j.start, j.end)
        for j in judged
        if corpus in {None, j.corpus} and j.who == who
    }
    waiting = [h for h in hits if (h.rule, h.version, h.item, h.start, h.end) not in done]
    return sorted(waiting, key=lambda h: (h.rule, h.order(seed)))


def judgement(hit: Hit, corpus: str, verdict: str, reason: str, who: str) -> Judgement:
    """A judgement of a hit. Raises InputError for a verdict without the reason it needs."""
    one = Judgement(
        hit.rule, hit.version, corpus, hit.item, hit.start, hit.end, verdict, " ".join(reason.split()), who
    )
    if problem := check(one):
        raise InputError(problem, file=f"{hit.rule} {hit.item}", detail=problem)
    return one


def export(file: Path, hits: Iterable[Hit], rules: Mapping[str, Rule]) -> int:
    """Hits with their surroundings and an empty verdict, to be filled in; it holds text, so it stays with the reader."""
    outside_the_program(file)
    lines = [json.dumps(_row(hit, rules[hit.rule]), ensure_ascii=False) for hit in hits]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def _row(hit: Hit, rule: Rule) -> dict[str, object]:
    """What a reader needs for one verdict, and nothing of what others said."""
    about = {
        "rule_title": rule.title["vi"],
        "explanation": rule.explanation["vi"],
        "alternatives": [
            *rule.stages.get("unknown", ()),
            *(text for advice in rule.by_day if advice.holds(None) for text in advice.texts),
            *rule.alternatives,
        ],
    }
    return {"verdict": "", "reason": "", **asdict(hit), **about}


def outside_the_program(file: Path) -> None:
    """Raises UsageError for a place inside the program's own source tree: texts of others must not end up in it."""
    tree = Path(__file__).resolve().parent.parent
    if (tree / ".git").exists() and file.resolve().is_relative_to(tree):
        raise UsageError(detail=f"{file} ∈ {tree}")


def read_verdicts(file: Path, hits: Iterable[Hit], corpus: str, who: str) -> tuple[list[Judgement], int]:
    """The verdicts of an exported file that are filled in, and the number of those that fit no present hit."""
    made: dict[tuple[object, ...], Hit] = {(h.rule, h.item, h.start, h.end): h for h in hits}
    found: list[Judgement] = []
    lost = 0
    with numbered_lines(file) as lines:
        for number, line in lines.read():
            raw = mapping_of(line, file, number)
            if not raw.get("verdict"):
                continue
            hit = made.get((raw.get("rule"), raw.get("item"), raw.get("start"), raw.get("end")))
            if hit is None:
                lost += 1
                continue
            found.append(judgement(hit, corpus, str(raw["verdict"]), str(raw.get("reason") or ""), who))
    return found, lost


def mapping_of(line: bytes, file: Path, number: int) -> Mapping[str, Any]:
    """One line of a sheet. Raises InputError where it is none."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}:{number}", file=f"{file}:{number}", detail=str(error)) from error
    if not isinstance(raw, dict):
        raise InputError(f"{file}:{number}", file=f"{file}:{number}", detail="{…}")
    return raw


def record_judgements(file: Path, added: Iterable[Judgement], hits: Sequence[Hit], corpus: str | None) -> int:
    """Adds to a file of judgements; a reader's newer word on a hit replaces their older one. Returns what it then holds."""
    old = read_judgements([file]) if file.exists() else []
    every: dict[tuple[object, ...], Judgement] = {}
    for one in [*carried(old, hits, corpus), *added]:
        every[(*one.place, one.version, one.who)] = one
    write_judgements(file, every.values())
    return len(every)


def keep_judgements(
    workspace: Workspace, added: Iterable[Judgement], hits: Sequence[Hit], corpus: str | None
) -> int:
    """Adds to the decisions of a workspace, behind all earlier ones. Returns how many hold of each rule's version."""
    old = judgements_of(workspace.path)
    moved = [new for before, new in zip(old, carried(old, hits, corpus), strict=True) if new != before]
    keep(workspace, map(decision_of, [*moved, *added]))
    return len(judgements_of(workspace.path))


def file_for(out: Path, corpus: str, who: str) -> Path:
    """Where a reader's judgements of a corpus go: a file as named, or in a folder ``CORPUS.READER.jsonl``."""
    if not out.is_dir():
        return out
    name, _, _ = corpus.partition(".jsonl")
    return out / f"{name}.{who}.jsonl"


def at_places(hits: Iterable[Hit], file: Path, corpus: str) -> list[Hit]:
    """The hits at the places of a file that :func:`auditor.readings.write_places` wrote."""
    with numbered_lines(file) as lines:
        rows = [mapping_of(line, file, number) for number, line in lines.read()]
    wanted = {tuple(row.get(k) for k in ("rule", "corpus", "item", "start", "end")) for row in rows}
    return [hit for hit in hits if (hit.rule, corpus, hit.item, hit.start, hit.end) in wanted]
