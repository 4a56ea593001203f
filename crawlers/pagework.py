"""One page on the table: its tree, what it says for machines, and whose selectors read it; each step notes its method."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from crawlers import discover, layouts, pagemeta, pagetext
from crawlers.pagemeta import Said
from crawlers.register import Selectors, Site, bare_host

# what an article's address looks like where no outlet file says it
ARTICLE_URL = (
    r"-(?:a|d|n|p|c|id|post|postid|news|i|t|v)?\d{4,}(?:/|\.\w{2,5})?$|/\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/]{8,}|"
    r"[?&](?:ItemID|itemid|id|p|newsid|newid|mabb|articleId)=\d+|/-/(?:asset_publisher/[^/]+/content/)?[^/?]{12,}|"
    # a slug of five words or more, also with its letters percent-encoded; a number before it or as a folder
    r"/(?:[a-z0-9]|%[0-9A-Fa-f]{2})+(?:-(?:[a-z0-9]|%[0-9A-Fa-f]{2})+){4,}(?:/|\.\w{2,5})?$|/\d{5,}-[a-z0-9-]{8,}\.html?$|"
    r"/\d{1,4}/\d{4,}/[^/]+\.aspx$|/d\d{14,}\.html?$|"
    # ids of letters and digits: -51YnYvXDR.html, -3673AAD
    r"-(?=[A-Za-z]*\d)(?=[\da-z]*[A-Z])[\dA-Za-z]{9}\.html$|-(?=\d)[\dA-F]{6,8}$"
)


@dataclass(slots=True)
class Work:
    """One page on the table."""

    soup: BeautifulSoup
    text: str
    url: str
    said: Said
    selectors: Selectors
    layout: str
    own_captions: str
    own_kind: str
    article_url: str
    site_names: tuple[str, ...]
    now: dt.datetime | None
    tagged_lead: str = ""
    credit: str = ""
    methods: dict[str, str] = field(default_factory=dict)


def prepare(soup: BeautifulSoup, text: str, url: str, site: Site | None, now: dt.datetime | None) -> Work:
    """The page with its address, the selectors that hold for it and the names its site goes by."""
    said = pagemeta.read(soup)
    address = _canonical(url, said, site)
    host = urlsplit(address).hostname or ""
    layout = layouts.by_host(host) if host else None
    if layout is None and not (site and site.selectors.body):
        layout = layouts.by_page(soup)
    own = site.selectors if site else Selectors()
    known = layout.site.selectors if layout else Selectors()
    names = (*(site.names if site else ()), *(layout.site.names if layout else ()), said.publisher)
    names = (*names, said.meta.get("og:site_name", ""), bare_host(host), bare_host(host).split(".")[0])
    return Work(
        soup=soup,
        text=text,
        url=address,
        said=said,
        selectors=_merged(own, known),
        layout="outlet" if own.body else (layout.id if layout else ""),
        own_captions=own.captions,
        own_kind=(site.kind if site else "") or (layout.site.kind if layout else ""),
        article_url=(site.article_url if site else "")
        or (layout.site.article_url if layout else "")
        or ARTICLE_URL,
        site_names=names,
        now=now,
    )


def _merged(own: Selectors, known: Selectors) -> Selectors:
    """The outlet's selectors, filled up by the layout's."""
    return Selectors(
        title=own.title or known.title,
        lead=own.lead or known.lead,
        body=own.body or known.body,
        captions=own.captions or known.captions,
        author=own.author or known.author,
        date=own.date or known.date,
        section=own.section or known.section,
        list=own.list or known.list,
        drop=(*own.drop, *known.drop),
        author_last_line=own.author_last_line or known.author_last_line,
    )


def _canonical(url: str, said: Said, site: Site | None) -> str:
    """The page's canonical link, if it speaks of this page: same site, and no front page for an inner one."""
    given = discover.canonical(url) if url else ""
    claimed = discover.canonical(said.canonical, url or "") or discover.canonical(said.meta.get("og:url", ""))
    if not given or not claimed:
        return given or claimed
    a, b = urlsplit(given), urlsplit(claimed)
    if bare_host(a.hostname or "") != bare_host(b.hostname or ""):
        return given
    if b.path in ("", "/") and a.path not in ("", "/"):
        return given
    pattern = site.article_url if site else ""
    if pattern and re.search(pattern, given) and not re.search(pattern, claimed):
        return given
    return claimed


def selected(work: Work, selector: str) -> str:
    """The text of the first place that has one."""
    for tag in work.soup.select(selector) if selector else ():
        if text := " ".join(pagetext.lines(tag)):
            return text
    return ""


def texts(work: Work, selector: str, limit: int) -> list[str]:
    """The texts of at most so many places."""
    return [" ".join(pagetext.lines(tag)) for tag in work.soup.select(selector, limit=limit)]
