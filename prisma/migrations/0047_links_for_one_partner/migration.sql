-- A link for the partner shows that partner alone. Links that show several partners are for internal stakeholders.
UPDATE "share_link" SET "audience_kind" = 'internal'
WHERE "audience_kind" = 'partner' AND coalesce(cardinality("vendor_ids"), 0) <> 1;

ALTER TABLE "share_link"
  ADD CONSTRAINT "share_link_one_partner" CHECK ("audience_kind" <> 'partner' OR cardinality("vendor_ids") = 1);
