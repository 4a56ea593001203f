"""From outlets to articles in the store: the crawl's events become rows, one transaction each.

A process killed between two events has lost nothing that was said before. The crawl says that a listing was asked for
only after everything it named is settled, so that a listing cut short is asked for whole again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from auditor import __version__
from auditor.errors import NothingToDo
from auditor.store import NewArticle, Store, StoredArticle, now
from auditor.workspace import Config, Workspace
from crawlers.discover import address_key
from crawlers.errors import CollectError, Unparsable
from crawlers.model import (
    Asked,
    Collected,
    CrawlEvent,
    Failed,
    Finished,
    Found,
    Held,
    Skipped,
    Validators,
)

if TYPE_CHECKING:
    from crawlers.archive import Archive
    from crawlers.fetch import Session
    from crawlers.register import Outlet, Register, Site

# what became of these addresses will not change by asking again
FINAL = ("gone", "unparsable", "too_large")
# what may name an address and its day beside the page itself
LISTS = ("feed", "sitemap", "listing", "pending", "revisit")
# an address that failed in so many runs is left alone; of the others at most so many are asked for in a run
TRIES = 10
# from so many hosts on, at a page a second each, reading their pages (0.05 s) fills half of a processor
MANY_OUTLETS = 10
MOST_PENDING = 200


class Tick(Protocol):
    """How far a stage is; ``total`` 0 where nobody knows yet."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def no_tick(stage: str, done: int, total: int) -> None:
    """For callers who do not watch."""


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What one crawl did. ``unchanged``: feeds and listings that had nothing new (304); ``edited``: articles held
    before whose text is another one now.
    """

    outlets: int = 0
    requests: int = 0
    unchanged: int = 0
    found: int = 0
    collected: int = 0
    skipped: int = 0
    failed: int = 0
    unreachable: tuple[str, ...] = ()
    edited: int = 0


class StoreMemory:
    """What the store remembers, held in memory because the crawl asks from several threads.

    ``config`` decides which pages are looked at again; without one none is.
    """

    def __init__(self, store: Store, config: Config | None = None) -> None:
        marks = ", ".join("?" * len(FINAL))
        self._known = {
            row[0]
            for row in store.rows(
                f"SELECT key FROM addresses WHERE state = 'collected' OR reason IN ({marks})",  # noqa: S608
                FINAL,
            )
        }
        # the last whole answer rules: the crawl hands over one without validators when it must be asked whole again
        self._validators = {
            row["url"]: Validators(row["etag"], row["last_modified"])
            for row in store.rows(
                """SELECT url, etag, last_modified, max(id) FROM requests
                   WHERE status = 200 AND purpose <> 'article' GROUP BY url"""
            )
            if row["etag"] or row["last_modified"]
        }
        self._pending = _pending(store)
        self._recent = _recent(store, config) if config and config.revisit_days else {}

    def pending(self, outlet: str) -> tuple[str, ...]:
        """What failed for a passing reason, or was never settled."""
        return self._pending.get(outlet, ())

    def recent(self, outlet: str) -> tuple[Held, ...]:
        """Pages to look at again, those not seen for longest first."""
        return self._recent.get(outlet, ())

    def validators(self, url: str) -> Validators | None:
        """What to ask "anything new?" with, or None to ask for the whole."""
        return self._validators.get(url)

    def knows(self, url: str) -> bool:
        """Is there nothing to gain from asking for this article?"""
        return address_key(url) in self._known

    def learn(self, *keys: str) -> None:
        self._known.update(keys)


def _pending(store: Store) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in store.rows(
        """SELECT a.outlet, a.url FROM addresses a
           LEFT JOIN failures f ON f.stage = 'crawl' AND f.url = a.url AND f.reason = a.reason
           WHERE a.outlet <> '' AND (a.state = 'found' OR (a.state = 'failed' AND a.reason = 'temporary'))
             AND coalesce(f.count, 0) < ? ORDER BY a.id""",
        (TRIES,),
    ):
        found.setdefault(row["outlet"], []).append(row["url"])
    return {outlet: tuple(urls[:MOST_PENDING]) for outlet, urls in found.items()}


def _recent(store: Store, config: Config) -> dict[str, tuple[Held, ...]]:
    """Articles of the last days before the day figures are as of, at most so many an outlet."""
    since = (date.fromisoformat(config.day) - timedelta(days=config.revisit_days)).isoformat()
    before = (datetime.now(UTC) - timedelta(hours=config.revisit_hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    # nothing published since then can have been asked for earlier, unless the day figures are as of is still to come
    asked_since = min(since, (datetime.now(UTC) - timedelta(days=config.revisit_days)).date().isoformat())
    asked = {
        address_key(row["url"]): row
        for row in store.rows(
            """SELECT url, etag, last_modified, sha256 FROM requests
               WHERE purpose = 'article' AND status = 200 AND fetched_at >= ? ORDER BY id""",
            (asked_since,),
        )
    }
    found: dict[str, list[Held]] = {}
    for row in store.rows(
        """SELECT key, outlet, coalesce((SELECT max(at) FROM visits v WHERE v.article = a.id), fetched_at) AS seen
           FROM articles a WHERE source = 'crawl' AND published >= ? AND kind <> 'listing' AND seen <= ?
             AND NOT EXISTS (SELECT 1 FROM visits g WHERE g.article = a.id AND g.outcome = 'gone')
           ORDER BY seen, id""",
        (since, before),
    ):
        if (last := asked.get(row["key"])) is not None:
            validators = Validators(last["etag"], last["last_modified"])
            found.setdefault(row["outlet"], []).append(Held(last["url"], validators, last["sha256"]))
    return {outlet: tuple(held[: config.revisit_most]) for outlet, held in found.items()}


def make_session(workspace: Workspace) -> Session:
    """One polite session as the workspace's configuration asks."""
    from crawlers.fetch import Session  # noqa: PLC0415  requests costs 0.6 s

    config = workspace.config
    more: dict[str, float] = {} if config.delay is None else {"delay": config.delay}
    if config.fictitious and config.delay == 0:
        # the sample's failing host is this machine: nobody needs time to recover
        more["backoff"] = 0.02
    return Session(
        user_agent=f"auditor/{__version__}",
        contact=config.contact,
        resolve=dict(config.resolve),
        allow_private=config.allow_private,
        **more,  # type: ignore[arg-type]
    )


