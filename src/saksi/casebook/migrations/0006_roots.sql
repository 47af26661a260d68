-- How many roots a claim has is kept with it, and forgotten when what it rests on may have changed.
CREATE TRIGGER copy_found AFTER INSERT ON copy BEGIN
  UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL WHERE lower IS NOT NULL AND id IN (
    SELECT claim_id FROM statement JOIN claim_statement ON statement_id = statement.id
    WHERE statement.report_id = NEW.copy_id
  );
END;
CREATE TRIGGER copy_gone AFTER DELETE ON copy BEGIN
  UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL WHERE lower IS NOT NULL AND id IN (
    SELECT claim_id FROM statement JOIN claim_statement ON statement_id = statement.id
    WHERE statement.report_id = OLD.copy_id
  );
END;
CREATE TRIGGER judged AFTER INSERT ON judgement WHEN NEW.kind IN ('party', 'copy', 'not_copy', 'undo') BEGIN
  UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL WHERE lower IS NOT NULL;
END;
