"""Points of law, apart from ordinary wordings: which law and article, how many findings, of which rules.

A rule may rest on a law; that its finding is a breach is nothing a program can say. So there are no words of the item here,
no score, and every listing says that it is a point to check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from indicators.model import Finding
from indicators.sources import Source, in_english, resolve
from reports.figures import LAW, LawPoint, OutletFigures


def is_law(finding: Finding) -> bool:
    """Does it rest on a law?"""
    return finding.authority == LAW


def laws_of(finding: Finding) -> tuple[Source, ...]:
    """The laws among its sources; none where its rule names none."""
    return tuple(source for source in resolve(finding.sources) if source.kind == LAW)


def law_points(findings: Iterable[Finding], titles: Mapping[str, str], lang: str) -> tuple[LawPoint, ...]:
    """One line for each law, most findings first, laws before decrees; a finding that rests on two laws stands under both. ``titles``: of
    rules, by id.
    """
    found: dict[str, tuple[Source | None, Counter[str]]] = {}
    for finding in filter(is_law, findings):
        laws: tuple[Source | None, ...] = laws_of(finding) or (None,)
        for law in laws:
            tag = law.tag if law else ""
            found.setdefault(tag, (law, Counter()))[1][finding.rule] += 1
    made = [
        LawPoint(
            tag=tag,
            law=law.name(lang) if law else "",
            article=article(law, lang) if law else "",
            findings=counted.total(),
            rules=tuple(titles.get(rule) or rule for rule in sorted(counted)),
        )
        for tag, (law, counted) in found.items()
    ]
    return tuple(
        sorted(
            made, key=lambda point: (not point.tag, -point.findings, _below(found[point.tag][0]), point.tag)
        )
    )


def _below(law: Source | None) -> bool:
    """Is it below a law: a decree or decision? Of two with as many findings the law comes first."""
    return law is not None and not law.name("vi").startswith(("Hiến pháp", "Bộ luật", "Luật"))


def cited_by(outlets: Iterable[OutletFigures]) -> list[str]:
    """The tags of what their examples and points of law rest on."""
    outlets = tuple(outlets)
    examples = [tag for outlet in outlets for example in outlet.examples for tag in example.sources]
    return examples + [point.tag for outlet in outlets for point in outlet.law_points if point.tag]


def article(law: Source, lang: str) -> str:
    """Its article in a language; "" where none was read."""
    return law.article if lang == "vi" else in_english(law.article)


def as_json(points: Iterable[LawPoint]) -> list[dict[str, Any]]:
    """The form of ``law_points`` in ``check --json``, as in the report's."""
    return [
        {"tag": p.tag, "law": p.law, "article": p.article, "findings": p.findings, "rules": list(p.rules)}
        for p in points
    ]
