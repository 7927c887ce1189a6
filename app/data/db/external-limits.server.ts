import type pg from "pg";
import type { Database } from "./database.server";
import { Prisma } from "../generated/client";

/** Functions that make, change or read large objects; reading files of the server is closed to everyone but its superuser anyway. */
const LARGE_OBJECT_FUNCTIONS = `pg_proc AS p WHERE p.pronamespace = 'pg_catalog'::regnamespace
  AND (p.proname LIKE 'lo\\_%' OR p.proname IN ('loread', 'lowrite'))`;

/** Closes large objects of the connected database to everyone but the role that is connected, where it owns their functions. */
export async function closeLargeObjects(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ signatures: string | null }>(
    `SELECT string_agg(p.oid::regprocedure::text, ', ') AS signatures FROM ${LARGE_OBJECT_FUNCTIONS}
       AND pg_has_role(p.proowner, 'USAGE')
       AND EXISTS (SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) AS a WHERE a.grantee = 0)`,
  );
  const signatures = rows[0]?.signatures;
  if (signatures) await client.query(`REVOKE EXECUTE ON FUNCTION ${signatures} FROM PUBLIC`);
}

/** Closes temporary tables of the connected database to everyone but its owner, where the connected role may. */
export async function closeTemporaryTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ database: string }>(
    `SELECT d.datname AS database FROM pg_database AS d WHERE d.datname = current_database() AND pg_has_role(d.datdba, 'USAGE')
       AND EXISTS (SELECT FROM aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) AS a
                   WHERE a.grantee = 0 AND a.privilege_type = 'TEMPORARY')`,
  );
  const database = rows[0]?.database;
  if (database) await client.query(`REVOKE TEMPORARY ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC`);
}

/** What the external role may do beside reading Plumbline's tables: a statement for each, for an administrator to run. */
export async function findOutsideExcess({ outside }: Pick<Database, "outside">): Promise<string[]> {
  const rows = await outside.$queryRaw<{ statement: string }[]>`
    SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, %I', current_database(), current_user) AS statement
      WHERE has_database_privilege(current_database(), 'TEMPORARY')
    UNION ALL
    SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC, %I', string_agg(p.oid::regprocedure::text, ', '), current_user)
      FROM ${Prisma.raw(LARGE_OBJECT_FUNCTIONS)} AND has_function_privilege(p.oid, 'EXECUTE') HAVING count(*) > 0
    UNION ALL
    SELECT format('REVOKE CONNECT ON DATABASE %s FROM PUBLIC, %I', string_agg(quote_ident(d.datname), ', ' ORDER BY d.datname), current_user)
      FROM pg_database AS d WHERE d.datallowconn AND d.datname <> current_database() AND has_database_privilege(d.oid, 'CONNECT')
      HAVING count(*) > 0`;
  return rows.map(({ statement }) => statement);
}
