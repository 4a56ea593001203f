"""Hold what the program read against what was planted: every difference is one line that names the item.

Used by tests (with a list of known misses that may only shrink) and by ``auditor demo`` for its closing count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.sample.items import PlantedItem, PlantedPerson
from auditor.sample.province import SampleProvince
from crawlers.model import Article
from indicators.model import Analysis, Finding, Person, Record, Voice

SPEAKING = (Voice.NARRATOR, Voice.CHOSEN)


@dataclass(frozen=True, slots=True)
class Miss:
    """One planted truth that the program did not reach (or one thing too many). ``what`` groups them."""

    item: str
    what: str
    detail: str

    def __str__(self) -> str:
        return f"{self.item} | {self.what} | {self.detail}"


def record_of(item: PlantedItem) -> Record:
    """A planted item as an input record, as if it had been read from its page without a fault."""
    body = [item.body[0], *([item.box] if item.box else []), *item.body[1:]]
    return Record(
        id=item.id, title=item.title, lead=item.lead, body="\n".join(body), captions=item.captions,
        outlet=item.outlet, published=item.published, kind="video" if item.kind == "video" else "article",
    )  # fmt: skip


def manifest(province: SampleProvince) -> dict[str, Any]:
    """All planted truths of a province, ready for JSON: which address carries what, and what must stay untouched."""
    return {
        "schema": "auditor.sample-manifest/1",
        "province": province.name,
        "year": province.year,
        "fictitious": True,
        "forbidden": list(province.forbidden),
        "dead_hosts": list(province.dead),
        "items": [
            {
                "url": placed.url, "outlet": province.outlet_id(placed.outlet), "item": placed.item.id,
                "original": placed.original, "published": placed.item.published, "title": placed.item.title,
                "labels": dict(placed.item.labels),
                "people": [{slot: getattr(p, slot) for slot in PlantedPerson.__slots__} for p in placed.item.people],
                "wordings": [
                    {"text": w.text, "family": w.family, "voice": w.voice, "counts": w.counts, "because": w.because}
                    for w in placed.item.wordings
                ],
            }
            for placed in province.placed
        ],
    }  # fmt: skip


def key(name: str) -> str:
    """A name for comparing: case and tone placement aside."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(sorted(word)) for word in plain.split())


def analysis_misses(item: PlantedItem, analysis: Analysis, text: str) -> Iterator[Miss]:
    """What an analysis of the item lacks or has too much, person by person and wording by wording."""
    named = {key(p.name): p for p in analysis.people if p.named}
    expected = [p for p in item.people if p.named]
    for truth in expected:
        found = named.get(key(shown_name(truth, text)))
        if found is None:
            yield Miss(item.id, "person missing", truth.name)
        else:
            yield from _person_misses(item, truth, found)
    wanted = {key(shown_name(p, text)) for p in expected}
    for name, person in named.items():
        if name not in wanted:
            yield Miss(item.id, "person too many", person.name)
    yield from _label_misses(item, analysis)
    yield from _wording_misses(item, analysis, text)


def shown_name(truth: PlantedPerson, text: str) -> str:
    """The fullest form of a planted name that the text prints: full, upper case, initials, given name."""
    parts = truth.name.split()
    initials = "".join(f"{part[0]}." for part in parts)
    for form in (truth.name, truth.name.upper(), initials, initials.rstrip(".")):
        if form in text:
            return form
    initial = f"{parts[-1][0]}."
    spoken = re.search(rf"(?<!\w){re.escape(parts[-1])}(?!\w)", text)
    return parts[-1] if spoken or not re.search(rf"(?<![\w.]){re.escape(initial)}", text) else initial


def _person_misses(item: PlantedItem, truth: PlantedPerson, found: Person) -> Iterator[Miss]:
    if found.gender != truth.sex:
        # told apart, because a wrong sex costs more than an abstention
        what = "gender abstained" if found.gender == "unknown" else "gender wrong"
        yield Miss(item.id, what, f"{truth.name}: {truth.sex} by {truth.evidence}, read {found.gender}")
    for flag in ("source", "quoted", "listed"):
        if getattr(found, flag) != getattr(truth, flag):
            yield Miss(item.id, f"{flag} {'missing' if getattr(truth, flag) else 'too many'}", truth.name)


def _label_misses(item: PlantedItem, analysis: Analysis) -> Iterator[Miss]:
    read: Mapping[str, bool] = {name: getattr(analysis.labels, name) for name in item.labels}
    for name, truth in item.labels.items():
        if read[name] != truth:
            yield Miss(item.id, f"label {name} {'missing' if truth else 'too many'}", "")


def _wording_misses(item: PlantedItem, analysis: Analysis, text: str) -> Iterator[Miss]:
    for wording in item.wordings:
        hits = [f for f in analysis.findings if _overlaps(f, wording.text, text)]
        speaking = [f for f in hits if f.voice in SPEAKING]
        if wording.counts and not speaking:
            yield Miss(item.id, "wording missing", f"{wording.family} {wording.text}")
        if not wording.counts and any(f.scores for f in speaking):
            yield Miss(
                item.id, "wording wrongly scored", f"{wording.family} {wording.text} ({wording.because})"
            )


def _overlaps(finding: Finding, wording: str, text: str) -> bool:
    at = text.find(wording)
    while at >= 0:
        if finding.start < at + len(wording) and at < finding.end:
            return True
        at = text.find(wording, at + 1)
    return False


def page_misses(item: PlantedItem, article: Article, style: str) -> Iterator[Miss]:
    """What the reading of an item's page lacks or has too much. ``style`` is the outlet's page style."""
    truth = record_of(item)
    if words(article.title) != words(truth.title):
        yield Miss(item.id, f"{style}: title", article.title)
    if words(article.lead) != words(truth.lead):
        yield Miss(item.id, f"{style}: lead", article.lead[:60])
    lines = {" ".join(words(line)) for line in article.body.split("\n")}
    planted = {" ".join(words(line)) for line in truth.body.split("\n")}
    for line in planted - lines:
        yield Miss(item.id, f"{style}: paragraph missing", line[:60])
    for line in lines - planted - {""}:
        yield Miss(item.id, f"{style}: paragraph too many", line[:60])
    if sorted(map(words, article.captions)) != sorted(map(words, truth.captions)):
        yield Miss(item.id, f"{style}: captions", f"{len(article.captions)} of {len(truth.captions)}")
    # a page that prints no time of day can give the day only
    if (article.published or "")[:10] != item.published[:10]:
        yield Miss(item.id, f"{style}: date", str(article.published))
    if item.author and words(" ".join(article.author)) != words(item.author):
        yield Miss(item.id, f"{style}: author", " ".join(article.author))


def words(text: str) -> list[str]:
    """The words of a text, composed and in lower case."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def all_analysis_misses(province: SampleProvince) -> list[str]:
    """Every difference between the analysis of the planted items and their truths, sorted, one line each."""
    from indicators.analyse import analyse  # noqa: PLC0415  the pages alone can be compared without an engine

    found: list[str] = []
    for item in (placed.item for placed in province.placed if placed.original):
        record = record_of(item)
        found += map(str, analysis_misses(item, analyse(record), record.text))
    return sorted(set(found))


if __name__ == "__main__":
    # python -m auditor.sample.compare > tests/auditor/known-misses.txt, after a change that made the list shorter
    from auditor.sample.province import sample

    print(*all_analysis_misses(sample()), sep="\n")
