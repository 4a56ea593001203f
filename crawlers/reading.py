"""Who reads the pages that a crawl brings: the thread that fetched them, or a pool of processes beside it.

Reading a page takes 20 to 100 ms of processor time, asking for it a few; fifty hosts at one page a second would need
two or three processors in one interpreter, which has one. A pool keeps the fetching on time.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from crawlers.extract import extract
from crawlers.model import Article, Fetched, PageKind
from crawlers.register import Site


class Readers:
    """``count`` processes that read pages, or none: then :meth:`read` reads at once. Safe to use from many threads.

    Workers are started afresh (spawn), so that a fork never copies a lock that another thread holds. One that dies on
    a page costs that page, which says so; the others are read again, each alone.
    """

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._pool: Executor | None = None
        self._single: Executor | None = None
        self._closed = False

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; what is asked for afterwards is read by whoever asks."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        with self._alone:
            if self._single is not None:
                self._single.shutdown(wait=True)
            self._single = None

    def read(self, site: Site, fetched: Fetched) -> Future[Article]:
        """The article of a page, soon; ``result_of`` waits for it."""
        work = (fetched.body, fetched.final_url, site, fetched.fetched_at)
        with self._lock:
            if self.count and not self._closed:
                try:
                    self._pool = self._pool or _workers(self.count)
                    return self._pool.submit(_read, *work)
                except BrokenProcessPool:
                    self._pool = _workers(self.count)
                    return self._pool.submit(_read, *work)
        done: Future[Article] = Future()
        done.set_result(_read(*work))
        return done

    def result_of(self, reading: Future[Article], site: Site, fetched: Fetched) -> Article:
        """What :meth:`read` promised. A page whose worker died, or was ended, is read once more."""
        work = (fetched.body, fetched.final_url, site, fetched.fetched_at)
        try:
            return reading.result()
        except CancelledError:
            return _read(*work)
        except BrokenProcessPool:
            # in a process of its own, one page at a time: the fault may have been another's, whose second try would
            # otherwise take this one along again
            with self._alone:
                self._single = self._single or _workers(1)
                try:
                    return self._single.submit(_read, *work).result()
                except BrokenProcessPool:
                    self._single = None
                    error = "reading ended the process"
                    return Article(fetched.final_url, PageKind.OTHER, methods={"error": error})


def _workers(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Ctrl-C is the crawl's to hear: it ends the workers once what was fetched has been read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(body: bytes, url: str, site: Site, fetched_at: str) -> Article:
    return extract(body, url, site=site, fetched_at=fetched_at)
