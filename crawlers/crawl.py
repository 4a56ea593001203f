"""One run over many outlets: each host has one thread, and all of them together keep the pace that was agreed.

Events pass through a queue to the caller's thread, which alone writes to a store.
"""

from __future__ import annotations

import datetime as dt
import queue
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from crawlers.archive import Archive
from crawlers.fetch import Session
from crawlers.memory import Memory, NoMemory
from crawlers.model import CrawlEvent, Finished
from crawlers.reading import Readers
from crawlers.register import Outlet, bare_host
from crawlers.visit import Run, Visit

# threads mostly wait: for the host's pace, for its answer, for a reader
MOST_HOSTS = 64


def crawl(  # noqa: PLR0913 - every knob has a default and is named at the call
    outlets: Iterable[Outlet],
    *,
    session: Session,
    memory: Memory | None = None,
    archive: Archive | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int | None = None,
    workers: int = MOST_HOSTS,
    readers: Readers | None = None,
) -> Generator[CrawlEvent]:
    """Collect what is new, as events. ``since`` and ``until`` (half-open) hold for dates that feeds and sitemaps give;
    ``limit`` is the most article pages asked for per outlet; ``workers`` the most hosts asked at a time; ``readers``
    read the pages, by default the threads that fetched them. Ctrl-C ends every outlet after its current request.
    """
    events: queue.Queue[CrawlEvent | BaseException | None] = queue.Queue(maxsize=1_000)
    run = Run(session, memory or NoMemory(), archive, since, until, limit, events, readers or Readers())
    groups = _by_host(outlets)
    if not groups:
        return
    pool = ThreadPoolExecutor(max_workers=max(1, min(workers, len(groups))), thread_name_prefix="crawl")
    for group in groups:
        pool.submit(_group, run, group)
    left, interrupted = len(groups), False
    try:
        while left:
            try:
                # on Windows a wait without an end does not hear Ctrl-C
                event = events.get(timeout=0.5)
            except queue.Empty:
                continue
            except KeyboardInterrupt:
                # the current requests end, waiting ones give up; what was fetched is still told
                interrupted = True
                run.stop.set()
                run.session.stop()
                continue
            if event is None:
                left -= 1
            elif isinstance(event, BaseException):
                raise event
            else:
                yield event
    finally:
        run.stop.set()
        _drain(run, pool, left)
    if interrupted:
        raise KeyboardInterrupt


def _drain(run: Run, pool: ThreadPoolExecutor, left: int) -> None:
    """Let workers that wait for room in the queue come to their end."""
    pool.shutdown(wait=False, cancel_futures=True)
    if left:
        run.session.stop()
    while any(thread.is_alive() for thread in getattr(pool, "_threads", ())):
        try:
            run.events.get(timeout=0.05)
        except queue.Empty:
            continue
    pool.shutdown(wait=True)


def _by_host(outlets: Iterable[Outlet]) -> list[list[Outlet]]:
    """Outlets that share a host share a thread."""
    groups: list[tuple[set[str], list[Outlet]]] = []
    for outlet in outlets:
        hosts = {bare_host(host) for site in outlet.sites for host in site.hosts}
        joined = [group for group in groups if group[0] & hosts]
        for group in joined:
            groups.remove(group)
        groups.append((hosts.union(*(g[0] for g in joined)), [*(o for g in joined for o in g[1]), outlet]))
    return [members for _, members in groups]


def _group(run: Run, outlets: Sequence[Outlet]) -> None:
    try:
        for outlet in outlets:
            note = Visit(run, outlet).go()
            run.events.put(Finished(outlet.id, note))
    except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, where it is raised
        run.events.put(error)
    finally:
        run.events.put(None)
