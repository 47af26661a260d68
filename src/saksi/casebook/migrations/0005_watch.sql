-- What `saksi watch` has to know when it starts again; nothing else reads it.

-- The feeds that were polled: what to ask their servers for changes with, when that was (ISO 8601, UTC), and how many
-- polls in a row have failed.
CREATE TABLE watched_feed (
  url TEXT PRIMARY KEY,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  polled TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What was last told of a claim, as JSON: what it rested on then.
CREATE TABLE watched_claim (
  claim_id INTEGER PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
  summary TEXT NOT NULL
) STRICT;

-- The last report whose claims were looked at: one row.
CREATE TABLE watched_report (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  report INTEGER NOT NULL
) STRICT;
