-- CreateTable
CREATE TABLE "contact_history" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "previous_batch_id" INTEGER,
    "previous_line" INTEGER,
    "holds" TEXT NOT NULL,
    "said" BIGINT NOT NULL,
    "day" DATE,
    "opened_at" TIMESTAMPTZ,
    "site" TEXT,
    "program" TEXT,
    "channel" TEXT,
    "agent" TEXT,
    "team" TEXT,
    "reason" TEXT,
    "language" TEXT,
    "severity" TEXT,
    "customer" TEXT,
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
    "first_response_business_seconds" DOUBLE PRECISION,
    "resolution_business_seconds" DOUBLE PRECISION,
    "first_response_business_days" INTEGER,
    "resolution_business_days" INTEGER,
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
    "looked_up" INTEGER,
    "preliminary" BOOLEAN,
    "event_rank" DOUBLE PRECISION[],

    CONSTRAINT "contact_history_pkey" PRIMARY KEY ("vendor_id","source","external_id","batch_id")
);

-- CreateTable
CREATE TABLE "review_history" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "previous_batch_id" INTEGER,
    "previous_line" INTEGER,
    "holds" TEXT NOT NULL,
    "said" BIGINT NOT NULL,
    "day" DATE,
    "reviewed_at" TIMESTAMPTZ,
    "site" TEXT,
    "program" TEXT,
    "channel" TEXT,
    "agent" TEXT,
    "team" TEXT,
    "reason" TEXT,
    "severity" TEXT,
    "contact_external_id" TEXT,
    "tenure_days" INTEGER,
    "points_earned" DOUBLE PRECISION,
    "points_possible" DOUBLE PRECISION,
    "end_user_critical" BOOLEAN,
    "business_critical" BOOLEAN,
    "compliance_critical" BOOLEAN,
    "decision_correct" BOOLEAN,
    "decided_positive" BOOLEAN,
    "audited_positive" BOOLEAN,
    "looked_up" INTEGER,
    "preliminary" BOOLEAN,
    "event_rank" DOUBLE PRECISION[],

    CONSTRAINT "review_history_pkey" PRIMARY KEY ("vendor_id","source","external_id","batch_id")
);

-- CreateTable
CREATE TABLE "tally_history" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "previous_batch_id" INTEGER,
    "previous_line" INTEGER,
    "holds" TEXT NOT NULL,
    "said" BIGINT NOT NULL,
    "day" DATE,
    "site" TEXT,
    "program" TEXT,
    "channel" TEXT,
    "measure" TEXT,
    "amount" DOUBLE PRECISION,
    "preliminary" BOOLEAN,
    "agent" TEXT,
    "team" TEXT,
    "reason" TEXT,
    "breakdown" INTEGER,

    CONSTRAINT "tally_history_pkey" PRIMARY KEY ("vendor_id","source","external_id","batch_id")
);

-- CreateTable
CREATE TABLE "roster_entry_history" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "previous_batch_id" INTEGER,
    "previous_line" INTEGER,
    "holds" TEXT NOT NULL,
    "said" BIGINT NOT NULL,
    "day" DATE,
    "agent" TEXT,
    "site" TEXT,
    "team" TEXT,
    "starts_on" DATE,
    "ends_on" DATE,
    "hired_on" DATE,

    CONSTRAINT "roster_entry_history_pkey" PRIMARY KEY ("vendor_id","source","external_id","batch_id")
);

-- CreateTable
CREATE TABLE "calendar_entry_history" (
    "vendor_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "previous_batch_id" INTEGER,
    "previous_line" INTEGER,
    "holds" TEXT NOT NULL,
    "said" BIGINT NOT NULL,
    "day" DATE,
    "program" TEXT,
    "weekdays" TEXT,
    "date" DATE,
    "opens" DOUBLE PRECISION,
    "closes" DOUBLE PRECISION,
    "starts_on" DATE,
    "ends_on" DATE,
    "time_zone" TEXT,
    "name" TEXT,

    CONSTRAINT "calendar_entry_history_pkey" PRIMARY KEY ("vendor_id","source","external_id","batch_id")
);

