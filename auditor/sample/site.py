"""Turn planted items into the web sites of the sample province: pages, feeds, sitemaps, robots.txt, all in memory."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

import jinja2

from auditor.sample.items import PlantedItem, rewritten
from auditor.sample.outlets import LIFERAY_PAGER, POSTBACK, SampleOutlet

PER_PAGE = 10
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("auditor.sample", "pages"),
    autoescape=True,
    trim_blocks=True,
    undefined=jinja2.StrictUndefined,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a sample host. ``modified`` is an HTTP date.

    ``later``: what stands there from the second visit on; ``fails``: how many requests fail before one works, on the
    first visit and on later ones; ``forms``: the answer to each form (as :func:`form_key` writes it).
    """

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    modified: str = ""
    status: int = 200
    later: Page | None = None
    fails: tuple[int, int] = (0, 0)
    forms: Mapping[str, Page] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class Placed:
    """A planted item at the address where an outlet carries it; ``original`` is False for a repost.

    ``tag`` stands before the lead: an agency's mark.
    """

    item: PlantedItem
    outlet: SampleOutlet
    path: str
    number: int
    original: bool
    source_line: str = ""
    tag: str = ""

    @property
    def own(self) -> bool:
        """Is this the outlet's own copy: neither a repost nor an agency's?"""
        return self.original and not self.item.agency

    @property
    def later(self) -> PlantedItem:
        """The item as its page shows it from the second visit on."""
        return rewritten(self.item, self.item.later)

    @property
    def url(self) -> str:
        return self.outlet.base + self.path

    def entry(self) -> dict[str, str]:
        """How lists on other pages name the item."""
        return {
            "url": self.url,
            "title": self.item.title,
            "lead": self.item.lead,
            "day": self.item.published[:10],
        }


def slug(text: str) -> str:
    """A title as an address: without diacritics, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))[
        :70
    ].strip("-")


def agency_of(place_name: str) -> str:
    """The mark of the made-up news agency whose copy the province's outlets carry."""
    return "TTX" + "".join(word[0] for word in place_name.split())


def form_key(target: str, argument: str, viewstate: str) -> str:
    """What tells one form of an ASP.NET page from another."""
    return f"{target}|{argument}|{viewstate}"


def place(items: Iterable[PlantedItem], outlets: Iterable[SampleOutlet], agency: str = "TTX") -> list[Placed]:
    """Every item at its first publisher and at those that repost it (a day later, with a source line).

    An agency's copy has its mark before the lead at the first, and in the source line at the others.
    """
    by_key = {outlet.key: outlet for outlet in outlets}
    placed: list[Placed] = []
    for number, item in enumerate(items, start=1001):
        first = by_key[item.outlet]
        tag = f"({agency}) - " if item.agency else ""
        placed.append(Placed(item, first, _path(item, first, number), number, original=True, tag=tag))
        source = f"Theo {agency if item.agency else first.name}"
        for key in item.reposted_by:
            later = replace(rewritten(item, item.reworked), published=_a_day_later(item.published))
            path = _path(later, by_key[key], number)
            placed.append(Placed(later, by_key[key], path, number, original=False, source_line=source))
    return placed


def _a_day_later(published: str) -> str:
    """The next day, or later the same day where the year would end."""
    when = datetime.fromisoformat(published)
    later = when + timedelta(days=1)
    return (later if later.year == when.year else when.replace(hour=23, minute=50)).isoformat()


def _path(item: PlantedItem, outlet: SampleOutlet, number: int) -> str:
    name, (year, month, day) = slug(item.title), item.published[:10].split("-")
    return {
        "wordpress": f"/{year}/{month}/{day}/{name}/",
        "jsonld": f"/{name}-{year[2:]}{month}{day}{number}.htm",
        "liferay": f"/-/{name}-{number}",
        "video": f"/videos/{name}-{number}.html" if item.kind == "video" else f"/tin/{name}-{number}.html",
        "breaks": f"/bai/{name}-a{number}.html",
        "tables": f"/xem-tin.html?id={number}",
        "aspnet": f"/xem-tin.aspx?id={number}",
    }[outlet.style]


def shown_date(published: str, style: str) -> str:
    """A time as the outlet's pages print it; every style prints another of the forms met on real sites."""
    when = datetime.fromisoformat(published)
    weekday = _WEEKDAYS[when.weekday()]
    return {
        "wordpress": f"{when:%d/%m/%Y}",
        "jsonld": f"{weekday}, {when:%d/%m/%Y %H:%M} GMT+7",
        "liferay": f"{when:%d/%m/%Y} | {when:%H:%M}",
        "video": f"{when:%H:%M} - {when:%d/%m/%Y}",
        "breaks": f"{when:%H:%M} | {when:%d/%m/%Y}",
        "tables": f"Ngày {when.day} tháng {when.month} năm {when.year}",
        # the clock of a Windows server set to Vietnamese: twelve hours, SA before noon and CH after
        "aspnet": f"{when:%d/%m/%Y} {when:%I:%M:%S} {'SA' if when.hour < 12 else 'CH'}",
    }[style]


