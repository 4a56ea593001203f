"""What readers said about a rule's hits, and what follows from it: a rule scores when its hits were read and held up.

A judgement names rule, version, corpus, item and place, never the text: texts belong to their publishers. Files are JSON
lines, one judgement each, appended to; docs/rules.md says how they come about.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indicators.datafile import read_text
from indicators.errors import DataFileError
from indicators.shares import wilson

YES, NO, UNSURE = "y", "n", "?"
VERDICTS = (YES, NO, UNSURE)
# a reason says what the wording meant there; anything longer would quote the text
REASON_MAX = 120
# issue of trust: below ten hits read a rule is unproven; a proven one is right in at least 0.60 of cases, 95 % sure
ENOUGH = 10
BOUND = 0.60

# rule, corpus, item, start, end
Place = tuple[str, str, str, int, int]

PROVEN, UNPROVEN, DEMOTED, ADVICE = "proven", "unproven", "demoted", "advice"
# of rules that do not fire, whatever was read of them: on trial, or ended
TRIAL, RETIRED = "trial", "retired"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reader's word on one hit. ``corpus``: SHA-256 of its content; ``item``: see :func:`item_key`; offsets are of
    the text as given. ``verdict``: "y" (would be defended before an editor), "n", or "?"; the last two have a reason.
    """

    rule: str
    version: str
    corpus: str
    item: str
    start: int
    end: int
    verdict: str
    reason: str = ""
    who: str = ""

    @property
    def place(self) -> Place:
        """The hit the judgement is about, whichever version of the rule made it."""
        return self.rule, self.corpus, self.item, self.start, self.end


@dataclass(frozen=True, slots=True)
class Tally:
    """The hits of one rule version that somebody judged. Unsure is not right: precision is ``yes`` of all."""

    yes: int = 0
    no: int = 0
    unsure: int = 0

    @property
    def judged(self) -> int:
        return self.yes + self.no + self.unsure

    @property
    def precision(self) -> float | None:
        return self.yes / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval of the precision."""
        return wilson(self.yes, self.judged) if self.judged else None


UNREAD = Tally()


def item_key(text: str) -> str:
    """Names an item by its text without repeating it; the same text in two corpora is one item."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def version_of(meaning: Mapping[str, Any]) -> str:
    """The version of a rule: a hash over what decides where it fires; titles, advice and examples may change."""
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def standing_of(allowed: bool, tally: Tally) -> str:
    """What a rule's findings may do: "proven" ones score, "unproven" ones once a person confirms them, "demoted" ones
    (hits were read and did not hold up) and "advice" (the authority allows no more) never.
    """
    if not allowed:
        return ADVICE
    if tally.judged < ENOUGH:
        return UNPROVEN
    interval = tally.interval
    return PROVEN if interval is not None and interval[0] >= BOUND else DEMOTED


def own_files() -> list[Path]:
    """The judgements that came with the program."""
    folder = Path(str(importlib.resources.files("indicators.rules"))) / "judgements"
    return sorted(folder.glob("*.jsonl"))


def read_judgements(files: Iterable[Path | str]) -> list[Judgement]:
    """All judgements of the files, in order. Raises DataFileError (file, line, detail) for a line that is none."""
    found: list[Judgement] = []
    for file in map(Path, files):
        for number, line in enumerate(read_text(file).split("\n"), start=1):
            if line.strip():
                found.append(_judgement(line, str(file), number))
    return found


def _judgement(line: str, file: str, number: int) -> Judgement:
    try:
        raw = json.loads(line)
        one = Judgement(**{name: raw[name] for name in Judgement.__slots__ if name in raw})
        problem = check(one)
    except (ValueError, TypeError, KeyError) as error:
        problem, one = str(error), None
    if problem or one is None:
        raise DataFileError(f"{file}:{number}: {problem}", file=file, line=number, detail=problem)
    return one


def check(one: Judgement) -> str:
    """What is wrong with a judgement, or nothing."""
    if not (isinstance(one.start, int) and isinstance(one.end, int)):
        return "start, end"
    if not all(
        isinstance(v, str) for v in (one.rule, one.version, one.corpus, one.item, one.reason, one.who)
    ):
        return "rule, version, corpus, item, reason, who"
    if one.verdict not in VERDICTS:
        return f"verdict {one.verdict!r}"
    if one.verdict != YES and not one.reason.strip():
        return "reason"
    return "reason" if len(one.reason) > REASON_MAX or "\n" in one.reason else ""


def write_judgements(file: Path, found: Iterable[Judgement]) -> None:
    """Replaces a file by these judgements, in a fixed order; a half-written file never stands in its place."""
    ordered = sorted(found, key=lambda j: (j.rule, j.corpus, j.item, j.start, j.end, j.who, j.version))
    lines = "".join(json.dumps(asdict(j), ensure_ascii=False, separators=(",", ":")) + "\n" for j in ordered)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(lines, encoding="utf-8", newline="\n")
    part.replace(file)


def tallies(judgements: Sequence[Judgement], versions: Mapping[str, str]) -> dict[str, Tally]:
    """Per rule of ``versions`` (id to version) the hits judged at that version, each as :func:`decided`."""
    counts: dict[str, dict[str, int]] = {}
    for place, verdict in verdicts(judgements, versions).items():
        counts.setdefault(place[0], dict.fromkeys(VERDICTS, 0))[verdict] += 1
    return {rule: Tally(c[YES], c[NO], c[UNSURE]) for rule, c in counts.items()}


def said(
    judgements: Iterable[Judgement], versions: Mapping[str, str] | None = None
) -> dict[Place, dict[str, str]]:
    """Per place each reader's last word. ``versions``: only what was said about this version of a rule."""
    found: dict[Place, dict[str, str]] = {}
    for one in judgements:
        if versions is None or versions.get(one.rule) == one.version:
            found.setdefault(one.place, {})[one.who] = one.verdict
    return found


def verdicts(judgements: Iterable[Judgement], versions: Mapping[str, str] | None = None) -> dict[Place, str]:
    """What counts of every place somebody judged."""
    return {place: decided(each.values()) for place, each in said(judgements, versions).items()}


def decided(words: Iterable[str]) -> str:
    """What counts where several readers spoke: what more than half of them said, else the worst word.

    So two who differ leave a hit unproven, and a third reading decides between them.
    """
    counts = Counter(words)
    verdict, most = counts.most_common(1)[0]
    if 2 * most > counts.total():
        return verdict
    return next(word for word in (NO, UNSURE, YES) if counts[word])
