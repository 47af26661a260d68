-- What the newest readings say, gathered into claims. All of it can be worked out anew from the tables above.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  words_of INTEGER NOT NULL REFERENCES statement (id),
  language TEXT NOT NULL,
  first_atom INTEGER NOT NULL,
  measured INTEGER NOT NULL CHECK (measured IN (0, 1)),
  denied INTEGER NOT NULL CHECK (denied IN (0, 1)),
  echo INTEGER NOT NULL DEFAULT 0 CHECK (echo IN (0, 1)),
  hung INTEGER NOT NULL DEFAULT 0 CHECK (hung IN (0, 1)),
  verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'accept', 'reject')),
  statements INTEGER NOT NULL DEFAULT 0,
  denials INTEGER NOT NULL DEFAULT 0,
  reports INTEGER NOT NULL DEFAULT 0,
  outlets INTEGER NOT NULL DEFAULT 0,
  languages TEXT NOT NULL DEFAULT '',
  first TEXT NOT NULL DEFAULT '',
  last TEXT NOT NULL DEFAULT '',
  lower INTEGER,
  upper INTEGER,
  credibility INTEGER
) STRICT;
CREATE INDEX claim_reports ON claim (reports DESC, id) WHERE echo = 0 AND hung = 0;

-- Which statements say a claim, and which deny it.
CREATE TABLE claim_statement (
  claim_id INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  role TEXT NOT NULL CHECK (role IN ('says', 'denies')),
  PRIMARY KEY (claim_id, statement_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_statement_statement ON claim_statement (statement_id, role);

-- The smallest things that statements say; the same words in two reports of a day are one.
CREATE TABLE atom (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  body TEXT NOT NULL,
  claim_id INTEGER REFERENCES claim (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX atom_claim ON atom (claim_id);

-- What of an atom rules most others out, in numbers and masks of sets: see saksi.linking.outline.
CREATE TABLE outline (
  atom_id INTEGER PRIMARY KEY REFERENCES atom (id) ON DELETE CASCADE,
  names INTEGER NOT NULL,
  known INTEGER NOT NULL,
  voices INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  numbers INTEGER NOT NULL,
  earliest INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  concept TEXT NOT NULL,
  negated INTEGER NOT NULL,
  acts INTEGER NOT NULL,
  undone INTEGER NOT NULL,
  objects INTEGER NOT NULL
) STRICT;

-- Which statement says which atom.
CREATE TABLE telling (
  atom_id INTEGER NOT NULL REFERENCES atom (id),
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  PRIMARY KEY (atom_id, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_statement ON telling (statement_id);

-- Under which headings an atom is filed: what another must share to be of its claim. The day is that of publication
-- (proleptic Gregorian ordinal), minus the first of several, or 0 where it is not known.
CREATE TABLE heading (
  hash INTEGER NOT NULL,
  day INTEGER NOT NULL,
  atom_id INTEGER NOT NULL,
  PRIMARY KEY (hash, day, atom_id)
) STRICT, WITHOUT ROWID;

-- The atoms that agree, with the evidence that they do, or of which one denies the other; each pair stands twice. A
-- close pair keeps the same company.
CREATE TABLE agreement (
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  evidence REAL NOT NULL,
  denies INTEGER NOT NULL CHECK (denies IN (0, 1)),
  close INTEGER NOT NULL CHECK (close IN (0, 1)),
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
