-- What claims are asked for by. All of it can be worked out from the readings.

-- The places that statements name, and which statement of a newest reading names which.
CREATE TABLE place (
  geonames INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  country TEXT NOT NULL
) STRICT;
CREATE INDEX place_name ON place (name COLLATE NOCASE);
CREATE TABLE statement_place (
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  geonames INTEGER NOT NULL REFERENCES place (geonames),
  PRIMARY KEY (statement_id, geonames)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_place_geonames ON statement_place (geonames);

-- How many reports have a language, an outlet, a party or a place, and by which reading of each they are counted.
CREATE TABLE facet (
  kind TEXT NOT NULL CHECK (kind IN ('language', 'outlet', 'party', 'place')),
  value TEXT NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_reports ON facet (kind, reports DESC);
CREATE TABLE facet_reading (
  report_id INTEGER PRIMARY KEY REFERENCES report (id),
  reading_id INTEGER NOT NULL REFERENCES reading (id)
) STRICT;

-- To find what is rare without looking at every claim.
CREATE INDEX reading_language ON reading (language);
CREATE INDEX reading_outlet ON reading (outlet COLLATE NOCASE);
CREATE INDEX statement_party ON statement (party COLLATE NOCASE);
CREATE INDEX statement_voice ON statement (source COLLATE NOCASE);
CREATE INDEX claim_last ON claim (last DESC, reports DESC, id) WHERE echo = 0 AND hung = 0;
CREATE INDEX claim_first ON claim (first = '', first, id) WHERE echo = 0 AND hung = 0;
CREATE INDEX claim_credibility ON claim (credibility, reports DESC, id, verdict) WHERE echo = 0 AND hung = 0;
