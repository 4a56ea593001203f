"""Articles that already exist somewhere: JSON lines, tables, web archives, folders of saved pages, into the store.

A small mapping file says which column is what (docs/importing.md). Right rows are kept, wrong ones named with number
and reason; a second import of the same adds nothing; a damaged file gives what stands before the damage.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.analysing import KEPT_WRONG, MAX_LINE, DamagedInput, NumberedLines, open_binary
from auditor.collecting import Tick, archive_of, no_tick
from auditor.errors import InputError
from auditor.mapping import BadValue, Mapping, article_from
from auditor.store import NewArticle, Store, now
from auditor.tables import WrongEncoding, encoding_of, read_table
from auditor.workspace import Workspace
from crawlers.archive import Archive
from crawlers.discover import address_key
from crawlers.errors import Unparsable
from crawlers.model import Article, Fetched, PageKind
from crawlers.register import Register, Site

# rows written in one transaction: a kill costs at most these, and the next import brings them
COMMIT = 200
# without a mapping, a table has at least one column of these names
TEXTS = ("title", "lead", "body", "text")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that was not kept. ``reason`` is a key below ``import.`` of the catalogue; ``row`` a number or a name."""

    row: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How an import ended; ``wrong`` holds the first thousand, ``wrong_count`` counts all."""

    rows: int
    new: int
    changed: int
    same: int
    wrong: tuple[WrongRow, ...]
    wrong_count: int


class _Count:
    """The running totals of one import."""

    def __init__(self, on_wrong: Callable[[WrongRow], None] | None) -> None:
        self.rows = 0
        self.kept = {"new": 0, "changed": 0, "same": 0}
        self.wrong: list[WrongRow] = []
        self.wrong_count = 0
        self._on_wrong = on_wrong

    def fail(self, row: WrongRow) -> None:
        self.wrong_count += 1
        if self._on_wrong:
            self._on_wrong(row)
        if len(self.wrong) < KEPT_WRONG:
            self.wrong.append(row)

    def result(self) -> ImportResult:
        kept = self.kept
        return ImportResult(
            self.rows, kept["new"], kept["changed"], kept["same"], tuple(self.wrong), self.wrong_count
        )


def import_stage(
    workspace: Workspace,
    store: Store,
    source: Path,
    mapping: Mapping,
    *,
    tick: Tick = no_tick,
    on_wrong: Callable[[WrongRow], None] | None = None,
) -> ImportResult:
    """Imports a file or folder. Raises InputError kinds; DamagedInput after keeping what stands before the damage."""
    source = Path(source)
    if not source.exists():
        raise InputError(f"{source} is missing", file=str(source), detail="missing")
    count = _Count(on_wrong)
    kind = mapping.format or _format(source)
    run = store.begin_run("import", __version__)
    archive = archive_of(workspace)
    try:
        articles: Iterator[NewArticle]
        if kind == "subtitles":
            articles = _subtitles(source, mapping, count)
        elif kind in ("html", "warc"):
            pages = _Pages(store, archive, workspace.register(), mapping, count)
            articles = pages.folder(source) if kind == "html" else pages.warc(source)
        else:
            rows = _json_rows(source, mapping, count) if kind == "jsonl" else _table_rows(source, mapping)
            articles = _from_rows(rows, mapping, count)
        _keep(store, articles, count, tick)
    finally:
        archive.close()
        store.end_run(run)
    if kind == "jsonl" and count.wrong_count and not any(count.kept.values()):
        _refuse_encoding(source, count)
    _remember(store, source, mapping, count)
    return count.result()


def _format(source: Path) -> str:
    name = source.name.lower()
    if name.endswith((".srt", ".vtt")):
        return "subtitles"
    if source.is_dir() or name.endswith((".html", ".htm", ".html.gz", ".htm.gz")):
        return "html"
    if name.endswith((".warc", ".warc.gz", ".arc", ".arc.gz")):
        return "warc"
    if name.endswith(TABLES):
        return "table"
    if name.endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json", ".json.gz")):
        return "jsonl"
    raise InputError(
        f"{source}: which format?",
        file=str(source),
        detail="jsonl, csv, xlsx, warc, html, srt, vtt? (format: ...)",
    )


def _keep(store: Store, articles: Iterable[NewArticle], count: _Count, tick: Tick) -> None:
    waiting: list[NewArticle] = []

    def write() -> None:
        with store.transaction():
            for article in waiting:
                count.kept[_put(store, article)] += 1
        waiting.clear()
        tick("import", count.rows, 0)

    try:
        for article in articles:
            waiting.append(article)
            if len(waiting) >= COMMIT:
                write()
    finally:
        # also when the file turns out to be damaged: the rows before are right
        write()


def _put(store: Store, article: NewArticle) -> str:
    """What the crawl has read itself is not replaced by somebody's copy."""
    held = store.one("SELECT source FROM articles WHERE key = ?", (article.key,))
    return "same" if held and held["source"] == "crawl" else store.put_article(article)


