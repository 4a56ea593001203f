"""Whose text is it? What a page prints about an agency, another outlet or a press release, kept as evidence.

An outlet answers for what it publishes, yet its own writing is what an audit wants to tell apart; the line that says
"(TTXVN)" is dropped from the text as no part of it, and would otherwise be lost. Names of agencies are data
(``credits.yaml``).
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from crawlers.pagetext import SOURCE, line

# "(TTXVN) - " before a lead, "TTXVN - "; a tag is short and its letters are mostly capitals
_TAG = re.compile(r"^\s*\(([^()\n]{2,40})\)\s*(?:[-–—:]|$)")
_RELEASE = re.compile(r"^\W*thông cáo báo chí\b", re.I)
# "... đầu tháng tới. (TTXVN)", "./. (Theo TTXVN)"
_TAIL = re.compile(r"\(([^()\n]{2,40})\)[\s./]*$")
MAX_LINE = 90


@dataclass(frozen=True, slots=True)
class Agency:
    """One news agency: ``marks`` are patterns of how pages print it."""

    id: str
    name: str
    marks: tuple[re.Pattern[str], ...]


@functools.cache
def agencies() -> tuple[Agency, ...]:
    """The agencies whose copy other outlets carry."""
    text = (importlib.resources.files("crawlers") / "credits.yaml").read_text(encoding="utf-8")
    return tuple(
        Agency(one["id"], one["name"], tuple(re.compile(mark) for mark in one["marks"]))
        for one in yaml.safe_load(text)["agencies"]
    )


def agency(credit: str) -> str:
    """The id of the agency that a credit line names, or ""."""
    return next((a.id for a in agencies() if any(mark.search(credit) for mark in a.marks)), "")


def release(title: str, lead: str) -> bool:
    """Whether an item calls itself a press release."""
    return bool(_RELEASE.match(title) or _RELEASE.match(lead))


def find(lead: str, lines: Iterable[str]) -> str:
    """The credit among a lead and the lines of an item as printed: an agency's mark first, else the last source line."""
    found = ""
    if (tag := _TAG.match(lead)) and agency(tag.group(1)):
        return f"({tag.group(1)})"
    shown = [text for text in map(line, lines) if text]
    for text in shown[-3:]:
        if (tail := _TAIL.search(text)) and agency(tail.group(1)):
            return f"({tail.group(1)})"
    for text in shown:
        tag = _TAG.match(text)
        if tag and agency(tag.group(1)):
            return f"({tag.group(1)})"
        if len(text) > MAX_LINE:
            continue
        if SOURCE.match(text) or (agency(text) and len(text) <= 40):
            found = text
            if agency(text):
                return text
    return found
