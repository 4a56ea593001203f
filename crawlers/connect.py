"""Where a host name may lead to: named test hosts to a fixed address, and never into the operator's own network.

The address is checked at the moment of connecting, on the very address connected to, so that a name that changes its
answer between check and use (DNS rebinding) gains nothing. The host name stays in the URL, the Host header and TLS.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from crawlers.errors import Forbidden

Resolve = Mapping[str, tuple[str, int]]


def is_private(ip: str) -> bool:
    """Loopback, link-local, private, reserved or multicast: nothing a news outlet publishes from."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not (mapped or address).is_global or (mapped or address).is_multicast


class Door:
    """Turns (host, port) into the addresses to connect to, or refuses."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self.resolve = {host.lower(): place for host, place in resolve.items()}
        self.allow_private = allow_private
        self._watched = threading.local()

    @contextlib.contextmanager
    def watch(self, seconds: float) -> Iterator[None]:
        """Hang up where handshake and headers take longer than this: a server that sends a letter at a time never
        runs into a timeout, which starts anew with each letter.
        """
        watch = self._watched.now = _Watch()
        timer = threading.Timer(seconds, watch.hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
            if not watch.done():
                # a connection hung up between two headers looks like an answer without a body
                raise TimeoutError(f"no answer after {seconds:.0f} s")
        finally:
            timer.cancel()
            self._watched.now = None

    def uses(self, sock: socket.socket) -> socket.socket:
        """The exchange of this thread now goes over this socket."""
        watch = getattr(self._watched, "now", None)
        if watch is not None:
            watch.use(sock)
        return sock

    def addresses(self, host: str, port: int) -> list[tuple[str, int]]:
        if host.lower() in self.resolve:
            return [self.resolve[host.lower()]]
        found = [
            (str(place[4][0]), int(place[4][1]))
            for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ]
        if not self.allow_private and any(is_private(ip) for ip, _ in found):
            raise Forbidden(f"{host} leads into a private network", url=host, detail="private address")
        return found

    def open(self, connection: HTTPConnection) -> socket.socket:
        """A socket for the connection; urllib3's own errors, so that requests understands them."""
        try:
            places = self.addresses(connection._dns_host, connection.port or connection.default_port)
        except (socket.gaierror, UnicodeError) as error:
            cause = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
            raise NameResolutionError(connection.host, connection, cause) from error
        options = connection.socket_options
        last: OSError | None = None
        for place in places:
            try:
                return self.uses(create_connection(place, connection.timeout, socket_options=options))
            except TimeoutError as error:
                raise ConnectTimeoutError(connection, f"no answer from {connection.host}") from error
            except OSError as error:
                last = error
        raise NewConnectionError(connection, f"could not connect: {last}") from last


class _Watch:
    """One exchange's socket, and whether its time is up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.over = False

    def use(self, sock: socket.socket) -> None:
        with self._lock:
            self._socket = sock
        if self.over:
            self.hang_up()

    def done(self) -> bool:
        """Whether the answer was there in time; from now on nobody hangs up."""
        with self._lock:
            self._socket = None
            return not self.over

    def hang_up(self) -> None:
        with self._lock:
            self.over = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # the plain socket's own: TLS would first wait for the other side's goodbye
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _pools(door: Door) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return door.open(self)

        def request(self, *args: Any, **options: Any) -> None:
            if self.sock is not None:
                door.uses(self.sock)
            super().request(*args, **options)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return door.open(self)

        def request(self, *args: Any, **options: Any) -> None:
            if self.sock is not None:
                door.uses(self.sock)
            super().request(*args, **options)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def special_context(*, legacy: bool = False, ca: str = "") -> ssl.SSLContext:
    """For listed servers, with verification still on.

    ``legacy``: those that know only old renegotiation and ciphers; ``ca``: a file of the certificates that a server
    forgets to send (or of its own authority), trusted beside those everybody trusts, and for its host alone.
    """
    context = ssl.create_default_context()
    if legacy:
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
        context.set_ciphers("DEFAULT@SECLEVEL=1")
    if ca:
        context.load_verify_locations(cafile=ca)
    return context


class Adapter(HTTPAdapter):
    """requests' adapter with our door in front of every connection."""

    def __init__(self, door: Door, *, legacy: bool = False, ca: str = "") -> None:
        self._classes = _pools(door)
        self._legacy, self._ca = legacy, ca
        # as many hosts as a crawl asks at a time, by both schemes: one that falls out pays for another handshake
        super().__init__(pool_connections=128, pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        if self._legacy or self._ca:
            kwargs["ssl_context"] = special_context(legacy=self._legacy, ca=self._ca)
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._classes
