-- An import saves its mapping anew where the stored document differs: documents with former names would all become new versions,
-- and those that a limited API key brings are not used unasked. Field options are objects, some with an object of options inside.
CREATE FUNCTION pg_temp.with_current_names(options jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(options)
    WHEN 'object' THEN (
      SELECT COALESCE(jsonb_object_agg(CASE one.key WHEN 'trueWords' THEN 'trueValues' WHEN 'falseWords' THEN 'falseValues' ELSE one.key END, one.value), '{}')
      FROM jsonb_each(options) AS one)
    ELSE options END
$$;

UPDATE "mapping" SET document = jsonb_set(document, '{fields}', (
  SELECT COALESCE(jsonb_object_agg(field.key, pg_temp.with_current_names(field.value)), '{}') FROM jsonb_each(document -> 'fields') AS field))
WHERE jsonb_typeof(document -> 'fields') = 'object'
  AND (document -> 'fields')::text ~ '"(trueWords|falseWords)"';

-- The key of a metric.
UPDATE "root_cause_note" SET metric = 'utilization' WHERE metric = 'utilisation';
UPDATE "root_cause_note" SET proof_metric = 'utilization' WHERE proof_metric = 'utilisation';
UPDATE "root_cause_note_revision" SET content = jsonb_set(content, '{metric}', '"utilization"') WHERE content ->> 'metric' = 'utilisation';
UPDATE "root_cause_note_revision" SET content = jsonb_set(content, '{proofMetric}', '"utilization"') WHERE content ->> 'proofMetric' = 'utilisation';
UPDATE "share_link" SET parameters = jsonb_set(parameters, '{metric}', '"utilization"') WHERE parameters ->> 'metric' = 'utilisation';
