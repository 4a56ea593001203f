"""What an item is about, as the index asks: women at the centre, gender as a topic, violence, law."""

from __future__ import annotations

from collections import Counter

from indicators.lexicon import CUE, Hit, Lexicon
from indicators.model import Gender, Labels, Zone
from indicators.text import Document
from indicators.who import Reading

# a cue in title or lead counts as much as three in the body
_FRONT = 3


def label(document: Document, lexicon: Lexicon, reading: Reading) -> Labels:
    """The labels of one item."""
    body = next((part.start for part in document.parts if part.zone == Zone.BODY), len(document.norm))
    front: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    last: dict[str, int] = {}
    for hit in reading.hits:
        if CUE not in hit.entry.kinds:
            continue
        for cue in hit.entry.cues:
            if hit.start < last.get(cue, -1):
                continue
            last[cue] = hit.end
            whole[cue] += 1
            if hit.start < body:
                front[cue] += 1
    gender = front["gender_topic"] >= 1 or whole["gender_topic"] >= 3
    gbv = front["gbv_strong"] >= 1 or whole["gbv_strong"] >= 2 or (front["gbv"] >= 1 and whole["gbv"] >= 3)
    gbv = gbv or _partner_violence(document, reading.hits, body)
    return Labels(
        women_central=_women_central(document, reading, front, whole, gbv=gbv),
        gender_topic=gender,
        gbv=front["gbv_strong"] >= 1
        or whole["gbv_strong"] >= 2
        or _partner_violence(document, reading.hits, body),
        law_reference=whole["law"] >= 1,
        challenges_stereotype=gender and whole["challenge"] >= 2,
        topics=_topics(lexicon, front, whole),
    )


def _women_central(
    document: Document, reading: Reading, front: Counter[str], whole: Counter[str], *, gbv: bool
) -> bool:
    body = next((part.start for part in document.parts if part.zone == Zone.BODY), len(document.norm))
    first = document.given(body, body + 1)[0] if body < len(document.norm) else len(document.text)
    women = men = 0
    leads = front["women"] > 0
    for person in reading.people:
        count = len(person.mentions)
        if person.gender is Gender.FEMALE:
            women += count
            leads = leads or any(m.start < first for m in person.mentions)
        elif person.gender is Gender.MALE:
            men += count
    women += whole["women"]
    # a woman who was attacked is at the centre even where her attackers are named more often
    return leads and women >= 4 and (women >= 1.5 * men or gbv)


def _partner_violence(document: Document, hits: tuple[Hit, ...], body: int) -> bool:
    """Violence and a partner in one sentence of title or lead."""
    violence = {document.sentence_at(h.start) for h in hits if h.start < body and "violence" in h.entry.cues}
    partner = {document.sentence_at(h.start) for h in hits if h.start < body and "partner" in h.entry.cues}
    return bool(violence & partner)


def _topics(lexicon: Lexicon, front: Counter[str], whole: Counter[str]) -> tuple[str, ...]:
    """GMMP codes of up to two topics, the strongest first."""
    scores = Counter(
        {cue: count + (_FRONT - 1) * front[cue] for cue, count in whole.items() if cue in lexicon.codes}
    )
    kept = [cue for cue, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])) if score >= 4]
    return tuple(str(lexicon.codes[cue]) for cue in kept[:2])
