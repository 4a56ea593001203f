"""The store as the rest of the program sees it: rows in, rows out, nothing doubled however often it is said.

Methods that write are transactions of their own and may be nested in :meth:`Store.transaction`. The tables are
described in :mod:`auditor.store.schema`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from auditor.store import connection
from auditor.store.rows import NewArticle, StoredArticle
from crawlers.model import Fetched
from indicators.model import Analysis


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dumps(value: object) -> str:
    """JSON as the store keeps it: short, with Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Store:
    """One open database. ``with Store.open(file) as store`` closes it; every error is a kind of StoreError."""

    def __init__(self, conn: sqlite3.Connection, file: Path) -> None:
        self.conn = conn
        self.file = file

    @classmethod
    def open(cls, file: Path, *, create: bool = False, readonly: bool = False) -> Self:
        """Opens and migrates. Raises StoreMissing, StoreBroken, StoreLocked, StoreNewer, DiskFull, StoreError."""
        conn = connection.connect(file, create=create, readonly=readonly)
        try:
            connection.migrate(conn, file, readonly=readonly)
        except BaseException:
            conn.close()
            raise
        return cls(conn, file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.conn.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nests."""
        return connection.transaction(self.conn, self.file)

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[sqlite3.Row]:
        with connection.guarded(self.file):
            return self.conn.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Row | None:
        with connection.guarded(self.file):
            row: sqlite3.Row | None = self.conn.execute(sql, values).fetchone()
        return row

    def number(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> int:
        """The first column of the first row as an integer; 0 where there is none."""
        row = self.one(sql, values)
        return int(row[0] or 0) if row else 0

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        with self.transaction():
            return self.conn.execute(sql, values)

    def executemany(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        with self.transaction():
            self.conn.executemany(sql, values)

    # runs and failures

    def begin_run(self, stage: str, version: str = "", note: str = "") -> int:
        """A row that says a stage was started; without :meth:`end_run` it was cut short."""
        cursor = self.execute(
            "INSERT INTO runs (stage, started, version, note) VALUES (?, ?, ?, ?)",
            (stage, now(), version, note),
        )
        return int(cursor.lastrowid or 0)

    def end_run(self, run: int) -> None:
        self.execute("UPDATE runs SET ended = ? WHERE id = ?", (now(), run))

    def fail(self, stage: str, reason: str, *, outlet: str = "", url: str = "", detail: str = "") -> None:
        """Something that did not work, counted: the same again raises the count."""
        self.execute(
            """INSERT INTO failures (stage, outlet, url, reason, detail, first_time, last_time)
               VALUES (:stage, :outlet, :url, :reason, :detail, :now, :now)
               ON CONFLICT (stage, outlet, url, reason)
               DO UPDATE SET count = count + 1, last_time = excluded.last_time, detail = excluded.detail, solved = 0""",
            {
                "stage": stage,
                "outlet": outlet,
                "url": url,
                "reason": reason,
                "detail": detail[:500],
                "now": now(),
            },
        )

    def solved(self, stage: str, url: str) -> None:
        """What failed has worked since: the row stays as history and is no longer reported."""
        self.execute(
            "UPDATE failures SET solved = 1 WHERE stage = ? AND url = ? AND NOT solved", (stage, url)
        )

    # what the crawl brings

    def add_addresses(self, outlet: str, how: str, via: str, found: Iterable[tuple[str, ...]]) -> int:
        """Addresses of articles (key, address, and the day where one is given) as a listing named them; known ones are only seen again.

        Answers how many are new.
        """
        moment = now()
        with self.transaction():
            before = self.number("SELECT count(*) FROM addresses")
            self.conn.executemany(
                """INSERT INTO addresses (key, url, outlet, how, via, first_seen, last_seen, state, day)
                   VALUES (?, ?, ?, ?, ?, ?, ?, 'found', ?)
                   ON CONFLICT (key) DO UPDATE SET last_seen = excluded.last_seen,
                     day = CASE WHEN day = '' THEN excluded.day ELSE day END""",
                [
                    (key, url, outlet, how, via, moment, moment, *(day[:1] or [""]))
                    for key, url, *day in found
                ],
            )
            return self.number("SELECT count(*) FROM addresses") - before

    def settle(self, key: str, state: str, reason: str = "") -> None:
        """What became of an address that was found; one already collected stays so."""
        self.execute(
            "UPDATE addresses SET state = ?, reason = ? WHERE key = ? AND state <> 'collected'",
            (state, reason, key),
        )

    def collected(self, outlet: str, key: str, url: str) -> None:
        """An address whose article is kept, also where no listing named it."""
        moment = now()
        self.execute(
            """INSERT INTO addresses (key, url, outlet, first_seen, last_seen, state)
               VALUES (?, ?, ?, ?, ?, 'collected')
               ON CONFLICT (key) DO UPDATE SET state = 'collected', reason = ''""",
            (key, url, outlet, moment, moment),
        )

    def add_request(self, run: int, outlet: str, purpose: str, fetched: Fetched, sha256: str = "") -> None:
        """One answer, also an unchanged one (304), which then keeps the validators of the answer before."""
        etag, modified = fetched.validators.etag, fetched.validators.last_modified
        self.execute(
            """INSERT INTO requests (run, outlet, url, final_url, purpose, status, etag, last_modified, size, sha256,
                                     attempts, fetched_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (run, outlet, fetched.url, fetched.final_url, purpose, fetched.status, etag, modified,
             len(fetched.body), sha256, fetched.attempts, fetched.fetched_at),
        )  # fmt: skip

    # articles

    def put_article(self, article: NewArticle, *, cause: str = "") -> str:
        """Keeps an article: "new", "same", or "changed", when the text before becomes a row of ``versions``.

        ``cause``: why the text is another one: "edit" (the outlet's page) or "reading" (ours).
        """
        values = article.values() | {"now": now()}
        with self.transaction():
            old = self.conn.execute(
                """SELECT id, title, lead, body, captions, text_sha256, page_sha256, published, kind, methods, outlet,
                          credit, presenters, attachments, fetched_at, archive_file, archive_offset, archive_record
                   FROM articles WHERE key = ?""",
                (article.key,),
            ).fetchone()
            if old is None:
                columns = [c for c in values if c != "now"]
                self.conn.execute(
                    f"INSERT INTO articles ({', '.join(columns)}, first_seen, changed)"  # noqa: S608  our own names
                    f" VALUES ({', '.join(':' + c for c in columns)}, :now, :now)",
                    values,
                )
                return "new"
            watched = (
                "text_sha256", "published", "kind", "methods", "outlet", "credit", "presenters", "attachments",
            )  # fmt: skip
            if all(old[c] == values[c] for c in watched):
                return "same"
            if old["text_sha256"] != values["text_sha256"]:
                self.conn.execute(
                    """INSERT OR IGNORE INTO versions (article, replaced, title, lead, body, captions, text_sha256,
                                                       page_sha256, fetched_at, archive_file, archive_offset,
                                                       archive_record, cause)
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    (old["id"], values["now"], *(old[c] for c in ("title", "lead", "body", "captions", "text_sha256",
                     "page_sha256", "fetched_at", "archive_file", "archive_offset", "archive_record")), cause),
                )  # fmt: skip
            columns = [c for c in values if c not in ("now", "key")]
            self.conn.execute(
                f"UPDATE articles SET {', '.join(f'{c} = :{c}' for c in columns)}, changed = :now WHERE key = :key",  # noqa: S608
                values,
            )
            return "changed"

    def articles(self, where: str = "1", values: Sequence[object] = ()) -> Iterator[StoredArticle]:
        """Articles in order of id, read by pages so that a large store needs little memory. ``where`` is our own SQL."""
        last = 0
        while page := self.rows(
            f"SELECT * FROM articles WHERE id > ? AND ({where}) ORDER BY id LIMIT 500",  # noqa: S608
            (last, *values),
        ):
            yield from map(StoredArticle.of, page)
            last = page[-1]["id"]

    # analyses

    def engine(
        self, key: str, *, version: str, edition: str, rules: str, fingerprints: Mapping[str, str]
    ) -> int:
        """The row of an engine, made where it is new."""
        with self.transaction():
            self.conn.execute(
                """INSERT INTO engines (key, version, edition, rules, fingerprints, first_used)
                   VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING""",
                (key, version, edition, rules, dumps(dict(fingerprints)), now()),
            )
            return self.number("SELECT id FROM engines WHERE key = ?", (key,))

    def put_analyses(self, engine: int, found: Iterable[tuple[int, Analysis]]) -> None:
        """Analyses of articles (by id) with their rows for SQL; an older one by the same engine is replaced."""
        moment = now()
        with self.transaction():
            for article, analysis in found:
                self.conn.execute("DELETE FROM analyses WHERE article = ? AND engine = ?", (article, engine))
                cursor = self.conn.execute(
                    """INSERT INTO analyses (article, engine, text_sha256, analysed_at, people, sources, findings, json)
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                    (article, engine, analysis.text_sha256, moment, len(analysis.people),
                     sum(p.source for p in analysis.people), len(analysis.findings), dumps(analysis.to_dict())),
                )  # fmt: skip
                self._put_parts(int(cursor.lastrowid or 0), analysis)

    def _put_parts(self, row: int, analysis: Analysis) -> None:
        for table, rows in parts_of(analysis).items():
            if rows:
                marks = ", ".join("?" * (len(rows[0]) + 1))
                self.conn.executemany(
                    f"INSERT OR IGNORE INTO {table} VALUES ({marks})",  # noqa: S608  names of the schema
                    [(row, *values) for values in rows],
                )

    def analyses(self, engine: int, where: str = "1", values: Sequence[object] = ()) -> Iterator[sqlite3.Row]:
        """Analyses of one engine that fit the article's present text, joined with the article's columns needed to
        score and show them, in order of article. ``where`` is our own SQL over ``a`` (articles) and ``n``.
        """
        last = 0
        while page := self.rows(
            f"""SELECT a.id, a.outlet, a.kind, a.url, a.published, a.archive_file, a.archive_record, a.page_sha256,
                       a.first_seen, a.presenters, n.text_sha256, n.people, n.sources, n.findings, n.json
                FROM analyses n JOIN articles a ON a.id = n.article AND a.text_sha256 = n.text_sha256
                WHERE n.engine = ? AND a.id > ? AND ({where}) ORDER BY a.id LIMIT 500""",  # noqa: S608
            (engine, last, *values),
        ):
            yield from page
            last = page[-1]["id"]


def parts_of(analysis: Analysis) -> dict[str, list[tuple[object, ...]]]:
    """The rows for SQL of one analysis, by table, as the schema orders their columns behind ``analysis``."""
    return {
        "people": [
            (p.id, p.named, p.gender, p.evidence, p.probability_female, p.function, p.gmmp_occupation,
             p.victim, p.family_role, p.quoted, p.source, p.listed, p.minor, len(p.mentions))
            for p in analysis.people
        ],
        "quotes": [(at, q.start, q.end, q.kind, q.speaker) for at, q in enumerate(analysis.quotes)],
        "findings": [
            (at, f.rule, f.family, dumps(f.indicators), f.start, f.end, f.zone, f.voice, f.severity, f.scores)
            for at, f in enumerate(analysis.findings)
        ],
    }  # fmt: skip
