"""What stands beside a figure, in words: what a declaration lacks, what was inherited, and the groups inside a count of people."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from auditor.adoption import Declared, load_rules
from auditor.rate import RateResult
from auditor.rateviews import Inherited, ladder
from auditor.store import Store
from auditor.words import Words, number
from auditor.workspace import Workspace
from indicators.tallies import VoiceTally
from reports.figures import Adoption, Ladder, OutletFigures, Reading


def adoption_figures(row: Declared | None, workspace: Workspace, words: Words) -> Adoption:
    """What one outlet declared, with what is lacking said in words."""
    if row is None:
        return Adoption(None)
    rules = load_rules(workspace)
    notes = [row.note] if row.note else []
    if row.level and row.lacking:
        papers = ", ".join(rules.name(kind, words) for kind in row.lacking)
        notes.append(words("adoption.lacking", papers=papers))
    elif row.level and not row.verified:
        notes.append(words("adoption.not_read"))
    evidence = tuple(f"{p.text} (SHA-256 {p.sha256[:12]})" if p.sha256 else p.text for p in row.papers)
    return Adoption(
        row.level, row.date, evidence, row.verified, row.checked_by, "; ".join(notes), proven=row.shown
    )


def ladder_figures(rate: RateResult, workspace: Workspace, words: Words) -> Ladder:
    """Strict, middle and lenient totals with what each level asks for, in words."""
    rules = load_rules(workspace)
    found = ladder(rate.outlets, rate.adoption, date.fromisoformat(rate.as_of))
    rungs = tuple(
        (level, tuple(rules.name(kind, words) for kind in kinds))
        for level, kinds in sorted(rules.levels.items())
    )
    return Ladder(tuple(Reading(one.key, one.applied, one.counted) for one in found), rungs, rules.own)


def with_inherited(adoption: Adoption, found: Sequence[Inherited], words: Words) -> Adoption:
    """A body that said nothing itself, with what those that went into it had said, and until when it has to confirm."""
    if not found:
        return adoption
    told = [
        words(
            "adoption.inherited.expired" if one.expired else "adoption.inherited",
            predecessor=one.predecessor.name,
            level=words(f"level.{one.level}"),
            until=one.until.strftime("%d/%m/%Y"),
        )
        for one in found
    ]
    note = "; ".join(filter(None, (adoption.note, *told)))
    standing = "expired" if all(one.expired for one in found) else "pending"
    return replace(adoption, note=note, inherited=standing)


# groups that an editor reads apart; social positions are too many for a line
_TOLD = ("presenter", "expert", "popular", "chosen", "imposed", "listed")


def parts_in_words(parts: str, words: Words) -> Iterator[str]:
    """The groups inside a count of people, each with its own count: attendance lists, newsmakers whom the event imposed.

    ``parts``: as a row of scores keeps them; empty ones are left out.
    """
    found = {part["name"]: part for part in json.loads(parts or "[]")}
    for name in _TOLD:
        part = found.get(name)
        if part is None or not part["n"] + part["unknown"]:
            continue
        unknown = part["unknown"]
        yield words(
            "score_part.line",
            name=words(f"score_part.{name}"),
            k=number(part["numerator"], words.lang),
            n=number(part["n"], words.lang),
            unknown=words("score_part.unknown", n=number(unknown, words.lang)) if unknown else "",
        )


def waiting_in_words(outlets: Iterable[OutletFigures], words: Words) -> Iterator[str]:
    """How many findings no figure counts yet, since nobody read them."""
    outlets = list(outlets)
    waiting = sum(outlet.findings_waiting for outlet in outlets)
    made = sum(outlet.findings_confirmed for outlet in outlets)
    told = words("figures.limit.confirmed", n=number(made, words.lang)) if made else ""
    if waiting:
        yield words("figures.limit.waiting", count=number(waiting, words.lang), confirmed=told)
    elif made:
        yield words("figures.limit.confirmed.all", n=number(made, words.lang))


def voices_in_words(voices: VoiceTally, words: Words) -> Iterator[str]:
    """Findings in the outlets' own words, and in words of others that they chose, counted apart."""
    if voices.narrator or voices.chosen:
        narrator, chosen = number(voices.narrator, words.lang), number(voices.chosen, words.lang)
        yield words("figures.limit.voices", narrator=narrator, chosen=chosen)


def limits_in_words(store: Store, scored: sqlite3.Row, rate: RateResult, words: Words) -> Iterator[str]:
    """What of the period no figure is of: items without a day, items not read; and that nobody appraised what was declared."""
    if scored["undated"]:
        yield words("figures.limit.undated", count=scored["undated"])
    unread = store.number(
        """SELECT count(*) FROM articles WHERE kind NOT IN ('listing', 'other') AND NOT EXISTS (
             SELECT 1 FROM analyses n WHERE n.article = articles.id AND n.engine = ?
             AND n.text_sha256 = articles.text_sha256)""",
        (scored["engine"],),
    )
    if unread:
        yield words("figures.limit.unread", count=unread)
    if rate.pilot.verified is None and rate.pilot.applied:
        yield words("figures.limit.declared")
