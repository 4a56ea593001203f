"""Who is in an item, who speaks in it, and how sure we are: people and statements read together."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.lexicon import Lexicon
from indicators.model import Person, Quote
from indicators.people.gender import decide, pronouns
from indicators.people.merge import merge
from indicators.people.spots import SpotFinder
from indicators.text import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """People and statements of one item; speakers are people's ids."""

    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()


def read_people(document: Document, lexicon: Lexicon) -> Reading:
    """Everybody in the item and everything they are reported to have said."""
    hits = lexicon.hits(document.folded)
    finder = SpotFinder(document, lexicon, hits)
    people = merge(finder.find(), lexicon)
    pronouns(document, people)
    out = []
    for at, person in enumerate(people, 1):
        gender, evidence, words, chance = decide(person, document, lexicon)
        spans = {(s.start, s.end) for s in person.spots} | {(s.lead, s.end) for s in person.spots} | set(person.extra)
        mentions = tuple(document.mention(a, b) for a, b in sorted(spans))
        out.append(
            Person(
                id=f"p{at}",
                name=person.name,
                named=True,
                mentions=mentions,
                gender=gender,
                evidence=evidence,
                evidence_text=words,
                probability_female=chance,
            )
        )
    return Reading(tuple(out), ())
