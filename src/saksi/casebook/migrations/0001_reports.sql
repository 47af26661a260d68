-- What was collected, and what readers made of it. Rows of these tables are never changed or deleted.
CREATE TABLE raw (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  raw_sha256 TEXT NOT NULL REFERENCES raw (sha256),
  url TEXT NOT NULL,
  outlet TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  title TEXT NOT NULL,
  canonical TEXT NOT NULL,
  byline TEXT NOT NULL,
  credit TEXT NOT NULL,
  alternates TEXT NOT NULL,
  text TEXT NOT NULL,
  found_at TEXT NOT NULL,
  captured TEXT NOT NULL,
  added TEXT NOT NULL
) STRICT;
CREATE INDEX report_raw ON report (raw_sha256);
CREATE INDEX report_url ON report (url);
CREATE INDEX report_published ON report (published);

CREATE TABLE reader (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  added TEXT NOT NULL
) STRICT;

CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  reader_id INTEGER NOT NULL REFERENCES reader (id),
  language TEXT NOT NULL,
  outlet TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (report_id, reader_id)
) STRICT;

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  reading_id INTEGER NOT NULL REFERENCES reading (id),
  report_id INTEGER NOT NULL REFERENCES report (id),
  number INTEGER NOT NULL CHECK (number >= 0),
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" >= "start"),
  content TEXT NOT NULL,
  cue TEXT NOT NULL,
  source TEXT NOT NULL,
  party TEXT NOT NULL,
  naming TEXT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  manner TEXT NOT NULL,
  stance TEXT NOT NULL,
  chain TEXT NOT NULL,
  UNIQUE (reading_id, number)
) STRICT;
CREATE INDEX statement_report ON statement (report_id);
CREATE INDEX statement_source ON statement (source);

-- The reports whose newest reading waits to be linked; a row goes when that is done.
CREATE TABLE to_link (
  report_id INTEGER PRIMARY KEY REFERENCES report (id)
) STRICT;

CREATE TABLE problem (
  id INTEGER PRIMARY KEY,
  found_at TEXT NOT NULL,
  what TEXT NOT NULL,
  report_id INTEGER REFERENCES report (id),
  added TEXT NOT NULL,
  UNIQUE (found_at, what)
) STRICT;
CREATE INDEX problem_report ON problem (report_id);

-- Words as they are looked up: folded, and scripts that are written without spaces spaced. The rowid is that of
-- the report or the statement. They hold an index only: the words themselves stand in those tables.
CREATE VIRTUAL TABLE report_words USING fts5 (
  title, text, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  content, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

-- Of each report, the reading of the newest reader: the one that this casebook met last.
CREATE VIEW current_reading AS
SELECT * FROM reading AS one
WHERE NOT EXISTS (
  SELECT 1 FROM reading AS later WHERE later.report_id = one.report_id AND later.reader_id > one.reader_id
);

CREATE VIEW current_statement AS
SELECT statement.* FROM current_reading JOIN statement ON statement.reading_id = current_reading.id;

CREATE TRIGGER raw_stays BEFORE UPDATE ON raw BEGIN
  SELECT RAISE(ABORT, 'what was collected is never changed: raw inputs only grow');
END;
CREATE TRIGGER raw_is_kept BEFORE DELETE ON raw BEGIN
  SELECT RAISE(ABORT, 'what was collected is never deleted: raw inputs only grow');
END;
CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN
  SELECT RAISE(ABORT, 'a report is never changed: a corrected page is another report');
END;
CREATE TRIGGER report_is_kept BEFORE DELETE ON report BEGIN
  SELECT RAISE(ABORT, 'a report is never deleted: reject its claims instead');
END;
CREATE TRIGGER reader_stays BEFORE UPDATE ON reader BEGIN
  SELECT RAISE(ABORT, 'a reader is never changed: another version is another reader');
END;
CREATE TRIGGER reader_is_kept BEFORE DELETE ON reader BEGIN
  SELECT RAISE(ABORT, 'a reader is never deleted: its readings stay');
END;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading BEGIN
  SELECT RAISE(ABORT, 'a reading is never changed: a newer reader adds another');
END;
CREATE TRIGGER reading_is_kept BEFORE DELETE ON reading BEGIN
  SELECT RAISE(ABORT, 'a reading is never deleted: a newer reader adds another');
END;
CREATE TRIGGER statement_stays BEFORE UPDATE ON statement BEGIN
  SELECT RAISE(ABORT, 'a statement is never changed: a newer reader adds others');
END;
CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement BEGIN
  SELECT RAISE(ABORT, 'a statement is never deleted: a newer reader adds others');
END;
