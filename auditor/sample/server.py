"""Serve the sample province on 127.0.0.1, one port a host, and keep a log of what was asked.

The crawler reaches the hosts by name (``baolacgiang.example``) through its ``resolve`` map, so that addresses, archive
and reports look as they would for real outlets. Nothing listens on any other interface.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from auditor.sample.site import Page, form_key

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Hit:
    """One request that a sample host answered; ``status`` 0: the connection was cut instead."""

    host: str
    path: str
    status: int
    method: str = "GET"


class _Host(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, host: str, pages: Mapping[str, Page], hits: list[Hit], visit: int) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.host, self.pages, self.hits, self.visit = host, pages, hits, visit
        self.asked: Counter[str] = Counter()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Host
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    timeout = 10

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        if page is None:
            self._answer(404, Page("<html><body>Không tìm thấy trang</body></html>".encode()))
            return
        if page.later is not None and self.server.visit:
            page = replace(page.later, fails=page.fails)
        if self._failed(page):
            return
        if self.headers.get("If-None-Match") == page.etag:
            self._answer(304, page)
        else:
            self._answer(page.status, page)

    def do_POST(self) -> None:
        """ASP.NET answers only the very form it gave out; anything else is a fault of the server."""
        length = min(int(self.headers.get("Content-Length") or 0), 1_000_000)
        sent = dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace"), keep_blank_values=True))
        names = ("__EVENTTARGET", "__EVENTARGUMENT", "__VIEWSTATE")
        key = form_key(*(sent.get(name, "") for name in names))
        page = self.server.pages.get(self.path)
        answer = page.forms.get(key) if page and "__EVENTVALIDATION" in sent else None
        self._answer(200 if answer else 500, answer or Page(b"Validation of viewstate MAC failed."))

    def _failed(self, page: Page) -> bool:
        """A host that fails half of the time: busy, or gone in the middle of the answer, in turn."""
        self.server.asked[self.path] += 1
        turn = self.server.asked[self.path]
        if turn > page.fails[min(self.server.visit, 1)]:
            return False
        if (turn + len(self.path)) % 2:
            self._answer(503, Page("<html><body>Máy chủ bận</body></html>".encode()))
        else:
            self.server.hits.append(Hit(self.server.host, self.path, 0, self.command))
            self.close_connection = True
        return True

    def _answer(self, status: int, page: Page) -> None:
        self.server.hits.append(Hit(self.server.host, self.path, status, self.command))
        body = b"" if status == 304 else page.body
        self.send_response(status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(body)))
        if status in (200, 304) and self.command == "GET":
            self.send_header("ETag", page.etag)
            if page.modified:
                self.send_header("Last-Modified", page.modified)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """The list of hits is the log."""


class SampleServer:
    """All hosts of a sample province; a context manager. ``resolve`` maps a host name to (address, port).

    ``visit``: how often the same visitor was here before; some pages are edited after the first time.
    """

    def __init__(
        self, sites: Mapping[str, Mapping[str, Page]], dead: tuple[str, ...] = (), *, visit: int = 0
    ) -> None:
        self.hits: list[Hit] = []
        self._hosts = [_Host(host, pages, self.hits, visit) for host, pages in sites.items()]
        self.resolve: dict[str, tuple[str, int]] = {h.host: (LOOPBACK, h.server_port) for h in self._hosts}
        # port 9 (discard) of the loopback: nothing answers there
        self.resolve |= dict.fromkeys(dead, (LOOPBACK, 9))

    def __enter__(self) -> SampleServer:
        for host in self._hosts:
            threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for host in self._hosts:
            host.shutdown()
            host.server_close()

    def write_log(self, path: Path) -> None:
        """One line a request: status, host, path; forms are marked POST at the end."""
        lines = (f"{h.status} {h.host} {h.path}{' POST' if h.method == 'POST' else ''}\n" for h in self.hits)
        path.write_text("".join(lines), encoding="utf-8")
