"""A page becomes an article here, and each field says which method gave it, so that a wrong one can be traced.

Order of trust: the outlet's own selectors, the layouts that come with the program, what the page says for machines,
trafilatura; resiliparse reads every body a second time, and ``methods["body_alarm"]`` is set where the two differ.
Never raises: a page nobody can read is of kind "other" and its methods say why ("error", and the "reason" of a failure).
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawlers import belowhead, bylines, credits, dates, discover, layouts, nopage, pagemeta, pagetext
from crawlers.model import Article, PageKind
from crawlers.pagemeta import Said
from crawlers.register import Selectors, Site, bare_host

for _noisy in ("trafilatura", "htmldate", "htmldate.utils"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)

MAX_BYTES = 20_000_000
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

# words of the shortest notice that is an item, and of a headline that is no section's name
SHORTEST, HEADLINE = 15, 5
_FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?)(?:$|[?#&])", re.I)
MOST_FILES = 30

_STAMPED = re.compile(r"ngày đăng|đăng lúc|cập nhật|xuất bản|gmt\s*\+\s*7|lượt xem", re.I)


@dataclass(slots=True)
class _Work:
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
    work = _prepare(soup, text, url, site, now)
    links = discover.links(
        work.soup, work.url or "http://unknown.invalid/", work.article_url, work.selectors.list
    )
    found = tuple(
        a.url for a in links if discover.address_key(a.url) != discover.address_key(work.url or "x")
    )
    title = _title(work)
    lead = _lead(work)
    published, modified = _dates(work)
    section = _section(work)
    author = _author(work)
    kind = _kind_at_first(work, found)
    if kind == PageKind.LISTING:
        return Article(work.url, kind, title=title, section=section, links=found, methods=work.methods)
    attachments = _attachments(work)
    captions, body, signed = _body(work, title, lead, author)
    lead, body = _untwin(work, lead, body)
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


def _attachments(work: _Work) -> tuple[str, ...]:
    """Files the item offers, inside its text where that place is known: decisions, plans, lists in PDF and Word."""
    places = work.soup.select(work.selectors.body) if work.selectors.body else []
    found = (
        discover.canonical(str(anchor["href"]), work.url)
        for place in places or [work.soup]
        for anchor in place.find_all("a", href=_FILE)
    )
    return tuple(dict.fromkeys(address for address in found if address))[:MOST_FILES]


def _prepare(soup: BeautifulSoup, text: str, url: str, site: Site | None, now: dt.datetime | None) -> _Work:
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
    return _Work(
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


def _pick(work: _Work, name: str, *candidates: tuple[str, str | Callable[[], str]]) -> str:
    """The first candidate (method, value) that is not empty; its method is noted, later ones are not worked out."""
    for method, candidate in candidates:
        if value := candidate if isinstance(candidate, str) else candidate():
            work.methods[name] = method
            return value
    return ""


def _selected(work: _Work, selector: str) -> str:
    for tag in work.soup.select(selector) if selector else ():
        if text := " ".join(pagetext.lines(tag)):
            return text
    return ""


def _title(work: _Work) -> str:
    said, tag = work.said, work.soup.find("title")
    heading = next((t for h in work.soup.find_all("h1") if len(t := " ".join(pagetext.lines(h))) > 10), "")
    title = _pick(
        work,
        "title",
        (f"selector:{work.layout}", _selected(work, work.selectors.title)),
        ("json-ld", pagemeta.text_of(said.article.get("headline"))),
        ("json-ld", pagemeta.text_of(said.video.get("name"))),
        ("og", said.meta.get("og:title", "")),
        ("h1", heading),
        ("title", pagetext.line(tag.get_text()) if tag else ""),
    )
    return _as_shown(work, _without_site(title, work.site_names))


def _as_shown(work: _Work, title: str) -> str:
    """Of "Headline - Whatever the site calls itself" the headline, where the page shows that alone."""
    if work.methods.get("title") not in ("og", "title"):
        return title
    heads = [head for sign in (" | ", " - ", " – ", " — ") if (head := title.rpartition(sign)[0].strip())]
    shown = (
        {pagetext.line(str(s)) for s in work.soup.body.find_all(string=True)}
        if heads and work.soup.body
        else set()
    )
    return next((head for head in heads if len(head) > 10 and head in shown and title not in shown), title)


def _without_site(title: str, names: tuple[str, ...]) -> str:
    """Without " | Báo X" at the end; a dash inside a headline stays."""
    own = {bylines.fold(name) for name in names if name}
    own |= {f"bao{name}" for name in own}
    head, _, tail = max(
        (title.rpartition(sign) for sign in (" | ", " - ", " – ", " — ")), key=lambda p: len(p[0])
    )
    return head.strip() if head and bylines.fold(tail) in own else title


def _lead(work: _Work) -> str:
    said = work.said
    lead = _pick(
        work,
        "lead",
        (f"selector:{work.layout}", _selected(work, work.selectors.lead)),
        ("class", lambda: _general_lead(work)),
        ("json-ld", pagemeta.text_of(said.article.get("description"))),
        ("json-ld", pagemeta.text_of(said.video.get("description"))),
        ("og", said.meta.get("og:description", "")),
        ("meta", said.meta.get("description", "")),
    )
    work.tagged_lead = lead
    return _without_site(pagetext.strip_tag(lead), work.site_names)


def _general_lead(work: _Work) -> str:
    """A paragraph whose class says that it is the sapo, if there is one only: lists of teasers have many."""
    found = work.soup.select(layouts.general().selectors.lead, limit=4)
    outer = [tag for tag in found if not any(tag in other.descendants for other in found if other is not tag)]
    text = " ".join(pagetext.lines(outer[0])) if len(outer) == 1 else ""
    return text if 20 <= len(text) <= 900 else ""


def _dates(work: _Work) -> tuple[str, str]:
    said, now, meta = work.said, work.now, work.said.meta
    published = _pick(
        work,
        "published",
        ("json-ld", dates.read(pagemeta.text_of(said.article.get("datePublished")), now)),
        ("json-ld", dates.read(pagemeta.text_of(said.video.get("uploadDate")), now)),
        ("meta", dates.read(meta.get("article:published_time", ""), now)),
        ("meta", next((d for key in ("pubdate", "datepublished", "dc.date.issued", "dc.date", "publish-date")
                       if (d := dates.read(meta.get(key, ""), now))), "")),
        (f"selector:{work.layout}", lambda: dates.read(_selected(work, work.selectors.date), now)),
        ("time", lambda: _marked_date(work)),
        ("printed", lambda: _printed_date(work)),
        ("htmldate", lambda: "" if work.own_kind == "document" else _htmldate(work)),
    )  # fmt: skip
    modified = dates.read(pagemeta.text_of(said.article.get("dateModified")), now) or dates.read(
        meta.get("article:modified_time", ""), now
    )
    return published, modified


def _marked_date(work: _Work) -> str:
    """A date in an element made for dates."""
    tags = work.soup.select("[itemprop=datePublished], time[datetime]", limit=4)
    read = (dates.read(str(t.get("datetime") or t.get("content") or t.get_text(" ")), work.now) for t in tags)
    return next((found for found in read if found), "")


def _printed_date(work: _Work) -> str:
    """A date printed in an element that calls itself date or time, or on a short line near the headline."""
    for tag in work.soup.select(
        "[class*=date], [class*=time], [class*=Date], [class*=ngay], [id*=date]", limit=40
    ):
        text = pagetext.line(tag.get_text(" "))
        if len(text) < 120 and (found := dates.read(text, work.now)):
            return found
    for text in (pagetext.line(str(s)) for s in work.soup.find_all(string=_STAMPED, limit=20)):
        if len(text) < 100 and (found := dates.read(text, work.now)):
            return found
    heading = work.soup.find("h1")
    for string in heading.find_all_next(string=True, limit=60) if heading else ():
        text = pagetext.line(str(string))
        if 6 <= len(text) < 80 and (found := dates.read(text, work.now)):
            return found
    return ""


def _htmldate(work: _Work) -> str:
    from htmldate import find_date  # noqa: PLC0415 - slow to import, rarely reached

    try:
        found = find_date(work.text, original_date=True, extensive_search=True)
    except Exception:  # noqa: BLE001 - a guess of last resort; without it the date is simply unknown
        return ""
    # it answers 1 January where it understood the year alone (measured)
    return "" if not found or found.endswith("-01-01") else dates.read(found, work.now)


def _section(work: _Work) -> str:
    meta = work.said.meta
    crumbs = [pagetext.line(t.get_text()) for t in work.soup.select(".breadcrumb a, .breadcrumbs a", limit=6)]
    return (
        _selected(work, work.selectors.section)
        or pagemeta.name_of(work.said.article.get("articleSection"))
        or meta.get("article:section", "")
        or next((c for c in reversed(crumbs) if c and c.casefold() not in ("trang chủ", "home")), "")
    )[:100]


def _author(work: _Work) -> tuple[str, ...]:
    for method, found in _author_claims(work):
        if names := bylines.cleaned(found, work.site_names):
            work.methods["author"] = method
            return names
    return ()


def _author_claims(work: _Work) -> Iterator[tuple[str, list[str]]]:
    """Who is named, best claim first; the costly looks at the whole page only if nobody was."""
    said, meta = work.said, work.said.meta
    if work.selectors.author:
        yield f"selector:{work.layout}", _texts(work, work.selectors.author, 20)
    yield "json-ld", pagemeta.names_of(said.article.get("author"))
    yield "dable", [meta.get("dable:author", "")]
    yield "meta", [meta.get("article:author", "")]
    yield "meta", [meta.get("author", "")]
    yield "rel", _texts(work, "[rel=author], [itemprop=author]", 5)
    general = _texts(work, layouts.general().selectors.author, 4)
    # more than three are the authors of teasers
    yield "class", general if len(general) <= 3 else []


def _texts(work: _Work, selector: str, limit: int) -> list[str]:
    return [" ".join(pagetext.lines(tag)) for tag in work.soup.select(selector, limit=limit)]


def _kind_at_first(work: _Work, links: tuple[str, ...]) -> PageKind | None:
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


def _signed(work: _Work, body: list[str], author: tuple[str, ...]) -> tuple[str, ...]:
    """Take signature and source lines off the end; answers the names signed."""
    signed: tuple[str, ...] = ()
    while len(body) > 1:
        last = body[-1]
        names = bylines.cleaned([last], work.site_names) if len(last) <= 60 else ()
        known = bool(names) and set(names) <= set(author)
        if names and not signed and (known or work.selectors.author_last_line or bylines.signature(last)):
            signed = names
        elif not bylines.source_line(last):
            break
        body.pop()
    return signed


def _body(
    work: _Work, title: str, lead: str, author: tuple[str, ...]
) -> tuple[tuple[str, ...], list[str], tuple[str, ...]]:
    """Captions, paragraphs, and the names of a signature line."""
    general = layouts.general().selectors
    containers = list(work.soup.select(work.selectors.body)) if work.selectors.body else []
    # the outermost ones only: a layout's body may stand inside another match
    containers = [t for t in containers if not any(p in containers for p in t.parents)]
    whole: list[Tag] = [*containers] or [work.soup]
    printed = [text for container in containers for text in pagetext.lines(container)]
    # an outlet's own selector may point beside the body (a video's caption); a layout's only counts inside
    captions = pagetext.take(work.soup, work.own_captions)
    for container in whole:
        for selector in (work.selectors.captions, general.captions):
            captions += pagetext.take(container, selector)
        pagetext.drop(container, (*work.selectors.drop, *general.drop))
        pagetext.drop_link_boxes(container)
    found = [text for container in containers for text in pagetext.lines(container)]
    method = f"selector:{work.layout}"
    if len(" ".join(found)) < 40:
        found, method = pagetext.after_title(_trafilatura(work), title), "trafilatura"
        if not belowhead.is_clean(found, work.soup, title) and (below := belowhead.read(work.soup, title)):
            found, method = below, "below the headline"
        found = belowhead.without_imprint(found)
    work.credit = credits.find(work.tagged_lead, printed or found)
    body = pagetext.own_lines(found, title, lead, tuple(captions))
    signed = _signed(work, body, author)
    work.methods["body"] = method
    _second_opinion(work, body)
    return tuple(dict.fromkeys(captions)), body, signed


def _trafilatura(work: _Work) -> list[str]:
    import trafilatura  # noqa: PLC0415 - a second to import; pages with selectors do without

    # never deduplicate=True: it keeps state between calls (the fourth identical page came out empty)
    found = trafilatura.extract(
        str(work.soup), include_comments=False, include_tables=True, deduplicate=False
    )
    return [
        text
        for part in (found or "").splitlines()
        if (text := pagetext.line(part.lstrip("-|# ").rstrip("| ")))
    ]


def _second_opinion(work: _Work, body: list[str]) -> None:
    """Note how much of the body resiliparse, a wholly different reader, sees too."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - see above

    mine = Counter(re.findall(r"\w+", " ".join(body).casefold()))
    if mine.total() < 40:
        return
    other = Counter(
        re.findall(r"\w+", extract_plain_text(work.text, main_content=True, alt_texts=False).casefold())
    )
    seen = (mine & other).total() / mine.total()
    # on pages read right the share is above 0.9; half a body unseen means one of the two took another part of the page
    if seen < 0.5:
        work.methods["body_alarm"] = f"resiliparse sees {seen:.0%}"


def _untwin(work: _Work, lead: str, body: list[str]) -> tuple[str, list[str]]:
    """A description that is only the cut beginning of the text is no lead; one that is its first paragraph is."""
    if not lead or not body or work.methods.get("lead", "").startswith("selector"):
        return lead, body
    start = lead.rstrip(" .…[]").casefold()
    text = " ".join(body).casefold()
    first = body[0].rstrip(" .…").casefold()
    if start == first and len(body) > 1:
        return lead, body[1:]
    if len(start) > 20 and text.startswith(start[: max(20, len(start) - 12)]):
        work.methods.pop("lead", None)
        return "", body
    return lead, body


def _headed(work: _Work, title: str) -> bool:
    """Whether the page prints a headline of its own that leads nowhere: a list's headlines are links."""
    return len(title.split()) >= HEADLINE and belowhead.heading(work.soup, title) is not None


def _kind(
    work: _Work,
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
