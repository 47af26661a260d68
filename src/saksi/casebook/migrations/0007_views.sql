-- The claims, and who says each of them, as a person wants to see them: for Datasette, and for whoever asks in SQL.

-- The claims that a list shows, in words, with the most reported first.
CREATE VIEW shown_claim AS
SELECT claim.id AS claim_id, content AS claim, reports, lower AS roots_at_least, upper AS roots_at_most, credibility,
  outlets, denials, languages, first, last
FROM claim JOIN statement ON statement.id = words_of
WHERE echo = 0 AND hung = 0 AND verdict <> 'reject'
ORDER BY reports DESC, claim.id;

-- Each statement of those claims: who says it, or denies it, through whom, and where that can be read.
CREATE VIEW who_says_what AS
SELECT claim.id AS claim_id, best.content AS claim, CASE WHEN denied THEN 'denies' ELSE claim_statement.role END AS does,
  said.party, said.source, said.naming, said.content AS words, said.chain, reading.outlet, reading.language,
  report.published, report.url, said.report_id, said.id AS statement_id
FROM claim JOIN statement AS best ON best.id = words_of
JOIN claim_statement ON claim_statement.claim_id = claim.id
JOIN statement AS said ON said.id = claim_statement.statement_id
JOIN reading ON reading.id = said.reading_id
JOIN report ON report.id = said.report_id
WHERE echo = 0 AND hung = 0 AND verdict <> 'reject';
