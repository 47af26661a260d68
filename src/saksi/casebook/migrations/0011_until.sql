-- Of a pair of atoms that agree: from how many on, that `one` agrees with, it is told anew whether the two are close; 0
-- where it is whenever either meets another.
ALTER TABLE agreement ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
