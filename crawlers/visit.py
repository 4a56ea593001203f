"""One outlet in one run: its feeds, lists and sitemaps asked, what is new downloaded, everything told as it happens.

A feed's ``Asked`` comes after everything the feed named has been dealt with: a store that keeps its validators only then
will, after a crash, be given the whole feed again and miss nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import queue
import re
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawlers import discover, nopage, pagetext
from crawlers.archive import Archive
from crawlers.discover import Address, Sitemap, address_key, canonical
from crawlers.errors import CollectError, FetchError, Forbidden, Gone, Temporary
from crawlers.fetch import Session
from crawlers.memory import Memory
from crawlers.model import (
    Article,
    Asked,
    Collected,
    CrawlEvent,
    Failed,
    Fetched,
    Found,
    Held,
    Skipped,
)
from crawlers.pagework import ARTICLE_URL
from crawlers.reading import Readers
from crawlers.register import Listing, Outlet, Site, bare_host

HANOI = dt.timezone(dt.timedelta(hours=7))
# a sitemap index of a national paper names a few hundred files; more is a trap
MAX_SITEMAPS = 500
MAX_DEPTH = 3
# pages of one outlet that may wait to be read while the next ones are asked for
MOST_UNREAD = 8


class _Stop(Exception):
    """The outlet is over; carries Finished's note."""


@dataclass(slots=True)
class Run:
    """What all outlets of a run share."""

    session: Session
    memory: Memory
    archive: Archive | None
    since: dt.date | None
    until: dt.date | None
    limit: int | None
    events: queue.Queue[CrawlEvent | BaseException | None]
    readers: Readers
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class _Unread:
    """A page that was fetched and is being read."""

    site: Site
    fetched: Fetched
    address: Address
    how: str
    again: bool
    reading: Future[Article]


