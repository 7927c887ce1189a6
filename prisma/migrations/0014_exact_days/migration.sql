-- Days added up before sums were exact may be off in their last binary digit. Every amount is a sum of decimals of at most six
-- places (docs/decisions/sums-of-decimals.md), so that the nearest millionth is the sum itself, as long as a double tells millionths apart.
DO $$
DECLARE
  amounts text;
BEGIN
  SELECT string_agg(
    format('%1$I = CASE WHEN abs(%1$I) < 2.25e9 THEN round(%1$I * 1e6::float8) / 1e6::float8 ELSE %1$I END', column_name), ', ')
  INTO amounts
  FROM information_schema.columns
  WHERE table_schema = current_schema() AND table_name = 'measure_day' AND data_type = 'double precision';
  EXECUTE 'UPDATE measure_day SET ' || amounts;
END
$$;