def outlets_of(workspace: Workspace, register: Register, ids: Iterable[str] = ()) -> tuple[Outlet, ...]:
    """The outlets to collect from: all of the province on the day, or those named. Raises NothingToDo."""
    wanted = set(ids)
    found = tuple(
        outlet
        for outlet in register.on(workspace.config.day, workspace.config.province)
        if not wanted or outlet.id in wanted
    )
    if not found or (missing := wanted - {outlet.id for outlet in found}):
        named = ", ".join(sorted(missing)) if found else workspace.config.province
        raise NothingToDo(f"no outlets: {named}", stage="crawl", detail=named)
    return found


def crawl_stage(
    workspace: Workspace,
    store: Store,
    *,
    tick: Tick = no_tick,
    session: Session | None = None,
    outlets: Iterable[str] = (),
    limit: int | None = None,
    workers: int = 64,
) -> CrawlResult:
    """Collects what the outlets published in the workspace's period. ``outlets``: ids, all where empty."""
    from crawlers.crawl import crawl  # noqa: PLC0415  trafilatura costs 1.1 s
    from crawlers.reading import Readers  # noqa: PLC0415

    chosen = outlets_of(workspace, workspace.register(), outlets)
    config = workspace.config
    memory = StoreMemory(store, config)
    own = None if session else make_session(workspace)
    archive = archive_of(workspace)
    readers = Readers(readers_for(len(chosen), config.delay))
    try:
        events = crawl(
            chosen,
            session=session or own or make_session(workspace),
            memory=memory,
            archive=archive,
            since=date.fromisoformat(config.period_from) if config.period_from else None,
            # the crawl's window is half-open, the period's last day is part of it
            until=date.fromisoformat(config.period_to) + timedelta(days=1) if config.period_to else None,
            limit=limit,
            workers=workers,
            readers=readers,
        )
        # the crawl's threads end before what they use is closed, also where keeping an event fails
        with contextlib.closing(events):
            return keep_events(store, events, memory=memory, tick=tick, total=len(chosen))
    finally:
        readers.close()
        archive.close()
        if own:
            own.close()


