-- CreateTable
CREATE TABLE "exclusion" (
    "vendor_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "program" TEXT,
    "site" TEXT,
    "channel" TEXT,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "from_minute" INTEGER,
    "until_minute" INTEGER,
    "contacts" JSONB,
    "reason" TEXT NOT NULL,
    "clause" TEXT NOT NULL DEFAULT '',
    "requested_by" TEXT NOT NULL,
    "requested_name" TEXT NOT NULL,
    "by_partner" BOOLEAN NOT NULL,
    "requested_at" TIMESTAMPTZ NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "decision" TEXT NOT NULL DEFAULT '',
    "decided_by" TEXT,
    "decided_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "decided" JSONB,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "exclusion_pkey" PRIMARY KEY ("vendor_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "exclusion_vendor_id_number_key" ON "exclusion"("vendor_id", "number");

-- Row security. Requests are between the organization and the partner: no link shows them, and nobody who sees a part of the partner only.
ALTER TABLE exclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE exclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON exclusion TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON exclusion FOR SELECT TO PUBLIC
  USING ((SELECT plumbline_sees_whole_partner()) AND vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[]));
