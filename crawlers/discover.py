"""Where do an outlet's articles stand? Feeds, sitemaps and listings say; nothing is guessed.

Answers are addresses in the order named, each once, with a date where the source gives one. XML is read with entities
off and bounded sizes: a feed is a stranger's file. (trafilatura's own discovery drops addresses that end in .chn, .vnp
or .bbg, as Vietnamese outlets' do, so it is not used.)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree

from crawlers import pagetext
from crawlers.errors import Unparsable
from crawlers.fetch import unpacked
from crawlers.register import Listing, bare_host

MAX_BYTES = 50_000_000  # the sitemap protocol's own bound
MAX_ADDRESSES = 50_000
MAX_LENGTH = 2_000
TRACKERS = re.compile(
    r"^(?:utm_.*|fbclid|gclid|gidzl|zarsrc|zalo.*|mc_cid|mc_eid|igshid|yclid|_ga|ref_src)$", re.I
)
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
HANOI = dt.timezone(dt.timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Address:
    """One address named; ``date`` ISO 8601 or "" (of publication; ``modified`` for a sitemap's lastmod)."""

    url: str
    date: str = ""
    title: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap file holds: addresses of pages, or of further sitemaps."""

    addresses: tuple[Address, ...] = ()
    children: tuple[Address, ...] = ()


def canonical(url: str, base: str = "") -> str:
    """A fetchable address without fragment, trackers, default port and capitals in the host; "" if it is none."""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if (
        parts.scheme not in ("http", "https")
        or not host
        or len(url) > MAX_LENGTH
        or parts.username is not None
    ):
        return ""
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not TRACKERS.match(name)]
    if len(kept) != len(pairs):
        query = urlencode(kept)
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((parts.scheme, host, path, quote(query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def address_key(url: str) -> str:
    """One key for all ways of writing an address: scheme, www., m. and a closing slash aside."""
    clean = canonical(url)
    if not clean:
        return url.strip()
    parts = urlsplit(clean)
    host = bare_host(parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return host + (parts.path.rstrip("/") or "") + (f"?{parts.query}" if parts.query else "")


def _xml(data: bytes, url: str) -> BeautifulSoup:
    if data[:2] == b"\x1f\x8b":
        data = unpacked(data, url, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise Unparsable(f"{url}: larger than {MAX_BYTES} bytes", url=url, detail="size")
    head = data[:2_000].lstrip().lower()
    if b"<!doctype" in head and b"[" in head.partition(b"<!doctype")[2].partition(b">")[0]:
        raise Unparsable(f"{url}: declares entities of its own", url=url, detail="entities")
    # a first look with entities off, so that BeautifulSoup's own parser never meets a hostile document type
    parser = etree.XMLParser(
        encoding=_encoding(data),
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
        load_dtd=False,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unparsable(f"{url}: {error}", url=url, detail="not XML") from error
    if root is None or (
        root.getroottree().docinfo.internalDTD is not None
        and root.getroottree().docinfo.internalDTD.entities()
    ):
        raise Unparsable(f"{url}: not XML, or entities of its own", url=url, detail="not XML")
    name = etree.QName(root).localname.lower() if isinstance(root.tag, str) else ""
    if name in ("html", "body"):
        raise Unparsable(f"{url}: a web page where XML was expected", url=url, detail="html")
    return BeautifulSoup(etree.tostring(root), "xml")


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that, whatever the declaration says; None to believe the declaration."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _text(tag: Tag | None) -> str:
    return pagetext.clean(tag.get_text(" ", strip=True)) if tag is not None else ""


def _first(parent: Tag, *names: str) -> str:
    for name in names:
        found = parent.find(name, recursive=False)
        if isinstance(found, Tag) and (text := _text(found)):
            return text
    return ""


def moment(text: str) -> str:
    """An RSS or W3C date as ISO 8601, or ""; Hà Nội's time where no zone is given."""
    text = text.strip()
    if not text:
        return ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return text if len(text) == 10 else ""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return ""
    try:
        return (
            (found if found.tzinfo else found.replace(tzinfo=HANOI))
            .astimezone(HANOI)
            .isoformat(timespec="seconds")
        )
    except (OverflowError, ValueError):
        return ""


def _once(found: Iterable[Address]) -> tuple[Address, ...]:
    kept: dict[str, Address] = {}
    for address in found:
        if address.url:
            kept.setdefault(address_key(address.url), address)
            if len(kept) >= MAX_ADDRESSES:
                break
    return tuple(kept.values())


def feed(data: bytes, url: str) -> tuple[Address, ...]:
    """The articles an RSS, RDF or Atom feed names. Raises Unparsable."""
    soup = _xml(data, url)
    if not soup.find(["rss", "feed", "RDF", "channel"]):
        raise Unparsable(f"{url}: no feed", url=url, detail="no feed")
    return _once(_entries(soup, url))


def _entries(soup: BeautifulSoup, base: str) -> Iterator[Address]:
    for entry in soup.find_all(["item", "entry"]):
        link = _first(entry, "link")
        if not link:
            links = [t for t in entry.find_all("link", recursive=False) if t.get("href")]
            best = next((t for t in links if t.get("rel", "alternate") == "alternate"), None)
            link = str(best["href"]) if best is not None else ""
        if not link and (guid := _first(entry, "guid", "id")).startswith("http"):
            link = guid
        date = moment(_first(entry, "pubDate", "published", "date", "updated"))
        yield Address(canonical(link, base) if link else "", date, _first(entry, "title"))


def sitemap(data: bytes, url: str) -> Sitemap:
    """Addresses, or further sitemaps, of an XML or plain-text sitemap, gzip included. Raises Unparsable."""
    plain = unpacked(data, url, MAX_BYTES) if data[:2] == b"\x1f\x8b" else data
    if plain.lstrip()[:4].lower() == b"http":
        lines = plain.decode("utf-8", "replace").splitlines()
        return Sitemap(_once(Address(canonical(line)) for line in lines))
    soup = _xml(plain, url)
    if not soup.find(["urlset", "sitemapindex"]):
        raise Unparsable(f"{url}: no sitemap", url=url, detail="no sitemap")
    children = (
        Address(canonical(_first(t, "loc"), url), modified=moment(_first(t, "lastmod")))
        for t in soup.find_all("sitemap")
    )
    pages = (
        Address(
            canonical(_first(t, "loc"), url),
            moment(_text(t.find("publication_date"))),
            _text(t.find("title")),
            moment(_first(t, "lastmod")),
        )
        for t in soup.find_all("url")
    )
    return Sitemap(_once(pages), _once(children))


def listing(html: bytes, url: str, article_url: str, selector: str = "") -> tuple[Address, ...]:
    """The article pages a listing links to, by the outlet's ``article_url`` pattern; ``selector`` narrows the part
    of the page that lists.
    """
    return links(pagetext.parse(pagetext.decode(html)), url, article_url, selector)


def links(soup: BeautifulSoup, url: str, article_url: str, selector: str = "") -> tuple[Address, ...]:
    """As :func:`listing`, on a page already parsed."""
    base_tag = soup.find("base", href=True)
    base = (canonical(str(base_tag["href"]), url) if isinstance(base_tag, Tag) else "") or url
    pattern = re.compile(article_url) if article_url else None
    parts: Iterable[Tag] = soup.select(selector) if selector else [soup]
    found = []
    for part in parts:
        for anchor in part.find_all("a", href=True):
            address = canonical(str(anchor["href"]), base)
            if address and pattern is not None and pattern.search(address):
                found.append(Address(address, title=anchor.get_text(" ", strip=True)[:300]))
    return _once(found)


def postback(html: bytes, target: str, argument: str) -> dict[str, str]:
    """The form that turns an ASP.NET pager: all hidden fields of the page as they are, and what its script would add.

    Empty where the page does not offer that very turn: a pager at its end, which answers anything else with an error.
    """
    soup = pagetext.parse(pagetext.decode(html))
    form = next(
        (f for f in soup.find_all("form") if f.find("input", attrs={"name": "__VIEWSTATE"}) is not None), None
    )
    calls = (
        _POSTBACK.search(str(tag.get("href") or "") + " " + str(tag.get("onclick") or ""))
        for tag in soup.find_all(["a", "input", "button"])
    )
    if form is None or (target, argument) not in {call.groups() for call in calls if call}:
        return {}
    hidden = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.find_all("input", attrs={"type": "hidden", "name": True})
    }
    return hidden | {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}


def days_of(listing: Listing, since: dt.date | None, until: dt.date | None) -> Iterator[str]:
    """The addresses of an archive by day (``{yyyy}``, ``{mm}``, ``{dd}`` in its address), the latest first: the days of
    the window [since, until), at most ``listing.pages`` of them; without a window those up to today.
    """
    day = (until or dt.datetime.now(HANOI).date() + dt.timedelta(days=1)) - dt.timedelta(days=1)
    for _ in range(listing.pages):
        if since is not None and day < since:
            return
        parts = {"{yyyy}": f"{day:%Y}", "{mm}": f"{day:%m}", "{dd}": f"{day:%d}"}
        url = listing.url
        for mark, value in parts.items():
            url = url.replace(mark, value)
        yield url
        day -= dt.timedelta(days=1)


def pages_of(listing: Listing) -> Iterator[str]:
    """The listing's addresses: its own, then those of its pager."""
    yield listing.url
    if listing.pager:
        for page in range(listing.first, listing.first + listing.pages - 1):
            yield listing.pager.replace("{page}", str(page))
