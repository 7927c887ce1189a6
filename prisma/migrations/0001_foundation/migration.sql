-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "demo_seeded_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vendor" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vendor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "vendor_id" INTEGER,
    "password_hash" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "one_time_secret" (
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" UUID,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,

    CONSTRAINT "one_time_secret_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "vendor_id" INTEGER,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_link" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "audience" TEXT NOT NULL DEFAULT '',
    "token_hash" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "vendor_ids" INTEGER[],
    "sites" TEXT[],
    "programs" TEXT[],
    "channels" TEXT[],
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "show_notes" BOOLEAN NOT NULL DEFAULT true,
    "allow_downloads" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "paused_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_link_opening" (
    "id" BIGSERIAL NOT NULL,
    "link_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_link_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mapping" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mapping_id" INTEGER NOT NULL,
    "vendor_ids" INTEGER[],
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "stored_as" TEXT,
    "status" TEXT NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_accepted" INTEGER NOT NULL,
    "rows_new" INTEGER NOT NULL,
    "rows_changed" INTEGER NOT NULL,
    "rows_unchanged" INTEGER NOT NULL,
    "rows_rejected" INTEGER NOT NULL,
    "first_day" DATE,
    "last_day" DATE,
    "applied_by" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_by" TEXT,
    "withdrawn_at" TIMESTAMPTZ,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "request_key" TEXT,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejected_row" (
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "rejected_row_pkey" PRIMARY KEY ("batch_id","line","ordinal")
);

-- CreateTable
CREATE TABLE "row_statement" (
    "vendor_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "stated" JSONB,

    CONSTRAINT "row_statement_pkey" PRIMARY KEY ("vendor_id","kind","source","external_id","batch_id")
);

-- CreateTable
CREATE TABLE "contact" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "program" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "agent" TEXT NOT NULL DEFAULT '',
    "team" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT '',
    "severity" TEXT NOT NULL DEFAULT '',
    "customer" TEXT NOT NULL DEFAULT '',
    "tenure_days" INTEGER,
    "answered" BOOLEAN,
    "abandoned" BOOLEAN,
    "wait_seconds" DOUBLE PRECISION,
    "talk_seconds" DOUBLE PRECISION,
    "hold_seconds" DOUBLE PRECISION,
    "wrap_seconds" DOUBLE PRECISION,
    "handle_seconds" DOUBLE PRECISION,
    "first_response_seconds" DOUBLE PRECISION,
    "resolution_seconds" DOUBLE PRECISION,
    "resolved" BOOLEAN,
    "resolved_first_contact" BOOLEAN,
    "reopened" BOOLEAN,
    "transferred" BOOLEAN,
    "escalated" BOOLEAN,
    "csat_score" DOUBLE PRECISION,
    "nps_score" DOUBLE PRECISION,
    "due_at" TIMESTAMPTZ,
    "done_at" TIMESTAMPTZ,
    "made_sla" BOOLEAN,
    "appealed" BOOLEAN,
    "appeal_decided" BOOLEAN,
    "overturned" BOOLEAN,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("vendor_id","source","external_id")
);

-- CreateTable
CREATE TABLE "review" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reviewed_at" TIMESTAMPTZ NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "program" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "agent" TEXT NOT NULL DEFAULT '',
    "team" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "severity" TEXT NOT NULL DEFAULT '',
    "contact_external_id" TEXT NOT NULL DEFAULT '',
    "tenure_days" INTEGER,
    "points_earned" DOUBLE PRECISION,
    "points_possible" DOUBLE PRECISION,
    "end_user_critical" BOOLEAN,
    "business_critical" BOOLEAN,
    "compliance_critical" BOOLEAN,
    "decision_correct" BOOLEAN,
    "decided_positive" BOOLEAN,
    "audited_positive" BOOLEAN,

    CONSTRAINT "review_pkey" PRIMARY KEY ("vendor_id","source","external_id")
);

-- CreateTable
CREATE TABLE "tally" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "program" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "measure" TEXT NOT NULL,
    "amount" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("vendor_id","source","external_id")
);

