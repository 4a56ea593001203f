"""On what a rule rests for one item: one of 2013 is not held against a law of 2025, nor a quarrel against one on trafficking."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from indicators.datafile import parse_yaml, read_text
from indicators.rules.fitting import Fits, always
from indicators.rules.model import Rule
from indicators.sources import Source, resolve

_AUTHORITIES = ("guideline", "research", "opinion")


@dataclass(frozen=True, slots=True)
class Basis:
    """What may be said of a finding on one day. ``lapsed``: the rule rests on law, and none of its laws was in force or fits
    the item; ``alternatives``: those of the day alone.
    """

    message: str
    authority: str
    sources: tuple[str, ...]
    lapsed: bool = False
    alternatives: tuple[str, ...] = ()


def basis_on(rule: Rule, day: date | None, lang: str, fits: Fits = always) -> Basis:
    """Explanation, authority and sources of a rule on a day; without one, the latest law, whatever day the engine runs.
    ``fits``: does a law, by its tag, fit the item?
    """
    own = resolve(rule.sources)
    of_day = tuple(one for one in own if one.in_force(day))
    standing = tuple(one for one in of_day if one.kind != "law" or fits(one.tag))
    laws = [one for one in own if one.kind == "law"]
    lapsed = rule.authority == "law" and bool(laws) and not any(one in standing for one in laws)
    said = [rule.explanation, *(rule.by_law[one.tag] for one in standing if one.tag in rule.by_law)]
    if lapsed:
        said.append(_without("unfit" if any(one in of_day for one in laws) else "lapsed"))
    message = " ".join(words.get(lang) or words["vi"] for words in said)
    authority = _without_law(standing) if lapsed else rule.authority
    advised = tuple(text for advice in rule.by_day if advice.holds(day) for text in advice.texts)
    return Basis(message, authority, tuple(one.tag for one in standing), lapsed, advised)


@cache
def _without(why: str) -> Mapping[str, str]:
    file = Path(str(importlib.resources.files("indicators.rules"))) / "laws.yaml"
    found: Mapping[str, str] = parse_yaml(read_text(file), str(file))[why]
    return found


def _without_law(sources: tuple[Source, ...]) -> str:
    kinds = {source.kind for source in sources}
    return next((name for name in _AUTHORITIES if name in kinds), "ours")
