"""The tables, as numbered migrations, so that the workspace of an earlier release opens under a later program.

A migration, once released, is never edited: a change is a new one. They run through sqlite-utils, each in a
transaction with the record of it. Days and times are ISO 8601 texts; lists are JSON texts; ``outlet`` is the id of the
register, "" where unknown. No table has a column for the names of people: they stay inside an analysis, so that SQL
cannot be asked for "the women".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from auditor.store.connection import MIGRATION_SET

if TYPE_CHECKING:
    from sqlite_utils.db import Database

migrations = Migrations(MIGRATION_SET)

_TABLES = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,
  version TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  outlet TEXT NOT NULL DEFAULT '',
  how TEXT NOT NULL DEFAULT '',
  via TEXT NOT NULL DEFAULT '',
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('found', 'collected', 'skipped', 'failed')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX addresses_outlet ON addresses (outlet, state, reason);

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id),
  outlet TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL,
  final_url TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL,
  status INTEGER NOT NULL,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 1,
  fetched_at TEXT NOT NULL
) STRICT;
CREATE INDEX requests_url ON requests (url, id);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  outlet TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  lead TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  captions TEXT NOT NULL DEFAULT '[]',
  author TEXT NOT NULL DEFAULT '[]',
  published TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  section TEXT NOT NULL DEFAULT '',
  methods TEXT NOT NULL DEFAULT '{}',
  text_sha256 TEXT NOT NULL,
  source TEXT NOT NULL,
  fetched_at TEXT NOT NULL DEFAULT '',
  archive_file TEXT NOT NULL DEFAULT '',
  archive_offset INTEGER NOT NULL DEFAULT 0,
  archive_record TEXT NOT NULL DEFAULT '',
  page_sha256 TEXT NOT NULL DEFAULT '',
  first_seen TEXT NOT NULL,
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX articles_outlet ON articles (outlet, published);
CREATE INDEX articles_url ON articles (url);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  replaced TEXT NOT NULL,
  title TEXT NOT NULL,
  lead TEXT NOT NULL,
  body TEXT NOT NULL,
  captions TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  page_sha256 TEXT NOT NULL,
  UNIQUE (article, text_sha256)
) STRICT;

CREATE TABLE engines (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  edition TEXT NOT NULL,
  rules TEXT NOT NULL,
  fingerprints TEXT NOT NULL,
  first_used TEXT NOT NULL
) STRICT;

CREATE TABLE analyses (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  engine INTEGER NOT NULL REFERENCES engines (id),
  text_sha256 TEXT NOT NULL,
  analysed_at TEXT NOT NULL,
  people INTEGER NOT NULL,
  sources INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  json TEXT NOT NULL,
  UNIQUE (article, engine)
) STRICT;
CREATE INDEX analyses_engine ON analyses (engine, article, text_sha256);

CREATE TABLE people (
  analysis INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  named INTEGER NOT NULL,
  gender TEXT NOT NULL,
  evidence TEXT NOT NULL,
  probability_female REAL,
  function TEXT NOT NULL,
  gmmp_occupation INTEGER,
  victim INTEGER NOT NULL,
  family_role INTEGER NOT NULL,
  quoted INTEGER NOT NULL,
  source INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  minor INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (analysis, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
  analysis INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  kind TEXT NOT NULL,
  speaker TEXT,
  PRIMARY KEY (analysis, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  analysis INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  family TEXT NOT NULL,
  indicators TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  zone TEXT NOT NULL,
  voice TEXT NOT NULL,
  severity TEXT NOT NULL,
  scores INTEGER NOT NULL,
  PRIMARY KEY (analysis, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_rule ON findings (rule, analysis);

CREATE TABLE scores (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  outlet TEXT NOT NULL,
  code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  value REAL,
  numerator INTEGER,
  n INTEGER,
  articles INTEGER,
  low REAL,
  high REAL,
  unknown INTEGER,
  minimum INTEGER,
  points REAL,
  max_points REAL,
  note TEXT NOT NULL DEFAULT '',
  parts TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (run, outlet, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE score_runs (
  run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  engine INTEGER NOT NULL REFERENCES engines (id),
  edition TEXT NOT NULL,
  edition_sha256 TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  inputs_sha256 TEXT NOT NULL,
  items INTEGER NOT NULL,
  undated INTEGER NOT NULL
) STRICT;

CREATE TABLE reposts (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  of_article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (run, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE declarations (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  read_at TEXT NOT NULL
) STRICT;

CREATE TABLE adoptions (
  declaration INTEGER NOT NULL REFERENCES declarations (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  outlet TEXT NOT NULL,
  level INTEGER CHECK (level IN (0, 1, 2)),
  date TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '[]',
  verified INTEGER NOT NULL DEFAULT 0,
  checked_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (declaration, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE rates (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  as_of TEXT NOT NULL,
  level INTEGER NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('declared', 'verified')),
  applied INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  missing TEXT NOT NULL,
  PRIMARY KEY (run, level, basis)
) STRICT, WITHOUT ROWID;

CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  outlet TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  first_time TEXT NOT NULL,
  last_time TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  solved INTEGER NOT NULL DEFAULT 0,
  UNIQUE (stage, outlet, url, reason)
) STRICT;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  rows INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  wrong INTEGER NOT NULL
) STRICT;

CREATE VIEW article_texts (id, folded) AS
  SELECT id, replace(replace(title || char(10) || lead || char(10) || body || char(10) || captions,
                             'đ', 'd'), 'Đ', 'D')
  FROM articles;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  folded, content='article_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
"""

