"""Who is in an item, who speaks in it, and how sure we are: people and statements read together."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.lexicon import Hit, Lexicon
from indicators.model import Evidence, Gender, Person, Quote, Zone
from indicators.people.aliases import second_names
from indicators.people.couples import couples
from indicators.people.gender import decide, from_abroad
from indicators.people.groups import groups
from indicators.people.merge import Individual, known_names, merge, without_bylines
from indicators.people.pronouns import pronouns
from indicators.people.roles import RoleReader
from indicators.people.sameage import same_age
from indicators.people.spots import SpotFinder
from indicators.people.unnamed import find_unnamed
from indicators.quotes import StatementReader
from indicators.reported import Statement
from indicators.text import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """People and statements of one item; speakers are people's ids.

    ``hits``, ``statements`` and ``marks`` (the insides of all quotation marks) are in offsets of the normal form.
    """

    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    hits: tuple[Hit, ...] = ()
    statements: tuple[Statement, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()


def read_people(document: Document, lexicon: Lexicon) -> Reading:
    """Everybody in the item and everything they are reported to have said."""
    hits = lexicon.hits(document.folded)
    people = merge(SpotFinder(document, lexicon, hits).find(), lexicon, abroad=from_abroad(document.folded))
    people = second_names(without_bylines(people, document), document)
    known_names(people, document.folded)
    groups(document, people, lexicon)
    couples(document, people, lexicon)
    same_age(document, people)
    pronouns(document, people, lexicon, hits)
    decided = [decide(person, document, lexicon) for person in people]
    unnamed = find_unnamed(document, lexicon, hits, people, [gender for gender, *_ in decided])
    decided += [decide(person, document, lexicon) for person in unnamed]
    people += unnamed
    reader = StatementReader(document, lexicon, hits, people)
    reader.sexes = [(gender, evidence) for gender, evidence, *_ in decided]
    statements = reader.read()
    quoted = reader.quoted_people(statements)
    sources = {s.person for s in statements}
    roles = RoleReader(
        document, hits, people, sources, [gender for gender, *_ in decided], statements=statements
    )
    out = tuple(
        _person(at, person, document, decided[at], roles, quoted=at in quoted, source=at in sources)
        for at, person in enumerate(people)
    )
    quotes = tuple(_quote(document, statement) for statement in statements)
    marks = tuple((start, end) for start, end, _ in reader.marks)
    return Reading(out, quotes, tuple(hits), tuple(statements), marks)


def _quote(document: Document, statement: Statement) -> Quote:
    mention = document.mention(statement.start, statement.end)
    speaker = (
        f"p{statement.person + 1}"
        if statement.person >= 0
        else f"org:{statement.org}"
        if statement.org
        else None
    )
    return Quote(mention.start, mention.end, mention.text, statement.kind, speaker)


def _person(
    at: int,
    person: Individual,
    document: Document,
    decided: tuple[Gender, Evidence, str, float | None],
    roles: RoleReader,
    *,
    quoted: bool,
    source: bool,
) -> Person:
    gender, evidence, words, chance = decided
    spans = (
        {(s.start, s.end) for s in person.spots} | {(s.lead, s.end) for s in person.spots} | set(person.extra)
    )
    in_title = any(document.zone_at(start) == Zone.TITLE for start, _ in spans)
    role = roles.read(at, source=source, in_title=in_title)
    return Person(
        id=f"p{at + 1}",
        name=person.name,
        named=person.named,
        mentions=tuple(document.mention(a, b) for a, b in sorted(spans)),
        gender=gender,
        evidence=evidence,
        evidence_text=words,
        probability_female=chance if gender is not Gender.UNKNOWN else None,
        function=role.function,
        occupation=role.occupation,
        gmmp_occupation=role.code,
        victim=role.victim,
        family_role=role.family_role,
        quoted=quoted,
        source=source,
        listed=role.listed,
        minor=role.minor,
    )
