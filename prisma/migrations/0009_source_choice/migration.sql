-- CreateTable
CREATE TABLE "source_choice" (
    "vendor_id" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "source_choice_pkey" PRIMARY KEY ("vendor_id","measure","from_day")
);

-- Row security: which source a contract names belongs to its vendor, as the contract does.
ALTER TABLE source_choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_choice FORCE ROW LEVEL SECURITY;
CREATE POLICY inside ON source_choice TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY outside ON source_choice FOR SELECT TO PUBLIC
  USING (vendor_id = ANY ((SELECT plumbline_vendor_ids())::integer[]));
