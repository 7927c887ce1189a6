-- Devices and networks from which an account has signed in or a link's password was given, as digests. They keep an allowance of tries
-- of their own when strangers have used up the one for everywhere else.
CREATE TABLE "known_place" (
    "digest" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "known_place_pkey" PRIMARY KEY ("digest")
);

CREATE INDEX "known_place_seen_at_idx" ON "known_place"("seen_at");
