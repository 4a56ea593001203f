"""Everything that can go wrong while collecting, as one tree.

Every error carries a ``code`` (a key of the message catalogue) and the values its sentence needs, so that a caller can
say it in the reader's language; ``str(error)`` is the English for logs. ``reason`` is what a failure row stores.
"""

from __future__ import annotations

from typing import ClassVar


class CollectError(Exception):
    """Root of the tree. ``values`` fill the catalogue's sentence for ``code``."""

    code: ClassVar[str] = "collect"
    reason: ClassVar[str] = "other"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.values: dict[str, object] = {"message": message} | values


class RegisterError(CollectError):
    """An outlet file has a mistake. Values: file, line, detail."""

    code = "register"
    reason = "register"


class FetchError(CollectError):
    """A request that brought no usable answer. Values: url."""

    code = "fetch"


class Temporary(FetchError):
    """Time-out, refused connection, 5xx, 429: worth asking again later."""

    reason = "temporary"


class Gone(FetchError):
    """404 or 410: the page is no longer there."""

    reason = "gone"


class Blocked(FetchError):
    """401, 403 or 451: the host does not want us."""

    reason = "blocked"


class Forbidden(FetchError):
    """robots.txt, the outlet's opt-out or our own rules forbid this address; nothing was asked."""

    reason = "forbidden"


class TooLarge(FetchError):
    """The answer is larger than a page may be, packed or unpacked."""

    reason = "too_large"


class Unparsable(CollectError):
    """The bytes are no page, feed, sitemap or document of the kind expected."""

    code = "unparsable"
    reason = "unparsable"


class ArchiveError(CollectError):
    """The page archive cannot be read or written. Values: file."""

    code = "archive"
    reason = "archive"
