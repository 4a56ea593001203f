"""A rude server on 127.0.0.1: each path does what its function does to the raw connection."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Call:
    """One request as it came, and the socket it came on."""

    socket: socket.socket
    url: str
    headers: dict[str, str]
    number: int

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(
        self,
        body: bytes = b"",
        status: str = "200 OK",
        kind: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        """A right answer; ``headers`` with _ for - replace or add, "" leaves one out."""
        lines = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
        lines |= {key.replace("_", "-").title(): value for key, value in headers.items()}
        head = "".join(f"{key}: {value}\r\n" for key, value in lines.items() if value)
        self.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)

    def reset(self) -> None:
        """Drop the connection without a word (RST)."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Behaviour = Callable[[Call], None]


@dataclass
class Rude:
    """``pages`` maps addresses without query to behaviours; ``log`` has every address asked for, in order."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rude = self
        self.lock = threading.Lock()
        self.closing = threading.Event()

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    rude.serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def serve(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return
            head += more
        first, *lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        url = f"http://{headers.get('host', '')}{first.split(' ')[1]}"
        with self.lock:
            self.log.append(url)
            number = self.log.count(url)
        behaviour = self.pages.get(url.partition("?")[0], lambda call: call.answer(b"", "404 Not Found"))
        behaviour(Call(connection, url, headers, number))

    def resolve(self, *hosts: str) -> dict[str, tuple[str, int]]:
        return dict.fromkeys(hosts, ("127.0.0.1", self.port))

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