# rows


def _from_rows(
    rows: Iterable[tuple[int, dict[str, Any]]], mapping: Mapping, count: _Count
) -> Iterator[NewArticle]:
    seen: dict[str, tuple[int, str]] = {}
    for number, row in rows:
        count.rows += 1
        try:
            article = article_from(row, mapping)
        except BadValue as error:
            count.fail(WrongRow(str(number), error.reason, error.detail))
            continue
        first, digest = seen.setdefault(article.key, (number, article.text_sha256))
        if digest != article.text_sha256:
            count.fail(WrongRow(str(number), "twice", str(first)))
            continue
        yield article


def _table_rows(source: Path, mapping: Mapping) -> Iterator[tuple[int, dict[str, Any]]]:
    checked = False
    for number, row in read_table(source, encoding=mapping.encoding, sheet=mapping.sheet):
        if not checked:
            checked = True
            if not (mapping.fields or {*TEXTS} & {*row, *mapping.constant}):
                raise InputError(
                    f"{source}: no column is called as a field",
                    file=str(source),
                    detail=f"no fields: {', '.join(row)}",
                )
            if missing := [c for c in mapping.fields.values() if c not in row]:
                raise InputError(
                    f"{source}: no column {missing[0]}",
                    file=str(source),
                    detail=f"{', '.join(missing)}? ({', '.join(row)})",
                )
        yield number, row


def _json_rows(source: Path, mapping: Mapping, count: _Count) -> Iterator[tuple[int, dict[str, Any]]]:
    with open_binary(source) as stream:
        lines = NumberedLines(stream, str(source))
        wide = mapping.encoding or ("utf-16" if _is_wide(source) else "")
        found = _decoded(stream, wide, source) if wide else lines.read()
        for number, line in found:
            if len(line) > MAX_LINE:
                _wrong(count, number, "too_long", str(len(line)))
                continue
            try:
                raw = json.loads(line if isinstance(line, str) else line.decode("utf-8-sig"))
            except UnicodeDecodeError as error:
                _wrong(count, number, "not_utf8", error.reason)
                continue
            except (ValueError, RecursionError) as error:
                _wrong(count, number, "not_json", str(error)[:200])
                continue
            if not isinstance(raw, dict):
                _wrong(count, number, "not_a_row", type(raw).__name__)
                continue
            yield number, raw
    if lines.damage:
        raise lines.damage


def _wrong(count: _Count, number: int, reason: str, detail: str) -> None:
    count.rows += 1
    count.fail(WrongRow(str(number), reason, detail))


def _is_wide(source: Path) -> bool:
    with open_binary(source) as stream:
        try:
            return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")
        except (OSError, EOFError):
            return False


def _decoded(stream: Any, encoding: str, source: Path) -> Iterator[tuple[int, str]]:
    import io  # noqa: PLC0415

    try:
        text = io.TextIOWrapper(stream, encoding=encoding)
        for number, line in enumerate(text, 1):
            if line.strip():
                yield number, line
    except LookupError as error:
        raise InputError(str(error), file=str(source), detail=str(error)) from error
    except UnicodeDecodeError as error:
        raise WrongEncoding(f"{source}: {error}", file=str(source), detail=str(error)) from error
    except (OSError, EOFError) as error:
        raise DamagedInput(f"{source}: {error}", file=str(source), detail=str(error), row="?") from error


def _refuse_encoding(source: Path, count: _Count) -> None:
    """A file of which nothing could be read for its encoding gets one sentence, not a thousand."""
    if all(row.reason == "not_utf8" for row in count.wrong):
        with open_binary(source) as stream:
            encoding_of(stream, str(source))


