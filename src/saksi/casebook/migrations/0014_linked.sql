-- By what all reports were linked: one row, a fingerprint of all that links depend on, and the name of that version.
CREATE TABLE linked (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version TEXT NOT NULL,
  fingerprint TEXT NOT NULL
) STRICT;

-- While all is linked anew: which claim an atom was of before, so that claims keep their numbers.
CREATE TABLE former_claim (
  digest BLOB PRIMARY KEY,
  claim_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX former_claim_claim ON former_claim (claim_id);

-- The highest number of a claim that is no more, in one row: no other claim gets it.
CREATE TABLE last_claim (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO last_claim (only, number) VALUES (1, 0);
