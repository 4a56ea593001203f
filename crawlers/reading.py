"""Who reads the pages that a crawl brings: the thread that fetched them, or a pool of processes beside it.

Reading a page takes 20 to 100 ms of processor time, asking for it a few; fifty hosts at one page a second would need
two or three processors in one interpreter, which has one. A pool keeps the fetching on time.
"""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from crawlers.extract import extract
from crawlers.model import Article, Fetched, PageKind
from crawlers.register import Site


class Readers:
    """``count`` processes that read pages, or none: then :meth:`read` reads at once. Safe to use from many threads.

    Workers are started afresh (spawn), so that a fork never copies a lock that another thread holds. One that dies on
    a page costs that page, which says so; the others are read by new workers.
    """

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self._lock = threading.Lock()
        self._pool: Executor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def read(self, site: Site, fetched: Fetched) -> Future[Article]:
        """The article of a page, soon; ``result_of`` waits for it."""
        work = (fetched.body, fetched.final_url, site, fetched.fetched_at)
        if not self.count:
            done: Future[Article] = Future()
            done.set_result(_read(*work))
            return done
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self.count, mp_context=context)
            try:
                return self._pool.submit(_read, *work)
            except BrokenProcessPool:
                self._pool = ProcessPoolExecutor(self.count, mp_context=multiprocessing.get_context("spawn"))
                return self._pool.submit(_read, *work)

    def result_of(self, reading: Future[Article], site: Site, fetched: Fetched) -> Article:
        """What :meth:`read` promised. A page whose worker died is read once more, alone: the fault may be another's."""
        try:
            return reading.result()
        except BrokenProcessPool:
            try:
                return self.read(site, fetched).result()
            except BrokenProcessPool:
                return Article(
                    fetched.final_url, PageKind.OTHER, methods={"error": "reading ended the process"}
                )


def _read(body: bytes, url: str, site: Site, fetched_at: str) -> Article:
    return extract(body, url, site=site, fetched_at=fetched_at)
