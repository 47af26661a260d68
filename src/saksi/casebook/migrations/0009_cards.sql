-- What is known of many texts without their words, so that these need not be fetched with it.
CREATE INDEX wording_card ON wording (place, language, words, runs, turns, pairs, answers);
