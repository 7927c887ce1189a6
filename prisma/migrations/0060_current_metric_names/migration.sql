-- The metric key ageing, the parameter annualisedBy and the scale "kept" have American spelling and glossary names: aging, annualizedBy,
-- as-imported. Stored SOW documents stay as they were uploaded; the names are replaced when a document is read.
UPDATE "root_cause_note" SET metric = 'aging' WHERE metric = 'ageing';
UPDATE "root_cause_note" SET proof_metric = 'aging' WHERE proof_metric = 'ageing';
UPDATE "root_cause_note_revision" SET content = jsonb_set(content, '{metric}', '"aging"') WHERE content ->> 'metric' = 'ageing';
UPDATE "root_cause_note_revision" SET content = jsonb_set(content, '{proofMetric}', '"aging"') WHERE content ->> 'proofMetric' = 'ageing';

UPDATE "share_link" SET parameters = jsonb_set(parameters, '{metric}', '"aging"') WHERE parameters ->> 'metric' = 'ageing';
UPDATE "share_link" SET parameters = jsonb_set(parameters, '{scale}', '"as-imported"') WHERE parameters ->> 'scale' = 'kept';
UPDATE "share_link" SET parameters = parameters - 'annualisedBy' || jsonb_build_object('annualizedBy', parameters -> 'annualisedBy')
WHERE parameters ? 'annualisedBy';
