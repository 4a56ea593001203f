"""How stored/workspace-0.1.0.sql was made: once, by release 0.1.0. Later releases must open it, never rewrite it.

Run as ``python tests/auditor/stored/make_0_1_0.py OUT.sql`` by the program of that release alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from auditor_rooms import article

from auditor.store import Store
from indicators.model import (
    Analysis,
    EngineStamp,
    Evidence,
    Gender,
    Labels,
    Mention,
    Person,
)


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.sqlite", create=True) as store:
        run = store.begin_run("crawl", "0.1.0")
        for number in (1, 2, 3):
            new = article(number)
            store.add_addresses(new.outlet, "feed", "http://bao-song-mo.example/rss", [(new.key, new.url)])
            store.put_article(new)
            store.collected(new.outlet, new.key, new.url)
        store.put_article(article(3, lead="Bản đã sửa."))
        store.fail("crawl", "gone", outlet="bao-song-mo", url="http://bao-song-mo.example/bai-9")
        store.end_run(run)
        engine = store.engine(
            "k", version="0.1.0", edition="vn-2014", rules="r", fingerprints={"text": "t", "people": "p"}
        )
        found = [(stored.id, _analysis(stored.text_sha256)) for stored in store.articles()]
        store.put_analyses(engine, found)
        lines = list(dump(store))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def dump(store: Store) -> Iterator[str]:
    """SQL that makes the same database again. sqlite3's iterdump cannot bring back full-text tables in one go."""
    schema = store.rows(
        """SELECT type, name, sql FROM sqlite_master
           WHERE sql IS NOT NULL AND (type = 'trigger' OR name NOT LIKE 'articles_fts_%')
           AND name NOT LIKE 'sqlite_%'"""
    )
    plain = [row for row in schema if row["type"] == "table" and "VIRTUAL" not in row["sql"]]
    yield from (f"{row['sql']};" for row in plain)
    for row in plain:
        for values in store.rows(f"SELECT * FROM {row['name']}"):
            quoted = ", ".join(store.one("SELECT quote(?)", (value,))[0] for value in values)
            yield f"INSERT INTO {row['name']} VALUES ({quoted});"
    rest = [row for row in schema if row not in plain]
    for kind in ("view", "table", "index"):
        yield from (f"{row['sql']};" for row in rest if row["type"] == kind)
    yield "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');"
    yield from (f"{row['sql']};" for row in rest if row["type"] == "trigger")


def _analysis(digest: str) -> Analysis:
    person = Person("P1", "Lê Thị Hạnh", True, (Mention(0, 3, "Hợp"),), Gender.FEMALE, Evidence.NAME)
    return Analysis("1", "", digest, EngineStamp("0.1.0", "vn-2014", "r"), (person,), (), Labels(), ())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
