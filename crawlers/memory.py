"""What a crawl asks of whoever keeps its results, so that no page is downloaded twice and none forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from crawlers.model import Held, Validators


class Memory(Protocol):
    """What earlier runs left behind. Called from the crawl's threads, so it must be safe there.

    ``knows(url)``: the article's page is already held. Compare by :func:`crawlers.discover.address_key`, and remember
    both ``Collected.fetched.url`` (as found) and ``Collected.article.url`` (as the page calls itself).
    ``pending(outlet)``: addresses named before whose page could not be had for a passing reason; they are asked for
    again though no list names them any more. ``recent(outlet)``: pages held that are young enough to be edited still.
    """

    def validators(self, url: str) -> Validators | None: ...
    def knows(self, url: str) -> bool: ...
    def pending(self, outlet: str) -> Iterable[str]: ...
    def recent(self, outlet: str) -> Iterable[Held]: ...


class NoMemory:
    """For a first run, or a look without a store."""

    def validators(self, url: str) -> Validators | None:
        return None

    def knows(self, url: str) -> bool:
        return False

    def pending(self, outlet: str) -> Iterable[str]:
        return ()

    def recent(self, outlet: str) -> Iterable[Held]:
        return ()
