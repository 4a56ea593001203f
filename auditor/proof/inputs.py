"""What the figures of a report were made from, as hashes: the other half of every figure, without which nobody can say later
why it is another one.

Small files of the workspace are hashed whole; papers of evidence have theirs in the rows that name them. Tables that a
scoring fills are left out, since they are worked out again; so are those that only tell what the program did when.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from auditor import backup
from auditor.proof.signing import PUBLIC, signer_of
from auditor.store import Store, dumps
from auditor.workspace import CONFIG, Config, Workspace
from indicators.indexes import Edition
from reports.figures import Counted, Provenance

# the configuration is compared by its values, so that a comment costs nothing
FOLDERS = ("outlets", "indexes", "rules")
# of these tables only what figures are made from: times of visits change with every crawl
_COLUMNS = {
    "addresses": "key, outlet, how, state, reason",
    "failures": "stage, outlet, url, reason, count, solved",
}
_MADE = frozenset(
    """runs requests visits imports engines articles versions analyses people quotes findings scores own_scores score_runs
    unreplied_scores reposts rates""".split()
)  # fmt: skip
RATES = "rates"
_RATES = "as_of, level, basis, applied, counted, missing"
_PROGRAM = ("targets.yaml", "adoption.yaml")


def provenance(workspace: Workspace, store: Store, edition: Edition, scored: sqlite3.Row) -> Provenance:
    """The hashes of a report. ``scored``: a row of score_runs with ``fingerprints`` of its engine and ``ended`` of its run."""
    return Provenance(
        inputs=scored["inputs_sha256"],
        scored=scored["ended"] or "",
        edition=edition.sha256,
        engine=layers(scored["fingerprints"]),
        config=tuple(config_values(workspace.config)),
        files=tuple(files(workspace)),
        tables=tuple(tables(store, workspace.config.day)),
        articles=tuple(articles(store, workspace.config)),
        signer=signer_of(workspace.path),
    )


def layers(fingerprints: str) -> tuple[tuple[str, str], ...]:
    """The layers of an engine, from its row; the index has a hash of its own."""
    import json  # noqa: PLC0415

    return tuple(sorted((n, str(v)) for n, v in json.loads(fingerprints).items() if n != "index"))


def config_values(config: Config) -> Iterator[tuple[str, str]]:
    """What decides figures."""
    for name in ("province", "period_from", "period_to", "as_of", "edition"):
        yield name, getattr(config, name)
    yield "kinds", ", ".join(config.kinds)


def files(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Every small file that figures are made from: of the workspace, then of the program."""
    root = workspace.path
    found = {name: root / name for name in backup.FILES if name not in (CONFIG, PUBLIC)}
    for folder in FOLDERS:
        found |= {f"{folder}/{f.name}": f for f in (root / folder).glob("*.yaml")}
    found |= {f"coding/{f.parent.name}/{f.name}": f for f in (root / "coding").glob("*/sample.json")}
    for name, file in sorted(found.items()):
        if file.is_file():
            yield name, file_hash(file)
    here = Path(__file__).resolve().parent.parent
    for name in _PROGRAM:
        yield f"program:{name}", text_hash([here / name])
    if not workspace.config.fictitious:
        from crawlers.register import packaged  # noqa: PLC0415  costs a schema validator

        yield "program:outlets", text_hash(sorted(packaged().rglob("*.yaml")))


def file_hash(file: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def text_hash(paths: list[Path]) -> str:
    """One hash over names and texts of the program's own files; line ends count alike on every system."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def tables(store: Store, day: str) -> Iterator[tuple[str, str]]:
    """Every table that holds what people or servers said; a table of a later release is in it without anybody thinking of it. Of the
    rates those of earlier days than ``day``, which papers print as they were kept.
    """
    for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        name = row["name"]
        if name in _MADE or name.startswith(("sqlite_", "_sqlite", "articles_fts")):
            continue
        digest = hashlib.sha256()
        columns = _COLUMNS.get(name, "*")
        count = columns.count(",") + 1 if columns != "*" else len(store.rows(f"PRAGMA table_info({name})"))
        order = ", ".join(str(at) for at in range(1, count + 1))
        for found in store.conn.execute(f"SELECT {columns} FROM {name} ORDER BY {order}"):  # noqa: S608  names of the schema
            digest.update(dumps([_plain(value) for value in found]).encode() + b"\n")
        yield name, digest.hexdigest()
    digest = hashlib.sha256()
    kept = f"SELECT {_RATES} FROM rates WHERE as_of < ? ORDER BY run, level, basis"  # noqa: S608  names of the schema
    for found in store.conn.execute(kept, (day,)):
        digest.update(dumps(list(found)).encode() + b"\n")
    yield RATES, digest.hexdigest()


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def articles(store: Store, config: Config) -> Iterator[Counted]:
    """Per outlet how many articles stand in the period, and one hash over their addresses, days, texts and pages."""
    counts: dict[str, int] = {}
    digests: dict[str, hashlib._Hash] = {}
    for row in store.conn.execute(
        """SELECT outlet, key, kind, published, credit, presenters, text_sha256, page_sha256 FROM articles
           WHERE kind NOT IN ('listing', 'other') ORDER BY outlet, key"""
    ):
        if not config.covers(row["published"]):
            continue
        outlet = row["outlet"]
        counts[outlet] = counts.get(outlet, 0) + 1
        digests.setdefault(outlet, hashlib.sha256()).update(dumps(tuple(row)).encode() + b"\n")
    for outlet, digest in sorted(digests.items()):
        yield Counted(outlet, counts[outlet], digest.hexdigest())
