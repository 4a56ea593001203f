"""What passes between the parts of a proof."""

from __future__ import annotations

from dataclasses import dataclass, field

# what stands on what: causes before what follows from them
KINDS = (
    "unreadable", "config", "rule", "engine", "edition", "file", "file_missing", "file_new", "evidence", "evidence_missing",
    "table", "articles", "signer", "page", "page_missing", "page_reads", "text", "span", "analysis", "derived", "copies", "adoption", "decision",
    "score", "version", "figure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was. ``kind``: one of KINDS, a key below ``proof.kind.``; ``where``: the place (of a figure
    its path in report.json); ``before`` as reported or stored, ``now`` as worked out; ``what``: whose or which, in words.
    """

    kind: str
    where: str
    before: str = ""
    now: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a verification ended. ``notes``: keys below ``proof.note.`` for what could not be looked at, with a number."""

    differences: tuple[Difference, ...]
    figures: int = 0
    articles: int = 0
    pages: int = 0
    papers: int = 0
    notes: tuple[tuple[str, int], ...] = field(default=())

    @property
    def same(self) -> bool:
        return not self.differences


def ordered(found: list[Difference]) -> tuple[Difference, ...]:
    """Causes first; within a kind as found. The same said twice stands once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda d: KINDS.index(d.kind)))


def shown(value: object) -> str:
    """A value of a report as text; "" for what is not there."""
    if value is None:
        return ""
    if isinstance(value, float):
        # seventeen digits are what a float is; whoever sees 0.3 twice and "differs" would doubt the program
        return repr(value)
    return str(value)