def readers_for(outlets: int, delay: float | None) -> int:
    """How many processes read pages beside the crawl: none for a few outlets, whose pace leaves time enough, nor
    where there is no pace at all (the sample province), whose run would end before the processes have started.
    """
    if outlets < MANY_OUTLETS or (delay is not None and delay < 1):
        return 0
    return max(1, min(4, (os.cpu_count() or 1) - 1))


def keep_events(
    store: Store, events: Iterator[CrawlEvent], *, memory: StoreMemory, tick: Tick = no_tick, total: int = 0
) -> CrawlResult:
    """Writes what a crawl tells, as it goes."""
    run = store.begin_run("crawl", __version__)
    result = CrawlResult()
    named = 0
    for event in events:
        with store.transaction():
            result = _keep(store, run, event, result)
        if isinstance(event, Found):
            named += len(event.urls)
        if isinstance(event, Collected):
            memory.learn(address_key(event.article.url), address_key(event.fetched.url))
        if isinstance(event, (Collected, Skipped, Failed, Found)):
            done = result.collected + result.skipped + result.failed
            tick("crawl", done, max(named, done))
    store.end_run(run)
    return replace(result, outlets=max(result.outlets, total))


def _keep(store: Store, run: int, event: CrawlEvent, result: CrawlResult) -> CrawlResult:  # noqa: PLR0911  one an event
    match event:
        case Asked(outlet, purpose, fetched):
            store.add_request(run, outlet, purpose, fetched, _digest(fetched.body))
            if purpose == "revisit":
                _visited(store, fetched.url, "same")
            unchanged = result.unchanged + (fetched.status == 304)
            return replace(result, requests=result.requests + 1, unchanged=unchanged)
        case Found(outlet, how, via, urls, days):
            named = zip(urls, days or ("",) * len(urls), strict=True)
            new = store.add_addresses(outlet, how, via, [(address_key(url), url, day) for url, day in named])
            return replace(result, found=result.found + new)
        case Collected():
            edited = _keep_article(store, run, event)
            if event.again:
                return replace(result, requests=result.requests + 1, edited=result.edited + edited)
            return replace(result, requests=result.requests + 1, collected=result.collected + 1)
        case Skipped(_, url, reason):
            if reason != "known":
                store.settle(address_key(url), "skipped", reason)
            return replace(result, skipped=result.skipped + 1)
        case Failed(outlet, url, reason, detail):
            store.settle(address_key(url), "failed", reason)
            _visited(store, url, "gone" if reason == "gone" else "failed")
            store.fail("crawl", reason, outlet=outlet, url=url, detail=detail)
            return replace(result, failed=result.failed + 1)
        case Finished(outlet, note):
            return _finish(store, outlet, note, result)


def _finish(store: Store, outlet: str, note: str, result: CrawlResult) -> CrawlResult:
    if note:
        store.fail("crawl", note, outlet=outlet, detail="the crawl of this outlet ended early")
    else:
        store.execute(
            "UPDATE failures SET solved = 1 WHERE stage = 'crawl' AND outlet = ? AND url = ''", (outlet,)
        )
    unreachable = (*result.unreachable, outlet) if note == "unreachable" else result.unreachable
    return replace(result, outlets=result.outlets + 1, unreachable=unreachable)


def _visited(store: Store, url: str, outcome: str) -> None:
    """Note that a page held before was looked at again; does nothing for a page that is not held."""
    store.execute(
        """INSERT INTO visits (article, at, outcome)
           SELECT id, ?, ? FROM articles WHERE source = 'crawl' AND key = ?""",
        (now(), outcome, address_key(url)),
    )


def _keep_article(store: Store, run: int, event: Collected) -> bool:
    """Keeps it; answers whether its text is another one than was held."""
    fetched = event.fetched
    store.add_request(run, event.outlet, "article", fetched, _digest(fetched.body))
    asked = address_key(fetched.url)
    new = NewArticle.of(
        event.article,
        outlet=event.outlet,
        source="crawl",
        key=address_key(event.article.url) or asked,
        fetched_at=fetched.fetched_at,
        archived=event.archived,
    )
    new = _with_known_day(store, new)
    # a page whose canonical link names another page of ours must not overwrite that one
    held = store.one("SELECT text_sha256, outlet, source FROM articles WHERE key = ?", (new.key,))
    if held is not None and new.key != asked:
        other = (held["text_sha256"], held["outlet"]) != (new.text_sha256, new.outlet)
        if other and held["source"] == "crawl":
            new = replace(new, key=asked)
    changed = store.put_article(new, cause="edit") == "changed"
    if event.again:
        _visited(store, new.url, "edited" if changed else "same")
    for key, url in {asked: fetched.url, new.key: new.url or fetched.url}.items():
        store.collected(event.outlet, key, url)
    store.solved("crawl", fetched.url)
    return changed


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest() if body else ""


