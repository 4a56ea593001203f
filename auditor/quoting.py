"""What of an item may be shown where its findings are: short words without private names, and an address that leads to nobody who
must stay unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.model import Analysis, Finding

if TYPE_CHECKING:
    from auditor.store import Store

# findings of this family say what makes somebody recognisable: rule, zone and offsets may be shown, nothing else
IDENTIFICATION = "F18"
# the words of an example; longer findings are whole sentences, which is more than a quotation needs
QUOTE = 120


def shields(analysis: Analysis) -> bool:
    """Does somebody stand in the item whom no document may lead to: a child, a victim, a survivor of violence? Then its address, which
    repeats the headline, stays out, whatever the finding is about.
    """
    return (
        analysis.labels.gbv
        or any(p.minor or p.victim for p in analysis.people)
        or any(f.family == IDENTIFICATION for f in analysis.findings)
    )


def shielded_texts(store: Store, text: str = "") -> frozenset[str]:
    """The hashes of texts in which some analysis found a child or somebody recognisable. The same text may stand elsewhere without a
    day, so that no age is known there and nothing was found: its address repeats the same headline. ``text``: the hash of the one that is asked about, "" for all.
    """
    only = "AND n.text_sha256 = ?" if text else ""
    rows = store.rows(
        f"""SELECT n.text_sha256 FROM findings f JOIN analyses n ON n.id = f.analysis WHERE f.family = ? {only}
            UNION SELECT n.text_sha256 FROM people p JOIN analyses n ON n.id = p.analysis WHERE p.minor {only}""",  # noqa: S608
        (IDENTIFICATION, text, text) if text else (IDENTIFICATION,),
    )
    return frozenset(row["text_sha256"] for row in rows)


def safe_quote(finding: Finding, analysis: Analysis) -> str:
    """The words found, short and without private names; "" where they touch a child or a survivor of violence."""
    vulnerable = analysis.labels.gbv or any(p.minor or p.victim for p in analysis.people)
    text, cut = finding.text, []
    for person in analysis.people:
        for mention in person.mentions:
            if mention.start < finding.end and finding.start < mention.end:
                if vulnerable and (person.minor or person.victim):
                    return ""
                if person.named and mention.text.strip():
                    cut.append((max(mention.start, finding.start), min(mention.end, finding.end)))
    for start, end in _merged(cut):
        at = start - finding.start
        text = text[:at] + "[…]" + text[at + end - start :]
    return text if len(text) <= QUOTE else text[: QUOTE - 1].rstrip() + "…"


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where they touch, last first, so that cutting one leaves the others' offsets."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined[::-1]
