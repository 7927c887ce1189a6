-- Who a link is for, and which root-cause notes it shows: none, those shared with the partner, or all of them. A link for the partner
-- never shows internal notes. Links that showed notes before show those shared with the partner.
ALTER TABLE "share_link"
  ADD COLUMN "audience_kind" TEXT NOT NULL DEFAULT 'partner',
  ADD COLUMN "notes" TEXT NOT NULL DEFAULT 'none';

UPDATE "share_link" SET "notes" = 'partner' WHERE "show_notes";

ALTER TABLE "share_link"
  DROP COLUMN "show_notes",
  ADD CONSTRAINT "share_link_audience_kind" CHECK ("audience_kind" IN ('partner', 'internal')),
  ADD CONSTRAINT "share_link_notes" CHECK (
    "notes" IN ('none', 'partner') OR ("notes" = 'all' AND "audience_kind" = 'internal')
  );
