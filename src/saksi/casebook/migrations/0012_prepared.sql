-- What the reader of a report prepared for linking it, as JSON; NULL where that is to be made up for.
ALTER TABLE to_link ADD COLUMN prepared TEXT;
