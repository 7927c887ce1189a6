-- Row-level security: the second wall around what viewers from outside (shared links, partners, partners' keys) may read.
--
-- They read through a role of their own that owns nothing (app/data/outside-grants.ts lists what it is granted). The scope is set
-- for one transaction as plumbline.* settings; after the transaction a setting is '', not NULL, hence NULLIF. Without a scope the
-- vendor list is NULL and no row passes. The functions run with the caller's rights and are called inside (SELECT …), so that a
-- query evaluates each of them once rather than for every row.

CREATE FUNCTION plumbline_vendor_ids() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('plumbline.vendor_ids', true), '')::integer[] $$;

CREATE FUNCTION plumbline_from_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(NULLIF(current_setting('plumbline.from_day', true), '')::date, '-infinity'::date) $$;

CREATE FUNCTION plumbline_to_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(NULLIF(current_setting('plumbline.to_day', true), '')::date, 'infinity'::date) $$;

-- NULL: no limit. An empty array limits to nothing.
CREATE FUNCTION plumbline_sites() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('plumbline.sites', true), '')::text[] $$;

CREATE FUNCTION plumbline_programs() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('plumbline.programs', true), '')::text[] $$;

CREATE FUNCTION plumbline_channels() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('plumbline.channels', true), '')::text[] $$;

-- all | partner | none; anything else, and nothing, is none.
CREATE FUNCTION plumbline_notes() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(NULLIF(current_setting('plumbline.notes', true), ''), 'none') $$;

ALTER TABLE vendor ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON vendor TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON vendor FOR SELECT TO PUBLIC
  USING (id = ANY ((SELECT plumbline_vendor_ids())::integer[]));

ALTER TABLE sow_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE sow_document FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON sow_document TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON sow_document FOR SELECT TO PUBLIC
  USING (vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[]));

-- Facts and roll-ups: vendor, day and slice.
DO $$
DECLARE
  relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['contact', 'review', 'tally', 'measure_day', 'duration_histogram'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY inside ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', relation);
    EXECUTE format(
      $policy$
        CREATE POLICY outside ON %I FOR SELECT TO PUBLIC USING (
          vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
          AND day >= (SELECT plumbline_from_day())
          AND day <= (SELECT plumbline_to_day())
          AND ((SELECT plumbline_sites()) IS NULL OR site = ANY ((SELECT plumbline_sites())::text[]))
          AND ((SELECT plumbline_programs()) IS NULL OR program = ANY ((SELECT plumbline_programs())::text[]))
          AND ((SELECT plumbline_channels()) IS NULL OR channel = ANY ((SELECT plumbline_channels())::text[]))
        )
      $policy$,
      relation
    );
  END LOOP;
END
$$;

-- A note without a site speaks of the whole vendor and belongs to every slice of it.
ALTER TABLE root_cause_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE root_cause_note FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON root_cause_note TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON root_cause_note FOR SELECT TO PUBLIC
  USING (
    vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
    AND archived_at IS NULL
    AND from_day <= (SELECT plumbline_to_day())
    AND to_day >= (SELECT plumbline_from_day())
    AND (
      (SELECT plumbline_notes()) = 'all'
      OR ((SELECT plumbline_notes()) = 'partner' AND visibility = 'partner')
    )
    AND ((SELECT plumbline_sites()) IS NULL OR site = '' OR site = ANY ((SELECT plumbline_sites())::text[]))
    AND ((SELECT plumbline_programs()) IS NULL OR program = '' OR program = ANY ((SELECT plumbline_programs())::text[]))
    AND ((SELECT plumbline_channels()) IS NULL OR channel = '' OR channel = ANY ((SELECT plumbline_channels())::text[]))
  );

-- A file that held another vendor's rows too is not theirs to know of.
ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON import_batch TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON import_batch FOR SELECT TO PUBLIC
  USING (
    cardinality(vendor_ids) > 0
    AND vendor_ids <@ (SELECT plumbline_vendor_ids())::integer[]
    AND (first_day IS NULL OR first_day <= (SELECT plumbline_to_day()))
    AND (last_day IS NULL OR last_day >= (SELECT plumbline_from_day()))
  );

-- The audit trail only grows.
CREATE FUNCTION plumbline_refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change();
