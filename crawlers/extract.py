"""A page becomes an article here, and each field says which method gave it, so that a wrong one can be traced.

Order of trust: the outlet's own selectors, the layouts that come with the program, what the page says for machines,
trafilatura; resiliparse reads every body a second time, and ``methods["body_alarm"]`` is set where the two differ.
Never raises: a page nobody can read is of kind "other" and its methods say why ("error", and the "reason" of a failure).
"""

from __future__ import annotations

import datetime as dt
import logging
import re

from crawlers import belowhead, discover, nopage, pagetext
from crawlers.model import Article, PageKind
from crawlers.pagebody import body_of, untwin
from crawlers.pagehead import authors_of, dates_of, lead_of, section_of, title_of
from crawlers.pagework import ARTICLE_URL, Work, prepare
from crawlers.register import Site

for _noisy in ("trafilatura", "htmldate", "htmldate.utils"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


MAX_BYTES = 20_000_000

# words of the shortest notice that is an item, and of a headline that is no section's name
SHORTEST, HEADLINE = 15, 5

_FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?)(?:$|[?#&])", re.I)

MOST_FILES = 30


def extract(
    html: bytes, url: str = "", *, site: Site | None = None, fetched_at: dt.datetime | str | None = None
) -> Article:
    """Read one page. ``site`` is the outlet's (its selectors win); ``fetched_at`` makes relative dates readable.

    Without ``url`` the page's canonical link is taken, else "".
    """
    try:
        return _extract(html, url, site, _moment(fetched_at))
    except Exception as error:  # noqa: BLE001 - a hostile page must not stop a run; the reason is kept in the article
        return Article(url, PageKind.OTHER, methods={"error": f"{type(error).__name__}: {error}"[:200]})


def _moment(fetched_at: dt.datetime | str | None) -> dt.datetime | None:
    if isinstance(fetched_at, str):
        try:
            fetched_at = dt.datetime.fromisoformat(fetched_at)
        except ValueError:
            return None
    return fetched_at.replace(tzinfo=dt.UTC) if fetched_at and fetched_at.tzinfo is None else fetched_at


def _extract(html: bytes, url: str, site: Site | None, now: dt.datetime | None) -> Article:
    text = "" if len(html) > MAX_BYTES or nopage.is_binary(html) else pagetext.decode(html)
    if not text.strip():
        why = "too large" if len(html) > MAX_BYTES else "a file of another kind" if html.strip() else "empty"
        return Article(url, PageKind.OTHER, methods={"error": why})
    soup = pagetext.parse(text)
    if pagetext.too_deep(soup):
        return Article(url, PageKind.OTHER, methods={"error": "nested too deeply or too many tags"})
    work = prepare(soup, text, url, site, now)
    links = discover.links(
        work.soup, work.url or "http://unknown.invalid/", work.article_url, work.selectors.list
    )
    found = tuple(
        a.url for a in links if discover.address_key(a.url) != discover.address_key(work.url or "x")
    )
    title = title_of(work)
    lead = lead_of(work)
    published, modified = dates_of(work)
    section = section_of(work)
    author = authors_of(work)
    kind = _kind_at_first(work, found)
    if kind == PageKind.LISTING:
        return Article(work.url, kind, title=title, section=section, links=found, methods=work.methods)
    attachments = _attachments(work)
    captions, body, signed = body_of(work, title, lead, author)
    lead, body = untwin(work, lead, body)
    if not author and signed:
        author = signed
        work.methods["author"] = "last line"
    kind = _kind(work, kind, body, captions, found, title)
    why, detail = nopage.reason(text, kind, title, "\n".join((lead, *body)))
    if why:
        return Article(work.url, PageKind.OTHER, title=title, methods={"error": detail, "reason": why})
    return Article(
        work.url,
        kind,
        title=title,
        lead="" if kind == PageKind.LISTING else lead,
        body="" if kind == PageKind.LISTING else "\n".join(body),
        captions=captions,
        author=author,
        published=published or None,
        modified=modified or None,
        section=section,
        links=found if kind == PageKind.LISTING else (),
        methods=work.methods,
        credit=work.credit,
        attachments=attachments,
    )


def _attachments(work: Work) -> tuple[str, ...]:
    """Files the item offers, inside its text where that place is known: decisions, plans, lists in PDF and Word."""
    places = work.soup.select(work.selectors.body) if work.selectors.body else []
    found = (
        discover.canonical(str(anchor["href"]), work.url)
        for place in places or [work.soup]
        for anchor in place.find_all("a", href=_FILE)
    )
    return tuple(dict.fromkeys(address for address in found if address))[:MOST_FILES]


def _kind_at_first(work: Work, links: tuple[str, ...]) -> PageKind | None:
    """What the page is, where its address or its own claims decide; None where the text has to."""
    matches = bool(work.url and work.article_url != ARTICLE_URL and re.search(work.article_url, work.url))
    og = work.said.meta.get("og:type", "").lower()
    if work.own_kind and (matches or not work.url):
        return PageKind(work.own_kind)
    if (work.said.video and not work.said.article) or og.startswith("video"):
        return PageKind.VIDEO
    if work.said.article or matches:
        return PageKind.ARTICLE
    stated = work.article_url != ARTICLE_URL and len(links) >= 5
    # a section's address has no number and no long slug, and its page names many that have
    section = len(links) >= 10 and not re.search(ARTICLE_URL, work.url)
    return PageKind.LISTING if work.url and (stated or section) else None


def _headed(work: Work, title: str) -> bool:
    """Whether the page prints a headline of its own that leads nowhere: a list's headlines are links."""
    return len(title.split()) >= HEADLINE and belowhead.heading(work.soup, title) is not None


def _kind(
    work: Work,
    kind: PageKind | None,
    body: list[str],
    captions: tuple[str, ...],
    links: tuple[str, ...],
    title: str,
) -> PageKind:
    words = sum(len(text.split()) for text in body)
    if kind in (PageKind.VIDEO, PageKind.DOCUMENT):
        return kind
    if len(captions) >= 4 and sum(len(c.split()) for c in captions) > words:
        return PageKind.PHOTO
    if kind is not None:
        return kind
    dated = work.methods.get("published", "htmldate") != "htmldate"
    if dated and words >= 40 and len(title) > 10:
        return PageKind.ARTICLE
    if words >= SHORTEST and _headed(work, title) and (not work.url or re.search(ARTICLE_URL, work.url)):
        return PageKind.ARTICLE
    many = len(links) >= 8 and words < 60 * len(links)
    rest = PageKind.ARTICLE if words >= 80 and len(title) > 10 else PageKind.OTHER
    return PageKind.LISTING if many else rest
