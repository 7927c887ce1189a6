-- The scope of an external viewer is signed by the application. The external role may set plumbline.scope to anything, but without
-- the keys, which it may not read, nothing else than what the application opened the transaction for passes the policies
-- (docs/decisions/signed-scopes.md).

-- The keys of one HMAC (RFC 2104): the key, padded to a block and combined with the inner and with the outer pad.
CREATE TABLE scope_key (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  inner_key bytea NOT NULL CHECK (octet_length(inner_key) = 64),
  outer_key bytea NOT NULL CHECK (octet_length(outer_key) = 64)
);
REVOKE ALL ON scope_key FROM PUBLIC;

DO $$
DECLARE
  secret bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR at IN 0..31 LOOP
    inner_pad := set_byte(inner_pad, at, get_byte(inner_pad, at) # get_byte(secret, at));
    outer_pad := set_byte(outer_pad, at, get_byte(outer_pad, at) # get_byte(secret, at));
  END LOOP;
  INSERT INTO scope_key (inner_key, outer_key) VALUES (inner_pad, outer_pad);
END
$$;

-- The parts of the transaction's scope: expiry, kind of viewer, vendors, first day, last day, sites, programs, channels, notes.
-- plumbline.scope is the signature, 64 hexadecimal digits, and the parts as a text[]. A scope that is absent, not signed by the
-- application, or expired when the transaction began, is one that lets nothing through. The only function that runs with its
-- owner's rights: it reads the keys. plpgsql keeps its plan for the session, so that a call costs microseconds.
CREATE FUNCTION plumbline_scope() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  given text := current_setting('plumbline.scope', true);
  signed text := substr(given, 65);
  message bytea := convert_to(signed, 'UTF8');
  parts text[];
BEGIN
  IF (SELECT encode(sha256(k.outer_key || sha256(k.inner_key || message)), 'hex') = left(given, 64) FROM public.scope_key AS k) THEN
    parts := signed;
    IF parts[1]::timestamptz > transaction_timestamp() THEN RETURN parts; END IF;
  END IF;
  RETURN ARRAY['', 'none', '{}', 'infinity', '-infinity', '{}', '{}', '{}', 'none'];
END
$$;

CREATE OR REPLACE FUNCTION plumbline_vendor_ids() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (plumbline_scope())[3]::integer[] $$;

CREATE OR REPLACE FUNCTION plumbline_from_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (plumbline_scope())[4]::date $$;

CREATE OR REPLACE FUNCTION plumbline_to_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (plumbline_scope())[5]::date $$;

-- NULL: no limit. An empty array limits to nothing.
CREATE OR REPLACE FUNCTION plumbline_sites() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF((plumbline_scope())[6], '')::text[] $$;

CREATE OR REPLACE FUNCTION plumbline_programs() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF((plumbline_scope())[7], '')::text[] $$;

CREATE OR REPLACE FUNCTION plumbline_channels() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF((plumbline_scope())[8], '')::text[] $$;

CREATE OR REPLACE FUNCTION plumbline_notes() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (plumbline_scope())[9] $$;

CREATE OR REPLACE FUNCTION plumbline_viewer() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (plumbline_scope())[2] $$;
