"""The one message catalogue: every sentence a user reads, in Vietnamese and English.

``auditor/texts/*.yaml`` map a key to ``{vi: ..., en: ...}``; values are filled with str.format. Keys are grouped by
file (cli, errors, report, ...). A key that is missing is a bug and raises; tests check both languages and all keys.
"""

from __future__ import annotations

import functools
import importlib.resources
import os
from collections.abc import Mapping

import yaml

LANGUAGES = ("vi", "en")


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All keys with their sentences by language."""
    found: dict[str, Mapping[str, str]] = {}
    for entry in sorted((importlib.resources.files("auditor") / "texts").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            for key, sentences in yaml.load(entry.read_text(encoding="utf-8"), Loader=loader).items():
                if key in found:
                    raise ValueError(f"{entry.name}: the key {key} is already taken")
                found[key] = sentences
    return found


class Words:
    """The catalogue in one language; satisfies reports.figures.Words."""

    def __init__(self, lang: str = "vi") -> None:
        if lang not in LANGUAGES:
            raise ValueError(lang)
        self.lang = lang

    def __call__(self, key: str, /, **values: object) -> str:
        sentence = catalogue()[key][self.lang]
        return sentence.format(**values) if values else sentence

    def __contains__(self, key: str) -> bool:
        return key in catalogue()


def default_language() -> str:
    """AUDITOR_LANG where it is one of ours, else Vietnamese."""
    lang = os.environ.get("AUDITOR_LANG", "vi").lower()[:2]
    return lang if lang in LANGUAGES else "vi"


def both(text: str | Mapping[str, str]) -> Mapping[str, str]:
    """What an official wrote for both languages: a text in Vietnamese alone stands for English too. Raises KeyError without it."""
    if isinstance(text, str):
        return {"vi": text, "en": text}
    return {"vi": text["vi"], "en": text.get("en", text["vi"])}


def number(value: float, lang: str, places: int = 0) -> str:
    """A number as the language writes it: 1.234,5 in Vietnamese, 1,234.5 in English."""
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text


def percent(share: float, lang: str, places: int = 1) -> str:
    """A share as a percentage: "75,0 %" in Vietnamese, "75.0 %" in English."""
    return f"{number(share * 100, lang, places)} %"
