-- Of which family a text is belongs to its card: whether a mark is common is asked of all texts that have it.
DROP INDEX wording_card;
CREATE INDEX wording_card ON wording (place, language, words, runs, turns, pairs, answers, family);
