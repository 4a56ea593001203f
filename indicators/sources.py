"""What stands behind a tag such as S58: nobody can weigh a rule whose sources are codes.

Rules and editions name their sources by tag; titles and addresses stand once, in ``rules/sources.yaml``.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indicators.datafile import parse_yaml, read_text, validate

# by its folder: naming the package would import it, and its modules need this one
_FILE = Path(str(importlib.resources.files("indicators"))) / "rules" / "sources.yaml"
_TAG = re.compile(r"[A-Z][A-Z0-9]*[a-z]?")


@dataclass(frozen=True, slots=True)
class Source:
    """One source. ``address`` is "" where none was opened; ``kind`` "" where the words given are all that is known.

    ``mark``: C read in the source itself, K general knowledge that nobody re-read. A law has its ``article`` ("" where it was
    looked for and not found) and the first and last day of its force, each with a mark of its own; where the first is not
    known, the year it was ``adopted``: it is not named before the second year after, because a law is often put off and a wrong
    law is worse than none. ``adopted_on``: the day, where known. ``read_in``: through what a law was read, where not in its own text.
    """

    tag: str
    title: Mapping[str, str]
    kind: str = ""
    address: str = ""
    mark: str = ""
    article: str = ""
    since: date | None = None
    until: date | None = None
    adopted: int | None = None
    adopted_on: date | None = None
    days_mark: str = ""
    article_mark: str = ""
    read_in: Mapping[str, str] | None = None

    def in_force(self, day: date | None) -> bool:
        """Was it in force on that day? None: is it the latest, what holds where an item has no day. All but laws always are."""
        if day is None:
            return self.until is None
        since = self.since or (date(self.adopted + 2, 1, 1) if self.adopted else None)
        return (since is None or since <= day) and (self.until is None or day <= self.until)

    def name(self, lang: str) -> str:
        """The title in a language, Vietnamese where it has none in that one."""
        return self.title.get(lang) or self.title["vi"]

    def cited(self, lang: str) -> str:
        """The title as a list of sources gives it: a law with its article, and with what it was read in."""
        named = self.name(lang)
        article = self.article if lang == "vi" else in_english(self.article)
        if article and article not in named:
            named = f"{named}, {article}"
        return f"{named} ({self.read_in.get(lang) or self.read_in['vi']})" if self.read_in else named


def in_english(article: str) -> str:
    """The article of a law for readers of English: Điều 8 khoản 6 is Article 8 clause 6."""
    for ours, theirs in (
        ("Điều", "Article"),
        ("khoản", "clause"),
        ("điểm", "point"),
        (" và ", " and "),
        (" đến ", " to "),
    ):
        article = article.replace(ours, theirs)
    return article


def load_sources(path: Path | None = None) -> Mapping[str, Source]:
    """The sources of a file by tag, held against the schema. Raises DataFileError (file, line, detail)."""
    file = path or _FILE
    text = read_text(file)
    raw = parse_yaml(text, str(file))
    validate(raw, "indicators.rules", "sources.schema.json", text, str(file))
    return _sources(raw)


@cache
def _own() -> Mapping[str, Source]:
    # a test holds our own file against the schema; at every start the validator would cost more than the reading
    return _sources(parse_yaml(read_text(_FILE), str(_FILE)))


def _sources(raw: Mapping[str, Any]) -> Mapping[str, Source]:
    return MappingProxyType(
        {
            tag: Source(
                tag,
                MappingProxyType(one["title"]),
                one["kind"],
                one.get("address", ""),
                one.get("mark", "C"),
                article=one.get("article", ""),
                since=_date(one.get("from")),
                until=_date(one.get("to")),
                adopted=int(str(one["adopted"])[:4]) if "adopted" in one else None,
                adopted_on=_date(one["adopted"]) if len(str(one.get("adopted", ""))) > len("2006") else None,
                article_mark=one.get("article_mark", one.get("mark", "C")),
                days_mark=one.get("days_mark", one.get("mark", "C")),
                read_in=MappingProxyType(one["read_in"]) if "read_in" in one else None,
            )
            for tag, one in raw.items()
        }
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def resolve(tags: Iterable[str]) -> tuple[Source, ...]:
    """What the tags mean, each once and in order. Words or an address in place of a tag stand for themselves."""
    found: dict[str, Source] = {}
    for tag in tags:
        found.setdefault(tag, _own().get(tag) or _unlisted(tag))
    return tuple(found.values())


def _unlisted(words: str) -> Source:
    address = words if words.startswith(("https://", "http://")) else ""
    return Source(words, MappingProxyType({"vi": words}), address=address)


def known(tags: Iterable[str]) -> tuple[str, ...]:
    """The same tags. Raises ValueError for one that looks like a tag and is none: its reader could open nothing."""
    checked = tuple(tags)
    for tag in checked:
        if _TAG.fullmatch(tag) and tag not in _own():
            raise ValueError(f"source {tag} is not in sources.yaml")
    return checked