# kept apart from _TABLES: a trigger holds semicolons of its own
_FOLDED = (
    "replace(replace({0}.title || char(10) || {0}.lead || char(10) || {0}.body || char(10) || {0}.captions,"
    " 'đ', 'd'), 'Đ', 'D')"
)
_INSERT = f"INSERT INTO articles_fts (rowid, folded) VALUES (new.id, {_FOLDED.format('new')});"  # noqa: S608
_DELETE = (
    "INSERT INTO articles_fts (articles_fts, rowid, folded)"  # noqa: S608  our own names
    f" VALUES ('delete', old.id, {_FOLDED.format('old')});"
)
_TRIGGERS = (
    f"CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN {_INSERT} END",
    f"CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN {_DELETE} END",
    "CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, lead, body, captions ON articles"
    f" BEGIN {_DELETE} {_INSERT} END",
)


@migrations()
def m0001_first(db: Database) -> None:
    """The tables of release 0.1.0."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
    for trigger in _TRIGGERS:
        db.execute(trigger)


_COPIES_AND_EDITS = """
ALTER TABLE articles ADD COLUMN credit TEXT NOT NULL DEFAULT '';
ALTER TABLE addresses ADD COLUMN day TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN fetched_at TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN archive_file TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN archive_offset INTEGER NOT NULL DEFAULT 0;
ALTER TABLE versions ADD COLUMN archive_record TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE reposts ADD COLUMN kind TEXT NOT NULL DEFAULT 'repost';
ALTER TABLE reposts ADD COLUMN similarity REAL;
CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('same', 'edited', 'gone', 'failed'))
) STRICT;
CREATE INDEX visits_article ON visits (article, at);
CREATE TABLE own_scores (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  outlet TEXT NOT NULL,
  code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  value REAL,
  numerator INTEGER,
  n INTEGER,
  articles INTEGER,
  low REAL,
  high REAL,
  unknown INTEGER,
  minimum INTEGER,
  points REAL,
  max_points REAL,
  note TEXT NOT NULL DEFAULT '',
  parts TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (run, outlet, code)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m0002_copies_and_edits(db: Database) -> None:
    """Whose text an article is, when its page was looked at again, what an edit replaced, scores of own copy alone."""
    for statement in _COPIES_AND_EDITS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0003_presenters_and_attachments(db: Database) -> None:
    """Who presented a broadcast item, and the files that a page offers; both JSON lists."""
    db.execute("ALTER TABLE articles ADD COLUMN presenters TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE articles ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]'")


_DECISIONS = """
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL DEFAULT '',
  start INTEGER,
  stop INTEGER,
  outlet TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 4000),
  supersedes TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX decisions_subject ON decisions (kind, subject);
CREATE TABLE unreplied_scores (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  outlet TEXT NOT NULL,
  code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  value REAL,
  numerator INTEGER,
  n INTEGER,
  articles INTEGER,
  low REAL,
  high REAL,
  unknown INTEGER,
  minimum INTEGER,
  points REAL,
  max_points REAL,
  note TEXT NOT NULL DEFAULT '',
  parts TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (run, outlet, code)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m0004_decisions(db: Database) -> None:
    """Every human judgement in one table that only grows, and scores as they were without accepted objections."""
    for statement in _DECISIONS.split(";\n"):
        if statement.strip():
            db.execute(statement)
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER decisions_no_{change.lower()} BEFORE {change} ON decisions"
            " BEGIN SELECT RAISE(ABORT, 'a decision is replaced by another, never changed'); END"
        )