-- CreateIndex
CREATE INDEX "contact_history_batch_id_idx" ON "contact_history"("batch_id");

-- CreateIndex
CREATE INDEX "contact_history_previous_batch_id_idx" ON "contact_history"("previous_batch_id");

-- CreateIndex
CREATE INDEX "review_history_batch_id_idx" ON "review_history"("batch_id");

-- CreateIndex
CREATE INDEX "review_history_previous_batch_id_idx" ON "review_history"("previous_batch_id");

-- CreateIndex
CREATE INDEX "tally_history_batch_id_idx" ON "tally_history"("batch_id");

-- CreateIndex
CREATE INDEX "tally_history_previous_batch_id_idx" ON "tally_history"("previous_batch_id");

-- CreateIndex
CREATE INDEX "roster_entry_history_batch_id_idx" ON "roster_entry_history"("batch_id");

-- CreateIndex
CREATE INDEX "roster_entry_history_previous_batch_id_idx" ON "roster_entry_history"("previous_batch_id");

-- CreateIndex
CREATE INDEX "calendar_entry_history_batch_id_idx" ON "calendar_entry_history"("batch_id");

-- CreateIndex
CREATE INDEX "calendar_entry_history_previous_batch_id_idx" ON "calendar_entry_history"("previous_batch_id");