def _with_known_day(store: Store, new: NewArticle) -> NewArticle:
    """A page that prints no day keeps the one that a feed or sitemap gave when it was first found."""
    if new.published:
        return new
    held = store.one("SELECT published, methods FROM articles WHERE key = ?", (new.key,))
    how = json.loads(held["methods"]).get("published", "") if held else ""
    if held is None or how not in LISTS:
        return new
    return replace(new, published=held["published"], methods={**new.methods, "published": how})


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """What reading the archive again brought."""

    read: int = 0
    changed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Reread:
    """An archived page read with today's extractor; ``new`` is None where the archive could not give it or it is no page."""

    stored: StoredArticle
    new: NewArticle | None
    error: CollectError | None = None


def reread(
    workspace: Workspace, store: Store, *, first: str = "", last: str = "", tick: Tick = no_tick
) -> Iterator[Reread]:
    """Every archived article published in [first, last] (all where empty), read again; no network, nothing written."""
    from crawlers.extract import extract  # noqa: PLC0415

    archive = archive_of(workspace)
    register = workspace.register()
    where = "archive_file <> '' AND published >= ? AND substr(published, 1, 10) <= ?"
    span = (first, last or "9999")
    total = store.number(f"SELECT count(*) FROM articles WHERE {where}", span)  # noqa: S608
    for done, stored in enumerate(store.articles(where, span), start=1):
        tick("extract", done, total)
        if stored.archived is None:
            continue
        try:
            page = archive.read(stored.archived)
        except CollectError as error:
            yield Reread(stored, None, error)
            continue
        site = _site_of(register, stored.outlet, page.final_url, page.fetched_at[:10])
        article = extract(page.body, page.final_url, site=site, fetched_at=page.fetched_at)
        if refused := article.methods.get("error"):
            # what was an article once stays one until a person decides; that today's reader finds none is said
            yield Reread(stored, None, Unparsable(refused, url=stored.url, detail=refused))
            continue
        new = NewArticle.of(
            article,
            outlet=stored.outlet,
            source=stored.source,
            key=stored.key,
            fetched_at=stored.fetched_at,
            archived=stored.archived,
        )
        yield Reread(stored, _with_known_day(store, new))


def extract_stage(
    workspace: Workspace, store: Store, *, first: str = "", last: str = "", tick: Tick = no_tick
) -> ExtractResult:
    """Reads archived pages again with today's extractor; no network. A text that changes leaves its version."""
    run = store.begin_run("extract", __version__)
    result = ExtractResult()
    for page in reread(workspace, store, first=first, last=last, tick=tick):
        result = replace(result, read=result.read + 1)
        if page.new is None:
            reason = page.error.reason if page.error else "archive"
            store.fail(
                "extract", reason, outlet=page.stored.outlet, url=page.stored.url, detail=str(page.error)
            )
            result = replace(result, failed=result.failed + 1)
            continue
        changed = store.put_article(page.new, cause="reading") == "changed"
        result = replace(result, changed=result.changed + changed)
    store.end_run(run)
    return result


def _site_of(register: Register, outlet: str, url: str, day: str) -> Site | None:
    """The site an outlet had on the day at this address; another outlet's where it has none."""
    from crawlers.register import bare_host  # noqa: PLC0415  costs a schema validator

    found = register.sites_of(bare_host(urlsplit(url).hostname or ""))
    on = date.fromisoformat(day) if day else None

    def fits(pair: tuple[Outlet, Site]) -> tuple[bool, bool]:
        return pair[0].id == outlet, on is None or pair[1].holds(on)

    return max(found, key=fits)[1] if found else None


def archive_of(workspace: Workspace) -> Archive:
    """The page archive of a workspace."""
    from crawlers.archive import Archive  # noqa: PLC0415

    return Archive(workspace.archive)