def build(outlet: SampleOutlet, placed: Iterable[Placed], place_name: str) -> dict[str, Page]:
    """All pages of one outlet by path (with query). ``placed`` holds this outlet's items only."""
    mine = sorted(placed, key=lambda p: (p.item.published, p.number), reverse=True)
    pages: dict[str, Page] = {}
    for at, one in enumerate(mine):
        related = [other.entry() for other in (mine[at + 1 : at + 4] or mine[:3]) if other is not one]
        pages[one.path] = _item_page(one, one.item, related, place_name)
        if one.item.later:
            later = _item_page(one, one.later, related, place_name)
            pages[one.path] = replace(pages[one.path], later=later)
        if one.item.kind == "video" and outlet.style == "video":
            pages[f"/phu-de/{one.number}.vtt"] = Page(_captions(one).encode(), "text/vtt; charset=utf-8")
    pages |= _listings(outlet, mine, place_name)
    pages["/robots.txt"] = Page(_robots(outlet).encode(), "text/plain; charset=utf-8")
    for path in outlet.forbidden:
        decoy = f"Tài liệu nội bộ của {outlet.name} (hư cấu), không được thu thập."
        pages[f"{path}bao-cao-tuan/"] = Page(
            f"<html><body><article><h1>Nội bộ</h1><p>{decoy}</p></article></body></html>".encode()
        )
    if outlet.decomposed:
        pages = {path: _decomposed(page) for path, page in pages.items()}
    if outlet.flaky:
        pages = {path: _failing(page, at) for at, (path, page) in enumerate(pages.items())}
    return pages


def _decomposed(page: Page) -> Page:
    """The page as a server writes it whose texts come from an old Mac and whose header nobody ever looked at."""
    if not page.content_type.startswith("text/html"):
        return page
    body = unicodedata.normalize("NFD", page.body.decode()).replace("charset=utf-8", "charset=iso-8859-1")
    return replace(page, body=body.encode(), content_type="text/html; charset=iso-8859-1")


def _failing(page: Page, at: int) -> Page:
    """Half of the requests fail: every page once, and every fifth all through the first visit."""
    # never three in a row, after which a crawl leaves a host alone
    return replace(page, fails=(9, 1) if at % 5 == 4 and page.modified else (1, 1))


def _item_page(one: Placed, item: PlantedItem, related: list[dict[str, str]], place_name: str) -> Page:
    style = one.outlet.style
    shown = {
        "title": item.title,
        "lead": one.tag + item.lead if item.lead else "",
        "body": item.body,
        "box": item.box,
        "captions": item.captions,
        "author": item.author,
        "section": item.section,
        "published": item.published,
        "shown": shown_date(item.published, style),
        "number": one.number,
        "source_line": one.source_line,
        "is_video": item.kind == "video",
    }
    return _page(
        one.outlet,
        place_name,
        url=one.url,
        title=item.title,
        item=shown,
        related=related,
        jsonld=_jsonld(one),
        viewstate=_viewstate(one.path),
        modified=_http_date(item.published),
    )


def _page(outlet: SampleOutlet, place_name: str, *, modified: str = "", **values: Any) -> Page:
    context = {
        "item": None,
        "related": [],
        "entries": [],
        "page": 1,
        "pages": 1,
        "jsonld": {},
        "viewstate": "",
    } | values
    html = _TEMPLATES.get_template(f"{outlet.style}.html").render(
        outlet={"name": outlet.name, "place": place_name}, base=outlet.base, **context
    )
    return Page(html.encode(), modified=modified)


def _jsonld(one: Placed) -> dict[str, Any]:
    item = one.item
    if one.outlet.style == "video":
        return (
            {
                "@context": "https://schema.org",
                "@type": "VideoObject",
                "name": item.title,
                "description": item.lead,
                "uploadDate": item.published,
                "url": one.url,
            }
            if item.kind == "video"
            else {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": item.title,
                "datePublished": item.published,
            }
        )
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.lead,
        "datePublished": item.published,
        "dateModified": item.published,
        "mainEntityOfPage": one.url,
        "author": {"@type": "Person", "name": item.author or one.outlet.name},
    }


