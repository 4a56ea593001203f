"""What a page says about itself for machines: JSON-LD and meta tags, read as a stranger's claims."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

from crawlers.pagetext import line

ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle"
    " BlogPosting Report".split()
)
MAX_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """The page's own claims: ``article`` and ``video`` are JSON-LD nodes, ``meta`` the first value of each name."""

    article: Mapping[str, Any] = field(default_factory=dict)
    video: Mapping[str, Any] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    canonical: str = ""


def read(soup: BeautifulSoup) -> Said:
    """All claims of one page."""
    article: Mapping[str, Any] = {}
    video: Mapping[str, Any] = {}
    for node in _nodes(soup):
        types = _types(node)
        if types & ARTICLES and not article:
            article = node
        elif "VideoObject" in types and not video:
            video = node
    meta: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        for key in ("property", "name", "itemprop"):
            if name := str(tag.get(key) or "").strip().lower():
                meta.setdefault(name, line(html.unescape(str(tag["content"]))))
    link = soup.find("link", rel="canonical", href=True)
    return Said(
        article, video, meta, name_of(article.get("publisher")), str(link["href"]).strip() if link else ""
    )


def _types(node: Mapping[str, Any]) -> set[str]:
    found = node.get("@type", ())
    return {str(t) for t in (found if isinstance(found, list) else [found])}


def _nodes(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    for script in soup.find_all("script", type=lambda t: bool(t) and "ld+json" in t.lower()):
        text = script.get_text().strip().removeprefix("<![CDATA[").removesuffix("]]>")
        try:
            # strict off: raw line breaks inside strings are the commonest mistake of these blocks
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data)


def _walk(data: object) -> Iterator[Mapping[str, Any]]:
    """Top-level nodes, those in lists and in @graph; not what hangs below an article (its author is no page)."""
    stack, seen = [data], 0
    while stack and seen < MAX_NODES:
        seen += 1
        node = stack.pop(0)
        if isinstance(node, dict):
            yield node
            if isinstance(node.get("@graph"), list):
                stack.extend(node["@graph"])
            stack.extend(node[key] for key in ("mainEntity", "video") if isinstance(node.get(key), dict))
        elif isinstance(node, list):
            stack.extend(node[:MAX_NODES])


def text_of(value: object) -> str:
    """A plain line of a claim that may be text, a number or something else altogether."""
    return line(html.unescape(html.unescape(value))) if isinstance(value, str) else ""


def name_of(value: object) -> str:
    """The name of a person or organisation, however it is written."""
    if isinstance(value, Mapping):
        return text_of(value.get("name"))
    if isinstance(value, list):
        return next((found for item in value[:20] if (found := name_of(item))), "")
    return text_of(value)


def names_of(value: object) -> list[str]:
    """All names; nodes that say they are an organisation are none."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in names_of(item)]
    if isinstance(value, Mapping) and _types(value) & {"Organization", "NewsMediaOrganization"}:
        return []
    return [name] if (name := name_of(value)) else []