def _subtitles(source: Path, mapping: Mapping, count: _Count) -> Iterator[NewArticle]:
    """One item a subtitle file, with the file's name as its headline; a rundown (a table) can say more of each."""
    from crawlers.readers import subtitles  # noqa: PLC0415

    root = (source if source.is_dir() else source.parent).resolve()
    paths = (
        sorted(p for p in root.rglob("*") if p.suffix.lower() in subtitles.SUFFIXES)
        if source.is_dir()
        else [source.resolve()]
    )
    for path in paths:
        # a link may lead out of the folder
        if not path.resolve().is_relative_to(root):
            continue
        name = path.relative_to(root).as_posix()
        count.rows += 1
        row = {
            "title": path.stem.replace("_", " ").replace("-", " "),
            "transcript": name,
            "kind": PageKind.VIDEO.value,
            "id": name,
        }
        try:
            yield article_from(row, replace(mapping, fields={}, folder=root))
        except BadValue as error:
            count.fail(WrongRow(name, error.reason, error.detail))


# pages


class _Pages:
    """Articles out of saved pages, each read as if it had just been fetched, and archived where its address is known."""

    def __init__(
        self, store: Store, archive: Archive, register: Register, mapping: Mapping, count: _Count
    ) -> None:
        self._store, self._archive, self._mapping, self._count = store, archive, mapping, count
        self._sites: dict[str, tuple[str, Site]] = {
            host: (outlet.id, site)
            for outlet in register.outlets
            for site in outlet.sites
            for host in site.hosts
        }

    def folder(self, source: Path) -> Iterator[NewArticle]:
        from crawlers.readers import html  # noqa: PLC0415

        root = source if source.is_dir() else source.parent
        paths = html.files(source) if source.is_dir() else (source.resolve(),)
        for path in paths:
            name = path.relative_to(root.resolve()).as_posix()
            self._count.rows += 1
            try:
                body = html.read(path)
            except Unparsable as error:
                self._count.fail(WrongRow(name, "unreadable", str(error.values.get("detail", error))))
                continue
            # not the file's own time: it changes with every copy, and a second import must add nothing
            page = Fetched("", "", 200, {"content-type": "text/html"}, body, "")
            yield from self._article(page, name)

    def warc(self, source: Path) -> Iterator[NewArticle]:
        from crawlers.readers import warc  # noqa: PLC0415

        try:
            for number, page in enumerate(warc.pages(source), 1):
                self._count.rows += 1
                yield from self._article(page, f"{number} {page.url}")
        except Unparsable as error:
            raise DamagedInput(
                str(error),
                file=str(source),
                detail=str(error.values.get("detail", error)),
                row=self._count.rows + 1,
            ) from error

    def _article(self, page: Fetched, name: str) -> Iterator[NewArticle]:
        from urllib.parse import urlsplit  # noqa: PLC0415

        from crawlers.extract import extract  # noqa: PLC0415

        outlet, site = self._sites.get(urlsplit(page.final_url).hostname or "", ("", None))
        article = extract(page.body, page.final_url, site=site, fetched_at=page.fetched_at or None)
        if site is None and article.url:
            outlet, site = self._sites.get(urlsplit(article.url).hostname or "", ("", None))
            if site is not None:
                article = extract(page.body, article.url, site=site, fetched_at=page.fetched_at or None)
        if error := self._unfit(article):
            self._count.fail(WrongRow(name, error, str(article.kind)))
            return
        constant = self._mapping.constant
        url = article.url or page.url
        new = NewArticle.of(
            article,
            outlet=constant.get("outlet") or outlet,
            source=f"import:{self._mapping.name}",
            key=address_key(url) if url else f"import:{self._mapping.name}:{name}",
            fetched_at=page.fetched_at,
        )
        held = self._store.one("SELECT text_sha256 FROM articles WHERE key = ?", (new.key,))
        if url and (held is None or held["text_sha256"] != new.text_sha256):
            kept = replace(page, url=url, final_url=url, fetched_at=page.fetched_at or now())
            new = replace(new, archived=self._archive.store(kept))
        yield new

    def _unfit(self, article: Article) -> str:
        if article.kind in (PageKind.LISTING, PageKind.OTHER):
            return "no_article"
        return "" if article.title or article.body else "no_text"


def _remember(store: Store, source: Path, mapping: Mapping, count: _Count) -> None:
    digest = ""
    if source.is_file():
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    kept = sum(count.kept.values())
    if store.one(
        "SELECT 1 FROM imports WHERE name = ? AND file = ? AND sha256 = ? AND kept = ? AND wrong = ?",
        (mapping.name, source.name, digest, kept, count.wrong_count),
    ):
        return
    store.execute(
        "INSERT INTO imports (name, file, sha256, at, rows, kept, wrong) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (mapping.name, source.name, digest, now(), count.rows, kept, count.wrong_count),
    )
