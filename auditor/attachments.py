"""Decisions, plans and lists hang on portal pages as PDF or Word: their words on demand, never as the outlet's articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.store import Store
from crawlers.errors import CollectError, FetchError, Unparsable

if TYPE_CHECKING:
    from crawlers.archive import Archive
    from crawlers.fetch import Session
    from crawlers.register import Register

# the name of the file ends the path, or is handed over behind it: /tai-ve.aspx?tep=ke-hoach.pdf
_READABLE = re.compile(r"\.(pdf|docx)(?:$|[?#&])", re.I)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article offers. ``file``: where its words were written, ""; ``reason``: why not, a key below
    ``reason.`` of the catalogue ("scan" where a PDF is pictures).
    """

    article: int
    outlet: str
    title: str
    url: str
    file: str = ""
    reason: str = ""


def attachments_of(store: Store, *, outlet: str = "") -> Iterator[Attachment]:
    """Every file named by the articles held, in order of articles."""
    for row in store.rows(
        "SELECT id, outlet, title, attachments FROM articles WHERE attachments <> '[]' AND (? = '' OR outlet = ?) ORDER BY id",
        (outlet, outlet),
    ):
        for url in json.loads(row["attachments"]):
            yield Attachment(row["id"], row["outlet"], row["title"], url)


def ready(session: Session, register: Register, items: Iterable[Attachment]) -> None:
    """What the register knows of the outlets' hosts (pause, TLS) holds for their files as well."""
    for id in dict.fromkeys(item.outlet for item in items):
        outlet = register.get(id)
        for site in outlet.sites if outlet else ():
            for host in site.hosts:
                session.prepare(host, delay=site.delay, legacy_tls=site.legacy_tls, ca=site.ca)


def fetch(item: Attachment, session: Session, archive: Archive | None, folder: Path) -> Attachment:
    """Asks for the file, as politely as for pages, keeps it in the archive and writes its words beside."""
    from dataclasses import replace  # noqa: PLC0415

    suffix = _READABLE.search(item.url)
    if suffix is None:
        return replace(item, reason="unparsable")
    try:
        fetched = session.get(item.url, None, "attachment")
        if archive is not None:
            archive.store(fetched)
        text = _words(fetched.body, suffix[1].lower())
    except CollectError as error:
        return replace(
            item,
            reason="robots"
            if isinstance(error, FetchError) and error.reason == "forbidden"
            else error.reason,
        )
    if not text:
        return replace(item, reason="scan")
    folder.mkdir(parents=True, exist_ok=True)
    # the name is ours: the address's own may be made to leave the folder
    file = folder / f"{item.article}-{_short(item.url)}.txt"
    file.write_text(f"{item.url}\n\n{text}\n", encoding="utf-8", newline="\n")
    return replace(item, file=file.name)


def _words(data: bytes, suffix: str) -> str:
    from crawlers.readers import docx, pdf  # noqa: PLC0415

    if data.startswith(b"%PDF-") or suffix == "pdf":
        found = pdf.read(data).text
        return found if sum(map(str.isalpha, found)) > 0 else ""
    if not data.startswith(b"PK"):
        raise Unparsable("no Word document", detail="no Word document")
    return docx.read(data)


def _short(url: str) -> str:
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(url.encode()).hexdigest()[:12]
