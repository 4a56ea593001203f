"""Pages are read beside the crawl by processes that may die, and nobody else's page dies with them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from crawlers import reading
from crawlers.model import Article, Fetched, PageKind
from crawlers.reading import Readers
from crawlers.register import Site

SITE = Site(("bao.example",), "http")


def fetched(number: int, body: bytes = b"<p>") -> Fetched:
    url = f"http://bao.example/{number}"
    return Fetched(url, url, 200, {}, body, "2031-05-20T00:00:00Z", 1)


def read_or_die(body: bytes, url: str, site: Site, fetched_at: str) -> Article:
    if body == b"die":
        os._exit(9)
    if body == b"slow":
        time.sleep(0.2)
    return Article(url, PageKind.ARTICLE, title=str(os.getpid()), methods={})


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    monkeypatch.setattr(reading, "_read", read_or_die)
    with Readers(2) as found:
        yield found


def test_a_page_that_kills_its_reader_is_the_only_one_lost(readers: Readers) -> None:
    """All that waited in the same pool break with it, and a second pool would break again."""
    pages = [fetched(n, b"die" if n == 2 else b"slow") for n in range(6)]
    asked = [readers.read(SITE, page) for page in pages]
    with ThreadPoolExecutor(len(pages)) as threads:
        found = list(threads.map(lambda one, page: readers.result_of(one, SITE, page), asked, pages))
    assert [n for n, article in enumerate(found) if article.methods.get("error")] == [2]
    assert [article.url for article in found] == [page.final_url for page in pages]


def test_closed_readers_start_no_process_and_lose_no_page(readers: Readers) -> None:
    page = fetched(1)
    waiting = [readers.read(SITE, fetched(n, b"slow")) for n in range(8)]
    readers.close()
    assert readers.result_of(readers.read(SITE, page), SITE, page).title == str(os.getpid())
    assert {readers.result_of(w, SITE, fetched(n)).kind for n, w in enumerate(waiting)} == {PageKind.ARTICLE}


@pytest.mark.skipif(os.name == "nt", reason="no such signal for one process")
def test_readers_leave_ctrl_c_to_the_crawl(readers: Readers) -> None:
    page = fetched(1)
    worker = int(readers.read(SITE, page).result().title)
    os.kill(worker, signal.SIGINT)
    time.sleep(0.2)
    os.kill(worker, 0)
    assert not readers.result_of(readers.read(SITE, page), SITE, page).methods
