-- CreateTable
CREATE TABLE "statement_month" (
    "vendor_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "review_by" TEXT,
    "review_at" TIMESTAMPTZ,
    "lead_by" TEXT,
    "lead_at" TIMESTAMPTZ,
    "lead_hash" TEXT,
    "lead_total_minor" BIGINT,
    "partner_by" TEXT,
    "partner_at" TIMESTAMPTZ,
    "partner_hash" TEXT,
    "partner_total_minor" BIGINT,
    "closed_sequence" INTEGER,

    CONSTRAINT "statement_month_pkey" PRIMARY KEY ("vendor_id","period")
);

-- CreateTable
CREATE TABLE "closed_month" (
    "vendor_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "document" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "previous_sha256" TEXT,
    "closed_by" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "closed_month_pkey" PRIMARY KEY ("vendor_id","sequence")
);

-- CreateTable
CREATE TABLE "reopened_month" (
    "vendor_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "reopened_by" TEXT NOT NULL,
    "reopened_at" TIMESTAMPTZ NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "reopened_month_pkey" PRIMARY KEY ("vendor_id","sequence")
);

-- A statement rests on all rows of its month, so that it is there only for who sees the whole partner, and for no link.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['statement_month', 'closed_month', 'reopened_month'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY inside ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', relation);
    EXECUTE format(
      $policy$
        CREATE POLICY outside ON %I FOR SELECT TO PUBLIC
        USING (
          (SELECT plumbline_sees_whole_partner())
          AND vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[])
          AND from_day >= (SELECT plumbline_from_day())
          AND until_day - 1 <= (SELECT plumbline_to_day())
        )
      $policy$,
      relation
    );
  END LOOP;
END
$$;

-- What was closed, and that it was reopened, never changes. Only records of the demo are removed, with the demo.
CREATE FUNCTION plumbline_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.demo THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['closed_month', 'reopened_month'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change()', relation || '_no_update', relation);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change()', relation || '_no_truncate', relation);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION plumbline_refuse_removal()', relation || '_no_removal', relation);
  END LOOP;
END
$$;