-- What batches said was kept as JSON, with NULL for "exactly what the row held": that is spelled out first.
UPDATE row_statement later SET stated = folded.stated
FROM (
  SELECT r.vendor_id, r.kind, r.source, r.external_id, r.batch_id, said.stated
  FROM row_statement r
  CROSS JOIN LATERAL (
    SELECT jsonb_strip_nulls(jsonb_object_agg(part.key, part.value ORDER BY p.batch_id))
      || COALESCE(jsonb_object_agg(part.key, part.value ORDER BY p.batch_id) FILTER (WHERE part.key IN ('preliminary', 'event_rank')), '{}') AS stated
    FROM row_statement p CROSS JOIN LATERAL jsonb_each(p.stated) part
    WHERE p.vendor_id = r.vendor_id AND p.kind = r.kind AND p.source = r.source AND p.external_id = r.external_id
      AND p.batch_id <= r.batch_id AND NOT (p.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true' AND EXISTS (
        SELECT FROM row_statement final WHERE final.vendor_id = p.vendor_id AND final.kind = p.kind AND final.source = p.source AND final.external_id = p.external_id AND final.batch_id < p.batch_id AND final.stated IS NOT NULL AND NOT final.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true'))
      AND NOT (p.stated -> 'event_rank' -> 0 IS NOT NULL AND EXISTS (
        SELECT FROM row_statement higher
        WHERE higher.vendor_id = p.vendor_id AND higher.kind = p.kind AND higher.source = p.source AND higher.external_id = p.external_id AND higher.batch_id < p.batch_id AND higher.stated IS NOT NULL AND (higher.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true') = (p.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true') AND higher.stated -> 'event_rank' -> 0 = p.stated -> 'event_rank' -> 0 AND higher.stated -> 'event_rank' > p.stated -> 'event_rank'
          AND NOT EXISTS (
            SELECT FROM row_statement other
            WHERE other.vendor_id = p.vendor_id AND other.kind = p.kind AND other.source = p.source AND other.external_id = p.external_id AND other.batch_id < p.batch_id AND other.stated IS NOT NULL AND other.batch_id > higher.batch_id AND (other.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true') = (p.stated ->> 'preliminary' IS NOT DISTINCT FROM 'true')
              AND other.stated -> 'event_rank' -> 0 IS DISTINCT FROM p.stated -> 'event_rank' -> 0)))
  ) said
  WHERE r.stated IS NULL
) folded
WHERE later.vendor_id = folded.vendor_id AND later.kind = folded.kind AND later.source = folded.source
  AND later.external_id = folded.external_id AND later.batch_id = folded.batch_id;

INSERT INTO contact_history (vendor_id, source, external_id, batch_id, line, holds, said, day, event_rank, looked_up, opened_at, site, program, channel, agent, team, reason, language, severity, customer, tenure_days, answered, abandoned, wait_seconds, talk_seconds, hold_seconds, wrap_seconds, handle_seconds, first_response_seconds, resolution_seconds, first_response_business_seconds, resolution_business_seconds, first_response_business_days, resolution_business_days, resolved, resolved_first_contact, reopened, transferred, escalated, csat_score, nps_score, due_at, done_at, made_sla, appealed, appeal_decided, overturned, preliminary)
SELECT r.vendor_id, r.source, r.external_id, r.batch_id, r.line, 'own',
  (SELECT COALESCE(sum(bit), 0) FROM (VALUES ('event_rank', 1::bigint), ('looked_up', 2::bigint), ('opened_at', 4::bigint), ('site', 8::bigint), ('program', 16::bigint), ('channel', 32::bigint), ('agent', 64::bigint), ('team', 128::bigint), ('reason', 256::bigint), ('language', 512::bigint), ('severity', 1024::bigint), ('customer', 2048::bigint), ('tenure_days', 4096::bigint), ('answered', 8192::bigint), ('abandoned', 16384::bigint), ('wait_seconds', 32768::bigint), ('talk_seconds', 65536::bigint), ('hold_seconds', 131072::bigint), ('wrap_seconds', 262144::bigint), ('handle_seconds', 524288::bigint), ('first_response_seconds', 1048576::bigint), ('resolution_seconds', 2097152::bigint), ('first_response_business_seconds', 4194304::bigint), ('resolution_business_seconds', 8388608::bigint), ('first_response_business_days', 16777216::bigint), ('resolution_business_days', 33554432::bigint), ('resolved', 67108864::bigint), ('resolved_first_contact', 134217728::bigint), ('reopened', 268435456::bigint), ('transferred', 536870912::bigint), ('escalated', 1073741824::bigint), ('csat_score', 2147483648::bigint), ('nps_score', 4294967296::bigint), ('due_at', 8589934592::bigint), ('done_at', 17179869184::bigint), ('made_sla', 34359738368::bigint), ('appealed', 68719476736::bigint), ('appeal_decided', 137438953472::bigint), ('overturned', 274877906944::bigint), ('preliminary', 549755813888::bigint)) AS c (name, bit) WHERE r.stated ? c.name),
  v.day, v.event_rank, v.looked_up, v.opened_at, v.site, v.program, v.channel, v.agent, v.team, v.reason, v.language, v.severity, v.customer, v.tenure_days, v.answered, v.abandoned, v.wait_seconds, v.talk_seconds, v.hold_seconds, v.wrap_seconds, v.handle_seconds, v.first_response_seconds, v.resolution_seconds, v.first_response_business_seconds, v.resolution_business_seconds, v.first_response_business_days, v.resolution_business_days, v.resolved, v.resolved_first_contact, v.reopened, v.transferred, v.escalated, v.csat_score, v.nps_score, v.due_at, v.done_at, v.made_sla, v.appealed, v.appeal_decided, v.overturned, v.preliminary
FROM row_statement r CROSS JOIN LATERAL jsonb_populate_record(NULL::contact_history, r.stated) v
WHERE r.kind = 'contacts';

INSERT INTO review_history (vendor_id, source, external_id, batch_id, line, holds, said, day, event_rank, looked_up, reviewed_at, site, program, channel, agent, team, reason, severity, contact_external_id, tenure_days, points_earned, points_possible, end_user_critical, business_critical, compliance_critical, decision_correct, decided_positive, audited_positive, preliminary)
SELECT r.vendor_id, r.source, r.external_id, r.batch_id, r.line, 'own',
  (SELECT COALESCE(sum(bit), 0) FROM (VALUES ('event_rank', 1::bigint), ('looked_up', 2::bigint), ('reviewed_at', 4::bigint), ('site', 8::bigint), ('program', 16::bigint), ('channel', 32::bigint), ('agent', 64::bigint), ('team', 128::bigint), ('reason', 256::bigint), ('severity', 512::bigint), ('contact_external_id', 1024::bigint), ('tenure_days', 2048::bigint), ('points_earned', 4096::bigint), ('points_possible', 8192::bigint), ('end_user_critical', 16384::bigint), ('business_critical', 32768::bigint), ('compliance_critical', 65536::bigint), ('decision_correct', 131072::bigint), ('decided_positive', 262144::bigint), ('audited_positive', 524288::bigint), ('preliminary', 1048576::bigint)) AS c (name, bit) WHERE r.stated ? c.name),
  v.day, v.event_rank, v.looked_up, v.reviewed_at, v.site, v.program, v.channel, v.agent, v.team, v.reason, v.severity, v.contact_external_id, v.tenure_days, v.points_earned, v.points_possible, v.end_user_critical, v.business_critical, v.compliance_critical, v.decision_correct, v.decided_positive, v.audited_positive, v.preliminary
FROM row_statement r CROSS JOIN LATERAL jsonb_populate_record(NULL::review_history, r.stated) v
WHERE r.kind = 'reviews';

INSERT INTO tally_history (vendor_id, source, external_id, batch_id, line, holds, said, day, site, program, channel, measure, amount, preliminary, agent, team, reason, breakdown)
SELECT r.vendor_id, r.source, r.external_id, r.batch_id, r.line, 'own',
  (SELECT COALESCE(sum(bit), 0) FROM (VALUES ('site', 4::bigint), ('program', 8::bigint), ('channel', 16::bigint), ('measure', 32::bigint), ('amount', 64::bigint), ('preliminary', 128::bigint), ('agent', 256::bigint), ('team', 512::bigint), ('reason', 1024::bigint), ('breakdown', 2048::bigint)) AS c (name, bit) WHERE r.stated ? c.name),
  v.day, v.site, v.program, v.channel, v.measure, v.amount, v.preliminary, v.agent, v.team, v.reason, v.breakdown
FROM row_statement r CROSS JOIN LATERAL jsonb_populate_record(NULL::tally_history, r.stated) v
WHERE r.kind = 'tallies';

INSERT INTO roster_entry_history (vendor_id, source, external_id, batch_id, line, holds, said, day, agent, site, team, starts_on, ends_on, hired_on)
SELECT r.vendor_id, r.source, r.external_id, r.batch_id, r.line, 'own',
  (SELECT COALESCE(sum(bit), 0) FROM (VALUES ('agent', 4::bigint), ('site', 8::bigint), ('team', 16::bigint), ('starts_on', 32::bigint), ('ends_on', 64::bigint), ('hired_on', 128::bigint)) AS c (name, bit) WHERE r.stated ? c.name),
  v.day, v.agent, v.site, v.team, v.starts_on, v.ends_on, v.hired_on
FROM row_statement r CROSS JOIN LATERAL jsonb_populate_record(NULL::roster_entry_history, r.stated) v
WHERE r.kind = 'roster';

INSERT INTO calendar_entry_history (vendor_id, source, external_id, batch_id, line, holds, said, day, program, weekdays, date, opens, closes, starts_on, ends_on, time_zone, name)
SELECT r.vendor_id, r.source, r.external_id, r.batch_id, r.line, 'own',
  (SELECT COALESCE(sum(bit), 0) FROM (VALUES ('program', 4::bigint), ('weekdays', 8::bigint), ('date', 16::bigint), ('opens', 32::bigint), ('closes', 64::bigint), ('starts_on', 128::bigint), ('ends_on', 256::bigint), ('time_zone', 512::bigint), ('name', 1024::bigint)) AS c (name, bit) WHERE r.stated ? c.name),
  v.day, v.program, v.weekdays, v.date, v.opens, v.closes, v.starts_on, v.ends_on, v.time_zone, v.name
FROM row_statement r CROSS JOIN LATERAL jsonb_populate_record(NULL::calendar_entry_history, r.stated) v
WHERE r.kind = 'calendar';

DROP TABLE row_statement;
