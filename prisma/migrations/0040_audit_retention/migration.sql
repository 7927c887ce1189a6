-- The audit log grows; scheduled removal may delete entries that are older than half a year, and nobody younger ones.
DROP TRIGGER audit_event_append_only ON audit_event;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change();

CREATE FUNCTION plumbline_refuse_early_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at < now() - interval '6 months' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only for 6 months', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_event_no_early_removal BEFORE DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION plumbline_refuse_early_removal();
