-- Who took whose text. All of it is worked out from the reports and their readings, and can be worked out again.

-- Reports with the same words are one wording; the report that the others were taken from stands for it. Its place is
-- a number that rises with its date; `family` joins near copies; `offered` changes when its originals do.
CREATE TABLE wording (
  place INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL UNIQUE REFERENCES report (id),
  identity INTEGER NOT NULL UNIQUE,
  language TEXT NOT NULL,
  words INTEGER NOT NULL,
  runs INTEGER NOT NULL,
  turns INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  answers REAL NOT NULL,
  family INTEGER NOT NULL,
  offered INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  skeleton BLOB NOT NULL
) STRICT;
CREATE INDEX wording_family ON wording (family);
CREATE INDEX wording_poor ON wording (place) WHERE runs < 3 OR turns < 3;

-- The reports whose copies are worked out, as they were read: what changes here by another reading is worked out anew.
CREATE TABLE copy_report (
  report_id INTEGER PRIMARY KEY REFERENCES report (id),
  place INTEGER,
  language TEXT NOT NULL,
  outlet TEXT NOT NULL,
  origins TEXT NOT NULL
) STRICT;
CREATE INDEX copy_report_place ON copy_report (place);

-- What brings wordings together: hashes of some runs of words, turns of words and pairs of names. The two lowest bits
-- of a hash tell which of these it is.
CREATE TABLE mark (
  hash INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (hash, place)
) STRICT, WITHOUT ROWID;

-- Runs of words that texts of more than twenty families have, such as what an outlet prints under all its reports.
CREATE TABLE common_mark (
  hash INTEGER PRIMARY KEY
) STRICT;

-- Hashes of the addresses that reports state for themselves: their own (0), canonical (1), in another language (2).
CREATE TABLE page_address (
  hash INTEGER NOT NULL,
  place INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (hash, place, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_address_place ON page_address (place);

-- How two wordings (by place, the lower one first) hang together; which came first and how surely that is known.
CREATE TABLE wording_link (
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  way TEXT NOT NULL,
  score REAL NOT NULL,
  rank INTEGER NOT NULL,
  forward INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX wording_link_other ON wording_link (other);

-- Which report takes its text from which, by what way; passages are [[start, end in the original, start, end], ...].
CREATE TABLE copy (
  copy_id INTEGER NOT NULL REFERENCES report (id),
  original_id INTEGER NOT NULL REFERENCES report (id),
  way TEXT NOT NULL,
  score REAL NOT NULL,
  passages TEXT NOT NULL,
  PRIMARY KEY (copy_id, original_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_original ON copy (original_id);
