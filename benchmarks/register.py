"""How sure is the register of outlets, province by province?

    python benchmarks/register.py [--folder crawlers/outlets] [--write docs/outlets.md]

A fact is what carries a mark of its own: a body, a step of its succession, a channel, a site, and a name or a province
where it says more than the body does. Bodies of former provinces count with the province that took them in. ``--write``
puts the table between the two marks of a Markdown file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crawlers import provinces, register
from crawlers.register import Evidence, Outlet

MARKS = ("C", "A", "K", "I", "?")
BEGIN, END = "<!-- sure: begin -->", "<!-- sure: end -->"
PORTAL = "portal"


def facts(outlet: Outlet) -> Iterator[Evidence]:
    yield outlet.evidence
    yield from (step.evidence for step in outlet.succession)
    yield from (channel.evidence for channel in outlet.channels)
    yield from (site.evidence for site in outlet.sites)
    for dated in (*outlet.names, *outlet.provinces):
        if dated.evidence != Evidence():
            yield dated.evidence


def counts(outlets: tuple[Outlet, ...]) -> dict[str, Counter[str]]:
    """Marks by today's province; portals apart under "portal", so that they do not hide the press."""
    found: dict[str, Counter[str]] = {p.name: Counter() for p in provinces.provinces() if p.into == p.name}
    found[PORTAL] = Counter()
    for outlet in outlets:
        key = PORTAL if outlet.kind == PORTAL else provinces.today_of(outlet.province)
        found.setdefault(key, Counter()).update(fact.mark for fact in facts(outlet))
        found[key]["bodies"] += 1
        found[key]["patterns"] += sum(bool(site.article_url) for site in outlet.sites)
    return found


def row(name: str, counted: Counter[str]) -> str:
    total = sum(counted[mark] for mark in MARKS)
    share = (counted["C"] + counted["A"]) / total if total else 0.0
    cells = [name, counted["bodies"], *(counted[mark] for mark in MARKS), f"{share:.0%}", counted["patterns"]]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(outlets: tuple[Outlet, ...]) -> str:
    found = counts(outlets)
    portals = found.pop(PORTAL)
    press: Counter[str] = Counter()
    for counted in found.values():
        press.update(counted)
    head = [
        f"| | bodies | {' | '.join(MARKS)} | C or A | sites with a tried address form |",
        "|---|" + "--:|" * (len(MARKS) + 3),
    ]
    rows = [row(name, found[name]) for name in sorted(found, key=register.slug)]
    return "\n".join([*head, *rows, row("**press**", press), row("portals, all provinces", portals)])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    text = table(register.load(*([args.folder] if args.folder else [])).outlets)
    if args.write is None:
        print(text)
        return 0
    page = args.write.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{args.write}: {BEGIN} … {END} not found", file=sys.stderr)
        return 1
    args.write.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
