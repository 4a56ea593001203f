"""A little web on 127.0.0.1 for tests: hosts, pages, and a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Web:
    """``web.put("http://bao.example/x", Page(...))``; ``web.resolve`` goes into a Session; ``web.log`` lists requests.

    A callable page gets the headers in lower case; a form comes as ``headers[":form"]``.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[dict[str, str]], Page]] = {}
        self.log: list[str] = []
        self.agents: list[str] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.do_GET(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def do_GET(self, form: str | None = None) -> None:
                url = f"http://{self.headers['Host']}{self.path}"
                web.log.append(url)
                web.agents.append(self.headers.get("User-Agent", ""))
                page = web.pages.get(url, Page(b"", 404))
                if callable(page):
                    sent = {k.lower(): v for k, v in self.headers.items()}
                    page = page(sent if form is None else sent | {":form": form})
                self.send_response(page.status)
                self.send_header("Content-Type", page.kind)
                for key, value in page.headers.items():
                    self.send_header(key, value)
                if "Content-Length" not in page.headers:
                    self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                self.wfile.write(page.body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def resolve(self, *hosts: str) -> dict[str, tuple[str, int]]:
        return dict.fromkeys(hosts, ("127.0.0.1", self.port))

    def put(self, url: str, page: Page | Callable[[dict[str, str]], Page]) -> None:
        self.pages[url] = page

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
