CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
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
INSERT INTO _sqlite_migrations VALUES (1, 'auditor', 'm0001_first', '2026-11-22 07:29:06.028051+00:00');
INSERT INTO runs VALUES (1, 'crawl', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z', '0.1.0', '');
INSERT INTO addresses VALUES (1, 'bao-song-mo.example/bai-1', 'http://bao-song-mo.example/bai-1', 'bao-song-mo', 'feed', 'http://bao-song-mo.example/rss', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z', 'collected', '');
INSERT INTO addresses VALUES (2, 'bao-song-mo.example/bai-2', 'http://bao-song-mo.example/bai-2', 'bao-song-mo', 'feed', 'http://bao-song-mo.example/rss', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z', 'collected', '');
INSERT INTO addresses VALUES (3, 'bao-song-mo.example/bai-3', 'http://bao-song-mo.example/bai-3', 'bao-song-mo', 'feed', 'http://bao-song-mo.example/rss', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z', 'collected', '');
INSERT INTO articles VALUES (1, 'bao-song-mo.example/bai-1', 'bao-song-mo', 'http://bao-song-mo.example/bai-1', 'article', 'Hợp tác xã số 1 mở xưởng mộc bên sông', 'Sáng thứ 1, bà con thôn 1 dựng xong mái xưởng đầu tiên.', 'Bà Lê Thị Hạnh, chủ nhiệm, nói: “Chúng tôi đóng 1 bộ bàn ghế mỗi tháng.”
Ông Trần Văn Bình, thợ cả, cho biết đơn hàng thứ 1 đã giao đủ.', '[]', '[]', '2025-02-10', '', '', '{}', 'a52d198b9495dd03067f79596df971d0338ea2aa02f2a079036af06c12830632', 'crawl', '', '', 0, '', '', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z');
INSERT INTO articles VALUES (2, 'bao-song-mo.example/bai-2', 'bao-song-mo', 'http://bao-song-mo.example/bai-2', 'article', 'Hợp tác xã số 2 mở xưởng mộc bên sông', 'Sáng thứ 2, bà con thôn 2 dựng xong mái xưởng đầu tiên.', 'Bà Lê Thị Hạnh, chủ nhiệm, nói: “Chúng tôi đóng 2 bộ bàn ghế mỗi tháng.”
Ông Trần Văn Bình, thợ cả, cho biết đơn hàng thứ 2 đã giao đủ.', '[]', '[]', '2025-03-10', '', '', '{}', '4ead648c1bb86306b16ff77727afb1cc7377b97b23c0999cae0731872948df8c', 'crawl', '', '', 0, '', '', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z');
INSERT INTO articles VALUES (3, 'bao-song-mo.example/bai-3', 'bao-song-mo', 'http://bao-song-mo.example/bai-3', 'article', 'Hợp tác xã số 3 mở xưởng mộc bên sông', 'Bản đã sửa.', 'Bà Lê Thị Hạnh, chủ nhiệm, nói: “Chúng tôi đóng 3 bộ bàn ghế mỗi tháng.”
Ông Trần Văn Bình, thợ cả, cho biết đơn hàng thứ 3 đã giao đủ.', '[]', '[]', '2025-04-10', '', '', '{}', '8b7db8f61df4cbf97b3c78f3b54cabd81bbaf920b3a0b549304d5c547ed39312', 'crawl', '', '', 0, '', '', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z');
INSERT INTO versions VALUES (1, 3, '2026-11-22T07:29:06Z', 'Hợp tác xã số 3 mở xưởng mộc bên sông', 'Sáng thứ 3, bà con thôn 3 dựng xong mái xưởng đầu tiên.', 'Bà Lê Thị Hạnh, chủ nhiệm, nói: “Chúng tôi đóng 3 bộ bàn ghế mỗi tháng.”
Ông Trần Văn Bình, thợ cả, cho biết đơn hàng thứ 3 đã giao đủ.', '[]', 'f681e986519d922267c9df532e5322ffd4d0fd106c6d7669b6789c60447ead3b', '');
INSERT INTO engines VALUES (1, 'k', '0.1.0', 'vn-2014', 'r', '{"text":"t","people":"p"}', '2026-11-22T07:29:06Z');
INSERT INTO analyses VALUES (1, 1, 1, 'a52d198b9495dd03067f79596df971d0338ea2aa02f2a079036af06c12830632', '2026-11-22T07:29:06Z', 1, 0, 0, '{"schema":"auditor.analysis/1","id":"1","text_sha256":"a52d198b9495dd03067f79596df971d0338ea2aa02f2a079036af06c12830632","engine":{"version":"0.1.0","index":"vn-2014","rules":"r"},"people":[{"id":"P1","name":"Lê Thị Hạnh","named":true,"mentions":[{"start":0,"end":3,"text":"Hợp"}],"gender":"female","evidence":"name","evidence_text":"","probability_female":null,"function":"unknown","occupation":"","gmmp_occupation":null,"victim":false,"family_role":false,"quoted":false,"source":false,"listed":false,"minor":null}],"quotes":[],"labels":{"women_central":false,"gender_topic":false,"gbv":false,"law_reference":false,"challenges_stereotype":false,"topics":[]},"findings":[]}');
INSERT INTO analyses VALUES (2, 2, 1, '4ead648c1bb86306b16ff77727afb1cc7377b97b23c0999cae0731872948df8c', '2026-11-22T07:29:06Z', 1, 0, 0, '{"schema":"auditor.analysis/1","id":"1","text_sha256":"4ead648c1bb86306b16ff77727afb1cc7377b97b23c0999cae0731872948df8c","engine":{"version":"0.1.0","index":"vn-2014","rules":"r"},"people":[{"id":"P1","name":"Lê Thị Hạnh","named":true,"mentions":[{"start":0,"end":3,"text":"Hợp"}],"gender":"female","evidence":"name","evidence_text":"","probability_female":null,"function":"unknown","occupation":"","gmmp_occupation":null,"victim":false,"family_role":false,"quoted":false,"source":false,"listed":false,"minor":null}],"quotes":[],"labels":{"women_central":false,"gender_topic":false,"gbv":false,"law_reference":false,"challenges_stereotype":false,"topics":[]},"findings":[]}');
INSERT INTO analyses VALUES (3, 3, 1, '8b7db8f61df4cbf97b3c78f3b54cabd81bbaf920b3a0b549304d5c547ed39312', '2026-11-22T07:29:06Z', 1, 0, 0, '{"schema":"auditor.analysis/1","id":"1","text_sha256":"8b7db8f61df4cbf97b3c78f3b54cabd81bbaf920b3a0b549304d5c547ed39312","engine":{"version":"0.1.0","index":"vn-2014","rules":"r"},"people":[{"id":"P1","name":"Lê Thị Hạnh","named":true,"mentions":[{"start":0,"end":3,"text":"Hợp"}],"gender":"female","evidence":"name","evidence_text":"","probability_female":null,"function":"unknown","occupation":"","gmmp_occupation":null,"victim":false,"family_role":false,"quoted":false,"source":false,"listed":false,"minor":null}],"quotes":[],"labels":{"women_central":false,"gender_topic":false,"gbv":false,"law_reference":false,"challenges_stereotype":false,"topics":[]},"findings":[]}');
INSERT INTO people VALUES (1, 'P1', 1, 'female', 'name', NULL, 'unknown', NULL, 0, 0, 0, 0, 0, NULL, 1);
INSERT INTO people VALUES (2, 'P1', 1, 'female', 'name', NULL, 'unknown', NULL, 0, 0, 0, 0, 0, NULL, 1);
INSERT INTO people VALUES (3, 'P1', 1, 'female', 'name', NULL, 'unknown', NULL, 0, 0, 0, 0, 0, NULL, 1);
INSERT INTO failures VALUES (1, 'crawl', 'bao-song-mo', 'http://bao-song-mo.example/bai-9', 'gone', '', '2026-11-22T07:29:06Z', '2026-11-22T07:29:06Z', 1, 0);
CREATE VIEW article_texts (id, folded) AS
  SELECT id, replace(replace(title || char(10) || lead || char(10) || body || char(10) || captions,
                             'đ', 'd'), 'Đ', 'D')
  FROM articles;
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  folded, content='article_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX addresses_outlet ON addresses (outlet, state, reason);
CREATE INDEX requests_url ON requests (url, id);
CREATE INDEX articles_outlet ON articles (outlet, published);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX analyses_engine ON analyses (engine, article, text_sha256);
CREATE INDEX findings_rule ON findings (rule, analysis);
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN INSERT INTO articles_fts (rowid, folded) VALUES (new.id, replace(replace(new.title || char(10) || new.lead || char(10) || new.body || char(10) || new.captions, 'đ', 'd'), 'Đ', 'D')); END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN INSERT INTO articles_fts (articles_fts, rowid, folded) VALUES ('delete', old.id, replace(replace(old.title || char(10) || old.lead || char(10) || old.body || char(10) || old.captions, 'đ', 'd'), 'Đ', 'D')); END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, lead, body, captions ON articles BEGIN INSERT INTO articles_fts (articles_fts, rowid, folded) VALUES ('delete', old.id, replace(replace(old.title || char(10) || old.lead || char(10) || old.body || char(10) || old.captions, 'đ', 'd'), 'Đ', 'D')); INSERT INTO articles_fts (rowid, folded) VALUES (new.id, replace(replace(new.title || char(10) || new.lead || char(10) || new.body || char(10) || new.captions, 'đ', 'd'), 'Đ', 'D')); END;
