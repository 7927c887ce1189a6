-- What a form that creates something has created, so that the same form sent twice creates it once.
CREATE TABLE "form_submission" (
  "digest" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "salt" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

  CONSTRAINT "form_submission_pkey" PRIMARY KEY ("digest")
);

CREATE INDEX "form_submission_created_at_idx" ON "form_submission"("created_at");
