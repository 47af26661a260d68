-- More of what rules others out: names where a text does not tell them, the bounds of a number, and how many people.
DROP TABLE outline;
CREATE TABLE outline (
  atom_id INTEGER PRIMARY KEY REFERENCES atom (id) ON DELETE CASCADE,
  names INTEGER NOT NULL,
  known INTEGER NOT NULL,
  voices INTEGER NOT NULL,
  told INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  least REAL NOT NULL,
  most REAL NOT NULL,
  numbers INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  people INTEGER NOT NULL,
  earliest INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  concept TEXT NOT NULL,
  negated INTEGER NOT NULL,
  acts INTEGER NOT NULL,
  undone INTEGER NOT NULL,
  objects INTEGER NOT NULL
) STRICT;
