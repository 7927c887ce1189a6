import pg from "pg";
import { storedSecret } from "~/config/stored-secret.server";

/**
 * The address for viewers from outside on a server given by DATABASE_URL when none was given for them: a role named after the
 * database, with a password kept in the data folder. Where the application's role may not make roles, says what to run.
 */
export async function outsideAddressFor(url: string, dataFolder: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: "plumbline-set-up" });
  await client.connect();
  try {
    const database =
      (await client.query<{ name: string }>("SELECT current_database()::text AS name")).rows[0]?.name ?? "";
    const role = `${database.slice(0, 50)}_outside`;
    const password = storedSecret(dataFolder, "outside-role");
    const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    const verb = found.rowCount === 0 ? "CREATE" : "ALTER";
    const rights = found.rowCount === 0 ? "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS" : "";
    const name = client.escapeIdentifier(role);
    try {
      await client.query(`${verb} ROLE ${name} LOGIN ${rights} PASSWORD ${client.escapeLiteral(password)}`);
    } catch (error) {
      if ((error as { code?: string }).code !== "42501") throw error;
      throw new Error(
        "DATABASE_URL is set without DATABASE_OUTSIDE_URL, and its role may not make the second one that viewers from outside " +
          `read through. Run as an administrator: CREATE ROLE ${name} LOGIN PASSWORD '…'; then set DATABASE_OUTSIDE_URL to the ` +
          "same address with that role and password.",
        { cause: error },
      );
    }
    const outside = new URL(url);
    outside.username = encodeURIComponent(role);
    outside.password = password;
    return outside.href;
  } finally {
    await client.end();
  }
}

/** The role that an address logs in as. */
export function roleOf(url: string): string {
  const role = decodeURIComponent(new URL(url).username) || new URL(url).searchParams.get("user");
  if (!role) throw new Error("DATABASE_OUTSIDE_URL must name its role.");
  return role;
}