class Visit:
    """One outlet in one run."""

    def __init__(self, run: Run, outlet: Outlet) -> None:
        self.run, self.outlet = run, outlet
        self.seen: set[str] = set()
        self.unread: deque[_Unread] = deque()
        self.asked_for = 0
        self.complete = True

    def say(self, event: CrawlEvent) -> None:
        self.run.events.put(event)

    def go(self) -> str:
        """The whole outlet; answers Finished's note."""
        if self.outlet.opt_out:
            for site in self.outlet.sites:
                self.say(Skipped(self.outlet.id, f"{site.scheme}://{site.hosts[0]}/", "opt_out"))
            return "opt_out"
        try:
            # what is held now, not what this very run is about to bring
            recent = tuple(self.run.memory.recent(self.outlet.id))
            for site in self._sites():
                self._site(site)
            self._still_pending()
            for held in recent:
                self._again(held)
        except _Stop as stop:
            return str(stop)
        finally:
            self._settle()
        return ""

    def _sites(self) -> list[Site]:
        """Sites that were valid at some time of the window; without one, those valid today."""
        today = dt.datetime.now(HANOI).date()
        last = self.run.until or today + dt.timedelta(days=1)
        first = self.run.since or min(today, last - dt.timedelta(days=1))
        return [
            s
            for s in self.outlet.sites
            if (s.end is None or s.end > first) and (s.start is None or s.start < last)
        ]

    def _site(self, site: Site) -> None:
        for host in site.hosts:
            self.run.session.prepare(host, delay=site.delay, legacy_tls=site.legacy_tls, ca=site.ca)
        home = f"{site.scheme}://{site.hosts[0]}/"
        if site.needs_browser:
            self.say(Failed(self.outlet.id, home, "needs_browser", "the site's lists are made by scripts"))
            return
        try:
            robots = self.run.session.robots(home)
        except CollectError as error:
            self._failed(f"{home}robots.txt", error)
            return
        if robots.fetched is not None:
            self.say(Asked(self.outlet.id, "robots", robots.fetched))
        sitemaps, listings = site.sitemaps, site.listings
        if not (site.feeds or sitemaps or listings):
            # nothing tried yet for this site: what its robots.txt offers, and its front page
            sitemaps = tuple(url for url in robots.sitemaps if self._of_site(site, url))
            listings = (Listing(home),)
        for url in site.feeds:
            self._feed(site, url)
        for url in dict.fromkeys(sitemaps):
            self._sitemap(site, url, 0)
        for listing in listings:
            self._listing(site, listing)

    def _ask(
        self, url: str, purpose: str, *, conditional: bool = True, may_end: bool = False
    ) -> Fetched | None:
        """One feed, sitemap or listing; None where it brought nothing, which has been said.

        ``may_end``: a page of a pager, whose 404 is its end and no failure.
        """
        self._check_stop()
        held = self.run.memory.validators(url) if conditional else None
        try:
            return self.run.session.get(url, held, purpose)
        except Forbidden as error:
            self._forbidden(url, error)
        except CollectError as error:
            if not (may_end and isinstance(error, Gone)):
                self._failed(url, error)
        return None

    def _feed(self, site: Site, url: str) -> None:
        fetched = self._ask(url, "feed")
        if fetched is None:
            return
        if fetched.status == 304:
            self.say(Asked(self.outlet.id, "feed", fetched))
            return
        try:
            found = discover.feed(fetched.body, fetched.final_url)
        except CollectError as error:
            self._failed(url, error)
            return
        self._named(site, "feed", fetched, found)

    def _sitemap(self, site: Site, url: str, depth: int) -> None:
        if depth > MAX_DEPTH or address_key(url) in self.seen or len(self.seen) > discover.MAX_ADDRESSES:
            return
        self.seen.add(address_key(url))
        fetched = self._ask(url, "sitemap")
        if fetched is None:
            return
        if fetched.status == 304:
            self.say(Asked(self.outlet.id, "sitemap", fetched))
            return
        try:
            found: Sitemap = discover.sitemap(fetched.body, fetched.final_url)
        except CollectError as error:
            self._failed(url, error)
            return
        children = [child for child in found.children if self._of_site(site, child.url)]
        for child in children[:MAX_SITEMAPS]:
            # a child untouched since before the window holds nothing of it
            if self.run.since and child.modified and child.modified[:10] < self.run.since.isoformat():
                continue
            self._sitemap(site, child.url, depth + 1)
        if found.children:
            # unchanged does not mean that its children are: an index is always asked for whole
            self.say(Asked(self.outlet.id, "sitemap", _without_validators(fetched)))
        else:
            self._named(site, "sitemap", fetched, found.addresses)

    def _listing(self, site: Site, listing: Listing) -> None:
        if listing.postback:
            self._postbacks(site, listing)
            return
        if "{dd}" in listing.url:
            self._days(site, listing)
            return
        listed: set[str] = set()
        for number, url in enumerate(discover.pages_of(listing)):
            fetched = self._ask(url, "listing", may_end=number > 0)
            if fetched is None:
                return
            if fetched.status == 304:
                self.say(Asked(self.outlet.id, "listing", fetched))
                continue
            if not self._listed(site, fetched, listed):
                return

    def _days(self, site: Site, listing: Listing) -> None:
        """An archive by day: a day without a page or without news ends nothing."""
        # what is listed already, so that an empty day is no list without articles
        listed = {""}
        for url in discover.days_of(listing, self.run.since, self.run.until):
            fetched = self._ask(url, "listing", may_end=True)
            if fetched is not None and fetched.status == 304:
                self.say(Asked(self.outlet.id, "listing", fetched))
            elif fetched is not None:
                self._listed(site, fetched, listed)

    def _listed(self, site: Site, fetched: Fetched, listed: set[str]) -> bool:
        """Deal with one page of a list; False where it named nothing that the pages before it (``listed``) had not."""
        pattern = site.article_url or ARTICLE_URL
        found = discover.listing(fetched.body, fetched.final_url, pattern, site.selectors.list)
        found = tuple(a for a in found if self._of_site(site, a.url))
        if not found and not listed:
            self._empty_list(fetched)
        keys = {address_key(address.url) for address in found}
        self._named(site, "listing", fetched, found)
        # a pager past its end shows the last page, or the first, again
        if keys <= listed:
            return False
        listed |= keys
        return True

    def _empty_list(self, fetched: Fetched) -> None:
        """A list that names no article has another layout than was described, or is filled in by scripts."""
        text = pagetext.decode(fetched.body)
        reason = "needs_browser" if nopage.is_shell(text) else "unparsable"
        self.say(Failed(self.outlet.id, fetched.url, reason, "the list names no article"))

    def _postbacks(self, site: Site, listing: Listing) -> None:
        """A list whose further pages are answers to a form: each form is read from the page before it."""
        listed: set[str] = set()
        # always whole: an unchanged first page sent without its form would hide all others
        fetched = self._ask(listing.url, "listing", conditional=False)
        for page in range(listing.first, listing.first + listing.pages):
            if fetched is None or not self._listed(site, _without_validators(fetched), listed):
                return
            if page == listing.first + listing.pages - 1:
                return
            target, argument = (
                part.replace("{page}", str(page)) for part in (listing.postback, listing.argument)
            )
            form = discover.postback(fetched.body, target, argument)
            if not form:
                return
            fetched = self._post(listing.url, form)

    def _post(self, url: str, form: dict[str, str]) -> Fetched | None:
        self._check_stop()
        try:
            return self.run.session.post(url, form)
        except Forbidden as error:
            self._forbidden(url, error)
        except Gone:
            pass
        except CollectError as error:
            self._failed(url, error)
        return None

    def _still_pending(self) -> None:
        """What failed in runs before and no list names any more."""
        sites = self._sites()
        for url in self.run.memory.pending(self.outlet.id):
            site = next((s for s in sites if self._of_site(s, url)), None)
            if site is not None and address_key(url) not in self.seen:
                self.seen.add(address_key(url))
                self._article(site, Address(canonical(url)), "pending")

    def _again(self, held: Held) -> None:
        """Look whether a page that is held was edited since; an unchanged one costs the host a line."""
        self._check_stop()
        site = next((s for s in self._sites() if self._of_site(s, held.url)), None)
        if site is None or site.needs_browser:
            return
        try:
            fetched = self.run.session.get(held.url, held.validators, "article")
        except Forbidden as error:
            self._forbidden(held.url, error)
            return
        except CollectError as error:
            self._failed(held.url, error)
            return
        same = fetched.status == 304 or hashlib.sha256(fetched.body).hexdigest() == held.sha256
        if same or not self._of_site(site, fetched.final_url):
            self.say(Asked(self.outlet.id, "revisit", fetched))
            return
        self._read(site, fetched, Address(held.url), "revisit", again=True)

    def _named(self, site: Site, how: str, fetched: Fetched, found: Sequence[Address]) -> None:
        """Deal with every address one source named, then hand over the source's own answer."""
        urls, days = tuple(a.url for a in found), tuple(a.date[:10] for a in found)
        self.say(Found(self.outlet.id, how, fetched.url, urls, days))
        self.complete = True
        for address in found:
            if address_key(address.url) not in self.seen:
                self.seen.add(address_key(address.url))
                self._article(site, address, how)
        self._settle()
        self.say(Asked(self.outlet.id, how, fetched if self.complete else _without_validators(fetched)))

    def _article(self, site: Site, address: Address, how: str) -> None:
        self._check_stop()
        url = address.url
        try:
            if reason := self._reason_to_skip(site, address, how):
                self.complete = self.complete and reason not in ("limit", "window")
                self.say(Skipped(self.outlet.id, url, reason))
                return
            self.asked_for += 1
            fetched = self.run.session.get(url, None, "article")
        except Forbidden as error:
            self._forbidden(url, error)
            return
        except CollectError as error:
            self.complete = self.complete and not isinstance(error, Temporary)
            self._failed(url, error)
            return
        if not self._of_site(site, fetched.final_url):
            self.say(Skipped(self.outlet.id, url, "foreign"))
            return
        self._read(site, fetched, address, how)

    def _read(self, site: Site, fetched: Fetched, address: Address, how: str, *, again: bool = False) -> None:
        reading = self.run.readers.read(site, fetched)
        self.unread.append(_Unread(site, fetched, address, how, again, reading))
        self._settle(MOST_UNREAD if self.run.readers.count else 0)

    def _settle(self, most: int = 0) -> None:
        """Tell of pages read, in the order they were fetched, until at most so many are still unread."""
        while len(self.unread) > most:
            self._tell(self.unread.popleft())

    def _tell(self, unread: _Unread) -> None:
        fetched, address = unread.fetched, unread.address
        article = self.run.readers.result_of(unread.reading, unread.site, fetched)
        if error_text := article.methods.get("error"):
            reason = article.methods.get("reason", "unparsable")
            self.say(Failed(self.outlet.id, fetched.url, reason, error_text))
            return
        if not article.published and address.date:
            methods = {**article.methods, "published": unread.how}
            article = replace(article, published=address.date, methods=methods)
        archived = self.run.archive.store(fetched) if self.run.archive else None
        article = replace(article, outlet=self.outlet.id)
        self.say(Collected(self.outlet.id, article, fetched, archived, again=unread.again))

    def _reason_to_skip(self, site: Site, address: Address, how: str) -> str:
        url = address.url
        if not self._of_site(site, url):
            return "foreign"
        # a feed or sitemap may name sections too
        if how == "sitemap" and site.article_url and not re.search(site.article_url, url):
            return "foreign"
        if self.run.memory.knows(url):
            return "known"
        if not self.run.session.allowed(url):
            return "robots"
        day = address.date[:10]
        if day and (
            (self.run.since and day < self.run.since.isoformat())
            or (self.run.until and day >= self.run.until.isoformat())
        ):
            return "window"
        return "limit" if self.run.limit is not None and self.asked_for >= self.run.limit else ""

    def _of_site(self, site: Site, url: str) -> bool:
        return bare_host(urlsplit(canonical(url)).hostname or "") in {bare_host(host) for host in site.hosts}

    def _check_stop(self) -> None:
        if self.run.stop.is_set():
            raise _Stop("interrupted")

    def _forbidden(self, url: str, error: FetchError) -> None:
        if error.values.get("detail") in ("private address", "scheme"):
            self._failed(url, error)
        else:
            self.say(Skipped(self.outlet.id, url, "robots"))

    def _failed(self, url: str, error: CollectError) -> None:
        detail = error.values.get("detail")
        if self.run.stop.is_set() or detail == "interrupted":
            raise _Stop("interrupted") from error
        if detail == "budget":
            raise _Stop("budget") from error
        self.say(Failed(self.outlet.id, url, error.reason, str(error)))
        no_robots = url.endswith("/robots.txt") and isinstance(error, Temporary)
        if no_robots or not self.run.session.reachable(urlsplit(url).hostname or ""):
            raise _Stop("unreachable") from error


def _without_validators(fetched: Fetched) -> Fetched:
    """The same answer, but the next run will ask for it whole: not everything it named has been dealt with."""
    headers = {k: v for k, v in fetched.headers.items() if k not in ("etag", "last-modified")}
    return replace(fetched, headers=headers)
