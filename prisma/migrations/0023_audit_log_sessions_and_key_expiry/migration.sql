-- Sessions are listed to their owner by a random id, never by the digest that opens them.
ALTER TABLE "session" ADD COLUMN     "client_address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "user_agent" TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX "session_id_key" ON "session"("id");

-- Keys made before they had an end get a year from now.
ALTER TABLE "api_key" ADD COLUMN     "expires_at" TIMESTAMPTZ;
UPDATE "api_key" SET "expires_at" = now() + INTERVAL '365 days';
ALTER TABLE "api_key" ALTER COLUMN "expires_at" SET NOT NULL;

-- What repeats is counted here and reaches the audit log in a bounded number of entries.
CREATE TABLE "audit_count" (
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "actor" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "recorded" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_count_pkey" PRIMARY KEY ("action","subject","since")
);

CREATE INDEX "audit_count_until_idx" ON "audit_count"("until");

CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");
CREATE INDEX "audit_event_actor_id_idx" ON "audit_event"("actor", "id");
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");