def _captions(one: Placed) -> str:
    lines = [one.item.lead, *one.item.body]
    cues = [f"00:{n:02d}:00.000 --> 00:{n:02d}:30.000\n{line}" for n, line in enumerate(lines)]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _listings(outlet: SampleOutlet, mine: list[Placed], place_name: str) -> Mapping[str, Page]:
    chunks = [mine[i : i + PER_PAGE] for i in range(0, len(mine), PER_PAGE)] or [[]]
    found: dict[str, Page] = {}
    turned: list[Page] = []
    if outlet.style == "video":
        # nothing but a script: whoever reads no feed finds nothing
        shell = f"<html><head><title>{escape(outlet.name)}</title></head><body><div id=app></div><script src=/app.js></script></body></html>"
        found["/"] = Page(shell.encode())
    decoys = [
        {"url": f"{outlet.base}{path}bao-cao-tuan/", "title": "Báo cáo tuần", "lead": "", "day": ""}
        for path in outlet.forbidden
    ]
    for n, chunk in enumerate(chunks, start=1):
        entries = [one.entry() for one in chunk] + (decoys if n == 1 else [])
        page = _page(
            outlet,
            place_name,
            url=f"{outlet.base}/",
            title=outlet.name,
            entries=entries,
            page=n,
            pages=len(chunks),
            viewstate=_viewstate(n),
        )
        for path in _listing_paths(outlet.style, n):
            found[path] = page
        if outlet.style == "aspnet":
            turned.append(page)
    if turned:
        found["/tin-tuc.aspx"] = _with_forms(turned)
    if outlet.style in {"wordpress", "jsonld", "video"}:
        feed = Page(
            _rss(outlet, mine if outlet.style == "video" else mine[:20]).encode(),
            "application/rss+xml; charset=utf-8",
        )
        found[{"wordpress": "/feed/", "jsonld": "/rss/home.rss", "video": "/rss/video.rss"}[outlet.style]] = (
            feed
        )
    if outlet.style == "breaks":
        found |= _sitemaps(outlet, mine)
    return found


def _viewstate(key: object) -> str:
    """Something as long and as meaningless as the real one; other for every page."""
    return base64.b64encode(hashlib.sha256(f"viewstate {key}".encode()).digest() * 12).decode()


def _with_forms(turned: Sequence[Page]) -> Page:
    """The first page of a list, which answers every form that one of its pages gives out with the page asked for."""
    forms = {
        form_key(POSTBACK, f"Page${to}", _viewstate(at)): page
        for at in range(1, len(turned) + 1)
        for to, page in enumerate(turned, start=1)
    }
    return replace(turned[0], forms=forms)


def _listing_paths(style: str, n: int) -> list[str]:
    first = ["/"] if n == 1 and style != "video" else []
    return (
        first
        + {
            "wordpress": [f"/page/{n}/"],
            "jsonld": [f"/?trang={n}"],
            "liferay": ([] if n > 1 else ["/web/guest/trang-chu", "/web/guest/tin-tuc"])
            + [LIFERAY_PAGER.format(page=n)],
            "video": [],
            "breaks": [],
            "tables": ([] if n > 1 else ["/danh-sach.html"]) + [f"/danh-sach.html?trang={n}"],
            "aspnet": [],
        }[style]
    )


def _rss(outlet: SampleOutlet, mine: list[Placed]) -> str:
    entries = "".join(
        f"<item><title>{escape(one.item.title)}</title><link>{escape(one.url)}</link><guid>{escape(one.url)}</guid>"
        f"<description>{escape(one.item.lead)}</description><pubDate>{_http_date(one.item.published)}</pubDate></item>\n"
        for one in mine
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(outlet.name)}</title><link>{outlet.base}/</link><description>RSS</description>\n{entries}</channel></rss>\n'


def _sitemaps(outlet: SampleOutlet, mine: list[Placed]) -> Mapping[str, Page]:
    months: dict[str, list[Placed]] = {}
    for one in mine:
        months.setdefault(one.item.published[:7], []).append(one)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    found: dict[str, Page] = {}
    for month, chunk in months.items():
        rows = "".join(
            f"<url><loc>{escape(one.url)}</loc><lastmod>{one.item.published}</lastmod></url>\n"
            for one in chunk
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {space}>\n{rows}</urlset>\n'
        found[f"/sitemaps/{month}.xml.gz"] = Page(gzip.compress(xml.encode(), mtime=0), "application/gzip")
    rows = "".join(
        f"<sitemap><loc>{outlet.base}/sitemaps/{month}.xml.gz</loc></sitemap>\n" for month in sorted(months)
    )
    index = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {space}>\n{rows}</sitemapindex>\n'
    return found | {"/sitemap.xml": Page(index.encode(), "application/xml; charset=utf-8")}


def _robots(outlet: SampleOutlet) -> str:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in outlet.forbidden)]
    if not outlet.forbidden:
        lines.append("Disallow:")
    if outlet.crawl_delay:
        lines.append(f"Crawl-delay: {outlet.crawl_delay}")
    if outlet.style == "breaks":
        lines.append(f"Sitemap: {outlet.base}/sitemap.xml")
    return "\n".join(lines) + "\n"


def _http_date(published: str) -> str:
    return format_datetime(datetime.fromisoformat(published).astimezone(UTC), usegmt=True)
