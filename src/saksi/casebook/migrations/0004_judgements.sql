-- What users decided. A row is never changed or deleted; a decision is taken back by a row that undoes it.
CREATE TABLE judgement (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who <> ''),
  why TEXT NOT NULL CHECK (why <> ''),
  "at" TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES judgement (id)
) STRICT;

CREATE TABLE judgement_anchor (
  judgement_id INTEGER NOT NULL REFERENCES judgement (id),
  side INTEGER NOT NULL CHECK (side >= 0),
  report_id INTEGER NOT NULL REFERENCES report (id),
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" >= "start"),
  PRIMARY KEY (judgement_id, side, report_id, "start", "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_anchor_report ON judgement_anchor (report_id);

CREATE VIEW judgement_in_force AS
SELECT id, kind, who, why, "at", name, value FROM judgement AS one
WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM judgement AS later WHERE later.undoes = one.id);

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN
  SELECT RAISE(ABORT, 'a judgement is never changed: undo it, and judge again');
END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement BEGIN
  SELECT RAISE(ABORT, 'a judgement is never deleted: undo it');
END;
CREATE TRIGGER judgement_anchor_stays BEFORE UPDATE ON judgement_anchor BEGIN
  SELECT RAISE(ABORT, 'a judgement is never changed: undo it, and judge again');
END;
CREATE TRIGGER judgement_anchor_is_kept BEFORE DELETE ON judgement_anchor BEGIN
  SELECT RAISE(ABORT, 'a judgement is never deleted: undo it');
END;