-- CreateTable
CREATE TABLE "rollup_parameter" (
    "id" SERIAL NOT NULL,
    "measure" TEXT NOT NULL,

    CONSTRAINT "rollup_parameter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "measure_day" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "site" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "offered" DOUBLE PRECISION,
    "unqueued" DOUBLE PRECISION,
    "answered" DOUBLE PRECISION,
    "abandoned" DOUBLE PRECISION,
    "wait_known" DOUBLE PRECISION,
    "wait_seconds" DOUBLE PRECISION,
    "handled" DOUBLE PRECISION,
    "talk_seconds" DOUBLE PRECISION,
    "hold_seconds" DOUBLE PRECISION,
    "wrap_seconds" DOUBLE PRECISION,
    "handle_known" DOUBLE PRECISION,
    "handle_seconds" DOUBLE PRECISION,
    "available_seconds" DOUBLE PRECISION,
    "resolved" DOUBLE PRECISION,
    "resolution_known" DOUBLE PRECISION,
    "fcr_known" DOUBLE PRECISION,
    "resolved_first_contact" DOUBLE PRECISION,
    "reopen_known" DOUBLE PRECISION,
    "reopened" DOUBLE PRECISION,
    "transfer_known" DOUBLE PRECISION,
    "transferred" DOUBLE PRECISION,
    "escalation_known" DOUBLE PRECISION,
    "escalated" DOUBLE PRECISION,
    "csat_responses" DOUBLE PRECISION,
    "csat_score_sum" DOUBLE PRECISION,
    "nps_responses" DOUBLE PRECISION,
    "nps_promoters" DOUBLE PRECISION,
    "nps_detractors" DOUBLE PRECISION,
    "first_response_known" DOUBLE PRECISION,
    "resolution_time_known" DOUBLE PRECISION,
    "due" DOUBLE PRECISION,
    "done_in_sla" DOUBLE PRECISION,
    "actions" DOUBLE PRECISION,
    "appeals" DOUBLE PRECISION,
    "appeals_decided" DOUBLE PRECISION,
    "appeals_overturned" DOUBLE PRECISION,
    "reviews" DOUBLE PRECISION,
    "points_earned" DOUBLE PRECISION,
    "points_possible" DOUBLE PRECISION,
    "end_user_reviewed" DOUBLE PRECISION,
    "end_user_clean" DOUBLE PRECISION,
    "business_reviewed" DOUBLE PRECISION,
    "business_clean" DOUBLE PRECISION,
    "compliance_reviewed" DOUBLE PRECISION,
    "compliance_clean" DOUBLE PRECISION,
    "decisions_audited" DOUBLE PRECISION,
    "decisions_correct" DOUBLE PRECISION,
    "true_positives" DOUBLE PRECISION,
    "false_positives" DOUBLE PRECISION,
    "false_negatives" DOUBLE PRECISION,
    "scheduled_seconds" DOUBLE PRECISION,
    "adherent_seconds" DOUBLE PRECISION,
    "paid_seconds" DOUBLE PRECISION,
    "productive_seconds" DOUBLE PRECISION,
    "unavailable_seconds" DOUBLE PRECISION,
    "delivered_seconds" DOUBLE PRECISION,
    "headcount_required" DOUBLE PRECISION,
    "headcount_delivered" DOUBLE PRECISION,
    "headcount" DOUBLE PRECISION,
    "leavers" DOUBLE PRECISION,
    "forecast_contacts" DOUBLE PRECISION,
    "forecast_actual" DOUBLE PRECISION,
    "forecast_absolute_error" DOUBLE PRECISION,
    "orders" DOUBLE PRECISION,
    "invoiced_minor" DOUBLE PRECISION,
    "backlog_open" DOUBLE PRECISION,
    "backlog_aged" DOUBLE PRECISION,
    "parameter_counts" DOUBLE PRECISION[],

    CONSTRAINT "measure_day_pkey" PRIMARY KEY ("vendor_id","day","site","program","channel")
);

-- CreateTable
CREATE TABLE "duration_histogram" (
    "vendor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "site" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "duration" TEXT NOT NULL,
    "bins" INTEGER[],
    "counts" INTEGER[],

    CONSTRAINT "duration_histogram_pkey" PRIMARY KEY ("vendor_id","day","site","program","channel","duration")
);

-- CreateTable
CREATE TABLE "sow_document" (
    "vendor_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sow_document_pkey" PRIMARY KEY ("vendor_id","revision")
);

-- CreateTable
CREATE TABLE "root_cause_note" (
    "id" UUID NOT NULL,
    "vendor_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "program" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "symptom" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "segment" TEXT NOT NULL DEFAULT '',
    "fault" TEXT NOT NULL,
    "whys" TEXT[],
    "evidence" TEXT NOT NULL DEFAULT '',
    "containment" TEXT NOT NULL DEFAULT '',
    "correction" TEXT NOT NULL DEFAULT '',
    "prevention" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL DEFAULT '',
    "due" DATE,
    "proof_metric" TEXT NOT NULL DEFAULT '',
    "proof_baseline" TEXT NOT NULL DEFAULT '',
    "proof_criterion" TEXT NOT NULL DEFAULT '',
    "visibility" TEXT NOT NULL DEFAULT 'inside',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ,

    CONSTRAINT "root_cause_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "root_cause_note_revision" (
    "note_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "edited_by" TEXT NOT NULL,
    "edited_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "root_cause_note_revision_pkey" PRIMARY KEY ("note_id","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "vendor_key_key" ON "vendor"("key");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_token_hash_key" ON "share_link"("token_hash");

-- CreateIndex
CREATE INDEX "share_link_opening_link_id_opened_at_idx" ON "share_link_opening"("link_id", "opened_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE INDEX "audit_event_subject_at_idx" ON "audit_event"("subject", "at");

-- CreateIndex
CREATE UNIQUE INDEX "mapping_key_version_key" ON "mapping"("key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "import_batch_request_key_key" ON "import_batch"("request_key");

-- CreateIndex
CREATE INDEX "import_batch_applied_at_idx" ON "import_batch"("applied_at");

-- CreateIndex
CREATE INDEX "row_statement_batch_id_idx" ON "row_statement"("batch_id");

-- CreateIndex
CREATE INDEX "contact_vendor_id_day_idx" ON "contact"("vendor_id", "day");

-- CreateIndex
CREATE INDEX "contact_batch_id_idx" ON "contact"("batch_id");

-- CreateIndex
CREATE INDEX "review_vendor_id_day_idx" ON "review"("vendor_id", "day");

-- CreateIndex
CREATE INDEX "review_batch_id_idx" ON "review"("batch_id");

-- CreateIndex
CREATE INDEX "tally_vendor_id_day_idx" ON "tally"("vendor_id", "day");

-- CreateIndex
CREATE INDEX "tally_batch_id_idx" ON "tally"("batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "rollup_parameter_measure_key" ON "rollup_parameter"("measure");

-- CreateIndex
CREATE INDEX "root_cause_note_vendor_id_from_day_idx" ON "root_cause_note"("vendor_id", "from_day");
